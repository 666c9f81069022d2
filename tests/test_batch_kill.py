"""kill -9: a few of the moments that `make kill` tries by the dozen."""

from __future__ import annotations

import os
import signal
import threading
from datetime import date
from pathlib import Path

import pytest

from resumefit.batch.cache import Cache, digest
from resumefit.batch.table import score_many
from resumefit.errors import WorkerError
from tests.killing import ROOT, killed, made_resumes, until

TODAY = date(2026, 11, 1)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")


def test_runs_that_are_killed_lose_nothing_but_what_they_held_in_hand(tmp_path: Path) -> None:
    kills = killed(tmp_path, times=5, seed=1)
    assert len(kills) == 5
    assert any(one.kept > one.before for one in kills)


def test_a_kill_between_writing_and_renaming_leaves_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.prepare()

    def die(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(SystemExit):
        cache.put(digest("x"), b"content")
    assert cache.get(digest("x")) is None
    assert cache.info().entries == 0
    assert len(list(cache.folder.glob("??/*.part"))) == 1


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no way to find the workers")
def test_a_worker_that_is_killed_ends_the_run_and_loses_nothing(tmp_path: Path) -> None:
    """No one can say which document did it, so it is not tried again; the next run goes on from there."""
    resumes = sorted(made_resumes(tmp_path / "resumes").iterdir()) * 2
    postings = sorted((ROOT / "examples" / "postings").iterdir())
    kept = tmp_path / "kept"

    def kill() -> None:
        until(lambda: len(list(kept.glob("batch/*/*.entry"))) > 12)
        os.kill(_workers()[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(WorkerError, match="what was done is in the cache"):
        score_many(resumes, postings, as_of=TODAY, workers=2, cache=kept)
    killer.join()
    again = score_many(resumes, postings, as_of=TODAY, workers=2, cache=kept)
    alone = score_many(resumes, postings, as_of=TODAY)
    assert (again.totals == alone.totals).all()
    assert again.resumes == alone.resumes


def _workers() -> list[int]:
    """The process ids of joblib's workers."""
    children = [int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()]
    return [pid for pid in children if b"LokyProcess" in Path(f"/proc/{pid}/cmdline").read_bytes()]
