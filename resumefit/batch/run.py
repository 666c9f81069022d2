"""A batch from its documents to its scores, in blocks of resumes: memory does not grow with the number of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from resumefit.batch import codec
from resumefit.batch.cache import Cache, digest
from resumefit.batch.job import Failure, Input, Job, Task, Worker, failure
from resumefit.batch.matrix import Block, Weights
from resumefit.batch.plan import Plan, Planner
from resumefit.batch.rows import Row
from resumefit.batch.workers import results
from resumefit.errors import NothingToScoreError
from resumefit.language.taxonomy import load_taxonomy
from resumefit.report import Report, match

_BLOCK = 256  # resumes scored at once: enough for the product to cost next to nothing, few enough to fit anywhere

Progress = Callable[[Task, int, int], None]
"""Told after each document: what is being done, how many are done, and of how many."""


class Run:
    """A batch. The postings are read at once; iterating over `blocks` does the rest of the work. `failures` are the
    documents that had to be left out by then."""

    def __init__(
        self,
        resumes: Sequence[Input],
        postings: Sequence[Input],
        job: Job,
        workers: int = 1,
        cluster: str = "",
        progress: Progress | None = None,
    ) -> None:
        self.resumes = resumes
        self.failures: list[Failure] = []
        self.asked: list[Input] = []
        """The postings of the plan, in its order."""
        self._postings = postings
        self._job = job
        self._workers = workers
        self._cluster = cluster
        self._progress = progress
        self._cache = Cache(job.cache, job.most) if job.cache else None
        if self._cache:
            self._cache.prepare()
        self.plan = self._planned()

    def _planned(self) -> Plan:
        """Read the postings, and say what they ask together; those that ask nothing are failures."""
        planner, digests = Planner(load_taxonomy(*self._job.config.taxonomy), self._job.config), []
        for item, posting in zip(self._postings, self._done("posting", self._postings), strict=True):
            if isinstance(posting, Failure):
                self.failures.append(posting)
                continue
            try:
                planner.add(item.name, posting)
            except NothingToScoreError as error:
                self.failures.append(failure(item, error))
                continue
            digests.append(digest(codec.packed(posting)))
            self.asked.append(item)
        plan = planner.plan()
        self._job = replace(self._job, plan=plan, plan_digest=digest(*digests))
        return plan

    def blocks(self) -> Iterator[Block]:
        """The scores of the resumes, some at a time and in their order. What is done when Ctrl-C comes is a last block, and
        then KeyboardInterrupt is raised on."""
        weights = Weights(self.plan, self._job.config.credits.missing)
        rows: list[Row] = []
        try:
            for row in self._done("row", self.resumes):
                if isinstance(row, Failure):
                    self.failures.append(row)
                    continue
                rows.append(row)
                if len(rows) == _BLOCK:
                    yield weights.block(rows)
                    rows = []
        except KeyboardInterrupt:
            if rows:
                yield weights.block(rows)
            raise
        finally:
            if self._cache:
                self._cache.trim()
        if rows:
            yield weights.block(rows)

    def explain(self, resume: str, posting: int) -> Report:
        """The Report of the resume of a name against a posting of the plan; both are read again, or taken from the cache.
        Raises what `match` raises."""
        item = next(one for one in self.resumes if one.name == resume)
        worker = self._explainer
        return match(
            worker.resume(item), worker.posting(self.asked[posting]), as_of=self._job.today, config=self._job.config
        )

    @cached_property
    def _explainer(self) -> Worker:
        return Worker(self._job)

    def _done(self, task: Task, items: Sequence[Input]) -> Iterator[Any]:
        for number, result in enumerate(results(self._job, task, items, self._workers, self._cluster), 1):
            if self._progress:
                self._progress(task, number, len(items))
            yield result
