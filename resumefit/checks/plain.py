"""What a plain extraction gets of a document, told from what was read: the file is not read a second time.

A simple parser takes the words of a page from top to bottom and from left to right, across columns; of a Word file, the
paragraphs of the body, without tables, text boxes, headers and footers. That is what pdfplumber's `extract_text` and
python-docx's `paragraphs` give; tests hold this module to them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from resumefit.reading.document import Document, Words

_ROW = 3.0  # points that the feet of words of one row lie apart at most; pdfplumber's y_tolerance
_JOINED = 3.0  # points; what stands closer is one word to pdfplumber's x_tolerance, where no blank divides it


def plain_text(document: Document) -> str:
    """The text that a plain extraction gives; the document's own where its kind has nothing that one would lose."""
    if document.words:
        return "\n".join(row_text(document, row) for row in rows(document.words))
    if document.source.media == "docx":
        kept = (line for line in document.lines if line.place == "body")
        return "\n".join(document.text[line.span.start : line.span.end] for line in kept)
    return document.text


def rows(words: Words) -> Iterator[list[int]]:
    """The words of each page in rows, from left to right, whatever columns they belong to, each by its number."""
    pages, bottoms, lefts = words.pages, words.bottoms, words.lefts
    row: list[int] = []
    for number in sorted(range(len(words)), key=lambda number: (pages[number], bottoms[number])):
        if row and (pages[number] != pages[row[-1]] or bottoms[number] - bottoms[row[-1]] > _ROW):
            yield sorted(row, key=lefts.__getitem__)
            row = []
        row.append(number)
    if row:
        yield sorted(row, key=lefts.__getitem__)


def row_text(document: Document, row: Sequence[int]) -> str:
    """A row as a plain extraction writes it: without blanks where the page has none and the words stand close."""
    words, blanks = document.words, document.file.blanks
    shown = [document.text[words.starts[number] : words.ends[number]] for number in row]
    page = words.pages[row[0]] if row else 0
    if page > len(blanks) or blanks[page - 1]:
        return " ".join(shown)
    gaps = (words.lefts[right] - words.rights[left] for left, right in pairwise(row))
    return "".join(
        [*shown[:1], *(("" if gap < _JOINED else " ") + word for gap, word in zip(gaps, shown[1:], strict=True))]
    )


def mixed_rows(document: Document, rows: Iterable[list[int]]) -> Iterator[list[int]]:
    """The rows of a document in which words of different regions are read as one line."""
    starts = [region.span.start for region in document.regions]
    for row in rows:
        places = [document.words.starts[number] for number in row]
        if bisect_right(starts, min(places)) != bisect_right(starts, max(places)):
            yield row
