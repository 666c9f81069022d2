"""Years, degree and level against what is asked for: the facts, and their part of the page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resumefit.checks.base import Finding
from resumefit.config import Severity
from resumefit.rendering.screen import Column, Screen, grid, heading, quoted, styled, width_left

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_COLUMNS: tuple[Column, ...] = ((6, "left"), (None, "left"))


@dataclass(frozen=True, slots=True)
class QualificationFacts:
    """A finding on years, degree or level, outside the score: what stands out, and what the posting says."""

    code: str
    severity: Severity
    message: str
    posting_line: str


def qualification_facts(findings: Sequence[Finding]) -> tuple[QualificationFacts, ...]:
    """The facts of the findings."""
    return tuple(QualificationFacts(one.code, one.severity, one.message, one.quote) for one in findings)


def qualification_blocks(facts: Sequence[QualificationFacts], screen: Screen) -> Iterator[RenderableType]:
    """The part of the page on them; nothing where nothing stands out."""
    if facts:
        yield from heading("Years, degree, level", "outside the score; `resumefit explain CODE` says more")
        yield grid(_COLUMNS, (_row(one, screen) for one in facts))


def _row(one: QualificationFacts, screen: Screen) -> Sequence[Text]:
    line = quoted(one.posting_line, (), screen, width_left(screen, 6))
    return styled(one.code, "yellow"), styled(f"{one.message}\n") + line if one.posting_line else styled(one.message)
