"""PDF file -> painted pages, by the pdfminer under pdfplumber. Only `pdf` imports this, once there is a PDF to read.

What the file claims is checked before it is believed: streams are unpacked in steps, references may not run in circles,
forms may not draw forms without end. pdfminer's interpreter is made to notice what decides whether text is seen: render
mode, opacity, clipping, layers, and what was painted over what.
"""

# ruff: noqa: N802, ARG002 - names and parameters of the methods that override pdfminer's are pdfminer's

from __future__ import annotations

import io
import math
import re
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFXRefStream
from pdfminer.pdffont import PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, int_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor, decode_text

from resumefit.errors import TooLargeError
from resumefit.reading.cleaning import BULLETS
from resumefit.reading.document import Style
from resumefit.reading.glyphs import Glyph, along
from resumefit.reading.painting import Canvas, Color, Ink, Paint, Rect, as_hex, common, rgb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFTextState

    from resumefit.config import Limits
    from resumefit.reading.document import HiddenWhy

_Matrix = tuple[float, float, float, float, float, float]

_UNPACK_STEP = 1 << 20  # bytes
_MOST_CONTENT = 16_000_000  # bytes of drawing instructions in all; a page of a resume has under 0.2 million
_TICKS = 1_000  # steps between two looks at the clock
_MOST_FORMS = 20_000  # times that a form is drawn; forms that draw forms grow exponentially
_DEEPEST_FORM = 30
_MOST_CODES = 70_000  # codes that one range of a font may span; fonts have 65,536 glyphs at most
_LEAST_SIZE = 2.0  # points; smaller text is not read by anybody
_ICON_FONT = re.compile(
    r"awesome|icon|icomoon|material(?:design|symbols)|glyphicon|marvosym|fontello|phosphor|academicons|webdings|dingbats"
    r"|feather",
    re.IGNORECASE,
)
_PICTURE_FONT = re.compile(r"^(?:wingdings|symbol)", re.IGNORECASE)
# What list signs of Word's picture fonts are when the file maps them to plain letters (code -> sign, WINGDING.TXT)
_PICTURES = {"\u00b7": "•", "l": "●", "n": "■", "q": "❑", "§": "▪", "v": "❖", "Ø": "➢", "ü": "✓", "w": "◆", "Ÿ": "•"}
# PDF 1.7, annex D.2: in WinAnsiEncoding all unused codes are the bullet; ReportLab writes it as 127
_UNUSED_CODES = frozenset((127, 129, 141, 143, 144, 157))
_BOLD = re.compile(r"bold|black|heavy|demi|[-_]bd\b|^cmbx|^sfbx|^ecbx|medi$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|[-_]it\b|^cmti|^cmsl|^sfti|^ecti", re.IGNORECASE)


class Budget:
    """What a file may still cost."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.unpacked = limits.unpacked_bytes
        self.content = _MOST_CONTENT
        self.glyphs = limits.characters
        self.forms = _MOST_FORMS
        self.ticks = 0
        self.deadline = time.thread_time() + limits.seconds

    def tick(self) -> None:
        """Count a step of work; every so often, look at the clock."""
        self.ticks += 1
        if not self.ticks % _TICKS and time.thread_time() > self.deadline:
            raise TooLargeError(
                f"{self.name} took longer than {self.limits.seconds:g} s to read: "
                "export it again from the program it was made with, or raise limits.seconds"
            )

    def over(self, what: str) -> NoReturn:
        """Refuse the file for what it has too much of."""
        raise TooLargeError(f"{self.name} is too large: {what}; export it again from the program it was made with")

    def unpack(self, size: int) -> None:
        """Count bytes of unpacked streams."""
        self.unpacked -= size
        if self.unpacked < 0:
            self.over(f"it unpacks to over {self.limits.unpacked_bytes:,} bytes")

    def draw(self, size: int) -> None:
        """Count bytes that are worked through in Python."""
        self.content -= size
        if self.content < 0:
            self.over(f"its pages are drawn by over {_MOST_CONTENT:,} bytes of instructions")

    def draw_form(self, depth: int) -> None:
        """Count a form that is drawn, so many forms deep."""
        self.forms -= 1
        if self.forms < 0 or depth > _DEEPEST_FORM:
            self.over("its pages are drawn by forms within forms without end")

    def set_glyph(self) -> None:
        """Count a glyph."""
        self.tick()
        self.glyphs -= 1
        if self.glyphs < 0:
            self.over(f"it holds over {self.limits.characters:,} characters")


def open_pdf(data: bytes, password: str, budget: Budget) -> PDFDocument:
    """Open a PDF for `pages` and `paint`. Raises TooLargeError, and pdfminer's own errors."""
    return _Document(_Parser(io.BytesIO(data), budget), password)


