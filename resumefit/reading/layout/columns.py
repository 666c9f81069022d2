"""A page is cut into columns, each of them again, and what is left is read line by line: see the rules in the package."""

from __future__ import annotations

import statistics
from itertools import pairwise
from typing import TYPE_CHECKING

from resumefit.reading.glyphs import Token
from resumefit.reading.layout.direction import in_direction, mirror, reads_leftwards
from resumefit.reading.layout.gutters import bands_of, gutter_runs
from resumefit.reading.layout.lines import lines_of, mark_paragraphs
from resumefit.reading.layout.margins import is_right_margin, label_cuts, with_margin
from resumefit.reading.layout.segments import segments_of
from resumefit.reading.layout.shapes import (
    Band,
    Extent,
    Line,
    Region,
    Row,
    Segment,
    Sides,
    sides_of,
    tokens_of,
)
from resumefit.reading.layout.stream import cuts_by_stream, is_sorted_by_height, settle_late_text, tears_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from resumefit.reading.document import RegionKind

_GUTTER = 0.55  # the narrowest gap between columns
_GLUE = 0.06  # parts of a word that the stream writes apart stand this close
_SIDEBAR_WIDTH = 0.4  # share of the width
_SIDEBAR_ROWS = 8


def arrange(tokens: Sequence[Token]) -> tuple[Region, ...]:
    """The regions of a page in reading order. The tokens come in the order of the stream and share one direction."""
    if not tokens:
        return ()
    mirrored = reads_leftwards(tokens)
    segments = segments_of([mirror(token) for token in tokens] if mirrored else tokens)
    settle_late_text(segments)
    extent = (min(segment.x0 for segment in segments), max(segment.x1 for segment in segments))
    reader = _Reader(statistics.median(segment.size for segment in segments), mirrored)
    reader.read(segments, extent, "text")
    return tuple(reader.regions)


class _Reader:
    """Cuts a page and collects its regions."""

    def __init__(self, size: float, mirrored: bool) -> None:
        self.gutter = _GUTTER * size
        self.mirrored = mirrored
        self.regions: list[Region] = []

    def read(self, segments: Sequence[Segment], extent: Extent, kind: RegionKind) -> None:
        """Read a part of the page that lies between two heights and the edges of `extent`."""
        plain: list[Segment] = []
        for bands, edge in gutter_runs(bands_of(segments), self.gutter):
            inside = [segment for band in bands for segment in band.segments]
            if edge is None or len(lines_of(inside)) == 1:
                plain.extend(inside)
                continue
            self._emit_plain(lines_of(plain), extent, kind)
            plain = []
            self._read_run(bands, edge, extent, kind)
        self._emit_plain(lines_of(plain), extent, kind)

    def _read_run(self, bands: list[Band], edge: int, extent: Extent, kind: RegionKind) -> None:
        columns = _columns(bands, edge, extent)
        if kind != "sidebar" and label_cuts(bands, edge, columns):
            kind = "labels"
        plain: list[Line] = []
        for part in _parts(bands, edge, columns):
            lines = self._plain_lines([segment for band in part for segment in band.segments], edge, kind)
            if lines:
                plain.extend(lines)
                continue
            self._emit_plain(plain, extent, kind, columns)
            plain = []
            sides = sides_of((segment for band in part for segment in band.segments), edge)
            if all(sides):
                self._read_columns(sides, columns, kind)
            else:
                self.read(sides[0] or sides[1], columns[not sides[0]], kind)
        self._emit_plain(plain, extent, kind, columns)

    def _plain_lines(self, segments: Sequence[Segment], edge: int, kind: RegionKind) -> list[Line]:
        """The lines of a part that is to be cut no further; none of any other."""
        sides = sides_of(segments, edge)
        lines = lines_of(segments)
        if len(lines) == 1:
            return lines
        if all(sides):
            # A label that stands a little higher or lower than its entry
            is_label = kind == "labels" and len(lines_of(sides[0])) == 1 == len(lines_of(sides[1]))
            return lines_of(sides[0]) + lines_of(sides[1]) if is_label else []
        return lines if self._is_plain(segments) else []

    def _read_columns(self, sides: Sides, columns: tuple[Extent, Extent], kind: RegionKind) -> None:
        if is_right_margin(sides, columns) and self._is_plain(sides[0]):
            self._emit(with_margin(sides[0], columns[0], lines_of(sides[1])), kind)
            return
        width = columns[1][1] - columns[0][0]
        for side, extent in zip(sides, columns, strict=True):
            self.read(side, extent, _kind(side, extent, width, kind))

    def _is_plain(self, segments: Sequence[Segment]) -> bool:
        """Whether no gutter has text on both sides for more than a line."""
        return all(
            edge is None or sum(all(sides_of(band.segments, edge)) for band in bands) == 1
            for bands, edge in gutter_runs(bands_of(segments), self.gutter)
        )

    def _emit_plain(
        self, lines: Sequence[Line], extent: Extent, kind: RegionKind, columns: Sequence[Extent] = ()
    ) -> None:
        """Lines one after the other. With columns, each line is held against the edges of its own."""
        if columns:
            for stretch, own in _by_column(lines, columns):
                mark_paragraphs(stretch, own)
        else:
            mark_paragraphs(lines, extent)
        self._emit(lines, kind)

    def _emit(self, lines: Sequence[Line], kind: RegionKind) -> None:
        if lines:
            rows = (self._row(line, apart=not number) for number, line in enumerate(lines))
            self.regions.append(Region(kind, tuple(rows)))

    def _row(self, line: Line, *, apart: bool) -> Row:
        tokens = list(tokens_of(line))
        if len(line.segments) > 1 or any(after.x0 < before.x0 for before, after in pairwise(tokens)):
            tokens.sort(key=lambda token: token.x0)
        tokens = in_direction(tokens, self.mirrored)
        glued = frozenset(
            number + 1 for number, (before, after) in enumerate(pairwise(tokens)) if _is_glued(before, after)
        )
        return Row(tuple(tokens), line.starts, line.item, glued, apart)


