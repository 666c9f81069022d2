"""Conditions against what the resume says of them: met, not met or not stated. None of them touches the score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from resumefit.language.knockouts import KnockoutKind
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


# What a resume says where it meets a condition of a kind, and where it says that it does not.
_MET: dict[KnockoutKind, str] = {
    "work authorization": r"(?:authori[sz]ed|eligible|right|entitled|permitted) to (?:live and )?work|(?:permanent|lawful) resident|green card|\bcitizen|work permit|settled status|no (?:visa )?sponsorship (?:needed|required)",
    "clearance": r"\b(?:secret|TS/SCI|SC|DV|security) clear(?:ance|ed)",
    "availability": r"available[^.;\n]{0,30}\b(?:nights?|weekends?|evenings?|holidays?|shifts?|overtime|on[- ]call)|\b(?:night|rotating|weekend|evening) shifts?\b|\bon[- ]call\b|nights and weekends|any shift|flexible (?:schedule|hours)",
    "travel": r"\b(?:willing|able|available|open) to travel|travel(?:l?ed|ing) (?:up to )?\d+ ?%|\d+ ?% travel",
    "physical": r"\blift(?:ed|ing|s)?\b[^.;\n]{0,20}\d+ ?(?:lbs?|pounds|kg)",
    "checks": r"\b(?:DBS|background[- ]check|fingerprint clearance|live ?scan)\b",
    "vehicle": r"\bown (?:car|vehicle|transport)|(?:driver|driving)['’]?s? licen[cs]e",
    "on site": r"\b(?:willing|open|able) to relocate|\bon-?site\b",
}
_NOT_MET: dict[KnockoutKind, str] = {
    "work authorization": r"(?:requires?|need(?:s|ing)?|seeking) (?:visa |h-?1b )?sponsorship",
    "travel": r"(?:unable|not able|unwilling) to travel",
    "on site": r"\bremote only\b|(?:unable|not able|unwilling) to relocate",
    "availability": r"not available[^.;\n]{0,20}(?:nights?|weekends?)|weekdays only",
}


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
        status, line = _status(knockout.kind, resume)
        yield KnockoutCheck(knockout.kind, knockout.label, posting.document.quote(knockout.span), status, line)


def _status(kind: KnockoutKind, resume: Resume) -> tuple[Status, str]:
    for status, patterns in (("not met", _NOT_MET), ("met", _MET)):
        found = re.search(patterns[kind], resume.document.text, re.IGNORECASE) if kind in patterns else None
        if found:
            line = resume.document.line_at(found.start())
            return ("not met" if status == "not met" else "met"), resume.document.quote(line.span) if line else found[0]
    return "not stated", ""
