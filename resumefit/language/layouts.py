"""Where the heads of positions stand among the rows of a section, and which firm heads several of them.

A head is told by a row with dates that stand where a head has them. It takes in the rows above that lead to those dates and
the rows below that name what it lacks. Entries of one section are laid out alike: what the heads that are sure have taught
(which of title and firm stands first) decides those that tell nothing by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from resumefit.language.dates import DateRange
from resumefit.language.heads import Head, is_organization, is_unit, read_head
from resumefit.language.patterns import data_table
from resumefit.language.places import is_place
from resumefit.language.rows import APART, Row
from resumefit.language.titles import title_in
from resumefit.reading.document import Document

_LONGEST_HEAD = 16  # words of a row that can belong to a head
_LONGEST_DATED = 24  # of one that holds its dates, too
_LONGEST_ITEM = 12  # of a list item that heads an entry
_MOST_TOLD = 3  # rows that tell of a firm, above the positions that were held there
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_LONGEST_FIRM = 8  # of a row that names a firm, or a title, and nothing else
_MOST_ROWS = 3  # of a head above its dates, or below them
_SET_OFF_BEFORE = re.compile(r"(?:[,|(\[–—:;·•/-]|\t| {2,})\s*$")
_SET_OFF_BEHIND = re.compile(r"\s*(?:[,|)\]–—:;·•/-]|\t| {2,})")
_AT_END = re.compile(r"[\s).,|\]]*(?:[(\[][^()\[\]]{1,40}[)\]])?[\s.,:;–—|-]*")  # brackets and signs, no word
_INK = re.compile(r"\w")
_NAME = re.compile(r"[^\W_][\w.'’-]*")
_SMALL = frozenset("a an and at by de der des di du for in la le of on or the to und van von".split())
_VAGUE = frozenset(("various", "several", "different"))  # "various farms in Northumberland"


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry in the making: its head is the rows `start` to `stop` (exclusive)."""

    start: int
    stop: int
    dates: DateRange
    head: Head


def find_heads(document: Document, rows: Sequence[Row], section: str) -> list[Draft]:
    """The heads of the dated entries of a section, in order; none where nothing is dated as a head is."""
    anchors = _anchors(rows, section)
    if not anchors:
        return []
    drafts = _Layout(document, rows, dict(anchors), "").drafts()
    orders = Counter(draft.head.first for draft in drafts if draft.head.title and draft.head.organization)
    if 0 < orders.total() < len(drafts):
        drafts = _Layout(document, rows, dict(anchors), orders.most_common(1)[0][0]).drafts()
    return list(_housed(document, rows, drafts))


# Dates that tell a head


def _anchors(rows: Sequence[Row], section: str) -> list[tuple[int, DateRange]]:
    """The rows that hold the dates of a head, and those dates."""
    found = [(number, dates) for number, row in enumerate(rows) if (dates := head_dates(row, section)) is not None]
    if any(not rows[number].is_item for number, _ in found):  # then a dated list item is part of what they did
        found = [(n, dates) for n, dates in found if not rows[n].is_item or APART.search(rows[n].raw)]
    if section == "work" and not all(dates.lone for _, dates in found):  # beside ranges a lone date needs a title
        found = [(n, dates) for n, dates in found if not dates.lone or _is_titled(rows, n)]
    return found


def head_dates(row: Row, section: str = "work") -> DateRange | None:
    """The dates that a row has as the head of an entry, None where it is none: they stand at an edge or are set off."""
    if not row.is_item and is_break(row):
        return next((one for one in row.dates if not one.lone), None)
    if row.is_sentence or row.words > _LONGEST_DATED:
        return None
    found = next((one for one in row.dates if _stands_as_head(row, one)), None)
    if found is None or (row.is_item and not _is_item_head(row, found, section)):
        return None
    return _stretched(row, found)


def is_break(row: Row) -> bool:
    """Whether a row names a time that was no work: "Career break"."""
    return _break().search(row.text) is not None


@cache
def _break() -> re.Pattern[str]:
    return re.compile(data_table("entries.toml")["breaks"], re.IGNORECASE)


def _stands_as_head(row: Row, dates: DateRange) -> bool:
    before = row.raw[: dates.span.start - row.span.start]
    behind = row.raw[dates.span.end - row.span.start :]
    leads, ends = not _INK.search(before), _AT_END.fullmatch(behind) is not None
    if not dates.lone and (leads or ends):  # "laid off Dec '19" goes on in small letters
        return leads or row.is_item or not row.text[0].islower()
    off_before = leads or _SET_OFF_BEFORE.search(before) is not None
    off_behind = ends or _SET_OFF_BEHIND.match(behind) is not None
    return off_before and off_behind


