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
_GAP = 1.6  # sizes between two baselines; more ends a header
_MOST_ROWS = 12  # of a header
_LEAST_ROWS = 3  # of a table
_SAME_EDGE = 2.0  # points
_Cells = list[tuple[float, float]]


def with_kinds(regions: Sequence[Region], *, is_first: bool) -> list[Region]:
    """The regions of a page, header band (`is_first`: it is the first page) and tables parted from the rest."""
    found: list[Region] = []
    for region in regions:
        rows = region.rows
        if is_first and region is regions[0] and region.kind == "text":
            end = _header_end(regions)
            found.append(Region("header", rows[:end]))
            rows = rows[end:]
        found.extend(_with_tables(replace(region, rows=rows)))
    return [region for region in found if region.rows]


def _header_end(regions: Sequence[Region]) -> int:
    """How many rows of the first region are the header: those around the name, down to a gap or to the columns."""
    rows = regions[0].rows
    usual = statistics.median(token.size for region in regions for row in region.rows for token in row.tokens)
    end = next((number for number in range(1, len(rows)) if _ends_header(rows[number - 1], rows[number], usual)), None)
    if end is None and len(regions) > 1 and regions[1].kind in ("column", "sidebar"):
        end = len(rows)
    if end is None or end > _MOST_ROWS or max(row.size for row in rows[:end]) < _TITLE * usual:
        return 0
    return end


def _ends_header(before: Row, row: Row, usual: float) -> bool:
    return before.size <= _PLAIN * usual and row.y - before.y > _GAP * row.size


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
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and _is_table(rows[start : end + 1]):
            end += 1
        if end - start >= _LEAST_ROWS:
            yield start, end
        start = end


def _is_table(rows: Sequence[_Cells]) -> bool:
    """Whether rows have the same number of cells, each column of which shares its left or its right edge."""
    if len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return False
    return all(any(_is_edge([cell[side] for cell in column]) for side in (0, 1)) for column in zip(*rows, strict=True))


def _is_edge(places: Sequence[float]) -> bool:
    return max(places) - min(places) <= _SAME_EDGE


def _cells(row: Row) -> _Cells:
    """The edges of what tabs set apart in a row."""
    cells = [(row.tokens[0].x0, row.tokens[0].x1)]
    for before, token in pairwise(row.tokens):
        if max(token.x0 - before.x1, before.x0 - token.x1) > TAB * token.size:
            cells.append((token.x0, token.x1))
        else:
            cells[-1] = min(cells[-1][0], token.x0), max(cells[-1][1], token.x1)
    return cells
