"""What checks found, and what checks there are: as facts, as pages for a terminal, as Markdown.

All that comes from a document (quotes, file names, and messages, which hold words of it) is hostile and made printable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING

from resumefit.checks.base import SEVERITIES, Check, Finding
from resumefit.rendering.facts import SCHEMA_VERSION
from resumefit.rendering.safe import printable
from resumefit.rendering.screen import Column, Screen, cleaned, excerpt, grid, heading, joined, printed, styled

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_COLOURS = {"blocks": "bold red", "costs": "yellow", "polish": "cyan"}
MEANS = {
    "blocks": "a parser may get nothing, or the wrong thing",
    "costs": "counts against the resume",
    "polish": "could be better",
}
"""Severity -> what it means, for a person."""
_MOST = 3  # findings of one check on the page; JSON holds them all
_APPLIES = {
    "file": "the file",
    "resume": "the resume",
    "posting": "the posting",
    "match": "the resume against the posting",
    "letter": "the cover letter",
}


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """A check, as `explain` and docs/checks.md show it. `options` are those that [checks.CODE] may change."""

    code: str
    name: str
    title: str
    why: str
    fix: str
    source: str
    severity: str
    applies: str
    options: dict[str, float]


@dataclass(frozen=True, slots=True)
class BoxFacts:
    """A rectangle on a page, in points from its upper left corner; `page` counts from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding in its place: `start` and `end` are characters of the text that `resumefit parse` gives, `line` and `page`
    count from 1; null where there is no place, or no pages."""

    code: str
    name: str
    severity: str
    message: str
    where: str
    file: str
    page: int | None
    line: int | None
    start: int | None
    end: int | None
    boxes: tuple[BoxFacts, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class FindingsFacts:
    """What checks found in one resume, worst first, and the checks that found it."""

    schema_version: int
    resumefit: str
    file: str
    counts: dict[str, int]
    findings: tuple[FindingFacts, ...]
    checks: tuple[CheckFacts, ...]


@dataclass(frozen=True, slots=True)
class ChecksFacts:
    """The checks that there are."""

    schema_version: int
    resumefit: str
    checks: tuple[CheckFacts, ...]


def check_facts(check: Check) -> CheckFacts:
    """A check as plain values."""
    return CheckFacts(
        check.code,
        check.name,
        check.title,
        check.why,
        check.fix,
        check.source,
        check.severity,
        check.applies,
        dict(check.options),
    )


def checks_facts(checks: Iterable[Check]) -> ChecksFacts:
    """Checks as plain values."""
    return ChecksFacts(SCHEMA_VERSION, version("resumefit"), tuple(map(check_facts, checks)))


def findings_facts(findings: Sequence[Finding], file: str) -> FindingsFacts:
    """Findings in the file of that name as plain values."""
    counts = Counter(one.severity for one in findings)
    checks = {one.code: one.check for one in findings}
    return FindingsFacts(
        SCHEMA_VERSION,
        version("resumefit"),
        file,
        {severity: counts[severity] for severity in SEVERITIES},
        tuple(map(_finding_facts, findings)),
        tuple(check_facts(checks[code]) for code in sorted(checks)),
    )


def _finding_facts(one: Finding) -> FindingFacts:
    boxes = tuple(BoxFacts(page, *(round(x, 1) for x in (b.x0, b.top, b.x1, b.bottom))) for page, b in one.boxes)
    start, end = (one.span.start, one.span.end) if one.span else (None, None)
    place = one.where, one.file, one.page, one.line, start, end, boxes
    return FindingFacts(one.code, one.check.name, one.severity, one.message, *place, one.quote)


# ---------------------------------------------------------------- the page of findings


def render_findings(findings: Sequence[Finding], file: str, screen: Screen, *, everything: bool = False) -> str:
    """The page of findings, by check. `everything`: all findings of each check, not the first few."""
    facts = cleaned(findings_facts(findings, file))
    return printed(screen, _page(facts, screen, None if everything else _MOST))


def _page(facts: FindingsFacts, screen: Screen, most: int | None) -> Iterator[RenderableType]:
    checks = {check.code: check for check in facts.checks}
    yield joined((facts.file, "bold"), "  ", (findings_summary(facts), "dim"))
    for severity, worse in groupby(facts.findings, key=lambda one: one.severity):
        yield from heading(severity.capitalize(), MEANS[severity])
        for code, same in groupby(worse, key=lambda one: one.code):
            yield from _of_check(checks[code], severity, list(same), screen, most)
    if facts.findings:
        yield ""
        yield styled(
            "Why, and where it is known from: resumefit explain CODE. No finding touches the match score.", "dim"
        )


def findings_summary(facts: FindingsFacts) -> str:
    """How many findings of which severity: "3 found: 1 blocks, 2 polish"."""
    told = [f"{number} {severity}" for severity, number in facts.counts.items() if number]
    return f"{len(facts.findings)} found: {', '.join(told)}" if told else "nothing found"


_COLUMNS: tuple[Column, ...] = ((6, "left"), (None, "left"))


def _of_check(
    check: CheckFacts, severity: str, found: Sequence[FindingFacts], screen: Screen, most: int | None
) -> Iterator[RenderableType]:
    rows = [(styled(check.code, _COLOURS[severity]), styled(check.title, "bold"))]
    rows += [(styled(), _told(one, screen)) for one in found[:most]]
    left = len(found) - len(found[:most])
    if left:
        rows.append((styled(), styled(f"and {left} more (--all)", "dim")))
    rows.append((styled(), joined(("mend: ", "green"), check.fix)))
    yield grid(_COLUMNS, rows)


def _told(one: FindingFacts, screen: Screen) -> Text:
    place = place_of(one)
    quote = excerpt(one.quote, (), screen.width - 20, screen.ellipsis) if one.quote else ""
    shown = f'  "{quote}"' if quote and quote not in one.message else ""
    return joined(one.message, (shown, "dim"), (f"  {place}" if place else "", "cyan"))


def place_of(one: FindingFacts) -> str:
    """Where a finding stands, for a person: "p.2 line 41"; the file, where it is not the resume."""
    parts = [f"p.{one.page}" if one.page else "", f"line {one.line}" if one.line else ""]
    parts.insert(0, "" if one.where == "resume" else one.where)
    return " ".join(filter(None, parts))


# ---------------------------------------------------------------- Markdown


def findings_markdown(findings: Sequence[Finding], file: str) -> str:
    """Findings as Markdown, for a pull request or a note; what comes from the document can form no markup."""
    facts = cleaned(findings_facts(findings, file))
    checks = {check.code: check for check in facts.checks}
    parts = [f"# {_plain(facts.file)}: {findings_summary(facts)}\n"]
    for severity, worse in groupby(facts.findings, key=lambda one: one.severity):
        parts.append(f"\n## {severity.capitalize()}: {MEANS[severity]}\n")
        for code, same in groupby(worse, key=lambda one: one.code):
            parts.append(f"\n**{code}** {checks[code].title}\n\n")
            for one in same:
                place = place_of(one)
                quote = f" — {_plain(one.quote)}" if one.quote and one.quote not in one.message else ""
                parts.append(f"- {_plain(one.message)}{quote}{f' ({place})' if place else ''}\n")
            parts.append(f"\n*Mend:* {checks[code].fix}\n")
    return "".join(parts)


def _plain(text: str) -> str:
    """A text that Markdown shows as it is: every sign that could mean something to it behind a backslash."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!|<>~&@:" else char for char in printable(text))


