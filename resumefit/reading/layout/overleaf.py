"""Text that goes on overleaf: regions of two pages put so that a sidebar does not stand between halves of a paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from resumefit.reading.layout.shapes import Region, Row

if TYPE_CHECKING:
    from collections.abc import Sequence


def joined_over_pages(page: Sequence[Region], after: Sequence[Region]) -> tuple[list[Region], list[Region]]:
    """The regions of two pages, sidebars moved out from between the halves of a paragraph that goes on overleaf."""
    page, after = list(page), list(after)
    last = next((number for number in range(len(page) - 1, -1, -1) if page[number].kind != "sidebar"), None)
    first = next((number for number, region in enumerate(after) if region.kind != "sidebar"), None)
    if last is None or first is None or not _goes_on(page[last].rows[-1], after[first].rows[0]):
        return page, after
    begin = last
    while begin and page[begin - 1].kind == "column" == page[last].kind:
        begin -= 1
    page = [*page[:begin], *page[last + 1 :], *page[begin : last + 1]]
    row, *rest = after[first].rows
    after[first] = replace(after[first], rows=(replace(row, starts=False), *rest))
    end = first
    while end + 1 < len(after) and after[end + 1].kind == "column" == after[first].kind:
        end += 1
    return page, [*after[first : end + 1], *after[:first], *after[end + 1 :]]


def _goes_on(before: Row, row: Row) -> bool:
    """Whether a line at the top of a page goes on with the sentence at the foot of the page before."""
    last, first = before.tokens[-1], row.tokens[0]
    alike = last.style.bold == first.style.bold and abs(last.size - first.size) < 0.1 * first.size
    return alike and not row.item and first.text[:1].islower() and last.text[-1] not in ".!?:;"
