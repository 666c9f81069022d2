"""Two columns from several producers, made here from made-up data with their exact truth, held to bars and a ratchet.

Typst and reportlab come with the development tools; a browser's print and LibreOffice take part where they are installed.
The ratchet stands in eval/layout_baseline.json: `pytest tests/test_layout_producers.py --update-baseline` writes it, and
lowers it with --allow-lower only. Words are compared in small letters, without punctuation.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from statistics import fmean

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from rapidfuzz.distance import LCSseq
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from resumefit.config import Limits
from resumefit.reading import pdf
from resumefit.reading.document import Source

BASELINE = Path(__file__).parent / "eval" / "layout_baseline.json"
FIGURES = ("recall", "intact", "order")
BARS = {"recall": 0.99, "intact": 0.97, "order": 0.94}  # issue 3: means over files of two columns
SHORTEST = 6  # words of a unit that is held to be intact; shorter ones are found by chance
ROUNDING = 0.0005
PAGE = (595.0, 842.0)

VERBS = "Led Built Planned Trained Wrote Measured Cut Ran Opened Drafted Tested Merged".split()
THINGS = (
    "the night shift of the ward|a ledger for three depots|the yearly survey of nine hundred customers|two ferries and"
    " their crews|a catalogue of spare parts|the move to a quieter building|the training plan of new drivers|a budget of"
    " forty thousand|the weekly report to the board|a small library of recipes"
).split("|")
ENDS = (
    "without a day of downtime|in half the time of the year before|together with the harbour office|which the auditors"
    " praised twice|so that nobody waits longer than a week|for a team of twelve people in two towns"
).split("|")
SKILLS = "Python|Ledger keeping|First aid|Welding|Spanish|Typesetting|Route planning|Wound care|Spreadsheets|Soldering"


@dataclass(frozen=True)
class Block:
    """A heading and what stands below it; each line is a unit of the truth."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A resume of two columns: its head, and the blocks of the left and of the right column; `share` is the left's width."""

    head: tuple[str, ...]
    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float

    @property
    def units(self) -> list[str]:
        """The truth, in the order of reading."""
        blocks = [unit for block in (*self.left, *self.right) for unit in (block.heading, *block.lines)]
        return [*self.head, *blocks]


def made(design: str, seed: int) -> Made:
    """A resume of one design, the same for the same seed."""
    chance = random.Random(f"{design} {seed}")  # noqa: S311
    number = iter(range(10, 999))

    def sentence() -> str:
        return f"{chance.choice(VERBS)} {chance.choice(THINGS)} {chance.choice(ENDS)}, item {next(number)}."

    def jobs(count: int, most: int) -> Iterator[Block]:
        for _ in range(count):
            place = f"Employer {next(number)}"
            yield Block(place, tuple(sentence() for _ in range(chance.randint(2, most))))

    skills = [f"{skill} {next(number)}" for skill in chance.sample(SKILLS.split("|"), 7)]
    side = (
        Block("Skills", tuple(skills)),
        Block("About", (sentence(), sentence())),
        Block("Languages", ("English, native", "Dutch, fluent")),
    )
    main = (Block("Profile", (sentence() + " " + sentence(),)), *jobs(4, 5))
    head = (f"Robin Sample {seed}", "robin.sample@example.org 555 0100 Springfield")
    if design == "equal":
        return Made(head, tuple(jobs(4, 4)), tuple(jobs(4, 4)), 0.5)
    return Made(head, side, main, 0.3) if design == "sidebar left" else Made(head, main, side, 0.68)


# ---------------------------------------------------------------- producers


def by_typst(resume: Made, _folder: Path) -> bytes:
    import typst

    def column(blocks: tuple[Block, ...]) -> str:
        return "\n".join(
            f"#block(above: 1.2em)[*{block.heading}*]\n" + "\n".join(f"#par[{line}]" for line in block.lines)
            for block in blocks
        )

    head = "\n".join(f"#align(center)[{line.replace('@', chr(92) + '@')}]" for line in resume.head)
    source = (
        f"#set page(margin: 40pt)\n#set text(size: 10pt)\n{head}\n"
        f"#grid(columns: ({resume.share:g}fr, {1 - resume.share:g}fr), column-gutter: 20pt,"
        f" [{column(resume.left)}], [{column(resume.right)}])"
    )
    return bytes(typst.compile(source.encode()))


