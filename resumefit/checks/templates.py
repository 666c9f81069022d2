"""What a template says where its user was to write, and whether a resume is one that nobody has filled in yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resumefit.checks.subject import Subject, places_of
from resumefit.language.patterns import data_table, load_patterns
from resumefit.reading.document import Line, Span

_DATA = "checks_content.toml"
_MANY = 5  # places; a finished resume has one or two that were forgotten


def placeholders(subject: Subject) -> tuple[Span, ...]:
    """Where a template speaks."""
    return subject.once(_placeholders)


def _placeholders(subject: Subject) -> tuple[Span, ...]:
    """Only lines with one of the words that each of a template's phrases has are looked at closely."""
    pattern = load_patterns(_DATA, "placeholders")["words"]
    hints = [hint for hint in data_table(_DATA)["placeholder_hints"].split() if hint in subject.lower]
    return tuple(
        Span(found.start(), found.end())
        for line in _lines_with(subject, hints)
        for found in pattern.finditer(subject.text, line.span.start, line.span.end)
    )


def _lines_with(subject: Subject, hints: Sequence[str]) -> Iterator[Line]:
    """The lines that hold one of some hints, in order."""
    if len(subject.lower) != len(subject.text):  # of a letter that is two in lower case
        lines = ((line, subject.text[line.span.start : line.span.end].lower()) for line in subject.document.lines)
        return (line for line, lower in lines if any(hint in lower for hint in hints))
    places = sorted(place for hint in hints for place in places_of(hint, subject.lower))
    found = dict.fromkeys(map(subject.document.line_at, places))
    return (line for line in found if line is not None)


def is_unfilled(subject: Subject) -> bool:
    """Whether a resume is a template still: then name, dates and the rest are not missing, their places wait to be filled,
    and TXT110 says so."""
    return len(placeholders(subject)) >= _MANY
