"""A check of one's own: `resumefit check resume.pdf --checks examples/own_check.py`.

A settings file says the same for good, and sets the check's option:

    [checks]
    modules = ["own_check.py"]

    [checks.OWN101]
    most = 2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.subject import Subject
from resumefit.reading.document import Span


@check(
    code="OWN101",
    name="exclamation-marks",
    title="Exclamation marks",
    why="Our firm's readers find them loud.",
    fix="End the sentence with a full stop.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def exclamation_marks(subject: Subject, *, most: int = 0) -> Iterator[Spot]:
    """There are more of them than `most`."""
    marks = [found.start() for found in re.finditer("!", subject.text)]
    for place in marks[most:]:
        yield Spot(message="An exclamation mark", span=Span(place, place + 1), quote=_line(subject, place))


def _line(subject: Subject, place: int) -> str:
    line = subject.document.line_at(place)
    return subject.document.quote(line.span) if line else ""
