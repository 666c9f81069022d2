"""The only door to spaCy: its tokenizer, with rules of ours, and the trained pipeline.

The tokenizer keeps whole what resumes and postings write as one word (C++, C#, .NET, Node.js, CI/CD, R&D, A/B) and splits
everything else as English does. Phrases are looked up in base forms (`words.base_form`), with hyphens and possessives left
out, so that "full-stack developers" is found by "Full stack developer".
"""

from __future__ import annotations

import os
import re
import sys
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from itertools import accumulate, islice, takewhile
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from resumefit.language.encoder import TASKS
from resumefit.language.recognizer import INSIDE, RULES, Recognizer
from resumefit.language.words import base_form
from resumefit.reading.document import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

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

_LONGEST_KNOWN = 30  # characters of a chunk that is worth remembering; a longer one is an address or a mishap
_MOST_KNOWN = 1 << 15  # chunks that are remembered
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
    nlp = blank_pipeline()
    nlp.vocab.lex_attr_getters = {}  # what a word looks like, which spaCy would work out for each new one
    return nlp


def words_of(text: str) -> list[str]:
    """The tokens of a text as they stand, white space left out."""
    chunks = _flat(text).split()
    parts = _parts_of(chunks)
    return [part.text for chunk in chunks for part in parts[chunk]]


def tokenize(text: str, blocks: Iterable[Span] | None = None) -> Tokens:
    """The tokens of a text. `blocks` (in order, not overlapping) are the parts that a phrase may not reach beyond, by
    default the whole text; text outside of all blocks is left out."""
    starts: list[int] = []
    ends: list[int] = []
    norms: list[str] = []
    flat = _flat(text)
    for block, placed in _placed(flat, (Span(0, len(text)),) if blocks is None else blocks):
        for offset, parts in placed:
            for begin, end, _, norm in parts:
                if norm:
                    starts.append(offset + begin)
                    ends.append(offset + end)
                    norms.append(norm)
        starts.append(block.end)
        ends.append(block.end)
        norms.append(BARRIER)
    return Tokens(flat, starts, ends, norms)


class _Part(NamedTuple):
    """A token within a chunk; its norm is "" for a sign that phrases read over (the hyphen of full-stack)."""

    start: int
    end: int
    text: str
    norm: str


_KNOWN: dict[str, tuple[_Part, ...]] = {}


def _placed(flat: str, blocks: Iterable[Span]) -> Iterator[tuple[Span, list[tuple[int, tuple[_Part, ...]]]]]:
    """The blocks of a flat text, each with where its chunks begin and the tokens of each."""
    spans = list(blocks)
    by_block = [flat[block.start : block.end].split(" ") for block in spans]  # a flat text has no other white space
    parts = _parts_of(chunk for chunks in by_block for chunk in chunks)
    for block, chunks in zip(spans, by_block, strict=True):
        starts = accumulate((len(chunk) + 1 for chunk in chunks), initial=block.start)
        yield block, [(start, parts[chunk]) for start, chunk in zip(starts, chunks, strict=False) if chunk]


def _parts_of(chunks: Iterable[str]) -> dict[str, tuple[_Part, ...]]:
    """The tokens of what stands between two blanks, for each such chunk of a text. spaCy's tokenizer, too, looks at no more
    than that at a time, so what it says of a chunk holds for each text that the chunk stands in."""
    found = {chunk: _KNOWN.get(chunk) for chunk in chunks}
    new = [chunk for chunk, parts in found.items() if parts is None]
    fresh = {
        chunk: tuple(_Part(start, start + len(text), text, _norm(text, first=start == 0)) for start, text in pieces)
        for chunk, pieces in zip(new, _split(new), strict=True)
    }
    if len(_KNOWN) > _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN.update((chunk, parts) for chunk, parts in fresh.items() if len(chunk) <= _LONGEST_KNOWN)
    return {chunk: fresh[chunk] if parts is None else parts for chunk, parts in found.items()}


