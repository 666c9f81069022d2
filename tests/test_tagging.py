"""What each word of a sentence does, by lists and by place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.nlp import tokenize
from resumefit.language.tagging import Tag, common_verbs, general_words, tagged, task_verbs, word_set
from resumefit.language.words import base_form


def tags(text: str, taken: frozenset[int] = frozenset()) -> list[tuple[str, Tag]]:
    return [(word.text, word.tag) for word in tagged(tokenize(text), taken)][:-1]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("answer guest reviews", "answer", "verb"),
        ("answer guest reviews", "reviews", "general"),
        ("read and review contracts", "review", "verb"),
        ("chair steering committees", "steering", "telling"),
        ("fencing and weed spraying", "fencing", "telling"),
        ("ordering", "ordering", "telling"),
        ("planning", "planning", "general"),
        ("knowledge of Incoterms and import procedures", "import", "telling"),
        ("sign contracts and import goods", "import", "verb"),
        ("a well-organized person", "well-organized", "adjective"),
        ("dry-stacked walls", "dry-stacked", "telling"),
        ("oversee check-in", "check-in", "telling"),
        ("you'd like it", "you'd", "other"),
        ("quickly", "quickly", "adjective"),
        ("supply chains", "supply", "telling"),
        ("negotiate repairs", "repairs", "telling"),
        ("Reviews plans for restaurants", "plans", "general"),
        ("Inspect structures", "structures", "general"),
        ("a structured approach", "structured", "adjective"),
        ("assembly lines", "assembly", "telling"),
        ("three bakers", "three", "determiner"),
        ("German at B2", "B2", "determiner"),
        ("E6 Hardware", "E6", "edge"),
        ("bakers who knead", "who", "clause"),
        ("explain to bakers", "to", "outward"),
        ("skilled in baking", "in", "inward"),
        ("bread, cake", ",", "edge"),
        ("bread & cake", "&", "join"),
    ],
)
def test_what_a_word_does(text: str, word: str, tag: str) -> None:
    assert dict(tags(text))[word] == tag


def test_words_of_mentions_are_taken() -> None:
    assert tags("ovens and bread", frozenset((2,))) == [("ovens", "telling"), ("and", "join"), ("bread", "taken")]


@pytest.mark.parametrize(
    "word", "strong passionate team experience environment excellent dental salary the skills".split()
)
def test_general_words_name_no_skill(word: str) -> None:
    assert base_form(word) in general_words()


def test_common_verbs_are_verbs_of_tasks() -> None:
    assert common_verbs() < task_verbs()
    assert base_form("managing") in common_verbs()


def test_a_list_in_a_table() -> None:
    assert "responsibl" in {form[:10] for form in word_set("phrases.toml", "led", "for")}


@given(
    st.lists(st.sampled_from("bake bread and , the of for who B2 check-in ( E6 fresh".split()), max_size=15).map(
        " ".join
    )
)
def test_the_words_cover_the_tokens(text: str) -> None:
    tokens = tokenize(text)
    words = tagged(tokens, ())
    assert [index for word in words for index in range(word.first, word.last)] == list(range(len(tokens)))
