"""Postings as a whole: title, firm, what is asked for, and when there is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import NothingToScoreError
from resumefit.language.posting import JobPosting, understand_posting
from resumefit.reading.document import Fact
from resumefit.reading.read import read_text

PROBES = Path(__file__).parent / "eval" / "probes"
BODY = (
    "\n\nRequirements\n\n- Payroll and Microsoft Excel\n- 2+ years of experience\n- Bachelor's degree in Finance\n"
    "\nNice to have\n\n- Python\n"
)


def posting(text: str) -> JobPosting:
    return understand_posting(read_text(text))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Payroll Clerk", "Payroll Clerk"),
        ("Payroll Clerk - Bristol", "Payroll Clerk"),
        ("Fennel & Oak\nPayroll Clerk (m/f/d)", "Payroll Clerk"),
        ("Job title: Payroll Clerk\nDepartment: Finance", "Payroll Clerk"),
        ("Registered Dental Hygienist\n\nPosition: Part-time, benefits-eligible", "Registered Dental Hygienist"),
        ("Position: Senior Payroll Clerk", "Senior Payroll Clerk"),
        ("We are looking for a payroll clerk to join our team.", "payroll clerk"),
        ("SENIOR PAYROLL CLERK\nBristol", "Senior Payroll Clerk"),
        ("Bread for all.\n\nFennel & Oak seeks an experienced line cook for its kitchen.", "experienced line cook"),
        ("Bread for all.", ""),
    ],
)
def test_title(head: str, title: str) -> None:
    found = posting(head + BODY)
    assert found.title == title
    assert [one.label for one in found.requirements if one.kind == "title"] == ([title] if title else [])


def test_a_stated_title_comes_first() -> None:
    document = replace(
        read_text("Payroll Clerk" + BODY),
        facts=(Fact("title", "Line Cook"), Fact("hiringOrganization", "Fennel & Oak"), Fact("jobLocation", "Leeds")),
    )
    found = understand_posting(document)
    assert (found.title, found.organization, found.location) == ("Line Cook", "Fennel & Oak", "Leeds")


def test_what_is_asked_for() -> None:
    found = posting("Payroll Clerk" + BODY)
    assert found.years == 2
    assert found.degree == "bachelor"
    assert [one.need for one in found.requirements] == sorted(
        (one.need for one in found.requirements), key=["required", "preferred", "duty"].index
    )
    assert {"Payroll", "Microsoft Excel", "Python"} <= {keyword.label for keyword in found.keywords}
    assert len(set(found.keywords)) == len(found.keywords)


def test_keywords_are_those_most_asked_for_first() -> None:
    found = posting("Clerk\n\nRequirements\n\n- Payroll\n- SQL\n- Python\n- Python again\n- More Python\n")
    labels = [keyword.label for keyword in found.keywords if keyword.kind != "title"]
    assert labels[0] == "Python"


@pytest.mark.parametrize(
    "text",
    [
        "Bread is good.",
        "About us\n\nWe bake bread with Python since 1971.",
        "Benefits\n\n- dental\n- 401k",
        "Requirements\n\n- Must be 18 or older",
    ],
)
def test_nothing_asked_for_is_an_error(text: str) -> None:
    with pytest.raises(NothingToScoreError, match="asks for nothing") as caught:
        posting(text)
    assert "\n" not in str(caught.value)


def test_no_years_and_no_degree() -> None:
    found = posting("Clerk\n\nRequirements\n\n- Python\n")
    assert found.years is None
    assert found.degree is None


@pytest.mark.parametrize("case", sorted(path.parent.name for path in PROBES.glob("*/posting.txt")))
def test_probe_postings_are_understood(case: str) -> None:
    found = posting((PROBES / case / "posting.txt").read_text("utf-8"))
    assert found.title
    assert sum(one.need == "required" for one in found.requirements) >= 4
    labels = {form.lower() for keyword in found.keywords for form in (*keyword.forms, keyword.label)}
    assert not labels & {
        "dental",
        "401k",
        "401(k)",
        "pension",
        "diversity",
        "equal opportunity",
        "race",
        "religion",
        "gym",
        "pto",
    }
    assert all(found.document.text[m.start : m.end].strip() for k in found.keywords for m in k.mentions if m.end)


def test_there_are_probe_postings() -> None:
    assert len(list(PROBES.glob("*/posting.txt"))) >= 5


@given(
    st.lists(
        st.sampled_from(
            [
                "Requirements",
                "- Python",
                "We offer dental.",
                "",
                "You must know SQL.",
                "Payroll Clerk",
                "5+ years",
                "•",
                "Title:",
            ]
        ),
        max_size=12,
    )
)
def test_any_posting_is_understood_or_refused_in_one_line(lines: list[str]) -> None:
    message, found = "", None
    try:
        found = posting("\n".join(["Fennel & Oak", *lines]))
    except NothingToScoreError as error:
        message = str(error)
    assert "\n" not in message
    assert message or (found and found.requirements)


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        ("- Bachelor's degree\n- High school diploma", "secondary"),
        ("- Bachelor's degree required, PhD preferred", "bachelor"),
        ("- PhD preferred", "doctorate"),
        ("- A degree or master's", "bachelor"),
        ("- A degree in tourism", "bachelor"),
        ("- Payroll", None),
    ],
)
def test_the_lowest_degree_that_will_do(lines: str, level: str | None) -> None:
    assert posting(f"Payroll Clerk\n\nRequirements\n\n{lines}\n- Payroll\n").degree == level


def test_the_terms_of_a_posting_stand_beside_its_demands() -> None:
    found = posting("Senior Payroll Clerk\nLocation: Leeds | Hybrid | Part-time | £30,000 to £34,000" + BODY)
    assert (found.employment_type, found.seniority, found.locations, found.remote) == (
        ("PART_TIME",),
        "senior",
        ("Leeds",),
        "hybrid",
    )
    assert found.salary is not None
    assert (found.salary.low, found.salary.high) == (30_000, 34_000)
