"""Conditions against what the resume says of them: met, not met or not stated. None of them touches the score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from resumefit.language.knockouts import Knockout, KnockoutKind
from resumefit.language.patterns import load_patterns
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.matching.match import Match

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
            status: Status = "met" if match.how in _PLAIN else "not stated"
            posted = posting.document.quote(match.requirement.span)
            yield KnockoutCheck("licence", match.requirement.label, posted, status, line)


def _conditions(posting: JobPosting, resume: Resume) -> Iterator[KnockoutCheck]:
    for knockout in posting.knockouts:
        status, line = _status(knockout, resume)
        yield KnockoutCheck(knockout.kind, knockout.label, posting.document.quote(knockout.span), status, line)


def _status(knockout: Knockout, resume: Resume) -> tuple[Status, str]:
    """What the resume says of a condition; that it is not met is looked for first, for it is said in more words."""
    said: tuple[tuple[Status, str], ...] = (("not met", "not_met"), ("met", "met"))
    text = resume.document.text
    for status, table in said:
        pattern = load_patterns("knockouts.toml", table).get(knockout.kind)
        for found in pattern.finditer(text) if pattern else ():
            denied = status == "met" and _DENIAL.search(text[max(0, found.start() - _CLAUSE) : found.start()])
            if not denied and not _short_of(found[0], knockout):
                line = resume.document.line_at(found.start())
                return status, resume.document.quote(line.span) if line else found[0]
    return "not stated", ""


def _short_of(said: str, knockout: Knockout) -> bool:
    """Whether the weight or share of travel that a resume names is less than the one asked for (10 lbs against 50)."""
    if knockout.kind not in ("physical", "travel"):
        return False
    mine, asked = (max(map(int, re.findall(r"\d+", text)), default=0) for text in (said, knockout.label))
    return 0 < mine < asked
