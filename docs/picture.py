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
from resumefit.rendering.terminal import Screen, render_report

ROOT = Path(__file__).resolve().parent.parent
RESUME = ROOT / "examples" / "resumes" / "maya-okafor-backend-engineer.pdf"
POSTING = ROOT / "examples" / "postings" / "backend-engineer-northwind-ferry.html"
PICTURE = ROOT / "docs" / "report.svg"
AS_OF = date(2026, 11, 1)
WIDTH = 96  # columns: as much as a README shows without shrinking the letters
TOP = 6  # lines of each list: the picture is to be taken in at a glance
COMMAND = f"resumefit match {RESUME.name} {POSTING.name}"

# Grounds and letters with a contrast of at least 4.5 to 1 (WCAG 2.1, AA), but for the empty part of a bar.
THEME = TerminalTheme(
    (24, 26, 32),
    (222, 224, 230),
    [(24, 26, 32), (255, 107, 107), (87, 212, 130), (244, 196, 84), (104, 166, 255), (214, 140, 255), (72, 202, 214), (222, 224, 230)],
    [(74, 79, 92), (255, 135, 135), (120, 230, 155), (255, 214, 110), (135, 188, 255), (228, 170, 255), (110, 222, 232), (255, 255, 255)],
)
FONTS = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace'


def picture() -> str:
    """The SVG. Letters come from the reader's own fonts, and every run of them is fitted to its columns."""
    report = resumefit.match(RESUME, POSTING, as_of=AS_OF)
    page = render_report(report, Screen(WIDTH, colour=True), top=TOP)
    console = Console(record=True, width=WIDTH, file=StringIO(), color_system="truecolor", force_terminal=True)
    console.print(Text.from_ansi(page.rstrip("\n")))
    svg = console.export_svg(title=COMMAND, theme=THEME, code_format=_format(), unique_id="resumefit")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _format() -> str:
    """rich's template without its fonts from the network and without its advertisement."""
    template = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    template = re.sub(r"\s*<!--.*?-->", "", template, flags=re.DOTALL)
    return template.replace("Fira Code, monospace", FONTS).replace("font-family: arial", "font-family: sans-serif")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
