"""Blocks and sentences: the parts of a Document that belong together, whatever the line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resumefit.reading.document import Document, Line, Role, Span, Style

# A full stop that ends a sentence is followed by a blank and a capital, digit or quote, and belongs to none of these.
_ABBREVIATIONS = "".join(
    rf"(?<!\b{word})"
    for word in (
        r"e\.g i\.e vs incl approx [A-Z] Inc Ltd Co Sr Jr Dr Mr Ms Mrs St No Ref Req Tel Ext Dept U\.S U\.K B\.S B\.A"
        r" Ph\.D".split()
    )
)
_LONGEST = 2000  # characters; no person writes a longer sentence
_SENTENCE_END = re.compile(
    rf"(?:{_ABBREVIATIONS}\.|[!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9$£€])|(?<=[A-Za-z]{{2}})\.(?=[A-Z][a-z])(?!\.(?:Net|Js|Io|Ai)\b)|;\s+"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: the lines that belong together."""

    span: Span
    role: Role = "text"
    level: int = 0
    style: Style = Style()
    page: int | None = None


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The blocks of a document, in order."""
    blocks: list[Block] = []
    group: list[Line] = []
    for line in document.lines:
        if group and line.starts:
            blocks.append(_block(group))
            group = []
        group.append(line)
    if group:
        blocks.append(_block(group))
    return tuple(blocks)


def _block(lines: list[Line]) -> Block:
    first = lines[0]
    return Block(Span(first.span.start, lines[-1].span.end), first.role, first.level, first.style, first.page)


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a span; parts set off by semicolons count as sentences, too."""
    for sentence in _sentences(text, span):
        yield from _pieces(text, sentence)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence of sane length as it is; a run-on of thousands of characters in pieces, so that cost stays linear."""
    start = span.start
    while span.end - start > _LONGEST:
        cut = max(text.rfind(sign, start + 1, start + _LONGEST) for sign in (", ", " ", "\n"))
        cut = cut if cut > start else start + _LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _sentences(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for end in _SENTENCE_END.finditer(text, span.start, span.end):
        if text[at : end.start()].strip():
            yield Span(at, _trimmed(text, at, end.end()))
        at = end.end()
    if text[at : span.end].strip():
        yield Span(at, span.end)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
