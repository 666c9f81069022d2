"""Regions of each page -> regions as they are read through all pages: running heads and feet, text that goes overleaf."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from resumefit.reading.layout.kinds import with_kinds
from resumefit.reading.layout.shapes import Region, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resumefit.reading.document import RegionKind

_MARGIN = 0.12  # share of the page's height, above and below, in which running heads and feet stand
_SAME_HEIGHT = 2.0  # points
_FOOT = 0.92  # share of the page's height; a foot that does not recur stands below it,
_ALONE = 2.5  # and this many sizes below the text
_BESIDE: frozenset[RegionKind] = frozenset(("sidebar", "running head", "footer"))
_Running = dict[int, "RegionKind"]


def over_pages(pages: Sequence[Sequence[Region]], heights: Sequence[float]) -> list[list[Region]]:
    """The regions of a document's pages in reading order; `heights` are those of the pages, in points.

    What stands beside the text (sidebars, running heads and feet) is moved out from between the halves of a paragraph
    that goes on overleaf. Header band and tables become regions of their own.
    """
    running = _running(pages, heights)
    found = [[part for region in regions for part in _set_apart(region, running)] for regions in pages]
    for number in range(len(found) - 1):
        found[number], found[number + 1] = _joined(found[number], found[number + 1])
    return [with_kinds(regions, is_first=not number) if regions else [] for number, regions in enumerate(found)]


# ---------------------------------------------------------------- running heads and feet


def _running(pages: Sequence[Sequence[Region]], heights: Sequence[float]) -> _Running:
    """What the rows are (by their id) that recur from page to page but for their figures, at the same height.

    On the first page there is no running head: what stands there is read for the first time. A line alone at the foot
    of a page needs not recur.
    """
    found: _Running = {}
    places: dict[tuple[RegionKind, str], list[tuple[int, Row]]] = defaultdict(list)
    for number, (regions, height) in enumerate(zip(pages, heights, strict=True)):
        rows = sorted((row for region in regions for row in region.rows if not row.angle), key=lambda row: row.y)
        if len(rows) > 1 and rows[-1].y > _FOOT * height and rows[-1].y - rows[-2].y > _ALONE * rows[-1].size:
            found[id(rows[-1])] = "footer"
        for row in rows:
            kind = _margin(row, height)
            if kind:
                places[kind, _unnumbered(row)].append((number, row))
    for (kind, _), rows_of_text in places.items():
        for number, row in rows_of_text:
            recurs = any(other != number and abs(row.y - each.y) <= _SAME_HEIGHT for other, each in rows_of_text)
            if recurs and (number or kind == "footer"):
                found[id(row)] = kind
    return found


def _margin(row: Row, height: float) -> RegionKind | None:
    if row.y < _MARGIN * height:
        return "running head"
    return "footer" if row.y > (1 - _MARGIN) * height else None


def _unnumbered(row: Row) -> str:
    return re.sub(r"\d+", "0", " ".join(token.text for token in row.tokens))


def _set_apart(region: Region, running: _Running) -> Iterator[Region]:
    """A region without the running head at its top and the foot at its end, these before and behind it."""
    rows = region.rows
    kinds = [running.get(id(row)) for row in rows]
    first = next((number for number, kind in enumerate(kinds) if kind != "running head"), len(rows))
    last = next((number for number in range(len(rows), first, -1) if kinds[number - 1] != "footer"), first)
    parts: tuple[Region, ...] = (
        Region("running head", rows[:first]),
        replace(region, rows=rows[first:last]),
        Region("footer", rows[last:]),
    )
    return (part for part in parts if part.rows)


# ---------------------------------------------------------------- overleaf


def _joined(page: Sequence[Region], after: Sequence[Region]) -> tuple[list[Region], list[Region]]:
    """The regions of two pages; where a paragraph goes on overleaf, what is no part of the text makes way for it."""
    page, after = list(page), list(after)
    last = next((number for number in range(len(page) - 1, -1, -1) if page[number].kind not in _BESIDE), None)
    first = next((number for number, region in enumerate(after) if region.kind not in _BESIDE), None)
    if last is None or first is None or not _goes_on(page[last].rows[-1], after[first].rows[0]):
        return page, after
    begin = last
    while begin and page[begin - 1].kind == "column" == page[last].kind:
        begin -= 1
    sidebars = [region for region in page[last + 1 :] if region.kind == "sidebar"]
    feet = [region for region in page[last + 1 :] if region.kind != "sidebar"]
    page = [*page[:begin], *sidebars, *page[begin:last], *_around(feet, page[last])]
    row, *rest = after[first].rows
    after[first] = replace(after[first], rows=(replace(row, starts=False), *rest))
    end = first
    while end + 1 < len(after) and after[end + 1].kind == "column" == after[first].kind:
        end += 1
    return page, [*after[first : end + 1], *after[:first], *after[end + 1 :]]


def _around(feet: Sequence[Region], region: Region) -> Iterator[Region]:
    """A region with the feet of the page before its last paragraph."""
    cut = next((number for number in range(len(region.rows) - 1, -1, -1) if region.rows[number].starts), 0)
    parts = (region.rows[:cut], region.rows[cut:]) if feet else ((), region.rows)
    if parts[0]:
        yield replace(region, rows=parts[0])
    yield from feet
    yield replace(region, rows=parts[1])


def _goes_on(before: Row, row: Row) -> bool:
    """Whether a line at the top of a page goes on with the sentence at the foot of the page before."""
    last, first = before.tokens[-1], row.tokens[0]
    alike = last.style.bold == first.style.bold and abs(last.size - first.size) < 0.1 * first.size
    return alike and not row.item and first.text[:1].islower() and last.text[-1] not in ".!?:;"
