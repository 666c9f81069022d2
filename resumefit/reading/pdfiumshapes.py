"""What is painted on a page besides its text, by pdfium: filled areas, pictures, clips, and the order of it all."""

from __future__ import annotations

from itertools import compress, repeat
from operator import eq, gt, ne
from typing import TYPE_CHECKING, NamedTuple

from resumefit.reading.painting import Canvas, Paint, Rect, common
from resumefit.reading.pdfium import DeclinedError, calls, written, written_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resumefit.reading.pdfbudget import Budget

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5  # fpdf_edit.h, FPDF_PAGEOBJ_*
_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NO_WIDTH = 0.01  # points; pdfium passes over text objects that are no wider: blanks
_LEAST_SHAPE = 2.0  # points; thinner shapes are rules
_REPLACES = b"ActualText"  # what to copy instead of what is shown (PDF 1.7, 14.9.4); we read what is shown

Matrix = tuple[float, ...]


class _Holder(NamedTuple):
    """The page, or a form on it: how its objects stand on the page, and how they are painted."""

    matrix: Matrix = _UPRIGHT
    paint: Paint = Paint()
    depth: int = 0


class Sheet:
    """A page whose shapes are painted.

    `order` numbers its text objects as they are painted, `group_of` says which of them are painted in the same way: after
    the same shapes, in the same form and within the same clip.

    `replaces` says whether the file has another text to be copied than it shows.
    """

    def __init__(self, page: int, box: Rect, budget: Budget, *, replaces: bool) -> None:
        self.left, _, right, self.top = box
        self.canvas = Canvas(right - self.left, self.top - box[1])
        self.order: dict[int, int] = {}
        self.group_of: dict[int, int] = {}
        self._budget, self._replaces = budget, replaces
        self._groups: list[tuple[int, Matrix]] = []  # shapes painted before, and how the form stands on the page
        self._clips: dict[int, Rect] = {}
        self._covers: list[tuple[int, Rect]] = []
        api = calls()
        self._add(page, api.FPDFPage_CountObjects, api.FPDFPage_GetObject, _Holder())

    # ---------------------------------------------------------------- what was found

    def shapes_before(self, text: int) -> int:
        """How many shapes are painted before a text object."""
        return self._groups[self.group_of[text]][0]

    def clip_of(self, text: int, size: float) -> Rect | None:
        """The box outside of which a text object of a size is not seen; glyphs may reach out of it by their size."""
        clip = self._clips.get(text)
        return clip and (clip[0] - size, clip[1] - size, clip[2] + size, clip[3] + size)

    def blanks(self, known: set[int]) -> list[tuple[int, float, float]]:
        """(place, x, y) of the blanks that pdfium passes over, the last one first: text objects that are none of the known.

        The place is that in `order`, x and y are points of the page's own space.
        """
        unknown = [text for text in self.order if text not in known]
        bounds = written("f", 4, calls().FPDFPageObj_GetBounds, unknown)
        found = []
        for text, x0, y0, x1, y1 in zip(unknown, *(bounds[side::4] for side in range(4)), strict=True):
            if x1 - x0 < _NO_WIDTH and y1 - y0 < _NO_WIDTH:
                a, b, c, d, e, f = self._groups[self.group_of[text]][1]
                found.append((self.order[text], a * x0 + c * y0 + e, b * x0 + d * y0 + f))
        return found[::-1]

    def vet_covers(self) -> None:
        """Raise DeclinedError where a picture lies over text: whether it is see-through is not told."""
        for after, box in self._covers:
            for strip, ink in zip(self.canvas.strips, self.canvas.strip_inks, strict=True):
                reaches = strip.lefts[0] < box[2] and box[0] < strip.rights[-1]
                if ink.after <= after and reaches and box[1] < strip.y < box[3] + strip.size:
                    raise DeclinedError

    # ---------------------------------------------------------------- objects

    def _add(self, holder: int, count: Callable[..., int], get: Callable[..., int], how: _Holder) -> None:
        api = calls()
        number = count(holder)
        objects = list(map(get, repeat(holder), range(number)))
        kinds = list(map(api.FPDFPageObj_GetType, objects))
        texts = list(compress(objects, map(eq, kinds, repeat(_TEXT))))
        if self._replaces:
            _show_what_is_shown(texts)
        clips = map(api.FPDFClipPath_CountPaths, map(api.FPDFPageObj_GetClipPath, texts))
        clipped = set(compress(texts, map(gt, clips, repeat(0))))
        self._begin_group(how.matrix)
        at = 0
        for place in [*compress(range(number), map(ne, kinds, repeat(_TEXT))), number]:
            self._add_texts(objects[at:place], clipped, how)
            at = place + 1
            if place < number:
                self._add_other(objects[place], kinds[place], how)

    def _add_texts(self, texts: Sequence[int], clipped: set[int], how: _Holder) -> None:
        """Text objects that follow on each other."""
        if how.paint.clip is None and (not clipped or clipped.isdisjoint(texts)):
            self.order.update(zip(texts, range(len(self.order), len(self.order) + len(texts)), strict=True))
            self.group_of.update(zip(texts, repeat(len(self._groups) - 1), strict=False))
            return
        before = 0
        for text in texts:
            clip = self._paint(text, how).clip if text in clipped else how.paint.clip
            if clip != self._clips.get(before):
                self._begin_group(how.matrix)
            if clip is not None:
                self._clips[text] = clip
            self.order[text] = len(self.order)
            self.group_of[text] = len(self._groups) - 1
            before = text
        self._begin_group(how.matrix)

    def _add_other(self, one: int, kind: int, how: _Holder) -> None:
        self._budget.tick()
        before = len(self.canvas.shapes)
        if kind == _FORM:
            self._add_form(one, how)
        else:
            self._add_shape(one, kind, how)
        if kind == _FORM or len(self.canvas.shapes) != before:
            self._begin_group(how.matrix)

    def _begin_group(self, matrix: Matrix) -> None:
        self._groups.append((len(self.canvas.shapes), matrix))

    def _add_form(self, form: int, how: _Holder) -> None:
        api = calls()
        self._budget.draw_form(how.depth)
        red, green, blue, opacity = written("I", 4, api.FPDFPageObj_GetFillColor, [form])
        if (
            red or green or blue or not opacity
        ):  # pdfium starts a form in black; it is painted in the color that it is called in
            raise DeclinedError
        paint = self._paint(form, how)
        matrix = tuple(written_together("f", 6, api.FPDFPageObj_GetMatrix, [form]))
        inner = _Holder(_product(matrix, how.matrix), paint, how.depth + 1)
        self._add(form, api.FPDFFormObj_CountObjects, api.FPDFFormObj_GetObject, inner)

    # ---------------------------------------------------------------- shapes

    def _add_shape(self, one: int, kind: int, how: _Holder) -> None:
        api = calls()
        if kind == _PATH and not written("i", 2, api.FPDFPath_GetDrawMode, [one])[0]:
            return
        x0, y0, x1, y1 = written("f", 4, api.FPDFPageObj_GetBounds, [one])
        box = self._on_page((x0, y0, x1, y1), how.matrix)
        if kind != _SHADING and min(box[2] - box[0], box[3] - box[1]) < _LEAST_SHAPE:
            return
        paint = self._paint(one, how)
        if kind == _PATH:
            red, green, blue, opacity = written("I", 4, api.FPDFPageObj_GetFillColor, [one])
            paint = paint._replace(alpha=min(paint.alpha, opacity / 255))
            exact = _is_upright(how.matrix) and self._is_rectangle(one)
            self.canvas.add_shape(box, (red / 255, green / 255, blue / 255), paint, exact=exact)
        elif kind == _IMAGE:
            number = len(self.canvas.shapes)
            self.canvas.add_shape(box, None, paint, exact=False, picture=True)
            if len(self.canvas.shapes) > number:
                self._covers.append((number, self.canvas.shapes[number].box))
        elif kind == _SHADING:
            everywhere = (0.0, 0.0, self.canvas.width, self.canvas.height)
            self.canvas.add_shape(everywhere, None, paint, exact=paint.clip is not None)

    @staticmethod
    def _is_rectangle(path: int) -> bool:
        """Whether a path is the very box around it."""
        api = calls()
        count = api.FPDFPath_CountSegments(path)
        if count not in (4, 5):
            return False
        segments = list(map(api.FPDFPath_GetPathSegment, repeat(path), range(count)))
        matrix = written_together("f", 6, api.FPDFPageObj_GetMatrix, [path])
        return _is_upright(matrix) and _is_box(segments)

    def _paint(self, one: int, how: _Holder) -> Paint:
        """How an object is painted: whether it is seen through, and what it is clipped to."""
        api = calls()
        paint = how.paint._replace(plain=how.paint.plain and not api.FPDFPageObj_HasTransparency(one))
        path = api.FPDFPageObj_GetClipPath(one)
        for number in range(api.FPDFClipPath_CountPaths(path)):
            count = api.FPDFClipPath_CountPathSegments(path, number)
            segments = list(map(api.FPDFClipPath_GetPathSegment, repeat(path), repeat(number), range(count)))
            if not segments:
                continue
            points = _points(segments)
            box = self._on_page(
                (*map(min, zip(*points, strict=True)), *map(max, zip(*points, strict=True))), how.matrix
            )
            exact = _is_upright(how.matrix) and count in (4, 5) and _is_box(segments)
            paint = paint._replace(
                clip=box if paint.clip is None else common(box, paint.clip), exact=exact and paint.exact
            )
        return paint

    def _on_page(self, box: Sequence[float], matrix: Matrix) -> Rect:
        """A box of a form, or of the page, in points from the upper left corner of the page as it is shown."""
        a, b, c, d, e, f = matrix
        x0, y0, x1, y1 = box
        points = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = zip(*points, strict=True)
        return min(xs) - self.left, self.top - max(ys), max(xs) - self.left, self.top - min(ys)