def _norm(text: str, *, first: bool) -> str:
    if text in _SILENT and (text != "-" or not first):
        return ""
    return "and" if text == "&" else base_form(text)


def _split(chunks: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Where each token of some chunks begins, and its text."""
    found = list(map(_split_plainly, chunks))
    odd = [number for number, pieces in enumerate(found) if pieces is None]
    if odd:
        starts = [0, *accumulate(len(chunks[number]) + 1 for number in odd)]
        nlp = _language()
        with _zone(nlp):  # once for all of them, for it takes longer than a chunk
            tokens = [(token.idx, token.text) for token in nlp.make_doc(" ".join(map(chunks.__getitem__, odd)))]
        for begin, text in tokens:
            place = bisect_right(starts, begin) - 1
            pieces = found[odd[place]] or []
            pieces.append((begin - starts[place], text))
            found[odd[place]] = pieces
    return [pieces or [] for pieces in found]


def _split_plainly(chunk: str) -> list[tuple[int, str]] | None:
    """The same for a chunk that needs no tokenizer, as four of five; None for any other."""
    if not chunk:
        return []
    if chunk.isalpha():
        return [(0, chunk)]
    if chunk[-1] in ",.;:" and len(chunk) > 2 and chunk[:-1].isalpha():
        return [(0, chunk[:-1]), (len(chunk) - 1, chunk[-1])]
    return None


@dataclass(frozen=True, slots=True)
class Recognized:
    """What the trained pipeline of a `version` makes of a text. `phrases`: (span, task, probability) of what it takes for
    keywords and activities, tasks as in `encoder.TASKS`, in order of place. `starts` and `inside`: where each word begins,
    and the probability that it is part of one."""

    version: str
    phrases: tuple[tuple[Span, str, float], ...]
    starts: tuple[int, ...]
    inside: tuple[float, ...]

    def chance(self, span: Span) -> float:
        """The probability of the likeliest word in a span; 1 where none was looked at."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return max(self.inside[first:last], default=1.0)

    def keywords(self, span: Span) -> list[Span]:
        """The keywords that lie in a span."""
        first = bisect_left(self.phrases, span.start, key=lambda phrase: phrase[0].start)
        begun = takewhile(lambda phrase: phrase[0].start < span.end, islice(self.phrases, first, None))
        return [place for place, task, _ in begun if task == TASKS[0] and span.covers(place)]


def recognize(text: str, blocks: Iterable[Span], known: Sequence[tuple[Span, str]]) -> Recognized | None:
    """The trained pipeline's reading of the blocks of a text (in order, not overlapping), in which the rules found
    `known`: (span, kind). None where the pipeline is not there."""
    nlp = trained_pipeline()
    if nlp is None:
        return None
    with _zone(nlp):
        doc, starts, ends = make_doc(nlp, text, blocks, known)
        for _, component in nlp.pipeline:
            doc = component(doc)
        phrases = [
            (Span(starts[run.start], ends[run.end - 1]), task, chance)
            for task in TASKS
            for run, chance in zip(doc.spans[task], doc.spans[task].attrs["scores"], strict=True)
        ]
        by_place = sorted(phrases, key=lambda phrase: (phrase[0].start, phrase[0].end, phrase[1]))
        return Recognized(_version_of(nlp), tuple(by_place), tuple(starts), tuple(doc.user_data[INSIDE]))


def make_doc(
    nlp: Language, text: str, blocks: Iterable[Span], known: Sequence[tuple[Span, str]]
) -> tuple[Doc, list[int], list[int]]:
    """A Doc of the blocks, each a sentence, with `known` in its span group of what the rules found; and where in the text
    each of its words begins and ends."""
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

    flat = _flat(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    opens: list[bool] = []
    for _, placed in _placed(flat, blocks):
        for offset, parts in placed:
            for start, end, word, _ in parts:
                words.append(word)
                starts.append(offset + start)
                ends.append(offset + end)
        opens += [number == len(opens) for number in range(len(opens), len(words))]
    doc = Doc(nlp.vocab, words, sent_starts=opens)
    runs = ((bisect_right(ends, span.start), bisect_left(starts, span.end), kind) for span, kind in known)
    doc.spans[RULES] = [Run(doc, first, last, label=kind) for first, last, kind in runs]
    return doc, starts, ends


_LOCK = threading.RLock()


@contextmanager
def _zone(nlp: Language) -> Iterator[None]:
    """A memory zone of a pipeline, so that its vocabulary does not grow with each text. One thread at a time: what is in the
    zone of another one is gone when that one leaves it."""
    with _LOCK, nlp.memory_zone():
        yield


def trained_pipeline() -> Language | None:
    """The pipeline that the package carries, loaded once; None where it is not there or RESUMEFIT_TRAINED is 0."""
    return _load_pipeline() if os.environ.get("RESUMEFIT_TRAINED") != "0" else None


@cache
def _load_pipeline() -> Language | None:
    folder = Path(str(files("resumefit") / "data" / "pipeline"))
    if not (folder / "config.cfg").is_file():
        return None
    spacy = _spacy()
    register_parts()
    nlp: Language = spacy.load(folder)
    nlp.vocab.lex_attr_getters = {}  # as in _language
    return nlp


@cache
def _version_of(nlp: Language) -> str:
    return str(nlp.meta["version"])  # spaCy works all of `meta` out anew each time


def blank_pipeline() -> Language:
    """A pipeline of our tokenizer alone."""
    spacy = _spacy()
    register_parts()
    nlp: Language = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "resumefit_tokenizer"}}})
    return nlp


