"""TXT3: what positions and studies are told with: title, firm, school, and that they have dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import RCHILLI
from resumefit.checks.subject import Subject
from resumefit.checks.templates import is_unfilled
from resumefit.language.education import Education
from resumefit.language.entries import Entry
from resumefit.language.patterns import load_patterns
from resumefit.language.places import is_place
from resumefit.reading.document import Span

_SAME = re.compile(
    r"\b(?:scholarship|fellowship|recipient|award(?:ed)?)\b|\bsame (?:university|college|school|institut\w+|place)\b",
    re.IGNORECASE,
)


@check(
    code="TXT301",
    name="position-without-title",
    title="A position without a title",
    why="The title is what a recruiter searches by; a parser that finds none may file the position without it, or "
    "under the firm's name.",
    fix="Write the title on the position's first line, as a posting would name the job.",
    source=RCHILLI,
    severity="costs",
    applies="resume",
)
def position_without_title(subject: Subject) -> Iterator[Spot]:
    """A dated position with a firm and no words that can be its title."""
    for entry in subject.held.work:
        if entry.dates and _is_firm(entry.organization) and not entry.title:
            yield Spot(
                message=f"No title was found for the position at {entry.organization}", span=head_of(subject, entry)
            )


@check(
    code="TXT302",
    name="position-without-firm",
    title="A position without an employer",
    why="A position belongs to an employer in most forms, and a reader can't place work for nobody. For work on "
    "your own account, say so.",
    fix='Name the firm beside the title, or write "Self-employed" or "Freelance" in its place.',
    source=RCHILLI,
    severity="costs",
    applies="resume",
)
def position_without_firm(subject: Subject) -> Iterator[Spot]:
    """A dated position with a title and nothing that can be its employer, nor a word that says it had none."""
    own_account = load_patterns("checks_content.toml", "phrases")["own_account"]
    for entry in subject.held.work:
        head = subject.document.quote(head_of(subject, entry))
        if entry.dates and entry.title and not entry.organization and not own_account.search(head):
            yield Spot(message=f"No employer was found for “{entry.title}”", span=head_of(subject, entry))


@check(
    code="TXT303",
    name="position-without-dates",
    title="A position without dates",
    why="Years of experience are counted from dates; a position without them may count as none, and a reader "
    "wonders why they are missing.",
    fix='Write from when to when, month and year: "Mar 2019 – Present".',
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def position_without_dates(subject: Subject) -> Iterator[Spot]:
    """A position with a title has no date, where others do; or none has, and no time from and to stands anywhere."""
    undated = [entry for entry in subject.held.work if not entry.dates and entry.title]
    if not undated or is_unfilled(subject):
        return
    dated = any(entry.dates for entry in subject.held.work)
    others = (section for section in subject.held.sections if section.kind not in ("education", "certifications"))
    timed = any(not date.lone for section in others for row in section.rows for date in row.dates)
    for entry in undated if dated else undated[: not timed]:
        message = f"“{entry.title}” has no dates" if dated else "None of the positions has dates"
        yield Spot(message=message, span=head_of(subject, entry))


@check(
    code="TXT304",
    name="degree-without-school",
    title="A degree without the school that gave it",
    why="A degree can't be checked without the school, and a form that asks for both is left half empty.",
    fix="Name the university or college beside the degree.",
    source=RCHILLI,
    severity="costs",
    applies="resume",
)
def degree_without_school(subject: Subject) -> Iterator[Spot]:
    """A course of study that led to a degree names no institution."""
    for study in subject.held.education:
        if study.level not in (None, "secondary") and not study.institution and not _may_name_school(subject, study):
            yield Spot(message=f"No school was found for “{study.degree}”", span=_first_of(subject, study.span))


def _may_name_school(subject: Subject, study: Education) -> bool:
    """Whether a part of a course's lines, behind its degree, is written as a name is ("Trinity Theological Hall"), or points
    to one above; what a scholarship was for is no course."""
    told = subject.text[study.span.start : study.span.end]
    if _SAME.search(told):
        return True
    parts = [part.strip() for part in re.split(r"[,;|\n\t]|\s[-–—]\s", told)][1:]
    known = f"{study.degree} {study.field}".lower()
    return any(
        len(part.split()) > 1 and _is_firm(part) and part.lower() not in known and not is_place(part) for part in parts
    )


def head_of(subject: Subject, entry: Entry) -> Span:
    """The first line of an entry."""
    return _first_of(subject, entry.span)


def _first_of(subject: Subject, span: Span) -> Span:
    line = subject.document.line_at(span.start)
    return Span(span.start, min(span.end, line.span.end)) if line is not None else span


def _is_firm(name: str) -> bool:
    """Whether what was taken for a firm is written as a name is, and not "Paper round"."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)
