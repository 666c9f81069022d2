"""How well resumefit finds what people marked in postings, by rules alone and with the pipeline, on the dev splits.

    python scripts/evaluate.py --data ../../shared/data [--out metrics.json]

Precision, recall and F1 in percent. `strict`: the same span, widened to the data's own words. `half`: one to one, half of
the words shared. `keywords`: the set of distinct keywords of each text. Tasks: `knowledge` (SkillSpan's KNOWLEDGE against
what we call hard skills), `all` (SkillSpan's SKILL and what of KNOWLEDGE no SKILL overlaps, against every skill), `green`
(Green's one label, against every skill).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from resumefit import find_mentions

HARD = frozenset(("hard_skill", "tool", "method", "language", "certification", "degree", "domain"))
SKILLS = HARD | {"soft_skill", "activity"}
MEASURES = ("strict", "half", "keywords")

Record = dict[str, Any]
Run = tuple[int, int]


def main() -> None:
    """Prints the figures as JSON, or writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    figures = json.dumps(measured(arguments.data), indent=1) + "\n"
    if arguments.out:
        arguments.out.write_text(figures, "utf-8")
    sys.stdout.write(figures)


def measured(data: Path) -> dict[str, dict[str, dict[str, list[float]]]]:
    """Mode -> task -> measure -> [precision, recall, F1]."""
    found = {}
    for mode, switch in (("rules", "0"), ("trained", "1")):
        os.environ["RESUMEFIT_TRAINED"] = switch
        found[mode] = {
            task: figures(list(records(data / f"{name}_dev.jsonl")), task)
            for task, name in (("knowledge", "skillspan"), ("all", "skillspan"), ("green", "green"))
        }
    return found


def records(path: Path) -> Iterator[Record]:
    """The records of a set."""
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def figures(texts: list[Record], task: str) -> dict[str, list[float]]:
    """Measure -> [precision, recall, F1] over all texts."""
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    kinds = HARD if task == "knowledge" else SKILLS
    for record in texts:
        marked = words(record, gold(record, task))
        mentions = (m for m in find_mentions(record["text"]) if m.kind in kinds)
        mine = words(record, [(m.span.start, m.span.end) for m in mentions])
        keys = {keyword(record, run) for run in marked}, {keyword(record, run) for run in mine}
        hits = {"strict": len(marked & mine), "half": paired(marked, mine), "keywords": len(keys[0] & keys[1])}
        for measure in MEASURES:
            right[measure] += hits[measure]
            wanted[measure] += len(keys[0] if measure == "keywords" else marked)
            given[measure] += len(keys[1] if measure == "keywords" else mine)
    return {m: shares(right[m], given[m], wanted[m]) for m in MEASURES}


def shares(right: int, given: int, wanted: int) -> list[float]:
    """Precision, recall and F1 in percent, to a tenth."""
    return [round(100 * right / max(n, 1), 1) for n in (given, wanted)] + [
        round(200 * right / max(given + wanted, 1), 1)
    ]


def gold(record: Record, task: str) -> list[Run]:
    """What people marked in a record, for a task."""
    knowledge = [(e["start"], e["end"]) for e in record["entities"] if e["label"] == "KNOWLEDGE"]
    others = [(e["start"], e["end"]) for e in record["entities"] if e["label"] != "KNOWLEDGE"]
    if task == "knowledge":
        return knowledge
    return others + [k for k in knowledge if not any(k[0] < o[1] and o[0] < k[1] for o in others)]


def words(record: Record, spans: list[Run]) -> set[Run]:
    """The runs of the data's words that spans of characters touch."""
    starts, ends = [t[0] for t in record["tokens"]], [t[1] for t in record["tokens"]]
    runs = ((bisect_right(ends, start), bisect_left(starts, end)) for start, end in spans)
    return {(first, last) for first, last in runs if first < last}


def keyword(record: Record, run: Run) -> str:
    """A run of words as a keyword: lower case, without signs around it."""
    text = record["text"][record["tokens"][run[0]][0] : record["tokens"][run[1] - 1][1]].lower()
    return re.sub(r"^[^\w.#+]+|[^\w#+]+$", "", " ".join(text.split()))


def paired(one: set[Run], two: set[Run]) -> int:
    """How many runs pair one to one with half of their words shared, the best pairs first."""
    pairs = []
    for a in one:
        for b in two:
            shared = min(a[1], b[1]) - max(a[0], b[0])
            share = shared / (max(a[1], b[1]) - min(a[0], b[0]))
            if share >= 0.5:
                pairs.append((share, a, b))
    used_one: set[Run] = set()
    used_two: set[Run] = set()
    for _, a, b in sorted(pairs, reverse=True):
        if a not in used_one and b not in used_two:
            used_one.add(a)
            used_two.add(b)
    return len(used_one)


if __name__ == "__main__":
    main()
