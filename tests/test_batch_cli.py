"""The batch command: what it takes, what it writes, and that nothing in a document gets out of its cell."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.cli import run
from resumefit.cli.batch import _counter, _span
from resumefit.matching.pair import Pair
from resumefit.rendering.batch import (
    AlikeFacts,
    AnswerFacts,
    AssignedFacts,
    BatchFacts,
    BestFacts,
    FailureFacts,
    ReachFacts,
    TopFacts,
    render_batch,
    render_cache,
)
from resumefit.rendering.heatmap import HeatMap
from resumefit.rendering.screen import Screen
from resumefit.rendering.tables import COLUMNS, CsvTable, JsonTable, harmless
from tests.test_cli import ROOT, Result, Runner, process

RESUMES, POSTINGS = ROOT / "examples" / "resumes", ROOT / "examples" / "postings"
DAY = ("--as-of", "2026-11-01")
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Runner:
    def called(*arguments: object) -> Result:
        capsys.readouterr()
        code = run([str(one) for one in arguments])
        return Result(code, *capsys.readouterr())

    return called


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two resumes, one of them broken, and two postings."""
    for folder in ("resumes", "postings"):
        (tmp_path / folder).mkdir()
    for name in ("rhys-calloway-computing-teacher.md", "dale-whitcomb-electrician.txt"):
        (tmp_path / "resumes" / name).write_bytes((RESUMES / name).read_bytes())
    for name in ("computer-science-teacher-ashdown-moor.html", "electrical-service-foreman-granite-fork.txt"):
        (tmp_path / "postings" / name).write_bytes((POSTINGS / name).read_bytes())
    return tmp_path


def test_a_folder_against_a_folder(call: Runner, files: Path) -> None:
    out = [files / f"results{ending}" for ending in (".csv", ".jsonl", ".html", ".parquet")]
    given_ = [word for path in out for word in ("--out", path)]
    result = call("batch", files / "resumes", "--postings", files / "postings", *given_, "--assign", *DAY)
    assert (result.code, result.err) == (0, "")
    assert "2 resumes against 2 postings" in result.out
    assert "Which to send where" in result.out
    rows = rows_of(out[0])
    assert len(rows) == 4
    lines = [json.loads(line) for line in out[1].read_text("utf-8").splitlines()]
    pairs = [line for line in lines if line["kind"] == "pair"]
    assert [(one["resume"], one["posting"], f"{one['score']}") for one in pairs] == [
        (row["resume"], row["posting"], row["score"]) for row in rows
    ]
    assert [line["kind"] for line in lines[4:]] == [
        "best",
        "best",
        "best posting",
        "best posting",
        "assigned",
        "assigned",
    ]
    from pyarrow import parquet

    table = parquet.read_table(out[3]).to_pylist()
    assert [(one["resume"], round(one["score"], 1)) for one in table] == [
        (row["resume"], float(row["score"])) for row in rows
    ]
    assert out[2].read_text("utf-8").count("<td class=") == 4
    assert not list(files.glob("*.part"))


def test_the_score_is_that_of_match(call: Runner, files: Path) -> None:
    resume, posting = min((files / "resumes").iterdir()), sorted((files / "postings").iterdir())[1]
    call("batch", resume, "--posting", posting, "--out", files / "r.csv", *DAY)
    (row,) = rows_of(files / "r.csv")
    alone = json.loads(call("match", resume, posting, "--format", "json", *DAY).out)
    assert float(row["score"]) == alone["score"]["total"]
    assert float(row["literal"]) == alone["score"]["literal"]


def test_top_shows_the_lines_that_answer(call: Runner, files: Path) -> None:
    result = call(
        "batch", files / "resumes", "-p", files / "postings", "--top", 2, "--out", files / "r.jsonl", "--no-cache", *DAY
    )
    assert result.code == 0
    assert "Teacher of Computer Science" in result.out
    best = [
        one for one in map(json.loads, (files / "r.jsonl").read_text("utf-8").splitlines()) if one["kind"] == "best"
    ]
    assert [one["rank"] for one in best] == [1, 2, 1, 2]
    assert best[0]["answers"][0]["line"] in (RESUMES / "rhys-calloway-computing-teacher.md").read_text("utf-8")
    assert not (files / "cache").exists()


