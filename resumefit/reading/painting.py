"""What is painted on a page: glyphs and filled areas, and which of the glyphs nobody sees. Pure geometry.

Coordinates are points from the upper left corner of the page as it is shown, `y` growing downwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resumefit.reading.strips import cut, glyphs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from resumefit.reading.document import HiddenWhy
    from resumefit.reading.glyphs import Glyph
    from resumefit.reading.strips import Strip

Rect = tuple[float, float, float, float]
Color = tuple[float, float, float]

_MOST_SHAPES = 5_000  # a page; further ones are not looked at when hidden text is sought
_LEAST_SHAPE = 2.0  # points; thinner shapes are rules
_SAME_COLOR = 0.08  # of each channel's range; text that differs less from its ground is not seen
_SCAN_SHARE = 0.5  # share of the page that the picture of a scan covers at least
_SHELF = 24.0  # points; shapes are sorted by height into shelves of this many
_WHITE: Color = (1.0, 1.0, 1.0)
_MIDDLE = 0.3  # of the size; the middle of a small letter stands so far over the baseline


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


class StripInk(NamedTuple):
    """What decides whether the glyphs of a strip are seen: as in `Ink`, and the box outside of which they are not, if any."""

    color: Color | None
    after: int
    clip: Rect | None


class Canvas:
    """A page as it was painted: glyphs and filled areas, in points from the upper left corner of what is shown.

    Glyphs come one by one (`glyphs`) or many at a time (`strips`), as whoever paints has them.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.glyphs: list[Glyph] = []
        self.inks: list[Ink] = []
        self.strips: list[Strip] = []
        self.strip_inks: list[StripInk] = []
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
        judged = zip(self.strips, self.strip_inks, strict=True)
        self.strips = [part for strip, ink in judged for part in self._judged(strip, ink, shelves, tick)]

    def _judged(
        self, strip: Strip, ink: StripInk, shelves: dict[int, list[int]], tick: Callable[[], None]
    ) -> Iterator[Strip]:
        """A strip, in parts where not all of it is seen alike."""
        if strip.why:
            yield strip
            return
        y = strip.y - _MIDDLE * strip.size
        if self._is_seen_alike(min(strip.lefts), max(strip.rights), y, ink.clip, shelves):
            why = self._why_in(ink, (strip.lefts[0] + strip.rights[0]) / 2, y, shelves, tick)
            yield strip._replace(why=why) if why else strip
            return
        xs = [(x0 + x1) / 2 for x0, x1 in zip(strip.lefts, strip.rights, strict=True)]
        whys = [self._why_in(ink, x, y, shelves, tick) for x in xs]
        cuts = [number for number in range(1, len(whys)) if whys[number] != whys[number - 1]]
        for start, part in zip([0, *cuts], cut(strip, cuts), strict=True):
            yield part._replace(why=whys[start])

    def _is_seen_alike(self, x0: float, x1: float, y: float, clip: Rect | None, shelves: dict[int, list[int]]) -> bool:
        """Whether nothing ends between two points of the same height: not the page, nor a clip, nor a shape."""
        if not (x0 >= 0 and x1 <= self.width):
            return False
        edges = [self.shapes[number].box for number in shelves.get(int(y // _SHELF), ())]
        edges += [clip] if clip else []
        return not any(x0 <= box[0] <= x1 or x0 <= box[2] <= x1 for box in edges)

    def _why_in(
        self, ink: StripInk, x: float, y: float, shelves: dict[int, list[int]], tick: Callable[[], None]
    ) -> HiddenWhy | None:
        if ink.clip is not None and not (ink.clip[0] <= x <= ink.clip[2] and ink.clip[1] <= y <= ink.clip[3]):
            return "hidden"
        return self._why(Ink(ink.color, ink.after, x, y), shelves, tick)

    def each_glyph(self) -> Iterator[Glyph]:
        """All glyphs, one by one."""
        yield from self.glyphs
        for strip in self.strips:
            yield from glyphs_of(strip)

    def _whys(self) -> Iterator[HiddenWhy | None]:
        yield from (glyph.why for glyph in self.glyphs)
        yield from (strip.why for strip in self.strips)

    def blanks(self) -> int:
        """How many of the glyphs are blanks."""
        return sum(glyph.text == " " for glyph in self.glyphs) + sum(strip.text.count(" ") for strip in self.strips)

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
        if any(why not in ("invisible", "covered") for why in self._whys()):
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
