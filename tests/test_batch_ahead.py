"""Reading ahead: what comes is what would have been read, errors too, and nothing is read ahead where nothing is gained."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from resumefit.batch.ahead import ReadAhead
from resumefit.batch.job import Input, Job
from resumefit.batch.run import Run
from resumefit.config import load_config
from resumefit.errors import DamagedError
from resumefit.reading.document import Document, Source
from resumefit.reading.worker import SWITCH

EXAMPLES = Path(__file__).parent.parent / "examples"
DOCUMENT = Document("Cook", Source("cook.txt", "text", 4))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    usual = sys.getswitchinterval()
    monkeypatch.delenv(SWITCH, raising=False)
    sys.setswitchinterval(0.0005)
    yield
    sys.setswitchinterval(usual)


def never() -> Document:
    raise AssertionError("it was read ahead, or was not to be read at all")


@pytest.mark.usefixtures("quick")
def test_what_was_begun_is_taken_once() -> None:
    ahead, begun = ReadAhead(), threading.Event()

    def read() -> Document:
        begun.set()
        return DOCUMENT

    key = object()
    ahead.begin(key, read)
    assert begun.wait(10)
    assert ahead.take(key, never) is DOCUMENT
    with pytest.raises(AssertionError):
        ahead.take(key, never)


@pytest.mark.usefixtures("quick")
def test_another_document_is_read_when_it_is_wanted() -> None:
    ahead = ReadAhead()
    ahead.begin(object(), lambda: DOCUMENT)
    other = Document("Baker", Source("baker.txt", "text", 5))
    assert ahead.take(object(), lambda: other) is other
    assert ahead.take(None, lambda: other) is other


@pytest.mark.usefixtures("quick")
def test_what_went_wrong_is_told_where_the_document_is_wanted() -> None:
    ahead, key = ReadAhead(), object()

    def read() -> Document:
        raise DamagedError("cook.pdf is damaged")

    ahead.begin(key, read)
    with pytest.raises(DamagedError, match=r"cook\.pdf"):
        ahead.take(key, never)


def test_nothing_is_read_ahead_where_threads_wait_long_for_their_turn() -> None:
    ahead, key = ReadAhead(), object()
    assert sys.getswitchinterval() > 0.001
    ahead.begin(key, never)
    assert ahead.take(key, lambda: DOCUMENT) is DOCUMENT


@pytest.mark.usefixtures("quick")
def test_nothing_is_read_ahead_where_this_process_reads_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "0")
    ahead, key = ReadAhead(), object()
    ahead.begin(key, never)
    assert ahead.take(key, lambda: DOCUMENT) is DOCUMENT


@pytest.mark.usefixtures("quick")
def test_a_batch_that_reads_ahead_gives_what_one_gives_that_does_not(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7 and no more")
    resumes = sorted((EXAMPLES / "resumes").glob("*.pdf"))
    held = [Input(path.name, path) for path in (*resumes[:2], damaged, *resumes[2:])]
    asked = [Input(path.name, path) for path in sorted((EXAMPLES / "postings").iterdir())[:2]]

    def scores() -> tuple[list[list[float]], list[str]]:
        run = Run(held, asked, Job(load_config(), date(2026, 11, 1)))
        totals = [row for block in run.blocks() for row in block.totals.tolist()]
        return totals, [failure.name for failure in run.failures]

    ahead = scores()
    sys.setswitchinterval(0.005)
    assert ahead == scores()
    assert ahead[1] == ["damaged.pdf"]
    assert len(ahead[0]) == len(resumes) > 2