def test_a_bad_file_is_named_and_the_code_says_so(call: Runner, files: Path) -> None:
    (files / "resumes" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (files / "resumes" / ".hidden").write_bytes(b"not looked at")
    out = files / "r.csv"
    result = call("batch", files / "resumes", "-p", files / "postings", "--out", out, "--out", files / "r.jsonl", *DAY)
    assert result.code == 5
    assert re.search(r"^resumefit: left out: broken\.pdf .+$", result.err, re.MULTILINE)
    assert "Left out" in result.out
    assert "hidden" not in result.out + result.err
    *_, last = rows_of(out)
    assert last["resume"] == "broken.pdf"
    assert last["error"]
    assert last["score"] == ""
    assert json.loads((files / "r.jsonl").read_text("utf-8").splitlines()[-1])["kind"] == "failure"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("{f}/gone.pdf", "-p", "{f}/postings"), 3, "gone.pdf: no such file"),
        (("{f}/resumes", "-p", "{f}/gone.html"), 3, "gone.html: no such file"),
        (("{f}/*.docx", "-p", "{f}/postings"), 2, "no such files; check the pattern"),
        (("{f}/empty", "-p", "{f}/postings"), 2, "holds no files"),
        (("{f}/resumes",), 2, "--postings"),
        (("{f}/resumes", "-p", "{f}/postings", "--out", "x.doc"), 2, "must end in .csv"),
        (("{f}/resumes", "-p", "{f}/postings", "--out", "{f}/nowhere/x.csv"), 2, "can't be written"),
        (("{f}/resumes", "-p", "{f}/postings", "--out", "{f}/nowhere/x.html"), 2, "can't be written"),
        (("{f}/resumes", "-p", "{f}/postings", "--out", "{f}/nowhere/x.parquet"), 2, "can't be written"),
        (("{f}/resumes", "-p", "{f}/postings", "--workers", "0"), 2, "--workers"),
        (("{f}/resumes", "-p", "{f}/postings", "--workers", "2", "--cluster", "tcp://x:1"), 2, "do not go together"),
        (("{f}/resumes", "-p", "{f}/postings", "--out", "{f}/x.csv", "--out", "{f}/no/x.csv"), 2, "can't be written"),
        (("{f}/own.csv", "-p", "{f}/postings", "--out", "{f}/own.csv"), 2, "is an input, too"),
    ],
)
def test_what_is_wrong_is_one_line(
    call: Runner,
    files: Path,
    arguments: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    (files / "empty").mkdir()
    (files / "own.csv").write_text("x")
    result = call("batch", *(one.format(f=files) for one in arguments))
    assert result.code == code
    assert says in result.err
    assert not list(files.rglob("*.part"))
    assert len(result.err.splitlines()) == 1
    assert "Traceback" not in result.err


def test_a_pattern_names_each_file_once(call: Runner, files: Path) -> None:
    result = call("batch", f"{files}/resumes/*.md", files / "resumes", "-p", f"{files}/postings/*.txt", *DAY)
    assert "2 resumes against 1 posting" in result.out


def test_the_cache_is_shown_and_cleared(call: Runner, files: Path) -> None:
    empty = call("cache", "info")
    assert "0 entries" in empty.out
    call("batch", files / "resumes", "-p", files / "postings", *DAY)
    assert "6 entries" in call("cache", "info").out
    assert call("cache", "clear").out.startswith("Removed: ")
    assert "0 entries" in call("cache", "info").out


def test_two_runs_write_the_same_bytes(call: Runner, files: Path) -> None:
    outs = []
    for name, more in (("a", ()), ("b", ("--no-cache",)), ("c", ("--workers", "2"))):
        out = [files / f"{name}{ending}" for ending in (".csv", ".jsonl", ".html")]
        call("batch", files / "resumes", "-p", files / "postings", *DAY, *more, *(w for o in out for w in ("--out", o)))
        outs.append([path.read_bytes() for path in out])
    assert outs[0] == outs[1] == outs[2]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_leaves_what_is_done(tmp_path: Path) -> None:
    resumes = tmp_path / "resumes"
    resumes.mkdir()
    text = (RESUMES / "dale-whitcomb-electrician.txt").read_text("utf-8")
    for number in range(400):
        (resumes / f"{number:03}.txt").write_text(
            f"{text}\n- Wired house number {number} on a street of its own\n", "utf-8"
        )
    out, kept = tmp_path / "r.csv", tmp_path / "cache"
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a background job does not
    code = f"{heeding}; from resumefit.cli import main; main()"
    command = [sys.executable, "-c", code, "batch", resumes, "-p", POSTINGS, "--out", out, *DAY]
    environment = {**os.environ, "RESUMEFIT_CACHE": str(kept)}
    batch = subprocess.Popen(list(map(str, command)), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while len(list(kept.glob("batch/*/*.entry"))) < 30 and batch.poll() is None:
        time.sleep(0.05)
    batch.send_signal(signal.SIGINT)
    printed, _ = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert b"Stopped before the end" in printed
    rows = rows_of(out)
    done = {row["resume"] for row in rows}
    assert 0 < len(done) < 400
    assert len(rows) == 9 * len(done)


# ---------------------------------------------------------------- hostile words


HOSTILE = "<script>alert(1)</script>\"'&\x1b[31m\u202e"
PAIR = Pair(
    f"{HOSTILE}.pdf",
    FORMULA,
    71.5,
    40.0,
    (("required", 50.0, 40.0), ("title", 50.0, 31.5)),
    ((f"={HOSTILE}", "not met"), ("-2+3", "met"), ("@SUM(A1)", "not stated")),
    ("+1", HOSTILE, "a|=b"),
)
FACTS = BatchFacts(
    1,
    (BestFacts(FORMULA, HOSTILE, (TopFacts(PAIR, (AnswerFacts(HOSTILE, "exact", HOSTILE),)),)),),
    (ReachFacts(PAIR.resume, FORMULA, 71.5),),
    (AssignedFacts(FORMULA, PAIR.resume, 71.5, (HOSTILE,)),),
    (AlikeFacts((PAIR.resume, HOSTILE), 0.95),),
    (FailureFacts(HOSTILE, FORMULA),),
    finished=False,
)


class Page(HTMLParser):
    """The tags of a page, and what its attributes load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [name for name, _ in attrs if name in ("src", "href", "onload", "onclick", "onerror", "style")]


def test_the_heat_map_is_one_file_that_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    heat = HeatMap(path)
    heat.add([PAIR])
    heat.close(FACTS)
    text = path.read_text("utf-8")
    page = Page()
    page.feed(text)
    assert "script" not in page.tags
    assert not page.loads
    assert page.tags.count("td") > 5
    assert "default-src 'none'" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    table = CsvTable(path)
    table.add([PAIR])
    table.close(FACTS)
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 3
    cells = [cell for row in rows[1:] for cell in row]
    assert sum(cell.startswith("'") for cell in cells) >= 4
    assert not [cell for cell in cells if re.match(r"[\s\"]*[=+\-@\t\r]", cell)]


@given(st.text())
def test_no_text_begins_a_formula_in_any_of_the_cells_it_may_be_split_into(text: str) -> None:
    made = harmless(text)
    assert "\n" not in made
    for part in re.split(r"[,;|]", made):
        assert not re.match(r"[\s\"']*(?<!')[=+\-@＝＋－＠]", part)


@given(st.text(alphabet=st.characters(whitelist_categories=("L", "N")), min_size=1))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert harmless(f"{text}-{text} C++ a=b") == f"{text}-{text} C++ a=b"


def test_json_lines_are_one_line_each_and_bare_of_controls(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    table = JsonTable(path)
    table.add([PAIR])
    table.close(FACTS)
    lines = path.read_text("utf-8").splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["pair", "best", "best posting", "assigned", "alike", "failure", "stopped"]
    assert json.loads(lines[0])["posting"] == FORMULA
    assert "\x1b" not in "".join(lines)
    assert "\u202e" not in "".join(lines)


def test_a_terminal_gets_no_control_sequence() -> None:
    for screen in (Screen(), Screen(100, colour=True)):
        page = render_batch(FACTS, screen)
        assert "\x1b[31m\u202e" not in page
        assert "\u202e" not in page
        assert "Stopped before the end" in page
        assert "as good" in page
        assert "not met" in page


def test_long_lists_are_cut_on_the_screen() -> None:
    many = BatchFacts(
        1,
        tuple(BestFacts(f"posting {number}", "", ()) for number in range(30)),
        (),
        None,
        (),
        tuple(FailureFacts(f"file {number}", "broken") for number in range(25)),
    )
    page = render_batch(many, Screen())
    assert "and 10 more postings" in page
    assert "and 5 more files" in page


def test_the_largest_maps_are_cut(tmp_path: Path) -> None:
    heat = HeatMap(tmp_path / "map.html")
    names = [f"resume {number}" for number in range(510)]
    for name in names:
        heat.add([Pair(name, f"posting {number}", 50, 50, (), (), ()) for number in range(3)])
    heat.close(BatchFacts(510, tuple(BestFacts(f"posting {number}", "", ()) for number in range(3)), (), None, (), ()))
    text = (tmp_path / "map.html").read_text("utf-8")
    assert text.count('<th scope="row"') == 500
    assert "Drawn are the first 500 resumes" in text


# ---------------------------------------------------------------- small things


def test_progress_tells_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 1.0, 11.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(now))
    told: list[str] = []
    count = _counter(told.append)
    for done in (1, 11, 111):
        count("row", done, 1211)
    assert told == ["1 of 1,211 resumes", "11 of 1,211 resumes, 10.0 a second, 2 min 0 s left",
                    "111 of 1,211 resumes, 10.0 a second, 1 min 50 s left"]  # fmt: skip
    assert [_span(one) for one in (5, 65, 3700)] == ["5 s", "1 min 5 s", "1 h 1 min"]


def test_the_cache_on_one_line() -> None:
    assert render_cache(Path("a"), 1, 2_500_000, 500_000_000) == "a: 1 entry, 2.5 of at most 500 MB\n"


def test_help_needs_nothing_heavy() -> None:
    helped = process("batch", "--help")
    assert helped.returncode == 0
    assert b"--cluster" in helped.stdout
