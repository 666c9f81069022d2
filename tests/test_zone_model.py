"""The likeliest sequence of zones, and the file of weights."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.outline import Joint
from resumefit.language.zone_model import LEARNT, Weights, best_zones, read_weights, zone_weights
from resumefit.language.zone_wordings import ZONES, Zone

JOINTS: tuple[Joint, ...] = get_args(Joint)
FLAT = [[0] * len(LEARNT)] * len(LEARNT)


def weights_of(features: dict[str, Sequence[int]], steps: Sequence[Sequence[int]] = FLAT) -> Weights:
    return Weights(features, dict.fromkeys(JOINTS, steps))


def worth(zones: Sequence[Zone], evidence: Sequence[frozenset[str]], joints: Sequence[Joint], weights: Weights) -> int:
    """What speaks for a sequence: its features, and each of its steps."""
    numbers = [LEARNT.index(zone) for zone in zones]
    own = sum(
        weights.features[name][number]
        for has, number in zip(evidence, numbers, strict=True)
        for name in has
        if name in weights.features
    )
    steps = zip(joints[1:], itertools.pairwise(numbers), strict=True)
    return own + sum(weights.steps[joint][to][came] for joint, (came, to) in steps)


# Viterbi

ROW = st.lists(st.integers(-9, 9), min_size=len(LEARNT), max_size=len(LEARNT))
MATRIX = st.lists(ROW, min_size=len(LEARNT), max_size=len(LEARNT))


@given(
    st.fixed_dictionaries(dict.fromkeys("abc", ROW)),
    st.fixed_dictionaries(dict.fromkeys(JOINTS[:3], MATRIX)),
    st.lists(st.tuples(st.frozensets(st.sampled_from("abcz")), st.sampled_from(JOINTS[:3])), min_size=1, max_size=4),
)
def test_no_sequence_is_worth_more(
    features: dict[str, list[int]],
    steps: dict[str, list[list[int]]],
    posting: list[tuple[frozenset[str], Joint]],
) -> None:
    """Against brute force: all sequences of a short posting, on random weights."""
    weights = Weights(features, steps)
    evidence, joints = [has for has, _ in posting], [joint for _, joint in posting]
    found = best_zones(evidence, joints, weights)
    most = max(worth(one, evidence, joints, weights) for one in itertools.product(LEARNT, repeat=len(posting)))
    assert worth(found, evidence, joints, weights) == most


def test_the_steps_decide_where_the_features_do_not() -> None:
    stay = [[5 if to == came else 0 for came in range(len(LEARNT))] for to in range(len(LEARNT))]
    legal = [int(zone == "legal") for zone in LEARNT]
    weights = weights_of({"law": legal}, stay)
    plain = frozenset[str]()
    assert best_zones([plain, plain, frozenset(["law"])], ["first", "item", "item"], weights) == ["legal"] * 3
    assert best_zones([plain, plain, frozenset(["law"])], ["first", "item", "item"], weights_of({"law": legal})) == [
        LEARNT[0],
        LEARNT[0],
        "legal",
    ]


def test_steps_go_from_the_column_to_the_row() -> None:
    """A demand after a benefit, but no benefit after a demand."""
    requirements, benefits = LEARNT.index("requirements"), LEARNT.index("benefits")
    steps = [[0] * len(LEARNT) for _ in LEARNT]
    steps[requirements][benefits] = 7
    assert best_zones([frozenset(), frozenset()], ["first", "line"], weights_of({}, steps)) == [
        "benefits",
        "requirements",
    ]


def test_the_first_joint_has_no_step() -> None:
    assert best_zones([frozenset()], ["first"], Weights({}, {})) == [LEARNT[0]]


def test_nothing_has_no_zones() -> None:
    assert best_zones([], []) == []


def test_unknown_features_weigh_nothing() -> None:
    evidence = [frozenset(["word requirement"]), frozenset(["under legal"])]
    more = [has | {"a feature that nobody has learnt"} for has in evidence]
    assert best_zones(evidence, ["first", "item"]) == best_zones(more, ["first", "item"])


def test_evidence_and_joints_go_together() -> None:
    with pytest.raises(ValueError, match="zip"):
        best_zones([frozenset(), frozenset()], ["first"])


def test_a_long_posting_costs_as_much_a_passage_as_a_short_one() -> None:
    """The rows looked up are counted: one for each feature of each passage, and one matrix for each step."""
    looked_up = 0

    class Counted(dict[str, Sequence[int]]):
        def __getitem__(self, name: str) -> Sequence[int]:
            nonlocal looked_up
            looked_up += 1
            return super().__getitem__(name)

    features = Counted(a=[1] * len(LEARNT), b=[0] * len(LEARNT))
    for count in (3, 3000):
        looked_up = 0
        found = best_zones([frozenset("ab")] * count, ["item"] * count, weights_of(features))
        assert len(found) == count
        assert looked_up == 2 * count


# Weights


def test_read_weights() -> None:
    text = '["joint","item",[[1,2],[3,4]]]\n["under legal",-5,6]\n["word joint",7,8]\n'
    assert read_weights(text) == Weights({"under legal": [-5, 6], "word joint": [7, 8]}, {"item": [[1, 2], [3, 4]]})
    assert read_weights("") == Weights({}, {})


def shipped_rows() -> list[list[object]]:
    text = (files("resumefit") / "data" / "zone_weights.jsonl").read_text("utf-8")
    assert text.endswith("]\n")
    assert "\r" not in text
    return [json.loads(line) for line in text.splitlines()]


def test_the_zones_that_are_learnt_are_all_but_the_waived() -> None:
    assert (*LEARNT, "waived") == ZONES


def test_the_shipped_weights_are_whole_numbers_for_every_zone() -> None:
    weights = zone_weights()
    rows = [*weights.features.values(), *(row for matrix in weights.steps.values() for row in matrix)]
    assert len(weights.features) > 1000
    assert all(len(row) == len(LEARNT) for row in rows)
    assert all(type(value) is int for row in rows for value in row)
    assert max(abs(value) for row in rows for value in row) < 2000  # e to the 20: more would brook no other evidence
    assert all(any(row) for row in weights.features.values())


def test_the_shipped_weights_have_a_step_for_every_joint() -> None:
    steps = zone_weights().steps
    assert set(steps) == set(JOINTS)
    assert all(len(matrix) == len(LEARNT) for matrix in steps.values())


def test_zones_come_in_runs() -> None:
    """What was learnt makes sense: the next item of a list is likeliest what the one before was."""
    for joint in ("item", "sentence"):
        for number, row in enumerate(zone_weights().steps[joint]):
            assert max(row) == row[number]


def test_headings_speak_for_their_zone() -> None:
    for number, zone in enumerate(LEARNT):
        row = zone_weights().features[f"under {zone}"]
        assert max(row) == row[number]


def test_the_shipped_file_is_in_order_and_says_nothing_twice() -> None:
    rows = shipped_rows()
    joints = [row[1] for row in rows if row[0] == "joint"]
    names = [str(row[0]) for row in rows if row[0] != "joint"]
    assert joints == list(JOINTS)
    assert [row[0] for row in rows[: len(joints)]] == ["joint"] * len(joints)
    assert names == sorted(set(names))
    assert len(rows) == len(joints) + len(zone_weights().features)
