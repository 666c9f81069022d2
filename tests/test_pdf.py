"""PDF -> Document: words as a person sees them, hidden ones apart, damaged files refused in one line."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.colors import black, white
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from resumefit.config import Limits
from resumefit.errors import DamagedError, NoTextError, ProtectedError, ResumefitError, TooLargeError
from resumefit.reading import pdf
from resumefit.reading.document import Document, Source, Style

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[Canvas], None]

A4 = (595, 842)


def made(*pages: Draw, **options: object) -> bytes:
    """A PDF with one page for each function that draws one."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def raw(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they stand."""
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, table)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def with_content(content: bytes, *more: bytes, resources: bytes = b"", extra: bytes = b"") -> bytes:
    """A page with this content; further objects are numbered from 6."""
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> %s >> >>" % resources,
        stream(content, extra),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *more,
    )


def read(data: bytes, password: str | None = None, limits: Limits | None = None) -> Document:
    return pdf.read(data, Source("resume.pdf", "pdf", len(data)), limits or Limits(), password)


def lines(document: Document) -> list[str]:
    return [document.quote(line.span) for line in document.lines]


def hidden(document: Document) -> dict[str, str]:
    return {word.text: word.why for word in document.hidden}


# ---------------------------------------------------------------- words


def test_words_are_told_apart_by_gaps_that_are_a_share_of_the_size() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(50, 700, "small")
        canvas.drawString(50 + canvas.stringWidth("small", "Helvetica", 6) + 1.4, 700, "words")

    assert read(made(draw)).text == "small words"


def test_fake_bold_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            canvas.drawString(50 + shift, 700, "Skills all well")

    assert read(made(draw)).text == "Skills all well"


@pytest.mark.parametrize("text", ["E X P E R I E N C E", "EXPERIENCE"])
def test_letter_spaced_heading_is_one_word(text: str) -> None:
    space = 0 if " " in text else 4

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, text, charSpace=space)
        canvas.drawString(50, 680, "Built a C compiler in C and R")

    assert lines(read(made(draw))) == ["EXPERIENCE", "Built a C compiler in C and R"]


def test_letter_spaced_words_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "W O R K   H I S T O R Y")

    assert read(made(draw)).text == "WORK HISTORY"


def test_ratings_in_single_letters_are_not_letter_spacing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "1 2 3 4 5 6 7")

    assert read(made(draw)).text == "1 2 3 4 5 6 7"


def test_superscript_stays_with_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 700)
        text.textOut("Ranked 1")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut("st")
        text.setFont("Helvetica", 10)
        text.setRise(0)
        text.textOut(" of 40")
        canvas.drawText(text)

    assert read(made(draw)).text == "Ranked 1st of 40"


def test_words_know_their_style() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.drawString(50, 700, "Education")

    style = read(made(draw)).words[0].style
    assert style == Style(font="Helvetica-Bold", size=14, bold=True, italic=False, color="#ff0000")


def test_boxes_are_where_the_words_stand() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Python")

    document = read(made(draw))
    ((page, box),) = document.boxes(document.words[0].span)
    assert page == 1
    assert (round(box.x0), round(box.top), round(box.bottom)) == (50, 134, 144)


def test_boxes_of_rotated_page_are_as_it_is_shown() -> None:
    content = b"BT /F1 10 Tf 0 1 -1 0 500 100 Tm (Sideways page) Tj ET"
    document = read(with_content(content).replace(b"/Type /Page ", b"/Type /Page /Rotate 90 "))
    assert document.text == "Sideways page"
    assert (document.pages[0].width, document.pages[0].height) == (842, 595)
    box = document.words[0].box
    assert (round(box.x0), round(box.bottom)) == (100, 502)


def test_text_that_runs_upwards_is_a_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Main text of the page")
        canvas.rotate(90)
        canvas.drawString(300, -40, "CURRICULUM VITAE")

    assert lines(read(made(draw))) == ["Main text of the page", "CURRICULUM VITAE"]


# ---------------------------------------------------------------- lines


def test_list_sign_is_dropped_and_noted() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Nurse")
        canvas.drawString(60, 686, "• Led a ward of twelve")
        canvas.drawString(60, 672, "• Trained six students")

    document = read(made(draw))
    assert [(line.role, document.quote(line.span)) for line in document.lines] == [
        ("text", "Nurse"),
        ("item", "Led a ward of twelve"),
        ("item", "Trained six students"),
    ]


