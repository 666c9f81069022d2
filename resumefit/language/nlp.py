"""The only door to spaCy: its tokenizer, with rules of ours, and an index of phrases over its tokens.

The tokenizer keeps whole what resumes and postings write as one word (C++, C#, .NET, Node.js, CI/CD, R&D, A/B) and splits
everything else as English does. Phrases are looked up in base forms (`words.base_form`), with hyphens and possessives left
out, so that "full-stack developers" is found by "Full stack developer".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from resumefit.language.words import base_form
from resumefit.reading.document import Span

if TYPE_CHECKING:
    from spacy.language import Language

Key = TypeVar("Key")

# Written with a slash and still one word. Any other slash separates.
SLASHED = """CI/CD A/B TCP/IP I/O PL/SQL UI/UX UX/UI HTTP/2 AS/400 S/4HANA P&L/B N/A w/o A/R A/P A/V OS/2 R/3
L&D/OD DevOps/SRE HVAC/R IT/OT pick/pack N/C""".split()
_WHOLE_SLASH = "".join(
    rf"(?!(?<=\b{re.escape(left)})/{re.escape(right)}\b)" for left, right in (word.split("/", 1) for word in SLASHED)
)
_PREFIX = re.compile(
    r"""^(?:[§%=—–•·▪●◦■□✓➢*‣⁃>|~]|\.(?![A-Za-z])|,|:|;|!|\?|…|[\[({<"'“”‘’«`]|[$£€¥#]|\+|-(?=\D)|/)"""
)
_SUFFIX = re.compile(
    r"""(?:[,:;!?…\])}>"“”‘«»`|•*~]|['’][sS]|['’]|(?<=\d)\+|(?<=[a-z]{3})\+(?<!\+\+)|(?<=\d)%|\.|[—–]|(?<=\w)-|/)$"""
)
_INFIX = re.compile(
    rf"(?i:{_WHOLE_SLASH}/)"
    r"|(?<=[A-Za-z0-9])[-–—](?=[A-Za-z0-9])|(?<=[A-Za-z0-9+#]),(?=[A-Za-z.])|\.{2,}|…|[—|•·;“”()\[\]\"]"
    r"|(?<=[A-Za-z]):(?=[A-Za-z])|(?<=\d)\+(?=\w)|(?<=[a-z])\+(?=[A-Z])"
    r"|(?<=[A-Za-z]{2})\.(?=[A-Z][a-z])(?!\.(?:Net|Js|Io|Ai|Com)\b)"
)
_WHOLE = re.compile(
    r"(?i)(?:and/or|\.net|c\+\+|g\+\+|notepad\+\+|[acf]#|vb\.net|401\(?k\)?|403\(?b\)?|(?:[a-z]\.){2,}|\d+(?:,\d{3})+)$"
)

BARRIER = "\n"
"""Stands between two blocks in a stream of norms; no phrase reaches over it."""

_KEYS = ""  # no norm is empty, so this can't be a word
_PLAIN_PHRASE = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_SILENT = frozenset(("-", "'s", "’s", "'", "’", "‐", "‑", "®", "™"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, in step: where each begins and ends, and its base form. Between blocks stands a BARRIER."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    norms: Sequence[str]

    def __len__(self) -> int:
        return len(self.norms)

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens `first` to `last` (exclusive)."""
        return Span(self.starts[first], self.ends[last - 1])

    def surface(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (exclusive), on one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())


@cache
def _language() -> Language:
    import spacy
    from spacy.tokenizer import Tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
        token_match=_WHOLE.match,
    )
    return nlp


def words_of(text: str) -> list[str]:
    """The tokens of a text as they stand, white space left out."""
    nlp = _language()
    with nlp.memory_zone():
        return [token.text for token in nlp.make_doc(_flat(text)) if not token.is_space]


def tokenize(text: str, blocks: Iterable[Span] | None = None) -> Tokens:
    """The tokens of a text. `blocks` (in order, not overlapping) are the parts that a phrase may not reach beyond, by
    default the whole text; text outside of all blocks is left out."""
    starts: list[int] = []
    ends: list[int] = []
    norms: list[str] = []
    flat = _flat(text)
    nlp = _language()
    with nlp.memory_zone():
        for block in (Span(0, len(text)),) if blocks is None else blocks:
            _add_block(nlp, flat, block, starts, ends, norms)
    return Tokens(flat, starts, ends, norms)


def _add_block(nlp: Language, flat: str, block: Span, starts: list[int], ends: list[int], norms: list[str]) -> None:
    after_blank = True
    for token in nlp.make_doc(flat[block.start : block.end]):
        text = token.text
        silent = text in _SILENT and (text != "-" or not after_blank)
        after_blank = bool(token.whitespace_)
        if not silent and not text.isspace():
            start = block.start + token.idx
            starts.append(start)
            ends.append(start + len(text))
            norms.append("and" if text == "&" else base_form(text))
    starts.append(block.end)
    ends.append(block.end)
    norms.append(BARRIER)


def _flat(text: str) -> str:
    """The text with each white space turned into one blank; no character moves."""
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(r"\s", " ", text).replace("\u266f", "#")  # the musical sharp of C\u266f
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)  # halves of characters, which spaCy can't take


class PhraseIndex(Generic[Key]):
    """Finds many phrases in a stream of tokens at once; each phrase is filed under a key that comes back with it.

    A trie over base forms, filled in 0.5 s with 54,000 phrases (tokenizing them included). spaCy's PhraseMatcher took 1.1 s
    for 24,000 (tokenizing not included), wants a Doc for each and cannot be written to disk.
    """

    def __init__(self, phrases: Iterable[tuple[Key, str]]) -> None:
        self._root: dict[str, Any] = {}
        filed = list(phrases)
        for (key, _), norms in zip(filed, _norms_of_all([phrase for _, phrase in filed]), strict=True):
            node = self._root
            for norm in norms:
                node = node.setdefault(norm, {})
            if norms:
                node.setdefault(_KEYS, []).append(key)

    def find(self, tokens: Tokens) -> Iterator[tuple[Key, int, int]]:
        """(key, first token, last token exclusive) of each phrase in the tokens, overlapping ones included."""
        norms, root = tokens.norms, self._root
        for first, norm in enumerate(norms):
            node = root.get(norm)
            last = first + 1
            while node is not None:
                for key in node.get(_KEYS, ()):
                    yield key, first, last
                node = node.get(norms[last]) if last < len(norms) else None
                last += 1


def norms_of(phrase: str) -> list[str]:
    """The base forms of a phrase's words, as `tokenize` gives them."""
    return _norms_of_all([phrase])[0]


def _norms_of_all(phrases: Sequence[str]) -> list[list[str]]:
    """The base forms of each phrase. Those with signs in them go through the tokenizer in one go: it learns a word once."""
    plain = [_PLAIN_PHRASE.fullmatch(phrase) is not None for phrase in phrases]
    signed = [phrase for phrase, simple in zip(phrases, plain, strict=True) if not simple]
    tokenized = iter(_tokenized(signed))
    return [
        [base_form(word) for word in re.split(r"[ -]", phrase)] if simple else next(tokenized)
        for phrase, simple in zip(phrases, plain, strict=True)
    ]


def _tokenized(phrases: Sequence[str]) -> list[list[str]]:
    blocks: list[Span] = []
    for phrase in phrases:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Span(start, start + len(phrase)))
    norms: list[list[str]] = [[]]
    for norm in tokenize("\n".join(phrases), blocks).norms if phrases else ():
        if norm == BARRIER:
            norms.append([])
        else:
            norms[-1].append(norm)
    return norms[:-1]
