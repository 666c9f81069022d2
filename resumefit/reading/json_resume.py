"""JSON Resume (jsonresume.org, schema 1.0.0) -> Document. A door to pydantic, which validates what came in.

The file is set as a resume usually is, so that whatever reads resumes reads this one: the same headings, "Title, Company",
a line with the dates, then the items.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from resumefit.errors import DamagedError, FileTypeError, NoTextError
from resumefit.reading.assembly import Assembler
from resumefit.reading.cleaning import clean_line, clean_text
from resumefit.reading.document import Document, Source
from resumefit.reading.plain import decode

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SECTIONS = frozenset(
    "basics work volunteer education awards certificates publications skills languages interests references projects".split()
)
_LENIENT = {"coerce_numbers_to_str": True, "extra": "ignore"}
_Text = str | None
_Texts = tuple[str | None, ...] | str | None  # one text where the schema wants a list of them is common


@dataclass(frozen=True, slots=True)
class Location:
    """Where somebody lives."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _LENIENT
    address: _Text = None
    postalCode: _Text = None  # noqa: N815 - the schema's names
    city: _Text = None
    region: _Text = None
    countryCode: _Text = None  # noqa: N815


@dataclass(frozen=True, slots=True)
class Profile:
    """An account on a network."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _LENIENT
    network: _Text = None
    username: _Text = None
    url: _Text = None


@dataclass(frozen=True, slots=True)
class Basics:
    """Who it is."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _LENIENT
    name: _Text = None
    label: _Text = None
    email: _Text = None
    phone: _Text = None
    url: _Text = None
    website: _Text = None
    summary: _Text = None
    location: Location | _Text = None
    profiles: tuple[Profile, ...] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of any section but the first: the union of their fields, as they share most of them."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _LENIENT
    name: _Text = None
    company: _Text = None  # of the schema before 1.0
    organization: _Text = None
    entity: _Text = None
    institution: _Text = None
    publisher: _Text = None
    issuer: _Text = None
    awarder: _Text = None
    position: _Text = None
    title: _Text = None
    type: _Text = None
    studyType: _Text = None  # noqa: N815
    area: _Text = None
    score: _Text = None
    gpa: _Text = None
    location: _Text = None
    url: _Text = None
    startDate: _Text = None  # noqa: N815
    endDate: _Text = None  # noqa: N815
    date: _Text = None
    releaseDate: _Text = None  # noqa: N815
    level: _Text = None
    language: _Text = None
    fluency: _Text = None
    reference: _Text = None
    summary: _Text = None
    description: _Text = None
    highlights: _Texts = None
    keywords: _Texts = None
    courses: _Texts = None
    roles: _Texts = None


