"""Glyphs in, words out: which glyphs of a page stand so close that they are one word. Pure geometry.

Coordinates are those of the text's own direction: `x` grows along the line, `y` downwards, in points.
"""

from __future__ import annotations

import math
import re
import statistics
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from resumefit.reading.cleaning import SOFT_HYPHEN, clean_word
from resumefit.reading.document import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from resumefit.reading.document import HiddenWhy, Style

# Shares of the font size.
_WORD_GAP = 0.12  # a gap this wide divides words; TeX shrinks a word space to 0.22 at least, kerning stays under 0.06
_WORD_GAP_WITH_BLANKS = 0.25  # the same where the run has blank glyphs, so that gaps need not stand for them
RUN_GAP = 2.5  # beyond this, two glyphs have nothing to do with each other
BACKWARDS = 0.4  # kerning and accents step back this far at most
SAME_BASELINE = 0.12
_TRACKED = 0.04  # a median gap over this is letter-spacing
_FEWEST_TRACKED = 5  # gaps; fewer say nothing of letter-spacing
_MOSTLY_LETTERS = 0.8  # figures and rules are spaced for other reasons
FEWEST_SPACED = 4  # single letters in a row are one letter-spaced word
_WORD_IN_SPACED = 1.5  # in letter-spaced text a word's end is this many times a letter's
TWICE = 0.2  # a glyph printed again within this offset is one glyph (fake bold, shadow)
_LONGEST_LIGATURE = 3  # letters; a glyph that stands for more is an icon that leaks its name

# Hebrew, Arabic and their neighbours, with the Arabic presentation forms
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


class Glyph(NamedTuple):
    """A glyph as it was shown, in the order of the stream.

    `why` says why nobody sees it, None where it is seen. `angle` is the direction of its line in degrees, clockwise, as
    one of 0, 90, 180, 270, or 45 for any slanted one.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: Style
    drop: float
    angle: int = 0
    why: HiddenWhy | None = None


class Token(NamedTuple):
    """A word of a page. `y` is the baseline, `order` its place in the stream; `soft`: it ends in a soft hyphen."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: Style
    order: int
    drop: float = 0.0
    angle: int = 0
    why: HiddenWhy | None = None
    soft: bool = False


