"""OpenDocument's styles: how text looks that names a style, which may be based on another one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from resumefit.reading.wordstyles import Look, is_ground

_LONGEST_CHAIN = 20  # styles based on one another
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(pt|in|cm|mm|px)$")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
_COLOR = re.compile(r"#([0-9a-fA-F]{6})$")
_BOLD = frozenset(("bold", "600", "700", "800", "900"))


@dataclass(slots=True)
class _Named:
    """A style: its name as the program shows it, what it is based on, and what it says."""

    shown: str = ""
    parent: str = ""
    level: int = 0
    look: Look = field(default_factory=Look)


class OdtStyles:
    """An `opc.Handler` that reads the styles of styles.xml, then of content.xml, whose automatic ones hide the others'.

    `backdrop` is set when there is a filled shape, cell or page that white text can be seen on.
    """

    def __init__(self) -> None:
        self.backdrop = False
        self._named: dict[tuple[str, str], _Named] = {}
        self._current = _Named()
        self._looks: dict[tuple[str, tuple[str, ...]], Look] = {}
        self._automatic = False
        self._of_part: dict[tuple[str, str], _Named] = {}

    def begin_part(self) -> None:
        """What follows is another part: the automatic styles of the one before are not its own."""
        self._of_part = {}
        self._looks = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "office:automatic-styles":
            self._automatic = True
        elif tag in ("style:style", "style:default-style"):
            self._begin_style(tag, attributes)
        elif tag in ("style:text-properties", "style:paragraph-properties"):
            self._current.look = _look(tag, attributes).over(self._current.look)
        elif tag == "style:graphic-properties":
            filled = attributes.get("draw:fill") in ("gradient", "hatch", "bitmap")
            solid = attributes.get("draw:fill") == "solid" and is_ground(_color(attributes.get("draw:fill-color")))
            self.backdrop |= filled or solid or is_ground(_color(attributes.get("fo:background-color")))
        elif tag in ("style:table-cell-properties", "style:table-properties", "style:page-layout-properties"):
            self.backdrop |= is_ground(_color(attributes.get("fo:background-color")))

    def _begin_style(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = attributes.get("style:name", "") if tag == "style:style" else ""
        level = attributes.get("style:default-outline-level", "")
        self._current = _Named(
            attributes.get("style:display-name", name),
            attributes.get("style:parent-style-name", ""),
            int(level) if level.isdigit() and len(level) < 3 else 0,
        )
        table = self._of_part if self._automatic else self._named
        table[(attributes.get("style:family", ""), name)] = self._current

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "office:automatic-styles":
            self._automatic = False
        elif tag == "style:style":
            self._current = _Named()

    def text(self, data: str) -> None:
        """Styles have no text."""

    def _chain(self, family: str, name: str) -> list[_Named]:
        found: list[_Named] = []
        while name and len(found) < _LONGEST_CHAIN:
            style = self._of_part.get((family, name)) or self._named.get((family, name))
            if style is None:
                break
            found.append(style)
            name = style.parent
        return found

    def look(self, paragraph: str, spans: Sequence[str]) -> Look:
        """How text looks in a paragraph of that style, in spans from the outer to the inner one."""
        key = (paragraph, tuple(spans[-_LONGEST_CHAIN:]))
        if key not in self._looks:
            base = self._named.get(("paragraph", ""), _Named()).look
            for style in reversed(self._chain("paragraph", paragraph)):
                base = style.look.over(base)
            for span in key[1]:
                for style in reversed(self._chain("text", span)):
                    base = style.look.over(base)
            self._looks[key] = base
        return self._looks[key]

    def level(self, paragraph: str) -> int:
        """1 to 10 for the style of a heading, 0 for any other."""
        for style in self._chain("paragraph", paragraph):
            if style.level or style.shown == "Title":
                return style.level or 1
        return 0

    def shown_name(self, paragraph: str) -> str:
        """The name of a paragraph's style as a person knows it: an automatic style's is that which it is based on."""
        chain = self._chain("paragraph", paragraph)
        own = chain[1:] if ("paragraph", paragraph) in self._of_part else chain
        return own[0].shown if own else ""


def _color(value: str | None) -> str | None:
    found = _COLOR.match(value or "")
    return found[1].lower() if found else None


def _look(tag: str, attributes: Mapping[str, str]) -> Look:
    ground = _color(attributes.get("fo:background-color"))
    if tag == "style:paragraph-properties":
        return Look(ground=ground)
    size = _SIZE.match(attributes.get("fo:font-size", ""))
    weight, slant = attributes.get("fo:font-weight"), attributes.get("fo:font-style")
    display = attributes.get("text:display")
    return Look(
        bold=None if weight is None else weight in _BOLD,
        italic=None if slant is None else slant != "normal",
        vanish=None if display is None else display == "none",
        size=float(size[1]) * _POINTS[size[2]] if size else None,
        color=_color(attributes.get("fo:color")),
        font=attributes.get("style:font-name") or attributes.get("fo:font-family"),
        ground=ground,
    )
