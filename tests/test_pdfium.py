"""pdfium reads the pages of a PDF as the reference does: the same words in the same order, hidden for the same reasons."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from resumefit.config import Limits, PdfEngine, load_config
from resumefit.errors import ConfigError, DamagedError
from resumefit.reading import glyphs, isolation, pdf, pdffile, pdfium, pdfiumpages, pdfpages, strips
from resumefit.reading.document import Document, Source, Style
from resumefit.reading.pdfbudget import Budget
from resumefit.reading.pdfobjects import read_object

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples" / "resumes").glob("*.pdf"))
CORPUS = sorted((ROOT.parent / "shared" / "corpus" / "pdf").glob("*.pdf"))
SAME_WORDS = 0.999  # share of the words, issue 7
SAME_PLACE = 0.5  # points along a line: pdfium rounds the widths of glyphs to a thousandth of the size
OVERHANG = 0.2  # of the size; pdfium's boxes hold the ink of a "J" that reaches out to the left of its place


def read(data: bytes, engine: PdfEngine) -> Document:
    return pdf.read(data, Source("resume.pdf", "pdf", len(data)), Limits(seconds=60), None, engine)


def words(document: Document) -> list[str]:
    return [document.text[word.span.start : word.span.end] for word in document.words]


def painter(data: bytes) -> tuple[pdfiumpages.Painter, list[Any]]:
    budget = Budget("resume.pdf", Limits())
    document = pdffile.open_pdf(data, "", budget)
    pages = list(pdffile.pages(document, budget))
    return pdfiumpages.Painter(data, "", len(pages), pdfpages.Painter(document, budget), budget), pages


def declined(data: bytes) -> int:
    """How many pages pdfium leaves to the reference."""
    own, pages = painter(data)
    for number, page in enumerate(pages, 1):
        own.paint(page, number)
    own.close()
    return own.declined


def drawn(draw: Any, **options: Any) -> bytes:
    """A page that a function draws on, below two lines that anybody sees."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), **options)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 780, "Maria Velasquez")
    canvas.drawString(60, 760, "Planned routes for nine drivers and cut the fuel bill")
    draw(canvas)
    canvas.save()
    return file.getvalue()


# ---------------------------------------------------------------- real files


@pytest.mark.parametrize("path", [*EXAMPLES, *CORPUS], ids=lambda path: path.stem[:20])
def test_same_words_in_the_same_order(path: Path) -> None:
    data = path.read_bytes()
    ours, reference = read(data, "pdfium"), read(data, "pdfplumber")
    one, other = words(ours), words(reference)
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    sys.stdout.write(f"{path.name}: {same} of {len(other)} words the same\n")
    assert len(other) >= 100
    assert same >= SAME_WORDS * max(len(one), len(other))
    assert [(word.text, word.why) for word in ours.hidden] == [(word.text, word.why) for word in reference.hidden]
    assert not declined(data)
    if one == other:
        assert [line.span for line in ours.lines] == [line.span for line in reference.lines]
        for own, word in zip(ours.words, reference.words, strict=True):
            assert own.box.x0 == pytest.approx(word.box.x0, abs=SAME_PLACE + OVERHANG * own.style.size)
            assert own.box.x1 == pytest.approx(word.box.x1, abs=SAME_PLACE + OVERHANG * own.style.size)
            assert own.style.bold == word.style.bold


def test_there_are_files_to_compare() -> None:
    assert len(EXAMPLES) >= 3


# ---------------------------------------------------------------- who sees it


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 700, "secret words")


def white_on_a_band(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.4)
    canvas.rect(0, 690, 595, 40, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 700, "seen in white")


def half_on_a_band(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.4)
    canvas.rect(100, 690, 300, 40, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 700, "hidden words and then some that are seen on the band")


def covered(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "covered words")
    canvas.setFillColorRGB(0.8, 0.8, 0.8)
    canvas.rect(50, 690, 200, 30, stroke=0, fill=1)


def under_glass(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "seen through")
    canvas.setFillColorRGB(0.8, 0.8, 0.8, alpha=0.3)
    canvas.rect(50, 690, 200, 30, stroke=0, fill=1)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1)
    canvas.drawString(60, 700, "tiny words")


def off_the_page(canvas: Canvas) -> None:
    canvas.drawString(700, 700, "far out")
    canvas.drawString(540, 680, "half of this is out of the page")


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(60, 700)
    text.setTextRenderMode(3)
    text.textOut("invisible words")
    canvas.drawText(text)