# ---------------------------------------------------------------- checks


def render_checks(checks: Sequence[Check], screen: Screen) -> str:
    """The list of checks, by family."""
    return printed(screen, _list(checks))


def _list(checks: Sequence[Check]) -> Iterator[RenderableType]:
    columns: tuple[Column, ...] = ((6, "left"), (6, "left"), (26, "left"), (None, "left"))
    yield grid(
        columns,
        (
            (
                styled(one.code, "bold"),
                styled(one.severity, _COLOURS[one.severity]),
                styled(one.name),
                styled(one.title),
            )
            for one in checks
        ),
    )


def render_check(check: Check, screen: Screen) -> str:
    """All that is to be said of one check."""
    return printed(screen, _explained(check))


def _explained(check: Check) -> Iterator[RenderableType]:
    yield joined((check.code, "bold"), f"  {check.name}", (f"  looks at {_APPLIES[check.applies]}", "dim"))
    rows = {
        "What": check.title,
        "Why": check.why,
        "Mend": check.fix,
        "Source": check.source,
        "Severity": f"{check.severity}: {MEANS[check.severity]}",
        "Options": "; ".join(f"{name} = {value:g}" for name, value in check.options),
    }
    columns: tuple[Column, ...] = ((8, "left"), (None, "left"))
    yield grid(columns, ((styled(label, "dim"), styled(text)) for label, text in rows.items() if text))
