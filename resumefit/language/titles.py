"""Job titles: where a line names one, and whether two titles name the same work."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from resumefit.language.patterns import data_table
from resumefit.language.words import base_form

_LONGEST = 7  # words
_ASIDE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")
_DIVIDERS = re.compile(r"\s+(?:-|–|—|\||at|@|for|with|in)\s+|\s*[,|•·:;–—]\s*|\t|\s{3,}")


@cache
def _heads() -> frozenset[str]:
    return frozenset(data_table("titles.toml")["heads"].split())


@cache
def _ranks() -> frozenset[str]:
    return frozenset(base_form(word) for word in data_table("titles.toml")["ranks"].split())


@cache
def _groups() -> dict[frozenset[str], int]:
    """The words of a title -> the number of the group of titles that name the same work."""
    rows = (row.split(";") for row in data_table("titles.toml")["same"])
    return {_words(title): number for number, row in enumerate(rows) for title in row}


def _words(title: str) -> frozenset[str]:
    return frozenset(base_form(word) for word in re.findall(r"[^\W_]+(?:[+#]+|\.\w+)?", title.lower()))


def core(title: str) -> frozenset[str]:
    """The words of a title that name the work, in base form: rank, brackets and function words left out."""
    words = _words(_ASIDE.sub("", title).replace("back-end", "backend").replace("front-end", "frontend"))
    words -= frozenset(("of", "the", "and", "a", "an", "for", "to"))
    return (words - _ranks()) or words


def title_in(text: str) -> str:
    """The part of a line that names a job, "" where none does: "Sous Chef, Harrow & Tide" gives "Sous Chef"."""
    for part in _DIVIDERS.split(_ASIDE.sub("", text)):
        words = re.findall(r"[^\W_]+", part)
        if 0 < len(words) <= _LONGEST and is_title(part):
            return part.strip(" .,")
    return ""


def is_title(text: str) -> bool:
    """Whether a short text reads as a job title: a head noun ends it, or stands before "of" or a rank."""
    words = re.findall(r"[^\W_]+", text.lower())
    while len(words) > 1 and base_form(words[-1]) in _ranks() and words[-1] not in _heads():
        words.pop()
    if "of" in words[1:]:
        words = words[: words.index("of", 1)]
    return bool(words) and words[-1] in _heads() and text.strip()[:1].isupper()


def plain_case(title: str) -> str:
    """A title set in capitals as one would write it in a sentence; initials (CNC, RN) stay."""
    if not title.isupper():
        return title
    return " ".join(
        word if len(word) <= 4 and not re.search(r"[AEIOUY]", word[:-1]) else word.capitalize()
        for word in title.split()
    )


def compare(held: str, asked: str) -> Literal["exact", "form", "alias"] | None:
    """How a title that was held answers the one asked for; None where it names other work.

    "exact": the same words; "form": the same work, another rank or more words; "alias": another name for it.
    """
    if _words(held) == _words(asked):
        return "exact"
    mine, theirs = core(held), core(asked)
    if theirs and theirs <= mine:
        return "form"
    groups = _groups()
    number = groups.get(theirs)
    return "alias" if number is not None and groups.get(mine) == number else None
