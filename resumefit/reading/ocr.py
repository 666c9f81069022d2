"""Reading pictures of text (OCR): only where it is asked for, and marked. The only door to pytesseract.

pytesseract and not tesserocr: it runs the Tesseract that is installed as a process of its own, which can be stopped and
takes nothing with it when it crashes, and it works wherever Tesseract does; tesserocr's wheels bring a Tesseract without
its language data, and none for every system. Tesseract also finds the columns: its blocks give the reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from resumefit.config import Limits
from resumefit.errors import NoTextError, TooLargeError, UnreadableError
from resumefit.reading.assembly import SIDES, Assembler, Piece
from resumefit.reading.cleaning import clean_word
from resumefit.reading.document import Box, Document, Role, Source
from resumefit.reading.pdfium import NEEDED, Picture, pictures

NOTE = "read by OCR: check it"
"""What every document says that was read from a picture."""

_UNSURE = 60.0  # percent; Tesseract's own confidence in a word, below which half of them are wrong
_SIGNS = frozenset("• * - + ° ¢ © « » e o ® § ¥ ≠ =".split())  # bullets, and what Tesseract takes them for
_FULL = 0.85  # of the paragraph's width; a line that ends before has ended its paragraph
_LEAST_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as Tesseract found it: (block, paragraph, line), its box in points, and how sure it is, 0 to 100."""

    text: str
    line: tuple[int, int, int]
    box: Box
    sure: float


def whole_file(limits: Limits) -> Limits:
    """The limits of a file whose every page may take `limits.seconds`: Tesseract takes seconds for what a parser takes
    milliseconds for."""
    return replace(limits, seconds=limits.seconds * (limits.pages + 1))


def page_seconds(limits: Limits) -> float:
    """The time that one page may take, of the limits that `whole_file` gave."""
    return limits.seconds / (limits.pages + 1)


def read(data: bytes, source: Source, limits: Limits, password: str | None = None) -> Document:
    """Read the pictures of a PDF's pages; `limits` are those of `whole_file`: each page has its share of the time.

    Raises UnreadableError (Tesseract or pytesseract is not installed), NoTextError (no words in the pictures),
    TooLargeError, DamagedError and ProtectedError.
    """
    assembler = Assembler(replace(source, ocr=True))
    unsure = total = 0
    for picture in pictures(data, source.name, limits, password):
        words = list(_words(picture, source.name, limits))
        total += len(words)
        unsure += sum(word.sure < _UNSURE for word in words)
        start = assembler.length
        _add_page(words, picture.number, assembler)
        assembler.end_page(picture.number, picture.width, picture.height, start)
    if not total:
        raise NoTextError(f"{source.name} shows no words that OCR can make out: give the file that it was made from")
    doubt = f" ({unsure} of {total} words are unsure)" if unsure else ""
    return assembler.document(notes=[NOTE + doubt])


def _words(picture: Picture, name: str, limits: Limits) -> Iterator[_Word]:
    found = _recognised(picture, name, limits)
    for number, text in enumerate(found["text"]):
        text = clean_word(text)  # noqa: PLW2901 - the same word, clean
        if not text or float(found["conf"][number]) < 0:
            continue
        left, top, width, height = (found[each][number] * picture.scale for each in ("left", "top", "width", "height"))
        line = (found["block_num"][number], found["par_num"][number], found["line_num"][number])
        box = Box(left, top, left + width, top + height)
        yield _Word(text, line, box, float(found["conf"][number]))


def _recognised(picture: Picture, name: str, limits: Limits) -> dict[str, list[Any]]:
    """Tesseract's table of what it found on a page, column by column."""
    try:
        import pytesseract
    except ImportError as error:
        raise UnreadableError(f"{name} was not read: {NEEDED}") from error
    try:
        table: dict[str, list[Any]] = pytesseract.image_to_data(
            picture.image, lang="eng", output_type=pytesseract.Output.DICT, timeout=page_seconds(limits)
        )
    except pytesseract.TesseractNotFoundError as error:
        raise UnreadableError(
            f"{name} was not read: OCR needs Tesseract, which is not installed (or not on the PATH); install it "
            "(Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract; Windows: its installer)"
        ) from error
    except pytesseract.TesseractError as error:
        why = " ".join(str(error.message).split())[:150]
        raise UnreadableError(f"Tesseract cannot read page {picture.number} of {name}: {why}") from error
    except (RuntimeError, OSError) as error:  # RuntimeError is pytesseract's way of saying that it took too long
        raise TooLargeError(
            f"OCR of page {picture.number} of {name} took longer than {page_seconds(limits):g} s: raise limits.seconds"
        ) from error
    return table


# ---------------------------------------------------------------- lines


def _add_page(words: Sequence[_Word], page: int, assembler: Assembler) -> None:
    blocks = groupby(words, key=lambda word: word.line[0])
    for _, block in blocks:
        assembler.blank()
        for _, paragraph in groupby(block, key=lambda word: word.line[1]):
            lines = [list(line) for _, line in groupby(paragraph, key=lambda word: word.line[2])]
            _add_paragraph(
                [line for line in lines if any(_LEAST_WORD.search(word.text) for word in line)], page, assembler
            )


def _add_paragraph(lines: Sequence[list[_Word]], page: int, assembler: Assembler) -> None:
    """Add lines that Tesseract takes for a paragraph; it takes many for one that are set line by line."""
    right = max((line[-1].box.x1 for line in lines), default=0.0)
    left = min((line[0].box.x0 for line in lines), default=0.0)
    goes_on = [False, *(line[-1].box.x1 - left > _FULL * (right - left) for line, _ in pairwise(lines))]
    role: Role = "text"
    for line, full in zip(lines, goes_on, strict=False):
        signed = len(line) > 1 and line[0].text in _SIGNS
        starts = signed or not full
        role = "item" if signed else role if not starts else "text"
        pieces = [Piece(word.text, page, SIDES(word.box)) for word in line[signed:]]
        assembler.word_line(pieces, starts=starts, role=role)
