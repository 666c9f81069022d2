"""What a batch comes to, as facts and as a page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resumefit.matching.pair import Pair
from resumefit.rendering.safe import printable
from resumefit.rendering.screen import (
    Column,
    Screen,
    cleaned,
    grid,
    heading,
    joined,
    printed,
    quoted,
    styled,
    width_left,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

_MOST = 20  # lines of one part of the page; the files hold them all
_SCORES: tuple[Column, ...] = ((6, "right"), (None, "left"))


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What a posting asks, and the line of the resume that answers it."""

    asks: str
    how: str
    line: str


@dataclass(frozen=True, slots=True)
class TopFacts:
    """One of the best pairs; `answers` are those worth most, empty where evidence was not asked for."""

    pair: Pair
    answers: tuple[AnswerFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class BestFacts:
    """The best resumes for a posting, the best first."""

    posting: str
    title: str
    best: tuple[TopFacts, ...]


@dataclass(frozen=True, slots=True)
class ReachFacts:
    """The posting that a resume answers best."""

    resume: str
    posting: str
    total: float


@dataclass(frozen=True, slots=True)
class AssignedFacts:
    """The resume to send to a posting, and others that would score the same there."""

    posting: str
    resume: str
    total: float
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlikeFacts:
    """Resumes that are nearly the same as the first of them; `share` of their runs of three words in common, 0 to 1."""

    resumes: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class FailureFacts:
    """A document that could not be read or scored, and why."""

    name: str
    error: str


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What a batch comes to. `assigned` is None where it was not asked for; `finished` is False after Ctrl-C."""

    resumes: int
    postings: tuple[BestFacts, ...]
    reach: tuple[ReachFacts, ...]
    assigned: tuple[AssignedFacts, ...] | None
    alike: tuple[AlikeFacts, ...]
    failures: tuple[FailureFacts, ...]
    finished: bool = True


def render_batch(facts: BatchFacts, screen: Screen) -> str:
    """A batch as a page for a terminal."""
    return printed(screen, _page(cleaned(facts), screen))


def _page(facts: BatchFacts, screen: Screen) -> Iterator[RenderableType]:
    yield joined((counted(facts.resumes, "resume"), "bold"), f" against {counted(len(facts.postings), 'posting')}")
    if not facts.finished:
        yield styled("Stopped before the end: the figures are those of the resumes done.", "yellow")
    for posting in facts.postings[:_MOST]:
        aside = posting.title if posting.title != posting.posting else ""
        yield from heading(posting.posting, aside)
        for top in posting.best:
            yield from _top(top, screen)
    yield from _more(len(facts.postings), "postings")
    if facts.assigned is not None:
        yield from _assigned(facts.assigned)
    if facts.alike:
        yield from heading("Nearly the same", "share of three-word runs in common, at least")
        yield grid(
            _SCORES, [(styled(f"{one.share:.0%}"), styled(", ".join(one.resumes))) for one in facts.alike[:_MOST]]
        )
        yield from _more(len(facts.alike), "groups")
    if facts.failures:
        yield from heading("Left out")
        for failure in facts.failures[:_MOST]:
            yield joined("  ", (failure.name, "bold"), f": {failure.error}")
        yield from _more(len(facts.failures), "files")


def _top(top: TopFacts, screen: Screen) -> Iterator[RenderableType]:
    pair = top.pair
    lacking = f"  missing: {', '.join(pair.missing)}" if pair.missing else ""
    yield grid(_SCORES, [(styled(f"{pair.total:.1f}", "bold"), joined(pair.resume, (lacking, "dim")))])
    unmet = [label for label, status in pair.knockouts if status == "not met"]
    if unmet:
        yield grid(_SCORES, [(styled(), styled(f"not met: {', '.join(unmet)}", "red"))])
    width = width_left(screen, 6, 28)
    rows = [(styled(), styled(one.asks), quoted(one.line, (), screen, width)) for one in top.answers]
    if rows:
        yield grid(((6, "right"), (28, "left"), (None, "left")), rows)


def _assigned(assigned: Sequence[AssignedFacts]) -> Iterator[RenderableType]:
    yield from heading("Which to send where", "so that the scores add up to the most")
    rows = []
    for one in assigned[:_MOST]:
        ties = f"  as good: {', '.join(one.ties)}" if one.ties else ""
        rows.append((styled(f"{one.total:.1f}"), joined(f"{one.posting}: ", (one.resume, "bold"), (ties, "dim"))))
    yield grid(_SCORES, rows)
    yield from _more(len(assigned), "postings")


def _more(number: int, what: str) -> Iterator[RenderableType]:
    if number > _MOST:
        yield styled(f"  ... and {number - _MOST:,} more {what}: --out names a file for all", "dim")


def render_cache(folder: Path, entries: int, size: int, most: int) -> str:
    """Where a cache is and what it holds, on one line; sizes in bytes."""
    kept = "1 entry" if entries == 1 else f"{entries:,} entries"
    return f"{printable(str(folder))}: {kept}, {size / 1e6:,.1f} of at most {most / 1e6:,.0f} MB\n"


def counted(number: int, what: str) -> str:
    """A number of things: "1 resume", "1,000 resumes"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
