"""PDF file -> its pages, by the pdfminer under pdfplumber; only `pdf` imports this, once there is a PDF to read.

What the file claims is checked before it is believed: streams are unpacked in steps, references may not run in circles.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdocument import PDFDocument, PDFXRefStream
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value, resolve1
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor, decode_text

from resumefit.reading.pdfobjects import read_object, read_packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resumefit.reading.pdfbudget import Budget

_UNPACK_STEP = 1 << 20  # bytes
_PLAIN_85 = re.compile(rb"[!-u]*")
_ZERO_85 = 33 * (85**4 + 85**3 + 85**2 + 85 + 1)  # the digits count from "!"


def open_pdf(data: bytes, password: str, budget: Budget) -> PDFDocument:
    """Open a PDF for `pages` and `Painter`. Raises TooLargeError, and pdfminer's own errors."""
    return _Document(data, password, budget)


def pages(document: PDFDocument, budget: Budget) -> Iterator[PDFPage]:
    """The pages of a PDF. Raises TooLargeError where there are more than the limit."""
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > budget.limits.pages:
            budget.over(f"it has over {budget.limits.pages} pages")
        yield page


def producer(document: PDFDocument) -> str:
    """What the file says it was made with."""
    values = (resolve1(info.get(key)) for info in document.info for key in ("Producer", "Creator"))
    return " ".join(decode_text(value) for value in values if isinstance(value, bytes))


def layers_off(document: PDFDocument) -> frozenset[int]:
    """Object numbers of the layers (optional content, PDF 1.7, 8.11) that are not shown when the file is opened."""
    properties = resolve1(document.catalog.get("OCProperties"))
    usual = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    off = resolve1(usual.get("OFF")) if isinstance(usual, dict) else None
    return frozenset(layer.objid for layer in off or () if isinstance(layer, PDFObjRef))


# ---------------------------------------------------------------- parsing, kept in bounds


class _Stream(PDFStream):  # type: ignore[misc]
    budget: Budget

    def decode(self) -> None:
        data = bytes(self.__dict__["rawdata"] or b"")
        if self.decipher:
            data = self.decipher(self.objid or 0, self.genno or 0, data, self.attrs)
        for name, parameters in self.get_filters():
            data = _unpacked(data, str(getattr(name, "name", name)), parameters, self.budget)
        self.data, self.rawdata = data, None


class _Parser(PDFParser):  # type: ignore[misc]
    def __init__(self, file: io.BytesIO, budget: Budget) -> None:
        super().__init__(file)
        self.budget = budget

    def do_keyword(self, pos: int, token: Any) -> None:
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack and isinstance(self.curstack[-1][1], PDFStream):
            plain = self.curstack[-1][1]
            stream = _Stream(plain.attrs, plain.rawdata or b"", plain.decipher)
            stream.budget = self.budget
            self.curstack[-1] = (self.curstack[-1][0], stream)


class _Document(PDFDocument):  # type: ignore[misc]
    def __init__(self, data: bytes, password: str, budget: Budget) -> None:
        self.bytes, self.budget = data, budget
        super().__init__(_Parser(io.BytesIO(data), budget), password)
        for xref in self.xrefs:
            if isinstance(xref, PDFXRefStream) and sum(count for _, count in xref.ranges) > len(xref.data or b""):
                raise ValueError("the table of objects claims more objects than it lists")

    def _getobj_parse(self, pos: int, objid: int) -> object:
        found = read_object(self.bytes, pos, objid, self)
        if found is None:
            return super()._getobj_parse(pos, objid)
        if found.stream is None:
            return found.value
        stream = _Stream(found.value, found.stream, self.decipher)
        stream.budget = self.budget
        return stream

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        found = read_packed(stream, index, objid, self)
        return super()._getobj_objstm(stream, index, objid) if found is None else found.value

    def getobj(self, objid: int) -> object:
        found = super().getobj(objid)
        # pdfminer would follow a reference to itself for ever
        return None if isinstance(found, PDFObjRef) else found


def _unpacked(data: bytes, name: str, parameters: Any, budget: Budget) -> bytes:
    """A stream's bytes after one of its filters (PDF 1.7, 7.4). Pictures stay packed: nobody looks at them here."""
    if name in ("FlateDecode", "Fl"):
        data = _inflated(data, budget)
    elif name in ("LZWDecode", "LZW"):
        data = _unpacked_lzw(data, budget)
    elif name in ("ASCII85Decode", "A85"):
        data = _unpacked_ascii85(data)
    elif name in ("ASCIIHexDecode", "AHx"):
        data = asciihexdecode(data)
    elif name in ("RunLengthDecode", "RL"):
        budget.unpack(64 * len(data))  # two bytes become 128 at most
        data = rldecode(data)
    return _unpredicted(data, parameters, budget)


def _unpacked_ascii85(data: bytes) -> bytes:
    """ASCII base-85 (PDF 1.7, 7.4.3), whole groups at one go: the library goes through it digit by digit."""
    digits, end, rest = b"".join(data.split()).partition(b"~>")
    if not end or rest or not _PLAIN_85.fullmatch(digits):
        return bytes(ascii85decode(data))
    missing = -len(digits) % 5
    digits += b"u" * missing
    groups = zip(*(digits[place::5] for place in range(5)), strict=True)
    values = [(((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _ZERO_85 for a, b, c, d, e in groups]
    if max(values, default=0) >= 1 << 32:
        return bytes(ascii85decode(data))
    plain = struct.pack(f">{len(values)}I", *values)
    return plain[: len(plain) - missing]


def _inflated(data: bytes, budget: Budget) -> bytes:
    """Inflate in steps; of a damaged stream, what comes before the damage."""
    inflater = zlib.decompressobj()
    parts: list[bytes] = []
    try:
        while data and not inflater.eof:
            part = inflater.decompress(data, _UNPACK_STEP)
            data = inflater.unconsumed_tail
            budget.unpack(len(part))
            parts.append(part)
    except zlib.error:
        pass
    return b"".join(parts)


def _unpacked_lzw(data: bytes, budget: Budget) -> bytes:
    parts: list[bytes] = []
    for part in LZWDecoder(io.BytesIO(data)).run():
        budget.unpack(len(part))
        budget.draw(len(part))  # pdfminer unpacks these as slowly as it draws
        parts.append(part)
    return b"".join(parts)


def _unpredicted(data: bytes, parameters: Any, budget: Budget) -> bytes:
    parameters = resolve1(parameters)
    predictor = int_value(parameters.get("Predictor", 1)) if isinstance(parameters, dict) else 1
    if predictor < 2:
        return data
    budget.draw(len(data))  # byte by byte in Python
    usual = {"Colors": 1, "Columns": 1, "BitsPerComponent": 8}
    shape = [int_value(parameters.get(key, value)) for key, value in usual.items()]
    if predictor == 2:
        return bytes(apply_tiff_predictor(*shape, data))
    return bytes(apply_png_predictor(predictor, *shape, data))
