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
    r"\b(?:your?|applicants?|candidates?|appointment|appointees?|offers?|hires?|must|required|employ|successful|drivers|"
    r"subject to)\b",
    re.IGNORECASE,
)
# Zones in which a sentence can set a condition, and what it can ask for there. The firm's blurb and the legal paragraph
# speak of the firm, but for what they say that applicants must; the tasks hold checks that one makes oneself.
_ZONES = frozenset(("requirements", "preferred", "conditions", "duties", "meta", "benefits", "apply", "legal", "about"))
_OF_THE_FIRM = frozenset(("legal", "about"))
_LAWFUL = frozenset(("work authorization", "clearance", "age", "checks"))
_HEAD = 3  # lines of a posting in which one word may say that the work is at night...
_HEAD_WORDS = 18  # ...where they are no running text
_WAIVED = re.compile(r"\b(?:no|never|without|neither|nor|not|closed|home|off|free)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OFF = re.compile(r"\s+(?:off|free|closed)\b", re.IGNORECASE)


def knockouts_of(document: Document, statements: Iterable[Statement]) -> list[Knockout]:
    """The conditions that a posting sets, one of each wording, in order of place."""
    found: dict[tuple[KnockoutKind, str], Knockout] = {}
    for line in document.lines[:_HEAD]:
        short = len(document.quote(line.span).split()) <= _HEAD_WORDS
        for kind, match in _conditions(document.text, line.span, "asked_in_head") if short else ():
            found.setdefault((kind, match[0].lower()), Knockout(kind, match[0], line.span))
    for statement in statements:
        for kind, match in _conditions(document.text, statement.span):
            if _can_ask(document, statement, kind):
                label = " ".join(match[0].split()).strip(" ,")
                key = (kind, "" if kind in _ONCE else label.lower())
                found.setdefault(key, Knockout(kind, label, statement.span))
    return list(found.values())


def _can_ask(document: Document, statement: Statement, kind: KnockoutKind) -> bool:
    """Whether a sentence of a zone can set a condition of a kind."""
    zone = statement.zone
    if zone in _OF_THE_FIRM:
        return kind in _LAWFUL and _ADDRESSED.search(document.quote(statement.span)) is not None
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
            if kind in _LAWFUL or not _is_free(text, span, match):
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
