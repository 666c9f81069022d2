"""Rows -> studies: institution, degree as it is named, its level and field, and the dates as stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from resumefit.language.dates import DateRange
from resumefit.language.degrees import LEVELS, Degree, Level, held_degrees
from resumefit.language.parts import Group, groups_of
from resumefit.language.patterns import data_table
from resumefit.language.places import is_code, is_place
from resumefit.language.rows import Row
from resumefit.reading.document import Document, Span

_LONGEST_ROW = 24  # words; more is prose
_FIELD_BEHIND = re.compile(r"\s+(?:(?:in|of)\s+)?(?P<field>[A-Z][^,;()]+?)(?:\s+(?:with|from|at)\b.*)?$")
_FIELD_BEFORE = re.compile(r"^(?P<field>(?:[A-Z][\w'’&-]+\s+(?:and\s+|of\s+)?){1,4})$")
_FIELD_IN_BRACKETS = re.compile(r"\s*\((?!Hon)[A-Z][a-z][^()\d]*\)")
_WITH = re.compile(r"\s+(?:with|from|at|expected|incl(?:uding)?)\b.*$")
_ACCESS = re.compile(r"\bto (?:Higher )?Education\b")
_HONOURED = re.compile(r"\s*\((?:[Hh]ons?|[Hh]onou?rs)\.?\)")
_GRADE = re.compile(
    r"\b(?:C?GPA|Grade|Average|Score)\s*:?\s*(?P<grade>[\d.,:/]+(?:\s*(?:/|of|out of)\s*[\d.]+)?)"
    r"|(?<!\d)(?P<uk>[12][:.][12])(?!\d)"
)
_LEADS_TO_SCHOOL = re.compile(r"^(?:Graduated(?: from)?|Attended|Studied at)\s+")
_HIGH_SCHOOL_DIPLOMA = re.compile(r"High School (?:Diploma|Graduate)")
_ABOUT = re.compile(r"\b(?:[Tt]hes[ie]s|[Dd]issertations?|[Tt]itle)\b:?")
_HIGHER = re.compile(r"\b(?:Univ|College|Institut)")


@dataclass(frozen=True, slots=True)
class Education:
    """A course of study. `degree` is what it is called, `level` None below and beside the degrees that are known; `field`
    as written; `grade` and `courses` as stated. "" for what is not said."""

    institution: str
    degree: str
    level: Level | None
    field: str
    dates: DateRange | None
    span: Span
    grade: str = ""
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row, and what it says of a course of study: that it names a degree, a diploma below one, a school; or a detail."""

    row: Row
    groups: tuple[Group, ...]
    degree: bool
    below: bool
    school: bool
    detail: bool

    @property
    def named(self) -> bool:
        """Whether it names a degree, or a diploma below one."""
        return self.degree or self.below


def find_education(document: Document, rows: Sequence[Row]) -> tuple[tuple[Education, ...], tuple[Row, ...]]:
    """The courses of study that rows tell of, and the rows that tell of something else (a certificate among them)."""
    studies: list[Education] = []
    left: list[Row] = []
    for unit in _units([_line(document, row) for row in rows]):
        if any(line.degree or line.school for line in _telling(unit)):
            studies.append(_study(document, unit))
        else:
            left.extend(line.row for line in unit if not line.detail)
    return tuple(studies), tuple(left)


def is_study(document: Document, row: Row) -> bool:
    """Whether a row names a degree or a place of learning."""
    line = _line(document, row)
    return line.degree or line.school


def level_of(text: str) -> Level | None:
    """The level of what no degree is named for: that of the school."""
    below = _pattern("below").search(text)
    plain = below is None or below[0].lower() == "diploma"  # a high school gives one, too
    return "secondary" if plain and _pattern("secondary").search(text) else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(data_table("education.toml")[name])


def _line(document: Document, row: Row) -> _Line:
    groups = tuple(groups_of(document, row, 0))
    if row.words > _LONGEST_ROW:
        return _Line(row, groups, degree=False, below=False, school=False, detail=True)
    detail = _pattern("details").search(row.text) is not None
    degree = any(degree.level for degree in held_degrees(document.text, row.span))
    below = _pattern("below").search(row.text) is not None
    school = any(_is_school(part.text) for group in groups for part in group.parts)
    return _Line(row, groups, degree and not detail, below, school, detail and not school)


