"""schema.org JobPosting in JSON-LD: the posting as a page states it for machines.

Pages write it badly, so that what fails to parse is mended where there is one way only: comment and CDATA wrappers, commas
before a closing bracket, raw line ends in strings, backslashes that escape nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resumefit.reading.cleaning import clean_line
from resumefit.reading.document import Fact, HiddenWord
from resumefit.reading.htmllines import Part, fragment

_SCRIPT = re.compile(r"<script\b[^<>]{0,500}\btype\s*=\s*[\"']?application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_OPENING = re.compile(r"(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_CLOSING = re.compile(r"(?:-->|(?://|/\*)?\s{0,9}\]\]>(?:\s*\*/)?)$")
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_ESCAPED_TAG = re.compile(r"&(?:amp;)*lt;/?[a-z][a-z0-9]*", re.IGNORECASE)
_MOST_NODES = 10_000
_HELD = 0.85  # share of a line's words that the description must hold for the line to be left out
_WORD = re.compile(r"[^\W_]+")

# Further fields of JobPosting, and the heading each gets, in the order in which postings usually have them
_FIELDS = {
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "skills": "Skills",
    "experienceRequirements": "Experience",
    "educationRequirements": "Education",
    "jobBenefits": "Benefits",
}
_UNITS = {"HOUR": "an hour", "DAY": "a day", "WEEK": "a week", "MONTH": "a month", "YEAR": "a year"}


@dataclass(frozen=True, slots=True)
class Posting:
    """What a page's JobPosting says: its facts, its text as lines without the title, and the words that the text hides."""

    facts: tuple[Fact, ...]
    description: tuple[Part, ...]
    fields: tuple[Part, ...]
    hidden: tuple[HiddenWord, ...] = ()

    @property
    def title(self) -> str:
        """The posting's title, "" if it has none."""
        return next((fact.value for fact in self.facts if fact.name == "title"), "")


def posting_in(page: str) -> Posting | None:
    """The JobPosting of a page, None if there is none that can be parsed; of several the one with most to say."""
    found = [node for script in _scripts(page) for node in _job_postings(_parsed(script))]
    best = max(found, key=lambda node: len(str(node.get("description", ""))), default=None)
    return None if best is None else _posting(best)


def _scripts(page: str) -> Iterator[str]:
    at = 0
    while opening := _SCRIPT.search(page, at):
        closing = _SCRIPT_END.search(page, opening.end())
        if closing is None:
            return
        yield page[opening.end() : closing.start()]
        at = closing.end()


def _parsed(script: str) -> Any:
    """The JSON of a script, mended if need be; None where that does not help."""
    text = script.strip("\ufeff \t\r\n\0")
    for mend in (_as_it_is, _without_wrappers, _without_bad_escapes, _without_trailing_commas, html.unescape):
        text = mend(text)
        try:
            return json.loads(text, strict=False)  # not strict: raw line ends in strings are taken
        except (ValueError, RecursionError):
            continue
    return None


def _as_it_is(text: str) -> str:
    return text


def _without_wrappers(text: str) -> str:
    text = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
    return _CLOSING.sub("", text.rstrip("; \t\r\n")).rstrip("; \t\r\n/")


def _without_bad_escapes(text: str) -> str:
    return _BAD_ESCAPE.sub("", text)


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(lambda found: found[1] or "", text)


