"""Which lines of a posting are headings, and what stands under each."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language import outline
from resumefit.language.blocks import sentences_of
from resumefit.language.outline import Passage, outline_of
from resumefit.reading.document import Document, Line, Source, Span, Style
from resumefit.reading.read import read_text

HEAD = "Payroll Clerk\n\nFennel & Oak bakes bread.\n\n"


def outlined(text: str) -> dict[str, Passage]:
    document = read_text(text)
    return {document.quote(passage.span): passage for passage in outline_of(document)}


def under(text: str) -> dict[str, str | None]:
    """What each passage says -> the zone of the heading above it."""
    return {said: passage.opened for said, passage in outlined(text).items()}


# Forms of headings

FORMS = {
    "as a line over a list": "What you'll bring\n\n- Payroll\n- Excel\n",
    "close above a list": "What you'll bring\n- Payroll\n- Excel\n",
    "with a colon": "What you'll bring:\n- Payroll\n- Excel\n",
    "with a colon above lines": "What you'll bring:\nPayroll\nExcel\n",
    "with dots": "What you'll bring...\n- Payroll\n- Excel\n",
    "in capitals": "WHAT YOU'LL BRING\nPayroll\nExcel\n",
    "in capitals above a list": "WHAT YOU'LL BRING\n\n* Payroll\n* Excel\n",
    "typographic": "What you’ll bring\n\n• Payroll\n• Excel\n",
    "Markdown": "## What you'll bring\n\n- Payroll\n- Excel\n",
    "Markdown, closed": "### What you'll bring ###\n\n- Payroll\n- Excel\n",
    "bold Markdown": "**What you'll bring**\n\n- Payroll\n- Excel\n",
    "bold Markdown with a colon": "**What you'll bring:**\n\n- Payroll\n- Excel\n",
    "as a question": "What will you bring?\n\nPayroll\nExcel\n",
    "as a question over a list": "What will you bring?\n- Payroll\n- Excel\n",
    "with an aside": "What you'll bring (all of it)\n\n- Payroll\n- Excel\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_headings(form: str) -> None:
    found = outlined(HEAD + FORMS[form])
    assert [said for said in found if "bring" in said.lower()] == []
    for item in ("Payroll", "Excel"):
        assert found[item].opened == "requirements"
        assert "BRING" in found[item].heading.upper()
        assert not found[item].heading.endswith((":", " "))
        assert not found[item].inline
    assert found["Payroll"].joint == "heading"
    assert found["Excel"].joint in ("item", "line")


def lines_of(*lines: tuple[str, Line]) -> Document:
    text = "\n".join(said for said, _ in lines)
    starts = itertools.accumulate((len(said) + 1 for said, _ in lines), initial=0)
    placed = tuple(
        Line(Span(start, start + len(said)), role=line.role, style=line.style)
        for (said, line), start in zip(lines, starts, strict=False)
    )
    return Document(text, Source("t", "pdf", len(text)), placed)


def test_bold_lines_and_those_marked_as_headings_are_headings_whatever_they_say() -> None:
    plain, bold = Line(Span(0, 0)), Line(Span(0, 0), style=Style(bold=True))
    for style in (bold, Line(Span(0, 0), role="heading")):
        document = lines_of(
            ("Payroll Clerk", plain),
            ("Flour power", style),
            ("You know Excel.", plain),
            ("Perks", style),
            ("Gym", plain),
        )
        found = [(document.quote(one.span), one.heading, one.opened) for one in outline_of(document)]
        assert found == [
            ("Payroll Clerk", "", None),
            ("You know Excel.", "Flour power", None),
            ("Gym", "Perks", "benefits"),
        ]


@pytest.mark.parametrize(
    "line",
    [
        "We are looking for somebody who brings patience, numbers and bread to our offices.",
        "You will need patience.",
        "You have run a payroll,",
        "Requirements differ from shop to shop and are told to everybody on the day of the interview",
        "five years of payroll",
    ],
)
def test_sentences_and_small_letters_are_no_headings(line: str) -> None:
    assert line in outlined(f"{HEAD}{line}\n\nWe bake every day.\n")


def test_the_last_line_heads_nothing() -> None:
    assert "Requirements" in outlined(f"{HEAD}We bake.\n\nRequirements")


@pytest.mark.parametrize("title", ["Requirements Engineer", "BENEFITS SPECIALIST", "Head of Legal", "# Mission Lead"])
def test_the_title_opens_no_zone(title: str) -> None:
    for below in ("\n\nWe bake bread.\n\nPerks\n\n- Gym\n", "\n- Payroll\n- Excel\n"):
        assert set(under(f"{title}{below}").values()) <= {None, "benefits"}
        assert None in under(f"{title}{below}").values()


def test_a_name_in_the_first_line_is_a_heading_of_an_excerpt() -> None:
    assert under("Requirements\n- Payroll\n") == {"Payroll": "requirements"}
    assert under("Nice to have:\nSage\n") == {"Sage": "preferred"}
    found = outlined("Requirements\n- Payroll\n\nPerks\n- Gym\n")
    assert found["Payroll"].joint == "first"
    assert [one.section for one in found.values()] == [0, 1]  # what stands below the first line may be a title's


def test_a_short_line_between_empty_lines_heads_a_list_or_is_built_as_a_heading() -> None:
    assert outlined(f"{HEAD}Flour power\n\n- Excel\n")["Excel"].heading == "Flour power"
    assert "Flour power" in outlined(f"{HEAD}Flour power\n\nYou know Excel and you know how to run a payroll.\n")
    text = f"{HEAD}What you'd do all day\n\nRun the payroll for the whole of the town.\n"
    assert outlined(text)["Run the payroll for the whole of the town."].opened == "duties"


def test_a_few_words_head_lines_without_signs_below_the_first_part() -> None:
    below = "Manners\nPatience\nClear writing\n"
    found = outlined(f"{HEAD}Requirements\n\nExcel\n\n{below}")
    assert (found["Patience"].heading, found["Patience"].opened) == ("Manners", "requirements")
    assert "Manners" in outlined(f"{HEAD}{below}")  # with no heading above, it may be an address
    assert "Manners" in outlined(f"{HEAD}Requirements\n\n{below}")  # the first of the lines under a heading


# Inline headings


def test_labels() -> None:
    found = outlined(
        f"{HEAD}Requirements: payroll, Excel. Two years in an office.\nNice to have: Sage.\nWhat we offer: dental cover.\n"
        "Our motto: bread for all.\nLocation: Leeds\n"
    )
    assert {said: (one.opened, one.heading, one.inline) for said, one in found.items() if one.inline} == {
        "payroll, Excel.": ("requirements", "Requirements", True),
        "Two years in an office.": ("requirements", "Requirements", True),
        "Sage.": ("preferred", "Nice to have", True),
        "dental cover.": ("benefits", "What we offer", True),
        "Leeds": ("meta", "Location", True),
    }
    assert found["Our motto: bread for all."].opened is None
    assert found["payroll, Excel."].joint == "heading"
    assert found["Two years in an office."].joint == "sentence"


def test_a_label_reaches_to_the_end_of_its_paragraph() -> None:
    found = under(f"{HEAD}Perks\n\nGym and bread.\n\nRequirements: Excel.\n\nA pension.\n")
    assert found["Excel."] == "requirements"
    assert found["A pension."] == "benefits"


def test_labels_in_a_list_of_demands_are_its_groups() -> None:
    found = outlined(
        f"{HEAD}Requirements\n- Education: a degree\n- Benefits: you have run plans\n\nPerks\n- Pension: 8 %\n"
    )
    assert {said: one.opened for said, one in found.items()} == {
        "Payroll Clerk": None,
        "Fennel & Oak bakes bread.": None,
        "Education: a degree": "requirements",
        "Benefits: you have run plans": "requirements",
        "8 %": "benefits",
    }


@pytest.mark.parametrize(
    ("paragraph", "zones"),
    [
        (
            "REQUIREMENTS. A certificate. Two years. BENEFITS. Dental cover.",
            ["requirements", "requirements", "benefits"],
        ),
        ("What do you need? A licence. What do you get? Dental cover.", ["requirements", "benefits"]),
        ("The legal bit. We hire anybody.", ["legal"]),
        ("Experience. It helps.", [None, None]),  # one plain word is no heading
        ("Are you ready to bake? We are.", ["apply"]),
        ("Do you like bread? We do.", [None, None]),
        ("We wrote this in a hurry. The legal bit. We hire anybody.", [None, None, None]),  # a name has to lead
    ],
)
def test_headings_spoken_within_a_paragraph(paragraph: str, zones: list[str | None]) -> None:
    assert [passage.opened for passage in list(outlined(HEAD + paragraph).values())[2:]] == zones


# Headings below headings


def test_a_list_below_an_item_makes_it_a_heading() -> None:
    found = outlined(
        f"{HEAD}Requirements\n\n- Skills\n  - Excel\n  - SQL\n- Certificates\n  - CIPP\n\nPerks\n\n- Gym\n"
    )
    assert [(said, one.heading, one.opened) for said, one in list(found.items())[2:]] == [
        ("Excel", "Skills", "requirements"),
        ("SQL", "Skills", "requirements"),
        ("CIPP", "Certificates", "requirements"),
        ("Gym", "Perks", "benefits"),
    ]


def test_an_entry_over_its_details_stays_an_entry() -> None:
    found = under(f"{HEAD}Requirements\n\n- Experience with public clouds\n  - AWS\n  - Azure\n- Excel\n")
    assert list(found.items())[2:] == [
        ("Experience with public clouds", "requirements"),
        ("AWS", "requirements"),
        ("Azure", "requirements"),
        ("Excel", "requirements"),
    ]


def test_essential_and_desirable_below_one_heading() -> None:
    found = under(f"{HEAD}Person specification\n\nEssential\n- Excel\nDesirable\n- Sage\n")
    assert (found["Excel"], found["Sage"]) == ("requirements", "preferred")


@pytest.mark.parametrize("joke", ["The crumbs", "Flour power", "Tools", "Bring your own sourdough"])
def test_a_heading_of_no_known_zone_divides_demands_and_ends_the_rest(joke: str) -> None:
    found = outlined(f"{HEAD}Requirements\n- Excel\n\n{joke}\n- Sage\n\nPerks\n- Gym\n\n{joke}\n- Bread\n")
    assert (found["Sage"].heading, found["Sage"].opened, found["Sage"].past) == (joke, "requirements", True)
    assert (found["Bread"].heading, found["Bread"].opened, found["Bread"].past) == (joke, None, True)
    assert (found["Gym"].opened, found["Gym"].past) == ("benefits", False)
    assert found["Sage"].joint == found["Bread"].joint == "other heading"
    assert [found[said].section for said in ("Excel", "Sage", "Gym", "Bread")] == [1, 2, 3, 4]


def test_one_word_that_is_as_often_an_entry_needs_more_than_its_name() -> None:
    found = under(f"{HEAD}You need\n- Excel\n- Driving\n- Travel\n- Pension\n")
    assert list(found.items())[2:] == [(said, "requirements") for said in ("Excel", "Driving", "Travel", "Pension")]
    assert under(f"{HEAD}We pay for these:\nDental\nPension\nGym\n")["Gym"] != "legal"
    assert "Pension" in under(f"{HEAD}We pay for these:\nDental\nPension\nGym\n")
    assert under(f"{HEAD}We bake.\n\nPension\n\n- 8 %\n")["8 %"] == "benefits"


# Wrapped lines, joints


def test_hard_wrapped_text() -> None:
    text = (
        "Payroll Clerk\n\nRequirements\n\nYou have run a monthly payroll for at least two years in a firm of more\n"
        "than a hundred people, and Excel holds no secrets for you. You are good\nwith numbers.\n\nBenefits\n\n"
        "Dental cover, a pension and bread from the day before, as much as you\ncan carry.\n"
    )
    found = outlined(text)
    assert [one.opened for one in found.values()] == [None, "requirements", "requirements", "benefits"]
    assert "You are good with numbers." in found


def test_joints() -> None:
    found = outlined("Clerk\nLeeds\n\nWe bake. We sell.\n\nFlour power\n- One\n- Two\nA line\n\nPerks:\n- Gym\n")
    assert [(said, one.joint) for said, one in found.items()] == [
        ("Clerk", "first"),
        ("Leeds", "line"),
        ("We bake.", "paragraph"),
        ("We sell.", "sentence"),
        ("One", "other heading"),
        ("Two", "item"),
        ("A line", "line"),
        ("Gym", "heading"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_has_no_outline(text: str) -> None:
    assert outline_of(Document(text, Source("t", "text", len(text)))) == ()


def test_one_line() -> None:
    assert {said: one.opened for said, one in outlined("Requirements: Python").items()} == {"Python": "requirements"}
    assert list(outlined("Requirements")) == ["Requirements"]
    assert list(outlined("Bread")) == ["Bread"]


PARTS = [
    "Requirements",
    "WHAT WE OFFER",
    "Flour power",
    "Nice to have:",
    "",
    "- Python",
    "  - Deeper",
    "1. Numbered",
    "- Skills",
    "We use SQL. You must know Git; Perl is a plus.",
    "What do you get? Bread.",
    "Location: Leeds",
    "**Bold**",
    "## Mark",
]


@given(st.lists(st.sampled_from(PARTS), max_size=16))
def test_passages_are_in_order_and_lose_nothing_but_headings(lines: list[str]) -> None:
    document = read_text("\n".join(["Payroll Clerk", *lines]))
    passages = outline_of(document)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(passages))
    assert all(one.section <= two.section for one, two in itertools.pairwise(passages))
    assert [one.joint for one in passages].count("first") == bool(passages)
    said = [document.quote(one.span) for one in passages]
    assert said.count("Deeper") == lines.count("  - Deeper")
    assert all(one.opened is not None for one in passages if one.inline)
    assert not any(one.past and one.inline for one in passages)


def test_a_long_posting_costs_as_much_a_line_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls are counted, not seconds: each line is looked at a fixed number of times however many there are."""
    calls = 0

    def counted(text: str, span: Span) -> object:
        nonlocal calls
        calls += 1
        return sentences_of(text, span)

    monkeypatch.setattr(outline, "sentences_of", counted)
    part = "What you'll bring\n\n- Excel\n- Payroll\n\nPerks\n\nWe bake bread. We sell it.\n\n"
    for count in (1, 100):
        calls = 0
        assert len(outline_of(read_text(HEAD + part * count))) == 2 + 4 * count
        assert calls == 2 + 3 * count
