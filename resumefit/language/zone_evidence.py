"""Evidence: what speaks for one zone or another in a sentence of a posting and in where it stands. Only names of features
come out; what each is worth stands in data/zone_weights.jsonl, learnt by models/zones/train.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resumefit.language.outline import Passage
from resumefit.language.patterns import load_patterns
from resumefit.language.tagging import common_verbs
from resumefit.language.words import base_form
from resumefit.language.zone_wordings import Zone, zone_cues, zone_hints
from resumefit.reading.document import Document

_ASIDE = re.compile(r"\([^()]*\)")
_CONTENT = re.compile(r"\b(?!you\b|will\b|would\b|should\b|also\b|and\b|but\b|have\b|has\b|who\b)\w{3,}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_VALEDICTION = re.compile(
    r"^(?:(?:with )?(?:kind|best|warm|warmest|many) (?:regards|wishes|thanks)|all the best|cheers|yours \w+|sincerely"
    r"|regards|thanks|thank you)\b[^.?!]{0,30}$",
    re.IGNORECASE,
)
_SHAPES = {
    "address": re.compile(r"\S@\S|https?:|www\.|\b\d{3,5}[ -]\d{3,}"),
    "money": re.compile(r"[$£€]\s?\d|\b\d{2,3}k\b|\b(?:EUR|USD|CAD|AUD|SEK|CHF)\b", re.IGNORECASE),
    "digit": re.compile(r"\d"),
    "key and value": re.compile(r"^[^:.]{2,30}: \S"),
    "bars": re.compile(r"\s[|·•/]\s"),
    "small letter first": re.compile(r"^[a-z]"),
    "valediction": _VALEDICTION,
    "question": re.compile(r"\?$"),
    "colon last": re.compile(r":$"),
    "name first": re.compile(
        r"^(?!(?:You|We|Our|The|This|They|It|Your|All|There|He|She|No)\b)[A-Z][\w'’&.-]+"
        r"(?: (?:&|and|of|[A-Z][\w'’&.-]+)){0,5} "
        r"(?:is|are|was|has|have|will|\w{2,}s)\b"
    ),
}
_SHORT, _LONG = 5, 20  # words: below, an entry of a list; above, running text
_HEAD = 4  # passages: the lines below the title
_FIFTHS = 5
_WHOLE = 12  # passages of a posting from its blurb to its small print; in an excerpt the place tells nothing
_CLAUSE = 3  # words of the shortest clause that demands something
_SIGNATURE = 4  # passages below "Kind regards": name, post, firm, how to reach them


def evidence_of(document: Document, passages: Sequence[Passage]) -> list[frozenset[str]]:
    """For each passage the names of the features it has."""
    last = passages[-1].section if passages else 0
    texts = [document.quote(passage.span).replace("’", "'") for passage in passages]
    signed = len(texts)  # the first of the lines below "Kind regards"
    found = []
    for index, (passage, text) in enumerate(zip(passages, texts, strict=True)):
        place = _of_place(passages, index, last)
        signature = ("signature",) if signed < index <= signed + _SIGNATURE else ()
        found.append(frozenset((*_of_heading(passage), *place, *signature, *_of_text(text))))
        signed = index if "valediction" in found[-1] else signed
    return found


def asked_of(passage: Passage) -> str:
    """The zone of the heading above a passage, "none" without one, "unknown" where it tells nothing.

    What is waived stands where requirements stand, and is worded as they are."""
    zone: Zone | None = passage.opened
    if zone is None:
        return "unknown" if passage.heading and passage.section else "none"
    return "requirements" if zone == "waived" else zone


def _of_heading(passage: Passage) -> Iterator[str]:
    under = asked_of(passage)
    yield f"{'past' if passage.past else 'under'} {under}"
    if passage.inline:
        yield "inline heading"
    if passage.section:
        for word in _WORD.findall(passage.heading.lower()):
            yield f"heading {base_form(word)}"


def _of_place(passages: Sequence[Passage], index: int, last: int) -> Iterator[str]:
    one, count = passages[index], len(passages)
    yield "item" if one.item else "text"
    if index and not one.item and passages[index - 1].item:
        yield "text after items"
    if index < _HEAD and one.section == 0:
        yield "head"
    if index == 0:
        yield "first"
    if one.section == 0:
        yield "above headings"
    if count < _WHOLE:
        return
    if 0 < one.section == last:
        yield "below last heading"
    yield f"fifth {index * _FIFTHS // count}"
    if count - index <= 3:
        yield "end"


def _of_text(text: str) -> Iterator[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    forms = [base_form(word) for word in words]
    said = zone_cues(text)
    yield from (f"says {zone}" for zone in said)
    if "preferred" in said:
        yield _softened(text)
    yield from (f"hints {zone}" for zone in zone_hints(forms))
    yield from (name for name, shape in _SHAPES.items() if shape.search(text))
    if len(words) < _SHORT:
        yield "short"
    if len(words) > _LONG:
        yield "long"
    yield from _of_words(words, forms)


def _softened(text: str) -> str:
    """How much of a sentence with a wording of preference ("a plus") is softened: all of it, or only an aside, what follows
    "ideally", or a last clause behind a demand ("three years of purchasing, automotive being an advantage")."""
    bare = _ASIDE.sub(" ", text)
    found = load_patterns("zones.toml", "cues")["preferred"].search(bare)
    if found is None:
        return "softened aside"
    before = bare[: found.start()]
    if found[0].lower() in ("ideally", "preferably"):
        demanded = _CONTENT.search(before) is not None
    else:  # a clause, not the first names of a list: "Danish, Swedish or Norwegian would be a plus"
        clauses = before[: before.rfind(",") + 1].split(",")
        demanded = any(len(clause.split()) >= _CLAUSE for clause in clauses)
    return "softened in part" if demanded else "softened"


def _of_words(words: Sequence[str], forms: Sequence[str]) -> Iterator[str]:
    yield from (f"word {form}" for form in forms)
    yield from (" ".join(("pair", *pair)) for pair in pairwise(words))
    if words:
        yield f"opens {forms[0]}"
        yield from _of_verb(words[0])
    if len(words) > 1:
        yield f"opens {words[0]} {words[1]}"


def _of_verb(word: str) -> Iterator[str]:
    """How a sentence begins with a verb: "Manage stock", "Managing stock", "Manages stock"."""
    known = base_form(word) in common_verbs()
    if word.endswith("ing"):
        yield "gerund" if known else "ing"
    elif known:
        yield "third person" if word.endswith("s") else "imperative"
