"""Open Packaging Conventions: the ZIP and XML under a Word or OpenDocument file, opened only as far as it is safe.

Sizes are looked at before anything is unpacked; XML goes through expat, which needs no recursion however deep elements
nest, and a document type declaration (the only way to entities, internal or external) ends the reading: ECMA-376 part 2,
8.1.4, forbids it in every part of a package.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn, Protocol
from urllib.parse import unquote
from xml.parsers import expat

from resumefit.config import Limits
from resumefit.errors import DamagedError, ProtectedError, TooLargeError

_CHUNK = 1 << 16  # bytes
_MOST_ELEMENTS = 2_000_000  # of all parts together; a resume has under 50,000
_MOST_PARTS = 10_000
_LEAST_BOMB = 10_000_000  # bytes; below that, no ratio is worth a look
_HIGHEST_RATIO = 200  # unpacked to packed; Word's own XML stays under 50
_ENCRYPTED = 0x1  # general purpose bit of a ZIP entry
_READ_ERRORS = (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)

# Both editions of ISO/IEC 29500 (strict: purl.oclc.org; transitional: the rest) under the prefixes people know.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    # OpenDocument 1.3 (ISO/IEC 26300)
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:schemas-microsoft-com:vml": "v",
}


class Handler(Protocol):
    """What is told of the elements of a part, names with the usual prefixes ("w:p"); unknown ones have the prefix "?"."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of the text between two tags."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to. `kind` is the last part of the relation's type ("header", "footnotes")."""

    kind: str
    target: str


class Package:
    """A ZIP of parts. Raises DamagedError (no ZIP, or cut short), ProtectedError and TooLargeError (over `limits`)."""

    def __init__(self, data: bytes, name: str, limits: Limits, kind: str = "a Word file") -> None:
        self.name, self.kind = name, kind
        self._elements = 0
        self._short: dict[str, str] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _READ_ERRORS as error:
            raise self.damaged() from error
        unpacked = sum(entry.file_size for entry in entries)
        bomb = unpacked > _LEAST_BOMB and unpacked > _HIGHEST_RATIO * len(data)
        if unpacked > limits.unpacked_bytes or bomb or len(entries) > _MOST_PARTS:
            raise TooLargeError(
                f"{name} unpacks to {unpacked / 1e6:,.0f} MB, too much for a resume or posting: "
                "save it again without the filling"
            )
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise ProtectedError(f"{name} is password-protected: save an unprotected copy and try again")
        self.parts = frozenset(entry.filename for entry in entries)

    def damaged(self) -> DamagedError:
        """The error that says that the file cannot be read."""
        return DamagedError(
            f"{self.name} is damaged or cut short and cannot be read as {self.kind}: open it where it was made and save "
            "it again, or get a fresh copy"
        )

    def bytes_of(self, part: str) -> bytes:
        """The content of a part."""
        return b"".join(self._chunks(part))

    def _chunks(self, part: str) -> Iterator[bytes]:
        import zlib

        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (*_READ_ERRORS, KeyError, zlib.error) as error:
            raise self.damaged() from error

    def parse(self, part: str, handler: Handler) -> None:
        """Tell `handler` of every element of an XML part. Raises DamagedError and TooLargeError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._forbid_doctype
        short = self._short_name

        def start(tag: str, attributes: dict[str, str]) -> None:
            self._elements += 1
            if self._elements > _MOST_ELEMENTS:
                raise TooLargeError(f"{self.name} holds over {_MOST_ELEMENTS:,} XML elements: save a shorter document")
            handler.start(short(tag), {short(key): value for key, value in attributes.items()})

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda tag: handler.end(short(tag))
        parser.CharacterDataHandler = handler.text
        try:
            for chunk in self._chunks(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise self.damaged() from error

    def _forbid_doctype(self, *_: object) -> NoReturn:
        raise DamagedError(
            f"{self.name} declares XML entities, which {self.kind} never does, and is not read: save it again from a word "
            "processor"
        )

    def _short_name(self, name: str) -> str:
        known = self._short.get(name)
        if known is None:
            uri, _, local = name.rpartition(" ")
            known = f"{_PREFIXES.get(uri, '?')}:{local}" if uri else local
            if len(self._short) < 10_000:
                self._short[name] = known
        return known

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to inside the package, by relation id; "" is the package itself."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.parts:
            return {}
        found = _Relations(folder)
        self.parse(path, found)
        return {key: relation for key, relation in found.relations.items() if relation.target in self.parts}


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.relations: dict[str, Relation] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "rel:Relationship" and attributes.get("TargetMode") != "External":
            target = unquote(attributes.get("Target", ""))
            whole = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(self.folder, target))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.relations[attributes.get("Id", "")] = Relation(kind, whole)

    def end(self, tag: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass
