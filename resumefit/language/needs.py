"""Needs: how firmly a sentence asks for each thing that it names: required, preferred, or a duty only."""

from __future__ import annotations

import re
from typing import Literal, get_args

from resumefit.language.patterns import load_patterns
from resumefit.language.zone_wordings import Zone
from resumefit.reading.document import Span

Need = Literal["required", "preferred", "duty"]
"""required: asked for; preferred: asked for softly; duty: only the account of the work names it."""

NEEDS: tuple[Need, ...] = get_args(Need)
"""Firmest first."""

NEED_OF_ZONE: dict[Zone, Need] = {"requirements": "required", "preferred": "preferred", "duties": "duty"}

_NEGATED_BEFORE = re.compile(
    r"\b(?:no|not(?! only| just)|without|isn['’]t|don['’]t need|do not need|needn['’]t|never|"
    r"rather than|instead of|other than)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:no need (?:for|to)|need not|needn['’]t|(?:won|don)['’]t (?:need|have to)|(?:will|do) not (?:need|have to))"
    r"\b(?:(?! but )[^.;:,]){0,40}$",
    re.IGNORECASE,
)
# "We don't need flair, bottle service or a degree": everything up to the sentence's turn
_NONE_OF = re.compile(
    r"\b(?:we|you) (?:don['’]t|do not|won['’]t) (?:need|ask|require|expect|insist|look|care|mind)\b"
    r"(?:(?!\b(?:but|just|only|until|if|we do|you do|we ask|we need|you need|we want|we expect)\b)[^.;:])*$",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"\W*(?:not|un)[- ]?(?:required|needed|necessary|essential|expected|wanted)\s*:", re.IGNORECASE
)
_NEGATED_AFTER = re.compile(
    r"^[^.;,]{0,30}\b(?:(?:(?:is|are) not|(?:is|are)n['’]t) (?:required|needed|necessary|a must|essential|expected|"
    r"asked(?: for)?(?=\s*(?:[.;)]|$))|part of)|not (?:required|needed|necessary|expected)|unnecessary|"
    r"(?:is|are) neither here nor there)",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"^[^.;,]{0,30}\b(?:(?:will|shall|would|can|do|does|is|are)(?: not|n['’]t)|won['’]t|can ?not|need not) (?:be )?"
    r"(?:considered|accept(?:ed|able)|entertained|short-?listed|qualify|eligible|suffice|count|enough|apply)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:without|under|below|(?:less|fewer) than)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
# A clause, with the mark behind it: "Master's or equivalent (Preferred)"
_MARK = r"required|essential|mandatory|must|compulsory|minimum|(?:strongly |highly )?(?:preferred|desir(?:ed|able))|optional"
_CLAUSE = re.compile(rf"\)?[^,;.()]{{0,40}}(?:\((?=\s*(?:{_MARK})\s*\))[^()]*)?", re.IGNORECASE)
_FIRM = re.compile(
    r"^\s*\(?(?:(?:is|are|skills?|experience|knowledge|the|an?|absolute(?:ly)?|bare) )*"
    r"(?:required|essential|mandatory|must(?! have)|needed|necessary|compulsory|minimum|least)\b",
    re.IGNORECASE,
)
_SOFT_LEAD = re.compile(r"(?:preferably|ideally)(?:,| with| in| using)?\s*$", re.IGNORECASE)
_LEADING = re.compile(r"\b(?:preferably|ideally)\b", re.IGNORECASE)
_LAST_CLAUSE = re.compile(
    r",\s+(?:and |with )?[^,;]{2,60}?\s(?:(?:being|is|are|would be) )?(?:also )?(?:an? )?(?:\w+ )?"
    r"(?:plus|bonus|asset|advantage|advantageous|beneficial|desirable|desired|preferred)\b[^,;]*$",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:years?|experience|knowledge|ability|skills?|degree|proficien\w+|famil\w+|understanding|must|required)\b",
    re.IGNORECASE,
)
_ASIDE_SOFT = re.compile(r"\([^()]*\b(?:preferably|ideally|preferred|desirable|a plus)\b[^()]*\)", re.IGNORECASE)
_SOFTENED = re.compile(
    r"\b(?:preferred|preferably|a (?:\w+ )?plus|is a bonus|ideally|desirable|desired|nice to have|an (?:\w+ )?asset|"
    r"(?:an?|added|additional) (?:\w+ )?advantage|advantageous|beneficial|(?:given|have|get) (?:\w+ )?preference|"
    r"(?:even|still) better|better still|would be (?:great|ideal|lovely|useful|nice|a bonus|welcome)|"
    r"we(?:['’]d| would) (?:really |most )?(?:love|like|prefer|favou?r))\b",
    re.IGNORECASE,
)

