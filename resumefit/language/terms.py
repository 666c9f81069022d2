"""Terms of a posting: kind of employment, rank, place, remote or not, and pay; in the names of schema.org's JobPosting."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from resumefit.language.patterns import load_patterns
from resumefit.language.zones import Statement
from resumefit.reading.document import Document

EmploymentType = Literal["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "PER_DIEM", "VOLUNTEER"]
"""The values that schema.org's employmentType takes in job postings."""

Seniority = Literal["intern", "junior", "senior", "lead"]
Remote = Literal["hybrid", "remote", "on site"]
PayUnit = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]

_HEAD = 8  # lines within which a posting states its terms, if it does so at the top
_HEAD_WORDS = 25  # of a line that states terms and is no running text
_SET = frozenset(("meta", "conditions"))  # zones in which a posting states its terms...
_OFFERED = frozenset(("benefits", "apply"))  # ...and those in which it names its pay
_SIGNS = {"USD": "US$", "CAD": "C$ CA$", "AUD": "A$ AU$", "NZD": "NZ$", "GBP": "£", "EUR": "€", "JPY": "¥"}
_CURRENCIES = {sign: code for code, signs in _SIGNS.items() for sign in signs.split()}
_PLACE = re.compile(
    r"(?:^|[|;•·*]\s*|\s{2,})\W{0,3}(?:primary |work |job )?(?:location|place(?: of work)?|where|based in|base|office|city)s?"
    r"\W{0,3}:\W{0,3}\s*(?P<place>.{2,80}?)(?=\s*(?:\s{2,}|[|;•*]|\t|$|(?<!\bCo)(?<!\bSt)\.(?:\s|$)))",
    re.IGNORECASE,
)
_SIGN = r"(?:(?:US|CA?|AU?|NZ)?\$|£|€|¥|\b(?:USD|CAD|AUD|NZD|GBP|EUR|CHF|SEK|NOK|DKK|PLN|INR|SGD|ZAR)\b)"
_NUMBER = r"(?:\d{1,3}(?:[,. ’']\d{3})+(?:\.\d\d)?|\d+(?:\.\d{1,2})?)"
_PAY = re.compile(
    rf"(?P<sign>{_SIGN})\s?(?P<low>{_NUMBER})\s?(?P<low_k>k\b)?"
    rf"(?:\s*(?:-|–|—|to|and)\s*{_SIGN}?\s?(?P<high>{_NUMBER})\s?(?P<high_k>k\b)?)?(?!\s?(?:m\b|million|bn\b|billion|\d))",
    re.IGNORECASE,
)
_NEAR = 30  # characters behind an amount within which its unit stands
_LOWEST_YEAR, _HIGHEST_HOUR, _LOWEST_MONTH = 10_000, 200, 1_000  # of pay whose unit is not said


@dataclass(frozen=True, slots=True)
class Salary:
    """Pay: `low` to `high` (None: one amount) of a currency for each `unit` of time. The currency is its ISO 4217 code, and
    "$" where the posting does not say whose dollars."""

    currency: str
    low: float
    high: float | None
    unit: PayUnit


@dataclass(frozen=True, slots=True)
class Terms:
    """What a posting says of the post besides its demands; empty or None where it does not say."""

    employment_type: tuple[EmploymentType, ...] = ()
    seniority: Seniority | None = None
    locations: tuple[str, ...] = ()
    remote: Remote | None = None
    salary: Salary | None = None


def terms_of(document: Document, statements: Sequence[Statement], title: str) -> Terms:
    """The terms that a posting states, on its page's data, in its first lines or among its conditions."""
    head = [*_head(document), *_spoken(document, statements, _SET)]
    lines = [*head, *_spoken(document, statements, _OFFERED)]
    stated = document.fact("employmentType").upper().replace("-", "_").replace(" ", "_")
    kinds = tuple(kind for kind in get_args(EmploymentType) if kind in stated) or _kinds(lines)
    rank = next((name for name, _ in _found("seniority", [title])), None)
    away = "remote" if "TELECOMMUTE" in document.fact("jobLocationType").upper() else _first("remote", head)
    places = tuple(filter(None, document.fact("jobLocation").split("; "))) or tuple(dict.fromkeys(_places(lines)))
    pay = _salary([document.fact("baseSalary"), *lines])
    return Terms(kinds, cast("Seniority | None", rank), places, cast("Remote | None", away), pay)


