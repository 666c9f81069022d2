"""Reads damaged files with the real `read_document`, and tells what came of each."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from resumefit.errors import UnreadableError
from resumefit.reading import isolation
from resumefit.reading.document import Document
from resumefit.reading.read import read_document
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import Seed

SHARES = {
    "pdf": 5,
    "docx": 3,
    "html": 3,
    "odt": 1,
    "rtf": 1,
    "mail": 1,
    "json": 1,
    "text": 1,
}  # what parses most gets most
MOST_SECONDS = 20.0
MOST_MEMORY = 1_000_000_000  # bytes


class Outcome(NamedTuple):
    """What came of one input. `what` is "text" or the name of the error; `fault` is empty where all is well."""

    number: int
    seed: str
    kind: str
    what: str
    message: str
    fault: str
    seconds: float
    memory: int  # bytes, of the worker at its peak or of this process; 0 where the system does not say
    size: int


def inputs(files: list[Seed], seed: int, numbers: Iterable[int]) -> Iterator[tuple[int, Seed, bytes]]:
    """Damaged files, each by its number; the kinds have equal shares, for there are more files of some than of others."""
    by_kind: dict[str, list[Seed]] = {}
    for file in files:
        by_kind.setdefault(file.kind, []).append(file)
    kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
    for number in numbers:
        rng = Random(f"{seed}:{number}")  # noqa: S311 - the same on every run
        kind = kinds[number % len(kinds)]
        file, other = rng.choice(by_kind[kind]), rng.choice(by_kind[kind])
        yield number, file, mutated(kind, file.data, other.data, rng)


def read_all(files: list[Seed], seed: int, numbers: Iterable[int], save: Path | None = None) -> Iterator[Outcome]:
    """The outcome of each input. Those with a fault are saved in the folder `save`, with what is wrong beside them."""
    for number, file, data in inputs(files, seed, numbers):
        outcome = _read(number, file, data)
        if outcome.fault and save is not None:
            _save(save, outcome, data)
        yield outcome


def _read(number: int, file: Seed, data: bytes) -> Outcome:
    _forget_peaks()
    start = time.perf_counter()
    message = fault = ""
    try:
        what, fault = "text", _faults(read_document(data, name=f"file.{file.kind}"))
    except UnreadableError as error:
        what, message = type(error).__name__, str(error)
        fault = "" if message and "\n" not in message else "the message is no line"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        what, fault = type(error).__name__, "".join(traceback.format_exception(error))
    seconds, memory = time.perf_counter() - start, _peak()
    if seconds > MOST_SECONDS:
        fault = fault or f"{seconds:.1f} s"
    if memory > MOST_MEMORY:
        fault = fault or f"{memory / 1e6:.0f} MB"
    return Outcome(number, file.name, file.kind, what, message, fault, seconds, memory, len(data))


def _faults(document: Document) -> str:
    """What a Document may never be: empty, steering a terminal, pointing outside of its own text."""
    text = document.text
    if not any(map(str.isalnum, text)):
        return "a text without a word"
    if any((char < " " and char != "\n") or "\x7f" <= char <= "\x9f" for char in text):
        return "control characters in the text"
    text.encode("utf-8")  # a lone half of a pair cannot be written anywhere
    ends = [0, *(end for line in document.lines for end in (line.span.start, line.span.end)), len(text)]
    if ends != sorted(ends):
        return "lines out of order"
    if any(word.span.end > len(text) for word in document.words):
        return "a word beyond the text"
    return ""


def _save(folder: Path, outcome: Outcome, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{outcome.number}-{hashlib.sha256(data).hexdigest()[:10]}"
    (folder / f"{stem}.{outcome.kind}").write_bytes(data)
    why = f"{outcome.seed}: {outcome.what}, {outcome.seconds:.1f} s, {outcome.memory / 1e6:.0f} MB\n{outcome.fault}\n"
    (folder / f"{stem}.why").write_text(why, encoding="utf-8")


# ---------------------------------------------------------------- memory, where /proc tells it


def _forget_peaks() -> None:
    for pid in ("self", *isolation.pids()):
        try:
            Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")  # man 5 proc: resets VmHWM
        except OSError:
            return


def _peak() -> int:
    return max(map(_peak_of, ["self", *map(str, isolation.pids())]))


def _peak_of(pid: str) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)
