"""What the score would be if some skills were true: computed as the score is, never a fall, nothing for what is not asked."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resumefit
from resumefit.config import load_config
from resumefit.errors import UsageError
from resumefit.language.mentions import skill_finder
from resumefit.matching.what_if import WhatIf, terms_of, what_if
from resumefit.report import Report

POSTING = """Report Writer

Requirements

- Python
- SQL
- Airflow or Dagster
- Kubernetes
- Stakeholder mapping

Nice to have

- dbt
"""
RESUME = """Ada Quill
Report Writer

Work

Report Writer, Fennel & Oak, Jan 2020 - Present
- Wrote Python jobs that load the sales of forty shops each night
- Moved reports from spreadsheets to a warehouse
"""


@cache
def matched() -> Report:
    return resumefit.match(
        resumefit.read_resume(text=RESUME), resumefit.read_posting(text=POSTING), as_of=date(2026, 11, 1)
    )


@pytest.fixture(scope="module")
def report() -> Report:
    return matched()


def ask(report: Report, *terms: str) -> WhatIf:
    return what_if(terms, report.score, report.matches, skill_finder(), load_config())


@pytest.mark.parametrize(
    ("given", "terms"),
    [
        ("Airflow, dbt", ("Airflow", "dbt")),
        (" Airflow ,,  machine   learning,", ("Airflow", "machine learning")),
        (("Airflow, dbt", "Go"), ("Airflow", "dbt", "Go")),
        ("SQL, sql, Sql", ("SQL",)),
    ],
)
def test_the_terms_of_a_question(given: str | tuple[str, ...], terms: tuple[str, ...]) -> None:
    assert terms_of(given) == terms


@pytest.mark.parametrize("given", ["", " ", ",", (), ("", " , ")])
def test_a_question_that_names_nothing_is_an_error_of_one_line(given: str | tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="names no skill") as caught:
        terms_of(given)
    assert "\n" not in str(caught.value)


def test_the_report_holds_the_answer(report: Report) -> None:
    asked = resumefit.match(report.resume, report.posting, what_if="k8s, SQL", as_of=date(2026, 11, 1))
    assert asked.what_if == ask(report, "k8s", "SQL")
    assert asked.score == report.score
    assert report.what_if is None


def test_what_is_met_already_is_told_from_what_is_not_asked_for(report: Report) -> None:
    python, welding = ask(report, "Python", "Welding").gains
    assert (python.answers, python.met) == ((), ("Python",))
    assert (welding.answers, welding.met) == ((), ())


def test_a_missing_skill_adds_what_it_is_worth(report: Report) -> None:
    worth = next(p.worth for p in report.score.points if p.match.requirement.label == "Kubernetes")
    found = ask(report, "k8s")
    assert found.gains[0].answers == ("Kubernetes",)
    assert found.gains[0].points == pytest.approx(worth, abs=0.1)
    assert found.score.total == pytest.approx(report.score.total + worth, abs=0.1)


def test_the_gain_is_that_of_the_resume_with_the_line_added(report: Report) -> None:
    more = RESUME.replace("each night", "each night with Airflow and Kubernetes")
    again = resumefit.match(resumefit.read_resume(text=more), report.posting, as_of=date(2026, 11, 1))
    assert again.score.total == pytest.approx(ask(report, "Airflow", "Kubernetes").score.total, abs=0.1)


def test_two_alternatives_do_not_add_up(report: Report) -> None:
    both, one = ask(report, "Airflow", "Dagster"), ask(report, "Airflow")
    assert both.score.total == one.score.total
    assert both.gains[0].points == both.gains[1].points > 0


def test_what_implies_a_skill_answers_it_too(report: Report) -> None:
    assert ask(report, "PostgreSQL").gains[0].answers == ("SQL",)
    assert 0 < ask(report, "PostgreSQL").gains[0].points < ask(report, "SQL").gains[0].points


def test_a_phrase_that_no_taxonomy_knows(report: Report) -> None:
    assert ask(report, "stakeholder mapping").gains[0].answers == ("Stakeholder mapping",)


@pytest.mark.parametrize("term", ["Welding", "Python", "", "  ", "🙂", "x" * 400])
def test_what_is_not_asked_for_or_there_already_adds_nothing(report: Report, term: str) -> None:
    found = ask(report, term)
    assert found.gains[0].points == 0
    assert found.gains[0].answers == ()
    assert found.score.total == report.score.total


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["SQL", "Airflow", "dbt", "Go", "Kubernetes", "Dagster", "MySQL"]), max_size=6))
def test_more_never_lowers_the_score(terms: list[str]) -> None:
    totals = [ask(matched(), *terms[:count]).score.total for count in range(len(terms) + 1)]
    assert totals == sorted(totals)
    assert totals[-1] <= 100
