"""The zones of a posting's sentences: headings, wording and what was learnt, together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.zone_wordings import ZONES
from resumefit.language.zones import Statement, statements_of
from resumefit.reading.document import Document, Source
from resumefit.reading.read import read_text

POSTING = """Payroll Clerk
Fennel & Oak, Leeds

Fennel & Oak has baked bread for the town since 1971. Sixty people work with us in three shops.

What you'll do

- Run the monthly payroll for sixty people
- Answer the letters of the tax office
- Keep the files in order

What you'll bring

- At least two years of experience in payroll
- A good knowledge of Microsoft Excel
- Sage would be a plus

What we offer

- £28,000 a year and a pension
- 25 days of annual leave, and bread every day

How to apply

Send your CV to jobs@example.com by 1 May.

We are an equal opportunity employer and welcome applications from everybody.
"""


def statements(text: str) -> dict[str, Statement]:
    document = read_text(text)
    return {document.quote(one.span): one for one in statements_of(document)}


def zones(text: str) -> dict[str, str]:
    return {said: one.zone for said, one in statements(text).items()}


def told(text: str) -> list[tuple[str, str, str, bool]]:
    """What is said of a posting, whatever its whitespace."""
    return [(" ".join(said.split()), one.zone, one.heading, one.item) for said, one in statements(text).items()]


def test_a_posting() -> None:
    assert list(zones(POSTING).values())[2:] == [
        *["about"] * 2,
        *["duties"] * 3,
        *["requirements"] * 2,
        "preferred",
        *["benefits"] * 2,
        "apply",
        "legal",
    ]
    found = statements(POSTING)
    assert found["Sage would be a plus"].heading == "What you'll bring"
    assert {said for said, one in found.items() if one.item} == {said for said in found if f"- {said}\n" in POSTING}


# Person specifications

LEGENDS = [
    "Person specification (E = essential, D = desirable)",
    "Person Specification\nE: Essential; D: Desirable",
    "PERSON SPECIFICATION\n\n(E) stands for essential and (D) stands for desirable; A: application, I: interview",
]
SPECIFICATION = """Payroll Clerk

{legend}

- Run a payroll (E)
- Knowledge of pensions (D)
- Excel (E) A/I
- Sage (D) A, I, T
- Xero (D) A & I.
- Tax law E
- German D
- (E) Word
- [D] Access
- Patience
- Vitamin D

What we offer

