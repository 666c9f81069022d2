"""Dates as people write them in resumes: "Jan 2019 – Present", "01/2019-03/2021", "Summer 2018", "seit März 2020".

The words stand in data/dates.toml; what is told from them is pure arithmetic on months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from resumefit.language.patterns import data_table
from resumefit.reading.document import Span

_YEAR = r"(?:19[5-9]\d|20\d\d)"
# No date is without 19xx, 20xx, '19, 6/18 or "Jan 18 -", and most lines are. It begins with a set, which `re` looks for by
# itself.
_HINT = re.compile(
    r"['’\d](?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=['’])\d\d|(?<=\d)/\d\d|(?<=[a-z.] \d)\d(?=\s*[-–—−]|\s+to\b))",
    re.IGNORECASE,
)
_SHORT = r"['’]\d\d(?![\ds])"  # '19, but neither '2019 nor the '90s
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_DAY_FIRST = re.compile(r"(?<!\d)(?:1[3-9]|[23]\d)/\d{1,2}/\d{4}")
_WRITTEN_YEAR = re.compile(_YEAR)
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = "st nd rd th er º ª of de von".split()  # what stands beside the names and figures of a date
_LISTS = ("now", "to", "since", "onwards")
_SHORT_YEAR = re.compile(r"(?:['’/]|[^\W\d_]\.?\s)(\d\d)$")
_IN_NUMBERS = re.compile(rf"(\d{{1,2}})([./])(\d{{1,2}})[./]{_YEAR}")
_MONTH_IN_NUMBERS = re.compile(rf"\b(\d{{1,2}})\s?[/.-]\s?{_YEAR}|{_YEAR}(?:[-/.]|\s/\s)(\d\d)|^(\d{{1,2}})/\d\d$")
_LONGEST = 70 * 12  # months; "2019–05" is no range to 2105
_TO_BACKWARDS = re.compile(r"\s*(?:[-–—−→]|to|until|till|bis)\s*", re.IGNORECASE)  # "2021 | 2019" is a list
_FIGURES = frozenset("0123456789/.-")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year. `exact` is False where only the year was written."""

    year: int
    month: int
    exact: bool = True

    @property
    def number(self) -> int:
        """Months since the year 0, to count with."""
        return self.year * 12 + self.month - 1

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it, with the precision that is known: "2019-03", or "2019"."""
        return f"{self.year}-{self.month:02}" if self.exact else str(self.year)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the first day of `start` to the last of `end`; `end` None means that it goes on. `lone` says that it was written
    as one date: "Summer 2018". An `end` before `start` stands as it was written, and covers no month."""

    span: Span
    start: Month
    end: Month | None
    lone: bool = False

    @property
    def runs_backwards(self) -> bool:
        """Whether it ends before it begins, as a mistyped year makes it."""
        return self.end is not None and self.end.number < self.start.number

    @property
    def _whole_years(self) -> bool:
        return self.end is not None and not (self.start.exact or self.end.exact)

    def months(self, today: date) -> range:
        """The months it covers, as `Month.number`s; an open end is `today`, and nothing lies after it.

        "2015 - 2018" covers three years, not four: who writes years alone rarely means January to December.
        """
        now = today.year * 12 + today.month - 1
        last = now if self.end is None else min(self.end.number, now)
        if self.end is not None and self._whole_years and self.end.year > self.start.year:
            last = min(last, self.end.year * 12 - 1)
        return range(self.start.number, max(self.start.number, last + 1))


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What data/dates.toml comes to: names to months, and the patterns made of its words."""

    months: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    month: re.Pattern[str]
    season: re.Pattern[str]
    now: re.Pattern[str]
    words: frozenset[str]  # all that can stand in a date, or between the two of a range
    range: re.Pattern[str]
    single: re.Pattern[str]


def _any_of(words: Iterable[str]) -> str:
    """The longest first, so that none hides behind a shorter one that it begins with."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _initials(words: Iterable[str]) -> str:
    """The set of the letters that words begin with: asked first, it spares most places the list of the words."""
    return f"[{''.join(sorted({re.escape(word[0]) for word in words}))}]"


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(";")]


