"""score_many(resumes, postings) -> Matrix: every resume against every posting, each document read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from resumefit.batch.arrays import stacked
from resumefit.batch.assign import Assigned, Likeness, alike, assigned
from resumefit.batch.cache import MOST
from resumefit.batch.job import Failure, Input, Job, Worker
from resumefit.batch.matrix import Block
from resumefit.batch.run import Run
from resumefit.config import Config, load_config
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import TaxonomyFiles, taxonomy_paths
from resumefit.matching.pair import Pair
from resumefit.reading.document import Document
from resumefit.report import Report, match

if TYPE_CHECKING:
    from resumefit.batch.arrays import Figures

_MISSING = 5  # labels of what a pair lacks


class Matrix:
    """Resumes x postings: `totals[i, j]` and `literal[i, j]` are those of the Score of resume i against posting j.

    `resumes` and `postings` are the names of the rows and columns; `failures` are the documents that could not be read or
    scored, which have none.
    """

    def __init__(self, run: Run, blocks: Sequence[Block], job: Job) -> None:
        self.failures: tuple[Failure, ...] = tuple(run.failures)
        self.postings = tuple(item.name for item in run.asked)
        rows = [row for block in blocks for row in block.rows]
        self.resumes = tuple(row.name for row in rows)
        self.totals: Figures = stacked((block.totals for block in blocks), len(self.postings))
        self.literal: Figures = stacked((block.literal for block in blocks), len(self.postings))
        self._sketches = [row.sketch for row in rows]
        self._blocks = [(block, number) for block in blocks for number in range(len(block.rows))]
        self._by_name = {item.name: item for item in run.resumes}
        self._asked = run.asked
        self._worker = Worker(job)

    def pair(self, i: int, j: int, missing: int = _MISSING) -> Pair:
        """Resume i against posting j: the scores, their parts, knock-outs and so many labels of what is missing."""
        block, number = self._blocks[i]
        return block.pair(number, j, missing)

    def explain(self, i: int, j: int) -> Report:
        """The Report of resume i against posting j, with its evidence; the two files are read again, or taken from the
        cache. Raises what `match` raises."""
        posting = self._worker.posting(self._asked[j])
        resume = self._worker.resume(self._by_name[self.resumes[i]])
        return match(resume, posting, as_of=self._worker.job.today, config=self._worker.job.config)

    def best_posting(self, i: int) -> int:
        """The number of the posting that resume i answers best; of equals the first."""
        return int(self.totals[i].argmax())

    def best_resume(self, j: int) -> int:
        """The number of the resume that answers posting j best; of equals the first."""
        return int(self.totals[:, j].argmax())

    def assignment(self) -> tuple[Assigned, ...]:
        """Which resume to send where, so that the scores add up to the most: see `assigned`."""
        return assigned(self.totals)

    @cached_property
    def duplicates(self) -> tuple[Likeness, ...]:
        """Pairs of resumes that are nearly the same."""
        return alike(self._sketches)


def score_many(  # noqa: PLR0913 - each is an option of its own
    resumes: Iterable[Resume | Document | str | Path | bytes],
    postings: Iterable[JobPosting | Document | str | Path | bytes],
    *,
    as_of: date | None = None,
    config: Config | None = None,
    taxonomy: TaxonomyFiles = (),
    workers: int = 1,
    cluster: str = "",
    cache: Path | None = None,
) -> Matrix:
    """Every resume against every posting. Each document is read and understood once; the scores are those of `match`.

    Documents are given as `match` takes them. `workers` are processes of this machine, `cluster` is the address of a Dask
    scheduler and stands instead of them. `cache` is a folder that keeps what was read and answered for a next run, None for
    none. A document that cannot be read or scored is in the Matrix' `failures`.

    Raises ConfigError for wrong settings or files of skills, WorkerError where a worker is ended from outside, UsageError
    for a cluster or cache that cannot be used.
    """
    config = config or load_config()
    config = replace(config, taxonomy=taxonomy_paths(taxonomy, config))
    job = Job(config, as_of or date.today(), cache=cache, most=MOST)
    run = Run(inputs(resumes, "resume"), inputs(postings, "posting"), job, workers, cluster)
    run.plan()
    return Matrix(run, list(run.blocks()), job)


def inputs(sources: Iterable[Resume | JobPosting | Document | str | Path | bytes], kind: str) -> list[Input]:
    """Documents with names that tell them apart: of files their own, with as much of the way to them as it takes; of others
    what they are called, or a number."""
    given = [Path(source) if isinstance(source, str) else source for source in sources]
    short = [_name(source, f"{kind} {number}") for number, source in enumerate(given, 1)]
    long = [
        source.as_posix() if isinstance(source, Path) and short.count(name) > 1 else name
        for source, name in zip(given, short, strict=True)
    ]
    seen: dict[str, int] = {}
    found = []
    for source, name in zip(given, long, strict=True):
        seen[name] = seen.get(name, 0) + 1
        found.append(Input(name if seen[name] == 1 else f"{name} ({seen[name]})", source))
    return found


def _name(source: Resume | JobPosting | Document | Path | bytes, otherwise: str) -> str:
    if isinstance(source, Path):
        return source.name
    if isinstance(source, bytes):
        return otherwise
    return source.source.name if isinstance(source, Document) else source.document.source.name
