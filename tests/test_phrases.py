"""Phrases that are in no taxonomy: which are taken, and which never."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.nlp import tokenize
from resumefit.language.phrases import bare_phrase, names_people, phrase_kind, unlisted_phrases
from resumefit.reading.document import Span

KNOWN = frozenset("fermentation curing radiators leaks variances dispatch dough oven ovens yeast".split())


def phrases(text: str, taken: tuple[int, ...] = (), known: frozenset[str] = KNOWN) -> list[str]:
    tokens = tokenize(text)
    return [text[span.start : span.end] for span in unlisted_phrases(tokens, frozenset(taken), known)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # what is asked for
        ("experience with zymurgic fermentation", ["zymurgic fermentation"]),
        ("Knowledge of Incoterms and import procedures", ["import procedures"]),
        ("Milk quality know-how from a grade-free shed", ["Milk quality"]),
        ("Yeast experience a plus", ["Yeast"]),
        ("Growsafe certificate", ["Growsafe certificate"]),
        ("Fermentation, curing, preserving", ["Fermentation", "curing", "preserving"]),
        ("Lottie or Rive", ["Lottie", "Rive"]),
        ("NetDocuments", ["NetDocuments"]),
        ("Applicants with zymurgic training methods", ["zymurgic training methods"]),
        ("If you know dough lamination, tell us", ["dough lamination"]),
        # what is done
        ("Troubleshoot lighting controls and motor circuits", ["lighting controls", "motor circuits"]),
        ("You will chair steering committees", ["steering committees"]),
        ("You oversee check-in, check-out and the daily closing", ["check-in", "check-out"]),
        (
            "Bathroom refits, leaks, blocked drains and radiators",
            ["Bathroom refits", "leaks", "blocked drains", "radiators"],
        ),
        ("Annual oven safety checks", ["oven safety checks"]),
        ("Fill in the oven traveller", ["oven traveller"]),
        ("Responsible for dough lamination", ["dough lamination"]),
        ("Respond to oven alarms", ["oven alarms"]),
        ("E6 Oven hardware", ["Oven hardware"]),
        # for whom, where, who, and what is told of it
        ("explain variances to foundry managers on the shop floor", ["variances"]),
        ("write recipes that bakery lovers adore", []),
        ("because fermentation tanks leak", []),
        ("work with pastry chefs", []),
        ("join our dough team", []),
        ("Quillbury Mill runs two ovens", ["ovens"]),
        ("whatever the fishing boats bring in", []),
        ("You'd love it here", []),
        ("in order to win", []),
        ("job description", []),
        # general words
        ("you have strong experience and a passion for excellence", []),
        ("must be able to work in a team environment", []),
        ("a fast-paced, hands-on, well-organized environment", []),
        ("perhaps always amazing", []),
        ("German at B2", []),
        ("", []),
        ("and, or; the", []),
    ],
)
def test_phrases(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_a_run_that_touches_a_mention_is_left_out() -> None:
    assert phrases("zymurgic fermentation", taken=(1,)) == []


def test_a_long_run_is_a_clause() -> None:
    assert phrases("we see zorb quaff blimp snood krill") == []


@pytest.mark.parametrize(
    ("text", "taken", "found"),
    [
        ("we use Blorpify daily", (), []),  # more often a place or a firm
        ("we use Python and Blorpify daily", (2,), ["Blorpify"]),  # a skill is beside it
        ("we use Blorpify, Python daily", (4,), ["Blorpify"]),
        ("sew snoods daily", (), []),  # a word that nobody knows
        ("sew snoods and dough mixers daily", (), ["snoods", "dough mixers"]),  # a phrase is beside it
        ("sew Snoods and dough mixers daily", (), ["dough mixers"]),
        ("sew SNOODs daily", (), ["SNOODs"]),
        ("mend ovens daily", (), ["ovens"]),  # skills' names are made of it
    ],
)
def test_a_single_word_needs_more(text: str, taken: tuple[int, ...], found: list[str]) -> None:
    assert phrases(text, taken) == found


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("Growsafe certificate", "certification"), ("313A licences", "certification"), ("oven hardware", "hard_skill")],
)
def test_what_a_phrase_names(phrase: str, kind: str) -> None:
    assert phrase_kind(phrase) == kind


@pytest.mark.parametrize(
    ("phrase", "people"),
    [
        ("nursing assistants", True),
        ("care assistants", True),
        ("Gate agent", True),
        ("supervise volunteers", False),  # is done with them
        ("data loader", False),
        ("mixed models", False),
        ("Python", False),
    ],
)
def test_who_is_named(phrase: str, people: bool) -> None:
    assert names_people(phrase) is people


@pytest.mark.parametrize(
    ("phrase", "bare"),
    [
        ("page speed;", "page speed"),
        ("design of", "design"),
        ("English min.", "English"),
        ("of", "of"),
        (";", None),
    ],
)
def test_signs_and_small_words_at_the_end_of_a_phrase(phrase: str, bare: str | None) -> None:
    span = bare_phrase(phrase, Span(0, len(phrase)))
    assert (span and phrase[span.start : span.end]) == bare


@given(
    st.lists(
        st.sampled_from("zorb quaff Blimp the of team to who , . experience (snood) C++".split()), max_size=20
    ).map(" ".join)
)
def test_phrases_are_in_order_and_hold_a_telling_word(text: str) -> None:
    tokens = tokenize(text)
    spans = unlisted_phrases(tokens, (), KNOWN)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    for span in spans:
        words = text[span.start : span.end].split()
        assert 1 <= len(words) <= 4
        assert {word.strip("()") for word in words} & {"zorb", "quaff", "Blimp", "snood", "C++"}
        assert not {"the", "of", "who", "to"} & set(words)
