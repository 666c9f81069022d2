"""How long somebody has worked, in all and with one thing, and when they have not; months are counted once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resumefit.language.dates import DateRange, Month, total_months
from resumefit.language.entries import Entry
from resumefit.reading.document import Span

_SHORTEST_GAP = 2  # months; a month between two positions is notice and holiday


@dataclass(frozen=True, slots=True)
class Gap:
    """A time between dated positions: its first and last month, how many there are, and what the resume says of it ("Career
    break", a school), "" where it says nothing."""

    start: Month
    end: Month
    months: int
    reason: str


def months_worked(entries: Iterable[Entry], today: date) -> int:
    """The months that some positions cover; a month that several cover counts once."""
    return total_months((entry.dates for entry in entries if entry.dates), today)


def entries_naming(entries: Iterable[Entry], places: Sequence[Span]) -> list[Entry]:
    """The positions whose text holds one of some places; a project is none."""
    return [e for e in entries if e.section != "projects" and any(e.span.covers(place) for place in places)]


def find_gaps(work: Sequence[Entry], others: Sequence[tuple[str, DateRange]], today: date) -> tuple[Gap, ...]:
    """The gaps of two months and more between dated positions, the oldest first, and since the last one ended; `others` is
    what else the resume dates (breaks, studies), each under its name.

    Where only years are known no gap is told: one who left in 2015 and began in 2016 may not have had a free day.
    """
    covered: set[int] = set()
    for entry in work:
        if entry.dates:
            covered.update(_months_at_most(entry.dates, today))
    if not covered:
        return ()
    now = today.year * 12 + today.month - 1
    free = [number for number in range(min(covered), now + 1) if number not in covered]
    return tuple(_gap(run, others, today) for run in _runs(free) if len(run) >= _SHORTEST_GAP)


def _months_at_most(dates: DateRange, today: date) -> range:
    """The months that something may have covered: a bare year stands for all of it."""
    now = today.year * 12 + today.month - 1
    last = now if dates.end is None else min(now, dates.end.number)
    return range(dates.start.number, last + 1)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers in order, in runs without holes."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _gap(run: Sequence[int], others: Sequence[tuple[str, DateRange]], today: date) -> Gap:
    inside = frozenset(run)
    reason = next((name for name, dates in others if not inside.isdisjoint(_months_at_most(dates, today))), "")
    first, last = run[0], run[-1]
    return Gap(Month(first // 12, first % 12 + 1), Month(last // 12, last % 12 + 1), len(run), reason)