@cache
def _patterns() -> _Patterns:
    data = data_table("dates.toml")
    months = {name: number for number, names in enumerate(data["months"], 1) for name in names.split()}
    seasons = {name: (first, last) for name, (first, last) in data["seasons"].items()}
    month = rf"(?<![^\W\d_])(?={_initials(months)})(?:{_any_of(months)})(?![^\W\d_])\.?"
    season = rf"(?<![^\W_])(?={_initials(seasons)})(?:{_any_of(seasons)})s?(?![^\W_])"
    named = rf"(?:{month}|{season}(?:/{season})?)"
    point = (
        rf"(?:{named}[\s,-]*(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:of\s+|de\s+)?(?:['’]?{_YEAR}(?:/\d\d(?!\d))?|{_SHORT})"
        rf"|\d{{1,2}}(?:\.|er|º|ª|st|nd|rd|th)?\s*(?:de\s+)?{month}\s*(?:de\s+)?{_YEAR}|(?<![\d./])\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}"
        rf"|(?<![\d./]){_MONTH_NUMBER}\s?(?:[/.]\s?|(?<![-–]\d-)(?<![-–]\d\d-)-){_YEAR}|{_YEAR}(?:[-/.]|\s/\s)(?:0[1-9]|1[0-2])(?:[-/.]\d\d)?(?!\d)|{_YEAR}(?!\d))"
    )
    now = rf"(?:{_any_of(_listed(data['now']))})(?![^\W_])"
    befores = _listed(data["since"])
    since = rf"(?:{_any_of(befores)})"
    opening = rf"(?=[\d'’(\[]|(?<![^\W\d_]){_initials([*months, *seasons, *befores, 'de', 'von'])})"  # of every range
    to = rf"(?:\s+/\s+|\s*\|\s*|\s*(?:-|–|—|−|‒|→|->)\s*|\s*\b(?:{_any_of(_listed(data['to']))})\b\s*){{1,2}}"
    # 6/18, '18, Jan 18: dates only at an end of a range; in "Jan 18 - Mar 4, 2020" it is a day
    days = rf"{to}(?:{month}\s+\d{{1,2}},?\s+{_YEAR}|\d{{1,2}}(?!\d))"
    brief = rf"(?:(?<![\d/.]){_MONTH_NUMBER}/\d\d(?![\d/])|{_SHORT}|{month}\s\d\d(?![\d/.:,]\d|\d|,|\s+\d|{days}))"
    onwards = (
        rf"(?:\+|-|–|—|→|->)(?=\s*(?:$|\n|[)\]])|\s{{2,}})|\b(?:{_any_of(_listed(data['onwards']))})\b|\bon(?=[:)])"
    )
    return _Patterns(
        months,
        seasons,
        re.compile(month, re.IGNORECASE),
        re.compile(season, re.IGNORECASE),
        re.compile(now, re.IGNORECASE),
        frozenset(
            _WORD.findall(
                " ".join(
                    (*months, *seasons, *(f"{name}s" for name in seasons), *_SMALL, *(data[name] for name in _LISTS))
                ).casefold()
            )
        ),
        re.compile(
            rf"{opening}(?:(?P<term>{season}\s+{_YEAR}/\d\d(?!\d))|[(\[]?(?:(?<![\w.]){since}\s+|(?<![\w.])(?:de|von)\s+)?(?<!\d:)"
            rf"(?P<start>{point}|{brief}|{month}(?={to}{month}\s+{_YEAR}))"
            rf"(?:{to}(?P<end>{point}|{brief}|{now}|\d\d(?!\d|[/.-]\d|st\b|nd\b|rd\b|th\b))|/(?P<next>\d\d)(?!\d)|\s*(?P<open>{onwards}))[)\]]?"
            rf"|\b{since}\s+(?P<from>{point}))",
            re.IGNORECASE | re.MULTILINE,
        ),
        re.compile(rf"(?<![\w/$£€#.-]){point}(?![\w/-])", re.IGNORECASE),
    )


def find_ranges(text: str, span: Span) -> Iterator[DateRange]:
    """The date ranges in a part of a text, in order; "since 2020" is one, a lone "2018" is not."""
    hints = _hints(text, span)
    return _ranges(text, _dated(text, span, hints)) if hints else iter(())


def _hints(text: str, span: Span) -> list[tuple[int, int]]:
    """Where figures stand that may be those of a year."""
    if not _HINT.search(text, span.start, span.end):
        return []
    return [found.span() for found in _HINT.finditer(text, span.start, span.end)]


def _dated(text: str, span: Span, hints: Sequence[tuple[int, int]]) -> Span:
    """The part of a part of a text in which its dates stand: from behind the last word before its hints that is no part of a
    date to the end of the first such word behind them. It spares the patterns below most of a line."""
    words = _patterns().words
    before = [word for word in _WORD.finditer(text, span.start, hints[0][0]) if word[0].casefold() not in words]
    behind = (word for word in _WORD.finditer(text, hints[-1][1], span.end) if word[0].casefold() not in words)
    after = next(behind, None)
    return Span(before[-1].end() if before else span.start, after.end() if after else span.end)


def _ranges(text: str, span: Span, *, backwards: bool = False) -> Iterator[DateRange]:
    for found in _patterns().range.finditer(text, span.start, span.end):
        place = Span(found.start(), found.end())
        first = found["start"] or found["from"] or found["term"]
        day_first = _DAY_FIRST.search(found[0]) is not None
        until = _end(found, day_first)
        since = _point(first, last=False, day_first=day_first) or _month_of_end(first, until)
        if since is None:
            continue
        months = 0 if until is None else until.number - since.number
        if 0 <= months <= _LONGEST or (backwards and -_LONGEST <= months < 0 and _is_backwards(text, found)):
            yield DateRange(place, since, until)