def _is_item_head(row: Row, dates: DateRange, section: str) -> bool:
    """Whether a list item heads an entry: a short one whose text is a title, or any of a section that lists them so."""
    if row.words > _LONGEST_ITEM or (dates.lone and section == "work"):
        return False
    rest = " ".join((row.raw[: dates.span.start - row.span.start], row.raw[dates.span.end - row.span.start :]))
    return bool(title_in(APART.sub(" | ", rest).strip(" ,|–—-:;()")))


def _is_titled(rows: Sequence[Row], number: int) -> bool:
    """Whether a title stands in a row, or in one of its paragraph that leads to it; or else a list follows it as its own."""
    start = number
    while start and number - start < _MOST_ROWS and not rows[start].gap and not rows[start - 1].is_item:
        start -= 1
    listed = rows[number].gap and number + 1 < len(rows) and rows[number + 1].is_item
    return listed or any(title_in(APART.sub(" | ", row.raw)) for row in rows[start : number + 1])


def _stretched(row: Row, found: DateRange) -> DateRange:
    """The dates, with those of the row that go on where they end: "2010–11 and 2011–12"."""
    ranges = [one for one in row.dates if not one.lone]
    if found not in ranges:
        return found
    first = last = ranges.index(found)
    while first and _touch(ranges[first - 1], ranges[first]):
        first -= 1
    while last + 1 < len(ranges) and _touch(ranges[last], ranges[last + 1]):
        last += 1
    return replace(found, start=ranges[first].start, end=ranges[last].end)


def _touch(one: DateRange, two: DateRange) -> bool:
    return one.end is not None and one.start < two.start and one.end.year in (two.start.year, two.start.year - 1)


# Rows of a head


class _Layout:
    """The rows of a section and the dates among them; tells which rows belong to the head of each."""

    def __init__(self, document: Document, rows: Sequence[Row], anchors: dict[int, DateRange], first: str) -> None:
        self.document = document
        self.rows = rows
        self.anchors = anchors
        self.first = first
        self._heads: dict[tuple[int, int], Head] = {}

    def drafts(self) -> list[Draft]:
        drafts: list[Draft] = []
        for anchor, dates in self.anchors.items():
            floor = drafts[-1].stop if drafts else 0
            if anchor >= floor:
                start = self._top(anchor, floor)
                stop = self._bottom(start, anchor)
                drafts.append(Draft(start, stop, dates, self._head(start, stop)))
        return drafts

    def _head(self, start: int, stop: int) -> Head:
        if (start, stop) not in self._heads:
            self._heads[start, stop] = read_head(self.document, self.rows[start:stop], first=self.first)
        return self._heads[start, stop]

    @cached_property
    def _above(self) -> int:
        """How many rows the first head has above its dates."""
        first = next(iter(self.anchors))
        return first if first <= _MOST_ROWS else 0

    def _most_above(self, anchor: int, floor: int) -> int:
        """How many rows above an anchor can be its head's. Where neither an empty line nor a list sets it apart from the
        entry before, it is taken to be like the first."""
        rows = self.rows
        set_off = any(rows[n].gap or (n and rows[n - 1].is_item) for n in range(anchor, floor, -1))
        if set_off or floor == 0 or rows[floor - 1].is_item:
            return _MOST_ROWS
        bare = not self._head(anchor, anchor + 1).first
        ends = anchor + 1 == len(rows) or rows[anchor + 1].is_item or rows[anchor + 1].gap
        return max(1, self._above) if bare and ends else self._above  # dates alone, with nothing below them to head

    def _top(self, anchor: int, floor: int) -> int:
        """The first row of the head of an anchor; `floor` is the first row that the head before left."""
        start, most = anchor, self._most_above(anchor, floor)
        while start > floor and anchor - start < most and _may_head(self.rows[start - 1]):
            if self.rows[start].gap and not self._leads(start, anchor):
                break
            start -= 1
        return start

    def _leads(self, start: int, anchor: int) -> bool:
        """Whether the row before `start` heads it across an empty line: one that stands alone, and gives what is lacking."""
        row = self.rows[start - 1]
        head = self._head(start, anchor + 1)
        alone = row.role == "heading" or row.gap or start == 1
        if head.title and head.organization:  # a ward may have been taken for the firm
            return alone and not is_organization(head.organization) and is_organization(row.text.split(",")[0])
        return alone

    def _bottom(self, start: int, anchor: int) -> int:
        """The end of a head: behind the rows below its dates that name what is lacking."""
        stop = anchor + 1
        while stop < len(self.rows) and stop - anchor <= _MOST_ROWS and stop not in self.anchors:
            if not _may_head(self.rows[stop]) or not self._completes(self._head(start, stop), stop):
                break
            stop += 1
        return stop

    def _completes(self, known: Head, stop: int) -> bool:
        """Whether a row names what a head above it lacks: its title, its firm, its place."""
        row = self.rows[stop]
        behind = self.rows[stop + 1] if stop + 1 < len(self.rows) else None
        if known.organization and stop + 1 in self.anchors and not self._head(stop + 1, stop + 2).first:
            return False  # what stands above dates alone is the head that they belong to
        if not title_in(known.title) and title_in(row.text) == row.text:
            return True
        if not known.title:  # the dates stand first, or beside the firm
            ends = behind is None or behind.is_item or behind.gap
            return not known.organization or (ends and row.words <= _LONGEST_FIRM)
        if row.gap or known.own:
            return False
        if known.organization:
            return is_place(row.text) or _houses(known, row)
        return _names_firm(row)


