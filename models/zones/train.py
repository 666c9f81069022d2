"""Learns the weights of resumefit/data/zone_weights.jsonl from postings read by hand.

    python models/zones/train.py             # learns from all postings below and writes the weights
    python models/zones/train.py --folds 10  # cross-validates first: each posting judged by what the others taught

A conditional random field (Lafferty, McCallum & Pereira 2001): linear chain, L2 penalty, fitted by gradient descent (Adam),
from zero and in one order, so that the same data give the same weights.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from scipy.sparse import csr_array

from resumefit.language.outline import Joint, Passage, outline_of
from resumefit.language.zone_evidence import evidence_of
from resumefit.language.zone_model import LEARNT, Weights, best_zones
from resumefit.language.zone_wordings import DEMANDS
from resumefit.reading.document import Document
from resumefit.reading.read import read_document, read_text

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
OUT = ROOT / "resumefit" / "data" / "zone_weights.jsonl"
GOLD = tuple(ROOT / "tests" / "eval" / name for name in ("postings", "postings_2", "postings_3", "postings_4"))
JOINTS: tuple[Joint, ...] = get_args(Joint)
PENALTY = 0.5  # L2, of the features' weights
STEP_PENALTY = 0.3  # of the steps'
FEWEST = 2  # postings a feature must be seen in: what is seen in one is about that one
ROUNDS, RATE = 250, 0.1
_EXCERPT = 2  # passages of a section's beginning
SMALLEST = 4  # hundredths of a logit: smaller weights change nothing and are left out


@dataclass(frozen=True)
class Example:
    """A posting: its passages, what speaks for each, and the zone that a reader gave it (None where nobody did)."""

    name: str
    document: Document
    passages: tuple[Passage, ...]
    evidence: list[frozenset[str]]
    zones: list[str | None]

    @property
    def joints(self) -> list[Joint]:
        """How each passage follows the one before."""
        return [passage.joint for passage in self.passages]


def example(name: str, document: Document, gold: Iterable[tuple[str, str]]) -> Example:
    """A posting with the zones that a reader wrote down: the first words of each line, in order, with the line's zone."""
    passages = outline_of(document)
    marks = list(marks_of(document.text, gold))
    evidence = evidence_of(document, passages)
    zones = [zone_at(passage, marks, "softened" in has) for passage, has in zip(passages, evidence, strict=True)]
    return Example(name, document, passages, evidence, zones)


