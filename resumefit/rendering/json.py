"""The facts as JSON, through pydantic: fixed order of fields, two spaces of indentation, one line end at the end.

`schema_version` is 1. Names may be added within a version; a name that goes or changes its meaning makes a new one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from resumefit.checks.base import Check, Finding
from resumefit.config import Config
from resumefit.language.posting import JobPosting
from resumefit.matching.lookup import Lookup
from resumefit.reading.document import Document, Source
from resumefit.rendering.facts import (
    SCHEMA_VERSION,
    KeywordsFacts,
    ReportFacts,
    keywords_facts,
    remarks,
    report_facts,
)
from resumefit.rendering.findings import ChecksFacts, FindingsFacts, checks_facts, findings_facts
from resumefit.rendering.lookup import LookupFacts, lookup_facts
from resumefit.rendering.safe import bare_json
from resumefit.report import Report


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Where a text came from; `size` in bytes."""

    name: str
    media: str
    size: int


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line: the characters `start` to `end` (exclusive) of the text, and where it stood (`page` from 1, or null)."""

    start: int
    end: int
    page: int | None
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class HiddenFacts:
    """A word that nobody sees, and why."""

    text: str
    why: str
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A file as it was read."""

    schema_version: int
    resumefit: str
    source: SourceFacts
    pages: int | None
    text: str
    lines: tuple[LineFacts, ...]
    hidden: tuple[HiddenFacts, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameFacts:
    """Where a text came from, as far as a plain extraction tells."""

    name: str


@dataclass(frozen=True, slots=True)
class NaiveFacts:
    """A file as a plain extraction gives it."""

    schema_version: int
    resumefit: str
    source: NameFacts
    text: str


_Facts = ReportFacts | KeywordsFacts | DocumentFacts | NaiveFacts | LookupFacts | FindingsFacts | ChecksFacts


def to_json(report: Report) -> str:
    """A report as JSON; `json_schema()` describes it."""
    return _json(report_facts(report))


def keywords_json(posting: JobPosting, config: Config) -> str:
    """What a posting asks for, as JSON. Raises NothingToScoreError where that is nothing but a title."""
    return _json(keywords_facts(posting, config))


def document_json(document: Document) -> str:
    """A Document as JSON."""
    lines = tuple(LineFacts(one.span.start, one.span.end, one.page, one.role, one.place) for one in document.lines)
    hidden = tuple(HiddenFacts(word.text, word.why, word.page) for word in document.hidden)
    pages = len(document.pages) or None
    return _json(
        DocumentFacts(
            SCHEMA_VERSION,
            version("resumefit"),
            _source(document.source),
            pages,
            document.text,
            lines,
            hidden,
            remarks(document),
        )
    )


def naive_json(text: str, name: str) -> str:
    """What a plain extraction of the file of that name gives, as JSON."""
    return _json(NaiveFacts(SCHEMA_VERSION, version("resumefit"), NameFacts(name), text))


def lookup_json(lookup: Lookup) -> str:
    """What the taxonomy knows of a term, as JSON."""
    return _json(lookup_facts(lookup))


def findings_json(findings: Sequence[Finding], file: str) -> str:
    """What checks found in the file of that name, as JSON."""
    return _json(findings_facts(findings, file))


def checks_json(checks: Sequence[Check]) -> str:
    """The checks that there are, as JSON."""
    return _json(checks_facts(checks))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `to_json`'s output."""
    from pydantic import TypeAdapter

    return TypeAdapter(ReportFacts).json_schema(mode="serialization")


def _json(facts: _Facts) -> str:
    from pydantic import TypeAdapter

    text = json.dumps(TypeAdapter(type(facts)).dump_python(facts, mode="json"), ensure_ascii=False, indent=2)
    text = text.encode("utf-8", "replace").decode(
        "utf-8"
    )  # half a surrogate pair: bytes of a file name that are no UTF-8
    return bare_json(text) + "\n"


def _source(source: Source) -> SourceFacts:
    return SourceFacts(source.name, source.media, source.size)
