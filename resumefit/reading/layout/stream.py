"""What the order of the stream (in which the file writes its words) says of how text beside a gutter is read."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from resumefit.reading.layout.lines import goes_through, lines_of
from resumefit.reading.layout.shapes import ABOVE, Band, Extent, Line, sides_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_BESIDE = 3  # bands with text on both sides, so that the stream can be said to go by columns
_STRAYS = 0.1  # of these bands; browsers paint some boxes later than the text around them
_MOSTLY_CUT = 0.7  # share of the bands; so many cuts are made where the stream goes by height
_SAME_HEIGHT = 0.5  # points; cells of a row share their baselines
_LEAST_APART = 6  # bands; fewer may be the labels of a picture
_TORN = 0.2  # share of cuts through paragraphs from which the stream is held to be sorted by height
_NEAR = 1.3  # how far from a cut the next line of the other column may stand


def _clean_cuts(bands: Sequence[Band]) -> list[int]:
    """Indices of bands before which the stream has written all that stands above and nothing of what stands below."""
    least = [0] * len(bands)
    low = bands[-1].first
    for index in range(len(bands) - 1, -1, -1):
        low = least[index] = min(low, bands[index].first)
    cuts: list[int] = []
    high = bands[0].last
    for index in range(1, len(bands)):
        if high < least[index]:
            cuts.append(index)
        high = max(high, bands[index].last)
    return cuts


def switches(bands: Sequence[Band], edge: int) -> int:
    """How often the stream goes from one side of a gutter to the other."""
    sides = sides_of((segment for band in bands for segment in band.segments), edge)
    written = sorted((segment.tokens[0].order, number) for number, side in enumerate(sides) for segment in side)
    return sum(before[1] != after[1] for before, after in pairwise(written))


def cuts_by_stream(bands: Sequence[Band], edge: int) -> list[int]:
    """Where the stream says that a part of the page ends.

    Where it writes one column after the other, but for some strays, it ends only above or below the columns.
    """
    cuts = _clean_cuts(bands)
    both = [all(sides_of(band.segments, edge)) for band in bands]
    changes = switches(bands, edge)
    if sum(both) < LEAST_BESIDE or changes > 1 + _STRAYS * sum(both):
        return cuts
    if changes == 1:
        return []
    return [cut for cut in cuts if _is_one_sided(bands[:cut], edge) or _is_one_sided(bands[cut:], edge)]


def _is_one_sided(bands: Sequence[Band], edge: int) -> bool:
    return not all(sides_of((segment for band in bands for segment in band.segments), edge))


def is_sorted_by_height(bands: Sequence[Band], cuts: Sequence[int], edge: int) -> bool:
    """Whether the stream goes by height although the columns have heights of their own, which rows of a table share."""
    if len(cuts) < _MOSTLY_CUT * (len(bands) - 1):
        return False
    beside = [sides for band in bands if all(sides := sides_of(band.segments, edge))]
    apart = sum(
        min(abs(left.y - right.y) for left in sides[0] for right in sides[1]) > _SAME_HEIGHT for sides in beside
    )
    return apart >= _LEAST_APART and 2 * apart >= len(beside)


def tears_text(bands: Sequence[Band], cuts: Sequence[int], edge: int, columns: Sequence[Extent]) -> bool:
    """Whether cuts go through running text while the other column goes on beside it."""
    sides = [lines_of(side) for side in sides_of((segment for band in bands for segment in band.segments), edge)]
    heights = [[line.y - 0.5 * ABOVE * line.size for line in lines] for lines in sides]
    dense = torn = 0
    for cut in cuts:
        height = (bands[cut - 1].bottom + bands[cut].top) / 2
        ends = [bisect_left(each, height) for each in heights]
        near = [_is_amid(lines, end, height) for lines, end in zip(sides, ends, strict=True)]
        dense += all(near)
        torn += all(near) and any(
            goes_through(lines[end - 1], lines[end], extent)
            for lines, end, extent in zip(sides, ends, columns, strict=True)
        )
    return torn >= 2 and torn >= _TORN * dense


def _is_amid(lines: Sequence[Line], end: int, height: float) -> bool:
    """Whether lines stand close above and below a height; `end` is the number of those above it."""
    if not 0 < end < len(lines):
        return False
    above, below = lines[end - 1], lines[end]
    reach = _NEAR * max(above.size, below.size)
    return height - above.y <= reach and below.y - below.size * ABOVE - height <= reach
