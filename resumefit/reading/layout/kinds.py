"""Regions by their looks: the header band at the top of the first page, and tables."""

from __future__ import annotations

import statistics
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from resumefit.reading.layout.shapes import TAB, Region, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLE = 1.2  # sizes of most text; a name is set this large at least
_PLAIN = 1.15  # sizes of most text; a line up to this is no title
_LARGER = 1.05  # sizes of most text; a heading is larger, or bold
_GAP = 2.2  # sizes between two baselines; more ends a header
_HEADING_GAP = 1.3  # the same above a heading
_TITLE_ROWS = 4  # the name is the largest of so many
_MOST_ROWS = 12  # of a header
_COMMON = 0.6  # share of the narrower region's width that lies below the other
_LEAST_ROWS = 3  # of a table
_SAME_EDGE = 2.0  # points
_Cells = list[tuple[float, float]]


def with_kinds(regions: Sequence[Region], *, is_first: bool) -> list[Region]:
    """The regions of a page: parts of one column joined, header band (`is_first`: of the first page) and tables parted."""
    regions = _merged(regions)
    end = _header_end(regions) if is_first else 0
    found = [Region("header", regions[0].rows[:end]), *_with_tables(replace(regions[0], rows=regions[0].rows[end:]))]
    found += [part for region in regions[1:] for part in _with_tables(region)]
    return [region for region in found if region.rows]


def _merged(regions: Sequence[Region]) -> list[Region]:
    """Regions of one kind that follow each other down the page, one below the other, as one."""
    found: list[Region] = []
    for region in regions:
        if found and found[-1].kind == region.kind and (region.kind == "labels" or _is_below(found[-1], region)):
            found[-1] = replace(region, rows=found[-1].rows + region.rows)
        else:
            found.append(region)
    return found


def _is_below(above: Region, region: Region) -> bool:
    one, other = _extent(above), _extent(region)
    common = min(one[1], other[1]) - max(one[0], other[0])
    return region.rows[0].y > above.rows[-1].y and common >= _COMMON * min(one[1] - one[0], other[1] - other[0])


def _extent(region: Region) -> tuple[float, float]:
    tokens = [token for row in region.rows for token in row.tokens]
    return min([token.x0 for token in tokens]), max([token.x1 for token in tokens])


def _header_end(regions: Sequence[Region]) -> int:
    """How many rows of the first region are the header: those around the name, down to a gap or to the columns."""
    rows = regions[0].rows
    usual = statistics.median([token.size for region in regions for row in region.rows for token in row.tokens])
    title = max(range(min(_TITLE_ROWS, len(rows))), key=lambda number: rows[number].size)
    below = range(title + 1, len(rows))
    end = next((number for number in below if _ends_header(rows[number - 1], rows[number], usual)), None)
    if end is None and len(regions) > 1 and regions[1].kind in ("column", "sidebar", "labels"):
        end = len(rows)
    is_band = regions[0].kind == "text" and end is not None and end <= _MOST_ROWS
    return end if end and is_band and max(row.size for row in rows[:end]) >= _TITLE * usual else 0


def _ends_header(before: Row, row: Row, usual: float) -> bool:
    """Whether a line is the first behind the header: one further off, or a heading, below a line that is no title."""
    gap = (row.y - before.y) / row.size
    return before.size <= _PLAIN * usual and (gap > _GAP or (gap > _HEADING_GAP and _stands_out(row, usual)))


def _stands_out(row: Row, usual: float) -> bool:
    return row.size > _LARGER * usual or all(token.style.bold for token in row.tokens)


# ---------------------------------------------------------------- tables


def _with_tables(region: Region) -> Iterator[Region]:
    """A region's parts: rows of cells that stand below each other are a table. Other regions than text keep theirs."""
    if region.kind not in ("text", "column"):
        yield region
        return
    cells = [_cells(row) for row in region.rows]
    at = 0
    for start, end in _tables(cells):
        yield replace(region, rows=region.rows[at:start])
        yield Region("table", region.rows[start:end])
        at = end
    yield replace(region, rows=region.rows[at:])


def _tables(rows: Sequence[_Cells]) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) of rows with as many cells each, of which those below each other share an edge."""
    start = 0
    while start < len(rows):
        end = start + 1
        if len(rows[start]) > 1:
            edges = [[left, left, right, right] for left, right in rows[start]]
            while end < len(rows) and _fits(rows[end], edges):
                end += 1
        if end - start >= _LEAST_ROWS:
            yield start, end
        start = end


def _fits(cells: _Cells, edges: Sequence[list[float]]) -> bool:
    """Whether a row's cells share the left or the right edges so far (least and greatest left, right); widens these."""
    if len(cells) != len(edges):
        return False
    wider = [
        [min(lo, left), max(hi, left), min(low, right), max(high, right)]
        for (left, right), (lo, hi, low, high) in zip(cells, edges, strict=True)
    ]
    if any(hi - lo > _SAME_EDGE and high - low > _SAME_EDGE for lo, hi, low, high in wider):
        return False
    for own, each in zip(edges, wider, strict=True):
        own[:] = each
    return True


def _cells(row: Row) -> _Cells:
    """The edges of what tabs set apart in a row."""
    cells = [(row.tokens[0].x0, row.tokens[0].x1)]
    for before, token in pairwise(row.tokens):
        x0, x1 = token.x0, token.x1
        tab = TAB * token.size
        if x0 - before.x1 > tab or before.x0 - x1 > tab:
            cells.append((x0, x1))
        else:
            left, right = cells[-1]
            cells[-1] = min(x0, left), max(x1, right)
    return cells
