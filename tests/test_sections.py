"""Sections of resumes and zones of postings: what stands where, and what of it can be a keyword."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.headings import heading_names, named_kind, normal_heading
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.posting import understand_posting
from resumefit.language.resume import understand_resume
from resumefit.language.sections import sections_of
from resumefit.language.zones import statements_of
from resumefit.reading.read import read_document, read_text
from tests.resumeforms import Piece, as_pdf

# Resumes


def kinds(text: str) -> list[str]:
    return [section.kind for section in sections_of(read_text(text))]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("EXPERIENCE", "work"),
        ("Work History", "work"),
        ("Professional Experience:", "work"),
        ("Employment", "work"),
        ("Career history", "work"),
        ("EDUCATION", "education"),
        ("Education & Training", "education"),
        ("Academic Background", "education"),
        ("Skills", "skills"),
        ("TECHNICAL SKILLS", "skills"),
        ("Core Competencies", "skills"),
        ("Tools & Technologies", "skills"),
        ("Certifications", "certifications"),
        ("Licenses and Certifications", "certifications"),
        ("Summary", "summary"),
        ("PROFILE", "summary"),
        ("Languages", "languages"),
        ("Volunteering", "volunteering"),
        ("Projects", "projects"),
        ("Interests", "interests"),
        ("References", "references"),
        ("Awards & Honors", "awards"),
        ("Publications", "publications"),
    ],
)
def test_headings_of_resumes(heading: str, kind: str) -> None:
    text = f"Robin Marlowe\nrobin@example.com\n\n{heading}\n\nSomething that belongs to it, said at some length.\n"
    document = read_text(text)
    header, section = sections_of(document)
    assert (header.kind, section.kind) == ("header", kind)
    assert [document.quote(block.span) for block in section.blocks] == [
        "Something that belongs to it, said at some length."
    ]


@pytest.mark.parametrize(
    "line",
    ["Experience with many tools.", "- Skills", "Taught education policy to a class of twenty eager adults", "Skills,"],
)
def test_what_is_no_heading_of_a_resume(line: str) -> None:
    assert kinds(f"Robin Marlowe\n\n{line}\n\nand then more text") == ["header"]


@given(
    st.lists(
        st.sampled_from(["EXPERIENCE", "Skills", "Education", "Some words of text.", "- an item", "", "Summary"]),
        max_size=12,
    )
)
def test_every_block_but_the_headings_stands_in_one_section(lines: list[str]) -> None:
    document = read_text("\n".join(["Robin Marlowe", *lines]))
    sections = sections_of(document)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(sections))
    inside = [block.span for section in sections for block in section.blocks]
    assert inside == sorted(set(inside))
    headings = sum(bool(section.heading) for section in sections)
    assert headings == sum(line in ("EXPERIENCE", "Skills", "Education", "Summary") for line in lines)
    assert all(section.span.covers(block.span) for section in sections for block in section.blocks)


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        (":: WORK ::", "WORK"),
        ("- WORK HISTORY -", "WORK HISTORY"),
        ("* * * JOBS * * *", "JOBS"),
        ("~ ~ ~ MY WORK SO FAR ~ ~ ~", "MY WORK SO FAR"),
        (".: WORK :.", "WORK"),
        ("[ EXPERIENCE ]", "EXPERIENCE"),
        ("E X P E R I E N C E", "E X P E R I E N C E"),
        ("W O R K   H I S T O R Y", "W O R K H I S T O R Y"),
        ("2. EMPLOYMENT", "EMPLOYMENT"),
        ("IV. EMPLOYMENT", "EMPLOYMENT"),
        ("Employment\n==========", "Employment"),
        ("Where have I worked?", "Where have I worked?"),
        ("Berufserfahrung", "Berufserfahrung"),
        ("Expérience professionnelle", "Expérience professionnelle"),
    ],
)
def test_signs_around_a_heading(heading: str, shown: str) -> None:
    document = read_text(f"Robin Marlowe\nrobin@example.com\n\n{heading}\n\nClerk, Oak Ltd, 2019 - 2020\n- Filed\n")
    header, section = sections_of(document)
    assert (header.kind, section.kind, section.heading) == ("header", "work", shown)
    assert [document.quote(block.span) for block in section.blocks] == ["Clerk, Oak Ltd, 2019 - 2020", "Filed"]


IN_CAPITALS = """Robin Marlowe

