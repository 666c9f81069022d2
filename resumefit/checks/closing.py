"""Until when a posting takes applications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from resumefit.checks.sayings import patterns
from resumefit.language.posting import JobPosting
from resumefit.reading.document import Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>20\d\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}\b",
        rf"{_MONTH} {_DAY},? {_YEAR}\b",
        rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"(?P<day>1[3-9]|2\d|3[01])[./](?P<number>\d\d?)[./]{_YEAR}\b",  # of 03/04/2026 nobody can tell the month
    )
)
_WEEKDAY = re.compile(
    r"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)?\.?,?\s*", re.IGNORECASE
)


def closing_dates(posting: JobPosting) -> Iterator[tuple[date, Span | None]]:
    """The days by which to apply, each with its place: as the page's data state it, and as the text does.

    A date without a year, or whose day may be its month, is none.
    """
    stated = posting.document.fact("validThrough")[:10]
    with suppress(ValueError):  # "", or a date in words
        yield date.fromisoformat(stated), None
    text = posting.document.text
    for found in patterns("closing")["by"].finditer(text):
        start = _WEEKDAY.match(text, found.end())
        told = _date_at(text, start.end() if start else found.end())
        if told:
            yield told


def _date_at(text: str, start: int) -> tuple[date, Span] | None:
    for pattern in _DATES:
        found = pattern.match(text, start)
        if found:
            parts = found.groupdict()
            month = _MONTHS.index(parts["month"].lower()) + 1 if parts.get("month") else int(parts["number"])
            try:
                return date(int(parts["year"]), month, int(parts["day"])), Span(start, found.end())
            except ValueError:
                return None
    return None
