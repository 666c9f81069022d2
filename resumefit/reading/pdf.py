"""PDF -> Document. The only door to pdfplumber, and to the pdfminer under it.

pdfplumber's own words lose what is needed here (render mode, opacity, what was painted over what), so `pdffile` has
pdfminer open the file and `pdfpages` paint its pages, `glyphs` makes words of what is seen on them and `layout` puts
these in reading order.
"""

from __future__ import annotations

import io
import logging
import re
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from resumefit.config import PDF_ENGINE, Limits, PdfEngine
from resumefit.errors import DamagedError, NoTextError, PasswordError, ProtectedError, ResumefitError, TooLargeError
from resumefit.reading import layout
from resumefit.reading.assembly import Assembler, Piece
from resumefit.reading.document import Document, HiddenWord, Mark, Place, RegionKind, Role, Source
from resumefit.reading.glyphs import Token, box, sides, tokens
from resumefit.reading.hyphens import keeps_hyphen
from resumefit.reading.pdfbudget import Budget
from resumefit.reading.strips import tokens as strip_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from resumefit.reading.painting import Canvas

_HEADER_WITHIN = 1024  # bytes; PDF 1.7, annex H.3.4.1: readers accept the header anywhere in the first 1024
_MOST_UNMAPPED = 0.5  # share of the glyphs
_DEFAULT_LIMITS = Limits()


def read(
    data: bytes, source: Source, limits: Limits, password: str | None = None, engine: PdfEngine = PDF_ENGINE
) -> Document:
    """Read a PDF. `engine` says who reads what is on its pages: pdfium is faster, pdfplumber is what it is measured by.

    Raises ProtectedError (needs a password, or another one), TooLargeError (over `limits`), NoTextError (a picture, or
    fonts that do not say which characters their glyphs are) and DamagedError (anything else that cannot be read).
    """
    _keep_quiet()
    try:
        return _read(data, source, limits, password, engine)
    except ResumefitError:
        raise
    except Exception as error:
        raise _named(error, source, password) from error


def read_naive(data: bytes, limits: Limits = _DEFAULT_LIMITS, password: str | None = None) -> str:
    """What a plain extraction gives: the text of pdfplumber as it comes. Raises the same errors as `read`."""
    source = Source("the PDF", "pdf", len(data))
    read(data, source, limits, password)  # pdfplumber has no guards; a file that passes ours is harmless to it
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(_from_header(data)), password=password) as pdf:
            return "\n".join(_plain_text(page) for page in pdf.pages)
    except Exception as error:
        raise _named(error, source, password) from error


def _plain_text(page: Any) -> str:
    text: str = page.extract_text() or ""
    page.close()
    return text