def faded(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(60, 700, "faded words")


def clipped(canvas: Canvas) -> None:
    canvas.saveState()
    path: PDFPathObject = canvas.beginPath()
    path.rect(60, 690, 80, 30)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(62, 700, "seen first and clipped away behind")
    canvas.restoreState()
    canvas.drawString(60, 670, "back again")


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("seen")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(10, 20, "words in a form")
    canvas.endForm()
    canvas.translate(60, 500)
    canvas.doForm("seen")


@pytest.mark.parametrize(
    "draw",
    [
        white,
        white_on_a_band,
        half_on_a_band,
        covered,
        under_glass,
        tiny,
        off_the_page,
        invisible,
        faded,
        clipped,
        in_a_form,
    ],
)
def test_who_sees_it_is_judged_alike(draw: Any) -> None:
    data = drawn(draw)
    ours, reference = read(data, "pdfium"), read(data, "pdfplumber")
    assert ours.text == reference.text
    assert [(word.text, word.why) for word in ours.hidden] == [(word.text, word.why) for word in reference.hidden]
    assert not declined(data)


def turned(canvas: Canvas) -> None:
    canvas.rotate(90)
    canvas.drawString(300, -40, "upwards along the edge")


def pictured(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawString(60, 700, "under a picture")
    file = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(file, "PNG")
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(io.BytesIO(file.getvalue())), 50, 690, 200, 40)


@pytest.mark.parametrize("draw", [turned, pictured])
def test_what_pdfium_does_not_tell_is_left_to_the_reference(draw: Any) -> None:
    data = drawn(draw)
    assert declined(data) == 1
    assert read(data, "pdfium") == read(data, "pdfplumber")


# ---------------------------------------------------------------- what it says


def spaced(canvas: Canvas) -> None:
    """Blanks that are text objects of their own, as Word writes them: pdfium passes over them."""
    x = 60.0
    for part in ("One", " ", "word", " ", "after the", " ", "other"):
        canvas.drawString(x, 700, part)
        x += canvas.stringWidth(part, "Helvetica", 11)


def tracked(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "EXPERIENCE", charSpace=4)
    canvas.drawString(60, 680, "E X P E R I E N C E")


def twice(canvas: Canvas) -> None:
    for shift in (0, 0.3):
        canvas.drawString(60 + shift, 700, "Printed twice")


def divided(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "Responsible for planning and running the yearly optimi-")
    canvas.drawString(60, 688, "zation of the budget of the whole depart-")
    canvas.drawString(60, 676, "ment")


def bullets(canvas: Canvas) -> None:
    for number, line in enumerate(("Wrote tests", "Mended what they found", "Café naïve résumé – “quoted”")):
        canvas.drawString(60, 700 - 14 * number, f"\u2022 {line}")


def slanted(canvas: Canvas) -> None:
    """A slanted "f" reaches over the letters on both sides, which pdfium's boxes follow."""
    canvas.setFont("Times-Italic", 11)
    canvas.drawString(60, 700, "The chief of staff of the office jots off offers")
    canvas.setFont("Times-BoldItalic", 14)
    canvas.drawString(60, 680, "Chief of Staff, Office of Fjord Affairs")


def right_to_left_in_the_stream(canvas: Canvas) -> None:
    for x, word in ((200, "third"), (120, "second"), (60, "first")):
        canvas.drawString(x, 700, word)


@pytest.mark.parametrize("draw", [spaced, tracked, twice, divided, bullets, slanted, right_to_left_in_the_stream])
def test_words_are_the_same(draw: Any) -> None:
    data = drawn(draw)
    assert read(data, "pdfium").text == read(data, "pdfplumber").text
    assert not declined(data)


@pytest.mark.parametrize("name", ["ActualText", "Actual#54ext"])
def test_text_to_be_copied_does_not_stand_for_what_is_shown(name: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas._code.append(f"/Span << /{name} (Python Kubernetes) >> BDC")
        canvas.drawString(60, 700, "shown")
        canvas._code.append("EMC")

    data = drawn(draw)
    assert "shown" in read(data, "pdfium").text
    assert "Python" not in read(data, "pdfium").text


# ---------------------------------------------------------------- strips

STYLE = Style("Helvetica", 10.0)
RUNS = st.lists(
    st.tuples(
        st.text("aAbil1.-, \u2022", min_size=1, max_size=12),
        st.sampled_from((-6.0, -0.3, 0.0, 0.6, 1.5, 2.6, 4.0, 40.0)),  # points to the strip before
        st.sampled_from((0.0, 0.0, 0.0, 0.5, 3.0)),  # between its glyphs
        st.sampled_from((10.0, 10.0, 10.0, 6.0)),
        st.sampled_from((0.0, 0.0, 4.0, 14.0)),  # down
    ),
    min_size=1,
    max_size=8,
)


def made_strips(parts: list[tuple[str, float, float, float, float]]) -> Iterator[strips.Strip]:
    x, y = 50.0, 100.0
    for text, gap, tracking, size, down in parts:
        x, y = (50.0 if down == 14.0 else x + gap), y + down
        lefts = [x + number * (0.5 * size + tracking) for number in range(len(text))]
        rights = [left + 0.5 * size for left in lefts]
        yield strips.Strip(text, lefts, rights, y, size, STYLE, 0.2 * size)
        x = rights[-1]


@given(RUNS)
def test_strips_give_the_words_of_their_glyphs(parts: list[tuple[str, float, float, float, float]]) -> None:
    made = list(made_strips(parts))
    expected = glyphs.tokens(glyph for strip in made for glyph in strips.glyphs_of(strip))
    assert list(strips.tokens(made)) == list(expected)


# ---------------------------------------------------------------- the file


def plain(value: Any) -> Any:
    """A value of pdfminer's that can be compared."""
    if hasattr(value, "attrs"):
        return plain(value.attrs), value.rawdata
    if hasattr(value, "objid"):
        return "reference", value.objid
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else (type(value), value)


@pytest.mark.parametrize("path", [*EXAMPLES, *CORPUS], ids=lambda path: path.stem[:20])
def test_objects_are_what_pdfminer_reads(path: Path) -> None:
    from pdfminer.pdfdocument import PDFDocument

    data = path.read_bytes()
    document: Any = pdffile.open_pdf(data, "", Budget("x", Limits()))
    places = [(number, *xref.get_pos(number)) for xref in document.xrefs for number in xref.get_objids()]
    read_here = 0
    for number, stream, at, _ in places:
        if stream is None and at and read_object(data, at, number, document):
            read_here += 1
            assert plain(document._getobj_parse(at, number)) == plain(PDFDocument._getobj_parse(document, at, number))
    assert read_here >= 5


@pytest.mark.parametrize(
    "text",
    [
        b"1 0 obj << /A (paren \\( escaped) >> endobj",
        b"1 0 obj << /A /B#20C >> endobj",
        b"1 0 obj << /A >> endobj",
        b"1 0 obj [ 1 2 endobj",
        b"2 0 obj 1 endobj",
        b"1 0 obj << /Length 99 >> stream\nshort\nendstream",
        b"1 0 obj " + b"[" * 5000,
        b"1 0 obj 1.2.3 endobj",
        b"",
    ],
)
def test_what_is_not_plainly_written_is_left_to_pdfminer(text: bytes) -> None:
    document: Any = None
    assert read_object(text, 0, 1, document) is None


@given(st.binary(max_size=80))
def test_ascii85(data: bytes) -> None:
    assert pdffile._unpacked_ascii85(base64.a85encode(data) + b"~>") == data


# ---------------------------------------------------------------- choosing


def test_an_engine_that_is_none(tmp_path: Path) -> None:
    settings = tmp_path / "resumefit.toml"
    settings.write_text('pdf_engine = "pdfplumber"', "utf-8")
    assert load_config(settings).pdf_engine == "pdfplumber"
    assert load_config().pdf_engine == "pdfium"
    settings.write_text('pdf_engine = "mupdf"', "utf-8")
    with pytest.raises(ConfigError, match="pdf_engine: 'mupdf' is no engine; known are pdfium, pdfplumber"):
        load_config(settings)


def test_a_crash_is_followed_by_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def crash(request: dict[str, Any], *_: Any) -> bytes:
        asked.append(request["pdf_engine"])
        raise isolation._CrashError("it crashes")

    monkeypatch.setattr(isolation, "_asked", crash)
    with pytest.raises(DamagedError):
        isolation.read(b"%PDF-", Source("resume.pdf", "pdf", 5), Limits(), None, "pdfium")
    assert asked == ["pdfium", "pdfplumber"]


def test_a_document_that_pdfium_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> Any:
        raise pdfium.DeclinedError

    monkeypatch.setattr(pdfiumpages, "opened", never)
    data = EXAMPLES[0].read_bytes()
    assert read(data, "pdfium") == read(data, "pdfplumber")