- A pension (E is for everyone)
"""


@pytest.mark.parametrize("legend", LEGENDS)
def test_marks_of_a_person_specification(legend: str) -> None:
    found = zones(SPECIFICATION.format(legend=legend))
    desirable = {said for said, zone in found.items() if zone == "preferred"}
    assert desirable >= {"Knowledge of pensions (D)", "Sage (D) A, I, T", "Xero (D) A & I.", "German D", "[D] Access"}
    for said in ("Run a payroll (E)", "Excel (E) A/I", "Tax law E", "(E) Word", "Patience"):
        assert found[said] == "requirements"


def test_marks_mean_nothing_without_a_legend() -> None:
    found = zones(SPECIFICATION.format(legend="Person specification"))
    items = [said for said in found if said.endswith((" D", "(D)", "I.", "T"))]
    assert len(items) == 5
    assert {found[said] for said in items} == {"requirements"}


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("- (D) Access", "preferred"),
        ("(D) Access", "preferred"),
        ("D) Access", "preferred"),
        ("- D: Access", "preferred"),
        ("1. (E) Access", "requirements"),
        ("- Excel and (D) other things of the office", "requirements"),
        ("- Excel, Word, (A) and the like", "requirements"),
    ],
)
def test_a_mark_stands_at_either_end_of_its_line(line: str, zone: str) -> None:
    text = f"Clerk\n\nPerson specification (E = essential, D = desirable)\n\n- Excel (E)\n{line}\n- Payroll (E)\n"
    assert [found for said, found in zones(text).items() if said[-5:] == line[-5:]] == [zone]


# What is waived, and what is softened


@pytest.mark.parametrize(
    "heading", ["What you don't need", "You won't need:", "NOT REQUIRED", "It's fine if you don't have"]
)
def test_what_is_not_asked_for(heading: str) -> None:
    found = zones(
        f"Payroll Clerk\n\nRequirements\n\n- Two years in payroll\n- Excel\n\n{heading}\n\n- A degree\n- Experience in a "
        "bakery\n\nBenefits\n\n- Dental cover\n- A pension\n"
    )
    assert found["A degree"] == found["Experience in a bakery"] == "waived"
    assert found["Excel"] == "requirements"
    assert found["A pension"] == "benefits"


def test_perks_below_a_heading_of_what_is_waived_are_perks() -> None:
    found = zones(
        "Clerk\n\nWhat you don't need\n\n- A degree\n\nWe offer a pension, dental insurance and free lunch.\n"
    )
    assert found["A degree"] == "waived"
    assert found["We offer a pension, dental insurance and free lunch."] == "benefits"


@pytest.mark.parametrize("heading", ["Requirements", "What you'll bring", "Responsibilities", "Essential", ""])
@pytest.mark.parametrize(
    "softened", ["Sage would be a plus", "Ideally, you know Xero", "Danish, Swedish or Norwegian would be an advantage"]
)
def test_what_is_softened_among_demands_is_preferred(heading: str, softened: str) -> None:
    text = (
        f"Payroll Clerk\n\n{heading}\n\n- Good knowledge of Excel\n- {softened}\n- Two years of experience in payroll\n"
    )
    found = zones(text)
    assert found[softened] == "preferred"
    assert "preferred" not in {zone for said, zone in found.items() if said != softened}


def test_a_demand_with_something_softened_behind_it_stays_a_demand() -> None:
    found = zones(
        "Payroll Clerk\n\nRequirements\n\n- Good knowledge of Excel\n"
        "- Two years of experience in payroll, bakeries being an advantage\n- Patience\n"
    )
    assert set(list(found.values())[1:]) == {"requirements"}


def test_what_is_offered_as_a_plus_is_no_demand() -> None:
    found = zones(f"{POSTING}\n")
    assert "preferred" not in {found[said] for said in found if "pension" in said or "leave" in said}


# Small postings


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Requirements\n- Excel\n", "requirements"),
        ("Requirements\n\n- Excel\n", "requirements"),
        ("Requirements:\nExcel\n", "requirements"),
        ("REQUIREMENTS\n\nExcel and SQL\n", "requirements"),
        ("## Requirements\n\n- Excel\n", "requirements"),
        ("What you'll bring\n- Excel\n", "requirements"),
        ("Nice to have\n- Sage\n", "preferred"),
        ("Preferred qualifications:\n- Sage\n", "preferred"),
        ("Responsibilities\n- Run the payroll\n", "duties"),
        ("What you'll do\n- Run the payroll\n", "duties"),
        ("You must know Excel.", "requirements"),
        ("At least two years of experience in payroll", "requirements"),
        ("Sage is a plus.", "preferred"),
    ],
)
def test_excerpts(text: str, zone: str) -> None:
    assert list(zones(text).values()) == [zone]


def test_an_excerpt_of_two_parts() -> None:
    assert zones("Requirements\n- Excel\n- SQL\n\nNice to have\n- Sage\n") == {
        "Excel": "requirements",
        "SQL": "requirements",
        "Sage": "preferred",
    }


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_nothing_says_nothing(text: str) -> None:
    assert statements_of(Document(text, Source("t", "text", len(text)))) == ()


@pytest.mark.parametrize("text", ["Bread", "Requirements", "- x", "1. x", "E = essential, D = desirable", "x" * 4000])
def test_one_line(text: str) -> None:
    assert {one.zone for one in statements(text).values()} <= set(ZONES)


# Whitespace


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: text.replace("\n", "\t\n"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text.replace("\n\n", "\n \n"),
        lambda text: f"\n\n{text}\n\n",
        lambda text: text.rstrip("\n"),
        lambda text: f"\ufeff{text}",
        lambda text: text.replace("- ", "-  "),
        lambda text: text.replace("- ", "\u2022 "),
        lambda text: text.replace("- ", "\u2022\u00a0"),
        lambda text: text.replace("'", "’"),
    ],
)
def test_whitespace_and_signs_change_nothing(change: Callable[[str], str]) -> None:
    assert [
        [part.replace("’", "'") if isinstance(part, str) else part for part in one] for one in told(change(POSTING))
    ] == [list(one) for one in told(POSTING)]


PARTS = [
    "Requirements",
    "What we offer:",
    "Flour power",
    "",
    "- Excel",
    "We bake. You must know Git; Perl is a plus.",
    "NOTE",
]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_line_endings_change_nothing(lines: list[str]) -> None:
    text = "\n".join(["Payroll Clerk", *lines])
    assert told(text) == told(text.replace("\n", "\r\n")) == told(f"{text}\n\n")
    assert told(text) == told(text)


# Length


def calls_for(document: Document) -> int:
    """How many functions, Python's or C's, are called for a document."""
    count = 0

    def seen(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        statements_of(document)
    finally:
        sys.setprofile(None)
    return count


def test_a_posting_of_3000_lines_costs_as_much_a_line_as_a_short_one() -> None:
    """Calls are counted, not seconds, so that it is the same on every machine."""
    part = "\n".join(POSTING.split("\n")[2:])
    short, long = (read_text(f"Payroll Clerk\n\n{part * count}") for count in (15, 120))
    assert long.text.count("\n") > 3000
    statements_of(short)  # what is cached of the wordings is there both times
    assert calls_for(long) < 1.1 * 8 * calls_for(short)
