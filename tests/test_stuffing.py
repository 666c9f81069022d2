"""Blocks of keywords: what is one, and what is a list of skills."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resumefit
from resumefit.matching.stuffing import find_stuffing
from tests.checkcases import RESUME

LONG = ", ".join(
    f"{word}{number}" for word in ("alpha", "beta", "gamma", "delta") for number in "abcdefghijklmnopqrstuvwxyz"
)


def blocks(text: str) -> list[str]:
    resume = resumefit.read_resume(text=text)
    return [resume.document.quote(block.span) for block in find_stuffing(resume)]


def test_a_resume_has_none() -> None:
    assert "SKILLS" in RESUME
    assert blocks(RESUME) == []


@pytest.mark.parametrize(
    ("added", "found"),
    [
        ("Python, SQL, Excel, Python, SQL, Excel, Python, SQL, Excel", True),
        ("Python, Python, Python, Python, Python", True),
        ("Python, SQL, Excel, Python, SQL, Excel", False),
        (LONG, True),
        (", ".join(LONG.split(", ")[:60]), False),
        ("I used Python and SQL, then Python and SQL again, and then Python and SQL for the third time.", False),
    ],
)
def test_what_is_a_block(added: str, found: bool) -> None:
    assert bool(blocks(f"{RESUME}\nOTHER\n\n{added}\n")) is found


@pytest.mark.parametrize(
    ("heading", "found"), [("KEYWORDS", True), ("ATS KEY WORDS", True), ("SKILLS AND TOOLS", False)]
)
def test_a_heading_may_say_what_a_list_is_there_for(heading: str, found: bool) -> None:
    assert bool(blocks(f"{RESUME}\n{heading}\n\n{', '.join(LONG.split(', ')[:12])}\n")) is found


def test_forms_of_a_word_are_one_term() -> None:
    added = "forecast, forecasts, forecasting, report, reports, reporting, dashboard, dashboards, dashboard"
    assert blocks(f"{RESUME}\nOTHER\n\n{added}\n")


def test_a_block_tells_what_it_repeats_and_where_it_stands() -> None:
    resume = resumefit.read_resume(text=f"{RESUME}\nOTHER\n\nSQL; Excel; SQL; Go; SQL; dbt; SQL; R; SQL\n")
    (block,) = find_stuffing(resume)
    assert resume.document.quote(block.span).startswith("SQL; Excel")
    assert block.repeated == ("SQL",)
    assert block.terms == 9


def test_positions_may_name_a_skill_as_often_as_they_use_it() -> None:
    many = "\n".join(f"- Python, SQL, Excel, report {number}" for number in range(8))
    text = RESUME.replace("- Trained 9 analysts in SQL and code review.", many)
    assert "report 7" in text
    assert blocks(text) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["Python", "SQL", "Excel", "Go", "of the", "and", "2019"]), max_size=40))
def test_spans_lie_in_the_text(words: list[str]) -> None:
    resume = resumefit.read_resume(text=f"{RESUME}\nOTHER\n\n{', '.join(words)}\n")
    for block in find_stuffing(resume):
        assert 0 <= block.span.start < block.span.end <= len(resume.document.text)
        assert block.terms >= len(block.repeated)
