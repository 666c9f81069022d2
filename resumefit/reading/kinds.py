"""What kind of file bytes are, told by the bytes and never by the name; and what to say of kinds that are not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resumefit.errors import FileTypeError, NoTextError
from resumefit.reading import plain
from resumefit.reading.document import Media

if TYPE_CHECKING:
    from zipfile import ZipFile

_PDF_WITHIN = 1024  # bytes; PDF 1.7, annex H.3.4.1
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_PIECE = re.compile(
    r"<(?:title|meta|div|main|article|section|table|p|h[1-6]|ul|ol|span|script|style|b|strong|center|font|header|nav|a)\b",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"<\?xml[^<>]{0,200}\?>\s*")
_END_TAG = re.compile(r"</(?:p|li|div|ul|ol|h[1-6]|strong|b|td)>", re.IGNORECASE)
_LEAST_END_TAGS = 3
_RTF = b"{\\rtf"
_PLIST = re.compile(r"<!doctype\s+plist\b", re.IGNORECASE)
_ODT = b"application/vnd.oasis.opendocument.text"  # and its templates, by what follows


_PICTURE = (
    "is a picture, and a parser sees no words in it: give the file that it was made from, as PDF or DOCX; "
    "or save the picture as PDF and add --ocr"
)
_EXPORT = "export it as PDF or DOCX and give that"
_UNPACK = "unpack it and give the resume or posting in it"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", ""),  # looked at below: two letters are a text, too
    (b"\x7fELF", "is a program, no resume or posting: check that it is the right file"),
    (b"MZ\x90\0", "is a program, no resume or posting: check that it is the right file"),
    (b"\xcf\xfa\xed\xfe", "is a program, no resume or posting: check that it is the right file"),
    (b"\x1f\x8b", f"is a compressed file: {_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"is a compressed file: {_UNPACK}"),
    (b"Rar!\x1a\x07", f"is a compressed file: {_UNPACK}"),
    (b"BZh", ""),
    (b"\xfd7zXZ\0", f"is a compressed file: {_UNPACK}"),
    (b"SQLite format 3\0", "is a database, no resume or posting: check that it is the right file"),
    (b"%!PS", f"is a PostScript file: {_EXPORT}"),
)
# What tells the kinds of ZIP apart: the name of a part, and what to call the file
_ZIP_KINDS = (
    (re.compile(r"^xl/"), "an Excel workbook"),
    (re.compile(r"^ppt/"), "a PowerPoint presentation"),
    (re.compile(r"^Index/.*\.iwa$|^index\.apxl$|^Index\.zip$"), "a Pages, Numbers or Keynote file"),
    (re.compile(r"^META-INF/container\.xml$"), "an e-book (EPUB)"),
    (re.compile(r"^content\.xml$"), "an OpenDocument spreadsheet, presentation or drawing"),
)
_WORD_PART = re.compile(r"^word/document\d*\.xml$")
# Headers of a mail (RFC 5322), of which no text that was copied from a mail program has the ones that programs add
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):")
_MAIL_TRACES = frozenset((b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"))
_SENT = frozenset((b"to", b"received", b"message-id", b"return-path", b"delivered-to"))
_HEAD = 20_000  # bytes in which the headers that matter stand


def media_of(data: bytes, name: str) -> Media:
    """What the bytes are. Raises NoTextError (nothing there), FileTypeError and UndecodableError."""
    if not data.strip(b" \t\r\n\f\v\0"):
        raise NoTextError(f"{name} is empty: check that it was saved")
    if _is_pdf(data):
        return "pdf"
    if data.startswith(_OLE):
        return "docx"
    if data.startswith(_ZIP):
        return _zip_media(data, name)
    if data.startswith(b"bplist00"):
        return "webarchive"
    if data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_RTF):
        return "rtf"
    if mail := _mail_media(data):
        return mail
    if why := _not_read(data):
        raise FileTypeError(f"{name} {why}")
    return text_media(plain.decode(data, name), name)


def _not_read(data: bytes) -> str:
    """What to say of bytes of a kind that is not read, "" of any other."""
    if _is_picture(data):
        return _PICTURE
    return next((why for magic, why in _MAGIC if why and data.startswith(magic)), "")


def _is_pdf(data: bytes) -> bool:
    """A PDF header, and behind junk also an object, for a text may speak of %PDF."""
    at = data.find(b"%PDF-", 0, _PDF_WITHIN + 5)
    return at == 0 or (at > 0 and b" obj" in data)


def _is_picture(data: bytes) -> bool:
    bitmap = data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp"
    return bitmap or webp or heif


def _zip_media(data: bytes, name: str) -> Media:
    import io
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.namelist()
            mimetype = _start_of(package, "mimetype") if "mimetype" in parts else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return "docx"  # cut short; its reader says so
    if any(map(_WORD_PART.match, parts)):
        return "docx"
    if mimetype.startswith(_ODT) or (not mimetype and "content.xml" in parts):
        return "odt"
    for part, kind in _ZIP_KINDS:
        if any(map(part.match, parts)):
            raise FileTypeError(f"{name} is {kind}: {_EXPORT}")
    raise FileTypeError(f"{name} is a ZIP archive: {_UNPACK}")


def _start_of(package: ZipFile, part: str) -> bytes:
    with package.open(part) as stream:
        return stream.read(200)


def _mail_media(data: bytes) -> Media | None:
    """ "email" or "mhtml" where a text begins with the headers that programs write; None for any other."""
    names = set()
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    for line in head.split(b"\n"):
        if not line.strip():
            break
        found = _HEADER.match(line)
        if found:
            names.add(found[1].lower())
        elif not names or line[:1] not in b" \t":
            return None
    if not names & _MAIL_TRACES:
        return None
    by_browser = b"snapshot-content-location" in names or b"<saved by" in head[:1000].lower()
    if b"multipart/related" in head.lower() and (by_browser or not names & _SENT):
        return "mhtml"
    return "email" if b"from" in names else None


def text_media(text: str, name: str) -> Media:
    """What a text is. Raises NoTextError and FileTypeError."""
    start = text[:100_000].lstrip("\ufeff \t\r\n\f\v\0")
    if not start:
        raise NoTextError(f"{name} is empty: check that it was saved")
    start_tag = _behind_comments(start)
    if _PLIST.match(start_tag):
        return "webarchive"
    if _HTML.match(start_tag):
        return "html"
    from resumefit.reading import markdown

    if markdown.is_markdown(text):
        return "markdown"
    if _HTML_PIECE.match(start_tag) or len(_END_TAG.findall(start)) >= _LEAST_END_TAGS:
        return "html"
    if start.startswith(("<?xml", "<svg")):
        raise FileTypeError(f"{name} is an XML file, no resume or posting: {_EXPORT}")
    if re.match(r'[{\[]\s*["{\[\]}]', start) and text.rstrip().endswith(("}", "]")):
        return "json-resume"
    return "text"


def _behind_comments(text: str) -> str:
    """An HTML text from its first tag on."""
    declaration = _XML_DECLARATION.match(text)
    at = declaration.end() if declaration else 0
    while text.startswith("<!--", at):
        end = text.find("-->", at)
        if end < 0:
            break
        at = end + 3
        at += len(text[at : at + 1000]) - len(text[at : at + 1000].lstrip())
    return text[at : at + 100]
