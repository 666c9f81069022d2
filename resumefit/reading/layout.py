"""Words in, lines in reading order out. Pure geometry, with the order of the stream as a witness.

A page is cut as a person sees it: into bands where no text crosses a height, runs of bands that share a gutter, and the
columns beside that gutter; each column is cut again. What the page shows is one witness, the order in which the file
writes its words (the stream) is another: right for most producers, guaranteed by none. Which of them wins:

1. Inside a column the page wins: text is read from top to bottom, a line from left to right.
2. Whether text beside a gutter is read column by column or row by row, the stream decides: where all that stands above
   a height comes before all that stands below, the page is cut at that height. A table, an entry beside its margin
   label, a title with its date are written so.
3. Unless this tears running text: where the cuts go through paragraphs, or between lines of columns that share no
   baselines, the producer merely sorted its lines by height, and the gutter wins.
4. Where the stream says neither, columns are read one after the other, from left to right; but a sparse column whose
   lines all stand on the heights of its neighbour's is a margin (labels on the left, dates on the right), and each of
   its blocks stays with the entry beside it.

Coordinates are points; `y` is the baseline and grows downwards.
"""

from __future__ import annotations

import math
import re
import statistics
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from resumefit.reading.cleaning import BULLETS, DASHES
from resumefit.reading.glyphs import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RegionKind = Literal["rows", "column", "sidebar"]

# Shares of the font size, unless said otherwise.
_SEGMENT_GAP = 0.75  # words of a line further apart may belong to two columns
_JUMP_GAP = 0.45  # the same where the stream jumps between them
_SIGN_GAP = 4.0  # a list sign and its text
_NUMBER_GAP = 2.5  # a list number and its text
_GUTTER = 0.55  # the narrowest gap between columns
_ABOVE = 0.6  # a line reaches this far over its baseline, as far as gaps between lines go: the height of small letters
_BELOW = 0.12
_SAME_ROW = 0.3  # baselines this close are one line
_RAISED = 0.6  # a superscript stands up to this far off the baseline of its line
_BLANK = 0.22  # width of a word space
_GLUE = 0.06  # parts of a word that the stream writes apart stand this close
_LINE_PITCH = 1.75  # lines of a paragraph are this close at most
_WIDER_PITCH = 1.3  # a pitch this many times the usual one begins a paragraph
_TAB = 1.5  # a gap this wide in a line is a tab: the line is no running text
_INDENT = 3.5  # how far a further line of a paragraph may stand from the first
_TORN = 0.2  # share of cuts through paragraphs from which the stream is held to be sorted by height
_NEAR = 1.3  # how far from a cut the next line of the other column may stand
_RUNNING = 4  # words that a line of running text has at least
_MARGIN_ROWS = 3  # lines a block of a margin has at most
_MARGIN_WIDTH = 0.4  # share of the width that a margin takes at most
_SIDEBAR_WIDTH = 0.4  # share of the width
_SIDEBAR_ROWS = 8
_SAME_EDGE = 2.0  # points
_MOST_EDGES = 40  # left edges that are tried for a gutter
_MOSTLY_CUT = 0.7  # share of the bands; so many cuts are made where the stream goes by height
_SAME_HEIGHT = 0.5  # points; cells of a row share their baselines
_LEAST_APART = 6  # bands; fewer may be the labels of a picture
_LEAST_BESIDE = 3  # bands with text on both sides, so that the stream can be said to go by columns
_STRAYS = 0.1  # of these bands; browsers paint some boxes later than the text around them
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is read. `glued` names the tokens that join the one before without a blank."""

    tokens: tuple[Token, ...]
    starts: bool = True
    item: bool = False
    glued: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that is read as one: its edges (x0, top, x1, bottom) and its lines."""

    kind: RegionKind
    edges: tuple[float, float, float, float]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Segment:
    """Words of one line that surely belong together."""

    tokens: list[Token]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def top(self) -> float:
        return self.y - _ABOVE * self.size

    @property
    def bottom(self) -> float:
        return self.y + _BELOW * self.size


@dataclass(slots=True)
class _Band:
    """Segments that no horizontal cut divides, with the first and last place in the stream of their words."""

    segments: list[_Segment]
    first: int
    last: int
    bottom: float

    @property
    def top(self) -> float:
        return self.segments[0].top


