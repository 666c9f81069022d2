"""Knock-outs: what a posting makes a condition whatever the score: authorisation to work, clearance, licence, age, shifts,
travel, physical demands, presence on site, checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from resumefit.language.zones import Statement
from resumefit.reading.document import Document, Span

KnockoutKind = Literal[
    "work authorization", "clearance", "licence", "age", "availability", "travel", "physical", "on site", "checks", "vehicle"
]


@dataclass(frozen=True, slots=True)
class Knockout:
    """A condition of a posting and the sentence it stands in."""

    kind: KnockoutKind
    label: str
    span: Span


# kind -> how postings word it. A match's text is the label.
_PATTERNS: tuple[tuple[KnockoutKind, str], ...] = (
    (
        "work authorization",
        r"(?:legally )?(?:authori[sz]ed|eligible|entitled|permitted|right|permission|authori[sz]ation|eligibility) to (?:live and )?work(?: (?:lawfully |legally )?in (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*)?"
        r"|work authori[sz]ation|(?:no|not|unable to|cannot|can['’]t|do not|don['’]t) (?:offer |provide |able to )?(?:visa )?sponsor\w*|visa sponsorship is not|without (?:visa )?sponsorship|U\.?S\.? (?:citizen(?:ship)?|person)\b|work permit",
    ),
    ("clearance", r"(?:active |current )?(?:top[- ]secret|secret|TS/SCI|SC|DV|security) clearance(?: required)?|security[- ]cleared"),
    (
        "age",
        r"(?:at least|must be|minimum age(?: of)?|be) (?:1[68]|2[015])(?: years)?(?: of age| old)?(?: or (?:older|over|above))?(?! (?:hours|lbs|pounds|minutes|days|%|percent))|(?:1[68]|21) (?:years (?:of age|old) )?or (?:older|over)|over (?:the age of )?(?:18|21)\b(?! (?:hours|lbs))",
    ),
    (
        "availability",
        r"(?:be )?(?:available|able|willing|availability|flexible|prepared|flexibility)[^.;\n]{0,25}?\b(?:nights?|weekends?|evenings?|holidays?|bank holidays|shifts?|overtime|early mornings?|rota|rotating|call[- ]outs?|on[- ]call)\b(?:[,/ ]+(?:and |or |some |occasional )?(?:nights?|weekends?|evenings?|holidays?|shifts?|overtime|early mornings?|mornings?))*"
        r"|(?:rotating|night|evening|weekend|overnight|alternate|every (?:other|second|third)) (?:shifts?|weekends?)(?: (?:is |are )?required)?|on[- ]call rotations?|shift work",
    ),
    ("travel", r"(?:up to )?\d{1,3} ?(?:%|percent|per cent) (?:of the time )?(?:\w+ )?travel|travel (?:up to|of|is required|required)[^.;\n]{0,30}|(?:willing|able|ability|willingness) to travel[^.;,\n]{0,30}"),
    (
        "physical",
        r"(?:lift|carry|push|move)(?:ing)?(?: and (?:carry|move))?[^.;\n]{0,20}? \d{2,3} ?(?:lbs?|pounds|kg|kilos?)\b|stand(?:ing)? (?:for )?(?:up to |long |extended |\d)[^.;,\n]{0,25}|work at heights?|climb ladders?|on your feet",
    ),
    ("on site", r"(?:must|required to|need to|able to) (?:be )?(?:work |based )?(?:on-?site|in (?:the|our) office|relocate)[^.;,\n]{0,30}|\bon-?site (?:only|role|position|\d days)|\d days (?:a|per) week in (?:the|our) [\w ]{3,20}|no remote"),
    ("checks", r"(?:pass|passing|complete|subject to|undergo|clear|contingent (?:up)?on|satisfactory|enhanced|successful)[^.;\n]{0,25}?(?:background (?:check|screen\w*|investigation)|drug (?:test|screen\w*)|DBS|reference check|fingerprint\w*|credit check)(?: check)?|pre-employment [\w ]{3,30}|(?:enhanced )?DBS (?:check|clearance|certificate)"),
    ("vehicle", r"(?:own|reliable|access to a|use of a) (?:vehicle|car|transport(?:ation)?)\b"),
)
_ONCE = frozenset(("work authorization", "age", "clearance"))  # however often it is worded, it is one condition
_FIND = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_LICENSED = re.compile(
    r"\blicen[cs](?:e|es|ed|ure)\b|\bregist(?:ered|ration) (?:nurse|with|as|pharmacist|social)|\bregistered nurse\b|\bNMC\b|\bHCPC\b|\bGMC\b|\bGPhC\b|\bbar (?:admission|membership)|\badmitted to (?:the )?(?:[A-Z]\w+ )*(?:bar|practi[cs]e)|\bCDL\b|\bQTS\b"
    r"|\bcertified teacher\b|\bteaching (?:certificate|credential)|\bSIA\b|\bguard card\b|\bHGV\b|\bLGV\b|\bgas safe\b|\bjourneyman\b|\bmaster electrician\b|\bcompact state\b|\bECS gold\b|\bJIB\b",
    re.IGNORECASE,
)
# Zones in which a sentence can set a condition. The firm's blurb and the legal paragraph can't.
_ZONES = frozenset(("requirements", "conditions", "duties", "meta", "benefits", "apply"))


def knockouts_of(document: Document, statements: Iterable[Statement]) -> list[Knockout]:
    """The conditions that a posting sets, one of each wording, in order of place."""
    found: dict[tuple[KnockoutKind, str], Knockout] = {}
    for statement in statements:
        if statement.zone in _ZONES:
            text = document.quote(statement.span)
            for kind, pattern in _FIND:
                match = pattern.search(text)
                if match and not (kind == "availability" and statement.zone == "benefits"):
                    label = match[0].strip()
                    key = (kind, "" if kind in _ONCE else label.lower())
                    found.setdefault(key, Knockout(kind, label, statement.span))
    return list(found.values())


def condition_spans(text: str, span: Span) -> list[Span]:
    """Where a sentence sets a condition: words there name no skill."""
    found = [match.span() for _, pattern in _FIND for match in pattern.finditer(text, span.start, span.end)]
    return [Span(*place) for place in found]


def is_licence(wording: str) -> bool:
    """Whether a certificate, in a posting's wording, is one without which the work can't lawfully be done."""
    return _LICENSED.search(wording) is not None
