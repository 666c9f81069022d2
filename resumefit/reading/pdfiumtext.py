"""A page of a PDF, opened by pdfium -> its glyphs and how they are set, in the order in which the file sets them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import compress, repeat
from operator import ne, sub
from typing import TYPE_CHECKING, NamedTuple

from resumefit.reading.cleaning import SOFT_HYPHEN
from resumefit.reading.pdfium import DeclinedError, calls, text_of, written, written_together
from resumefit.reading.pdfium import text as text_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resumefit.reading.pdfiumshapes import Sheet

_ADDED = re.compile("[ \r\n]")  # what pdfium adds of its own where words and lines end
_DOUBTFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]"
)  # such lines pdfium puts in another order
_STRETCH = re.compile(r"\S+|\s")
_LONGEST_LIGATURE = 3  # a glyph that stands for more characters is an icon that leaks its name
_LAP = 0.02  # of the height of a box
_SAME_WIDTH = 0.002  # share of the size

Color = tuple[int, int, int, int]


class Setting(NamedTuple):
    """How glyphs are set: handle of the font, size and render mode as the file says, color and opacity from 0 to 255, the
    linear part of the transformation, and the height of the baseline in the page's own space."""

    font: int
    size: float
    mode: int
    color: Color
    turn: tuple[float, float, float, float]
    y: float


class Piece(NamedTuple):
    """Glyphs that are set alike, one behind the other: where they begin and end, and handle of the first one's object."""

    start: int
    end: int
    owner: int
    setting: Setting


