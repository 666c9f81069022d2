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
    """What each feature is worth for each zone, and, for each joint, each zone if it follows each; hundredths of a logit."""

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
        ways = [[score + step for score, step in zip(scores, steps, strict=True)] for steps in weights.steps[joint]]
        best = [max(way) for way in ways]
        back.append([way.index(most) for way, most in zip(ways, best, strict=True)])
        scores = [most + own for most, own in zip(best, _scores(features, weights), strict=True)]
    path = [scores.index(max(scores))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return [LEARNT[number] for number in reversed(path)]


def _scores(features: Collection[str], weights: Weights) -> list[int]:
    rows = [weights.features[name] for name in features if name in weights.features]
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * len(LEARNT)
