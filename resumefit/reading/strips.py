"""Strips in, words out: what `glyphs.tokens` gives, for glyphs that come many at a time.

A strip is what a file sets at one stroke: glyphs one behind the other on one baseline, in one style. Nearly all words of a
page can be told from the gaps in its strips, without looking at each glyph; where anything is out of the ordinary (glyphs
printed twice, several sizes on a line, letters spaced by blanks, text from right to left) the glyphs are gone through one
by one, by the same rules as ever. Coordinates are those of `glyphs`, along lines that run from left to right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from resumefit.reading import glyphs as by_glyph
from resumefit.reading.cleaning import SOFT_HYPHEN, clean_word
from resumefit.reading.glyphs import Glyph, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from resumefit.reading.document import HiddenWhy, Style

_WORD = re.compile(r"\S+")
_NARROW = 0.1  # of the size; hardly a glyph is narrower
_SAME_LINE = 0.25  # of the size; glyphs further apart in height are not printed twice (`glyphs` allows 0.2)


class Strip(NamedTuple):
    """Glyphs in a row, each a character of `text`, with the left and right edges of each. `why` is as in `Glyph`."""

    text: str
    lefts: Sequence[float]
    rights: Sequence[float]
    y: float
    size: float
    style: Style
    drop: float
    why: HiddenWhy | None = None


class _Run(NamedTuple):
    """Strips that go on along one baseline, put together. `starts` says where in `text` each of them begins, `least` and
    `most` are the narrowest and the widest of the gaps between its glyphs; plain text needs no cleaning."""

    strips: Sequence[Strip]
    starts: Sequence[int]
    text: str
    lefts: Sequence[float]
    rights: Sequence[float]
    gaps: Sequence[float]
    least: float
    most: float
    is_plain: bool


def tokens(strips: Sequence[Strip]) -> Iterator[Token]:
    """The words of a page in the order of the stream; glyphs printed twice are read once."""
    runs = [_run(group) for group in _runs(part for strip in strips for part in _unbroken(strip))]
    if _may_be_printed_twice(runs):
        yield from by_glyph.tokens(glyph for strip in strips for glyph in glyphs_of(strip))
        return
    order = 0
    for run in runs:
        words = _words(run, order)
        order += len(words)
        yield from [token for token in words if token.text]


def glyphs_of(strip: Strip) -> Iterator[Glyph]:
    """The glyphs of a strip one by one."""
    for text, x0, x1 in zip(strip.text, strip.lefts, strip.rights, strict=True):
        yield Glyph(text, x0, x1, strip.y, strip.size, strip.style, strip.drop, 0, strip.why)


def cut(strip: Strip, cuts: Sequence[int]) -> Iterator[Strip]:
    """The parts of a strip between the glyphs that `cuts` names."""
    for start, end in pairwise([0, *cuts, len(strip.text)]):
        text, lefts, rights = strip.text[start:end], strip.lefts[start:end], strip.rights[start:end]
        yield strip._replace(text=text, lefts=lefts, rights=rights)


# ---------------------------------------------------------------- runs


def _gaps(lefts: Sequence[float], rights: Sequence[float]) -> list[float]:
    return list(map(sub, lefts[1:], rights))


def _unbroken(strip: Strip) -> Iterator[Strip]:
    """A strip cut where it steps back, or jumps so far that what follows has nothing to do with what goes before."""
    gaps = _gaps(strip.lefts, strip.rights)
    back, far = -by_glyph.BACKWARDS * strip.size, by_glyph.RUN_GAP * strip.size
    if not gaps or (min(gaps) >= back and max(gaps) <= far):
        yield strip
        return
    yield from cut(strip, [number for number, gap in enumerate(gaps, 1) if not back <= gap <= far])


def _runs(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    run: list[Strip] = []
    for strip in strips:
        if run and not _goes_on(run[-1], strip):
            yield run
            run = []
        run.append(strip)
    if run:
        yield run


def _goes_on(before: Strip, strip: Strip) -> bool:
    if before.why != strip.why:
        return False
    size = max(before.size, strip.size)
    gap = strip.lefts[0] - before.rights[-1]
    if not -by_glyph.BACKWARDS * size <= gap <= by_glyph.RUN_GAP * size:
        return False
    rise = abs(strip.y - before.y)
    if rise <= by_glyph.SAME_BASELINE * size:
        return True
    *_, last = glyphs_of(before)
    return by_glyph.is_ordinal(last, next(glyphs_of(strip)), rise)


def _run(strips: Sequence[Strip]) -> _Run:
    if len(strips) == 1:
        (strip,) = strips
        return _made(strips, (0,), strip.text, strip.lefts, strip.rights)
    starts: list[int] = []
    lefts: list[float] = []
    rights: list[float] = []
    length = 0
    for strip in strips:
        starts.append(length)
        length += len(strip.text)
        lefts += strip.lefts
        rights += strip.rights
    return _made(strips, starts, "".join([strip.text for strip in strips]), lefts, rights)


def _made(
    strips: Sequence[Strip], starts: Sequence[int], text: str, lefts: Sequence[float], rights: Sequence[float]
) -> _Run:
    gaps = _gaps(lefts, rights)
    least, most = (min(gaps), max(gaps)) if gaps else (0.0, 0.0)
    is_plain = text.isascii() and text.isprintable() and "(cid:" not in text
    return _Run(strips, starts, text, lefts, rights, gaps, least, most, is_plain)


def _may_be_printed_twice(runs: Sequence[_Run]) -> bool:
    """Whether a glyph that is seen may stand where another one stands; where in doubt, yes."""
    placed = sorted(
        (run.strips[0].y, run.lefts[0], run.rights[-1], run.strips[0].size)
        for run in runs
        if not run.strips[0].why and not run.text.isspace()
    )
    for number, (y, x0, x1, size) in enumerate(placed):
        for other_y, other_x0, other_x1, other_size in placed[number + 1 :]:
            reach = _SAME_LINE * max(size, other_size)
            if other_y - y > reach:
                break
            if other_x0 < x1 and x0 < other_x1:
                return True
    return any(run.least < 0 and _steps_back(run) for run in runs if not run.strips[0].why)


def _steps_back(run: _Run) -> bool:
    """Whether a glyph stands nearly where the one before stands."""
    least = by_glyph.TWICE * min(strip.size for strip in run.strips)
    return min(map(sub, run.lefts[1:], run.lefts), default=least) < least and any(
        after - before < least and (after < before or run.text[number] == run.text[number + 1])
        for number, (before, after) in enumerate(pairwise(run.lefts))
    )


# ---------------------------------------------------------------- words


def _words(run: _Run, order: int) -> list[Token]:
    """The words of a run, numbered from `order`; some may turn out to be empty."""
    strip = run.strips[0]
    mixed = len(run.strips) > 1 and any(other.size != strip.size for other in run.strips)
    if mixed or not (run.text.isascii() or not by_glyph.is_right_to_left(run.text)):
        return _glyph_by_glyph(run, order)
    words = [match.span() for match in _WORD.finditer(run.text)]
    blanks = len(run.text) - sum([end - start for start, end in words])
    least = by_glyph.least_word_gap(blanks)
    if run.most > least * strip.size:
        words = _divided(run, words, least)
    singles = [start for start, end in words if end - start == 1] if blanks else ()
    if len(singles) >= by_glyph.FEWEST_SPACED <= sum([run.text[start].isalpha() for start in singles]):
        return _glyph_by_glyph(run, order)
    # Unless a glyph steps back so far, each ends further right than the one before
    if len(run.strips) > 1 or run.least < -_NARROW * strip.size:
        found = [_token(run, start, end, number) for number, (start, end) in enumerate(words, order)]
    else:
        _, lefts, rights, y, size, style, drop, why = strip
        found = [
            Token(run.text[start:end], lefts[start], rights[end - 1], y, size, style, number, drop, 0, why)
            for number, (start, end) in enumerate(words, order)
        ]
    return found if run.is_plain else list(map(_cleaned, found))


def _glyph_by_glyph(run: _Run, order: int) -> list[Token]:
    return list(by_glyph.run_tokens([glyph for strip in run.strips for glyph in glyphs_of(strip)], order))


def _divided(run: _Run, words: Sequence[tuple[int, int]], least: float) -> list[tuple[int, int]]:
    """Where words begin and end: those that blanks divide, divided again where gaps are wide."""
    gaps, size = run.gaps, run.strips[0].size
    inner = [gap / size for start, end in words for gap in gaps[start : end - 1]]
    if max(inner, default=0.0) <= least:
        return list(words)
    widest = by_glyph.tolerance(inner, least, _share_of_letters(run.text)) * size
    found: list[tuple[int, int]] = []
    for start, end in words:
        cuts = [number + 1 for number in range(start, end - 1) if gaps[number] > widest]
        found += pairwise([start, *cuts, end])
    return found


def _share_of_letters(text: str) -> float:
    shown = "".join(text.split())
    return sum(map(str.isalpha, shown)) / len(shown) if shown else 0.0


def _token(run: _Run, start: int, end: int, order: int) -> Token:
    strip = run.strips[bisect_right(run.starts, start) - 1]
    x0, x1 = min(run.lefts[start:end]), max(run.rights[start:end])
    text = run.text[start:end]
    return Token(text, x0, x1, strip.y, strip.size, strip.style, order, strip.drop, 0, strip.why)


def _cleaned(token: Token) -> Token:
    text = token.text
    if text.isascii() and text.isprintable() and "(cid:" not in text:
        return token
    return token._replace(text=clean_word(text.replace(SOFT_HYPHEN, "-")), soft=text.endswith(SOFT_HYPHEN))
