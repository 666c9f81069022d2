"""Dask: a real scheduler and two workers as processes, one of which is killed while it works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from resumefit.batch import cluster
from resumefit.batch.job import Input, Worker
from resumefit.batch.table import Matrix, score_many
from resumefit.cli import run
from resumefit.errors import UsageError
from tests.killing import made_resumes
from tests.test_batch import paths

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")
TODAY = date(2026, 11, 1)
PATIENCE = 60


@contextmanager
def processes(*commands: list[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    started = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    try:
        yield started
    finally:
        for one in started:
            one.kill()
            one.wait()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler and its two workers."""
    file = tmp_path / "scheduler.json"
    of = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    scheduler = [
        *of,
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--scheduler-file",
        str(file),
        "--no-dashboard",
        "--no-show",
    ]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1"]
    worker += ["--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(tmp_path / "spill")]
    with processes(scheduler):
        _until(file.exists)
        with processes(worker, worker) as workers:
            import json

            from distributed import Client

            address = json.loads(file.read_text())["address"]
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=PATIENCE)
            yield address, workers


def _until(holds: object) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def same(one: Matrix, two: Matrix) -> bool:
    pairs = [(i, j) for i in range(len(one.resumes)) for j in range(len(one.postings))]
    return one.resumes == two.resumes and all(one.pair(*pair) == two.pair(*pair) for pair in pairs)


def test_the_table_of_a_cluster_is_that_of_one_process(
    dask: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, _ = dask
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    resumes = [*paths("resumes"), broken, tmp_path / "gone.pdf"]
    alone = score_many(resumes, paths("postings"), as_of=TODAY)
    there = score_many(resumes, paths("postings"), as_of=TODAY, cluster=address)
    assert same(alone, there)
    assert [one.name for one in there.failures] == ["broken.pdf", "gone.pdf"]
    assert there.failures == alone.failures


def test_a_worker_that_is_killed_costs_no_row(dask: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    address, workers = dask
    resumes = sorted(made_resumes(tmp_path / "resumes").iterdir()) * 2
    kept = tmp_path / "kept"
    alone = score_many(resumes, paths("postings"), as_of=TODAY)

    def kill() -> None:
        _until(lambda: len(list(kept.glob("batch/*/*.entry"))) >= 4)
        workers[0].send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    there = score_many(resumes, paths("postings"), as_of=TODAY, cluster=address, cache=kept)
    killer.join()
    assert workers[0].wait(PATIENCE) == -signal.SIGKILL
    assert workers[1].poll() is None
    assert len(alone.resumes) == len(resumes)
    assert same(alone, there)


def test_what_was_done_is_not_sent_again(
    dask: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = dask
    first = score_many(paths("resumes"), paths("postings"), as_of=TODAY, cluster=address, cache=tmp_path)
    sent: list[str] = []
    usual = cluster._with_content

    def watched(item: Input, here: Worker) -> Input:
        sent.append(item.name)
        return usual(item, here)

    monkeypatch.setattr(cluster, "_with_content", watched)
    again = score_many(paths("resumes"), paths("postings"), as_of=TODAY, cluster=address, cache=tmp_path)
    assert (first.totals == again.totals).all()
    assert sent == [path.name for path in paths("postings")]


def test_a_cluster_that_is_not_there_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        score_many(paths("resumes"), paths("postings"), cluster="tcp://127.0.0.1:9")
    assert run(["batch", str(paths("resumes")[0]), "-p", str(paths("postings")[0]), "--cluster", "nonsense://x"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"resumefit\[cluster\]"):
        score_many(paths("resumes"), paths("postings"), cluster="tcp://127.0.0.1:9")
