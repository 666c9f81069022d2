"""The same files on the same day give the same bytes, and the sum that is printed is the score."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import resumefit
from resumefit.rendering.json import to_json
from resumefit.rendering.screen import Screen
from resumefit.rendering.terminal import render_report
from resumefit.report import Report

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
PROBES = ROOT / "tests" / "eval" / "probes"
DAY = date(2026, 11, 1)
PAIRS = {
    "maya": ("resumes/maya-okafor-backend-engineer.pdf", "postings/backend-engineer-northwind-ferry.html"),
    "hannah": ("resumes/hannah-lindqvist-accountant.docx", "postings/senior-accountant-cooper-vale-foods.txt"),
    "priya": ("resumes/priya-raman-registered-nurse.docx", "postings/registered-nurse-icu-st-alder.html"),
    "ines": ("resumes/ines-caballero-frontend-developer.json", "postings/frontend-developer-larkspur-health.md"),
    "rhys": ("resumes/rhys-calloway-computing-teacher.md", "postings/computer-science-teacher-ashdown-moor.html"),
    "dale": ("resumes/dale-whitcomb-electrician.txt", "postings/electrical-service-foreman-granite-fork.txt"),
}
LINE = re.compile(r"^ +(\d+\.\d{4})  x (\d\.\d+) +=\s+(\d+\.\d{4})  (\w+)", re.MULTILINE)
SUM = re.compile(r"^ +(\d+\.\d{4}) +=\s+(\d+\.\d{4}) +(sum of|total, shown as (\d+\.\d))", re.MULTILINE)
SCRIPT = """
import sys
from resumefit.cli import run
for arguments in sys.stdin.read().split("\\n\\n"):
    print("exit code", run(arguments.split("\\n")), flush=True)
"""


@cache
def report(pair: str) -> Report:
    resume, posting = (EXAMPLES / name for name in PAIRS[pair])
    return resumefit.match(resume, posting, what_if="SQL, Airflow, welding", as_of=DAY)


# ---------------------------------------------------------------- the same bytes


def commands(letter: Path) -> list[list[str]]:
    day = ["--as-of", DAY.isoformat()]
    more = ["--what-if", "SQL, Airflow, dbt", "--cover-letter", str(letter)]
    asked = [
        ["match", str(EXAMPLES / resume), str(EXAMPLES / posting), *day, *more, *form]
        for resume, posting in PAIRS.values()
        for form in (["--format", "json"], ["--explain", "--all"])
    ]
    case = PROBES / "data-analyst"
    probes = [
        ["match", str(case / f"{name}.txt"), str(case / "posting.txt"), *day, "--format", "json"]
        for name in ("qualified_other", "adjacent", "parrot")
    ]
    check = ["check", str(EXAMPLES / PAIRS["maya"][0]), "--posting", str(EXAMPLES / PAIRS["maya"][1]), *day]
    return [*asked, *probes, [*check, "--format", "json"], ["keywords", str(EXAMPLES / PAIRS["dale"][1]), "-f", "json"]]


def printed(letter: Path, folder: Path, **environment: str) -> bytes:
    """What all the commands print, one process for all of them."""
    given = "\n\n".join("\n".join(command) for command in commands(letter)).encode()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=given,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=300,
        check=True,
    )
    assert done.stdout.count(b"exit code") == len(commands(letter))
    return done.stdout


def test_two_hash_seeds_places_and_zones_give_the_same_bytes(tmp_path: Path) -> None:
    """Everything that a process has of its own: the seed of its hashes, its folder, its zone, its locale, its columns."""
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Dear Ms Brook, I read your notice in the window of the ferry office and am writing to you at once, for I have "
        "used Python, SQL and Kubernetes for years, know COBOL and Fortran, and hold a first aid certificate.\n"
    )
    (tmp_path / "elsewhere").mkdir()
    one = printed(letter, ROOT, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    two = printed(letter, tmp_path / "elsewhere", PYTHONHASHSEED="4321", TZ="Pacific/Auckland", LC_ALL="C.UTF-8")
    assert len(one) > 100_000
    assert one == two


def test_the_day_that_present_stands_for_is_printed_and_counts() -> None:
    resume, posting = (EXAMPLES / name for name in PAIRS["hannah"])
    later = resumefit.match(resume, posting, as_of=date(2031, 11, 1))
    assert json.loads(to_json(report("hannah")))["as_of"] == "2026-11-01"
    assert json.loads(to_json(later))["as_of"] == "2031-11-01"
    assert "As of 2031-11-01" in render_report(later, Screen())


# ---------------------------------------------------------------- the sum


@pytest.mark.parametrize("pair", PAIRS)
def test_the_printed_sum_is_the_score(pair: str) -> None:
    """A reader with the page and a pencil: each line is a product, the lines add up to each part and to the total."""
    made = report(pair)
    page = render_report(made, Screen(), top=None, explain=True)
    lines = [(float(worth), float(credit), float(earned)) for worth, credit, earned, _ in LINE.findall(page)]
    parts = [float(earned) for _, earned, kind, _ in SUM.findall(page) if kind == "sum of"]
    ((total, shown),) = [(float(earned), shown) for _, earned, kind, shown in SUM.findall(page) if kind != "sum of"]
    assert len(lines) == len(made.score.points) >= 10
    assert len(parts) == len(made.score.parts) >= 3
    for worth, credit, earned in lines:
        assert worth * credit == pytest.approx(earned, abs=0.0005 * worth + 0.0001)
    assert sum(earned for _, _, earned in lines) == pytest.approx(total, abs=1e-6)
    assert sum(parts) == pytest.approx(total, abs=1e-6)
    assert sum(worth for worth, _, _ in lines) == pytest.approx(100, abs=0.005)
    assert float(shown) == made.score.total
    assert total == pytest.approx(made.score.total, abs=0.06)
    assert f"Match score    {made.score.total:.1f} / 100" in page


@pytest.mark.parametrize("pair", PAIRS)
def test_figures_are_rounded_as_documented(pair: str) -> None:
    """Scores, and what a question gains, have one decimal; points and credits at most four."""
    said = json.loads(to_json(report(pair)))
    scores = [said["score"]["total"], said["score"]["literal"], said["what_if"]["total"], said["what_if"]["gain"]]
    scores += [one["gain"] for one in said["what_if"]["terms"]]
    assert [round(one, 1) for one in scores] == scores
    floats = list(numbers(said))
    assert len(floats) > 50
    assert [round(one, 4) for one in floats] == floats
    assert sum(one["earned"] for one in said["requirements"]) == pytest.approx(said["score"]["total"], abs=0.06)
    for one in said["requirements"]:
        assert one["earned"] == pytest.approx(one["worth"] * one["credit"], abs=0.0001 * (one["worth"] + 1))


def numbers(value: Any) -> Iterator[float]:
    """Every number with a point in a JSON value."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers(one)
