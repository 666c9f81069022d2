"""What speaks for a zone: the features of a sentence, of the heading above it and of its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.outline import Passage, outline_of
from resumefit.language.zone_evidence import asked_of, evidence_of
from resumefit.reading.document import Document, Source, Span
from resumefit.reading.read import read_text


def evidence(text: str) -> dict[str, frozenset[str]]:
    """What each passage says -> its features."""
    document = read_text(text)
    passages = outline_of(document)
    said = [document.quote(passage.span) for passage in passages]
    return dict(zip(said, evidence_of(document, passages), strict=True))


def features(sentence: str) -> frozenset[str]:
    """The features of a sentence that stands alone."""
    document = Document(sentence, Source("t", "text", len(sentence)))
    (found,) = evidence_of(document, [Passage(Span(0, len(sentence)), "first", item=False)])
    return found


# How much of a demand is softened


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("Sage is a plus", "softened"),
        ("Experience with Sage would be an advantage.", "softened"),
        ("Ideally you know Xero.", "softened"),
        ("You will ideally have used Xero.", "softened"),
        ("Preferably, Xero", "softened"),
        ("Danish, Swedish or Norwegian would be a plus.", "softened"),
        ("SQL, Python, R, Julia: a plus", "softened"),
        ("German (B2 or more) is desirable", "softened"),
        ("Nice to have: Sage", "softened"),
        ("Three years of purchasing, automotive being an advantage", "softened in part"),
        ("A driving licence is needed, a lorry licence is a plus.", "softened in part"),
        ("Two years in payroll, ideally in a bakery", "softened in part"),
        ("Fluent English and preferably German", "softened in part"),
        ("Payroll certificate (CIPP preferred)", "softened aside"),
        ("Payroll (Sage would be a plus) and Excel", "softened aside"),
    ],
)
def test_softened(sentence: str, how: str) -> None:
    assert {name for name in features(sentence) if name.startswith("softened")} == {how}
    assert "says preferred" in features(sentence)


@pytest.mark.parametrize("sentence", ["You must know Excel.", "Excel", "We bake bread.", "Surplus stock", ""])
def test_what_is_not_softened(sentence: str) -> None:
    assert not {name for name in features(sentence or " ") if name.startswith("softened")}


# Signatures

LETTER = (
    "Payroll Clerk\n\nWe need a clerk.\n\nYou know Excel.\n\n{}\n\n"
    "Jo Pell\nHead of bread\n+44 1632 960123\nLeeds\nYork\n"
)


@pytest.mark.parametrize(
    "regards",
    ["Kind regards", "Best wishes,", "Many thanks", "With best regards,", "Yours sincerely", "Cheers", "All the best"],
)
def test_a_signature_is_the_four_lines_below_the_valediction(regards: str) -> None:
    found = evidence(LETTER.format(regards))
    signed = [said for said, has in found.items() if "signature" in has]
    last = [said for said in found if said not in ("Payroll Clerk", "We need a clerk.", "You know Excel.", regards)]
    assert signed == last[:4]
    assert len(signed) == 4
    assert [said for said, has in found.items() if "valediction" in has] == [regards]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you for your interest in our bakery and its bread. We read everything.",
        "Best practice in payroll",
        "Kind and patient",
        "You send thanks, regards and cheers",
        "Many thanks to everybody who has ever baked with us for the town",
    ],
)
def test_what_is_no_valediction(sentence: str) -> None:
    assert "valediction" not in features(sentence)


# Places


def posting_of(count: int) -> list[frozenset[str]]:
    """The features of the lines of a posting of so many lines, below a title and above and below headings."""
    body = "\n".join(f"- Point number {number}" for number in range(count - 3))
    document = read_text(f"Payroll Clerk\nLeeds\n\nRequirements\n\n{body}\n\nPerks\n\n- Gym\n")
    passages = outline_of(document)
    assert len(passages) == count
    return evidence_of(document, passages)


PLACES = frozenset((*(f"fifth {number}" for number in range(5)), "end", "below last heading"))


@pytest.mark.parametrize("count", [4, 8, 11])
def test_the_place_in_an_excerpt_tells_nothing(count: int) -> None:
    assert not [has & PLACES for has in posting_of(count) if has & PLACES]


@pytest.mark.parametrize("count", [12, 13, 40])
def test_the_place_in_a_whole_posting(count: int) -> None:
    found = posting_of(count)
    fifths = [next(name for name in sorted(has) if name.startswith("fifth ")) for has in found]
    assert fifths == sorted(fifths)
    assert set(fifths) == {f"fifth {number}" for number in range(5)}
    assert ["end" in has for has in found] == [False] * (count - 3) + [True] * 3
    assert ["below last heading" in has for has in found] == [False] * (count - 1) + [True]


def test_the_head_is_above_the_first_heading() -> None:
    found = posting_of(8)
    assert ["head" in has for has in found] == [True, True, *[False] * 6]
    assert ["above headings" in has for has in found] == [True, True, *[False] * 6]
    assert ["first" in has for has in found] == [True, *[False] * 7]
    long = list(evidence("\n\n".join(f"We bake bread number {number}." for number in range(7))).values())
    assert ["head" in has for has in long] == [True] * 4 + [False] * 3


def test_text_behind_a_list() -> None:
    found = evidence(
        "Payroll Clerk\n\nRequirements\n\n- Excel\n- SQL\n\nWe answer every letter that we get.\n\nBread.\n"
    )
    assert {said for said, has in found.items() if "text after items" in has} == {"We answer every letter that we get."}
    assert {said for said, has in found.items() if "item" in has} == {"Excel", "SQL"}
    assert all(("item" in has) != ("text" in has) for has in found.values())


# Headings


def test_what_the_heading_says() -> None:
    found = evidence(
        "Payroll Clerk\n\nRequirements\n- Excel\n\nThe crumbs\n- Sage\n\nPerks\n- Gym\n\nThe crumbs\n- Bread\n\n"
        "Location: Leeds\n"
    )
    assert "under none" in found["Payroll Clerk"]
    assert {"under requirements", "heading requirement"} <= found["Excel"]
    assert {"past requirements", "heading crumb", "heading the"} <= found["Sage"]
    assert {"under benefits", "heading perk"} <= found["Gym"]
    assert {"past unknown", "heading crumb"} <= found["Bread"]
    assert {"under meta", "inline heading", "heading location"} <= found["Leeds"]
    assert [said for said, has in found.items() if "inline heading" in has] == ["Leeds"]


def test_what_is_not_asked_for_stands_where_demands_do() -> None:
    waived = Passage(Span(0, 1), "heading", item=True, heading="You don't need", opened="waived", section=1)
    assert asked_of(waived) == "requirements"
    assert asked_of(Passage(Span(0, 1), "first", item=False)) == "none"
    assert asked_of(Passage(Span(0, 1), "first", item=False, heading="Payroll Clerk")) == "none"  # a title
    assert asked_of(Passage(Span(0, 1), "first", item=False, heading="The crumbs", section=1)) == "unknown"


# Shapes and words


@pytest.mark.parametrize(
    ("sentence", "has", "lacks"),
    [
        ("Write to jobs@example.com", "address", "money"),
        ("See https://example.com/jobs", "address", "money"),
        ("Ring 01632 960123", "address", "money"),
        ("Two @ counters", "text", "address"),
        ("From £28,000 a year", "money", "address"),
        ("SEK 30000", "money", "address"),
        ("around 90k", "money", "address"),
        ("A 4k screen", "digit", "money"),
        ("Location: Leeds", "key and value", "bars"),
        ("We bake. Really: we do", "text", "key and value"),
        ("Leeds | hybrid | full time", "bars", "key and value"),
        ("and/or", "text", "bars"),
        ("excel and SQL", "small letter first", "name first"),
        ("Fennel & Oak is a bakery", "name first", "small letter first"),
        ("You are a baker", "text", "name first"),
        ("Do you bake?", "question", "colon last"),
        ("You bring:", "colon last", "question"),
        ("Bread", "short", "long"),
        (" ".join(["bread"] * 21), "long", "short"),
        ("Manage the oven", "imperative", "gerund"),
        ("Managing the oven", "gerund", "imperative"),
        ("Manages the oven", "third person", "imperative"),
        ("Oven", "word oven", "imperative"),
    ],
)
def test_shapes(sentence: str, has: str, lacks: str) -> None:
    found = features(sentence)
    assert has in found
    assert lacks not in found


def test_words_in_base_form_pairs_as_they_stand() -> None:
    found = features("Bring ovens, don’t bring Bakeries")
    assert {"word bring", "word oven", "word don't", "word bakery"} <= found
    assert {"pair bring ovens", "pair ovens don't", "pair don't bring", "pair bring bakeries"} <= found
    assert {"opens bring", "opens bring ovens"} <= found
    assert not {"word ovens", "word Bakeries", "word bakeries", "opens oven"} & found


@given(
    st.lists(st.sampled_from(["Requirements", "", "- Sage is a plus", "We bake. We sell.", "Kind regards", "§§ 12"]))
)
def test_one_set_of_features_a_passage_and_the_same_each_time(lines: list[str]) -> None:
    document = read_text("\n".join(["Payroll Clerk", *lines]))
    passages = outline_of(document)
    found = evidence_of(document, passages)
    assert len(found) == len(passages)
    assert all(found)
    assert found == evidence_of(document, passages)


def test_no_passages_no_evidence() -> None:
    assert evidence_of(Document("", Source("t", "text", 0)), ()) == []
