"""Evidence: the lines of a resume that answer a requirement, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resumefit.config import EvidenceWeights
from resumefit.language.resume import Resume
from resumefit.reading.document import Span

_MOST = 5  # lines kept for one requirement
_DATED = ("work", "volunteering")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the resume that answers a requirement: its words, its line, the section and the page (None without)."""

    span: Span
    text: str
    line: str
    section: str
    page: int | None


def evidence_of(resume: Resume, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """Places in a resume as evidence: one for a line, those in positions first."""
    seen: dict[int, Evidence] = {}
    for span in spans:
        line = resume.document.line_at(span.start)
        start = line.span.start if line else span.start
        if start not in seen:
            seen[start] = _place(resume, span)
    ranked = sorted(seen.values(), key=lambda evidence: evidence.section != "work")
    return tuple(ranked[:_MOST])


def _place(resume: Resume, span: Span) -> Evidence:
    document = resume.document
    line = document.line_at(span.start)
    text = document.quote(span)
    whole = document.quote(line.span) if line else text
    return Evidence(
        span,
        text if len(text) <= len(whole) else whole,
        whole,
        resume.section_at(span.start),
        line.page if line else None,
    )


def weight_of(resume: Resume, spans: Sequence[Span], rule: EvidenceWeights, today: date) -> float:
    """What the best of some places weighs, 0 to 1: one in a dated position of late most, one that stands in no position, as
    in a list of skills, or only in a position that ended long ago less."""
    return max((_weight(resume, span, rule, today) for span in spans), default=rule.listed)


def _weight(resume: Resume, span: Span, rule: EvidenceWeights, today: date) -> float:
    entry = resume.entry_at(span.start)
    if entry is None or entry.dates is None or entry.section not in _DATED:
        return rule.listed
    ago = today.year * 12 + today.month - entry.dates.months(today).stop
    return rule.long_ago if ago > 12 * rule.long_ago_years else 1.0
