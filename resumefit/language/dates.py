"""Dates as people write them in resumes: "Jan 2019 – Present", "01/2019-03/2021", "Summer 2018", "since 2020". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from resumefit.reading.document import Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 12)} | {
    f"q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_SEASON = r"(?:spring|summer|fall|autumn|winter|q[1-4])"
_POINT = (
    rf"(?:(?:{_MONTH}|{_SEASON}(?:/{_SEASON})?)[\s,-]*(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:of\s+)?['’]?(?:{_YEAR}|(?<=['’])\d\d)"
    rf"|\d{{1,2}}\s+{_MONTH}\s+{_YEAR}|(?:0?[1-9]|1[0-2])/\d{{1,2}}/{_YEAR}|(?:0?[1-9]|1[0-2])\s?[/.]\s?{_YEAR}"
    rf"|{_YEAR}[-/.](?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)|{_YEAR})"
)
_NOW = r"(?:(?:the )?present|now|today|current(?:ly)?|ongoing|to date|date|till date|until now)"
_TO = r"(?: / |\s*(?:-|–|—|−|‒|→|->|to|until|till|through|thru)\s*)"
_RANGE = re.compile(
    rf"\(?(?:\bfrom\s+)?(?<!\d:)(?P<start>{_POINT}|{_MONTH}(?=\s*(?:-|–|—|to)\s*{_MONTH}\s+{_YEAR}))"
    rf"(?:{_TO}(?P<end>{_POINT}|{_NOW}|\d\d(?!\d))|\s*(?P<open>\+|-|–|—)(?=\s*(?:$|\n|\))))\)?"
    rf"|\b(?P<since>since|from)\s+(?P<from>{_POINT})",
    re.IGNORECASE | re.MULTILINE,
)
_SINGLE = re.compile(rf"(?<![\w/$£€.-]){_POINT}(?![\w/-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year. `exact` is False where only the year (or a season) was written."""

    year: int
    month: int
    exact: bool = True

    @property
    def number(self) -> int:
        """Months since the year 0, to count with."""
        return self.year * 12 + self.month - 1


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the first day of `start` to the last of `end`; `end` None means that it goes on."""

    span: Span
    start: Month
    end: Month | None

    @property
    def _whole_years(self) -> bool:
        return (
            self.end is not None
            and not (self.start.exact or self.end.exact)
            and (self.start.month, self.end.month) == (1, 12)
        )

    def months(self, today: date) -> range:
        """The months it covers, as `Month.number`s; an open end is `today`, and nothing lies after it.

        "2015 - 2018" covers three years, not four: who writes years alone rarely means January to December.
        """
        now = today.year * 12 + today.month - 1
        last = now if self.end is None else min(self.end.number, now)
        if self.end is not None and self._whole_years and self.end.year > self.start.year:
            last = min(last, self.end.year * 12 - 1)
        return range(self.start.number, max(self.start.number, last + 1))


def find_ranges(text: str, span: Span) -> Iterator[DateRange]:
    """The date ranges in a part of a text, in order; "since 2020" is one, a lone "2018" is not."""
    for found in _RANGE.finditer(text, span.start, span.end):
        place = Span(found.start(), found.end())
        first = found["start"] or found["from"]
        end = _end(found)
        start = _point(first, last=False) or _month_of_end(first, end)
        if start is not None and (end is None or end.number >= start.number):
            yield DateRange(place, start, end)


def find_single(text: str, span: Span) -> DateRange | None:
    """The first lone date in a part of a text as a range ("Summer 2018": three months; "2018": that year)."""
    found = _SINGLE.search(text, span.start, span.end)
    if found is None:
        return None
    start, end = _point(found[0], last=False), _point(found[0], last=True)
    return DateRange(Span(found.start(), found.end()), start, end) if start else None


def _end(found: re.Match[str]) -> Month | None:
    text = found["end"]
    if text is None or re.fullmatch(_NOW, text, re.IGNORECASE):
        return None
    if re.fullmatch(r"\d\d", text):  # 2019-20
        start = _point(found["start"], last=False)
        return _short_year(start.year, int(text)) if start else None
    return _point(text, last=True)


def _short_year(start: int, two_digits: int) -> Month:
    """The end of "2019-20" or "1999-00": the first such year that is not before the start."""
    year = start // 100 * 100 + two_digits
    return Month(year if year >= start else year + 100, 12, exact=False)


def _month_of_end(text: str, end: Month | None) -> Month | None:
    """ "Jan" of "Jan - Mar 2019": a month whose year stands behind the end."""
    return Month(end.year, _month(text)) if end is not None and _month(text) else None


def _point(text: str, *, last: bool) -> Month | None:
    """The month that a date names; where it names a longer time, its first month or its last."""
    lower = text.lower()
    year = _year(lower)
    if year is None:
        return None
    for season, (first_month, last_month) in _SEASONS.items():
        if season in lower:
            return Month(year, last_month if last else first_month, exact=False)
    month = _month(lower) or _numeric_month(lower)
    if month:
        return Month(year, month)
    return Month(year, 12 if last else 1, exact=False)


def _year(text: str) -> int | None:
    found = re.search(_YEAR, text)
    if found:
        return int(found[0])
    short = re.search(r"['’](\d\d)\b", text)
    if short is None:
        return None
    number = int(short[1])
    return 2000 + number if number < 70 else 1900 + number


def _month(text: str) -> int:
    found = re.search(_MONTH, text, re.IGNORECASE)
    return _MONTHS.index(found[0][:3].lower()) + 1 if found else 0


def _numeric_month(text: str) -> int:
    found = re.search(rf"\b(\d{{1,2}})(?:/\d{{1,2}})?\s?[/.]\s?{_YEAR}|{_YEAR}[-/.](\d\d)", text)
    return int(found[1] or found[2]) if found else 0


def total_months(ranges: Iterable[DateRange], today: date) -> int:
    """How many months the ranges cover; a month that several cover counts once."""
    covered: set[int] = set()
    for one in ranges:
        covered.update(one.months(today))
    return len(covered)
