"""What a worker does: reads a document, understands it, and answers for a resume what the plan asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from resumefit.batch import codec
from resumefit.batch.ahead import ReadAhead
from resumefit.batch.cache import MOST, Cache, digest, program_digest
from resumefit.batch.plan import Plan
from resumefit.batch.rows import Answerer, Row
from resumefit.config import Config
from resumefit.errors import EXIT_BUG, ResumefitError
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import load_taxonomy
from resumefit.reading import wire
from resumefit.reading.document import Document
from resumefit.reading.read import bytes_of, read_document
from resumefit.report import read_posting, read_resume

Task = Literal["posting", "row"]
"""What is done with a document: a posting is understood, of a resume a row is made."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document to be read: where it is, what it holds, or what it was read as; `name` is for people and tells it from the
    others."""

    name: str
    source: Path | bytes | Document | Resume | JobPosting


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or understood, and why; `exit_code` as in errors.py."""

    name: str
    error: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class Job:
    """How documents are read and answered. `today` is the day that "Present" stands for, `cache` the folder of what was done
    before, None for none; `plan` is what resumes are asked, and `plan_digest` stands for it."""

    config: Config
    today: date
    ocr: bool = False
    cache: Path | None = None
    most: int = MOST
    plan: Plan = Plan((), (), ())
    plan_digest: str = ""


class Worker:
    """Does a job, one document at a time; what all documents need is made once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._cache = Cache(job.cache, job.most) if job.cache else None
        self._ahead = ReadAhead()

    @cached_property
    def _settings(self) -> str:
        """What a document is read with besides its content."""
        config, own = self.job.config, self.job.config.taxonomy
        skills = digest(*(path.read_bytes() for path in own)) if own else ""
        trained = os.environ.get("RESUMEFIT_TRAINED", "")
        return digest(program_digest(), skills, trained, repr((config.limits, config.pdf_engine, self.job.ocr)))

    @cached_property
    def _asked(self) -> str:
        """What a row is made with besides the resume."""
        return digest(self.job.plan_digest, repr(self.job.config), self.job.today.isoformat())

    @cached_property
    def _answerer(self) -> Answerer:
        config = self.job.config
        return Answerer(self.job.plan, load_taxonomy(*config.taxonomy), config, self.job.today)

    def attempt(self, task: Task, item: Input, following: Input | None = None) -> JobPosting | Row | Failure:
        """What a task makes of a document, or why it can't; `following` is the document that comes next, to be read ahead."""
        try:
            return self.posting(item, following) if task == "posting" else self.row(item, following)
        except Exception as error:  # noqa: BLE001 - no file may stop the others, whatever is the matter with it
            return failure(item, error)

    def posting(self, item: Input, following: Input | None = None) -> JobPosting:
        """A posting. Raises the errors of `read_posting`."""
        return item.source if isinstance(item.source, JobPosting) else self._understood(JobPosting, item, following)

    def resume(self, item: Input, following: Input | None = None) -> Resume:
        """A resume. Raises the errors of `read_resume`."""
        return item.source if isinstance(item.source, Resume) else self._understood(Resume, item, following)

    def row(self, item: Input, following: Input | None = None) -> Row:
        """A resume's answers to the plan. Raises the errors of `read_resume`."""
        row = self.kept_row(item)
        if row is None:
            row = self._answerer.row(item.name, self.resume(item, following))
            self.keep_row(item, row)
        return row

    def kept_row(self, item: Input) -> Row | None:
        """What an earlier run answered for the same resume; None where none did."""
        kept = self._cache.get(self._row_key(item)) if self._cache and not isinstance(item.source, Resume) else None
        try:
            return replace(wire.decoded(Row, kept), name=item.name) if kept else None
        except (ValueError, TypeError):  # whoever wrote it was no resumefit
            return None

    def keep_row(self, item: Input, row: Row) -> None:
        """Keep a resume's answers for a later run."""
        if self._cache and not isinstance(item.source, Resume):
            self._cache.put(self._row_key(item), wire.encoded(row))

    def _row_key(self, item: Input) -> str:
        return digest("row", self._key("resume", *self._content(item)), self._asked)

    def _content(self, item: Input) -> tuple[bytes | Document, str]:
        source = item.source
        if isinstance(source, Path):
            return bytes_of(source, self.job.config.limits)
        if isinstance(source, bytes | Document):
            return source, Path(item.name).name
        raise TypeError(f"{item.name}: a {type(source).__name__} where another kind of document belongs")

    def _key(self, kind: str, content: bytes | Document, name: str) -> str:
        data = wire.packed(content) if isinstance(content, Document) else content
        return digest(kind, name, data, self._settings)

    def _understood(self, kind: type[codec.Understood], item: Input, following: Input | None) -> codec.Understood:
        content, name = self._content(item)
        key = self._key("resume" if kind is Resume else "posting", content, name)
        kept = self._cache.get(key) if self._cache else None
        if kept:
            try:
                return codec.unpacked(kind, kept)
            except (ValueError, TypeError):  # whoever wrote it was no resumefit: it is read anew
                pass
        document = self._ahead.take(item, lambda: self._read(content, name))
        if following is not None and isinstance(following.source, Path | bytes):
            # What was not kept of this one is hardly kept of the next
            self._ahead.begin(following, lambda: self._read(*self._content(following)))
        understand = read_resume if kind is Resume else read_posting
        made: codec.Understood = understand(document, config=self.job.config)  # type: ignore[assignment]  # kind's own
        if self._cache:
            self._cache.put(key, codec.packed(made))
        return made

    def _read(self, content: bytes | Document, name: str) -> Document:
        if isinstance(content, Document):
            return content
        config = self.job.config
        return read_document(content, name=name, limits=config.limits, ocr=self.job.ocr, pdf_engine=config.pdf_engine)


def failure(item: Input, error: Exception) -> Failure:
    """A document and what went wrong with it."""
    if isinstance(error, ResumefitError):
        return Failure(item.name, str(error), error.exit_code)
    return Failure(item.name, f"a bug of ours: {type(error).__name__}: {error}", EXIT_BUG)
