"""Control words of RTF (specification 1.9.1) by what they mean for a reader, and what they say of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from resumefit.reading.document import Place
from resumefit.reading.rows import Run

_HEADING_NAME = re.compile(r"heading ([1-9])$", re.IGNORECASE)

SIGNS: Mapping[str, str] = {
    "tab": "\t", "line": "\n", "page": "\n", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ",
    "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
"""Words that stand for a character."""

PLACES: Mapping[str, Place] = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "footnote": "footnote",
}  # fmt: skip
"""Words that begin a text which stands elsewhere on the page."""

TRANSPARENT = frozenset("shp shpinst shptxt fldrslt ud shppict".split())
"""Words that begin a group with text that is shown, within one that is not or that a program may skip."""

SKIPPED = frozenset(
    "info objdata objclass nonshppict shprslt sp sn sv fldinst upr nonesttables xe tc txe rxe bkmkstart bkmkend "
    "listtext pntext pntxta pntxtb pn annotation atnauthor atnid ftnsep ftnsepc aftnsep aftnsepc title author operator "
    "generator filetbl revtbl listtable listoverridetable rsidtbl themedata colorschememapping datastore latentstyles "
    "private template comment".split()
)
"""Words that begin a group whose text nobody sees; the text of a list's sign is made anew by whoever shows it."""

SYMBOL_CHARSET = "symbol"
"""Not a codec: the characters of fonts such as Wingdings, which readers know by U+F000 and their number."""

CHARSETS: Mapping[int, str] = {
    2: SYMBOL_CHARSET, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
"""The codec of each font's \\fcharset; 0 and 1 are the document's own."""


@dataclass(frozen=True, slots=True)
class State:
    """What holds in a group, and is over at its end. Sizes in half-points, colours are numbers in the colour table."""

    into: str = "text"  # what text goes into: the text, a table of the header, or nowhere ("skip")
    font: str = ""
    size: int = 24
    bold: bool = False
    italic: bool = False
    color: int = 0
    ground: int = 0
    hidden: bool = False
    deleted: bool = False
    skip_after: int = 1  # characters that stand in for one of \u, for programs that do not know it
    place: Place = "body"
    boxed: bool = False


@dataclass(slots=True)
class Paragraph:
    """What is said of the current paragraph, and its text so far."""

    style: str = ""
    outline: int | None = None
    listed: bool = False
    depth: int = 0
    in_table: bool = False
    ground: int = 0
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A style: its name and outline level."""

    name: str = ""
    outline: int | None = None

    @property
    def level(self) -> int:
        """1 to 6 for a heading, 0 for any other style."""
        named = _HEADING_NAME.search(self.name)
        if named:
            return min(int(named[1]), 6)
        return 1 if self.name.lower() == "title" else level_of(self.outline)


def level_of(outline: int | None) -> int:
    """1 to 6 for an outline level of a heading (0 to 8), 0 for any other."""
    return min(outline + 1, 6) if outline is not None and 0 <= outline < 9 else 0
