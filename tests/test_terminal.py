from __future__ import annotations

import io
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import load_config
from resumefit.rendering import terminal
from resumefit.rendering.safe import bare_json, printable, printable_lines
from resumefit.rendering.screen import Screen, excerpt
from resumefit.rendering.terminal import render_keywords, render_report
from tests.reports import hostile, report

GOLDEN = Path(__file__).parent / "golden"
SGR = re.compile(r"\x1b\[[0-9;]*m")  # what sets colours and weights, and nothing else
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
SUM_LINE = re.compile(r"^ +(\d+\.\d{4})  x (\d\.\d+) +=\s+(\d+\.\d{4})  (\w+)", re.MULTILINE)
SUMS = re.compile(r"^ +(\d+\.\d{4}) +=\s+(\d+\.\d{4}) +(sum of|total)", re.MULTILINE)


def unversioned(text: str) -> str:
    return re.sub(r"resumefit \d+\.\d+\.\d+\S*?(?=\. )", "resumefit X", text)


def test_the_plain_page(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "report.txt", unversioned(render_report(report(), Screen())))


def test_the_arithmetic_page(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "explained.txt", unversioned(render_report(report(), Screen(), explain=True)))


def test_the_keywords_page() -> None:
    page = render_keywords(report().posting, load_config(), Screen(100))
    assert page.startswith("Baker at Harbour Loaf  posting.txt\n")
    worths = [float(worth) for worth in re.findall(r"^ +(\d+\.\d)  (?:required|preferred|duty)", page, re.MULTILINE)]
    assert len(worths) == 7
    assert worths == sorted(worths, reverse=True)
    assert re.search(r'preferred  language +Spanish +"Spanish is a plus."', page)
    assert re.search(r'licence +Food handler licence +"You hold a food handler licence."', page)


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_screen(width: int, colour: bool, explain: bool) -> None:
    page = render_report(report(), Screen(width, colour), explain=explain)
    lines = [SGR.sub("", line) for line in page.splitlines()]
    assert len(lines) > 20
    assert max(map(len, lines)) <= width


def test_a_plain_page_is_ascii_where_the_documents_are() -> None:
    assert render_report(report(), Screen()).isascii()
    assert render_report(report(), Screen(), explain=True).isascii()


def test_a_coloured_page_says_the_same_words() -> None:
    page = SGR.sub("", render_report(report(), Screen(colour=True)))
    for said in ("Match score 68.0 of 100, worth tailoring", "Literal 30.0", "Deck oven", "typo", "Do these first"):
        assert said in page


def test_the_lines_of_the_arithmetic_add_up_to_the_total_shown() -> None:
    page = render_report(report(), Screen(), explain=True)
    lines = SUM_LINE.findall(page)
    sums = SUMS.findall(page)
    assert len(lines) == 7
    for worth, credit, earned, _ in lines:
        assert float(worth) * float(credit) == pytest.approx(float(earned), abs=0.002)
    total = next(float(earned) for _, earned, kind in sums if kind == "total")
    assert sum(float(earned) for _, _, earned, _ in lines) == pytest.approx(total, abs=1e-9)
    assert sum(float(earned) for _, earned, kind in sums if kind == "sum of") == pytest.approx(total, abs=1e-9)
    assert sum(float(worth) for worth, _, _, _ in lines) == pytest.approx(100, abs=0.001)
    assert f"shown as {round(total, 1):.1f}" in page
    assert f"{round(total, 1):.1f} / 100" in page


def test_top_cuts_both_lists_and_says_so() -> None:
    cut = render_report(report(), Screen(), top=1)
    assert "and 1 more, worth 6.7 points together (--all)" in cut
    assert "and 4 more" in cut
    assert "more, worth" not in render_report(report(), Screen(), top=None)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("explain", [False, True])
def test_documents_do_not_steer_the_terminal(colour: bool, explain: bool) -> None:
    page = render_report(hostile(), Screen(100, colour), explain=explain)
    bare = SGR.sub("", page) if colour else page
    assert "[bold red]bait" in bare.replace("\n", "")
    assert "resume[red].pdf" in bare
    assert not STEERS.search(bare)
    assert "\x1b]" not in page


def test_a_hostile_posting_does_not_steer_the_keywords() -> None:
    page = render_keywords(hostile().posting, load_config(), Screen(100))
    assert "[bold red]" in page
    assert not STEERS.search(page)


@given(st.text())
def test_what_is_printable_is_one_line_without_controls(text: str) -> None:
    assert not STEERS.search(printable(text))
    assert "\n" not in printable(text)
    assert printable(printable(text)) == printable(text)
    assert not STEERS.search(printable_lines(text).replace("\t", ""))


@given(st.text())
def test_bare_json_keeps_the_value(text: str) -> None:
    import json

    written = bare_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert not re.search("[\x7f-\x9f\u2028-\u202e]", written)


@given(st.text(alphabet="ab cde ", max_size=120), st.sampled_from(["c", "ab cd", "zz", ""]), st.integers(12, 80))
def test_an_excerpt_is_short_and_from_the_line(line: str, focus: str, most: int) -> None:
    cut = excerpt(line, (focus,), most)
    assert len(cut) <= most
    assert cut.removeprefix("...").removesuffix("...") in line


def test_an_excerpt_holds_the_words_that_matter() -> None:
    line = "word " * 40 + "Deck Oven" + " word" * 40
    cut = excerpt(line, ("nowhere", "deck oven"), 40)
    assert "Deck Oven" in cut
    assert cut.startswith("...word")
    assert cut.endswith("word...")


@pytest.mark.parametrize(("delay", "said"), [(0.0, True), (30.0, False)])
def test_progress_is_said_after_a_while_only(monkeypatch: pytest.MonkeyPatch, delay: float, said: bool) -> None:
    monkeypatch.setattr(terminal, "_PROGRESS_AFTER", delay)
    monkeypatch.setenv("FORCE_COLOR", "1")
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    with terminal.progress("Reading a[red]b\x1b[2J") as step:
        time.sleep(0.3)
        step("Comparing")
    assert ("Reading a[red]b" in screen.getvalue()) is said
    assert "\x1b[2J" not in screen.getvalue()
