"""What a page's styles hide goes to Document.hidden; what may be seen stays."""

from __future__ import annotations

import pytest

from resumefit.config import Limits
from resumefit.reading import html
from resumefit.reading.document import Source


def hidden(body: str, style: str = "", head: str = "") -> tuple[str, list[tuple[str, str]]]:
    page = f"<html><head>{head}<style>{style}</style></head><body><p>Jane Roe</p>{body}</body></html>".encode()
    document = html.read(page, Source("page.html", "html", len(page)), Limits())
    return document.text, [(word.text, word.why) for word in document.hidden]


@pytest.mark.parametrize(
    ("body", "style", "why"),
    [
        ("<p style='display:none'>kubernetes</p>", "", "hidden"),
        ("<p hidden>kubernetes</p>", "", "hidden"),
        ("<p class=x>kubernetes</p>", ".x{display:none}", "hidden"),
        ("<p class='a x'>kubernetes</p>", "p.a.x { display : none !important }", "hidden"),
        ("<p id=k>kubernetes</p>", "/* } */ #k,#m{color:red;visibility:hidden}", "hidden"),
        ("<p class=x>kubernetes</p>", "@media screen{.x{display:none}}", "hidden"),
        ("<p style='font-size:0'>kubernetes</p>", "", "tiny"),
        ("<p style='font-size: 1.5px'>kubernetes</p>", "", "tiny"),
        ("<div style='font-size:10px'><p style='font-size:10%'>kubernetes</p></div>", "", "tiny"),
        ("<p style='color:#fff'>kubernetes</p>", "", "white"),
        ("<p class=x>kubernetes</p>", ".x{color: rgb(254, 254, 254)}", "white"),
        ("<p><font color=white>kubernetes</font></p>", "", "white"),
        ("<div style='background:#fff'><p style='color:white'>kubernetes</p></div>", "", "white"),
        ("<p style='color:transparent'>kubernetes</p>", "", "invisible"),
        ("<p style='opacity:0'>kubernetes</p>", "", "invisible"),
        ("<p style='position:absolute;left:-9999px'>kubernetes</p>", "", "off the page"),
        ("<p class=x>kubernetes</p>", ".x{position:absolute;clip:rect(0,0,0,0)}", "hidden"),
    ],
)
def test_what_nobody_sees(body: str, style: str, why: str) -> None:
    assert hidden(body, style) == ("Jane Roe", [("kubernetes", why)])


@pytest.mark.parametrize(
    ("body", "style", "head"),
    [
        ("<p aria-hidden=true>kubernetes</p>", "", ""),
        ("<p style='font-size:12px'>kubernetes</p>", "", ""),
        ("<div style='font-size:0'><p style='font-size:16px'>kubernetes</p></div>", "", ""),
        ("<div style='visibility:hidden'><p style='visibility:visible'>kubernetes</p></div>", "", ""),
        ("<p class=x style='display:block'>kubernetes</p>", ".x{display:none}", ""),
        ("<p class='x on'>kubernetes</p>", ".x{display:none} .x.on{display:block}", ""),
        ("<p class=x>kubernetes</p>", ".x{display:none} main .x, body > .x{display:block}", ""),
        ("<p class=x>kubernetes</p>", "@media print{.x{display:none}} @media (max-width:9px){.x{display:none}}", ""),
        ("<p class=x>kubernetes</p>", ".x .y{display:none} .x:empty{display:none}", ""),
        ("<div style='background:#123'><p style='color:#fff'>kubernetes</p></div>", "", ""),
        (
            "<div class=h><p style='color:#fff'>kubernetes</p></div>",
            "body .h{background:linear-gradient(red,blue)}",
            "",
        ),
        ("<p style='color:#fff'>kubernetes</p>", "", "<link rel=stylesheet href=x.css>"),
        ("<table bgcolor=navy><tr><td><font color=white>kubernetes</font></td></tr></table>", "", ""),
        ("<h3><button aria-controls=p>More</button></h3><p id=p style='display:none'>kubernetes</p>", "", ""),
        ("<div role=tabpanel hidden>kubernetes</div>", "", ""),
    ],
)
def test_what_may_be_seen(body: str, style: str, head: str) -> None:
    text, words = hidden(body, style, head)
    assert "kubernetes" in text
    assert words == []


def test_hidden_words_of_a_job_posting_and_the_note() -> None:
    long = " ".join(f"<li>Requirement number {n} of this posting</li>" for n in range(40))
    page = (
        '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Welder", "description": '
        f"\"<ul>{long}</ul><p style='display:none'>decoy</p>\"}}</script></html>"
    ).encode()
    document = html.read(page, Source("page.html", "html", len(page)), Limits())
    assert "decoy" not in document.text
    assert [word.text for word in document.hidden] == ["decoy"]
    assert document.notes == ("1 hidden word left out: a person looking at the page does not see them",)


def test_a_page_cannot_mark_itself() -> None:
    assert hidden("<p data-resumefit-gone=hidden>kubernetes</p>") == ("Jane Roe\nkubernetes", [])


def test_icons_that_are_words_are_no_text() -> None:
    assert hidden("<p><i class='material-icons'>work</i>Remote</p>")[0] == "Jane Roe\nRemote"


@pytest.mark.parametrize(
    "style", ["{" * 50_000, "/*" * 50_000, "a{" * 50_000, "@media x{" * 20_000, ".x," * 90_000 + ".x{display:none}"]
)
def test_broken_and_endless_styles(style: str) -> None:
    assert "Jane Roe" in hidden("<p class=x>word</p>", style)[0]
