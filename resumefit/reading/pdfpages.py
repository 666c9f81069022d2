"""Pages of a PDF -> painted pages, by the pdfminer under pdfplumber; only `pdf` imports this, once there is a PDF to read.

pdfminer's interpreter is made to notice what decides whether text is seen: render mode, opacity, clipping, layers, and
what was painted over what. Forms may not draw forms without end.
"""

# ruff: noqa: N802, ARG002 - names and parameters of the methods that override pdfminer's are pdfminer's

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfminer.psparser import literal_name

from resumefit.reading.glyphs import Glyph, along
from resumefit.reading.painting import Canvas, Ink, Paint, Rect, common, rgb
from resumefit.reading.pdffile import layers_off
from resumefit.reading.pdffonts import Face, Fonts, shown_text, without_tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFTextState
    from pdfminer.pdfpage import PDFPage

    from resumefit.reading.document import HiddenWhy
    from resumefit.reading.pdfbudget import Budget

_Matrix = tuple[float, float, float, float, float, float]

_LEAST_SIZE = 2.0  # points; smaller text is not read by anybody
# PDF 1.7, annex D.2: in WinAnsiEncoding all unused codes are the bullet; ReportLab writes it as 127
_UNUSED_CODES = frozenset((127, 129, 141, 143, 144, 157))


def character(font: PDFFont, cid: int) -> str | None:
    """What a font says that a glyph of it stands for, None where it does not say."""
    try:
        return str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return "•" if cid in _UNUSED_CODES and not font.is_multibyte() else None


class Painter:
    """Paints the pages of one document."""

    def __init__(self, document: PDFDocument, budget: Budget) -> None:
        self.fonts = Fonts()
        self._named: dict[int, tuple[dict[str, Any], PDFFont]] = {}
        self._budget = budget
        self._off = layers_off(document)

    @property
    def shows_all(self) -> bool:
        """Whether no layer of the document is off."""
        return not self._off

    def characters(self, page: PDFPage, name: str, code: int) -> set[str | None]:
        """What the fonts of a name on a page say that a code stands for, None of those that do not say.

        Empty where the page has no such font, or one whose codes are no numbers of glyphs (Type 0).
        """
        fonts = [dict_value(font) for font in dict_value(dict_value(page.resources).get("Font") or {}).values()]
        named = [font for font in fonts if without_tag(literal_name(resolve1(font.get("BaseFont")))) == name]
        if any("DescendantFonts" in font for font in named):
            return set()
        return {character(self._font(font), code) for font in named}

    def _font(self, spec: dict[str, Any]) -> PDFFont:
        if id(spec) not in self._named:
            self._named[id(spec)] = spec, self.fonts.get_font(None, spec)
        return self._named[id(spec)][1]

    def paint(self, page: PDFPage, _number: int = 0) -> Canvas:
        """What is on a page. Raises TooLargeError, and whatever pdfminer raises on a damaged page."""
        device = _Device(self.fonts, self._budget)
        _Interpreter(self.fonts, device, self._budget, self._off).process_page(page)
        device.canvas.judge(self._budget.tick)
        canvas: Canvas = device.canvas
        return canvas


class _Device(PDFTextDevice):  # type: ignore[misc]
    canvas: Canvas

    def __init__(self, fonts: Fonts, budget: Budget) -> None:
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
        said = character(font, cid)
        self.canvas.unmapped += said is None and not face.is_icons
        self.canvas.counted += 1
        text = shown_text(said or "", face)
        if text:
            self._set(text, matrix, font, face, fontsize, rise, advance, graphicstate)
        return advance

    def _set(  # noqa: PLR0913, PLR0917
        self,
        text: str,
        matrix: _Matrix,
        font: PDFFont,
        face: Face,
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
    def __init__(self, fonts: Fonts, device: _Device, budget: Budget, off: frozenset[int], depth: int = 0) -> None:
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
