"""Rows -> entries: the positions of a resume, each with its head (title, firm, place, dates) and what is said below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resumefit.language.dates import DateRange
from resumefit.language.heads import Head, is_organization, is_unit, read_head
from resumefit.language.layouts import Draft, find_heads, is_break
from resumefit.language.parts import groups_of
from resumefit.language.rows import Row
from resumefit.language.titles import title_in
from resumefit.reading.document import Document, Span, Style

_LONGEST_HEAD = 16  # words
_LONGEST_FIRM = 8
_SENT = re.compile(
    r"consult|contract|temp\b|temporary|interim|agency|freelanc", re.IGNORECASE
)  # who works at others' firms
_URL = re.compile(r"https?://[^\s|,;()<>]+[^\s|,;()<>.]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A position in a resume: its head (title, firm, place, dates) and the text that belongs to it.

    `title`, `organization` and `location` are "" where they could not be told. `section` is "work", "volunteering",
    "projects", or "break" for a time that was no work. `bullets` are the items of its list, or each statement where there is
    none; `summary` is the text before a list, `url` an address that it is said to have.
    """

    title: str
    organization: str
    dates: DateRange | None
    span: Span
    section: str
    location: str = ""
    bullets: tuple[Span, ...] = ()
    summary: Span | None = None
    url: str = ""


def find_entries(document: Document, rows: Sequence[Row], section: str) -> tuple[Entry, ...]:
    """The entries of the rows of a section, in order; where none is dated, those that a title or an empty line tells."""
    drafts = find_heads(document, rows, section)
    if not drafts:
        return tuple(_undated(document, rows, section))
    ends = [*(draft.start for draft in drafts), len(rows)][1:]
    return tuple(
        entry
        for draft, end in zip(drafts, ends, strict=True)
        for entry in _with_undated(document, rows, draft, end, section)
    )


def undated_entry(document: Document, rows: Sequence[Row], section: str) -> Entry:
    """The entry that some rows make, the first of which heads it, with the second if that names its firm; a date in them is
    its date."""
    stop = 1
    if section == "projects" or rows[0].is_sentence:
        head = _project(document, rows[0])
    else:
        head = read_head(document, rows[:1])
        if len(rows) > 1 and not (head.title and head.organization) and _may_head(rows[1]):
            stop, head = 2, read_head(document, rows[:2])
    title, organization = (head.title, head.organization) if head.title else (head.organization or rows[0].text, "")
    dates = next((one for row in rows[:2] for one in row.dates), None)
    span = Span(rows[0].span.start, rows[-1].span.end)
    url = next((found[0] for row in rows if (found := _URL.search(row.text))), "")
    body = rows[stop:]
    return Entry(title, organization, dates, span, section, head.location, _bullets(body), _summary(body), url)


def _entry(rows: Sequence[Row], draft: Draft, end: int, section: str) -> Entry:
    """The entry of a head; `end` is the row at which the next one begins."""
    head, body = rows[draft.start : draft.stop], _body(rows[draft.stop : end])
    kind = "break" if section == "work" and any(map(is_break, head)) else section
    span = Span(head[0].span.start, max(row.span.end for row in (*head, *body)))
    told = draft.head
    return Entry(told.title, told.organization, draft.dates, span, kind, told.location, _bullets(body), _summary(body))


def _with_undated(document: Document, rows: Sequence[Row], draft: Draft, end: int, section: str) -> Iterator[Entry]:
    """The entry of a head, and one that stands below it without dates of its own; several are whom one was sent to."""
    sent = draft.head.own or _SENT.search(draft.head.title) is not None
    may_be = section == "work" and not sent
    starts = [n for n in range(draft.stop + 1, end) if may_be and _heads_undated(document, rows, n, draft)]
    stop = starts[0] if len(starts) == 1 else end
    yield _entry(rows, draft, stop, section)
    if stop < end:
        yield undated_entry(document, rows[stop:end], section)


def _heads_undated(document: Document, rows: Sequence[Row], number: int, draft: Draft) -> bool:
    """Whether a row behind a list heads a position without dates: title and firm, with a list below, and set as the dated
    head above it. A title alone may be another one at the same firm."""
    row, head = rows[number], rows[draft.start]
    if not rows[number - 1].is_item or row.is_item or row.dates or row.is_sentence or row.text.endswith(":"):
        return False
    if row.words > _LONGEST_HEAD or _style(document, row) != _style(document, head) or row.role != head.role:
        return False
    for stop in (number + 1, number + 2):
        if stop < len(rows) and rows[stop].is_item and (stop == number + 1 or _may_head(rows[stop - 1])):
            told = read_head(document, rows[number:stop])
            if title_in(told.title) and _is_other_firm(told.organization, draft.head.organization):
                return True
    return False


def _is_other_firm(name: str, above: str) -> bool:
    """Whether a name is that of a firm, and not of the one above, a team of it, or a town."""
    named = " " in name or is_organization(name)
    return named and name.lower() != above.lower() and not is_unit(name)


def _style(document: Document, row: Row) -> Style:
    line = document.line_at(row.span.start)
    return line.style if line is not None else Style()


def _body(rows: Sequence[Row]) -> Sequence[Row]:
    """What is said below a head. What stands behind the next empty line, or the one after its list, is no more of it, unless
    each row stands apart."""
    if all(row.gap for row in rows):
        return rows
    last = max((number for number, row in enumerate(rows) if row.is_item), default=0)
    gap = next((number for number, row in enumerate(rows) if row.gap and number > last), len(rows))
    return rows[:gap]


def _bullets(body: Sequence[Row]) -> tuple[Span, ...]:
    items = tuple(row.span for row in body if row.is_item)
    return items or tuple(row.span for row in body)


def _summary(body: Sequence[Row]) -> Span | None:
    """The text before the list."""
    first = next((number for number, row in enumerate(body) if row.is_item), 0)
    return Span(body[0].span.start, body[first - 1].span.end) if first else None


# Without dates


def _undated(document: Document, rows: Sequence[Row], section: str) -> Iterator[Entry]:
    """The entries of a section that dates nothing: each begins with a row that names a title, or stands apart."""
    starts = [number for number in range(len(rows)) if _begins(rows, number, section)]
    for start, end in pairwise([*starts, len(rows)]):
        yield undated_entry(document, rows[start:end], section)


def _begins(rows: Sequence[Row], number: int, section: str) -> bool:
    row = rows[number]
    if row.is_item or row.is_sentence or row.words > _LONGEST_HEAD or row.text.endswith(":"):
        return False
    apart = row.gap or rows[number - 1].is_item
    return number == 0 or (apart and (section != "work" or bool(title_in(row.text))))


def _may_head(row: Row) -> bool:
    """Whether the second row of an entry may name its firm."""
    plain = not (row.is_item or row.gap or row.is_sentence or row.dates or row.text[0].isdigit())
    return plain and row.words <= _LONGEST_FIRM and all(word[0].isupper() or len(word) < 4 for word in row.text.split())


def _project(document: Document, row: Row) -> Head:
    """The name of a project: what stands before the first strong sign of its row, or beside its dates."""
    first = next(groups_of(document, row, 0), None)
    return Head(first.text if first else row.text)
