"""PDF -> Document. The only door to pdfplumber, and to the pdfminer under it.

pdfplumber's own words lose what is needed here (render mode, opacity, what was painted over what), so pages are
interpreted by pdfminer's interpreter with a device of ours, and `glyphs` and `layout` make words and lines of them.
What the file claims is checked before it is believed: streams are unpacked in steps, references may not run in circles.
"""

from __future__ import annotations

import io
import logging
import math
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from resumefit.config import Limits
from resumefit.errors import DamagedError, NoTextError, ProtectedError, ResumefitError, TooLargeError
from resumefit.reading import layout
from resumefit.reading.assembly import Assembler, Piece
from resumefit.reading.cleaning import BULLETS
from resumefit.reading.document import Box, Document, HiddenWhy, HiddenWord, Place, Role, Source, Style
from resumefit.reading.glyphs import Glyph, Token, tokens

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
    from pdfminer.pdfpage import PDFPage

_Matrix = tuple[float, float, float, float, float, float]
_Rect = tuple[float, float, float, float]

_HEADER_WITHIN = 1024  # bytes; PDF 1.7, annex H.3.4.1: readers accept the header anywhere in the first 1024
_UNPACK_STEP = 1 << 20  # bytes
_MOST_CONTENT = 16_000_000  # bytes of drawing instructions in all; a page of a resume has under 0.2 million
_MOST_FORMS = 20_000  # times that a form is drawn; forms that draw forms grow exponentially
_DEEPEST_FORM = 30
_MOST_CODES = 70_000  # codes that one range of a font may span; fonts have 65,536 glyphs at most
_MOST_SHAPES = 20_000  # a page; further ones are not looked at when hidden text is sought
_LEAST_SIZE = 2.0  # points; smaller text is not read by anybody
_LEAST_SHAPE = 2.0  # points; thinner shapes are rules
_SAME_COLOR = 0.08  # of each channel's range; text that differs less from its ground is not seen
_SCAN_SHARE = 0.5  # share of the page that the picture of a scan covers at least
_SHELF = 24.0  # points; shapes are sorted by height into shelves of this many
_DEFAULT_LIMITS = Limits()
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_MOST_UNMAPPED = 0.5  # share of the glyphs
_ICON_FONT = re.compile(
    r"awesome|icon|icomoon|material(design|symbols)|glyphicon|marvosym|fontello|phosphor|academicons|webdings|dingbats|feather",
    re.I,
)
_PICTURE_FONT = re.compile(r"^(wingdings|symbol)", re.I)
# What list signs of Word's picture fonts are when the file maps them to plain letters (code -> sign, WINGDING.TXT)
_PICTURES = {"\u00b7": "•", "l": "●", "n": "■", "q": "❑", "§": "▪", "v": "❖", "Ø": "➢", "ü": "✓", "w": "◆", "Ÿ": "•"}
_BOLD = re.compile(r"bold|black|heavy|demi|[-_]bd\b|^cmbx|^sfbx|^ecbx|^lmroman\d+-bold|medi$", re.I)
_ITALIC = re.compile(r"italic|oblique|slanted|[-_]it\b|^cmti|^cmsl|^sfti|^ecti", re.I)


def read(data: bytes, source: Source, limits: Limits, password: str | None = None) -> Document:
    """Read a PDF.

    Raises ProtectedError (needs a password, or another one), TooLargeError (over `limits`), NoTextError (a picture, or
    fonts that do not say which characters their glyphs are) and DamagedError (anything else that cannot be read).
    """
    _keep_quiet()
    try:
        return _read(data, source, limits, password)
    except ResumefitError:
        raise
    except Exception as error:
        raise _named(error, source, password) from error


def read_naive(data: bytes, limits: Limits = _DEFAULT_LIMITS, password: str | None = None) -> str:
    """What a plain extraction gives: the text of pdfplumber as it comes. Raises the same errors as `read`."""
    source = Source("the PDF", "pdf", len(data))
    read(data, source, limits, password)  # pdfplumber has no guards of its own; a file that passes ours is harmless to it
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
            return ProtectedError(f"the password does not open {source.name}: check it, or save an unprotected copy")
        return ProtectedError(f"{source.name} is password-protected: give its password, or save an unprotected copy")
    if isinstance(cause, PDFEncryptionError):
        return ProtectedError(f"{source.name} is protected in a way that is not known here: save an unprotected copy")
    if isinstance(cause, MemoryError):
        return TooLargeError(f"{source.name} needs more memory than there is: export it again with fewer pictures")
    return DamagedError(f"{source.name} is damaged and cannot be read as PDF: export it again from the program it was made with")


# ---------------------------------------------------------------- a document


@dataclass(slots=True)
class _Sheet:
    """A page that was read: its regions, what is hidden on it, and what else there is to say of it."""

    number: int
    width: float
    height: float
    regions: list[tuple[int, layout.Region]]
    hidden: list[HiddenWord]
    glyphs: int
    unmapped: int
    is_scan: bool


