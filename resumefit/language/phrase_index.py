"""An index of phrases: finds many thousand names in a text in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from resumefit.language.nlp import Tokens, norms_of

Key = TypeVar("Key")


class PhraseIndex(Generic[Key]):
    """Finds many phrases in a stream of tokens at once; each phrase is filed under a key that comes back with it.

    For each first word, the phrases that begin with it, in base forms, by their second words. spaCy's PhraseMatcher took
    1.1 s to fill with 24,000 phrases, wants a Doc for each and cannot be written to disk. An index from a file takes of a
    line of it what begins with two words that come up in a text: to open one of 80,000 phrases takes some 10 ms
    (tests/benchmarks/startup.py).
    """

    def __init__(self, phrases: Iterable[tuple[Key, str]]) -> None:
        self._lines: Mapping[str, str] = {}
        self._read: Callable[[str], list[Key]] = _nothing
        self._known: dict[str, _Group[Key]] = {}
        for key, phrase in phrases:
            first, *rest = norms_of(phrase) or [""]
            if first:
                self._known.setdefault(first, _Group()).add(rest, key)

    @classmethod
    def of_lines(cls, lines: Mapping[str, str], read: Callable[[str], list[Key]]) -> PhraseIndex[Key]:
        """An index that stands in lines of text by the first words of phrases. A line has the rest of each phrase, in base
        forms, with a blank between two words, and a bar and what `read` makes its keys of; tabs divide the phrases."""
        index = cls(())
        index._lines, index._read = lines, read
        return index

    @property
    def filed(self) -> dict[str, list[Key]]:
        """All phrases and their keys."""
        firsts = {*self._lines, *self._known}
        return {
            " ".join(filter(None, (first, rest))): list(keys)
            for first in firsts
            for rest, keys in self._group(first).phrases(self._read)
        }

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
            if group.longer and first + 1 < len(norms) and norms[first + 1] in group.longer:
                for length, phrases in group.beginning_with(norms[first + 1], self._read).items():
                    last = first + 1 + length
                    for key in phrases.get(" ".join(norms[first + 1 : last]), ()):
                        yield key, first, last

    def _group(self, first: str) -> _Group[Key]:
        known = self._known.get(first)
        if known is None:
            known = _Group()
            known.take(self._lines[first], self._read)
            self._known[first] = known  # whole, for another thread may look
        return known


_Phrases = dict[int, dict[str, list[Key]]]
"""How many words stand behind the first -> those words -> the keys of the phrase."""


class _Group(Generic[Key]):
    """The phrases that begin with one word: the keys of the word `alone`, and by their second words the `longer` ones; of
    those the entries of a line that nothing has come up with yet."""

    __slots__ = ("alone", "longer")

    def __init__(self) -> None:
        self.alone: list[Key] = []
        self.longer: dict[str, _Phrases[Key] | list[str]] = {}

    def add(self, rest: Sequence[str], key: Key) -> None:
        if not rest:
            self.alone.append(key)
            return
        phrases = self.longer.setdefault(rest[0], {})
        if isinstance(phrases, dict):
            phrases.setdefault(len(rest), {}).setdefault(" ".join(rest), []).append(key)

    def take(self, line: str, read: Callable[[str], list[Key]]) -> None:
        """Take the entries of a line."""
        waiting: dict[str, list[str]] = {}
        for entry in line.split("\t"):
            if entry[0] == "|":
                self.alone += read(entry[1:])
            else:
                second = entry[: entry.index("|")].split(" ", 1)[0]
                waiting.setdefault(second, []).append(entry)
        self.longer.update(waiting)

    def beginning_with(self, second: str, read: Callable[[str], list[Key]]) -> _Phrases[Key]:
        """The phrases that go on with a word."""
        phrases = self.longer[second]
        if isinstance(phrases, list):
            made: _Phrases[Key] = {}
            for entry in phrases:
                rest, _, keys = entry.partition("|")
                made.setdefault(rest.count(" ") + 1, {})[rest] = read(keys)
            phrases = self.longer[second] = dict(sorted(made.items()))
        return phrases

    def phrases(self, read: Callable[[str], list[Key]]) -> Iterator[tuple[str, Sequence[Key]]]:
        """What stands behind the first word of each phrase, and its keys."""
        if self.alone:
            yield "", self.alone
        for second in list(self.longer):
            for of_length in self.beginning_with(second, read).values():
                yield from of_length.items()


def _nothing(keys: str) -> list[Key]:
    """The keys of an index that was made: no line has any."""
    del keys
    return []
