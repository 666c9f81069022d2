"""Alternatives: which of the things that a sentence names answer one demand: "C# or Go", "monitoring (Grafana, Datadog)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resumefit.language.keywords import Item
from resumefit.reading.document import Span

_OR = re.compile(
    r"^[\s,(]*(?:or|and/or|/|or (?:a |an )?(?:similar|equivalent|comparable|other)(?: \w+)?|either)[\s,]*$",
    re.IGNORECASE,
)
_COMMA = re.compile(r"^\s*,\s*$")
_AND = re.compile(r"^[\s,]*(?:and|&|as well as|plus|along with|und|;)[\s,]*$", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"(?:\bsuch as|\be\.?g\.?,?|\blike|\bbe it|\bfor (?:example|instance),?"
    r"|\(\s*(?:e\.?g\.?,?|such as|ideally|preferably|i\.e\.)?)\s*$",
    re.IGNORECASE,
)
# Words that may stand between two keywords of one list without breaking it: "Python services or Go services".
_FILLER = re.compile(
    r"\b(?:experience|knowledge|skills?|proficiency|expertise|familiarity|understanding|certifications?|certified|"
    r"certificates?|credentials?|license|"
    r"licen[cs]es?|degree|(?:with|in|of|using|as|the|an?|for|on|to|both|either|similar|strong|basic|good|working|"
    r"professional|tools?|software|systems?|platforms?|development|programming|languages?|frameworks?|based|services?|applications?|apps?|code))\b"
    r"|[\"'“”]",
    re.IGNORECASE,
)
_GENERIC_CLASS = re.compile(
    r"\b(?:tools?|tooling|technolog(?:y|ies)|systems?|software|platforms?|languages?|databases?|frameworks?|"
    r"libraries|suites?|packages|programs?|applications?|services|solutions|stack|orchestrators?|skills?|"
    r"equipment|machines?)\s*[,:]?\s*(?:such as|like|e\.?g\.?,?|including|\()?\s*\(?\s*$",
    re.IGNORECASE,
)
# Behind a list: "Klaviyo, Mailchimp or a similar platform" takes any of them, and so does "we run A, but B will do as well".
_OR_THE_LIKE = re.compile(
    r",?\s+or\s+(?:(?:an?|any|some)\s+)?(?:similar|comparable|equivalent|another|other)\b", re.IGNORECASE
)
_BUT = re.compile(r"^[\s,;]*(?:but|though|although)(?:\s+if you know)?\s+$", re.IGNORECASE)
_WILL_DO = re.compile(
    r"[^.;\n]{0,20}?\b(?:will do|would do|(?:is|are|be) (?:just )?(?:as )?(?:fine|good|welcome|ok(?:ay)?))\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b(?:one|any|some|either)(?: or more)? of(?: the following| these)?\s*:?\s*$", re.IGNORECASE)


def groups_of(text: str, items: Sequence[Item], span: Span) -> Iterator[list[Item]]:
    """The items that are alternatives of one another, each group in order of place."""
    links = [link(text, one, two) for one, two in pairwise(items)]
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and links[end - 1] in ("comma", "or", "and", "but", "examples"):
            end += 1
        yield from _split_run(text, items[start:end], links[start : end - 1], span)
        start = end


def link(text: str, one: Item, two: Item) -> str:
    """How two neighbours are joined: "or", "and", "comma", "examples" (two is an example of one), "" (not at all)."""
    between = text[one.span.end : two.span.start]
    if _EXAMPLES.search(between) and len(between) < 40:
        return "examples"
    if _BUT.match(between):
        return "but"
    bare = " ".join(_FILLER.sub(" ", between).split()) if len(between) < 60 else between
    for name, pattern in (("or", _OR), ("and", _AND), ("comma", _COMMA)):
        if pattern.match(bare):
            return name
    return ""


def _split_run(text: str, run: Sequence[Item], links: Sequence[str], span: Span) -> Iterator[list[Item]]:
    """Divides a run of joined items: examples go to their class, "or" binds a list, "and" and bare commas part it."""
    if "examples" in links:
        at = links.index("examples")
        yield from _split_run(text, run[:at], links[: max(0, at - 1)], span)
        close = _examples_end(text, run, at + 1)
        examples = list(run[at + 1 : close])
        if _GENERIC_CLASS.search(text[run[at].span.start : examples[0].span.start]):
            yield [run[at], *examples]
        else:
            yield [run[at]]
            yield examples
        if close < len(run):
            yield from _split_run(text, run[close:], links[close:], span)
        return
    if not run:
        return
    if _ONE_OF.search(text[span.start : run[0].span.start]):
        yield list(run)
        return
    start, also = 0, "or" if _WILL_DO.match(text, run[-1].span.end) else "and"
    links = [also if link == "but" else link for link in links]
    for number, link in enumerate(links):
        if link == "and":
            yield from _by_or(text, run[start : number + 1], links[start:number])
            start = number + 1
    yield from _by_or(text, run[start:], links[start:])


def _examples_end(text: str, run: Sequence[Item], start: int) -> int:
    """Where the examples that begin with item `start` end: at the closing bracket, else with the list."""
    opened = text.rfind("(", 0, run[start].span.start)
    closed = text.find(")", run[start].span.start)
    if opened >= 0 and closed >= 0 and text.find(")", opened) == closed:
        return next((i for i in range(start, len(run)) if run[i].span.start > closed), len(run))
    return len(run)


def _by_or(text: str, run: Sequence[Item], links: Sequence[str]) -> Iterator[list[Item]]:
    """A list with an "or" in it is one group ("A, B or C", "A, B or the like"); one with commas alone is as many as it has
    items."""
    if "or" not in links and _OR_THE_LIKE.match(text, run[-1].span.end):
        yield list(run)
        return
    if "or" in links:
        first = links.index("or")
        while first > 0 and links[first - 1] == "comma":
            first -= 1
        for item in run[:first]:
            yield [item]
        last = max(i for i, link in enumerate(links) if link == "or") + 1
        yield list(run[first : last + 1])
        for item in run[last + 1 :]:
            yield [item]
        return
    for item in run:
        yield [item]
