"""Titles, degrees and years: only what belongs to the work that is asked for counts."""

from __future__ import annotations

from datetime import date

import pytest

from resumefit.config import load_config
from resumefit.language.posting import understand_posting
from resumefit.language.resume import understand_resume
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.background import BackgroundMatcher
from resumefit.matching.found import Found
from resumefit.matching.questions import questions_of
from resumefit.matching.skills import SkillMatcher
from resumefit.reading.read import read_text

TODAY = date(2026, 11, 1)
RESUME = """Robin Marlowe
Line Cook

Experience

Line Cook, Harbour Loaf, Jan 2022 - Present
- Ran the grill, kept the HACCP records and the knife skills of two apprentices sharp

Bank Teller, Fennel & Oak, Jan 2012 - Dec 2021
- Counted notes and coins for the customers of a small branch

Education

BSc Biology, University of Leeds, 2011
"""


def answers(demand: str, text: str = RESUME) -> list[Found | None]:
    config = load_config()
    posting = understand_posting(read_text(f"Line Cook\n\nRequirements\n\n- {demand}\n- HACCP\n- Knife skills\n"))
    resume = understand_resume(read_text(text))
    matcher = BackgroundMatcher(SkillMatcher(resume, load_taxonomy(), config.fuzzy), config.experience, TODAY)
    found = []
    for one in questions_of(posting, load_taxonomy(), config.fuzzy):
        if one.requirement.years is not None:
            found.append(matcher.years(one, one.requirement.years))
        elif one.requirement.degree is not None:
            found.append(matcher.degree(one, one.requirement.degree))
        elif one.requirement.kind == "title":
            found.append(matcher.title(one))
    return found


def test_the_title_that_was_held() -> None:
    (title,) = answers("Grilling")
    assert title is not None
    assert title.how == "exact"


@pytest.mark.parametrize(("years", "share"), [(4, 1.0), (2, 1.0), (8, 59 / 96)])
def test_only_related_positions_count_as_years(years: int, share: float) -> None:
    """Four years and eleven months as a cook; the ten at the counter of a bank are none."""
    found = next(one for one in answers(f"{years}+ years of cooking experience") if one and one.share is not None)
    assert found.share == pytest.approx(share, abs=0.01)
    assert found.how == ("exact" if share == 1 else "implied")


@pytest.mark.parametrize(
    ("demand", "met"),
    [
        ("Bachelor's degree in biology", True),
        ("Bachelor's degree", True),
        ("High school diploma", True),
        ("Bachelor's degree in accounting", False),
        ("Master's degree", False),
    ],
)
def test_a_degree_as_high_as_asked_in_a_field_asked_for(demand: str, *, met: bool) -> None:
    found = [
        one
        for one in answers(demand)
        if one is None or "degree" in one.keyword.lower() or "school" in one.keyword.lower()
    ]
    assert [one is not None for one in found] == [met]


def test_a_field_of_two_is_in_either() -> None:
    """Personnel management is of the kind of human resources; the other half of the field is not."""
    text = RESUME.replace("BSc Biology", "B.S., Organizational Behavior and Personnel Management")
    _, degree = answers("Bachelor's degree in human resources", text)
    assert degree is not None
