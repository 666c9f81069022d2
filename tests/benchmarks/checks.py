"""What checking costs: a full `check` of a PDF as a multiple of its `parse`, file by file, and what of it goes where.

Processor time of one process, so that neither a worker's pipes nor another program is counted. Each round goes through all
files, so that nothing that is remembered of a text speeds up the next round of it; garbage is collected as seldom as the
command line has it.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from resumefit import report
from resumefit.cli import COLLECTED
from resumefit.config import Config, load_config
from resumefit.reading.document import Document
from resumefit.reading.read import read_document
from resumefit.reading.worker import SWITCH

ROOT = Path(__file__).parent.parent.parent
TARGET = 1.3  # times the parse
_PAGES = 2  # of the resume that the target speaks of
ROUNDS = 9
TODAY = date(2026, 11, 1)


def run() -> Iterator[str]:
    """The lines of the report."""
    before, usual_collection = os.environ.get(SWITCH), gc.get_threshold()
    os.environ[SWITCH] = "0"
    gc.set_threshold(*COLLECTED)
    try:
        usual = load_config()
        for config in (usual, replace(usual, pdf_engine="pdfplumber")):
            yield from _table(config)
    finally:
        gc.set_threshold(*usual_collection)
        os.environ.pop(SWITCH)
        if before is not None:
            os.environ[SWITCH] = before


def _table(config: Config) -> Iterator[str]:
    yield f"check / parse of the same file by {config.pdf_engine}, medians of {ROUNDS} rounds (target at most {TARGET})"
    yield f"  {'':<52}      parse    ratio = 1 + understanding + checks"
    files = list(_files())
    documents = [read_document(path, pdf_engine=config.pdf_engine) for path in files]
    rounds = [[_measured(*one, config) for one in zip(files, documents, strict=True)] for _ in range(ROUNDS + 1)]
    ratios, of_two = [], []
    for path, document, *times in zip(files, documents, *rounds[1:], strict=True):  # the first one is to get warm
        parse, understanding, check = (median(one) for one in zip(*times, strict=True))
        ratios.append(check / parse)
        of_two += [check / parse] if len(document.pages) == _PAGES else []
        shares = f"{understanding / parse:5.2f}            {(check - understanding) / parse - 1:5.2f}"
        pages = len(document.pages)
        yield f"  {path.name[-50:]:<52} {pages} p. {parse * 1000:4.0f} ms  {ratios[-1]:5.2f}      {shares}"
    yield f"  {'median':<67}{median(ratios):5.2f}"
    yield f"  {'median of those with two pages':<67}{median(of_two):5.2f}"


def _files() -> Iterator[Path]:
    folders = (ROOT / "examples" / "resumes", ROOT.parent / "shared" / "corpus" / "pdf")
    return (path for folder in folders for path in sorted(folder.glob("*.pdf")))


def _measured(path: Path, document: Document, config: Config) -> tuple[float, float, float]:
    """Seconds of a parse, of understanding what was read, and of a whole check, in turn."""
    return (
        _seconds(lambda: read_document(path, pdf_engine=config.pdf_engine)),
        _seconds(lambda: report.read_resume(document, config=config)),
        _seconds(lambda: report.check(path, as_of=TODAY, config=config)),
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
