"""Rows: the lines of a resume as a person sees them, each with its dates; blocks that were joined over a date apart again.

A reader joins the lines of a wrapped paragraph. In a resume a line that ends with a date, or begins with one, is a line of
its own whatever its length, and so are the short lines of a list that all begin with a capital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from resumefit.language.blocks import Block
from resumefit.language.dates import DateRange, find_dates
from resumefit.reading.document import Document, Role, Span

APART = re.compile(r"\t| {3,}|\.{4,}|…{2,}|_{4,}")
"""What sets columns of plain text apart: a tab, a wide gap, a row of points."""

DURATION = re.compile(
    r"\(?\d+\+?\s*(?:years?|yrs?|months?|mos?)\.?(?:,?\s+(?:and\s+)?\d+\s*(?:months?|mos?)\.?)?\)?", re.IGNORECASE
)
"""How long something took, which programs set beside its dates: "2 years 10 months"."""

_SIGN = re.compile(r"[^\w\s(\[\"'“‘«#$£€&+-]{1,2}\s+(?=\S)")
_RULE = re.compile(r"[\W_]*")
_PAGE = re.compile(r"(?:.{0,60}[\s,|–—-])?(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?\s*", re.IGNORECASE)
_TABLE_HEAD = re.compile(
    "|".join(
        "(?:job )?title;position;role;from;to;start;end;dates?;years?;when;what;where;employer;company;firm;degree;"
        "subject;school;institution;place;name;level;language".split(";")
    ),
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?,:]$")
_GOES_ON = re.compile(r"(?:,|-|–|&|\b(?:and|or|of|the|a|an|for|to|in|with|by|at|on|from))$", re.IGNORECASE)
_LONGEST_LISTED = 20  # words of a line of a list


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a resume, or an item or paragraph of several: as it stands (`raw`, wide gaps and all, as long as its span)
    and on one line (`text`). `gap` says that it stands behind an empty line, `dates` are
    those that it holds, `indent` is how far from the left edge it begins in a plain text, in characters."""

    span: Span
    raw: str
    text: str
    role: Role
    level: int
    gap: bool
    indent: int
    dates: tuple[DateRange, ...]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.role == "item"

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does; "Acme Inc." does not."""
        return self.text.endswith((".", ";", "!")) and self.words > 5


def rows_of(document: Document, blocks: Sequence[Block], *, by_line: bool = False) -> tuple[Row, ...]:
    """The rows of some blocks, in order; rules and page numbers are left out. `by_line` makes each line one: in an address
    none goes on with the one before."""
    rows = [row for block in blocks for row in _rows(document, block, by_line)]
    rows = [row for row in rows if not _is_furniture(row.text)]
    return tuple(_without_signs(document, rows))


def _is_furniture(text: str) -> bool:
    """Whether a line says nothing: a rule, a page number, a length of time, the head of a table ("Title | From | To")."""
    if text[:1].isdigit() or text.startswith("("):
        return (DURATION.fullmatch(text) or _PAGE.fullmatch(text) or _RULE.fullmatch(text)) is not None
    if text[-1:].isdigit() and _PAGE.fullmatch(text):
        return True
    table = "|" in text and all(_TABLE_HEAD.fullmatch(cell.strip()) for cell in text.split("|"))
    return table or _RULE.fullmatch(text) is not None


def _rows(document: Document, block: Block, by_line: bool) -> Iterator[Row]:
    spans = [line.span for line in document.lines_in(block.span)] if by_line else _spans(document, block)
    for number, span in enumerate(spans):
        start = document.text.rfind("\n", 0, span.start) + 1
        gap = number == 0 and _stands_apart(document.text, start)
        dates = find_dates(document.text, span, backwards=True)
        yield Row(
            span, _raw(document, span), document.quote(span), block.role, block.level, gap, span.start - start, dates
        )


def _raw(document: Document, span: Span) -> str:
    """The text of a row, with a tab for a blank that is as wide on the page as a column's edge."""
    text = document.text[span.start : span.end]
    for gap in document.gaps_in(span):
        at = gap - span.start
        text = f"{text[:at]}\t{text[at + 1 :]}"
    return text


def _stands_apart(text: str, start: int) -> bool:
    """Whether the line that begins at `start` is the first one, or stands behind an empty one."""
    before = text.rfind("\n", 0, max(0, start - 1)) + 1
    return not text[before:start].strip()


def _spans(document: Document, block: Block) -> list[Span]:
    """The lines of a block that belong together."""
    lines = [line.span for line in document.lines_in(block.span)]
    if len(lines) < 2:
        return [block.span]
    texts = [document.quote(line) for line in lines]
    paged = len(document.words) > 0  # there the places of the words told which lines belong together
    listed = block.role == "text" and not paged and _is_list(texts)
    spans = [lines[0]]
    for number, line in enumerate(lines[1:], 1):
        apart = listed or (block.role == "text" and _parts(document, spans[-1], line, texts[number]))
        if apart and not _is_dated_across(document, spans[-1], line):
            spans.append(line)
        else:
            spans[-1] = Span(spans[-1].start, line.end)
    return spans


def _is_list(texts: Sequence[str]) -> bool:
    """Whether the lines of a block are short ones that begin each for itself, and no wrapped sentence."""
    return all(text[0].isupper() or text[0].isdigit() for text in texts) and not any(
        len(text.split()) > _LONGEST_LISTED or _SENTENCE.search(text) or _GOES_ON.search(text) for text in texts
    )


def _is_dated_across(document: Document, before: Span, line: Span) -> bool:
    """Whether one date, or one range of dates, begins on the one line and ends on the next."""
    dates = find_dates(document.text, Span(before.start, line.end))
    return any(one.span.start < before.end and line.start < one.span.end for one in dates)


def _parts(document: Document, before: Span, line: Span, text: str) -> bool:
    """Whether a date, a wide gap or an address says that a line does not go on with the one before."""
    dates = find_dates(document.text, line)
    if "@" in text.split(maxsplit=1)[0] or (dates and dates[0].span.start == line.start):
        return True
    ended = find_dates(document.text, before)
    if ended and ended[-1].span.end == before.end and text[0].isupper():
        return True
    return bool(APART.search(document.text, before.start, before.end)) and text[0].isupper()


def _without_signs(document: Document, rows: Sequence[Row]) -> Iterator[Row]:
    """Rows that begin with the same strange sign are items, and the sign is no part of them."""
    signs = Counter(found[0].strip() for row in rows if (found := _sign_of(row)))
    for row in rows:
        found = _SIGN.match(document.text, row.span.start, row.span.end) if signs and _sign_of(row) else None
        if found is None or signs[found[0].strip()] < 2:
            yield row
            continue
        span = Span(found.end(), row.span.end)
        raw = row.raw[span.start - row.span.start :]
        yield replace(row, span=span, raw=raw, text=document.quote(span), role="item")


def _sign_of(row: Row) -> re.Match[str] | None:
    return None if row.text[:1].isalnum() else _SIGN.match(row.text)
