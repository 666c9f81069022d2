"""Do two wordings name one skill? The only door to rapidfuzz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from resumefit.config import Fuzzy
from resumefit.language.mentions import skill_finder
from resumefit.language.nlp import norms_of, tokenize
from resumefit.language.sentences import likeness
from resumefit.language.taxonomy import load_taxonomy
from resumefit.language.words import base_form

_UNSURE = 0.89  # at most, where neither the taxonomy nor equal forms decide
_OF_MEANING = 0.8  # what the meaning weighs beside the spelling; best of 0.3 to 1 on phrases of postings (dev)
_ALIKE = 100 * 2 / 3  # of rapidfuzz's 100; below it, names that a person would not confuse come up


def is_typo(word: str, meant: str, rule: Fuzzy) -> bool:
    """Whether a word is a likely slip of the one that was meant: the same first letter, and one or (in a longer word) two
    letters missing, added, changed or swapped (optimal string alignment distance, as rapidfuzz computes it)."""
    word, meant = word.lower(), meant.lower()
    most = 1 if len(meant) <= rule.one_typo_upto else 2
    if min(len(word), len(meant)) < rule.shortest or word[0] != meant[0] or word == meant:
        return False
    return abs(len(word) - len(meant)) <= most and _distance()(word, meant, score_cutoff=most) <= most


@cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA

    return OSA.distance


def closest(term: str, names: Sequence[str], most: int) -> list[str]:
    """At most so many of the names, those written most like a term first; none that shares less than two thirds with it."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        term, names, scorer=fuzz.token_sort_ratio, processor=utils.default_process, limit=most, score_cutoff=_ALIKE
    )
    return [name for name, _, _ in found]


def same_skill(a: str, b: str) -> float:
    """How surely two phrases name the same skill: 1 certainly, 0 not at all.

    Skills that the taxonomy knows decide, then equal base forms. What neither is sure of stays below 0.9: it is compared as
    strings and, where the package's encoder of sentences is there, by meaning.
    """
    one, two = norms_of(a), norms_of(b)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    (mine, covered), (theirs, also_covered) = _skills(a), _skills(b)
    if mine and mine == theirs and covered and also_covered:
        return 0.95
    from rapidfuzz import fuzz

    alike = fuzz.token_sort_ratio(" ".join(one), " ".join(two)) / 100
    # 1 where the words of the one are all among those of the other
    within = fuzz.token_set_ratio(" ".join(one), " ".join(two)) / 100
    shared = len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
    implied = any(two_id in load_taxonomy().implied_by(one_id) for one_id in mine for two_id in theirs) or any(
        one_id in load_taxonomy().implied_by(two_id) for one_id in mine for two_id in theirs
    )
    written = max(0.8 * within, 0.5 * shared + 0.4 * alike, (0.5 + 0.3 * alike) if implied else 0.0)
    meant = likeness(a, b)
    return min(_UNSURE, written if meant is None else _OF_MEANING * max(0.0, meant) + (1 - _OF_MEANING) * written)


@cache
def _skills(phrase: str) -> tuple[frozenset[str], bool]:
    """The skills that a phrase names, and whether they cover every telling word of it."""
    tokens = tokenize(phrase)
    mentions = skill_finder().find(tokens)
    left = [
        norm
        for start, norm in zip(tokens.starts, tokens.norms, strict=True)
        if norm.isalpha() and norm not in _FILLERS and not any(m.span.start <= start < m.span.end for m in mentions)
    ]
    return frozenset(mention.skill for mention in mentions if mention.skill), not left


_FILLERS = frozenset(
    base_form(word) for word in "and of in the a an with for to skills experience knowledge use using".split()
)
