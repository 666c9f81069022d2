"""Words on pages: where each stands and how it is set; and those of a document, in columns."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import le
from typing import overload

_FIELDS = 8  # numbers of a word: start, end, page, left, top, right, bottom, style
_START, _END, _PAGE, _LEFT, _TOP, _RIGHT, _BOTTOM, _STYLE = range(_FIELDS)
_WIDE = 1.5  # times the size of the type; justified lines have blanks of up to one


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` to `end` (exclusive) of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the page's upper left corner as it is shown."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is set. `size` in points; `color` as "#rrggbb", "" where the file does not say."""

    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page. `page` counts from 1."""

    span: Span
    page: int
    box: Box
    style: Style


class Words(Sequence[Word]):
    """The words of a document, in order. A page has hundreds, and most are never looked at one by one: what is known of them
    stands in columns, and a Word is made when it is asked for."""

    def __init__(self, numbers: array[float], styles: Sequence[Style]) -> None:
        """`numbers` are eight for each word: start and end in the text, page, the box's left, top, right and bottom, and the
        number of its style. Raises ValueError for what are no words."""
        self._numbers = numbers
        self.styles = tuple(styles)
        self._made: tuple[Word, ...] | None = None
        self.starts = starts = self._column(_START)
        """Where each begins in the text."""
        ends, kinds = self._column(_END), self._column(_STYLE)
        if len(numbers) % _FIELDS or not all(map(le, starts, ends)) or min(starts, default=0) < 0:
            raise ValueError("words that are none")
        if kinds and not 0 <= min(kinds) <= max(kinds) < len(self.styles):
            raise ValueError("words of no style")

    @classmethod
    def of(cls, words: Iterable[Word]) -> Words:
        """Words that were made one by one."""
        numbers, styles = array("d"), dict[Style, int]()
        for word in words:
            span, box = word.span, word.box
            style = styles.setdefault(word.style, len(styles))
            numbers.extend((span.start, span.end, word.page, box.x0, box.top, box.x1, box.bottom, style))
        return cls(numbers, tuple(styles))

    @property
    def numbers(self) -> array[float]:
        """What `Words` is made of again."""
        return self._numbers

    @cached_property
    def ends(self) -> list[int]:
        """Where each ends in the text."""
        return self._column(_END)

    @cached_property
    def pages(self) -> list[int]:
        """The page of each."""
        return self._column(_PAGE)

    @cached_property
    def lefts(self) -> array[float]:
        """The left side of each."""
        return self._numbers[_LEFT::_FIELDS]

    @cached_property
    def rights(self) -> array[float]:
        """The right side of each."""
        return self._numbers[_RIGHT::_FIELDS]

    @cached_property
    def bottoms(self) -> array[float]:
        """The foot of each."""
        return self._numbers[_BOTTOM::_FIELDS]

    def letters(self) -> Counter[Style]:
        """How many characters are set in each style."""
        counts: Counter[Style] = Counter()
        for kind, start, end in zip(self._column(_STYLE), self.starts, self.ends, strict=True):
            counts[self.styles[kind]] += end - start
        return counts

    @cached_property
    def gaps(self) -> list[int]:
        """Where those end that the next one stands level with, and as wide apart from as a column's edge."""
        numbers = self._numbers
        sizes = [style.size for style in self.styles]
        rights, nexts = self.rights, numbers[_LEFT + _FIELDS :: _FIELDS]
        kinds, tops, bottoms = numbers[_STYLE::_FIELDS], numbers[_TOP::_FIELDS], self.bottoms
        wide = [
            place
            for place, (right, left, kind, top, bottom) in enumerate(
                zip(rights, nexts, kinds, tops, bottoms, strict=False)
            )
            if left - right > _WIDE * (sizes[int(kind)] or bottom - top)
        ]
        return [self[place].span.end for place in wide if self._are_level(place, place + 1)]

    def _are_level(self, one: int, other: int) -> bool:
        left, right = self[one], self[other]
        level = left.box.top < right.box.bottom and right.box.top < left.box.bottom
        return left.page == right.page and level

    def _column(self, field: int) -> list[int]:
        return list(map(int, self._numbers[field::_FIELDS]))

    def _word(self, place: int) -> Word:
        at = place * _FIELDS
        start, end, page, left, top, right, bottom, kind = self._numbers[at : at + _FIELDS]
        return Word(Span(int(start), int(end)), int(page), Box(left, top, right, bottom), self.styles[int(kind)])

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, place: int | slice) -> Word | tuple[Word, ...]:
        if self._made is not None:
            return self._made[place]
        if isinstance(place, slice):
            return tuple(map(self._word, range(*place.indices(len(self)))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._word(place % len(self))

    def __len__(self) -> int:
        return len(self._numbers) // _FIELDS

    def __iter__(self) -> Iterator[Word]:
        if self._made is None:
            self._made = tuple(map(self._word, range(len(self))))
        return iter(self._made)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self.starts))

    def __repr__(self) -> str:
        return repr(tuple(self))


NO_WORDS = Words(array("d"), ())
"""Those of a format without pages."""
