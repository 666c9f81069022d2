"""What is said of a resume and a posting where there are many of both: a Report's figures without its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from resumefit.matching.knockouts import Status
from resumefit.matching.score import Part


@dataclass(frozen=True, slots=True)
class Pair:
    """One resume against one posting. `total`, `literal` and `parts` are those of a Score; `knockouts` are (label, status),
    `missing` the labels of what is not answered, knock-outs first and then what is worth most."""

    resume: str
    posting: str
    total: float
    literal: float
    parts: tuple[Part, ...]
    knockouts: tuple[tuple[str, Status], ...]
    missing: tuple[str, ...]
