"""Findings as an HTML page: complete in itself, everything escaped, and the same facts as in JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import resumefit
from resumefit.cli import run
from resumefit.rendering.findings_html import findings_html
from resumefit.rendering.json import findings_json
from tests.checkcases import RESUME, TODAY
from tests.test_page_html import ATTACK, Shown

BAD = RESUME.replace("tess.wainwright@example.com | ", "").replace("SKILLS", "S K I L L S").encode()
POSTING = "Data Analyst\nQuayside Grocers, Hull\n\nWhat you need\n- SQL and Tableau\n- dbt\n- R\n"


def shown(html: str) -> str:
    return " ".join("".join(Shown(html).texts).split())


def test_the_page_says_what_json_says() -> None:
    found = resumefit.check(BAD, as_of=TODAY)
    page, facts = shown(findings_html([("tess.txt", found)])), json.loads(findings_json(found, "tess.txt"))
    assert {one["code"] for one in facts["findings"]} >= {"DOC302", "TXT102"}
    at = page.index("tess.txt", page.index("tess.txt") + 1)
    for one in facts["findings"]:
        at = page.index(" ".join(one["message"].split()), at)
    for check in facts["checks"]:
        assert all(" ".join(check[name].split()) in page for name in ("code", "title", "why", "fix", "source"))


def test_nothing_comes_from_outside_and_all_is_closed() -> None:
    html = findings_html([("tess.txt", resumefit.check(BAD, as_of=TODAY)), ("empty.txt", [])])
    page = Shown(html)
    assert not page.open
    assert "default-src 'none'" in html
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base", "form", "a", "use"}
    assert not {name for _, found in page.tags for name in found if name.startswith("on") or name in ("src", "href")}
    assert not re.search(r"url\(|@import|https?:", html[html.index("<style>") : html.index("</style>")])
    assert "nothing found" in shown(html)


def test_what_a_document_says_stays_text() -> None:
    found = [replace(one, message=ATTACK, quote=f"q {ATTACK}") for one in resumefit.check(BAD, as_of=TODAY)]
    assert found
    own = [replace(one, check=replace(one.check, title=ATTACK, why=ATTACK, fix=ATTACK, source=ATTACK)) for one in found]
    html = findings_html([(ATTACK, own)])
    page = Shown(html)
    assert not page.open
    assert "script" not in {tag for tag, _ in page.tags}
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_the_command_writes_one_page_for_all(tmp_path: Path) -> None:
    names = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for name in names:
        name.write_bytes(BAD)
    target = tmp_path / "found.html"
    words = ["check", *map(str, names), "--format", "html", "--fail-on", "never", "-o", str(target)]
    assert run(words) == 0
    html = target.read_text("utf-8")
    assert html.count("<!DOCTYPE html>") == 1
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["one.txt", "two.txt"]


def test_other_postings_are_read_beside_the_posting(tmp_path: Path) -> None:
    resume, posting = tmp_path / "tess.txt", tmp_path / "posting.txt"
    resume.write_text(RESUME, "utf-8")
    posting.write_text(POSTING, "utf-8")
    others = ["--other", str(posting), "--other", str(posting)]
    words = ["check", str(resume), "--select", "FIT106", "--fail-on", "polish"]
    assert run([*words, *others]) == 2
    assert run([*words, "--posting", str(posting)]) == 0
    assert run([*words, "--posting", str(posting), *others]) == 1
