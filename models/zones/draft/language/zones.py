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
from resumefit.language.zone_wordings import DEMANDS, Zone, heading_zone
from resumefit.reading.document import Document, Span

# British person specifications mark each line (E) or (D), under a legend that says so.
_LEGEND = re.compile(r"\bD\)?\s*(?:=|:|–|-|for|stands for|means)\s*desirable", re.IGNORECASE)
_DESIRABLE = re.compile(r"^[([]?D[)\]:]\s|[([]D[)\]]\s*[.;]?$|\sD$")
_ESSENTIAL = re.compile(r"^[([]?E[)\]:]\s|[([]E[)\]]\s*[.;]?$|\sE$")


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
    learnt = best_zones(evidence_of(document, passages), [passage.joint for passage in passages])
    marked = _LEGEND.search(document.text) is not None
    return tuple(
        Statement(one.span, _zone(_with_mark(document, one.span), one, zone, marked=marked), one.heading, one.item)
        for one, zone in zip(passages, learnt, strict=True)
    )


def _zone(text: str, passage: Passage, learnt: Zone, *, marked: bool) -> Zone:
    """The zone that is learnt, but for what the posting itself marks: the lines of a legend, what it does not ask for."""
    if marked and _DESIRABLE.search(text):
        return "preferred"
    if marked and _ESSENTIAL.search(text):
        return "requirements"
    if passage.opened == "waived" and learnt in DEMANDS:
        return "waived"
    return learnt


def _with_mark(document: Document, span: Span) -> str:
    """A sentence with the sign or letter that its line begins with."""
    return document.text[document.text.rfind("\n", 0, span.start) + 1 : span.end].strip()
