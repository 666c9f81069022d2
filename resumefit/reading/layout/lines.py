"""Segments -> lines of a column from top to bottom, and which of them begin a paragraph or a list item."""

from __future__ import annotations

import statistics
from itertools import pairwise
from typing import TYPE_CHECKING

from resumefit.reading.cleaning import BULLETS, DASHES
from resumefit.reading.layout.shapes import BLANK, SAME_ROW, Extent, Line, Segment, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINE_PITCH = 1.75  # lines of a paragraph are this close at most
_WIDER_PITCH = 1.3  # a pitch this many times the usual one begins a paragraph
_INDENT = 3.5  # how far a further line of a paragraph may stand from the first
_RUNNING = 4  # words that a line of running text has at least


def lines_of(segments: Iterable[Segment]) -> list[Line]:
    """Segments of one column as lines from top to bottom."""
    lines: list[Line] = []
    y = size = 0.0
    for segment in sorted(segments, key=lambda segment: (segment.y, segment.x0)):
        if lines and segment.y - y <= SAME_ROW * min(segment.size, size):
            lines[-1].segments.append(segment)
            size = max(size, segment.size)
        else:
            lines.append(Line([segment]))
            y, size = segment.y, segment.size
    for line in lines:
        if len(line.segments) > 1:
            line.segments.sort(key=lambda segment: segment.x0)
    return lines


def mark_paragraphs(lines: Sequence[Line], extent: Extent) -> None:
    """Say of each line of a column whether it begins a paragraph and whether it is a list item."""
    for line in lines:
        line.item = _is_item(line)
    pitch = _usual_pitch(lines)
    head: Line | None = None
    for before, line in pairwise(lines):
        head = before if before.starts or head is None else head
        line.starts = not _continues(head, before, line, extent, pitch)


def _is_item(line: Line) -> bool:
    tokens = line.segments[0].tokens
    if len(tokens) + len(line.segments) < 3:
        return False
    return tokens[0].text in BULLETS or (tokens[0].text in DASHES and len(tokens) > 1)


def _usual_pitch(lines: Sequence[Line]) -> float:
    """The usual distance of a column's lines as a share of the font size: the median of those a paragraph can have."""
    pitches = [
        (line.y - before.y) / line.size
        for before, line in pairwise(lines)
        if line.size and 0 < line.y - before.y <= LINE_PITCH * line.size
    ]
    return statistics.median_low(pitches) if pitches else LINE_PITCH


def _continues(head: Line, before: Line, line: Line, extent: Extent, pitch: float) -> bool:
    if line.item or before.tabbed or _style(before) != _style(line):
        return False
    size = line.size
    if not 0 < line.y - before.y <= min(LINE_PITCH, _WIDER_PITCH * pitch) * size:
        return False
    if line.x0 < head.x0 - (_INDENT * size if not head.item else -BLANK * size):
        return False
    return _is_full(before, line, extent)


def _style(line: Line) -> tuple[bool, int]:
    """Weight of most letters, and size to a tenth: what a heading differs in from its text."""
    bold = sum(len(token.text) * (1 if token.style.bold else -1) for token in tokens_of(line))
    return bold > 0, round(line.size * 5)


def _is_full(before: Line, line: Line, extent: Extent) -> bool:
    """Whether the first word of a line would not have fitted at the end of the line before."""
    first = line.segments[0].tokens[0]
    left, right = extent
    # A line set flush right or in the middle has its room on the left; an indented one has not
    room = max(right - before.x1, before.x0 - left - _INDENT * before.size) - BLANK * before.size
    if first.x1 - first.x0 > room:
        return True
    # Ragged lines break early at long names; a small letter goes on with the sentence
    width = right - left
    return first.text[:1].islower() and before.x1 - left > 0.6 * width and before.x0 - left < 0.3 * width


def goes_through(above: Line, below: Line, extent: Extent) -> bool:
    """Whether running text goes on from one line to the next."""
    running = sum(len(segment.tokens) for segment in above.segments) >= _RUNNING
    return running and not _is_item(below) and _continues(above, above, below, extent, LINE_PITCH)
