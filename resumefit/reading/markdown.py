"""Markdown -> Document. The door to markdown-it-py: CommonMark with tables.

Marks are taken off, link texts kept and link targets left out; HTML in between is read as HTML, never passed through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from resumefit.errors import NoTextError
from resumefit.reading.assembly import Assembler
from resumefit.reading.cleaning import clean_line, clean_text
from resumefit.reading.document import Document, Role, Source, Style
from resumefit.reading.plain import decode, document_of, lines_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST = 80  # levels of nesting; markdown-it recurses, and Python stops at 1,000 calls
_MOST_CHARACTERS = (
    500_000  # beyond, and for longer lines, the text is read as plain: it is no resume or posting by itself
)
_LONGEST_LINE = 100_000
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){1,100}?)(?:---|\.\.\.)[ \t]*\n")
_TASK = re.compile(r"\[[ xX]\]\s+")
_BREAK = "\n"  # between lines of one paragraph
_HARD_BREAK = "\x0b"  # where the writer sets a new line; clean_text leaves none in the source
_WORD = re.compile(r"[^\W_]")

_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_SETEXT = re.compile(r"(?<=\S\n) {0,3}(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+\S", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*\*?(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*\*?(?![\w*])|(?<![\w_])__(?=\S)[^_\n]{1,200}__(?!\w)"
)
_LINK = re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|mailto:|tel:|www\.|#|/)[^)\s]{0,500}\)")
_TABLE = re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[-| :\t]*$", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: two headings, or several kinds of its marks together."""
    if len(text) > _MOST_CHARACTERS or max(map(len, text.split("\n")), default=0) > _LONGEST_LINE:
        return False
    headings = len(_ATX.findall(text))
    if headings >= 2:
        return True
    inline = len(_EMPHASIS.findall(text)) + len(_LINK.findall(text))
    kinds = (
        headings > 0,
        bool(_SETEXT.search(text)),
        len(_ITEM.findall(text)) >= 2,
        inline >= 2,
        bool(_TABLE.search(text)),
    )
    return inline > 0 and sum(kinds) >= 2


def read(data: bytes, source: Source) -> Document:
    """Read a Markdown file. Raises UndecodableError, or NoTextError where there is no word."""
    return document(clean_text(decode(data, source.name)), source)


def document(text: str, source: Source) -> Document:
    """The Document of a Markdown text. Raises NoTextError where there is no word."""
    from markdown_it import MarkdownIt

    if not _WORD.search(text):
        raise NoTextError(f"{source.name} holds no words")
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    assembler = Assembler(source)
    front = _FRONT_MATTER.match(text)
    for row in front[1].split("\n") if front else ():
        assembler.text_line(row)
    tokens = parser.parse(text[front.end() :] if front else text)
    if any(token.level >= _DEEPEST - 2 for token in tokens):
        return document_of(text, source)  # the parser leaves out what nests deeper; the text as it stands holds it
    _Rendering(assembler).add(tokens)
    found = assembler.document()
    if not found.lines:
        raise NoTextError(f"{source.name} holds no words")
    return found


class _Rendering:
    """Tokens -> lines."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self.lists = 0
        self.heading = 0
        self.fresh: list[bool] = []
        self.cells: list[str] | None = None

    def add(self, tokens: Sequence[Token]) -> None:
        """Add the lines of a document's tokens."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                for row in token.content.split("\n"):
                    self._line(row)
            elif token.type == "html_block":
                self._html(token.content)
            else:
                self._structure(token)

    def _structure(self, token: Token) -> None:
        kind, _, end = token.type.rpartition("_")
        if kind in ("bullet_list", "ordered_list"):
            self.lists += token.nesting
        elif kind == "list_item":
            self.fresh = [*self.fresh, True] if end == "open" else self.fresh[:-1]
        elif kind == "heading":
            self.heading = int(token.tag[1]) if end == "open" else 0
        elif kind == "tr":
            if end == "close" and self.cells:
                self.assembler.text_line(" | ".join(self.cells), place="table")
            self.cells = [] if end == "open" else None
        elif kind in ("paragraph", "table", "blockquote") and end == "open" and not self.lists:
            self.assembler.blank()

    def _inline(self, token: Token) -> None:
        text = _text_of(token.children or ())
        if self.cells is not None:
            self.cells.extend(filter(None, [clean_line(text)]))
            return
        bold = _is_bold(token.children or ())
        for chunk in text.split(_HARD_BREAK):
            for line in lines_of(chunk):
                row = chunk[line.span.start : line.span.end]
                self._line(row, starts=line.starts, bold=bold)

    def _html(self, content: str) -> None:
        from resumefit.reading.htmllines import fragment

        for part in fragment(content):
            self.assembler.text_line(part.text, starts=part.starts, role=part.role, level=part.level)

    def _line(self, row: str, *, starts: bool = True, bold: bool = False) -> None:
        text = clean_line(row)
        role, level = self._role(text, bold)
        if role == "item":
            text = _TASK.sub("", text, count=1) if self.fresh[-1] else text
            starts = starts and self.fresh[-1]
            self.fresh[-1] = False
        if role == "heading":
            self.assembler.blank()
        self.assembler.text_line(text, starts=starts, role=role, level=level, style=Style(bold=bold))

    def _role(self, text: str, bold: bool) -> tuple[Role, int]:
        from resumefit.reading.htmllines import is_short_heading

        if self.heading:
            return "heading", self.heading
        if self.fresh:
            return "item", max(0, self.lists - 1)
        return ("heading", 6) if bold and is_short_heading(text) else ("text", 0)


def _text_of(children: Sequence[Token]) -> str:
    return "".join(_pieces(children))


def _pieces(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("text", "code_inline"):
            yield child.content
        elif child.type == "softbreak":
            yield _BREAK
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE)
        ):
            yield _HARD_BREAK


def _is_bold(children: Sequence[Token]) -> bool:
    """Whether all letters stand between strong marks."""
    depth = 0
    letters = bold = 0
    for child in children:
        depth += child.nesting if child.type.startswith("strong") else 0
        count = len(_WORD.findall(child.content)) if child.type in ("text", "code_inline") else 0
        letters += count
        bold += count if depth else 0
    return 0 < letters == bold
