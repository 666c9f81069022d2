"""JSON Resume (jsonresume.org, schema 1.0.0) -> Document. A door to pydantic, which validates what came in.

The file is set as a resume usually is, so that whatever reads resumes reads this one: the same headings, "Title, Company",
a line with the dates, then the items.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from resumefit.errors import DamagedError, FileTypeError, NoTextError
from resumefit.reading.assembly import Assembler
from resumefit.reading.cleaning import clean_line, clean_text
from resumefit.reading.document import Document, Fact, Source, Span
from resumefit.reading.plain import decode

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SECTIONS = frozenset(
    "basics work volunteer education awards certificates publications skills languages interests references projects".split()
)
_LENIENT = {"coerce_numbers_to_str": True, "extra": "ignore"}
_Kind = TypeVar("_Kind")
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
    facts = [fact for line in _lines(_validated(value, source.name)) for fact in line.put(assembler)]
    document = assembler.document(facts=facts)
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
    """A line to set, and the fields that it is made of, in order: (name, value)."""

    text: str
    kind: str = "text"  # or "heading", "title" (of an entry), "item", "name"
    fields: tuple[tuple[str, str], ...] = ()

    def put(self, assembler: Assembler) -> Iterator[Fact]:
        """Set the line; its fields come back as facts, each with its place in the text."""
        text = clean_line(self.text)
        if self.kind in ("heading", "title"):
            assembler.blank()
        if self.kind == "heading":
            assembler.text_line(text, role="heading", level=2)
        elif self.kind == "name":
            assembler.text_line(text, role="heading", level=1)
        else:
            assembler.text_line(text, role="item" if self.kind == "item" else "text")
        at, begin = 0, assembler.length - len(text)
        for name, field in self.fields:
            value = clean_line(field)
            found = text.find(value, at)
            if value and found >= 0:
                at = found + len(value)
                yield Fact(name, value, Span(begin + found, begin + at))


def _line(separator: str, fields: Iterable[tuple[str, str | None]], kind: str = "text") -> _Line:
    """A line of the fields that hold something; a value that stands under no name ("") is no fact."""
    held = [(name, value.strip()) for name, value in fields if value and value.strip()]
    return _Line(separator.join(value for _, value in held), kind, tuple(pair for pair in held if pair[0]))


def _lines(resume: JsonResume) -> Iterator[_Line]:
    if resume.basics:
        yield from _basics(resume.basics)
    yield from _section("Work Experience", "work", resume.work, _job)
    yield from _section("Education", "education", resume.education, _education)
    yield from _section("Skills", "skills", resume.skills, _keywords)
    yield from _section("Certificates", "certificates", resume.certificates, _award)
    yield from _section("Languages", "languages", resume.languages, _keywords)
    yield from _section("Projects", "projects", resume.projects, _project)
    yield from _section("Volunteer Experience", "volunteer", resume.volunteer, _job)
    yield from _section("Awards", "awards", resume.awards, _award)
    yield from _section("Publications", "publications", resume.publications, _award)
    yield from _section("Interests", "interests", resume.interests, _keywords)
    yield from _section("References", "references", resume.references, _reference)


def _section(
    heading: str, name: str, entries: Sequence[_Kind] | None, set_entry: Callable[[str, _Kind], Iterator[_Line]]
) -> Iterator[_Line]:
    """The lines of a section; `name` is its key in the file, an entry's fields are named after it and its number."""
    numbered = ((f"{name}.{number}", entry) for number, entry in enumerate(entries or ()))
    lines = [line for path, entry in numbered for line in set_entry(path, entry) if clean_line(line.text)]
    if lines:
        yield _Line(heading, "heading")
        yield from lines


def _paragraphs(name: str, text: str | None) -> Iterator[_Line]:
    for row in clean_text(text or "").split("\n"):
        yield _line("", [(name, row)])


def _each(texts: _Texts) -> Iterator[str]:
    yield from ([texts] if isinstance(texts, str) else filter(None, texts or ()))


def _items(name: str, texts: _Texts) -> Iterator[_Line]:
    for text in _each(texts):
        yield _line("", [(name, text.replace("\n", " "))], "item")


def _list(name: str, texts: _Texts) -> _Line:
    return _line(", ", [(name, text) for text in _each(texts)])


