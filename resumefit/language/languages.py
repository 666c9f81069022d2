"""The natural languages that a resume lists, each with how well it is known, in the writer's words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from resumefit.language.mentions import Mention
from resumefit.language.patterns import data_table
from resumefit.language.rows import Row
from resumefit.reading.document import Document, Span

_WORD = r"(?:[A-ZÀ-Þ][\w'’-]*|[a-z]{1,3}[A-Z]\w+)"  # a language's name begins with a capital, or is isiZulu
_BOTH = re.compile(rf"{_WORD} and {_WORD}(?:,| \()?\s*(?:both|all|each)\b")  # "English and Spanish, both native"
_PAIR = re.compile(rf"^({_WORD}) and ({_WORD})(?:,| \()?\s*(?:both|all|each)\s+([^)]+)\)?$")
_DIVIDERS = ";|•·\n/"
_INTO = re.compile(rf"\s*(?:>|→|->|<>|↔)\s*{_WORD}")  # "German > English": what is translated from
_CODE = re.compile(r"[ABC][12]\b")
_LONGEST = 4  # words of a name


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A natural language and how well it is known, "" where nothing is said."""

    name: str
    level: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Patterns:
    level: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    language: re.Pattern[str]
    opening: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = data_table("listings.toml")
    levels, before, openings = (
        "|".join(sorted((re.escape(" ".join(word.split())) for word in table[name].split(";")), key=len, reverse=True))
        for name in ("levels", "before", "openings")
    )
    level = rf"(?:(?:full|limited|near)[ -])?(?:{levels})(?-i:[ /-][a-z]+){{0,2}}"
    return _Patterns(
        re.compile(level, re.IGNORECASE),
        re.compile(rf"\b(?P<level>{before})(?:\s+(?:knowledge of|spoken|written|in|and))*\s+$", re.IGNORECASE),
        re.compile(rf"\s*[(:,–-]\s*(?P<level>(?:{levels})(?:\s+\w+)?)\b", re.IGNORECASE),
        re.compile(
            rf"^(?:both )?(?P<before>(?:(?:{before})(?: knowledge of| in)? )?)"
            rf"(?P<name>{_WORD}(?: (?:{_WORD}|and|of))*?(?: \([A-Z]{{2,4}}\))?)"
            r"(?:\s+for\b.*|\s*(?:[(:–—>|]|\s-\s|,|\bin\b|\bat\b)\s*(?:both )?(?P<level>.+?))?[\s).]*$"
        ),
        re.compile(rf"(?:{openings})\s*", re.IGNORECASE),
    )


def find_languages(document: Document, rows: Sequence[Row]) -> Iterator[SpokenLanguage]:
    """The languages that some rows list: "Dutch (native) · English (C2)"; a level may stand on a line of its own."""
    waiting: SpokenLanguage | None = None
    for row in rows:
        if waiting is not None and _patterns().level.fullmatch(row.text):
            waiting = replace(waiting, level=row.text)
            continue
        found = [one for span in _spans(document, row) for one in _languages(document.quote(span), span)]
        if waiting is not None:
            yield waiting
        waiting = found.pop() if found and not found[-1].level else None
        yield from found
    if waiting is not None:
        yield waiting


def told_languages(document: Document, rows: Sequence[Row], mentions: Sequence[Mention]) -> Iterator[SpokenLanguage]:
    """The languages that rows of other parts name together with a level ("some Spanish"), or under a label of theirs."""
    starts = [mention.span.start for mention in mentions]
    for row in rows:
        begun = mentions[bisect_left(starts, row.span.start) : bisect_left(starts, row.span.end)]
        named = [mention for mention in begun if row.span.covers(mention.span)]
        if re.match(r"Languages?(?: spoken)?:", row.text):  # of programming, where it names such
            yield from find_languages(document, [row]) if all(m.kind == "language" for m in named) else ()
            continue
        for mention in (mention for mention in named if mention.kind == "language"):
            before = _patterns().before.search(document.text, row.span.start, mention.span.start)
            behind = _patterns().behind.match(document.text, mention.span.end, row.span.end)
            level = before or behind
            if level is not None:
                yield SpokenLanguage(document.quote(mention.span), level["level"], mention.span)


def _spans(document: Document, row: Row) -> Iterator[Span]:
    """The parts of a row that tell of one language each."""
    text, end = document.text, row.span.end
    opening = _patterns().opening.match(row.raw)
    at = row.span.start + (opening.end() if opening else 0)
    depth = 0
    for place in range(at, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0 and place > at and (text[place] in _DIVIDERS or _divides(text, at, place, end)):
            yield Span(at, place)
            at = place + 1
    yield Span(at, end)


def _divides(text: str, start: int, place: int, end: int) -> bool:
    """Whether a comma, full stop or "and" ends what is said of one language: the name of another follows."""
    if text[place] in ",.":
        behind = re.sub(r"^and ", "", text[place + 1 : end].lstrip())
        return _patterns().language.match(behind) is not None and not _CODE.match(behind) and not _is_level(behind)
    if not text.startswith(" and ", place, end) or ":" in text[start:place]:
        return False
    both = _BOTH.match(text, start, end)
    return both is None or place > both.end()


def _is_level(text: str) -> bool:
    """Whether a text begins with a level, with a capital though it may be: "English, Native"."""
    return _patterns().level.fullmatch(re.split(r"[,;.|]", text)[0].strip()) is not None


def _languages(text: str, span: Span) -> Iterator[SpokenLanguage]:
    text = re.sub(r"^(?:and|plus)\s+", "", _INTO.sub("", text.strip(" ,.;")))
    pair = _PAIR.match(text)
    if pair is not None:
        yield from (SpokenLanguage(name, pair[3].strip(" .)"), span) for name in (pair[1], pair[2]))
        return
    found = _patterns().language.match(text)
    if found is not None and len(found["name"].split()) <= _LONGEST:
        level = found["level"] or found["before"] or ""
        yield SpokenLanguage(found["name"].strip(), level.split(",")[0].strip(" .)("), span)
