"""Keywords in postings that people marked, held to models/metrics.json: by rules alone and with the trained pipeline.

The labelled sets lie beside the project, not in it; without them this is skipped. `models/scripts/evaluate.py` measures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
METRICS = ROOT / "models" / "metrics.json"
ROUNDING = 0.101  # figures are rounded to a tenth, and F1 is a ratio of counts

Figures = dict[str, dict[str, dict[str, list[float]]]]


@cache
def figures() -> Figures:
    if not (DATA / "skillspan_dev.jsonl").is_file():
        pytest.skip("the labelled sets (../shared/data) are not on this machine")
    script = ROOT / "models" / "scripts" / "evaluate.py"
    done = subprocess.run([sys.executable, script, "--data", DATA], capture_output=True, text=True, check=True)
    got: Figures = json.loads(done.stdout)
    return got


def fallen(old: Figures, new: Figures) -> list[str]:
    """The F1s that are lower than they were."""
    return [
        f"{mode} {task} {measure}: {old[mode][task][measure][2]} -> {new[mode][task][measure][2]}"
        for mode in old
        for task in old[mode]
        for measure in old[mode][task]
        if new[mode][task][measure][2] < old[mode][task][measure][2] - ROUNDING
    ]


def test_figures_did_not_fall(request: pytest.FixtureRequest) -> None:
    new = figures()
    old: Figures = json.loads(METRICS.read_text("utf-8"))
    worse = fallen(old, new)
    if request.config.getoption("--update-baseline"):
        if worse and not request.config.getoption("--allow-lower"):
            pytest.fail("the figures would fall (add --allow-lower if they must): " + "; ".join(worse))
        METRICS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8", newline="\n")
        return
    assert old.keys() == {"rules", "trained"}
    assert not worse


def test_the_pipeline_finds_what_was_asked_of_it() -> None:
    """The floors of the work order: 56 for exact spans and 57 for the set of keywords, on dev."""
    knowledge = figures()["trained"]["knowledge"]
    assert knowledge["strict"][2] >= 56
    assert knowledge["keywords"][2] >= 57


def test_the_pipeline_is_better_than_rules_alone() -> None:
    assert all(
        figures()["trained"][task][measure][2] > figures()["rules"][task][measure][2]
        for task in ("knowledge", "all")
        for measure in ("strict", "half", "keywords")
    )


def test_the_ratchet_sees_what_falls() -> None:
    old: Figures = {"rules": {"all": {"strict": [50, 50, 50.0]}}}
    assert not fallen(old, old)
    assert not fallen(old, {"rules": {"all": {"strict": [10, 90, 50.0]}}})
    assert fallen(old, {"rules": {"all": {"strict": [90, 10, 49.8]}}})
