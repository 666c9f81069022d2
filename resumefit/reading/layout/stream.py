"""What the order of the stream (in which the file writes its words) says of how text beside a gutter is read."""

from __future__ import annotations

import statistics
from bisect import bisect_left
from itertools import pairwise, product
from typing import TYPE_CHECKING

from resumefit.reading.layout.lines import goes_through, lines_of
from resumefit.reading.layout.shapes import ABOVE, Band, Extent, Line, Segment, sides_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_BESIDE = 3  # bands with text on both sides, so that the stream can be said to go by columns
_STRAYS = 0.1  # of these bands, or of all segments; browsers paint some boxes later than the text around them
_MOST_LATE = 200  # segments painted late; more would take long
_NEAR_ABOVE = 2.5  # how far apart the baselines of a line and the one it belongs below may be
_MOSTLY_CUT = 0.7  # share of the bands; so many cuts are made where the stream goes by height
_SAME_HEIGHT = 0.5  # points; cells of a row share their baselines
_LEAST_APART = 6  # bands; fewer may be the labels of a picture
_TORN = 0.2  # share of cuts through paragraphs from which the stream is held to be sorted by height
_NEAR = 1.3  # how far from a cut the next line of the other column may stand


def settle_late_text(segments: Sequence[Segment]) -> None:
    """Take text that was painted last, out of its turn, as written behind what stands above it.

    Browsers paint boxes with an opacity or a place of their own so. What follows the stream's last way back up the page
    is such text if it is little and at least half of it stands right below text that was written before.
    """
    end = len(segments)
    most = min(_MOST_LATE, int(_STRAYS * end))
    by_height = sorted(segments, key=lambda segment: segment.y)
    late: set[int] = set()
    while start := _last_way_up(segments, end, most - len(late)):
        group = {id(segment) for segment in segments[start:end]}
        above = [_right_above(segment, by_height) for segment in segments[start:end]]
        if 2 * sum(one is not None and id(one) not in group for one in above) < end - start:
            return
        for segment, one in zip(segments[start:end], above, strict=True):
            segment.behind = segment.first if one is None else one.last
        late |= group
        end = start


def _last_way_up(segments: Sequence[Segment], end: int, most: int) -> int:
    """Where the stream last goes up the page, among the `most` segments before `end`; 0 where it does not."""
    for start in range(end - 1, max(end - 1 - most, 0), -1):
        if segments[start].y < segments[start - 1].y - segments[start].size:
            return start
    return 0


def _right_above(segment: Segment, by_height: Sequence[Segment]) -> Segment | None:
    """The nearest segment above, if it is as near as a line of the same text."""
    first = bisect_left(by_height, segment.y - _NEAR_ABOVE * segment.size, key=lambda other: other.y)
    last = bisect_left(by_height, segment.y - 0.5 * segment.size, key=lambda other: other.y)
    over = (by_height[number] for number in range(last - 1, first - 1, -1))
    return next((other for other in over if other.x0 < segment.x1 and segment.x0 < other.x1), None)


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
    written = sorted((segment.first, number) for number, side in enumerate(sides) for segment in side)
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
    pairs = [min(product(*sides), key=lambda pair: abs(pair[0].y - pair[1].y)) for sides in beside]
    # Cells set in two sizes that are aligned at the top or in the middle have baselines that differ by the same amount
    drops = [left.y - right.y for left, right in pairs if abs(left.size - right.size) > _SAME_HEIGHT]
    drop = statistics.median_low(drops) if drops else 0.0
    apart = sum(min(abs(left.y - right.y), abs(left.y - right.y - drop)) > _SAME_HEIGHT for left, right in pairs)
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
