"""A Subject and the chosen checks -> Findings, in their places, worst first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from resumefit.checks.base import SEVERITIES, Check, Finding, Spot, Where
from resumefit.checks.registry import all_checks, chosen
from resumefit.config import CheckSettings, Severity
from resumefit.errors import ConfigError
from resumefit.reading.document import Box

if TYPE_CHECKING:
    from resumefit.checks.subject import Subject
    from resumefit.reading.document import Document, Span

_LONGEST_QUOTE = 160  # characters; a longer one is cut, for it says where, not what
_WHERES: tuple[Where, ...] = get_args(Where)
_KEPT = 4  # settings whose choice of checks is kept


def run_checks(
    subject: Subject, settings: CheckSettings | None = None, only: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """What the chosen checks find, worst first, then by code and place. A check whose subject is absent does not run, nor one
    whose code is not among `only`, where these are given.

    Raises ConfigError for settings that name no check, or no option of one.
    """
    settings = settings or CheckSettings()
    checks = [one for one in chosen_checks(settings) if only is None or one.code in only]
    given, severities = dict(settings.options), dict(settings.severity)
    found = [
        _finding(one, severities.get(one.code, one.severity), spot, subject)
        for one in checks
        if _applies(one, subject)
        for spot in one.find(subject, **_options(one, dict(given.get(one.code, ()))))
    ]
    return tuple(sorted(found, key=_order))


@lru_cache(maxsize=_KEPT)
def chosen_checks(settings: CheckSettings) -> tuple[Check, ...]:
    """The checks that the settings choose. Raises ConfigError for settings that name no check, or no option of one."""
    known = all_checks(settings.modules)
    _vet(known, settings)
    return chosen(known, settings)


def at_or_above(findings: Iterable[Finding], least: Severity) -> Iterator[Finding]:
    """The findings that are at least as bad."""
    return (one for one in findings if SEVERITIES.index(one.severity) <= SEVERITIES.index(least))


def _vet(checks: Sequence[Check], settings: CheckSettings) -> None:
    by_code = {one.code: one for one in checks}
    for code in (*(code for code, _ in settings.options), *(code for code, _ in settings.severity)):
        if code not in by_code:
            raise ConfigError(f"[checks]: {code} is no check; `resumefit checks` lists them")
    for code, values in settings.options:
        known = dict(by_code[code].options)
        for key, value in values:
            if key not in known:
                hint = f"known are {', '.join(known)}" if known else "it has none"
                raise ConfigError(f"[checks.{code}]: unknown option {key}; {hint}")
            if isinstance(known[key], int) and value != int(value):
                raise ConfigError(f"[checks.{code}]: {key}: {value:g} is no whole number")


def _options(check: Check, given: Mapping[str, float]) -> dict[str, float]:
    """The options that the settings give a check, whole numbers where its own are."""
    usual = dict(check.options) if given else {}
    return {key: int(value) if isinstance(usual[key], int) else value for key, value in given.items()}


def _applies(check: Check, subject: Subject) -> bool:
    if check.applies == "file":
        return True
    if check.applies == "posting":
        return subject.posting is not None
    if subject.resume is None:
        return False
    if check.applies == "match":
        return subject.posting is not None and subject.score is not None
    return check.applies == "resume" or subject.letter is not None


def _order(finding: Finding) -> tuple[int, str, int, int, int]:
    start = finding.span.start if finding.span else -1
    return SEVERITIES.index(finding.severity), finding.code, _WHERES.index(finding.where), finding.page or 0, start


# ---------------------------------------------------------------- places


def _finding(check: Check, severity: Severity, spot: Spot, subject: Subject) -> Finding:
    where = spot.where or _usual(check)
    document = _document(subject, where)
    span = spot.span
    boxes = document.boxes(span) if span else tuple((spot.page or 1, box) for box in spot.boxes)
    return Finding(
        check=check,
        severity=severity,
        message=spot.message,
        where=where,
        file=document.source.name,
        span=span,
        page=boxes[0][0] if boxes else spot.page,
        line=_line(document, span),
        boxes=_merged(boxes),
        quote=_cut(spot.quote or (document.quote(span) if span else "")),
    )


def _usual(check: Check) -> Where:
    if check.applies == "posting":
        return "posting"
    return "letter" if check.applies == "letter" else "resume"


def _document(subject: Subject, where: Where) -> Document:
    if where == "posting" and subject.posting is not None:
        return subject.posting.document
    if where == "letter" and subject.letter is not None:
        return subject.letter
    return subject.document


def _line(document: Document, span: Span | None) -> int | None:
    return document.text.count("\n", 0, span.start) + 1 if span else None


def _merged(boxes: Sequence[tuple[int, Box]]) -> tuple[tuple[int, Box], ...]:
    """The boxes of words that follow each other on a line as one box."""
    merged: list[tuple[int, Box]] = []
    for page, box in boxes:
        if merged and merged[-1][0] == page and _goes_on(merged[-1][1], box):
            last = merged[-1][1]
            box = Box(last.x0, min(last.top, box.top), box.x1, max(last.bottom, box.bottom))  # noqa: PLW2901
            merged[-1] = page, box
        else:
            merged.append((page, box))
    return tuple(merged)


def _goes_on(left: Box, right: Box) -> bool:
    middle = (right.top + right.bottom) / 2
    return left.top <= middle <= left.bottom and right.x0 >= left.x1


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1].rstrip()}…"
