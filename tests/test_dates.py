"""Dates as people write them in resumes, and how many months they cover."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.dates import DateRange, Month, find_dates, find_ranges, find_single, total_months
from resumefit.language.patterns import data_table
from resumefit.reading.document import Span

TODAY = date(2026, 11, 1)
Point = tuple[int, int] | None


def ranges_in(text: str) -> list[DateRange]:
    return list(find_ranges(text, Span(0, len(text))))


def points(found: DateRange) -> tuple[Point, Point]:
    return (found.start.year, found.start.month), (found.end.year, found.end.month) if found.end else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 2019 – Present", (2019, 1), None),
        ("01/2019-03/2021", (2019, 1), (2021, 3)),
        ("2019–20", (2019, 1), (2020, 12)),
        ("since 2020", (2020, 1), None),
        ("January 2019 to March 2021", (2019, 1), (2021, 3)),
        ("Jan. 2019 - Mar. 2021", (2019, 1), (2021, 3)),
        ("Jan - Mar 2019", (2019, 1), (2019, 3)),
        ("2015 - 2018", (2015, 1), (2018, 12)),
        ("2015 –", (2015, 1), None),
        ("2015+", (2015, 1), None),
        ("Sept 2021 – present", (2021, 9), None),
        ("Sep '19 – Oct '21", (2019, 9), (2021, 10)),
        ("2019/01 - 2020/02", (2019, 1), (2020, 2)),
        ("2019-01 – 2020-02", (2019, 1), (2020, 2)),
        ("2019-01-15 - 2020-02-20", (2019, 1), (2020, 2)),
        ("01.2019 – 03.2021", (2019, 1), (2021, 3)),
        ("15 Jan 2019 – 3 Mar 2021", (2019, 1), (2021, 3)),
        ("January 15, 2019 - March 3, 2021", (2019, 1), (2021, 3)),
        ("from March 2018", (2018, 3), None),
        ("Fall 2017 – Spring 2018", (2017, 9), (2018, 5)),
        ("2018 till date", (2018, 1), None),
        ("03/2018 — ongoing", (2018, 3), None),
        ("8/2019-Present", (2019, 8), None),
        ("2018 through 2020", (2018, 1), (2020, 12)),
        ("(2019 - 2021)", (2019, 1), (2021, 12)),
        ("2019 - CURRENT", (2019, 1), None),
        ("June of 2018 - 2020", (2018, 6), (2020, 12)),
        ("Dec 1999 - Jan 2000", (1999, 12), (2000, 1)),
        ("2020 – to date", (2020, 1), None),
        ("MAY 2019 - JUNE 2020", (2019, 5), (2020, 6)),
        ("From 2018 to 2020", (2018, 1), (2020, 12)),
        ("from Jan 2018 until Mar 2020", (2018, 1), (2020, 3)),
        ("08/15/2019 - 09/01/2020", (2019, 8), (2020, 9)),
        ("May-2019 to Jun-2020", (2019, 5), (2020, 6)),
        ("Jan2019 - Feb2020", (2019, 1), (2020, 2)),
        ("1999-00", (1999, 1), (2000, 12)),
        ("Q1 2019 - Q3 2020", (2019, 1), (2020, 9)),
        ("spring/summer 2019 - 2020", (2019, 3), (2020, 12)),
        ("2020 onwards", (2020, 1), None),
        ("Jan '23 →", (2023, 1), None),
        ("'19 – '21", (2019, 1), (2021, 12)),
        ("6/18 to now", (2018, 6), None),
        ("01/19 - 03/21", (2019, 1), (2021, 3)),
        ("03-2019 - 04-2020", (2019, 3), (2020, 4)),
        ("Jan 2024 | present", (2024, 1), None),
        ("15.03.2019 - 20.04.2020", (2019, 3), (2020, 4)),
        ("15/03/2019 – 02/04/2020", (2019, 3), (2020, 4)),
        ("2011 / 07 - 2012 / 02", (2011, 7), (2012, 2)),
        ("Summers 2017 – 2019", (2017, 6), (2019, 12)),
        ("winter 2021/22", (2021, 12), (2021, 12)),
        ("2019/20", (2019, 1), (2020, 12)),
        ("Januar 2015 bis heute", (2015, 1), None),
        ("seit März 2020", (2020, 3), None),
        ("von 01.2015 bis 02.2016", (2015, 1), (2016, 2)),
        ("depuis janvier 2018", (2018, 1), None),
        ("janv. 2015 à déc. 2017", (2015, 1), (2017, 12)),
        ("de 2015 à 2018", (2015, 1), (2018, 12)),
        ("septembre 2019 – à ce jour", (2019, 9), None),
        ("enero de 2015 – actualidad", (2015, 1), None),
        ("octubre de 2012 a mayo de 2013", (2012, 10), (2013, 5)),
        ("gennaio 2015 - oggi", (2015, 1), None),
        ("março de 2016 – atualmente", (2016, 3), None),
        ("maart 2015 – heden", (2015, 3), None),
        ("styczeń 2015 – obecnie", (2015, 1), None),
        ("od 2015 do 2018", (2015, 1), (2018, 12)),
    ],
)
def test_ranges(text: str, start: Point, end: Point) -> None:
    found = ranges_in(text)
    assert [points(one) for one in found] == [(start, end)]
    assert ranges_in(f"Clerk, Fennel & Oak   {text}") == [
        DateRange(Span(one.span.start + 22, one.span.end + 22), one.start, one.end) for one in found
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Clerk, October 2019 to September 2017", "October 2019 to September 2017"),
        ("Driver, 2013 - 2010", "2013 - 2010"),
        ("(Jan 2021 – Mar 2020)", "(Jan 2021 – Mar 2020)"),
        ("2021 | 2019", ""),
        ("2021, 2019 and 2018", ""),
        ("2021/2019", ""),
        ("part 12021-2019", ""),
        ("2021 - 18", ""),
    ],
)
def test_what_ends_before_it_begins_is_a_range_where_asked_for(text: str, written: str) -> None:
    whole = Span(0, len(text))
    found = [one for one in find_dates(text, whole, backwards=True) if one.runs_backwards]
    assert [text[one.span.start : one.span.end] for one in found] == [written] * bool(written)
    assert total_months(found, TODAY) == 0
    assert not any(one.runs_backwards for one in find_dates(text, whole))


@pytest.mark.parametrize(
    "text",
    [
        "May 2020",
        "2018",
        "555 0126",
        "020 555 0126",
        "2019 2020",
        "Mar 2021 - Jan 2019",
        "Present - 2019",
        "2020 - 2",
        "ISO 9001",
        "pages 12-19",
        "$2000 - $3000",
        "room 1-2",
        "Marching 2019",
        "ISO 9001:2015 - 2018 edition",
        "MegaSave #2015",
        "from 48% to 61%",
        "grades 9-5",
        "12/18 stops a day",
        "2019–05",
        "2 years ago 2019",
        "MS Office 2016 to a standard",
    ],
)
def test_what_is_no_range(text: str) -> None:
    assert not ranges_in(text)


def test_several_ranges_come_in_order() -> None:
    found = ranges_in("2014 – 2016 / 2018 – Present")
    assert [points(one) for one in found] == [((2014, 1), (2016, 12)), ((2018, 1), None)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Summer 2018", (2018, 6), (2018, 8)),
        ("2018", (2018, 1), (2018, 12)),
        ("May 2020", (2020, 5), (2020, 5)),
        ("Graduated 06/2015", (2015, 6), (2015, 6)),
        ("Fall 2017", (2017, 9), (2017, 11)),
        ("Dec. 31, 2017", (2017, 12), (2017, 12)),
    ],
)
def test_single_dates(text: str, start: Point, end: Point) -> None:
    found = find_single(text, Span(0, len(text)))
    assert found is not None
    assert points(found) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no date",
        "12345",
        "$2019",
        "A2019",
        "1-2019-3",
        "£2019",
    ],
)
def test_no_single_date(text: str) -> None:
    assert find_single(text, Span(0, len(text))) is None


def month_range(start: Month, end: Month | None) -> DateRange:
    return DateRange(Span(0, 1), start, end)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Jan 2019 – Mar 2019", 3),
        ("Jan 2019 – Jan 2019", 1),
        ("Jan 2026 – Present", 11),
        ("2015 - 2018", 36),
        ("2018 - 2018", 12),
        ("2030 - 2035", 0),
        ("Aug 2020 - Jul 2022", 24),
        ("2024 – present", 35),
        ("June 2018 - 2020", 31),
    ],
)
def test_months_covered(text: str, months: int) -> None:
    (found,) = ranges_in(text)
    assert len(found.months(TODAY)) == months


def test_overlaps_count_once() -> None:
    both = [*ranges_in("Jan 2019 – Dec 2020"), *ranges_in("Jul 2020 – Jun 2021")]
    assert total_months(both, TODAY) == 30
    assert total_months(both * 3, TODAY) == 30
    assert total_months([], TODAY) == 0


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2015 - 2018", "2015", "2018"),
        ("Mar 2015 - 2018", "2015-03", "2018"),
        ("Q3 2019 - Summer 2020", "2019-07", "2020-08"),
        ("2019-01-15 - 2020-02-20", "2019-01", "2020-02"),
    ],
)
def test_iso_8601_with_the_precision_that_is_known(text: str, start: str, end: str) -> None:
    (found,) = ranges_in(text)
    assert found.end is not None
    assert (found.start.iso, found.end.iso) == (start, end)


def test_quarters_are_months() -> None:
    """Q1 2019 to Q4 2020 is two years; bare years stand for less, as who writes them rarely means January to December."""
    (quarters,), (years,) = ranges_in("Q1 2019 – Q4 2020"), ranges_in("2019 – 2020")
    assert len(quarters.months(TODAY)) == 24
    assert len(years.months(TODAY)) == 12


def test_ranges_and_lone_dates_in_order() -> None:
    text = "2019 to 2020, then 2021 and Summer 2022"
    found = find_dates(text, Span(0, len(text)))
    assert [(one.start.iso, one.lone) for one in found] == [("2019", False), ("2021", True), ("2022-06", True)]


MONTH_NAMES = [
    (name, month) for month, names in enumerate(data_table("dates.toml")["months"], 1) for name in names.split()
]


def test_a_month_has_one_number() -> None:
    names = [name for name, _ in MONTH_NAMES]
    assert len(names) > 80
    assert len(set(names)) == len(names)


@given(st.sampled_from(MONTH_NAMES), st.integers(1960, 2025), st.sampled_from([str, str.capitalize, str.upper]))
def test_every_name_of_a_month_is_read(pair: tuple[str, int], year: int, form: Callable[[str], str]) -> None:
    name, month = pair
    (found,) = ranges_in(f"Clerk, {form(name)} {year} – {year + 1}")
    assert points(found) == ((year, month), (year + 1, 12))


MONTHS = st.builds(Month, st.integers(1960, 2040), st.integers(1, 12), st.booleans())


@given(st.lists(st.tuples(MONTHS, st.none() | MONTHS), max_size=6), st.tuples(MONTHS, st.none() | MONTHS))
def test_more_ranges_never_cover_less(
    pairs: list[tuple[Month, Month | None]], more: tuple[Month, Month | None]
) -> None:
    some = [month_range(*pair) for pair in pairs]
    total = total_months(some, TODAY)
    assert 0 <= total <= total_months([*some, month_range(*more)], TODAY)
    assert total == total_months(reversed(some), TODAY)
    assert total <= sum(len(one.months(TODAY)) for one in some)


@given(
    st.integers(1960, 2025),
    st.integers(1, 12),
    st.integers(0, 120),
    st.sampled_from(["{:%b %Y}", "{:%B %Y}", "{:%m/%Y}", "{:%Y-%m}"]),
)
def test_what_is_written_is_read(year: int, month: int, length: int, form: str) -> None:
    last = year * 12 + month - 1 + length
    end = date(last // 12, last % 12 + 1, 1)
    text = f"{form.format(date(year, month, 1))} – {form.format(end)}"
    (found,) = ranges_in(text)
    assert points(found) == ((year, month), (end.year, end.month))
    assert found.span == Span(0, len(text))


@given(st.text(alphabet=st.sampled_from("JanFebMayDec 0129/-–.'()presnt"), max_size=40))
def test_any_text_gives_sound_ranges(text: str) -> None:
    for one in ranges_in(text):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert 1 <= one.start.month <= 12
        assert one.end is None or one.end.number >= one.start.number
    find_single(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 18 - 2020", (2018, 1), (2020, 12)),
        ("Jan 18 - Dec 20", (2018, 1), (2020, 12)),
        ("Sept. 98 to Feb. 03", (1998, 9), (2003, 2)),
        ("2017 – Jan 18", (2017, 1), (2018, 1)),
        ("May 18-Present", (2018, 5), None),
    ],
)
def test_years_of_two_digits_behind_a_month(text: str, start: tuple[int, int], end: tuple[int, int] | None) -> None:
    (found,) = find_ranges(text, Span(0, len(text)))
    assert (found.start.year, found.start.month) == start
    assert (found.end and (found.end.year, found.end.month)) == end


@pytest.mark.parametrize("text", ["May 10 - 12", "March 14 - 15, 2019", "Jan 18 - Mar 4, 2020", "about 40 - 50 people"])
def test_days_are_no_years(text: str) -> None:
    assert not list(find_ranges(text, Span(0, len(text))))
