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
from resumefit.language.words import base_form

Tag = Literal[
    "edge", "join", "verb", "determiner", "adjective", "general", "telling", "inward", "outward", "clause", "other", "taken"
]
"""telling: a word that may name a skill, as `general` ones do not; inward and outward: prepositions after which stands what
is done, and for whom or where; clause: opens a subordinate clause; taken: part of a mention; edge: a sign or an end."""

NOMINAL = frozenset(("adjective", "general", "telling"))

_WORD = re.compile(r"[^\W\d_][\w'’&+#./-]*")
_NUMBER = re.compile(r"[$£€#]?\d.*")
_CODE = re.compile(r"[A-Z]{1,2}\d{1,2}")  # "E6 Hardware": the number of a criterion
_LY = re.compile(r"(?!(?:supply|assembly|family|anomaly|monopoly|poly|jelly|butterfly)$)\w{2,}ly", re.IGNORECASE)
_CONTRACTION = re.compile(r"\w+['’](?:d|ll|ve|re|m|t)", re.IGNORECASE)  # "you'd"
_PARTICLES = frozenset(("in", "out", "up", "down", "off", "over", "away", "back", "through"))
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
        ("adjective", "phrases.toml", "adjectives"),
        ("other", "phrases.toml", "adverbs"),
        ("determiner", "phrases.toml", "determiners"),
        ("clause", "phrases.toml", "subordinators"),
        ("outward", "phrases.toml", "outward"),
        ("inward", "phrases.toml", "inward"),
        ("join", "phrases.toml", "joining"),
    )
    for tag, file, name in lists:
        tags.update(dict.fromkeys(word_set(file, name), tag))
    return tags


def tagged(tokens: Tokens, taken: Collection[int]) -> list[Word]:
    """The words of a sentence with what they do; `taken` are the tokens that belong to mentions."""
    words = [_word(tokens, first, last, taken) for first, last in _units(tokens)]
    if words and _CODE.fullmatch(words[0].text):
        words[0] = replace(words[0], tag="edge")
    return [_in_place(words, number) for number in range(len(words))]


def _units(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The words as ranges of tokens; those that a hyphen joins are one."""
    first = 0
    for index in range(len(tokens)):
        joined = index + 1 < len(tokens) and tokens.text[tokens.ends[index] : tokens.starts[index + 1]] == "-"
        if not joined:
            yield first, index + 1
            first = index + 1


def _word(tokens: Tokens, first: int, last: int, taken: Collection[int]) -> Word:
    text = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    form = tokens.norms[last - 1]
    if any(index in taken for index in range(first, last)):
        return Word(first, last, text, form, "taken")
    if form == BARRIER:
        return Word(first, last, text, form, "edge")
    tag = _tag(text, form) if last - first == 1 else _compound_tag([tokens.norms[i] for i in range(first, last)], text)
    return Word(first, last, text, form, tag)


def _tag(text: str, form: str) -> Tag:
    known = _tags().get(form)
    if known == "join":
        return known
    if not _WORD.fullmatch(text):
        return "determiner" if _NUMBER.fullmatch(text) else "edge"
    if known not in (None, "general", "adjective"):
        return known
    if _CONTRACTION.fullmatch(text):
        return "other"
    if form in task_verbs():
        return "verb"
    return known or ("adjective" if _LY.fullmatch(text) else "telling")


def _compound_tag(forms: Sequence[str], text: str) -> Tag:
    """Words joined by hyphens describe where all of them are general or the last is a participle ("well-organized"); those
    with a particle at the end name a thing ("check-in")."""
    if forms[-1] in _PARTICLES:
        return "telling"
    telling = [form for form in forms if form not in general_words() and form not in task_verbs()]
    describes = not telling or (forms[0] not in telling and _PARTICIPLE.fullmatch(text.rsplit("-", 1)[-1]))
    return "adjective" if describes else "telling"


def _in_place(words: Sequence[Word], number: int) -> Word:
    """A word that can be a verb, as what it is here: a noun within a noun phrase, or as a whole part of a list."""
    word = words[number]
    if word.tag != "verb":
        return word
    before: Tag = words[number - 1].tag if number else "edge"
    after: Tag = words[number + 1].tag if number + 1 < len(words) else "edge"
    noun: Tag = "general" if word.form in common_verbs() or word.form in _tags() else "telling"
    if before in NOMINAL or before in ("determiner", "taken", "inward"):
        return replace(word, tag=noun)
    if before == "verb" and (after in NOMINAL or after == "verb"):  # "chair steering committees"
        return replace(word, tag=noun)
    if before == "join" and _is_known_thing(words, number):
        return replace(word, tag=noun)
    alone = before in ("join", "edge") and after in ("join", "edge")
    return replace(word, tag=noun) if alone and (before == "join" or word.text.endswith("ing")) else word


def _is_known_thing(words: Sequence[Word], number: int) -> bool:
    """Whether a word behind an "and" goes on with what is known: "knowledge of Incoterms and import procedures"."""
    for place in range(number - 1, 0, -1):
        if words[place].tag in ("verb", "edge", "other", "outward", "clause"):
            return False
        if words[place].tag == "inward":
            return words[place - 1].form in word_set("phrases.toml", "hollow")
    return False