@dataclass(slots=True)
class _Line:
    """A line under way: its segments from left to right."""

    segments: list[_Segment]
    starts: bool = True
    item: bool = False

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1

    @property
    def y(self) -> float:
        return self.segments[0].y

    @property
    def size(self) -> float:
        return max(segment.size for segment in self.segments)

    @property
    def tabbed(self) -> bool:
        return any(after.x0 - before.x1 > _TAB * before.size for before, after in pairwise(self.segments))


_Extent = tuple[float, float]
_Run = tuple[list[_Band], int | None]
_Sides = tuple[list[_Segment], list[_Segment]]


def arrange(tokens: Sequence[Token]) -> tuple[Region, ...]:
    """The regions of a page in reading order. The tokens come in the order of the stream and share one direction."""
    if not tokens:
        return ()
    mirrored = _reads_leftwards(tokens)
    segments = _segments([_mirror(token) for token in tokens] if mirrored else tokens)
    extent = (min(segment.x0 for segment in segments), max(segment.x1 for segment in segments))
    reader = _Reader(statistics.median(segment.size for segment in segments), mirrored)
    reader.read(segments, extent, "rows")
    return tuple(reader.regions)


def _reads_leftwards(tokens: Sequence[Token]) -> bool:
    return 2 * sum(_leftwards(token.text) for token in tokens) > len(tokens)


def _leftwards(text: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text)


def _mirror(token: Token) -> Token:
    """A page read from right to left is laid out as its mirror image."""
    return Token(
        token.text, -token.x1, -token.x0, token.y, token.size, token.style, token.order, token.drop, token.angle,
        token.why, token.soft,
    )  # fmt: skip


def joined_over_pages(page: Sequence[Region], after: Sequence[Region]) -> tuple[list[Region], list[Region]]:
    """The regions of two pages, sidebars moved out from between the halves of a paragraph that goes on overleaf."""
    page, after = list(page), list(after)
    last = next((number for number in range(len(page) - 1, -1, -1) if page[number].kind != "sidebar"), None)
    first = next((number for number, region in enumerate(after) if region.kind != "sidebar"), None)
    if last is None or first is None or not _goes_on(page[last].rows[-1], after[first].rows[0]):
        return page, after
    begin = last
    while begin and page[begin - 1].kind == "column" == page[last].kind:
        begin -= 1
    page = [*page[:begin], *page[last + 1 :], *page[begin : last + 1]]
    row, *rest = after[first].rows
    after[first] = replace(after[first], rows=(replace(row, starts=False), *rest))
    end = first
    while end + 1 < len(after) and after[end + 1].kind == "column" == after[first].kind:
        end += 1
    return page, [*after[first : end + 1], *after[:first], *after[end + 1 :]]


def _goes_on(before: Row, row: Row) -> bool:
    """Whether a line at the top of a page goes on with the sentence at the foot of the page before."""
    last, first = before.tokens[-1], row.tokens[0]
    alike = last.style.bold == first.style.bold and abs(last.size - first.size) < 0.1 * first.size
    return alike and not row.item and first.text[:1].islower() and last.text[-1] not in ".!?:;"


# ---------------------------------------------------------------- words -> segments


def _segments(tokens: Sequence[Token]) -> list[_Segment]:
    segments: list[_Segment] = []
    last: Token | None = None
    for token in tokens:
        if last is not None and _adjoins(segments[-1], last, token):
            _extend(segments[-1], token)
        else:
            segments.append(_Segment([token], token.x0, token.x1, token.y, token.size))
        last = token
    return _signs_joined(segments)


def _adjoins(segment: _Segment, last: Token, token: Token) -> bool:
    size = max(segment.size, token.size)
    gap = token.x0 - last.x1
    if abs(token.y - segment.y) > _SAME_ROW * size and not _is_raised(segment, token, gap):
        return False
    if gap < -_BLANK * size:
        return False
    widest = _SEGMENT_GAP if token.order == last.order + 1 else _JUMP_GAP
    if len(segment.tokens) == 1:
        widest = max(widest, _sign_gap(last.text))
    return gap <= widest * size


def _sign_gap(text: str) -> float:
    if text in BULLETS or text in DASHES:
        return _SIGN_GAP
    return _NUMBER_GAP if _NUMBER.fullmatch(text) else 0.0


