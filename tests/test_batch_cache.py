"""The cache: what is kept is what was understood, private, bounded, and never trusted beyond its words."""

from __future__ import annotations

import dataclasses
import os
import pickle
import random
import stat
import types
from datetime import date
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.batch import codec, job
from resumefit.batch.cache import Cache, default_folder, digest, program_digest
from resumefit.batch.job import Input, Job, Worker
from resumefit.batch.plan import Planner
from resumefit.batch.rows import Row
from resumefit.batch.table import score_many
from resumefit.config import Config, load_config
from resumefit.errors import UsageError
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import load_taxonomy
from resumefit.reading.read import read_document
from resumefit.report import match, read_posting, read_resume
from tests import realfiles

TODAY = date(2026, 11, 1)
EXAMPLES = realfiles.ROOT / "examples"
RESUME = EXAMPLES / "resumes" / "maya-okafor-backend-engineer.pdf"
POSTING = EXAMPLES / "postings" / "backend-engineer-northwind-ferry.html"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path / "kept")
    made.prepare()
    return made


# ---------------------------------------------------------------- what is kept


@pytest.mark.parametrize("path", realfiles.resumes()[::6], ids=lambda path: path.name)
def test_a_resume_comes_back_as_it_was(path: Path) -> None:
    resume = read_resume(path)
    assert codec.unpacked(Resume, codec.packed(resume)) == resume


@pytest.mark.parametrize("path", realfiles.postings()[::6], ids=lambda path: path.name)
def test_a_posting_comes_back_as_it_was(path: Path) -> None:
    posting = read_posting(path)
    assert codec.unpacked(JobPosting, codec.packed(posting)) == posting


def test_what_is_kept_is_made_of_what_json_can_say() -> None:
    """A set or a dict in one of the dataclasses would come back as something else."""
    seen: set[Any] = set()

    def walk(hint: Any) -> None:
        if dataclasses.is_dataclass(hint) and hint not in seen:
            seen.add(hint)
            for one in get_type_hints(hint).values():
                walk(one)
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            assert len([one for one in get_args(hint) if one is not type(None)]) == 1, hint
        elif origin is not None and origin is not tuple and not str(hint).startswith("typing.Literal"):
            assert str(hint) in ("collections.abc.Sequence[int]", "collections.abc.Sequence[str]"), hint
        for one in get_args(hint):
            if not isinstance(one, str):
                walk(one)

    for kind in (Resume, JobPosting, Row):
        walk(kind)
    assert len(seen) > 25


@pytest.mark.parametrize("data", [b"", b"\0" * 8, b"\xff" * 40, pickle.dumps({"a": 1}), b"\0" * 7 + b"\x02[]"])
def test_what_is_no_document_is_an_error_and_runs_nothing(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        codec.unpacked(Resume, data)


# ---------------------------------------------------------------- entries


def test_what_was_put_is_got(cache: Cache) -> None:
    key = digest("a", b"b")
    assert cache.get(key) is None
    cache.put(key, b"content")
    assert cache.get(key) == b"content"
    assert (cache.info().entries, cache.info().folder) == (1, cache.folder)
    assert cache.clear().entries == 1
    assert cache.info().entries == 0
    assert cache.get(key) is None


@given(st.lists(st.binary(max_size=8), max_size=4), st.lists(st.binary(max_size=8), max_size=4))
def test_keys_differ_where_their_parts_do(one: list[bytes], two: list[bytes]) -> None:
    assert (digest(*one) == digest(*two)) == (one == two)


def test_a_damaged_entry_is_none(cache: Cache) -> None:
    key = digest("x")
    cache.put(key, b"content" * 100)
    (path,) = cache.folder.glob("??/*")
    whole = path.read_bytes()
    damaged = [whole[:cut] for cut in (0, 5, 16, 17, len(whole) - 1)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 7)]
    for data in damaged:
        path.write_bytes(data)
        assert cache.get(key) is None
        assert not path.exists()
    assert len(damaged) > 6


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_only_the_owner_can_read_it(cache: Cache) -> None:
    cache.put(digest("x"), b"content")
    paths = [cache.folder, *cache.folder.glob("??"), *cache.folder.glob("??/*")]
    assert len(paths) == 3
    assert [stat.S_IMODE(path.stat().st_mode) & 0o077 for path in paths] == [0, 0, 0]


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_a_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    (tmp_path / "batch").mkdir(mode=0o777)
    Cache(tmp_path).prepare()
    assert stat.S_IMODE((tmp_path / "batch").stat().st_mode) == 0o700


def test_somebody_elses_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 54321, raising=False)
    with pytest.raises(UsageError, match="another user"):
        Cache(tmp_path).prepare()


def test_a_place_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="--no-cache"):
        Cache(tmp_path / "file").prepare()


def test_it_stays_within_its_bound_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=20_000)
    cache.prepare()
    keys = [digest(str(number)) for number in range(30)]
    noise = random.Random(1)  # noqa: S311
    for age, key in enumerate(keys):
        cache.put(key, noise.randbytes(1000))
        os.utime(cache._path(key), (age, age))
    cache.get(keys[0])
    cache.trim()
    assert 10_000 < cache.info().size <= 16_000
    assert cache.get(keys[0]) is not None
    assert cache.get(keys[1]) is None
    assert cache.get(keys[-1]) is not None


def test_what_a_killed_run_left_aside_goes_with_time(cache: Cache) -> None:
    cache.put(digest("x"), b"content")
    folder = next(cache.folder.glob("??"))
    old, new = folder / "old.part", folder / "new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    cache.trim()
    assert not old.exists()
    assert new.exists()
    cache.clear()
    assert not new.exists()


