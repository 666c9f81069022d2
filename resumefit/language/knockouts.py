"""Knock-outs: what a posting makes a condition whatever the score: authorisation to work, clearance, licence, age, shifts,
travel, physical demands, presence on site, checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.zones import Statement
from resumefit.reading.document import Document, Span

KnockoutKind = Literal[
    "work authorization",
    "clearance",
    "licence",
    "age",
    "availability",
    "travel",
    "physical",
    "on site",
    "checks",
    "vehicle",
]


@dataclass(frozen=True, slots=True)
class Knockout:
    """A condition of a posting and the sentence it stands in."""

    kind: KnockoutKind
    label: str
    span: Span


_ONCE = frozenset(("work authorization", "age", "clearance"))  # however often it is worded, it is one condition
_ADDRESSED = re.compile(
    r"\b(?:your?|applicants?|candidates?|appointment|appointees?|offers?|hires?|must|requires?|required|need|ask|expect|employ|"
    r"successful|drivers|staff|every(?:one|body)|subject to|sponsor\w*)\b",
    re.IGNORECASE,
)
_FIRM_SPEAKS = re.compile(r"(?:we|our)\b(?! are looking)", re.IGNORECASE)
# Zones in which a sentence can set a condition, and what it can ask for there. The firm's blurb and the legal paragraph
# speak of the firm, but for what they say that applicants must; the tasks hold checks that one makes oneself.
_ZONES = frozenset(("requirements", "preferred", "conditions", "duties", "meta", "benefits", "apply", "legal", "about"))
_OF_THE_FIRM = frozenset(("legal", "about"))
_LAWFUL = frozenset(("work authorization", "clearance", "age", "checks"))
_OF_ITSELF = frozenset(("work authorization", "physical"))  # what a firm that says "we" does or may do itself
_CLOSE = 12  # characters between two parts of one condition
_HEAD = 3  # lines of a posting in which one word may say that the work is at night...
_HEAD_WORDS = 18  # ...where they are no running text
_WAIVED = re.compile(r"\b(?:no|never|without|neither|nor|not|closed|home|off|free)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OFF = re.compile(r"\s+(?:off|free|closed|no one|nobody)\b", re.IGNORECASE)


def knockouts_of(document: Document, statements: Iterable[Statement]) -> list[Knockout]:
    """The conditions that a posting sets, one of each wording, in order of place."""
    found: dict[tuple[KnockoutKind, str], Knockout] = {}
    for line in document.lines[:_HEAD]:
        short = len(document.quote(line.span).split()) <= _HEAD_WORDS
        for kind, match in _conditions(document.text, line.span, "asked_in_head") if short else ():
            found.setdefault((kind, match[0].lower()), Knockout(kind, match[0], line.span))
    for statement in statements:
        for kind, span in _joined(_conditions(document.text, statement.span)):
            if _can_ask(document, statement, kind):
                label = document.quote(span).strip(" ,")
                key = (kind, "" if kind in _ONCE else label.lower())
                found.setdefault(key, Knockout(kind, label, statement.span))
    return list(found.values())


def _joined(conditions: Iterable[tuple[KnockoutKind, re.Match[str]]]) -> Iterator[tuple[KnockoutKind, Span]]:
    """Conditions of one kind that stand close together in a sentence as one: "12-hour shifts, days and nights"."""
    last: tuple[KnockoutKind, Span] | None = None
    for kind, match in conditions:
        span = Span(match.start(), match.end())
        if last and kind == last[0] and kind not in _ONCE and 0 <= span.start - last[1].end <= _CLOSE:
            last = kind, Span(last[1].start, span.end)
            continue
        if last:
            yield last
        last = kind, span
    if last:
        yield last


def _can_ask(document: Document, statement: Statement, kind: KnockoutKind) -> bool:
    """Whether a sentence of a zone can set a condition of a kind."""
    zone, said = statement.zone, document.quote(statement.span)
    if zone in _OF_THE_FIRM and kind not in _LAWFUL:
        return False
    of_the_firm = zone in _OF_THE_FIRM or (kind in _OF_ITSELF and _FIRM_SPEAKS.match(said))
    if of_the_firm and not _ADDRESSED.search(said):
        return False
    if zone == "duties" and kind in _LAWFUL:
        return False
    return zone in _ZONES


def _conditions(text: str, span: Span, table: str = "asked") -> Iterator[tuple[KnockoutKind, re.Match[str]]]:
    """The conditions that a part of a text sets, by kind."""
    low = text[span.start : span.end].lower()
    for kind, pattern in _patterns(table):
        if not any(word in low for word in _telling()[kind]):
            continue
        for match in pattern.finditer(text, span.start, span.end):
            if kind in _ONCE or not _is_free(text, span, match):
                yield kind, match


@cache
def _telling() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(words.split("|")) for kind, words in data_table("knockouts.toml")["telling"].items()}


def _is_free(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether a condition is denied: "no weekends", "evenings off"."""
    before = text[max(span.start, match.start() - 25) : match.start()]
    return bool(_WAIVED.search(before) or _OFF.match(text, match.end(), span.end))


def _patterns(table: str) -> Iterable[tuple[KnockoutKind, re.Pattern[str]]]:
    return cast("Iterable[tuple[KnockoutKind, re.Pattern[str]]]", load_patterns("knockouts.toml", table).items())


def condition_spans(text: str, span: Span) -> list[Span]:
    """Where a sentence sets a condition: words there name no skill."""
    return [Span(match.start(), match.end()) for _, match in _conditions(text, span)]


def is_licence(wording: str) -> bool:
    """Whether a certificate, in a posting's wording, is one without which the work can't lawfully be done."""
    return load_patterns("knockouts.toml", "licensed")["certificate"].search(wording) is not None
