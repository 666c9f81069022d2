"""Do two wordings name one skill? The only door to rapidfuzz."""

from __future__ import annotations

from functools import cache

from resumefit.config import Fuzzy, load_config
from resumefit.language.mentions import skill_finder
from resumefit.language.nlp import norms_of, tokenize
from resumefit.language.taxonomy import load_taxonomy


def is_typo(word: str, meant: str, rule: Fuzzy) -> bool:
    """Whether a word is a likely slip of the one that was meant: the same first letter, and one or (in a longer word) two
    letters missing, added, changed or swapped (optimal string alignment distance, as rapidfuzz computes it)."""
    from rapidfuzz.distance import OSA

    word, meant = word.lower(), meant.lower()
    if min(len(word), len(meant)) < rule.shortest or word[0] != meant[0] or word == meant:
        return False
    most = 1 if len(meant) <= rule.one_typo_upto else 2
    return OSA.distance(word, meant, score_cutoff=most) <= most


def same_skill(a: str, b: str) -> float:
    """How surely two phrases name the same skill: 1 certainly, 0 not at all.

    Skills that the taxonomy knows decide, then equal base forms; what neither knows is compared as strings, and stays
    below what they are sure of.
    """
    one, two = norms_of(a), norms_of(b)
    if one == two:
        return 1.0
    mine, theirs = _skills(a), _skills(b)
    if mine and mine == theirs:
        return 0.95
    from rapidfuzz import fuzz

    alike = fuzz.token_sort_ratio(" ".join(one), " ".join(two)) / 100
    shared = len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
    implied = any(two_id in load_taxonomy().implied_by(one_id) for one_id in mine for two_id in theirs) or any(
        one_id in load_taxonomy().implied_by(two_id) for one_id in mine for two_id in theirs
    )
    return min(0.9, max(0.8 * alike, 0.5 * shared + 0.4 * alike, (0.5 + 0.3 * alike) if implied else 0.0))


@cache
def _skills(phrase: str) -> frozenset[str]:
    return frozenset(mention.skill for mention in skill_finder().find(tokenize(phrase)) if mention.skill)


def default_rule() -> Fuzzy:
    """The typo rule of the built-in settings."""
    return load_config().fuzzy
