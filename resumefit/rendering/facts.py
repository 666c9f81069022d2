"""What a report says, as plain values: the one set of facts that every rendering shows.

Scores have one decimal. Points (worth, earned, gain) and credits (0 to 1) are rounded to four, so that adding up the
requirements of the longest posting gives the total before its own rounding to within a hundredth of a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Literal

from resumefit.config import Config
from resumefit.language.keywords import Keyword
from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement
from resumefit.language.resume import Resume
from resumefit.matching.advise import Advice
from resumefit.matching.match import Match
from resumefit.matching.score import Band, PartName, worths
from resumefit.matching.stuffing import Stuffing
from resumefit.reading.document import Document
from resumefit.rendering.letter import LetterFacts, letter_facts
from resumefit.rendering.qualification import QualificationFacts, qualification_facts
from resumefit.rendering.what_if import WhatIfFacts, what_if_facts
from resumefit.report import Report

SCHEMA_VERSION = 1
"""Of the JSON output. It grows when a name or a meaning changes, not when a name is added."""

_DECIMALS = 4
_NAMED = 4  # words by which a remark tells a block of keywords


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A part of the score: the points of 100 that it can earn for this posting, and has earned."""

    name: PartName
    worth: float
    earned: float


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """`total`: 0 to 100, what was understood; `literal`: what a plain search for the posting's own words finds."""

    total: float
    literal: float
    band: Band
    parts: tuple[PartFacts, ...]


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """A knock-out, outside the score: the posting's line, and the resume's ("" where it says nothing of it)."""

    kind: str
    label: str
    status: Literal["met", "not met", "not stated"]
    posting_line: str
    resume_line: str


@dataclass(frozen=True, slots=True)
class KeywordFacts:
    """A thing that is asked for: its usual name, its id in the taxonomy (null outside it), the posting's wordings."""

    label: str
    skill: str | None
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """A place in the resume: the words, their line, its section, the page (null where the format has none)."""

    text: str
    line: str
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """One demand of the posting and how the resume answers it; earned = worth x credit. Any of `keywords` answers it.

    `worth` and `earned` are points of the score; a knock-out is worth none. `literal` is the credit that a plain search
    gives. `answered` is the keyword that was found, `note` a remark such as a typo's correction ("" for none). `count` is how
    often the posting names it, `times` how often the resume does (0 where it only implies it or says it in other words).
    """

    label: str
    need: str
    kind: str
    part: PartName | None
    how: str
    credit: float
    literal: float
    worth: float
    earned: float
    count: int
    times: int
    knockout: bool
    posting_line: str
    keywords: tuple[KeywordFacts, ...]
    answered: str
    evidence: tuple[EvidenceFacts, ...]
    note: str


@dataclass(frozen=True, slots=True)
class MissingFacts:
    """A demand that the resume does not answer, and the points it is worth."""

    label: str
    need: str
    worth: float
    knockout: bool


@dataclass(frozen=True, slots=True)
class AdviceFacts:
    """One thing to do: `gain` is what it adds to the total, `literal_gain` to the literal score. `otherwise` is what to do
    where it would not be true (learn it, leave it), null where it is true already."""

    step: str
    text: str
    gain: float
    literal_gain: float
    requirement: str
    otherwise: str | None


@dataclass(frozen=True, slots=True)
class ResumeFacts:
    """The resume: `name` is the person's, "" where it can't be told; `pages` is null where the format has none."""

    name: str
    file: str
    pages: int | None
    hidden_words: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """The posting; "" for what it does not name. `pipeline` is the version of the trained pipeline that has read it, null
    where it was not there: then the rules alone have found what is asked for, and less of it."""

    title: str
    organization: str
    location: str
    file: str
    hidden_words: int
    notes: tuple[str, ...]
    pipeline: str | None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """How a resume answers a posting. `requirements` come in the posting's order, `missing` and `advice` by worth. `what_if`
    and `letter` are null where nobody asked."""

    schema_version: int
    resumefit: str
    as_of: date
    score: ScoreFacts
    knockouts: tuple[ConditionFacts, ...]
    requirements: tuple[RequirementFacts, ...]
    missing: tuple[MissingFacts, ...]
    advice: tuple[AdviceFacts, ...]
    qualification: tuple[QualificationFacts, ...]
    what_if: WhatIfFacts | None
    letter: LetterFacts | None
    resume: ResumeFacts
    posting: PostingFacts


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """One demand of a posting; `worth` in points of 100."""

    label: str
    need: str
    kind: str
    worth: float
    count: int
    knockout: bool
    posting_line: str
    keywords: tuple[KeywordFacts, ...]


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """A condition that a posting sets."""

    kind: str
    label: str
    posting_line: str


@dataclass(frozen=True, slots=True)
class KeywordsFacts:
    """What a posting asks for, that worth most first."""

    schema_version: int
    resumefit: str
    posting: PostingFacts
    requirements: tuple[AskedFacts, ...]
    knockouts: tuple[StatedFacts, ...]


