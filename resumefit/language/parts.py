"""A row of a resume in its parts: groups between strong signs (a bar, a wide gap, a dash, dates), parts between commas.

Signs in brackets and quotation marks part nothing; every part is a Span of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from resumefit.language.patterns import data_table
from resumefit.language.rows import APART, Row
from resumefit.reading.document import Document, Span

_STRONG = re.compile(
    rf"{APART.pattern}|\s*[|•·●◆♦‖]\s*|\s+[–—]\s*|\s*[—]\s+|\s+[-*~]+\s+|\s+::?\s+|:\s+|\s*::\s*|(?<=\w{{5}})\.\s+(?=[A-Z])"
)
_WEAK = re.compile(r",\s+|\s+(?:at|@|bei|chez)\s+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”]*”")
_INK = re.compile(r"\w")
EDGES = " \t\n,|–—-:;•·*~"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two commas."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two strong signs, and its parts."""

    row: int
    span: Span
    parts: tuple[Part, ...]
    text: str


def groups_of(document: Document, row: Row, number: int) -> Iterator[Group]:
    """The groups of a row, its dates left out."""
    at, first = 0, row.span.start
    for begin, end in [*((d.span.start - first, d.span.end - first) for d in row.dates), (len(row.raw), len(row.raw))]:
        for piece in _split(row.raw, Span(at, max(at, begin)), _STRONG):
            parts = tuple(_parts(document, row, piece))
            if parts:
                span = Span(first + piece.start, first + piece.end)
                yield Group(number, span, parts, document.quote(span))
        at = end


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The pieces of a span between the matches of a pattern that stand in no brackets, stripped of signs at their edges."""
    closed = [found.span() for found in _BRACKETS.finditer(text, span.start, span.end)]
    at = span.start
    cuts = [
        found.span()
        for found in pattern.finditer(text, span.start, span.end)
        if not any(start < found.start() < end for start, end in closed)
    ]
    for start, end in [*cuts, (span.end, span.end)]:
        piece = _stripped(text, at, start)
        if piece is not None:
            yield piece
        at = end


def _stripped(text: str, start: int, end: int) -> Span | None:
    """A piece without blanks and signs at its edges, and without a bracket that has lost its other half; None if nothing is
    left."""
    while start < end and (text[start] in EDGES or (text[start] in ")]") or _lone(text[start:end], 0, "([", ")]")):
        start += 1
    while end > start and (text[end - 1] in EDGES or text[end - 1] in "([" or _lone(text[start:end], -1, ")]", "([")):
        end -= 1
    return Span(start, end) if _INK.search(text, start, end) else None


def _lone(piece: str, at: int, signs: str, others: str) -> bool:
    return piece[at] in signs and not any(other in piece for other in others)


def _parts(document: Document, row: Row, group: Span) -> Iterator[Part]:
    """The parts of a group of a row; a form of firm belongs to the name before it."""
    kept: list[Part] = []
    for found in _split(row.raw, group, _WEAK):
        piece = Span(row.span.start + found.start, row.span.start + found.end)
        text = document.quote(piece)
        if kept and is_suffix(text):
            whole = Span(kept[-1].span.start, piece.end + (document.text[piece.end : piece.end + 1] == "."))
            kept[-1] = Part(whole, document.quote(whole))
        else:
            kept.append(Part(piece, text))
    yield from kept


def is_suffix(word: str) -> bool:
    """Whether a word says what form a firm has ("Inc."); "CO" behind a comma is Colorado."""
    return word.lower().strip(". ") in word_set("suffixes") and word != "CO"


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a list in data/entries.toml."""
    return frozenset(data_table("entries.toml")[name].split())


@cache
def phrase_set(name: str) -> frozenset[str]:
    """The phrases of a list in data/entries.toml that semicolons divide."""
    return frozenset(" ".join(phrase.split()) for phrase in data_table("entries.toml")[name].split(";"))
