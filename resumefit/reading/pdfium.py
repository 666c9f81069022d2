"""pdfium: pictures of a PDF's pages, and the functions that read what is on them. The only door to pypdfium2.

A page has thousands of characters, and a call through ctypes costs more than what it does: so calls are made in batches,
by `map` over ranges of indices and addresses, and what they write is taken out at one go.
"""

from __future__ import annotations

import ctypes
import threading
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from resumefit.config import Limits
from resumefit.errors import DamagedError, ProtectedError, TooLargeError, UnreadableError

_DPI = 300  # what Tesseract's documentation asks for
_MOST_PIXELS = 12_000_000  # of a page; Letter at 300 dpi has 8.4 million
_LONGEST = 256  # bytes of a name


NEEDED = "OCR needs the optional part of resumefit; install it: pip install 'resumefit[ocr]'"
"""What to say where a library of the extra is missing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is shown: its size in points, and its picture, of which each pixel is `scale` points wide.

    `image` is a Pillow image.
    """

    number: int
    width: float
    height: float
    scale: float
    image: Any


def pictures(data: bytes, name: str, limits: Limits, password: str | None = None) -> Iterator[Picture]:
    """The pages of a PDF as grey pictures, one at a time. Raises DamagedError, ProtectedError, TooLargeError
    and UnreadableError (pypdfium2 is not installed)."""
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableError(f"{name} was not read: {NEEDED}") from error
    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedError(f"{name} is password-protected: give its password (--password)") from error
        raise DamagedError(f"{name} is damaged and cannot be drawn as PDF: export it again") from error
    with pdf:
        if len(pdf) > limits.pages:
            raise TooLargeError(f"{name} has {len(pdf)} pages, over the limit of {limits.pages}: give fewer pages")
        for index in range(len(pdf)):
            try:
                yield _picture(pdf[index], index + 1)
            except pypdfium2.PdfiumError as error:
                raise DamagedError(f"page {index + 1} of {name} is damaged and cannot be drawn") from error


def _picture(page: Any, number: int) -> Picture:
    width, height = page.get_size()
    scale = _DPI / 72
    if width * height * scale * scale > _MOST_PIXELS:
        scale = (_MOST_PIXELS / (width * height)) ** 0.5
    image = page.render(scale=scale, grayscale=True).to_pil()
    page.close()
    return Picture(number, width, height, 1 / scale, image)


# ---------------------------------------------------------------- functions


class DeclinedError(Exception):
    """A file or page is none that pdfium's functions tell enough of, or they are not to be had here."""


_LOCK = threading.RLock()  # pdfium may not be called by two threads at once
_KINDS: dict[str, Any] = {"f": ctypes.c_float, "d": ctypes.c_double, "I": ctypes.c_uint, "i": ctypes.c_int}


@cache
def calls() -> Any:
    """pdfium's functions by their names, with plain numbers for handles and addresses: ctypes passes these the fastest.

    Raises DeclinedError where pypdfium2 is not installed, or older than a function that is needed.
    """
    try:
        from pypdfium2 import raw
    except ImportError as error:
        raise DeclinedError from error
    handle, number, address, size = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t
    kinds: dict[str, tuple[Any, ...]] = {
        "FPDF_LoadMemDocument64": (handle, ctypes.c_char_p, size, ctypes.c_char_p),
        "FPDF_CloseDocument": (None, handle),
        "FPDF_GetPageCount": (number, handle),
        "FPDF_VIEWERREF_GetName": (ctypes.c_ulong, handle, ctypes.c_char_p, address, ctypes.c_ulong),
        "FPDF_LoadPage": (handle, handle, number),
        "FPDF_ClosePage": (None, handle),
        "FPDF_GetPageBoundingBox": (number, handle, address),
        "FPDFPage_CountObjects": (number, handle),
        "FPDFPage_GetObject": (handle, handle, number),
        "FPDFPageObj_GetType": (number, handle),
        "FPDFPageObj_GetMatrix": (number, handle, address),
        "FPDFPageObj_GetBounds": (number, handle, address, address, address, address),
        "FPDFPageObj_GetFillColor": (number, handle, address, address, address, address),
        "FPDFPageObj_HasTransparency": (number, handle),
        "FPDFPageObj_CountMarks": (number, handle),
        "FPDFPageObj_GetMark": (handle, handle, ctypes.c_ulong),
        "FPDFPageObjMark_GetParamValueType": (number, handle, ctypes.c_char_p),
        "FPDFPageObjMark_RemoveParam": (number, handle, handle, ctypes.c_char_p),
        "FPDFPageObj_GetClipPath": (handle, handle),
        "FPDFClipPath_CountPaths": (number, handle),
        "FPDFClipPath_CountPathSegments": (number, handle, number),
        "FPDFClipPath_GetPathSegment": (handle, handle, number, number),
        "FPDFPath_GetDrawMode": (number, handle, address, address),
        "FPDFPath_CountSegments": (number, handle),
        "FPDFPath_GetPathSegment": (handle, handle, number),
        "FPDFPathSegment_GetPoint": (number, handle, address, address),
        "FPDFPathSegment_GetType": (number, handle),
        "FPDFFormObj_CountObjects": (number, handle),
        "FPDFFormObj_GetObject": (handle, handle, ctypes.c_ulong),
        "FPDFTextObj_GetFont": (handle, handle),
        "FPDFTextObj_GetFontSize": (number, handle, address),
        "FPDFTextObj_GetTextRenderMode": (number, handle),
        "FPDFFont_GetBaseFontName": (size, handle, address, size),
        "FPDFFont_GetFlags": (number, handle),
        "FPDFFont_GetGlyphWidth": (number, handle, ctypes.c_uint, ctypes.c_float, address),
        "FPDFFont_GetAscent": (number, handle, ctypes.c_float, address),
        "FPDFFont_GetDescent": (number, handle, ctypes.c_float, address),
        "FPDFText_LoadPage": (handle, handle),
        "FPDFText_ClosePage": (None, handle),
        "FPDFText_CountChars": (number, handle),
        "FPDFText_GetText": (number, handle, number, number, address),
        "FPDFText_GetUnicode": (ctypes.c_uint, handle, number),
        "FPDFText_GetTextObject": (handle, handle, number),
        "FPDFText_GetLooseCharBox": (number, handle, number, address),
        "FPDFText_GetCharOrigin": (number, handle, number, address, address),
        "FPDFText_GetMatrix": (number, handle, number, address),
        "FPDFText_IsHyphen": (number, handle, number),
        "FPDFText_IsGenerated": (number, handle, number),
        "FPDFText_HasUnicodeMapError": (number, handle, number),
    }
    try:
        found = {
            name: staticmethod(_made(name)(*kind)(ctypes.cast(getattr(raw, name), handle).value or 0))
            for name, kind in kinds.items()
        }
    except AttributeError as error:
        raise DeclinedError from error
    return type("Calls", (), found)


