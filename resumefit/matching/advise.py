"""What would raise the score, by how much, and where to put it. Never a lie: what is missing is to be added only if true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from resumefit.config import AdviceRule, Config
from resumefit.language.nlp import norms_of
from resumefit.language.results import has_number
from resumefit.language.resume import Resume
from resumefit.matching.bullets import carrier, showing
from resumefit.matching.evidence import Evidence
from resumefit.matching.match import Match
from resumefit.matching.score import Points, Score, literal_share
from resumefit.reading.document import Span

Step = Literal["mend", "reword", "confirm", "show", "measure", "add", "state"]
"""mend: a typo; reword: say it in the posting's words; confirm: look whether a line says it, and if so reword that; show:
name where it was used what is only listed; measure: tell what came of it; add: say what is true and unsaid; state: years,
title or degree. Cheapest first."""

Otherwise = Literal["learn", "leave"]
"""What to do about a demand where the step would not be true."""

_WORDED = frozenset(("exact", "form", "alias"))  # ways of being found by name
_SHOWABLE = frozenset(("hard_skill", "tool", "method", "activity", "domain"))  # kinds that a line of work shows
_LEARNT = _SHOWABLE | {"certification"}  # kinds that one course or one winter can teach
_PLACES = {"skills": "list of skills", "summary": "profile", "header": "profile", "education": "education"}
_QUOTED = 9  # words of a bullet by which it is known


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do. `gain` is what it adds to the score, `literal_gain` what it adds to what a plain keyword search
    finds (both in points, computed from the same worths that make the score). `otherwise` is what to do where it would not
    be true, None where it is true already."""

    step: Step
    text: str
    gain: float
    literal_gain: float
    match: Match
    otherwise: Otherwise | None = None


def advise(score: Score, resume: Resume, config: Config) -> tuple[Advice, ...]:
    """Everything that would raise the score or prove it better, what gains most for the effort first."""
    rule = config.advice
    share = literal_share((points.match.requirement, points.worth) for points in score.points)
    steps = [step for points in score.points for step in _steps(points, share, resume, config)]
    told = {id(step.match) for step in steps}
    steps += _proofs([one for one in _top(score, rule) if id(one.match) not in told], resume, config)

    def rank(step: Advice) -> tuple[float, float]:
        effort: float = getattr(config.effort, step.step)
        return -round((step.gain + step.literal_gain * rule.searched) / effort, 2), effort

    return tuple(sorted(steps, key=rank))


def _steps(points: Points, share: float, resume: Resume, config: Config) -> Iterator[Advice]:
    """What would answer a demand better."""
    match = points.match
    literal_gain = points.worth * share * (1 - match.literal) if match.requirement.years is None else 0.0
    gains = points.worth * (config.credits.exact - match.credit), literal_gain
    if not match.answered:
        step, text = _missing(match, resume)
        otherwise = _otherwise(match, points.worth, config.advice)
        yield Advice(step, f"{text} {_instead(match, otherwise)}", *gains, match, otherwise)
    elif match.how == "fuzzy":
        yield Advice("mend", f"Mend a typo: {match.note}.", *gains, match)
    elif match.requirement.kind == "years" and match.credit < 1:
        text = f"Years: {match.note}. If other positions were of this kind, say so in their lines."
        yield Advice("state", text, *gains, match, "leave")
    elif match.how == "meaning":
        said, asked = " ".join(match.evidence[0].text.split()), match.requirement.label
        text = f'"{said}" seems to answer "{asked}": if it does, say so in the posting\'s words.'
        yield Advice("confirm", text, *gains, match)
    elif text := _reworded(match):
        yield Advice("reword", text, *gains, match)


def _reworded(match: Match) -> str:
    """How to say in the posting's words what the resume says in others; "" where it does not, or where no search would
    care."""
    kind, literal = match.requirement.kind, match.literal
    if match.how == "alias" and kind != "title" and not literal:
        keyword = next((k for k in match.requirement.any_of if k.label == match.keyword), match.requirement.any_of[0])
        mine, theirs = match.evidence[0].text, keyword.forms[0]
        if set(norms_of(mine)) & set(norms_of(theirs)):
            return ""  # "Excel" and "advanced Excel": a search for the telling word finds both
        return f'You write "{mine}", the posting says "{theirs}": write it their way too.'
    if match.how == "implied" and kind not in ("years", "degree", "title") and not literal:
        return f'The posting says "{match.keyword}"; your resume only implies it ({match.note}): name it.'
    return ""


# What is missing


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
    return "add", f"{requirement.label}: add it only if it is true{_where(match, resume)}."


def _otherwise(match: Match, worth: float, rule: AdviceRule) -> Otherwise:
    """Whether what is not true as yet is worth making true for this posting."""
    return "learn" if match.requirement.kind in _LEARNT and worth >= rule.worth_learning else "leave"


def _instead(match: Match, otherwise: Otherwise) -> str:
    near = match.note.removeprefix("related: ") if match.how == "related" else ""
    if otherwise == "learn":
        return f"Else learn it: you know {near}, which is near." if near else "Else learn it."
    return f"Else leave it, and let {near} speak for you." if near else "Else leave it."


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


# What is there and could be shown better


def _top(score: Score, rule: AdviceRule) -> list[Points]:
    """The skills that are worth most and are found by name."""
    ranked = sorted(score.points, key=lambda points: -points.worth)
    skills = [one for one in ranked if one.match.requirement.kind in _SHOWABLE and one.match.requirement.listed]
    return [one for one in skills[: rule.top] if one.match.how in _WORDED and one.match.evidence]


def _proofs(top: Iterable[Points], resume: Resume, config: Config) -> Iterator[Advice]:
    """For what matters most: the bullet that could carry what is only listed, and what names it and tells no result. Each
    bullet is spoken of once."""
    named: set[Span] = set()
    for points in top:
        match = points.match
        gain = points.worth * (config.credits.exact - match.credit)
        if all(resume.entry_at(place.span.start) is None for place in match.evidence):
            yield Advice("show", _shown(match, resume), gain, 0.0, match)
            continue
        bullets = showing(resume, [place.span for place in match.evidence])
        if bullets and bullets[0] not in named and not any(has_number(resume.document.quote(one)) for one in bullets):
            named.add(bullets[0])
            yield Advice("measure", _measured(match, bullets[0], resume), gain, 0.0, match)


def _shown(match: Match, resume: Resume) -> str:
    mine = match.evidence[0]
    stands = f'"{mine.text}" stands {_place(mine)} and in no position'
    carries = carrier(resume, match.requirement.label)
    if carries is None:
        return f"{stands}: name it in a line on where you used it."
    bullet, entry = carries
    where = f" ({entry.title})" if entry.title else ""
    return f"{stands}: if you used it for {_begin(resume, bullet)}{where}, name it there."


def _place(evidence: Evidence) -> str:
    return f"only in your {_PLACES.get(evidence.section, 'other sections')}"


def _measured(match: Match, bullet: Span, resume: Resume) -> str:
    said = f"{_begin(resume, bullet)} names {match.evidence[0].text} and no result"
    return f"{said}: say how much, how many or how often, if you know."


def _begin(resume: Resume, bullet: Span) -> str:
    words = resume.document.quote(bullet).split()
    return f'"{" ".join(words[:_QUOTED])}{"..." if len(words) > _QUOTED else ""}"'
