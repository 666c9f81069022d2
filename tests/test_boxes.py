"""Document.boxes: every word's box, read back from the page by another program, gives the word."""

from __future__ import annotations

import io
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from resumefit.config import Limits
from resumefit.reading import pdf
from resumefit.reading.document import Box, Document, Source

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples" / "resumes").glob("*.pdf"))
CORPUS = sorted((ROOT.parent / "shared" / "corpus" / "pdf").glob("*.pdf"))
TURNS = ((0, False), (0, True), (90, False), (270, True), (180, False))
CUT = (20, 35, 15, 10)  # points cut off on the left, bottom, right and top
Placed = tuple[float, float, str]  # the middle of a character on the page as it is shown, and the character

pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 reads the boxes back, and it is not installed")


def made() -> bytes:
    """A page with words set in ways of their own: large, small, bold twice, spaced, raised, turned, divided."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(60, 770, "Maria Velasquez")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 740, "E X P E R I E N C E")
    canvas.drawString(60, 720, "SPACED", charSpace=4)
    canvas.drawString(60, 700, "Responsible for planning and running the yearly optimi-")
    canvas.drawString(60, 688, "zation of the budget of the whole department")
    for shift in (0, 0.3):
        canvas.drawString(60 + shift, 660, "twice")
    text = canvas.beginText(60, 640)
    text.setHorizScale(70)
    text.textOut("narrow words here")
    canvas.drawText(text)
    canvas.setFont("Times-Roman", 5)
    canvas.drawString(60, 620, "small print")
    canvas.setFont("Helvetica", 10)
    canvas.rotate(90)
    canvas.drawString(300, -40, "upwards along the edge")
    canvas.save()
    return file.getvalue()


def turned(data: bytes, angle: int, *, cropped: bool) -> bytes:
    """The same file with its pages turned and cut to size."""
    document = pdfium.PdfDocument(data)
    left, bottom, right, top = CUT
    for page in document:
        page.set_rotation((page.get_rotation() + angle) % 360)
        x0, y0, x1, y1 = page.get_mediabox()
        if cropped:
            page.set_cropbox(x0 + left, y0 + bottom, x1 - right, y1 - top)
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def shown(x: float, y: float, box: tuple[float, float, float, float], angle: int) -> tuple[float, float]:
    """A point of the page's own space as it is shown: from the upper left corner of the crop box, turned."""
    x0, y0, x1, y1 = box
    left, up, width, height = x - x0, y - y0, x1 - x0, y1 - y0
    return {
        0: (left, height - up),
        90: (up, left),
        180: (width - left, up),
        270: (height - up, width - left),
    }[angle]


def by_pdfium(data: bytes) -> Iterator[list[Placed]]:
    """The characters of each page as pdfium places them."""
    for page in pdfium.PdfDocument(data):
        text = page.get_textpage()
        chars: list[Placed] = []
        for number in range(text.count_chars()):
            x0, y0, x1, y1 = text.get_charbox(number)
            middle = shown((x0 + x1) / 2, (y0 + y1) / 2, page.get_cropbox(), page.get_rotation())
            chars.append((*middle, chr(pdfium.raw.FPDFText_GetUnicode(text, number))))
        yield chars


def by_pdfplumber(data: bytes) -> Iterator[list[Placed]]:
    """The characters of each page as pdfplumber places them (it shifts them where a page is both turned and cropped)."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            left, top = page.cropbox[:2]
            yield [
                ((char["x0"] + char["x1"]) / 2 - left, (char["top"] + char["bottom"]) / 2 - top, char["text"])
                for char in page.chars
            ]


def read(data: bytes) -> Document:
    return pdf.read(data, Source("resume.pdf", "pdf", len(data)), Limits())


def in_box(chars: list[Placed], box: Box) -> str:
    return "".join(text for x, y, text in chars if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom)


def letters(text: str) -> Counter[str]:
    """Letters and figures, however often each is printed and in whatever order: pdfium puts turned text into its own."""
    return Counter(dict.fromkeys((char for char in unicodedata.normalize("NFKC", text) if char.isalnum()), 1))


def lost(document: Document, pages: list[list[Placed]]) -> list[str]:
    """Words that are not in their boxes."""
    wrong = []
    for word in document.words:
        ((page, box),) = document.boxes(word.span)
        text = document.text[word.span.start : word.span.end]
        if letters(in_box(pages[page - 1], box)) != letters(text):
            wrong.append(text)
    return wrong


def report(name: str, reader: str, words: int, wrong: list[str]) -> None:
    sys.stdout.write(
        f"{name}: {words - len(wrong)} of {words} words read back by {reader} from their boxes {wrong[:5]}\n"
    )


@pytest.mark.parametrize(("angle", "cropped"), TURNS)
@pytest.mark.parametrize("path", [None, *EXAMPLES], ids=lambda path: path.stem[:12] if path else "made")
def test_box_gives_the_word(path: Path | None, angle: int, *, cropped: bool) -> None:
    data = turned(path.read_bytes() if path else made(), angle, cropped=cropped)
    document = read(data)
    assert len(document.words) >= 30
    readers: dict[str, Any] = {"pdfium": by_pdfium, "pdfplumber": by_pdfplumber}
    if cropped and angle:
        del readers["pdfplumber"]
    for name, reader in readers.items():
        wrong = lost(document, list(reader(data)))
        report(path.name if path else "made", name, len(document.words), wrong)
        assert not wrong


@pytest.mark.skipif(not CORPUS, reason="the shared corpus is not beside the project")
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem[:20])
@pytest.mark.parametrize(("angle", "cropped"), [(0, False), (180, False)])
def test_box_gives_the_word_in_real_files(path: Path, angle: int, *, cropped: bool) -> None:
    """pdfplumber's decoding, under which we read, must find all. pdfium decodes by itself: it leaves out some ligatures,
    and gives the text that a file says to copy where that is another than what it shows."""
    data = turned(path.read_bytes(), angle, cropped=cropped)
    document = read(data)
    words = len(document.words)
    for name, reader, share in (("pdfplumber", by_pdfplumber, 0.0), ("pdfium", by_pdfium, 0.15)):
        wrong = lost(document, list(reader(data)))
        report(path.name, name, words, wrong)
        assert len(wrong) <= share * words


def test_span_of_a_line_gives_the_boxes_of_its_words() -> None:
    document = read(made())
    line = next(line for line in document.lines if "planning" in document.quote(line.span))
    boxes = document.boxes(line.span)
    assert len(boxes) == len(document.quote(line.span).split()) + 1  # the divided word has two
    assert all(page == 1 for page, _ in boxes)
    assert document.boxes(type(line.span)(0, 0)) == ()


def test_regions_hold_all_words_in_the_order_of_reading() -> None:
    for path in [None, *EXAMPLES, *CORPUS]:
        document = read(path.read_bytes() if path else made())
        assert [region.number for region in document.regions] == list(range(1, len(document.regions) + 1))
        spans = [region.span for region in document.regions]
        assert all(before.end < after.start for before, after in pairwise(spans))
        assert all(any(span.covers(line.span) for span in spans) for line in document.lines)
        for region in document.regions:
            for page, box in document.boxes(region.span):
                inside = region.box.x0 <= box.x0 <= box.x1 <= region.box.x1 and region.box.top <= box.top
                assert page != region.page or (inside and box.bottom <= region.box.bottom)
