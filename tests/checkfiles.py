"""Files for the cases of the checks: resumes of made-up people as PDF and DOCX, with one thing wrong at a time.

Each function takes what a case gives as `args` and returns the bytes and the name of a file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.checkcases import RESUME
from tests.test_docx import OFFICE, box, cell, package, par, run, table
from tests.test_pdf import raw, stream

File = tuple[bytes, str]
NAME = "tess-wainwright-resume"
FONTS = ("Helvetica", "Times-Roman", "Courier", "Helvetica-Bold", "Times-Italic", "Vera")


# ---------------------------------------------------------------- PDF


def pdf(  # noqa: C901 - one argument for each thing that may be wrong
    *,
    page: Sequence[float] = (595, 842),
    margin: float = 54,
    size: float = 10,
    text: str = RESUME,
    title: str = "",
    author: str = "",
    password: str = "",
    owner: str = "",
    padding: float = 0,
    links: Sequence[str] = (),
    field: str = "",
    hidden: str = "",
    how: str = "white",
    spaced: str = "",
    spacing: float = 4,
    picture: Sequence[float] = (),
    bars: int = 0,
    dots: int = 0,
    rules: int = 0,
    fonts: int = 1,
    pages: int = 1,
    last: int = 0,
    blanks: bool = True,
    gap: float = 2.2,
    divided: int = 0,
    sidebar: str = "",
) -> File:
    """A resume drawn with reportlab.

    `padding` are megabytes of a picture, `links` addresses behind words, `hidden` words that are not seen in the way that
    `how` says, `spaced` a heading with so much `spacing` between its letters, `picture` (x, y, width, height), `bars` and
    `dots` drawn ratings, `rules` plain lines under headings, `fonts` a number of families, `last` lines on a page of their
    own, `blanks` false for words set one by one with a `gap`, `divided` words at ends of lines, `sidebar` a text beside.
    """
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))  # comes with reportlab
    file = io.BytesIO()
    encryption = StandardEncryption(password, ownerPassword=owner or password, canCopy=0) if password or owner else None
    canvas = Canvas(file, pagesize=tuple(page), encrypt=encryption, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    width = page[0] - 2 * margin
    left = margin
    if sidebar:
        left, width = margin + 170, width - 170
        _lines(canvas, sidebar.splitlines(), margin, page[1] - margin, 150, size)
    for number in range(pages):
        bottom = _lines(
            canvas, text.splitlines(), left, page[1] - margin, width, size, fonts=fonts, blanks=blanks, gap=gap
        )
        if number < pages - 1:
            canvas.showPage()
    canvas.setFont("Helvetica", size)
    y = bottom - 20
    for number in range(divided):
        canvas.drawString(
            left,
            y - 36 * number,
            f"Led, with the heads of nine departments in three countries and their planners, the yearly optimi{'-'}",
        )
        canvas.drawString(left, y - 36 * number - 12, f"zation of the budget of department {number}")
    y -= 36 * divided
    if spaced:
        canvas.drawString(left, y, spaced, charSpace=spacing)
        y -= 20
    _ratings(canvas, bars, dots, rules, left, y)
    for number, address in enumerate(links):
        canvas.drawString(left + 70 * number, y - 90, "profile")
        canvas.linkURL(address, (left + 70 * number, y - 92, left + 70 * number + 40, y - 80))
    if field:
        canvas.acroForm.textfield(name="f", value=field, x=left, y=40, width=200, height=16)
    _hide(canvas, hidden, how, left, y - 120)
    if picture:
        canvas.drawImage(_picture(8), *picture)
    if padding:
        canvas.drawImage(_picture(int((padding * 1_050_000 / 3) ** 0.5)), 500, 20, 10, 10)
    if last:
        canvas.showPage()
        _lines(canvas, [f"Reference {n}: on the board of the food bank" for n in range(last)], left, 780, width, size)
    canvas.showPage()
    canvas.save()
    return file.getvalue(), f"{NAME}.pdf"


def _lines(
    canvas: Canvas,
    lines: Sequence[str],
    x: float,
    y: float,
    width: float,
    size: float,
    *,
    fonts: int = 1,
    blanks: bool = True,
    gap: float = 2.2,
) -> float:
    """Draws lines, wrapped; returns how far down they reach."""
    for number, line in enumerate(lines):
        font = FONTS[number % fonts]
        canvas.setFont(font, size)
        for part in simpleSplit(line, font, size, width) or [""]:
            at = x
            for word in [part] if blanks else part.split():
                canvas.drawString(at, y, word)
                at += canvas.stringWidth(word, font, size) + gap
            y -= 1.25 * size
    return y


def _ratings(canvas: Canvas, bars: int, dots: int, rules: int, x: float, y: float) -> None:
    for number in range(bars):
        canvas.drawString(x, y - 14 * number, f"Skill{number}")
        canvas.setFillGray(0.85)
        canvas.rect(x + 60, y - 14 * number, 100, 6, stroke=0, fill=1)
        canvas.setFillGray(0.2)
        canvas.rect(x + 60, y - 14 * number, 40 + 10 * number, 6, stroke=0, fill=1)
    for number in range(dots):
        for dot in range(5):
            canvas.setFillGray(0.2 if dot < 3 else 0.85)
            canvas.circle(x + 260 + 10 * dot, y - 14 * number, 3, stroke=0, fill=1)
    for number in range(rules):
        canvas.setFillGray(0.3)
        canvas.rect(x, y - 14 * number, 200, 2.5, stroke=0, fill=1)
    canvas.setFillGray(0)


def _hide(canvas: Canvas, words: str, how: str, x: float, y: float) -> None:
    if how == "white":
        canvas.setFillGray(1)
        canvas.drawString(x, y, words)
        canvas.setFillGray(0)
    elif how == "tiny":
        canvas.setFont("Helvetica", 1)
        canvas.drawString(x, y, words)
    elif how == "on dark":
        canvas.rect(x - 5, y - 5, 300, 20, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(x, y, words)
        canvas.setFillGray(0)
    else:
        canvas.drawString(-900, y, words)


def _picture(side: int) -> ImageReader:
    """A picture of noise, which packs no smaller than it is."""
    import random

    noise = random.Random(7).randbytes(3 * side * side)  # noqa: S311 - of a test
    return ImageReader(Image.frombytes("RGB", (side, side), noise))


def pages(*, texts: Sequence[str], size: float = 10, margin: float = 54) -> File:
    """A PDF with a page for each text."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for text in texts:
        _lines(canvas, text.splitlines(), margin, 842 - margin, 595 - 2 * margin, size)
        canvas.showPage()
    canvas.save()
    return file.getvalue(), f"{NAME}.pdf"


