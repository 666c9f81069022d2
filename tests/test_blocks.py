"""Blocks and sentences: what belongs together whatever the line breaks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.blocks import blocks_of, sentences_of
from resumefit.reading.document import Document, Line, Source, Span
from resumefit.reading.read import read_text


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences_of(text, Span(0, len(text)))]


def test_wrapped_lines_are_one_block() -> None:
    text = "first half\nsecond half\nnext"
    lines = (Line(Span(0, 10)), Line(Span(11, 22), starts=False), Line(Span(23, 27)))
    blocks = blocks_of(Document(text, Source("t", "text", 27), lines))
    assert [text[block.span.start : block.span.end] for block in blocks] == ["first half\nsecond half", "next"]


def test_a_block_takes_after_its_first_line() -> None:
    lines = (Line(Span(0, 3), role="item", level=2, page=4), Line(Span(4, 7), starts=False, role="text"))
    (block,) = blocks_of(Document("abc def", Source("t", "pdf", 7), lines))
    assert (block.role, block.level, block.page) == ("item", 2, 4)


def test_a_document_without_lines_has_no_blocks() -> None:
    assert blocks_of(Document("", Source("t", "text", 0))) == ()


def test_a_first_line_that_does_not_start_is_still_a_block() -> None:
    assert len(blocks_of(Document("abc", Source("t", "text", 3), (Line(Span(0, 3), starts=False),)))) == 1


def test_list_items_are_blocks_of_their_own() -> None:
    document = read_text("We need:\n\n- Python\n- SQL and a sound grasp of\n  relational databases\n- Git\n")
    assert [(b.role, document.quote(b.span)) for b in blocks_of(document)] == [
        ("text", "We need:"),
        ("item", "Python"),
        ("item", "SQL and a sound grasp of relational databases"),
        ("item", "Git"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two. Three.", ["One.", "Two.", "Three."]),
        ("Is it? Yes! Good.", ["Is it?", "Yes!", "Good."]),
        ("Python; SQL; Git", ["Python;", "SQL;", "Git"]),
        ("Tools, e.g. Grafana, i.e. dashboards.", ["Tools, e.g. Grafana, i.e. dashboards."]),
        ("Use Node.js 3.11 daily.", ["Use Node.js 3.11 daily."]),
        ("Work for Acme Inc. Remote work.", ["Work for Acme Inc. Remote work."]),
        ("A Ph.D. Preferred.", ["A Ph.D. Preferred."]),
        ("Based in the U.S. Citizens only.", ["Based in the U.S. Citizens only."]),
        ("C++. Java.", ["C++.", "Java."]),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
        ("no capital. follows here", ["no capital. follows here"]),
        ("   ", []),
        ("", []),
        ("Strong Excel skills etc. Python required.", ["Strong Excel skills etc.", "Python required."]),
        pytest.param("Good with SQL.Knows Python.", ["Good with SQL.", "Knows Python."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@given(st.text(alphabet=st.sampled_from('Ab .;!?\n1"'), max_size=60), st.integers(0, 20), st.integers(0, 60))
def test_sentences_keep_every_word_within_the_span(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    spans = list(sentences_of(text, span))
    assert all(span.covers(one) for one in spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    kept = "".join("".join(text[one.start : one.end].split()) for one in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text[span.start : span.end] if c.isalnum()]
