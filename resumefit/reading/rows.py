"""Rows: what the readers of word processors' files (DOCX, ODT, RTF) make of them, and how rows become a Document.

A row is a paragraph, or a line of one that was broken by hand. It is known only at the file's end whether there is anything
that white text can stand on, so that rows are collected first and written last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from resumefit.errors import NoTextError
from resumefit.reading.assembly import Assembler, hidden_note
from resumefit.reading.cleaning import clean_line
from resumefit.reading.document import Document, HiddenWhy, HiddenWord, Place, Role, Source, Spot, Style
from resumefit.reading.signs import without_sign

TINY = 2.0
"""Points; text that is not larger is seen by nobody."""

_WORD = re.compile(r"[^\W_]")
_LONGEST_JOINED = 110  # characters of a cell
_LONGEST_DATE = 40
_MOST_JOINED = 3  # cells
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b(?:present|current)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text set in one way; `why` says why nobody sees it, `prompt` that it asks to be typed over."""

    text: str
    style: Style
    why: HiddenWhy | None = None
    prompt: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Where a text box is set, in EMU (1/914,400 inch) from the corner of what `of` names: a page or a paragraph."""

    of: tuple[str, int]
    x: int
    y: int
    width: int
    height: int


@dataclass(slots=True)
class Row:
    """A line to come. `other` names a part that stands here instead: the relation id of an altChunk, a diagram, a chart.

    `gap` sets it apart from the row before; `area` is that of the text box in which it stands, if its place is known.
    """

    runs: list[Run] = field(default_factory=list)
    place: Place = "body"
    role: Role = "text"
    level: int = 0
    starts: bool = True
    gap: bool = False
    other: str = ""
    spot: Spot | None = None
    area: Area | None = None

    def plain(self) -> str:
        """The text that is seen."""
        return clean_line("".join(run.text for run in self.runs if run.why is None))


def divided(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of a paragraph, line by line; lines that hold nothing are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=part)] for part in more)
    return [line for line in lines if any(run.text.strip() for run in line)]


def of_paragraph(lines: Sequence[list[Run]], pattern: Row) -> list[Row]:
    """The rows of a paragraph's lines, each like `pattern`; its gap is the first one's alone."""
    rows = [replace(pattern, runs=line, gap=pattern.gap and not number) for number, line in enumerate(lines)]
    for row in rows[1:]:
        row.starts = row.role != "item"  # Shift+Enter in an item goes on with it; elsewhere people set lines by it
    return rows


def of_document(document: Document, place: Place) -> Iterator[Row]:
    """The rows of a document that is part of another one."""
    for line in document.lines:
        runs = [Run(document.quote(line.span), line.style)]
        yield Row(runs, line.place if line.place != "body" else place, line.role, line.level, line.starts)
    if document.hidden:
        yield Row([Run(f"{word.text} ", Style(), word.why) for word in document.hidden], place)


# ---------------------------------------------------------------- rows of a table


def of_cells(cells: Sequence[list[Row]]) -> list[Row]:
    """The rows of the cells that stand side by side: one where they make one line, else cell by cell."""
    cells = [cell for cell in cells if cell]
    if _is_joined(cells):
        return [_joined(cells)]
    for cell in cells:
        if len(cell) > 1:
            cell[0].gap = True
    return [row for cell in cells for row in cell]


def _is_joined(cells: Sequence[Sequence[Row]]) -> bool:
    """Whether the cells of a row make one line: a few short ones, one of which dates the others."""
    if not 2 <= len(cells) <= _MOST_JOINED or any(len(cell) != 1 or cell[0].other for cell in cells):
        return False
    texts = [cell[0].plain() for cell in cells]
    if any(
        not text or len(text) > _LONGEST_JOINED or cell[0].role == "item"
        for text, cell in zip(texts, cells, strict=True)
    ):
        return False
    return 0 < sum(map(_is_date, texts)) < len(texts)


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and bool(_DATE.search(text))


def _joined(cells: Sequence[Sequence[Row]]) -> Row:
    """One row of the cells' rows; it is what the first cell is that holds no date."""
    main = next(cell[0] for cell in cells if not _is_date(cell[0].plain()))
    runs: list[Run] = []
    for cell in cells:
        runs.extend([Run(" | ", Style())] if runs else [])
        runs.extend(cell[0].runs)
    return replace(main, runs=runs, starts=True, gap=cells[0][0].gap)


# ---------------------------------------------------------------- rows -> Document


def document_of(
    groups: Iterable[Sequence[Row]], source: Source, *, backdrop: bool, picture: bool, notes: Sequence[str] = ()
) -> Document:
    """The Document of rows, each group of them set apart from the one before.

    `backdrop` says whether the file has anything that white text can be seen on, `picture` whether it holds a picture.
    Raises NoTextError where no word is seen.
    """
    assembler = Assembler(source)
    hidden: list[HiddenWord] = []
    for group in groups:
        if group:
            assembler.blank()
        for row in group:
            _write(row, assembler, hidden, backdrop)
    document = assembler.document(hidden=hidden, notes=[*hidden_note(hidden), *_deleted_note(hidden), *notes])
    if not _WORD.search(document.text):
        raise NoTextError(_why_no_text(source.name, hidden, picture))
    return document


def _write(row: Row, assembler: Assembler, hidden: list[HiddenWord], backdrop: bool) -> None:
    seen = [run for run in row.runs if _is_seen(run, backdrop)]
    for run in row.runs:
        if run.why is not None and not _is_seen(run, backdrop):
            words = clean_line(run.text).split()
            hidden.extend(HiddenWord(word, run.why, place=row.place, spot=row.spot) for word in words)
    text, signed = without_sign(clean_line("".join(run.text for run in seen)))
    if not _WORD.search(text):
        return
    role: Role = "item" if signed and row.role == "text" else row.role
    if row.gap or role == "heading":
        assembler.blank()
    style = _main_style(seen)
    assembler.text_line(
        text, starts=row.starts, role=role, level=row.level, place=row.place, style=style, spot=row.spot
    )


def _is_seen(run: Run, backdrop: bool) -> bool:
    """White text may stand on a filled shape or a picture; only where the file has none is it sure that nobody sees it."""
    return run.why is None or (run.why == "white" and backdrop)


def _main_style(runs: Iterable[Run]) -> Style:
    weights: dict[Style, int] = {}
    for run in runs:
        weights[run.style] = weights.get(run.style, 0) + len(run.text.strip())
    return max(weights, key=lambda style: weights[style], default=Style())


def _deleted_note(hidden: Iterable[HiddenWord]) -> Iterator[str]:
    deleted = sum(word.why == "deleted" for word in hidden)
    if deleted:
        words = "word is" if deleted == 1 else "words are"
        yield f"{deleted} deleted {words} still in the file as tracked changes: accept them all"


def _why_no_text(name: str, hidden: Sequence[HiddenWord], picture: bool) -> str:
    if hidden:
        return f"{name} shows no text: all of its words are hidden from a reader of the page; make them visible and save it"
    if picture:
        return f"{name} holds a picture and no text, and a parser reads nothing: save it with the text itself"
    return f"{name} holds no words: check that it is the right file"
