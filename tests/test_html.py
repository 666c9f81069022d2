"""Saved job pages: what the posting says in, what the page frames it with out."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import Limits
from resumefit.errors import NoTextError, ResumefitError, TooLargeError
from resumefit.reading import html
from resumefit.reading.document import Document, Source
from resumefit.reading.read import read_document

PAGES = Path(__file__).parent / "fixtures" / "html"
EXAMPLES = Path(__file__).parent.parent / "examples" / "postings"
SHARED = Path(__file__).parent.parent.parent / "shared"


def read(page: str | bytes) -> Document:
    data = page.encode() if isinstance(page, str) else page
    return html.read(data, Source("page.html", "html", len(data)), Limits())


def rows(document: Document) -> list[tuple[str, int, str]]:
    return [(line.role, line.level, document.quote(line.span)) for line in document.lines]


FRAMES: dict[str, tuple[list[str], list[str]]] = {
    "greenhouse": (
        [
            "Process biweekly payroll for 2,300",
            "Intermediate Excel",
            "Fundamental Payroll Certification",
            "$63,000 USD",
        ],
        [
            "Back to jobs",
            "Apply for this job",
            "First Name",
            "Voluntary Self-Identification",
            "Powered by",
            "Privacy Policy",
        ],
    ),
    "lever": (
        [
            "keep glass, coatings",
            "140 part numbers",
            "SAP S/4HANA",
            "APICS CPIM",
            "Kinaxis",
            "It helps if you have",
            "$82,000",
        ],
        ["Apply for this job", "Home Page", "powered by", "odd lighthouse..."],
    ),
    "workday": (
        ["six oncology studies", "Medidata Rave", "Two years of clinical research", "CCRC", "eleven hospitals"],
        [
            "Sign In",
            "Introduce Yourself",
            "Accept Cookies",
            "cookies",
            "Research Nurse",
            "Pharmacy Buyer",
            "Follow us",
            "reserved",
        ],
    ),
    "ashby": (
        [
            "draft editors, loom drivers",
            "Redesign the draft editor",
            "Four years as a product",
            "HTML and CSS",
            "Origami Studio",
        ],
        ["open roles", "Overview", "Department", "other hiring software", "4 years of experience"],
    ),
    "linkedin": (
        ["tenants, ship owners", "CaseLines", "18 months as a paralegal", "housing disrepair", "26 days of holiday"],
        [
            "Join now",
            "Sign in",
            "who hired them",
            "first 25 applicants",
            "Referrals increase",
            "Conveyancing",
            "Court Clerk",
            "job alert",
        ],
    ),
    "indeed": (
        ["180 people", "break down whole fish", "food worker card", "lift 50 pounds", "ServSafe Manager", "Shift meal"],
        [
            "Company reviews",
            "Find jobs",
            "align with your",
            "Banquet Server",
            "Salary insights",
            "on average",
            "Hiring Lab",
            "Report job",
        ],
    ),
    "smartrecruiters": (
        [
            "64 buses on the road",
            "Inspect brakes, steering and doors",
            "Trapeze EAM",
            "Three years in heavy-vehicle repair",
            "ASE T-series",
            "own hand tools",
            "boots every spring",
        ],
        [
            "cookies",
            "Manage preferences",
            "See all jobs",
            "About our network",
            "interested",
            "Refer a friend",
            "Other jobs",
            "Depot Cleaner",
            "Powered by",
            "Terms of Use",
            "requisition stub",
        ],
    ),
}
TITLES = {
    "greenhouse": "Payroll Specialist",
    "lever": "Supply Chain Planner",
    "workday": "Clinical Trial Coordinator",
    "ashby": "Product Designer",
    "linkedin": "Paralegal, Litigation",
    "indeed": "Line Cook",
    "smartrecruiters": "Bus Mechanic",
}


@pytest.mark.parametrize("page", FRAMES)
def test_pages_as_hiring_systems_publish_them(page: str) -> None:
    document = read((PAGES / f"{page}.html").read_bytes())
    said, frame = FRAMES[page]
    assert [each for each in said if each not in document.text] == []
    assert [each for each in frame if each in document.text] == []
    assert rows(document)[0][0] == "heading"
    assert rows(document)[0][2] == TITLES[page]


@pytest.mark.parametrize("page", FRAMES)
def test_recall_and_leak_of_saved_pages(page: str) -> None:
    """Line by line, whatever wraps the page: recall 1, and at most .05 of the frame's lines."""
    data = (PAGES / f"{page}.html").read_bytes()
    said, frame = FRAMES[page]
    pages = [data] if page == "ashby" else [data, _without_data(data)]  # Ashby's pages are nothing but data
    for document in (read_document(each, isolate=False) for each in pages):
        missing = [each for each in said if each not in document.text]
        leaked = [each for each in frame if each in document.text]
        assert missing == []
        assert len(leaked) <= 0.05 * len(frame)


