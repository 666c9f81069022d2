"""Traits: what an applicant is to be like, said with a bare adjective."""

from __future__ import annotations

import pytest

from resumefit.language.mentions import skill_finder
from resumefit.language.nlp import tokenize
from resumefit.language.patterns import data_table
from resumefit.language.traits import traits_of


def traits(text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in traits_of(tokenize(text), (), skill_finder())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You are analytical, organised and kind", ["analytical", "organised", "kind"]),
        ("Careful, honest about mistakes and a team player", ["Careful"]),
        ("Calm, organised, and a memory for faces", ["Calm", "organised"]),
        ("You stay friendly when others do not", ["friendly"]),
        ("Somebody who is warm with guests", ["warm"]),
        ("You must be kind to frightened people", ["kind"]),
        ("A friendly team", []),
        ("Careful handling of glass", []),
        ("You are the kind of person who reads errata", []),
        ("Our tone is warm", []),  # of no applicant
        ("The rooms are cold", []),
        ("You are in a calm office", []),
        ("", []),
    ],
)
def test_adjectives_that_tell_of_the_applicant(text: str, found: list[str]) -> None:
    assert traits(text) == found


def test_what_is_taken_is_left_alone() -> None:
    assert not list(traits_of(tokenize("You are careful"), (2,), skill_finder()))


def test_every_trait_is_a_soft_skill_of_the_taxonomy() -> None:
    kinds = {skill.id: skill.kind for skill in skill_finder().taxonomy}
    table = data_table("phrases.toml")["traits"]
    assert len(table) > 5
    assert {kinds[skill] for skill in table} == {"soft_skill"}
    adjectives = [word for words in table.values() for word in words.split()]
    assert len(adjectives) == len(set(adjectives))