def _basics(basics: Basics) -> Iterator[_Line]:
    yield _line("", [("basics.name", basics.name)], "name")
    yield _line("", [("basics.label", basics.label)])
    reach = [("basics.email", basics.email), ("basics.phone", basics.phone)]
    place = _place(basics.location)
    contact, address = _line(" | ", reach), _line(", ", place)
    both = " | ".join(filter(None, (contact.text, address.text)))
    yield _Line(both, "text", contact.fields + address.fields)
    yield _line("", [("basics.url", basics.url or basics.website)])
    for number, profile in enumerate(basics.profiles or ()):
        path = f"basics.profiles.{number}"
        held = (f"{path}.url", profile.url) if profile.url else (f"{path}.username", profile.username)
        yield _line(": ", [(f"{path}.network", profile.network), held])
    if basics.summary and basics.summary.strip():
        yield _Line("Summary", "heading")
        yield from _paragraphs("basics.summary", basics.summary)


def _place(place: Location | _Text) -> list[tuple[str, str | None]]:
    if not isinstance(place, Location):
        return [("basics.location", place)]
    parts = ("address", "postalCode", "city", "region", "countryCode")
    return [(f"basics.location.{part}", getattr(place, part)) for part in parts]


def _dates(path: str, entry: Entry, *, open_end: bool) -> _Line:
    """ "2019-01 – Present"; by the schema, an entry without an end goes on."""
    if not entry.startDate:
        return _line("", [(f"{path}.endDate", entry.endDate or entry.date or entry.releaseDate)])
    end = (f"{path}.endDate", entry.endDate) if entry.endDate else ("", "Present" if open_end else "")
    return _line(" – ", [(f"{path}.startDate", entry.startDate), end])


def _beside(separator: str, *lines: _Line) -> _Line:
    """Several lines as one."""
    held = [line for line in lines if line.text]
    return _Line(separator.join(line.text for line in held), "text", tuple(f for line in held for f in line.fields))


def _job(path: str, entry: Entry) -> Iterator[_Line]:
    employer = entry.name or entry.company or entry.organization
    yield _line(", ", [(f"{path}.position", entry.position), (f"{path}.name", employer)], "title")
    yield _beside(" | ", _dates(path, entry, open_end=True), _line("", [(f"{path}.location", entry.location)]))
    yield from _paragraphs(f"{path}.summary", entry.summary or entry.description)
    yield from _items(f"{path}.highlights", entry.highlights)
    yield _list(f"{path}.keywords", entry.keywords)


def _education(path: str, entry: Entry) -> Iterator[_Line]:
    degree = _line(" in ", [(f"{path}.studyType", entry.studyType), (f"{path}.area", entry.area)])
    school = _line("", [(f"{path}.institution", entry.institution or entry.name)])
    yield replace(_beside(", ", degree, school), kind="title")
    yield _beside(" | ", _dates(path, entry, open_end=False), _line("", [("", entry.location)]))
    grade = entry.score or entry.gpa
    yield _line(": ", [("", "Grade" if grade else ""), (f"{path}.score", grade)])
    yield from _items(f"{path}.courses", entry.courses)


def _project(path: str, entry: Entry) -> Iterator[_Line]:
    yield _line(", ", [(f"{path}.name", entry.name), (f"{path}.entity", entry.entity)], "title")
    yield _beside(" | ", _list(f"{path}.roles", entry.roles), _dates(path, entry, open_end=False))
    yield from _paragraphs(f"{path}.summary", entry.description)
    yield from _paragraphs(f"{path}.summary", entry.summary)
    yield from _items(f"{path}.highlights", entry.highlights)
    yield _list(f"{path}.keywords", entry.keywords)
    yield _line("", [(f"{path}.url", entry.url)])


def _award(path: str, entry: Entry) -> Iterator[_Line]:
    giver = entry.issuer or entry.awarder or entry.publisher
    named = _line(", ", [(f"{path}.name", entry.name or entry.title), (f"{path}.issuer", giver)])
    yield replace(_beside(", ", named, _dates(path, entry, open_end=False)), kind="item")
    yield from _paragraphs(f"{path}.summary", entry.summary)


def _keywords(path: str, entry: Entry | str) -> Iterator[_Line]:
    """ "Name (level): keywords" of a skill or interest, "Language: fluency" of a language."""
    if isinstance(entry, str):
        yield _line("", [(f"{path}.name", entry)])
        return
    name = _line("", [(f"{path}.name", entry.language or entry.name)])
    level = f" ({entry.level.strip()})" if entry.level and entry.level.strip() else ""
    fluency = _line("", [(f"{path}.fluency", entry.fluency)])
    held = fluency if fluency.text else _list(f"{path}.keywords", entry.keywords)
    yield _beside(": ", replace(name, text=name.text + level), held)
    yield from _paragraphs(f"{path}.summary", entry.summary)


def _reference(path: str, entry: Entry) -> Iterator[_Line]:
    yield _line(": ", [("", entry.name), (f"{path}.reference", clean_line(entry.reference or ""))])
