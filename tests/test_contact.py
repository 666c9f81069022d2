"""Who a resume is of: names, places, phone numbers and addresses on the web, as the heads of resumes give them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.contact import Contact, Link, find_contact, find_label, network_of
from resumefit.language.patterns import data_table
from resumefit.language.phones import find_phone
from resumefit.language.places import country_of, is_city, is_code, is_country, is_place, may_be_town, without_postcode
from resumefit.language.rows import rows_of
from resumefit.language.sections import sections_of
from resumefit.reading.read import read_text


def contact(head: str, rest: str = "\n\nSUMMARY\n\nBakes bread and rolls for the whole town.\n") -> Contact:
    document = read_text(head + rest)
    blocks = {
        kind: [b for s in sections_of(document) if s.kind == kind for b in s.blocks] for kind in ("header", "contact")
    }
    lines = {kind: rows_of(document, inside, by_line=True) for kind, inside in blocks.items()}
    return find_contact(
        lines["header"], lines["contact"], document.text, find_label(rows_of(document, blocks["header"]))
    )


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Robin Marlowe", "Robin Marlowe"),
        ("ROBIN MARLOWE", "ROBIN MARLOWE"),
        ("Dr Robin A. Marlowe", "Robin A. Marlowe"),
        ("Dr. rer. nat. Robin Marlowe", "Robin Marlowe"),
        ("Prof. Dr. med. dent. Robin Marlowe", "Robin Marlowe"),
        ("Dipl.-Wirt.-Ing. (FH) Robin Marlowe", "Robin Marlowe"),
        ("Dr.-Ing. Robin Marlowe", "Robin Marlowe"),
        ("Robin Marlowe, RN, BSN", "Robin Marlowe"),
        ("Robin Marlowe PhD", "Robin Marlowe"),
        ("Robin Marlowe  Assoc CIPD", "Robin Marlowe"),
        ("Robin Marlowe, P.E.", "Robin Marlowe"),
        ('Robin "Bo" Marlowe', 'Robin "Bo" Marlowe'),
        ("Yevgenia (Zhenya) Marlowe", "Yevgenia (Zhenya) Marlowe"),
        ("Marlowe-O'Brien, Robin", ""),
        ("CURRICULUM VITAE\n\nRobin Marlowe", "Robin Marlowe"),
        ("Robin Marlowe Resume", "Robin Marlowe"),
        ("PERSONAL DETAILS\n\nName:    Robin Marlowe\nAddress: 27 Tannery Row, Abergelwyn, Powys", "Robin Marlowe"),
        ("Robin Marlowe, freelance translator", "Robin Marlowe"),
        ("Jane Baker\njane.baker@example.org", "Jane Baker"),
        ("Senior Baker\nJane Oakes\njane.oakes@example.org", "Jane Oakes"),
        ("graphic design / packaging / type", ""),
        ("United Kingdom", ""),
    ],
)
def test_names(head: str, name: str) -> None:
    assert contact(head).name == name


@pytest.mark.parametrize(
    ("head", "location", "country"),
    [
        ("Robin Marlowe\nTucson, AZ | robin@example.org", "Tucson, AZ", "US"),
        ("Robin Marlowe\nColumbus, OH 43200\n614-555-0109", "Columbus, OH", "US"),
        ("Robin Marlowe\nDuluth MN 55800      218-555-0133", "Duluth MN", "US"),
        ("Robin Marlowe\n1414 Foundry Street, Rockford, IL 61100 — (815) 555-0166", "Rockford, IL", "US"),
        ("Robin Marlowe\nFlat 3, 60 Quay Street, Whitsand, Devon\n01632 960777", "Whitsand, Devon", "GB"),
        ("Robin Marlowe\nEdinburgh EH6 | robin@example.org", "Edinburgh", "GB"),
        ("Robin Marlowe\nrobin@example.org / 01632 960633 / Cork Street, Belhaven", "Belhaven", ""),
        ("Robin Marlowe\nToronto, ON", "Toronto, ON", "CA"),
        ("Robin Marlowe\nStafford Heights QLD", "Stafford Heights QLD", "AU"),
        ("Robin Marlowe\nTacoma, WA", "Tacoma, WA", "US"),
        ("Robin Marlowe\nRotterdam, Netherlands · robin@example.org", "Rotterdam, Netherlands", "NL"),
        ("Robin Marlowe\nBoise, Idaho (moving to Oregon this winter)", "Boise, Idaho", "US"),
        ("Robin Marlowe\nCobh | robin@example.org", "Cobh", ""),
        ("Robin Marlowe\nBoatyard Manager\n\nSouth Queensferry\nrobin@example.org", "South Queensferry", ""),
        ("- Based in: Halifax, Nova Scotia\n- Phone: 555-0187", "Halifax, Nova Scotia", "CA"),
        ("Robin Marlowe, PE\nrobin@example.org\nMount Vernon, WA", "Mount Vernon, WA", "US"),
        ("Robin Marlowe\nHello\n\nI bake.", "", ""),
    ],
)
def test_places(head: str, location: str, country: str) -> None:
    found = contact(head)
    assert (found.location, found.country) == (location, country)


@pytest.mark.parametrize(
    ("head", "phone", "e164"),
    [
        ("Tucson, AZ | (520) 555-0118", "(520) 555-0118", "+15205550118"),
        ("Leeds | 01632 960518", "01632 960518", "+441632960518"),
        ("Robin Marlowe\nTelephone: 01632 960 402", "01632 960 402", "+441632960402"),
        ("Robin Marlowe\n410.555.0155", "410.555.0155", "+14105550155"),
        ("Rotterdam, Netherlands\n+1 202 555 0136", "+1 202 555 0136", "+12025550136"),
        ("Hamburg\n040 5550123", "040 5550123", "+49405550123"),
        ("London\n+44 (0)20 7946 0123", "+44 (0)20 7946 0123", "+442079460123"),
        ("Halifax, Nova Scotia\nPhone: 555-0187", "555-0187", ""),  # local: nobody elsewhere can call it
        ("Leeds\nMobile: 01509 555 01344", "01509 555 01344", ""),  # a figure too many: as written
        ("Robin Marlowe\n2012-2016", "", ""),
        ("Robin Marlowe\nORCID 0000-0000-0000-0000", "", ""),
        ("Robin Marlowe\nrobin12345678@example.org", "", ""),
    ],
)
def test_phone_numbers(head: str, phone: str, e164: str) -> None:
    found = contact(head)
    assert (found.phone, found.phone_e164) == (phone, e164)


@given(st.text(alphabet=st.sampled_from("0123456789 +()-./x@ab"), max_size=40), st.sampled_from(["", "US", "GB", "DE"]))
def test_any_text_gives_a_number_or_none(text: str, country: str) -> None:
    written, e164 = find_phone([text], "", country)
    assert written in text
    assert re.fullmatch(r"(?:\+\d{6,15})?", e164)
    assert written or not e164


@pytest.mark.parametrize(
    ("head", "links"),
    [
        ("linkedin.com/in/robin-marlowe", [("https://linkedin.com/in/robin-marlowe", "LinkedIn")]),
        ("GitHub: @robinmarlowe", [("https://github.com/robinmarlowe", "GitHub")]),
        ("LinkedIn: in/robin-marlowe", []),
        ("www.robin.example.com", [("https://www.robin.example.com", "")]),
        ("robin@robin.example.com | robin.example.com", [("https://robin.example.com", "")]),
        ("<https://robin.example.org/work>, portfolio", [("https://robin.example.org/work", "")]),
        ("ORCID 0000-0002-1825-0097", [("https://orcid.org/0000-0002-1825-0097", "ORCID")]),
        ("github.com/rm and https://github.com/rm/", [("https://github.com/rm", "GitHub")]),
        ("robin@example.org", []),
        ("ASP.NET, Node.js, e.g. B.Sc.", []),
    ],
)
def test_links(head: str, links: list[tuple[str, str]]) -> None:
    assert [(link.url, link.network) for link in contact(f"Robin Marlowe\n{head}").links] == links


def test_a_link_is_kept_as_written() -> None:
    assert contact("Robin Marlowe\ngithub.com/rm").links == (Link("github.com/rm", "https://github.com/rm", "GitHub"),)
    assert network_of("https://www.notgithub.com/rm") == ""
    assert network_of("https://rm.github.io") == "GitHub"


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Robin Marlowe\nLitigation Paralegal\nBaltimore, MD", "Litigation Paralegal"),
        ("Robin Marlowe, freelance translator", "freelance translator"),
        ("Robin Marlowe, RN", ""),
        ("Robin Marlowe\nrobin@example.org", ""),
        ("Robin Marlowe\nHead chef with five years in rosette restaurants. Calm on a Saturday.", ""),
    ],
)
def test_the_title_somebody_goes_by(head: str, label: str) -> None:
    assert contact(head).label == label


def test_an_address_in_the_foot_of_a_resume_counts_too() -> None:
    found = contact("Robin Marlowe", "\n\nEXPERIENCE\n\nBaker, Rye Ltd, 2019 - 2020\n\nWrite to robin@example.org\n")
    assert found.email == "robin@example.org"


@pytest.mark.parametrize(
    "text", ["Texas", "Leeds", "Hereford TX", "Salem, Oregon", "Cambridge, GB", "Cardiff NSW", "Boyle, Co. Mayo"]
)
def test_known_places(text: str) -> None:
    assert is_place(text)
    assert country_of(text)


@pytest.mark.parametrize("text", ["", "IN", "Low Fell", "Brightoak Outdoor, Chicago, IL 60601, Ltd", "me", "Sous Chef"])
def test_what_is_no_known_place(text: str) -> None:
    assert not is_place(text)


def test_kinds_of_places() -> None:
    assert is_code("AZ")
    assert not is_code("Az")
    assert is_country("GB")
    assert is_city("Minneapolis")
    assert not is_city("Minnesota")
    assert may_be_town("Low Fell")
    assert may_be_town("Stoke on Trent")
    assert not may_be_town("on the moors")
    assert without_postcode("Edinburgh EH6 6AA") == "Edinburgh"
    assert without_postcode("Columbus, OH 43200-1234") == "Columbus, OH"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("WHAT IT MEANS TO ME", ""),
        ("I like reading, in a nice bath", ""),
        ("12 Cork Street", ""),
        ("Paris, Texas", "US"),
        ("Perth, WA", "AU"),
        ("nothing", ""),
    ],
)
def test_countries(text: str, country: str) -> None:
    assert country_of(text) == country


def test_the_data_of_places_is_sound() -> None:
    table = data_table("places.toml")
    assert len(table) >= 30
    assert all(re.fullmatch(r"[A-Z]{2}", country) for country in table)
    for lists in table.values():
        assert set(lists) == {"names", "parts", "cities", "codes"}
        names = [
            name.strip() for kind in ("names", "parts", "cities") for name in lists[kind].split(";") if name.strip()
        ]
        assert len(names) == len(set(names))
        assert all(name == name.lower() for name in names)
