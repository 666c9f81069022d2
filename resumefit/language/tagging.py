"""What each word of a sentence does, roughly: by word lists (data/generic.toml, data/phrases.toml) and by its place.

There is no trained tagger here. The lists say what a word can be, and its neighbours decide where it can be a verb or a noun:
in "answer guest reviews and review contracts" the first "review" is a noun and the second a verb.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from resumefit.language.nlp import BARRIER, Tokens
from resumefit.language.patterns import data_table
from resumefit.language.words import american, base_form, singular

Tag = Literal[
    "edge",
    "join",
    "verb",
    "determiner",
    "adjective",
    "general",
    "telling",
    "inward",
    "outward",
    "clause",
    "other",
    "taken",
]
"""telling: a word that may name a skill, as `general` ones do not; inward and outward: prepositions after which stands what
is done, and for whom or where; clause: opens a subordinate clause; taken: part of a mention; edge: a sign or an end."""

NOMINAL = frozenset(("adjective", "general", "telling"))

_WORD = re.compile(r"[^\W\d_][\w'’&+#./-]*")
_NUMBER = re.compile(r"[$£€#]?\d.*")
_MODEL = re.compile(r"\d{1,4}[A-Z]\w{0,3}")  # 313A, 3D
_CODE = re.compile(r"[A-Z]{1,2}\d{1,2}")  # "E6 Hardware": the number of a criterion
_STANDARD = re.compile(r"[A-Z]{2,8}(?:/[A-Z]{2,5})? \d[\d.:/-]*[A-Z]?")  # AS 3600, AS/NZS 5033
_LEVEL = re.compile(r"[ABC][12]")  # of a language, by the Common European Framework
_LY = re.compile(r"(?!(?:supply|assembly|family|anomaly|monopoly|poly|jelly|butterfly)$)\w{2,}ly", re.IGNORECASE)
_CONTRACTION = re.compile(r"\w+['’](?:d|ll|ve|re|m|t)", re.IGNORECASE)  # "you'd"
_DESCRIBING = frozenset("free based like wide friendly specific level style ready proof".split())
PARTICLES = frozenset(("in", "out", "up", "down", "off", "over", "away", "back", "through"))
_PLURAL = re.compile(r"[a-z]{2,}[^sui]s")
_PARTICIPLE = re.compile(r"\w+(?:ed|ing|en|al|ive)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """Tokens `first` to `last` (exclusive): one word, or several that hyphens join. `form` is its base form."""

    first: int
    last: int
    text: str
    form: str
    tag: Tag


@cache
def general_words() -> frozenset[str]:
    """Base forms of the words that name no skill: function words, common verbs, adjectives and general nouns."""
    return frozenset(base_form(word) for words in data_table("generic.toml").values() for word in words.split())


def is_everyday(word: str) -> bool:
    """Whether a single word is one of everyday English (data/everyday.toml), in either number."""
    low = word.lower()
    return word.isalpha() and not {low, singular(american(low))}.isdisjoint(_everyday())


@cache
def _everyday() -> frozenset[str]:
    return frozenset(word for words in data_table("everyday.toml").values() for word in words.split())


@cache
def common_verbs() -> frozenset[str]:
    """Base forms of the verbs that tasks begin with."""
    return word_set("generic.toml", "verbs")


@cache
def word_set(file: str, *names: str) -> frozenset[str]:
    """The base forms of a list of words in the data; `names` are those of its table, if any, and its own."""
    value: Any = data_table(file)
    for name in names:
        value = value[name]
    return frozenset(base_form(word) for word in value.split())


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(data_table("phrases.toml")[name].split())


def is_one_of(word: Word, name: str) -> bool:
    """Whether a word, in singular or plural, stands in a list of nouns in data/phrases.toml."""
    return singular(word.text.lower()) in _nouns(name)


@cache
def task_verbs() -> frozenset[str]:
    """Base forms of all verbs that tasks are told with, those that are as often nouns included."""
    return common_verbs() | word_set("phrases.toml", "verbs")


@cache
def _tags() -> dict[str, Tag]:
    """Base form -> what the word does wherever it stands; verbs apart. What is named later holds."""
    tags: dict[str, Tag] = {}
    lists: tuple[tuple[Tag, str, str], ...] = (
        ("general", "generic.toml", "nouns"),
        ("adjective", "generic.toml", "adjectives"),
        ("other", "generic.toml", "function"),
        ("general", "phrases.toml", "vague"),
        ("general", "phrases.toml", "bodies"),
        ("general", "phrases.toml", "certificates"),
        ("determiner", "phrases.toml", "determiners"),
        ("clause", "phrases.toml", "subordinators"),
        ("outward", "phrases.toml", "outward"),
        ("inward", "phrases.toml", "inward"),
        ("join", "phrases.toml", "joining"),
    )
    for tag, file, name in lists:
        tags.update(dict.fromkeys(word_set(file, name), tag))
    return tags


@cache
def _written() -> dict[str, Tag]:
    """Words that do something only as they are written: what was "supplied" is no supply."""
    table = data_table("phrases.toml")
    tags: dict[str, Tag] = dict.fromkeys(table["adjectives"].split(), "adjective")
    return tags | dict.fromkeys(table["adverbs"].split(), "other")


def tagged(tokens: Tokens, taken: Collection[int]) -> list[Word]:
    """The words of a sentence with what they do; `taken` are the tokens that belong to mentions."""
    words = [_word(tokens, first, last, taken) for first, last in _units(tokens)]
    if words and _CODE.fullmatch(words[0].text):
        words[0] = replace(words[0], tag="edge")
    for number, word in enumerate(words):
        if word.tag == "verb":  # what stands before it is known by now
            words[number] = _in_place(words, number)
    return words


def _units(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The words as ranges of tokens; those that a hyphen joins are one."""
    first = 0
    while first < len(tokens):
        last = _standard_end(tokens, first) or first + 1
        while last < len(tokens) and tokens.text[tokens.ends[last - 1] : tokens.starts[last]] == "-":
            last += 1
        yield first, last
        first = last


