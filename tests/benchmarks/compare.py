"""resumefit's scores beside what people would use instead, on tests/eval/probes in one run: `make compare`.

The mean score of each kind of resume, and in how many cases each bar of issue 5 holds. The bars speak of our scale; the order
of the resumes, and the share of pairs in order (8 a case), are asked of any scale. What a resume costs is in rivals.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from tests.benchmarks.others import RESUMES, Scores

ROOT = Path(__file__).parent.parent.parent
PROBES = ROOT / "tests" / "eval" / "probes"
OTHERS = ROOT / "build" / "compare" / ("Scripts" if os.name == "nt" else "bin")
AS_OF = "2026-11-01"  # what "Present" stands for in the cases

SCORES = """
import json, sys
from datetime import date
from pathlib import Path
import resumefit
as_of, found = date.fromisoformat(sys.argv[2]), {"understood": {}, "literal": {}}
for case in sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir()):
    posting = resumefit.read_posting(case / "posting.txt")
    for name in sys.argv[3:]:
        score = resumefit.match(case / f"{name}.txt", posting, as_of=as_of).score
        found["understood"].setdefault(case.name, {})[name] = score.total
        found["literal"].setdefault(case.name, {})[name] = score.literal
print(json.dumps({f"resumefit, {title}": scores for title, scores in found.items()}))
"""


def run() -> Iterator[str]:
    """The lines of the report."""
    if not OTHERS.is_dir():
        yield f"{OTHERS.relative_to(ROOT)} is not there: `make compare` sets it up"
        return
    yield from _score_lines(scores())


def scores() -> dict[str, Scores]:
    """Tool -> case -> resume -> 0..100."""
    ours = _printed([sys.executable, "-c", SCORES, str(PROBES), AS_OF, *RESUMES])
    theirs = _printed([str(OTHERS / "python"), str(Path(__file__).with_name("others.py")), str(PROBES)])
    return {**json.loads(ours), **json.loads(theirs)}


def _qualified(got: Mapping[str, float]) -> tuple[float, float]:
    return got["qualified_same"], got["qualified_other"]


def in_order(got: Mapping[str, float]) -> bool:
    """Whether both qualified stand above the adjacent one, and that one above the others."""
    return min(_qualified(got)) > got["adjacent"] > max(got["parrot"], got["unrelated"])


BARS: dict[str, Callable[[Mapping[str, float]], bool]] = {
    ">= 70": lambda got: min(_qualified(got)) >= 70,
    "<= 12": lambda got: abs(got["qualified_same"] - got["qualified_other"]) <= 12,
    "30-70": lambda got: 30 <= got["adjacent"] <= 70,
    "<= 15": lambda got: max(got["parrot"], got["unrelated"]) <= 15,
    "order": in_order,
}
"""The issue's bars: both qualified; the distance of the two; the adjacent; parrot and unrelated; who comes first."""


def pairs_in_order(got: Mapping[str, float]) -> float:
    """The share of the eight pairs of a better and a worse resume that are the right way round."""
    below = {"qualified_same": RESUMES[2:], "qualified_other": RESUMES[2:], "adjacent": RESUMES[3:]}
    return fmean(got[better] > got[worse] for better, others in below.items() for worse in others)


def _score_lines(found: Mapping[str, Scores]) -> Iterator[str]:
    cases = len(next(iter(found.values())))
    yield f"scores of {cases} cases of tests/eval/probes: means; cases that hold each bar, and all; pairs in order"
    heads = ("same", "other", "adjacent", "parrot", "unrelated", *BARS, "all", "pairs")
    yield f"{'':<24}" + "".join(f"{head:>10}" for head in heads)
    for tool, of_cases in found.items():
        rows = list(of_cases.values())
        means = (f"{fmean(row[name] for row in rows):.1f}" for name in RESUMES)
        held = (str(sum(bar(row) for row in rows)) for bar in BARS.values())
        whole = str(sum(all(bar(row) for bar in BARS.values()) for row in rows))
        columns = (*means, *held, whole, f"{fmean(map(pairs_in_order, rows)):.1%}")
        yield f"{tool:<24}" + "".join(f"{column:>10}" for column in columns)


def _printed(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
