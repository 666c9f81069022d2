"""A resume's row: what it answers to all the questions of a plan, in a few kilobytes that pass between processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from resumefit.batch.likeness import sketch
from resumefit.batch.plan import Plan
from resumefit.config import Config
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import Taxonomy
from resumefit.matching.found import How
from resumefit.matching.knockouts import Conditions, Status
from resumefit.matching.match import Matcher
from resumefit.matching.shortlist import Shortlist

HOWS: tuple[How, ...] = get_args(How)
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Row:
    """What a resume answers. `answered` are the numbers of the questions that have an answer, in order; `hows` (numbers in
    HOWS), `credits` and `literal` are the answers. `conditions` are a number in STATUSES for each condition of the plan.

    `sketch` stands for its text, see `likeness`.
    """

    name: str
    answered: tuple[int, ...]
    hows: tuple[int, ...]
    credits: tuple[float, ...]
    literal: tuple[float, ...]
    conditions: tuple[int, ...]
    sketch: tuple[int, ...]


class Answerer:
    """Makes the rows of one plan."""

    def __init__(self, plan: Plan, taxonomy: Taxonomy, config: Config, today: date) -> None:
        self._plan = plan
        self._taxonomy = taxonomy
        self._config = config
        self._today = today
        self._shortlist = Shortlist(plan.questions, config.fuzzy, config.experience)
        self._number = {question: number for number, question in enumerate(plan.questions)}

    def row(self, name: str, resume: Resume) -> Row:
        """The row of a resume."""
        matcher = Matcher(resume, self._taxonomy, self._config, self._today, self._shortlist)
        numbers = sorted(self._number[question] for question in matcher.skills.possible or ())
        answers = [
            (number, answer)
            for number in numbers
            if (answer := matcher.answer(self._plan.questions[number])) is not None
        ]
        conditions = Conditions(resume)
        return Row(
            name,
            tuple(number for number, _ in answers),
            tuple(HOWS.index(answer.found.how) for _, answer in answers),
            tuple(answer.credit for _, answer in answers),
            tuple(answer.literal for _, answer in answers),
            tuple(STATUSES.index(conditions.status(one)[0]) for one in self._plan.conditions),
            sketch(resume.document.text),
        )