def _is_raised(segment: _Segment, token: Token, gap: float) -> bool:
    """A superscript or subscript beside the line, or the line beside a superscript it begins with."""
    small, large = sorted((segment.size, token.size))
    return small < 0.85 * large and abs(token.y - segment.y) <= _RAISED * large and gap <= _JUMP_GAP * large


def _extend(segment: _Segment, token: Token) -> None:
    segment.tokens.append(token)
    segment.x0, segment.x1 = min(segment.x0, token.x0), max(segment.x1, token.x1)
    if token.size > segment.size:
        segment.y, segment.size = token.y, token.size


def _signs_joined(segments: list[_Segment]) -> list[_Segment]:
    """Give list signs that the stream writes apart to the text on their right."""
    signs = [segment for segment in segments if len(segment.tokens) == 1 and segment.tokens[0].text in BULLETS]
    if not signs:
        return segments
    by_height: dict[int, list[_Segment]] = {}
    for segment in segments:
        by_height.setdefault(round(segment.y), []).append(segment)
    taken: set[int] = set()
    for sign in signs:
        text = _text_of_sign(sign, by_height)
        if text is not None:
            text.tokens.insert(0, sign.tokens[0])
            text.x0 = sign.x0
            taken.add(id(sign))
    return [segment for segment in segments if id(segment) not in taken]


def _text_of_sign(sign: _Segment, by_height: dict[int, list[_Segment]]) -> _Segment | None:
    # A sign may be set on a baseline of its own, at the middle of the small letters
    near = (segment for dy in range(-3, 4) for segment in by_height.get(round(sign.y) + dy, ()))
    right = [
        segment
        for segment in near
        if segment.tokens[0].text not in BULLETS and 0 <= segment.x0 - sign.x1 <= _SIGN_GAP * segment.size
    ]
    return min(right, key=lambda segment: (segment.x0, abs(segment.y - sign.y)), default=None)


# ---------------------------------------------------------------- segments -> bands, columns


def _bands(segments: Sequence[_Segment]) -> list[_Band]:
    bands: list[_Band] = []
    for segment in sorted(segments, key=lambda segment: segment.top):
        first, last = segment.tokens[0].order, segment.tokens[-1].order
        if bands and segment.top < bands[-1].bottom:
            band = bands[-1]
            band.segments.append(segment)
            band.first, band.last = min(band.first, first), max(band.last, last)
            band.bottom = max(band.bottom, segment.bottom)
        else:
            bands.append(_Band([segment], first, last, segment.bottom))
    return bands


def _runs(bands: Sequence[_Band], gutter: float) -> Iterator[_Run]:
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


def _stretches(bands: Sequence[_Band], found: dict[int, tuple[int, int]]) -> Iterator[_Run]:
    at = 0
    while at < len(bands):
        end, edge = found.get(at) or (next((n for n in range(at, len(bands)) if n in found), len(bands)), None)
        yield list(bands[at:end]), edge
        at = end


