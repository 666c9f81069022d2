"""What a check is, what it looks at, and what it finds.

A check is a small function from a Subject to Spots, with its code, reason, remedy and source as fields, so that the list,
`explain`, docs/checks.md, the report and JSON say the same. `runner` makes Findings of Spots: it fills in page, line, box
and quote, so that a check gives a message and a span and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from resumefit.config import Severity
from resumefit.reading.document import Box, Span

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Worst first."""

Applies = Literal["file", "resume", "posting", "match", "letter"]
"""What a check needs: the Document as read from a file; the Resume; the JobPosting; resume, posting and their score; a
cover letter, beside the resume."""

Where = Literal["resume", "posting", "letter"]
"""The document that a Spot's span points into."""

OUR_JUDGEMENT = "our judgement"
"""The source of a check that rests on no document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What a check saw. `message` is one sentence that can stand alone and says what was seen, not the rule.

    `span` points into the text of the document `where` (None: the posting for a check of the posting, the letter for one of
    the letter, else the resume). Where there is no span, `page` and `boxes` say where, `quote` what is meant.
    """

    message: str
    span: Span | None = None
    where: Where | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check. `code` is stable ("DOC102"), `name` the same for people ("contact-in-header"), `title` one line.

    `source` is a document that can be looked up, or `OUR_JUDGEMENT`. `options` are the numbers that a settings file may
    change under [checks.CODE], with their usual values; `find` takes them by name.
    """

    code: str
    name: str
    title: str
    why: str
    fix: str
    source: str
    severity: Severity
    applies: Applies
    find: Callable[..., Iterable[Spot]]
    options: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A Spot in its place. `severity` is the check's, or what the settings say instead.

    `span` points into the text of the document `where`, called `file`; `line` counts the lines of that text from 1, `page`
    from 1, and `boxes` are (page, box); None and () where there is no place, or no pages. `quote` is the text meant, cut to
    a line's length; it comes from a stranger's file.
    """

    check: Check
    severity: Severity
    message: str
    where: Where
    file: str
    span: Span | None = None
    page: int | None = None
    line: int | None = None
    boxes: tuple[tuple[int, Box], ...] = ()
    quote: str = ""

    @property
    def code(self) -> str:
        """The check's code."""
        return self.check.code


def check(  # noqa: PLR0913 - the fields of a Check
    *,
    code: str,
    name: str,
    title: str,
    why: str,
    fix: str,
    source: str,
    severity: Severity,
    applies: Applies,
) -> Callable[[Callable[..., Iterable[Spot]]], Check]:
    """Makes a Check of a function that takes a Subject and gives Spots.

        @check(code="OWN101", name="no-pager", title=..., why=..., fix=..., source=OUR_JUDGEMENT,
               severity="polish", applies="resume")
        def pager(subject: Subject, *, most: int = 0) -> Iterator[Spot]: ...

    The function's keyword-only numbers are the check's options. The checks of a module are the Checks that it defines; see
    `registry`.
    """

    def made(find: Callable[..., Iterable[Spot]]) -> Check:
        given: dict[str, Any] = getattr(find, "__kwdefaults__", None) or {}
        return Check(
            code=code,
            name=name,
            title=title,
            why=why,
            fix=fix,
            source=source,
            severity=severity,
            applies=applies,
            find=find,
            options=tuple(given.items()),
        )

    return made
