"""score_many(resumes, postings) -> Matrix: every resume against every posting, each document read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from resumefit.batch.arrays import stacked
from resumefit.batch.assign import Assigned, assigned
from resumefit.batch.cache import MOST
from resumefit.batch.job import Failure, Input, Job
from resumefit.batch.likeness import Alike, Likenesses
from resumefit.batch.matrix import MISSING, Block
from resumefit.batch.run import Run
from resumefit.config import Config, load_config
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import TaxonomyFiles, taxonomy_paths
from resumefit.matching.pair import Pair
from resumefit.reading.document import Document
from resumefit.report import Report

if TYPE_CHECKING:
    from resumefit.batch.arrays import Figures


class Matrix:
    """Resumes x postings: `totals[i, j]` and `literal[i, j]` are those of the Score of resume i against posting j.

    `resumes` and `postings` are the names of the rows and columns; `failures` are the documents that could not be read or
    scored, which have none; `alike` are resumes that are nearly the same.
    """

    def __init__(self, run: Run, blocks: Sequence[Block]) -> None:
        self.failures: tuple[Failure, ...] = tuple(run.failures)
        self.postings = tuple(item.name for item in run.asked)
        rows = [row for block in blocks for row in block.rows]
        self.resumes = tuple(row.name for row in rows)
        self.totals: Figures = stacked((block.totals for block in blocks), len(self.postings))
        self.literal: Figures = stacked((block.literal for block in blocks), len(self.postings))
        likenesses = Likenesses()
        for row in rows:
            likenesses.add(row.sketch)
        self.alike: tuple[Alike, ...] = likenesses.groups()
        self._blocks = [(block, number) for block in blocks for number in range(len(block.rows))]
        self._run = run

    def pair(self, i: int, j: int, missing: int = MISSING) -> Pair:
        """Resume i against posting j: the scores, their parts, knock-outs and so many labels of what is missing."""
        block, number = self._blocks[i]
        return block.pair(number, j, missing)

    def explain(self, i: int, j: int) -> Report:
        """The Report of resume i against posting j, with its evidence; the two files are read again, or taken from the
        cache. Raises what `match` raises."""
        return self._run.explain(self.resumes[i], j)

    def best_posting(self, i: int) -> int:
        """The number of the posting that resume i answers best; of equals the first."""
        return int(self.totals[i].argmax())

    def best_resume(self, j: int) -> int:
        """The number of the resume that answers posting j best; of equals the first."""
        return int(self.totals[:, j].argmax())

    def assignment(self) -> tuple[Assigned, ...]:
        """Which resume to send where, so that the scores add up to the most: see `assigned`."""
        return assigned(self.totals)


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
    return Matrix(run, list(run.blocks()))


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