def _show_what_is_shown(texts: Sequence[int]) -> None:
    """Make pdfium give the text that is shown where a file has another one to be copied."""
    api = calls()
    for text, marks in zip(texts, map(api.FPDFPageObj_CountMarks, texts), strict=True):
        for number in range(marks):
            mark = api.FPDFPageObj_GetMark(text, number)
            if api.FPDFPageObjMark_GetParamValueType(mark, _REPLACES):
                api.FPDFPageObjMark_RemoveParam(text, mark, _REPLACES)


def _points(segments: Sequence[int]) -> list[tuple[float, float]]:
    numbers = written("f", 2, calls().FPDFPathSegment_GetPoint, segments)
    return list(zip(numbers[0::2], numbers[1::2], strict=True))


def _is_box(segments: Sequence[int]) -> bool:
    """Whether four or five segments are straight and go around an upright box."""
    kinds = list(map(calls().FPDFPathSegment_GetType, segments))
    points = _points(segments)
    right_angled = len({x for x, _ in points}) == 2 == len({y for _, y in points})
    return kinds[1:] == [0] * (len(kinds) - 1) and right_angled and len(set(points)) == 4


def _is_upright(matrix: Sequence[float]) -> bool:
    a, b, c, d, *_ = matrix
    return (b == 0 and c == 0) or (a == 0 and d == 0)


def _product(first: Sequence[float], then: Sequence[float]) -> Matrix:
    """The transformation that does one and then another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
