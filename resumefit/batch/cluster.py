"""Workers on other machines: Dask distributed, an optional extra (`resumefit[cluster]`). The only door to it.

The same functions run there as in processes of this machine. Workers need resumefit and see no file of ours, so contents
are sent, over the connection that the user named (tls:// encrypts it). A worker that dies has its documents done by
another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from resumefit.batch.job import Failure, Input, Job, Task, Worker, failure
from resumefit.batch.rows import Row
from resumefit.batch.workers import done, handfuls, packet
from resumefit.errors import ResumefitError, UsageError, WorkerError
from resumefit.reading.read import bytes_of

if TYPE_CHECKING:
    from distributed import Client

_AHEAD = 4  # handfuls that wait at each worker, so that none is idle and no memory fills with results
_PATIENCE = 10  # seconds to wait for a scheduler


def results(address: str, job: Job, task: Task, items: Sequence[Input]) -> Iterator[Any]:
    """What is made of each document, in order. Raises UsageError where the cluster cannot be reached or has no workers."""
    here = Worker(job)
    with _client(address) as client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        if not workers:
            raise UsageError(f"the cluster at {address} has no workers: start one with `dask worker {address}`")
        sent = client.scatter(packet(replace(job, cache=None)), broadcast=True, hash=False)
        waiting = handfuls(items, workers)
        running: deque[_Handful] = deque()
        while True:
            while len(running) < _AHEAD * workers and (handful := next(waiting, None)) is not None:
                running.append(_Handful(client, sent, task, handful, here))
            if not running:
                return
            yield from running.popleft().results()


class _Handful:
    """A few documents on their way; what was done before is not sent."""

    def __init__(self, client: Client, job: Any, task: Task, items: Sequence[Input], here: Worker) -> None:
        self._here = here
        self._task = task
        self._items = items
        self._known = [self._known_of(item) for item in items]
        asked = [_with_content(item, here) for item, known in zip(items, self._known, strict=True) if known is None]
        self._future = client.submit(done, job, task, asked, pure=False) if asked else None

    def _known_of(self, item: Input) -> Row | Failure | None:
        try:
            return self._here.kept_row(item) if self._task == "row" else None
        except ResumefitError as error:
            return failure(item, error)

    def results(self) -> Iterator[Any]:
        """What was made of each of them."""
        made = iter(self._made())
        for item, known in zip(self._items, self._known, strict=True):
            if known is not None:
                yield known
                continue
            result = next(made)
            if isinstance(result, Row):
                self._here.keep_row(item, result)
            yield result

    def _made(self) -> Sequence[Any]:
        from distributed import KilledWorker

        if self._future is None:
            return ()
        try:
            return cast("Sequence[Any]", self._future.result())
        except KilledWorker:
            ended = WorkerError("reading it, or one of those it was sent with, ended several workers of the cluster")
            return [failure(item, ended) for item, known in zip(self._items, self._known, strict=True) if known is None]


def _with_content(item: Input, here: Worker) -> Input:
    """A document with what it holds, for a machine that does not see its file; as it is where it can't be read."""
    if not isinstance(item.source, Path):
        return item
    try:
        return Input(item.name, bytes_of(item.source, here.job.config.limits)[0])
    except ResumefitError:
        return item  # the worker will say so, too


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--cluster needs Dask: pip install 'resumefit[cluster]'") from error
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: check the address ({error})") from error
