"""Lines that list things: certificates with giver and date, natural languages with their level."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.blocks import blocks_of
from resumefit.language.languages import SpokenLanguage, find_languages, told_languages
from resumefit.language.listings import Listed, find_listed, may_certify, told_certificates
from resumefit.language.mentions import find_mentions
from resumefit.language.rows import Row, rows_of
from resumefit.reading.document import Document
from resumefit.reading.read import read_text


def rows(text: str) -> tuple[Document, tuple[Row, ...]]:
    document = read_text(text)
    return document, rows_of(document, blocks_of(document))


def listed(text: str) -> list[tuple[str, str, str]]:
    return [told(one) for one in find_listed(*rows(text))]


def told(one: Listed) -> tuple[str, str, str]:
    return one.name, one.issuer, one.dates.start.iso if one.dates else ""


def spoken(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.level) for one in find_languages(*rows(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CCRN, American Association of Critical-Care Nurses (2019)",
            [("CCRN", "American Association of Critical-Care Nurses", "2019")],
        ),
        ("Advanced Cardiac Life Support (ACLS), expires 2027", [("Advanced Cardiac Life Support (ACLS)", "", "")]),
        (
            "Registered Nurse, State of Arizona, license RN-000000 (exp. 04/2027)",
            [("Registered Nurse, State of Arizona", "", "")],
        ),
        ("Professional Engineer, Colorado (No. PE.0000000), 2017", [("Professional Engineer, Colorado", "", "2017")]),
        (
            "18th Edition Wiring Regulations (BS 7671:2018), 2019",
            [("18th Edition Wiring Regulations (BS 7671:2018)", "", "2019")],
        ),
        ("Lead Auditor, ISO 9001:2015", [("Lead Auditor, ISO 9001:2015", "", "")]),
        ("ServSafe Food Protection Manager ......... renewed 2024", [("ServSafe Food Protection Manager", "", "2024")]),
        (
            "Looker Certified Analyst (2020), Cloud Engineer Associate (2023)",
            [("Looker Certified Analyst", "", "2020"), ("Cloud Engineer Associate", "", "2023")],
        ),
        (
            "RYA Powerboat Level 2; crane slinger; abrasive wheels",
            [("RYA Powerboat Level 2", "", ""), ("crane slinger", "", ""), ("abrasive wheels", "", "")],
        ),
        (
            "Food handler card (Oregon), valid to 2028. First aid, 2025.",
            [("Food handler card (Oregon)", "", ""), ("First aid", "", "2025")],
        ),
        (
            "Courses: balayage (2019), curl cutting (2021), skin tests (each year)",
            [("balayage", "", "2019"), ("curl cutting", "", "2021"), ("skin tests", "", "")],
        ),
        (
            "Certified in Logistics, Transportation and Distribution (CLTD), ASCM, 2024",
            [("Certified in Logistics, Transportation and Distribution (CLTD)", "ASCM", "2024")],
        ),
        ("CCRN (Adult), Oak Association | Renewed May 2026", [("CCRN (Adult)", "Oak Association", "2026-05")]),
        ("Moving and Handling (renewed every year)", [("Moving and Handling", "", "")]),
        ("C&G 2391 Inspection and Testing, 2013", [("C&G 2391 Inspection and Testing", "", "2013")]),
        ("2019", []),
        ("I took a great many courses over the years, and I would be glad to tell you of each.", []),
    ],
)
def test_certificates(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert listed(text) == expected


def test_what_may_be_a_certificate() -> None:
    _, found = rows("Forklift licence\n\nBread, 2019\n\nA few lines about me\n")
    assert [may_certify(row) for row in found] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Class A CDL with Tanker and Hazmat endorsements", ["Class A CDL"]),
        ("Class A CDL driver, 17 years, no chargeable accidents.", []),
        ("I have looked after people for years.", []),
    ],
)
def test_certificates_outside_their_part(text: str, expected: list[str]) -> None:
    document, found = rows(text)
    assert [one.name for one in told_certificates(document, found, find_mentions(document))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("English (native), Spanish (fluent)", [("English", "native"), ("Spanish", "fluent")]),
        (
            "Dutch (native) · English (C2) · Bengali (conversational)",
            [("Dutch", "native"), ("English", "C2"), ("Bengali", "conversational")],
        ),
        (
            "Polish – native; English – native; German – A2",
            [("Polish", "native"), ("English", "native"), ("German", "A2")],
        ),
        (
            "English: native. French: working knowledge. Swedish: basic.",
            [("English", "native"), ("French", "working knowledge"), ("Swedish", "basic")],
        ),
        (
            "English; Yoruba (mother tongue); a little British Sign Language",
            [("English", ""), ("Yoruba", "mother tongue"), ("British Sign Language", "a little")],
        ),
        (
            "English and Spanish, both native; Tagalog, some",
            [("English", "native"), ("Spanish", "native"), ("Tagalog", "some")],
        ),
        ("English and Spanish", [("English", ""), ("Spanish", "")]),
        ("Russian – mother tongue | English – fluent", [("Russian", "mother tongue"), ("English", "fluent")]),
        ("German > English (degree level, lived in Leipzig six years)", [("German", "degree level")]),
        ("isiZulu: Elementary", [("isiZulu", "Elementary")]),
        ("English, Native\nPolish, B2", [("English", "Native"), ("Polish", "B2")]),
        ("English\nNative\nPolish\nConversational", [("English", "Native"), ("Polish", "Conversational")]),
        (
            "BSL (Level 1), Latin (reading), Cornish (learner)",
            [("BSL", "Level 1"), ("Latin", "reading"), ("Cornish", "learner")],
        ),
        (
            "I speak English and Hungarian (both like a native) and enough German for a wash and cut.",
            [("English", "like a native"), ("Hungarian", "like a native"), ("German", "enough")],
        ),
        ("none but my own", []),
    ],
)
def test_languages(text: str, expected: list[tuple[str, str]]) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some Spanish, enough to load and unload.", [("Spanish", "Some")]),
        ("Cheerful, fluent in French, always early", [("French", "fluent")]),
        ("Languages: English (native), Spanish", [("English", "native"), ("Spanish", "")]),
        ("Languages: Python, C++, Rust", []),
        ("Taught English literature to adults", []),
    ],
)
def test_languages_outside_their_part(text: str, expected: list[tuple[str, str]]) -> None:
    document, found = rows(text)
    got = told_languages(document, found, find_mentions(document))
    assert [(one.name, one.level) for one in got] == expected


@given(st.text(alphabet=st.sampled_from("EngSp ,;.()–:-andboth2019|•\n"), min_size=1, max_size=50))
def test_any_text_is_listed_without_error(text: str) -> None:
    document, found = rows(f"x {text}")
    for one in (*find_listed(document, found), *find_languages(document, found)):
        assert isinstance(one, Listed | SpokenLanguage)
        assert one.name
        assert 0 <= one.span.start < one.span.end <= len(document.text)
