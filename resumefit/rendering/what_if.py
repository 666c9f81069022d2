"""What skills that were asked about would add to the score: the facts, and their part of the page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resumefit.matching.score import Band, Score
from resumefit.matching.what_if import Gain, WhatIf
from resumefit.rendering.screen import Column, grid, heading, joined, styled

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text


@dataclass(frozen=True, slots=True)
class GainFacts:
    """What one skill by itself would add to the total; `answers` are the demands that it would answer (better), `met` those
    that ask for it and are met as well without. Both are empty where the posting does not ask for it."""

    term: str
    gain: float
    answers: tuple[str, ...]
    met: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIfFacts:
    """The score if all the skills were true and in the resume. Two alternatives of one demand do not add up."""

    total: float
    band: Band
    gain: float
    terms: tuple[GainFacts, ...]


def what_if_facts(found: WhatIf, score: Score) -> WhatIfFacts:
    """The facts of a question, beside the score as it is."""
    gain = round(found.score.total - score.total, 1)
    return WhatIfFacts(found.score.total, found.score.band, gain, tuple(map(_gain, found.gains)))


def what_if_blocks(facts: WhatIfFacts) -> Iterator[RenderableType]:
    """The part of the page that answers the question."""
    yield from heading("What if these were true", "and in a line on your work")
    columns: tuple[Column, ...] = ((5, "right"), (24, "left"), (None, "left"))
    yield grid(columns, [*map(_row, facts.terms), *_together(facts)])


def _gain(gain: Gain) -> GainFacts:
    return GainFacts(gain.term, gain.points, gain.answers, gain.met)


def _row(one: GainFacts) -> Sequence[Text]:
    colour = "bold green" if one.gain else "dim"
    return styled(f"+{one.gain:.1f}", colour), styled(one.term, "bold"), styled(_says(one))


def _says(one: GainFacts) -> str:
    if one.answers:
        return f"answers {', '.join(one.answers)}"
    return f"{', '.join(one.met)}: met already" if one.met else "the posting does not ask for it"


def _together(facts: WhatIfFacts) -> Iterator[Sequence[Text]]:
    says = joined(f"{facts.total:.1f} / 100, {facts.band}")
    yield styled(f"+{facts.gain:.1f}", "bold"), styled("all together", "bold"), says