def _read(data: bytes, source: Source, limits: Limits, password: str | None) -> Document:
    budget = _Budget(source.name, limits)
    document = _opened(_from_header(data), password, budget)
    sheets = [_read_page(page, number, document, budget) for number, page in enumerate(_pages(document, budget), 1)]
    if not sheets:
        raise DamagedError(f"{source.name} holds no page: export it again from the program it was made with")
    lines = list(_lines(sheets))
    if not lines:
        raise NoTextError(_why_no_text(sheets, source.name))
    unmapped, glyphs = sum(sheet.unmapped for sheet in sheets), sum(sheet.glyphs for sheet in sheets)
    if unmapped > _MOST_UNMAPPED * glyphs:
        raise NoTextError(_no_map(source.name))
    _join_divided(lines, divides=not _NEVER_DIVIDES.search(_producer(document)))
    return _assembled(source, sheets, lines)


def _from_header(data: bytes) -> bytes:
    """The file without what stands before its header; offsets count from there."""
    start = data.find(b"%PDF-", 0, _HEADER_WITHIN + 5)
    return data[start:] if start > 0 else data


def _why_no_text(sheets: Sequence[_Sheet], name: str) -> str:
    if any(sheet.unmapped for sheet in sheets):
        return _no_map(name)
    if any(sheet.hidden for sheet in sheets):
        return f"{name} shows no text: all of its words are hidden from a reader of the page; export it again as text PDF"
    return (
        f"{name} has no text layer: it is a picture of a text, and a parser reads nothing; "
        "export it as text PDF or run OCR first"
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
    starts: bool
    item: bool
    sidebar: bool
    soft: bool


def _lines(sheets: Iterable[_Sheet]) -> Iterator[_PageLine]:
    for sheet in sheets:
        for number, (angle, region) in enumerate(sheet.regions):
            for row in region.rows:
                pieces = list(_pieces(row, sheet, angle))
                if pieces:
                    soft = row.tokens[-1].soft
                    yield _PageLine(sheet.number, number, pieces, row.starts, row.item, region.kind == "sidebar", soft)


def _pieces(row: layout.Row, sheet: _Sheet, angle: int) -> Iterator[Piece]:
    for number, token in enumerate(row.tokens):
        if not (number == 0 and row.item) and token.text:
            yield Piece(token.text, sheet.number, _box(token, angle), token.style, number in row.glued)


def _assembled(source: Source, sheets: Sequence[_Sheet], lines: Sequence[_PageLine]) -> Document:
    assembler = Assembler(source)
    by_sheet = {number: list(group) for number, group in groupby(lines, key=lambda line: line.sheet)}
    for sheet in sheets:
        start = assembler.length
        last = -1
        for line in by_sheet.get(sheet.number, ()):
            if line.region != last:
                assembler.blank()
                last = line.region
            role: Role = "item" if line.item else "text"
            place: Place = "sidebar" if line.sidebar else "body"
            assembler.word_line(line.pieces, starts=line.starts, role=role, place=place)
        assembler.end_page(sheet.number, sheet.width, sheet.height, start)
    return assembler.document(hidden=(word for sheet in sheets for word in sheet.hidden), notes=_notes(sheets))


def _notes(sheets: Sequence[_Sheet]) -> Iterator[str]:
    hidden = sum(len(sheet.hidden) for sheet in sheets)
    if hidden:
        yield f"{hidden} hidden {'word' if hidden == 1 else 'words'} left out: a person looking at the page does not see them"
    for sheet in sheets:
        if sheet.is_scan:
            yield f"page {sheet.number} is a picture with an invisible text layer (OCR): its words may be misread"
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if unmapped:
        yield f"{unmapped} {'glyph' if unmapped == 1 else 'glyphs'} left out: the font does not say which characters they are"


# ---------------------------------------------------------------- words divided at a line's end

# First and last parts of compounds that are written with a hyphen, so that it stays where a line ends at it.
_COMPOUND_FIRST = frozenset(
    "all award best business client co cost cross custom customer cutting data day decision deep detail double e early "
    "eco end entry evidence ex fast first five follow forward four front full goal hands hard health high highly home "
    "in industry key large long low machine mid mission mixed multi near non object off on one open part people "
    "performance post privacy problem project purpose real results role sales self semi service short single six small "
    "solution state step sub team third three time two user value vice well wide world year".split()
)
_COMPOUND_LAST = frozenset(
    "aware based building class critical cutting day depth driven edge efficient effective end ended facing "
    "focused free friendly functional growing house intensive level making minded month of oriented paced party "
    "performance performing person platform price proven purpose quality ready related round saving scale selling "
    "sensitive solving specific stack standing style term the time tier to tolerant wide winning year".split()
)
# What follows a division inside a word, never a hyphen: "work-ing", "lead-ership", "co-ordinate", "multi-ple"
_ENDING = re.compile(r"(ing|ings|ers?|est|ed|ly|al|able|ible|ments?|ness|ship|ships|tions?|sions?|ity|ful|ous|ive|ence|ance|s)$")
_WHOLE = re.compile(r"co(or|op|l|m|n|r|v)|multi(pl|t)|sub(m|s|t|ject|v|urb|li)|non(e|s)|post(er|u)|self(i|l)|semi(n)|one(r|s)|one$|off(ic|er|sp|s)|on(l|g|s)|in[a-z]")
_DIVIDED = re.compile(r"(?P<head>.*\w)[-\u2010]$", re.S)


# Programs that do not divide words unless told to: a hyphen at a line's end is one that the author typed
_NEVER_DIVIDES = re.compile(r"skia|chrom|word|google|libreoffice|openoffice|quartz|webkit|firefox|canva", re.IGNORECASE)


def _producer(document: PDFDocument) -> str:
    """What the file says it was made with."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    values = (resolve1(info.get(key)) for info in document.info for key in ("Producer", "Creator"))
    return " ".join(decode_text(value) for value in values if isinstance(value, bytes))


def _join_divided(lines: Sequence[_PageLine], *, divides: bool) -> None:
    """Put the second half of a word that is divided at a line's end behind its first half."""
    known: set[str] | None = None
    for line, after in zip(lines, lines[1:], strict=False):
        same_part = line.region == after.region and line.sheet == after.sheet
        if not (same_part and not after.starts and line.pieces and after.pieces):
            continue
        divided = _DIVIDED.match(line.pieces[-1].text)
        if not divided and not line.soft:
            continue
        if known is None:
            known = {piece.text.lower().strip(".,;:()") for each in lines for piece in each.pieces}
        head = divided["head"] if divided else line.pieces[-1].text
        tail = after.pieces[0].text
        keeps = not line.soft and (not divides or _keeps_hyphen(head, tail, known))
        line.pieces[-1] = replace(line.pieces[-1], text=head + "-" * keeps)
        line.pieces.append(replace(after.pieces.pop(0), glued=True))


def _keeps_hyphen(head: str, tail: str, known: set[str]) -> bool:
    """Whether "head-" + "tail" is a compound; what the rest of the file writes decides before any list does."""
    first, last = head.lower().lstrip("(\"'“"), tail.lower().rstrip(".,;:)!?\"'”")
    if not last[:1].isalpha() or not tail[:1].islower() or not first[-1:].isalpha():
        return True
    if f"{first}-{last}" in known or first + last in known:
        return f"{first}-{last}" in known
    if _ENDING.match(last) or _WHOLE.match(first + last):
        return False
    part = re.split("[-/]", first)[-1]
    return part in _COMPOUND_FIRST or last.split("-")[0] in _COMPOUND_LAST


# ---------------------------------------------------------------- a page


def _read_page(page: PDFPage, number: int, document: PDFDocument, budget: _Budget) -> _Sheet:
    canvas = _interpreted(page, document, budget)
    canvas.judge()
    is_scan = canvas.is_scan()
    glyphs = [replace(glyph, why=None) for glyph in canvas.glyphs] if is_scan else canvas.glyphs
    words = list(tokens(glyphs))
    hidden = [HiddenWord(token.text, token.why, number, _box(token, token.angle)) for token in words if token.why]
    regions = list(_regions([_with_sign(token) for token in words if not token.why]))
    return _Sheet(
        number, canvas.width, canvas.height, regions, hidden, canvas.counted, canvas.unmapped, is_scan and bool(words)
    )


def _with_sign(token: Token) -> Token:
    """Word's list sign of the second level is the letter o of a typewriter font."""
    return replace(token, text="◦") if token.text == "o" and "courier" in token.style.font.lower() else token


def _regions(words: Sequence[Token]) -> Iterator[tuple[int, layout.Region]]:
    """The regions of each direction of writing, the page's main direction first."""
    by_angle: dict[int, list[Token]] = {}
    for token in words:
        by_angle.setdefault(token.angle, []).append(token)
    for angle in sorted(by_angle, key=lambda angle: -len(by_angle[angle])):
        for region in layout.arrange(by_angle[angle]):
            yield angle, region


def _box(token: Token, angle: int) -> Box:
    """The place of a word on the page as it is shown, from its place along its own direction."""
    x0, x1, top, bottom = token.x0, token.x1, token.y + token.drop - token.size, token.y + token.drop
    if angle == 90:
        return Box(-bottom, x0, -top, x1)
    if angle == 180:
        return Box(-x1, -bottom, -x0, -top)
    if angle == 270:
        return Box(top, -x1, bottom, -x0)
    return Box(x0, top, x1, bottom)


def _along(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point of the page in the coordinates of a line that runs in a direction; what `_box` turns back."""
    if angle == 90:
        return y, -x
    if angle == 180:
        return -x, -y
    if angle == 270:
        return -y, x
    return x, y


# ---------------------------------------------------------------- what is painted on a page

_Color = tuple[float, float, float]
_WHITE: _Color = (1.0, 1.0, 1.0)


class _Paint(NamedTuple):
    """How the page is painted at a moment: opacity, plain blending, and where (None: everywhere; exact: that very box)."""

    alpha: float = 1.0
    plain: bool = True
    clip: _Rect | None = None
    exact: bool = True


class _Shape(NamedTuple):
    """A filled area. `color` is None where it is not known; `solid` says that it hides what lies under its whole box."""

    box: _Rect
    color: _Color | None
    solid: bool
    picture: bool


@dataclass(slots=True)
class _Ink:
    """What decides whether a glyph is seen: its color (None: not known), its place in the order of painting, its middle."""

    color: _Color | None
    after: int
    x: float
    y: float


class _Canvas:
    """A page as it was painted: glyphs and filled areas, in points from the upper left corner of what is shown."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.glyphs: list[Glyph] = []
        self.inks: list[_Ink] = []
        self.shapes: list[_Shape] = []
        self.counted = self.unmapped = 0

    def add_shape(self, box: _Rect, color: _Color | None, paint: _Paint, *, exact: bool, picture: bool = False) -> None:
        if paint.clip is not None:
            box = _common(box, paint.clip)
        box = _common(box, (0.0, 0.0, self.width, self.height))
        if min(box[2] - box[0], box[3] - box[1]) < _LEAST_SHAPE or len(self.shapes) >= _MOST_SHAPES:
            return
        opaque = paint.alpha >= 1 and paint.plain
        self.shapes.append(_Shape(box, color if opaque else None, exact and paint.exact and opaque, picture))

    def judge(self) -> None:
        """Say of each glyph that nobody sees why that is so."""
        shelves = self._shelves()
        for number, (glyph, ink) in enumerate(zip(self.glyphs, self.inks, strict=True)):
            why = glyph.why or self._why(ink, shelves)
            if why:
                self.glyphs[number] = replace(glyph, why=why)

    def _shelves(self) -> dict[int, list[int]]:
        """Numbers of the shapes that reach into each shelf of the page's height."""
        shelves: dict[int, list[int]] = {}
        for number, shape in enumerate(self.shapes):
            for shelf in range(int(shape.box[1] // _SHELF), int(shape.box[3] // _SHELF) + 1):
                shelves.setdefault(shelf, []).append(number)
        return shelves

    def _why(self, ink: _Ink, shelves: dict[int, list[int]]) -> HiddenWhy | None:
        if not (0 <= ink.x <= self.width and 0 <= ink.y <= self.height):
            return "off the page"
        grounds: list[_Color | None] = [_WHITE]
        for number in shelves.get(int(ink.y // _SHELF), ()):
            shape = self.shapes[number]
            x0, top, x1, bottom = shape.box
            if not (x0 <= ink.x <= x1 and top <= ink.y <= bottom):
                continue
            if number >= ink.after:
                if shape.solid:
                    return "covered"
            elif shape.solid:
                grounds = [shape.color]
            else:
                grounds.append(shape.color)
        return "white" if ink.color is not None and all(_alike(ink.color, ground) for ground in grounds) else None

    def is_scan(self) -> bool:
        """Whether the page is a picture with the text that OCR found laid invisibly over or under it."""
        if any(glyph.why not in ("invisible", "covered") for glyph in self.glyphs):
            return False
        least = _SCAN_SHARE * self.width * self.height
        return any(shape.picture and _area(shape.box) >= least for shape in self.shapes)


def _alike(color: _Color, ground: _Color | None) -> bool:
    return ground is not None and all(abs(one - other) <= _SAME_COLOR for one, other in zip(color, ground, strict=True))


def _area(box: _Rect) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _common(one: _Rect, other: _Rect) -> _Rect:
    """What two boxes share; an empty box where they share nothing."""
    x0, top = max(one[0], other[0]), max(one[1], other[1])
    return x0, top, max(x0, min(one[2], other[2])), max(top, min(one[3], other[3]))


def _rgb(color: object, space: str) -> _Color | None:
    """A color of pdfminer's graphics state as red, green, blue from 0 to 1; None where it cannot be told.

    In spaces such as Separation the numbers are amounts of an ink, so nothing follows from them. CMYK is turned by the
    plain formula of PDF 1.7, 10.3.5; that is near enough to tell white from black.
    """
    if space not in ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"):
        return None
    parts = color if isinstance(color, tuple) else (color,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return 1 - min(1, cyan + black), 1 - min(1, magenta + black), 1 - min(1, yellow + black)
    return None


def _hex(color: _Color | None) -> str:
    if color is None:
        return ""
    return "#" + "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02x}" for part in color)


# ---------------------------------------------------------------- fonts


@dataclass(frozen=True, slots=True)
class _Face:
    """What a font says of itself. `drop` is its descent, `height` its height over 1, as shares of the size."""

    name: str
    bold: bool
    italic: bool
    drop: float
    height: float
    is_icons: bool
    is_pictures: bool


def _face(font: PDFFont) -> _Face:
    from pdfminer.pdffont import PDFType3Font

    name = font.fontname.decode("latin-1") if isinstance(font.fontname, bytes) else str(font.fontname)
    name = re.sub(r"^[A-Z]{6}\+", "", name)
    weight = font.descriptor.get("FontWeight")
    heavy = isinstance(weight, int | float) and weight >= 600
    # The glyph space of a Type 3 font is its own affair: only its box says how high its glyphs are
    height = abs(font.get_height()) if isinstance(font, PDFType3Font) and font.get_height() else 1.0
    return _Face(
        name,
        bool(_BOLD.search(name)) or heavy or bool(font.flags & 1 << 18),
        bool(_ITALIC.search(name)) or bool(font.flags & 1 << 6),
        min(max(-font.get_descent(), 0.15), 0.4),
        height,
        bool(_ICON_FONT.search(name)),
        bool(_PICTURE_FONT.search(name)),
    )


def _shown_text(text: str, face: _Face) -> str:
    if face.is_pictures:
        return _PICTURES.get(text, text if text in BULLETS or not text.isascii() or text.isspace() else "")
    if face.is_icons and text not in BULLETS and not text.isspace():
        return ""
    return text


# ---------------------------------------------------------------- pdfminer, kept in bounds


class _Budget:
    """What a file may still cost."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.unpacked = limits.unpacked_bytes
        self.content = _MOST_CONTENT
        self.glyphs = limits.characters
        self.forms = _MOST_FORMS

    def over(self, what: str) -> NoReturn:
        raise TooLargeError(f"{self.name} is too large: {what}; export it again from the program it was made with")

    def unpack(self, size: int) -> None:
        self.unpacked -= size
        if self.unpacked < 0:
            self.over(f"it unpacks to over {self.limits.unpacked_bytes:,} bytes")

    def draw(self, size: int) -> None:
        self.content -= size
        if self.content < 0:
            self.over(f"its pages are drawn by over {_MOST_CONTENT:,} bytes of instructions")

    def draw_form(self, depth: int) -> None:
        self.forms -= 1
        if self.forms < 0 or depth > _DEEPEST_FORM:
            self.over("its pages are drawn by forms within forms without end")

    def set_glyph(self) -> None:
        self.glyphs -= 1
        if self.glyphs < 0:
            self.over(f"it holds over {self.limits.characters:,} characters")


def _pages(document: PDFDocument, budget: _Budget) -> Iterator[PDFPage]:
    from pdfminer.pdfpage import PDFPage

    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > budget.limits.pages:
            budget.over(f"it has over {budget.limits.pages} pages")
        yield page


def _opened(data: bytes, password: str | None, budget: _Budget) -> PDFDocument:
    parser_class, document_class = _parsers()
    return document_class(parser_class(io.BytesIO(data), budget), password or "")


@cache
def _parsers() -> tuple[Callable[[io.BytesIO, _Budget], Any], Callable[[Any, str], PDFDocument]]:
    """pdfminer's parser and document, made so that no stream is unpacked and no reference followed without end."""
    from pdfminer.pdfdocument import PDFDocument, PDFXRefStream
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFObjRef, PDFStream

    class Stream(PDFStream):
        budget: _Budget

        def decode(self) -> None:
            data = self.rawdata or b""
            if self.decipher:
                data = self.decipher(self.objid or 0, self.genno or 0, data, self.attrs)
            for name, parameters in self.get_filters():
                data = _unpacked(data, str(getattr(name, "name", name)), parameters, self.budget)
            self.data, self.rawdata = data, None

    class Parser(PDFParser):
        def __init__(self, file: io.BytesIO, budget: _Budget) -> None:
            super().__init__(file)
            self.budget = budget

        def do_keyword(self, pos: int, token: Any) -> None:
            super().do_keyword(pos, token)
            if token is self.KEYWORD_STREAM and self.curstack and isinstance(self.curstack[-1][1], PDFStream):
                plain = self.curstack[-1][1]
                stream = Stream(plain.attrs, plain.rawdata or b"", plain.decipher)
                stream.budget = self.budget
                self.curstack[-1] = (self.curstack[-1][0], stream)

    class Document(PDFDocument):
        def __init__(self, parser: Parser, password: str) -> None:
            super().__init__(parser, password)
            for xref in self.xrefs:
                if isinstance(xref, PDFXRefStream) and sum(count for _, count in xref.ranges) > len(xref.data or b""):
                    raise ValueError("the table of objects claims more objects than it lists")

        def getobj(self, objid: int) -> object:
            found = super().getobj(objid)
            # pdfminer would follow a reference to itself for ever
            return None if isinstance(found, PDFObjRef) else found

    return Parser, Document


def _unpacked(data: bytes, name: str, parameters: Any, budget: _Budget) -> bytes:
    """A stream's bytes after one of its filters (PDF 1.7, 7.4). Pictures stay packed: nobody looks at them here."""
    from pdfminer.ascii85 import ascii85decode, asciihexdecode
    from pdfminer.runlength import rldecode

    if name in ("FlateDecode", "Fl"):
        data = _inflated(data, budget)
    elif name in ("LZWDecode", "LZW"):
        data = _unpacked_lzw(data, budget)
    elif name in ("ASCII85Decode", "A85"):
        data = ascii85decode(data)
    elif name in ("ASCIIHexDecode", "AHx"):
        data = asciihexdecode(data)
    elif name in ("RunLengthDecode", "RL"):
        budget.unpack(64 * len(data))  # two bytes become 128 at most
        data = rldecode(data)
    return _unpredicted(data, parameters, budget)


def _inflated(data: bytes, budget: _Budget) -> bytes:
    """Inflate in steps; of a damaged stream, what comes before the damage."""
    inflater = zlib.decompressobj()
    parts: list[bytes] = []
    try:
        while data and not inflater.eof:
            part = inflater.decompress(data, _UNPACK_STEP)
            data = inflater.unconsumed_tail
            budget.unpack(len(part))
            parts.append(part)
    except zlib.error:
        pass
    return b"".join(parts)


def _unpacked_lzw(data: bytes, budget: _Budget) -> bytes:
    from pdfminer.lzw import LZWDecoder

    parts: list[bytes] = []
    for part in LZWDecoder(io.BytesIO(data)).run():
        budget.unpack(len(part))
        budget.draw(len(part))  # pdfminer unpacks these as slowly as it draws
        parts.append(part)
    return b"".join(parts)


def _unpredicted(data: bytes, parameters: Any, budget: _Budget) -> bytes:
    from pdfminer.pdftypes import int_value, resolve1
    from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

    parameters = resolve1(parameters)
    predictor = int_value(parameters.get("Predictor", 1)) if isinstance(parameters, dict) else 1
    if predictor < 2:
        return data
    budget.draw(len(data))  # byte by byte in Python
    shape = [int_value(parameters.get(key, usual)) for key, usual in (("Colors", 1), ("Columns", 1), ("BitsPerComponent", 8))]
    if predictor == 2:
        return apply_tiff_predictor(*shape, data)
    return apply_png_predictor(predictor, *shape, data)


# ---------------------------------------------------------------- interpreting a page


def _interpreted(page: PDFPage, document: PDFDocument, budget: _Budget) -> _Canvas:
    fonts_class, device_class, interpreter_class = _interpreters()
    fonts = document.__dict__.setdefault("resumefit_fonts", fonts_class())
    device = device_class(fonts, budget)
    interpreter_class(fonts, device, budget, _layers_off(document)).process_page(page)
    canvas: _Canvas = device.canvas
    return canvas


def _layers_off(document: PDFDocument) -> frozenset[int]:
    """Object numbers of the layers (optional content, PDF 1.7, 8.11) that are not shown when the file is opened."""
    from pdfminer.pdftypes import PDFObjRef, resolve1

    properties = resolve1(document.catalog.get("OCProperties"))
    usual = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    off = resolve1(usual.get("OFF")) if isinstance(usual, dict) else None
    return frozenset(layer.objid for layer in off or () if isinstance(layer, PDFObjRef))


@cache
def _interpreters() -> tuple[Any, Any, Any]:
    """pdfminer's font store, device and interpreter, made to notice what decides whether text is seen."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdffont import PDFUnicodeNotDefined
    from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
    from pdfminer.psparser import literal_name

    class Fonts(PDFResourceManager):
        def __init__(self) -> None:
            super().__init__()
            self.faces: dict[int, _Face] = {}
            self.styles: dict[tuple[int, float, _Color | None, bool], Style] = {}

        def get_font(self, objid: object, spec: Any) -> PDFFont:
            if not (objid and objid in self._cached_fonts):
                _vet_font(spec)
            return super().get_font(objid, spec)

        def face(self, font: PDFFont) -> _Face:
            # Fonts are kept as long as this store, but for those without an object number; keep them all
            if id(font) not in self.faces:
                self._cached_fonts.setdefault(("kept", id(font)), font)
                self.faces[id(font)] = _face(font)
            return self.faces[id(font)]

        def style(self, font: PDFFont, size: float, color: _Color | None, thick: bool) -> Style:
            key = (id(font), round(size, 1), color, thick)
            if key not in self.styles:
                face = self.face(font)
                self.styles[key] = Style(face.name, key[1], face.bold or thick, face.italic, _hex(color))
            return self.styles[key]

    class Device(PDFTextDevice):
        canvas: _Canvas

        def __init__(self, fonts: Fonts, budget: _Budget) -> None:
            super().__init__(fonts)
            self.fonts = fonts
            self.budget = budget
            self.paint = _Paint()
            self.mode = 0
            self.is_layer_off = False
            self.left = self.top = 0.0

        def begin_page(self, page: PDFPage, ctm: _Matrix) -> None:
            left, bottom, right, top = _box_of(_corners(page.cropbox), ctm)
            self.left, self.top = left, top
            self.canvas = _Canvas(right - left, top - bottom)

        def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: PDFGraphicState) -> None:
            self.mode = textstate.render
            super().render_string(textstate, seq, ncs, graphicstate)

        def render_char(
            self,
            matrix: _Matrix,
            font: PDFFont,
            fontsize: float,
            scaling: float,
            rise: float,
            cid: int,
            ncs: Any,
            graphicstate: PDFGraphicState,
        ) -> float:
            self.budget.set_glyph()
            advance = font.char_width(cid) * fontsize * scaling
            face = self.fonts.face(font)
            try:
                text = _shown_text(font.to_unichr(cid), face)
            except PDFUnicodeNotDefined:
                text = ""
                self.canvas.unmapped += not face.is_icons
            self.canvas.counted += 1
            if text:
                self._set(text, matrix, font, face, fontsize, rise, advance, graphicstate)
            return advance

        def _set(
            self,
            text: str,
            matrix: _Matrix,
            font: PDFFont,
            face: _Face,
            fontsize: float,
            rise: float,
            advance: float,
            state: PDFGraphicState,
        ) -> None:
            a, b, c, d, e, f = matrix
            size = abs(fontsize) * math.hypot(c, d) * face.height
            angle = _angle(a * fontsize, b * fontsize)
            x, y = e + rise * c - self.left, self.top - f - rise * d
            far_x, far_y = x + advance * a, y - advance * b
            start, base = _along(x, y, angle)
            end, _ = _along(far_x, far_y, angle)
            color = _rgb(state.ncolor, state.ncs.name) if self.mode % 4 == 0 else None
            style = self.fonts.style(font, size, color, self.mode % 4 == 2)
            mid_x, mid_y = (x + far_x) / 2 + 0.3 * fontsize * c, (y + far_y) / 2 - 0.3 * fontsize * d
            why = self._why(size, mid_x, mid_y)
            x0, x1 = min(start, end), max(start, end)
            self.canvas.glyphs.append(Glyph(text, x0, x1, base, size, style, size * face.drop, angle, why))
            self.canvas.inks.append(_Ink(color, len(self.canvas.shapes), mid_x, mid_y))

        def _why(self, size: float, x: float, y: float) -> HiddenWhy | None:
            if self.is_layer_off:
                return "hidden"
            if self.mode % 4 == 3 or self.paint.alpha <= 0:
                return "invisible"
            if size < _LEAST_SIZE:
                return "tiny"
            clip = self.paint.clip
            if clip is not None and not (clip[0] - size <= x <= clip[2] + size and clip[1] - size <= y <= clip[3] + size):
                return "hidden"
            return None

        def paint_path(self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
            if fill and not self.is_layer_off:
                box, exact = self.outline(path)
                if box is not None:
                    color = _rgb(graphicstate.ncolor, graphicstate.ncs.name)
                    self.canvas.add_shape(box, color, self.paint, exact=exact)

        def render_image(self, name: str, stream: Any) -> None:
            if self.ctm is not None and not self.is_layer_off:
                box = self.shown(_box_of(_UNIT_SQUARE, self.ctm))
                masked = any(stream.get_any(keys) for keys in (("SMask",), ("Mask",), ("IM", "ImageMask")))
                upright = _is_upright(self.ctm)
                self.canvas.add_shape(box, None, self.paint, exact=upright and not masked, picture=True)

        def shade(self) -> None:
            everywhere = (0.0, 0.0, self.canvas.width, self.canvas.height)
            self.canvas.add_shape(everywhere, None, self.paint, exact=self.paint.clip is not None)

        def outline(self, path: Any) -> tuple[_Rect | None, bool]:
            """The box around a path, and whether the path is that very box."""
            if self.ctm is None or not path:
                return None, False
            shape = "".join(part[0] for part in path)
            points = [(part[-2], part[-1]) for part in path if len(part) >= 3]
            if not points:
                return None, False
            straight = shape in ("mlllh", "mllllh", "mlll", "mllll") and len(set(points)) == 4
            right_angled = len({x for x, _ in points}) == 2 and len({y for _, y in points}) == 2
            box = self.shown(_box_of(points, self.ctm))
            return box, straight and right_angled and _is_upright(self.ctm)

        def shown(self, box: _Rect) -> _Rect:
            """A box in points from the upper left corner of the page as it is shown."""
            return box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1]

    class Interpreter(PDFPageInterpreter):
        def __init__(self, fonts: Fonts, device: Device, budget: _Budget, off: frozenset[int], depth: int = 0) -> None:
            super().__init__(fonts, device)
            self.fonts, self.canvas_device, self.budget, self.off, self.depth = fonts, device, budget, off, depth
            self.paint = _Paint()
            self.paints: list[_Paint] = []
            self.layers: list[bool] = []
            self.inherited: PDFGraphicState | None = None

        def dup(self) -> Interpreter:
            return Interpreter(self.fonts, self.canvas_device, self.budget, self.off, self.depth + 1)

        def subinterp(self) -> PDFPageInterpreter:
            # A form is painted in the state that it is called in (PDF 1.7, 8.10.1); pdfminer starts it afresh
            inner = super().subinterp()
            assert isinstance(inner, Interpreter)
            inner.paint, inner.inherited = self.paint, self.graphicstate.copy()
            return inner

        def init_state(self, ctm: _Matrix) -> None:
            super().init_state(ctm)
            if self.inherited is not None:
                self.graphicstate = self.inherited

        def execute(self, streams: Any) -> None:
            for stream in streams:
                content = resolve1(stream)
                if hasattr(content, "get_data"):
                    self.budget.draw(len(content.get_data()))
            super().execute(streams)

        def set_paint(self, paint: _Paint) -> None:
            self.paint = self.canvas_device.paint = paint

        def do_q(self) -> None:
            super().do_q()
            self.paints.append(self.paint)

        def do_Q(self) -> None:
            super().do_Q()
            if self.paints:
                self.set_paint(self.paints.pop())

        def do_gs(self, name: Any) -> None:
            states = dict_value(self.resources.get("ExtGState") or {}) if self.resources else {}
            state = resolve1(states.get(literal_name(name)))
            if not isinstance(state, dict):
                return
            alpha, blend, mask = (resolve1(state.get(key)) for key in ("ca", "BM", "SMask"))
            if isinstance(alpha, int | float):
                self.set_paint(self.paint._replace(alpha=float(alpha)))
            if blend is not None or mask is not None:
                plain = _is_name(blend, "Normal", "Compatible") and _is_name(mask, "None")
                self.set_paint(self.paint._replace(plain=plain))

        def do_W(self) -> None:
            box, exact = self.canvas_device.outline(self.curpath)
            if box is not None:
                clip = box if self.paint.clip is None else _common(box, self.paint.clip)
                self.set_paint(self.paint._replace(clip=clip, exact=exact and self.paint.exact))

        def do_W_a(self) -> None:
            self.do_W()

        def do_cs(self, name: Any) -> None:
            # A new color space begins with black (PDF 1.7, 8.6.8); pdfminer keeps the color of the old one
            super().do_cs(name)
            self.graphicstate.ncolor = PDFGraphicState().ncolor

        def do_sh(self, name: object) -> None:
            self.canvas_device.shade()

        def do_Do(self, xobjid_arg: Any) -> None:
            self.budget.draw_form(self.depth)
            super().do_Do(xobjid_arg)
            self.set_paint(self.paint)

        def do_BMC(self, tag: Any) -> None:
            self._enter(False)

        def do_BDC(self, tag: Any, props: Any) -> None:
            self._enter(_is_name(tag, "OC", least=True) and self._is_off(props))

        def do_EMC(self) -> None:
            if self.layers:
                self.layers.pop()
            self.canvas_device.is_layer_off = any(self.layers)

        def _enter(self, off: bool) -> None:
            self.layers.append(off)
            self.canvas_device.is_layer_off = any(self.layers)

        def _is_off(self, props: Any) -> bool:
            known = dict_value(self.resources.get("Properties") or {}) if self.resources else {}
            layer = known.get(getattr(props, "name", None))
            return isinstance(layer, PDFObjRef) and layer.objid in self.off

    return Fonts, Device, Interpreter


_UNIT_SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def _corners(box: _Rect) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _box_of(points: Iterable[tuple[float, float]], matrix: _Matrix) -> _Rect:
    """The box around points after a transformation."""
    a, b, c, d, e, f = matrix
    xs, ys = zip(*((a * x + c * y + e, b * x + d * y + f) for x, y in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_upright(matrix: _Matrix) -> bool:
    a, b, c, d, _, _ = matrix
    return (b == 0 and c == 0) or (a == 0 and d == 0)


def _angle(x: float, y: float) -> int:
    """The direction of a line as shown, clockwise: 0, 90, 180, 270, or 45 for any slanted one. `y` grows upwards."""
    degrees = -math.degrees(math.atan2(y, x)) % 360
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) < 5 else 45


def _is_name(value: Any, *names: str, least: bool = False) -> bool:
    """Whether a PDF name is one of `names`; where nothing need be given (`least` False), None will do."""
    return getattr(value, "name", value) in names or (value is None and not least)


def _vet_font(spec: Any) -> None:
    """Refuse a font that claims ranges of codes that no font has: pdfminer would write each of them down.

    Raises ValueError, which ends as a DamagedError.
    """
    from pdfminer.pdftypes import resolve1

    for key in ("ToUnicode", "Encoding"):
        stream = resolve1(spec.get(key))
        if hasattr(stream, "get_data"):
            _vet_ranges(stream.get_data())
    for key in ("W", "W2"):
        widths = resolve1(spec.get(key))
        if isinstance(widths, list) and any(isinstance(each, int) and abs(each) > _MOST_CODES for each in map(resolve1, widths)):
            raise ValueError("a font claims more glyphs than there can be")


_RANGE = re.compile(rb"<\s*([0-9a-fA-F]{1,16})\s*>\s*<\s*([0-9a-fA-F]{1,16})\s*>")
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.S)


def _vet_ranges(cmap: bytes) -> None:
    for block in _RANGES.finditer(cmap):
        spans = (int(end, 16) - int(start, 16) + 1 for start, end in _RANGE.findall(block[1]))
        if sum(max(0, span) for span in spans) > 4 * _MOST_CODES:
            raise ValueError("a font maps more codes than there can be")
