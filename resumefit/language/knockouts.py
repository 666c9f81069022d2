"""Knock-outs: what a posting makes a condition whatever the score: authorisation to work, clearance, licence, age, shifts,
travel, physical demands, presence on site, checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from resumefit.language.patterns import load_patterns
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
_ADDRESSED = re.compile(r"\b(?:you|applicants?|candidates?|must|required)\b", re.IGNORECASE)
# Zones in which a sentence can set a condition. The firm's blurb can't.
_ZONES = frozenset(("requirements", "preferred", "conditions", "duties", "meta", "benefits", "apply", "legal"))


def knockouts_of(document: Document, statements: Iterable[Statement]) -> list[Knockout]:
    """The conditions that a posting sets, one of each wording, in order of place."""
    found: dict[tuple[KnockoutKind, str], Knockout] = {}
    for statement in statements:
        text = document.quote(statement.span)
        # the legal paragraph speaks of the firm, but for what it says that applicants must
        if statement.zone in _ZONES and (statement.zone != "legal" or _ADDRESSED.search(text)):
            for kind, pattern in _asked():
                match = pattern.search(text)
                if match and not (kind == "availability" and statement.zone == "benefits"):
                    label = match[0].strip()
                    key = (kind, "" if kind in _ONCE else label.lower())
                    found.setdefault(key, Knockout(kind, label, statement.span))
    return list(found.values())


def _asked() -> Iterable[tuple[KnockoutKind, re.Pattern[str]]]:
    return cast("Iterable[tuple[KnockoutKind, re.Pattern[str]]]", load_patterns("knockouts.toml", "asked").items())


def condition_spans(text: str, span: Span) -> list[Span]:
    """Where a sentence sets a condition: words there name no skill."""
    found = [match.span() for _, pattern in _asked() for match in pattern.finditer(text, span.start, span.end)]
    return [Span(*place) for place in found]


def is_licence(wording: str) -> bool:
    """Whether a certificate, in a posting's wording, is one without which the work can't lawfully be done."""
    return load_patterns("knockouts.toml", "licensed")["certificate"].search(wording) is not None
