"""Positions in the layouts people use: what is a head, what belongs to it, and which of its parts is what."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.blocks import blocks_of
from resumefit.language.entries import Entry, find_entries, undated_entry
from resumefit.language.heads import Head, is_organization, is_unit, read_head
from resumefit.language.layouts import find_heads, head_dates, is_break
from resumefit.language.parts import groups_of, is_suffix, phrase_set, word_set
from resumefit.language.patterns import data_table
from resumefit.language.rows import Row, rows_of
from resumefit.reading.document import Document
from resumefit.reading.read import read_text

TODAY = date(2026, 11, 1)


def rows(text: str) -> tuple[Document, tuple[Row, ...]]:
    document = read_text(text)
    return document, rows_of(document, blocks_of(document))


def entries(text: str, section: str = "work") -> tuple[Entry, ...]:
    document, found = rows(text)
    return find_entries(document, found, section)


def dates(entry: Entry) -> str:
    if entry.dates is None:
        return ""
    return f"{entry.dates.start.iso}/{entry.dates.end.iso if entry.dates.end else ''}"


def facts(text: str) -> list[tuple[str, str, str, int]]:
    return [(e.title, e.organization, dates(e), len(e.bullets)) for e in entries(text)]


def head(text: str, house: str = "", first: str = "") -> Head:
    document, found = rows(text)
    return read_head(document, found, house=house, first=first)


# One head


@pytest.mark.parametrize(
    ("text", "title", "organization", "location"),
    [
        ("Sous Chef, Harrow & Tide, Leeds | 2019 - 2020", "Sous Chef", "Harrow & Tide", "Leeds"),
        ("Sous Chef | Harrow & Tide | Leeds, UK | 2019 - 2020", "Sous Chef", "Harrow & Tide", "Leeds, UK"),
        (
            "Harrow & Tide, Tucson, AZ — Charge Nurse, Cardiac ICU | June 2021 – Present",
            "Charge Nurse, Cardiac ICU",
            "Harrow & Tide",
            "Tucson, AZ",
        ),
        (
            "09/2019 - to date    Self-employed Electrician, trading as Vale Electrical",
            "Self-employed Electrician",
            "Vale Electrical",
            "",
        ),
        (
            "Cashier (part-time)       Oak Books & Bikes       08/2013-05/2016",
            "Cashier (part-time)",
            "Oak Books & Bikes",
            "",
        ),
        ("Accountant, Fenwick, Dole & Tarrant LLP, 2019 - 2021", "Accountant", "Fenwick, Dole & Tarrant LLP", ""),
        (
            "Senior Accountant    Ottermill Castings, Inc.    04/2021-Present",
            "Senior Accountant",
            "Ottermill Castings, Inc.",
            "",
        ),
        (
            "Associate Professor, Department of Biology, University of Northmoor, 2022-",
            "Associate Professor",
            "University of Northmoor",
            "",
        ),
        (
            "Fellow, Institute for Inland Waters, Uppmark, Sweden, 2013-2016",
            "Fellow",
            "Institute for Inland Waters",
            "Uppmark, Sweden",
        ),
        ("Barista at Second Crack Coffee, Eugene, Summer 2025", "Barista", "Second Crack Coffee", "Eugene"),
        (
            "Rent-a-chair at The Parlour, Kingsmouth: Stylist, July 2020 until March 2022",
            "Stylist",
            "The Parlour",
            "Kingsmouth",
        ),
        ("Freelance Writer for Maritime Monthly and Nord, 2020 to 2022", "Freelance Writer", "", ""),
        ("Driver for Lone Mesa Freight, 2020 to 2022", "Driver", "Lone Mesa Freight", ""),
        (
            "(2022 - 2026)  Belhaven Hospitals Trust : HR Advisor, part-time",
            "HR Advisor, part-time",
            "Belhaven Hospitals Trust",
            "",
        ),
        ("2020 to 2022 (evenings): Bookkeeper, Oak Ltd", "Bookkeeper", "Oak Ltd", ""),
        (
            "QUALITY LEAD, Halvorsen Hydraulics (Rockford, IL), Feb. 2019 – Present",
            "QUALITY LEAD",
            "Halvorsen Hydraulics",
            "Rockford, IL",
        ),
        (
            "Archivist, University of Trevanion, Special Collections, 2014–2017",
            "Archivist",
            "University of Trevanion, Special Collections",
            "",
        ),
        (
            "Waiter, then Head Waiter, The Tannery Kitchen, Saltaire, 2018 – 2019",
            "Waiter, then Head Waiter",
            "The Tannery Kitchen",
            "Saltaire",
        ),
        (
            "Translator, Kanzlei Osterholt & Partner, Leipzig, 2012 – 2015",
            "Translator",
            "Kanzlei Osterholt & Partner",
            "Leipzig",
        ),
        (
            "Audit Associate, Dahl LLP, Certified Public Accountants, Minneapolis, MN, 2020 – 2022",
            "Audit Associate",
            "Dahl LLP, Certified Public Accountants",
            "Minneapolis, MN",
        ),
        (
            "Orthovale Instruments, Beloit — Lead Setter, machining cell (2019 to date)",
            "Lead Setter, machining cell",
            "Orthovale Instruments",
            "Beloit",
        ),
        ("Ski School Front Desk — Powder Basin, Winters 2017 – 2020", "Ski School Front Desk", "Powder Basin", ""),
    ],
)
def test_a_head_on_one_line(text: str, title: str, organization: str, location: str) -> None:
    found = head(text)
    assert (found.title, found.organization, found.location) == (title, organization, location)


@pytest.mark.parametrize(
    ("lines", "title", "organization", "location"),
    [
        (
            ["Senior Designer", "Ampersand & Oak", "Bristol", "2016 – 2020"],
            "Senior Designer",
            "Ampersand & Oak",
            "Bristol",
        ),
        (
            ["Iron Range Fabrication", "Virginia MN", "Welder/Fabricator - Structural", "Mar '14 - Nov '19"],
            "Welder/Fabricator - Structural",
            "Iron Range Fabrication",
            "Virginia MN",
        ),
        (
            ["Whitmarsh, Toll & Ebbing LLP", "Paralegal", "[January 2017 – July 2020]"],
            "Paralegal",
            "Whitmarsh, Toll & Ebbing LLP",
            "",
        ),
        (
            ["City Clerk's Office, Town of Ellery", "Records Clerk (Temporary)", "[Jun 2014 – Aug 2014]"],
            "Records Clerk (Temporary)",
            "City Clerk's Office, Town of Ellery",
            "",
        ),
        (["Since 2020", "Farm Manager", "Upper Skelding Estate"], "Farm Manager", "Upper Skelding Estate", ""),
        (
            ["2012 to 2015", "Assistant Herdsperson", "August Dairies Ltd"],
            "Assistant Herdsperson",
            "August Dairies Ltd",
            "",
        ),
        (
            ["Jul 2021 – Present", "Registered Nurse, Intensive Care Unit", "Harrow Glen Hospital, Dayton, OH"],
            "Registered Nurse, Intensive Care Unit",
            "Harrow Glen Hospital",
            "Dayton, OH",
        ),
        (["The Bell Buoy, Portland ME ......... 2021 - now", "Head Chef"], "Head Chef", "The Bell Buoy", "Portland ME"),
        (["Freelance Graphic Designer", "Since 2020"], "Freelance Graphic Designer", "", ""),
    ],
)
def test_a_head_on_several_lines(lines: list[str], title: str, organization: str, location: str) -> None:
    (found,) = entries("\n".join([*lines, "- Did what there was to do", "- And more of it"]))
    assert (found.title, found.organization, found.location) == (title, organization, location)
    assert len(found.bullets) == 2


def test_what_stands_around_tells_what_a_head_does_not() -> None:
    assert head("Second in Music, Deeping Vale", first="title").title == "Second in Music"
    assert head("Deeping Vale", first="organization").organization == "Deeping Vale"
    assert head("Store Manager, Morley", house="Brightbarrow").title == "Store Manager, Morley"
    assert head("Sergeant (E-6), 3rd Battalion, Fort Wendell, KS", house="Army").title == "Sergeant (E-6)"
    assert head("Freelance Editor, self-employed").own
    assert not head("Editor, Oak Ltd").own


@pytest.mark.parametrize(
    "text",
    [
        "Oak Ltd",
        "University of Northmoor",
        "State Department of Roads",
        "Dole & Tarrant",
        "Coleg Y Dyffryn",
        "MegaSave #12",
    ],
)
def test_organizations(text: str) -> None:
    assert is_organization(text)


@pytest.mark.parametrize(
    "text", ["", "(evenings)", "Supply Sergeant", "Co-op Student", "Team Leader", "Low Fell", "Denver, CO"]
)
def test_what_is_no_organization(text: str) -> None:
    assert not is_organization(text)


def test_parts_of_a_house_and_forms_of_firms() -> None:
    assert is_unit("Intensive Care Unit")
    assert is_unit("Department of Biology")
    assert not is_unit("Oak Ltd")
    assert is_suffix("Inc.")
    assert not is_suffix("CO")


def test_a_row_in_its_parts() -> None:
    document, (row,) = rows('Chef (fish, then sauce), "Oak, Ash" Ltd., Leeds | 2019 - 2020 | Head, at last')
    groups = list(groups_of(document, row, 0))
    assert [[part.text for part in group.parts] for group in groups] == [
        ["Chef (fish, then sauce)", '"Oak, Ash" Ltd.', "Leeds"],
        ["Head", "at last"],
    ]
    assert all(document.quote(part.span) == part.text for group in groups for part in group.parts)


# Where heads are


@pytest.mark.parametrize(
    "text",
    [
        "Cut central line infections between 2022 and 2024 by half",
        "Quality score of 96% for 2021 and 2022",
        "Built the chronology which both sides ended up using at mediation in May 2019",
        "Day release at college. Apprentice of the Year, mid Wales branch, 2008.",
        "laid claim to 2019 - 2020 as the best of years that we have had",
    ],
)
def test_dates_within_a_statement_head_nothing(text: str) -> None:
    _, (row,) = rows(text)
    assert row.dates
    assert head_dates(row) is None


@pytest.mark.parametrize(
    "text", ["2019 - 2020", "Clerk, Oak Ltd, 2019 - 2020", "2019-20: Clerk", "Clerk (2019)", "Clerk   Summer 2019"]
)
def test_dates_of_a_head(text: str) -> None:
    _, (row,) = rows(text)
    assert head_dates(row) is not None


def test_two_ranges_that_touch_are_one() -> None:
    _, (row,) = rows("School years 2010–11 and 2011–12")
    found = head_dates(row)
    assert found is not None
    assert found.end is not None
    assert (found.start.iso, found.end.iso) == ("2010", "2012")


@pytest.mark.parametrize(
    "text",
    [
        "Career break — cycled to Hoi An, April 2023 – April 2024",
        "Family carer for my father, 2014 to 2017 (unpaid)",
        "laid off Dec '19 - Jan '20 when the mine cut its orders",
        "Parental leave, 2019 - 2020",
    ],
)
def test_times_that_were_no_work(text: str) -> None:
    job = "Clerk, Oak Ltd, 2010 - 2013\n- Filed\n\n"
    found = entries(f"{job}{text}\n")
    assert [entry.section for entry in found] == ["work", "break"]
    assert is_break(rows(text)[1][0])
    assert not is_break(rows("Clerk, Oak Ltd")[1][0])


# Whole sections

UNMARKED = """Over-the-road Driver, Lone Mesa Freight Lines, Amarillo TX
May 2018 to present
Refrigerated freight, 48 states, about 2,600 miles a week
On-time rate of 98.7 percent in 2024 and safety bonus every quarter but one