def _keep_quiet() -> None:
    """Keep pdfminer's remarks on faulty files off stderr, where Python prints them when nobody has set up logging."""
    for name in ("pdfminer", "pdfplumber"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
            logger.setLevel(logging.CRITICAL)


def _named(error: Exception, source: Source, password: str | None) -> ResumefitError:
    """The error of ours that says what an error of pdfminer's means."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(cause, PDFPasswordIncorrect):
        if password:
            return PasswordError(f"the password does not open {source.name}: check it, or save an unprotected copy")
        return PasswordError(
            f"{source.name} is password-protected: give its password (--password), or save an unprotected copy"
        )
    if isinstance(cause, PDFEncryptionError):
        return ProtectedError(f"{source.name} is protected in a way that is not known here: save an unprotected copy")
    if isinstance(cause, MemoryError):
        return TooLargeError(f"{source.name} needs more memory than there is: export it again with fewer pictures")
    return DamagedError(
        f"{source.name} is damaged and cannot be read as PDF: export it again from the program it was made with"
    )


# ---------------------------------------------------------------- a document


@dataclass(slots=True)
class _Sheet:
    """A page that was read: its regions, what is hidden on it, and what else there is to say of it."""

    number: int
    width: float
    height: float
    regions: list[layout.Region]
    hidden: list[HiddenWord]
    glyphs: int
    unmapped: int
    is_scan: bool
    marks: tuple[Mark, ...]
    blanks: int


def _read(data: bytes, source: Source, limits: Limits, password: str | None, engine: PdfEngine) -> Document:
    from resumefit.reading import pdffacts, pdffile

    budget = Budget(source.name, limits)
    data = _from_header(data)
    document = pdffile.open_pdf(data, password or "", budget)
    pages = list(pdffile.pages(document, budget))
    with _painter(engine, data, password, document, len(pages), budget) as painter:
        sheets = [_read_page(painter.paint(page, number), number) for number, page in enumerate(pages, 1)]
    if not sheets:
        raise DamagedError(f"{source.name} holds no page: export it again from the program it was made with")
    _put_in_order(sheets)
    lines = list(_lines(sheets))
    if not lines:
        raise NoTextError(_why_no_text(sheets, source.name))
    unmapped, glyphs = sum(sheet.unmapped for sheet in sheets), sum(sheet.glyphs for sheet in sheets)
    if unmapped > _MOST_UNMAPPED * glyphs:
        raise NoTextError(_no_map(source.name))
    _join_divided(lines, divides=not _NEVER_DIVIDES.search(pdffile.producer(document)))
    facts = pdffacts.file_facts(
        document,
        pages,
        (mark for sheet in sheets for mark in sheet.marks),
        (sheet.blanks for sheet in sheets),
        (sheet.number for sheet in sheets if sheet.is_scan),
    )
    return replace(_assembled(source, sheets, lines), file=replace(facts, unmapped=unmapped))


def _painter(engine: PdfEngine, data: bytes, password: str | None, document: Any, pages: int, budget: Budget) -> Any:
    """What paints the pages, as a context."""
    from resumefit.reading import pdfpages

    reference = pdfpages.Painter(document, budget)
    if engine == "pdfplumber":
        return nullcontext(reference)
    from resumefit.reading import pdfiumpages

    return closing(pdfiumpages.Painter(data, password or "", pages, reference, budget))


def _put_in_order(sheets: Sequence[_Sheet]) -> None:
    ordered = layout.over_pages([sheet.regions for sheet in sheets], [sheet.height for sheet in sheets])
    for sheet, regions in zip(sheets, ordered, strict=True):
        sheet.regions = regions


def _from_header(data: bytes) -> bytes:
    """The file without what stands before its header; offsets count from there."""
    start = data.find(b"%PDF-", 0, _HEADER_WITHIN + 5)
    return data[start:] if start > 0 else data


def _why_no_text(sheets: Sequence[_Sheet], name: str) -> str:
    if any(sheet.unmapped for sheet in sheets):
        return _no_map(name)
    if any(sheet.hidden for sheet in sheets):
        return f"{name} shows no text: all of its words are hidden from a reader of the page; export it as text PDF"
    return (
        f"{name} has no text layer: it is a picture of a text, and a parser reads nothing; "
        "export it as text PDF from where it was made, or have its picture read with --ocr"
    )


def _no_map(name: str) -> str:
    return (
        f"the fonts of {name} do not say which letters their glyphs are (no Unicode map), and a parser reads nothing; "
        "export it again as text PDF with another font"
    )


@dataclass(slots=True)
class _PageLine:
    """A line to be assembled: its pieces, and what is said of it."""

    sheet: int
    region: int
    pieces: list[Piece]
    kind: RegionKind
    starts: bool
    item: bool
    apart: bool
    soft: bool


def _lines(sheets: Iterable[_Sheet]) -> Iterator[_PageLine]:
    """The lines of all pages. The sheets give up their regions, so that a long file does not stand in memory twice."""
    for sheet in sheets:
        regions, sheet.regions = sheet.regions, []
        for number, region in enumerate(regions):
            for row in region.rows:
                pieces = list(_pieces(row, sheet.number))
                if pieces:
                    marks = row.starts, row.item, row.apart, row.tokens[-1].soft
                    yield _PageLine(sheet.number, number, pieces, region.kind, *marks)


def _pieces(row: layout.Row, page: int) -> Iterator[Piece]:
    for number, token in enumerate(row.tokens):
        if number or not row.item:
            yield Piece(token.text, page, sides(token), token.style, number in row.glued)


def _assembled(source: Source, sheets: Sequence[_Sheet], lines: Sequence[_PageLine]) -> Document:
    assembler = Assembler(source)
    by_sheet = {number: list(group) for number, group in groupby(lines, key=lambda line: line.sheet)}
    for sheet in sheets:
        page_start = assembler.length
        lines_here = by_sheet.get(sheet.number, ())
        if lines_here:
            assembler.blank()
        for _, group in groupby(lines_here, key=lambda line: line.region):
            region = list(group)
            start = assembler.length
            for line in region:
                _add_line(assembler, line)
            assembler.end_region(region[0].kind, start)
        assembler.end_page(sheet.number, sheet.width, sheet.height, page_start)
    return assembler.document(hidden=(word for sheet in sheets for word in sheet.hidden), notes=_notes(sheets))


def _add_line(assembler: Assembler, line: _PageLine) -> None:
    if line.apart:
        assembler.blank()
    role: Role = "item" if line.item else "text"
    place: Place = "sidebar" if line.kind == "sidebar" else "body"
    assembler.word_line(line.pieces, starts=line.starts, role=role, place=place)
    line.pieces = []


def _notes(sheets: Sequence[_Sheet]) -> Iterator[str]:
    hidden = sum(len(sheet.hidden) for sheet in sheets)
    if hidden:
        words = "word" if hidden == 1 else "words"
        yield f"{hidden} hidden {words} left out: a person looking at the page does not see them"
    for sheet in sheets:
        if sheet.is_scan:
            yield f"page {sheet.number} is a picture with an invisible text layer (OCR): its words may be misread"
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if unmapped:
        glyphs = "glyph" if unmapped == 1 else "glyphs"
        yield f"{unmapped} {glyphs} left out: the font does not say which characters they are"


# ---------------------------------------------------------------- words divided at a line's end

# Programs that do not divide words unless told to: a hyphen at a line's end is one that the author typed
_NEVER_DIVIDES = re.compile(r"skia|chrom|word|google|libreoffice|openoffice|quartz|webkit|firefox|canva", re.IGNORECASE)


def _join_divided(lines: Sequence[_PageLine], *, divides: bool) -> None:
    """Put the second half of a word that is divided at a line's end behind its first half."""
    known: set[str] | None = None
    for line, after in pairwise(lines):
        head = line.pieces[-1].text if line.pieces else ""
        if after.starts or not after.pieces or len(head) < 2 or not head.endswith("-"):
            continue
        if known is None:
            known = {piece.text.lower().strip(".,;:()") for each in lines for piece in each.pieces}
        typed = not divides and not line.soft
        hyphen = "-" if typed or keeps_hyphen(head[:-1], after.pieces[0].text, known) else ""
        line.pieces[-1] = line.pieces[-1]._replace(text=head[:-1] + hyphen)
        line.pieces.append(after.pieces.pop(0)._replace(glued=True))


# ---------------------------------------------------------------- a page


def _read_page(canvas: Canvas, number: int) -> _Sheet:
    from resumefit.reading import pdffacts

    is_scan = canvas.is_scan()
    words = list(_words(canvas, is_scan=is_scan))
    hidden = [HiddenWord(token.text, token.why, number, box(token)) for token in words if token.why]
    regions = list(_regions([_with_sign(token) if token.text == "o" else token for token in words if not token.why]))
    return _Sheet(
        number,
        canvas.width,
        canvas.height,
        regions,
        hidden,
        canvas.counted,
        canvas.unmapped,
        is_scan and bool(words),
        tuple(pdffacts.page_marks(canvas, words, number)),
        canvas.blanks(),
    )


def _words(canvas: Canvas, *, is_scan: bool) -> Iterator[Token]:
    """The words of a page; of a scan, they are seen in its picture."""
    if is_scan:
        return tokens(glyph._replace(why=None) for glyph in canvas.each_glyph())
    return strip_tokens(canvas.strips) if canvas.strips else tokens(canvas.glyphs)


def _with_sign(token: Token) -> Token:
    """Word's list sign of the second level is the letter o of a typewriter font."""
    return token._replace(text="◦") if "courier" in token.style.font.lower() else token


def _regions(words: Sequence[Token]) -> Iterator[layout.Region]:
    """The regions of each direction of writing, the page's main direction first."""
    if not any([token.angle for token in words]):  # noqa: C419 - a list is faster, and most pages run one way
        yield from layout.arrange(words)
        return
    by_angle: dict[int, list[Token]] = {}
    for token in words:
        by_angle.setdefault(token.angle, []).append(token)
    for angle in sorted(by_angle, key=lambda angle: -len(by_angle[angle])):
        yield from layout.arrange(by_angle[angle])