def _is_glued(before: Token, after: Token) -> bool:
    """Parts of a word that the stream writes apart; neighbours in the stream were told apart by their glyphs."""
    if -1 <= after.order - before.order <= 1:
        return False
    return abs(after.x0 - before.x1) <= _GLUE * min(before.size, after.size)


def _kind(side: Sequence[Segment], extent: Extent, width: float, kind: RegionKind) -> RegionKind:
    if kind in ("sidebar", "labels"):
        return kind
    narrow = extent[1] - extent[0] <= _SIDEBAR_WIDTH * width
    return "sidebar" if narrow and len(side) >= _SIDEBAR_ROWS else "column"


def _parts(bands: Sequence[Band], edge: int, columns: tuple[Extent, Extent]) -> Iterator[Sequence[Band]]:
    """Parts of a run that are read one after the other, by the rules in the package."""
    cuts = cuts_by_stream(bands, edge)
    if is_sorted_by_height(bands, cuts, edge) or tears_text(bands, cuts, edge, columns):
        cuts = []
    for start, end in pairwise([0, *cuts, len(bands)]):
        part = bands[start:end]
        inner = _head_cut(part, edge, columns) + label_cuts(part, edge, columns)
        for first, last in pairwise(sorted({0, *inner, len(part)})):
            yield part[first:last]


def _head_cut(bands: Sequence[Band], edge: int, columns: tuple[Extent, Extent]) -> list[int]:
    """The cut below a title in the middle of the page, which is no part of the right column that it stands over."""
    for number, band in enumerate(bands):
        left, right = sides_of(band.segments, edge)
        if left or any(segment.x0 - columns[1][0] <= segment.size for segment in right):
            return [number] if number else []
    return []


def _columns(bands: Iterable[Band], edge: int, extent: Extent) -> tuple[Extent, Extent]:
    """The edges of the two columns beside a gutter; the outer ones are those of the part of the page they stand in."""
    left, right = sides_of((segment for band in bands for segment in band.segments), edge)
    return (
        (extent[0], min(float(edge), max(segment.x1 for segment in left))),
        (min(segment.x0 for segment in right), extent[1]),
    )


def _by_column(lines: Sequence[Line], columns: Sequence[Extent]) -> Iterator[tuple[list[Line], Extent]]:
    """Stretches of lines that begin in the same column, with that column's edges."""
    stretch: list[Line] = []
    current = -1
    for line in lines:
        number = int(line.x0 >= columns[-1][0])
        if number != current and stretch:
            yield stretch, columns[current]
            stretch = []
        current = number
        stretch.append(line)
    if stretch:
        yield stretch, columns[current]