def _with_overhangs(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Join runs beside one gutter that only a line too long for its column divides, if the stream goes by columns."""
    at = 0
    while at < len(runs):
        bands, edge = runs[at]
        while at + 2 < len(runs) and edge is not None and runs[at + 2][1] == edge and len(runs[at + 1][0]) == 1:
            joined = [*bands, *runs[at + 1][0], *runs[at + 2][0]]
            if _switches(joined, edge) != 1:
                break
            bands = joined
            at += 2
        yield bands, edge
        at += 1


def _core(bands: Sequence[_Band], start: int, end: int, edge: int) -> tuple[int, int]:
    """The part of a stretch that is read as columns; an empty one if it has none.

    Where few bands have text on both sides, what stands above and below on one side only is no column.
    """
    beside = [number for number in range(start, end) if all(_split(bands[number].segments, edge))]
    if not beside:
        return start, start
    if len(beside) >= _LEAST_BESIDE:
        return start, end
    # With no line across the page below, what stands below is the rest of the column
    return beside[0], beside[-1] + 1 if end < len(bands) else end


def _split(segments: Iterable[_Segment], edge: int) -> tuple[list[_Segment], list[_Segment]]:
    """What stands on the left and on the right of a gutter."""
    sides: tuple[list[_Segment], list[_Segment]] = [], []
    for segment in segments:
        sides[segment.x0 >= edge].append(segment)
    return sides


def _gutters(bands: Sequence[_Band], gutter: float) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of bands with a free gap left of an edge: (weight, length, first band, edge).

    The weight is the number of lines that have text beside them across the gap.
    """
    edges = Counter(math.floor(segment.x0) for band in bands for segment in band.segments)
    for edge, _ in edges.most_common(_MOST_EDGES):
        start = weight = 0
        for number, band in enumerate(bands):
            if any(segment.x0 < edge and segment.x1 > edge - gutter for segment in band.segments):
                if weight:
                    yield weight, number - start, start, edge
                start, weight = number + 1, 0
                continue
            behind = sum(segment.x0 >= edge for segment in band.segments)
            weight += min(behind, len(band.segments) - behind)
        if weight:
            yield weight, len(bands) - start, start, edge


def _free_parts(free: Sequence[bool], start: int, end: int) -> Iterator[tuple[int, int]]:
    for is_free, numbers in groupby(range(start, end), key=lambda number: free[number]):
        if is_free:
            part = list(numbers)
            yield part[0], part[-1] + 1


def _clean_cuts(bands: Sequence[_Band]) -> list[int]:
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


def _switches(bands: Sequence[_Band], edge: int) -> int:
    """How often the stream goes from one side of a gutter to the other."""
    sides = _split((segment for band in bands for segment in band.segments), edge)
    written = sorted((segment.tokens[0].order, number) for number, side in enumerate(sides) for segment in side)
    return sum(before[1] != after[1] for before, after in pairwise(written))


def _cuts_by_stream(bands: Sequence[_Band], edge: int) -> list[int]:
    """Where the stream says that a part of the page ends.

    Where it writes one column after the other, but for some strays, it ends only above or below the columns.
    """
    cuts = _clean_cuts(bands)
    both = [all(_split(band.segments, edge)) for band in bands]
    switches = _switches(bands, edge)
    if sum(both) < _LEAST_BESIDE or switches > 1 + _STRAYS * sum(both):
        return cuts
    if switches == 1:
        return []
    return [cut for cut in cuts if _is_one_sided(bands[:cut], edge) or _is_one_sided(bands[cut:], edge)]


def _is_one_sided(bands: Sequence[_Band], edge: int) -> bool:
    return not all(_split((segment for band in bands for segment in band.segments), edge))


# ---------------------------------------------------------------- lines and paragraphs


def _lines(segments: Iterable[_Segment]) -> list[_Line]:
    """Segments of one column as lines from top to bottom."""
    lines: list[_Line] = []
    for segment in sorted(segments, key=lambda segment: (segment.y, segment.x0)):
        if lines and segment.y - lines[-1].y <= _SAME_ROW * min(segment.size, lines[-1].size):
            lines[-1].segments.append(segment)
        else:
            lines.append(_Line([segment]))
    for line in lines:
        line.segments.sort(key=lambda segment: segment.x0)
    return lines


def _mark(lines: Sequence[_Line], extent: _Extent) -> None:
    """Say of each line of a column whether it begins a paragraph and whether it is a list item."""
    for line in lines:
        line.item = _is_item(line)
    pitch = _usual_pitch(lines)
    head: _Line | None = None
    for before, line in pairwise(lines):
        head = before if before.starts or head is None else head
        line.starts = not _continues(head, before, line, extent, pitch)


def _is_item(line: _Line) -> bool:
    tokens = line.segments[0].tokens
    if len(tokens) + len(line.segments) < 3:
        return False
    return tokens[0].text in BULLETS or (tokens[0].text in DASHES and len(tokens) > 1)


def _usual_pitch(lines: Sequence[_Line]) -> float:
    """The usual distance of a column's lines as a share of the font size: the median of those a paragraph can have."""
    pitches = [
        (line.y - before.y) / line.size
        for before, line in pairwise(lines)
        if line.size and 0 < line.y - before.y <= _LINE_PITCH * line.size
    ]
    return statistics.median_low(pitches) if pitches else _LINE_PITCH


def _continues(head: _Line, before: _Line, line: _Line, extent: _Extent, pitch: float) -> bool:
    if line.item or before.tabbed or _style(before) != _style(line):
        return False
    size = line.size
    if not 0 < line.y - before.y <= min(_LINE_PITCH, _WIDER_PITCH * pitch) * size:
        return False
    if line.x0 < head.x0 - (_INDENT * size if not head.item else -_BLANK * size):
        return False
    return _is_full(before, line, extent)


def _style(line: _Line) -> tuple[bool, int]:
    """Weight of most letters, and size to a tenth: what a heading differs in from its text."""
    bold = sum(len(token.text) * (1 if token.style.bold else -1) for token in _tokens(line))
    return bold > 0, round(line.size * 5)


def _tokens(line: _Line) -> Iterator[Token]:
    return (token for segment in line.segments for token in segment.tokens)


def _is_full(before: _Line, line: _Line, extent: _Extent) -> bool:
    """Whether the first word of a line would not have fitted at the end of the line before."""
    first = line.segments[0].tokens[0]
    left, right = extent
    # A line set flush right or in the middle has its room on the left; an indented one has not
    room = max(right - before.x1, before.x0 - left - _INDENT * before.size) - _BLANK * before.size
    if first.x1 - first.x0 > room:
        return True
    # Ragged lines break early at long names; a small letter goes on with the sentence
    width = right - left
    return first.text[:1].islower() and before.x1 - left > 0.6 * width and before.x0 - left < 0.3 * width


# ---------------------------------------------------------------- the reader


class _Reader:
    """Cuts a page and collects its regions."""

    def __init__(self, size: float, mirrored: bool) -> None:
        self.gutter = _GUTTER * size
        self.mirrored = mirrored
        self.regions: list[Region] = []

    def read(self, segments: Sequence[_Segment], extent: _Extent, kind: RegionKind) -> None:
        """Read a part of the page that lies between two heights and the edges of `extent`."""
        plain: list[_Segment] = []
        for bands, edge in _runs(_bands(segments), self.gutter):
            inside = [segment for band in bands for segment in band.segments]
            if edge is None or len(_lines(inside)) == 1:
                plain.extend(inside)
                continue
            self._emit_plain(plain, extent, kind)
            plain = []
            self._read_run(bands, edge, extent, kind)
        self._emit_plain(plain, extent, kind)

    def _read_run(self, bands: list[_Band], edge: int, extent: _Extent, kind: RegionKind) -> None:
        columns = _columns(bands, edge, extent)
        plain: list[_Segment] = []
        for part in _parts(bands, edge, columns):
            segments = [segment for band in part for segment in band.segments]
            if not all(_split(segments, edge)) or len(_lines(segments)) == 1:
                plain.extend(segments)
                continue
            self._emit_plain(plain, extent, kind, columns)
            plain = []
            self._read_columns(_split(segments, edge), columns, kind)
        self._emit_plain(plain, extent, kind, columns)

    def _read_columns(self, sides: _Sides, columns: tuple[_Extent, _Extent], kind: RegionKind) -> None:
        if _is_right_margin(sides, columns) and self._is_plain(sides[0]):
            self._emit(_with_margin(sides[0], columns[0], _lines(sides[1])), kind)
            return
        width = columns[1][1] - columns[0][0]
        for side, extent in zip(sides, columns, strict=True):
            self.read(side, extent, _kind(side, extent, width, kind))

    def _is_plain(self, segments: Sequence[_Segment]) -> bool:
        """Whether no gutter has text on both sides for more than a line."""
        return all(
            edge is None or sum(all(_split(band.segments, edge)) for band in bands) == 1
            for bands, edge in _runs(_bands(segments), self.gutter)
        )

    def _emit_plain(
        self, segments: Sequence[_Segment], extent: _Extent, kind: RegionKind, columns: Sequence[_Extent] = ()
    ) -> None:
        """Lines one after the other. With columns, each line is held against the edges of its own."""
        lines = _lines(segments)
        if columns:
            for stretch, own in _by_column(lines, columns):
                _mark(stretch, own)
        else:
            _mark(lines, extent)
        self._emit(lines, kind)

    def _emit(self, lines: Sequence[_Line], kind: RegionKind) -> None:
        if lines:
            rows = tuple(self._row(line) for line in lines)
            sizes = [segment for line in lines for segment in line.segments]
            x0, x1 = min(segment.x0 for segment in sizes), max(segment.x1 for segment in sizes)
            x0, x1 = (-x1, -x0) if self.mirrored else (x0, x1)
            top, bottom = min(segment.y - segment.size for segment in sizes), max(segment.bottom for segment in sizes)
            self.regions.append(Region(kind, (x0, top, x1, bottom), rows))

    def _row(self, line: _Line) -> Row:
        tokens = list(_tokens(line))
        if len(line.segments) > 1 or any(after.x0 < before.x0 for before, after in pairwise(tokens)):
            tokens.sort(key=lambda token: token.x0)
        tokens = _in_direction(tokens, self.mirrored)
        glued = frozenset(
            number + 1 for number, (before, after) in enumerate(pairwise(tokens)) if _is_glued(before, after)
        )
        return Row(tuple(tokens), line.starts, line.item, glued)


def _goes_through(above: _Line, below: _Line, extent: _Extent) -> bool:
    """Whether running text goes on from one line to the next."""
    running = sum(len(segment.tokens) for segment in above.segments) >= _RUNNING
    return running and not _is_item(below) and _continues(above, above, below, extent, _LINE_PITCH)


def _is_glued(before: Token, after: Token) -> bool:
    """Parts of a word that the stream writes apart; neighbours in the stream were told apart by their glyphs."""
    gap = abs(after.x0 - before.x1)
    return abs(after.order - before.order) > 1 and gap <= _GLUE * min(before.size, after.size)


def _in_direction(tokens: list[Token], mirrored: bool) -> list[Token]:
    """Words from left to right as a person reads them: stretches that run against the page's direction are turned."""
    against = [_leftwards(token.text) != mirrored and _has_direction(token.text) for token in tokens]
    if mirrored:
        tokens = [_mirror(token) for token in tokens]
    if not any(against):
        return tokens
    turned: list[Token] = []
    stretch: list[Token] = []
    for token, is_against in zip(tokens, against, strict=True):
        if is_against:
            stretch.append(token)
            continue
        turned += [*reversed(stretch), token]
        stretch = []
    return turned + stretch[::-1]


def _has_direction(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _kind(side: Sequence[_Segment], extent: _Extent, width: float, kind: RegionKind) -> RegionKind:
    if kind == "sidebar":
        return kind
    narrow = extent[1] - extent[0] <= _SIDEBAR_WIDTH * width
    return "sidebar" if narrow and len(side) >= _SIDEBAR_ROWS else "column"


def _parts(bands: Sequence[_Band], edge: int, columns: tuple[_Extent, _Extent]) -> Iterator[Sequence[_Band]]:
    """Parts of a run that are read one after the other, by the rules at the top of this file."""
    cuts = _cuts_by_stream(bands, edge)
    if _is_sorted(bands, cuts, edge) or _tears(bands, cuts, edge, columns):
        cuts = []
    for start, end in pairwise([0, *cuts, len(bands)]):
        part = bands[start:end]
        inner = _head_cut(part, edge, columns) + _label_cuts(part, edge, columns)
        for first, last in pairwise(sorted({0, *inner, len(part)})):
            yield part[first:last]


def _is_sorted(bands: Sequence[_Band], cuts: Sequence[int], edge: int) -> bool:
    """Whether the stream goes by height although the columns have heights of their own, which rows of a table share."""
    if len(cuts) < _MOSTLY_CUT * (len(bands) - 1):
        return False
    beside = [sides for band in bands if all(sides := _split(band.segments, edge))]
    apart = sum(
        min(abs(left.y - right.y) for left in sides[0] for right in sides[1]) > _SAME_HEIGHT for sides in beside
    )
    return apart >= _LEAST_APART and 2 * apart >= len(beside)


def _head_cut(bands: Sequence[_Band], edge: int, columns: tuple[_Extent, _Extent]) -> list[int]:
    """The cut below a title in the middle of the page, which is no part of the right column that it stands over."""
    for number, band in enumerate(bands):
        left, right = _split(band.segments, edge)
        if left or any(segment.x0 - columns[1][0] <= segment.size for segment in right):
            return [number] if number else []
    return []


def _columns(bands: Iterable[_Band], edge: int, extent: _Extent) -> tuple[_Extent, _Extent]:
    """The edges of the two columns beside a gutter; the outer ones are those of the part of the page they stand in."""
    left, right = _split((segment for band in bands for segment in band.segments), edge)
    return (
        (extent[0], min(float(edge), max(segment.x1 for segment in left))),
        (min(segment.x0 for segment in right), extent[1]),
    )


def _tears(bands: Sequence[_Band], cuts: Sequence[int], edge: int, columns: Sequence[_Extent]) -> bool:
    """Whether cuts go through running text while the other column goes on beside it."""
    sides = [_lines(side) for side in _split((segment for band in bands for segment in band.segments), edge)]
    heights = [[line.y - 0.5 * _ABOVE * line.size for line in lines] for lines in sides]
    dense = torn = 0
    for cut in cuts:
        height = (bands[cut - 1].bottom + bands[cut].top) / 2
        ends = [bisect_left(each, height) for each in heights]
        near = [_is_amid(lines, end, height) for lines, end in zip(sides, ends, strict=True)]
        dense += all(near)
        torn += all(near) and any(
            _goes_through(lines[end - 1], lines[end], extent)
            for lines, end, extent in zip(sides, ends, columns, strict=True)
        )
    return torn >= 2 and torn >= _TORN * dense


def _is_amid(lines: Sequence[_Line], end: int, height: float) -> bool:
    """Whether lines stand close above and below a height; `end` is the number of those above it."""
    if not 0 < end < len(lines):
        return False
    above, below = lines[end - 1], lines[end]
    reach = _NEAR * max(above.size, below.size)
    return height - above.y <= reach and below.y - below.size * _ABOVE - height <= reach


def _by_column(lines: Sequence[_Line], columns: Sequence[_Extent]) -> Iterator[tuple[list[_Line], _Extent]]:
    """Stretches of lines that begin in the same column, with that column's edges."""
    stretch: list[_Line] = []
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


# ---------------------------------------------------------------- margins


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines that stand close to each other."""
    blocks: list[list[_Line]] = []
    for line in lines:
        if blocks and line.y - blocks[-1][-1].y <= _LINE_PITCH * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _on_heights(lines: Sequence[_Line], others: Sequence[_Line]) -> bool:
    """Whether each line shares the baseline of one of the others, which come from top to bottom."""
    return all(abs(line.y - others[_beside(line, others)].y) <= _SAME_ROW * line.size for line in lines)


def _beside(line: _Line, others: Sequence[_Line]) -> int:
    """The number of the line whose baseline is nearest."""
    at = bisect_left(others, line.y, key=lambda other: other.y)
    near = range(max(0, at - 1), min(len(others), at + 1))
    return min(near, key=lambda number: abs(others[number].y - line.y))


def _is_right_margin(sides: _Sides, columns: Sequence[_Extent]) -> bool:
    """Whether the last column holds dates and places that belong to the entries on its left.

    They end at the right edge and begin where they will, or they are far fewer than the lines beside them.
    """
    others, lines = _lines(sides[0]), _lines(sides[1])
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


def _label_cuts(bands: Sequence[_Band], edge: int, columns: Sequence[_Extent]) -> list[int]:
    """Cuts above the labels of a left margin; none where the left column is no margin."""
    sides = [[_lines(side) for side in _split(band.segments, edge)] for band in bands]
    labels = _blocks([line for side in sides for line in side[0]])
    rest = [line for side in sides for line in side[1]]
    too_wide = columns[0][1] - columns[0][0] > _MARGIN_WIDTH * (columns[-1][1] - columns[0][0])
    if too_wide or not 3 <= len(labels) <= len(rest) / 2 or any(len(block) > _MARGIN_ROWS for block in labels):
        return []
    heads = [block[0] for block in labels]
    # Where the stream goes by columns, chance heights do not outweigh it: only beginnings of entries count
    entries = [block[0] for block in _blocks(rest)] if _switches(bands, edge) == 1 else rest
    if not _on_heights(heads, entries):
        return []
    first = {id(line.segments[0]) for line in heads}
    return [
        number
        for number, side in enumerate(sides)
        if number and any(id(segment) in first for line in side[0] for segment in line.segments)
    ]


def _with_margin(side: Sequence[_Segment], extent: _Extent, margin: Sequence[_Line]) -> list[_Line]:
    """The lines of a column, each block of its right margin on or right behind the paragraph that it stands beside."""
    lines = _lines(side)
    _mark(lines, extent)
    ends = _paragraph_ends(lines)
    behind: dict[int, list[_Line]] = {}
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


def _paragraph_ends(lines: Sequence[_Line]) -> list[int]:
    ends = [0] * len(lines)
    end = len(lines) - 1
    for number in range(len(lines) - 1, -1, -1):
        ends[number] = end
        if lines[number].starts:
            end = number - 1
    return ends