def test_wrapped_item_is_one_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "• Planned and led the move of forty thousand patient records to the new system")
        canvas.drawString(58, 688, "without a day of downtime")
        canvas.drawString(50, 676, "• Wrote the handbook")

    assert [line.starts for line in read(made(draw)).lines] == [True, False, True]


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("optimi-", "zation", "optimization"),
        ("cross-", "functional", "cross-functional"),
        ("e-", "commerce", "e-commerce"),
        ("work-", "ing", "working"),
    ],
)
def test_word_divided_at_the_line_end(head: str, tail: str, whole: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, f"Responsible for planning and running the yearly {head}")
        canvas.drawString(50, 688, f"{tail} of the budget of the whole department")

    document = read(made(draw))
    assert whole in document.text
    parts = [word for word in document.words if word.span.start >= document.text.index(whole)][:2]
    assert parts[0].span.end == parts[1].span.start
    assert parts[0].box.top < parts[1].box.top


def test_paragraph_that_goes_on_overleaf_is_not_torn_by_the_sidebar() -> None:
    def first(canvas: Canvas) -> None:
        for number in range(10):
            canvas.drawString(50, 700 - 13 * number, f"Main line {number} of the long story of this career so far")
            canvas.drawString(450, 700 - 13 * number, f"Skill {number}")

    def second(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "and it goes on overleaf with more of the same story")

    document = read(made(first, second))
    assert "this career so far and it goes on" in " ".join(document.text.split())
    assert document.quote(document.pages[0].span).endswith("this career so far")


# ---------------------------------------------------------------- hidden text


def test_text_that_nobody_sees_is_set_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "visible")
        canvas.setFillColor(white)
        canvas.drawString(50, 650, "pale")
        canvas.setFillColor(black)
        canvas.setFont("Helvetica", 1)
        canvas.drawString(50, 600, "minute")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(700, 600, "outside")
        text = canvas.beginText(50, 550)
        text.setTextRenderMode(3)
        text.textOut("ghost")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        canvas.drawString(50, 500, "buried")
        canvas.setFillColorRGB(0, 0, 1)
        canvas.rect(40, 490, 200, 30, stroke=0, fill=1)

    document = read(made(draw))
    assert document.text == "visible"
    assert hidden(document) == {
        "pale": "white",
        "minute": "tiny",
        "outside": "off the page",
        "ghost": "invisible",
        "buried": "covered",
    }
    assert "5 hidden words" in document.notes[0]


def test_white_text_on_a_dark_ground_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.4)
        canvas.rect(0, 0, 200, 842, stroke=0, fill=1)
        canvas.roundRect(300, 700, 200, 40, 8, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.drawString(50, 600, "Sidebar")
        canvas.drawString(350, 715, "Rounded")

    document = read(made(draw))
    assert set(document.text.split()) == {"Sidebar", "Rounded"}
    assert not document.hidden


def test_text_in_the_color_of_its_ground_is_hidden() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.4)
        canvas.rect(0, 0, 200, 842, stroke=0, fill=1)
        canvas.drawString(50, 600, "kubernetes")
        canvas.drawString(300, 600, "seen")

    assert hidden(read(made(draw))) == {"kubernetes": "white"}


def test_highlighter_over_text_hides_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "marked")
        canvas.setFillColorRGB(1, 1, 0)
        canvas.setFillAlpha(0.4)
        canvas.rect(40, 690, 200, 30, stroke=0, fill=1)

    document = read(made(draw))
    assert document.text == "marked"
    assert not document.hidden


def test_form_is_painted_in_the_color_it_is_called_in() -> None:
    form = stream(b"BT /F1 10 Tf 50 700 Td (inherited) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    content = b"BT /F1 10 Tf 50 600 Td (plain) Tj ET 1 1 1 rg /X Do"
    document = read(with_content(content, form, resources=b"/XObject << /X 6 0 R >>"))
    assert (document.text, hidden(document)) == ("plain", {"inherited": "white"})


def test_layer_that_is_off_is_hidden() -> None:
    content = b"/OC /L BDC BT /F1 10 Tf 50 700 Td (layer) Tj ET EMC BT /F1 10 Tf 50 600 Td (shown) Tj ET"
    data = with_content(content, b"<< /Type /OCG /Name (L) >>", resources=b"/Properties << /L 6 0 R >>")
    data = data.replace(b"/Type /Catalog", b"/Type /Catalog /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>")
    document = read(data)
    assert (document.text, hidden(document)) == ("shown", {"layer": "hidden"})


def test_scan_with_its_ocr_text_is_read_and_said() -> None:
    image = stream(b"\xff", b"/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray")
    content = b"q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F1 10 Tf 50 700 Td (scanned words) Tj ET"
    document = read(with_content(content, image, resources=b"/XObject << /I 6 0 R >>"))
    assert document.text == "scanned words"
    assert "OCR" in document.notes[0]


# ---------------------------------------------------------------- files that cannot be read


def test_password() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "secret")

    data = made(draw, encrypt=StandardEncryption("opensesame", ownerPassword="other", canPrint=0))
    with pytest.raises(ProtectedError, match=r"resume\.pdf is password-protected"):
        read(data)
    with pytest.raises(ProtectedError, match="does not open"):
        read(data, "wrong")
    assert read(data, "opensesame").text == "secret"


