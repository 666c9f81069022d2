"""Rows x what each posting gives for an answer: all scores in one sparse product.

A score is linear in the credits, so the scores of many resumes against many postings are a product of two matrices: the
credits of each resume for each question, and the points that each posting gives for it. Both have mostly zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from resumefit.batch.arrays import column_sums, product, rounded, table
from resumefit.batch.plan import Asked, Demand, Plan
from resumefit.batch.rows import HOWS, STATUSES, Row
from resumefit.matching.knockouts import Status, licence_status
from resumefit.matching.pair import Pair
from resumefit.matching.score import PARTS, Part

if TYPE_CHECKING:
    from resumefit.batch.arrays import Figures


class Weights:
    """The points that each posting of a plan gives for each question, prepared for any number of rows.

    `missing` is the credit of a question without an answer, 0 unless the settings say otherwise.
    """

    def __init__(self, plan: Plan, missing: float) -> None:
        self.plan = plan
        self._missing = missing
        shape = len(plan.questions), len(plan.postings)
        demands = [(number, one) for number, asked in enumerate(plan.postings) for one in asked.demands]
        self._points = table([(one.question, number, one.worth) for number, one in demands], shape)
        self._literal = table([(one.question, number, one.literal) for number, one in demands], shape)
        self._floor = missing * column_sums(self._points)

    def block(self, rows: Sequence[Row]) -> Block:
        """The scores of some resumes against all postings."""
        totals = product([(row.answered, row.credits) for row in rows], self._points, self._missing) + self._floor
        literal = product([(row.answered, row.literal) for row in rows], self._literal)
        return Block(self.plan, tuple(rows), rounded(totals), rounded(literal), self._missing)


class Block:
    """Some resumes against all postings: `totals` and `literal` by resume and posting, 0 to 100, rounded as a Score's."""

    def __init__(self, plan: Plan, rows: tuple[Row, ...], totals: Figures, literal: Figures, missing: float) -> None:
        self.plan = plan
        self.rows = rows
        self.totals = totals
        self.literal = literal
        self._missing = missing

    def pairs(self, missing: int) -> Iterator[Pair]:
        """Every pair, resume by resume, with so many labels of what is missing."""
        for row in range(len(self.rows)):
            for posting in range(len(self.plan.postings)):
                yield self.pair(row, posting, missing)

    def pair(self, row: int, posting: int, missing: int) -> Pair:
        """One pair, with so many labels of what is missing."""
        asked, earned, hows = self.plan.postings[posting], self._credits[row], self._hows[row]
        lacking = (demand.label for demand in self._by_worth[posting] if demand.question not in earned)
        return Pair(
            self.rows[row].name,
            asked.name,
            float(self.totals[row, posting]),
            float(self.literal[row, posting]),
            tuple(_parts(asked, earned, self._missing)),
            tuple(self._knockouts(asked, self.rows[row], hows)),
            tuple(islice(lacking, missing)),
        )

    @cached_property
    def _credits(self) -> list[dict[int, float]]:
        return [dict(zip(row.answered, row.credits, strict=True)) for row in self.rows]

    @cached_property
    def _hows(self) -> list[dict[int, int]]:
        return [dict(zip(row.answered, row.hows, strict=True)) for row in self.rows]

    @cached_property
    def _by_worth(self) -> list[list[Demand]]:
        return [sorted(asked.demands, key=lambda d: (not d.knockout, -d.worth)) for asked in self.plan.postings]

    @staticmethod
    def _knockouts(asked: Asked, row: Row, hows: dict[int, int]) -> Iterator[tuple[str, Status]]:
        for demand in asked.demands:
            if demand.knockout:
                how = HOWS[hows[demand.question]] if demand.question in hows else "missing"
                yield demand.label, licence_status(how)
        for number, label in asked.conditions:
            yield label, STATUSES[row.conditions[number]]


def _parts(asked: Asked, answers: dict[int, float], missing: float) -> Iterator[Part]:
    """The parts of a score, from the credit of each question that has an answer."""
    worth: dict[int, float] = {}
    earned: dict[int, float] = {}
    for demand in asked.demands:
        if not demand.knockout:
            credit = answers.get(demand.question, missing)
            worth[demand.part] = worth.get(demand.part, 0.0) + demand.worth
            earned[demand.part] = earned.get(demand.part, 0.0) + demand.worth * credit
    for part in sorted(worth):
        yield Part(PARTS[part], worth[part], earned[part])