def _without_data(page: bytes) -> bytes:
    """The page alone, without what it says for machines."""
    return re.sub(rb"<script.*?</script>", b"", page, flags=re.DOTALL)


def test_facts_of_microdata() -> None:
    document = read((PAGES / "smartrecruiters.html").read_bytes())
    names = ("title", "hiringOrganization", "jobLocation", "employmentType", "datePosted")
    assert [document.fact(name) for name in names] == [
        "Bus Mechanic",
        "Brambleford Transit",
        "Brambleford, VT",
        "Full-time",
        "2026-10-02",
    ]


@pytest.mark.parametrize("page", [page for page in FRAMES if page not in ("ashby", "smartrecruiters")])
def test_requirements_stay_items_under_their_headings(page: str) -> None:
    lines = rows(read((PAGES / f"{page}.html").read_bytes()))
    items = [number for number, (role, _, _) in enumerate(lines) if role == "item"]
    assert len(items) >= 6
    assert lines[items[0] - 1][0] == "heading"


def test_facts_of_a_job_posting() -> None:
    document = read((PAGES / "ashby.html").read_bytes())
    assert document.fact("title") == "Product Designer"
    assert document.fact("hiringOrganization") == "Loomhaven"
    assert document.fact("employmentType") == "FULL_TIME, CONTRACTOR"
    assert document.fact("baseSalary") == "EUR 68,000 to 82,000 a year"
    assert document.fact("jobLocation") == ""


def test_a_resume_saved_as_a_page_is_kept_whole() -> None:
    document = read((PAGES / "resume.html").read_bytes())
    for each in ("Odile Farquhar", "odile.farquhar@example.org", "Vectorworks", "rain gardens", "2018", "References"):
        assert each in document.text


def _page(posting: Any, body: str = "<p>Nothing to see</p>") -> str:
    text = posting if isinstance(posting, str) else json.dumps(posting)
    return f'<!doctype html><html><head><script type="application/ld+json">{text}</script></head><body>{body}</body></html>'


LONG = "".join(f"<li>Requirement number {n} asks for skill {n}</li>" for n in range(30))


@pytest.mark.parametrize(
    "wrapped",
    [
        '{{"@graph": [{{"@type": "WebSite"}}, {0}]}}',
        "[{0}]",
        "<!-- {0} -->",
        "//<![CDATA[\n{0}\n//]]>",
        "{0};",
        '{{"@type": "WebPage", "mainEntity": {0},}}',
    ],
)
def test_job_posting_wherever_it_stands(wrapped: str) -> None:
    posting = json.dumps(
        {"@type": ["JobPosting"], "title": "Welder", "description": f"<h3>You need</h3><ul>{LONG}</ul>"}
    )
    document = read(_page(wrapped.format(posting)))
    assert rows(document)[:3] == [
        ("heading", 1, "Welder"),
        ("heading", 3, "You need"),
        ("item", 0, "Requirement number 0 asks for skill 0"),
    ]


@pytest.mark.parametrize(
    "description",
    [
        f"&lt;ul&gt;{LONG.replace('<', '&lt;').replace('>', '&gt;')}&lt;/ul&gt;",
        LONG.replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
        LONG.replace("</li>", "</li>\n"),
        "\n".join(f"- Requirement number {n} asks for skill {n}" for n in range(30)),
        "<p>" + "<br>".join(f"&bull; Requirement number {n} asks for skill {n}" for n in range(30)) + "</p>",
    ],
)
def test_descriptions_as_pages_write_them(description: str) -> None:
    text = json.dumps({"@type": "JobPosting", "title": "Welder", "description": description}).replace("\\n", "\n")
    lines = rows(read(_page(text)))
    assert lines[1:] == [("item", 0, f"Requirement number {n} asks for skill {n}") for n in range(30)]


