"""What many postings ask, prepared once: the different questions, and what each posting gives for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resumefit.config import Config
from resumefit.language.knockouts import Knockout, KnockoutKind
from resumefit.language.posting import JobPosting
from resumefit.language.taxonomy import Taxonomy
from resumefit.matching.knockouts import condition_key
from resumefit.matching.questions import Question, questions_of
from resumefit.matching.score import PARTS, literal_share, part_of, worths


@dataclass(frozen=True, slots=True)
class Demand:
    """One requirement of a posting: the number of its question, and the points that it is worth in the score and in the
    literal one. `part` is a number in PARTS."""

    question: int
    label: str
    worth: float
    literal: float
    part: int
    knockout: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What one posting asks: its demands in its own order, and of its conditions the number and the label."""

    name: str
    title: str
    demands: tuple[Demand, ...]
    conditions: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What many postings ask: the different `questions` and `conditions`, and for each posting which of them are its."""

    questions: tuple[Question, ...]
    conditions: tuple[Knockout, ...]
    postings: tuple[Asked, ...]


class Planner:
    """Makes a Plan of one posting after the other."""

    def __init__(self, taxonomy: Taxonomy, config: Config) -> None:
        self._taxonomy = taxonomy
        self._config = config
        self._questions: dict[Question, int] = {}
        self._conditions: dict[tuple[KnockoutKind, int], tuple[int, Knockout]] = {}
        self._postings: list[Asked] = []

    def add(self, name: str, posting: JobPosting) -> None:
        """Add a posting. Raises NothingToScoreError where it asks for nothing but a title."""
        worth = worths(posting.requirements, self._config)
        share = literal_share(zip(posting.requirements, worth, strict=True))
        demands = tuple(
            Demand(
                self._questions.setdefault(question, len(self._questions)),
                question.requirement.label,
                value,
                0.0 if question.requirement.years is not None else value * share,
                PARTS.index(part_of(question.requirement)),
                question.requirement.knockout,
            )
            for question, value in zip(questions_of(posting, self._taxonomy, self._config.fuzzy), worth, strict=True)
        )
        self._postings.append(Asked(name, posting.title, demands, tuple(self._conditions_of(posting.knockouts))))

    def _conditions_of(self, knockouts: Iterable[Knockout]) -> Iterable[tuple[int, str]]:
        for knockout in knockouts:
            number, _ = self._conditions.setdefault(condition_key(knockout), (len(self._conditions), knockout))
            yield number, knockout.label

    def plan(self) -> Plan:
        """What the postings ask together."""
        conditions = tuple(knockout for _, knockout in self._conditions.values())
        return Plan(tuple(self._questions), conditions, tuple(self._postings))
