"""Document: a text that remembers where on which page it stood.

`Span` into `Document.text` is the only coordinate system in resumefit: lines, words, mentions and evidence all point into
the same string, and `Document.boxes` turns any span back into places on pages.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from resumefit.reading.pagewords import NO_WORDS, Box, Span, Style, Word, Words

__all__ = [
    "NO_WORDS",
    "Box",
    "Document",
    "Fact",
    "FileFacts",
    "HiddenWhy",
    "HiddenWord",
    "Hyperlink",
    "Line",
    "Mark",
    "MarkKind",
    "Media",
    "Page",
    "Place",
    "Region",
    "RegionKind",
    "Role",
    "Sheet",
    "Source",
    "Span",
    "Spot",
    "Style",
    "Typeface",
    "Word",
    "Words",
]

Media = Literal["pdf", "docx", "odt", "rtf", "html", "mhtml", "webarchive", "email", "markdown", "text", "json-resume"]
"""What kind of file a Document was read from; told by its bytes, never by its name."""

Role = Literal["heading", "item", "text"]
"""What the file itself says of a line (a heading style, a list item); never a guess from its wording."""

Place = Literal["body", "table", "text box", "header", "footer", "footnote", "sidebar"]
"""Where in the file a line stands."""

RegionKind = Literal["text", "column", "sidebar", "labels", "table", "header", "running head", "footer"]
"""What a part of a page looks like.

