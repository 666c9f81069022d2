"""What is said of a resume and a posting where there are many of both: a Report's figures without its evidence."""

from __future__ import annotations

from typing import NamedTuple

from resumefit.matching.knockouts import Status
from resumefit.matching.score import PartName


class Pair(NamedTuple):
    """One resume against one posting. `total` and `literal` are those of a Score, `parts` the name, worth and earned points
    of each of its parts; `knockouts` are (label, status), `missing` the labels of what is not answered, knock-outs first and
    then what is worth most.

    A named tuple and plain tuples within, for there may be millions.
    """

    resume: str
    posting: str
    total: float
    literal: float
    parts: tuple[tuple[PartName, float, float], ...]
    knockouts: tuple[tuple[str, Status], ...]
    missing: tuple[str, ...]
