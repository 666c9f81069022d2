"""The scores of many pairs, written as they come: CSV, JSON lines. Each file is written aside and put in place at the end."""

from __future__ import annotations

import csv
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Self

from resumefit.errors import UsageError
from resumefit.matching.knockouts import Status
from resumefit.matching.pair import Pair
from resumefit.matching.score import PARTS
from resumefit.rendering.batch import BatchFacts
from resumefit.rendering.safe import bare_json, printable

COLUMNS = ("resume", "posting", "score", "literal", *PARTS, "not_met", "not_stated", "met", "missing", "error")
"""Of a table: names, scores, the share of each part that was earned (0 to 100; nothing where it was not asked for),
conditions, what is missing, and why there is nothing else in the line."""

_TEXTS = tuple(map(COLUMNS.index, ("resume", "posting", "not_met", "not_stated", "met", "missing")))
_PLACES = {name: place for place, name in enumerate(PARTS)}
_CACHED = 1 << 16
_BETWEEN = " | "  # no comma or semicolon: a spreadsheet may take either for the end of a cell
# What a spreadsheet takes for the beginning of a formula, in any script that it reads, behind blanks and quotes, and behind
# what it may take for the end of a cell (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = re.compile(r"(^[\s'\"]*|[,;\t|][\s'\"]*)(?=[=+\-@＝＋－＠])")


class Table(ABC):
    """A file of pairs, and a context that ends with it: `add` what comes, then `close` with what the batch came to. A file
    that is not closed when the context ends is given up."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._aside = path.with_name(f"{path.name}.part")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()
        self._aside.unlink(missing_ok=True)

    @abstractmethod
    def add(self, pairs: Sequence[Pair]) -> None:
        """Write some pairs."""

    @abstractmethod
    def close(self, facts: BatchFacts) -> None:
        """Write what comes last, and put the file in its place."""

    @abstractmethod
    def _let_go(self) -> None:
        """Close the file that is open; more than once does no harm."""

    def _into_place(self) -> None:
        self._let_go()
        self._aside.replace(self._path)


def unwritable(path: Path, error: OSError) -> UsageError:
    """What to raise where a file can't be written."""
    return UsageError(f"{path} can't be written: {error.strerror or error}")


class _TextTable(Table):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._file: IO[str] = self._aside.open("w", encoding="utf-8", errors="replace", newline="")
        except OSError as error:
            raise unwritable(path, error) from error

    def _let_go(self) -> None:
        self._file.close()


class CsvTable(_TextTable):
    """A table for spreadsheets and programs; no cell of it is a formula."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._writer = csv.writer(self._file, quoting=csv.QUOTE_NONNUMERIC)
        self._writer.writerow(COLUMNS)

    def add(self, pairs: Sequence[Pair]) -> None:
        """Write some pairs, a line each."""
        self._writer.writerows(map(_harmless_cells, pairs))

    def close(self, facts: BatchFacts) -> None:
        """Write a line for each document that was left out, and put the file in its place."""
        empty = [""] * (len(COLUMNS) - 3)
        self._writer.writerows(
            [harmless(one.name), "", *empty, harmless(printable(one.error))] for one in facts.failures
        )
        self._into_place()


def cells(pair: Pair) -> list[str | float]:
    """A pair in the order of COLUMNS."""
    shares: list[str | float] = [""] * len(PARTS)
    for name, worth, earned in pair.parts:
        if worth:
            shares[_PLACES[name]] = round(100 * earned / worth, 1) if earned else 0.0  # as most are
    said = _said(pair.knockouts)
    return [pair.resume, pair.posting, pair.total, pair.literal, *shares, *said, _joined(pair.missing), ""]


def _harmless_cells(pair: Pair) -> list[str | float]:
    row = cells(pair)
    for place in _TEXTS:
        if text := row[place]:
            row[place] = harmless(str(text))
    return row


# Of the millions of cells of a large batch most hold what others hold: names, and what is missing where nothing fits


@lru_cache(_CACHED)
def _said(knockouts: Sequence[tuple[str, Status]]) -> tuple[str, ...]:
    """The labels of conditions that are not met, of those not stated and of those met."""
    return tuple(
        _joined(tuple(label for label, status in knockouts if status == one))
        for one in ("not met", "not stated", "met")
    )


@lru_cache(_CACHED)
def _joined(labels: Sequence[str]) -> str:
    return _BETWEEN.join(printable(label).replace("|", "/") for label in labels)


@lru_cache(_CACHED)
def harmless(text: str) -> str:
    """A text that a spreadsheet takes for a text: an apostrophe stands before whatever would begin a formula."""
    return _FORMULA.sub(r"\1'", printable(text))


class JsonTable(_TextTable):
    """JSON lines: a line for each pair, and at the end one for each other thing that there is to say."""

    def add(self, pairs: Sequence[Pair]) -> None:
        """Write some pairs, a line each."""
        self._file.writelines(_line("pair", _facts(pair)) for pair in pairs)

    def close(self, facts: BatchFacts) -> None:
        """Write the best with their evidence, what to send where, duplicates and failures; put the file in its place."""
        self._file.writelines(_last_lines(facts))
        self._into_place()


def _facts(pair: Pair) -> dict[str, Any]:
    return {
        "resume": pair.resume,
        "posting": pair.posting,
        "score": pair.total,
        "literal": pair.literal,
        "parts": {name: {"worth": round(worth, 2), "earned": round(earned, 2)} for name, worth, earned in pair.parts},
        "conditions": [{"label": label, "status": status} for label, status in pair.knockouts],
        "missing": list(pair.missing),
    }


def _last_lines(facts: BatchFacts) -> Iterator[str]:
    for posting in facts.postings:
        for rank, top in enumerate(posting.best, 1):
            found = {"rank": rank, "answers": [asdict(one) for one in top.answers]}
            yield _line(
                "best", {"posting": posting.posting, "resume": top.pair.resume, "score": top.pair.total, **found}
            )
    for reach in facts.reach:
        yield _line("best posting", {"resume": reach.resume, "posting": reach.posting, "score": reach.total})
    for kind, many in (("assigned", facts.assigned or ()), ("alike", facts.alike), ("failure", facts.failures)):
        for one in many:
            yield _line(kind, asdict(one))
    if not facts.finished:
        yield _line("stopped", {})


def _line(kind: str, facts: dict[str, Any]) -> str:
    return bare_json(json.dumps({"kind": kind, **facts}, ensure_ascii=False)) + "\n"
