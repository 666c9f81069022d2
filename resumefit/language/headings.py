"""Headings: their names in the data files, and the form in which two of them are compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from resumefit.language.patterns import data_table

_RESUMES = "sections.toml"
_WORD = re.compile(r"[^\W_]+")
_AND = re.compile(r"\band\b")
_CACHED = 1024  # lines that may be headings: versions of a resume share theirs
_SHORTEST = 5  # letters of a word that is known though misspelled

LONGEST_HEADING = 8
"""Words; what is longer is a sentence."""


def normal_heading(text: str) -> str:
    """A heading in the form of the data files: lower case, no punctuation, "and" for "&"."""
    return " ".join(_WORD.findall(text.lower().replace("&", " and ").replace("+", " and ")))


@lru_cache(_CACHED)
def mended_heading(heading: str) -> str:
    """The known heading of a resume that a normal heading is but for one slip in one of its words, "" where it is none."""
    known, other = _slips()
    words = heading.split()
    for number, word in enumerate(words):
        for right in known if len(word) >= _SHORTEST and word not in other else ():
            mended = " ".join((*words[:number], right, *words[number + 1 :]))
            if _is_slip(word, right) and named_kind(mended, heading_names(_RESUMES)):
                return mended
    return ""


@cache
def _slips() -> tuple[tuple[str, ...], frozenset[str]]:
    """Words of headings that are known though misspelled, and words that are none of them with a slip."""
    slips = data_table(_RESUMES)["slips"]
    return tuple(slips["words"].split()), frozenset(slips["other"].split())


def _is_slip(word: str, right: str) -> bool:
    """Whether a word is another with one letter more, less, wrong, or two that changed places; not another form of it, which
    differs at its end."""
    if word == right or abs(len(word) - len(right)) > 1 or word[:1] != right[:1]:
        return False
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, right, strict=False)))
    one, two = word[same:], right[same:]
    if not one or not two:
        return False
    swapped = one[1::-1] + one[2:] if len(one) > 1 else one
    return two in (one[1:], swapped) or one == two[1:] or one[1:] == two[1:]


@cache
def heading_names(file: str) -> dict[str, str]:
    """Normal heading -> section or zone."""
    table = data_table(file)
    groups = table.get("headings", table)
    return {normal_heading(name): kind for kind, names in groups.items() for name in names.split(";")}


def named_kind(heading: str, names: dict[str, str]) -> str | None:
    """The kind of a heading that is a name, or several joined by "and"."""
    if heading in names:
        return names[heading]
    parts = [part for part in _AND.split(heading) if part.strip()]
    kinds = [names.get(part.strip()) for part in parts]
    return kinds[0] if len(kinds) > 1 and all(kinds) else None
