"""DOCX -> Document. The only door to python-docx, which gives what a plain extraction gives.

python-docx's paragraphs leave out tables, text boxes, headers, content controls and more, and it refuses templates and
files with macros, so the reading itself is a walk of ours over the XML (`wordml`) of a guarded package (`opc`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from resumefit.config import Limits
from resumefit.errors import DamagedError, FileTypeError, NoTextError, ResumefitError, UnreadableError
from resumefit.reading import officecrypto, rows
from resumefit.reading.document import Document, Place, Source, Style
from resumefit.reading.opc import Package
from resumefit.reading.rows import Row, Run
from resumefit.reading.wordart import Chart, Diagram
from resumefit.reading.wordfacts import file_facts
from resumefit.reading.wordfields import Section
from resumefit.reading.wordml import Walker
from resumefit.reading.wordstyles import Lists, Styles, is_on

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How OLE compound files begin: Word 97 to 2003, and modern Office files under a password."""

_WORD_97 = "WordDocument".encode("utf-16-le")  # [MS-DOC] 2.1.1
_MAIN = "word/document.xml"


def read(data: bytes, source: Source, limits: Limits, password: str | None = None) -> Document:
    """Read a Word file: .docx, .docm or .dotx, of either edition of the standard.

    Raises ProtectedError, FileTypeError (Word 97 to 2003), TooLargeError (over `limits`, or a ZIP bomb), NoTextError
    (a picture) and DamagedError. `password` opens an encrypted file where `officecrypto` has its library.
    """
    package = Package(_opened(data, source.name, limits, password), source.name, limits)
    return _Reading(package, source, limits).document()


def read_naive(data: bytes, source: Source, limits: Limits, password: str | None = None) -> str:
    """What a plain extraction gives: python-docx's paragraphs. Raises the same errors as `read`."""
    read(data, source, limits, password)  # what passes our guards is harmless to python-docx
    import docx

    try:
        plain = io.BytesIO(_opened(data, source.name, limits, password))
        return "\n".join(paragraph.text for paragraph in docx.Document(plain).paragraphs)
    except Exception as error:
        raise DamagedError(
            f"a plain extraction (python-docx) does not open {source.name}: {type(error).__name__}"
        ) from error


def _opened(data: bytes, name: str, limits: Limits, password: str | None) -> bytes:
    """The package, decrypted where it has to be. Raises ProtectedError and FileTypeError."""
    if not data.startswith(OLE_MAGIC):
        return data
    if officecrypto.is_encrypted(data):
        return officecrypto.decrypted(data, name, password, limits)
    raise ole_error(data, name)


def ole_error(data: bytes, name: str) -> ResumefitError:
    """The error that says what an OLE compound file is and what to do with it."""
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


class _Reading:
    """The parts of one document on their way to lines. `inner` is one that is embedded in another one."""

    def __init__(self, package: Package, source: Source, limits: Limits, *, inner: bool = False) -> None:
        self.package, self.source, self.limits, self.inner = package, source, limits, inner
        self.main = self._main_part()
        self.relations = package.relations(self.main)
        self.styles, self.lists, self.settings = Styles(), Lists(), _Settings()
        for kind, handler in (("styles", self.styles), ("numbering", self.lists), ("settings", self.settings)):
            part = self._part_of(kind)
            if part:
                package.parse(part, handler)
        self.walkers: list[Walker] = []
        self.notes: dict[str, None] = {}
        self.shown: set[str] = set()

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
        groups = [*frame["header"], list(self._whole(body.rows, self.main)), list(self._called_notes(body))]
        groups += frame["footer"]
        # Only now is it known whether there is anything that white text can stand on
        backdrop = any(walker.drawings.backdrop for walker in self.walkers)
        picture = any(walker.drawings.pictures for walker in self.walkers)
        document = rows.document_of(groups, self.source, backdrop=backdrop, picture=picture, notes=list(self.notes))
        return replace(document, file=file_facts(self.package, self.main, self.relations))

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
                yield list(self._whole(walker.rows, part))

    def _is_shown(self, which: str, section: Section) -> bool:
        return (
            which == "default"
            or (which == "first" and section.title_page)
            or (which == "even" and self.settings.even_and_odd)
        )

    def _called_notes(self, body: Walker) -> Iterator[Row]:
        """The rows of the footnotes and endnotes that the text refers to, in the text's order."""
        walked: dict[str, tuple[str, Walker]] = {}
        for kind in ("footnote", "endnote"):
            part = self._part_of(f"{kind}s")
            if part and any(call[0] == kind for call in body.note_calls):
                walked[kind] = part, self._walk(part, "footnote")
        for kind, number in dict.fromkeys(body.note_calls):
            if kind in walked:
                part, walker = walked[kind]
                yield from self._whole(walker.notes.get(number, ()), part)

    # ------------------------------------------------------------ rows that stand elsewhere

    def _whole(self, rows: Iterable[Row], part: str) -> Iterator[Row]:
        """The rows of a part, with those of the parts that it shows where it shows them, each part once."""
        relations = self.package.relations(part)
        for row in rows:
            relation = relations.get(row.other) if row.other else None
            if relation is None:
                yield from () if row.other else (row,)
            elif relation.target not in self.shown:
                self.shown.add(relation.target)
                yield from self._foreign(relation.kind, relation.target, row.place)

    def _foreign(self, kind: str, part: str, place: Place) -> Iterator[Row]:
        """What a diagram, a chart or an embedded text (altChunk) says."""
        if kind in ("diagramData", "chart"):
            art: Diagram | Chart = Diagram() if kind == "diagramData" else Chart()
            self.package.parse(part, art)
            for line in art.lines():
                yield Row([Run(line, Style())], "text box" if place == "body" else place)
        elif kind == "aFChunk":
            try:
                yield from self._embedded(self.package.bytes_of(part), place)
            except NoTextError:
                return
            except UnreadableError:
                note = "a document embedded in this one was not read: open it in Word and save it as .docx again"
                self.notes.setdefault(note)

    def _embedded(self, data: bytes, place: Place) -> Iterator[Row]:
        """The rows of an embedded file. Raises UnreadableError."""
        from resumefit.reading.kinds import media_of
        from resumefit.reading.read import read_as

        source = Source(self.source.name, media_of(data, self.source.name), len(data))
        if source.media == "docx":
            if self.inner:  # Word embeds no deeper
                raise FileTypeError(f"{source.name} holds a document in a document in a document")
            reading = _Reading(Package(data, source.name, self.limits), source, self.limits, inner=True)
            document = reading.document()
            self.notes.update(reading.notes)
        elif source.media in ("html", "mhtml", "rtf", "odt", "text", "markdown"):
            document = read_as(data, source, self.limits, None)
        else:
            raise FileTypeError(f"{source.name} holds a file of a kind that Word does not embed")
        yield from rows.of_document(document, place)
