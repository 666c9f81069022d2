"""Pictures of a PDF's pages. The only door to pypdfium2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from resumefit.config import Limits
from resumefit.errors import DamagedError, ProtectedError, TooLargeError, UnreadableError

_DPI = 300  # what Tesseract's documentation asks for
_MOST_PIXELS = 12_000_000  # of a page; Letter at 300 dpi has 8.4 million


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
