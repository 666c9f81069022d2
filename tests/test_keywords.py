"""What a sentence names, which of it is one demand, and how firmly it is asked for."""

from __future__ import annotations

import pytest

from resumefit.language.alternatives import groups_of
from resumefit.language.headings import named_kind, normal_heading
from resumefit.language.keywords import Item, distinct, items_of, joined, only_a_name
from resumefit.language.mentions import skill_finder
from resumefit.language.needs import NEEDS, is_negated, need_of
from resumefit.language.nlp import tokenize
from resumefit.language.patterns import load_patterns
from resumefit.reading.document import Span


def items(sentence: str) -> list[Item]:
    tokens = tokenize(sentence)
    return list(items_of(tokens, skill_finder().find(tokens), unlisted=True, blocked=()))


def groups(sentence: str) -> list[list[str]]:
    whole = Span(0, len(sentence))
    return [[item.keyword.label for item in group] for group in groups_of(sentence, items(sentence), whole)]


def test_items_come_in_order_with_the_words_of_the_sentence() -> None:
    found = items("Experience with Kubernetes, Search Engine Optimization (SEO) and widget spinning")
    assert [item.keyword.forms for item in found] == [
        ("Kubernetes",),
        ("Search Engine Optimization", "SEO"),
        ("widget spinning",),
    ]
    assert [item.keyword.skill is None for item in found] == [False, False, True]


def test_a_lone_capitalised_word_is_only_a_name() -> None:
    found = items("Experience in Quillbury with NetDocuments")
    assert {item.keyword.label: only_a_name(item) for item in found} == {"Quillbury": True, "NetDocuments": False}


def test_one_skill_in_two_wordings_is_one_keyword() -> None:
    first, second = items("Kubernetes and K8s")
    (both,) = distinct([first.keyword, second.keyword])
    assert both == joined(first.keyword, second.keyword)
    assert both.forms == ("Kubernetes", "K8s")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("C# or Go", [["C#", "Go"]]),
        ("Python and SQL", [["Python"], ["SQL"]]),
        ("Python, SQL, or Java", [["Python", "SQL", "Java"]]),
        ("Jest/Vitest", [["Jest", "Vitest"]]),
        ("one of: Python, SQL, Java", [["Python", "SQL", "Java"]]),
    ],
)
def test_alternatives(sentence: str, expected: list[list[str]]) -> None:
    assert groups(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Python required, Kafka preferred", ["required", "preferred"]),
        ("Python, ideally Kafka", ["required", "preferred"]),
    ],
)
def test_need_is_that_of_the_clause(sentence: str, expected: list[str]) -> None:
    whole = Span(0, len(sentence))
    found = [need_of(sentence, [item], "required", whole) for item in items(sentence)]
    assert found == expected
    assert set(found) <= set(NEEDS)


@pytest.mark.parametrize(("sentence", "negated"), [("No Java needed", True), ("Java is needed", False)])
def test_negation(sentence: str, negated: bool) -> None:
    place = sentence.index("Java")
    assert is_negated(sentence, Span(0, len(sentence)), Span(place, place + 4)) is negated


def test_headings_are_compared_without_signs() -> None:
    assert normal_heading("  Skills & Experience: ") == "skills and experience"
    names = {"education": "education", "certificates": "certifications"}
    assert named_kind("education and certificates", names) == "education"
    assert named_kind("education and weather", names) is None


def test_every_table_of_patterns_compiles() -> None:
    tables = [("zones.toml", "cues"), ("zones.toml", "heading_cues"), ("knockouts.toml", "asked")]
    tables += [("knockouts.toml", "met"), ("knockouts.toml", "not_met"), ("degrees.toml", "levels")]
    for file, table in tables:
        patterns = load_patterns(file, table, any_case=file != "degrees.toml")
        assert patterns
        assert not any(pattern.search("") for pattern in patterns.values()), "an empty alternative matches everything"
