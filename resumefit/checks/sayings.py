"""What a posting says: the sentences in which the patterns of data/checks_posting.toml are found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from resumefit.language.patterns import load_patterns
from resumefit.language.posting import JobPosting
from resumefit.language.zone_wordings import Zone
from resumefit.language.zones import Statement
from resumefit.reading.document import Span

_FILE = "checks_posting.toml"


def patterns(table: str) -> Mapping[str, re.Pattern[str]]:
    """Name -> pattern of a table."""
    return load_patterns(_FILE, table)


def said(posting: JobPosting, table: str, zones: Collection[Zone] = ()) -> Iterator[tuple[str, Span, Statement]]:
    """(name of the pattern, where it is found, its sentence) through a posting in order; `zones` (all) of the sentences."""
    text = posting.document.text
    for statement in _sentences(posting):
        if not zones or statement.zone in zones:
            for name, pattern in patterns(table).items():
                found = pattern.search(text, statement.span.start, statement.span.end)
                if found:
                    yield name, Span(found.start(), found.end()), statement


def _sentences(posting: JobPosting) -> Iterator[Statement]:
    """The statements of a posting, and what stands between them: headings, and what opens a line before a colon."""
    end = 0
    for statement in posting.statements:
        if statement.span.start > end:
            yield Statement(Span(end, statement.span.start), "meta")
        yield statement
        end = max(end, statement.span.end)


def is_warning(posting: JobPosting, statement: Statement) -> bool:
    """Whether a sentence denies what it names, or warns of it: "We never ask applicants for money"."""
    quote = posting.document.quote(statement.span)
    return any(pattern.search(quote) for pattern in patterns("warning").values())
