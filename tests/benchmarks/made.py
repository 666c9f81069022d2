"""Resumes and postings by the hundred for the benchmarks: the made-up ones of this repository, each with changes."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests import realfiles

_NAMES = "Avery Blake Casey Devon Ellis Frankie Harper Indigo Jules Kit Lane Marlow Noor Oakley Parker Quinn".split()
_SURNAMES = (
    "Ashdown Birch Calder Dunmore Elmwood Farrow Garrick Holloway Ingram Kestrel Larkin Merrow Northcott Orme".split()
)
_WIDEST = 96  # characters of a line at 9.5 points
_TOP, _BOTTOM, _STEP = 790, 50, 12.5  # points
_ITEM = re.compile(r"\s*[-*•]")
_OTHERS = 4  # lines taken from other texts


def made_resumes(folder: Path, count: int) -> list[Path]:
    """So many resumes as PDF files, no two of them the same: of one to three pages, with lines of others among their own."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [path.read_text("utf-8").splitlines() for path in realfiles.resumes() if path.suffix in (".txt", ".md")]
    paths = [folder / f"resume-{number:05}.pdf" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            _write_pdf(path, resume_lines(texts, number))
    return paths


def resume_lines(texts: Sequence[Sequence[str]], number: int) -> list[str]:
    """The lines of the resume of a number."""
    chance = random.Random(number)  # noqa: S311
    lines = _mixed(texts, number, chance)
    lines[0] = f"{chance.choice(_NAMES)} {chance.choice(_SURNAMES)}-{number}"
    return lines


def made_postings(folder: Path, count: int) -> list[Path]:
    """So many postings as text files, no two of them the same."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [path.read_text("utf-8").splitlines() for path in realfiles.postings() if path.suffix in (".txt", ".md")]
    paths = [folder / f"posting-{number:04}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        lines = _mixed(texts, number, random.Random(10_000 + number))  # noqa: S311
        path.write_text("\n".join(lines), "utf-8")
    return paths


def _mixed(texts: Sequence[Sequence[str]], number: int, chance: random.Random) -> list[str]:
    """A text with items of others behind some of its own; the first of each are as they were written."""
    lines = list(texts[number % len(texts)])
    items = [place for place, line in enumerate(lines) if _ITEM.match(line)]
    for place in sorted(chance.sample(items, min(len(items), _OTHERS)), reverse=True):
        others = [line for line in chance.choice(texts) if _ITEM.match(line)]
        if others:
            indent = lines[place][: -len(lines[place].lstrip())]
            lines.insert(place + 1, indent + chance.choice(others).lstrip())
    return lines


def _write_pdf(path: Path, lines: Sequence[str]) -> None:
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=True)
    y = float(_TOP)
    canvas.setFont("Helvetica", 9.5)
    for line in (part for whole in lines for part in _wrapped(whole)):
        if y < _BOTTOM:
            canvas.showPage()
            canvas.setFont("Helvetica", 9.5)
            y = _TOP
        canvas.drawString(50, y, line)
        y -= _STEP
    canvas.save()


def _wrapped(line: str) -> list[str]:
    parts, words = [""], line.encode("cp1252", "replace").decode("cp1252").split(" ")
    for word in words:
        if parts[-1] and len(parts[-1]) + len(word) >= _WIDEST:
            parts.append("")
        parts[-1] += f" {word}" if parts[-1] else word
    return parts
