"""PDF -> Document. The only door to pdfplumber, and to the pdfminer under it.

pdfplumber's own words lose what is needed here (render mode, opacity, what was painted over what), so pages are
interpreted by pdfminer's interpreter with a device of ours, and `glyphs` and `layout` make words and lines of them.
What the file claims is checked before it is believed: streams are unpacked in steps, references may not run in circles.
"""

from __future__ import annotations

import io
import logging
import math
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from resumefit.config import Limits
from resumefit.errors import DamagedError, NoTextError, ProtectedError, ResumefitError, TooLargeError
from resumefit.reading import layout
from resumefit.reading.assembly import Assembler, Piece
from resumefit.reading.cleaning import BULLETS, DASHES
from resumefit.reading.document import Box, Document, HiddenWhy, HiddenWord, Source, Style
from resumefit.reading.glyphs import Glyph, Token, tokens

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
    from pdfminer.pdfpage import PDFPage

_Matrix = tuple[float, float, float, float, float, float]
_Rect = tuple[float, float, float, float]

_HEADER_WITHIN = 1024  # bytes; PDF 1.7, annex H.3.4.1: readers accept the header anywhere in the first 1024
_UNPACK_STEP = 1 << 20  # bytes
_MOST_CONTENT = 16_000_000  # bytes of drawing instructions in all; a page of a resume has under 0.2 million
_MOST_FORMS = 20_000  # times that a form is drawn; forms that draw forms grow exponentially
_DEEPEST_FORM = 30
_MOST_CODES = 70_000  # codes that one range of a font may span; fonts have 65,536 glyphs at most
_MOST_SHAPES = 20_000  # a page; further ones are not looked at when hidden text is sought
_LEAST_SIZE = 2.0  # points; smaller text is not read by anybody
_LEAST_SHAPE = 2.0  # points; thinner shapes are rules
_SAME_COLOR = 0.08  # of each channel's range; text that differs less from its ground is not seen
_COVERED = 0.9  # share of a word's box
_SCAN_SHARE = 0.5  # share of the page that the picture of a scan covers at least
_SHELF = 24.0  # points; shapes are sorted by height into shelves of this many
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_MOST_UNMAPPED = 0.5  # share of the glyphs
_ICON_FONT = re.compile(
    r"awesome|icon|icomoon|material(design|symbols)|glyphicon|marvosym|fontello|phosphor|academicons|webdings|dingbats|feather",
    re.I,
)
_PICTURE_FONT = re.compile(r"^(wingdings|symbol)", re.I)
# What list signs of Word's picture fonts are when the file maps them to plain letters (code -> sign, WINGDING.TXT)
_PICTURES = {"\u00b7": "•", "l": "●", "n": "■", "q": "❑", "§": "▪", "v": "❖", "Ø": "➢", "ü": "✓", "w": "◆", "Ÿ": "•"}
_BOLD = re.compile(r"bold|black|heavy|demi|[-_]bd\b|^cmbx|^sfbx|^ecbx|^lmroman\d+-bold|medi$", re.I)
_LIGHTER = re.compile(r"(ultra|extra)?light|regular", re.I)
_ITALIC = re.compile(r"italic|oblique|slanted|[-_]it\b|^cmti|^cmsl|^sfti|^ecti", re.I)


def read(data: bytes, source: Source, limits: Limits, password: str | None = None) -> Document:
    """Read a PDF.

    Raises ProtectedError (needs a password, or another one), TooLargeError (over `limits`), NoTextError (a picture, or
    fonts that do not say which characters their glyphs are) and DamagedError (anything else that cannot be read).
    """
    _keep_quiet()
    try:
        return _read(data, source, limits, password)
    except ResumefitError:
        raise
    except Exception as error:
        raise _named(error, source, password) from error


def read_naive(data: bytes, source: Source, limits: Limits, password: str | None = None) -> str:
    """What a plain extraction gives: the text of pdfplumber as it comes. Raises the same errors as `read`."""
    _keep_quiet()
    try:
        with _open(data, limits, password) as pdf:
            return "\n".join(_plain_text(page) for page in pdf.pages)
    except ResumefitError:
        raise
    except Exception as error:
        raise _named(error, source, password) from error
