"""What a page is made of while its layout is found: segments, bands, lines; and what comes of it: rows in regions.

Coordinates are points; `y` is the baseline and grows downwards. Lengths are shares of the font size, unless said
otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resumefit.reading.document import RegionKind
    from resumefit.reading.glyphs import Token

ABOVE = 0.6  # a line reaches this far over its baseline, as far as gaps between lines go: the height of small letters
_BELOW = 0.12
TAB = 1.5  # a gap this wide in a line is a tab: the line is no running text
SAME_ROW = 0.3  # baselines this close are one line
BLANK = 0.22  # width of a word space


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is read. `glued` names the tokens that join the one before without a blank.

    `apart`: what stands before it is another part of the page.
    """

    tokens: tuple[Token, ...]
    starts: bool = True
    item: bool = False
    glued: frozenset[int] = frozenset()
    apart: bool = False

    @property
    def y(self) -> float:
        """The baseline of its first word."""
        return self.tokens[0].y

    @property
    def size(self) -> float:
        """The largest font size in it."""
        return max(token.size for token in self.tokens)

    @property
    def angle(self) -> int:
        """The direction of its words, as in `Token`."""
        return self.tokens[0].angle


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that is read as one: its kind and its lines, of which there is at least one."""

    kind: RegionKind
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Segment:
    """Words of one line that surely belong together.

    `behind` is the place in the stream that it is taken to have been written at; None for where its words stand there.
    """

    tokens: list[Token]
    x0: float
    x1: float
    y: float
    size: float
    behind: int | None = None

    @property
    def first(self) -> int:
        """The place in the stream of its first word."""
        return self.tokens[0].order if self.behind is None else self.behind

    @property
    def last(self) -> int:
        """The place in the stream of its last word."""
        return self.tokens[-1].order if self.behind is None else self.behind

    @property
    def top(self) -> float:
        """The upper edge of its small letters."""
        return self.y - ABOVE * self.size

    @property
    def bottom(self) -> float:
        """A little below the baseline."""
        return self.y + _BELOW * self.size


@dataclass(slots=True)
class Band:
    """Segments that no horizontal cut divides, with the first and last place in the stream of their words."""

    segments: list[Segment]
    first: int
    last: int
    bottom: float

    @property
    def top(self) -> float:
        """The upper edge of its highest segment."""
        return self.segments[0].top


@dataclass(slots=True)
class Line:
    """A line under way: its segments from left to right."""

    segments: list[Segment]
    starts: bool = True
    item: bool = False

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.segments[-1].x1

    @property
    def y(self) -> float:
        """The baseline of its first segment."""
        return self.segments[0].y

    @property
    def size(self) -> float:
        """The largest font size in it."""
        if len(self.segments) == 1:
            return self.segments[0].size
        return max(segment.size for segment in self.segments)

    @property
    def tabbed(self) -> bool:
        """Whether a gap in it is no word space."""
        return any(after.x0 - before.x1 > TAB * before.size for before, after in pairwise(self.segments))


Extent = tuple[float, float]
"""The left and the right edge of a part of the page."""

Run = tuple[list[Band], int | None]
"""Bands that share a gutter, and its right edge; None where they share none."""

Sides = tuple[list[Segment], list[Segment]]
"""What stands on the left and on the right of a gutter."""


def sides_of(segments: Iterable[Segment], edge: int) -> Sides:
    """Segments by the side of a gutter that they stand on; `edge` is its right edge."""
    sides: Sides = [], []
    for segment in segments:
        sides[segment.x0 >= edge].append(segment)
    return sides


def tokens_of(line: Line) -> Iterator[Token]:
    """The words of a line, segment by segment."""
    return (token for segment in line.segments for token in segment.tokens)
