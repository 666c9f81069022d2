"""What the checks of postings and letters rest on: ages of technologies, closing dates, firms; and that they are fast."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resumefit
from resumefit.checks.closing import closing_dates
from resumefit.checks.firms import domains_of, firm_of, firms_addressed, is_named, is_shared, names_firm
from resumefit.checks.sayings import patterns
from resumefit.checks.technologies import first_year, first_years, longest_use
from resumefit.config import CheckSettings, load_config
from resumefit.language.keywords import Keyword
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.posting import JobPosting
from resumefit.language.taxonomy import load_taxonomy
from resumefit.reading.document import Span
from resumefit.reading.read import read_text

DATA = Path(resumefit.__file__).parent / "data"
FILES = ("checks_posting.toml", "firms.toml")


def posting(*lines: str) -> JobPosting:
    text = "\n".join(("Data Analyst", *lines, "", "Requirements", "- SQL and Python", "- Power BI"))
    return resumefit.read_posting(text=text)


# ---------------------------------------------------------------- technologies


def tables() -> Mapping[str, Mapping[str, int]]:
    return tomllib.loads((DATA / "technologies.toml").read_text("utf-8"))


def test_technologies_are_sorted_unique_and_in_the_taxonomy() -> None:
    every = [skill for table in tables().values() for skill in table]
    assert len(every) >= 150
    assert len(set(every)) == len(every)
    assert not set(every) - load_taxonomy().skills.keys()
    assert all(list(table) == sorted(table) for table in tables().values())
    assert first_years() == {skill: year for table in tables().values() for skill, year in table.items()}


def test_years_are_years_in_which_it_could_be() -> None:
    years = [year for table in tables().values() for year in table.values()]
    assert all(1995 <= year <= date.today().year for year in years)


@pytest.mark.parametrize(
    ("skill", "year"),
    [("kubernetes", 2014), ("fastapi", 2018), ("swift", 2014), ("docker", 2013), ("go", 2009), ("chatgpt", 2022)],
)
def test_years_that_everybody_can_look_up(skill: str, year: int) -> None:
    assert first_years()[skill] == year


def test_what_implies_another_is_no_older() -> None:
    """Nobody had EKS before Kubernetes; what is named had a first generation that was built on something else."""
    earlier = {("angular", "typescript"), ("openshift", "kubernetes"), ("flux-cd", "gitops")}
    skills = load_taxonomy().skills
    pairs = [
        (skill, implied)
        for skill in first_years()
        for implied in skills[skill].implies
        if implied in first_years() and implied != "cloud-computing"  # a cloud is older than its name
    ]
    assert len(pairs) >= 20
    assert {(one, two) for one, two in pairs if first_years()[one] < first_years()[two]} == earlier


def keyword(label: str, skill: str | None = None) -> Keyword:
    return Keyword(label, "tool", skill, (label,), ())


def test_the_oldest_alternative_counts_and_an_unknown_one_ends_it() -> None:
    assert first_year([keyword("Kubernetes", "kubernetes"), keyword("Docker", "docker")]) == 2013
    assert first_year([keyword("Kubernetes", "kubernetes"), keyword("Linux", "linux")]) is None
    assert first_year([keyword("Airflow")]) == 2015  # a name that may be an ordinary word is no skill of the posting
    assert first_year([]) is None


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(1990, 2019))
def test_longest_use_is_never_too_short(today: date, year: int) -> None:
    assert longest_use(year, today) >= (today - date(year, 1, 1)).days / 365.25 - 0.01
    assert longest_use(year, today) <= today.year - year + 1


# ---------------------------------------------------------------- closing dates

DAYS = ("{d} {month} {y}", "{month} {d}, {y}", "{iso}", "Friday {d} {month} {y}", "{d}th of {month} {y}")
LEADS = ("Closing date: ", "Apply by ", "Applications close on ", "The deadline for applications is ", "Open until ")


@given(st.dates(date(2020, 1, 1), date(2039, 12, 31)), st.sampled_from(DAYS), st.sampled_from(LEADS))
def test_closing_dates_in_many_wordings(day: date, form: str, lead: str) -> None:
    made = posting(lead + form.format(d=day.day, month=f"{day:%B}", y=day.year, iso=day.isoformat()))
    assert [found for found, _ in closing_dates(made)] == [day]


@pytest.mark.parametrize(
    "line",
    [
        "Closing date: 03/04/2026",
        "Closing date: 31 February 2026",
        "Apply by Friday 3 March",
        "We opened in 2019 and moved on 4 May 2021",
        "Closing date: when filled",
        "Apply by 99 May 2026",
    ],
)
def test_no_date_is_guessed(line: str) -> None:
    assert not list(closing_dates(posting(line)))


# ---------------------------------------------------------------- firms


@pytest.mark.parametrize(
    "line",
    [
        "Humbermart Ltd, Hull",
        "Employer: Humbermart",
        "About Humbermart",
        "Humbermart is a grocer.",
        "Pell & Daughter",
        "Write to people@humbermart.example",
        "See humbermart.com",
        "The County of Holderness",
        "Saltmarsh Primary School",
    ],
)
def test_a_firm_is_named(line: str) -> None:
    assert names_firm(posting(line))


@pytest.mark.parametrize("line", ["Hull, hybrid", "Our client is a leader in its field", "Write to analyst@gmail.com"])
def test_no_firm_is_named(line: str) -> None:
    assert not names_firm(posting(line))


def test_the_name_of_a_firm() -> None:
    assert firm_of(posting("Company: Pell & Daughter | Hull")) == "Pell & Daughter"
    assert firm_of(posting("Hull", "About Humbermart", "We sell bread.")) == "Humbermart"
    assert firm_of(posting("Hull", "About us", "We sell bread.")) == ""


def test_names_in_other_spellings() -> None:
    assert is_named("Northwind Ferry Ltd", "North Wind")
    assert is_named("write to jobs@northwindferry.example", "Northwind Ferry")
    assert is_named("Pell and Daughter", "Pell & Daughter")
    assert not is_named("Northwind Ferry Ltd", "Southgate Ltd")


@pytest.mark.parametrize(
    ("sentence", "firm"),
    [
        ("Dear Humbermart team,", "Humbermart"),
        ("Dear Hiring Manager at Pell & Daughter,", "Pell & Daughter"),
        ("I apply for the role of Analyst at Northgate Foods.", "Northgate Foods"),
        ("I would love to join Hexley Robotics.", "Hexley Robotics"),
        ("Dear Hiring Team,", None),
        ("Dear Ms Mooney,", None),
        ("I would love to join Marge's team.", None),
        ("I would love to join your team in Leeds.", None),
    ],
)
def test_whom_a_letter_is_written_to(sentence: str, firm: str | None) -> None:
    found = [name for name, _ in firms_addressed(sentence, Span(0, len(sentence)), "letter")]
    assert found[:1] == ([firm] if firm else [])


def test_domains() -> None:
    found = [domain for domain, _ in domains_of("Mail a.b@gmail.com or see https://www.humbermart.example/jobs")]
    assert found == ["gmail.com", "humbermart.example"]
    assert [is_shared(one) for one in (*found, "jobs.lever.co")] == [True, False, True]


# ---------------------------------------------------------------- patterns


def test_every_pattern_compiles_and_finds_nothing_in_nothing() -> None:
    seen = 0
    for file in FILES:
        for table, content in data_table(file).items():
            if isinstance(content, dict) and table != "domains":
                for pattern in load_patterns(file, table).values():
                    seen += 1
                    assert not pattern.search("")
    assert seen >= 30


@pytest.mark.parametrize(
    "unit", ["Aa ", "apply ", "you pay ", "seeking ", "1 ", "a", "A.b", "www.", "interview ", "$1,"]
)
def test_no_pattern_is_slow_on_a_long_line(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    names = [table for table, content in data_table(FILES[0]).items() if isinstance(content, dict)]
    start = perf_counter()
    for table in names:
        for pattern in patterns(table).values():
            pattern.search(text)
    list(firms_addressed(text, Span(0, len(text)), "letter"))
    assert perf_counter() - start < 5
    assert names


def test_a_check_that_needs_more_than_there_is_does_not_run() -> None:
    from dataclasses import replace

    from tests.checkcases import RESUME

    config = replace(load_config(), checks=CheckSettings(select=("JOB", "FIT")))
    assert resumefit.check(read_text(RESUME, "resume.txt"), config=config) == []
    letter = read_text("Dear [Company] team, I apply to Northgate Foods.", "letter.txt")
    found = resumefit.check(read_text(RESUME, "resume.txt"), letter=letter, config=config)
    assert {one.code for one in found} == {"FIT403"}  # with no posting, nothing can be said of the firm


# ---------------------------------------------------------------- the page's introduction


def test_the_introduction_cites_what_it_lists() -> None:
    import re

    text = (DATA / "checks_intro.md").read_text("utf-8")
    body, notes = re.split(r"\n(?=\[\^1\]:)", text, maxsplit=1)
    cited = re.findall(r"\[\^(\d+)\]", body)
    listed = re.findall(r"^\[\^(\d+)\]: \S", notes, re.MULTILINE)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert len(listed) >= 10
    assert list(dict.fromkeys(cited)) == listed  # each is cited, and first in the order of its number
