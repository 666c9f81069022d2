"""What reading a PDF costs: all of it as a multiple of pypdfium2's bare text, layout as a share of pdfplumber's parse of the
same page, and memory by number of pages."""

from __future__ import annotations

import gc
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from reportlab.pdfgen.canvas import Canvas

from resumefit.config import Limits, PdfEngine
from resumefit.reading import layout, pdf, wire
from resumefit.reading.document import Document, Source
from resumefit.reading.glyphs import Token, tokens
from resumefit.reading.pdfbudget import Budget

ROOT = Path(__file__).parent.parent.parent
TARGET = 0.05  # layout's share of pdfplumber's parse
MOST = 5.0  # times pypdfium2's bare text, for all of reading
ROUNDS = 7
PAGES = (5, 20, 60)
LINES, WORDS = 52, 11  # of a made page; a dense page of a resume


def run() -> Iterator[str]:
    """The lines of the report."""
    yield from _engines()
    yield f"layout / pdfplumber's parse of the same pages, medians of {ROUNDS} rounds (target at most {TARGET:.0%})"
    shares = []
    for name, data in _files():
        share = _layout_share(data)
        shares.append(share)
        yield f"  {name:<52} {share:6.1%}"
    yield f"  {'median':<52} {median(shares):6.1%}"
    yield from _memory()


def _files() -> Iterator[tuple[str, bytes]]:
    folders = (ROOT / "examples" / "resumes", ROOT.parent / "shared" / "corpus" / "pdf")
    for path in (path for folder in folders for path in sorted(folder.glob("*.pdf"))):
        yield path.name[-50:], path.read_bytes()
    yield "made, one page", made(1)


def made(pages: int) -> bytes:
    """A PDF of dense pages in two columns, no two of them the same."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for page in range(pages):
        canvas.setFont("Helvetica", 8)
        for line in range(LINES):
            for x, count in ((40, WORDS // 2), (310, WORDS - WORDS // 2)):
                text = " ".join(f"word{page}x{line}n{number}" for number in range(count))
                canvas.drawString(x, 800 - 14 * line, text[:60])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


# ---------------------------------------------------------------- time


def _engines() -> Iterator[str]:
    """What reading costs by either engine, layout and facts included, beside pypdfium2's bare text of the same files.

    No garbage is collected meanwhile, for the reading worker does that between two files.
    """
    gc.disable()
    yield f"ms of processor time, least of {ROUNDS} rounds in turn; reading / bare text (target at most {MOST:g})"
    yield f"  {'':<44} {'bare':>6} {'pdfium':>7} {'ratio':>6} {'pdfplumber':>10} {'ratio':>6} {'to and from a worker':>21}"
    sums = [0.0] * 4
    for name, data in _files():
        document = _read(data, "pdfium")
        steps = (_bare, lambda data: _read(data, "pdfium"), lambda data: _read(data, "pdfplumber"))
        rounds = [[_seconds(lambda: step(data)) for step in steps] for _ in range(ROUNDS)]  # noqa: B023 - called at once
        times = [1000 * min(each) for each in zip(*rounds, strict=True)]
        times.append(1000 * min(_seconds(lambda: wire.unpacked(wire.packed(document))) for _ in range(ROUNDS)))  # noqa: B023
        sums = [before + each for before, each in zip(sums, times, strict=True)]
        yield _row(name[-44:], times)
    yield _row("all", sums)
    gc.enable()


def _row(name: str, times: list[float]) -> str:
    bare, ours, reference, sent = times
    return f"  {name:<44} {bare:6.1f} {ours:7.1f} {ours / bare:6.1f} {reference:10.1f} {reference / bare:6.1f} {sent:21.1f}"


def _bare(data: bytes) -> int:
    """pypdfium2's text as it comes: what a program does that wants no more than that."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def _read(data: bytes, engine: PdfEngine) -> Document:
    return pdf.read(data, Source("resume.pdf", "pdf", len(data)), Limits(seconds=600), None, engine)


def _layout_share(data: bytes) -> float:
    words, heights = _words(data)
    rounds = [(_seconds(lambda: _arrange(words, heights)), _seconds(lambda: _parse(data))) for _ in range(ROUNDS)]
    return median(one for one, _ in rounds) / median(other for _, other in rounds)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _words(data: bytes) -> tuple[list[list[Token]], list[float]]:
    """The words that are seen on each page, in the order of the stream, and the heights of the pages."""
    from resumefit.reading import pdffile, pdfpages

    budget = Budget("made.pdf", Limits())
    document = pdffile.open_pdf(data, "", budget)
    painter = pdfpages.Painter(document, budget)
    canvases = [painter.paint(page) for page in pdffile.pages(document, budget)]
    words = [[token for token in tokens(canvas.glyphs) if not token.why] for canvas in canvases]
    return words, [canvas.height for canvas in canvases]


def _arrange(words: list[list[Token]], heights: list[float]) -> object:
    by_angle = [
        [[token for token in page if token.angle == angle] for angle in (0, 90, 180, 270, 45)] for page in words
    ]
    return layout.over_pages([[one for part in page for one in layout.arrange(part)] for page in by_angle], heights)


def _parse(data: bytes) -> int:
    """pdfplumber's parse: the characters of all pages, without its own words and lines."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.chars) for page in document.pages)


# ---------------------------------------------------------------- memory


def _memory() -> Iterator[str]:
    """Peaks of fresh processes, so that one does not live in the memory that another has got."""
    yield "memory to read made PDFs, and what the Document keeps"
    found = {pages: _peak(pages) for pages in PAGES}
    for pages, (peak, kept, words) in found.items():
        yield f"  {pages:3d} pages, {words:6,d} words: peak {peak / 1e6:6.1f} MB over the start, kept {kept / 1e6:5.1f} MB"
    first, last = found[PAGES[0]], found[PAGES[-1]]
    pages = PAGES[-1] - PAGES[0]
    more_peak, more_kept = (last[0] - first[0]) / pages, (last[1] - first[1]) / pages
    more_words = (last[2] - first[2]) / pages
    yield f"  a further page: peak {more_peak / 1e3:.0f} kB, kept {more_kept / 1e3:.0f} kB"
    yield f"  kept for a word: {more_kept / more_words:.0f} bytes"
    yield f"  peak / kept, page by page: {more_peak / more_kept:.2f}"


def _peak(pages: int) -> tuple[int, int, int]:
    """Bytes at the peak of reading and bytes kept at the end, both as Python counts them, and the words."""
    code = (
        "import sys, json; from tests.benchmarks.reading import measured; print(json.dumps(measured(int(sys.argv[1]))))"
    )
    command = [sys.executable, "-c", code, str(pages)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    peak, kept, words = json.loads(run.stdout)
    return peak, kept, words


def measured(pages: int) -> tuple[int, int, int]:
    """Read a made PDF of so many pages: peak and kept bytes, words."""
    import tracemalloc

    data = made(pages)
    source = Source("made.pdf", "pdf", len(data))
    pdf.read(made(1), source, Limits())  # imports and pdfminer's tables are not the cost of a page
    gc.collect()
    tracemalloc.start()
    document = pdf.read(data, source, Limits(seconds=600))
    gc.collect()
    kept, peak = tracemalloc.get_traced_memory()
    return peak, kept, len(document.words)