Tanker Driver, Caprock Fuel Haulers, Lubbock TX
Oct 2012 to Apr 2018
Hauled gasoline and diesel to 60 truck stops and farms
Spotted a cracked fifth wheel in 2015 that the shop had missed
"""
UNDER_ONE_FIRM = """Tulpwerf Payments — Rotterdam

Staff Engineer · Apr 2023 – present
- Own the ledger

Senior Engineer · Sep 2020 – Mar 2023
- Built webhooks

Kaneel Logistics — Utrecht

Backend Developer · 02/2017 – 08/2020
- Route planning
"""
FIRM_WITH_DATES = """UNITED STATES ARMY, 2012 – 2022
Supply Sergeant (E-6), 3rd Example Battalion, Fort Larkspur, NC
Aug 2018 – Oct 2022
> Led 16 soldiers

Automated Specialist (E-4), 3rd Example Battalion, Fort Larkspur, NC
Sept 2014 – July 2018
> Ran a warehouse

Shift Manager, Pinecone Outfitters, Raeford, NC
November 2022 – Present
> Second shift
"""
TABLE = """The Harbour Ledger (daily paper and site), Halifax

Title | From | To
Investigations Editor | Jan 2024 | present
Senior Reporter | May 2019 | Dec 2023
"""
ONE_LINE_EACH = """Senior Care Assistant (nights), Balgove House Care Home, 2021 to date
Home Carer, Tayside Doorstep Care, 2017 to 2021
Sales Assistant, Pennywise Chemist, 2009 to 2014
"""
NO_EMPTY_LINES = """QUALITY LEAD, Halvorsen Hydraulics (Rockford, IL), Feb. 2019 – Present
– Passed four audits
QUALITY ENGINEER, Prairie Molding LLC (Freeport, IL), Jul. 2015 – Feb. 2019
– Ran PPAP for a 2017 launch
   o Trained 30 operators
