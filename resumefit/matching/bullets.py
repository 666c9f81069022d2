"""Which bullet of a resume shows a skill, and which could carry one that is only listed."""

from __future__ import annotations

from collections.abc import Sequence

from resumefit.language.entries import Entry
from resumefit.language.resume import Resume
from resumefit.language.sentences import Meanings
from resumefit.reading.document import Span

_CARRIES = 0.25  # likeness from which a bullet may be about a skill; most of those that are have 0.3 to 0.5


def showing(resume: Resume, places: Sequence[Span]) -> list[Span]:
    """The bullets of positions, and of other entries, that hold one of some places, in the order of the text."""
    bullets = [bullet for entry in resume.entries for bullet in entry.bullets]
    return [bullet for bullet in bullets if any(bullet.covers(place) for place in places)]


def carrier(resume: Resume, skill: str) -> tuple[Span, Entry] | None:
    """The bullet of a dated position that is most about what a skill is used for ("Laid out the annual report" for
    InDesign), with the position; None where none is, or where there is no encoder to tell."""
    entries = [entry for entry in resume.work if entry.dates]
    bullets = [(bullet, entry) for entry in entries for bullet in entry.bullets]
    meanings = Meanings([resume.document.quote(bullet) for bullet, _ in bullets])
    (like,) = meanings.answering(Meanings([skill]), _CARRIES, focus=0.0)
    return bullets[like[0]] if like else None