def pages(document: PDFDocument, budget: Budget) -> Iterator[PDFPage]:
    """The pages of a PDF. Raises TooLargeError where there are more than the limit."""
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > budget.limits.pages:
            budget.over(f"it has over {budget.limits.pages} pages")
        yield page


def producer(document: PDFDocument) -> str:
    """What the file says it was made with."""
    values = (resolve1(info.get(key)) for info in document.info for key in ("Producer", "Creator"))
    return " ".join(decode_text(value) for value in values if isinstance(value, bytes))


class Painter:
    """Paints the pages of one document."""

    def __init__(self, document: PDFDocument, budget: Budget) -> None:
        self._fonts = _Fonts()
        self._budget = budget
        self._off = _layers_off(document)

    def paint(self, page: PDFPage) -> Canvas:
        """What is on a page. Raises TooLargeError, and whatever pdfminer raises on a damaged page."""
        device = _Device(self._fonts, self._budget)
        _Interpreter(self._fonts, device, self._budget, self._off).process_page(page)
        device.canvas.judge(self._budget.tick)
        canvas: Canvas = device.canvas
        return canvas


# ---------------------------------------------------------------- parsing, kept in bounds


class _Stream(PDFStream):  # type: ignore[misc]
    budget: Budget

    def decode(self) -> None:
        data = bytes(self.__dict__["rawdata"] or b"")
        if self.decipher:
            data = self.decipher(self.objid or 0, self.genno or 0, data, self.attrs)
        for name, parameters in self.get_filters():
            data = _unpacked(data, str(getattr(name, "name", name)), parameters, self.budget)
        self.data, self.rawdata = data, None


class _Parser(PDFParser):  # type: ignore[misc]
    def __init__(self, file: io.BytesIO, budget: Budget) -> None:
        super().__init__(file)
        self.budget = budget

    def do_keyword(self, pos: int, token: Any) -> None:
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack and isinstance(self.curstack[-1][1], PDFStream):
            plain = self.curstack[-1][1]
            stream = _Stream(plain.attrs, plain.rawdata or b"", plain.decipher)
            stream.budget = self.budget
            self.curstack[-1] = (self.curstack[-1][0], stream)


class _Document(PDFDocument):  # type: ignore[misc]
    def __init__(self, parser: _Parser, password: str) -> None:
        super().__init__(parser, password)
        for xref in self.xrefs:
            if isinstance(xref, PDFXRefStream) and sum(count for _, count in xref.ranges) > len(xref.data or b""):
                raise ValueError("the table of objects claims more objects than it lists")

    def getobj(self, objid: int) -> object:
        found = super().getobj(objid)
        # pdfminer would follow a reference to itself for ever
        return None if isinstance(found, PDFObjRef) else found


def _unpacked(data: bytes, name: str, parameters: Any, budget: Budget) -> bytes:
    """A stream's bytes after one of its filters (PDF 1.7, 7.4). Pictures stay packed: nobody looks at them here."""
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


def _inflated(data: bytes, budget: Budget) -> bytes:
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


def _unpacked_lzw(data: bytes, budget: Budget) -> bytes:
    parts: list[bytes] = []
    for part in LZWDecoder(io.BytesIO(data)).run():
        budget.unpack(len(part))
        budget.draw(len(part))  # pdfminer unpacks these as slowly as it draws
        parts.append(part)
    return b"".join(parts)


def _unpredicted(data: bytes, parameters: Any, budget: Budget) -> bytes:
    parameters = resolve1(parameters)
    predictor = int_value(parameters.get("Predictor", 1)) if isinstance(parameters, dict) else 1
    if predictor < 2:
        return data
    budget.draw(len(data))  # byte by byte in Python
    usual = {"Colors": 1, "Columns": 1, "BitsPerComponent": 8}
    shape = [int_value(parameters.get(key, value)) for key, value in usual.items()]
    if predictor == 2:
        return bytes(apply_tiff_predictor(*shape, data))
    return bytes(apply_png_predictor(predictor, *shape, data))


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


# ---------------------------------------------------------------- interpreting a page