def _is_backwards(text: str, found: re.Match[str]) -> bool:
    """Whether two dates of which the later stands first are a time from and to, and neither a list nor a number."""
    around = (text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1])
    if found["end"] is None or not _FIGURES.isdisjoint(around) or not _WRITTEN_YEAR.search(found["end"]):
        return False
    return _TO_BACKWARDS.fullmatch(text, found.end("start"), found.start("end")) is not None


def find_singles(text: str, span: Span) -> Iterator[DateRange]:
    """The lone dates in a part of a text, in order, as ranges ("Summer 2018": three months; "2018": that year)."""
    hints = _hints(text, span)
    return _singles(text, _dated(text, span, hints)) if hints else iter(())


def _singles(text: str, span: Span) -> Iterator[DateRange]:
    for found in _patterns().single.finditer(text, span.start, span.end):
        months = _months(found[0])
        if months:
            yield DateRange(Span(found.start(), found.end()), *months, lone=True)


def find_single(text: str, span: Span) -> DateRange | None:
    """The first lone date in a part of a text."""
    return next(find_singles(text, span), None)


def find_dates(text: str, span: Span, *, backwards: bool = False) -> tuple[DateRange, ...]:
    """The ranges in a part of a text and the lone dates outside of them, in order. With `backwards`, what ends before it
    begins is a range, too."""
    hints = _hints(text, span)
    if not hints:
        return ()
    dated = _dated(text, span, hints)
    ranges = tuple(_ranges(text, dated, backwards=backwards))
    if all(any(one.span.start <= start and end <= one.span.end for one in ranges) for start, end in hints):
        return ranges  # a lone date, too, would hold a hint
    lone = [one for one in _singles(text, dated) if not any(one.span.overlaps(whole.span) for whole in ranges)]
    return tuple(sorted((*ranges, *lone), key=lambda one: one.span.start))


def _end(found: re.Match[str], day_first: bool) -> Month | None:
    text = found["end"] or found["next"] or found["term"]
    if text is None or _patterns().now.fullmatch(text):
        return None
    if re.fullmatch(r"\d\d", text):  # 2019-20
        start = _point(found["start"], last=False)
        return _short_year(start.year, int(text)) if start else None
    return _point(text, last=True, day_first=day_first)


def _short_year(start: int, two_digits: int) -> Month:
    """The end of "2019-20" or "1999-00": the first such year that is not before the start."""
    year = start // 100 * 100 + two_digits
    return Month(year if year >= start else year + 100, 12, exact=False)


def _month_of_end(text: str, end: Month | None) -> Month | None:
    """ "Jan" of "Jan - Mar 2019": a month whose year stands behind the end."""
    return Month(end.year, _month(text)) if end is not None and _month(text) else None


def _point(text: str, *, last: bool, day_first: bool = False) -> Month | None:
    """The month that a date names; where it names a longer time, its first month or its last."""
    months = _months(text, day_first=day_first)
    return months and months[last]


def _months(text: str, *, day_first: bool = False) -> tuple[Month, Month] | None:
    """The first and the last month of the time that a date names, None where it names none."""
    year = _year(text)
    if year is None:
        return None
    named = _WORD.search(text) is not None
    season = _patterns().season.search(text) if named else None
    if season is not None:
        first, last = _patterns().seasons[season[0].lower().removesuffix("s")]
        return Month(year, first), Month(year, last)
    month = (_month(text) if named else 0) or _numeric_month(text, day_first)
    if month:
        return Month(year, month), Month(year, month)
    return Month(year, 1, exact=False), Month(year, 12, exact=False)


def _year(text: str) -> int | None:
    found = _WRITTEN_YEAR.search(text)
    if found:
        return int(found[0])
    short = _SHORT_YEAR.search(text)
    if short is None:
        return None
    number = int(short[1])
    return 2000 + number if number < 70 else 1900 + number


def _month(text: str) -> int:
    found = _patterns().month.search(text)
    return _patterns().months[found[0].rstrip(".").lower()] if found else 0


def _numeric_month(text: str, day_first: bool) -> int:
    """The month of a date in numbers. A full one is day.month.year with points, and with slashes month/day/year, as in the
    United States, unless it or the other end of its range can't be ("25/03/2019")."""
    full = _IN_NUMBERS.search(text)
    if full:
        day_first = day_first or full[2] == "." or int(full[1]) > 12
        month = int(full[3] if day_first else full[1])
        return month if month <= 12 else 0
    found = _MONTH_IN_NUMBERS.search(text)
    return int(found[1] or found[2] or found[3]) if found else 0


def total_months(ranges: Iterable[DateRange], today: date) -> int:
    """How many months the ranges cover; a month that several cover counts once."""
    covered: set[int] = set()
    for one in ranges:
        covered.update(one.months(today))
    return len(covered)
