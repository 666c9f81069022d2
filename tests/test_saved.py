"""Pages saved in one file, and mails: the page, or the frame with the posting; never what stands around it."""

from __future__ import annotations

import plistlib
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import Limits
from resumefit.errors import DamagedError, FileTypeError, NoTextError, ProtectedError, TooLargeError, UnreadableError
from resumefit.reading.document import Document, Fact
from resumefit.reading.kinds import media_of
from resumefit.reading.read import read_document

PAGES = Path(__file__).parent / "fixtures" / "html"
POSTING = (PAGES / "smartrecruiters.html").read_text("utf-8")
COMPANY = (
    "<html><head><title>Jobs</title></head><body><nav><a href='/'>Home</a><a href='/jobs'>Our jobs</a></nav>"
    "<h1>Work with us</h1><iframe src='cid:frame-1@mhtml.blink'></iframe><footer>All rights reserved</footer></body></html>"
)
SAID = ("Trace faults in 24-volt", "Three years in heavy-vehicle repair", "boots every spring")
FRAME = ("cookies", "Depot Cleaner", "Powered by", "Home", "rights reserved")


def mhtml(*pages: str, encoding: str = "utf-8") -> bytes:
    """A page and its frames as Chrome saves them."""
    whole = MIMEMultipart("related", type="text/html", boundary="----MultipartBoundary--x----")
    for number, page in enumerate(pages):
        part = MIMEText(page, "html", encoding)
        part["Content-ID"] = f"<frame-{number}@mhtml.blink>"
        part["Content-Location"] = "https://example.org/jobs"
        whole.attach(part)
    whole.attach(MIMEText("body{color:red}", "css"))
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/jobs\r\nSubject: Jobs\r\n"
    return head.encode() + whole.as_bytes()


def webarchive(*pages: str, form: plistlib.PlistFormat = plistlib.FMT_BINARY, encoding: str = "UTF-8") -> bytes:
    """A page and its frames as Safari saves them."""

    def resource(page: str) -> dict[str, object]:
        return {
            "WebResourceData": page.encode(encoding),
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": encoding,
            "WebResourceURL": "https://example.org/jobs",
        }

    main, *frames = pages
    archive = {
        "WebMainResource": resource(main),
        "WebSubframeArchives": [{"WebMainResource": resource(frame)} for frame in frames],
    }
    return plistlib.dumps(archive, fmt=form)


def mail(html: str = "", text: str = "", attached: bytes = b"", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Ina Möller <ina@example.org>"
    message["Subject"] = "Bus Mechanic – our opening"
    message["Message-ID"] = "<1@example.org>"
    for name, value in headers.items():
        message[name] = value
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="pdf", filename="posting.pdf")
    return bytes(message)


def check(document: Document, media: str) -> None:
    assert document.source.media == media
    assert [each for each in SAID if each not in document.text] == []
    assert [each for each in FRAME if each in document.text] == []
    assert any(line.role == "item" for line in document.lines)


@pytest.mark.parametrize("pages", [(POSTING,), (COMPANY, POSTING), (POSTING, COMPANY), (COMPANY, "<p>ad</p>", POSTING)])
def test_the_page_or_the_frame_with_the_posting(pages: tuple[str, ...]) -> None:
    check(read_document(mhtml(*pages)), "mhtml")
    check(read_document(webarchive(*pages)), "webarchive")
    check(read_document(webarchive(*pages, form=plistlib.FMT_XML)), "webarchive")


def test_a_page_with_a_posting_keeps_it_though_a_frame_has_one_too() -> None:
    other = POSTING.replace("Bus Mechanic", "Depot Clerk").replace("Trace faults", "File papers " * 50)
    check(read_document(mhtml(POSTING, other)), "mhtml")


def test_encodings_that_the_wrapping_names() -> None:
    page = "<html><body><p>Zürich “Käse” – crème</p></body></html>"
    for encoding in ("utf-8", "cp1252", "utf-16"):
        assert read_document(mhtml(page, encoding=encoding)).text == "Zürich “Käse” – crème"
        assert read_document(webarchive(page, encoding=encoding)).text == "Zürich “Käse” – crème"


def test_a_mail_is_read_as_html_else_as_text() -> None:
    facts = (Fact("sender", "Ina Möller <ina@example.org>"), Fact("headline", "Bus Mechanic – our opening"))
    document = read_document(mail(html=POSTING, text="See the HTML"))
    check(document, "email")
    assert document.facts[-2:] == facts
    assert document.fact("title") == "Bus Mechanic"
    document = read_document(mail(text="We need a mechanic.\n\n- SQL\n- Go\n", attached=b"%PDF-1.7"))
    assert [(line.role, document.quote(line.span)) for line in document.lines] == [
        ("text", "We need a mechanic."),
        ("item", "SQL"),
        ("item", "Go"),
    ]
    assert document.facts == facts
    assert document.notes == (
        "1 attachment of this mail not read: if the posting is among them, save it and give that",
    )


def test_words_that_a_mail_hides_are_set_apart() -> None:
    document = read_document(mail(html="<p style='display:none'>preheader</p><p>We need Python</p>"))
    assert (document.text, [word.text for word in document.hidden]) == ("We need Python", ["preheader"])


def test_a_forwarded_text_without_its_signs_of_quoting() -> None:
    assert read_document(mail(text="> We need:\n> - SQL\n")).text == "We need:\n- SQL\n"


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (mail(attached=b"%PDF-1.7", text=" "), NoTextError, "attached"),
        (b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nabc", ProtectedError, "encrypted"),
        (
            b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
            DamagedError,
            "page",
        ),
        (b"bplist00....", DamagedError, "damaged"),
        (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), FileTypeError, "property list"),
        (plistlib.dumps({"WebMainResource": {"WebResourceData": "x"}}), NoTextError, "without a page"),
        (webarchive("<html><body><div id='app'></div></body></html>"), NoTextError, "script"),
        (mhtml("<html>" + "<i>" * 100_000), TooLargeError, "tags"),
        (mhtml(POSTING) + b"\nContent-Type: multipart/mixed; boundary=y\n" * 60, TooLargeError, "too many parts"),
    ],
)
def test_what_is_refused(data: bytes, kind: type[UnreadableError], says: str) -> None:
    with pytest.raises(kind, match=says) as caught:
        read_document(data, name="file", isolate=False)
    assert "\n" not in str(caught.value)


def test_limits_hold_inside() -> None:
    for data in (mhtml(POSTING), webarchive(POSTING), mail(html=POSTING)):
        with pytest.raises(TooLargeError, match="characters"):
            read_document(data, limits=Limits(characters=300), isolate=False)


@pytest.mark.parametrize(
    "text",
    [
        "From: HR\nSubject: Mechanic\n\nWe need you",
        "Name: Jane Roe\nPhone: 555\n\nSkills: SQL",
        "Message-ID is a header of mails: no mail at all",
    ],
)
def test_a_text_that_looks_a_little_like_a_mail_is_a_text(text: str) -> None:
    assert media_of(text.encode(), "file") == "text"


SOURCES = [mhtml(POSTING), webarchive(POSTING), mail(html=POSTING, text="x", attached=b"%PDF")]


@given(st.sampled_from(SOURCES), st.integers(0, 10_000), st.binary(max_size=30))
def test_broken_files_end_in_text_or_an_error_of_ours(data: bytes, at: int, junk: bytes) -> None:
    at %= len(data)
    try:
        document = read_document(data[:at] + junk + data[at + len(junk) :], isolate=False)
    except UnreadableError:
        return
    assert any(map(str.isalnum, document.text))
