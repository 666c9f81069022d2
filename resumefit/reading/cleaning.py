"""Unicode clean-up shared by all readers: what a file's characters stand for, as a person would type them.

Not NFKC as a whole: that would turn "m²" into "m2" and "™" into "TM". Only those compatibility characters are mended
that stand for plain letters: ligatures, full-width forms, the mathematical alphabets that people paste as "fancy" bold.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SOFT_HYPHEN = "\u00ad"

BULLETS = frozenset("•◦∙·‣⁃▪▫■□▢▶►▸▹▻➢➤➔→●○◉◎◆◇❖❑❒✓✔✦✧★☆⬤⚫⦁⦾✱✴❯»➜⮚")
"""Characters that, alone before a text, are the sign of a list item."""

DASHES = frozenset("-–—−‐‑*+")
"""Characters that are the sign of a list item when they stand alone at the start of an indented line."""

# Word and its kin write list signs as glyphs of the Symbol and Wingdings fonts, which land in the private use area at
# U+F000 + glyph code (Unicode's own mapping table WINGDING.TXT / SYMBOL.TXT gives what each of them pictures).
_PRIVATE_BULLETS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF076: "❖", 0xF0D8: "➢", 0xF0FC: "✓", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□",
    0xF071: "❑", 0xF077: "◆", 0xF0A8: "◦", 0xF0E0: "→", 0xF09F: "•", 0xF0D7: "·", 0xF0AF: "•",
}  # fmt: skip
_MENDED_RANGES = ((0xFB00, 0xFB06), (0xFF01, 0xFF5E), (0x1D400, 0x1D7FF))
_STRAY = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_CID = re.compile(r"\(cid:\d+\)")
_PLAIN = re.compile(r"[\x21-\x7e]+")
_BLANKS = re.compile(r"\s+")
_LINE_ENDS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# ECMA-48: CSI sequences, OSC strings, and the two-character escapes
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])")


@cache
def _mended(char: str) -> str:
    code = ord(char)
    if code in _PRIVATE_BULLETS:
        return _PRIVATE_BULLETS[code]
    if any(first <= code <= last for first, last in _MENDED_RANGES):
        return unicodedata.normalize("NFKC", char)
    if char in "\u2010\u2011":  # hyphen and non-breaking hyphen
        return "-"
    category = unicodedata.category(char)
    if category == "Zs" or char in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    # Control, format (zero-width, direction marks, soft hyphen), surrogate, private use, unassigned; U+FFFD says nothing
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") or char == "\ufffd" else char


def stray_characters(text: str) -> list[str]:
    """The codes ("U+E0B2") of the characters that stand for no letter and are left out: private use, U+FFFD."""
    if text.isascii():
        return []
    return [f"U+{ord(char):04X}" for char in _STRAY.findall(text) if ord(char) not in _PRIVATE_BULLETS]


def clean_word(text: str) -> str:
    """A word as a person would type it, without blanks; "" where nothing is left of it."""
    if _PLAIN.fullmatch(text) and "(cid:" not in text:
        return text
    return clean_line(text).replace(" ", "")


def clean_line(text: str) -> str:
    """A line as a person would type it: mended characters, single blanks, none at the ends."""
    text = _CID.sub("", text)
    mended = "".join(_mended(char) for char in text)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", mended)).strip()


def clean_text(text: str) -> str:
    """A text of many lines, each mended, indentation kept: line ends are "\\n", terminal control sequences are gone."""
    text = _ESCAPES.sub("", text.replace("\r\n", "\n"))
    return "\n".join(_clean_row(row) for row in _LINE_ENDS.split(text))


def _clean_row(row: str) -> str:
    if row.isascii() and row.isprintable():
        return row.rstrip()
    indent = len(row) - len(row.lstrip())
    return " " * indent + "".join(_mended(char) for char in unicodedata.normalize("NFC", row[indent:])).rstrip()
