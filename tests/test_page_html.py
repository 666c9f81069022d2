"""A Document as a picture of how it was read: complete in itself, everything escaped, in the order of reading."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from resumefit.cli import run
from resumefit.reading.document import Box, Document, HiddenWord, Line, Page, Region, Source, Span, Style, Word, Words
from resumefit.reading.read import read_document, read_text
from resumefit.rendering.page_html import document_html

EXAMPLES = Path(__file__).parent.parent / "examples" / "resumes"
RESUMES = sorted(EXAMPLES.iterdir())
ATTACK = "</text></svg><script>alert(1)</script>\"'&\u202e\x1b[31m"
EMPTY_TAGS = frozenset(("meta", "rect", "circle", "path"))


class Shown(HTMLParser):
    """The tags of a page, its texts, and whether all that was opened was closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def hostile() -> Document:
    """A page each of whose strings tries to break out of its place."""
    text = f"first {ATTACK}"
    box = Box(50, 50, 200, 62)
    words = (
        Word(Span(0, 5), 1, box, Style()),
        Word(Span(6, len(text)), 1, Box(60, 70, 70, 170), Style(font=ATTACK, color=ATTACK)),
    )
    return Document(
        text,
        Source(ATTACK, "pdf", 1),
        lines=(Line(Span(0, len(text)), 1, box),),
        words=Words.of(words),
        pages=(Page(1, 595, 842, Span(0, len(text))),),
        hidden=(HiddenWord(ATTACK, "white", 1, box), HiddenWord("out", "off the page", 1, Box(-90, 5, -60, 15))),
        notes=(ATTACK,),
        regions=(Region("text", 1, 1, box, Span(0, len(text))),),
    )


@pytest.mark.parametrize("path", RESUMES, ids=[path.suffix + " " + path.stem[:12] for path in RESUMES])
def test_every_line_is_shown_in_order(path: Path) -> None:
    document = read_document(path)
    page = Shown(document_html(document))
    shown = " ".join(" ".join(page.texts).split())
    at = shown.index("Page 1 of") if document.pages else 0
    for region in document.regions or [Region("text", 1, 1, Box(0, 0, 0, 0), Span(0, len(document.text)))]:
        for line in document.lines_in(region.span):
            at = shown.index(document.quote(line.span), at)
    assert not page.open


def test_nothing_comes_from_outside() -> None:
    html = document_html(read_document(EXAMPLES / "maya-okafor-backend-engineer.pdf"))
    page = Shown(html)
    policy = next(found["content"] for tag, found in page.tags if found.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base", "form", "a", "use"}
    assert not {name for _, found in page.tags for name in found if name.startswith("on") or name in ("src", "href")}
    assert not re.search(r"url\(|@import|https?:", html[html.index("<style>") : html.index("</style>")])


@pytest.mark.parametrize("document", [hostile(), read_text(ATTACK, ATTACK)], ids=["drawn", "listed"])
def test_what_the_document_says_stays_text(document: Document) -> None:
    html = document_html(document)
    page = Shown(html)
    assert not page.open
    assert "script" not in {tag for tag, _ in page.tags}
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_words_stand_in_their_boxes() -> None:
    page = Shown(document_html(hostile()))
    words = [found for tag, found in page.tags if tag == "text" and "class" not in found]
    assert [(word["x"], word["textlength"]) for word in words] == [("50.0", "150.0"), ("67.8", "100.0")]
    assert "rotate(-90" in str(words[1]["transform"])


def test_hidden_words_are_marked_where_they_are_and_named_where_they_are_not_on_the_page() -> None:
    html = document_html(hostile())
    assert html.count('class="h"') == 1
    assert "out</span> (off the page)" in html


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = EXAMPLES / "maya-okafor-backend-engineer.pdf", tmp_path / "reading.html"
    assert run(["parse", str(source), "--format", "html", "-o", str(target)]) == 0
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run(["parse", str(source), "--format", "html", "--naive"]) == 2
    assert "without places" in capsys.readouterr().err
