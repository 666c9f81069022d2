"""What a plain extraction gets of a document, told from what was read: the file is not read a second time.

A simple parser takes the words of a page from top to bottom and from left to right, across columns; of a Word file, the
paragraphs of the body, without tables, text boxes, headers and footers. That is what pdfplumber's `extract_text` and
python-docx's `paragraphs` give; tests hold this module to them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from resumefit.reading.document import Document, Word

_ROW = 3.0  # points that the feet of words of one row lie apart at most; pdfplumber's y_tolerance
_JOINED = 3.0  # points; what stands closer is one word to pdfplumber's x_tolerance, where no blank divides it


def plain_text(document: Document) -> str:
    """The text that a plain extraction gives; the document's own where its kind has nothing that one would lose."""
    if document.words:
        return "\n".join(row_text(document, row) for row in rows(document))
    if document.source.media == "docx":
        kept = (line for line in document.lines if line.place == "body")
        return "\n".join(document.text[line.span.start : line.span.end] for line in kept)
    return document.text


def rows(document: Document) -> Iterator[list[Word]]:
    """The words of each page in rows, from left to right, whatever columns they belong to."""
    row: list[Word] = []
    for word in sorted(document.words, key=lambda word: (word.page, word.box.bottom)):
        if row and (word.page != row[-1].page or word.box.bottom - row[-1].box.bottom > _ROW):
            yield sorted(row, key=_left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=_left)


def row_text(document: Document, row: Sequence[Word]) -> str:
    """A row as a plain extraction writes it: without blanks where the page has none and the words stand close."""
    parts = [_shown(document, row[0])] if row else []
    blanks = document.file.blanks
    page = row[0].page if row else 0
    gaps_count = page <= len(blanks) and blanks[page - 1] == 0
    for left, right in pairwise(row):
        glued = gaps_count and right.box.x0 - left.box.x1 < _JOINED
        parts.append(_shown(document, right) if glued else f" {_shown(document, right)}")
    return "".join(parts)


def mixed_rows(document: Document, rows: Iterable[list[Word]]) -> Iterator[list[Word]]:
    """The rows of a document in which words of different regions are read as one line."""
    starts = [region.span.start for region in document.regions]
    if len(starts) < 2:
        return
    for row in rows:
        places = [word.span.start for word in row]
        if bisect_right(starts, min(places)) != bisect_right(starts, max(places)):
            yield row


def _left(word: Word) -> float:
    return word.box.x0


def _shown(document: Document, word: Word) -> str:
    return document.text[word.span.start : word.span.end]
