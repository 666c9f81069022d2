"""An index of phrases: finds many thousand names in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from resumefit.language.nlp import Tokens, norms_of

Key = TypeVar("Key")


class PhraseIndex(Generic[Key]):
    """Finds many phrases in a stream of tokens at once; each phrase is filed under a key that comes back with it.

    A dictionary of phrases in base forms, and for each first word the lengths that its phrases have. spaCy's PhraseMatcher
    took 1.1 s to fill with 24,000 phrases, wants a Doc for each and cannot be written to disk; a dictionary of 50,000 is read
    from a file in some 40 ms (tests/benchmarks/startup.py).
    """

    def __init__(self, phrases: Iterable[tuple[Key, str]]) -> None:
        filed: dict[str, list[Key]] = {}
        for key, phrase in phrases:
            norms = norms_of(phrase)
            if norms:
                filed.setdefault(" ".join(norms), []).append(key)
        self._fill(filed)

    @classmethod
    def of_norms(cls, filed: Mapping[str, Sequence[Key]]) -> PhraseIndex[Key]:
        """An index of phrases whose base forms, with a blank between two, are known already."""
        index = cls(())
        index._fill(filed)
        return index

    def _fill(self, filed: Mapping[str, Sequence[Key]]) -> None:
        self.filed = filed
        lengths: dict[str, set[int]] = {}
        for phrase in filed:
            lengths.setdefault(phrase.partition(" ")[0], set()).add(phrase.count(" ") + 1)
        self._lengths = lengths

    def find(self, tokens: Tokens) -> Iterator[tuple[Key, int, int]]:
        """(key, first token, last token exclusive) of each phrase in the tokens, overlapping ones included."""
        norms, filed, lengths = tokens.norms, self.filed, self._lengths
        for first, norm in enumerate(norms):
            for length in lengths.get(norm, ()):
                for key in filed.get(norm if length == 1 else " ".join(norms[first : first + length]), ()):
                    yield key, first, first + length