def _is_school(text: str) -> bool:
    """Whether a part names a place of learning; a school in small letters is a kind, not a name."""
    whole = len(text.split()) > 1 or text.isupper()
    return whole and _pattern("schools").search(text) is not None and _HIGH_SCHOOL_DIPLOMA.match(text) is None


# Units


def _units(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines in groups, one for each course of study or other thing."""
    unit: list[_Line] = []
    for line in lines:
        if unit and _begins(unit, line):
            yield unit
            unit = []
        unit.append(line)
    if unit:
        yield unit


def _begins(unit: Sequence[_Line], line: _Line) -> bool:
    """Whether a line is about another course of study than the lines before it."""
    if line.detail and not line.named:
        return False
    named, school = any(one.named for one in unit), any(one.school for one in unit)
    dated = any(_dates_of(one.row) for one in unit)
    if (line.named and named) or (line.school and school):
        return True
    if line.row.gap and (named or school or dated):
        bare = all(_GRADE.search(group.text) for group in line.groups)  # dates, and a grade at most
        lacking = (line.school and not school) or (line.named and not named) or (bare and not dated)
        return not lacking or bool(_dates_of(line.row) and dated)  # Markdown sets each line apart
    if line.row.is_item:
        return unit[-1].row.is_item and not line.school and not named
    return bool(_dates_of(line.row)) and dated and (named or school)


def _dates_of(row: Row) -> Sequence[DateRange]:
    """The dates of a row but those that a thesis is about: "Thesis: Floods in the Osun basin, 1986-2013"."""
    about = _ABOUT.search(row.text)
    return [one for one in row.dates if about is None or one.span.start < row.span.start + about.start()]


# A course of study


def _telling(unit: Sequence[_Line]) -> Sequence[_Line]:
    """The lines of a unit that are no details, or all where there are only such."""
    return [line for line in unit if not line.detail] or unit


def _study(document: Document, unit: Sequence[_Line]) -> Education:
    lines = _telling(unit)
    rows = [line.row for line in lines]
    groups = [group for line in lines for group in line.groups]
    degree = next((degree for group in groups for degree in _degrees(document, group.span)), None)
    level = degree.level if degree else level_of(" ".join(line.row.text for line in unit))
    named = _naming(groups, degree)
    return Education(
        _institution(document, groups, degree),
        _name(document, named, degree) if named else "",
        level,
        _field(document, groups, named, degree) if level != "secondary" else "",
        _dates(rows, degree),
        Span(unit[0].row.span.start, unit[-1].row.span.end),
        _grade(unit),
        tuple(line.row.text for line in unit if line.row.is_item and line.row not in rows),
    )


def _degrees(document: Document, span: Span) -> list[Degree]:
    """The degrees of a span, the highest first."""
    found = [degree for degree in held_degrees(document.text, span) if degree.level]
    return sorted(found, key=lambda degree: -LEVELS.index(degree.level) if degree.level else 0)


def _naming(groups: Sequence[Group], degree: Degree | None) -> Group | None:
    """The group that names the degree, or the diploma below one."""
    if degree is not None:
        return next((group for group in groups if group.span.overlaps(degree.span)), None)
    return next((group for group in groups if _pattern("below").search(group.text)), None)


def _dates(rows: Sequence[Row], degree: Degree | None) -> DateRange | None:
    """When it was: the date behind the degree on its line, or else the first from-to, or the last date that is told."""
    dates = [one for row in rows for one in _dates_of(row)]
    if degree is not None:
        line = next((row for row in rows if row.span.overlaps(degree.span)), None)
        behind = [one for one in (line.dates if line else ()) if one.span.start > degree.span.start]
        dates = behind[:1] or dates
    return next((one for one in dates if not one.lone), dates[-1] if dates else None)


def _grade(unit: Sequence[_Line]) -> str:
    found = next((match for line in unit if (match := _GRADE.search(line.row.text))), None)
    return (found["grade"] or found["uk"]).rstrip(".,;:") if found else ""


# Institution


def _institution(document: Document, groups: Sequence[Group], degree: Degree | None) -> str:
    """The place of learning: the part that names one, or else what stands beside degree and field."""
    for group in groups:
        schools = [part.text for part in group.parts if _is_school(part.text)]
        if schools:
            best = next(filter(_HIGHER.search, schools), schools[0])
            name = document.text[degree.span.start : degree.span.end] if degree else ""
            return _bare_school(best.removeprefix(name).strip() or best)
    return _beside(groups, degree) if degree and degree.level != "secondary" else ""


def _beside(groups: Sequence[Group], degree: Degree) -> str:
    """The first part behind a degree and its field that can be a name."""
    for group in groups:
        for part, behind in zip(group.parts, [*(one.text for one in group.parts), ""][1:], strict=True):
            apart = part.span.start > degree.span.start and not part.span.overlaps(degree.span)
            if apart and _may_be_name(part.text) and not is_code(behind):
                return part.text
    return ""


def _bare_school(text: str) -> str:
    """The name of a place of learning without what leads to it and stands in brackets behind."""
    sentence = next((one for one in text.split(". ") if _pattern("schools").search(one)), text)
    named = re.split(r"\s+(?:at|from)\s+(?=[A-Z])", sentence)[-1]
    return _LEADS_TO_SCHOOL.sub("", re.sub(r"\s*\([^()]*\)$", "", named))


def _may_be_name(text: str) -> bool:
    """Whether a part can be the name of a school or a field: no honours, no figures, no place."""
    plain = text[:1].isupper() and not any(char.isdigit() for char in text)
    return plain and not _pattern("honours").match(text) and not is_place(text)


# Name and field


def _name(document: Document, group: Group, degree: Degree | None) -> str:
    """What the course of study is called: what names the degree, without field and school."""
    if degree is None:
        return next((part.text for part in group.parts if _pattern("below").search(part.text)), group.text)
    text = document.quote(degree.span)
    for field in degree.fields:
        before = text.split(field, 1)[0].rstrip()
        text = text[: text.find(field) + len(field)] if before.endswith(" of") else before
    honours = _HONOURED.match(document.text, degree.span.end, group.span.end)
    text = re.sub(r"(?:\s+in|[\s,]+)$", "", text.strip())
    return text + (honours[0] if honours and "(" not in text else "")


def _field(document: Document, groups: Sequence[Group], named: Group | None, degree: Degree | None) -> str:
    """The field, as written: that of the degree, of the diploma, or what stands in brackets of its own."""
    found = ""
    if named is not None:
        found = _degree_field(document, named, degree) if degree else _diploma_field(named)
    bracketed = (group.text.strip("()") for group in groups if group.text[:1] == "(")
    return found or next(filter(_may_be_name, bracketed), "")


def _degree_field(document: Document, group: Group, degree: Degree) -> str:
    """The field of a degree with what stands in brackets behind it: "Civil Engineering (Structures)"."""
    fields = [name for name in degree.fields if not _is_school(name) and not _pattern("honours").match(name)]
    if len(fields) > 1 and re.search(rf"\bof {re.escape(fields[0])}, ", document.quote(degree.span)):
        fields = fields[1:]  # "Bachelor of Music, Viola Performance"
    at = document.text.find(fields[0], degree.span.start, group.span.end) if fields else -1
    if at < 0:
        return fields[0] if fields else ""
    brackets = _FIELD_IN_BRACKETS.match(document.text, at + len(fields[0]), group.span.end)
    return fields[0] + (f" {brackets[0].strip()}" if brackets else "")


def _diploma_field(group: Group) -> str:
    """The field of a diploma: "Diploma in Hairdressing", "National Diploma, Business", "Paralegal Certificate"."""
    for number, part in enumerate(group.parts):
        found = _pattern("below").search(part.text)
        if found is None or _ACCESS.search(part.text):
            continue
        behind = _FIELD_BEHIND.match(part.text, found.end())
        before = _FIELD_BEFORE.match(part.text[: found.start()])
        told = behind or before
        if told is not None:
            return told["field"].strip()
        following = group.parts[number + 1].text if number + 1 < len(group.parts) else ""
        if following and not _is_school(following) and _may_be_name(following):
            return _WITH.sub("", following)
    return ""
