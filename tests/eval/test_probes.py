"""The probes: a posting and five resumes by made-up people in each folder of tests/eval/probes, held to bars and a ratchet.

The ratchet stands in probes_baseline.json with each case's scores and a hash of the cases they were measured on.
`pytest tests/eval --update-baseline` writes it; where it would fall, only with --allow-lower.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

import resumefit

PROBES = Path(__file__).parent / "probes"
BASELINE = Path(__file__).parent / "probes_baseline.json"
TODAY = date(2026, 11, 1)  # what "Present" stands for in the cases
RESUMES = ("qualified_same", "qualified_other", "adjacent", "parrot", "unrelated")
CASES = tuple(sorted(folder.name for folder in PROBES.iterdir() if folder.is_dir()))
SLACK = 1.0  # points by which a boilerplate parrot or an unrelated resume may rise before it is a regression
ROUNDING = 0.051  # scores are rounded to a tenth

Scores = dict[str, dict[str, float]]


@cache
def scores() -> Scores:
    return {case: {name: _score(case, name) for name in RESUMES} for case in CASES}


def _score(case: str, name: str) -> float:
    return resumefit.match(PROBES / case / f"{name}.txt", PROBES / case / "posting.txt", as_of=TODAY).score.total


def data_hash() -> str:
    """SHA-256 of the texts of all cases, line ends aside."""
    digest = hashlib.sha256()
    for case in CASES:
        for name in ("posting", *RESUMES):
            digest.update(f"{case}/{name}\n".encode())
            digest.update((PROBES / case / f"{name}.txt").read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def regressions(old: Scores, new: Scores) -> list[str]:
    """What got worse from one measurement to the other, over the cases that both have."""
    both = sorted(old.keys() & new.keys())
    found = []
    for name in ("qualified_same", "qualified_other"):
        before, after = (
            (round(fmean(scores[case][name] for case in both), 2) for scores in (old, new)) if both else (0.0, 0.0)
        )
        if after < before - ROUNDING:
            found.append(f"mean {name} fell from {before:.1f} to {after:.1f}")
    for case in both:
        found += [
            f"{case}: {name} rose from {old[case][name]:.1f} to {new[case][name]:.1f}"
            for name in ("parrot", "unrelated")
            if new[case][name] > old[case][name] + SLACK
        ]
    return found


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
    assert not [
        case
        for case in CASES
        for name in ("posting", *RESUMES)
        if not (PROBES / case / f"{name}.txt").read_text("utf-8").strip()
    ]


@pytest.mark.parametrize("case", CASES)
def test_no_credit_without_the_skills(case: str) -> None:
    """Who repeats the boilerplate, and who has only the degree level, the years and the manners, gets next to nothing."""
    got = scores()[case]
    assert got["parrot"] <= 15
    assert got["unrelated"] <= 15


# The cases that were committed before the code that is measured on them: each holds issue 2's bars by itself.
FIRST = (
    "backend-developer cnc-machinist digital-marketing-manager electrician graphic-designer high-school-math-teacher "
    "hotel-front-office-manager hr-generalist paralegal registered-nurse staff-accountant warehouse-supervisor"
).split()


@pytest.mark.parametrize("case", FIRST)
def test_each_first_case_holds_the_bars(case: str) -> None:
    """Issue 2: qualified at least 70, boilerplate parrot and unrelated at most 15, and whoever is qualified comes first."""
    got = scores()[case]
    assert got["qualified_same"] >= 70
    assert got["parrot"] <= 15
    assert got["unrelated"] <= 15
    assert min(got["qualified_same"], got["qualified_other"]) > max(got["parrot"], got["unrelated"])
    assert got["qualified_same"] > got["adjacent"]


def test_the_qualified_score_high() -> None:
    """At least 70 in 85 fields of a hundred; which fall short is in the message."""
    low = {case: got["qualified_same"] for case, got in scores().items() if got["qualified_same"] < 70}
    assert len(scores()) >= 20
    assert len(low) <= 0.15 * len(scores()), low


@pytest.mark.parametrize("case", CASES)
def test_the_qualified_come_first(case: str) -> None:
    got = scores()[case]
    assert got["qualified_same"] > max(got["adjacent"], got["parrot"], got["unrelated"])


def test_scores_did_not_fall(request: pytest.FixtureRequest) -> None:
    new: dict[str, Any] = {"data": data_hash(), "cases": scores()}
    old: dict[str, Any] = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {"data": "", "cases": {}}
    worse = regressions(old["cases"], new["cases"])
    if request.config.getoption("--update-baseline"):
        if worse and not request.config.getoption("--allow-lower"):
            pytest.fail("the baseline would fall (add --allow-lower if it must): " + "; ".join(worse))
        BASELINE.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
        return
    assert BASELINE.exists(), "no baseline: pytest tests/eval --update-baseline writes it"
    assert old["data"] == new["data"], "the cases have changed: measure again with --update-baseline"
    assert not worse


def test_the_ratchet_sees_what_gets_worse() -> None:
    old: Scores = {"a": {"qualified_same": 80, "qualified_other": 60, "adjacent": 40, "parrot": 3, "unrelated": 4}}
    assert not regressions(old, old)
    assert not regressions(old, {"a": old["a"] | {"parrot": 4, "adjacent": 0}})
    assert regressions(old, {"a": old["a"] | {"parrot": 4.1}}) == ["a: parrot rose from 3.0 to 4.1"]
    assert regressions(old, {"a": old["a"] | {"unrelated": 9}}) == ["a: unrelated rose from 4.0 to 9.0"]
    assert regressions(old, {"a": old["a"] | {"qualified_same": 79}}) == ["mean qualified_same fell from 80.0 to 79.0"]
    assert regressions(old, {"a": old["a"] | {"qualified_other": 59}}) == [
        "mean qualified_other fell from 60.0 to 59.0"
    ]
    assert not regressions(old, {"b": old["a"] | {"qualified_same": 0}})


def test_a_measurement_can_be_repeated() -> None:
    case = CASES[0]
    assert _score(case, "qualified_same") == scores()[case]["qualified_same"]