def by_reportlab(resume: Made, _folder: Path, *, by_height: bool = False) -> bytes:
    """One column after the other, or all lines from the top down as some programs sort them."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=PAGE)
    width = PAGE[0] - 100
    drawn = [(45.0, 800.0 - 16 * number, 0, line) for number, line in enumerate(resume.head)]
    left_width = resume.share * width
    for x, room, blocks, pitch in (
        (45.0, left_width, resume.left, 12.4),
        (65.0 + left_width, width - left_width, resume.right, 12.9),
    ):
        y = 750.0
        for block in blocks:
            drawn.append((x, y, 1, block.heading))
            for unit in block.lines:
                for line in simpleSplit(unit, "Helvetica", 9, room):
                    y -= pitch
                    drawn.append((x, y, 0, line))
                y -= 3
            y -= 2 * pitch
        assert y > 0, "the page is full"
    for x, y, bold, line in sorted(drawn, key=lambda one: -one[1]) if by_height else drawn:
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
        canvas.drawString(x, y, line)
    canvas.save()
    return file.getvalue()


def by_height(resume: Made, folder: Path) -> bytes:
    return by_reportlab(resume, folder, by_height=True)


def as_html(resume: Made, style: str) -> str:
    def column(blocks: tuple[Block, ...], name: str) -> str:
        inner = "".join(
            f"<section><h2>{escape(block.heading)}</h2><ul>"
            + "".join(f"<li>{escape(line)}</li>" for line in block.lines)
            + "</ul></section>"
            for block in blocks
        )
        return f'<div class="{name}">{inner}</div>'

    head = "".join(f"<p>{escape(line)}</p>" for line in resume.head)
    return (
        "<!DOCTYPE html><meta charset=utf-8><style>body{font:10pt sans-serif;margin:0}h2{font-size:12pt}"
        f"ul{{padding-left:14pt}}{style}</style><header>{head}</header>"
        f"<main>{column(resume.left, 'left')}{column(resume.right, 'right')}</main>"
    )


def printed(html: str, folder: Path) -> bytes:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium to print with")
    page, target = folder / "page.html", folder / "page.pdf"
    page.write_text(html, "utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    place = ["--no-pdf-header-footer", f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
    run = subprocess.run([browser, *quiet, *place, page.as_uri()], capture_output=True, timeout=120, check=False)
    if not target.exists():
        pytest.skip(f"Chromium does not print here: {run.stderr.decode(errors='replace')[-200:]}")
    return target.read_bytes()


def by_browser_flex(resume: Made, folder: Path) -> bytes:
    share = f"{100 * resume.share:.0f}"
    style = f"main{{display:flex;gap:20pt}}.left{{flex:0 0 {share}%}}.right{{flex:1}}.right li{{opacity:.9}}"
    return printed(as_html(resume, style), folder)


def by_browser_float(resume: Made, folder: Path) -> bytes:
    """The right column first in the file, as many templates put it, and floated to its place."""
    share = 100 * resume.share
    style = f".left{{float:left;width:{share - 3:.0f}%}}.right{{float:right;width:{97 - share:.0f}%}}"
    html = as_html(resume, style)
    left, right = html.index('<div class="left">'), html.index('<div class="right">')
    end = html.index("</main>")
    return printed(html[:left] + html[right:end] + html[left:right] + html[end:], folder)


def by_writer(resume: Made, folder: Path, *, columns: bool) -> bytes:
    """A Word file as LibreOffice exports it: a table of two cells, or a section of two columns."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice to export with")
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(9)
    for line in resume.head:
        document.add_paragraph(line)

    def fill(add: Callable[[str], object], blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            add(block.heading)
            for line in block.lines:
                add(line)

    if columns:
        section = document.add_section(0)
        cols = section._sectPr.find(qn("w:cols"))
        cols.set(qn("w:num"), "2")
        cols.set(qn("w:space"), "400")
        fill(document.add_paragraph, resume.left)
        mark = OxmlElement("w:br")
        mark.set(qn("w:type"), "column")
        document.paragraphs[-1].add_run()._r.append(mark)
        fill(document.add_paragraph, resume.right)
    else:
        cells = document.add_table(1, 2).rows[0].cells
        for cell, blocks in zip(cells, (resume.left, resume.right), strict=True):
            fill(cell.add_paragraph, blocks)
    source = folder / "resume.docx"
    document.save(str(source))
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    run = subprocess.run(command, capture_output=True, timeout=180, check=False)
    target = folder / "resume.pdf"
    if not target.exists():
        pytest.skip(f"LibreOffice does not export here: {run.stderr.decode(errors='replace')[-200:]}")
    return target.read_bytes()


def by_writer_table(resume: Made, folder: Path) -> bytes:
    return by_writer(resume, folder, columns=False)


def by_writer_columns(resume: Made, folder: Path) -> bytes:
    return by_writer(resume, folder, columns=True)


PRODUCERS: dict[str, Callable[[Made, Path], bytes]] = {
    "typst grid": by_typst,
    "reportlab by column": by_reportlab,
    "reportlab by height": by_height,
    "chromium flex": by_browser_flex,
    "chromium float": by_browser_float,
    "libreoffice table": by_writer_table,
    "libreoffice columns": by_writer_columns,
}
DESIGNS = ("sidebar left", "sidebar right", "equal")


# ---------------------------------------------------------------- figures


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def figures(resume: Made, data: bytes) -> dict[str, float]:
    """Share of the truth's words found, of its longer units found whole, and of its words found in order."""
    got = words(pdf.read(data, Source("made.pdf", "pdf", len(data)), Limits()).text)
    truth = [words(unit) for unit in resume.units]
    flat = [word for unit in truth for word in unit]
    whole, text = [unit for unit in truth if len(unit) >= SHORTEST], f" {' '.join(got)} "
    return {
        "recall": (Counter(flat) & Counter(got)).total() / len(flat),
        "intact": fmean(f" {' '.join(unit)} " in text for unit in whole),
        "order": LCSseq.similarity(flat, got) / len(flat),
    }


@cache
def baseline() -> dict[str, dict[str, float]]:
    return json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}


