"""Degrees as postings ask for them and resumes list them: level, field, place in the text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from resumefit.language.words import base_form
from resumefit.reading.document import Span

Level = Literal["secondary", "associate", "bachelor", "master", "doctorate"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Lowest first."""

LEVEL_NAMES: dict[Level, str] = {
    "secondary": "High school diploma",
    "associate": "Associate degree",
    "bachelor": "Bachelor's degree",
    "master": "Master's degree",
    "doctorate": "Doctorate",
}

# Degrees whose abbreviation names the field.
_NAMED_FIELDS = {
    "bsn": "Nursing",
    "msn": "Nursing",
    "adn": "Nursing",
    "asn": "Nursing",
    "dnp": "Nursing",
    "bba": "Business Administration",
    "mba": "Business Administration",
    "msw": "Social Work",
    "bsw": "Social Work",
    "mph": "Public Health",
    "llb": "Law",
    "llm": "Law",
    "jd": "Law",
    "pharmd": "Pharmacy",
    "bed": "Education",
    "med": "Education",
    "edd": "Education",
    "beng": "Engineering",
    "meng": "Engineering",
    "barch": "Architecture",
    "march": "Architecture",
    "bfa": "Fine Arts",
    "mfa": "Fine Arts",
    "pgce": "Education",
}

# Two-letter abbreviations (BS, MA, AA) are also initials and company names: they count only before "in", "of", a field
# in capitals, or a slash to another degree.
_THEN = r"(?=\s*\(Hons\)|\s+Hons\b|\s+(?:in|of|degree)\b|,?\s+[A-Z][a-z]{3,}|\s*/\s*(?:BS|BA|MS|MA|B\.|M\.))"
_PATTERNS: tuple[tuple[Level, str], ...] = (
    (
        "doctorate",
        rf"\bPh\.?\s?D\b\.?|\b[Dd]octora(?:te|l degree)\b|\bDoctor of [A-Z]\w+|\bD\.?Phil\b|\bEd\.?D\b\.?|\bPharm\.?D\b\.?|\bDNP\b|\bJuris Doctor\b|\bJ\.D\.|\bJD\b{_THEN}?",
    ),
    (
        "master",
        r"\b[Mm]aster(?:['’]?s)?(?:['’])?(?: degree|(?= (?:in|of) )|(?=[,/)] )|$|(?= (?:preferred|required|degree)))|\bMaster of [A-Z]\w+|\b[Mm]aster['’]s\b"
        rf"|\bM\.?B\.?A\b\.?|\bM\.?Sc\b\.?|\bM\.S\.(?:N\.|W\.)?|\bM\.A\.|\b(?:MS|MA){_THEN}|\bMSN\b|\bMSW\b|\bMPH\b|\bM\.?F\.?A\b\.?|\bM\.?Eng\b\.?|\bM\.?Ed\b\.?|\bMArch\b"
        r"|\bLL\.?M\b\.?|\b[Pp]ost-?graduate (?:degree|diploma|certificate)|\b[Gg]raduate degree|\b[Aa]dvanced degree",
    ),
    (
        "bachelor",
        r"\b[Bb]achelor(?:['’]?s)?(?:['’])?(?: degree)?\b|\bB\.?Sc\b\.?|\bB\.S\.(?:N\.|W\.)?|\bB\.A\.|"
        rf"\b(?:BS|BA){_THEN}|\bBSN\b|\bBSW\b|\bBBA\b|\bB\.?F\.?A\b\.?|\bB\.?Eng\b\.?|\bB\.?Ed\b\.?|\bBArch\b|\bLL\.?B\b\.?|\bBS/BA\b|\bBA/BS\b"
        r"|\b[Uu]ndergraduate degree|\b(?:[Uu]niversity|[Cc]ollege|[Hh]onou?rs|[Ff]our-year|4-year|[Tt]echnical|[Rr]elevant|[Uu]ni) degree|\bPGCE\b",
    ),
    (
        "associate",
        rf"\b[Aa]ssociate(?:['’]?s)?(?:['’])?(?: [Dd]egree|(?= (?:in|of) [A-Z]))|\bAssociate of [A-Z]\w+|\bA\.A\.S?\.?|\bA\.S\.|\bAAS\b|\b(?:AA|AS){_THEN}|\bA[DS]N\b|\bHND\b|\bHNC\b|\b[Ff]oundation degree",
    ),
    (
        "secondary",
        r"\b[Hh]igh[- ][Ss]chool (?:[Dd]iploma|[Dd]egree|[Gg]raduate|[Ee]ducation|[Ee]quivalent)\b|\b[Hh]igh [Ss]chool\b(?=.{0,20}\b(?:or|GED|equivalent|diploma))|\b(?:G\.E\.D\.|GED)\b|\b[Ss]econdary school\b|\bA[- ][Ll]evels?\b|\bGCSEs?\b",
    ),
)
# Names no level; only where nothing above claims the word.
_ANY_DEGREE = re.compile(r"\b[Dd]egree(?= (?:in|from|or equivalent|required|preferred|level)\b)")
_FIND = {level: re.compile(pattern) for level, pattern in _PATTERNS}
_FIELD_AFTER = re.compile(
    r"(?:\s*(?:['’]s)?\s*(?:of (?:Science|Arts|Applied Science|Fine Arts|Engineering|Business Administration))?(?:\s*\((?:[A-Z]\.?[A-Za-z.]{1,4})\))?(?:\s+[Dd]egree)?(?:\s+(?:in|of)\s+|,\s+|\s+)(?:an?\s+|the\s+)?)"
    r"(?P<field>[^.;:()\n|–—\t]{3,90}?)(?=\s*(?:[.;:()\n|–—\t]|,?\s+(?:or|and) (?:an? |in an? )?(?:related|equivalent|similar|relevant|comparable|other|closely|\d|at least|experience|another)|"
    r",? (?:from|with|at|preferred|required|is|or higher|plus|and \d|degree|desired|desirable|strongly|you|we|university|college)\b|,\s+(?:[A-Z]\w+ )+(?:University|College|Institute|School)|,?\s+\d{4}|$))"
)
_FIELD_IN_BRACKETS = re.compile(r"\s*\((?P<field>[A-Z][^()\n]{5,80})\)")
_NOT_A_FIELD = re.compile(r"^(?:or|and|though|although|but|ideally|preferably|is|from|with|preferred|required|at|plus|in|equivalent|degree|a|an|the|related|higher|relevant)\b", re.IGNORECASE)
_SCHOOL = re.compile(r"\b(?:Univ|Universit|College|Institut|School|Academy|Polytechnic)")
_SPLIT_FIELDS = re.compile(r",\s*(?:or\s+|and\s+)?|\s+or\s+|/|\s+and/or\s+")


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree that is asked for or held. `fields` are the subjects named with it, alternatives in a posting;
    `level` is None where none is named ("a degree in nursing")."""

    span: Span
    level: Level | None
    fields: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """ "Bachelor's degree in Nursing" """
        name = LEVEL_NAMES[self.level] if self.level else "Degree"
        return f"{name} in {' or '.join(self.fields)}" if self.fields else name


def find_degrees(text: str, span: Span) -> Iterator[Degree]:
    """The degrees named in a part of a text, in order; where two patterns claim one place, the higher level's."""
    taken: list[Span] = []
    found: list[Degree] = []
    patterns: list[tuple[Level | None, re.Pattern[str]]] = [*((level, _FIND[level]) for level in reversed(LEVELS)), (None, _ANY_DEGREE)]
    for level, pattern in patterns:
        for match in pattern.finditer(text, span.start, span.end):
            place = Span(match.start(), match.end())
            if not any(place.overlaps(other) for other in taken):
                degree = _degree(text, place, level, span.end)
                taken.append(degree.span)
                found.append(degree)
    yield from sorted(found, key=lambda degree: degree.span.start)