def raw_pdf(
    *,
    font: str = "/Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
    other: str = "X",
    unmapped: int = 0,
    scan: bool = False,
    picture: bool = False,
    annotation: str = "",
    contents: str = "",
    words: int = 400,
) -> File:
    """A resume written byte by byte.

    `font` after /Subtype, the name of an `other` one, glyphs that no map names, a picture over all of the page (`scan`: with
    its text invisible), an annotation of a subtype with its contents, only so many words.
    """
    kept = " ".join(RESUME.split(" ")[:words])
    lines = [line.replace("(", "").replace(")", "").replace("£", "") for line in kept.splitlines()]
    drawn = b"".join(b"(%s) Tj T* " % line.encode("latin-1", "replace") for line in lines)
    mode = b"3 Tr " if scan else b""
    content = b"BT %s/F1 10 Tf 12 TL 50 800 Td %s ET" % (mode, drawn)
    if unmapped:
        content += b" BT /F2 10 Tf 50 60 Td <%s> Tj ET" % (b"0001" * unmapped)
    if scan or picture:
        content = b"q 595 0 0 842 0 0 cm /I Do Q " + content
    annotations = (
        b"/Annots [<< /Type /Annot /Subtype /%s /Rect [300 700 420 720] /Contents (%s) >>]"
        % (annotation.encode(), contents.encode())
        if annotation
        else b""
    )
    name = font.split("/BaseFont /")[1].split(maxsplit=1)[0].encode()
    image = b"/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    )
    data = raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /I 8 0 R >> >> >>" % annotations,
        stream(content),
        b"<< /Type /Font /Subtype %s /FirstChar 32 /LastChar 255 /Widths [%s] /FontDescriptor 9 0 R >>"
        % (font.encode(), b"500 " * 224),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
        % other.encode(),
        descendant + b" /Supplement 0 >> >>",
        stream(b"\xff", image),
        b"<< /Type /FontDescriptor /FontName /%s /Flags 32 /Ascent 800 /Descent -200 /FontBBox [0 -200 1000 800] >>"
        % name,
    )
    return data, f"{NAME}.pdf"


