"""How well the zones of a posting are told apart, line by line, against postings read by hand.

A folder holds the postings and, in gold/, one FILE.json for each with `zones`: the first words and the zone of every line,
and of every sentence of running text, in the order of the text. Titles and headings are left out: they have no zone to be
right about, and a line taken for a heading by mistake is "none" and counts. A line that says what is not asked for is a
requirement in the gold; "waived" counts as that. What the reading left out of the text (a page's button) is not judged
but counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from resumefit.language.zones import Statement
from resumefit.reading.document import Document
from resumefit.reading.read import read_document

Figures = dict[str, float]
Judged = Counter[tuple[str, str]]
"""(the zone in the gold, the zone found) -> lines."""

UNJUDGED = frozenset(("title", "heading"))
ABSENT = "absent"  # the line is not in the text as read
NONE = "none"  # no statement: taken for a heading
# Mistakes that leave the demands as they are: neither zone of the first pairs gives keywords, and a condition (a shift, a
# permit) is looked for in all zones of the second and is no keyword in any.
ALIKE = {"meta": frozenset(("about", NONE)), "conditions": frozenset(("requirements", "benefits", "meta"))}


def judge(folder: Path, find: Callable[[Document], Sequence[Statement]]) -> Judged:
    """How the lines of a folder's postings were judged by a reader and are by `find`."""
    judged: Judged = Counter()
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        document = read_document(folder / gold["source"])
        judged.update(pairs(document, gold["zones"], find(document)))
    return judged


def pairs(document: Document, gold: Sequence[tuple[str, str]], found: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """For each line of the gold but titles and headings its zone there, and that of the statement in which it begins."""
    at = 0
    for beginning, zone in gold:
        place = re.compile(r"\s+".join(map(re.escape, beginning.split()))).search(document.text, at)
        at = place.start() + 1 if place else at
        if zone in UNJUDGED:
            continue
        if place is None:
            yield zone, ABSENT
            continue
        over = (one.zone for one in found if one.span.start < place.end() and place.start() < one.span.end)
        yield zone, next(over, NONE)


def figures(judged: Judged) -> Figures:
    """Percentages of the lines, rounded to a tenth: `strict` of those in the text with the gold's zone, `as_used` of those
    with it or one that makes no difference, and `in_text` of all."""
    there = sum(count for (_, got), count in judged.items() if got != ABSENT)
    strict = sum(count for (wanted, got), count in judged.items() if _same(wanted, got))
    used = sum(count for (wanted, got), count in judged.items() if _same(wanted, got) or got in ALIKE.get(wanted, ()))
    shares = {"strict": (strict, there), "as_used": (used, there), "in_text": (there, judged.total())}
    return {name: round(100 * part / whole if whole else 0.0, 1) for name, (part, whole) in shares.items()}


def _same(wanted: str, got: str) -> bool:
    return got == wanted or (wanted, got) == ("requirements", "waived")