def _made(name: str) -> Callable[..., Any]:
    """What makes a function of an address: other threads may run during one that takes its time, and no other."""
    return ctypes.CFUNCTYPE if "_Load" in name else ctypes.PYFUNCTYPE


def written(code: str, width: int, call: Callable[..., Any], *arguments: Sequence[Any]) -> list[Any]:
    """What a function writes for each of its arguments: `width` numbers (of the kind that `array` calls `code`), in a row.

    The function takes an address for each number.
    """
    return _written(code, width, width, call, *arguments)


def written_together(code: str, width: int, call: Callable[..., Any], *arguments: Sequence[Any]) -> list[Any]:
    """The same for a function that takes one address for all numbers."""
    return _written(code, width, 1, call, *arguments)


def _written(code: str, width: int, places: int, call: Callable[..., Any], *arguments: Sequence[Any]) -> list[Any]:
    kind = _KINDS[code]
    buffer = (kind * (len(arguments[-1]) * width))()
    start, step = ctypes.addressof(buffer), ctypes.sizeof(kind)
    end = start + ctypes.sizeof(buffer)
    deque(map(call, *arguments, *(range(start + step * place, end, step * width) for place in range(places))), maxlen=0)
    numbers = array(code)
    numbers.frombytes(bytes(buffer))
    return numbers.tolist()


def string(call: Callable[..., int], *arguments: Any) -> str:
    """What a function says that writes a string of bytes and gives its length with the zero at its end."""
    buffer = ctypes.create_string_buffer(_LONGEST)
    length = call(*arguments, ctypes.addressof(buffer), _LONGEST)
    return buffer.raw[: min(length, _LONGEST)].partition(b"\0")[0].decode("latin-1")


def text(call: Callable[..., int], count: int, *arguments: Any) -> str:
    """What a function says that writes so many UTF-16 units at most, a zero behind them, and gives their number with it."""
    buffer = (ctypes.c_ushort * (count + 1))()
    length = call(*arguments, ctypes.addressof(buffer))
    return bytes(buffer)[: 2 * max(length - 1, 0)].decode("utf-16-le", "surrogatepass")


@contextmanager
def opened(data: bytes, password: str | None) -> Iterator[int]:
    """A handle of a document, open as long as the context is. Raises DeclinedError where pdfium does not open it."""
    import pypdfium2  # noqa: F401 - it gets the library ready

    api = calls()
    with _LOCK:
        document = api.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)
        if not document:
            raise DeclinedError
        try:
            yield document
        finally:
            api.FPDF_CloseDocument(document)


@contextmanager
def loaded(document: int, index: int) -> Iterator[int]:
    """A handle of a page, its number counted from 0. Raises DeclinedError where pdfium does not load it."""
    api = calls()
    page = api.FPDF_LoadPage(document, index)
    if not page:
        raise DeclinedError
    try:
        yield page
    finally:
        api.FPDF_ClosePage(page)


@contextmanager
def text_of(page: int) -> Iterator[int]:
    """A handle of a page's text. Raises DeclinedError where pdfium does not give it."""
    api = calls()
    handle = api.FPDFText_LoadPage(page)
    if not handle:
        raise DeclinedError
    try:
        yield handle
    finally:
        api.FPDFText_ClosePage(handle)
