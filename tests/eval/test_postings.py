"""The postings read by hand in tests/eval/postings, held to a ratchet.

The ratchet stands in postings_baseline.json, one key for each thing measured, with the figures and a hash of the postings
that they were measured on. `pytest tests/eval --update-baseline` writes it; where it would fall, only with --allow-lower.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import resumefit
from tests.eval import requirements_measure as measure

POSTINGS = Path(__file__).parent / "postings"
BASELINE = Path(__file__).parent / "postings_baseline.json"


def baseline() -> dict[str, Any]:
    """All parts of the ratchet; empty where there is none."""
    return json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}


def hold_to_baseline(key: str, data: str, new: dict[str, float], request: pytest.FixtureRequest) -> None:
    """Compares figures with the part of the ratchet under a key, or writes that part when asked to; the others stay."""
    part = baseline().get(key, {"data": "", "figures": {}})
    fell = measure.worse(part["figures"], new)
    if request.config.getoption("--update-baseline"):
        if fell and not request.config.getoption("--allow-lower"):
            pytest.fail(f"the baseline of {key} would fall (add --allow-lower if it must): {'; '.join(fell)}")
        whole = baseline() | {key: {"data": data, "figures": new}}
        BASELINE.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
        return
    assert part["figures"], f"no baseline of {key}: pytest tests/eval --update-baseline writes it"
    assert part["data"] == data, "the postings have changed: measure again with --update-baseline"
    assert not fell


# Requirements


@cache
def requirement_figures() -> measure.Figures:
    return measure.measure(POSTINGS, resumefit.read_posting)


def test_there_are_postings_with_everything_to_measure() -> None:
    golds = measure.read_golds(POSTINGS)
    assert len(golds) >= 40
    assert sum(len(gold.entries) for gold in golds) > 700
    assert min(len(gold.entries) for gold in golds) > 5
    assert sum(len(gold.years) for gold in golds) > 25
    assert sum(gold.degree is not None for gold in golds) > 10
    assert sum(len(gold.knockouts) for gold in golds) > 50
    assert all(gold.not_keywords for gold in golds)


def test_what_is_asked_for_did_not_get_worse(request: pytest.FixtureRequest) -> None:
    figures = requirement_figures()
    print(measure.summary(figures))  # noqa: T201  seen with -s, and where the test fails
    hold_to_baseline("requirements", measure.data_hash(POSTINGS), figures, request)


def test_what_is_asked_for_holds_the_bars() -> None:
    figures = requirement_figures()
    assert figures["f1"] >= 80
    assert figures["need"] >= 85
    assert figures["leak"] <= 5


def test_a_perfect_reader_would_get_full_marks() -> None:
    """The measure against itself: each gold entry, predicted under any of its wordings, is right."""
    for gold in measure.read_golds(POSTINGS)[:5]:
        found = [measure.Found(frozenset([min(e.forms)]), e.need, e.kind) for e in gold.entries]
        assert len(measure.paired(found, gold.entries, equal=False)) == len(gold.entries)


@pytest.mark.parametrize(
    ("label", "form", "alike"),
    [
        ("Code reviews", "code review", True),
        ("Microsoft Excel", "Excel", True),
        ("Excel", "advanced Excel skills", True),
        ("management", "project management", False),
        ("management", "Management", True),
        ("Java", "JavaScript", False),
        (".NET", ".NET", True),
        ("digitalisation", "digitalization", True),
    ],
)
def test_which_labels_count_as_one(label: str, form: str, *, alike: bool) -> None:
    assert measure.related(measure.words(label), measure.words(form)) is alike


def test_a_prediction_takes_one_entry_and_an_entry_one_prediction() -> None:
    entries = [measure.Entry(frozenset([measure.words(name)]), "required", "tool") for name in ("Excel", "SQL")]
    found = [
        measure.Found(frozenset([measure.words(name)]), "required", "tool") for name in ("Excel", "MS Excel", "SQL")
    ]
    taken = measure.paired(found, entries, equal=False)
    assert taken == {0: 0, 1: 2}


def test_the_ratchet_sees_what_gets_worse() -> None:
    old = {"f1": 80.0, "leak": 3.0}
    assert not measure.worse(old, old)
    assert not measure.worse(old, {"f1": 85.0, "leak": 1.0})
    assert measure.worse(old, {"f1": 79.0, "leak": 4.0}) == ["f1 went from 80.0 to 79.0", "leak went from 3.0 to 4.0"]
