"""Knock-outs: what a posting makes a condition whatever the score: authorisation to work, clearance, licence, age, shifts,
travel, physical demands, presence on site, checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from resumefit.language.patterns import compile_patterns, data_table, load_patterns
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
    r"\b(?:your?|applicants?|candidates?|only|whoever|insists?|ha(?:s|ve) to|"
    r"appointment|appointees?|offers?|hires?|must|requires?|required|need|ask|expect|employ|"
    r"successful|permits?|drivers|staff|every(?:one|body)|subject to|sponsor\w*)\b",
    re.IGNORECASE,
)
_DEMANDED = re.compile(r"\b(?:must|ha(?:s|ve) to|needs? to|required)\b", re.IGNORECASE)
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
_BEFORE = 60  # characters before a condition in which it is denied


def knockouts_of(document: Document, statements: Iterable[Statement]) -> list[Knockout]:
    """The conditions that a posting sets, one of each wording, in order of place."""
    found: dict[tuple[KnockoutKind, str], Knockout] = {}
    for line in document.lines[:_HEAD]:
        short = len(document.quote(line.span).split()) <= _HEAD_WORDS
        for kind, match in _in_head(document.text, line.span) if short else ():
            found.setdefault((kind, match[0].lower()), Knockout(kind, match[0], line.span))
    for statement in statements:
        for kind, span in _joined(_conditions(document.text, statement.span)):
            if _can_ask(document, statement, kind):
                label = document.quote(span).strip(" ,")
                key = (kind, "" if kind in _ONCE else label.lower())
                found.setdefault(key, Knockout(kind, label, statement.span))
    return list(found.values())


def _in_head(text: str, span: Span) -> Iterator[tuple[KnockoutKind, re.Match[str]]]:
    patterns = cast("Mapping[KnockoutKind, re.Pattern[str]]", load_patterns("knockouts.toml", "asked_in_head"))
    for kind, pattern in patterns.items():
        for match in pattern.finditer(text, span.start, span.end):
            if not _is_free(text, span, kind, match):
                yield kind, match


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
    if zone == "duties" and kind in _LAWFUL and not _DEMANDED.search(said):
        return False
    return zone in _ZONES


def _conditions(text: str, span: Span) -> Iterator[tuple[KnockoutKind, re.Match[str]]]:
    """The conditions that a part of a text sets, by kind and in order of place."""
    low = text[span.start : span.end].lower()
    told = {asked for word, lists in _telling().items() if word in low for asked in lists}
    found: dict[KnockoutKind, list[re.Match[str]]] = {}
    for kind, name in told:
        found.setdefault(kind, []).extend(_wording(kind, name).finditer(text, span.start, span.end))
    for kind in sorted(found):
        end = -1
        for match in sorted(found[kind], key=lambda one: (one.start(), -one.end())):
            if match.start() >= end and not _is_free(text, span, kind, match):
                end = match.end()
                yield kind, match


@cache
def _telling() -> dict[str, tuple[tuple[KnockoutKind, str], ...]]:
    """Word -> the lists of wordings, by kind and name, that are looked for where it stands."""
    index: dict[str, list[tuple[KnockoutKind, str]]] = {}
    for kind, lists in data_table("knockouts.toml")["asked"].items():
        for name in lists:
            for word in name.split("|"):
                index.setdefault(word, []).append((kind, name))
    return {word: tuple(lists) for word, lists in index.items()}


@cache
def _wording(kind: KnockoutKind, name: str) -> re.Pattern[str]:
    """A list of wordings as one pattern, compiled when first needed: few postings need them all."""
    return compile_patterns("knockouts.toml", data_table("knockouts.toml")["asked"][kind][name])


def _is_free(text: str, span: Span, kind: KnockoutKind, match: re.Match[str]) -> bool:
    """Whether a condition is denied, offered, or what others do: "no weekends", "evenings off", "plan the on-call rota"."""
    free = load_patterns("knockouts.toml", "free")
    before = text[max(span.start, match.start() - _BEFORE) : match.start()]
    behind = [free["after"]] + ([free["supplied"]] if kind == "vehicle" else [])
    return bool(free["before"].search(before) or any(one.match(text, match.end(), span.end) for one in behind))


def condition_spans(text: str, span: Span) -> list[Span]:
    """Where a sentence sets a condition: words there name no skill."""
    return [Span(match.start(), match.end()) for _, match in _conditions(text, span)]


def is_licence(wording: str) -> bool:
    """Whether a certificate, in a posting's wording, is one without which the work can't lawfully be done."""
    return load_patterns("knockouts.toml", "licensed")["certificate"].search(wording) is not None
