"""Rows x what each posting gives for an answer: all scores in one sparse product.

A score is linear in the credits, so the scores of many resumes against many postings are a product of two matrices: the
credits of each resume for each question, and the points that each posting gives for it. Both have mostly zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

from resumefit.batch.arrays import column_sums, product, rounded, table
from resumefit.batch.plan import Asked, Plan
from resumefit.batch.rows import HOWS, STATUSES, Row
from resumefit.matching.knockouts import Status, licence_status
from resumefit.matching.pair import Pair
from resumefit.matching.score import PARTS

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from resumefit.batch.arrays import Figures

MISSING = 5
"""Labels of what a pair lacks, unless it is said otherwise."""


class Weights:
    """The points that each posting of a plan gives for each question, prepared for any number of rows.

    `missing` is the credit of a question without an answer, 0 unless the settings say otherwise.
    """

    def __init__(self, plan: Plan, missing: float) -> None:
        self.sheets = tuple(_Sheet(asked) for asked in plan.postings)
        self._missing = missing
        demands = [(number, one) for number, asked in enumerate(plan.postings) for one in asked.demands]
        shape = len(plan.questions), len(plan.postings)
        self._points = table([(one.question, number, one.worth) for number, one in demands], shape)
        self._literal = table([(one.question, number, one.literal) for number, one in demands], shape)
        columns = list(accumulate((len(sheet.parts) for sheet in self.sheets), initial=0))
        self.columns = tuple(slice(*ends) for ends in pairwise(columns))
        """Where the parts of each posting stand among those of all."""
        cells = [
            (one.question, columns[number] + self.sheets[number].parts.index(one.part), one.worth)
            for number, one in demands
            if not one.knockout
        ]
        self._parts = table(cells, (len(plan.questions), columns[-1]))

    def block(self, rows: Sequence[Row]) -> Block:
        """The scores of some resumes against all postings."""
        literal = product([(row.answered, row.literal) for row in rows], self._literal)
        return Block(self, tuple(rows), rounded(self._earned(rows, self._points)), rounded(literal))

    def parts(self, rows: Sequence[Row]) -> Figures:
        """The points that resumes earned in each part of each posting."""
        return self._earned(rows, self._parts)

    def _earned(self, rows: Sequence[Row], points: csr_array) -> Figures:
        earned = product([(row.answered, row.credits) for row in rows], points, self._missing)
        return earned + self._missing * column_sums(points)


class _Sheet:
    """What a posting asks, sorted for pairs."""

    def __init__(self, asked: Asked) -> None:
        self.name = asked.name
        scored = [demand for demand in asked.demands if not demand.knockout]
        self.parts = sorted({demand.part for demand in scored})  # numbers in PARTS
        self.part_names = [PARTS[part] for part in self.parts]
        self.worths = [sum(demand.worth for demand in scored if demand.part == part) for part in self.parts]
        by_worth = sorted(asked.demands, key=lambda demand: (not demand.knockout, -demand.worth))
        self.by_worth = [(demand.question, demand.label) for demand in by_worth]
        self._licences = [(demand.question, demand.label) for demand in asked.demands if demand.knockout]
        self._conditions = asked.conditions
        self._known: dict[tuple[Status, ...], tuple[tuple[str, Status], ...]] = {}

    def knockouts(self, row: Row, hows: dict[int, int]) -> tuple[tuple[str, Status], ...]:
        """What a resume says of the posting's licences and conditions; resumes that say the same share one tuple."""
        if not (self._licences or self._conditions):
            return ()
        conditions = row.conditions
        said: tuple[Status, ...] = (
            *[licence_status(HOWS[hows[one]] if one in hows else "missing") for one, _ in self._licences],
            *[STATUSES[conditions[one]] for one, _ in self._conditions],
        )
        if said not in self._known:
            labels = [label for _, label in (*self._licences, *self._conditions)]
            self._known[said] = tuple(zip(labels, said, strict=True))
        return self._known[said]


class Block:
    """Some resumes against all postings: `totals` and `literal` by resume and posting, 0 to 100, rounded as a Score's."""

    def __init__(self, weights: Weights, rows: tuple[Row, ...], totals: Figures, literal: Figures) -> None:
        self.rows = rows
        self.totals = totals
        self.literal = literal
        self._weights = weights

    def pairs(self, row: int) -> list[Pair]:
        """A resume against every posting."""
        return [self.pair(row, posting) for posting in range(len(self._weights.sheets))]

    def pair(self, row: int, posting: int, missing: int = MISSING) -> Pair:
        """A resume against a posting, with so many labels of what is missing."""
        sheet, hows = self._weights.sheets[posting], self._hows[row]
        earned = self._parts[row][self._weights.columns[posting]]
        lacking = (label for question, label in sheet.by_worth if question not in hows)
        return Pair(
            self.rows[row].name,
            sheet.name,
            self._totals[row][posting],
            self._literals[row][posting],
            tuple(zip(sheet.part_names, sheet.worths, earned, strict=True)),
            sheet.knockouts(self.rows[row], hows),
            tuple(islice(lacking, missing)),
        )

    # Lists of Python's own numbers, which are as fast again to take apart as arrays are; made where pairs are asked for

    @cached_property
    def _totals(self) -> list[list[float]]:
        return list(self.totals.tolist())

    @cached_property
    def _literals(self) -> list[list[float]]:
        return list(self.literal.tolist())

    @cached_property
    def _parts(self) -> list[list[float]]:
        return list(self._weights.parts(self.rows).tolist())

    @cached_property
    def _hows(self) -> list[dict[int, int]]:
        return [dict(zip(row.answered, row.hows, strict=True)) for row in self.rows]
