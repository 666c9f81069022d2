"""OpenDocument: what the page shows, in order, with headings, lists, tables; what it hides is set apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import Limits
from resumefit.errors import DamagedError, FileTypeError, NoTextError, ProtectedError, ResumefitError, TooLargeError
from resumefit.reading import odt
from resumefit.reading.document import Document, Source, Spot
from resumefit.reading.read import read_document

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{short}="{URN}:{name}:1.0"'
    for short, name in [
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    ]
)  # fmt: skip
STYLES = (
    '<office:styles><style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
    'style:default-outline-level="1"><style:text-properties fo:font-weight="bold" fo:font-size="16pt"/></style:style>'
    '<style:style style:name="Loop" style:family="paragraph" style:parent-style-name="Loop"/></office:styles>'
    '<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>jane@example.org</text:p>'
    "</style:header><style:footer><text:p>Right to work</text:p></style:footer></style:master-page>"
    '<style:master-page style:name="First"><style:header><text:p>jane@example.org</text:p></style:header>'
    '<style:footer style:display="false"><text:p>never</text:p></style:footer></style:master-page></office:master-styles>'
)
AUTOMATIC = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {what}/></style:style>'
    for name, what in [
        ("gone", 'text:display="none"'), ("white", 'fo:color="#ffffff"'), ("tiny", 'fo:font-size="1pt"'),
        ("lit", 'fo:color="#ffffff" fo:background-color="#203040"'), ("bold", 'fo:font-weight="bold"'),
    ]
) + '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/>'  # fmt: skip


LOCKED = {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}


def package(body: str, kind: str = "text", styles: str = STYLES, parts: Mapping[str, bytes] | None = None) -> bytes:
    """An OpenDocument file of that kind, with that body."""

    def part(root: str, content: str) -> str:
        return f'<?xml version="1.0"?><office:{root} {NAMESPACES}>{content}</office:{root}>'

    content = f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles><office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml", part("document-content", f"{content}<office:{kind}>{body}</office:{kind}></office:body>")
        )
        archive.writestr("styles.xml", part("document-styles", styles))
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def read(body: str, limits: Limits = Limits(), styles: str = "") -> Document:  # noqa: B008 - frozen
    data = package(body, styles=styles or STYLES)
    return odt.read(data, Source("resume.odt", "odt", len(data)), limits)


def lines(body: str) -> list[tuple[str, str, str]]:
    document = read(body)
    return [
        (document.quote(line.span), line.role, line.place)
        for line in document.lines
        if line.place not in ("header", "footer")
    ]


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def test_headings_lists_breaks_and_blanks() -> None:
    items = "<text:list-item><text:p>Led a team</text:p><text:p>of nine</text:p></text:list-item>"
    inner = (
        "<text:list-item><text:list><text:list-item><text:p>Deep</text:p></text:list-item></text:list></text:list-item>"
    )
    body = (
        '<text:h text:outline-level="2" text:style-name="P1">Jane Roe</text:h>'
        '<text:p text:style-name="P1">Experience</text:p>'
        "<text:p>Nurse<text:line-break/>Ward\n 4<text:s text:c='3'/>since<text:tab/>2019</text:p>"
        f"<text:list>{items}{inner}</text:list><text:p text:style-name='Loop'>End</text:p>"
    )
    document = read(body)
    assert [(document.quote(line.span), line.role, line.level, line.starts) for line in document.lines][1:-1] == [
        ("Jane Roe", "heading", 2, True),
        ("Experience", "heading", 1, True),
        ("Nurse", "text", 0, True),
        ("Ward 4 since 2019", "text", 0, True),
        ("Led a team", "item", 0, True),
        ("of nine", "item", 0, False),
        ("Deep", "item", 1, True),
        ("End", "text", 0, True),
    ]
    assert document.lines[1].spot == Spot(1, "Heading 1")
    assert (document.lines[1].style.bold, document.lines[1].style.size) == (True, 16.0)


def test_headers_and_footers_once_each() -> None:
    document = read("<text:p>Body</text:p>")
    assert [(document.quote(line.span), line.place) for line in document.lines] == [
        ("jane@example.org", "header"),
        ("Body", "body"),
        ("Right to work", "footer"),
    ]


def test_what_nobody_sees_is_set_apart() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    document = read(
        changes
        + f"<text:p>seen {span('gone', 'vanished')} {span('white', 'white')} {span('tiny', 'tiny')} {span('lit', 'lit')}"
        "<office:annotation><text:p>a comment</text:p></office:annotation></text:p>"
        '<text:section text:display="none"><text:p>section</text:p></text:section>'
    )
    assert [document.quote(line.span) for line in document.lines] == ["jane@example.org", "seen lit", "Right to work"]
    assert [(word.text, word.why) for word in document.hidden] == [
        ("deleted", "deleted"),
        ("vanished", "hidden"),
        ("white", "white"),
        ("tiny", "tiny"),
        ("section", "hidden"),
    ]


def test_tables_frames_and_notes() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    body = "<text:note-body><text:p>A note</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    frame = (
        "<draw:frame><svg:title>alt text</svg:title><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame>"
    )
    assert lines(
        f"<text:p>Top{note}{frame}</text:p><table:table>{row('Miller, Birch Mill', '2019 – Present')}"
        f"{row('Skills', 'Milling')}</table:table>"
    ) == [
        ("Boxed", "text", "text box"),
        ("Top", "text", "body"),
        ("Miller, Birch Mill | 2019 – Present", "text", "table"),
        ("Skills", "text", "table"),
        ("Milling", "text", "table"),
        ("A note", "text", "footnote"),
    ]


def test_the_kind_is_told_by_the_bytes_and_limits_hold() -> None:
    data = package("<text:p>Jane Roe</text:p>")
    assert read_document(data, isolate=False).source.media == "odt"
    for limits in (Limits(characters=10), Limits(unpacked_bytes=100), Limits(bytes=100)):
        with pytest.raises(TooLargeError):
            read_document(data, limits=limits, isolate=False)


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (package("<text:p/>", styles=" "), NoTextError, "no words"),
        (package("<table:table/>", kind="spreadsheet"), FileTypeError, "OpenDocument spreadsheet"),
        (package("<text:p>x</text:p>", parts=LOCKED), ProtectedError, "password"),
        (package("<text:p>x"), DamagedError, "OpenDocument text"),
        (package("<text:p>x</text:p>")[:-40], DamagedError, "damaged"),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, kind: type[ResumefitError], says: str) -> None:
    with pytest.raises(kind, match=says):
        read_document(data, name="file", isolate=False)


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", bomb)
    with pytest.raises(DamagedError, match="entities"):
        read_document(out.getvalue(), isolate=False)


TAGS = (
    "text:p text:h text:span text:list text:list-item text:note text:note-body table:table table:table-row "
    "table:table-cell draw:text-box draw:custom-shape text:section text:deletion style:header office:annotation text:s"
).split()


@given(
    st.recursive(
        st.just("word"), lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)), max_leaves=25
    )
)
def test_any_arrangement_of_elements_is_read_or_refused(tree: object) -> None:
    def xml(node: object) -> str:
        if not isinstance(node, tuple):
            return str(node)
        return f"<{node[0]}>{''.join(map(xml, node[1]))}</{node[0]}>"

    document = read(f"<text:p>first</text:p>{xml(tree)}")
    assert "first" in document.text
