"""schema.org JobPosting in microdata (HTML Living Standard, 5): the facts that a page states on its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from resumefit.reading.cleaning import clean_line
from resumefit.reading.document import Fact
from resumefit.reading.htmllines import whole_tree_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARK = re.compile(r"schema\.org/JobPosting", re.IGNORECASE)
_FACTS = ("title", "employmentType", "datePosted", "validThrough", "jobLocationType")
_ADDRESS = ("addressLocality", "addressRegion", "addressCountry")
_LONGEST = 300  # characters; a fact is a line


def facts_in(page: str) -> tuple[Fact, ...]:
    """The facts of a page's first JobPosting in microdata; none where it has none."""
    if "itemscope" not in page or not _MARK.search(page):
        return ()
    root = whole_tree_of(page)
    items = [] if root is None else [each for each in root.iter() if _MARK.search(each.get("itemtype") or "")]
    return tuple(_facts(items[0])) if items else ()


def _facts(item: HtmlElement) -> Iterator[Fact]:
    said: dict[str, list[str]] = {}
    for element in item.iter():
        for name in (element.get("itemprop") or "").split():
            if value := _value(element):
                said.setdefault(name, []).append(value)
    for name in _FACTS:
        if name in said:
            yield Fact(name, said[name][0])
    company = [each for each in item.iter() if _is_property(each, "hiringOrganization")]
    names = [_value(each) for one in company for each in one.iter() if _is_property(each, "name")] or [
        _value(each) for each in company
    ]
    if names and names[0]:
        yield Fact("hiringOrganization", names[0])
    place = ", ".join(dict.fromkeys(said[name][0] for name in _ADDRESS if name in said))
    if place:
        yield Fact("jobLocation", place)


def _is_property(element: HtmlElement, name: str) -> bool:
    return name in (element.get("itemprop") or "").split()


def _value(element: HtmlElement) -> str:
    """What an element says: its content, its time, or its text where that is a line."""
    value = element.get("content") or element.get("datetime")
    text = clean_line(value if value is not None else element.text_content())
    return text if len(text) <= _LONGEST else ""
