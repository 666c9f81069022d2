"""Pages of a PDF -> painted pages, by pdfium: several times as fast as `pdfpages`, which paints what cannot be told here.

pdfminer has opened the file, and what is drawn is vetted before pdfium sees it, for pdfium cannot be stopped. A page is
declined where pdfium's functions do not tell what decides on its words or on who sees them: turned pages and text, text from
right to left, layers that are off, fonts drawn by instructions, pictures laid over text.
"""

from __future__ import annotations

import math
from contextlib import ExitStack
from typing import TYPE_CHECKING

from resumefit.reading.document import Style
from resumefit.reading.painting import Canvas, Color, StripInk, as_hex
from resumefit.reading.pdffonts import Face, face_of, shown_text
from resumefit.reading.pdfium import DeclinedError, calls, loaded, opened, string, written, written_together
from resumefit.reading.pdfiumshapes import Sheet
from resumefit.reading.pdfiumtext import glyphs_of
from resumefit.reading.pdfiumvet import vetted
from resumefit.reading.strips import Strip

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage

    from resumefit.reading.document import HiddenWhy
    from resumefit.reading.pdfbudget import Budget
    from resumefit.reading.pdfiumtext import Glyphs, Piece, Setting
    from resumefit.reading.pdfpages import Painter as Reference

_LEAST_SIZE = 2.0  # points; smaller text is not read by anybody
_SLANT = 0.001  # of a line's direction; text that rises more is declined
_SAME_PAGE = 0.5  # points by which the two libraries may differ on a page's size


