"""How long somebody has worked, in all and with one thing; when they have not."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.dates import DateRange, Month
from resumefit.language.entries import Entry
from resumefit.language.experience import entries_naming, find_gaps, months_worked
from resumefit.language.mentions import skill_finder
from resumefit.language.resume import Resume, understand_resume
from resumefit.reading.document import Span
from resumefit.reading.read import read_text

TODAY = date(2026, 11, 1)

TEXT = """Robin Marlowe
robin@example.org

EXPERIENCE

Developer, Oak Ltd, Jan 2020 - Dec 2021
- Wrote services in Django for the whole firm

Developer, Ash Ltd, Jul 2021 - Jun 2022
- Wrote Python

Career break, Jul 2022 - Dec 2023

Analyst, Elm Ltd, Jan 2024 - Present
- Ran PostgreSQL

VOLUNTEERING

Coder, Rye Trust, Jan 2019 - Jun 2019
- Taught Python

PROJECTS

Bread map, 2010 - 2015
- Python throughout

SKILLS

Python, Django, PostgreSQL, Kotlin
"""


@pytest.fixture(scope="module")
def resume() -> Resume:
    return understand_resume(read_text(TEXT))


def test_years_of_work(resume: Resume) -> None:
    """Overlaps once, neither voluntary work nor projects nor the break."""
    assert resume.years(TODAY) * 12 == 30 + 35
    assert [entry.title for entry in resume.work] == ["Developer", "Developer", "Analyst"]
    assert [entry.title for entry in resume.breaks] == ["Career break"]


def test_months_of_a_skill(resume: Resume) -> None:
    """Only where an entry names it: a list of skills dates nothing, and a project is no position."""
    taxonomy = skill_finder().taxonomy
    assert resume.months_of(["python"], TODAY) == 12 + 6
    assert resume.months_of(["django"], TODAY) == 24
    assert resume.months_of(["python"], TODAY, taxonomy) == 30 + 6  # who wrote Django wrote Python
    assert resume.months_of(["python", "postgresql"], TODAY) == 12 + 6 + 35
    assert resume.months_of(["kotlin"], TODAY) == 0
    assert resume.months_of([], TODAY, taxonomy) == 0


def test_positions_that_name_a_place_of_the_text(resume: Resume) -> None:
    places = [mention.span for mention in resume.mentions if mention.skill == "python"]
    assert [entry.section for entry in resume.naming(places)] == ["work", "volunteering"]
    assert resume.naming([]) == []


def test_gaps(resume: Resume) -> None:
    (gap,) = resume.gaps(TODAY)
    assert (gap.start.iso, gap.end.iso, gap.months, gap.reason) == ("2022-07", "2023-12", 18, "Career break")


def test_studies_account_for_a_gap() -> None:
    text = TEXT.replace("Career break, Jul 2022 - Dec 2023\n", "").replace(
        "SKILLS", "EDUCATION\n\nMSc Botany, Pecan University, 2022 - 2023\n\nSKILLS"
    )
    (gap,) = understand_resume(read_text(text)).gaps(TODAY)
    assert gap.reason == "Pecan University"


def entry(start: Month, end: Month | None, section: str = "work") -> Entry:
    return Entry("Clerk", "Oak Ltd", DateRange(Span(0, 1), start, end), Span(0, 10), section)


def test_bare_years_make_no_gap() -> None:
    """Who left in 2015 and began in 2016 may not have had a free day."""
    work = [entry(Month(2010, 1, exact=False), Month(2015, 12, exact=False)), entry(Month(2016, 1, exact=False), None)]
    assert find_gaps(work, (), TODAY) == ()


def test_a_month_between_two_positions_is_no_gap() -> None:
    assert not find_gaps([entry(Month(2010, 1), Month(2015, 6)), entry(Month(2015, 8), None)], (), TODAY)
    assert find_gaps([entry(Month(2010, 1), Month(2015, 6)), entry(Month(2015, 9), None)], (), TODAY)


def test_since_the_last_position_ended() -> None:
    (gap,) = find_gaps([entry(Month(2010, 1), Month(2026, 5))], (), TODAY)
    assert (gap.start.iso, gap.months, gap.reason) == ("2026-06", 6, "")
    assert find_gaps([], (), TODAY) == ()


MONTHS = st.builds(Month, st.integers(2000, 2024), st.integers(1, 12))


@given(st.lists(st.tuples(MONTHS, st.integers(0, 40)), max_size=6))
def test_work_and_gaps_do_not_overlap(pairs: list[tuple[Month, int]]) -> None:
    work = [entry(start, Month((start.number + n) // 12, (start.number + n) % 12 + 1)) for start, n in pairs]
    gaps = find_gaps(work, (), TODAY)
    first = min((start.number for start, _ in pairs), default=TODAY.year * 12 + TODAY.month)
    whole = TODAY.year * 12 + TODAY.month - first
    assert months_worked(work, TODAY) + sum(gap.months for gap in gaps) <= whole
    assert all(one.end.number < two.start.number for one, two in itertools.pairwise(gaps))
    assert entries_naming(work, [Span(2, 3)]) == work
    assert entries_naming([entry(Month(2000, 1), None, "projects")], [Span(2, 3)]) == []
