"""Phrases that are in no taxonomy: which runs of words are taken, and which never."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.nlp import tokenize
from resumefit.language.phrases import general_words, unlisted_phrases
from resumefit.language.words import base_form


def phrases(text: str, taken: tuple[int, ...] = ()) -> list[str]:
    tokens = tokenize(text)
    return [tokens.surface(*place) for place in unlisted_phrases(tokens, 0, len(tokens) - 1, taken)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("experience with zymurgic fermentation", ["zymurgic fermentation"]),
        ("the working knowledge of Blorpify", ["Blorpify"]),
        ("you have strong experience and a passion for excellence", []),
        ("must be able to work in a team environment", []),
        ("", []),
        ("and, or; the", []),
    ],
)
def test_phrases(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_a_run_that_touches_a_mention_is_left_out() -> None:
    assert phrases("zymurgic fermentation", taken=(1,)) == []


def test_a_long_run_is_a_clause() -> None:
    assert phrases("zorb quaff blimp snood krill") == []


def test_the_first_word_alone_is_no_name() -> None:
    assert phrases("Blorpify") == []


@pytest.mark.parametrize(
    "word",
    [
        "strong",
        "passionate",
        "team",
        "experience",
        "environment",
        "excellent",
        "dental",
        "benefits",
        "salary",
        "the",
        "skills",
    ],
)
def test_general_words_name_no_skill(word: str) -> None:
    assert base_form(word) in general_words()


@given(
    st.lists(st.sampled_from("zorb quaff Blimp the of team , . experience (snood) C++".split()), max_size=20).map(
        " ".join
    )
)
def test_phrases_do_not_overlap_and_hold_no_general_word(text: str) -> None:
    tokens = tokenize(text)
    places = list(unlisted_phrases(tokens, 0, len(tokens) - 1, ()))
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
    assert all(0 <= first < last <= len(tokens) - 1 and last - first <= 4 for first, last in places)
    assert not any(tokens.norms[i] in general_words() for first, last in places for i in range(first, last))
