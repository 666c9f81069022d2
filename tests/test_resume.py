"""Resumes as a whole: name, sections, positions with title, firm and dates, in several layouts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import NothingToScoreError
from resumefit.language.resume import Resume, understand_resume
from resumefit.reading.read import read_text

TODAY = date(2026, 11, 1)
PROBES = Path(__file__).parent / "eval" / "probes"


def resume(text: str) -> Resume:
    return understand_resume(read_text(text))


WIDE_GAP = """Jordan Ellery
Bristol | jordan.ellery@example.com | +44 20 7946 0123

PROFILE
Accountant with six years in manufacturing.

EXPERIENCE

Senior Accountant, Harrow & Tide Ltd                  Mar 2020 - Present
- Month-end close and balance sheet reconciliations
- Led a team of 3

Accountant
Bexley Foods
January 2017 - February 2020
- Accounts payable and VAT returns

EDUCATION
BSc Accounting and Finance, University of Leeds, 2016

SKILLS
Excel, SAP, Xero
"""
PROSE = """JORDAN ELLERY
Senior Accountant
jordan.ellery@example.com

Work History

Harrow & Tide Ltd — Senior Accountant (Mar 2020–present)
Closed the books each month in three days and trained two juniors in SAP.

Bexley Foods — Accountant (Jan 2017–Feb 2020)
Paid suppliers and prepared VAT returns for four sites every quarter.

Education
2016  BSc Accounting and Finance, University of Leeds
"""
DATES_FIRST = """Jordan Ellery
jordan.ellery@example.com

Employment

03/2020 – now   Senior Accountant
                Harrow & Tide Ltd
  * Month-end close
  * SAP rollout
01/2017 – 02/2020   Accountant
                Bexley Foods
  * VAT returns
  * Accounts payable for four sites with a monthly volume of 900 invoices

Qualifications
BSc Accounting and Finance, 2016
"""
STACKED = """Jordan Ellery
jordan.ellery@example.com

Experience

Harrow & Tide Ltd
Senior Accountant
Mar 2020 to date
• Month-end close for a group of nine companies in the north of the country

Bexley Foods
Accountant
Jan 2017 - Feb 2020
• VAT returns for many customers across the whole region of Yorkshire and beyond

Education
BSc Accounting and Finance, 2016
"""
PIPES = """Jordan Ellery
jordan.ellery@example.com

Professional Experience

Senior Accountant | Harrow & Tide Ltd | Mar 2020 - Current
- Month-end close for a group of nine companies in the north of the country

Accountant | Bexley Foods | Jan 2017 - Feb 2020
- VAT returns for many customers across the whole region of Yorkshire and beyond