# ---------------------------------------------------------------- DOCX


def docx(
    *,
    text: str = RESUME,
    header: Sequence[str] = (),
    footer: Sequence[str] = (),
    in_table: Sequence[str] = (),
    in_box: Sequence[str] = (),
    columns: int = 1,
    margin: int = 1440,
    size: int = 22,
    page: Sequence[int] = (12240, 15840),
    author: str = "",
    saved_by: str = "",
    title: str = "",
    remarks: Sequence[str] = (),
    inserted: str = "",
    deleted: str = "",
    links: Sequence[str] = (),
    hidden: str = "",
    without: Sequence[str] = (),
) -> File:
    """A resume as Word writes it; `size` in half points, `margin` and `page` in twentieths of a point, `without` lines of the
    text that are left out of the body, a tab between two cells of a row of `in_table`."""
    lines = [line for line in text.splitlines() if line not in without]
    body = "".join(par(run(_escaped(line), f'<w:sz w:val="{size}"/>')) for line in lines)
    body += par(box("".join(par(one) for one in in_box))) if in_box else ""
    rows = ["".join(cell(_escaped(one)) for one in row.split("\t")) for row in in_table]
    body += table(*rows) if rows else ""
    body += par(f"<w:ins>{run(inserted)}</w:ins>") if inserted else ""
    body += par(f'<w:del><w:r><w:delText xml:space="preserve">{deleted}</w:delText></w:r></w:del>') if deleted else ""
    body += par(run(hidden, "<w:vanish/>")) if hidden else ""
    relations, parts = "", {}
    for number, address in enumerate(links):
        relations += (
            f'<Relationship Id="l{number}" Type="{OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
        )
        body += par(f'<w:hyperlink r:id="l{number}">{run("profile")}</w:hyperlink>')
    section = ""
    for kind, lines_of in (("header", header), ("footer", footer)):
        if lines_of:
            relations += f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}1.xml"/>'
            content = "".join(par(_escaped(one)) for one in lines_of)
            parts[f"word/{kind}1.xml"] = _part({"header": "hdr", "footer": "ftr"}[kind], content)
            section += f'<w:{kind}Reference w:type="default" r:id="{kind}"/>'
    if remarks:
        relations += f'<Relationship Id="remarks" Type="{OFFICE}/comments" Target="comments.xml"/>'
        content = "".join(f'<w:comment w:id="{n}">{par(_escaped(one))}</w:comment>' for n, one in enumerate(remarks))
        parts["word/comments.xml"] = _part("comments", content)
    section += f'<w:pgSz w:w="{page[0]}" w:h="{page[1]}"/>'
    section += (
        f'<w:pgMar w:left="{margin}" w:right="{margin}" w:top="1440" w:bottom="1440"/><w:cols w:num="{columns}"/>'
    )
    parts |= _properties(author, saved_by, title)
    return package(f"{body}<w:sectPr>{section}</w:sectPr>", parts, relations), f"{NAME}.docx"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") or " "


def _part(root: str, content: str) -> bytes:
    from tests.test_docx import NAMESPACES

    return f'<?xml version="1.0"?><w:{root} {NAMESPACES}>{content}</w:{root}>'.encode()


def _properties(author: str, saved_by: str, title: str) -> dict[str, bytes]:
    """The core properties, and the package's relations with them among these."""
    core = "http://schemas.openxmlformats.org/package/2006"
    relations = (
        f'<Relationships xmlns="{core}/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="c" Type="{core}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    )
    told = (
        f'<cp:coreProperties xmlns:cp="{core}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{saved_by}</cp:lastModifiedBy></cp:coreProperties>"
    )
    return {"_rels/.rels": relations.encode(), "docProps/core.xml": told.encode()}
