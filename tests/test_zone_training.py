"""models/zones/train.py: what it reads, that it learns, and that it learns the same each time."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from resumefit.language.outline import outline_of
from resumefit.language.zone_model import LEARNT, Weights, read_weights
from resumefit.reading.read import read_text

ROOT = Path(__file__).parent.parent
FEW, ROUNDS = 12, 40  # postings and steps: enough to learn something, few enough for a second or two


@cache
def trainer() -> Any:
    """The script as a module: models/ is no package."""
    spec = importlib.util.spec_from_file_location("zones_train", ROOT / "models" / "zones" / "train.py")
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    module.ROUNDS = ROUNDS
    return module


@cache
def made_up() -> list[Any]:
    return list(trainer().read_made_up(ROOT / "models" / "zones" / "made_up.txt"))


@cache
def learnt() -> Weights:
    weights: Weights = trainer().Field(made_up()[:FEW]).fit()
    return weights


def share_right(examples: list[Any], weights: Weights) -> float:
    good, count, _ = trainer().right(examples, weights)
    assert count > 100
    return float(good / count)


# What it learns from


def test_every_line_of_the_made_up_postings_is_understood() -> None:
    examples = made_up()
    assert len(examples) >= 100
    assert len({one.name for one in examples}) == len(examples)
    assert {zone for one in examples for zone in one.zones if zone} == set(LEARNT)
    below = [zone for one in examples for zone in one.zones[1:]]  # the title
    assert sum(zone is not None for zone in below) > 0.97 * len(below)


def test_the_postings_held_out_are_not_learnt_from() -> None:
    assert [folder.name for folder in trainer().GOLD] == ["postings", "postings_2", "postings_3", "postings_4"]
    rows = (ROOT / "models" / "zones" / "probes.jsonl").read_text("utf-8")
    assert "tests/eval/probes/" in rows
    for held_out in ("postings_5", "probes_2", "probes_3"):
        assert held_out not in rows


def test_marks_are_found_in_order_whatever_the_line_breaks() -> None:
    text = "We bake bread.\nWe bake\nbread again."
    gold = [("We bake bread.", "about"), ("A button", "apply"), ("We bake bread again", "duties")]
    assert list(trainer().marks_of(text, gold)) == [(0, 14, "about"), (15, 34, "duties")]


def test_a_passage_takes_the_mark_within_it_else_that_of_its_line() -> None:
    document = read_text("Clerk\n\nWe bake. We sell. You know Excel.\n\nNobody marked this.\n")
    passages = outline_of(document)
    marks = list(trainer().marks_of(document.text, [("Clerk", "title"), ("We bake", "about"), ("You", "requirements")]))
    found = [trainer().zone_at(passage, marks, softened=False) for passage in passages]
    assert found == [None, "about", "about", "requirements", None]
    assert trainer().zone_at(passages[2], marks, softened=True) is None  # whether it is a demand is for a reader to say


def test_all_that_is_learnt_from_has_a_name_of_its_own() -> None:
    sets = trainer().read_all()
    assert list(sets) == ["postings", "postings_2", "postings_3", "postings_4", "probes.jsonl", "made_up.txt"]
    least = (40, 40, 24, 24, 30, 100)
    assert [len(part) >= fewest for part, fewest in zip(sets.values(), least, strict=True)] == [True] * len(least)
    names = [one.name for part in sets.values() for one in part]
    assert len(set(names)) == len(names)


# Learning


def test_learning_reduces_errors() -> None:
    """On the postings learnt from, and on others; the yardstick is the commonest zone for every line."""
    few, others = made_up()[:FEW], made_up()[FEW : 2 * FEW]
    nothing = Weights({}, {joint: [[0] * len(LEARNT)] * len(LEARNT) for joint in trainer().JOINTS})
    assert share_right(few, learnt()) > 0.97
    assert share_right(others, learnt()) > 0.75
    assert share_right(others, nothing) < 0.5


def test_the_same_postings_teach_the_same() -> None:
    again = trainer().Field(made_up()[:FEW]).fit()
    assert trainer().lines_of(again) == trainer().lines_of(learnt())


def test_the_file_holds_what_was_learnt() -> None:
    assert read_weights(trainer().lines_of(learnt())) == learnt()
    assert all(max(map(abs, row)) >= trainer().SMALLEST for row in learnt().features.values())


def test_probabilities_add_up_to_one() -> None:
    """Forward-backward on random numbers: over the zones of a passage, and over the pairs of two neighbours."""
    numpy = pytest.importorskip("numpy")
    field = trainer().Field(made_up()[:3])
    random = numpy.random.default_rng(7)
    steps = random.normal(size=(*field.there.shape, len(LEARNT), len(LEARNT)))
    single, pairs = field.marginals(random.normal(size=field.allowed.shape), steps)
    assert single.sum(-1)[field.there] == pytest.approx(1)
    assert pairs.sum((-1, -2))[field.there[:, 1:]] == pytest.approx(1)
    assert not single[~field.there].any()
    # what the pairs say of their second passage is what is said of it alone
    assert pairs.sum(-2)[field.there[:, 1:]] == pytest.approx(single[:, 1:][field.there[:, 1:]])


def test_a_fold_is_judged_by_what_the_others_taught() -> None:
    examples = made_up()[:4]
    judged = list(trainer().cross_validated(examples, 2))
    assert [one.name for one, _ in judged] == [examples[i].name for i in (0, 2, 1, 3)]
    assert judged[0][1] is judged[1][1]
    assert judged[0][1] != judged[2][1]
    only_first = {name for name in judged[2][1].features if name.startswith("word ")}
    first_half = {name for i in (0, 2) for has in examples[i].evidence for name in has}
    assert only_first
    assert only_first <= first_half
