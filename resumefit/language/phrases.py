"""Phrases that name something and are in no taxonomy: what is left of a sentence between the words that name nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from resumefit.language.nlp import Tokens
from resumefit.language.patterns import data_table
from resumefit.language.words import base_form

_LONGEST = 4  # words; what is longer is a clause
_WORD = re.compile(r"[^\W\d_][\w'’&+#./-]*")


@cache
def general_words() -> frozenset[str]:
    """Base forms of the words that name no skill: function words, common verbs, adjectives and general nouns."""
    return frozenset(base_form(word) for words in data_table("generic.toml").values() for word in words.split())


@cache
def common_verbs() -> frozenset[str]:
    """Base forms of the verbs that tasks begin with."""
    return frozenset(base_form(word) for word in data_table("generic.toml")["verbs"].split())


def unlisted_phrases(tokens: Tokens, first: int, last: int, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """The runs of two to four telling words among tokens `first` to `last` (exclusive), and single names written with a
    capital inside a sentence. `taken` are the tokens that belong to mentions; runs that touch one are left out."""
    general = general_words()
    start = first
    for index in range(first, last + 1):
        telling = index < last and _telling(tokens, index, general)
        if telling and index not in taken:
            continue
        touches = index in taken or start - 1 in taken
        if not touches and _names_something(tokens, start, index, first):
            yield start, index
        start = index + 1


def _telling(tokens: Tokens, index: int, general: frozenset[str]) -> bool:
    text = tokens.text[tokens.starts[index] : tokens.ends[index]]
    return bool(_WORD.fullmatch(text)) and tokens.norms[index] not in general and not text.lower().endswith("ly")


def _names_something(tokens: Tokens, start: int, end: int, first: int) -> bool:
    if end - start == 1:
        word = tokens.text[tokens.starts[start] : tokens.ends[start]]
        return start > first and len(word) > 1 and word[0].isupper()
    return 1 < end - start <= _LONGEST
