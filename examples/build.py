"""Rebuild the PDF and DOCX resumes in examples/resumes from the data in examples/sources.

    python examples/build.py

No network, and only fonts that ship with Typst and reportlab. Dates and zip
timestamps are fixed, so an unchanged source gives the same bytes again.
"""

import io
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import reportlab
import typst
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    SimpleDocTemplate,
)
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
RESUMES = HERE / "resumes"
BUILT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A job or a degree: what, where, when, and what came of it."""

    title: str
    org: str
    place: str
    dates: str
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and whichever of the five kinds of content stand under it."""

    heading: str
    text: str
    entries: tuple[Entry, ...]
    groups: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    table: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cv:
    """One person's resume, as its TOML file in examples/sources states it."""

    name: str
    headline: str
    contact: tuple[str, ...]
    sections: tuple[Section, ...]


def load(path: Path) -> Cv:
    """Read a resume's TOML file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(_section(raw) for raw in data["sections"])
    return Cv(data["name"], data["headline"], tuple(data["contact"]), sections)


def _section(raw: dict[str, Any]) -> Section:
    entries = (Entry(**{**entry, "bullets": tuple(entry["bullets"])}) for entry in raw.get("entries", ()))
    return Section(
        heading=raw["heading"],
        text=raw.get("text", ""),
        entries=tuple(entries),
        groups=tuple((group["name"], ", ".join(group["items"])) for group in raw.get("groups", ())),
        lines=tuple(raw.get("lines", ())),
        table=tuple((left, right) for left, right in raw.get("table", ())),
    )


# PDF by Typst: the layout is a .typ file that reads the same TOML.


def typst_pdf(template: str) -> Callable[[Path], bytes]:
    """Return a builder that typesets a resume's TOML file with `template`."""

    def build(source: Path) -> bytes:
        compiler = typst.Compiler(
            SOURCES / template,
            root=SOURCES,
            font_paths=[Path(reportlab.__file__).parent / "fonts"],
            ignore_system_fonts=True,
            sys_inputs={"data": source.name},
        )
        pdf = compiler.compile(format="pdf", timestamp=BUILT)
        if not isinstance(pdf, bytes):
            raise TypeError(f"{template}: expected one PDF, got {type(pdf).__name__}")
        return pdf

    return build


# PDF by reportlab, in the standard Helvetica.

FRAME_PADDING = 6  # what SimpleDocTemplate leaves free at either side
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13.4)
RIGHT = ParagraphStyle("right", BODY, alignment=TA_RIGHT)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=13, bulletIndent=3, spaceAfter=2.5)
NAME = ParagraphStyle("name", BODY, fontName="Helvetica-Bold", fontSize=21, leading=26)
HEADLINE = ParagraphStyle("headline", BODY, fontSize=12, leading=16)
CONTACT = ParagraphStyle("contact", BODY, spaceAfter=4)
HEADING = ParagraphStyle(
    "heading",
    BODY,
    fontName="Helvetica-Bold",
    fontSize=11.5,
    leading=14,
    textColor=HexColor("#7a3b10"),
    spaceBefore=12,
)


def reportlab_pdf(source: Path) -> bytes:
    """Lay a resume out with reportlab: one column, dates at the right margin."""
    cv = load(source)
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=LETTER,
        leftMargin=60,
        rightMargin=60,
        topMargin=50,
        bottomMargin=50,
        title=f"{cv.name}, {cv.headline}",
        author=cv.name,
        invariant=1,
    )
    story: list[Flowable] = [
        PdfParagraph(escape(cv.name), NAME),
        PdfParagraph(escape(cv.headline), HEADLINE),
        PdfParagraph(escape("  |  ".join(cv.contact)), CONTACT),
    ]
    for section in cv.sections:
        story += _pdf_section(section, template.width - 2 * FRAME_PADDING)
    template.build(story)
    return out.getvalue()


def _pdf_section(section: Section, width: float) -> list[Flowable]:
    rule = HRFlowable(width="100%", thickness=0.7, color=HEADING.textColor, spaceBefore=2, spaceAfter=5)
    parts: list[Flowable] = [PdfParagraph(escape(section.heading), HEADING), rule]
    if section.text:
        parts.append(PdfParagraph(escape(section.text), BODY))
    parts += [PdfParagraph(f"<b>{escape(name)}:</b> {escape(items)}", BODY) for name, items in section.groups]
    parts += [_pdf_bullet(line) for line in section.lines]
    blocks = [_pdf_entry(entry, width) for entry in section.entries]
    first = blocks[0] if blocks else []
    return [KeepTogether(parts + first), *(KeepTogether(block) for block in blocks[1:])]


def _pdf_entry(entry: Entry, width: float) -> list[Flowable]:
    left = PdfParagraph(f"<b>{escape(entry.title)}</b><br/>{escape(entry.org)}, {escape(entry.place)}", BODY)
    head = PdfTable(
        [[left, PdfParagraph(escape(entry.dates), RIGHT)]],
        colWidths=[width - 130, 130],
        style=[
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ],
    )
    return [head, *(_pdf_bullet(bullet) for bullet in entry.bullets)]


def _pdf_bullet(text: str) -> Flowable:
    return PdfParagraph(escape(text), BULLET, bulletText="\u2022")


# DOCX by python-docx.