CO-OP STUDENT, Halvorsen Hydraulics (Rockford, IL), Jan. 2011 – Aug. 2011
– Measured things.
"""
LISTED = """Front Range Bridge Group                             Denver, CO
    Project Manager                                  10/2021 to present
        1) Manage five bridge replacements
        2) Client lead for a railroad
    Senior Structural Engineer                       02/2018 to 09/2021
        1) Load ratings of 88 bridges
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            UNMARKED,
            [
                ("Over-the-road Driver", "Lone Mesa Freight Lines", "2018-05/", 2),
                ("Tanker Driver", "Caprock Fuel Haulers", "2012-10/2018-04", 2),
            ],
        ),
        (
            UNDER_ONE_FIRM,
            [
                ("Staff Engineer", "Tulpwerf Payments", "2023-04/", 1),
                ("Senior Engineer", "Tulpwerf Payments", "2020-09/2023-03", 1),
                ("Backend Developer", "Kaneel Logistics", "2017-02/2020-08", 1),
            ],
        ),
        (
            FIRM_WITH_DATES,
            [
                ("Supply Sergeant (E-6)", "UNITED STATES ARMY", "2018-08/2022-10", 1),
                ("Automated Specialist (E-4)", "UNITED STATES ARMY", "2014-09/2018-07", 1),
                ("Shift Manager", "Pinecone Outfitters", "2022-11/", 1),
            ],
        ),
        (
            TABLE,
            [
                ("Investigations Editor", "The Harbour Ledger", "2024-01/", 0),
                ("Senior Reporter", "The Harbour Ledger", "2019-05/2023-12", 0),
            ],
        ),
        (
            ONE_LINE_EACH,
            [
                ("Senior Care Assistant (nights)", "Balgove House Care Home", "2021/", 0),
                ("Home Carer", "Tayside Doorstep Care", "2017/2021", 0),
                ("Sales Assistant", "Pennywise Chemist", "2009/2014", 0),
            ],
        ),
        (
            NO_EMPTY_LINES,
            [
                ("QUALITY LEAD", "Halvorsen Hydraulics", "2019-02/", 1),
                ("QUALITY ENGINEER", "Prairie Molding LLC", "2015-07/2019-02", 2),
                ("CO-OP STUDENT", "Halvorsen Hydraulics", "2011-01/2011-08", 1),
            ],
        ),
        (
            LISTED,
            [
                ("Project Manager", "Front Range Bridge Group", "2021-10/", 2),
                ("Senior Structural Engineer", "Front Range Bridge Group", "2018-02/2021-09", 1),
            ],
        ),
    ],
    ids=["unmarked", "under one firm", "firm with dates", "table", "one line each", "no empty lines", "listed"],
)
def test_sections(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert facts(text) == expected


def test_a_bullet_with_dates_is_no_position() -> None:
    text = "Clerk, Oak Ltd, 2010 - 2020\n- Union steward, 2012 - 2014\n- Secretary to the board, 2015 – 2016\n"
    assert facts(text) == [("Clerk", "Oak Ltd", "2010/2020", 2)]


def test_text_before_a_list_sums_up() -> None:
    text = "Designer, Oak Ltd, 2010 - 2020\nClients of all kinds and sizes\n- Labels\n- Boxes\n"
    document, found = rows(text)
    (entry,) = find_entries(document, found, "work")
    assert entry.summary is not None
    assert document.quote(entry.summary) == "Clients of all kinds and sizes"
    assert [document.quote(span) for span in entry.bullets] == ["Labels", "Boxes"]


def test_a_paragraph_of_its_own_is_no_part_of_the_last_position() -> None:
    found = entries(f"{UNMARKED}\nRanch hand for my uncle before that, since I could reach the pedals.\n")
    assert len(found[-1].bullets) == 2


def test_positions_without_dates() -> None:
    assert facts("Clerk, Oak Ltd\n- Filed\n\nBaker\nRye & Sons\n- Baked\n") == [
        ("Clerk", "Oak Ltd", "", 1),
        ("Baker", "Rye & Sons", "", 1),
    ]


def test_one_thing_among_several() -> None:
    document, found = rows("ledgerlint – a checker for double-entry books (2021)\nhttps://example.org/ledgerlint")
    entry = undated_entry(document, found, "projects")
    assert (entry.title, entry.url) == ("ledgerlint", "https://example.org/ledgerlint")


def test_heads_are_found_in_order() -> None:
    document, found = rows(UNDER_ONE_FIRM)
    drafts = find_heads(document, found, "work")
    assert [draft.head.organization for draft in drafts] == [
        "Tulpwerf Payments",
        "Tulpwerf Payments",
        "Kaneel Logistics",
    ]
    assert all(one.stop <= two.start for one, two in itertools.pairwise(drafts))
    assert not find_heads(document, [row for row in found if not row.dates], "work")


# Rows


def test_lines_that_a_date_ends_are_rows() -> None:
    _, found = rows("Hotel Merriconeag, Harpswell ME ............ 2019-20\nSous Chef\n")
    assert [row.text for row in found] == ["Hotel Merriconeag, Harpswell ME ............ 2019-20", "Sous Chef"]
    _, found = rows("Casino Host, Silver Burro Hotel (full time)\nfrom 6/2023 to current\n")
    assert [row.text for row in found] == ["Casino Host, Silver Burro Hotel (full time)", "from 6/2023 to current"]


def test_a_wrapped_paragraph_is_one_row() -> None:
    text = "Senior accountant for manufacturers. Month-end close, cost accounting, audit\npreparation, and the odd rescue.\n"
    assert len(rows(text)[1]) == 1
    assert len(rows_of(read_text(text), blocks_of(read_text(text)), by_line=True)) == 2


def test_signs_of_any_kind_that_recur_are_bullets() -> None:
    _, found = rows("Clerk, 2019 - 2020\n♦ Filed\n♦ Typed\n")
    assert [(row.text, row.is_item) for row in found] == [
        ("Clerk, 2019 - 2020", False),
        ("Filed", True),
        ("Typed", True),
    ]


def test_furniture_is_left_out() -> None:
    _, found = rows(
        "Clerk\n\n==========\n\nR. Marlowe, page 1 of 2\n\n2 years 3 months\n\nTitle | From | To\n\nBaker\n"
    )
    assert [row.text for row in found] == ["Clerk", "Baker"]
    assert all(row.gap for row in found)


# Data


def test_the_lists_of_words_are_sound() -> None:
    table = data_table("entries.toml")
    assert len(word_set("organizations")) > 200
    assert "full time" in phrase_set("asides")
    for name in ("organizations", "anywhere", "suffixes", "ranks", "posts", "departments", "units"):
        words = table[name].split()
        assert len(words) == len(set(words)), name
        assert all(word == word.lower() for word in words), name
    assert not re.search(table["breaks"], "")


LINES = st.sampled_from(
    [
        "Clerk, Fennel & Oak   2018 - 2020",
        "- Payroll in SAP, 2019 - 2020",
        "",
        "Jan 2019 – Present",
        "Oak Ltd, Leeds",
        "Baker",
        "(2012)",
        "♦ Filed",
        "Career break, 2014 - 2015",
        "OAK GROUP PLC, 2010 - 2030",
        "Wrote, read, and slept in 2019.",
    ]
)


@given(st.lists(LINES, max_size=14), st.sampled_from(["work", "volunteering", "projects"]))
def test_any_rows_give_entries_in_order(lines: list[str], section: str) -> None:
    document, found = rows("\n".join(["Robin Marlowe", *lines]))
    got = find_entries(document, found, section)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(got))
    for entry in got:
        assert all(entry.span.covers(span) for span in entry.bullets)
        assert entry.summary is None or entry.span.covers(entry.summary)
        assert entry.title in document.quote(entry.span)


