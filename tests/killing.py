"""A batch that is killed (kill -9) at random moments and started again, until it is through: `make kill`.

    python -m tests.killing [--times N] [--seed S]

Whatever the moment, the run that is not killed must give the very table of a run that never was; every entry of the cache
must be whole; and what a killed run had finished must not be done again. 0 where all that held.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from resumefit.batch.cache import Cache

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
RESUMES = 24
OUTPUTS = ("results.csv", "results.jsonl")


@dataclass(frozen=True, slots=True)
class Kill:
    """A run that was killed: seconds after its start, and how many entries the cache held before and after it."""

    after: float
    before: int
    kept: int


def main() -> int:
    """Kill so many runs, and say what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kills = killed(Path(folder), options.times, options.seed)
    growing = sum(one.kept > one.before for one in kills)
    sys.stdout.write(
        f"{len(kills)} runs killed, {growing} of them with something new in the cache; all tables as they should be\n"
    )
    return 0 if growing else 1


def killed(folder: Path, times: int, seed: int = 0) -> list[Kill]:
    """Kill a batch so many times at moments spread over its time. Raises AssertionError for what is lost or wrong."""
    chance = random.Random(seed)  # noqa: S311
    resumes = made_resumes(folder / "resumes")
    start = time.monotonic()
    _finish(folder / "whole", resumes)
    usual = time.monotonic() - start
    whole = [(folder / "whole" / name).read_bytes() for name in OUTPUTS]
    kills: list[Kill] = []
    place = folder / "killed"
    for number in range(times):
        cache = Cache(place / "cache")
        if cache.info().entries >= 2 * RESUMES:  # all is done: begin anew
            cache.clear()
        before = cache.info().entries
        after = usual * chance.uniform(0.15, 1.0)
        _kill(place, resumes, after)
        kept = _checked(cache)
        assert kept >= before, "a killed run lost what was there"
        kills.append(Kill(after, before, kept))
        if number % 5 == 4 or number == times - 1:
            _finish(place, resumes)
            assert [(place / name).read_bytes() for name in OUTPUTS] == whole, (
                "a run after killed ones gave another table"
            )
    return kills


def made_resumes(folder: Path) -> Path:
    """Resumes to be read: those of the examples that are text, with changes."""
    folder.mkdir(parents=True)
    texts = [
        path.read_text("utf-8") for path in sorted((EXAMPLES / "resumes").glob("*")) if path.suffix in (".md", ".txt")
    ]
    for number in range(RESUMES):
        text = f"{texts[number % len(texts)]}\n- Took part in project number {number}, which nobody else did\n"
        (folder / f"{number:03}.md").write_text(text, "utf-8")
    return folder


def _command(resumes: Path, place: Path) -> tuple[list[str], dict[str, str]]:
    out = [word for name in OUTPUTS for word in ("--out", str(place / name))]
    postings = str(EXAMPLES / "postings")
    command = [sys.executable, "-m", "resumefit", "batch", str(resumes), "-p", postings, *out, "--as-of", "2026-11-01"]
    return command, {**os.environ, "RESUMEFIT_CACHE": str(place / "cache")}


def _finish(place: Path, resumes: Path) -> None:
    place.mkdir(exist_ok=True)
    command, environment = _command(resumes, place)
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)


def _kill(place: Path, resumes: Path, after: float) -> None:
    """Start a batch and end it, with all the processes that it has started, without a word."""
    place.mkdir(exist_ok=True)
    command, environment = _command(resumes, place)
    run = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        run.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()


def _checked(cache: Cache) -> int:
    """How many entries there are; each must be whole."""
    keys = [path.parent.name + path.stem for path in cache.folder.glob("??/*.entry")]
    assert all(cache.get(key) is not None for key in keys), "a killed run left half an entry"
    return len(keys)


if __name__ == "__main__":
    sys.exit(main())
