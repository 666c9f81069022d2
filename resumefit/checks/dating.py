"""TXT3: dates: in order, possible, in one style, without gaps."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.entries import head_of
from resumefit.checks.sources import GAP_STUDIES, GREENHOUSE
from resumefit.checks.subject import Subject
from resumefit.language.dates import DateRange, Month
from resumefit.language.entries import Entry
from resumefit.language.experience import Gap
from resumefit.language.patterns import data_table
from resumefit.language.rows import Row
from resumefit.reading.document import Span

_YEARS_BACKWARDS = re.compile(r"(?<![\d/.-])((?:19[5-9]|20\d)\d)[-–]((?:19[5-9]|20\d)\d)(?![\d/.-])")
_SHORT_YEAR = re.compile(
    r"(?<![\d/.])(?:0?[1-9]|1[0-2])/\d\d(?![\d/])"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d\d(?![\d/.,])(?!\s+\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"([A-Za-zÀ-ž]{3,})\.?,?\s+['’]?\d{2,4}")
_NUMBERS = re.compile(r"(?<![\d/.-])\d{1,2}\s?([/.-])\s?(?:19|20)\d\d")
_ISO = re.compile(r"(?<![\d/.-])(?:19|20)\d\d([-/.])\d\d(?!\d)")
_FULL = frozenset("january february august september october november december".split())
_EITHER = frozenset("march april may june july".split())  # written in full beside "Jan" and "Sept", as newspapers do
_SEASONS = frozenset("spring summer fall autumn winter q1 q2 q3 q4".split())
_STUDY: dict[str | None, int] = {"associate": 2, "bachelor": 4, "master": 2, "doctorate": 5}  # years to a degree
_COURSE = 3  # years to a certificate
_STILL = re.compile(
    r"expect|anticipat|valid|expir|until|through|renew|due|planned|to be |in progress|ongoing", re.IGNORECASE
)
_LAST_MONTH = 12
_YEAR = re.compile(r"[12][09]\d\d")
_IN_FIGURES = re.compile(
    r"(?<![\w/.-])(?P<one>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?![\w/-]|\.\d)"
)
_NAMED_DAY = re.compile(
    r"(?<![\w/.-])(?:(?P<day>29|30|31)(?:st|nd|rd|th)?\.? (?P<month>[A-Za-z]{3,9})\.?,?|"
    r"(?P<first>[A-Za-z]{3,9})\.? (?P<second>29|30|31)(?:st|nd|rd|th)?,) (?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_MONTH_TO = re.compile(
    r"(?<![\w/.-])(?P<from>\d{1,2})[/.](?:19|20)\d\d\s*(?:[-–—]|to)\s*(?:(?P<until>\d{1,2})[/.](?:19|20)\d\d(?![\w/.-])|"
    r"(?:present|now|current|till date|to date)\b)",
    re.IGNORECASE,
)
_FIXED = 12  # months ahead that contracts with an end are usually told of
_BEFORE = 40  # characters before a date within which a word says that it is expected
_AGREED = re.compile(
    r"\b(?:contract|fixed|term|until|through|temporary|maternity|cover|secondment|tenure|elected|fellow\w*)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:expected|anticipated|due|graduating|to be (?:completed|awarded))\b[^\d\n]*$", re.IGNORECASE
)
_OLD = 10  # years after which nobody asks for the month, or for a gap


@check(
    code="TXT305",
    name="future-date",
    title="A position that begins, or ended, in the future",
    why="A date that has not come reads as a mistake, and years of experience counted from it come out wrong.",
    fix="Correct the year; if the job is agreed but not begun, or has a fixed end, say so in words.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def future_date(subject: Subject) -> Iterator[Spot]:
    """A position's first month lies after today's, or its last one more than a year after it and no word says why."""
    now = subject.today.year * 12 + subject.today.month - 1
    for entry in subject.held.work:
        dates = entry.dates
        if dates is None:
            continue
        if dates.start.number > now:
            yield Spot(message=f"“{_written(subject, dates)}” begins in the future", span=dates.span)
        elif dates.end is not None and dates.end.number > now + _FIXED and not _is_fixed(subject, entry):
            yield Spot(message=f"“{_written(subject, dates)}” ends years from now", span=dates.span)


def _is_fixed(subject: Subject, entry: Entry) -> bool:
    """Whether the head of a position says that its end is agreed: "fixed term", "contract until"."""
    line = subject.document.line_at(entry.dates.span.start) if entry.dates else None
    head = Span(entry.span.start, max(line.span.end, entry.dates.span.end)) if line and entry.dates else entry.span
    return _AGREED.search(subject.document.quote(head)) is not None


@check(
    code="TXT306",
    name="reversed-dates",
    title="Dates that run backwards",
    why="What ends before it begins can't be counted, and reads as a mistake.",
    fix="Put the earlier date first, or correct the year that was mistyped.",
    source=OUR_JUDGEMENT,
    severity="blocks",
    applies="resume",
)
def reversed_dates(subject: Subject) -> Iterator[Spot]:
    """Two dates with a dash between, of which the second is the earlier."""
    for section in subject.held.sections:
        if section.kind in ("work", "education", "volunteering", "projects"):
            for row in section.rows:
                for span in _backwards(row):
                    yield Spot(message=f"“{subject.document.quote(span)}” runs backwards", span=span)


@check(
    code="TXT307",
    name="gap",
    title="More than six months that the resume says nothing of",
    why="A field experiment found fewer answers the longer somebody had been out of work, most of the fall within "
    "eight months; a later one found no such thing. A gap that is named is a smaller riddle than one that is not.",
    fix='Say in a line what it was ("Parental leave", "Study", "Looked after a relative"), or leave it and be ready '
    "to tell.",
    source=GAP_STUDIES,
    severity="polish",
    applies="resume",
)
def gap(subject: Subject, *, months: int = 6) -> Iterator[Spot]:
    """A time of more than `months` months, in the last ten years, into which no date of the resume falls, nor the usual years
    of a degree that is dated by its end. Where dates run backwards, lie in the future or are missing nothing can be told."""
    if any(entry.dates is None for entry in subject.held.work):
        return
    if any(True for check in (reversed_dates, future_date) for _ in check.find(subject)):
        return
    for one in subject.held.gaps(subject.today):
        recent = one.end.year >= subject.today.year - _OLD
        if one.months > months and not one.reason and recent and not _is_covered(subject, one):
            yield _gap_spot(subject, one)


@check(
    code="TXT308",
    name="mixed-dates",
    title="Dates written in several styles",
    why="Greenhouse counts differing formats among what makes a resume hard to read into fields, and a careful "
    "reader sees a lack of care.",
    fix='Write all months in one way; "Mar 2019" can\'t be misread, "03/04/2019" can.',
    source=GREENHOUSE,
    severity="polish",
    applies="resume",
)
def mixed_dates(subject: Subject) -> Iterator[Spot]:
    """The dates of positions and studies have their months in more than one style: full, short, or in numbers."""
    dates = _dates(subject)
    styles = [(style, date.span) for date in dates for style in _styles(_written(subject, date))]
    counts = Counter(style for style, _ in styles)
    if len(counts) > 1:
        rare = min(counts, key=lambda style: counts[style])
        span = next(span for style, span in styles if style == rare)
        others = ", ".join(style for style, _ in counts.most_common() if style != rare)
        yield Spot(message=f"“{subject.document.quote(span)}” has {rare}, others have {others}", span=span)


@check(
    code="TXT309",
    name="not-newest-first",
    title="Positions are not in order, the newest first",
    why="A reader takes the first position for the present one, and so may a parser.",
    fix="Sort the positions by date, the present or last one on top.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def not_newest_first(subject: Subject) -> Iterator[Spot]:
    """In a section, a position stands above one that began and ended later, and was not held beside one above."""
    for section in subject.held.sections:
        ranges = [e for e in subject.held.work if e.dates and not e.dates.lone and not e.dates.runs_backwards]
        inside = [e for e in ranges if section.span.covers(e.span)]
        for number, (above, below) in enumerate(pairwise(inside), 1):
            if section.kind != "work" or not above.dates or not below.dates:
                continue
            beside = any(one.dates and _overlap(one.dates, below.dates) for one in inside[:number])
            if _is_later(below.dates, above.dates) and not beside:
                message = f"“{below.title or below.organization}” is later than what stands above it"
                yield Spot(message=message, span=head_of(subject, below))
                break


@check(
    code="TXT310",
    name="two-figure-year",
    title="A year of two figures",
    why='"6/18" and "Jun 18" may be June 2018 or 18 June; a parser may take them for either, or for none.',
    fix='Write the year in full: "06/2018", better "Jun 2018".',
    source="ISO 8601-1:2019, Date and time: a calendar year is written with four figures",
    severity="costs",
    applies="resume",
)
def two_figure_year(subject: Subject) -> Iterator[Spot]:
    """The dates of a position or course have a month and two figures, as in 6/18 and Jan 18."""
    for date in _dates(subject):
        if _SHORT_YEAR.search(subject.text, date.span.start, date.span.end):
            yield Spot(message=f"“{_written(subject, date)}” can be read in two ways", span=date.span)


@check(
    code="TXT311",
    name="years-without-months",
    title="A short position dated by years alone",
    why='"2023 – 2024" may be two months or two years: years of experience come out wrong by up to one, and a '
    "reader assumes less.",
    fix='Add the months: "Mar 2023 – Nov 2024".',
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def years_without_months(subject: Subject) -> Iterator[Spot]:
    """A position of the last ten years runs from one year to the same or the next, without months."""
    for entry in subject.held.work:
        dates = entry.dates
        if dates is None or dates.end is None or dates.lone or dates.start.exact or dates.end.exact:
            continue
        if dates.runs_backwards:
            continue
        if dates.end.year - dates.start.year <= 1 and dates.end.year >= subject.today.year - _OLD:
            message = f"“{_written(subject, dates)}” may be two months or two years"
            yield Spot(message=message, span=dates.span)


@check(
    code="TXT313",
    name="expected-and-passed",
    title="Something is expected at a date that has passed",
    why="It reads as a text that was not looked at since, and leaves open whether you have the degree.",
    fix="Say when it was reached; if it was not, say how far you came, or correct the year.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def expected_and_passed(subject: Subject) -> Iterator[Spot]:
    """ "Expected" or the like stands in a row of studies or certificates, right before a date of more than a month ago."""
    now = subject.today.year * 12 + subject.today.month - 1
    for section in subject.held.sections:
        rows = section.rows if section.kind in ("education", "certifications") else ()
        for row in rows:
            for dates in row.dates:
                last = dates.end or dates.start
                before = subject.text[max(row.span.start, dates.span.start - _BEFORE) : dates.span.start]
                if last.number < now - 1 and _EXPECTED.search(before) and (dates.end or dates.lone):
                    message = f"“{_written(subject, dates)}” has passed, and it is still expected"
                    yield Spot(message=message, span=dates.span)


@check(
    code="TXT312",
    name="impossible-date",
    title="A date that can't be",
    why="A thirteenth month stands in no calendar, and a certificate of the year after next is none yet: the year or the "
    "month was mistyped. A parser drops such a date or makes another of it.",
    fix='Correct it; where a course goes on, write "expected" before its end.',
    source=f"ISO 8601-1:2019, Date and time: months are 01 to 12; as to years to come: {OUR_JUDGEMENT}",
    severity="costs",
    applies="resume",
)
def impossible_date(subject: Subject) -> Iterator[Spot]:
    """A date of a position, course or certificate has a month or day that there is not; or a course that is dated by one
    year, and not called expected, ends later than one begun today would."""
    for section in subject.held.sections:
        lists = section.kind in ("education", "certifications")  # elsewhere an item tells what was done
        if lists or section.kind in ("work", "volunteering", "projects"):
            for row in section.rows:
                if (lists or not row.is_item) and not row.is_sentence:
                    yield from (_impossible(subject, row.span.start, found) for found in _no_dates(row.raw))
    for study in subject.held.education:
        dates, told = study.dates, subject.text[study.span.start : study.span.end]
        last = subject.today.year + _STUDY.get(study.level, _COURSE) + 1
        if dates and dates.lone and dates.start.year > last and not _STILL.search(told):
            yield Spot(message=f"“{_written(subject, dates)}” is years from now", span=dates.span)


def _impossible(subject: Subject, start: int, found: re.Match[str]) -> Spot:
    span = Span(start + found.start(), start + found.end())
    return Spot(message=f"“{subject.document.quote(span)}” is no date that there is", span=span)


def _no_dates(text: str) -> Iterator[re.Match[str]]:
    """What is written as a date and is none."""
    if not _YEAR.search(text):
        return
    for found in _IN_FIGURES.finditer(text):
        one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
        if not _is_day(one, other, year) and not _is_day(other, one, year):
            yield found
    for found in _NAMED_DAY.finditer(text):
        month = _months().get((found["month"] or found["first"]).lower())
        if month and not _is_day(int(found["day"] or found["second"]), month, int(found["year"])):
            yield found
    for found in _MONTH_TO.finditer(text):
        if not all(1 <= int(month) <= _LAST_MONTH for month in (found["from"], found["until"]) if month):
            yield found


def _is_day(day: int, month: int, year: int) -> bool:
    return 1 <= month <= _LAST_MONTH and 1 <= day <= monthrange(year, month)[1]


@cache
def _months() -> dict[str, int]:
    listed = enumerate(data_table("dates.toml")["months"], 1)
    return {name: number for number, names in listed for name in names.split()}


def _dates(subject: Subject) -> list[DateRange]:
    """The dates of positions and studies."""
    held = subject.held
    told = [*(entry.dates for entry in held.work), *(study.dates for study in held.education)]
    return [dates for dates in told if dates]


def _written(subject: Subject, dates: DateRange) -> str:
    return subject.document.quote(dates.span).strip("()[]")


def _backwards(row: Row) -> Iterator[Span]:
    """The parts of a row that are a later date, a dash or "to", and an earlier one; "2019 | 2017" is a list."""
    taken = [dates.span for dates in row.dates if dates.runs_backwards]
    yield from taken
    for found in _YEARS_BACKWARDS.finditer(row.raw):
        span = Span(row.span.start + found.start(), row.span.start + found.end())
        if int(found[2]) < int(found[1]) and not any(span.overlaps(one) for one in taken):
            yield span


def _is_covered(subject: Subject, one: Gap) -> bool:
    """Whether a date of the resume falls into a gap, or a degree that was reached in it or soon after took that long."""
    first, last = one.start.number, one.end.number
    dates = [date for section in subject.held.sections for row in section.rows for date in row.dates]
    if any(d.start.number <= last and (d.end is None or d.end.number >= first) for d in dates):
        return True
    studies = ((study.dates.start.year, _STUDY.get(study.level, 3)) for study in subject.held.education if study.dates)
    return any(one.start.year <= end and one.end.year >= end - years for end, years in studies)


def _gap_spot(subject: Subject, one: Gap) -> Spot:
    """A gap, told at the position that follows it, or at the last one before."""
    dated = [entry.dates for entry in subject.held.work if entry.dates]
    after = [dates for dates in dated if dates.start.number > one.end.number]
    dates = min(after, key=_begins) if after else max(dated, key=_begins)
    told = f"{_month(one.start)} to {_month(one.end)}" if after else f"since {_month(one.start)}"
    return Spot(message=f"{one.months} months without work or study are not told of: {told}", span=dates.span)


def _begins(dates: DateRange) -> int:
    return dates.start.number


def _month(month: Month) -> str:
    names = "January February March April May June July August September October November December".split()
    return f"{names[month.month - 1]} {month.year}"


def _styles(text: str) -> Iterator[str]:
    """How the months of a date are written; years alone, seasons and names that are their own short form tell nothing."""
    for found in _MONTH.finditer(text):
        name = found[1].lower()
        if name in _FULL:
            yield "months in full"
        elif name not in _EITHER | _SEASONS and len(name) <= 4:
            yield "short months"
    for found in _NUMBERS.finditer(text):
        yield f"numbers with “{found[1]}”"
    for found in _ISO.finditer(text):
        yield f"the year before the month, with “{found[1]}”"


def _overlap(one: DateRange, other: DateRange) -> bool:
    first, second = sorted((one, other), key=_begins)
    return first.end is None or first.end.number > second.start.number


def _is_later(dates: DateRange, than: DateRange) -> bool:
    if than.end is None:
        return False
    ends_later = dates.end is None or dates.end.number > than.end.number
    return ends_later and dates.start.number > than.start.number