def test_two_titles_right_below_their_firm() -> None:
    """The second names no firm of its own, and the list below is that of both."""
    found = entries("""Experience

Bellarine College, Geelong
Leading Teacher, Mathematics (2023 - present)
Classroom Teacher, Mathematics and Science (2018 - 2022)
- Taught five classes of thirty
- Led a faculty of eleven

Western School
Graduate Teacher, Mathematics (2016 - 2017)
- Coached the netball team
""")
    assert [(one.title, one.organization) for one in found] == [
        ("Leading Teacher, Mathematics", "Bellarine College"),
        ("Classroom Teacher, Mathematics and Science", "Bellarine College"),
        ("Graduate Teacher, Mathematics", "Western School"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (  # the firm's own dates, and a line on what it does
            "Maumee Formed Products, Fort Wayne, IN (2013 - Present)\n"
            "Tier 1 supplier of stamped and welded seats. Annual sales of $410 million across four plants.\n"
            "Plant Manager   March 2020 - Present\n- Directed six heads\n"
            "Operations Manager   June 2016 - March 2020\n- Managed three shifts\n",
            [("Plant Manager", "Maumee Formed Products"), ("Operations Manager", "Maumee Formed Products")],
        ),
        (  # brackets behind the town
            "Executive Director   2015 - 2020\n"
            "Seaboard Hospice Society, Moncton, New Brunswick (75 staff; annual budget $7.5 million)\n- Led a campaign\n",
            [("Executive Director", "Seaboard Hospice Society")],
        ),
        (
            "Science Teacher   September 2014 - June 2018\nCollège de la Rivière-Noire, Gatineau, Quebec\n- Taught\n",
            [("Science Teacher", "Collège de la Rivière-Noire")],
        ),
        (  # each line apart, as Markdown has it, and a ward that is no firm
            "Wascana Plains Children's Hospital, Regina\n\n"
            "Clinical Social Worker, Inpatient Paediatrics, May 2021 - present\n\n"
            "- Carried 15 families\n\n"
            "Emergency Department Social Worker (casual), February 2019 - April 2021\n\n- Assessed\n",
            [
                ("Clinical Social Worker, Inpatient Paediatrics", "Wascana Plains Children's Hospital"),
                ("Emergency Department Social Worker (casual)", "Wascana Plains Children's Hospital"),
            ],
        ),
    ],
)
def test_firms_above_and_below_their_titles(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(one.title, one.organization) for one in entries(text)] == wanted