def report_facts(report: Report) -> ReportFacts:
    """The facts of a report."""
    points = {id(one.match): (one.part, one.worth, one.earned) for one in report.score.points}
    worth = {id(one.match): one.worth for one in report.score.points}
    return ReportFacts(
        SCHEMA_VERSION,
        version("resumefit"),
        report.as_of,
        _score(report),
        tuple(ConditionFacts(c.kind, c.label, c.status, c.posting_line, c.line) for c in report.knockouts),
        tuple(_requirement(match, report.posting, points.get(id(match))) for match in report.matches),
        tuple(_missing(match, worth.get(id(match), 0.0)) for match in report.missing),
        tuple(_advice(advice) for advice in report.advice),
        qualification_facts(report.qualification),
        what_if_facts(report.what_if, report.score) if report.what_if else None,
        letter_facts(report.letter, remarks(report.letter.letter.document)) if report.letter else None,
        _resume(report.resume, report.stuffing),
        _posting(report.posting),
    )


def keywords_facts(posting: JobPosting, config: Config) -> KeywordsFacts:
    """What a posting asks for, ranked by worth. Raises NothingToScoreError where that is nothing but a title."""
    worth = worths(posting.requirements, config)
    ranked = sorted(zip(posting.requirements, worth, strict=True), key=lambda pair: -pair[1])
    licences = [StatedFacts("licence", r.label, _line(posting, r)) for r in posting.requirements if r.knockout]
    stated = [StatedFacts(k.kind, k.label, posting.document.quote(k.span)) for k in posting.knockouts]
    return KeywordsFacts(
        SCHEMA_VERSION,
        version("resumefit"),
        _posting(posting),
        tuple(_asked(requirement, points, posting) for requirement, points in ranked),
        (*licences, *stated),
    )


NO_PIPELINE = "read by rules alone, without the trained pipeline: phrases that no list holds may be missed"


def remarks(document: Document) -> tuple[str, ...]:
    """What the reader of the output should know of a file: its notes, and hidden words where no note tells of them."""
    if document.hidden and not any("hidden" in note for note in document.notes):
        count = len(document.hidden)
        return (*document.notes, f"{count} hidden {'word' if count == 1 else 'words'} left out: nobody sees them")
    return document.notes


def _score(report: Report) -> ScoreFacts:
    score = report.score
    parts = tuple(PartFacts(part.name, _points(part.worth), _points(part.earned)) for part in score.parts)
    return ScoreFacts(score.total, score.literal, score.band, parts)


def _requirement(match: Match, posting: JobPosting, points: tuple[PartName, float, float] | None) -> RequirementFacts:
    part, worth, earned = points or (None, 0.0, 0.0)
    requirement = match.requirement
    return RequirementFacts(
        requirement.label,
        requirement.need,
        requirement.kind,
        part,
        match.how,
        _points(match.credit),
        _points(match.literal),
        _points(worth),
        _points(earned),
        requirement.count,
        match.times,
        requirement.knockout,
        _line(posting, requirement),
        _keywords(requirement.any_of),
        match.keyword,
        tuple(EvidenceFacts(e.text, e.line, e.section, e.page) for e in match.evidence),
        match.note,
    )


def _missing(match: Match, worth: float) -> MissingFacts:
    requirement = match.requirement
    return MissingFacts(requirement.label, requirement.need, _points(worth), requirement.knockout)


def _advice(advice: Advice) -> AdviceFacts:
    label = advice.match.requirement.label
    gains = _points(advice.gain), _points(advice.literal_gain)
    return AdviceFacts(advice.step, advice.text, *gains, label, advice.otherwise)


def _asked(requirement: Requirement, worth: float, posting: JobPosting) -> AskedFacts:
    return AskedFacts(
        requirement.label,
        requirement.need,
        requirement.kind,
        _points(worth),
        requirement.count,
        requirement.knockout,
        _line(posting, requirement),
        _keywords(requirement.any_of),
    )


def _keywords(keywords: Sequence[Keyword]) -> tuple[KeywordFacts, ...]:
    return tuple(KeywordFacts(keyword.label, keyword.skill, keyword.forms) for keyword in keywords)


def _line(posting: JobPosting, requirement: Requirement) -> str:
    return posting.document.quote(requirement.span)


def _resume(resume: Resume, stuffing: Sequence[Stuffing]) -> ResumeFacts:
    document = resume.document
    pages = len(document.pages) or None
    notes = (*remarks(document), *(_block(block, document) for block in stuffing))
    return ResumeFacts(resume.name, document.source.name, pages, len(document.hidden), notes)


def _block(block: Stuffing, document: Document) -> str:
    told = f"repeats {', '.join(block.repeated[:_NAMED])}" if block.repeated else f"has {block.terms} terms"
    begin = " ".join(document.quote(block.span).split()[:_NAMED])
    return f'a block of keywords ("{begin}...") {told} and earns nothing: only what stands elsewhere counts'


def _posting(posting: JobPosting) -> PostingFacts:
    document = posting.document
    return PostingFacts(
        posting.title,
        posting.organization,
        posting.location,
        document.source.name,
        len(document.hidden),
        (*remarks(document), *(() if posting.pipeline else (NO_PIPELINE,))),
        posting.pipeline or None,
    )


def _points(value: float) -> float:
    return round(value, _DECIMALS) + 0.0  # + 0.0 turns a negative zero into zero
