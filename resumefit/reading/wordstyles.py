"""Word's styles and lists: what a paragraph or run looks like that says little of itself but names a style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

_HIGHLIGHTS = {"none": None, "white": None}  # the other colours of highlighting are grounds
_OFF = frozenset(("0", "false", "off", "none"))
_LONGEST_CHAIN = 20  # styles based on one another; Word allows 11
_HEADING_NAME = re.compile(r"heading ([1-9])$")  # Word's built-in names are English in every edition
_LIST_NAME = re.compile(r"list (?:bullet|number)")
_WHITE = 235  # of 255 in each channel; text that differs less from white paper is not seen (8 %, as for PDF)


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set; None is "as what it is based on says". `size` in points, `ground` and `color` as "rrggbb"."""

    bold: bool | None = None
    italic: bool | None = None
    vanish: bool | None = None
    size: float | None = None
    color: str | None = None
    font: str | None = None
    ground: str | None = None

    def over(self, base: Look) -> Look:
        """This look, with what it leaves open taken from `base`."""
        given = {name: value for name in _LOOK_FIELDS if (value := getattr(self, name)) is not None}
        return replace(base, **given)


_LOOK_FIELDS = ("bold", "italic", "vanish", "size", "color", "font", "ground")


@dataclass(slots=True)
class Shape:
    """What a paragraph says of itself, or a style says of its paragraphs. `outline` 0 to 8 is a heading, 9 is not."""

    style: str | None = None
    outline: int | None = None
    list_id: str | None = None
    depth: int | None = None
    ground: str | None = None


@dataclass(slots=True)
class Named:
    """A style as styles.xml gives it; `shown` is its name as Word shows it, `name` the same in small letters."""

    name: str = ""
    shown: str = ""
    base: str = ""
    look: Look = field(default_factory=Look)
    shape: Shape = field(default_factory=Shape)
    shaded: bool = False


def is_on(value: str | None) -> bool:
    """Whether an on/off element is on: it is when it has no value."""
    return value is None or value.lower() not in _OFF


def is_white(color: str | None) -> bool:
    """Whether "rrggbb" is white, or so near that nobody sees it on white."""
    if color is None or not re.fullmatch(r"[0-9a-fA-F]{6}", color):
        return False
    return all(int(color[at : at + 2], 16) >= _WHITE for at in (0, 2, 4))


def is_ground(color: str | None) -> bool:
    """Whether a fill is one that white text can be seen on."""
    return color is not None and bool(re.fullmatch(r"[0-9a-fA-F]{6}", color)) and not is_white(color)


def points(half_points: str) -> float | None:
    """A size in points from half-points, or from the strict edition's "12pt"; None where it is no number."""
    text, strict = (half_points[:-2], True) if half_points.endswith("pt") else (half_points, False)
    try:
        return float(text) if strict else float(text) / 2
    except ValueError:
        return None


def look_change(tag: str, value: str | None, attributes: Mapping[str, str]) -> Look | None:
    """What one child of a run's properties says; None where it is none of those that matter here."""
    if tag == "w:b":
        return Look(bold=is_on(value))
    if tag == "w:i":
        return Look(italic=is_on(value))
    if tag == "w:vanish":
        return Look(vanish=is_on(value))
    if tag == "w:sz" and value:
        return Look(size=points(value))
    if tag == "w:color" and value:
        return Look(color=value)
    if tag == "w:rFonts":
        return Look(font=attributes.get("w:ascii"))
    if tag in ("w:shd", "w:highlight"):
        return Look(ground=fill_of(attributes) if tag == "w:shd" else _HIGHLIGHTS.get(value or "none", "000000"))
    return None


def fill_of(attributes: Mapping[str, str]) -> str | None:
    """The fill of a w:shd as "rrggbb"; a pattern other than "clear" is a ground of its own."""
    fill = attributes.get("w:fill", "auto")
    if fill != "auto":
        return fill
    return "808080" if attributes.get("w:val", "clear") not in ("clear", "nil") else None


def number(text: str | None, highest: int) -> int | None:
    """A whole number from 0 to `highest`; None where it is none."""
    if text is None or not re.fullmatch(r"\d{1,12}", text):
        return None
    return min(int(text), highest)


def shape_change(shape: Shape, tag: str, value: str | None, attributes: Mapping[str, str]) -> None:
    """Set what one element of a paragraph's properties says."""
    if tag == "w:pStyle":
        shape.style = value
    elif tag == "w:outlineLvl":
        shape.outline = number(value, 9)
    elif tag == "w:numId":
        shape.list_id = value
    elif tag == "w:ilvl":
        shape.depth = number(value, 8)
    elif tag == "w:shd":
        shape.ground = fill_of(attributes)


