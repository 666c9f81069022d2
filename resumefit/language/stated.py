"""What a JSON Resume states field by field, with its place in the text; nothing has to be guessed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resumefit.language.contact import Contact, Link, network_of
from resumefit.language.content import Content, SkillGroup
from resumefit.language.dates import DateRange, Month, find_single
from resumefit.language.degrees import Level, find_degrees
from resumefit.language.education import Education, level_of
from resumefit.language.entries import Entry
from resumefit.language.languages import SpokenLanguage
from resumefit.language.listings import Listed
from resumefit.language.phones import find_phone
from resumefit.language.places import country_of
from resumefit.reading.document import Document, Fact, Span

_Fields = Mapping[str, Sequence[Fact]]
_KINDS = {"work": "work", "volunteer": "volunteering", "projects": "projects"}


def stated_content(document: Document) -> Content:
    """The content of a Document that was read from a JSON Resume."""
    items = _items(document.facts)
    return Content(
        _contact(document),
        tuple(
            sorted(
                (_entry(document, key, fields) for key, fields in items if key in _KINDS), key=lambda e: e.span.start
            )
        ),
        (),
        tuple(_education(document, fields) for key, fields in items if key == "education"),
        tuple(_listed(document, fields) for key, fields in items if key == "certificates"),
        tuple(_language(document, fields) for key, fields in items if key == "languages"),
        tuple(_skills(fields) for key, fields in items if key == "skills"),
        tuple(_listed(document, fields) for key, fields in items if key == "awards"),
        tuple(_listed(document, fields) for key, fields in items if key == "publications"),
    )


def _items(facts: Sequence[Fact]) -> list[tuple[str, dict[str, list[Fact]]]]:
    """(section, field -> facts) of each item of a section, in order: "work.0.position" is the field "position"."""
    items: dict[tuple[str, str], dict[str, list[Fact]]] = {}
    for fact in facts:
        section, _, rest = fact.name.partition(".")
        number, _, field = rest.partition(".")
        if number.isdigit():
            items.setdefault((section, number), {}).setdefault(field, []).append(fact)
    return [(section, fields) for (section, _), fields in items.items()]


def _first(fields: _Fields, name: str) -> str:
    facts = fields.get(name, ())
    return facts[0].value if facts else ""


def _span(document: Document, fields: _Fields) -> Span:
    """From the first field of an item to the end of the line that holds its last."""
    spans = [fact.span for facts in fields.values() for fact in facts if fact.span is not None]
    line = document.line_at(max(span.start for span in spans))
    ends = [span.end for span in spans] + ([line.span.end] if line else [])
    return Span(min(span.start for span in spans), max(ends))


def _contact(document: Document) -> Contact:
    country = document.fact("basics.location.countryCode").upper()
    place = [document.fact(f"basics.location.{part}") for part in ("city", "region")]
    location = (
        ", ".join(filter(None, place)) or document.fact("basics.location") or document.fact("basics.location.address")
    )
    phone = document.fact("basics.phone")
    country = country or country_of(location)
    urls = [fact.value for fact in document.facts if fact.name == "basics.url"]
    links = [Link(url, url, network_of(url)) for url in urls]
    names = {fact.name: fact.value for fact in document.facts if fact.name.startswith("basics.profiles.")}
    for name, value in names.items():
        path, _, field = name.rpartition(".")
        if field in ("url", "username"):
            url = value if field == "url" else ""
            links.append(Link(value, url, names.get(f"{path}.network", "") or network_of(url)))
    return Contact(
        document.fact("basics.name"), document.fact("basics.label"), document.fact("basics.email"),
        phone, find_phone([phone], "", country)[1], location, country, tuple(links),
    )  # fmt: skip


def _month(fields: _Fields, name: str, *, last: bool) -> Month | None:
    facts = fields.get(name, ())
    found = find_single(facts[0].value, Span(0, len(facts[0].value))) if facts else None
    return None if found is None else found.end if last else found.start


def _dates(fields: _Fields, *, open_end: bool) -> DateRange | None:
    """The dates of an item; by the schema a position without an end goes on, and other things have one date."""
    start, end = _month(fields, "startDate", last=False), _month(fields, "endDate", last=True)
    held = [fact for name in ("startDate", "endDate") for fact in fields.get(name, ())]
    spans = [fact.span for fact in held if fact.span is not None]
    if not spans or (start is None and end is None):
        return None
    place = Span(min(span.start for span in spans), max(span.end for span in spans))
    if start is None:
        return DateRange(place, _month(fields, "endDate", last=False) or Month(1, 1), end, lone=True)
    if end is None and not open_end:
        return DateRange(place, start, _month(fields, "startDate", last=True), lone=True)
    return DateRange(place, start, end)


def _entry(document: Document, key: str, fields: _Fields) -> Entry:
    project = key == "projects"
    summary = [fact.span for fact in fields.get("summary", ()) if fact.span is not None]
    return Entry(
        _first(fields, "name" if project else "position"),
        _first(fields, "entity" if project else "name"),
        _dates(fields, open_end=not project),
        _span(document, fields),
        _KINDS[key],
        _first(fields, "location"),
        tuple(fact.span for fact in fields.get("highlights", ()) if fact.span is not None),
        Span(summary[0].start, summary[-1].end) if summary else None,
        _first(fields, "url"),
    )


def _education(document: Document, fields: _Fields) -> Education:
    span = _span(document, fields)
    degree = _first(fields, "studyType")
    found = [one.level for one in find_degrees(degree, Span(0, len(degree))) if one.level]
    level: Level | None = found[0] if found else level_of(f"{degree} {_first(fields, 'institution')}")
    return Education(
        _first(fields, "institution"), degree, level, _first(fields, "area"), _dates(fields, open_end=False), span,
        _first(fields, "score"), tuple(fact.value for fact in fields.get("courses", ())),
    )  # fmt: skip


def _listed(document: Document, fields: _Fields) -> Listed:
    return Listed(
        _first(fields, "name"), _first(fields, "issuer"), _dates(fields, open_end=False), _span(document, fields)
    )


def _language(document: Document, fields: _Fields) -> SpokenLanguage:
    return SpokenLanguage(_first(fields, "name"), _first(fields, "fluency"), _span(document, fields))


def _skills(fields: _Fields) -> SkillGroup:
    return SkillGroup(_first(fields, "name"), tuple(fact.value for fact in fields.get("keywords", ())))