`text` is as wide as the page, `column` stands beside others, `sidebar` is a narrow one with short lines; `labels` are
entries with labels or dates in their margin, `table` is rows of cells. `header` is the band around the name on the first
page. `running head` and `footer` recur from page to page, or stand alone at the foot of one.
"""

HiddenWhy = Literal["hidden", "white", "tiny", "off the page", "invisible", "covered", "deleted"]
"""Why a person looking at the page does not see a word."""

MarkKind = Literal["picture", "shape", "spaced", "stray", "remark", "typed over", "field"]
"""What stands on a page besides its text."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stands in a format without pages, so that a person can go there; all count from 1, 0 is "in none".

    `paragraph` counts those of the line's part (the body, a header, the notes) that hold a word, seen or not. `style` is
    the paragraph style's name as the program shows it. `table`, `row` and `column` are those of the innermost table.
    """

    paragraph: int
    style: str = ""
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class HiddenWord:
    """A word that is in the file and that no reader of the page sees; it stands outside `Document.text`.

    `page` counts from 1; it and `box` are None where the format has no pages, `spot` where it has no paragraphs.
    """

    text: str
    why: HiddenWhy
    page: int | None = None
    box: Box | None = None
    place: Place = "body"
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown, or a paragraph in formats without lines. `page` and `box` are None where there are no pages.

    `starts` says whether a paragraph, heading or list item begins here; False for the further lines of a wrapped one.
    `level` is 1 to 6 for headings, the depth (0 and up) for list items. `style` is that of most of its characters.
    `spot` says where it stands in a word processor's file; None in other formats.
    """

    span: Span
    page: int | None = None
    box: Box | None = None
    starts: bool = True
    role: Role = "text"
    level: int = 0
    place: Place = "body"
    style: Style = field(default_factory=Style)
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points as it is shown, and the part of the text that stands on it."""

    number: int
    width: float
    height: float
    span: Span


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is read as one. `number` is its place in the order of reading, from 1 through all pages."""

    kind: RegionKind
    number: int
    page: int
    box: Box
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Where a Document came from. `name` is for people ("resume.pdf", "standard input"), `size` in bytes.

    `ocr` says that its words were made out from a picture by a program, which misreads some.
    """

    name: str
    media: Media
    size: int
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a file states by machine-readable means, such as a JSON-LD JobPosting's title. Names are schema.org's, or the
    way to a field of a JSON Resume ("work.0.position"). `span` is where the text has it, None where it does not."""

    name: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page that is no text of it: a picture, a filled shape (`color` as "#rrggbb", "" where it is not known),
    a letter-spaced word, a stray character that stands for no letter (its code) and is left out of the text, a remark, a
    word typed over the page, or the value of a form's field; `text` is what it says.

    `page` and `box` are None where the format has no pages.
    """

    kind: MarkKind
    page: int | None = None
    box: Box | None = None
    text: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font of the file. `embedded`: its glyphs are in the file; `mapped`: the file says which characters they are."""

    name: str
    embedded: bool = True
    mapped: bool = True


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An address behind a part of the page. `page` and `box` are None where the format has no pages."""

    target: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a section of a word processor's file is set: page and margins (left, top, right, bottom) in points, columns."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file holds besides its words; readers of formats that have none of it leave it empty.

    `properties` are (name, value) as the file's own properties dialog shows them: title, author, producer... `encrypted`
    says that the file is protected, opened though it was. `changes` counts tracked changes. `blanks` are the blanks among
    the glyphs of each page: where a page has none, only gaps divide its words. `unmapped` counts glyphs that no font names.
    """

    properties: tuple[tuple[str, str], ...] = ()
    fonts: tuple[Typeface, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    scans: tuple[int, ...] = ()
    blanks: tuple[int, ...] = ()
    changes: int = 0
    unmapped: int = 0
    encrypted: bool = False

    def property(self, name: str) -> str:
        """The value of a property, "" where the file has none."""
        return next((value for key, value in self.properties if key == name), "")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file in the order a person reads it, and where each part of it stood.

    `lines` lie one after the other in `text` and cover all its words; `words` are there for formats with pages only, and
    a word divided at a line's end stands undivided in `text` with one Word for each of its parts.
    `regions` are the parts of the pages in the order of reading, and hold all lines; formats without pages have none.
    `hidden` holds the words that a person can't see, `file` what else is in the file. `notes` are one-line remarks for the
    reader of the output, such as that text was cut or hidden words were found.
    """

    text: str
    source: Source
    lines: tuple[Line, ...] = ()
    words: Words = NO_WORDS
    pages: tuple[Page, ...] = ()
    hidden: tuple[HiddenWord, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    file: FileFacts = field(default_factory=FileFacts)

    def quote(self, span: Span) -> str:
        """The text of a span, on one line."""
        return " ".join(self.text[span.start : span.end].split())

    def line_at(self, offset: int) -> Line | None:
        """The line that holds the character at `offset`, None between lines and outside the text."""
        index = bisect.bisect_right(self.lines, offset, key=_start) - 1
        if index < 0 or offset >= self.lines[index].span.end:
            return None
        return self.lines[index]

    def lines_in(self, span: Span) -> Iterator[Line]:
        """The lines that share a character with a span, in order."""
        first = max(0, bisect.bisect_right(self.lines, span.start, key=_start) - 1)
        for line in islice(self.lines, first, None):
            if line.span.start >= span.end:
                return
            if line.span.overlaps(span):
                yield line

    def words_in(self, span: Span) -> Iterator[Word]:
        """The words that share a character with a span, in order; none in formats without pages."""
        starts = self.words.starts
        for number in range(max(0, bisect.bisect_right(starts, span.start) - 1), bisect.bisect_left(starts, span.end)):
            word = self.words[number]
            if word.span.overlaps(span):
                yield word

    def boxes(self, span: Span) -> tuple[tuple[int, Box], ...]:
        """(page number, box) of each word of a span; of the lines where words have no boxes; empty without pages."""
        found = tuple((word.page, word.box) for word in self.words_in(span))
        if found:
            return found
        return tuple(
            (line.page, line.box) for line in self.lines_in(span) if line.page is not None and line.box is not None
        )

    def gaps_in(self, span: Span) -> list[int]:
        """The blanks of a span that are as wide on the page as the edge of a column, as offsets in the text."""
        gaps = self.words.gaps
        here = gaps[bisect.bisect_left(gaps, span.start) : bisect.bisect_left(gaps, span.end)]
        return [at for at in here if self.text[at : at + 1] == " "]

    def fact(self, name: str) -> str:
        """The first fact of that name, "" if there is none."""
        return next((fact.value for fact in self.facts if fact.name == name), "")


def _start(line: Line) -> int:
    return line.span.start