class Painter:
    """Paints the pages of one document. Close it."""

    def __init__(self, data: bytes, password: str, pages: int, reference: Reference, budget: Budget) -> None:
        self._reference, self._budget = reference, budget
        self._stack = ExitStack()
        self._document: int | None = None
        self._faces: dict[int, Face] = {}
        self._styles: dict[tuple[int, float, Color | None, bool], Style] = {}
        self.declined = 0
        if reference.shows_all:
            self._open(data, password, pages)

    def _open(self, data: bytes, password: str, pages: int) -> None:
        try:
            document = self._stack.enter_context(opened(data, password))
        except DeclinedError:
            return
        leftwards = string(calls().FPDF_VIEWERREF_GetName, document, b"Direction") == "R2L"
        if calls().FPDF_GetPageCount(document) == pages and not leftwards:
            self._document = document

    def close(self) -> None:
        """Let go of the document."""
        self._stack.close()

    def paint(self, page: PDFPage, number: int) -> Canvas:
        """What is on a page, its number counted from 1. Raises what the reference raises."""
        if self._document is not None:
            try:
                return self._painted(self._document, page, number)
            except DeclinedError:
                self.declined += 1
        return self._reference.paint(page)

    def _painted(self, document: int, page: PDFPage, number: int) -> Canvas:
        self._budget.look()
        vet = vetted(page, self._budget)
        if page.rotate or not vet.is_plain:
            raise DeclinedError
        with loaded(document, number - 1) as handle:
            left, top, right, bottom = written_together("f", 4, calls().FPDF_GetPageBoundingBox, [handle])
            shown = (left, bottom, right, top)
            if any(abs(one - other) > _SAME_PAGE for one, other in zip(shown, page.cropbox, strict=True)):
                raise DeclinedError
            sheet = Sheet(handle, shown, self._budget, replaces=vet.replaces)
            glyphs = glyphs_of(handle, sheet, has_modes=vet.has_modes)
            self._budget.set_glyphs(len(glyphs.text))
            sheet.canvas.counted = len(glyphs.text)
            self._add_text(sheet, glyphs, page)
        self._budget.look()
        sheet.canvas.judge(self._budget.tick)
        return sheet.canvas

    # ---------------------------------------------------------------- text

    def _add_text(self, sheet: Sheet, glyphs: Glyphs, page: PDFPage) -> None:
        if sheet.left:
            glyphs = glyphs._replace(
                lefts=[x - sheet.left for x in glyphs.lefts], rights=[x - sheet.left for x in glyphs.rights]
            )
        canvas = sheet.canvas
        for piece in glyphs.pieces:
            self._budget.tick()
            strip, ink = self._strip(piece, glyphs, sheet, page)
            if strip.text:
                canvas.strips.append(strip)
                canvas.strip_inks.append(ink)
        sheet.vet_covers()

    def _strip(self, piece: Piece, glyphs: Glyphs, sheet: Sheet, page: PDFPage) -> tuple[Strip, StripInk]:
        start, end, owner, setting = piece
        a, b, c, d = setting.turn
        if a * setting.size <= 0 or abs(b) > _SLANT * abs(a):
            raise DeclinedError
        size = abs(setting.size) * math.hypot(c, d)
        face = self._face(setting.font)
        red, green, blue, _ = setting.color
        color = (red / 255, green / 255, blue / 255) if setting.mode % 4 == 0 else None
        style = self._style(setting, size, color)
        clip = sheet.clip_of(owner, size)
        ink = StripInk(color, sheet.shapes_before(owner), clip)
        text, lefts, rights = glyphs.text[start:end], glyphs.lefts[start:end], glyphs.rights[start:end]
        strip = Strip(text, lefts, rights, sheet.top - setting.y, size, style, size * face.drop, _why(setting, size))
        codes = {place - start: code for place, code in glyphs.unmapped.items() if start <= place < end}
        if codes or face.is_icons or face.is_pictures:
            strip = self._respelt(strip, codes, setting, sheet, page)
        return strip, ink

    def _respelt(self, strip: Strip, codes: dict[int, int], setting: Setting, sheet: Sheet, page: PDFPage) -> Strip:
        """A strip with what its glyphs are to a reader; of those that pdfium has no character for, pdfminer is asked."""
        face = self._face(setting.font)
        text, lefts, rights = [], [], []
        for number, char in enumerate(strip.text):
            said: str | None = char
            if number in codes and not face.is_icons:
                said = self._character(page, setting.font, codes[number])
                sheet.canvas.unmapped += said is None
            shown = "" if number in codes and face.is_icons else shown_text(said or "", face)
            width = (strip.rights[number] - strip.lefts[number]) / (len(shown) or 1)
            for part, letter in enumerate(shown):
                text.append(letter)
                lefts.append(strip.lefts[number] + part * width)
                rights.append(strip.lefts[number] + (part + 1) * width)
        return strip._replace(text="".join(text), lefts=lefts, rights=rights)

    def _character(self, page: PDFPage, font: int, code: int) -> str | None:
        """What a glyph of a simple font stands for, None if nobody says. Raises DeclinedError for any other font."""
        said = self._reference.characters(page, self._face(font).name, code)
        known = said - {None}  # fonts of one name differ in their encodings: which of them it is, most codes tell
        if len(known) > 1 or not said:
            raise DeclinedError
        return known.pop() if known else None

    # ---------------------------------------------------------------- fonts

    def _face(self, font: int) -> Face:
        face = self._faces.get(font)
        if face is None:
            api = calls()
            name = string(api.FPDFFont_GetBaseFontName, font)
            ascent, descent = (
                written("f", 1, call, [font], [1.0])[0] for call in (api.FPDFFont_GetAscent, api.FPDFFont_GetDescent)
            )
            if not name or ascent == descent:  # then the edges of glyphs are those of their ink
                raise DeclinedError
            face = self._faces[font] = face_of(name, max(0, api.FPDFFont_GetFlags(font)), -descent)
        return face

    def _style(self, setting: Setting, size: float, color: Color | None) -> Style:
        thick = setting.mode % 4 == 2
        key = (setting.font, round(size, 1), color, thick)
        if key not in self._styles:
            face = self._face(setting.font)
            self._styles[key] = Style(face.name, key[1], face.bold or thick, face.italic, as_hex(color))
        return self._styles[key]


def _why(setting: Setting, size: float) -> HiddenWhy | None:
    if setting.mode % 4 == 3 or not setting.color[3]:
        return "invisible"
    return "tiny" if size < _LEAST_SIZE else None
