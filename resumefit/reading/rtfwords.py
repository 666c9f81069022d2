"""Control words of RTF (specification 1.9.1) by what they mean for a reader."""

from __future__ import annotations

from collections.abc import Mapping

from resumefit.reading.document import Place

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
    "info pict objdata objclass nonshppict shprslt sp sn sv fldinst upr nonesttables xe tc txe rxe bkmkstart bkmkend "
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
