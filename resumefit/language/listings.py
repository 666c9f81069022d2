"""Rows that list things with a name, a giver and a date: certificates, awards, publications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from resumefit.language.dates import DateRange, find_dates
from resumefit.language.heads import is_organization
from resumefit.language.mentions import Mention
from resumefit.language.patterns import data_table
from resumefit.language.rows import Row
from resumefit.language.titles import title_in
from resumefit.reading.document import Document, Span

# Between two things: a semicolon or bar, a comma behind a date, the end of a sentence ("No." ends none).
_SEVERAL = re.compile(
    r"\s*[;|•·]\s+|(?<=\d\)),\s+|(?<=year\)),\s+|(?<=\d\d\d\d),\s+(?=[A-Z])|(?<=[\w)]\.)(?<!\bNo\.)\s+(?=[A-Z])"
)
_LABEL = re.compile(r"^[A-Z][\w &/]{2,30}:\s+")
_COMMA = re.compile(r",\s+(?![^(]*\))")
_INITIALS = re.compile(r"[A-Z]{3,6}")
_EDGES = " \t\n,;:|–—-•·"
# What stands between a name and its date, and what is left of it when the date is gone.
_LEADS = re.compile(r"(?:^|[,(\[–—|\t.-]| {2}|\b(?:in|since|renewed|until|to))\s*$", re.IGNORECASE)
_LEFT_BEFORE = re.compile(r"[\s,(\[–—|.-]+$")
_LEFT_BEHIND = re.compile(r"^[\s)\],–—|:-]+")
_LEFT_AT_END = re.compile(r"\s*(?:\.{3,}|\|)?\s*\b(?:renewed|since|in)\s*$|\s*(?:\.{3,}|\|)\s*$")
_LONGEST = 22  # words of a row that lists something
_LONGEST_TOLD = 12  # words of a line outside of their part that names a certificate
_LONGEST_NAME = 12  # words of a name that ends as a sentence does


@dataclass(frozen=True, slots=True)
class Listed:
    """A certificate, award or publication: its name as written, who gave it, and when, "" and None for what is not said. A
    date on which it ends is left out."""

    name: str
    issuer: str
    dates: DateRange | None
    span: Span


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(data_table("listings.toml")[name], re.IGNORECASE)


def find_listed(document: Document, rows: Sequence[Row]) -> Iterator[Listed]:
    """The things that rows list, one or several a row: "CCRN, American Association of Critical-Care Nurses (2019)"."""
    return filter(None, (_listed(document, row, span) for row in rows for span in _things(document, row)))


def _things(document: Document, row: Row) -> Iterator[Span]:
    """The things that a row lists; none where it is a sentence."""
    if row.words <= _LONGEST or _SEVERAL.search(row.text):
        yield from _pieces(document, row)


def may_certify(row: Row) -> bool:
    """Whether a line among the studies that names no course of study is a certificate."""
    return bool(row.dates) or _pattern("certified").search(row.text) is not None


def told_certificates(document: Document, rows: Sequence[Row], mentions: Sequence[Mention]) -> Iterator[Listed]:
    """The certificates that short lines of other parts begin with; of "Class A CDL with Tanker and Hazmat" only what is known
    as one."""
    starts = {mention.span.start: mention for mention in mentions if mention.kind == "certification"}
    things = ((row, span) for row in rows for span in _things(document, row) if span.start in starts)
    for within, span in things:
        line = document.quote(span)
        listed = _listed(document, within, span) if len(line.split()) <= _LONGEST_TOLD and not title_in(line) else None
        if listed is not None:
            name = document.quote(starts[span.start].span) if " with " in listed.name else listed.name
            yield Listed(name, listed.issuer, listed.dates, listed.span)


def _pieces(document: Document, row: Row) -> Iterator[Span]:
    """The things that a row lists, its label left out."""
    label = _LABEL.match(row.raw)
    at = row.span.start + (label.end() if label and _SEVERAL.search(row.raw[label.end() :]) else 0)
    for found in _SEVERAL.finditer(document.text, at, row.span.end):
        if not _continues(document.text[found.end() : row.span.end]):
            yield Span(at, found.start())
            at = found.end()
    yield Span(at, row.span.end)


def _continues(behind: str) -> bool:
    """Whether what follows a sign is still about the same thing: when it ends, its number, its date."""
    return (
        _pattern("expiry").match(behind) is not None or re.match(r"\W*(?:(?:19|20)\d\d\b|[\W\d])", behind) is not None
    )


def _listed(document: Document, row: Row, span: Span) -> Listed | None:
    dates = row.dates if span == row.span else find_dates(document.text, span)
    ends = _pattern("ends").search(document.text, span.start, span.end)
    given = next((one for one in dates if _is_given(document, span, one, ends)), None)
    name = _without_expiry(_without_dates(document, span, dates))
    pieces = _COMMA.split(name)
    issuer = ""
    if len(pieces) > 1 and _is_issuer(pieces[-1], sure=len(pieces) == 2 or bool(dates)):
        issuer, name = pieces[-1], ", ".join(pieces[:-1])
    sentence = document.text[span.start : span.end].rstrip().endswith(".") and len(name.split()) > _LONGEST_NAME
    if sentence or not re.search(r"[^\W\d_]{2}", name):
        return None
    return Listed(_balanced(name), _balanced(issuer), given, span)


def _is_given(document: Document, span: Span, date: DateRange, ends: re.Match[str] | None) -> bool:
    """Whether a date says when a thing was given: not when it ends, and no part of its name ("ISO 9001:2015")."""
    within = date.span.start > span.start and document.text[date.span.start - 1] in ":-"
    return not within and (ends is None or date.span.start < ends.start())


def _is_issuer(text: str, *, sure: bool) -> bool:
    """Whether the last part of a line is who gave a thing: a firm's or school's name, or initials where no list is."""
    return text[:1].isupper() and (is_organization(text) or (sure and _INITIALS.fullmatch(text) is not None))


def _without_dates(document: Document, span: Span, dates: Sequence[DateRange]) -> str:
    """A text without its dates, and the signs around them; a year within a name (BS 7671:2018) stays."""
    text = document.text[span.start : span.end]
    for one in reversed(dates):
        before, behind = text[: one.span.start - span.start], text[one.span.end - span.start :]
        if _LEADS.search(before):
            text = f"{_LEFT_BEFORE.sub('', before)} {_LEFT_BEHIND.sub('', behind)}"
    return _LEFT_AT_END.sub("", " ".join(text.split()))


def _without_expiry(name: str) -> str:
    """A name without what is said behind it of its end and its number."""
    found = _pattern("expiry").search(name, 1)
    name = (name[: found.start()] if found else name).rstrip(" ,;(–-").strip(_EDGES)
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


def _balanced(name: str) -> str:
    """A name without a bracket that has lost its other half, and what is left of what it held."""
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].rstrip()
    return name.lstrip(") ").strip(_EDGES)
