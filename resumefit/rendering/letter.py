"""A cover letter beside resume and posting: the facts, and their part of the page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resumefit.matching.letter import Claim, LetterMatch, Spoken
from resumefit.reading.document import Document
from resumefit.rendering.screen import Column, Screen, grid, heading, quoted, styled, width_left

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_SPOKEN: tuple[Column, ...] = ((4, "right"), (8, "left"), (24, "left"), (None, "left"))
_CLAIMED: tuple[Column, ...] = ((24, "left"), (None, "left"))


@dataclass(frozen=True, slots=True)
class SpokenFacts:
    """One of the demands that matter most: what it is worth in points of the score, whether the letter speaks to it and
    whether the resume answers it, and the letter's lines."""

    label: str
    worth: float
    in_letter: bool
    in_resume: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A skill that the letter names and the resume does not show, and the letter's line."""

    label: str
    line: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A cover letter: the demands that matter most, the weightiest first, and what the resume does not back."""

    file: str
    notes: tuple[str, ...]
    demands: tuple[SpokenFacts, ...]
    unbacked: tuple[ClaimFacts, ...]


def letter_facts(found: LetterMatch, notes: Sequence[str]) -> LetterFacts:
    """The facts of a letter; `notes` are the remarks on its file."""
    document: Document = found.letter.document
    return LetterFacts(
        document.source.name, tuple(notes), tuple(map(_spoken, found.demands)), tuple(map(_claim, found.unbacked))
    )


def letter_blocks(facts: LetterFacts, screen: Screen) -> Iterator[RenderableType]:
    """The part of the page on the letter."""
    said = sum(one.in_letter for one in facts.demands)
    yield from heading(f"Cover letter: speaks to {said} of the {len(facts.demands)} demands worth most")
    yield grid(_SPOKEN, (_spoken_row(one, screen) for one in facts.demands))
    if facts.unbacked:
        yield from heading(f"In the letter, not in the resume: {len(facts.unbacked)}", "say it in both, if it is true")
        yield grid(_CLAIMED, (_claim_row(one, screen) for one in facts.unbacked))


def _spoken(one: Spoken) -> SpokenFacts:
    lines = tuple(evidence.line for evidence in one.evidence)
    return SpokenFacts(one.label, round(one.worth, 4), bool(one.evidence), one.backed, lines)


def _claim(one: Claim) -> ClaimFacts:
    return ClaimFacts(one.label, one.evidence.line)


def _spoken_row(one: SpokenFacts, screen: Screen) -> Sequence[Text]:
    told = styled("said", "green") if one.in_letter else styled("left out", "yellow")
    width = width_left(screen, 4, 8, 24)
    line = quoted(one.lines[0], (one.label,), screen, width) if one.lines else styled(_left_out(one), "dim")
    return styled(f"{one.worth:.1f}", "bold"), told, styled(one.label), line


def _left_out(one: SpokenFacts) -> str:
    return "your resume answers it: say what you did with it" if one.in_resume else "your resume does not answer it"


def _claim_row(one: ClaimFacts, screen: Screen) -> Sequence[Text]:
    return styled(one.label, "bold"), quoted(one.line, (one.label,), screen, width_left(screen, 24))
