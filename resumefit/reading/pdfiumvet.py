"""What a page of a PDF will cost pdfium, looked at before pdfium gets it: once it runs, nothing but killing stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from resumefit.reading.pdffonts import vet_font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.pdfpage import PDFPage

    from resumefit.reading.pdfbudget import Budget

_MOST_CONTENT = 1_000_000  # bytes of instructions that a page may come to; a page of a resume has under 0.2 million
_DEEPEST_FORM = 6
_PACKED = 1_032  # times that deflate makes bytes fewer at most
_FONT_FILES = ("FontFile", "FontFile2", "FontFile3")


class Vetted(NamedTuple):
    """What is known of a page before pdfium sees it: whether it may, and whether it has another text to be copied than it
    shows (ActualText), and text that is set otherwise than filled (render modes)."""

    is_plain: bool
    replaces: bool
    has_modes: bool


def vetted(page: PDFPage, budget: Budget) -> Vetted:
    """Look at a page. It is plain where it costs pdfium no more than pages do, and no font's glyphs are drawn (Type 3).

    Raises TooLargeError over the limits, and ValueError for a font that claims what no font has.
    """
    resources = _dict(page.resources)
    vet = _Vet(budget)
    is_plain = vet.cost(b"\n".join(map(_content, map(resolve1, page.contents))), resources, 0) <= _MOST_CONTENT
    return Vetted(is_plain, vet.replaces, vet.has_modes)


class _Vet:
    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.replaces = self.has_modes = False

    def cost(self, content: bytes, resources: dict[str, Any], depth: int) -> float:
        """The bytes of instructions that drawing comes to at most, those of forms counted as often as one may be drawn."""
        fonts = _dict(resources.get("Font")).values()
        if depth > _DEEPEST_FORM or not all(_is_plain_font(font, self.budget) for font in fonts):
            return float("inf")
        self.budget.tick()
        self.has_modes |= b"Tr" in content
        # A name may be written with escapes: "/Actual#54ext"
        lists = _dict(resources.get("Properties")).values()
        self.replaces |= b"ActualText" in content or b"#" in content or any("ActualText" in _dict(one) for one in lists)
        draws = content.count(b"Do")
        most = 0.0
        for form in _forms(resources) if draws else ():
            own = _dict(form.get("Resources")) or resources
            most = max(most, self.cost(_content(form), own, depth + 1))
            if most * draws > _MOST_CONTENT:
                break
        return len(content) + draws * most


def _forms(resources: dict[str, Any]) -> Iterator[PDFStream]:
    for one in _dict(resources.get("XObject")).values():
        stream = resolve1(one)
        if isinstance(stream, PDFStream) and _name(stream.get("Subtype")) == "Form":
            yield stream


def _content(stream: Any) -> bytes:
    return bytes(stream.get_data()) if isinstance(stream, PDFStream) else b""


def _is_plain_font(reference: Any, budget: Budget) -> bool:
    """Whether a font is no Type 3 font.

    Raises ValueError where it claims what no font has, and TooLargeError where its file unpacks to more than the limit.
    """
    font = _dict(reference)
    vet_font(font)
    inner = _dict(next(iter(resolve1(font.get("DescendantFonts")) or ()), None))
    descriptor = _dict((inner or font).get("FontDescriptor"))
    for key in _FONT_FILES:
        stream = resolve1(descriptor.get(key))
        if isinstance(stream, PDFStream) and stream.data is None:
            deep = len(stream.get_filters()) > 1
            if deep or len(stream.rawdata or b"") * _PACKED > budget.limits.unpacked_bytes:
                stream.get_data()
    return _name(font.get("Subtype")) != "Type3"


def _dict(value: Any) -> dict[str, Any]:
    value = resolve1(value)
    return value if isinstance(value, dict) else {}


def _name(value: Any) -> str:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""
