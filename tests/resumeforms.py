"""The same resume as plain text, Markdown, Word file and PDF, as a person would write it in each."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import docx

import resumefit
from resumefit.reading.document import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a resume; `gap` says whether room is left above it."""

    kind: Literal["heading", "item", "line"]
    text: str
    gap: bool


def pieces(text: str) -> list[Piece]:
    """The paragraphs of a resume given as plain text."""
    resume = resumefit.read_resume(text=text)
    whole = resume.document.text
    found = []
    for section in resume.sections:
        if section.heading:
            found.append(Piece("heading", section.heading, True))
        for block in section.blocks:
            bare = " ".join(resume.document.quote(block.span).splitlines()).strip()
            found.append(Piece("item" if block.role == "item" else "line", bare, _gap(whole, block.span)))
    return found


def _gap(whole: str, span: Span) -> bool:
    start = whole.rfind("\n", 0, span.start) + 1
    return whole[:start].endswith("\n\n")


def as_text(resume: list[Piece]) -> bytes:
    """Plain text: headings in capitals, a hyphen before each item."""
    lines: list[str] = []
    for piece in resume:
        lines += [""] if piece.gap and lines else []
        lines.append(_PLAIN[piece.kind](piece.text))
    return ("\n".join(lines) + "\n").encode()


_PLAIN: dict[str, Callable[[str], str]] = {
    "heading": str.upper,
    "item": lambda text: f"- {text}",
    "line": lambda text: text,
}


def as_markdown(resume: list[Piece]) -> bytes:
    """Markdown: headings of the second level, a list, and a hard break between lines that follow each other."""
    lines: list[str] = []
    for number, piece in enumerate(resume):
        behind = resume[number + 1] if number + 1 < len(resume) else None
        new = piece.gap or piece.kind == "heading" or (number and resume[number - 1].kind != piece.kind)
        lines += [""] if new and lines else []
        text = re.sub(r"([*_`\[\]<>\\#|])", r"\\\1", piece.text)
        breaks = piece.kind == "line" and behind is not None and behind.kind == "line" and not behind.gap
        mark = {"heading": "## ", "item": "- ", "line": ""}[piece.kind]
        lines.append(mark + text + ("  " if breaks else ""))
    return ("\n".join(lines) + "\n").encode()


def as_word(resume: list[Piece]) -> bytes:
    """A Word file with its own styles for headings and lists."""
    made = docx.Document()
    for piece in resume:
        if piece.gap and piece.kind == "line":
            made.add_paragraph("")
        if piece.kind == "heading":
            made.add_heading(piece.text, 2)
        else:
            made.add_paragraph(piece.text, style="List Bullet" if piece.kind == "item" else None)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_pdf(resume: list[Piece], margin: int = 50) -> bytes:
    """A PDF of one column, set by Typst: bold headings, bullets, lines broken where the column ends; `margin` in points."""
    import typst

    lines = [f"#set page(margin: {margin}pt)", "#set text(size: 10pt, hyphenate: false)", "#set par(spacing: 0.65em)"]
    for piece in resume:
        text = '#"' + piece.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        lines += ["#v(0.6em)"] if piece.gap and piece.kind == "line" else []
        lines.append({"heading": f"== {text}", "item": f"- {text}", "line": f"{text}\n"}[piece.kind])
    return bytes(typst.compile("\n".join(lines).encode()))


FORMS: dict[str, Callable[[list[Piece]], bytes]] = {
    "txt": as_text,
    "md": as_markdown,
    "docx": as_word,
    "pdf": as_pdf,
}