def _spacy() -> Any:
    """spaCy without its command line, which `import spacy` loads for the sake of one function: with it come HTTP clients,
    templates and a quarter of the time. `import spacy.cli` finds it as ever, and so does `spacy.info`."""
    if "spacy" not in sys.modules:
        command_line, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
        info.info = lambda *given, **named: import_module("spacy.cli.info").info(*given, **named)  # type: ignore[attr-defined]
        stand_ins = {module.__name__: module for module in (command_line, info)}
        sys.modules.update(stand_ins)
        try:
            import_module("spacy")
        finally:
            for name in stand_ins:
                sys.modules.pop(name, None)
    return import_module("spacy")


@cache
def register_parts() -> None:
    """Makes spaCy know what pipelines call "resumefit_tokenizer" and "resumefit_recognizer"."""
    _spacy()
    from spacy import registry
    from spacy.language import Language

    registry.tokenizers("resumefit_tokenizer", func=lambda: _make_tokenizer)
    Language.factory("resumefit_recognizer", func=_make_recognizer)


def _make_tokenizer(nlp: Language) -> Tokenizer:
    from spacy.tokenizer import Tokenizer

    return Tokenizer(
        nlp.vocab,
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
        token_match=_WHOLE.match,
    )


def _make_recognizer(nlp: Language, name: str) -> Recognizer:
    del nlp, name
    return Recognizer()


@lru_cache(maxsize=8)  # a document's parts are made into tokens one by one
def _flat(text: str) -> str:
    """The text with each white space turned into one blank; no character moves."""
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(r"\s", " ", text).replace("\u266f", "#")  # the musical sharp of C\u266f
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)  # halves of characters, which spaCy can't take


def norms_of(phrase: str) -> list[str]:
    """The base forms of a phrase's words, as `tokenize` gives them."""
    return list(_norms_of(phrase))


@lru_cache(maxsize=1 << 14)  # names that are asked for; a batch asks for the same again and again
def _norms_of(phrase: str) -> tuple[str, ...]:
    chunks = _flat(phrase).split()
    parts = _parts_of(chunks)
    return tuple(part.norm for chunk in chunks for part in parts[chunk] if part.norm)
