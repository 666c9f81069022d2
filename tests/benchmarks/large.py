"""Ten million pairs: 10,000 resumes x 1,000 postings, streamed into a file: made vectors, and real texts with changes.

    python -m tests.benchmarks large        # takes a quarter of an hour on one core

The texts are plain, for reading PDFs is measured elsewhere. Each in a process of its own; memory is that process's peak.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from resumefit.batch.job import Job
from resumefit.batch.matrix import Weights
from resumefit.batch.outcome import carry_out
from resumefit.batch.run import Run
from resumefit.batch.table import inputs
from resumefit.config import load_config
from resumefit.rendering.parquet import ParquetTable
from resumefit.rendering.tables import CsvTable
from tests import realfiles
from tests.benchmarks.batch import LARGE, TODAY, made_plan, made_rows
from tests.benchmarks.made import made_postings, resume_lines

ROOT = Path(__file__).parent.parent.parent


def run() -> Iterator[str]:
    """The lines of the report."""
    resumes, postings = LARGE
    yield f"{resumes:,} x {postings:,}, streamed"
    for name, fewer in (("vectors", 10), ("vectors", 1), ("documents", 10), ("documents", 1)):
        yield _row(name, resumes // fewer, postings)


def _row(name: str, resumes: int, postings: int) -> str:
    code = f"import sys; from tests.benchmarks.large import {name}; {name}(*map(int, sys.argv[1:]))"
    command = [sys.executable, "-c", code, str(resumes), str(postings)]
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    peak, size = json.loads(done.stdout.splitlines()[-1])
    pairs = resumes * postings
    return (
        f"  {name:<10} {pairs:12,d} pairs {time.monotonic() - start:7.0f} s   peak {peak:5.0f} MB   file {size:7.1f} MB"
    )


def vectors(resumes: int, postings: int) -> None:
    """Score made vectors into a CSV file."""
    weights = Weights(made_plan(postings), 0.0)
    with tempfile.TemporaryDirectory() as folder, CsvTable(Path(folder) / "results.csv") as table:
        for first in range(0, resumes, 256):
            block = weights.block(made_rows(min(256, resumes - first), first))
            for row in range(len(block.rows)):
                table.add(block.pairs(row))
        _tell(Path(folder) / "results.csv.part")


def documents(resumes: int, postings: int) -> None:
    """Read, answer and score texts into a Parquet file."""
    texts = [path.read_text("utf-8").splitlines() for path in realfiles.resumes() if path.suffix in (".txt", ".md")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "resumes").mkdir()
        for number in range(resumes):
            (folder / "resumes" / f"{number:05}.txt").write_text("\n".join(resume_lines(texts, number)), "utf-8")
        asked = made_postings(folder / "postings", postings)
        job = Job(load_config(), TODAY)
        batch = Run(inputs(sorted((folder / "resumes").iterdir()), "resume"), inputs(asked, "posting"), job)
        with ParquetTable(folder / "results.parquet") as table:
            facts = carry_out(batch, [table], 1).facts
        assert facts.resumes == resumes, facts.failures
        _tell(folder / "results.parquet")


def _tell(path: Path) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    sys.stdout.write(json.dumps([peak, path.stat().st_size / 1e6]) + "\n")