OBJECTIVE

To run a kitchen.

KITCHENS

The Bell Buoy, Portland ME, 2021 - now
Head Chef
- Menus

Hotel Oak, Leeds, 2019 - 2020
Sous Chef
- Sauces

LETTERS AFTER MY NAME

BSc Botany, Pecan University, 2014

WHY I DO IT

Bread.
"""


def test_a_line_set_like_the_headings_is_one_and_its_content_says_which() -> None:
    assert kinds(IN_CAPITALS) == ["header", "summary", "work", "education", "other"]
    underlined = "\n".join(f"{line.title()}\n--------" if line.isupper() else line for line in IN_CAPITALS.split("\n"))
    assert kinds(underlined) == kinds(IN_CAPITALS)
    marked = "\n".join(f"## {line.title()}" if line.isupper() else line for line in IN_CAPITALS.split("\n"))
    assert kinds(marked) == kinds(IN_CAPITALS)


def test_a_line_in_capitals_is_not_always_a_heading() -> None:
    """The name, the trade, and a firm over its positions are set so, too."""
    text = (
        "ROBIN MARLOWE\n\nQUALITY ENGINEER\n\nEXPERIENCE\n\nOAK CASTINGS\n\nClerk, 2019 - 2020\n- Filed\n\n"
        "ASH CASTINGS\n\nBaker, 2017 - 2019\n- Baked\n\nSKILLS\n\nBread\n"
    )
    assert kinds(text) == ["header", "work", "skills"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("BSc Botany, Pecan University, 2014", "education"),
        ("Forklift licence, 2019\nFirst aid, 2020", "certifications"),
        ("NVQ Level 3, Coleg Y Dyffryn, 2009\nIPAF 3a\nECS Gold Card\nC&G 2391, 2013", "certifications"),
    ],
)
def test_a_heading_of_two_minds_is_what_stands_below_it(body: str, kind: str) -> None:
    assert kinds(f"Robin Marlowe\n\nQUALIFICATIONS\n\n{body}\n") == ["header", kind]


def test_work_without_a_heading() -> None:
    text = (
        "Robin Marlowe\nrobin@example.com\n\nBaker of bread.\n\nBaker, Oak Ltd, 2019 - 2020\n- Baked\n\n"
        "BSc Botany, Pecan University, 2014\n\nCourses: icing (2019), glazing (2020)\n\nI speak French and Dutch.\n"
    )
    document = read_text(text)
    found = sections_of(document)
    assert [section.kind for section in found] == ["header", "work", "education", "certifications", "languages"]
    assert all(not section.heading for section in found)
    assert kinds(text.replace("2019 - 2020", "for a while")) == ["header"]


def test_work_under_a_heading_that_says_nothing_of_it() -> None:
    """Two dates and no degree: where nothing else is work, that is."""
    text = (
        "Robin Marlowe\nrobin@example.com\n\nWHERE I HAVE BEEN\n\nSandgate Rapid, Leeds, 2021 - now\n"
        "- Cleared drains of roots and fat\n\nEDUCATION\n\nBSc Botany, Pecan University, 2010 - 2014\n"
    )
    assert kinds(text) == ["header", "work", "education"]
    known = text.replace("WHERE I HAVE BEEN", "EXPERIENCE\n\nBaker, Oak Ltd, 2019 - 2020\n\nBAND AND CHOIR")
    assert kinds(known) == ["header", "work", "other", "education"]


def test_first_words_of_a_heading_tell() -> None:
    assert kinds("Robin Marlowe\n\nSKILLS\n\nBread\n\nAway from the farm\n\nFiddle\n") == [
        "header",
        "skills",
        "interests",
    ]


# Postings

POSTING = """Payroll Clerk
Fennel & Oak, Bristol

About us

Fennel & Oak is a family firm of bakers that has used SAP and Python for twenty years.

What you'll do

- Run the monthly payroll for 300 staff
- Answer questions from managers

Requirements

- 2+ years of experience in payroll
- Microsoft Excel

Nice to have

- Sage or Xero

Benefits

- 401k, dental and vision insurance
- Free gym membership and yoga classes

How to apply

Send your CV by e-mail to jobs@example.com.

Equal opportunity

