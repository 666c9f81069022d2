"""Conditions against what the resume says of them: met, not met or not stated. None of them touches the score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from resumefit.language.knockouts import Knockout, KnockoutKind
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.matching.found import How
from resumefit.matching.match import Match
from resumefit.reading.document import Span

Status = Literal["met", "not met", "not stated"]


@dataclass(frozen=True, slots=True)
class KnockoutCheck:
    """A condition of the posting, its own line, and what the resume says of it (`line`, "" for nothing)."""

    kind: KnockoutKind
    label: str
    posting_line: str
    status: Status
    line: str = ""


_CLAUSE = 60  # characters before a statement in which a denial belongs to it
_DENIAL = re.compile(
    r"\b(?:not|no|never|without|cannot|lack|isn['’]t|am not|don['’]t|doesn['’]t|can['’]t|won['’]t)\b[^.;\n!?]*$",
    re.IGNORECASE,
)
_PLAIN = frozenset(("exact", "form", "alias"))  # a typo or an implied skill is no licence


def check_knockouts(posting: JobPosting, resume: Resume, matches: Sequence[Match]) -> tuple[KnockoutCheck, ...]:
    """The conditions of a posting: licences first, then the rest in the posting's order."""
    return (*_licences(posting, matches), *_conditions(posting, resume))


def _licences(posting: JobPosting, matches: Sequence[Match]) -> Iterator[KnockoutCheck]:
    for match in matches:
        if match.requirement.knockout:
            line = match.evidence[0].line if match.evidence and match.answered else ""
            status = licence_status(match.how)
            posted = posting.document.quote(match.requirement.span)
            yield KnockoutCheck("licence", match.requirement.label, posted, status, line)


def licence_status(how: How) -> Status:
    """Whether a licence is met by what a resume answers in a way."""
    return "met" if how in _PLAIN else "not stated"


def _conditions(posting: JobPosting, resume: Resume) -> Iterator[KnockoutCheck]:
    conditions = Conditions(resume)
    for knockout in posting.knockouts:
        status, line = conditions.status(knockout)
        yield KnockoutCheck(knockout.kind, knockout.label, posting.document.quote(knockout.span), status, line)


class Conditions:
    """What a resume says of conditions, looked for once for each kind."""

    def __init__(self, resume: Resume) -> None:
        self._resume = resume
        self._known: dict[KnockoutKind, list[tuple[Status, Span]]] = {}

    def status(self, knockout: Knockout) -> tuple[Status, str]:
        """What the resume says of a condition, and the line that says it. Conditions of equal `condition_key` have equal
        answers."""
        document = self._resume.document
        for status, span in self._said(knockout.kind):
            if not _short_of(document.text[span.start : span.end], knockout):
                line = document.line_at(span.start)
                return status, document.quote(line.span if line else span)
        return "not stated", ""

    def _said(self, kind: KnockoutKind) -> list[tuple[Status, Span]]:
        """What is said of conditions of a kind; that they are not met comes first, for it is said in more words."""
        if kind not in self._known:
            may_be = any(word in self._lower for word in _said_words(kind))
            self._known[kind] = list(self._found(kind)) if may_be else []
        return self._known[kind]

    def _found(self, kind: KnockoutKind) -> Iterator[tuple[Status, Span]]:
        yield from (("not met", span) for span in self._places(kind, "not_met"))
        yield from (("met", span) for span in self._places(kind, "met") if not self._denied(span))

    @cached_property
    def _lower(self) -> str:
        return self._resume.document.text.lower()

    def _places(self, kind: KnockoutKind, table: str) -> Iterator[Span]:
        pattern = load_patterns("knockouts.toml", table).get(kind)
        for found in pattern.finditer(self._resume.document.text) if pattern else ():
            yield Span(*found.span())

    def _denied(self, span: Span) -> bool:
        return _DENIAL.search(self._resume.document.text[max(0, span.start - _CLAUSE) : span.start]) is not None


@cache
def _said_words(kind: KnockoutKind) -> tuple[str, ...]:
    """Words of which all that a resume says of conditions of a kind has one."""
    return tuple(data_table("knockouts.toml")["said_words"].get(kind, "").split())


def condition_key(knockout: Knockout) -> tuple[KnockoutKind, int]:
    """All that a resume's answer to a condition depends on: its kind, and the weight or share of travel that it asks for."""
    return knockout.kind, _largest(knockout.label) if knockout.kind in ("physical", "travel") else 0


def _short_of(said: str, knockout: Knockout) -> bool:
    """Whether the weight or share of travel that a resume names is less than the one asked for (10 lbs against 50)."""
    _, asked = condition_key(knockout)
    return bool(asked) and 0 < _largest(said) < asked


def _largest(text: str) -> int:
    return max(map(int, re.findall(r"\d+", text)), default=0)
