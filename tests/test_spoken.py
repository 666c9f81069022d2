"""Languages that a posting asks for by their bare names."""

from __future__ import annotations

import pytest

from resumefit.language.mentions import skill_finder
from resumefit.language.nlp import tokenize
from resumefit.language.spoken import spoken_languages


def languages(text: str) -> list[str]:
    return [mention.label for mention in spoken_languages(tokenize(text), (), skill_finder())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Swedish", ["Swedish"]),
        ("Legible reports in English", ["English"]),
        ("Dutch at B2 or better", ["Dutch"]),
        ("French, spoken", ["French"]),
        ("English is useful", ["English"]),
        ("English min. B2", ["English"]),
        ("English and German", ["English", "German"]),
        ("German skills", ["German"]),
        ("our German suppliers", []),
        ("Belgian and German suppliers", []),
        ("English literature", []),
        ("Polish the floors", []),
        ("polish the floors", []),
        ("Python", []),
        ("", []),
    ],
)
def test_languages(text: str, found: list[str]) -> None:
    assert languages(text) == found


def test_what_is_taken_is_left_alone() -> None:
    assert not list(spoken_languages(tokenize("Fluent Swedish"), (1,), skill_finder()))
