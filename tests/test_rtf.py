"""RTF: what the page shows, in order, with headings, lists, tables; what it hides is set apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import Limits
from resumefit.errors import DamagedError, NoTextError, ResumefitError, TooLargeError
from resumefit.reading import rtf
from resumefit.reading.document import Document, Source, Spot
from resumefit.reading.kinds import media_of

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Calibri;}{\f1\fnil\fcharset2 Symbol;}"
    r"{\f2\fnil\fcharset204{\*\fname Arial;}Arial Cyr;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red31\green56\blue100;}"
    r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0\b heading 1;}{\*\cs10 Default Paragraph Font;}}"
    r"{\info{\author Nobody}{\title Secret}}{\*\generator Word;}"
)


def read(body: str, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    data = (HEAD + body + "}").encode("cp1252")
    return rtf.read(data, Source("resume.rtf", "rtf", len(data)), limits)


def lines(body: str) -> list[tuple[str, str, str]]:
    document = read(body)
    return [(document.quote(line.span), line.role, line.place) for line in document.lines]


def test_headings_items_and_text() -> None:
    body = (
        r"\pard\plain\s1 Jane Roe\par\pard\plain Nurse\line Ward 4\par"
        r"\pard{\listtext\f1\'b7\tab}\ls1\ilvl0 Led a {\b team}\par{\pntext\f1\'B7\tab}Wrote plans\par"
        r"\pard \bullet\tab Typed sign\par\pard Done"
    )
    assert lines(body) == [
        ("Jane Roe", "heading", "body"),
        ("Nurse", "text", "body"),
        ("Ward 4", "text", "body"),
        ("Led a team", "item", "body"),
        ("Wrote plans", "item", "body"),
        ("Typed sign", "item", "body"),
        ("Done", "text", "body"),
    ]
    assert read(body).lines[0].spot == Spot(1, "heading 1")


def test_characters_of_every_kind() -> None:
    body = (
        r"Z\'fcrich \u8211?na\u239\'efve \u-10179?\u-8704? \ldblquote q\rdblquote\~x\_y \uc2\u945 ab\uc0\u946 c \{\\\}"
        r" {\f2\'cf\'f0} \emdash"
    )
    assert read(body).text == "Zürich –naïve 😀 “q” x-y αβc {\\} Пр —"


def test_what_nobody_sees_is_set_apart() -> None:
    document = read(
        r"seen {\v vanished} {\deleted gone} {\cf2 white} {\fs4 tiny} {\cf2\chcbpat3 lit} "
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}"
    )
    assert document.text == "seen lit link"
    assert [(word.text, word.why) for word in document.hidden] == [
        ("vanished", "hidden"),
        ("gone", "deleted"),
        ("white", "white"),
        ("tiny", "tiny"),
    ]
    assert document.hidden[0].spot == Spot(1, "")


def test_tables_headers_notes_and_text_boxes() -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row"
    body = (
        r"{\header jane@example.org\par}{\footerf Page 1\par}Top{\footnote A note}{\shp{\*\shpinst{\sp{\sn pib}{\sv x}}"
        r"{\shptxt \pard Boxed\par}}{\shprslt old}}\par"
        + row.format("Miller, Birch Mill", "2019 - Present")
        + row.format("Skills", "Milling")
        + r"\pard After{\pict\pngblip 89504e470d0a}\par"
    )
    assert lines(body) == [
        ("jane@example.org", "text", "header"),
        ("Boxed", "text", "text box"),
        ("Top", "text", "body"),
        ("Miller, Birch Mill | 2019 - Present", "text", "table"),
        ("Skills", "text", "table"),
        ("Milling", "text", "table"),
        ("After", "text", "body"),
        ("A note", "text", "footnote"),
        ("Page 1", "text", "footer"),
    ]
    spots = [line.spot for line in read(body).lines if line.place == "table"]
    assert [(spot.table, spot.row, spot.column) for spot in spots if spot] == [(1, 1, 1), (1, 2, 1), (1, 2, 2)]


def test_binary_data_is_stepped_over() -> None:
    assert read(r"a{\*\objdata\bin5 }}{{}b} c").text == "a c"


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        ("", NoTextError, "no words"),
        (r"{\pict\pngblip 00}", NoTextError, "picture"),
        (r"{\v all of it}", NoTextError, "hidden"),
        ("{" * 1200 + "x", DamagedError, "without end"),
        ("word " * 100, TooLargeError, "characters"),
        (r"\b" * 2_000, TooLargeError, "RTF words"),
    ],
)
def test_what_is_refused(body: str, kind: type[ResumefitError], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "_MOST_TOKENS", 1_500)
    with pytest.raises(kind, match=says):
        read(body, Limits(characters=300))


def test_the_kind_is_told_by_the_bytes() -> None:
    assert media_of(b"\r\n{\\rtf1 Jane\\bin3 \0\xff\xfe}", "x.doc") == "rtf"


WORDS = st.sampled_from(
    r"{ } {\* \par \cell \row \trowd \intbl \u960? \'e9 \v \footnote \header \shptxt \stylesheet \fonttbl \f1 \colortbl ; "
    r"\red9 \s1 \pard \plain \ls1 \upr \ud \bin9 \uc3 word \sv \shpinst \outlinelevel2 \fs-1 \cf99999".split()
)


@given(st.lists(WORDS, max_size=60))
def test_any_order_of_control_words_is_read_or_refused(words: list[str]) -> None:
    try:
        document = read(" ".join(words))
    except ResumefitError:
        return
    assert all(document.quote(line.span) for line in document.lines)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        rtf.read(b"{\\rtf1 " + data, Source("a.rtf", "rtf", 1), Limits())
    except ResumefitError:
        return
