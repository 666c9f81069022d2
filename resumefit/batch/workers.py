"""Who does the work: this process, several on this machine (the only door to joblib), or a cluster.

The job goes out as one packet of bytes with every few documents, and a worker unpacks it once. Pickles pass here between
processes of one run only, over pipes or to the cluster that the user named; nothing that is read from disk is one.
"""

from __future__ import annotations

import gc
import pickle
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from resumefit.batch.job import Input, Job, Task, Worker
from resumefit.errors import WorkerError

_MOST = 16  # documents that a worker is handed at once: a second of work, or less
_ROUNDS = 4  # times that each worker is handed some, at least, so that none waits long for the last


def packet(job: Job) -> bytes:
    """A job as it is sent."""
    return zlib.compress(pickle.dumps(job), 1)


def done(packet: bytes, task: Task, items: Sequence[Input]) -> list[Any]:
    """What a worker makes of some documents; called in the worker, which collects its garbage between two handfuls."""
    collected = gc.isenabled()
    gc.disable()
    try:
        return [_worker(packet).attempt(task, item) for item in items]
    finally:
        if collected:
            gc.enable()


@lru_cache(maxsize=2)  # the job of the postings, then that of the resumes
def _worker(packet: bytes) -> Worker:
    return Worker(pickle.loads(zlib.decompress(packet)))  # noqa: S301 - made by `packet`, in the run that this is part of


def handfuls(items: Sequence[Input], workers: int) -> Iterator[tuple[Input, ...]]:
    """Documents as they are handed to workers."""
    size = max(1, min(_MOST, len(items) // (workers * _ROUNDS)))
    return (tuple(items[start : start + size]) for start in range(0, len(items), size))


def results(job: Job, task: Task, items: Sequence[Input], workers: int, cluster: str = "") -> Iterator[Any]:
    """What is made of each document, in order, as soon as it is there. Raises WorkerError where a worker is ended from
    outside, UsageError for a cluster that cannot be reached."""
    if cluster:
        from resumefit.batch import cluster as dask

        yield from dask.results(cluster, job, task, items)
    elif workers > 1 and len(items) > 1:
        yield from _in_processes(job, task, items, workers)
    else:
        worker = Worker(job)
        for item, following in zip_longest(items, items[1:]):
            yield worker.attempt(task, item, following)


def _in_processes(job: Job, task: Task, items: Sequence[Input], workers: int) -> Iterator[Any]:
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    sent = packet(job)
    work = delayed(done)
    run = Parallel(n_jobs=workers, return_as="generator", batch_size=1, pre_dispatch="3 * n_jobs")
    try:
        for some in run(work(sent, task, handful) for handful in handfuls(items, workers)):
            yield from some
    except TerminatedWorkerError as error:
        raise WorkerError(
            "a worker was ended from outside, perhaps for want of memory: run the same again, with fewer --workers; "
            "what was done is in the cache"
        ) from error
