"""Evidence: what a place in a resume weighs, and which lines are shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import load_config
from resumefit.language.posting import understand_posting
from resumefit.language.resume import Resume, understand_resume
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.evidence import evidence_of, weight_of
from resumefit.matching.found import BEST_FIRST
from resumefit.matching.questions import questions_of
from resumefit.matching.skills import SkillMatcher
from resumefit.reading.document import Span
from resumefit.reading.read import read_text
from resumefit.report import match

TODAY = date(2026, 11, 1)
RULE = load_config().evidence
TEXT = """Robin Marlowe

Summary

Clerk with a liking for order, PostgreSQL and long reports about rainfall.

Experience

Clerk, Fennel & Oak, Jan 2018 - Present
- Wrote Python that files the post

Stock Clerk, Harbour Loaf, Jan 2008 - Dec 2012
- Kept the stock in COBOL

Skills

Terraform, Python
"""


@pytest.fixture(scope="module")
def resume() -> Resume:
    return understand_resume(read_text(TEXT))


def place(resume: Resume, word: str, after: str = "") -> Span:
    text = resume.document.text
    at = text.index(word, text.index(after) if after else 0)
    return Span(at, at + len(word))


@pytest.mark.parametrize(
    ("word", "after", "weight"),
    [
        ("Python", "Wrote", 1.0),
        ("Python", "Terraform", RULE.listed),
        ("PostgreSQL", "", RULE.listed),
        ("COBOL", "", RULE.long_ago),
    ],
)
def test_what_a_place_weighs(resume: Resume, word: str, after: str, weight: float) -> None:
    assert weight_of(resume, [place(resume, word, after)], RULE, TODAY) == weight


def test_the_best_place_counts(resume: Resume) -> None:
    both = [place(resume, "Python", "Terraform"), place(resume, "Python", "Wrote")]
    assert weight_of(resume, both, RULE, TODAY) == weight_of(resume, both[::-1], RULE, TODAY) == 1.0


@given(st.lists(st.integers(0, len(TEXT) - 1), max_size=6), st.integers(0, len(TEXT) - 1))
def test_one_more_place_never_weighs_less(places: list[int], more: int) -> None:
    resume = understand_resume(read_text(TEXT))
    spans = [Span(at, at + 1) for at in places]
    assert weight_of(resume, [*spans, Span(more, more + 1)], RULE, TODAY) >= weight_of(resume, spans, RULE, TODAY)


def test_the_weights_are_light_and_in_order() -> None:
    assert 0.9 <= RULE.listed < 1
    assert 0.9 <= RULE.long_ago < 1


def test_positions_come_first_and_a_line_once(resume: Resume) -> None:
    spans = [place(resume, "Terraform"), place(resume, "Python", "Terraform"), place(resume, "Python", "Wrote")]
    shown = evidence_of(resume, spans)
    assert [one.line for one in shown] == ["Wrote Python that files the post", "Terraform, Python"]
    assert [one.section for one in shown] == ["work", "skills"]


def test_used_is_worth_more_than_listed_and_no_certificate_is_weighed() -> None:
    posting = understand_posting(
        read_text("Clerk\n\nRequirements\n\n- Python\n- Terraform\n- CompTIA A+ certification\n")
    )
    resume = understand_resume(read_text(TEXT + "\nCertifications\n\nCompTIA A+\n"))
    credit = {one.requirement.label: one.credit for one in match(resume, posting, as_of=TODAY).matches}
    assert credit["Python"] == 1.0
    assert credit["Terraform"] == RULE.listed
    assert max(value for label, value in credit.items() if "CompTIA" in label) == 1.0


def test_a_skill_is_answered_in_the_best_way_there_is(resume: Resume) -> None:
    posting = understand_posting(read_text("Clerk\n\nRequirements\n\n- SQL or Python\n- SQL\n- Fortran\n"))
    fuzzy = load_config().fuzzy
    matcher = SkillMatcher(resume, load_taxonomy(), fuzzy)
    asked = [one for one in questions_of(posting, load_taxonomy(), fuzzy) if one.requirement.kind != "title"]
    hows = [found.how if (found := matcher.answer(one)) else None for one in asked]
    assert hows == ["exact", "implied", None]
    assert BEST_FIRST.index("exact") < BEST_FIRST.index("implied")