def test_a_full_disk_stops_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.put(digest("x"), b"content")
    assert cache.get(digest("x")) is None


def test_the_variable_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RESUMEFIT_CACHE", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("RESUMEFIT_CACHE")
    assert default_folder().name == "resumefit"


# ---------------------------------------------------------------- what a key depends on


def worker(folder: Path, config: Config | None = None, today: date = TODAY, **more: Any) -> Worker:
    planner = Planner(load_taxonomy(), config or load_config())
    posting = read_posting(text="Baker\n\nRequirements\n\n- Python\n- SQL\n")
    planner.add("posting", posting)
    return Worker(Job(config or load_config(), today, cache=folder, plan=planner.plan(), plan_digest="p", **more))


def test_what_was_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = score_many([RESUME], [POSTING], as_of=TODAY, cache=tmp_path)
    read: list[object] = []
    monkeypatch.setattr(job, "read_document", lambda *given, **_: read.append(given))
    again = score_many([RESUME], [POSTING], as_of=TODAY, cache=tmp_path)
    assert not read
    assert (first.totals == again.totals).all()
    assert again.explain(0, 0).score.total == first.totals[0, 0]
    assert not read


def test_a_row_is_made_anew_of_a_kept_resume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another posting, day or weight asks the same resume something else; it need not be read for that."""
    score_many([RESUME], [POSTING], as_of=TODAY, cache=tmp_path)
    other = read_posting(text="Clerk\n\nRequirements\n\n- Python\n- 20 years of experience\n")
    monkeypatch.setattr(job, "read_document", None)
    found = [score_many([RESUME], [other], as_of=day, cache=tmp_path).totals[0, 0] for day in (TODAY, date(2036, 1, 1))]
    monkeypatch.undo()
    assert found == [match(RESUME, other, as_of=day).score.total for day in (TODAY, date(2036, 1, 1))]
    assert found[0] != found[1]


@pytest.mark.parametrize(
    "change",
    [
        {"pdf_engine": "pdfplumber"},
        {"limits": dataclasses.replace(load_config().limits, pages=3)},
        {"taxonomy": "mine.jsonl"},
    ],
)
def test_a_document_is_kept_by_what_it_is_read_with(tmp_path: Path, change: dict[str, Any]) -> None:
    (tmp_path / "mine.jsonl").write_text('{"id": "zymurgy", "name": "Zymurgy", "kind": "domain"}\n')
    if "taxonomy" in change:
        change = {"taxonomy": (tmp_path / "mine.jsonl",)}
    config = load_config()
    mine, other = (Worker(Job(one, TODAY, cache=tmp_path)) for one in (config, dataclasses.replace(config, **change)))
    assert mine._key("resume", b"x", "a.pdf") != other._key("resume", b"x", "a.pdf")
    assert mine._key("resume", b"x", "a.pdf") != mine._key("posting", b"x", "a.pdf")
    assert mine._key("resume", b"x", "a.pdf") != mine._key("resume", b"y", "a.pdf")
    assert mine._key("resume", b"x", "a.pdf") != mine._key("resume", b"x", "a.txt")


def test_the_users_skills_count_by_their_content(tmp_path: Path) -> None:
    own = tmp_path / "mine.jsonl"
    keys = []
    for name in ("Zymurgy", "Zymology"):
        own.write_text(f'{{"id": "zymurgy", "name": "{name}", "kind": "domain"}}\n')
        config = dataclasses.replace(load_config(), taxonomy=(own,))
        keys.append(Worker(Job(config, TODAY, cache=tmp_path))._key("resume", b"x", "a.pdf"))
    assert keys[0] != keys[1]


def test_the_pipeline_and_the_program_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Worker(Job(load_config(), TODAY, cache=tmp_path))._key("resume", b"x", "a.pdf")
    monkeypatch.setenv("RESUMEFIT_TRAINED", "0")
    assert Worker(Job(load_config(), TODAY, cache=tmp_path))._key("resume", b"x", "a.pdf") != before
    monkeypatch.delenv("RESUMEFIT_TRAINED")
    monkeypatch.setattr(job, "program_digest", lambda: "another")
    assert Worker(Job(load_config(), TODAY, cache=tmp_path))._key("resume", b"x", "a.pdf") != before
    assert program_digest() == program_digest() != "another"


def test_an_entry_of_something_else_is_made_anew(tmp_path: Path) -> None:
    """A file that somebody put there, with the digest that it takes, is no document: nothing of it runs, nothing fails."""
    here = worker(tmp_path)
    here._cache.prepare()  # type: ignore[union-attr]
    item = Input("cv.pdf", RESUME)
    row = here.row(item)
    for entry in list(here._cache.folder.glob("??/*")):  # type: ignore[union-attr]
        key = entry.parent.name + entry.stem
        here._cache.put(key, pickle.dumps(os.getcwd))  # type: ignore[union-attr]
    assert worker(tmp_path).row(item) == row


def test_a_row_bears_the_name_of_now(tmp_path: Path) -> None:
    here = worker(tmp_path)
    here._cache.prepare()  # type: ignore[union-attr]
    assert here.row(Input("one", RESUME)).name == "one"
    assert here.row(Input("two", RESUME)).name == "two"


def test_documents_and_resumes_are_taken_as_they_are(tmp_path: Path) -> None:
    here = worker(tmp_path)
    document = read_document(RESUME)
    assert here.row(Input("a", document)).credits == here.row(Input("b", read_resume(document))).credits
