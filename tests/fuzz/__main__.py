"""python -m tests.fuzz: damage files, read them, print what came of them. Exits with 1 where one ended as none may."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.run import MOST_MEMORY, MOST_SECONDS, Outcome, read_all
from tests.fuzz.seeds import seeds


def main() -> int:
    """Run what the command line asks for; the exit code."""
    options = _options()
    save = options.save or Path(tempfile.gettempdir()) / "resumefit-fuzz"
    files = seeds(corpus=not options.no_corpus)
    numbers = [options.only] if options.only is not None else range(options.count)
    start = time.perf_counter()
    outcomes: list[Outcome] = []
    for outcome in read_all(files, options.seed, numbers, save):
        outcomes.append(outcome)
        if outcome.fault or options.only is not None:
            _say(f"{outcome.number} {outcome.seed} {outcome.what}: {outcome.message or outcome.fault}")
        if not len(outcomes) % 500:
            _say(f"{len(outcomes)} in {time.perf_counter() - start:.0f} s")
    _report(outcomes, len(files), time.perf_counter() - start)
    faults = [outcome for outcome in outcomes if outcome.fault]
    if faults:
        _say(f"{len(faults)} ended as none may; they are in {save}")
    return int(bool(faults))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=2_000, help="inputs (default: 2,000)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed makes the same inputs (default: 0)")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this one input of the seed")
    parser.add_argument("--no-corpus", action="store_true", help="leave out the shared corpus, as the tests do")
    parser.add_argument(
        "--save", type=Path, metavar="DIR", help="for inputs that fail (default: in the temporary folder)"
    )
    return parser.parse_args()


def _report(outcomes: list[Outcome], files: int, seconds: float) -> None:
    kinds = sorted({outcome.kind for outcome in outcomes})
    counts = Counter((outcome.what, outcome.kind) for outcome in outcomes)
    rows = sorted({outcome.what for outcome in outcomes}, key=lambda what: (what != "text", what))
    _say(f"{len(outcomes)} inputs from {files} files in {seconds:.0f} s")
    _say(f"{'':<20}" + "".join(f"{kind:>8}" for kind in (*kinds, "all")))
    for what in rows:
        each = [counts[what, kind] for kind in kinds]
        _say(f"{what:<20}" + "".join(f"{count:>8}" for count in (*each, sum(each))))
    _say("slowest:")
    for outcome in sorted(outcomes, key=lambda outcome: -outcome.seconds)[:5]:
        _say(f"  {outcome.seconds:6.2f} s  {outcome.number} {outcome.seed}: {outcome.message or outcome.what}")
    _say("most memory:")
    for outcome in sorted(outcomes, key=lambda outcome: -outcome.memory)[:3]:
        _say(f"  {outcome.memory / 1e6:6.0f} MB {outcome.number} {outcome.seed}: {outcome.message or outcome.what}")
    _say(
        f"FIGURES inputs={len(outcomes)} faults={sum(bool(outcome.fault) for outcome in outcomes)} "
        f"slowest={max(outcome.seconds for outcome in outcomes):.2f}s (of {MOST_SECONDS:.0f}) "
        f"memory={max(outcome.memory for outcome in outcomes) / 1e6:.0f}MB (of {MOST_MEMORY / 1e6:.0f})"
    )


def _say(line: str) -> None:
    sys.stdout.write(line.encode("utf-8", "replace").decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
