"""What would raise the score, by how much, and where to put it. Never a lie: what is missing is to be added only if true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from resumefit.config import Config
from resumefit.language.nlp import norms_of
from resumefit.language.resume import Resume
from resumefit.matching.match import Match
from resumefit.matching.score import Points, Score, literal_share

Step = Literal["mend", "reword", "add", "state"]
"""mend: a typo; reword: say it in the posting's words; add: say what is true and unsaid; state: years, title or degree."""


_SEARCHED = 0.25  # what a point for a plain keyword search weighs beside one of the score, when advice is put in order


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do. `gain` is what it adds to the score, `literal_gain` what it adds to what a plain keyword search
    finds (both in points, computed from the same worths that make the score)."""

    step: Step
    text: str
    gain: float
    literal_gain: float
    match: Match


def advise(score: Score, resume: Resume, config: Config) -> tuple[Advice, ...]:
    """Everything that would raise the score, the most valuable first; of equal value, the cheaper first."""
    order: tuple[Step, ...] = ("mend", "reword", "add", "state")
    share = literal_share((points.match.requirement, points.worth) for points in score.points)
    steps = [step for points in score.points for step in _steps(points, share, resume, config)]
    return tuple(sorted(steps, key=lambda a: (-round(a.gain + a.literal_gain * _SEARCHED, 2), order.index(a.step))))


def _steps(points: Points, share: float, resume: Resume, config: Config) -> Iterator[Advice]:
    match = points.match
    gain = points.worth * (config.credits.exact - match.credit)
    literal_gain = points.worth * share * (1 - match.literal) if match.requirement.years is None else 0.0
    if not match.answered:
        yield Advice(*_missing(match, resume), gain, literal_gain, match)
    elif match.how == "fuzzy":
        yield Advice("mend", f"Mend a typo: {match.note}.", gain, literal_gain, match)
    elif match.how == "alias" and match.requirement.kind != "title" and not match.literal:
        theirs = match.requirement.any_of[0].forms[0]
        keyword = next((k for k in match.requirement.any_of if k.label == match.keyword), None)
        theirs = keyword.forms[0] if keyword else theirs
        if set(norms_of(match.evidence[0].text)) & set(norms_of(theirs)):
            return  # "Excel" and "advanced Excel": a search for the telling word finds both
        yield Advice(
            "reword",
            f'You write "{match.evidence[0].text}", the posting says "{theirs}": write it their way too.',
            gain,
            literal_gain,
            match,
        )
    elif match.how == "implied" and match.requirement.kind not in ("years", "degree") and not match.literal:
        yield Advice(
            "reword",
            f'The posting says "{match.keyword}"; your resume only implies it ({match.note}): name it.',
            gain,
            literal_gain,
            match,
        )
    elif match.how == "meaning":
        said = match.evidence[0].text
        yield Advice(
            "reword",
            f'"{said}" seems to answer "{match.requirement.label}": if it does, say so in the posting\'s words.',
            gain,
            literal_gain,
            match,
        )
    elif match.requirement.kind == "years" and match.credit < 1:
        yield Advice(
            "state",
            f"Years: {match.note}. If other positions were of this kind, say so in their lines.",
            gain,
            literal_gain,
            match,
        )


def _missing(match: Match, resume: Resume) -> tuple[Step, str]:
    requirement = match.requirement
    if requirement.kind == "title":
        return (
            "state",
            f'The title "{requirement.label}" stands nowhere in your resume: if you do this work, say so in your headline.',
        )
    if requirement.kind == "degree":
        return "state", f"{requirement.label} is asked for and not found: add it only if you hold it."
    if requirement.kind == "years":
        return "state", f"{requirement.label} are asked for; no position of this kind with dates was found."
    near = f" ({match.note})" if match.how == "related" else ""
    return "add", f"{requirement.label}{near}: add it only if it is true{_where(match, resume)}."


def _where(match: Match, resume: Resume) -> str:
    """Where a missing thing would stand best: in the latest position, or among the certificates or languages."""
    kind = match.requirement.kind
    sections = {section.kind for section in resume.sections}
    if kind in ("certification", "language"):
        wanted = "certifications" if kind == "certification" else "languages"
        return (
            f", under {wanted.capitalize()}"
            if wanted in sections
            else f", in a line of its own ({wanted.capitalize()})"
        )
    latest = next((entry for entry in resume.entries if entry.section == "work" and entry.title), None)
    return f", best in a line on what you did with it as {latest.title}" if latest else ""
