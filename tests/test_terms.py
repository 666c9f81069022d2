"""Terms of a posting: kind of employment, rank, places, remote or not, and pay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resumefit
from resumefit.language.posting import JobPosting, understand_posting
from resumefit.language.terms import Salary
from resumefit.reading.read import read_text


def posting(head: str, title: str = "Payroll Clerk", body: str = "") -> JobPosting:
    return understand_posting(read_text(f"{title}\n{head}\n\n{body}\n\nRequirements\n\n- Payroll\n"))


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("Full-time, permanent", ("FULL_TIME",)),
        ("Part time, 22.5 hours", ("PART_TIME",)),
        ("Full or part time", ("FULL_TIME", "PART_TIME")),
        ("12-month fixed-term contract", ("TEMPORARY",)),
        ("Maternity cover", ("TEMPORARY",)),
        ("Contract-to-hire", ("CONTRACTOR",)),
        ("Summer internship", ("INTERN",)),
        ("Per diem", ("PER_DIEM",)),
        ("Leeds", ()),
        ("Full-time experience is welcome", ()),
    ],
)
def test_employment_type(head: str, kinds: tuple[str, ...]) -> None:
    assert posting(head).employment_type == kinds


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Senior Payroll Clerk", "senior"),
        ("Junior Developer", "junior"),
        ("Head of Payroll", "lead"),
        ("Payroll Team Leader", "lead"),
        ("Trainee Electrician", "intern"),
        ("Assistant Manager", "junior"),
        ("Medical Assistant", None),
        ("Staff Accountant", None),
        ("Payroll Clerk", None),
    ],
)
def test_seniority(title: str, rank: str | None) -> None:
    assert posting("Leeds", title).seniority == rank


@pytest.mark.parametrize(
    ("head", "remote"),
    [
        ("Leeds, hybrid (two days in the office)", "hybrid"),
        ("Fully remote within the UK", "remote"),
        ("Work from home", "remote"),
        ("Leeds, on-site", "on site"),
        ("Leeds", None),
        ("Remote support desk", None),
        ("Hybrid cloud team", None),
    ],
)
def test_remote(head: str, remote: str | None) -> None:
    assert posting(head).remote == remote


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("Location: Leeds", ("Leeds",)),
        ("Location: Bristol or remote within the UK | Full-time", ("Bristol or remote within the UK",)),
        ("Work location: Ballinree, Co. Mayo", ("Ballinree, Co. Mayo",)),
        ("Place: Linköping, Sweden   Extent: 100%", ("Linköping, Sweden",)),
        ("**Where:** Toronto or Montréal", ("Toronto or Montréal",)),
        ("A workplace for all", ()),
    ],
)
def test_locations(head: str, places: tuple[str, ...]) -> None:
    assert posting(head).locations == places


@pytest.mark.parametrize(
    ("head", "salary"),
    [
        ("£55,000 – £68,000 depending on experience", Salary("GBP", 55_000, 68_000, "YEAR")),
        ("Salary: £27,803 to £30,296 per annum", Salary("GBP", 27_803, 30_296, "YEAR")),
        ("Pay: $18.50–$21.00 an hour", Salary("$", 18.5, 21, "HOUR")),
        ("$34-41 per hr", Salary("$", 34, 41, "HOUR")),
        ("OTE $140k–$165k", Salary("$", 140_000, 165_000, "YEAR")),
        ("CAD 38 to 46 per hour", Salary("CAD", 38, 46, "HOUR")),
        ("€31.000 – €35.000", Salary("EUR", 31_000, 35_000, "YEAR")),
        ("€250 to €310 a day", Salary("EUR", 250, 310, "DAY")),
        ("EUR 3,300 gross, 14 times a year", Salary("EUR", 3_300, None, "MONTH")),
        ("circa £46k", Salary("GBP", 46_000, None, "YEAR")),
        ("Salary: £25,480 – £27,912          Hours: 37 per week", Salary("GBP", 25_480, 27_912, "YEAR")),
        ("a budget of £25,000 a month", None),
        ("$7,500 sign-on bonus", None),
        ("turnover of £38m", None),
        ("£5", None),
    ],
)
def test_salary(head: str, salary: Salary | None) -> None:
    assert posting(head).salary == salary


def test_pay_is_found_among_what_is_offered() -> None:
    assert posting("Leeds", body="What we offer\n\n- £13.10 an hour and a pension").salary == Salary(
        "GBP", 13.1, None, "HOUR"
    )


def test_what_a_page_states_is_taken_first() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "JobPosting", '
        '"title": "Payroll Clerk", "employmentType": ["PART_TIME"], "jobLocationType": "TELECOMMUTE", '
        '"jobLocation": {"@type": "Place", "address": {"addressLocality": "Leeds", "addressCountry": "GB"}}, '
        '"baseSalary": {"@type": "MonetaryAmount", "currency": "GBP", "value": {"@type": "QuantitativeValue", '
        '"minValue": 24000, "maxValue": 26000, "unitText": "YEAR"}}, '
        '"description": "<h2>Requirements</h2><ul><li>Payroll</li><li>Full-time experience</li></ul>"}</script></head>'
        "<body><h1>Payroll Clerk</h1><h2>Requirements</h2><ul><li>Payroll</li></ul></body></html>"
    )
    found = resumefit.read_posting(page.encode())
    assert found.employment_type == ("PART_TIME",)
    assert found.remote == "remote"
    assert found.locations == ("Leeds, GB",)
    assert found.salary == Salary("GBP", 24_000, 26_000, "YEAR")


@given(st.text(alphabet=st.sampled_from("£$€0123456789.,k –-perhourya "), max_size=60))
def test_any_line_gives_sane_pay(line: str) -> None:
    salary = posting(line).salary
    if salary is not None:
        assert salary.low >= 0
        assert salary.high is None or salary.high > salary.low