def test_a_teaser_gives_way_to_the_page() -> None:
    main = f"<main><h1>Welder</h1><p>We weld bridges all over the north.</p><ul>{LONG}</ul></main>"
    body = f"<nav><a href='/'>Home</a></nav>{main}"
    document = read(
        _page({"@type": "JobPosting", "title": "Welder", "description": "We weld bridges all over..."}, body)
    )
    assert "skill 29" in document.text
    assert document.fact("title") == "Welder"
    assert "Home" not in document.text


def test_columns_of_need_are_read_as_columns() -> None:
    table = (
        "<table><tr><th></th><th>Essential</th><th>Desirable</th></tr>"
        "<tr><td>Skills</td><td>Python<br>SQL</td><td>Go</td></tr>"
        "<tr><td>Training</td><td>First aid</td><td>Fire</td></tr></table>"
    )
    assert rows(read(f"<html><body><h1>Ranger</h1>{table}</body></html>"))[1:] == [
        ("heading", 6, "Essential"),
        ("text", 0, "Skills"),
        ("item", 0, "Python"),
        ("item", 0, "SQL"),
        ("text", 0, "Training"),
        ("item", 0, "First aid"),
        ("heading", 6, "Desirable"),
        ("item", 0, "Go"),
        ("item", 0, "Fire"),
    ]


def test_hidden_elements_and_scripts_are_no_text() -> None:
    page = (
        "<html><body><h1>Jane Roe</h1><p style='display: none'>quantumcobol</p><p hidden>secret</p>"
        "<script>alert('x')</script><noscript>enable</noscript><p>Py<span>thon</span> and<br>SQL</p></body></html>"
    )
    assert [row for _, _, row in rows(read(page))] == ["Jane Roe", "Python and", "SQL"]


def test_encodings_of_pages() -> None:
    page = '<html><head><meta charset="{}"></head><body><p>Zürich – “Käse”</p></body></html>'
    for said, used in (("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("latin1", "utf-8")):
        assert read(page.format(said).encode(used)).text == "Zürich – “Käse”"
    assert read(page.format("utf-16").encode("utf-16")).text == "Zürich – “Käse”"


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul", "table", "span"])
def test_deep_nesting(tag: str) -> None:
    assert "word" in read(f"<html><body>{f'<{tag}>' * 50_000}word</body></html>").text


def test_limits_and_empty_pages() -> None:
    with pytest.raises(NoTextError, match="script"):
        read("<html><body><div id='app'></div></body></html>")
    with pytest.raises(TooLargeError, match="tags"):
        read("<html>" + "<i>" * 200_000)
    with pytest.raises(TooLargeError, match="characters"):
        html.read(b"<html><p>" + b"word " * 100, Source("a.html", "html", 1), Limits(characters=100))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.html")), ids=lambda path: path.stem)
def test_examples_keep_every_item_of_the_posting(path: Path) -> None:
    text = read(path.read_bytes()).text
    assert len(text.split()) > 150
    assert not any(
        each in text for each in ("Accept all", "cookies on your device", "Sign in", "Cart (0)", "Career advice")
    )


@given(st.text(alphabet="<>/=\"' abdivulp&;!-\n", max_size=300), st.booleans())
def test_any_markup_is_read_or_refused(text: str, framed: bool) -> None:
    page = f"<html><body><nav><a>x</a></nav>{text}" if framed else f"<html>{text}"
    try:
        document = read(page)
    except ResumefitError:
        return
    assert all(document.quote(line.span) for line in document.lines)


def _yardstick() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_yardstick", SHARED / "eval" / "reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (SHARED / "corpus" / "postings").is_dir(), reason="the shared corpus of postings is not here")
def test_corpus_postings() -> None:
    yardstick = _yardstick()
    folder = SHARED / "corpus" / "postings"
    figures = []
    for truth in yardstick.load_truth(folder):
        path = folder / truth["file"]
        if path.suffix == ".html":
            figures.append(yardstick.score_posting(truth, read(path.read_bytes()).text))
    assert figures
    assert sum(recall for recall, _ in figures) / len(figures) >= 0.99
    assert sum(leak for _, leak in figures) / len(figures) <= 0.05
