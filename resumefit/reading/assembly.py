"""Assembler: lines in, Document out. Every reader builds its Document here, so that spans are right by construction."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from resumefit.reading.document import (
    Box,
    Document,
    Fact,
    HiddenWord,
    Line,
    Page,
    Place,
    Region,
    RegionKind,
    Role,
    Source,
    Span,
    Spot,
    Style,
    Words,
)

SIDES = attrgetter("x0", "top", "x1", "bottom")
"""The sides of a Box as Piece has them."""


class Piece(NamedTuple):
    """A word, or a part of one, to be set into a line: with its left, upper, right and lower side. `glued` joins it to the
    piece before without a blank."""

    text: str
    page: int
    sides: tuple[float, float, float, float]
    style: Style = Style()
    glued: bool = False


class Assembler:
    """Collects lines and keeps count of where they stand in the text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._words = array("d")  # as Words has them
        self._styles: dict[Style, int] = {}
        self._pages: list[Page] = []
        self._regions: list[Region] = []

    @property
    def length(self) -> int:
        """Characters of text so far."""
        return self._length

    def text_line(  # noqa: PLR0913 - the fields of a Line
        self,
        text: str,
        *,
        starts: bool = True,
        role: Role = "text",
        level: int = 0,
        place: Place = "body",
        style: Style | None = None,
        spot: Spot | None = None,
    ) -> None:
        """Add a line of a format without pages; a line without a word is passed over."""
        text = text.strip()
        if text:
            start = self._begin_line()
            self._put(text)
            span = Span(start, self._length)
            line = Line(span, None, None, starts, role, level, place, style or Style(), spot)
            self._lines.append(line)

    def word_line(
        self,
        pieces: Iterable[Piece],
        *,
        starts: bool = True,
        role: Role = "text",
        level: int = 0,
        place: Place = "body",
    ) -> None:
        """Add a line of words that stand on a page; its box, page and style are worked out from them."""
        pieces = [piece for piece in pieces if piece.text]
        if not pieces:
            return
        start = self._begin_line()
        parts, at = self._parts, start
        last, kind = None, 0
        for text, page, sides, style, glued in pieces:
            if at > start and not glued:
                parts.append(" ")
                at += 1
            begin, at = at, at + len(text)
            parts.append(text)
            if style is not last:
                last, kind = style, self._styles.setdefault(style, len(self._styles))
            self._words.extend((begin, at, page, *sides, kind))
        self._length = at
        first = pieces[0].page
        around = _around([piece.sides for piece in pieces if piece.page == first])
        span = Span(start, self._length)
        line = Line(span, first, around, starts, role, level, place, _main_style(pieces))
        self._lines.append(line)

    def blank(self) -> None:
        """Set the next line apart by an empty line."""
        if self._lines and not (self._parts and self._parts[-1] == "\n\n"):
            self._put("\n\n")

    def end_region(self, kind: RegionKind, start: int) -> None:
        """Say that the words since `start` (a `length` taken before) are a region; its page and box are theirs."""
        lines = self._lines[bisect_left(self._lines, start, key=lambda line: line.span.start) :]
        if lines:
            page = lines[0].page or 1
            box = union(line.box for line in lines if line.page == page and line.box)
            span = Span(lines[0].span.start, lines[-1].span.end)
            self._regions.append(Region(kind, len(self._regions) + 1, page, box, span))

    def end_page(self, number: int, width: float, height: float, start: int) -> None:
        """Say that the text since `start` (a `length` taken before) stands on this page."""
        self._pages.append(Page(number, width, height, Span(min(start, self._length), self._length)))

    def document(
        self, *, hidden: Iterable[HiddenWord] = (), facts: Iterable[Fact] = (), notes: Iterable[str] = ()
    ) -> Document:
        """The Document of all that was added."""
        return Document(
            "".join(self._parts),
            self.source,
            tuple(self._lines),
            Words(self._words, tuple(self._styles)),
            tuple(self._pages),
            tuple(hidden),
            tuple(facts),
            tuple(notes),
            tuple(self._regions),
        )

    def _begin_line(self) -> int:
        if self._lines and not (self._parts and self._parts[-1] == "\n\n"):
            self._put("\n")
        return self._length

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def hidden_note(hidden: Iterable[HiddenWord]) -> Iterator[str]:
    """What to tell the reader of the output of words that nobody sees, if there are any."""
    count = sum(word.why != "deleted" for word in hidden)
    if count:
        words = "word" if count == 1 else "words"
        yield f"{count} hidden {words} left out: a person looking at the page does not see them"


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`, of which there is at least one."""
    return _around(map(SIDES, boxes))


def _around(sides: Iterable[tuple[float, float, float, float]]) -> Box:
    x0, top, x1, bottom = zip(*sides, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))


def _main_style(pieces: Sequence[Piece]) -> Style:
    first = pieces[0].style
    if all([piece.style is first for piece in pieces]):  # noqa: C419 - a list is faster, and most lines are set alike
        return first
    weights: dict[Style, int] = {}
    for piece in pieces:
        weights[piece.style] = weights.get(piece.style, 0) + len(piece.text)
    return max(weights, key=lambda style: weights[style])
