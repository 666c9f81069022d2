"""An index of phrases: finds many thousand names in a text in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from resumefit.language.nlp import Tokens, norms_of

Key = TypeVar("Key")


class PhraseIndex(Generic[Key]):
    """Finds many phrases in a stream of tokens at once; each phrase is filed under a key that comes back with it.

    For each first word, the phrases that begin with it, in base forms, and their lengths. spaCy's PhraseMatcher took 1.1 s to
    fill with 24,000 phrases, wants a Doc for each and cannot be written to disk. An index from a file takes a line of it
    apart when its word comes up in a text: to open one of 80,000 phrases takes some 10 ms (tests/benchmarks/startup.py).
    """

    def __init__(self, phrases: Iterable[tuple[Key, str]]) -> None:
        filed: dict[str, dict[str, list[Key]]] = {}
        for key, phrase in phrases:
            norms = norms_of(phrase)
            if norms:
                filed.setdefault(norms[0], {}).setdefault(" ".join(norms), []).append(key)
        self._lines: Mapping[str, str] = {}
        self._read: Callable[[str, str], Mapping[str, list[Key]]] = _nothing
        self._known = {first: (_lengths(group), group) for first, group in filed.items()}

    @classmethod
    def of_lines(
        cls, lines: Mapping[str, str], read: Callable[[str, str], Mapping[str, list[Key]]]
    ) -> PhraseIndex[Key]:
        """An index that stands in lines of text by the first words of phrases; `read` makes of such a word and its line the
        phrases in base forms, with a blank between two, and their keys."""
        index = cls(())
        index._lines, index._read = lines, read
        return index

    @property
    def filed(self) -> dict[str, list[Key]]:
        """All phrases and their keys."""
        firsts = {*self._lines, *self._known}
        return {phrase: list(keys) for first in firsts for phrase, keys in self._group(first)[1].items()}

    def find(self, tokens: Tokens) -> Iterator[tuple[Key, int, int]]:
        """(key, first token, last token exclusive) of each phrase in the tokens, overlapping ones included."""
        norms, lines, known = tokens.norms, self._lines, self._known
        for first, norm in enumerate(norms):
            if norm in known or norm in lines:
                lengths, group = self._group(norm)
                for length in lengths:
                    for key in group.get(norm if length == 1 else " ".join(norms[first : first + length]), ()):
                        yield key, first, first + length

    def _group(self, first: str) -> tuple[tuple[int, ...], Mapping[str, list[Key]]]:
        known = self._known.get(first)
        if known is None:
            group = self._read(first, self._lines[first])
            known = self._known[first] = _lengths(group), dict(group)
        return known


def _nothing(first: str, line: str) -> Mapping[str, list[Key]]:
    """What stands in a line of an index that was made: it has none."""
    del first, line
    return {}


def _lengths(phrases: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({phrase.count(" ") + 1 for phrase in phrases}))
