"""An index of phrases: finds many thousand names in a text in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from resumefit.language.nlp import Tokens, norms_of

Key = TypeVar("Key")


class PhraseIndex(Generic[Key]):
    """Finds many phrases in a stream of tokens at once; each phrase is filed under a key that comes back with it.

    For each first word, the phrases that begin with it, in base forms, and their lengths by their second words. spaCy's
    PhraseMatcher took 1.1 s to fill with 24,000 phrases, wants a Doc for each and cannot be written to disk. An index from a
    file takes a line of it apart when its word comes up in a text: to open one of 80,000 phrases takes some 10 ms
    (tests/benchmarks/startup.py).
    """

    def __init__(self, phrases: Iterable[tuple[Key, str]]) -> None:
        filed: dict[str, dict[str, list[Key]]] = {}
        for key, phrase in phrases:
            norms = norms_of(phrase)
            if norms:
                filed.setdefault(norms[0], {}).setdefault(" ".join(norms), []).append(key)
        self._lines: Mapping[str, str] = {}
        self._read: Callable[[str, str], Mapping[str, list[Key]]] = _nothing
        self._known = {first: _group_of(first, group) for first, group in filed.items()}

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
        return {phrase: list(keys) for first in firsts for phrase, keys in self._group(first).phrases.items()}

    def find(self, tokens: Tokens) -> Iterator[tuple[Key, int, int]]:
        """(key, first token, last token exclusive) of each phrase in the tokens, overlapping ones included."""
        norms, lines, known = tokens.norms, self._lines, self._known
        for first, norm in enumerate(norms):
            group = known.get(norm)
            if group is None:
                if norm not in lines:
                    continue
                group = self._group(norm)
            for key in group.alone:
                yield key, first, first + 1
            if group.longer and first + 1 < len(norms) and (lengths := group.longer.get(norms[first + 1])):
                for length in lengths:
                    for key in group.phrases.get(" ".join(norms[first : first + length]), ()):
                        yield key, first, first + length

    def _group(self, first: str) -> _Group[Key]:
        known = self._known.get(first)
        if known is None:
            known = self._known[first] = _group_of(first, dict(self._read(first, self._lines[first])))
        return known


class _Group(NamedTuple, Generic[Key]):
    """The phrases that begin with one word: all of them, the keys of the word alone, and by their second words the lengths of
    the longer ones, so that most of those that do not stand in a text are never put together."""

    phrases: Mapping[str, list[Key]]
    alone: Sequence[Key]
    longer: Mapping[str, Sequence[int]]


def _group_of(first: str, phrases: Mapping[str, list[Key]]) -> _Group[Key]:
    longer: dict[str, set[int]] = {}
    for words in (phrase.split(" ") for phrase in phrases):
        if len(words) > 1:
            longer.setdefault(words[1], set()).add(len(words))
    return _Group(phrases, phrases.get(first, ()), {second: sorted(found) for second, found in longer.items()})


def _nothing(first: str, line: str) -> Mapping[str, list[Key]]:
    """What stands in a line of an index that was made: it has none."""
    del first, line
    return {}
