"""Whether every text that a regular expression matches holds one of some words: what a pre-filter by words rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib import import_module
from typing import Any

_UNKNOWN = "\0"  # a sign of which only the class is known
_COPIES = 2  # of a repeated part that are looked at


def holds_one_of(pattern: str, words: Collection[str]) -> bool:
    """Whether each match of a pattern, in small letters, has one of the words in it; False where it may have none."""
    return not _without(import_module("re._parser").parse(pattern), words, {""})


def _without(tree: Iterable[Any], words: Collection[str], begun: set[str]) -> set[str]:
    """The ends of the texts that a part of a pattern matches behind those `begun`, of those that hold no word so far."""
    for operation, given in tree:
        begun = _next(str(operation), given, words, begun)
    return begun


def _next(operation: str, given: Any, words: Collection[str], begun: set[str]) -> set[str]:
    match operation:
        case "LITERAL":
            return _grown(begun, [chr(given).lower()], words)
        case "IN" if all(str(kind) == "LITERAL" for kind, _ in given):
            return _grown(begun, [chr(code).lower() for _, code in given], words)
        case "SUBPATTERN":
            return _without(given[-1], words, begun)
        case "ATOMIC_GROUP":
            return _without(given, words, begun)
        case "BRANCH":
            return set().union(*(_without(branch, words, begun) for branch in given[1]))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, part = given
            ends = begun if least == 0 else set()
            for copy in range(1, min(most, max(least, _COPIES)) + 1):
                begun = _without(part, words, begun)
                ends = ends | begun if copy >= least else ends
            return ends
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return begun
        case _:
            return _grown(begun, [_UNKNOWN], words)


def _grown(begun: set[str], signs: Iterable[str], words: Collection[str]) -> set[str]:
    grown = {end + sign for end in begun for sign in signs}
    return {_open(end, words) for end in grown if not any(word in end for word in words)}


def _open(text: str, words: Collection[str]) -> str:
    """The longest end of a text with which a word may begin: all that what follows can make a word of."""
    ends = (text[start:] for start in range(len(text)))
    return next((end for end in ends if any(word.startswith(end) for word in words)), "")
