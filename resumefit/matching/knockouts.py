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


def check_knockouts(posting: JobPosting, resume: Resume, matches: Sequence[Match]) -> tuple[KnockoutCheck, ...]:
    """The conditions of a posting: licences first, then the rest in the posting's order."""
    return (*_licences(posting, matches), *_conditions(posting, resume))


def _licences(posting: JobPosting, matches: Sequence[Match]) -> Iterator[KnockoutCheck]:
    for match in matches:
        if match.requirement.knockout:
            line = match.evidence[0].line if match.evidence else ""
            status: Status = "met" if match.credit else "not stated"
            posted = posting.document.quote(match.requirement.span)
            yield KnockoutCheck("licence", match.requirement.label, posted, status, line)


def _conditions(posting: JobPosting, resume: Resume) -> Iterator[KnockoutCheck]:
    for knockout in posting.knockouts:
        status, line = _status(knockout, resume)
        yield KnockoutCheck(knockout.kind, knockout.label, posting.document.quote(knockout.span), status, line)


def _status(knockout: Knockout, resume: Resume) -> tuple[Status, str]:
    """What the resume says of a condition; that it is not met is looked for first, for it is said in more words."""
    said: tuple[tuple[Status, str], ...] = (("not met", "not_met"), ("met", "met"))
    for status, table in said:
        pattern = load_patterns("knockouts.toml", table).get(knockout.kind)
        found = pattern.search(resume.document.text) if pattern else None
        if found and not _short_of(found[0], knockout):
            line = resume.document.line_at(found.start())
            return status, resume.document.quote(line.span) if line else found[0]
    return "not stated", ""


def _short_of(said: str, knockout: Knockout) -> bool:
    """Whether the weight that a resume names is less than the one asked for ("lifts 10 lbs" against 50 lbs)."""
    if knockout.kind != "physical":
        return False
    mine, asked = (max(map(int, re.findall(r"\d+", text)), default=0) for text in (said, knockout.label))
    return mine < asked
