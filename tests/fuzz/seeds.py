"""Files to damage: the examples, fixtures, files made here, and those of the shared corpus where it is present."""

from __future__ import annotations

import io
import json
import quopri
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.mutate import packed, unpacked

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
LARGEST = 1_000_000  # bytes; larger files spend the time on copying
OWN = ("pdf", "html", "json", "rtf", "odt")
KINDS = {
    f".{suffix}": kind
    for kind, suffixes in (("docx", "docx dotx docm"), ("mail", "eml mht mhtml"), *zip(OWN, OWN, strict=True))
    for suffix in suffixes.split()
}
TEXTS = (".txt", ".md")
LINES = (
    "Jane Roe, backend engineer",
    "EXPERIENCE",
    "Software engineer, Larkspur Health, March 2019 - Present",
    "• Built a queue in Python and PostgreSQL that 40 teams use",
    "SKILLS",
    "Python, Go, SQL, Docker, Kubernetes, project management",
)


class Seed(NamedTuple):
    """A file to damage. `kind` is a key of words.WORDS."""

    name: str
    kind: str
    data: bytes


def seeds(*, corpus: bool = True) -> list[Seed]:
    """All files to damage, in an order that does not change; without the corpus it is the same on every machine."""
    return [*_made(), *_stored(corpus=corpus)]


def _stored(*, corpus: bool) -> Iterator[Seed]:
    folders = [ROOT / "examples" / "resumes", ROOT / "examples" / "postings", ROOT / "tests" / "fixtures"]
    folders += [CORPUS / name for name in ("pdf", "docx", "postings", "hostile")] if corpus else []
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            kind = KINDS.get(path.suffix, "text" if path.suffix in TEXTS else "")
            if kind and path.is_file() and 0 < path.stat().st_size <= LARGEST:
                yield Seed(path.name, kind, path.read_bytes())


def _made() -> Iterator[Seed]:
    yield Seed("made-plain.pdf", "pdf", _reportlab(compressed=False))
    yield Seed("made-packed.pdf", "pdf", _reportlab(compressed=True))
    yield Seed("made-locked.pdf", "pdf", _reportlab(compressed=True, password="secret"))  # noqa: S106
    yield Seed("made-owner-locked.pdf", "pdf", _reportlab(compressed=False, password=""))
    yield Seed("made-typst.pdf", "pdf", _typst())
    yield Seed("made-table.docx", "docx", _docx())
    yield Seed("made-resume.json", "json", json.dumps(_resume(), indent=1).encode())
    yield Seed("made-posting.html", "html", _html().encode())
    yield Seed("made-posting.mhtml", "mail", _mail(_html(), "related"))
    yield Seed("made-mail.eml", "mail", _mail(_html(), "alternative"))
    yield Seed("made-resume.rtf", "rtf", _rtf())
    yield Seed("made-resume.odt", "odt", _odt())
    yield Seed("made-utf16.txt", "text", "\n".join(LINES).encode("utf-16"))
    yield Seed("made-1252.txt", "text", "\r\n".join(LINES).encode("cp1252", "replace"))


def _reportlab(*, compressed: bool, password: str | None = None) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    lock = None if password is None else StandardEncryption(password, "owner", strength=128)
    out = io.BytesIO()
    # invariant: neither the time nor a random id goes into the file
    canvas = Canvas(out, pagesize=(595, 842), pageCompression=int(compressed), encrypt=lock, invariant=True)
    canvas.beginForm("stamp")
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(0, 0, "References on request")
    canvas.endForm()
    for page in range(2):
        for number, line in enumerate(LINES):
            canvas.setFont("Helvetica-Bold" if line.isupper() else "Helvetica", 11)
            canvas.drawString(50 + 250 * (number % 2) * page, 780 - 16 * number, line)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(50, 100, "ninja rockstar")
        canvas.rect(40, 60, 200, 20, fill=1)
        canvas.doForm("stamp")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _typst() -> bytes:
    import typst

    body = "\n\n".join(line.replace("•", "-") for line in LINES)
    # no date, for the file is to be the same tomorrow
    table = "#table(columns: 2)[Python][5 years][Go][2 years]"
    source = f"#set document(date: none)\n#set page(columns: 2)\n= Jane Roe\n{body}\n{table}\n"
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Jane Roe", 1)
    for line in LINES:
        document.add_paragraph(line.removeprefix("• "), "List Bullet" if line.startswith("•") else None)
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Python"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "nested"
    document.sections[0].header.paragraphs[0].text = "jane@example.org"
    out = io.BytesIO()
    document.save(out)
    return packed(unpacked(out.getvalue()))


def _resume() -> dict[str, object]:
    work = {"name": "Larkspur Health", "position": "Engineer", "startDate": "2019-03", "highlights": list(LINES[3:4])}
    skills = [{"name": "Backend", "keywords": ["Python", "Go"]}]
    return {"basics": {"name": "Jane Roe", "summary": LINES[0]}, "work": [work] * 3, "skills": skills}


def _html() -> str:
    items = "".join(f"<li>{line}</li>" for line in LINES)
    posting = {"@type": "JobPosting", "title": "Engineer", "description": f"<ul>{items}</ul>"}
    data = json.dumps({"@context": "https://schema.org", **posting})
    return (
        f"<!doctype html><html><head><title>Job</title><script type='application/ld+json'>{data}</script></head>"
        f"<body><nav><a href='/'>Home</a></nav><main><h1>Engineer</h1><ul>{items}</ul><table><tr><td>Pay</td></tr></table>"
        "</main><footer>Cookies</footer></body></html>"
    )


def _mail(page: str, kind: str) -> bytes:
    head = (
        f'From: <Saved by Blink>\nSubject: Job\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="cut"\n\n'
    )
    text = "--cut\nContent-Type: text/plain; charset=utf-8\n\n" + "\n".join(LINES) + "\n"
    html = (
        b"--cut\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        b"Content-Location: https://example.org/job\n\n" + quopri.encodestring(page.encode())
    )
    return (head + (text if kind == "alternative" else "")).encode() + html + b"\n--cut--\n"


def _rtf() -> bytes:
    def coded(text: str) -> str:
        return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)

    lines = "".join(f"{{\\b {coded(line)}}}\\par\n" if line.isupper() else f"{coded(line)}\\par\n" for line in LINES)
    table = "\\trowd\\cellx2000\\cellx4000 Python\\cell 5 years\\cell\\row\n"
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red255\\green255\\blue255;}\n"
    return f"{head}{lines}{table}{{\\cf1 ninja}}{{\\v hidden}}\\'95 caf\\'e9}}".encode("ascii")


def _odt() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    lines = "".join(f"<text:p>{line}</text:p>" for line in LINES)
    items = "<text:list><text:list-item><text:p>Led<text:s text:c='3'/>a team</text:p></text:list-item></text:list>"
    cell = "<table:table-cell><text:p>Go</text:p></table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    body = f"<office:text><text:h text:outline-level='1'>Jane</text:h>{lines}{items}{table}</office:text>"
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": f"<x {spaces}/>",
    }
    return packed({name: text.encode() for name, text in parts.items()})
