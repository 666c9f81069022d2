"""What a PDF holds besides its words: fonts, links, remarks, form fields, pictures, properties; only `pdf` imports this.

Nothing here fails: a font or an annotation that is damaged is left out, for the words have been read without it.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from resumefit.reading.cleaning import stray_characters
from resumefit.reading.document import Box, FileFacts, Hyperlink, Mark, Typeface
from resumefit.reading.glyphs import box as box_of
from resumefit.reading.painting import as_hex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage

    from resumefit.reading.glyphs import Glyph, Token
    from resumefit.reading.painting import Canvas

_MOST_FONTS = 100
_MOST_ANNOTATIONS = 200  # a page
_MOST_SHAPES = 400  # a page
_MOST_STRAY = 50  # a page
_HIGHEST_SHAPE = 30.0  # points; higher ones are grounds, and say nothing of what stands for text
_LONGEST_VALUE = 500  # characters
_PROPERTIES = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
_REMARKS = frozenset(("Text", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret"))  # PDF 1.7, 12.5.6
_PREDEFINED = "Identity-"  # CMaps that say nothing of characters; the others name a character collection
# A word whose letters take up this much of the font size each may be letter-spaced: plain capitals take 0.7, wide faces 0.85
_WIDE = 0.8
_FEWEST_LETTERS = 4
_BLANK = 0.22  # share of the size; a gap that wide between letters is what a plain extraction takes for a blank
_ERRORS = (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError)


def file_facts(
    document: PDFDocument, pages: Sequence[PDFPage], marks: Iterable[Mark], blanks: Iterable[int], scans: Iterable[int]
) -> FileFacts:
    """The facts of a file whose pages were painted; `marks`, `blanks` and `scans` are what was seen on them."""
    annotations = [found for number, page in enumerate(pages, 1) for found in _annotations(page, number)]
    return FileFacts(
        properties=tuple(_properties(document)),
        fonts=tuple(_fonts(pages)),
        marks=(*marks, *(one for one in annotations if isinstance(one, Mark))),
        links=tuple(one for one in annotations if isinstance(one, Hyperlink)),
        scans=tuple(scans),
        blanks=tuple(blanks),
        encrypted=document.encryption is not None,
    )


# ---------------------------------------------------------------- what is painted


def page_marks(canvas: Canvas, words: Sequence[Token], number: int) -> Iterator[Mark]:
    """The pictures, small filled shapes, letter-spaced words and stray characters of a page."""
    yield from _shape_marks(canvas, number)
    yield from _spaced_marks(canvas, words, number)
    text = "".join([*(glyph.text for glyph in canvas.glyphs), *(strip.text for strip in canvas.strips)])
    for code in stray_characters(text)[:_MOST_STRAY]:
        yield Mark("stray", number, text=code)


def _shape_marks(canvas: Canvas, number: int) -> Iterator[Mark]:
    shapes = 0
    for shape in canvas.shapes:
        if shape.picture:
            yield Mark("picture", number, Box(*shape.box))
        elif shape.box[3] - shape.box[1] <= _HIGHEST_SHAPE and shapes < _MOST_SHAPES:
            shapes += 1
            yield Mark("shape", number, Box(*shape.box), color=as_hex(shape.color))


def _spaced_marks(canvas: Canvas, words: Sequence[Token], number: int) -> Iterator[Mark]:
    wide = [
        token
        for token in words
        if len(token.text) >= _FEWEST_LETTERS and token.x1 - token.x0 > _WIDE * len(token.text) * token.size
    ]
    glyphs = list(canvas.each_glyph()) if wide else []
    for token in wide:
        if not token.why and not token.angle and token.text.isalpha() and _is_spaced(token, glyphs):
            yield Mark("spaced", number, box_of(token), token.text)


def _is_spaced(token: Token, glyphs: Iterable[Glyph]) -> bool:
    own = sorted(
        (glyph.x0, glyph.x1)
        for glyph in glyphs
        if abs(glyph.y - token.y) < 0.1 * token.size
        and token.x0 - 0.01 <= glyph.x0
        and glyph.x1 <= token.x1 + 0.01
        and not glyph.text.isspace()
    )
    gaps = [right[0] - left[1] for left, right in pairwise(own)]
    return len(gaps) >= _FEWEST_LETTERS - 1 and median(gaps) >= _BLANK * token.size


# ---------------------------------------------------------------- the file


def _properties(document: PDFDocument) -> Iterator[tuple[str, str]]:
    for info in document.info:
        for key in _PROPERTIES:
            value = _text(info.get(key))
            if value:
                yield key.lower(), value


def _text(value: Any) -> str:
    value = resolve1(value)
    try:
        return str(decode_text(value))[:_LONGEST_VALUE].strip() if isinstance(value, bytes) else ""
    except _ERRORS:
        return ""


def _name(value: Any) -> str:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""


def _dict(value: Any) -> dict[str, Any]:
    value = resolve1(value)
    if isinstance(value, PDFStream):
        return dict(value.attrs)
    return value if isinstance(value, dict) else {}


def _fonts(pages: Iterable[PDFPage]) -> Iterator[Typeface]:
    """The fonts that the pages, and the forms drawn on them, can be set in; each once."""
    seen: set[int] = set()
    for page in pages:
        resources = _dict(page.resources)
        forms = (_dict(_dict(one).get("Resources")) for one in _dict(resources.get("XObject")).values())
        for own in (resources, *forms):
            for reference in _dict(own.get("Font")).values():
                number = reference.objid if isinstance(reference, PDFObjRef) else id(reference)
                if number in seen or len(seen) >= _MOST_FONTS:
                    continue
                seen.add(number)
                try:
                    yield _typeface(_dict(reference))
                except _ERRORS:
                    continue


def _typeface(font: dict[str, Any]) -> Typeface:
    name = _name(font.get("BaseFont"))
    name = name[7:] if name[6:7] == "+" else name
    mapped = "ToUnicode" in font
    kind, encoding = _name(font.get("Subtype")), font.get("Encoding")
    if kind == "Type3":
        return Typeface(_name(font.get("Name")) or "Type 3", embedded=True, mapped=mapped or encoding is not None)
    if kind == "Type0":
        inner = _dict((resolve1(font.get("DescendantFonts")) or [None])[0])
        mapped = mapped or not _name(encoding).startswith(_PREDEFINED)
        return Typeface(name, _is_embedded(inner), mapped)
    symbolic = kind == "TrueType" and encoding is None
    return Typeface(name, _is_embedded(font), mapped or not symbolic)


def _is_embedded(font: dict[str, Any]) -> bool:
    descriptor = _dict(font.get("FontDescriptor"))
    return any(key in descriptor for key in ("FontFile", "FontFile2", "FontFile3"))


# ---------------------------------------------------------------- annotations


def _annotations(page: PDFPage, number: int) -> Iterator[Mark | Hyperlink]:
    listed = resolve1(page.annots)
    for one in listed[:_MOST_ANNOTATIONS] if isinstance(listed, list) else ():
        try:
            yield from _annotation(_dict(one), page, number)
        except _ERRORS:
            continue


def _annotation(one: dict[str, Any], page: PDFPage, number: int) -> Iterator[Mark | Hyperlink]:
    kind = _name(one.get("Subtype"))
    if kind == "Link":
        target = _text(_dict(one.get("A")).get("URI"))
        if target:
            yield Hyperlink(target, number, _rectangle(one, page))
    elif kind == "Widget":
        value = _text(one.get("V")) or _text(_dict(one.get("Parent")).get("V"))
        if value:
            yield Mark("field", number, _rectangle(one, page), value)
    elif kind == "FreeText":
        yield Mark("typed over", number, _rectangle(one, page), _text(one.get("Contents")))
    elif kind in _REMARKS:
        yield Mark("remark", number, _rectangle(one, page), _text(one.get("Contents")))


def _rectangle(one: dict[str, Any], page: PDFPage) -> Box | None:
    """An annotation's place on the page as it is shown; None on a turned page."""
    if page.rotate:
        return None
    left, bottom, right, top = (float(resolve1(side)) for side in resolve1(one["Rect"]))
    x0, _, _, y1 = page.cropbox
    return Box(min(left, right) - x0, y1 - max(bottom, top), max(left, right) - x0, y1 - min(bottom, top))