class _Fonts(PDFResourceManager):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.faces: dict[int, _Face] = {}
        self.styles: dict[tuple[int, float, Color | None, bool], Style] = {}

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

    def style(self, font: PDFFont, size: float, color: Color | None, thick: bool) -> Style:
        key = (id(font), round(size, 1), color, thick)
        if key not in self.styles:
            face = self.face(font)
            self.styles[key] = Style(face.name, key[1], face.bold or thick, face.italic, as_hex(color))
        return self.styles[key]


class _Device(PDFTextDevice):  # type: ignore[misc]
    canvas: Canvas

    def __init__(self, fonts: _Fonts, budget: Budget) -> None:
        super().__init__(fonts)
        self.fonts = fonts
        self.budget = budget
        self.paint = Paint()
        self.mode = 0
        self.is_layer_off = False
        self.left = self.top = 0.0

    def begin_page(self, page: PDFPage, ctm: _Matrix) -> None:
        left, bottom, right, top = _box_of(_corners(page.cropbox), ctm)
        self.left, self.top = left, top
        self.canvas = Canvas(right - left, top - bottom)

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: PDFGraphicState) -> None:
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917
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
        advance = float(font.char_width(cid) * fontsize * scaling)
        face = self.fonts.face(font)
        try:
            text = _shown_text(font.to_unichr(cid), face)
        except PDFUnicodeNotDefined:
            text = "•" if cid in _UNUSED_CODES and not font.is_multibyte() else ""
            self.canvas.unmapped += not text and not face.is_icons
        self.canvas.counted += 1
        if text:
            self._set(text, matrix, font, face, fontsize, rise, advance, graphicstate)
        return advance

    def _set(  # noqa: PLR0913, PLR0917
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
        start, base = along(x, y, angle)
        end, _ = along(far_x, far_y, angle)
        color = rgb(state.ncolor, state.ncs.name) if self.mode % 4 == 0 else None
        style = self.fonts.style(font, size, color, self.mode % 4 == 2)
        mid_x, mid_y = (x + far_x) / 2 + 0.3 * fontsize * c, (y + far_y) / 2 - 0.3 * fontsize * d
        why = self._why(size, mid_x, mid_y)
        x0, x1 = min(start, end), max(start, end)
        self.canvas.glyphs.append(Glyph(text, x0, x1, base, size, style, size * face.drop, angle, why))
        self.canvas.inks.append(Ink(color, len(self.canvas.shapes), mid_x, mid_y))

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
        self.budget.tick()
        if fill and not self.is_layer_off:
            box, exact = self.outline(path)
            if box is not None:
                color = rgb(graphicstate.ncolor, graphicstate.ncs.name)
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

    def outline(self, path: Any) -> tuple[Rect | None, bool]:
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

    def shown(self, box: Rect) -> Rect:
        """A box in points from the upper left corner of the page as it is shown."""
        return box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1]


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    def __init__(self, fonts: _Fonts, device: _Device, budget: Budget, off: frozenset[int], depth: int = 0) -> None:
        super().__init__(fonts, device)
        self.fonts, self.canvas_device, self.budget, self.off, self.depth = fonts, device, budget, off, depth
        self.paint = Paint()
        self.paints: list[Paint] = []
        self.layers: list[bool] = []
        self.inherited: PDFGraphicState | None = None

    def dup(self) -> _Interpreter:
        return _Interpreter(self.fonts, self.canvas_device, self.budget, self.off, self.depth + 1)

    def subinterp(self) -> _Interpreter:
        # A form is painted in the state that it is called in (PDF 1.7, 8.10.1); pdfminer starts it afresh
        inner: _Interpreter = super().subinterp()
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

    def set_paint(self, paint: Paint) -> None:
        self.paint = self.canvas_device.paint = paint

    def push(self, obj: Any) -> None:
        self.budget.tick()
        super().push(obj)

    def do_q(self) -> None:
        self.budget.tick()
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
            clip = box if self.paint.clip is None else common(box, self.paint.clip)
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


def _layers_off(document: PDFDocument) -> frozenset[int]:
    """Object numbers of the layers (optional content, PDF 1.7, 8.11) that are not shown when the file is opened."""
    properties = resolve1(document.catalog.get("OCProperties"))
    usual = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    off = resolve1(usual.get("OFF")) if isinstance(usual, dict) else None
    return frozenset(layer.objid for layer in off or () if isinstance(layer, PDFObjRef))


_UNIT_SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def _corners(box: Rect) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _box_of(points: Iterable[tuple[float, float]], matrix: _Matrix) -> Rect:
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