class Glyphs(NamedTuple):
    """The glyphs of a page: a character, the left and the right edge of each, in points of the page's own space.

    A glyph that stands for several characters is as many, which share its width. `unmapped` gives the codes of those whose
    font does not say which characters they are.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    pieces: list[Piece]
    unmapped: dict[int, int]


def glyphs_of(page: int, sheet: Sheet, *, has_modes: bool) -> Glyphs:
    """The glyphs of a page; `has_modes`: some may be set otherwise than filled.

    Raises DeclinedError where pdfium does not tell all that is needed.
    """
    with text_of(page) as handle:
        return _Reader(handle, sheet, has_modes=has_modes).glyphs()


class _Reader:
    """The characters of a page in the order of the stream, without those that pdfium adds. `numbers` are pdfium's."""

    def __init__(self, handle: int, sheet: Sheet, *, has_modes: bool) -> None:
        self.handle, self.sheet, self.order, self.has_modes = handle, sheet, sheet.order, has_modes
        api = calls()
        count = api.FPDFText_CountChars(handle)
        if count < 0:
            raise DeclinedError
        self.text = text_by(api.FPDFText_GetText, count, handle, 0, count)
        if len(self.text) != count:  # it leaves some out
            self.text = "".join(map(_char, map(api.FPDFText_GetUnicode, repeat(handle), range(count))))
        blanks = [found.start() for found in _ADDED.finditer(self.text)]
        kept = bytearray(b"\1") * count
        for number in compress(blanks, map(api.FPDFText_IsGenerated, repeat(handle), blanks)):
            kept[number] = 0
        self.text = "".join(compress(self.text, kept))
        self.numbers = list(compress(range(count), kept))
        self.owners = self._owners()
        self._put_in_order()

    def _owners(self) -> list[int]:
        """The text object of each character: where a word begins and ends in the same one, all of it is of that one."""
        owner_of, numbers = calls().FPDFText_GetTextObject, self.numbers
        found: list[int] = []
        words = [match.span() for match in _STRETCH.finditer(self.text)]
        firsts = map(owner_of, repeat(self.handle), [numbers[start] for start, _ in words])
        lasts = map(owner_of, repeat(self.handle), [numbers[end - 1] for _, end in words])
        for (start, end), first, last in zip(words, firsts, lasts, strict=True):
            found += (
                [first] * (end - start) if first == last else map(owner_of, repeat(self.handle), numbers[start:end])
            )
        return found

    def _objects(self) -> list[int]:
        """Where the glyphs of each object begin."""
        owners = self.owners
        return [0, *compress(range(1, len(owners)), map(ne, owners[1:], owners))] if owners else []

    def _put_in_order(self) -> None:
        """Put the objects in the order of the stream: pdfium has those of a line sorted from left to right."""
        starts = self._objects()
        try:
            places = [self.order[self.owners[start]] for start in starts]
        except KeyError as error:
            raise DeclinedError from error
        if places == sorted(places):
            return
        parts = [range(start, end) for start, end in zip(starts, [*starts[1:], len(self.owners)], strict=True)]
        moved = [
            number for _, part in sorted(zip(places, parts, strict=True), key=lambda pair: pair[0]) for number in part
        ]
        self.text = "".join(map(self.text.__getitem__, moved))
        self.numbers = list(map(self.numbers.__getitem__, moved))
        self.owners = list(map(self.owners.__getitem__, moved))

    def glyphs(self) -> Glyphs:
        if _RIGHT_TO_LEFT.search(self.text):
            raise DeclinedError
        handles = [self.handle] * len(self.numbers)
        boxes = written_together("f", 4, calls().FPDFText_GetLooseCharBox, handles, self.numbers)
        lefts, tops, rights, bottoms = (boxes[side::4] for side in range(4))
        _part_ligatures(lefts, rights)
        self._mend_edges(lefts, tops, rights, bottoms)
        self._add_blanks(lefts, tops, rights, bottoms)
        pieces = self._pieces(tops, bottoms)
        text, unmapped = self._vetted(pieces)
        return Glyphs(text, lefts, rights, pieces, unmapped)

    def _mend_edges(self, lefts: list[float], tops: list[float], rights: list[float], bottoms: list[float]) -> None:
        """Put the edges of glyphs to where they begin and end for the text: pdfium's boxes hold all of their ink, too.

        Where a box lies over the one before, as that of a slanted "f" does, and where nothing but a gap divides two words;
        elsewhere it makes no difference.
        """
        numbers = self.numbers
        begins = [place for place, number in enumerate(numbers) if not place or number != numbers[place - 1] + 1]
        laps = [
            place
            for place, gap in enumerate(map(sub, lefts[1:], rights), 1)
            if gap < 0 and -1 < gap / (tops[place] - bottoms[place] or 1.0) < -_LAP
        ]
        places = begins + laps
        firsts = [numbers[place] for place in places]
        origins = written("d", 2, calls().FPDFText_GetCharOrigin, [self.handle] * len(firsts), firsts)
        for place, x in zip(places, origins[0::2], strict=True):
            lefts[place] = x
        for place in laps:
            if lefts[place - 1] < lefts[place] < rights[place - 1]:
                rights[place - 1] = lefts[place]

    def _add_blanks(self, lefts: list[float], tops: list[float], rights: list[float], bottoms: list[float]) -> None:
        """Add the blanks that pdfium passes over, for they divide words: text objects of nothing else.

        One that stands on the line of the glyph before it becomes part of its object, and reaches to the glyph after it.
        """
        blanks = self.sheet.blanks(set(self.owners))
        if not blanks:
            return
        starts = self._objects()
        places = [self.order[self.owners[start]] for start in starts]
        chars = list(self.text)
        for place, x, y in blanks:  # the last one first
            number = bisect_right(places, place)
            at = starts[number] if number < len(starts) else len(chars)
            if not at or not (bottoms[at - 1] <= y <= tops[at - 1] and x >= lefts[at - 1]):
                continue
            goes_on = at < len(lefts) and bottoms[at] <= y <= tops[at] and x <= lefts[at]
            chars.insert(at, " ")
            lefts.insert(at, x)
            rights.insert(at, lefts[at + 1] if goes_on else x)
            tops.insert(at, tops[at - 1])
            bottoms.insert(at, bottoms[at - 1])
            self.owners.insert(at, self.owners[at - 1])
            self.numbers.insert(at, -1)
        self.text = "".join(chars)

    def _pieces(self, tops: Sequence[float], bottoms: Sequence[float]) -> list[Piece]:
        """Objects that are set alike, put together: some programs have one for each glyph.

        Where the boxes of two glyphs of a font are as high and stand as high, so are their size and baseline.
        """
        api, starts = calls(), self._objects()
        objects = [self.owners[start] for start in starts]
        fonts = map(api.FPDFTextObj_GetFont, objects)
        modes = map(api.FPDFTextObj_GetTextRenderMode, objects) if self.has_modes else repeat(0, len(objects))
        rgba = written("I", 4, api.FPDFPageObj_GetFillColor, objects)
        colors = zip(*(rgba[part::4] for part in range(4)), strict=True)
        groups = map(self.sheet.group_of.__getitem__, objects)
        heights = ((tops[start], bottoms[start]) for start in starts)
        kinds = list(zip(fonts, modes, colors, groups, heights, strict=True))
        first = [0, *compress(range(1, len(kinds)), map(ne, kinds[1:], kinds))] if kinds else []
        begins = [starts[number] for number in first]
        settings = self._settings(begins, [kinds[number][:3] for number in first])
        ends = [*begins[1:], len(self.owners)]
        return list(map(Piece, begins, ends, (self.owners[begin] for begin in begins), settings))

    def _settings(self, begins: Sequence[int], kinds: Sequence[tuple[int, int, Color]]) -> list[Setting]:
        api = calls()
        numbers = [self.numbers[begin] for begin in begins]
        handles = [self.handle] * len(numbers)
        sizes = written("f", 1, api.FPDFTextObj_GetFontSize, [self.owners[begin] for begin in begins])
        matrices = written_together("f", 6, api.FPDFText_GetMatrix, handles, numbers)
        turns = zip(*(matrices[part::6] for part in range(4)), strict=True)
        ys = written("d", 2, api.FPDFText_GetCharOrigin, handles, numbers)[1::2]
        parts = zip(kinds, sizes, turns, ys, strict=True)
        return [Setting(font, size, mode, color, turn, y) for (font, mode, color), size, turn, y in parts]

    def _vetted(self, pieces: Sequence[Piece]) -> tuple[str, dict[int, int]]:
        """The text with the hyphens that pdfium marks, and the codes of glyphs that it has no character for.

        Of each character of a font one glyph is looked at, not each time that it is set.
        """
        api, chars = calls(), list(self.text)
        for found in _DOUBTFUL.finditer(self.text):
            if api.FPDFText_IsHyphen(self.handle, self.numbers[found.start()]):
                chars[found.start()] = self._hyphen(found.start())
        text = "".join(chars)
        seen: dict[int, set[str]] = {}
        bad: set[tuple[int, str]] = set()
        for start, end, _, setting in pieces:
            known = seen.setdefault(setting.font, {" "})
            new = set(text[start:end]) - known
            known |= new
            bad |= {(setting.font, char) for char in new if self._is_unmapped(text.index(char, start), char)}
        unmapped = {
            place: api.FPDFText_GetUnicode(self.handle, self.numbers[place])
            for start, end, _, setting in (pieces if bad else ())
            for place in range(start, end)
            if (setting.font, chars[place]) in bad and self._is_unmapped(place, chars[place])
        }
        return text, unmapped

    def _is_unmapped(self, place: int, char: str) -> bool:
        return char == "\ufffe" or bool(calls().FPDFText_HasUnicodeMapError(self.handle, self.numbers[place]))

    def _hyphen(self, place: int) -> str:
        """Hyphen or soft hyphen: pdfium does not say which it marks at a line's end, but their glyphs' widths may."""
        api, owner, number = calls(), self.owners[place], self.numbers[place]
        x0, _, x1, _ = written_together("f", 4, api.FPDFText_GetLooseCharBox, [self.handle], [number])
        (size,) = written("f", 1, api.FPDFTextObj_GetFontSize, [owner])
        a, *_ = written_together("f", 6, api.FPDFText_GetMatrix, [self.handle], [number])
        width = (x1 - x0) / (size * a or 1.0)
        codes = [ord("-"), ord(SOFT_HYPHEN)]
        fonts = [api.FPDFTextObj_GetFont(owner)] * 2
        plain, soft = written("f", 1, api.FPDFFont_GetGlyphWidth, fonts, codes, [1.0, 1.0])
        return SOFT_HYPHEN if abs(soft - width) < _SAME_WIDTH < abs(plain - width) else "-"


def _part_ligatures(lefts: list[float], rights: list[float]) -> None:
    """Share out the box of a glyph that stands for several characters among them.

    Raises DeclinedError where it stands for too many.
    """
    same = [n for n in range(1, len(lefts)) if lefts[n] == lefts[n - 1] != rights[n] == rights[n - 1]]
    for number in same:
        if number - 1 in same:
            continue
        count = next(count for count in range(2, len(same) + 3) if number + count - 1 not in same)
        if count > _LONGEST_LIGATURE:
            raise DeclinedError
        first, left, right = number - 1, lefts[number], rights[number]
        edges = [left + (right - left) * part / count for part in range(count + 1)]
        lefts[first : first + count], rights[first : first + count] = edges[:-1], edges[1:]


def _char(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffe"
