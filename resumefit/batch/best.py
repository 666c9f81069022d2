"""The best of many pairs, kept while they pass: what a batch comes to without holding it all."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from resumefit.batch.arrays import stacked
from resumefit.batch.assign import assigned
from resumefit.batch.likeness import Alike, Likenesses
from resumefit.batch.matrix import Block
from resumefit.batch.plan import Plan
from resumefit.matching.pair import Pair

if TYPE_CHECKING:
    from resumefit.batch.arrays import Figures
    from resumefit.batch.assign import Assigned


class Best:
    """The `top` best resumes of each posting, and the best posting of each resume, of the blocks that were added.

    With `keep_totals` all scores are kept, in four bytes each, for an assignment.
    """

    def __init__(self, plan: Plan, top: int, *, keep_totals: bool = False) -> None:
        self.resumes: list[str] = []
        self.reach: list[tuple[int, float]] = []
        """Of each resume the number of its best posting, and the score there."""
        self._plan = plan
        self._top = top
        self._keep_totals = keep_totals
        self._best: list[list[tuple[float, int, Pair]]] = [[] for _ in plan.postings]
        self._totals: list[Figures] = []
        self._likenesses = Likenesses()

    def add(self, block: Block) -> None:
        """Take the scores of some more resumes."""
        first = len(self.resumes)
        self.resumes += [row.name for row in block.rows]
        for row in block.rows:
            self._likenesses.add(row.sketch)
        best = block.totals.argmax(axis=1)
        self.reach += [(int(j), float(block.totals[i, j])) for i, j in enumerate(best)]
        for posting, kept in enumerate(self._best):
            totals = block.totals[:, posting]
            least = kept[-1][0] if len(kept) == self._top else -1.0
            order = (-totals).argsort(kind="stable")[: self._top]
            new = [
                (float(totals[i]), -(first + int(i)), block.pair(int(i), posting)) for i in order if totals[i] > least
            ]
            if new:
                self._best[posting] = nlargest(self._top, [*kept, *new], key=lambda one: one[:2])
        if self._keep_totals:
            self._totals.append(block.totals.astype("float32"))

    def of_posting(self, posting: int) -> list[tuple[int, Pair]]:
        """The best resumes for a posting: the number of each and how it does; of equals the first."""
        return [(-number, pair) for _, number, pair in self._best[posting]]

    def assignment(self) -> tuple[Assigned, ...]:
        """Which resume to send where."""
        return assigned(stacked(self._totals, len(self._plan.postings)))

    def alike(self) -> tuple[Alike, ...]:
        """Resumes that are nearly the same."""
        return self._likenesses.groups()