def _standard_end(tokens: Tokens, first: int) -> int | None:
    """Behind which token a standard's number ends that begins here: "AS/NZS 5033"."""
    if not tokens.text[tokens.starts[first] : tokens.starts[first] + 2].isupper():
        return None
    ends = (last for last in (first + 2, first + 4) if last <= len(tokens) and tokens.norms[last - 1] != BARRIER)
    return next(
        (last for last in ends if _STANDARD.fullmatch(tokens.text, tokens.starts[first], tokens.ends[last - 1])), None
    )


def _word(tokens: Tokens, first: int, last: int, taken: Collection[int]) -> Word:
    text = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    form = tokens.norms[last - 1]
    if any(index in taken for index in range(first, last)):
        return Word(first, last, text, form, "taken")
    if form == BARRIER:
        return Word(first, last, text, form, "edge")
    if _STANDARD.fullmatch(text):
        return Word(first, last, text, form, "telling")
    tag = _tag(text, form) if last - first == 1 else _compound_tag([tokens.norms[i] for i in range(first, last)], text)
    return Word(first, last, text, form, tag)


def _tag(text: str, form: str) -> Tag:
    known = _tags().get(form)
    told = _written().get(text.lower()) or (known if known == "join" else _tag_of_sign(text))
    if told is not None:
        return told
    if known not in (None, "general", "adjective"):
        return known
    if form in task_verbs():
        return "verb"
    if known == "adjective" and _PLURAL.fullmatch(text):  # "structures" is none, though "structured" is
        return "general"
    return known or ("adjective" if _LY.fullmatch(text) else "telling")


def _tag_of_sign(text: str) -> Tag | None:
    """What a word does by how it is spelled: numbers, signs, contractions; None where its spelling tells nothing."""
    if _MODEL.fullmatch(text):
        return "telling"
    if _NUMBER.fullmatch(text) or _LEVEL.fullmatch(text):
        return "determiner"
    if not _WORD.fullmatch(text):
        return "edge"
    return "other" if _CONTRACTION.fullmatch(text) else None


def _compound_tag(forms: Sequence[str], text: str) -> Tag:
    """Words joined by hyphens describe where all of them are general or the last is a participle ("well-organized"); those
    with a particle at the end name a thing ("check-in")."""
    if forms[-1] in PARTICLES:
        return "telling"
    last = text.rsplit("-", 1)[-1]
    if text[0].isdigit() or last.lower() in _DESCRIBING or all(form in general_words() for form in forms):
        return "adjective"
    return "adjective" if forms[0] in general_words() and _PARTICIPLE.fullmatch(last) else "telling"


def _in_place(words: Sequence[Word], number: int) -> Word:
    """A word that can be a verb, as what it is here: a noun within a noun phrase, or as a whole part of a list."""
    word = words[number]
    before: Tag = words[number - 1].tag if number else "edge"
    after: Tag = words[number + 1].tag if number + 1 < len(words) else "edge"
    gerund = word.text.endswith("ing")
    if _is_acronym(words, number):
        return replace(word, tag="telling")
    general = word.form in common_verbs() or (word.form in _tags() and not gerund)
    noun = replace(word, tag="general" if general else "telling")
    if before in NOMINAL or before in ("determiner", "taken", "inward"):
        return noun
    if gerund and not general and after == "general" and is_one_of(words[number + 1], "ways"):
        return noun
    followed = after in NOMINAL or after == "verb" or word.text.endswith("s")
    if before == "verb" and followed:  # "chair steering committees", "negotiate repairs"
        return noun
    if before == "join" and _is_known_thing(words, number):
        return noun
    if before == "edge" and not general and _is_asked(words, number):
        return noun
    alone = before in ("join", "edge") and after in ("join", "edge")
    return noun if alone and (before == "join" or gerund) else word


def _is_acronym(words: Sequence[Word], number: int) -> bool:
    """Whether a word is set in capitals where others are not: "REACH and product safety"."""
    text = words[number].text
    return len(text) > 2 and text.isupper() and any(word.text.islower() for word in words)


def _is_asked(words: Sequence[Word], number: int) -> bool:
    """Whether a word begins a phrase that ends with "experience" or the like: "milk quality know-how"."""
    for word in words[number + 1 :]:
        if word.tag not in NOMINAL:
            return False
        if is_one_of(word, "hollow"):
            return True
    return False


def _is_known_thing(words: Sequence[Word], number: int) -> bool:
    """Whether a word behind an "and" goes on with what is known: "knowledge of Incoterms and import procedures"."""
    for place in range(number - 1, 0, -1):
        if words[place].tag in ("verb", "edge", "other", "outward", "clause"):
            return False
        if words[place].tag == "inward":
            return is_one_of(words[place - 1], "hollow")
    return False
