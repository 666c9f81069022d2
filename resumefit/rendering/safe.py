"""Text of strangers on its way out: no character of a document may steer a terminal or hide in a JSON string."""

from __future__ import annotations

import re
import unicodedata

# Control, format (zero-width, direction overrides), surrogate, private use and unassigned characters. A terminal obeys
# the first, reorders by the second, and shows nothing of worth for the rest.
_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_SPACES = frozenset(("Zs", "Zl", "Zp"))
# Escape sequences whole, so that their printable part does not stay behind: CSI, OSC and two-character ones (ECMA-48).
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])|\x9b[0-?]*[ -/]*[@-~]")
# What JSON lets stand bare in a string and a terminal does not: DEL, C1 controls, line separators, direction overrides.
_BARE_IN_JSON = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def printable(text: str) -> str:
    """A text on one line with nothing in it that a terminal acts on; runs of blanks become one."""
    return " ".join(_kept(_ESCAPES.sub("", text), keep="").split())


def printable_lines(text: str) -> str:
    """A text of many lines with nothing in it that a terminal acts on, but for line ends and tabs."""
    return _kept(_ESCAPES.sub("", text), keep="\n\t")


def _kept(text: str, keep: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char, keep) for char in text)


def _shown(char: str, keep: str) -> str:
    if char in keep:
        return char
    category = unicodedata.category(char)
    if category in _SPACES or char in "\n\t\r\x0b\x0c\x85":
        return " "
    return "" if category in _UNSAFE else char


def bare_json(text: str) -> str:
    """JSON with the characters escaped that JSON allows and a terminal acts on; the value stays the same."""
    return _BARE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
