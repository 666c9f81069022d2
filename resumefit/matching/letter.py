"""A cover letter beside the resume: which of the demands that matter most it speaks to, and what it claims that the resume
does not back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resumefit.config import Config
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import Taxonomy
from resumefit.matching.evidence import Evidence, evidence_of
from resumefit.matching.questions import questions_of
from resumefit.matching.score import Points
from resumefit.matching.skills import SkillMatcher
from resumefit.matching.stuffing import counted

MOST = 5
"""Demands that a letter of one page can speak to, by our judgement; those worth most."""

_TOLD_ELSEWHERE = frozenset(("years", "degree", "title", "soft_skill"))
_CLAIMED = frozenset(("hard_skill", "tool", "method", "certification", "language"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A demand, and the lines of the letter that speak to it; none where it leaves it out. `worth` is in points of the
    score, `backed` says whether the resume answers it."""

    label: str
    worth: float
    backed: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill that the letter names and the resume does not show."""

    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LetterMatch:
    """How a letter, read as a resume is, goes with a resume and a posting: the demands that matter most, the weightiest
    first, and the claims."""

    letter: Resume
    demands: tuple[Spoken, ...]
    unbacked: tuple[Claim, ...]

    @property
    def speaks_to(self) -> tuple[Spoken, ...]:
        """The demands that the letter speaks to."""
        return tuple(one for one in self.demands if one.evidence)

    @property
    def leaves_out(self) -> tuple[Spoken, ...]:
        """The demands that it leaves out."""
        return tuple(one for one in self.demands if not one.evidence)


def match_letter(
    letter: Resume, resume: Resume, posting: JobPosting, points: Sequence[Points], taxonomy: Taxonomy, config: Config
) -> LetterMatch:
    """A letter, read as a resume is, beside the resume whose score has these points."""
    matcher = SkillMatcher(letter, taxonomy, config.fuzzy)
    questions = {question.requirement: question for question in questions_of(posting, taxonomy, config.fuzzy)}
    asked = [one for one in points if one.match.requirement.kind not in _TOLD_ELSEWHERE]
    demands = []
    for one in sorted(asked, key=lambda point: -point.worth)[:MOST]:
        found = matcher.answer(questions[one.match.requirement])
        told = evidence_of(letter, found.spans) if found else ()
        demands.append(Spoken(one.match.requirement.label, one.worth, one.match.answered, told))
    return LetterMatch(letter, tuple(demands), tuple(_unbacked(letter, resume, taxonomy)))


def _unbacked(letter: Resume, resume: Resume, taxonomy: Taxonomy) -> Iterator[Claim]:
    """What the letter names and the resume neither names, nor implies, nor shows; each once."""
    shown = counted(resume)
    held = {mention.skill for mention in (*shown.mentions, *shown.signs) if mention.skill}
    told = held.union(*(taxonomy.implied_by(skill) for skill in held))
    for mention in letter.mentions:
        if mention.skill and mention.kind in _CLAIMED and mention.skill not in told:
            told.add(mention.skill)
            yield Claim(mention.label, evidence_of(letter, [mention.span])[0])
