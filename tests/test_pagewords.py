"""The words of a document in columns: what is made of them is what was put in, and nothing else is taken for words."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.reading.document import NO_WORDS, Box, Document, Source, Span, Style, Word, Words

STYLES = (Style(), Style("Lato", 10.0), Style("Lato", 10.0, bold=True))
_EDGES = st.floats(0, 1000, width=32)


@st.composite
def words(draw: st.DrawFn) -> list[Word]:
    """Words one behind the other, on whatever places of whatever pages."""
    found, at = [], 0
    for length in draw(st.lists(st.integers(1, 9), max_size=12)):
        box = Box(*(draw(_EDGES) for _ in range(4)))
        found.append(Word(Span(at, at + length), draw(st.integers(1, 3)), box, draw(st.sampled_from(STYLES))))
        at += length + draw(st.integers(0, 2))
    return found


@given(words())
def test_words_are_what_they_were_made_of(made: list[Word]) -> None:
    found = Words.of(made)
    assert list(found) == made
    assert [found[number] for number in range(len(found))] == made
    assert found[1:3] == tuple(made[1:3])
    assert found == Words.of(made)
    assert hash(found) == hash(Words.of(made))
    assert Words(found.numbers, found.styles) == found
    assert found.starts == [word.span.start for word in made]
    assert (found == Words.of(made[1:])) is not bool(made)


def test_words_are_told_apart() -> None:
    one = Word(Span(0, 4), 1, Box(0, 0, 20, 10), STYLES[0])
    other = Word(Span(0, 4), 1, Box(0, 0, 20, 10), STYLES[1])
    assert Words.of([one]) != Words.of([other])
    assert Words.of([one]) != "word"
    with pytest.raises(IndexError):
        Words.of([one])[1]
    assert Words.of([one])[-1] == one
    assert not NO_WORDS


@pytest.mark.parametrize(
    "numbers",
    [
        [0, 4, 1, 0, 0, 1, 1],  # one short
        [4, 0, 1, 0, 0, 1, 1, 0],  # ends before it begins
        [-1, 4, 1, 0, 0, 1, 1, 0],
        [0, 4, 1, 0, 0, 1, 1, 1],  # of a style that there is not
        [0, 4, 1, 0, 0, 1, 1, -1],
        [float("nan"), 4, 1, 0, 0, 1, 1, 0],
        [0, float("inf"), 1, 0, 0, 1, 1, 0],
    ],
)
def test_numbers_that_are_no_words(numbers: list[float]) -> None:
    with pytest.raises((ValueError, OverflowError)):
        Words(array("d", numbers), (Style(),))


def test_a_wide_blank_is_a_gap_where_two_words_stand_level() -> None:
    ten = Style("Lato", 10.0)
    level, lower, over = Box(0, 0, 40, 10), Box(60, 12, 90, 22), Box(60, 0, 90, 10)
    text = "Cook 2019"

    def gaps(left: Box, right: Box, page: int = 1) -> list[int]:
        pair = [Word(Span(0, 4), 1, left, ten), Word(Span(5, 9), page, right, ten)]
        return Document(text, Source("t", "pdf", 1), words=Words.of(pair)).gaps_in(Span(0, len(text)))

    assert gaps(level, over) == [4]
    assert gaps(level, lower) == []
    assert gaps(level, over, page=2) == []
    assert gaps(level, Box(54, 0, 90, 10)) == []
