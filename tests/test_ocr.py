"""OCR: only where it is asked for, marked, with places; and what is missing for it is said."""

from __future__ import annotations

import importlib.util
import io
import shutil
from pathlib import Path

import pytest

from resumefit.config import Limits
from resumefit.errors import NoTextError, TooLargeError, UnreadableError
from resumefit.reading.read import read_document

RESUME = Path(__file__).parent.parent / "examples" / "resumes" / "maya-okafor-backend-engineer.pdf"
INSTALLED = all(importlib.util.find_spec(name) for name in ("pytesseract", "pypdfium2", "PIL"))

needs_library = pytest.mark.skipif(not INSTALLED, reason="resumefit[ocr] is not installed")
needs_tesseract = pytest.mark.skipif(
    not INSTALLED or shutil.which("tesseract") is None, reason="Tesseract or resumefit[ocr] is not installed"
)


@pytest.fixture(scope="module")
def scan() -> bytes:
    """An example, as a scanner would give it: pictures of its pages and no text."""
    import pypdfium2

    with pypdfium2.PdfDocument(RESUME) as pdf:
        pages = [page.render(scale=2.5).to_pil().convert("L") for page in pdf]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=180)
    return out.getvalue()


@needs_library
def test_never_automatic_and_the_error_names_the_option(scan: bytes) -> None:
    with pytest.raises(NoTextError, match="--ocr"):
        read_document(scan, name="scan.pdf")


@needs_tesseract
@pytest.mark.parametrize("isolate", [True, False])
def test_words_of_a_scan_with_their_places_and_marked(scan: bytes, isolate: bool) -> None:
    document = read_document(scan, name="scan.pdf", ocr=True, isolate=isolate, limits=Limits(seconds=60))
    assert document.source.ocr
    assert document.notes[0].startswith("read by OCR: check it")
    truth = read_document(RESUME)
    known = set(document.text.lower().split())
    words = truth.text.lower().split()
    assert sum(word in known for word in words) > 0.95 * len(words)
    at = truth.text.index("Okafor")
    (page, box), *_ = truth.boxes(next(word.span for word in truth.words if word.span.start <= at < word.span.end))
    (found_page, found), *_ = document.boxes(
        next(word.span for word in document.words if document.quote(word.span) == "Okafor")
    )
    assert (page, len(document.pages)) == (found_page, len(truth.pages))
    assert abs(box.x0 - found.x0) < 6
    assert abs(box.bottom - found.bottom) < 12


@needs_library
def test_a_file_with_text_is_read_as_ever() -> None:
    document = read_document(RESUME, ocr=True)
    assert not document.source.ocr
    assert document.text == read_document(RESUME).text


@needs_library
def test_a_clear_error_where_tesseract_is_missing(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    import pytesseract

    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
    with pytest.raises(UnreadableError, match=r"not installed.*apt install tesseract-ocr") as caught:
        read_document(scan, name="scan.pdf", ocr=True, isolate=False)
    assert "\n" not in str(caught.value)


def test_a_clear_error_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from resumefit.reading import ocr
    from resumefit.reading.document import Source

    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(UnreadableError, match=r"resumefit\[ocr\]"):
        ocr.read(b"%PDF-1.7", Source("scan.pdf", "pdf", 8), Limits())


@needs_tesseract
def test_limits_hold(scan: bytes) -> None:
    from resumefit.reading import ocr
    from resumefit.reading.document import Source

    with pytest.raises(TooLargeError, match=r"longer than 0\.01 s"):
        ocr.read(scan, Source("scan.pdf", "pdf", len(scan)), ocr.whole_file(Limits(seconds=0.01)))
