"""Plain text: encodings, lines, list items."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import NoTextError, ResumefitError, UndecodableError
from resumefit.reading import plain
from resumefit.reading.cleaning import clean_text
from resumefit.reading.document import Document, Source


def read(data: bytes) -> Document:
    return plain.read(data, Source("a.txt", "text", len(data)))


def rows(text: str) -> list[tuple[str, bool, str]]:
    return [(text[line.span.start : line.span.end], line.starts, line.role) for line in plain.lines_of(text)]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Zoë led “Ärzte”"),
        ("utf-8-sig", "Zoë led “Ärzte”"),
        ("utf-16", "Zoë led “Ärzte”"),
        ("utf-16-le", "Zoë led “Ärzte” in Graz for six years"),
        ("utf-16-be", "Zoë led “Ärzte” in Graz for six years"),
        ("cp1252", "Zoë’s team – “café”"),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_line_ends_and_control_characters_are_gone() -> None:
    document = read(b"One\r\nTwo\rThree\x1b[2J\x1b]0;owned\x07 four\0\n")
    assert document.text.split() == ["One", "Two", "Three", "four"]
    assert "\x1b" not in document.text


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(UndecodableError, match="UTF-8"):
        read(bytes(range(256)) * 16)


def test_text_without_a_word() -> None:
    with pytest.raises(NoTextError):
        read(b"*** --- ***")


def test_signs_of_items_stand_outside_their_lines() -> None:
    text = "Skills\n- Python\n•SQL\n1. Go\na) Rust\no Java\n"
    assert [row for row, _, role in rows(text) if role == "item"] == ["Python", "SQL", "Go", "Rust", "Java"]


def test_an_initial_is_no_sign() -> None:
    assert rows("J. Smith\nAccountant")[0] == ("J. Smith", True, "text")


def test_hard_wrapped_paragraphs_are_one() -> None:
    text = (
        "We are looking for a senior engineer to join our platform team and own the services\n"
        "that sell two million tickets a year, from the first design to the release and to\n"
        "the nights on call.\n"
    )
    assert [starts for _, starts, _ in rows(text)] == [True, False, False]


def test_short_lines_stay_apart() -> None:
    assert all(starts for _, starts, _ in rows("Jane Roe\nEngineer\nLeeds\njane@example.org"))


@given(st.text(max_size=400))
def test_lines_cover_all_words_and_spans_point_right(text: str) -> None:
    text = clean_text(text)
    lines = plain.lines_of(text)
    covered = "".join(text[line.span.start : line.span.end] for line in lines)
    signs = re.findall(r"(?m)^\s*(?:\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|[a-z]\.|o) ", text)  # numbers of items are no words
    assert sum(map(str.isalnum, covered)) >= sum(map(str.isalnum, text)) - sum(map(str.isalnum, "".join(signs)))
    ends = [0, *(line.span.end for line in lines)]
    assert all(line.span.start >= end for line, end in zip(lines, ends, strict=False))
    assert all(line.span.end <= len(text) and "\n" not in text[line.span.start : line.span.end] for line in lines)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_error_of_ours(data: bytes) -> None:
    try:
        document = read(data)
    except ResumefitError:
        return
    assert re.search(r"\w", document.text)
    assert "\x1b" not in document.text


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Clerk, Rye Ltd, London   Sept 2021 –\npresent", True),
        ("Clerk, Rye Ltd, London   Sept 2021\n– present", True),
        ("Clerk, Rye Ltd (June 2019\n- Aug 2021)", True),
        ("Rye Ltd: Senior Associate (from Apr\n2021)", True),
        ("Clerk, Rye Ltd, 2018 –\n2019 – 2021 Baker, Fennel & Oak", False),
        ("Clerk, Rye Ltd, 2018 - 2020\n- 2019 Clerk of the year, by vote of all", False),
        ("Clerk, Rye Ltd, since 2018 –\n– Kept the books of forty depots", False),
        ("Head of Marketing\n2019 – 2021", False),
        ("Head of Marketing\n2019", False),
    ],
)
def test_a_date_broken_at_the_line_s_end_is_one(text: str, joined: bool) -> None:
    first, second = read(text.encode()).lines
    assert first.starts
    assert second.starts is not joined
