"""What is painted on a page: glyphs and filled areas, and which of the glyphs nobody sees. Pure geometry.

Coordinates are points from the upper left corner of the page as it is shown, `y` growing downwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from resumefit.reading.document import HiddenWhy
    from resumefit.reading.glyphs import Glyph

Rect = tuple[float, float, float, float]
Color = tuple[float, float, float]

_MOST_SHAPES = 5_000  # a page; further ones are not looked at when hidden text is sought
_LEAST_SHAPE = 2.0  # points; thinner shapes are rules
_SAME_COLOR = 0.08  # of each channel's range; text that differs less from its ground is not seen
_SCAN_SHARE = 0.5  # share of the page that the picture of a scan covers at least
_SHELF = 24.0  # points; shapes are sorted by height into shelves of this many
_WHITE: Color = (1.0, 1.0, 1.0)


class Paint(NamedTuple):
    """How the page is painted at a moment: opacity, whether without blending, and the box that is painted in.

    `clip` is None for everywhere; `exact` says that just that box is painted in, not a shape inside it.
    """

    alpha: float = 1.0
    plain: bool = True
    clip: Rect | None = None
    exact: bool = True


class _Shape(NamedTuple):
    """A filled area. `color` is None where it is not known; `solid`: it hides what lies under its whole box."""

    box: Rect
    color: Color | None
    solid: bool
    picture: bool


class Ink(NamedTuple):
    """What decides whether a glyph is seen: color (None: not known), number of shapes painted before, and middle."""

    color: Color | None
    after: int
    x: float
    y: float


class Canvas:
    """A page as it was painted: glyphs and filled areas, in points from the upper left corner of what is shown."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.glyphs: list[Glyph] = []
        self.inks: list[Ink] = []
        self.shapes: list[_Shape] = []
        self.counted = self.unmapped = 0

    def add_shape(self, box: Rect, color: Color | None, paint: Paint, *, exact: bool, picture: bool = False) -> None:
        """Note a filled area, as far as it is on the page. `exact`: it fills its whole box; `color` None: not known."""
        if paint.clip is not None:
            box = common(box, paint.clip)
        box = common(box, (0.0, 0.0, self.width, self.height))
        if min(box[2] - box[0], box[3] - box[1]) < _LEAST_SHAPE or len(self.shapes) >= _MOST_SHAPES:
            return
        opaque = paint.alpha >= 1 and paint.plain
        self.shapes.append(_Shape(box, color if opaque else None, exact and paint.exact and opaque, picture))

    def judge(self, tick: Callable[[], None]) -> None:
        """Say of each glyph that nobody sees why that is so. `tick` is called for each step, and may end it all."""
        shelves = self._shelves()
        for number, (glyph, ink) in enumerate(zip(self.glyphs, self.inks, strict=True)):
            why = glyph.why or self._why(ink, shelves, tick)
            if why:
                self.glyphs[number] = glyph._replace(why=why)

    def _shelves(self) -> dict[int, list[int]]:
        """Numbers of the shapes that reach into each shelf of the page's height."""
        shelves: dict[int, list[int]] = {}
        for number, shape in enumerate(self.shapes):
            for shelf in range(int(shape.box[1] // _SHELF), int(shape.box[3] // _SHELF) + 1):
                shelves.setdefault(shelf, []).append(number)
        return shelves

    def _why(self, ink: Ink, shelves: dict[int, list[int]], tick: Callable[[], None]) -> HiddenWhy | None:
        if not (0 <= ink.x <= self.width and 0 <= ink.y <= self.height):
            return "off the page"
        grounds: list[Color | None] = [_WHITE]
        for number in shelves.get(int(ink.y // _SHELF), ()):
            tick()
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


def _alike(color: Color, ground: Color | None) -> bool:
    return ground is not None and all(abs(one - other) <= _SAME_COLOR for one, other in zip(color, ground, strict=True))


def _area(box: Rect) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def common(one: Rect, other: Rect) -> Rect:
    """What two boxes share; an empty box where they share nothing."""
    x0, top = max(one[0], other[0]), max(one[1], other[1])
    return x0, top, max(x0, min(one[2], other[2])), max(top, min(one[3], other[3]))


def rgb(color: object, space: str) -> Color | None:
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


def as_hex(color: Color | None) -> str:
    """A color as "#rrggbb"; "" where it is not known."""
    if color is None:
        return ""
    return "#" + "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02x}" for part in color)