We are an equal opportunity employer and do not discriminate on the basis of race, religion, gender or disability. Data
protection and safeguarding of applicants matter to us.
"""
ZONES = {
    "Fennel & Oak is a family": "about",
    "Run the monthly": "duties",
    "Answer questions": "duties",
    "2+ years": "requirements",
    "Microsoft Excel": "requirements",
    "Sage or Xero": "preferred",
    "401k": "benefits",
    "Free gym": "benefits",
    "Send your CV": "apply",
    "We are an equal": "legal",
}


def zones(text: str) -> dict[str, str]:
    document = read_text(text)
    return {document.quote(one.span): one.zone for one in statements_of(document)}


def zone_of(text: str, beginning: str) -> str:
    return next(zone for sentence, zone in zones(text).items() if sentence.startswith(beginning))


@pytest.mark.parametrize(("beginning", "zone"), ZONES.items())
def test_zones_by_headings(beginning: str, zone: str) -> None:
    assert zone_of(POSTING, beginning) == zone
    assert zone_of(POSTING.replace("- ", "• "), beginning) == zone
    assert (
        zone_of("\n".join(line.upper() if line in HEADINGS else line for line in POSTING.split("\n")), beginning)
        == zone
    )


HEADINGS = frozenset(
    ("About us", "What you'll do", "Requirements", "Nice to have", "Benefits", "How to apply", "Equal opportunity")
)


def labels(text: str) -> set[str]:
    posting = understand_posting(read_text(text))
    return {form.lower() for keyword in posting.keywords for form in (*keyword.forms, keyword.label)}


def test_only_demands_are_keywords() -> None:
    found = " ".join(sorted(labels(POSTING)))
    assert "payroll" in found
    assert "excel" in found
    for word in (
        "dental",
        "vision",
        "401k",
        "yoga",
        "gym",
        "sap",
        "python",
        "e-mail",
        "race",
        "religion",
        "equal",
        "data protection",
        "safeguarding",
    ):
        assert word not in found, word


LEAKS = (
    "We offer 401k, dental and vision insurance, paid time off and tuition reimbursement.",
    "Benefits include medical, dental and life insurance, a 401(k) with match, PTO and a gym membership.",
    "Fennel & Oak is an equal opportunity employer. All qualified applicants will receive consideration without regard "
    "to race, color, religion, sex, sexual orientation, gender identity, national origin, disability or veteran status.",
    "We celebrate diversity and are committed to creating an inclusive environment for all employees.",
    "Pay: $22 per hour plus overtime and an annual bonus.",
    "You will get 25 days of holiday plus bank holidays, a company pension and private health cover.",
    "Please send your resume and a cover letter to jobs@example.com; interviews take place by Zoom.",
    "Reasonable accommodations may be made to enable individuals with disabilities to perform the essential functions.",
)


@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.parametrize("place", ["with no heading", "under the requirements", "as an item"])
def test_boilerplate_asks_for_nothing(leak: str, place: str) -> None:
    plain = "Payroll Clerk\n\nRequirements\n\n- Payroll\n- Microsoft Excel\n"
    more = {
        "with no heading": f"Payroll Clerk\n\n{leak}\n\nRequirements\n\n- Payroll\n- Microsoft Excel\n",
        "under the requirements": f"{plain}\n{leak}\n",
        "as an item": f"{plain}\nBenefits\n\n- {leak}\n",
    }[place]
    assert labels(more) == labels(plain)


@pytest.mark.parametrize(
    ("sentence", "zone"),
    [
        ("You must hold a valid forklift licence.", "requirements"),
        ("At least two years in a bakery.", "requirements"),
        ("Experience with SAP is a plus.", "preferred"),
        ("Ideally you know Xero.", "preferred"),
        ("It'd be great if you had SQL.", "preferred"),
        ("You will run the monthly payroll.", "duties"),
        ("You'll be responsible for the till.", "duties"),
        ("We offer dental cover and a pension.", "benefits"),
        ("The salary is $50,000 per year.", "benefits"),
        ("Apply by sending your CV to jobs@example.com.", "apply"),
        ("We are an equal opportunity employer.", "legal"),
        ("Founded in 1971, Fennel & Oak bakes bread.", "about"),
    ],
)
def test_zones_by_wording_alone(sentence: str, zone: str) -> None:
    assert zone_of(f"Payroll Clerk\n\n{sentence}\n", sentence) == zone


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Requirements", "requirements"),
        ("QUALIFICATIONS", "requirements"),
        ("What you'll bring", "requirements"),
        ("Who you are", "requirements"),
        ("Must-haves:", "requirements"),
        ("About you", "requirements"),
        ("Minimum Qualifications", "requirements"),
        ("Essential criteria", "requirements"),
        ("Skills & Experience", "requirements"),
        ("Nice to have", "preferred"),
        ("Bonus points", "preferred"),
        ("Desirable", "preferred"),
        ("Preferred Qualifications", "preferred"),
        ("What you’ll do", "duties"),
        ("Responsibilities:", "duties"),
        ("The role", "duties"),
        ("Day to day", "duties"),
        ("What we offer", "benefits"),
        ("Perks & benefits", "benefits"),
        ("What's in it for you", "benefits"),
        ("About Fennel & Oak", "about"),
        ("Who we are", "about"),
        ("Why join us?", "about"),
        ("How to apply", "apply"),
        ("EEO Statement", "legal"),
        ("Diversity & Inclusion", "legal"),
    ],
)
def test_headings_of_postings(heading: str, zone: str) -> None:
    assert zone_of(f"Payroll Clerk\n\n{heading}\n\n- Bread and rolls\n- Other things\n", "Bread") == zone


@given(
    st.lists(
        st.sampled_from(
            [*HEADINGS, "", "- Python", "We use SQL.", "Dental and 401k.", "You must know Git; Perl is a plus."]
        ),
        max_size=14,
    )
)
def test_statements_are_in_order_and_apart(lines: list[str]) -> None:
    document = read_text("\n".join(["Payroll Clerk", *lines]))
    found = statements_of(document)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(found))
    assert all(document.quote(one.span) for one in found)


# Data


@pytest.mark.parametrize("file", ["sections.toml", "zones.toml"])
def test_a_heading_has_one_meaning(file: str) -> None:
    table = data_table(file)
    groups = table.get("headings", table)
    claims = Counter(name for names in groups.values() for name in {normal_heading(part) for part in names.split(";")})
    assert len(claims) > 100
    assert not [name for name, count in claims.items() if count > 1 or not name]
    assert set(heading_names(file).values()) <= set(groups)


def test_headings_joined_by_and() -> None:
    names = heading_names("sections.toml")
    assert named_kind("education and certifications", names) == "education"
    assert named_kind("education and bread", names) is None
    assert named_kind(normal_heading("EDUCATION & Training:"), names) == "education"


@pytest.mark.parametrize(
    ("file", "table", "text"), [("zones.toml", "cues", "we offer dental insurance"), ("knockouts.toml", "", "")]
)
def test_patterns_match_no_empty_text(file: str, table: str, text: str) -> None:
    data = data_table(file)
    tables = [table] if table else [name for name, value in data.items() if isinstance(value, dict) and name != "asked"]
    single = [name for name in tables if all(isinstance(value, str) for value in data[name].values())]
    patterns = [pattern for name in tables if name not in single for pattern in load_patterns(file, name).values()]
    patterns += [re.compile(value) for name in single for value in data[name].values()]
    assert patterns
    assert not [pattern.pattern for pattern in patterns if pattern.search("")]
    assert not text or any(pattern.search(text) for pattern in patterns)


def test_larger_letters_set_an_unknown_heading_apart_on_a_page() -> None:
    """On a page no empty line stands above a heading: those that no list knows were taken for lines of the part before."""
    text = (
        "Gareth Oake\ngareth.oake@example.org\n\nWork\n\nTeacher, Humber Bank Academy, 2018 - 2024\n"
        "- Taught the lower juniors everything from fractions to the flute\n\n"
        "Letters\n\nBEd Primary Education, Hallam Moor University, 2018\n\nInterests\n\nSea swimming, and the flute\n"
    )
    made = [Piece("line", line, True) for line in text.split("\n\n", maxsplit=1)[0].split("\n")]
    for part in text.split("\n\n")[1:]:
        head = part in ("Work", "Letters", "Interests")
        made += [Piece("heading" if head else "line", line, True) for line in part.split("\n")]
    resume = understand_resume(read_document(as_pdf(made)))
    assert [section.heading for section in resume.sections] == ["", "Work", "Letters", "Interests"]
    assert resume.sections[2].kind == "education"
    assert resume.degrees