class Styles:
    """The styles of a document, read from styles.xml as a `opc.Handler`."""

    def __init__(self) -> None:
        self.defaults = Look()
        self.named: dict[str, Named] = {}
        self.default_paragraph = ""
        self._current: Named | None = None
        self._path: list[str] = []
        self._looks: dict[str | None, Look] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(tag)
        value = attributes.get("w:val")
        if tag == "w:style":
            self._current = self.named.setdefault(attributes.get("w:styleId", ""), Named())
            if attributes.get("w:type") == "paragraph" and is_on(attributes.get("w:default", "0")):
                self.default_paragraph = attributes.get("w:styleId", "")
        elif self._current is None:
            if "w:rPrDefault" in self._path:
                self.defaults = (look_change(tag, value, attributes) or Look()).over(self.defaults)
        else:
            self._detail(self._current, tag, value, attributes)

    def _detail(self, style: Named, tag: str, value: str | None, attributes: Mapping[str, str]) -> None:
        if tag == "w:name":
            style.shown = value or ""
            style.name = style.shown.lower()
        elif tag == "w:basedOn":
            style.base = value or ""
        elif tag == "w:shd" and is_ground(fill_of(attributes)):
            style.shaded = True
        if "w:tblStylePr" in self._path:
            return
        if "w:rPr" in self._path:
            style.look = (look_change(tag, value, attributes) or Look()).over(style.look)
        elif "w:pPr" in self._path:
            shape_change(style.shape, tag, value, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._path.pop()
        if tag == "w:style":
            self._current = None

    def text(self, data: str) -> None:
        """Styles have no text."""

    def chain(self, style: str | None) -> Iterator[Named]:
        """A style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            named = self.named.get(style or "")
            if named is None:
                return
            yield named
            style = named.base

    def look(self, style: str | None) -> Look:
        """What a style says of its runs, with all that it is based on, without the document's defaults."""
        if style not in self._looks:
            look = Look()
            for named in self.chain(style):
                look = look.over(named.look)
            self._looks[style] = look
        return self._looks[style]

    def shape(self, own: Shape) -> Shape:
        """What a paragraph is, by its own properties and its style's."""
        whole = replace(own)
        for named in self.chain(own.style or self.default_paragraph):
            for name in ("outline", "list_id", "depth", "ground"):
                if getattr(whole, name) is None:
                    setattr(whole, name, getattr(named.shape, name))
        return whole

    def heading_level(self, shape: Shape) -> int:
        """1 to 6 for a heading, by outline level or built-in style; 0 for any other paragraph."""
        if shape.outline is not None:
            return min(shape.outline + 1, 6) if shape.outline < 9 else 0
        for named in self.chain(shape.style):
            heading = _HEADING_NAME.match(named.name)
            if heading:
                return min(int(heading[1]), 6)
            if named.name == "title":
                return 1
        return 0

    def is_list(self, shape: Shape) -> bool:
        """Whether the style is one of Word's built-in list styles."""
        return any(_LIST_NAME.match(named.name) for named in self.chain(shape.style))

    def shown_name(self, style: str | None) -> str:
        """The name of a paragraph's style as a person knows it, "" where there is none."""
        named = self.named.get(style or self.default_paragraph or "")
        return named.shown if named else ""

    def is_shaded(self, style: str | None) -> bool:
        """Whether a table style puts a ground under any of its cells."""
        return any(named.shaded for named in self.chain(style))


class Lists:
    """The lists of a document, read from numbering.xml as a `opc.Handler`: which levels show no sign at all."""

    def __init__(self) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._abstract_of: dict[str, str] = {}
        self._at = ("", "")
        self._number = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        value = attributes.get("w:val", "")
        if tag == "w:abstractNum":
            self._at = (attributes.get("w:abstractNumId", ""), "")
        elif tag == "w:lvl":
            self._at = (self._at[0], attributes.get("w:ilvl", "0"))
        elif tag == "w:numFmt":
            self._formats[self._at] = value
        elif tag == "w:lvlText":
            self._texts[self._at] = value
        elif tag == "w:num":
            self._number = attributes.get("w:numId", "")
            self._at = ("", "")
        elif tag == "w:abstractNumId" and self._number:
            self._abstract_of[self._number] = value

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "w:num":
            self._number = ""

    def text(self, data: str) -> None:
        """Lists have no text."""

    def shows_sign(self, list_id: str, depth: int) -> bool:
        """Whether an item of that list and depth has a bullet or number before it."""
        if list_id == "0":
            return False
        level = (self._abstract_of.get(list_id, ""), str(depth))
        return not (self._formats.get(level) == "none" and not self._texts.get(level, "").strip())