def table_docx(source: Path) -> bytes:
    """Write a resume with contact data in the page header and facts in tables."""
    cv = load(source)
    document = _new_docx(cv, font="Arial", colour=RGBColor(0x1B, 0x4D, 0x6B))
    header = document.sections[0].header
    _run(header.paragraphs[0], cv.name, bold=True, size=18)
    header.add_paragraph(cv.headline).paragraph_format.space_after = Pt(0)
    header.add_paragraph("  |  ".join(cv.contact)).paragraph_format.space_after = Pt(10)
    for section in cv.sections:
        document.add_heading(section.heading, level=1)
        if section.text:
            document.add_paragraph(section.text)
        if section.table:
            _fact_table(document, section)
        if section.entries:
            _entry_table(document, section)
        _bullets(document, section.lines)
    return _docx_bytes(document)


def heading_docx(source: Path) -> bytes:
    """Write a resume in Word's own styles: title, headings, list bullets, no tables."""
    cv = load(source)
    document = _new_docx(cv, font="Times New Roman", colour=RGBColor(0x33, 0x33, 0x33))
    document.add_heading(cv.name, level=0).paragraph_format.space_after = Pt(6)
    document.add_paragraph(cv.headline, style="Subtitle")
    document.add_paragraph("  |  ".join(cv.contact))
    for section in cv.sections:
        document.add_heading(section.heading, level=1)
        _plain_section(document, section)
    return _docx_bytes(document)


def _plain_section(document: Document, section: Section) -> None:
    if section.text:
        document.add_paragraph(section.text)
    for entry in section.entries:
        document.add_heading(entry.title, level=2)
        line = document.add_paragraph(f"{entry.org}, {entry.place}\t{entry.dates}")
        line.paragraph_format.tab_stops.add_tab_stop(_text_width(document), WD_TAB_ALIGNMENT.RIGHT)
        line.paragraph_format.keep_with_next = bool(entry.bullets)
        _bullets(document, entry.bullets)
    for name, items in section.groups:
        paragraph = document.add_paragraph()
        _run(paragraph, f"{name}: ", bold=True)
        paragraph.add_run(items)
    _bullets(document, section.lines)


def _bullets(document: Document, texts: tuple[str, ...]) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def _fact_table(document: Document, section: Section) -> None:
    """Two bordered columns; the narrow one holds whichever texts are shorter."""
    left_is_wide = sum(len(left) - len(right) for left, right in section.table) > 0
    narrow, wide = Inches(2.1), _text_width(document) - Inches(2.1)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for left, right in section.table:
        cells = table.add_row().cells
        _fill(cells[0], left, bold=not left_is_wide)
        _fill(cells[1], right)
    for row in table.rows[:-1]:
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    _set_widths(table, (wide, narrow) if left_is_wide else (narrow, wide))


def _entry_table(document: Document, section: Section) -> None:
    """One unbordered row per job: dates on the left, the job on the right."""
    table = document.add_table(rows=0, cols=2)
    for entry in section.entries:
        row = table.add_row()
        dates, job = row.cells
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _fill(dates, entry.dates)
        _fill(job, entry.title, bold=True)
        job.add_paragraph(f"{entry.org}, {entry.place}").paragraph_format.space_after = Pt(2)
        for bullet in entry.bullets:
            job.add_paragraph(bullet, style="List Bullet")
    _set_widths(table, (Inches(1.65), _text_width(document) - Inches(1.65)))


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _run(paragraph, text, bold=bold)


def _set_widths(table: Table, widths: tuple[int, int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _run(paragraph: Paragraph, text: str, *, bold: bool = False, size: float | None = None) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size) if size else None


def _text_width(document: Document) -> int:
    page = document.sections[0]
    return (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)


def _new_docx(cv: Cv, font: str, colour: RGBColor) -> Document:
    """Start a Letter-size document with fixed properties and one font throughout."""
    document = docx.Document()
    page = document.sections[0]
    page.left_margin = page.right_margin = Inches(0.9)
    page.top_margin = page.bottom_margin = Inches(0.7)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2"):
        _set_font(document, name, font, colour)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].font.color.rgb = None
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(10)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(5)
    document.styles["Subtitle"].paragraph_format.space_after = Pt(2)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(3)
    _set_properties(document, cv)
    return document


def _set_font(document: Document, style_name: str, font: str, colour: RGBColor) -> None:
    style = document.styles[style_name]
    style.font.name = font
    style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _set_properties(document: Document, cv: Cv) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = cv.name
    properties.title = f"{cv.name}, {cv.headline}"
    properties.comments = ""
    properties.created = properties.modified = BUILT.replace(tzinfo=None)


def _docx_bytes(document: Document) -> bytes:
    """Save, then pack the parts again with one fixed time, in their own order."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, BUILT.timetuple()[:6])
            new.writestr(info, old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


BUILDERS: dict[str, Callable[[Path], bytes]] = {
    "maya-okafor-backend-engineer.pdf": typst_pdf("one-column.typ"),
    "lucia-fontes-digital-marketing-manager.pdf": typst_pdf("sidebar.typ"),
    "andre-baptiste-logistics-coordinator.pdf": reportlab_pdf,
    "priya-raman-registered-nurse.docx": table_docx,
    "hannah-lindqvist-accountant.docx": heading_docx,
}


def build_all(target: Path = RESUMES) -> list[Path]:
    """Build every binary example into `target` and return the paths written."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, build in BUILDERS.items():
        path = target / name
        path.write_bytes(build((SOURCES / name).with_suffix(".toml")))
        written.append(path)
    return written


if __name__ == "__main__":
    for built in build_all():
        print(f"{built.stat().st_size:>7}  {built.relative_to(HERE)}")