def _houses(head: Head, row: Row) -> bool:
    """Whether a row names the house of what was taken for one: a ward's hospital."""
    return is_unit(head.organization) and _names_firm(row) and any(map(is_organization, row.text.split(",")))


def _may_head(row: Row) -> bool:
    """Whether a row may belong to a head: short, no item, no sentence."""
    return not row.is_item and row.words <= _LONGEST_HEAD and not row.is_sentence and not row.text.endswith((":", "…"))


def _names_firm(row: Row) -> bool:
    """Whether a row reads as a name: a firm's word in it, or capitals at all words but the small ones."""
    text = _ASIDE.sub("", row.text)  # "Harbourlight Homes, Halifax (240 staff; supportive housing)"
    words = [word for word in _NAME.findall(text) if word.lower() not in _SMALL]
    if not words or len(text.split()) > _LONGEST_FIRM or row.dates or text[0].isdigit():
        return False
    named = any(map(is_organization, (text, text.split(",")[0]))) and (text[0].isupper() or words[0] in _VAGUE)
    return named or all(word[0].isupper() for word in words)


# Firms over several positions


def _housed(document: Document, rows: Sequence[Row], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, with the firm that a line above several of them names; such a line with dates is no entry itself."""
    house, until = Head(), None
    for before, draft, following in zip([None, *drafts], drafts, [*drafts, None][1:], strict=False):
        if following and _heads_several(rows, draft, following):
            house, until = _house(draft.head), draft.dates
            continue
        until = until if until and _lies_within(draft.dates, until) else None
        if until is None and not _goes_on(draft.head) and not _stacked(before, draft):
            house = draft.head if draft.head.apart and draft.head.title else Head()
        if house.organization and (until or house is not draft.head):
            head = read_head(document, rows[draft.start : draft.stop], house=house.organization)
            yield replace(draft, head=replace(head, location=head.location or house.location))
        else:
            yield draft


def _goes_on(head: Head) -> bool:
    """Whether a head leaves its firm to a line further up."""
    return not head.organization and not head.own


def _stacked(before: Draft | None, draft: Draft) -> bool:
    """Whether a title stands right below another one, with nothing told in between and no firm of its own: two titles over
    one list."""
    if before is None or before.stop != draft.start or draft.stop != draft.start + 1:
        return False
    return before.head.apart and not is_organization(draft.head.organization)


def _house(head: Head) -> Head:
    """What a line says that names a firm over its positions: what was taken for a title is the firm, and what was taken for
    the firm its town."""
    if head.organization and (title_in(head.title) or not head.title):
        return head
    place = head.location or head.organization
    return replace(head, organization=head.title, location=place if is_place(place) else head.location)


def _heads_several(rows: Sequence[Row], draft: Draft, following: Draft) -> bool:
    """Whether a dated line names the firm of the positions below it, whose times lie within its own."""
    whole = draft.head.organization and title_in(draft.head.title)
    told = rows[draft.stop : following.start]  # what the firm does, in a line or two
    described = (
        bool(_house(draft.head).organization) and len(told) <= _MOST_TOLD and not any(row.is_item for row in told)
    )
    nothing = draft.stop == following.start
    return (nothing or described) and not whole and _lies_within(following.dates, draft.dates)


def _lies_within(inner: DateRange, outer: DateRange) -> bool:
    if inner.runs_backwards or outer.runs_backwards:
        return False
    late = inner.end is None or (outer.end is not None and inner.end.year > outer.end.year)
    return inner.start.year >= outer.start.year and not (late and outer.end is not None)
