"""Words in the pieces that a BERT is trained on.

Twenty lines of our own instead of the package tokenizers, which brings a client for downloading models along: nothing that
can go online is installed with resumefit. Held to that package's output in tests/test_wordpieces.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LONGEST = 100  # characters of a word that is looked at, as in BERT's own tokenizer


class WordPieces:
    """A vocabulary of word pieces, one a line; those that go on a word begin with ##."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown, self.opening, self.separator = (self._ids[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        self.of = lru_cache(maxsize=1 << 14)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word without white space, at least one."""
        word = word[:_LONGEST].lower()
        parts = [word] if word.isascii() and word.isalnum() else _parts(_plain(word))
        return tuple(piece for part in parts for piece in self._longest_first(part)) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._ids.get(("##" if start else "") + part[start:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            found.append(piece)
            start = end
        return found


def _plain(word: str) -> str:
    """A word without accents and control characters."""
    return "".join(
        ch for ch in unicodedata.normalize("NFD", word) if unicodedata.category(ch) not in ("Mn", "Cc", "Cf")
    )


def _parts(word: str) -> list[str]:
    """A word split at its signs, each of which is a part."""
    spaced = (f" {ch} " if _is_sign(ch) else ch for ch in word)
    return "".join(spaced).split()


def _is_sign(ch: str) -> bool:
    ascii_sign = ch.isascii() and ch.isprintable() and not ch.isalnum() and ch != " "
    return ascii_sign or unicodedata.category(ch)[0] == "P" or 0x4E00 <= ord(ch) <= 0x9FFF
