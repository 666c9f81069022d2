"""Which version to send where, and which versions are nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from resumefit.batch.arrays import best_sum
from resumefit.batch.rows import likeness

if TYPE_CHECKING:
    from resumefit.batch.arrays import Figures

_ALIKE = 0.9  # share of runs of three words in common; one word in sixty changed leaves so many
_BANDED = 16  # of a sketch's digests, the smallest: texts so much alike share one of them but for one time in 10^16


@dataclass(frozen=True, slots=True)
class Assigned:
    """The resume that goes to a posting (their numbers), and others that would score the same there."""

    posting: int
    resume: int
    ties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two resumes that are nearly the same (their numbers), and the share of their runs of words in common, 0 to 1."""

    one: int
    two: int
    share: float


def assigned(totals: Figures) -> tuple[Assigned, ...]:
    """A resume for each posting, so that the scores add up to the most; of equals the first.

    With as many resumes as postings, or more, none goes out twice; with fewer, each goes to its share of them: to three of
    seven postings at most where there are three resumes.
    """
    sent = best_sum(totals)
    return tuple(Assigned(posting, resume, _ties(totals, posting, resume)) for resume, posting in sent)


def _ties(totals: Figures, posting: int, resume: int) -> tuple[int, ...]:
    same = (totals[:, posting] == totals[resume, posting]).nonzero()[0]
    return tuple(int(other) for other in same if other != resume)


def alike(sketches: Sequence[tuple[int, ...]]) -> tuple[Likeness, ...]:
    """The pairs of texts that are nearly the same, by their sketches; only those that share a small digest are compared."""
    sharing: dict[int, list[int]] = {}
    for number, sketch in enumerate(sketches):
        for digest in sketch[:_BANDED]:
            sharing.setdefault(digest, []).append(number)
    pairs = {pair for numbers in sharing.values() for pair in combinations(numbers, 2)}
    found = ((one, two, likeness(sketches[one], sketches[two])) for one, two in sorted(pairs))
    return tuple(Likeness(one, two, share) for one, two, share in found if share >= _ALIKE)
