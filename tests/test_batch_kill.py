"""kill -9: a few of the moments that `make kill` tries by the dozen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from resumefit.batch.cache import Cache, digest
from tests.killing import killed

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
