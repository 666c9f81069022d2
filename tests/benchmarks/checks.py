"""What checking costs: a full `check` of a PDF as a multiple of its `parse`, file by file, and what of it goes where.

Processor time of one process, so that neither a worker's pipes nor another program is counted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from resumefit import report
from resumefit.config import Config, load_config
from resumefit.reading.read import read_document
from resumefit.reading.worker import SWITCH

ROOT = Path(__file__).parent.parent.parent
TARGET = 1.3  # times the parse
ROUNDS = 9
TODAY = date(2026, 11, 1)


def run() -> Iterator[str]:
    """The lines of the report."""
    before = os.environ.get(SWITCH)
    os.environ[SWITCH] = "0"
    try:
        usual = load_config()
        for config in (usual, replace(usual, pdf_engine="pdfplumber")):
            yield from _table(config)
    finally:
        os.environ.pop(SWITCH)
        if before is not None:
            os.environ[SWITCH] = before


def _table(config: Config) -> Iterator[str]:
    yield f"check / parse of the same file by {config.pdf_engine}, medians of {ROUNDS} rounds (target at most {TARGET})"
    yield f"  {'':<52}      parse    ratio = 1 + understanding + checks"
    ratios = []
    for path in _files():
        pages, parse, understanding, check = _measured(path, config)
        ratios.append(check / parse)
        shares = f"{understanding / parse:5.2f}            {(check - understanding) / parse - 1:5.2f}"
        yield f"  {path.name[-50:]:<52} {pages} p. {parse * 1000:4.0f} ms  {ratios[-1]:5.2f}      {shares}"
    yield f"  {'median':<67}{median(ratios):5.2f}"


def _files() -> Iterator[Path]:
    folders = (ROOT / "examples" / "resumes", ROOT.parent / "shared" / "corpus" / "pdf")
    return (path for folder in folders for path in sorted(folder.glob("*.pdf")))


def _measured(path: Path, config: Config) -> tuple[int, float, float, float]:
    """Pages; seconds of a parse, of understanding what was read, and of a whole check, all warm and in turn."""
    document = read_document(path, pdf_engine=config.pdf_engine)
    report.check(path, as_of=TODAY, config=config)
    rounds = [
        (
            _seconds(lambda: read_document(path, pdf_engine=config.pdf_engine)),
            _seconds(lambda: report.read_resume(document, config=config)),
            _seconds(lambda: report.check(path, as_of=TODAY, config=config)),
        )
        for _ in range(ROUNDS)
    ]
    parse, understanding, check = (median(one) for one in zip(*rounds, strict=True))
    return len(document.pages), parse, understanding, check


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