def _degree(text: str, place: Span, level: Level | None, end: int) -> Degree:
    name = text[place.start : place.end]
    known = _NAMED_FIELDS.get(name.replace(".", "").lower())
    after = _FIELD_IN_BRACKETS.match(text, place.end, end) or _FIELD_AFTER.match(text, place.end, end)
    if known or after is None or _NOT_A_FIELD.match(after["field"]):
        return Degree(place, level, (known,) if known else ())
    fields = tuple(part.strip() for part in _SPLIT_FIELDS.split(after["field"]) if _is_field(part))
    return Degree(Span(place.start, after.end("field")), level, fields)


def _is_field(part: str) -> bool:
    words = part.split()
    if _SCHOOL.search(part):
        return False
    return 0 < len(words) <= 5 and not _NOT_A_FIELD.match(part.strip()) and not any(ch.isdigit() for ch in part)


def at_least(held: Level | None, asked: Level | None) -> bool:
    """Whether a level is as high as the one asked for; a degree of no named level is taken for an associate's."""
    return LEVELS.index(held or "associate") >= LEVELS.index(asked or "associate")


def field_words(field: str) -> frozenset[str]:
    """The words of a field that tell it from others, in base form."""
    return frozenset(base_form(word) for word in re.findall(r"[^\W\d_]+", field)) - _GENERAL_FIELD_WORDS


def same_field(one: str, two: str) -> bool:
    """Whether two fields are taken for one another when a posting says "or a related field"; see data/fields.toml."""
    mine, theirs = _field_groups(one), _field_groups(two)
    return bool(mine & theirs)


@cache
def _field_groups(field: str) -> frozenset[int]:
    name = _normal_field(field)
    return frozenset(number for number, names in enumerate(_groups()) if name in names)


@cache
def _groups() -> tuple[frozenset[str], ...]:
    table = tomllib.loads((files("resumefit") / "data" / "fields.toml").read_text("utf-8"))
    return tuple(frozenset(_normal_field(name) for name in group.split(";")) for group in table["groups"])


def _normal_field(field: str) -> str:
    return " ".join(base_form(word) for word in re.findall(r"[^\W\d_]+", field))


_GENERAL_FIELD_WORDS = frozenset(
    base_form(word)
    for word in "and of in the or a an science sciences studies study arts technology applied general management field subject discipline degree related".split()
)
