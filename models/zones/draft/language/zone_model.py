"""The zones of the passages of a posting, all at once: the sequence for which most speaks.

A linear chain: each passage's features speak for or against each zone, and each pair of neighbours is likelier or less
likely by how they join (zones come in runs). The weights stand in data/zone_weights.jsonl; models/zones/train.py learns them.
The best sequence is found by Viterbi's algorithm (1967).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from resumefit.language.outline import Joint
from resumefit.language.zone_wordings import Zone

LEARNT: tuple[Zone, ...] = tuple(zone for zone in get_args(Zone) if zone != "waived")
"""The zones that the weights tell apart, in the order of their columns; what is waived is told by headings alone."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature is worth for each zone, and each step from zone to zone for each joint; hundredths of a logit."""

    features: Mapping[str, Sequence[int]]
    steps: Mapping[str, Sequence[Sequence[int]]]


@cache
def zone_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights((files("resumefit") / "data" / "zone_weights.jsonl").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """Weights from lines of JSON: {"zones": [...]}, then ["joint", name, rows] and ["feature name", column...]."""
    rows = [json.loads(line) for line in text.splitlines()]
    steps = {row[1]: row[2] for row in rows if row[0] == "joint"}
    return Weights({row[0]: row[1:] for row in rows if row[0] != "joint"}, steps)


def best_zones(
    evidence: Sequence[Collection[str]], joints: Sequence[Joint], weights: Weights | None = None
) -> list[Zone]:
    """The likeliest zones of passages with these features and joints."""
    weights = weights or zone_weights()
    if not evidence:
        return []
    scores = _scores(evidence[0], weights)
    back: list[list[int]] = []
    for features, joint in zip(evidence[1:], joints[1:], strict=True):
        steps = weights.steps[joint]
        own = _scores(features, weights)
        came = [_best(scores, steps, to) for to in range(len(LEARNT))]
        scores = [scores[come] + steps[come][to] + own[to] for to, come in enumerate(came)]
        back.append(came)
    path = [max(range(len(LEARNT)), key=scores.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return [LEARNT[number] for number in reversed(path)]


def _scores(features: Collection[str], weights: Weights) -> list[int]:
    rows = [weights.features[name] for name in features if name in weights.features]
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * len(LEARNT)


def _best(scores: Sequence[int], steps: Sequence[Sequence[int]], to: int) -> int:
    return max(range(len(scores)), key=lambda come: scores[come] + steps[come][to])
