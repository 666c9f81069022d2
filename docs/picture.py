"""Draws docs/report.svg: the real report of an example, as a terminal shows it. `python docs/picture.py`

The same example, day and code give the same picture, byte for byte. The picture names no font on the network.
"""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import resumefit
from resumefit.rendering.screen import Screen
from resumefit.rendering.terminal import render_report

ROOT = Path(__file__).resolve().parent.parent
RESUME = ROOT / "examples" / "resumes" / "maya-okafor-backend-engineer.pdf"
POSTING = ROOT / "examples" / "postings" / "backend-engineer-northwind-ferry.html"
PICTURE = ROOT / "docs" / "report.svg"
AS_OF = date(2026, 11, 1)
WIDTH = 96  # columns: as much as a README shows without shrinking the letters
TOP = 6  # lines of each list: the picture is to be taken in at a glance
COMMAND = f"resumefit match {RESUME.name} {POSTING.name}"

# Ground, letters, the eight colours of a terminal and their brighter sisters, from black to white.
COLOURS = "181a20 ff6b6b 57d482 f4c454 68a6ff d68cff 48cad6 dee0e6"
BRIGHT = "4a4f5c ff8787 78e69b ffd66e 87bcff e4aaff 6edee8 ffffff"
FONTS = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace'


def picture() -> str:
    """The SVG. Letters come from the reader's own fonts, and every run of them is fitted to its columns."""
    report = resumefit.match(RESUME, POSTING, as_of=AS_OF)
    page = render_report(report, Screen(WIDTH, colour=True), top=TOP)
    console = Console(record=True, width=WIDTH, file=StringIO(), color_system="truecolor", force_terminal=True)
    console.print(Text.from_ansi(page.rstrip("\n")))
    theme = TerminalTheme((24, 26, 32), (222, 224, 230), _rgb(COLOURS), _rgb(BRIGHT))
    svg = console.export_svg(title=COMMAND, theme=theme, code_format=_format(), unique_id="resumefit")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _rgb(colours: str) -> list[tuple[int, int, int]]:
    return [(colour[0], colour[1], colour[2]) for colour in map(bytes.fromhex, colours.split())]


def _format() -> str:
    """rich's template without its fonts from the network and without its advertisement."""
    template = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    template = re.sub(r"\s*<!--.*?-->", "", template, flags=re.DOTALL)
    return template.replace("Fira Code, monospace", FONTS).replace("font-family: arial", "font-family: sans-serif")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
