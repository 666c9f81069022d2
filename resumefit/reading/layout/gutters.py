"""Segments -> bands that no text crosses, and the runs of bands that share a gutter (the free gap between columns)."""

from __future__ import annotations

import math
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from resumefit.reading.layout.shapes import Band, Run, Segment, sides_of
from resumefit.reading.layout.stream import LEAST_BESIDE, switches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_EDGES = 40  # left edges that are tried for a gutter


def bands_of(segments: Sequence[Segment]) -> list[Band]:
    """Segments in bands from top to bottom."""
    bands: list[Band] = []
    for segment in sorted(segments, key=lambda segment: segment.top):
        first, last = segment.first, segment.last
        if bands and segment.top < bands[-1].bottom:
            band = bands[-1]
            band.segments.append(segment)
            band.first, band.last = min(band.first, first), max(band.last, last)
            band.bottom = max(band.bottom, segment.bottom)
        else:
            bands.append(Band([segment], first, last, segment.bottom))
    return bands


def gutter_runs(bands: Sequence[Band], gutter: float) -> Iterator[Run]:
    """Stretches of bands that share a gutter, with its right edge, and those between them (None), from the top.

    The gutter with the most text on its poorer side is taken first: a chance gap through a header must not cut into the
    columns below it.
    """
    free = [True] * len(bands)
    found: dict[int, tuple[int, int]] = {}
    for _, length, start, edge in sorted(_gutters(bands, gutter), reverse=True):
        for part in _free_parts(free, start, start + length):
            first, last = _core(bands, *part, edge)
            if first < last:
                found[first] = last, edge
                free[first:last] = [False] * (last - first)
    yield from _with_overhangs(list(_stretches(bands, found)))


def _stretches(bands: Sequence[Band], found: dict[int, tuple[int, int]]) -> Iterator[Run]:
    at = 0
    while at < len(bands):
        end, edge = found.get(at) or (next((n for n in range(at, len(bands)) if n in found), len(bands)), None)
        yield list(bands[at:end]), edge
        at = end


def _with_overhangs(runs: Sequence[Run]) -> Iterator[Run]:
    """Join runs beside one gutter that only a line too long for its column divides, if the stream goes by columns."""
    at = 0
    while at < len(runs):
        bands, edge = runs[at]
        while at + 2 < len(runs) and edge is not None and runs[at + 2][1] == edge and len(runs[at + 1][0]) == 1:
            joined = [*bands, *runs[at + 1][0], *runs[at + 2][0]]
            if switches(joined, edge) != 1:
                break
            bands = joined
            at += 2
        yield bands, edge
        at += 1


def _core(bands: Sequence[Band], start: int, end: int, edge: int) -> tuple[int, int]:
    """The part of a stretch that is read as columns; an empty one if it has none.

    Where few bands have text on both sides, what stands above and below on one side only is no column.
    """
    beside = [number for number in range(start, end) if all(sides_of(bands[number].segments, edge))]
    if not beside:
        return start, start
    if len(beside) >= LEAST_BESIDE:
        return start, end
    # With no line across the page below, what stands below is the rest of the column
    return beside[0], beside[-1] + 1 if end < len(bands) else end


def _gutters(bands: Sequence[Band], gutter: float) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of bands with a free gap left of an edge: (weight, length, first band, edge).

    The weight is the number of lines that have text beside them across the gap, up to twice that for lines that begin
    at the edge: those of a column do, while words with wide gaps have nothing but the gap.
    """
    edges = Counter(math.floor(segment.x0) for band in bands for segment in band.segments)
    spans = [[(segment.x0, segment.x1) for segment in band.segments] for band in bands]
    for edge, _ in edges.most_common(_MOST_EDGES):
        start = beside = at_edge = 0
        for number, inside in enumerate(spans):
            behind = starting = 0
            for x0, x1 in inside:
                if x0 >= edge:
                    behind += 1
                    starting += x0 < edge + 1
                elif x1 > edge - gutter:
                    break
            else:
                beside += min(behind, len(inside) - behind)
                at_edge += starting
                continue
            if beside:
                yield beside + min(beside, at_edge), number - start, start, edge
            start, beside, at_edge = number + 1, 0, 0
        if beside:
            yield beside + min(beside, at_edge), len(bands) - start, start, edge


def _free_parts(free: Sequence[bool], start: int, end: int) -> Iterator[tuple[int, int]]:
    for is_free, numbers in groupby(range(start, end), key=lambda number: free[number]):
        if is_free:
            part = list(numbers)
            yield part[0], part[-1] + 1