Education
BSc Accounting and Finance | University of Leeds | 2016
"""
LAYOUTS = {"wide gap": WIDE_GAP, "prose": PROSE, "dates first": DATES_FIRST, "stacked": STACKED, "pipes": PIPES}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_entries(layout: str) -> None:
    found = resume(LAYOUTS[layout])
    entries = [e for e in found.entries if e.section == "work"]
    assert [(e.title, e.organization) for e in entries] == [
        ("Senior Accountant", "Harrow & Tide Ltd"),
        ("Accountant", "Bexley Foods"),
    ]
    ranges = [e.dates for e in entries]
    assert [(d.start.year, d.start.month, d.end and (d.end.year, d.end.month)) for d in ranges if d] == [
        (2020, 3, None),
        (2017, 1, (2020, 2)),
    ]
    assert found.years(TODAY) == pytest.approx((2026 - 2017) + 11 / 12)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_head_education_and_titles(layout: str) -> None:
    found = resume(LAYOUTS[layout])
    assert found.name.title() == "Jordan Ellery"
    assert found.contact.email == "jordan.ellery@example.com"
    assert [degree.level for degree in found.degrees] == ["bachelor"]
    assert {"Senior Accountant", "Accountant"} <= {title for title, _ in found.titles}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_are_in_the_text(layout: str) -> None:
    found = resume(LAYOUTS[layout])
    text = found.document.text
    assert all(0 <= e.span.start < e.span.end <= len(text) for e in found.entries)
    assert all(one.span.end <= two.span.start for one, two in zip(found.entries, found.entries[1:], strict=False))
    for entry in found.entries:
        assert entry.title in " ".join(text[entry.span.start : entry.span.end].split())
        assert found.entry_at(entry.span.start) == entry
        assert found.section_at(entry.span.start) == entry.section
    assert all(found.document.quote(m.span) for m in found.mentions)


def test_a_nickname_is_part_of_a_name() -> None:
    assert resume(WIDE_GAP.replace("Jordan Ellery", 'Jordan "Jo" Ellery', 1)).name == 'Jordan "Jo" Ellery'


def test_contact() -> None:
    found = resume(WIDE_GAP)
    assert found.contact.phone == "+44 20 7946 0123"
    assert [section.kind for section in found.sections] == ["header", "summary", "work", "education", "skills"]


_TOWN = (
    "Experience\n\nHarrow & Tide Ltd\nLeeds, UK\nSenior Accountant\nMar 2020 to date\n"
    "• Month-end close for nine companies\n"
)


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        ("Experience\n\nClerk at Fennel & Oak, 2018 - 2020\n- Payroll\n", "Clerk", "Fennel & Oak"),
        pytest.param("Experience\n\nFennel & Oak, Leeds\nClerk, 2018 - 2020\n- Payroll\n", "Clerk", "Fennel & Oak"),
        ("Experience\n\nClerk (2018 - 2020)\nFennel & Oak\n- Payroll\n", "Clerk", "Fennel & Oak"),
        pytest.param(_TOWN, "Senior Accountant", "Harrow & Tide Ltd"),
        ("Experience\n\nNorthgate College, tutor, Summer 2016\n- Taught\n", "tutor", "Northgate College"),
    ],
)
def test_other_heads(text: str, title: str, organization: str) -> None:
    filler = (
        "\nInterests\nBread of all kinds, rolls, buns and more, long walks in the hills with the dog and with friends, "
        "and a quiet book in the evening by the fire.\n"
    )
    (entry,) = (e for e in resume(f"Jordan Ellery\n\n{text}{filler}").entries if e.section == "work")
    assert (entry.title, entry.organization) == (title, organization)


@pytest.mark.parametrize("heading", ["EXPERIENCE", "Experience", "Work Experience:", "EMPLOYMENT HISTORY"])
def test_the_look_of_a_heading_changes_nothing(heading: str) -> None:
    def facts(found: Resume) -> object:
        return (
            [(e.title, e.organization, e.section) for e in found.entries],
            found.years(TODAY),
            [m.label for m in found.mentions],
        )

    assert facts(resume(WIDE_GAP.replace("EXPERIENCE", heading))) == facts(resume(WIDE_GAP))


def test_overlapping_positions_count_once() -> None:
    two = (
        "Experience\n\nClerk, Fennel & Oak   Jan 2018 - Dec 2019\n- Payroll and more\n\n"
        "Baker, Rye Ltd   Jan 2018 - Dec 2019\n- Bread\n"
    )
    assert resume(f"Robin Marlowe\n\n{two}\nInterests\n{'words ' * 25}\n").years(TODAY) == 2


def test_education_is_no_work() -> None:
    text = (
        f"Robin Marlowe\n\nEducation\n\nBSc Biology, University of Leeds   2014 - 2017\n\nInterests\n{'words ' * 25}\n"
    )
    assert resume(text).years(TODAY) == 0


@pytest.mark.parametrize("text", ["Robin Marlowe", "word " * 10, "- a\n- b\n"])
def test_too_little_is_an_error(text: str) -> None:
    with pytest.raises(NothingToScoreError, match="no resume") as caught:
        resume(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", sorted(PROBES.glob("*/qualified_same.txt")), ids=lambda path: path.parent.name)
def test_probe_resumes_are_understood(path: Path) -> None:
    found = resume(path.read_text("utf-8"))
    assert found.name or '"' in found.document.text[:40]
    assert found.contact.email.endswith("example.com")
    assert sum(bool(e.title and e.dates) for e in found.entries) >= 1
    assert 1 <= found.years(TODAY) <= 45


def test_there_are_probe_resumes() -> None:
    assert len(list(PROBES.glob("*/qualified_same.txt"))) >= 5


LINES = st.sampled_from(
    [
        "EXPERIENCE",
        "Clerk, Fennel & Oak   2018 - 2020",
        "- Payroll in SAP",
        "",
        "Education",
        "BSc Biology 2016",
        "Jan 2019 – Present",
        "Baker",
        "Skills",
        "Python, SQL",
    ]
)


@given(st.lists(LINES, max_size=16))
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    found = resume("\n".join(["Robin Marlowe", "word " * 30, *lines]))
    assert all(one.span.end <= two.span.start for one, two in zip(found.entries, found.entries[1:], strict=False))
    assert 0 <= found.years(TODAY) <= 60
