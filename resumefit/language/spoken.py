"""Languages that a posting asks for by their bare names: "Swedish", "reports in English", "Dutch at B2 or better".

Elsewhere a language's name needs a word beside it that tells it from a nationality (the guards of the taxonomy). In a
sentence that asks for something it is the language, unless it describes what follows: "our German suppliers".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from resumefit.language.mentions import Mention, SkillFinder
from resumefit.language.nlp import Tokens
from resumefit.language.tagging import NOMINAL, Word, tagged, task_verbs
from resumefit.language.taxonomy import Skill

# Nouns behind a language's name that do not make a nationality of it.
_OF_LANGUAGES = frozenset("skill level knowledge proficiency fluency speaker speaking language native".split())


def spoken_languages(tokens: Tokens, taken: Collection[int], finder: SkillFinder) -> Iterator[Mention]:
    """The languages of a sentence that asks for something; `taken` are the tokens of mentions that are known already."""
    names = _names(finder)
    if names.keys().isdisjoint(tokens.text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)):
        return
    words = tagged(tokens, taken)
    for number, word in enumerate(words):
        skill = names.get(word.text)
        if skill is not None and word.tag != "taken" and not _describes(words, number):
            yield Mention(tokens.span(word.first, word.last), "language", skill.name, skill.id)


def _describes(words: list[Word], number: int) -> bool:
    """Whether a name says what the next word is like ("German suppliers"), or is a verb ("Polish the floors")."""
    following = words[number + 1] if number + 1 < len(words) else None
    if following is None or following.tag in ("edge", "join"):
        joined = number + 2 < len(words) and following is not None and following.tag == "join"
        return (
            joined
            and words[number + 2].text[0].isupper()
            and number + 3 < len(words)
            and words[number + 3].tag in NOMINAL
        )
    if following.tag == "determiner":
        return number == 0 and words[0].form in task_verbs()
    return following.tag in NOMINAL and following.form not in _OF_LANGUAGES


@lru_cache(maxsize=4)
def _names(finder: SkillFinder) -> Mapping[str, Skill]:
    """The one-word names of the languages of a taxonomy."""
    return {skill.name: skill for skill in finder.taxonomy.of_kind("language") if skill.name.isalpha()}