def test_picture_without_text() -> None:
    with pytest.raises(NoTextError, match=r"no text layer: it is a picture"):
        read(with_content(b"0 0 100 100 re f"))


def test_font_without_a_map() -> None:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    inner = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    data = with_content(b"BT /F2 10 Tf 50 700 Td <000100020003> Tj ET", font, inner)
    with pytest.raises(NoTextError, match="no Unicode map"):
        read(data.replace(b"/F1 5 0 R", b"/F2 6 0 R"))


def test_only_hidden_text() -> None:
    with pytest.raises(NoTextError, match="hidden"):
        read(with_content(b"BT 3 Tr /F1 10 Tf 50 700 Td (ghost) Tj ET"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"no PDF at all", b"%PDF-1.7\n1 0 obj\n<<"])
def test_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises(DamagedError, match=r"resume\.pdf"):
        read(data)


def test_page_tree_that_holds_itself() -> None:
    data = raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    with pytest.raises(DamagedError):
        read(data)


def test_reference_to_itself() -> None:
    with pytest.raises(DamagedError):
        read(raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"2 0 R"))


def test_decompression_bomb() -> None:
    packed = zlib.compress(b" " * 5_000_000, 9)
    bomb = with_content(packed, extra=b"/Filter /FlateDecode")
    with pytest.raises(TooLargeError, match="unpacks to over 1,000,000 bytes"):
        read(bomb, limits=Limits(unpacked_bytes=1_000_000))


def test_stream_that_is_cut_short_gives_what_comes_before_the_damage() -> None:
    packed = zlib.compress(b"BT /F1 10 Tf 50 700 Td (kept) Tj ET " + bytes(range(256)) * 40)
    assert read(with_content(packed[:-60], extra=b"/Filter /FlateDecode")).text == "kept"


def test_too_many_pages_and_glyphs() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "one page of many")

    data = made(draw, draw, draw)
    with pytest.raises(TooLargeError, match="over 2 pages"):
        read(data, limits=Limits(pages=2))
    with pytest.raises(TooLargeError, match="over 20 characters"):
        read(data, limits=Limits(characters=20))


def test_forms_within_forms() -> None:
    def form(number: int) -> bytes:
        inner = b"/XObject << /X %d 0 R >>" % (number + 1)
        return stream(b"/X Do " * 10, b"/Subtype /Form /BBox [0 0 1 1] /Resources << " + inner + b" >>")

    forms = [form(number) for number in range(6, 16)]
    last = stream(b"", b"/Subtype /Form /BBox [0 0 1 1]")
    data = with_content(b"/X Do", *forms, last, resources=b"/XObject << /X 6 0 R >>")
    with pytest.raises(TooLargeError, match="forms within forms"):
        read(data)


def test_page_that_takes_too_long() -> None:
    with pytest.raises(TooLargeError, match="took longer than 0 s"):
        read(with_content(b"q Q " * 2_000), limits=Limits(seconds=0))


def test_font_that_claims_every_code_there_is() -> None:
    cmap = stream(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")
    data = with_content(b"BT /F1 10 Tf (x) Tj ET", cmap)
    data = data.replace(b"/Subtype /Type1", b"/Subtype /Type1 /ToUnicode 6 0 R")
    with pytest.raises(DamagedError):
        read(data)


def test_remarks_of_the_parser_stay_off_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    read(with_content(b"BT /F1 10 Tf 50 700 Td (text) Tj ET (a) (b) rg /Nothing gs Q Q"))
    assert capfd.readouterr().err == ""


def test_mutated_files_end_in_text_or_in_an_error_of_ours() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Maria Velasquez, registered nurse")

    data = made(draw, pageCompression=0)
    for place in range(0, len(data), 7):
        for value in (0, 60, 255):
            try:
                read(data[:place] + bytes([value]) + data[place + 1 :])
            except ResumefitError as error:
                assert "\n" not in str(error)  # noqa: PT017 - most of them give text


def test_naive_reading_is_what_pdfplumber_gives() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "left column")
        canvas.drawString(300, 700, "right column")

    assert pdf.read_naive(made(draw)) == "left column right column"
    with pytest.raises(NoTextError):
        pdf.read_naive(with_content(b""))