def _head(document: Document) -> Iterator[str]:
    """The short lines at the top."""
    for line in document.lines[:_HEAD]:
        text = document.text[line.span.start : line.span.end]
        if len(text.split()) <= _HEAD_WORDS:
            yield text


def _spoken(document: Document, statements: Sequence[Statement], zones: Collection[str]) -> Iterator[str]:
    """The statements of some zones, with the blanks that set their columns apart."""
    for statement in statements:
        if statement.zone in zones:
            yield document.text[statement.span.start : statement.span.end].replace("\n", " ")


def _patterns(table: str) -> Mapping[str, re.Pattern[str]]:
    return load_patterns("terms.toml", table)


def _found(table: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(name, line) of each line that a pattern of a table is found in."""
    for line in lines:
        for name, pattern in _patterns(table).items():
            if pattern.search(line):
                yield name, line


def _first(table: str, lines: Sequence[str]) -> str | None:
    return next((name for name, _ in _found(table, lines)), None)


def _kinds(lines: Sequence[str]) -> tuple[EmploymentType, ...]:
    """The kinds of employment of the first line that names any; "full or part time" names two."""
    for line in lines:
        names = [name for name, pattern in _patterns("employment").items() if pattern.search(line)]
        if re.search(r"\bfull[- ](?:or|and|/)[- ]part[- ]time", line, re.IGNORECASE):
            names.insert(0, "FULL_TIME")
        if names:
            return cast("tuple[EmploymentType, ...]", tuple(dict.fromkeys(names)))
    return ()


def _places(lines: Sequence[str]) -> Iterator[str]:
    """The places of lines that say so ("Location: Bristol or remote")."""
    for line in lines:
        for found in _PLACE.finditer(line):
            yield found["place"].strip(" *`")


def _salary(lines: Sequence[str]) -> Salary | None:
    for line in lines:
        for found in _PAY.finditer(line):
            pay = _pay(line, found)
            if pay is not None:
                return pay
    return None


def _pay(line: str, found: re.Match[str]) -> Salary | None:
    """The pay that an amount of money is, None for a bonus, a budget and the like."""
    after = line[found.end() :]
    amounts = _patterns("amounts")
    if amounts["other_before"].search(line[: found.start()]) or amounts["other_after"].match(after):
        return None
    thousand = 1000.0 if found["low_k"] or found["high_k"] else 1.0
    low = _number(found["low"]) * thousand
    high = _number(found["high"]) * thousand if found["high"] else None
    said = _unit(re.split(r"\s{2,}|[|;·•]", after[:_NEAR])[0])
    likely = _likely_unit(low) if high is not None or amounts["pay"].search(line) else None
    unit = said or likely
    if unit is None:
        return None
    sign = found["sign"].upper()
    return Salary(_CURRENCIES.get(sign, sign), low, high if high and high > low else None, unit)


def _unit(after: str) -> PayUnit | None:
    """The unit of time that the words behind an amount name first."""
    places = [
        (match.start(), name.removeprefix("unit_").upper())
        for name, pattern in _patterns("pay").items()
        if (match := pattern.search(after))
    ]
    return cast(PayUnit, min(places)[1]) if places else None


def _likely_unit(low: float) -> PayUnit | None:
    if low >= _LOWEST_YEAR:
        return "YEAR"
    if low >= _LOWEST_MONTH:
        return "MONTH"
    return "HOUR" if low < _HIGHEST_HOUR else None


def _number(digits: str) -> float:
    """The number of "62,000", "62.000", "62 000" or "18.50"."""
    return float(re.sub(r"[,. ’'](?=\d{3}(?:\D|$))", "", digits))
