"""What is drawn in a Word file: shapes that text can stand on, and where on the page text boxes are set.

A text box stands in the file where it is anchored, and on the page where it is put. Boxes that follow one another with no
text between them are read by where they are put; Word's own coordinates (ECMA-376 part 1, 20.4.2) are enough for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from resumefit.reading.rows import Area, Row
from resumefit.reading.wordstyles import is_ground, is_on, number

_RULE = 152_400  # EMU, 12 points; a filled shape that is lower is a line, not a ground to write on
_MARGIN = 914_400  # EMU; Word's default. Only the order of boxes is asked for, not their place to the millimetre
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "": 9_525}
_DARK_SCHEME = frozenset("tx1 tx2 dk1 dk2 accent1 accent2 accent3 accent4 accent5 accent6".split())
# Where a box stands that is aligned and not measured: about there on a page of 8 by 11 inches
_ALIGNED = {
    "left": 0, "inside": 0, "top": 0, "center": 3_000_000, "right": 5_000_000, "outside": 5_000_000, "bottom": 9_000_000,
}  # fmt: skip
_OWN = frozenset(("paragraph", "line", "text", "character", "char"))  # what stands with the text and not on the page
_DECLARATION = re.compile(r"([a-z-]{1,40})\s*:\s*([^;]{0,40})")
_VML_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|px|)$")
_MOST_SORTED = 200  # boxes; more than that are no layout that a person made
_SHARED = 0.1  # of a box's width
_SHAPES = frozenset(("wps:wsp", "v:shape", "v:rect", "v:roundrect"))


class Drawings:
    """The shapes of a part, told by its walker. `backdrop` and `pictures` say whether there is any."""

    def __init__(self) -> None:
        self.backdrop = False
        self.pictures = False
        self.filled = False
        self.page = 1
        self._extent = (0, 0)
        self._at: dict[str, tuple[str, int]] = {}
        self._axis = ""
        self._group: list[int] = [0, 0]
        self._inner: tuple[int, int, int, int] | None = None
        self._grouped = False

    def begin(self, tag: str, parent: str, attributes: Mapping[str, str], path: Sequence[str]) -> None:
        """An element begins that may be part of a drawing."""
        if tag == "wp:extent":
            self._extent = (_length(attributes, "cx"), _length(attributes, "cy"))
        elif tag in ("wp:anchor", "wp:inline"):
            self.backdrop |= tag == "wp:anchor" and is_on(attributes.get("behindDoc", "0"))
            self._at, self._inner, self._grouped = {}, None, False
        elif tag in ("wp:positionH", "wp:positionV"):
            self._axis = tag[-1]
            self._at[self._axis] = (attributes.get("relativeFrom", ""), 0)
        elif tag in _SHAPES:
            self._begin_shape(tag, attributes)
        elif tag.startswith("a:"):
            self._begin_art(tag, parent, attributes, path)
        elif tag == "w:background" and is_ground(attributes.get("w:color")):
            self.backdrop = True
        elif tag == "v:imagedata":
            self.pictures = True

    def _begin_shape(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.filled = tag != "wps:wsp" and is_ground(attributes.get("fillcolor", "").strip()[1:7])
        self._inner = None
        if tag != "wps:wsp":
            self._place_by_style(attributes.get("style", ""))

    def _begin_art(self, tag: str, parent: str, attributes: Mapping[str, str], path: Sequence[str]) -> None:
        if tag == "a:blip":
            self.pictures = True
        elif parent == "wps:spPr" and tag in ("a:gradFill", "a:blipFill", "a:pattFill"):
            self._fill()
        elif tag in ("a:srgbClr", "a:schemeClr") and path[-3:-1] == ["wps:spPr", "a:solidFill"]:
            color = attributes.get("val", "")
            if is_ground(color) or color in _DARK_SCHEME:
                self._fill()
        elif tag == "a:chOff" and "wpg:grpSpPr" in path[-3:]:
            self._grouped = True
            self._group = [_length(attributes, "x"), _length(attributes, "y")]
        elif tag == "a:off" and "wps:spPr" in path[-3:]:
            self._inner = (_length(attributes, "x"), _length(attributes, "y"), 0, 0)
        elif tag == "a:ext" and "wps:spPr" in path[-3:] and self._inner:
            self._inner = (*self._inner[:2], _length(attributes, "cx"), _length(attributes, "cy"))

    def _fill(self) -> None:
        self.filled = True
        self.backdrop |= min(self._extent) > _RULE

    def position(self, parent: str, data: str) -> None:
        """The text of a wp:posOffset (EMU) or wp:align."""
        value = data.strip()
        frame, _ = self._at.get(self._axis, ("", 0))
        if parent == "wp:align":
            self._at[self._axis] = (frame, _ALIGNED.get(value, 0))
        elif re.fullmatch(r"-?\d{1,10}", value):
            self._at[self._axis] = (frame, int(value))

    def _place_by_style(self, style: str) -> None:
        """The place of a shape in VML, by its style attribute."""
        said = dict(_DECLARATION.findall(style.lower()))
        self._at = {}
        if said.get("position") != "absolute":
            return
        self._extent = (_emu(said.get("width", "")), _emu(said.get("height", "")))
        for axis, name, way in (("H", "margin-left", "horizontal"), ("V", "margin-top", "vertical")):
            frame = said.get(f"mso-position-{way}-relative", "text").strip()
            self._at[axis] = (frame, _emu(said.get(name, "")))

    def area(self, paragraph: int) -> Area | None:
        """Where the current shape is set, in the `paragraph` that anchors it; None where that is not said."""
        if "H" not in self._at or "V" not in self._at:
            return None
        (across, x), (down, y) = self._at["H"], self._at["V"]
        x += 0 if across == "page" else _MARGIN
        of = ("paragraph", paragraph) if down in _OWN else ("page", self.page)
        y += 0 if down == "page" or down in _OWN else _MARGIN
        width, height = self._extent
        if self._grouped and self._inner:
            x, y = x + self._inner[0] - self._group[0], y + self._inner[1] - self._group[1]
            width, height = self._inner[2:]
        return Area(of, x, y, max(width, 1), max(height, 1))


def _length(attributes: Mapping[str, str], name: str) -> int:
    return number(attributes.get(name), 10**9) or 0


def _emu(value: str) -> int:
    found = _VML_LENGTH.match(value.strip())
    return int(float(found[1]) * _EMU[found[2]]) if found else 0


# ---------------------------------------------------------------- order


def ordered(rows: Sequence[Row]) -> list[Row]:
    """Rows, those of text boxes that follow one another in the order of the boxes on the page."""
    result: list[Row] = []
    for of, group in groupby(rows, key=lambda row: row.area and row.area.of):
        here = list(group)
        result.extend(here if of is None else _by_place(here))
    return result


def _by_place(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of several boxes: columns from left to right, in each of them from top to bottom."""
    boxes: dict[Area, list[Row]] = {}
    for row in rows:
        if row.area is not None:
            boxes.setdefault(row.area, []).append(row)
    for area in _read_order(list(boxes)):
        yield from boxes[area]


