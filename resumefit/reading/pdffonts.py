"""Fonts of a PDF: weight and slant by name and flags, icons and picture fonts, and fonts that claim too much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pdfminer.pdffont import PDFType3Font
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import resolve1

from resumefit.reading.cleaning import BULLETS
from resumefit.reading.document import Style
from resumefit.reading.painting import Color, as_hex

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont

_MOST_CODES = 70_000  # codes that one range of a font may span; fonts have 65,536 glyphs at most
_ICON_FONT = re.compile(
    r"awesome|icon|icomoon|material(?:design|symbols)|glyphicon|marvosym|fontello|phosphor|academicons|webdings|dingbats"
    r"|feather",
    re.IGNORECASE,
)
_PICTURE_FONT = re.compile(r"^(?:wingdings|symbol)", re.IGNORECASE)
# What list signs of Word's picture fonts are when the file maps them to plain letters (code -> sign, WINGDING.TXT)
_PICTURES = {"\u00b7": "•", "l": "●", "n": "■", "q": "❑", "§": "▪", "v": "❖", "Ø": "➢", "ü": "✓", "w": "◆", "Ÿ": "•"}
_BOLD = re.compile(r"bold|black|heavy|demi|[-_]bd\b|^cmbx|^sfbx|^ecbx|medi$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|[-_]it\b|^cmti|^cmsl|^sfti|^ecti", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Face:
    """What a font says of itself. `drop` is its descent, `height` its height over 1, as shares of the size."""

    name: str
    bold: bool
    italic: bool
    drop: float
    height: float
    is_icons: bool
    is_pictures: bool


def _face(font: PDFFont) -> Face:
    name = font.fontname.decode("latin-1") if isinstance(font.fontname, bytes) else str(font.fontname)
    weight = font.descriptor.get("FontWeight")
    heavy = isinstance(weight, int | float) and weight >= 600
    # The glyph space of a Type 3 font is its own affair: only its box says how high its glyphs are
    height = abs(font.get_height()) if isinstance(font, PDFType3Font) and font.get_height() else 1.0
    return face_of(name, int(font.flags), -font.get_descent(), height, heavy=heavy)


def face_of(name: str, flags: int, drop: float, height: float = 1.0, *, heavy: bool = False) -> Face:
    """The face of a font by its name in the file, its flags (PDF 1.7, 9.8.2), and shares of the size as in `Face`."""
    name = without_tag(name)
    return Face(
        name,
        bool(_BOLD.search(name)) or heavy or bool(flags & 1 << 18),
        bool(_ITALIC.search(name)) or bool(flags & 1 << 6),
        min(max(drop, 0.15), 0.4),
        height,
        bool(_ICON_FONT.search(name)),
        bool(_PICTURE_FONT.search(name)),
    )


def without_tag(name: str) -> str:
    """The name of a font without what says that only some of its glyphs are in the file (PDF 1.7, 9.6.4)."""
    return re.sub(r"^[A-Z]{6}\+", "", name)


def shown_text(text: str, face: Face) -> str:
    """What a glyph's text is to a reader: the signs of picture fonts as signs, nothing for an icon."""
    if face.is_pictures:
        return _PICTURES.get(text, text if text in BULLETS or not text.isascii() or text.isspace() else "")
    if face.is_icons and text not in BULLETS and not text.isspace():
        return ""
    return text


class Fonts(PDFResourceManager):  # type: ignore[misc]
    """The fonts of a document, with their faces and the styles that words are set in."""

    def __init__(self) -> None:
        super().__init__()
        self.faces: dict[int, Face] = {}
        self.styles: dict[tuple[int, float, Color | None, bool], Style] = {}

    def get_font(self, objid: object, spec: Any) -> PDFFont:
        """A font of the file. Raises ValueError where it claims what no font has."""
        if not (objid and objid in self._cached_fonts):
            vet_font(spec)
        return super().get_font(objid, spec)

    def face(self, font: PDFFont) -> Face:
        """What a font says of itself."""
        # Fonts are kept as long as this store, but for those without an object number; keep them all
        if id(font) not in self.faces:
            self._cached_fonts.setdefault(("kept", id(font)), font)
            self.faces[id(font)] = _face(font)
        return self.faces[id(font)]

    def style(self, font: PDFFont, size: float, color: Color | None, thick: bool) -> Style:
        """How a glyph of this font, size (in points), color and thickness is set."""
        key = (id(font), round(size, 1), color, thick)
        if key not in self.styles:
            face = self.face(font)
            self.styles[key] = Style(face.name, key[1], face.bold or thick, face.italic, as_hex(color))
        return self.styles[key]


# ---------------------------------------------------------------- fonts that claim too much


def vet_font(spec: Any) -> None:
    """Refuse a font that claims ranges of codes that no font has: pdfminer would write each of them down.

    Raises ValueError, which ends as a DamagedError.
    """
    for key in ("ToUnicode", "Encoding"):
        stream = resolve1(spec.get(key))
        if hasattr(stream, "get_data"):
            _vet_ranges(stream.get_data())
    for key in ("W", "W2"):
        widths = resolve1(spec.get(key))
        codes = map(resolve1, widths) if isinstance(widths, list) else ()
        if any(isinstance(code, int) and abs(code) > _MOST_CODES for code in codes):
            raise ValueError("a font claims more glyphs than there can be")


_RANGE = re.compile(rb"<\s*([0-9a-fA-F]{1,16})\s*>\s*<\s*([0-9a-fA-F]{1,16})\s*>")
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)


def _vet_ranges(cmap: bytes) -> None:
    for block in _RANGES.finditer(cmap):
        spans = (int(end, 16) - int(start, 16) + 1 for start, end in _RANGE.findall(block[1]))
        if sum(max(0, span) for span in spans) > 4 * _MOST_CODES:
            raise ValueError("a font maps more codes than there can be")
