"""What a batch costs: a cold run and where its time goes, a warm one, the product alone, workers, memory, and how it grows.

Processor time of one process, reading included, but where two processes or a start are measured: these are wall time. What is
compared was measured in turn in one run.
"""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from resumefit.batch import job, outcome
from resumefit.batch.cache import Cache
from resumefit.batch.job import Job
from resumefit.batch.matrix import Weights
from resumefit.batch.plan import Asked, Demand, Plan
from resumefit.batch.rows import Answerer, Row
from resumefit.batch.run import Run
from resumefit.batch.table import inputs
from resumefit.cli import COLLECTED
from resumefit.config import load_config
from resumefit.language.encoder import SentenceEncoder
from resumefit.reading.worker import SWITCH
from resumefit.rendering.tables import CsvTable
from tests.benchmarks.made import made_postings, made_resumes

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 1)
RESUMES, POSTINGS = 1000, 100
QUICK = 100  # resumes for workers and growth
LARGE = (10_000, 1_000)  # pairs of the product: ten million
QUESTIONS, ANSWERS, DEMANDS = (
    20_000,
    80,
    25,
)  # of the made vectors: in all, of a resume, of a posting; as real ones have
ROUNDS = 5
_ENCODING = "of that the encoder of sentences"


def run() -> Iterator[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_resumes(folder / "resumes", RESUMES)
        made_postings(folder / "postings", POSTINGS)
        yield from _cold_and_warm(folder)
        yield from _product()
        yield from _workers(folder)
        yield from _memory(folder)
        yield from _growth(folder)


# ---------------------------------------------------------------- cold and warm


def _cold_and_warm(folder: Path) -> Iterator[str]:
    with _one_process():
        _once(folder, 2, 2, folder / "first")  # imports and tables are not the cost of a batch
        spent: dict[str, float] = defaultdict(float)
        with _watched(spent):
            cold = _seconds(lambda: _once(folder, RESUMES, POSTINGS, folder / "cache"))
        warm = min(_seconds(lambda: _once(folder, RESUMES, POSTINGS, folder / "cache")) for _ in range(3))
    yield f"{RESUMES:,} resumes (PDF) x {POSTINGS} postings, one process, cold: {cold:.1f} s of processor time"
    for name, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        yield f"  {name:<44} {seconds:7.2f} s {seconds / cold:6.1%}"
    yield f"  {'answers without what the encoder takes':<44} {spent['answers'] - spent[_ENCODING]:7.2f} s"
    scoring = spent["answers"] - spent[_ENCODING] + spent["product"]
    yield f"  answers and product of a cold run (target at most 5.0%): {scoring / cold:.1%}"
    yield f"  cold / warm (target at least 20): {cold / warm:.1f} ({warm:.2f} s)"


def _once(folder: Path, resumes: int, postings: int, cache: Path | None, workers: int = 1) -> None:
    held = inputs(sorted((folder / "resumes").iterdir())[:resumes], "resume")
    asked = inputs(sorted((folder / "postings").iterdir())[:postings], "posting")
    batch = Run(held, asked, Job(load_config(), TODAY, cache=cache), workers)
    assert not batch.failures, batch.failures
    with CsvTable(folder / "results.csv") as table:
        facts = outcome.carry_out(batch, [table], 1).facts
    assert facts.resumes == resumes, facts.failures


@contextmanager
def _watched(spent: dict[str, float]) -> Iterator[None]:
    """Adds up what the parts of a batch take."""
    parts: list[tuple[Any, str, str]] = [
        (job, "read_document", "reading"),
        (job, "read_resume", "understanding resumes"),
        (job, "read_posting", "understanding postings, with the pipeline"),
        (Answerer, "row", "answers"),
        (SentenceEncoder, "vectors", _ENCODING),
        (Weights, "block", "product"),
        (outcome, "_write", "writing the table"),
        (Cache, "put", "writing the cache"),
        (Cache, "get", "looking into the cache"),
    ]
    usual = [getattr(owner, name) for owner, name, _ in parts]
    for (owner, name, label), function in zip(parts, usual, strict=True):
        setattr(owner, name, _timed(function, label, spent))
    try:
        yield
    finally:
        for (owner, name, _), function in zip(parts, usual, strict=True):
            setattr(owner, name, function)


def _timed(function: Callable[..., Any], label: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[label] += time.process_time() - start

    return timed


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@contextmanager
def _one_process() -> Iterator[None]:
    """Reading in this process and not in one beside it, so that one clock counts it all; garbage is collected as seldom as
    the command line has it."""
    before, usual_collection = os.environ.get(SWITCH), gc.get_threshold()
    os.environ[SWITCH] = "0"
    gc.set_threshold(*COLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*usual_collection)
        os.environ.pop(SWITCH)
        if before is not None:
            os.environ[SWITCH] = before


# ---------------------------------------------------------------- the product


def _product() -> Iterator[str]:
    resumes, postings = LARGE
    plan, rows = made_plan(postings), made_rows(resumes)
    weights = Weights(plan, 0.0)
    weights.block(rows[:10])
    best = min(
        _seconds(lambda: [weights.block(rows[i : i + 256]) for i in range(0, resumes, 256)]) for _ in range(ROUNDS)
    )
    yield f"product and rounding, both totals, {resumes:,} x {postings:,} made vectors (target at least 5 million a second)"
    yield f"  {resumes * postings / best / 1e6:.1f} million pairs a second ({best:.2f} s)"


def made_plan(postings: int) -> Plan:
    """What so many postings might ask: demands without words, which the product does not look at."""
    chance = random.Random(1)  # noqa: S311
    asked = []
    for number in range(postings):
        shares = [chance.random() for _ in range(DEMANDS)]
        worths = [100 * share / sum(shares) for share in shares]
        demands = (Demand(chance.randrange(QUESTIONS), "", worth, worth, 0, False) for worth in worths)
        asked.append(Asked(f"posting {number}", "", tuple(demands), ()))
    nothing: Any = None
    return Plan((nothing,) * QUESTIONS, (), tuple(asked))


def made_rows(resumes: int, first: int = 0) -> list[Row]:
    """What so many resumes might answer."""
    chance = random.Random(first + 2)  # noqa: S311
    rows = []
    for number in range(first, first + resumes):
        answered = tuple(sorted(chance.sample(range(QUESTIONS), ANSWERS)))
        earned = tuple(chance.choice((1.0, 0.97, 0.95, 0.85)) for _ in answered)
        rows.append(Row(f"resume {number}", answered, (0,) * ANSWERS, earned, earned, (), (number,)))
    return rows


# ---------------------------------------------------------------- workers


def _workers(folder: Path) -> Iterator[str]:
    """Two workers against two processes that do half of it each and know nothing of one another; starts included in both."""
    yield f"two workers against two independent processes, {QUICK * 2} x {POSTINGS}, wall time (target at least 0.9)"
    shares = []
    for _ in range(3):
        both = _wall([_child(folder, 0, 2 * QUICK, 2)])
        halves = _wall([_child(folder, 0, QUICK, 1), _child(folder, QUICK, 2 * QUICK, 1)])
        shares.append(halves / both)
    yield f"  {max(shares):.2f} at best, of {', '.join(f'{share:.2f}' for share in shares)}"


def _child(folder: Path, first: int, last: int, workers: int) -> list[str]:
    code = (
        "import sys; from pathlib import Path; from tests.benchmarks.batch import part; "
        "part(Path(sys.argv[1]), *map(int, sys.argv[2:]))"
    )
    return [sys.executable, "-c", code, str(folder), str(first), str(last), str(workers)]


def part(folder: Path, first: int, last: int, workers: int) -> None:
    """Score some of the resumes, without a cache; run in a process of its own."""
    held = inputs(sorted((folder / "resumes").iterdir())[first:last], "resume")
    asked = inputs(sorted((folder / "postings").iterdir())[:POSTINGS], "posting")
    batch = Run(held, asked, Job(load_config(), TODAY), workers)
    assert sum(len(block.rows) for block in batch.blocks()) == last - first


def _wall(commands: list[list[str]]) -> float:
    start = time.monotonic()
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert not any(one.wait() for one in running)
    return time.monotonic() - start


# ---------------------------------------------------------------- memory and growth


def _memory(folder: Path) -> Iterator[str]:
    """Peaks of fresh processes, with that of the reading worker beside it."""
    yield f"memory of {RESUMES:,} x {POSTINGS}, one process and its reading worker (target at most 600 MB together)"
    # Of itself by `peak_memory`, for `getrusage` gives the peak of this benchmark, from which it was forked
    code = (
        "import sys, json, resource; from pathlib import Path; from tests.benchmarks import batch; "
        "from resumefit.reading.isolation import close; from resumefit.reading.worker import peak_memory; "
        "batch._once(Path(sys.argv[1]), batch.RESUMES, batch.POSTINGS, None); close(); "
        "print(json.dumps([peak_memory() / 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    own, beside = (size / 1e3 for size in json.loads(done.stdout))
    yield f"  {own:.0f} MB and {beside:.0f} MB"


def _growth(folder: Path) -> Iterator[str]:
    yield "growth over three decades: reading and answering by resumes and postings, the product by what is not zero"
    with _one_process():
        for resumes, postings in ((1, 1), (10, 1), (10, 10), (100, 10), (100, 100), (1000, 100)):
            seconds = _seconds(lambda: _once(folder, resumes, postings, None))  # noqa: B023 - called at once
            each = 1000 * seconds / (resumes + postings)
            yield f"  {resumes:5,d} + {postings:3d} documents {seconds:7.2f} s {each:6.1f} ms each"
    weights = Weights(made_plan(LARGE[1]), 0.0)
    for resumes in (10, 100, 1000, 10_000):
        rows = made_rows(resumes)
        seconds = min(_seconds(lambda: weights.block(rows)) for _ in range(ROUNDS))  # noqa: B023
        answers = resumes * ANSWERS
        yield f"  {answers:9,d} answers x {LARGE[1]:,} postings {seconds:7.4f} s {1e6 * seconds / answers:6.2f} µs each"