def fallen(old: dict[str, float], new: dict[str, float]) -> list[str]:
    return [f"{name} fell from {old[name]:.3f} to {new[name]:.3f}" for name in old if new[name] < old[name] - ROUNDING]


@pytest.mark.parametrize("producer", PRODUCERS)
def test_two_columns(producer: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    rows: list[dict[str, float]] = []
    for number, design in enumerate(DESIGNS):
        folder = tmp_path / str(number)
        folder.mkdir()
        resume = made(design, number)
        rows.append(figures(resume, PRODUCERS[producer](resume, folder)))
        sys.stdout.write(f"{producer}, {design}: " + " ".join(f"{k} {v:.3f}" for k, v in rows[-1].items()) + "\n")
    new = {name: round(fmean(row[name] for row in rows), 4) for name in FIGURES}
    old = baseline().get(producer, {})
    worse = fallen(old, new)
    if request.config.getoption("--update-baseline"):
        if worse and not request.config.getoption("--allow-lower"):
            pytest.fail("the baseline would fall (add --allow-lower if it must): " + "; ".join(worse))
        kept = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
        BASELINE.write_text(json.dumps(kept | {producer: new}, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")
        return
    assert old, "no baseline: --update-baseline writes it"
    assert not worse
    assert all(new[name] >= bar for name, bar in BARS.items())


def test_the_ratchet_sees_what_falls() -> None:
    assert set(baseline()) <= set(PRODUCERS)
    assert {"typst grid", "reportlab by column", "reportlab by height"} <= set(baseline())
    assert not fallen({"order": 0.95}, {"order": 0.95})
    assert fallen({"order": 0.95}, {"order": 0.94}) == ["order fell from 0.950 to 0.940"]


def test_the_measure_sees_columns_that_are_read_across(tmp_path: Path) -> None:
    resume = made("equal", 1)
    across = Made(resume.head, resume.right, resume.left, 0.5)
    got = figures(across, by_reportlab(resume, tmp_path))
    assert got["recall"] == 1
    assert got["order"] < BARS["order"]