@dataclass(frozen=True, slots=True)
class JsonResume:
    """A whole file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _LENIENT
    basics: Basics | None = None
    work: tuple[Entry, ...] | None = None
    volunteer: tuple[Entry, ...] | None = None
    education: tuple[Entry, ...] | None = None
    awards: tuple[Entry, ...] | None = None
    certificates: tuple[Entry, ...] | None = None
    publications: tuple[Entry, ...] | None = None
    skills: tuple[Entry | str, ...] | None = None
    languages: tuple[Entry | str, ...] | None = None
    interests: tuple[Entry | str, ...] | None = None
    references: tuple[Entry, ...] | None = None
    projects: tuple[Entry, ...] | None = None


@cache
def _adapter() -> TypeAdapter[JsonResume]:
    from pydantic import TypeAdapter

    return TypeAdapter(JsonResume)


def read(data: bytes, source: Source) -> Document:
    """Read a resume.json.

    Raises DamagedError (no JSON), FileTypeError (JSON of another kind, or with a field that is not as the schema has it)
    and NoTextError.
    """
    try:
        value = json.loads(decode(data, source.name).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise DamagedError(
            f"{source.name} is not valid JSON ({_short(error)}): mend it, or give the resume as text"
        ) from error
    if not isinstance(value, dict) or not _SECTIONS & value.keys():
        raise FileTypeError(
            f"{source.name} is JSON but no JSON Resume, the only kind that is read "
            "(jsonresume.org: basics, work, education, skills)"
        )
    assembler = Assembler(source)
    for line in _lines(_validated(value, source.name)):
        line.put(assembler)
    document = assembler.document()
    if not document.lines:
        raise NoTextError(f"{source.name} is a JSON Resume without any content")
    return document


def _validated(value: dict[str, Any], name: str) -> JsonResume:
    from pydantic import ValidationError

    try:
        return _adapter().validate_python({key: each for key, each in value.items() if key in _SECTIONS})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        at = ".".join(str(step) for step in first["loc"] if str(step) in _names_of(value) or isinstance(step, int))
        raise FileTypeError(f"{name} is no valid JSON Resume: {clean_line(at)}: {clean_line(first['msg'])}") from error


def _names_of(value: Any) -> set[str]:
    """All keys in a JSON value, so that pydantic's names for the alternatives it tried can be told from the file's."""
    names: set[str] = set()
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            names.update(map(str, node))
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return names


def _short(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


# ---------------------------------------------------------------- setting


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: str = "text"  # or "heading", "title" (of an entry), "item", "name"

    def put(self, assembler: Assembler) -> None:
        text = clean_line(self.text)
        if self.kind in ("heading", "title"):
            assembler.blank()
        if self.kind == "heading":
            assembler.text_line(text, role="heading", level=2)
        elif self.kind == "name":
            assembler.text_line(text, role="heading", level=1)
        else:
            assembler.text_line(text, role="item" if self.kind == "item" else "text")


def _lines(resume: JsonResume) -> Iterator[_Line]:
    if resume.basics:
        yield from _basics(resume.basics)
    yield from _section("Work Experience", (_job(entry) for entry in resume.work or ()))
    yield from _section("Education", (_education(entry) for entry in resume.education or ()))
    yield from _section("Skills", (_keywords(entry) for entry in resume.skills or ()))
    yield from _section("Certificates", (_award(entry, entry.issuer) for entry in resume.certificates or ()))
    yield from _section("Languages", (_keywords(entry) for entry in resume.languages or ()))
    yield from _section("Projects", (_project(entry) for entry in resume.projects or ()))
    yield from _section("Volunteer Experience", (_job(entry) for entry in resume.volunteer or ()))
    yield from _section("Awards", (_award(entry, entry.awarder) for entry in resume.awards or ()))
    yield from _section("Publications", (_award(entry, entry.publisher) for entry in resume.publications or ()))
    yield from _section("Interests", (_keywords(entry) for entry in resume.interests or ()))
    yield from _section("References", (_reference(entry) for entry in resume.references or ()))


def _section(heading: str, entries: Iterable[Iterable[_Line]]) -> Iterator[_Line]:
    lines = [line for entry in entries for line in entry if clean_line(line.text)]
    if lines:
        yield _Line(heading, "heading")
        yield from lines


def _joined(separator: str, *texts: str | None) -> str:
    return separator.join(text.strip() for text in texts if text and text.strip())


def _paragraphs(text: str | None) -> Iterator[_Line]:
    for row in clean_text(text or "").split("\n"):
        yield _Line(row)


def _each(texts: _Texts) -> Iterator[str]:
    yield from ([texts] if isinstance(texts, str) else filter(None, texts or ()))


def _items(texts: _Texts) -> Iterator[_Line]:
    for text in _each(texts):
        yield _Line(text.replace("\n", " "), "item")


def _basics(basics: Basics) -> Iterator[_Line]:
    yield _Line(basics.name or "", "name")
    yield _Line(basics.label or "")
    place = basics.location
    if isinstance(place, Location):
        place = _joined(", ", place.address, place.postalCode, place.city, place.region, place.countryCode)
    yield _Line(_joined(" | ", basics.email, basics.phone, place))
    yield _Line(basics.url or basics.website or "")
    for profile in basics.profiles or ():
        yield _Line(_joined(": ", profile.network, profile.url or profile.username))
    yield from _section("Summary", [_paragraphs(basics.summary)])


def _dates(entry: Entry, *, open_end: bool) -> str:
    """ "2019-01 – Present"; by the schema, an entry without an end goes on."""
    if not entry.startDate:
        return entry.endDate or entry.date or entry.releaseDate or ""
    end = entry.endDate or ("Present" if open_end else "")
    return _joined(" – ", entry.startDate, end)


def _job(entry: Entry) -> Iterator[_Line]:
    employer = entry.name or entry.company or entry.organization
    yield _Line(_joined(", ", entry.position, employer), "title")
    yield _Line(_joined(" | ", _dates(entry, open_end=True), entry.location))
    yield from _paragraphs(entry.summary or entry.description)
    yield from _items(entry.highlights)
    yield _Line(", ".join(_each(entry.keywords)))


def _education(entry: Entry) -> Iterator[_Line]:
    degree = _joined(" in ", entry.studyType, entry.area)
    yield _Line(_joined(", ", degree, entry.institution or entry.name), "title")
    yield _Line(_joined(" | ", _dates(entry, open_end=False), entry.location))
    grade = entry.score or entry.gpa
    yield _Line(f"Grade: {grade}" if grade else "")
    yield from _items(entry.courses)


def _project(entry: Entry) -> Iterator[_Line]:
    yield _Line(_joined(", ", entry.name, entry.entity), "title")
    yield _Line(_joined(" | ", ", ".join(_each(entry.roles)), _dates(entry, open_end=False)))
    yield from _paragraphs(_joined("\n", entry.description, entry.summary))
    yield from _items(entry.highlights)
    yield _Line(", ".join(_each(entry.keywords)))
    yield _Line(entry.url or "")


def _award(entry: Entry, giver: str | None) -> Iterator[_Line]:
    when = _dates(entry, open_end=False)
    yield _Line(_joined(", ", entry.name or entry.title, giver, when), "item")
    yield from _paragraphs(entry.summary)


def _keywords(entry: Entry | str) -> Iterator[_Line]:
    """ "Name (level): keywords" of a skill or interest, "Language: fluency" of a language."""
    if isinstance(entry, str):
        yield _Line(entry)
        return
    level = f" ({entry.level.strip()})" if entry.level and entry.level.strip() else ""
    name = (entry.language or entry.name or "") + level
    yield _Line(_joined(": ", name, entry.fluency or ", ".join(_each(entry.keywords))))
    yield from _paragraphs(entry.summary)


def _reference(entry: Entry) -> Iterator[_Line]:
    yield _Line(_joined(": ", entry.name, clean_line(entry.reference or "")))
