"""Zones: what each sentence of a posting is about.

By the headings above it, its own wording, its neighbours and its place; what each of these is worth is learnt from postings
read by hand (models/zones).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resumefit.language.outline import Passage, outline_of
from resumefit.language.zone_evidence import evidence_of
from resumefit.language.zone_model import best_zones
from resumefit.language.zone_wordings import DEMANDS, Zone
from resumefit.reading.document import Document, Span

# British person specifications mark each line (E) or (D), under a legend that says so.
_LEGEND = re.compile(r"\bD\)?\s*(?:=|:|–|-|for|stands for|means)\s*desirable", re.IGNORECASE)
# Behind the mark may stand how it is assessed: "(D) A/I" is told from the application form and in the interview.
_ASSESSED = r"(?:\s*[A-Z](?:\s?[/,&]\s?[A-Z])*)?\s*[.;]?$"
_DESIRABLE = re.compile(rf"^[([]?D[)\]:]?\s|[([]D[)\]]{_ASSESSED}|\sD$")
_ESSENTIAL = re.compile(rf"^[([]?E[)\]:]?\s|[([]E[)\]]{_ASSESSED}|\sE$")

_MARKED = DEMANDS | {"conditions"}  # zones whose lines a person specification marks


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list item of a posting, the zone it belongs to, and the heading it stands under ("" for none)."""

    span: Span
    zone: Zone
    heading: str = ""
    item: bool = False


def statements_of(document: Document) -> tuple[Statement, ...]:
    """The sentences and list items of a posting with their zones; headings are left out."""
    passages = outline_of(document)
    evidence = evidence_of(document, passages)
    learnt = best_zones(evidence, [passage.joint for passage in passages])
    marked = bool(_LEGEND.search(document.text))
    return tuple(
        Statement(
            one.span,
            (marked and zone in _MARKED and _marked_zone(document, one, has)) or _zone(one, has, zone),
            one.heading,
            one.item,
        )
        for one, has, zone in zip(passages, evidence, learnt, strict=True)
    )


def _zone(passage: Passage, evidence: frozenset[str], learnt: Zone) -> Zone:
    """The zone that is learnt, but for what the posting itself says: a key ("Experience: 3-7 years") tells what stands behind
    it, and demands can be softened, or be said not to be made."""
    if passage.inline and passage.opened in DEMANDS and learnt == "meta":
        return passage.opened
    if learnt not in DEMANDS:
        return learnt
    if passage.opened == "waived":
        return "waived"
    return "preferred" if "softened" in evidence else learnt


def _marked_zone(document: Document, passage: Passage, evidence: frozenset[str]) -> Zone | None:
    """What the mark on a line of a person specification says it is. The sign of a list can stand before the mark, and the
    reading can have taken the mark itself for one. Where the others are marked, a line without a mark and without a word
    that softens it is no wish: None, but for where its neighbours make one of it."""
    span = passage.span
    line = document.text[document.text.rfind("\n", 0, span.start) + 1 : span.end].strip()
    said = (line, document.quote(span))
    if any(map(_DESIRABLE.search, said)):
        return "preferred"
    if any(map(_ESSENTIAL.search, said)):
        return "requirements"
    return "requirements" if passage.opened == "requirements" and "softened" not in evidence else None
