"""Which version to send where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resumefit.batch.arrays import best_sum

if TYPE_CHECKING:
    from resumefit.batch.arrays import Figures


@dataclass(frozen=True, slots=True)
class Assigned:
    """The resume that goes to a posting (their numbers), its score there, and others that would score the same."""

    posting: int
    resume: int
    total: float
    ties: tuple[int, ...]


def assigned(totals: Figures) -> tuple[Assigned, ...]:
    """A resume for each posting, so that the scores add up to the most; of equals the first.

    With as many resumes as postings, or more, none goes out twice; with fewer, each goes to its share of them: to three of
    seven postings at most where there are three resumes.
    """
    sent = best_sum(totals)
    return tuple(
        Assigned(posting, resume, float(totals[resume, posting]), _ties(totals, posting, resume))
        for resume, posting in sent
    )


def _ties(totals: Figures, posting: int, resume: int) -> tuple[int, ...]:
    same = (totals[:, posting] == totals[resume, posting]).nonzero()[0]
    return tuple(int(other) for other in same if other != resume)
