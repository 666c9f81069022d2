"""DOCX -> Document. The only door to python-docx, which gives what a plain extraction gives.

python-docx's paragraphs leave out tables, text boxes, headers, content controls and more, and it refuses templates and
files with macros, so the reading itself is a walk of ours over the XML (`wordml`) of a guarded package (`opc`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from resumefit.config import Limits
from resumefit.errors import DamagedError, FileTypeError, NoTextError, ProtectedError, ResumefitError
from resumefit.reading.assembly import Assembler
from resumefit.reading.cleaning import clean_line
from resumefit.reading.document import Document, HiddenWord, Place, Role, Source, Style
from resumefit.reading.opc import Package, Relation
from resumefit.reading.signs import without_sign
from resumefit.reading.wordml import Row, Run, Section, Walker
from resumefit.reading.wordstyles import Lists, Styles, is_on

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How OLE compound files begin: Word 97 to 2003, and modern Office files under a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_WORD_97 = "WordDocument".encode("utf-16-le")  # [MS-DOC] 2.1.1
_MAIN = "word/document.xml"
_WORD = re.compile(r"[^\W_]")


def read(data: bytes, source: Source, limits: Limits, password: str | None = None) -> Document:
    """Read a Word file: .docx, .docm or .dotx, of either edition of the standard.

    Raises ProtectedError, FileTypeError (Word 97 to 2003), TooLargeError (over `limits`, or a ZIP bomb), NoTextError
    (a picture) and DamagedError. `password` opens nothing, as encrypted Word files are not read; it is named in the error.
    """
    if data.startswith(OLE_MAGIC):
        raise ole_error(data, source.name, password)
    package = Package(data, source.name, limits)
    return _Reading(package, source, limits).document()


def read_naive(data: bytes, source: Source, limits: Limits, password: str | None = None) -> str:
    """What a plain extraction gives: python-docx's paragraphs. Raises the same errors as `read`."""
    read(data, source, limits, password)  # what passes our guards is harmless to python-docx
    import docx

    try:
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    except Exception as error:
        raise DamagedError(
            f"a plain extraction (python-docx) does not open {source.name}: {type(error).__name__}"
        ) from error


def ole_error(data: bytes, name: str, password: str | None = None) -> ResumefitError:
    """The error that says what an OLE compound file is and what to do with it."""
    if _ENCRYPTED in data:
        why = "a password opens PDF files only" if password else "it is encrypted"
        return ProtectedError(f"{name} is password-protected ({why}): save an unprotected copy and try again")
    if _WORD_97 in data or name.lower().endswith(".doc"):
        return FileTypeError(
            f"{name} is a Word 97-2003 document (.doc): open it in a word processor and save it as .docx"
        )
    return FileTypeError(f"{name} is an old Office file or the like: save it as .docx or PDF")


