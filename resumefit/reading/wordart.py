"""The words of a Word file's diagrams (SmartArt) and charts, which stand in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = "\n"


@dataclass(slots=True)
class Diagram:
    """An `opc.Handler` for the data of a diagram (ECMA-376 part 1, 21.4): points with text, and what hangs on what."""

    points: dict[str, list[str]] = field(default_factory=dict)
    root: str = ""
    children: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _point: str = ""
    _collecting: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "dgm:pt":
            self._point = attributes.get("modelId", "")
            self.points[self._point] = []
            if attributes.get("type") == "doc":
                self.root = self._point
        elif tag == "dgm:cxn" and attributes.get("type", "parOf") == "parOf":
            order = attributes.get("srcOrd", "0")
            place = int(order) if order.isascii() and order.isdigit() and len(order) < 7 else 0
            parts = self.children.setdefault(attributes.get("srcId", ""), [])
            parts.append((place, attributes.get("destId", "")))
        elif tag in ("a:p", "a:br") and self._point:
            self.points[self._point].append(_LINE)
        self._collecting = tag == "a:t"

    def end(self, tag: str) -> None:
        """An element ends."""
        self._collecting = False
        if tag == "dgm:pt":
            self._point = ""

    def text(self, data: str) -> None:
        """A piece of text."""
        if self._collecting and self._point:
            self.points[self._point].append(data)

    def lines(self) -> Iterator[str]:
        """The lines of the diagram, from the first point on, each with what hangs on it; points on their own last."""
        waiting = [self.root]
        seen: set[str] = set()
        while waiting:
            point = waiting.pop()
            if point in seen:
                continue
            seen.add(point)
            yield from "".join(self.points.get(point, ())).split(_LINE)
            waiting.extend(child for _, child in sorted(self.children.get(point, ()), reverse=True))
        for point, texts in self.points.items():
            if point not in seen:
                yield from "".join(texts).split(_LINE)


@dataclass(slots=True)
class Chart:
    """An `opc.Handler` for a chart (ECMA-376 part 1, 21.2): its titles, labels, and the names of what it counts.

    The numbers of a chart are drawn, as a rule, and not written; they are left out.
    """

    _lines: dict[str, None] = field(default_factory=dict)  # each series repeats the names of the categories
    _now: list[str] = field(default_factory=list)
    _names: int = 0
    _collecting: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - a Handler's
        """An element begins."""
        self._names += tag in ("c:strCache", "c:strLit")
        self._collecting = tag == "a:t" or (tag == "c:v" and self._names > 0)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._collecting = False
        self._names -= tag in ("c:strCache", "c:strLit")
        if tag in ("a:p", "c:v"):
            self._lines.setdefault("".join(self._now))
            self._now.clear()

    def text(self, data: str) -> None:
        """A piece of text."""
        if self._collecting:
            self._now.append(data)

    def lines(self) -> Iterator[str]:
        """The lines of the chart."""
        yield from self._lines
