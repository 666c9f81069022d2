"""Blocks of keywords: what is one, and what is a list of skills."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resumefit
from resumefit.matching.stuffing import counted, find_stuffing
from resumefit.rendering.json import to_json
from resumefit.rendering.screen import Screen
from resumefit.rendering.terminal import render_report
from resumefit.report import Report, read_letter
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


# What a block earns: nothing beyond what stands elsewhere

POSTING = """Data Analyst

Requirements

- Airflow
- Kubernetes
- Terraform
- SQL
- stakeholder mapping

Nice to have

- Tableau
"""
ASKED = "Airflow, Kubernetes, Terraform, SQL, stakeholder mapping, Tableau"


def scored(text: str) -> Report:
    posting = resumefit.read_posting(text=POSTING)
    return resumefit.match(resumefit.read_resume(text=text), posting, as_of=date(2026, 11, 1))


def test_a_block_earns_nothing_and_is_reported() -> None:
    plain, stuffed = scored(RESUME), scored(f"{RESUME}\nOTHER\n\n{'; '.join([ASKED] * 5)}\n")
    assert stuffed.score.total == plain.score.total
    assert stuffed.score.literal == plain.score.literal
    assert [match.how for match in stuffed.matches] == [match.how for match in plain.matches]
    assert not plain.stuffing
    (block,) = stuffed.stuffing
    assert "Airflow" in block.repeated
    page, said = render_report(stuffed, Screen(100)), to_json(stuffed)
    assert "a block of keywords" in page
    assert "a block of keywords" in said


def test_once_in_a_list_of_skills_the_same_words_earn_their_credit() -> None:
    assert scored(f"{RESUME}\nOTHER\n\n{ASKED}\n").score.total > scored(RESUME).score.total + 30


@pytest.mark.parametrize("sign", [", ", "; ", "\n", " | ", "\n- "])
@pytest.mark.parametrize("heading", ["SKILLS", "OTHER", "KEYWORDS", "ADDITIONAL INFORMATION"])
def test_fifty_times_adds_nothing(heading: str, sign: str) -> None:
    block = sign.join(ASKED.split(", ") * 50)
    stuffed = scored(f"{RESUME.replace('SKILLS', 'TOOLS')}\n{heading}\n\n{block}\n")
    plain = scored(RESUME.replace("SKILLS", "TOOLS"))
    assert stuffed.score.total <= plain.score.total
    assert stuffed.score.literal <= plain.score.literal
    assert stuffed.stuffing


def test_a_block_backs_no_claim_of_a_letter() -> None:
    letter = read_letter(
        text="Dear Ms Brook, I read your notice in the window of the ferry office and am writing to you at once, for I "
        "have used Terraform for years and would like to go on with it."
    )
    posting = resumefit.read_posting(text=POSTING)
    resume = resumefit.read_resume(text=f"{RESUME}\nOTHER\n\n{'; '.join([ASKED] * 5)}\n")
    told = resumefit.match(resume, posting, letter=letter).letter
    assert told
    assert [claim.label for claim in told.unbacked] == ["Terraform"]


def test_what_does_not_count_keeps_every_span() -> None:
    resume = resumefit.read_resume(text=f"{RESUME}\nOTHER\n\n{'; '.join([ASKED] * 5)}\n")
    bare = counted(resume)
    (block,) = find_stuffing(resume)
    assert len(bare.document.text) == len(resume.document.text)
    assert bare.document.text[: block.span.start] == resume.document.text[: block.span.start]
    assert not bare.document.quote(block.span).strip()
    assert len(bare.tokens) == len(resume.tokens)
    assert {m.span for m in resume.mentions} - {m.span for m in bare.mentions}
    assert not [m for m in bare.mentions if m.span.overlaps(block.span)]
    assert counted(resumefit.read_resume(text=RESUME)).document.text == resumefit.read_resume(text=RESUME).document.text


def test_hidden_words_earn_nothing_and_are_reported() -> None:
    hidden = "".join(f"<li>{word}</li>" for word in ASKED.split(", "))
    page = "<html><body><pre>{}</pre>{}</body></html>"
    plain, stuffed = (
        resumefit.match(
            page.format(RESUME, more).encode(), resumefit.read_posting(text=POSTING), as_of=date(2026, 11, 1)
        )
        for more in ("", f'<ul style="display:none">{hidden}</ul>')
    )
    assert stuffed.score == plain.score
    assert "hidden" in to_json(stuffed)
    assert stuffed.resume.document.hidden
