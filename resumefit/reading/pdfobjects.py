"""Objects of a PDF (PDF 1.7, 7.3), read by one regular expression: several times as fast as pdfminer reads them.

Only what is written as it should be is read here; of anything else None comes back, and pdfminer looks at it with patience.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdftypes import PDFStream

_END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"  # of a number, a name or a word
_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]*(?:"
    rb"(?P<ref>\d{1,9})[ \r\n]+\d{1,5}[ \r\n]+R"
    + _END
    + rb"|(?P<whole>[+-]?\d{1,15})"
    + _END
    + rb"|(?P<real>[+-]?(?:\d{1,15}\.\d*|\.\d+))"
    + _END
    + rb"|/(?P<name>[A-Za-z0-9_.,:;+*=?!@$&|~^`'\"\\-]*)"
    + _END
    + rb"|(?P<mark><<|>>|\[|\])"
    rb"|\((?P<string>[^()\\\r]*)\)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<word>true|false|null|stream|endobj)" + _END + rb")"
)
_HEAD = re.compile(rb"[\x00\t\n\f\r ]*(\d{1,9})[ \r\n]+\d{1,5}[ \r\n]+obj" + _END)
_STREAM = re.compile(rb"\r?\n")
_STREAM_END = re.compile(rb"\r?\n?endstream" + _END)
_DEEPEST = 100
_WORDS = {b"true": True, b"false": False, b"null": None}


class Found(NamedTuple):
    """An object, and the bytes of its stream where it has one."""

    value: Any
    stream: bytes | None = None


class _DoubtError(Exception):
    """What is written there is not written as it should be."""


def read_object(data: bytes, at: int, number: int, document: PDFDocument) -> Found | None:
    """The object of a number that stands at an offset; None where that is not plainly so."""
    head = _HEAD.match(data, at)
    if head is None or int(head[1]) != number:
        return None
    reader = _Reader(data, head.end(), document)
    try:
        value = reader.value(0)
        end = reader.token()
        if end["word"] == b"endobj":
            return Found(value)
        if end["word"] == b"stream" and isinstance(value, dict):
            return Found(value, reader.stream(value.get("Length"), end.end()))
    except (_DoubtError, ValueError, RecursionError):
        pass
    return None


def read_packed(stream: PDFStream, index: int, number: int, document: PDFDocument) -> Found | None:
    """The object of a number, the `index`th of a stream of objects (7.5.7); None where that is not plainly so."""
    data, first = stream.get_data(), stream.get("First")
    if not isinstance(first, int) or not 0 <= first <= len(data):
        return None
    places = data[:first].split()
    try:
        if int(places[2 * index]) == number:
            return Found(_Reader(data, first + int(places[2 * index + 1]), document).value(0))
    except (_DoubtError, IndexError, ValueError, RecursionError):
        pass
    return None


class _Reader:
    def __init__(self, data: bytes, at: int, document: PDFDocument) -> None:
        self.data, self.at, self.document = data, at, document

    def token(self) -> re.Match[bytes]:
        found = _TOKEN.match(self.data, self.at)
        if found is None:
            raise _DoubtError
        self.at = found.end()
        return found

    def value(self, depth: int) -> Any:
        """The value that comes next. Raises _DoubtError."""
        found = self.token()
        if found["mark"]:
            return self.inner(found["mark"], depth)
        return self.plain(found)

    def inner(self, mark: bytes, depth: int) -> Any:
        """An array or a dictionary that has been begun."""
        if depth > _DEEPEST or mark not in (b"[", b"<<"):
            raise _DoubtError
        end = b"]" if mark == b"[" else b">>"
        values = list(self.values(end, depth))
        if mark == b"[":
            return values
        keys = [key.name if hasattr(key, "name") else None for key in values[::2]]
        if len(values) % 2 or not all(isinstance(key, str) for key in keys):
            raise _DoubtError
        return {key: value for key, value in zip(keys, values[1::2], strict=True) if value is not None}

    def values(self, end: bytes, depth: int) -> Iterator[Any]:
        while True:
            found = self.token()
            mark = found["mark"]
            if mark == end:
                return
            yield self.inner(mark, depth + 1) if mark else self.plain(found)

    def plain(self, found: re.Match[bytes]) -> Any:
        """A value that holds no others."""
        kind, text = found.lastgroup, found[found.lastgroup or 0]
        if kind == "whole":
            return int(text)
        if kind == "name":
            return LIT(text.decode("ascii"))
        if kind == "ref":
            return PDFObjRef(self.document, int(text))
        if kind == "real":
            return float(text)
        if kind == "string":
            return text
        if kind == "hex":
            digits = b"".join(text.split())
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if text not in _WORDS:
            raise _DoubtError
        return _WORDS[text]

    def stream(self, length: Any, at: int) -> bytes:
        """The bytes of a stream that begins here. Raises _DoubtError where its end is not where its length says."""
        begins = _STREAM.match(self.data, at)
        if isinstance(length, PDFObjRef):
            length = length.resolve()
        if begins is None or not isinstance(length, int) or length < 0:
            raise _DoubtError
        start = begins.end()
        if not _STREAM_END.match(self.data, start + length):
            raise _DoubtError
        return self.data[start : start + length]
