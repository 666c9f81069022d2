"""What the score would be if some skills were true of the person and stood in the resume."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from resumefit.config import Config
from resumefit.errors import UsageError
from resumefit.language.keywords import Keyword
from resumefit.language.mentions import SkillFinder
from resumefit.language.nlp import norms_of
from resumefit.matching.found import How
from resumefit.matching.match import Match
from resumefit.matching.score import Score, score_matches


@dataclass(frozen=True, slots=True)
class Gain:
    """What one skill by itself would add to the score, in points; 0 where the posting does not ask for it."""

    term: str
    points: float
    answers: tuple[str, ...]
    """The labels of the requirements that it would answer, or answer better."""
    met: tuple[str, ...]
    """Those that ask for it and are met as well without."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The score if all the terms were true and written down, and what each would add by itself. Two alternatives of one
    requirement do not add up."""

    score: Score
    gains: tuple[Gain, ...]


def terms_of(given: str | Sequence[str]) -> tuple[str, ...]:
    """The skills named in one text or several, with commas between them; each once, whatever its case.

    Raises UsageError where there is none.
    """
    texts = (given,) if isinstance(given, str) else given
    named = (" ".join(term.split()) for text in texts for term in text.split(","))
    terms: dict[str, str] = {}
    for term in filter(None, named):
        terms.setdefault(term.casefold(), term)
    if not terms:
        raise UsageError('what if names no skill: name some, with commas between them, as in "Airflow, dbt"')
    return tuple(terms.values())


def what_if(
    terms: Sequence[str], score: Score, matches: Sequence[Match], finder: SkillFinder, config: Config
) -> WhatIf:
    """The score with some skills added, each by any name that the taxonomy or the posting knows.

    `score` and `matches` are the report's. What is met as well already stays as it is, so that nothing ever falls.
    """
    known = [_Term(term, finder) for term in terms]
    whole = score_matches([_answered(match, known, config) for match in matches], config)
    return WhatIf(whole, tuple(_gain(term, score, matches, config) for term in known))


def _gain(term: _Term, score: Score, matches: Sequence[Match], config: Config) -> Gain:
    changed = [_answered(match, (term,), config) for match in matches]
    better = [new.requirement.label for new, old in zip(changed, matches, strict=True) if new is not old]
    met = [
        old.requirement.label
        for new, old in zip(changed, matches, strict=True)
        if new is old and any(term.how(keyword) for keyword in old.requirement.any_of)
    ]
    points = round(score_matches(changed, config).total - score.total, 1)
    return Gain(term.text, points, tuple(dict.fromkeys(better)), tuple(dict.fromkeys(met)))


class _Term:
    """A skill as the user names it: the ids that it may be in the taxonomy, and what they imply."""

    def __init__(self, text: str, finder: SkillFinder) -> None:
        self.text = text
        self.norms = norms_of(text)
        self.skills = frozenset(skill.id for skill, _ in finder.named(text))
        self.implied = frozenset().union(*(finder.taxonomy.implied_by(skill) for skill in self.skills))

    def how(self, keyword: Keyword) -> How | None:
        if keyword.skill in self.skills or any(
            norms_of(form) == self.norms for form in (keyword.label, *keyword.forms)
        ):
            return "exact"
        return "implied" if keyword.skill in self.implied else None


def _answered(match: Match, terms: Collection[_Term], config: Config) -> Match:
    """A match with the best that the terms make of it; the match itself where they make it no better."""
    requirement = match.requirement
    if requirement.years is not None or requirement.degree is not None or requirement.kind == "title":
        return match
    hows = {term.how(keyword) for term in terms for keyword in requirement.any_of}
    how: How | None = "exact" if "exact" in hows else "implied" if "implied" in hows else None
    if how is None or (credit := getattr(config.credits, how)) <= match.credit:
        return match
    return replace(match, how=how, credit=credit, weight=1.0)
