"""Degrees as postings ask for them and resumes list them: level, field, place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile
from typing import Literal, get_args

from resumefit.language.patterns import data_table, load_patterns
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

_CACHED = 256  # parts of texts; headings, heads of positions and studies are each asked for in the same lines
_ASKED: tuple[Level, ...] = ("associate", "secondary")  # the levels of what counts only in a posting

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
    "bsce": "Civil Engineering",
    "bsme": "Mechanical Engineering",
    "bsee": "Electrical Engineering",
    "bsba": "Business Administration",
    "dpt": "Physiotherapy",
}

# "... or foreign equivalent degree": of the level of the degree before it
_ALIKE = re.compile(
    r"\b(?:equivalent|comparable|similar|other|another|related|foreign)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
_TAUGHT = re.compile(
    r"[ -](?:level )?(?:practicals?|lectures?|seminars?|tutorials?|modules|students|theses)\b", re.IGNORECASE
)
_FIELD_AFTER = re.compile(
    r"(?:\s*(?:['’]s)?\s*(?:of (?:Science|Arts|Applied Science|Fine Arts|Engineering|"
    r"Business Administration))?(?:\s*\((?:[A-Z]\.?[A-Za-z.]{1,4})\))?(?:\s+[Dd]egree)?"
    r"(?:\s+(?P<joined>[Ii][Nn]|of|OF)\s+|,\s+|\s+)(?:an?\s+|the\s+)?)"
    r"(?P<field>[^.;:()\n|–—·•\t]{2,90}?)(?=\s*(?:[.;:()\n|–—·•\t]|,?\s+(?:or|and) (?:an? |in an? )?(?:related|"
    r"equivalent|similar|relevant|comparable|other|closely|\d|at least|experience|another)|"
    r",? (?:from|with|at|preferred|required|is|or higher|plus|and \d|degree|desired|desirable|strongly|you|we|"
    r"university|college)\b|,\s+(?:[A-Z]\w+ )+(?:University|College|Institute|School)|"
    r",?\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+)?\d{4}|$))"
)
_FIELD_IN_BRACKETS = re.compile(r"\s*\((?P<field>[A-Z][^()\n]{5,80})\)")
_NOT_A_FIELD = re.compile(
    r"^(?:or|and|though|although|but|ideally|preferably|is|from|with|preferred|required|at|plus|in|equivalent|"
    r"degree|a|an|the|related|higher|relevant|who|whom|which|that|(?-i:it)|to|if|when|we|you|your|our|any|some|one|will|would|"
    r"can|should|must|may|accepted|considered|welcomed?|essential|desired|desirable|needed|held|strongly|highly|not|have)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:Univ|Uniwersyt|College|Institut|School|Academy|Pol[iy]t[eé]c|Hochschul|Charité|(?:TU|TH|FH|ETH|INSA) |State$)"
)
_IN_NAME = re.compile(r"Doctor of (?=[A-Z])(?!Philosophy)")  # the name of a degree that goes on with its field
_INITIALS = re.compile(r"[A-Z]{1,5}|[A-Z][a-z]{0,3}[A-Z]{1,3}")  # MIT, RN, DipSW
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


def find_degrees(text: str, span: Span, *, asked: bool = False) -> Iterator[Degree]:
    """The degrees named in a part of a text, in order; where two patterns claim one place, the higher level's. With `asked`,
    what counts only where a posting asks for it: a diploma that is called no more than that."""
    return iter(_degrees(text, span.start, span.end, asked))


@lru_cache(_CACHED)
def _degrees(text: str, start: int, end: int, asked: bool) -> tuple[Degree, ...]:
    if not _may_name_one(text, start, end):
        return ()
    span = Span(start, end)
    return tuple(_with_level(text, _found(text, span, asked)))


def _may_name_one(text: str, start: int, end: int) -> bool:
    """Whether a part of a text holds anything that names of degrees have; most have not."""
    lower = text[start:end].lower().replace("\n", " ")
    return any(word in lower for word in _hints()) or _patterns("hint")["any"].search(text, start, end) is not None


@cache
def _hints() -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in data_table("degrees.toml")["hint"]["words"].split(";"))


def _found(text: str, span: Span, asked: bool) -> list[Degree]:
    """The degrees in a part of a text, in order, each of the level that its own words say."""
    taken = [
        Span(match.start(), match.end()) for match in _patterns("none")["any"].finditer(text, span.start, span.end)
    ]
    found: list[Degree] = []
    patterns: list[tuple[Level | None, re.Pattern[str]]] = [
        *((level, _patterns("levels")[level]) for level in reversed(LEVELS)),
        *((level, _patterns("asked")[level]) for level in _ASKED if asked),
        (None, _patterns("unnamed")["any"]),
    ]
    for level, pattern in patterns:
        for match in pattern.finditer(text, span.start, span.end):
            place = Span(match.start(), match.end())
            if not any(place.overlaps(other) for other in taken):
                degree = _degree(text, place, level, span.end)
                taken.append(degree.span)
                found.append(degree)
    return sorted(found, key=lambda degree: degree.span.start)


def _with_level(text: str, found: Iterable[Degree]) -> Iterator[Degree]:
    """Degrees, with that of the one before where one names no level and is like it."""
    before: Degree | None = None
    for degree in found:
        if before is not None and degree.level is None and _is_alike(text, before, degree):
            before = replace(degree, level=before.level)
        else:
            before = degree
        yield before


def held_degrees(text: str, span: Span) -> Iterator[Degree]:
    """The degrees that a part of a resume says were reached; a course taught, or its students, makes none of "M.Sc."."""
    return (degree for degree in find_degrees(text, span) if not _TAUGHT.match(text, degree.span.end, span.end))


def _is_alike(text: str, before: Degree, degree: Degree) -> bool:
    """Whether a degree of no named level is that before it ("DVM degree"), or one like it."""
    between = text[before.span.end : degree.span.start]
    return not between.strip(" )") or _ALIKE.search(between) is not None


def _patterns(table: str) -> Mapping[str, re.Pattern[str]]:
    return load_patterns("degrees.toml", table, any_case=False)


def _degree(text: str, place: Span, level: Level | None, end: int) -> Degree:
    name = text[place.start : place.end]
    known = _NAMED_FIELDS.get(name.replace(".", "").lower())
    within = _IN_NAME.match(name)
    fields_at = place.start + within.end() - 1 if within else place.end
    after = _FIELD_IN_BRACKETS.match(text, fields_at, end) or _FIELD_AFTER.match(text, fields_at, end)
    fields: tuple[str, ...] = ()
    titled = name.startswith("Dr.") and text[place.end : place.end + 1] != ","  # whom it is the title of stands behind
    if after is not None and level != "secondary" and not titled and not _NOT_A_FIELD.match(after["field"]):
        stop = _next_degree(text, after.start("field"), after.end("field"))
        named = text[after.start("field") : stop]
        # "PhD Physics" names a field, "BSN preferred" none: without a word between, a field has a capital
        if after.groupdict().get("joined") or named[:1].isupper():
            parts = takewhile(_is_field, (part.strip() for part in _SPLIT_FIELDS.split(named)))
            fields = tuple(parts)
            stop = after.start("field") + len(named.rstrip(" ,"))
    if fields:
        return Degree(Span(place.start, stop), level, fields)
    return Degree(place, level, (known,) if known else ())


def _next_degree(text: str, start: int, end: int) -> int:
    """Where the next degree is named in a part of a text, with the words that join it; `end` where none is."""
    levels = _patterns("levels")
    found = (pattern.search(text, start, end) for pattern in levels.values())
    first = min((match.start() for match in found if match), default=end)
    joint = re.search(r"[\s,/]*(?:\b(?:and|or)\b)?\s*(?:\ban?\b)?\s*$", text[start:first])
    return start + joint.start() if joint and first < end else first


def _is_field(part: str) -> bool:
    words = part.split()
    initials = _INITIALS.fullmatch(part.strip()) is not None and part.strip() not in ("IT", "HR")
    if _SCHOOL.search(part) or initials:
        return False  # initials behind a degree are a school (MIT) or another title (BSN, RN)
    return 0 < len(words) <= 5 and not _NOT_A_FIELD.match(part.strip()) and not any(ch.isdigit() for ch in part)


def at_least(held: Level | None, asked: Level | None) -> bool:
    """Whether a level is as high as the one asked for; a degree of no named level is taken for a bachelor's."""
    return LEVELS.index(held or "bachelor") >= LEVELS.index(asked or "bachelor")


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
    groups = data_table("fields.toml")["groups"]
    return tuple(frozenset(_normal_field(name) for name in group.split(";")) for group in groups)


def _normal_field(field: str) -> str:
    return " ".join(base_form(word) for word in re.findall(r"[^\W\d_]+", field))


_GENERAL_FIELD_WORDS = frozenset(
    base_form(word)
    for word in (
        "and of in the or a an science sciences studies study arts technology applied general management field subject "
        "discipline degree related"
    ).split()
)
