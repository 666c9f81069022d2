"""Evidence: what speaks for one zone or another in a sentence of a posting and in where it stands. Only names of features
come out; what each is worth stands in data/zone_weights.jsonl, learnt by models/zones/train.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resumefit.language.outline import Passage
from resumefit.language.patterns import load_patterns
from resumefit.language.tagging import common_verbs
from resumefit.language.words import base_form
from resumefit.language.zone_wordings import Zone, zone_cues, zone_hints
from resumefit.reading.document import Document

_ASIDE = re.compile(r"\([^()]*\)")
_CONTENT = re.compile(r"\w{3,}.*\w")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_SHAPES = {
    "address": re.compile(r"\S@\S|https?:|www\.|\b\d{3,5}[ -]\d{3,}"),
    "money": re.compile(r"[$£€]\s?\d|\b\d{2,3}k\b|\b(?:EUR|USD|CAD|AUD|SEK|CHF)\b", re.IGNORECASE),
    "digit": re.compile(r"\d"),
    "key and value": re.compile(r"^[^:.]{2,30}: \S"),
    "bars": re.compile(r"\s[|·•/]\s"),
    "small letter first": re.compile(r"^[a-z]"),
    "question": re.compile(r"\?$"),
    "colon last": re.compile(r":$"),
    "name first": re.compile(
        r"^(?!(?:You|We|Our|The|This|They|It|Your|All|There|He|She|No)\b)[A-Z][\w'’&.-]+(?: (?:&|and|of|[A-Z][\w'’&.-]+)){0,5} "
        r"(?:is|are|was|has|have|will|\w{2,}s)\b"
    ),
}
_SHORT, _LONG = 5, 20  # words: below, an entry of a list; above, running text
_HEAD = 4  # passages: the lines below the title
_FIFTHS = 5


def evidence_of(document: Document, passages: Sequence[Passage]) -> list[frozenset[str]]:
    """For each passage the names of the features it has."""
    last = passages[-1].section if passages else 0
    found = []
    for index, passage in enumerate(passages):
        place = _of_place(passages, index, last)
        text = document.quote(passage.span).replace("’", "'")
        found.append(frozenset((*_of_heading(passage), *place, *_of_text(text))))
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
    elif one.section == last:
        yield "below last heading"
    yield f"fifth {index * _FIFTHS // count}"
    if count - index <= 3:
        yield "end"


def _of_text(text: str) -> Iterator[str]:
    for zone, count in zone_cues(text).items():
        yield f"says {zone}"
        if count > 1:
            yield f"says {zone} twice"
    softened = _softened(text)
    if softened:
        yield softened
    for zone, count in zone_hints(text).items():
        yield f"hints {zone}"
        if count > 1:
            yield f"hints {zone} twice"
    yield from (name for name, shape in _SHAPES.items() if shape.search(text))
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _SHORT:
        yield "short"
    if len(words) > _LONG:
        yield "long"
    yield from _of_words(words)


def _softened(text: str) -> str:
    """How much of a sentence is softened ("preferred", "a plus"): all of it, or only an aside, what follows "ideally", or a
    last clause behind a demand ("three years of purchasing, automotive being an advantage"). "" where nothing is."""
    preferred = load_patterns("zones.toml", "cues")["preferred"]
    if not preferred.search(text):
        return ""
    bare = _ASIDE.sub(" ", text)
    found = preferred.search(bare)
    if found is None:
        return "softened aside"
    before = bare[: found.start()]
    clause = re.search(r",[^,]*$", before)
    led = found[0].lower() in ("ideally", "preferably")
    demand = before if led else before[: clause.start()] if clause else ""
    return "softened in part" if _CONTENT.search(demand) else "softened"


def _of_words(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"word {base_form(word)}"
    for pair in zip(words, words[1:], strict=False):
        yield " ".join(("pair", *pair))
    if words:
        yield f"opens {base_form(words[0])}"
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
