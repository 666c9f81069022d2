"""What understanding a document costs beside reading it: resumes and postings, by rules and with the pipeline; and what one
process costs beside one that only imports spaCy and reads the same files, and `--help` beside a bare Click program.

Processor time of one process for the first, whole processes for the second; everything in turn in one run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from resumefit.reading.document import Document
from resumefit.reading.read import read_document
from resumefit.reading.worker import SWITCH
from resumefit.report import read_posting, read_resume

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
RESUME = EXAMPLES / "resumes" / "maya-okafor-backend-engineer.pdf"
POSTING = EXAMPLES / "postings" / "backend-engineer-northwind-ferry.html"
ROUNDS = 7
RULES, PIPELINE, PROCESS, HELP = 1.0, 6.0, 2.0, 1.5  # times what it is measured by, at most

_READ_ONLY = f"""
import spacy
from resumefit.reading.read import read_document
read_document({str(RESUME)!r}), read_document({str(POSTING)!r})
"""
_BARE_CLICK = """
import click
@click.group()
def cli(): "A program."
@cli.command()
def one(): "A command."
cli(["--help"])
"""


def run() -> Iterator[str]:
    """The lines of the report."""
    before = {name: os.environ.get(name) for name in (SWITCH, "RESUMEFIT_TRAINED")}
    os.environ[SWITCH] = "0"
    try:
        yield from _documents()
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
    yield from _processes()


def _documents() -> Iterator[str]:
    yield f"understanding / reading, least of {ROUNDS} rounds (by rules at most {RULES:g}, with the pipeline {PIPELINE:g})"
    yield f"  {'':<50} {'read':>8} {'rules':>8} {'ratio':>6} {'pipeline':>9} {'ratio':>6}"
    for kind, understand, paths in (
        ("resumes", read_resume, sorted((EXAMPLES / "resumes").glob("*.*"))),
        ("postings", read_posting, sorted((EXAMPLES / "postings").glob("*.*"))),
    ):
        sums = [0.0, 0.0, 0.0]
        for path in paths:
            times = _times(path, understand)
            sums = [one + more for one, more in zip(sums, times, strict=True)]
            yield _line(path.name, times)
        yield _line(f"all {kind}", sums)


def _times(path: Path, understand: Callable[[Document], object]) -> list[float]:
    document = read_document(path)
    steps: list[Callable[[], object]] = [
        lambda: read_document(path),
        lambda: understand(document),
        lambda: understand(document),
    ]
    rounds = []
    for _ in range(ROUNDS):
        times = []
        for step, trained in zip(steps, ("0", "0", "1"), strict=True):
            os.environ["RESUMEFIT_TRAINED"] = trained
            start = time.process_time()
            step()
            times.append(1000 * (time.process_time() - start))
        rounds.append(times)
    return [min(each) for each in zip(*rounds, strict=True)]


def _line(name: str, times: list[float]) -> str:
    read, rules, pipeline = times
    return f"  {name:<50} {read:5.1f} ms {rules:5.1f} ms {rules / read:6.2f} {pipeline:6.1f} ms {pipeline / read:6.2f}"


def _processes() -> Iterator[str]:
    python = sys.executable
    match = [python, "-m", "resumefit", "match", str(RESUME), str(POSTING)]
    pairs = {
        f"a match / import spaCy and read the two files (at most {PROCESS:g})": (match, [python, "-c", _READ_ONLY]),
        f"resumefit --help / a bare Click program's (at most {HELP:g})": (
            [python, "-m", "resumefit", "--help"],
            [python, "-c", _BARE_CLICK],
        ),
    }
    yield f"whole processes, medians of {ROUNDS} rounds in turn, processor time of all that each starts"
    for label, (ours, other) in pairs.items():
        rounds = [(_spent(ours), _spent(other)) for _ in range(ROUNDS)]
        mine, theirs = (median(each) for each in zip(*rounds, strict=True))
        yield f"  {label:<66} {mine:.3f} / {theirs:.3f} s = {mine / theirs:.2f}"


def _spent(command: list[str]) -> float:
    """Seconds; by `getrusage`, for `os.times` counts in hundredths of one, and `--help` takes five of them."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
