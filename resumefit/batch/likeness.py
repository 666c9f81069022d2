"""Which resumes are nearly the same: versions that differ in a word, files that were copied."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

ALIKE = 0.9
"""Share of runs of three words in common from which two texts are nearly the same; a changed word in sixty leaves so many."""

_SKETCHED = 128  # digests that stand for a text; the share of them in common errs by some 3 %
_RUN = 3  # words
_BANDED = 16  # of these, the smallest: two texts so much alike share none of them once in 10^16


@dataclass(frozen=True, slots=True)
class Alike:
    """Resumes (their numbers) that are nearly the same as the first of them, and the least share of their runs of three
    words in common with it, 0 to 1."""

    resumes: tuple[int, ...]
    share: float


class Likenesses:
    """Groups of texts that are nearly the same. Each text is compared with the first ones of the groups so far that share a
    small digest with it, so that the cost grows with the number of texts."""

    def __init__(self) -> None:
        self._count = 0
        self._groups: dict[int, list[tuple[int, float]]] = {}
        self._sketches: dict[int, frozenset[int]] = {}
        self._sharing: dict[int, list[int]] = {}

    def add(self, sketch: Sequence[int]) -> None:
        """Take the sketch of one more text."""
        number, self._count = self._count, self._count + 1
        mine = frozenset(sketch)
        sharing = {first for digest in sketch[:_BANDED] for first in self._sharing.get(digest, ())}
        near = [first for first in sharing if _may_be_alike(self._sketches[first], mine)]
        share, first = max(((likeness(self._sketches[one], mine), -one) for one in near), default=(0.0, 0))
        if share >= ALIKE:
            self._groups[-first].append((number, share))
            return
        self._groups[number] = []
        self._sketches[number] = mine
        for digest in sketch[:_BANDED]:
            self._sharing.setdefault(digest, []).append(number)

    def groups(self) -> tuple[Alike, ...]:
        """The groups of more than one text, in order of their first."""
        return tuple(
            Alike((first, *(number for number, _ in others)), min(share for _, share in others))
            for first, others in self._groups.items()
            if others
        )


def sketch(text: str) -> tuple[int, ...]:
    """What stands for a text beside others: of its runs of three words those with the smallest digests, in order. The share
    of them that two texts have in common estimates the share of runs that they have in common (a bottom-k sketch, Broder
    1997: On the resemblance and containment of documents)."""
    words = re.findall(r"\w+", text.lower())
    runs = {" ".join(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1))}
    return tuple(sorted({zlib.crc32(run.encode("utf-8", "replace")) for run in runs})[:_SKETCHED])


def likeness(one: Collection[int], two: Collection[int]) -> float:
    """The share of runs of words that two texts have in common, as their sketches tell it: 0 to 1."""
    mine, theirs = frozenset(one), frozenset(two)
    union = sorted(mine | theirs)[:_SKETCHED]
    return sum(digest in mine and digest in theirs for digest in union) / len(union) if union else 0.0


def _may_be_alike(one: frozenset[int], two: frozenset[int]) -> bool:
    """Whether two sketches have so much in common that what they stand for can be nearly the same; most have not."""
    return len(one & two) >= ALIKE * min(_SKETCHED, max(len(one), len(two)))