def along(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point of the page in the coordinates of a line that runs in a direction; `box` turns it back."""
    if angle == 90:
        return y, -x
    if angle == 180:
        return -x, -y
    if angle == 270:
        return -y, x
    return x, y


def box(token: Token) -> Box:
    """The place of a word on the page as it is shown."""
    return Box(*sides(token))


def sides(token: Token) -> tuple[float, float, float, float]:
    """The left, upper, right and lower side of a word on the page as it is shown."""
    _, x0, x1, y, size, _, _, drop, angle, *_ = token
    bottom = y + drop
    top = bottom - size
    if angle == 90:
        return -bottom, x0, -top, x1
    if angle == 180:
        return -x1, -bottom, -x0, -top
    if angle == 270:
        return top, -x1, bottom, -x0
    return x0, top, x1, bottom


def tokens(glyphs: Iterable[Glyph]) -> Iterator[Token]:
    """The words of a page in the order of the stream; glyphs printed twice are read once."""
    order = 0
    for run in _runs(_once(glyphs)):
        for token in run_tokens(run, order):
            order = token.order + 1
            if token.text:
                yield token


def run_tokens(run: Sequence[Glyph], order: int) -> Iterator[Token]:
    """The words of glyphs that go on along one baseline, numbered from `order`; some may turn out to be empty."""
    return (_token(group, number) for number, group in enumerate(_words(run), order))


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Leave out a glyph that was printed before at nearly the same place.

    The cells of the grid are as wide as the offset that is allowed, so a twin stands in the same or the next one.
    """
    seen: dict[tuple[str, int, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.text.isspace() or glyph.why:
            yield glyph
            continue
        step = max(TWICE * glyph.size, 0.01)
        column, row = math.floor(glyph.x0 / step), math.floor(glyph.y / step)
        if not any(
            _twin(other, glyph, step)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((glyph.text, glyph.angle, column + dx, row + dy), ())
        ):
            seen.setdefault((glyph.text, glyph.angle, column, row), []).append(glyph)
            yield glyph


def _twin(first: Glyph, second: Glyph, step: float) -> bool:
    # Half a width, so that the two thin letters of "ll" stay two
    reach = min(step, 0.5 * (second.x1 - second.x0))
    return abs(first.x0 - second.x0) < reach and abs(first.y - second.y) < step and abs(first.size - second.size) < step


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that follow each other on one baseline, as far as the stream goes on along it."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.x0 - last.x1
    if last.angle != glyph.angle or last.why != glyph.why or not -BACKWARDS * size <= gap <= RUN_GAP * size:
        return False
    rise = abs(glyph.y - last.y)
    return rise <= SAME_BASELINE * size or is_ordinal(last, glyph, rise)


def is_ordinal(last: Glyph, glyph: Glyph, rise: float) -> bool:
    """Whether these are the raised letters of "1st": part of the word, unlike the raised number of a footnote."""
    return rise < 0.6 * last.size and glyph.size < 0.85 * last.size and last.text.isdigit() and glyph.text.isalpha()


def _words(run: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    blanks = sum(glyph.text.isspace() for glyph in run)
    if blanks == len(run):
        return
    words = list(_divided(run, _tolerance(run, blanks), blank_divides=True))
    if blanks and sum(len(word) == 1 and word[0].text.isalpha() for word in words) >= FEWEST_SPACED:
        words = list(_unspaced(words))
    yield from words


def _tolerance(run: Sequence[Glyph], blanks: int) -> float:
    """The widest gap inside a word, as a share of the font size."""
    gaps = [
        (second.x0 - first.x1) / (first.size or 1.0)
        for first, second in pairwise(run)
        if not first.text.isspace() and not second.text.isspace()
    ]
    return tolerance(gaps, least_word_gap(blanks), sum(glyph.text.isalpha() for glyph in run) / (len(run) - blanks))


def least_word_gap(blanks: int) -> float:
    """The gap that divides words in a run of so many blank glyphs, as a share of the font size."""
    return _WORD_GAP_WITH_BLANKS if blanks else _WORD_GAP


def tolerance(gaps: Sequence[float], least: float, letters: float) -> float:
    """The widest gap inside a word, all as shares of the font size.

    `gaps` are those between glyphs that show something, `letters` is the share of letters among these. In letter-spaced
    text every gap is wider.
    """
    if len(gaps) < _FEWEST_TRACKED or letters < _MOSTLY_LETTERS:
        return least
    tracking = statistics.median(gaps)
    return tracking + least if _TRACKED <= tracking <= 1 else least


def _divided(run: Sequence[Glyph], tolerance: float, *, blank_divides: bool) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in run:
        if glyph.text.isspace():
            if word and blank_divides:
                yield word
                word = []
            continue
        if word and glyph.x0 - word[-1].x1 > tolerance * max(word[-1].size, glyph.size):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _unspaced(words: Sequence[list[Glyph]]) -> Iterator[list[Glyph]]:
    """Join the letters of "E X P E R I E N C E" where blanks were set between them."""
    row: list[list[Glyph]] = []
    for word in words:
        if len(word) == 1 and (word[0].text.isalpha() or word[0].text in "&/-"):
            row.append(word)
            continue
        yield from _joined(row)
        row = []
        yield word
    yield from _joined(row)


def _joined(row: Sequence[list[Glyph]]) -> Iterator[list[Glyph]]:
    if len(row) < FEWEST_SPACED:
        yield from row
        return
    letters = [glyph for word in row for glyph in word]
    gaps = [second.x0 - first.x1 for first, second in pairwise(letters)]
    widest = _WORD_IN_SPACED * statistics.median(gaps) / (letters[0].size or 1.0)
    yield from _divided(letters, widest, blank_divides=False)


def _token(word: Sequence[Glyph], order: int) -> Token:
    first, last = word[0], word[-1]
    main = max(word, key=lambda glyph: glyph.size)
    texts = [_letters(glyph) for glyph in word]
    if sum(map(is_right_to_left, texts)) * 2 > len(word) and first.x0 < last.x0:
        texts.reverse()  # written from left to right as it looks, read from right to left
    raw = "".join(texts)
    # Some fonts say "soft hyphen" of the hyphen that they show; only at the end of a line may it be one
    plain = raw.replace(SOFT_HYPHEN, "-")
    return Token(
        clean_word(plain),
        min(glyph.x0 for glyph in word),
        max(glyph.x1 for glyph in word),
        main.y,
        main.size,
        main.style,
        order,
        main.drop,
        first.angle,
        first.why,
        raw.endswith(SOFT_HYPHEN),
    )


def _letters(glyph: Glyph) -> str:
    text = glyph.text
    if len(text) > _LONGEST_LIGATURE and not text.startswith("(cid:"):
        return ""  # the name of an icon ("HOUSE-CHIMNEY"), not what the page shows
    return text


def is_right_to_left(text: str) -> bool:
    """Whether a text holds a character that is read from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))
