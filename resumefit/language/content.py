"""What a resume says, section by section: contact, positions, studies, certificates, languages, projects and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resumefit.language.contact import Contact, find_contact, find_label
from resumefit.language.education import Education, find_education
from resumefit.language.entries import Entry, find_entries, undated_entry
from resumefit.language.languages import SpokenLanguage, find_languages, told_languages
from resumefit.language.layouts import head_dates
from resumefit.language.listings import Listed, find_listed, may_certify, told_certificates
from resumefit.language.mentions import Mention
from resumefit.language.parts import groups_of
from resumefit.language.rows import Row, rows_of
from resumefit.language.sections import Section
from resumefit.reading.document import Document

_LONGEST_SKILL = 6  # words
_MOST_ABOVE = 4  # rows of a project before its list
_SKILL_LABEL = re.compile(r"^(?P<label>[A-Z][\w &/+-]{1,40}):\s+")
_SKILL_SIGNS = re.compile(r"\s*[;|•·●]\s*|,\s+(?![^()]*\))|\t| {3,}|\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """Skills as the resume lists them: under a name ("Languages"), or under that of their section."""

    name: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a resume says. `entries` are positions, voluntary work and projects in the order of the text (`section` tells
    which), `breaks` the times it says were none."""

    contact: Contact
    entries: tuple[Entry, ...] = ()
    breaks: tuple[Entry, ...] = ()
    education: tuple[Education, ...] = ()
    certificates: tuple[Listed, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    awards: tuple[Listed, ...] = ()
    publications: tuple[Listed, ...] = ()


def read_content(document: Document, sections: Sequence[Section], mentions: Sequence[Mention]) -> Content:
    """The content of a resume whose sections and skills are known."""

    def rows(*kinds: str) -> tuple[Row, ...]:
        return tuple(row for section in sections if section.kind in kinds for row in section.rows)

    def lines(kind: str) -> tuple[Row, ...]:
        blocks = [block for section in sections if section.kind == kind for block in section.blocks]
        return rows_of(document, blocks, by_line=True)

    studies, left = find_education(document, rows("education"))
    certifying = (*filter(may_certify, left), *rows("certifications"))
    found = [entry for section in sections for entry in _entries(document, section.kind, section.rows)]
    listed = find_languages(document, rows("languages"))
    told = told_languages(document, rows("header", "summary", "skills", "other"), mentions)
    return Content(
        find_contact(lines("header"), lines("contact"), document.text, find_label(rows("header"))),
        tuple(entry for entry in found if entry.section != "break"),
        tuple(entry for entry in found if entry.section == "break"),
        studies,
        (*find_listed(document, certifying), *told_certificates(document, rows("header", "other"), mentions)),
        tuple(_once([*listed, *told])),
        tuple(group for section in sections if section.kind == "skills" for group in _skills(section)),
        tuple(find_listed(document, rows("awards"))),
        tuple(find_listed(document, rows("publications"))),
    )


def _once(languages: Iterable[SpokenLanguage]) -> Iterator[SpokenLanguage]:
    """Each language once: where its own part names it, and where else it is told of if that does not."""
    seen: set[str] = set()
    for language in languages:
        if language.name.lower() not in seen:
            seen.add(language.name.lower())
            yield language


# Positions, voluntary work, projects


def _entries(document: Document, kind: str, rows: Sequence[Row]) -> Iterator[Entry]:
    if kind == "work":
        found = find_entries(document, rows, kind)
        yield from (entry for entry in found if entry.title or entry.organization or entry.dates)
    elif kind == "volunteering":
        yield from _voluntary(document, rows, kind)
    elif kind == "projects":
        for unit in _units(document, rows):
            yield undated_entry(document, unit, kind)


def _voluntary(document: Document, rows: Sequence[Row], kind: str) -> Iterator[Entry]:
    """Voluntary work, dated or not: each line of its own is an entry, unless its dates stand on lines of their own."""
    dated = [row for row in rows if head_dates(row, kind)]
    if any(not any(len(group.parts) > 1 for group in groups_of(document, row, 0)) for row in dated):
        yield from find_entries(document, rows, kind)
        return
    for unit in _units(document, rows):
        told = any(row in dated for row in unit)
        yield from find_entries(document, unit, kind) if told else [undated_entry(document, unit, kind)]


def _units(document: Document, rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows of a section that lists what one did, in groups: a head with what is said below it."""
    unit: list[Row] = []
    headed = any(not row.is_item for row in rows)
    for row in rows:
        begins = not row.is_item if headed else bool(unit) and row.level == unit[0].level
        if unit and begins and not _goes_on(document, unit, row):
            yield tuple(unit)
            unit = []
        unit.append(row)
    if unit:
        yield tuple(unit)


def _goes_on(document: Document, unit: Sequence[Row], row: Row) -> bool:
    """Whether a row without a bullet still belongs to the head above it: a text, an address, a line with its dates."""
    if row.is_item or row.gap or unit[-1].is_item or len(unit) >= _MOST_ABOVE:
        return False
    head = unit[0]
    whole = ":" in head.text or any(len(group.parts) > 1 for group in groups_of(document, head, 0))
    if head.dates:
        return not row.dates and not whole
    return row.is_sentence or row.text.startswith(("http", "www.")) or (not whole and bool(row.dates))


# Skills


def _skills(section: Section) -> Iterator[SkillGroup]:
    """The skills that a section lists, in groups where its lines have labels; a sentence lists none."""
    loose: list[str] = []
    for row in section.rows:
        label = _SKILL_LABEL.match(row.raw)
        pieces = _SKILL_SIGNS.split(row.raw[label.end() if label else 0 :])
        words = [" ".join(piece.split()).strip(" .,") for piece in pieces if piece]
        listed = [word for word in words if word and len(word.split()) <= _LONGEST_SKILL]
        if label and listed:
            yield SkillGroup(label["label"], tuple(listed))
        else:
            loose.extend(listed)
    if loose:
        yield SkillGroup(section.heading.strip(" :"), tuple(loose))