def _job_postings(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every JobPosting in a JSON value, wherever it stands (@graph, lists, mainEntity)."""
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            kinds = node.get("@type")
            if any(
                str(kind).rpartition("/")[2] == "JobPosting" for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _posting(node: Mapping[str, Any]) -> Posting:
    hidden: list[HiddenWord] = []
    description = _lines_of(node.get("description"), hidden)
    held = _words(part.text for part in description)
    return Posting(tuple(_facts(node)), tuple(description), tuple(_further(node, held)), tuple(hidden))


def _lines_of(value: Any, hidden: list[HiddenWord] | None = None) -> list[Part]:
    if isinstance(value, list):
        return [part for each in value for part in _lines_of(each, hidden)]
    if not isinstance(value, str):
        return []
    for _ in range(3):  # escaped once too often, as happens where a template escapes what is escaped already
        if not _ESCAPED_TAG.search(value):
            break
        value = html.unescape(value)
    return fragment(value, hidden)


# ---------------------------------------------------------------- further fields


def _further(node: Mapping[str, Any], held: set[str]) -> Iterator[Part]:
    for name, heading in _FIELDS.items():
        lines = [part for part in _field_lines(node.get(name)) if not _is_held(part.text, held)]
        if lines:
            yield Part(heading, "heading", 2)
            yield from lines


def _field_lines(value: Any) -> list[Part]:
    if isinstance(value, dict):
        text = _requirement(value)
        return [Part(text, "item")] if text else []
    if isinstance(value, list):
        return [Part(part.text, "item") for each in value for part in _field_lines(each)]
    return _lines_of(value)


def _requirement(value: Mapping[str, Any]) -> str:
    """OccupationalExperienceRequirements or EducationalOccupationalCredential as a person would say it."""
    months = value.get("monthsOfExperience")
    if isinstance(months, int | float | str) and re.fullmatch(r"\d{1,3}(?:\.0)?", str(months)):
        count = int(float(months))
        if not count:
            return ""
        return (
            f"{count // 12} {_plural('year', count // 12)} of experience"
            if count % 12 == 0
            else f"{count} months of experience"
        )
    return _text(value.get("credentialCategory") or value.get("description") or value.get("name")).capitalize()


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _words(texts: Iterator[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.lower())}


_FILLERS = frozenset("a an and experience in of or the".split())
_NUMBERS = {str(n): word for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}


def _is_held(text: str, held: set[str]) -> bool:
    """Whether the description says it already, in the same words."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _FILLERS]
    known = sum(word in held or _NUMBERS.get(word, "") in held for word in words)
    return known >= _HELD * len(words)


# ---------------------------------------------------------------- facts


def _facts(node: Mapping[str, Any]) -> Iterator[Fact]:
    values = {
        "title": _text(node.get("title") or node.get("name")),
        "hiringOrganization": _named(node.get("hiringOrganization")),
        "jobLocation": "; ".join(dict.fromkeys(filter(None, map(_place, _each(node.get("jobLocation")))))),
        "jobLocationType": _text(node.get("jobLocationType")),
        "employmentType": ", ".join(filter(None, map(_text, _each(node.get("employmentType"))))),
        "baseSalary": _salary(node.get("baseSalary")),
        "datePosted": _text(node.get("datePosted")),
        "validThrough": _text(node.get("validThrough")),
    }
    yield from (Fact(name, value) for name, value in values.items() if value)


def _each(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A plain value as one clean line, "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean_line(html.unescape(html.unescape(str(value))))


def _named(value: Any) -> str:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _place(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    address = value.get("address", value)
    if not isinstance(address, dict):
        return _text(address)
    names = ("addressLocality", "addressRegion", "addressCountry")
    return ", ".join(filter(None, (_named(address.get(name)) for name in names))) or _text(value.get("name"))


def _salary(value: Any) -> str:
    """ "GBP 62,000 to 74,000 a year" of a MonetaryAmount."""
    if not isinstance(value, dict):
        return _text(value)
    amount = value.get("value", value)
    currency = _text(value.get("currency"))
    if not isinstance(amount, dict):
        return " ".join(filter(None, (currency, _amount(amount))))
    low, high = _amount(amount.get("minValue")), _amount(amount.get("maxValue"))
    numbers = " to ".join(dict.fromkeys(filter(None, (low, high)))) or _amount(amount.get("value"))
    unit = _text(amount.get("unitText") or value.get("unitText"))
    return " ".join(filter(None, (currency, numbers, _UNITS.get(unit.upper(), unit)))) if numbers else ""


def _amount(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"\d{1,12}(?:\.\d{1,2})?", text):
        return text
    return f"{float(text):,.2f}".removesuffix(".00")
