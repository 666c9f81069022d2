"""DOCX: everything a reader of the document sees, once, and nothing that nobody sees."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import sys
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import Limits
from resumefit.errors import (
    DamagedError,
    FileTypeError,
    NoTextError,
    PasswordError,
    ProtectedError,
    ResumefitError,
    TooLargeError,
)
from resumefit.reading import docx
from resumefit.reading.document import Document, Source, Spot

SHARED = Path(__file__).parent.parent.parent / "shared"
EXAMPLES = Path(__file__).parent.parent / "examples" / "resumes"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{TRANSITIONAL}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/>
  <w:rPr><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
LISTS = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def package(
    body: str, parts: Mapping[str, str | bytes] | None = None, relations: str = "", strict: bool = False
) -> bytes:
    """A Word file of this body, with further parts and relations of the document."""

    def part(root: str, content: str) -> str:
        return f'<?xml version="1.0"?><w:{root} {NAMESPACES}>{content}</w:{root}>'

    def relation(number: str, kind: str, target: str) -> str:
        return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'

    start = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": start + relation("a", "officeDocument", "word/document.xml") + "</Relationships>",
        "word/_rels/document.xml.rels": start
        + relation("s", "styles", "styles.xml")
        + relation("n", "numbering", "/word/numbering.xml")
        + relations
        + "</Relationships>",
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", LISTS),
    }
    for name, content in (parts or {}).items():
        files[name] = part(name[5:8], content) if isinstance(content, str) and name.endswith(".xml") else content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, _as_strict(content) if strict and isinstance(content, str) else content)
    return out.getvalue()


def _as_strict(content: str) -> str:
    return content.replace(TRANSITIONAL, STRICT).replace(
        OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<w:p') else par(content)}</w:tc>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def read(data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    return docx.read(data, Source("resume.docx", "docx", len(data)), limits)


def texts(body: str) -> list[str]:
    document = read(package(body))
    return [document.quote(line.span) for line in document.lines]


def box(content: str, fill: str = "") -> str:
    shape = f"<wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    extent = '<wp:extent cx="3000000" cy="900000"/>'
    drawing = f"<w:drawing><wp:inline>{extent}<wps:wsp>{shape}</wps:wsp></wp:inline></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    both = f"<mc:Choice>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"


def test_roles_levels_and_styles_through_the_chain() -> None:
    document = read(
        package(
            par("Jane", '<w:pStyle w:val="Mine"/>')
            + par("Led a team", '<w:pStyle w:val="Bullets"/>')
            + par("Deep", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>')
            + par("No sign", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
            + par("Off", '<w:pStyle w:val="Bullets"/><w:numPr><w:numId w:val="0"/></w:numPr>')
            + par("• Typed")
            + par("J. Smith", '<w:pStyle w:val="Loop"/>')
            + par("Body", '<w:pStyle w:val="Mine"/><w:outlineLvl w:val="9"/>')
        )
    )
    assert [(document.quote(line.span), line.role, line.level) for line in document.lines] == [
        ("Jane", "heading", 1),
        ("Led a team", "item", 0),
        ("Deep", "item", 2),
        ("No sign", "text", 0),
        ("Off", "text", 0),
        ("Typed", "item", 0),
        ("J. Smith", "text", 0),
        ("Body", "text", 0),
    ]
    assert (document.lines[0].style.bold, document.lines[0].style.size) == (True, 14.0)
    assert (document.lines[1].style.bold, document.lines[1].style.size) == (False, 11.0)


def test_runs_breaks_tabs_symbols_and_tags_around_runs() -> None:
    wrapped = (
        f"<w:hyperlink>{run('link')}</w:hyperlink><w:smartTag>{run(' smart')}</w:smartTag>"
        f"<w:sdt><w:sdtContent>{run(' control')}</w:sdtContent></w:sdt><w:fldSimple>{run(' field')}</w:fldSimple>"
    )
    breaks = "<w:r><w:t>Title</w:t><w:br/><w:t>Firm</w:t><w:tab/><w:t>2019</w:t><w:noBreakHyphen/><w:t>20</w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0B7"/><w:tab/><w:t>Item</w:t></w:r>'
    document = read(package(par(wrapped) + par(breaks, '<w:tabs><w:tab w:pos="9"/></w:tabs>') + par(symbol)))
    assert [(document.quote(line.span), line.starts, line.role) for line in document.lines] == [
        ("link smart control field", True, "text"),
        ("Title", True, "text"),
        ("Firm 2019-20", True, "text"),
        ("Item", True, "item"),
    ]


def test_a_soft_break_in_an_item_goes_on_with_it() -> None:
    document = read(package(par("<w:r><w:t>One</w:t><w:br/><w:t>more</w:t></w:r>", '<w:pStyle w:val="Bullets"/>')))
    assert [(line.role, line.starts) for line in document.lines] == [("item", True), ("item", False)]


def test_codes_of_fields_are_out_and_results_in() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>HYPERLINK zzlink</w:instrText></w:r>"
    whole = mark("begin") + code + mark("separate") + run("shown") + mark("end") + run(" after")
    assert texts(par(whole)) == ["shown after"]
    assert texts(par(mark("begin") + code) + par("never closed")) == ["never closed"]


def test_tracked_changes_as_if_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>fourteen</w:delText></w:r></w:del>"
    document = read(
        package(
            par(run("Managed ") + deleted + f"<w:ins>{run('nineteen')}</w:ins>")
            + par(f"<w:moveFrom>{run('Walloon')}</w:moveFrom><w:moveTo>{run('Catalan')}</w:moveTo>")
            + par("first ", "<w:rPr><w:del/></w:rPr>")
            + par("second", "<w:pPrChange><w:pPr><w:pStyle w:val='Mine'/></w:pPr></w:pPrChange>")
            + table(f"<w:trPr><w:del/></w:trPr>{cell('gone')}", cell("stays"))
        )
    )
    assert document.text == "Managed nineteen\nCatalan\nfirst second\nstays"
    assert [(word.text, word.why) for word in document.hidden] == [("fourteen", "deleted")]


def test_what_nobody_sees_is_set_apart() -> None:
    document = read(
        package(
            par(
                run("seen")
                + run(" vanished", "<w:vanish/>")
                + run(" shown", '<w:vanish w:val="0"/>')
                + run(" styled", '<w:rStyle w:val="Gone"/>')
                + run(" white", '<w:color w:val="FEFEFE"/>')
                + run(" tiny", '<w:sz w:val="4"/>')
                + run(" lit", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>')
            )
            + table(cell(par(run("On blue", '<w:color w:val="FFFFFF"/>')), '<w:shd w:val="clear" w:fill="4472C4"/>'))
        )
    )
    assert document.text == "seen shown lit\n\nOn blue"
    assert [(word.text, word.why) for word in document.hidden] == [
        ("vanished", "hidden"),
        ("styled", "hidden"),
        ("white", "white"),
        ("tiny", "tiny"),
    ]
    assert any("hidden" in note for note in document.notes)


def test_white_text_on_a_filled_shape_is_seen() -> None:
    fill = '<a:solidFill><a:srgbClr val="203040"/></a:solidFill>'
    white = par(run("Jane Roe", '<w:color w:val="FFFFFF"/>'))
    assert texts(par(box(white, fill))) == ["Jane Roe"]
    assert texts(white + par(box(par("Nurse"), fill))) == ["Jane Roe", "Nurse"]


def test_text_boxes_and_nested_tables_once_and_in_order() -> None:
    inner = f"{par('before')}{table(cell('Terraform') + cell('Ansible'))}{par('after')}"
    document = read(package(par(run("anchor") + box(par("In the box"))) + table(cell("Skills") + cell(inner))))
    assert [(document.quote(line.span), line.place) for line in document.lines] == [
        ("In the box", "text box"),
        ("anchor", "body"),
        ("Skills", "table"),
        ("before", "table"),
        ("Terraform", "table"),
        ("Ansible", "table"),
        ("after", "table"),
    ]


def test_a_date_stands_on_the_line_that_it_dates() -> None:
    assert texts(table(cell("Miller, Birch Mill") + cell("2019 – Present"), cell("Skills") + cell("Milling"))) == [
        "Miller, Birch Mill | 2019 – Present",
        "Skills",
        "Milling",
    ]


def test_headers_footers_and_notes_once_each() -> None:
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{number}"/>'
        for kind, which, number in [
            ("header", "default", "h1"),
            ("header", "first", "h2"),
            ("header", "even", "h3"),
            ("footer", "default", "f1"),
        ]
    )
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    data = package(
        par(run("Thesis") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + f"<w:sectPr>{references}<w:titlePg/></w:sectPr>",
        {
            "word/hdr1.xml": par("jane@example.org"),
            "word/hdr2.xml": par("jane@example.org"),
            "word/hdr3.xml": par("even pages only"),
            "word/ftr1.xml": par("Right to work"),
            "word/footnotes.xml": note.format(1, par("unused")) + note.format(2, par("Supervised by Haddock")),
        },
        "".join(
            f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, kind, target in [
                ("h1", "header", "hdr1.xml"),
                ("h2", "header", "hdr2.xml"),
                ("h3", "header", "hdr3.xml"),
                ("f1", "footer", "ftr1.xml"),
                ("x", "footnotes", "footnotes.xml"),
            ]
        ),
    )
    document = read(data)
    assert [(document.quote(line.span), line.place) for line in document.lines] == [
        ("jane@example.org", "header"),
        ("Thesis", "body"),
        ("Supervised by Haddock", "footnote"),
        ("Right to work", "footer"),
    ]


def test_embedded_html() -> None:
    data = package(
        par("Top") + '<w:altChunk r:id="c"/>',
        {"word/chunk.html": b"<html><body><h2>Skills</h2><ul><li>Go</li></ul></body></html>"},
        f'<Relationship Id="c" Type="{OFFICE}/aFChunk" Target="chunk.html"/>',
    )
    document = read(data)
    assert [(document.quote(line.span), line.role) for line in document.lines] == [
        ("Top", "text"),
        ("Skills", "heading"),
        ("Go", "item"),
    ]


def anchored(content: str, x: int, y: int, width: int = 2_000_000, frame: str = "page") -> str:
    """A text box that floats: `x` and `y` in EMU from what `frame` names."""
    place = "".join(
        f'<wp:position{axis} relativeFrom="{frame}"><wp:posOffset>{at}</wp:posOffset></wp:position{axis}>'
        for axis, at in (("H", x), ("V", y))
    )
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{par(content)}</w:txbxContent></wps:txbx></wps:wsp>"
    extent = f'<wp:extent cx="{width}" cy="900000"/>'
    return f"<w:r><w:drawing><wp:anchor>{place}{extent}{shape}</wp:anchor></w:drawing></w:r>"


def test_text_boxes_in_the_order_of_their_places() -> None:
    boxes = [("right below", 4_000_000, 3_000_000), ("left below", 0, 3_000_000), ("right", 4_000_000, 2_000_000)]
    boxes += [("left", 0, 2_000_000)]
    whole = "".join(anchored(text, x, y) for text, x, y in boxes)
    wide = anchored("over both", 0, 100, 7_000_000)
    order = ["over both", "left", "left below", "right", "right below", "anchor"]
    assert texts(par(whole + wide + run("anchor"))) == order
    apart = "".join(par(anchored(text, x, y)) for text, x, y in boxes)
    assert texts(apart + par(wide + run("anchor"))) == order


def test_text_boxes_stay_with_the_text_between_them() -> None:
    assert texts(par(anchored("second", 0, 500)) + par("between") + par(anchored("first", 0, 0))) == [
        "second",
        "between",
        "first",
    ]
    by_paragraph = [par(anchored(text, 0, 0, frame="paragraph")) for text in ("one", "two")]
    assert texts("".join(by_paragraph)) == ["one", "two"]


def test_text_boxes_of_old_in_the_order_of_their_places() -> None:
    def old(text: str, top: int) -> str:
        style = f"position:absolute;margin-left:10pt;margin-top:{top}pt;width:90pt;height:20pt"
        box = f"<v:textbox><w:txbxContent>{par(text)}</w:txbxContent></v:textbox>"
        return f'<w:r><w:pict><v:shape style="{style}">{box}</v:shape></w:pict></w:r>'

    assert texts(par(old("below", 200) + old("above", 100))) == ["above", "below"]


def test_lines_and_hidden_words_know_where_they_stand() -> None:
    document = read(
        package(
            par("Jane", '<w:pStyle w:val="Mine"/>')
            + par("")
            + table(cell("Skills") + cell(par(run("Go") + run(" secret", "<w:vanish/>"))))
            + table(cell("Python") + cell(table(cell("inner"))))
            + par("after")
        )
    )
    assert [(document.quote(line.span), line.spot) for line in document.lines] == [
        ("Jane", Spot(1, "Mine")),
        ("Skills", Spot(2, "Normal", 1, 1, 1)),
        ("Go", Spot(3, "Normal", 1, 1, 2)),
        ("Python", Spot(4, "Normal", 2, 1, 1)),
        ("inner", Spot(5, "Normal", 3, 1, 1)),
        ("after", Spot(6, "Normal")),
    ]
    assert [(word.text, word.place, word.spot) for word in document.hidden] == [
        ("secret", "table", Spot(3, "Normal", 1, 1, 2))
    ]


def test_prompts_of_word_are_not_the_authors_words() -> None:
    def control(text: str, shows: str = "<w:showingPlcHdr/>") -> str:
        return f"<w:sdt><w:sdtPr>{shows}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"

    block = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{par('Choose an item.')}</w:sdtContent></w:sdt>"
    assert texts(
        par(run("Name: ") + control("Click or tap here to enter text."))
        + block
        + par(control("Click here to enter a date."))
        + par(control("[Your name]"))
        + par(control("Click here to enter text.", shows=""))
    ) == ["Name:", "[Your name]", "Click here to enter text."]


def test_a_drop_down_list_of_old_shows_its_choice() -> None:
    entries = '<w:result w:val="1"/><w:listEntry w:val="Fluent"/><w:listEntry w:val="Native"/>'
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar>'
    field = f"<w:r>{begin}</w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(par(run("Spanish: ") + field + end + run(", spoken"))) == ["Spanish: Native, spoken"]


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><a:p><a:r><a:t>Skills</a:t></a:r>'
    "</a:p></c:title>{}</c:chart></c:chartSpace>"
)
SERIES = (
    "<c:ser><c:cat><c:strRef><c:f>A1:A2</c:f><c:strCache><c:pt><c:v>Python</c:v></c:pt><c:pt><c:v>Go</c:v></c:pt></c:strCache>"
    "</c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt><c:v>87</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
)
POINT = '<dgm:pt modelId="{0}"><dgm:t><a:p><a:r><a:t>{1}</a:t></a:r></a:p></dgm:t></dgm:pt>'
DIAGRAM = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
    f"{POINT.format(3, 'Second')}{POINT.format(1, 'First')}{POINT.format(2, 'Under first')}</dgm:ptLst><dgm:cxnLst>"
    '<dgm:cxn modelId="9" srcId="0" destId="3" srcOrd="1"/><dgm:cxn modelId="8" srcId="0" destId="1" srcOrd="0"/>'
    '<dgm:cxn modelId="7" srcId="1" destId="2" srcOrd="0"/><dgm:cxn modelId="6" srcId="2" destId="1" srcOrd="0"/>'
    "</dgm:cxnLst></dgm:dataModel>"
)


def test_charts_and_diagrams() -> None:
    def graphic(inner: str) -> str:
        return par(f"<w:r><w:drawing><wp:inline><a:graphic>{inner}</a:graphic></wp:inline></w:drawing></w:r>")

    chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="c"/>'
    diagram = '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="d"/>'
    document = read(
        package(
            par("Top") + graphic(chart) + graphic(diagram) + graphic(diagram) + par("End"),
            {"word/chart1.bin": CHART.format(SERIES + SERIES).encode(), "word/data1.bin": DIAGRAM.encode()},
            f'<Relationship Id="c" Type="{OFFICE}/chart" Target="chart1.bin"/>'
            f'<Relationship Id="d" Type="{OFFICE}/diagramData" Target="data1.bin"/>',
        )
    )
    assert [(document.quote(line.span), line.place) for line in document.lines] == [
        ("Top", "body"),
        *((text, "text box") for text in ("Skills", "Python", "Go", "First", "Under first", "Second")),
        ("End", "body"),
    ]


def embedding(data: bytes) -> bytes:
    return package(
        par("Top") + '<w:altChunk r:id="c"/>' + par("End"),
        {"word/chunk.bin": data},
        f'<Relationship Id="c" Type="{OFFICE}/aFChunk" Target="chunk.bin"/>',
    )


@pytest.mark.parametrize(
    "data",
    [
        package(par("Led a team", '<w:pStyle w:val="Bullets"/>') + par(run("decoy", "<w:vanish/>"))),
        b"<html><body><ul><li>Led a team</li></ul><p style='display:none'>decoy</p></body></html>",
        rb"{\rtf1{\listtext x}\ls1 Led a team\par\pard{\v decoy}}",
    ],
    ids=["docx", "html", "rtf"],
)
def test_embedded_files_of_each_kind(data: bytes) -> None:
    document = read(embedding(data))
    assert [(document.quote(line.span), line.role) for line in document.lines] == [
        ("Top", "text"),
        ("Led a team", "item"),
        ("End", "text"),
    ]
    assert [word.text for word in document.hidden] == ["decoy"]


def test_embedded_text_and_what_is_not_read() -> None:
    assert read(embedding(b"Plain words")).text == "Top\nPlain words\nEnd"
    for data in (b"\x89PNG\r\n\x1a\n", embedding(embedding(b"deep")), b"PK\x03\x04cut"):
        document = read(embedding(data))
        assert "deep" not in document.text
        assert [note for note in document.notes if "embedded" in note]


def test_strict_edition() -> None:
    data = package(par("Jane", '<w:pStyle w:val="Mine"/>') + par(run("tiny", '<w:sz w:val="2pt"/>')), strict=True)
    document = read(data)
    assert (document.text, document.lines[0].role, len(document.hidden)) == ("Jane", "heading", 1)


def test_twenty_thousand_controls_in_one_another() -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000 + par("word") + "</w:sdtContent></w:sdt>" * 20_000
    assert texts(deep) == ["word"]


OLE = docx.OLE_MAGIC


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (OLE + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), ProtectedError, "unprotected copy"),
        (OLE + b"\0" * 64 + "WordDocument".encode("utf-16-le"), FileTypeError, "save it as .docx"),
        (OLE + b"\0" * 512, FileTypeError, "save it as .docx"),
        (package(par("a"))[:-300], DamagedError, "damaged"),
        (b"PK\x03\x04 nothing", DamagedError, "damaged"),
        (package(par("a") + "<w:p>"), DamagedError, "damaged"),
        (package(par("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), NoTextError, "picture"),
        (package(par(run("secret", "<w:vanish/>"))), NoTextError, "hidden"),
        (package(par("_____")), NoTextError, "no words"),
        (package(par("a"), {"word/media.bin": b" " * 101_000_000}), TooLargeError, "MB"),
        (package(par("a") + " " * 30_000_000), TooLargeError, "MB"),
    ],
)
def test_what_is_refused(data: bytes, kind: type[ResumefitError], says: str) -> None:
    with pytest.raises(kind, match=says) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def locked(data: bytes) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("secret", out)
    return out.getvalue()


def test_a_password_opens_an_encrypted_file() -> None:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    filling = b"".join(
        sha256(bytes([number])).digest() for number in range(256)
    )  # the library pads small files wrongly
    parts: dict[str, str | bytes] = {"[Content_Types].xml": types, "word/media.bin": filling}
    data = locked(package(par("Jane Roe, engineer"), parts))
    source = Source("a.docx", "docx", len(data))
    assert docx.read(data, source, Limits(), "secret").text.strip() == "Jane Roe, engineer"
    for password, says in ((None, "--password"), ("", "--password"), ("wrong", "does not open")):
        with pytest.raises(PasswordError, match=says):
            docx.read(data, source, Limits(), password)
    with pytest.raises(TooLargeError):
        docx.read(data, source, Limits(bytes=100), "secret")


def test_an_encryption_that_the_library_does_not_know() -> None:
    path = SHARED / "corpus" / "hostile" / "poi__bug53475-password-is-pass.docx"
    if not path.is_file():
        pytest.skip("the shared corpus is not here")
    with pytest.raises(ProtectedError, match="not known here"):
        docx.read(path.read_bytes(), Source("a.docx", "docx", 1), Limits(), "pass")


def test_an_encrypted_file_that_is_damaged() -> None:
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(DamagedError):
        docx.read(data, Source("a.docx", "docx", len(data)), Limits(), "secret")


def test_without_the_library_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ProtectedError, match="unprotected copy, or pip install"):
        docx.read(data, Source("a.docx", "docx", len(data)), Limits(), "secret")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE z [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE z SYSTEM "http://localhost:1/x.dtd">',
    ],
)
def test_entities_are_never_expanded(doctype: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(par("Jane")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            new.writestr(
                name, content.replace('<?xml version="1.0"?>', '<?xml version="1.0"?>' + doctype).replace("Jane", "&a;")
            )
    with pytest.raises(DamagedError, match="entities"):
        read(out.getvalue())


def test_too_many_characters() -> None:
    with pytest.raises(TooLargeError, match="characters"):
        read(package(par("word " * 100)), Limits(characters=300))


def test_a_plain_extraction_misses_what_is_not_a_paragraph_of_the_body() -> None:
    path = EXAMPLES / "priya-raman-registered-nurse.docx"
    data = path.read_bytes()
    source = Source(path.name, "docx", len(data))
    naive = docx.read_naive(data, source, Limits())
    assert len(naive.split()) < 0.6 * len(docx.read(data, source, Limits()).text.split())


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.docx")), ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    data = path.read_bytes()
    document = read(data)
    assert len(document.text.split()) > 200
    assert {"heading", "item", "text"} == {line.role for line in document.lines}
    assert not document.hidden


_WHOLE = package(par("Jane Roe", '<w:pStyle w:val="Mine"/>') + table(cell("Go") + cell("2019")) + par(box(par("Box"))))


@given(st.integers(0, len(_WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_broken_files_end_in_text_or_an_error_of_ours(at: int, junk: bytes) -> None:
    with contextlib.suppress(ResumefitError):
        read(_WHOLE[:at] + junk + _WHOLE[at + len(junk) :])


_TAGS = st.sampled_from(
    "p r t tbl tr tc sdt sdtContent del ins pPr rPr txbxContent fldChar br tab pict sectPr altChunk".split()
)


@given(
    st.recursive(
        st.text("ab &\t", max_size=4), lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=3)), max_leaves=15
    )
)
def test_any_arrangement_of_elements_is_read_or_refused(tree: object) -> None:
    def xml(node: object) -> str:
        if isinstance(node, tuple):
            return f"<w:{node[0]}>{''.join(map(xml, node[1]))}</w:{node[0]}>"
        return str(node).replace("&", "&amp;")

    try:
        document = read(package(xml(tree) + par("end")))
    except ResumefitError:
        return
    assert document.text.endswith("end")


def _yardstick() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_yardstick", SHARED / "eval" / "reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (SHARED / "corpus" / "docx").is_dir(), reason="the shared corpus of DOCX files is not here")
def test_corpus_docx() -> None:
    yardstick = _yardstick()
    truths = yardstick.load_truth(SHARED / "corpus" / "docx")
    assert truths
    for truth in truths:
        document = read((SHARED / "corpus" / "docx" / truth["file"]).read_bytes())
        seen, unseen = yardstick.score_docx(truth, document.text)
        assert (truth["file"], seen, unseen or 0.0) == (truth["file"], 1.0, 0.0)
