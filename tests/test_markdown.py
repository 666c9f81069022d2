"""Markdown: marks off, words kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import NoTextError, ResumefitError
from resumefit.reading import markdown
from resumefit.reading.document import Document, Source

EXAMPLES = Path(__file__).parent.parent / "examples"


def read(text: str) -> Document:
    return markdown.read(text.encode(), Source("a.md", "markdown", len(text)))


def rows(text: str) -> list[tuple[str, int, str]]:
    document = read(text)
    return [(line.role, line.level, document.quote(line.span)) for line in document.lines]


def test_headings_items_and_emphasis() -> None:
    text = (
        "# Jane *Roe*\n\nSkills\n======\n\n- **Python** and `C++`\n  - _asyncio_\n"
        "- [x] [SQL](https://example.org/sql)\n\n1. One\n"
    )
    assert rows(text) == [
        ("heading", 1, "Jane Roe"),
        ("heading", 1, "Skills"),
        ("item", 0, "Python and C++"),
        ("item", 1, "asyncio"),
        ("item", 0, "SQL"),
        ("item", 0, "One"),
    ]


def test_a_short_bold_paragraph_is_a_heading() -> None:
    assert rows("# A\n\n**Requirements**\n\nA **bold** word") == [
        ("heading", 1, "A"),
        ("heading", 6, "Requirements"),
        ("text", 0, "A bold word"),
    ]


def test_tables_code_front_matter_and_addresses() -> None:
    text = (
        "---\ntitle: Cook\n---\n# A\n\n|Skill|Years|\n|--|--|\n|Go|5|\n\n```\nmake x\n```\n\n"
        "<https://example.org> [m](mailto:a@b.example)"
    )
    assert [row for _, _, row in rows(text)] == [
        "title: Cook",
        "A",
        "Skill | Years",
        "Go | 5",
        "make x",
        "https://example.org m",
    ]


def test_line_breaks_in_a_paragraph() -> None:
    document = read("# A\n\nCopper Ladle\\\nSpokane  \n2019 to 2021\nLine cook")
    assert [(document.quote(line.span), line.starts) for line in document.lines][1:] == [
        ("Copper Ladle", True),
        ("Spokane", True),
        ("2019 to 2021", True),
        ("Line cook", True),
    ]


def test_html_is_read_and_never_passed_through() -> None:
    document = read(
        '# A\n\n<h1 align="center">Jane</h1>\n<script>steal()</script>\n\nword <b>bold</b><br>next\n\n<!-- note -->'
    )
    assert "Jane" in document.text
    assert "bold" in document.text
    assert not any(trace in document.text for trace in ("<", "steal", "note"))


def test_what_nests_too_deep_is_read_as_it_stands() -> None:
    assert "word" in read("> " * 3000 + "word").text


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("# Jane\n\n## Skills\n", True),
        ("Jane\n====\n\n- a\n- b\n\n**Bold** and [link](https://example.org)", True),
        ("Requirements:\n- Python\n- SQL\n- 5+ years", False),
        ("We pay $5 * 3 and 2 * 4 a day", False),
        ("C# developer\n#1 in sales", False),
        ("-" * 400_000 + "\n" + "a-" * 400_000, False),
    ],
)
def test_markdown_is_told_by_its_marks(text: str, is_one: bool) -> None:
    assert markdown.is_markdown(text) is is_one


def test_no_word() -> None:
    with pytest.raises(NoTextError):
        read("# \n\n---\n")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.md")), ids=lambda path: path.stem)
def test_examples_keep_headings_and_items(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    roles = [line.role for line in read(text).lines]
    assert roles.count("heading") >= text.count("\n#")
    assert roles.count("item") == sum(row.lstrip().startswith(("- ", "* ")) for row in text.splitlines())


@given(st.text(alphabet="ab *_#-`[]()<>|\n\t!&;1.\\\"'", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = read(text)
    except ResumefitError:
        return
    assert all(document.quote(line.span) for line in document.lines)
