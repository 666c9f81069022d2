"""Needs: how firmly a sentence asks for each thing that it names: required, preferred, or a duty only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from resumefit.language.keywords import Item
from resumefit.language.zones import Zone
from resumefit.reading.document import Span

Need = Literal["required", "preferred", "duty"]
"""required: asked for; preferred: asked for softly; duty: only the account of the work names it."""

NEEDS: tuple[Need, ...] = get_args(Need)
"""Firmest first."""

NEED_OF_ZONE: dict[Zone, Need] = {"requirements": "required", "preferred": "preferred", "duties": "duty"}

_NEGATED_BEFORE = re.compile(
    r"\b(?:no|not(?! only| just)|without|isn['’]t|don['’]t need|do not need|needn['’]t|never|"
    r"rather than|instead of|other than)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_NEGATED_AFTER = re.compile(
    r"^[^.;,]{0,30}\b(?:(?:is|are) not (?:required|needed|necessary|a must|essential)|not (?:required|needed|"
    r"necessary)|(?:is|are)n['’]t (?:required|needed|necessary)|unnecessary)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^,;.()]{0,40}")
_FIRM = re.compile(
    r"^\s*(?:(?:is|are|skills?|experience|knowledge) )*(?:required|essential|mandatory|a must|needed)\b",
    re.IGNORECASE,
)
_SOFT_LEAD = re.compile(r"(?:preferably|ideally)(?:,| with| in| using)?\s*$", re.IGNORECASE)
_ASIDE_SOFT = re.compile(r"\([^()]*\b(?:preferably|ideally|preferred|desirable|a plus)\b[^()]*\)", re.IGNORECASE)
_SOFTENED = re.compile(
    r"\b(?:preferred|preferably|a plus|is a bonus|ideally|desirable|desired|nice to have|an asset|an advantage|"
    r"advantageous|beneficial)\b",
    re.IGNORECASE,
)


def is_negated(text: str, sentence: Span, place: Span) -> bool:
    """ "No degree required", "Java is not needed"; "a plus but not required" is a wish and not negated."""
    if _SOFTENED.search(text, sentence.start, sentence.end) or re.search(
        r"\bbut (?:is |are )?not\b|\bby no means\b", text[sentence.start : sentence.end]
    ):
        return False
    before, after = text[max(sentence.start, place.start - 40) : place.start], text[place.end : sentence.end]
    return bool(_NEGATED_BEFORE.search(before) or _NEGATED_AFTER.search(after))


def need_of(text: str, group: Sequence[Item], need: Need, span: Span) -> Need:
    """The need of one demand among those of a sentence: what is said right behind or before it beats the sentence's own.

    "Python required, Kafka preferred" asks for Python; "SQL (preferably PostgreSQL)" asks for SQL.
    """
    if need == "duty":
        return need
    clause = _CLAUSE.match(text, group[-1].span.end, span.end)
    behind = clause[0] if clause else ""
    before = text[max(span.start, group[0].span.start - 25) : group[0].span.start]
    if _FIRM.search(behind):
        return "required"
    if _SOFTENED.search(behind) or _SOFT_LEAD.search(before):
        return "preferred"
    if need == "preferred" and _ASIDE_SOFT.search(text[span.start : span.end]) and not _softened_outside(text, span):
        inside = text.rfind("(", span.start, group[0].span.start) > text.rfind(")", span.start, group[0].span.start)
        return "preferred" if inside else "required"
    return need


def _softened_outside(text: str, span: Span) -> bool:
    """Whether a sentence is softened elsewhere than in brackets."""
    return _SOFTENED.search(re.sub(r"\([^()]*\)", " ", text[span.start : span.end])) is not None
