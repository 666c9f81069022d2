"""Who a resume is of: name, address, phone and places on the web, from its head and its part on contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from resumefit.language.patterns import data_table
from resumefit.language.phones import find_phone
from resumefit.language.places import country_of, is_code, is_country, is_place, may_be_town, without_postcode
from resumefit.language.rows import APART, Row
from resumefit.language.titles import title_in

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_URL = re.compile(
    r"(?<![\w@.-])(?:https?://|www\.)?(?:[\w-]{1,63}\.){1,5}(?P<top>[a-z]{2,12})(?![\w@]|\.\w)(?:/[^\s|,;()<>\"]*[^\s|,;()<>\".:])?",
    re.IGNORECASE,
)
_ORCID = re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
_HANDLE = re.compile(
    r"\b(linkedin|github|gitlab|twitter|instagram)\s*[:/]\s*@?([\w-]{3,39})(?![\w.]|://)", re.IGNORECASE
)
_DIVIDERS = re.compile(rf"\s*[|•·●◆♦‖]\s*|\s+[–—*]\s+|\s+::\s+|\s+/\s+|{APART.pattern}")
_NAME = re.compile(r"""(?:["“(]?[^\W\d_][\w'’.-]*["”)]?,?\s+){1,4}[^\W\d_][\w'’.-]*""")
_NAME_ENDS = re.compile(r"\||•|·|\s[–—]\s|,|\t| {2,}")
_STREET = re.compile(
    r"\d|\b(?:street|road|avenue|lane|drive|row|terrace|mews|place|court|flat|apartment|farm)\b", re.IGNORECASE
)
_REACH = re.compile(r"@|\d(?:\D{0,2}\d){6}")  # an e-mail address or a phone number
_MOST_ROWS = 14  # of a header; the head of a resume without headings goes no further
# "Prof. Dr. rer. nat.", "Dipl.-Wirt.-Ing. (FH)": what goes with a form of address before a name
_DOCTOR = re.compile(
    r"^(?:(?:(?:Prof|Dr|Mag|PD)\. ?)+(?:[a-z]{1,6}\. ?)+"
    r"|(?:Prof\. )?(?:Dr|Dipl)\.?(?:-[A-Z][a-z]+\.?)+(?: ?\((?:FH|TU|Univ\.?)\))? )"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the web: as written, as an address with its scheme, and the network it belongs to, "" for a site of one's
    own."""

    text: str
    url: str
    network: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who it is and how to reach them; "" for what is not said.

    `phone` is as written and `phone_e164` as E.164 has it (where the country is known); `location` is town and region
    without street and postcode, `country` the ISO 3166-1 code that the places point to. `label` is the title the resume
    goes by.
    """

    name: str = ""
    label: str = ""
    email: str = ""
    phone: str = ""
    phone_e164: str = ""
    location: str = ""
    country: str = ""
    links: tuple[Link, ...] = ()


def find_contact(head: Sequence[Row], named: Sequence[Row], text: str, label: str = "") -> Contact:
    """The contact of a resume: `head` is the lines before its first heading, `named` those of the part named contact, `text`
    the whole resume, for an e-mail address that stands elsewhere and the country; `label` the title it goes by."""
    rows = [*head[:_MOST_ROWS], *named]
    labelled = dict(_labelled(rows))
    parts = [part for row in rows for part in _parts(row.raw)]
    found = _EMAIL.search("\n".join(row.text for row in rows)) or _EMAIL.search(text)
    email = found[0] if found else ""
    name = _name(labelled.get("name", ""), head, email)
    places = (_location(part) for part in parts if not name or name not in part)
    location = labelled.get("location", "") or next(filter(None, places), "") or _town(rows, name)
    country = country_of(location) or country_of("\n".join(row.text for row in rows)) or country_of(text)
    phone, e164 = find_phone([*filter(None, [labelled.get("phone")]), *(row.text for row in rows)], text, country)
    links = tuple(_links(rows))
    return Contact(name, label, email, phone, e164, _shortened(location), country, links)


@cache
def _labels() -> dict[str, str]:
    """What a line is labelled with -> what it holds."""
    return {
        label.strip(): field
        for field, labels in data_table("contact.toml")["labels"].items()
        for label in labels.split(";")
    }


def _labelled(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in reversed(rows):  # of two lines with one label the first counts
        label, colon, value = row.text.partition(":")
        field = _labels().get(label.strip().lower()) if colon else None
        if field and value.strip():
            yield field, value.strip()


def _parts(text: str) -> list[str]:
    label, colon, value = text.partition(":")
    text = value if colon and label.strip().lower() in _labels() else text
    pieces = [" ".join(part.split()).strip(" ,|–—-:;*") for part in _DIVIDERS.split(text) if part]
    return [piece for piece in pieces if piece]


# Name


def _name(labelled: str, head: Sequence[Row], email: str) -> str:
    """A person's name: the one that is labelled so, or that the e-mail address speaks for, or the first of the head."""
    candidates = [name for row in head[:_MOST_ROWS] if (name := _bare_name(row))]
    if labelled:
        return labelled
    local = re.sub(r"[^a-z]", "", email.partition("@")[0].lower())
    known = [name for name in candidates[:6] if any(len(word) > 2 and word in local for word in _letters(name))]
    plain = [name for name in candidates[:4] if not title_in(name)]
    return next(iter((*known, *plain)), "")


def _letters(name: str) -> list[str]:
    return re.findall(r"[a-z]+", name.lower())


def _bare_name(row: Row) -> str:
    """A row as a name, without forms of address and letters behind it; "" where it is none."""
    if row.is_item:
        return ""
    text = _NAME_ENDS.split(row.raw, 1)[0].strip()
    words = _DOCTOR.sub("", text).split()
    while words and words[0].lower().rstrip(".") in _words("address"):
        words = words[1:]
    while len(words) > 2 and words[-1].lower() in _words("documents"):
        words = words[:-1]
    while len(words) > 2 and words[-1].replace(".", "").lower() in _words("letters"):
        words = words[:-1]
    name = " ".join(words)
    strange = is_place(name) or name.lower() in _words("documents")
    return name if _NAME.fullmatch(name) and name[:1].isupper() and not strange else ""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word.strip() for word in data_table("contact.toml")[name].split(";"))


def find_label(head: Sequence[Row]) -> str:
    """The title that the head of a resume names beside or below the name, "" where it names none."""
    for row in head[:6]:
        bare = _bare_name(row)
        name = bare if row is head[0] or not title_in(bare) else ""
        for piece in _parts(row.raw.replace(name, "")) if not row.is_sentence else ():
            part = piece.strip(", ")
            title = part[: len(title_in(part[:1].upper() + part[1:]))]  # it may be written small
            if title and "@" not in part and title.lower() not in _words("letters"):
                return title
    return ""


# Location


def _location(part: str) -> str:
    """A part of the head as a place, "" where it is none."""
    part = re.sub(r"\s*\([^()]*\)$", "", part)
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if not pieces or "@" in part or len(pieces) > 6 or title_in(part):
        return ""
    if is_place(part) or is_place(", ".join(pieces[-2:])) or is_place(pieces[-1]):
        return part
    return part if len(pieces) > 1 and _STREET.search(pieces[0]) and may_be_town(without_postcode(pieces[-1])) else ""


def _town(rows: Sequence[Row], name: str) -> str:
    """A town that nobody knows: a short name beside the e-mail address or phone, or alone on a line behind the name."""
    for number, row in enumerate(rows[:6]):
        parts = [re.sub(r"\s*\([^()]*\)$", "", part) for part in _parts(row.raw)]
        below = number + 1 < len(rows) and not rows[number + 1].gap and _REACH.search(rows[number + 1].text)
        beside = _REACH.search(row.text) is not None
        for part in parts if beside or (number and below and len(parts) == 1) else ():
            plain = without_postcode(part)
            if (
                may_be_town(plain)
                and not title_in(plain)
                and plain not in name
                and name not in plain
                and not plain.isupper()
            ):
                return plain
    return ""


def _shortened(place: str) -> str:
    """Town and region: "27 Tannery Row, Abergelwyn, Powys" gives "Abergelwyn, Powys", "Salem, Oregon, US" "Salem, Oregon"."""
    pieces = [plain for piece in place.split(",") if (plain := without_postcode(piece))]
    if len(pieces) > 1 and is_country(pieces[-1]) and not is_code(pieces[-1]):
        pieces = pieces[:-1]
    while len(pieces) > 1 and _STREET.search(pieces[0]):
        pieces = pieces[1:]
    return re.sub(r"^near ", "", ", ".join(pieces[-2:]))


# Links


@cache
def _networks() -> dict[str, str]:
    """Host of a network -> its name."""
    return {host: name for name, hosts in data_table("contact.toml")["networks"].items() for host in hosts.split()}


def _links(rows: Sequence[Row]) -> Iterator[Link]:
    seen: set[str] = set()
    for row in rows:
        for link in (*_addresses(row.text), *_handles(row.text)):
            key = re.sub(r"^https?://(?:www\.)?", "", link.url).rstrip("/").lower()
            if key not in seen:
                seen.add(key)
                yield link


def _addresses(text: str) -> Iterator[Link]:
    for found in _URL.finditer(text):
        written = found[0]
        with_scheme = written.lower().startswith(("http://", "https://", "www."))
        if with_scheme or found["top"] in _words("tops") or "/" in written:
            url = written if written.lower().startswith("http") else f"https://{written}"
            yield Link(written, url, network_of(url))
    for found in _ORCID.finditer(text):
        if "orcid" in text.lower() and "orcid.org/" not in text.lower():
            yield Link(found[0], f"https://orcid.org/{found[0]}", "ORCID")


def _handles(text: str) -> Iterator[Link]:
    for found in _HANDLE.finditer(text):
        network = found[1].lower()
        path = f"in/{found[2]}" if network == "linkedin" and found[2] != "in" else found[2]
        url = f"https://{network}.com/{path}"
        if found[2] not in ("in", "com", "https", "http", "www"):
            yield Link(found[0], url, network_of(url))


def network_of(url: str) -> str:
    """The network that an address belongs to ("LinkedIn"), "" for any other site."""
    host = re.sub(r"^https?://(?:www\.)?", "", url.lower()).partition("/")[0]
    return next((name for known, name in _networks().items() if host == known or host.endswith(f".{known}")), "")
