"""docs/scoring.md says what the code does: its tables are the settings, and its example is recomputed.

`pytest tests/test_scoring_doc.py --update-golden` writes the example's arithmetic anew; read the difference.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

import resumefit
from resumefit.config import load_config
from resumefit.report import Report

DOC = Path(__file__).parent.parent / "docs" / "scoring.md"
TEXT = DOC.read_text("utf-8")


def block(name: str) -> str:
    (found,) = re.findall(rf"```{name}\n(.*?)```", TEXT, re.DOTALL)
    return str(found)


def example() -> Report:
    resume, posting = resumefit.read_resume(text=block("resume")), resumefit.read_posting(text=block("posting"))
    return resumefit.match(resume, posting, as_of=date(2026, 11, 1))


def arithmetic(report: Report) -> str:
    rows = [
        f"{point.part:<10} {point.worth:7.3f} x {point.match.credit:.3f} = {point.earned:7.3f}  "
        f"{point.match.how:<8} {point.match.requirement.label}"
        for point in report.score.points
    ]
    total = sum(point.earned for point in report.score.points)
    return "\n".join([*rows, f"{'score':<28} {total:7.3f}  rounded {report.score.total}", ""])


def table(heading: str) -> dict[str, float]:
    """The first two columns of the table under a heading."""
    part = TEXT[TEXT.index(f"\n## {heading}\n") :]
    rows = re.findall(r"^\| ([a-z ]+?) \| ([\d.]+) \|", part[: part.index("\n## ", 5)], re.MULTILINE)
    return {name: float(number) for name, number in rows}


def test_the_credits_are_those_of_the_settings() -> None:
    assert table("How it is answered") == asdict(load_config().credits)


def test_the_points_are_those_of_the_settings() -> None:
    points = {name.replace("_", " "): value for name, value in asdict(load_config().weights).items()}
    assert table("What it is worth") == points
    assert sum(points.values()) == 100


def test_the_factors_of_the_text_are_those_of_the_settings() -> None:
    config = load_config()
    assert config.evidence.listed == config.evidence.long_ago == 0.97
    assert "0.97 where it is only listed" in TEXT
    assert config.evidence.long_ago_years == 10
    assert "more than ten years ago" in TEXT
    assert config.importance.unlisted == 0.25
    assert "in no taxonomy a quarter" in TEXT
    assert config.importance.repeated * config.importance.most_repeats == 0.5
    assert "up to half as much again" in TEXT


def test_the_example_is_what_is_computed(request: pytest.FixtureRequest) -> None:
    now = arithmetic(example())
    if request.config.getoption("--update-golden"):
        DOC.write_text(re.sub(r"```arithmetic\n.*?```", f"```arithmetic\n{now}```", TEXT, flags=re.DOTALL), "utf-8")
        return
    assert block("arithmetic") == now


def test_the_example_adds_up_and_shows_each_way_of_answering() -> None:
    report = example()
    assert sum(point.worth for point in report.score.points) == pytest.approx(100)
    assert round(sum(point.earned for point in report.score.points), 1) == report.score.total
    assert {point.match.how for point in report.score.points} >= {"exact", "alias", "implied", "missing"}
    assert any(point.match.weight < 1 for point in report.score.points)


def test_the_words_for_the_score_are_those_of_the_settings() -> None:
    bands = {name.replace("_", " "): least for name, least in asdict(load_config().bands).items()}
    assert table("The word beside it") == bands | {"another job": 0}