_LEAST = re.compile(r"\b(?:not|no) (?:less|fewer) than\b", re.IGNORECASE)  # denies nothing: "no less than four years"


def is_negated(text: str, sentence: Span, place: Span) -> bool:
    """ "No degree required", "Not needed: Java"; "a plus but not required" is a wish and not negated."""
    if _NOT_NEEDED.match(text, sentence.start, sentence.end):
        return True
    if _SOFTENED.search(text, sentence.start, sentence.end) or re.search(
        r"\bbut (?:is |are )?not\b|\bby no means\b", text[sentence.start : sentence.end]
    ):
        return False
    before, after = text[max(sentence.start, place.start - 40) : place.start], text[place.end : sentence.end]
    before = _LEAST.sub("", before)
    if _REFUSED.search(after):  # "Diplomas will not be accepted", but "those without a degree will not be considered"
        return _WITHOUT.search(before) is None
    if _NONE_OF.search(text, sentence.start, place.start):
        return True
    return bool(_NEGATED_BEFORE.search(before) or _NEGATED_AFTER.search(after))


def need_of(
    text: str, place: Span, need: Need, sentence: Span, *, by_words: bool = False, until: int | None = None
) -> Need:
    """The need of one demand among those of a sentence: what is said right behind or before it beats the sentence's own.

    "Python required, Kafka preferred" asks for Python; "SQL, ideally PostgreSQL" and "SQL (preferably PostgreSQL)" ask for
    SQL. `by_words` says that the sentence is softened by its own words, and not by its heading; `until` is where the next
    demand begins, to which what is said there belongs.
    """
    if need == "duty":
        return need
    clause = _CLAUSE.match(text, place.end, sentence.end if until is None else until)
    behind = clause[0] if clause else ""
    before = text[max(sentence.start, place.start - 25) : place.start]
    if _FIRM.search(behind):
        return "required"
    if _SOFTENED.search(behind) or _SOFT_LEAD.search(before):
        return "preferred"
    whole = text[sentence.start : sentence.end]
    if need == "preferred" and _ASIDE_SOFT.search(whole) and not _softened_outside(whole):
        inside = text.rfind("(", sentence.start, place.start) > text.rfind(")", sentence.start, place.start)
        return "preferred" if inside else "required"
    if need == "preferred" and by_words:
        soft = _soft_part(text, sentence)
        return "preferred" if soft is None or soft.overlaps(place) else "required"
    return need


def _soft_part(text: str, sentence: Span) -> Span | None:
    """The part of a softened sentence that alone is softened, None where all of it is.

    "SQL, ideally PostgreSQL": what follows the word; "three years of purchasing, automotive being an advantage": the last
    clause, where one before it makes a demand of its own.
    """
    words = [
        match.span()
        for match in load_patterns("zones.toml", "cues")["preferred"].finditer(text, sentence.start, sentence.end)
    ]
    leads = [match.span() for match in _LEADING.finditer(text, sentence.start, sentence.end)]
    if leads and all(any(lead[0] < end and start < lead[1] for lead in leads) for start, end in words):
        return Span(leads[0][0], sentence.end)
    last = _LAST_CLAUSE.search(text, sentence.start, sentence.end)
    alone = last is not None and all(start >= last.start() for start, _ in words)
    if last is not None and alone and _DEMAND.search(text, sentence.start, last.start()):
        return Span(last.start(), sentence.end)
    return None


def _softened_outside(sentence: str) -> bool:
    """Whether a sentence is softened elsewhere than in brackets."""
    return _SOFTENED.search(re.sub(r"\([^()]*\)", " ", sentence)) is not None