def _read_order(areas: list[Area]) -> list[Area]:
    """Columns from left to right, each from top to bottom; a box that lies over several columns parts what is above it
    from what is below."""
    down = sorted(areas, key=lambda area: (area.y, area.x))
    if not 2 < len(areas) <= _MOST_SORTED:
        return down if len(areas) > _MOST_SORTED else [area for column in _columns(down) for area in column]
    columns = _columns(down)
    if len(columns) > 1:
        return [area for column in columns for area in _read_order(column)]
    widest = max(down, key=lambda area: area.width)
    rest = [area for area in down if area is not widest]
    if len(_columns(rest)) < 2:
        return down
    above = [area for area in rest if area.y < widest.y]
    below = [area for area in rest if area.y >= widest.y]
    return [*_read_order(above), widest, *_read_order(below)]


def _columns(areas: Sequence[Area]) -> list[list[Area]]:
    """Boxes by column, from top to bottom in each: those that share a tenth of their width or more with one another."""
    columns: list[list[Area]] = []
    right = 0
    for area in sorted(areas, key=lambda area: (area.x, area.y)):
        if columns and right - area.x > _SHARED * area.width:
            columns[-1].append(area)
        else:
            columns.append([area])
            right = area.x + area.width
        right = max(right, area.x + area.width)
    return [sorted(column, key=lambda area: (area.y, area.x)) for column in columns]