def marks_of(text: str, gold: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Where in a text the beginnings of lines stand that a reader wrote down, in order, with their zones."""
    at = 0
    for beginning, zone in gold:
        found = re.compile(r"\s+".join(map(re.escape, beginning.split()))).search(text, at)
        if found:  # a page's button may be no part of its text
            yield found.start(), found.end(), zone
            at = found.start() + 1


def zone_at(passage: Passage, marks: Sequence[tuple[int, int, str]], softened: bool) -> str | None:
    """The zone of the mark that begins in a passage, else, within a line, of the last one before it; None for titles,
    headings, what nobody marked, such as a page's menu, and where a line's later part is softened and its first is not."""
    span = passage.span
    own = [zone for start, _, zone in marks if span.start <= start < span.end]
    if not own and not softened:
        reached = [zone for start, end, zone in marks if start < span.start < end]
        goes_on = passage.joint == "sentence" or passage.inline
        before = [zone for start, _, zone in marks if goes_on and start < span.start]
        own = (reached or before)[-1:]
    return own[0] if own and own[0] in LEARNT else None


def read_gold(folder: Path) -> Iterator[Example]:
    """The postings of a folder with their gold/*.json."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield example(path.stem, read_document(folder / gold["source"]), gold["zones"])


def read_rows(path: Path) -> Iterator[Example]:
    """Postings that stand elsewhere in the project, one a line: their place and zones."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield example(row["source"], read_document(ROOT / row["source"]), row["zones"])


LETTERS = dict(zip("rpdablycm", LEARNT, strict=True))
_SIGN = re.compile(r"^\s*(?:[-*•>→–▪◦]|\(?\w{1,3}[.)]|\d+\.\d+)\s+")


def read_made_up(path: Path) -> Iterator[Example]:
    """The postings of made_up.txt; its head says how it is written."""
    for part in path.read_text("utf-8").split("\n=== ")[1:]:
        name, _, body = part.partition("\n")
        text, gold = "", []
        for line in body.rstrip("\n").split("\n"):
            code, sign, said = line.partition("|")
            if line and not sign:
                sys.exit(f"{name}: a line without a code: {line}")
            text += f" {said}" if code.startswith("+") else f"\n{said}"
            if said:
                gold.append((_SIGN.sub("", said), LETTERS.get(code.strip("+"), "heading")))
        one = example(name, read_text(text.lstrip("\n") + "\n"), gold)
        if len(list(marks_of(one.document.text, gold))) < len(gold):
            sys.exit(f"{name}: a line is not in the text as read")
        yield one


def read_all() -> dict[str, list[Example]]:
    """What is learnt from, by the name of its folder or file."""
    return {folder.name: list(read_gold(folder)) for folder in GOLD} | {
        "probes.jsonl": list(read_rows(HERE / "probes.jsonl")),
        "made_up.txt": list(read_made_up(HERE / "made_up.txt")),
    }


def excerpts(one: Example) -> Iterator[Example]:
    """What a posting asks for without all that stands about it, as people paste it, and the beginning of a section of each
    zone, where nothing but its heading tells how what stands below it is meant."""
    places = [
        i for i, passage in enumerate(one.passages) if (passage.section or passage.inline) and one.zones[i] is not None
    ]
    first: dict[str | None, list[int]] = {}
    for i in places:
        kept = first.setdefault(one.zones[i], [])
        if len(kept) < _EXCERPT and all(one.passages[i].section == one.passages[k].section for k in kept):
            kept.append(i)
    asked = [i for i in places if one.zones[i] in DEMANDS]
    for chosen in filter(None, (asked, *first.values())):
        passages = tuple(one.passages[i] for i in chosen)
        evidence = evidence_of(one.document, passages)
        yield Example(f"{one.name}, in part", one.document, passages, evidence, [one.zones[i] for i in chosen])


# Learning


Row = list[tuple[frozenset[str], int, str | None]]
"""Of each passage of a chain the features, the number of its joint, and its zone."""

APART = len(JOINTS)
"""The joint between two texts that share a chain of the arrays: what stands before it tells nothing of what follows."""


def rows_of(whole: Sequence[Example]) -> list[Row]:
    """A chain for each posting, and the excerpts of all of them put together in chains no longer than the longest posting."""
    rows = [list(chain_of(one)) for one in whole]
    longest, pack = max(map(len, rows)), Row()
    for part in (part for one in whole for part in excerpts(one)):
        if pack and len(pack) + len(part.passages) > longest:
            rows.append(pack)
            pack = Row()
        (features, _, zone), *rest = chain_of(part)
        pack += [(features, APART, zone), *rest]
    return [*rows, pack] if pack else rows


def chain_of(one: Example) -> Iterator[tuple[frozenset[str], int, str | None]]:
    """The passages of a posting as a chain."""
    for features, passage, zone in zip(one.evidence, one.passages, one.zones, strict=True):
        yield features, JOINTS.index(passage.joint), zone


class Field:
    """The examples and their excerpts as arrays, and the two weights: features x zones, and joints x zones x zones."""

    def __init__(self, whole: Sequence[Example]) -> None:
        rows = rows_of(whole)
        seen = Counter(name for one in whole for name in frozenset().union(*one.evidence))
        self.names = sorted(name for name, count in seen.items() if count >= FEWEST)
        number = {name: index for index, name in enumerate(self.names)}
        width, length, zones = len(self.names), max(map(len, rows)), len(LEARNT)
        self.there = np.zeros((len(rows), length), dtype=bool)
        self.joint = np.zeros((len(rows), length), dtype=int)
        self.allowed = np.zeros((len(rows), length, zones))
        columns, ends = list[int](), [0]
        for i, row in enumerate(rows):
            for t, (features, joint, zone) in enumerate(row):
                self.there[i, t], self.joint[i, t] = True, joint
                columns += sorted(number[name] for name in features if name in number)
                ends.append(len(columns))
                if zone is not None:
                    self.allowed[i, t] = np.where(np.array(LEARNT) == zone, 0, -1e9)
        self.x = csr_array((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, width))  # one row a passage

    def fit(self) -> Weights:
        """The weights for which the readers' zones are likeliest, less the penalty (Adam, Kingma & Ba 2015)."""
        zones = len(LEARNT)
        weights = [np.zeros((len(self.names), zones)), np.zeros((len(JOINTS), zones, zones)), np.zeros((zones, zones))]
        first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
        for step in range(1, ROUNDS + 1):
            own = np.zeros_like(self.allowed)
            own[self.there] = self.x @ weights[0]
            steps = np.concatenate([weights[1] + weights[2], np.zeros((1, zones, zones))])[self.joint]
            expected, pairs = self.marginals(own, steps)
            wanted, wanted_pairs = self.marginals(own + self.allowed, steps)
            off = (pairs - wanted_pairs) * (self.joint[:, 1:, None, None] != APART)
            gradients = [
                self.x.T @ (expected - wanted)[self.there] + PENALTY * weights[0],
                np.stack([off[self.joint[:, 1:] == j].sum(0) for j in range(len(JOINTS))]) + STEP_PENALTY * weights[1],
                off.sum((0, 1)) + STEP_PENALTY * weights[2],
            ]
            for k, gradient in enumerate(gradients):
                first[k] = 0.9 * first[k] + 0.1 * gradient
                second[k] = 0.99 * second[k] + 0.01 * gradient**2
                mean, spread = first[k] / (1 - 0.9**step), second[k] / (1 - 0.99**step)
                weights[k] -= RATE * mean / (np.sqrt(spread) + 1e-8)
        return self.rounded(weights[0], weights[1] + weights[2])

    def marginals(self, own: np.ndarray, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The probability of each zone at each place, and of each pair of neighbours (forward-backward, in logarithms)."""
        ahead, behind = np.zeros_like(own), np.zeros_like(own)
        ahead[:, 0] = own[:, 0]
        length = own.shape[1]
        for t in range(1, length):
            came = log_sum(ahead[:, t - 1, :, None] + steps[:, t], 1) + own[:, t]
            ahead[:, t] = np.where(self.there[:, t, None], came, ahead[:, t - 1])
        for t in range(length - 2, -1, -1):
            goes = log_sum(steps[:, t + 1] + (own[:, t + 1] + behind[:, t + 1])[:, None, :], 2)
            behind[:, t] = np.where(self.there[:, t + 1, None], goes, 0)
        total = log_sum(ahead[:, -1], 1)
        single = np.exp(ahead + behind - total[:, None, None]) * self.there[..., None]
        after = (own[:, 1:] + behind[:, 1:])[:, :, None, :]
        pairs = np.exp(ahead[:, :-1, :, None] + steps[:, 1:] + after - total[:, None, None, None])
        return single, pairs * self.there[:, 1:, None, None]

    def rounded(self, features: np.ndarray, steps: np.ndarray) -> Weights:
        """The weights in hundredths; a step's rows are the zones it leads to."""
        whole = np.rint(features * 100).astype(int)
        rows = {name: row.tolist() for name, row in zip(self.names, whole, strict=True) if abs(row).max() >= SMALLEST}
        return Weights(rows, {name: np.rint(steps[j].T * 100).astype(int).tolist() for j, name in enumerate(JOINTS)})


def log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    """The logarithm of the sum of exponentials along an axis, without overflow."""
    most = values.max(axis, keepdims=True)
    return np.squeeze(most, axis) + np.log(np.exp(values - most).sum(axis))


def lines_of(weights: Weights) -> str:
    """The lines of data/zone_weights.jsonl; zone_model.read_weights reads them."""
    rows = [["joint", name, matrix] for name, matrix in weights.steps.items()]
    rows += [[name, *row] for name, row in sorted(weights.features.items())]
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


# Judging


def right(examples: Sequence[Example], weights: Weights) -> tuple[int, int, Counter[tuple[str, str]]]:
    """Passages whose zone is right, passages with a zone, and the mistakes: (the reader's zone, the one found)."""
    wrong: Counter[tuple[str, str]] = Counter()
    count = 0
    for one in examples:
        for zone, found in zip(one.zones, best_zones(one.evidence, one.joints, weights), strict=True):
            if zone is not None:
                count += 1
                wrong[zone, found] += zone != found
    return count - wrong.total(), count, +wrong


def cross_validated(examples: Sequence[Example], folds: int) -> Iterator[tuple[Example, Weights]]:
    """Each posting with the weights that all postings outside its fold taught."""
    for fold in range(folds):
        weights = Field([one for index, one in enumerate(examples) if index % folds != fold]).fit()
        yield from ((one, weights) for one in examples[fold::folds])


def main() -> None:
    """Learns and writes the weights, or cross-validates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, help="cross-validate in so many folds, and write nothing")
    folds = parser.parse_args().folds
    sets = read_all()
    examples = [one for part in sets.values() for one in part]
    if folds:
        judged = {one.name: right([one], weights)[:2] for one, weights in cross_validated(examples, folds)}
        for name, part in sets.items():
            good, count = (sum(column) for column in zip(*(judged[one.name] for one in part), strict=True))
            print(f"{name}: {100 * good / count:.1f} % of {count} passages of {len(part)} postings")
        return
    weights = Field(examples).fit()
    OUT.write_text(lines_of(weights), encoding="utf-8", newline="\n")
    print(f"{len(weights.features)} features, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