@dataclass(slots=True)
class _Settings:
    """What settings.xml says of headers, as a `opc.Handler`."""

    even_and_odd: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "w:evenAndOddHeaders":
            self.even_and_odd = is_on(attributes.get("w:val"))

    def end(self, tag: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


@dataclass(slots=True)
class _Output:
    """Rows that became lines, and the words among them that nobody sees."""

    assembler: Assembler
    hidden: list[HiddenWord] = field(default_factory=list)


class _Reading:
    """The parts of one document on their way to lines."""

    def __init__(self, package: Package, source: Source, limits: Limits) -> None:
        self.package, self.source, self.limits = package, source, limits
        self.main = self._main_part()
        self.relations = package.relations(self.main)
        self.styles, self.lists, self.settings = Styles(), Lists(), _Settings()
        for kind, handler in (("styles", self.styles), ("numbering", self.lists), ("settings", self.settings)):
            part = self._part_of(kind)
            if part:
                package.parse(part, handler)
        self.walkers: list[Walker] = []
        self.notes: list[str] = []

    def _main_part(self) -> str:
        mains = [each.target for each in self.package.relations("").values() if each.kind == "officeDocument"]
        part = next(iter(mains), _MAIN)
        if part not in self.package.parts:
            raise self.package.damaged()
        return part

    def _part_of(self, kind: str) -> str:
        return next((each.target for each in self.relations.values() if each.kind == kind), "")

    def _walk(self, part: str, place: Place) -> Walker:
        walker = Walker(self.styles, self.lists, place, self.source.name, self.limits.characters)
        self.package.parse(part, walker)
        walker.finish()
        self.walkers.append(walker)
        return walker

    def document(self) -> Document:
        """Headers, body, notes, footers: in that order."""
        body = self._walk(self.main, "body")
        frame = {kind: list(self._frame(body.sections, kind)) for kind in ("header", "footer")}
        notes = list(self._called_notes(body))
        # Only now is it known whether there is anything that white text can stand on
        output = _Output(Assembler(self.source))
        backdrop = any(walker.backdrop for walker in self.walkers)
        groups = [*((rows, self.relations) for rows in frame["header"]), (body.rows, self.relations), (notes, {})]
        groups += [(rows, self.relations) for rows in frame["footer"]]
        for rows, relations in groups:
            if rows:
                output.assembler.blank()
            self._emit(self._resolved(rows, relations), output, backdrop)
        document = output.assembler.document(hidden=output.hidden, notes=[*_hidden_note(output.hidden), *self.notes])
        if not _WORD.search(document.text):
            raise NoTextError(self._why_no_text(output.hidden))
        return document

    def _why_no_text(self, hidden: list[HiddenWord]) -> str:
        name = self.source.name
        if hidden:
            return f"{name} shows no text: all of its words are hidden from a reader of the page"
        if any(walker.pictures for walker in self.walkers):
            return f"{name} holds a picture and no text, and a parser reads nothing: save it with the text itself"
        return f"{name} holds no words"

    # ------------------------------------------------------------ headers, footers, notes

    def _frame(self, sections: Iterable[Section], kind: str) -> Iterator[list[Row]]:
        """The rows of each header (or footer) that is shown somewhere, each text once."""
        parts: dict[str, None] = {}
        for section in sections:
            for named, which, relation in section.named:
                target = self.relations.get(relation)
                if named == kind and target is not None and self._is_shown(which, section):
                    parts[target.target] = None
        seen = set()
        for part in parts:
            walker = self._walk(part, "header" if kind == "header" else "footer")
            text = "\n".join(row.plain() for row in walker.rows)
            if text not in seen:
                seen.add(text)
                yield walker.rows

    def _is_shown(self, which: str, section: Section) -> bool:
        return (
            which == "default"
            or (which == "first" and section.title_page)
            or (which == "even" and self.settings.even_and_odd)
        )

    def _called_notes(self, body: Walker) -> Iterator[Row]:
        """The rows of the footnotes and endnotes that the text refers to, in the text's order."""
        walked: dict[str, Walker] = {}
        for kind in ("footnote", "endnote"):
            part = self._part_of(f"{kind}s")
            if part and any(call[0] == kind for call in body.note_calls):
                walked[kind] = self._walk(part, "footnote")
        for kind, number in dict.fromkeys(body.note_calls):
            if kind in walked:
                yield from walked[kind].notes.get(number, ())

    # ------------------------------------------------------------ rows that stand elsewhere

    def _resolved(self, rows: Iterable[Row], relations: Mapping[str, Relation]) -> Iterator[Row]:
        for row in rows:
            if not row.other:
                yield row
            elif row.other in relations:
                yield from self._foreign(relations[row.other])

    def _foreign(self, relation: Relation) -> Iterator[Row]:
        """What a diagram or an embedded text (altChunk) says."""
        if relation.kind == "diagramData":
            yield from self._walk(relation.target, "text box").rows
        elif re.search(r"\.(?:x?html?|txt)$", relation.target, re.IGNORECASE):
            from resumefit.reading.htmllines import decoded, fragment

            for line in fragment(decoded(self.package.bytes_of(relation.target), self.source.name)):
                yield Row([Run(line.text, Style(bold=line.bold))], role=line.role, level=line.level, starts=line.starts)
        else:
            self.notes.append(
                "a document embedded in this one was not read: open it in Word and save it as .docx again"
            )

    # ------------------------------------------------------------ rows -> lines

    def _emit(self, rows: Iterable[Row], output: _Output, backdrop: bool) -> None:
        for row in rows:
            seen = [run for run in row.runs if _is_seen(run, backdrop)]
            for run in row.runs:
                if run.why is not None and not _is_seen(run, backdrop):
                    output.hidden.extend(HiddenWord(word, run.why) for word in clean_line(run.text).split())
            text, signed = without_sign(clean_line("".join(run.text for run in seen)))
            if not _WORD.search(text):
                continue
            role: Role = "item" if signed and row.role == "text" else row.role
            if row.gap or role == "heading":
                output.assembler.blank()
            style = _main_style(seen)
            output.assembler.text_line(
                text, starts=row.starts, role=role, level=row.level, place=row.place, style=style
            )


def _is_seen(run: Run, backdrop: bool) -> bool:
    """White text may stand on a filled shape or a picture; only where the file has none is it sure that nobody sees it."""
    return run.why is None or (run.why == "white" and backdrop)


def _main_style(runs: Iterable[Run]) -> Style:
    weights: dict[Style, int] = {}
    for run in runs:
        weights[run.style] = weights.get(run.style, 0) + len(run.text.strip())
    return max(weights, key=lambda style: weights[style], default=Style())


def _hidden_note(hidden: Iterable[HiddenWord]) -> Iterator[str]:
    unseen = sum(word.why != "deleted" for word in hidden)
    if unseen:
        words = "word" if unseen == 1 else "words"
        yield f"{unseen} hidden {words} left out: a person looking at the page does not see them"
    deleted = sum(word.why == "deleted" for word in hidden)
    if deleted:
        words = "word is" if deleted == 1 else "words are"
        yield f"{deleted} deleted {words} still in the file as tracked changes: accept them all"
