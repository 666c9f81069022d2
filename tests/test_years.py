"""Years of experience as postings ask for them, and the many numbers of years that are no demand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.years import Years, find_years, number_of
from resumefit.reading.document import Span


def years_in(text: str) -> list[Years]:
    return list(find_years(text, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5+ years of experience", 5, None),
        ("5 + years", 5, None),
        ("5+years", 5, None),
        ("5yrs exp", 5, None),
        ("7+ yrs", 7, None),
        ("3-5 years", 3, 5),
        ("3 – 5 years' experience", 3, 5),
        ("3 to 5 years of Python", 3, 5),
        ("1-2 yrs", 1, 2),
        ("five or more years", 5, None),
        ("at least two years in dementia care", 2, None),
        ("ten years", 10, None),
        ("one year", 1, None),
        ("minimum of three (3) years", 3, None),
        ("over 5 years", 5, None),
        ("more than 5 years of sales", 5, None),
        ("5 years or more", 5, None),
        ("5 years minimum", 5, None),
        ("8 or more years’ experience", 8, None),
        ("3 years’ PQE", 3, None),
        ("at least 3 full years", 3, None),
        ("three plus years", 3, None),
        ("Minimum 5 Years", 5, None),
        ("2 (two) years of welding", 2, None),
        ("1.5 years of sales", 1.5, None),
        ("2.5+ years of sales", 2.5, None),
        ("3–5+ years", 3, 5),
        ("3+ to 5 years", 3, 5),
        ("twenty-five years in the trade", 25, None),
        ("5+ consecutive years", 5, None),
        ("between four and seven years of design", 4, 7),
        ("Between five and ten years managing projects", 5, 10),
        ("Three-plus years at an agency", 3, None),
        ("2 extra years of practice", 2, None),
        ("18 months' experience", 1.5, None),
        ("12 months of verifiable tractor-trailer experience", 1, None),
        ("at least twelve months in customer service", 1, None),
        ("6 months' experience in a busy warehouse", 0.5, None),
        ("At least two full seasons on a dairy farm", 2, None),
        ("3 seasons in landscaping", 3, None),
        ("a year's experience of cooking", 1, None),
        ("a year or more in private practice", 1, None),
        ("at least a year of experience", 1, None),
        ("a five-year checkable work history", 5, None),
    ],
)
def test_numbers(text: str, low: int, high: int | None) -> None:
    found = years_in(text)
    assert [(one.low, one.high) for one in found] == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "18 years of age",
        "18 years or older",
        "must be 21 years old",
        "for over 25 years we have baked",
        "25 years of excellence",
        "founded 30 years ago",
        "a 2 year contract",
        "3-year warranty",
        "a 4-year degree",
        "a two-year degree",
        "in the last 5 years",
        "every 2 years",
        "within 2 years of hire",
        "children aged 2 to 5 years",
        "35 years",
        "0 years",
        "6 months",
        "6 months' notice",
        "fixed term, 18 months",
        "a probation of 6 months",
        "the first three months",
        "once a year",
        "£25,000 a year",
        "a five-year plan",
        "between 2 and 5 children",
        "a season ticket",
        "named a top shop three years running",
        "several years",
        "often years",
        "2019 years",
        "children ages 3-5 years",
    ],
)
def test_what_is_no_experience(text: str) -> None:
    assert not years_in(text)


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("4+ years designing products, of which 1+ on mobile apps", [4, 1]),
        ("3 seasons in landscaping, one as a lead or second", [3, 1]),
        ("Several years at the front desk, at least two of them as a supervisor", [2]),
        ("three years of security experience including one as a lead", [3, 1]),
        ("5 years of sales, two weeks of holiday", [5]),
        ("one as a lead", []),
        ("Five years (three in management)", [5, 3]),
        ("8 years, of which the last two as a foreman", [8, 2]),
        ("12 years' sea time and no fewer than five as mate", [12, 5]),
    ],
)
def test_years_that_are_part_of_others(text: str, lows: list[float]) -> None:
    assert [one.low for one in years_in(text)] == lows


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("5+ years of Python", "Python"),
        ("at least two years in dementia care", "dementia care"),
        ("5+ years of experience", ""),
        ("10 years' experience of managing teams", "managing teams"),
        ("5 Years Of Experience In Java", "Java"),
        ("3+ years", ""),
        ("4 years of recent, hands-on experience with SAP", "SAP"),
        ("2 years as a line cook (or more)", "line cook"),
    ],
)
def test_what_they_are_years_of(text: str, of: str) -> None:
    (one,) = years_in(text)
    assert one.of.strip() == of
    assert text[one.of_span.start : one.of_span.end].split() == of.split()


def test_labels() -> None:
    assert [one.label for one in years_in("5+ years; 3-5 years")] == ["5+ years", "3-5 years"]
    assert [one.label for one in years_in("at least 18 months in sales")] == ["18+ months in sales"]


def test_only_the_part_asked_for_is_searched() -> None:
    text = "3 years. 4 years. 5 years."
    assert [one.low for one in find_years(text, Span(9, 17))] == [4]


@given(
    st.integers(1, 30),
    st.sampled_from(
        [
            "between {} and 40 years of work",
            "{}+ years",
            "{} years of work",
            "at least {} years",
            "{}+ yrs",
            "{} or more years",
        ]
    ),
)
def test_every_number_up_to_thirty(number: int, wording: str) -> None:
    assert [one.low for one in years_in(wording.format(number))] == [number]


@given(st.text(alphabet=st.sampled_from("0123456789+-–() oneyearstwoivplus.,\n"), max_size=50))
def test_any_text_gives_spans_in_order_and_sane_numbers(text: str) -> None:
    found = years_in(text)
    for one in found:
        assert 0 < one.low <= 30
        assert one.high is None or one.high > one.low
        assert one.span.end <= one.of_span.start or not one.of
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(found))


def test_number_words() -> None:
    assert [number_of(word) for word in ("7", "Seven", "fifteen", "twenty", "half a", "2½", "one and a half")] == [
        7,
        7,
        15,
        20,
        0.5,
        2.5,
        1.5,
    ]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("seven years or longer in the saddle", 7),
        ("a couple of years in hospitality", 2),
        ("half a decade of bookkeeping", 5),
        ("over a decade of litigation experience", 10),
        ("two decades underground", 20),
        ("half a year in a call centre", 0.5),
        ("two and a half years of payroll", 2.5),
        ("2½ years of payroll", 2.5),
        ("You'll have done a year in a similar role", 1),
        ("a year and a half behind a bar", 1.5),
        ("a year's paid childcare behind you", 1),
        ("2y+ of Kotlin in production", 2),
        ("3-5 yoe", 3),
        ("2-4 PQE", 2),
        ("PQE: 3 yrs +", 3),
        ("1 year(s) of experience", 1),
        ("Minimum (2) years experience", 2),
        ("one (1) to three (3) years of experience", 1),
        ("3 years to 5 years of experience", 3),
        ("At least 3, preferably 5, years' experience", 3),
        ("Min 2 yrs max 5 yrs experience", 2),
        ("Years of experience required: 3", 3),
        ("Experience in years: Minimum 3, Maximum 7", 3),
        ("Experience (yrs): 4-6", 4),
        ("Exp: 4-7", 4),
        ("6 mths min, tested on the day", 0.5),
        ("Six-plus months on a ride-on mower", 0.5),
        ("6 months' recent forklift experience", 0.5),
        ("24 months of HGV driving", 2),
        ("twelve months post registration", 1),
        ("two winters as a ski technician", 2),
        ("Two academic years of teaching", 2),
        ("at least three of the last five years in welding", 3),
        ("somebody who has spent the last three years running payroll", 3),
        ("You have sold cars for a living for two years or more", 2),
        ("we ask for two years in it", 2),
        ("Work history: 5 years verifiable", 5),
        ("2-year minimum experience as a phlebotomist", 2),
        ("We have in mind somebody with five years as an assistant", 5),
    ],
)
def test_wordings_of_all_trades(text: str, low: float) -> None:
    assert [one.low for one in years_in(text)] == [low]


@pytest.mark.parametrize(
    "text",
    [
        "We have worked for two decades",
        "our firm has 30 years of experience",
        "we have over 40 years' experience",
        "Max 5 years of experience",
        "0-2 years of experience",
        "Fresher to 2 years",
        "Full UK licence held for 2 years",
        "Licence must be at least 2 years old",
        "must be over 25 years",
        "Age: 21 to 35 years",
        "Must be available for at least one year",
        "a 2 year commitment",
        "three years of college",
        "2 years of study at university",
        "a clean driving record for 3 years",
        "must have lived in the country for the last five years",
        "five years' address history",
        "12 months on the job training",
        "enhanced pay after 12 months",
        "a trip a year in spring",
        "Exp: 31/12",
    ],
)
def test_terms_ages_papers_and_the_firms_own_years(text: str) -> None:
    assert not years_in(text)
