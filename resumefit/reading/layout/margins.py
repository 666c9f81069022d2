"""Columns that are margins: labels on the left, dates and places on the right of the entries they belong to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from resumefit.reading.layout.lines import LINE_PITCH, lines_of, mark_paragraphs
from resumefit.reading.layout.shapes import SAME_ROW, Band, Extent, Line, Segment, Sides, sides_of
from resumefit.reading.layout.stream import switches

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN_ROWS = 3  # lines a block of a margin has at most
_MARGIN_WIDTH = 0.4  # share of the width that a margin takes at most
_SAME_EDGE = 2.0  # points
_CAPITAL = 0.72  # height of a capital letter


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand close to each other."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.y - blocks[-1][-1].y <= LINE_PITCH * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _on_heights(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether each line shares the baseline or the top of one of the others, which come from top to bottom."""
    return all(_on_height(line, others[_beside(line, others)]) for line in lines)


def _on_height(line: Line, other: Line) -> bool:
    rise, reach = line.y - other.y, SAME_ROW * line.size
    return abs(rise) <= reach or abs(rise - _CAPITAL * (line.size - other.size)) <= reach


def _beside(line: Line, others: Sequence[Line]) -> int:
    """The number of the line whose baseline is nearest."""
    at = bisect_left(others, line.y, key=lambda other: other.y)
    near = range(max(0, at - 1), min(len(others), at + 1))
    return min(near, key=lambda number: abs(others[number].y - line.y))


def is_right_margin(sides: Sides, columns: Sequence[Extent]) -> bool:
    """Whether the last column holds dates and places that belong to the entries on its left.

    They end at the right edge and begin where they will, or they are far fewer than the lines beside them.
    """
    others, lines = lines_of(sides[0]), lines_of(sides[1])
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if x1 - x0 > _MARGIN_WIDTH * (columns[-1][1] - columns[0][0]) or len(lines) > len(others):
        return False
    blocks = _blocks(lines)
    if any(len(block) > _MARGIN_ROWS for block in blocks) or not _on_heights([block[0] for block in blocks], others):
        return False
    flush_left = all(line.x0 - x0 <= _SAME_EDGE for line in lines)
    if all(columns[-1][1] - line.x1 <= _SAME_EDGE for line in lines) and (len(lines) == 1 or not flush_left):
        return True
    return flush_left and len(blocks) == len(lines) >= 3 and 2 * len(lines) <= len(others)


def label_cuts(bands: Sequence[Band], edge: int, columns: Sequence[Extent]) -> list[int]:
    """Cuts above the labels of a left margin; none where the left column is no margin."""
    sides = [[lines_of(side) for side in sides_of(band.segments, edge)] for band in bands]
    labels = _blocks([line for side in sides for line in side[0]])
    rest = [line for side in sides for line in side[1]]
    too_wide = columns[0][1] - columns[0][0] > _MARGIN_WIDTH * (columns[-1][1] - columns[0][0])
    if too_wide or not 3 <= len(labels) <= len(rest) / 2 or any(len(block) > _MARGIN_ROWS for block in labels):
        return []
    heads = [block[0] for block in labels]
    # Where the stream goes by columns, chance heights do not outweigh it: only beginnings of entries count
    entries = [block[0] for block in _blocks(rest)] if switches(bands, edge) == 1 else rest
    if not _on_heights(heads, entries):
        return []
    first = {id(line.segments[0]) for line in heads}
    return [
        number
        for number, side in enumerate(sides)
        if number and any(id(segment) in first for line in side[0] for segment in line.segments)
    ]


def with_margin(side: Sequence[Segment], extent: Extent, margin: Sequence[Line]) -> list[Line]:
    """The lines of a column, each block of its right margin on or right behind the paragraph that it stands beside."""
    lines = lines_of(side)
    mark_paragraphs(lines, extent)
    ends = _paragraph_ends(lines)
    behind: dict[int, list[Line]] = {}
    taken: set[int] = set()
    for block in _blocks(margin):
        place = -1
        for line in block:
            beside = _beside(line, lines)
            alone = lines[beside].starts and ends[beside] == beside and beside not in taken
            if alone and (place < 0 or not lines[beside].item):
                lines[beside].segments.extend(line.segments)
                taken.add(beside)
                place = beside
            else:
                place = ends[beside] if place < 0 else place
                behind.setdefault(place, []).append(line)
    return [line for number, own in enumerate(lines) for line in (own, *behind.get(number, ()))]


def _paragraph_ends(lines: Sequence[Line]) -> list[int]:
    ends = [0] * len(lines)
    end = len(lines) - 1
    for number in range(len(lines) - 1, -1, -1):
        ends[number] = end
        if lines[number].starts:
            end = number - 1
    return ends
