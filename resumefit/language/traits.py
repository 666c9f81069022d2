"""Traits: what an applicant is to be like, said with a bare adjective: "you are analytical", "careful and a team player".

Before a noun an adjective describes the noun ("a friendly team", "careful handling"). In a sentence that asks for something
it is a trait where it stands behind a form of "be" or the like, and where it begins the sentence or goes on with such a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from resumefit.language.mentions import Mention, SkillFinder
from resumefit.language.nlp import Tokens
from resumefit.language.patterns import data_table
from resumefit.language.tagging import NOMINAL, Word, tagged

_BEING = frozenset("are be being you're you’re stay staying remain remaining 're ’re they're they’re".split())
_OTHERWISE = frozenset(("verb", "clause", "outward", "inward", "determiner"))  # end what tells of the applicant
_WHO = frozenset("who person somebody someone candidate applicant holder".split())  # of whom "is" tells a trait


def traits_of(tokens: Tokens, taken: Collection[int], finder: SkillFinder) -> Iterator[Mention]:
    """The traits that a sentence asks for, in order of place; `taken` are the tokens of mentions that are known already."""
    known = _skills()
    words = tagged(tokens, taken)
    listed = False  # whether a list of what an applicant is like goes on: "calm, organised and kind"
    for number, word in enumerate(words):
        low, before = word.text.lower(), words[number - 1].text.lower() if number else ""
        if low in _BEING or (low == "is" and before in _WHO) or (number == 0 and low in known):
            listed = True
        elif low not in known and (word.tag in _OTHERWISE or word.text in (".", ";")):
            listed = False
        if listed and low in known and word.tag != "taken" and _ends_here(words, number):
            skill = finder.taxonomy[known[low]]
            yield Mention(tokens.span(word.first, word.last), skill.kind, skill.name, skill.id)


def _ends_here(words: Sequence[Word], number: int) -> bool:
    """Whether no noun follows that an adjective would describe."""
    following = words[number + 1] if number + 1 < len(words) else None
    return following is None or following.tag not in NOMINAL


@cache
def _skills() -> Mapping[str, str]:
    """Adjective -> the id of its skill."""
    table = data_table("phrases.toml")["traits"]
    return {adjective: skill for skill, adjectives in table.items() for adjective in adjectives.split()}
