"""Job titles: where a line names one, and whether two titles name the same work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from resumefit.language.patterns import data_table
from resumefit.language.tagging import general_words
from resumefit.language.words import base_form, singular

_LONGEST = 7  # words
_ASIDE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")
_DIVIDERS = re.compile(r"\s+(?:-|–|—|\||\*+|at|@|for|with|in)\s+|\s*[,|•·:;–—]\s*|\t|\s{3,}")
_CLOSED = re.compile(r"\b(back|front|full)[- ](end|stack)\b", re.IGNORECASE)
# Endings that name people by their trade, in words long enough not to be something else (list, exist).
_TRADE = re.compile(
    r"(?!checklist|shortlist|wishlist|playlist|tourist|optimist)"
    r"\w{3,}(?:ologist|[aeiloprtu]pist|[nrtl]ist|ician|grapher|smith|wright)"
)
_SOUGHT = re.compile(r"\s+(?:wanted|needed|required|sought)[!.]*$", re.IGNORECASE)
_INITIALS = re.compile(r"[^AEIOUY]{2,4}|I{1,3}|I?V|HVAC|IT|UX|UI|AI|ICU|SEO|CNA|CEO|EMT|ER|PA|QA|CAD|BIM|GIS|CDL-A")
_STEM = 7  # letters by which electrician and electrical, accountant and accounting are one trade
_FUNCTION = frozenset(("the", "and", "a", "an", "for"))


@cache
def _heads() -> frozenset[str]:
    return frozenset(data_table("titles.toml")["heads"].split())


@cache
def _ranks(where: Literal["leading", "trailing"]) -> frozenset[str]:
    return frozenset(data_table("titles.toml")[where].split())


@cache
def _groups() -> dict[frozenset[str], frozenset[int]]:
    """The words of a title -> the numbers of the groups of titles that name the same work."""
    groups: dict[frozenset[str], frozenset[int]] = {}
    for number, row in enumerate(data_table("titles.toml")["same"]):
        for title in row.split(";"):
            words = frozenset(_words(title))
            groups[words] = groups.get(words, frozenset()) | {number}
    return groups


def _words(title: str) -> list[str]:
    """The words of a title in base form, in order; brackets and function words left out."""
    plain = _CLOSED.sub(r"\1\2", _ASIDE.sub("", title)).lower()
    words = re.findall(r"[^\W_]+(?:[+#]+|\.[^\W_]+)?", plain)
    return [
        noun if (noun := singular(word)) in _heads() else base_form(word) for word in words if word not in _FUNCTION
    ]


def core(title: str) -> tuple[str, ...]:
    """The words of a title that name the work, in base form and order: "Senior Backend Developer II" gives backend,
    developer. Ranks go only where they stand as ranks: the assistant of "Physician Assistant" is the work itself."""
    words = _words(title)
    while len(words) > 1 and words[-1] in _ranks("trailing"):
        words.pop()
    while len(words) > 1 and words[0] in _ranks("leading") and words[1] not in ("of", "to"):
        words = words[1:]
    return tuple(words)


def _head(words: Sequence[str]) -> str:
    """The noun of a title: its last word, or the one before "of" or "to"."""
    ended = ("of", "to") if words[-1] in _heads() else ("of",)  # "Assistant to the Manager", but "clerk to join us"
    last = next((number for number, word in enumerate(words) if number and word in ended), len(words))
    return words[last - 1]


def title_in(text: str, *, plural: bool = False) -> str:
    """The part of a line that names a job, "" where none does: "Sous Chef, Harrow & Tide" gives "Sous Chef".

    `plural` takes "Drivers" for a title, too, as postings do; in a resume "Accountants" is a firm.
    """
    for number, piece in enumerate(_DIVIDERS.split(_ASIDE.sub("", text))):
        part = piece.strip(" .,*#>=~")
        words = re.findall(r"[^\W_]+", part)
        in_capitals = part[:1].isupper()
        # a line's first part in small letters is a sentence; a later one may be "tutor"
        if (
            0 < len(words) <= (_LONGEST if in_capitals else 2)
            and (in_capitals or number)
            and _ends_as_title(words, plural)
        ):
            return _SOUGHT.sub("", part)
    return ""


def is_title(text: str) -> bool:
    """Whether a short text reads as a job title: a head noun ends it, or stands before "of" or a rank."""
    return text.strip()[:1].isupper() and _ends_as_title(re.findall(r"[^\W_]+", text))


def _ends_as_title(words: Sequence[str], plural: bool = False) -> bool:
    lower = [singular(word.lower()) if plural else word.lower() for word in words]
    while len(lower) > 1 and lower[-1] in _ranks("trailing") and lower[-1] not in _heads():
        lower.pop()
    return bool(lower) and (_head(lower) in _heads() or _TRADE.fullmatch(_head(lower)) is not None)


def plain_case(title: str) -> str:
    """A title set in capitals as one would write it in a sentence; initials (CNC, RN) stay."""
    if not title.isupper():
        return title
    return " ".join(word if _INITIALS.fullmatch(word) else word.capitalize() for word in title.split())


def compare(held: str, asked: str) -> Literal["exact", "form", "alias"] | None:
    """How a title that was held answers the one asked for; None where it names other work.

    "exact": the same words; "form": the same work, another rank or more words; "alias": another name for it.
    """
    held, asked = title_in(held) or held, title_in(asked) or asked
    if _words(held) == _words(asked):
        return "exact"
    mine, theirs = core(held), core(asked)
    if not mine or not theirs:
        return None
    if set(theirs) <= set(mine) and _head(mine) == _head(theirs):
        return "form"
    return "alias" if _groups_of(held) & _groups_of(asked) else None


def same_trade(held: str, asked: str) -> bool:
    """Whether two titles share a word that names a trade or field: "Journeyman Electrician" and "Electrical Foreman",
    "HR Assistant" and "HR Generalist"; not "Software Engineer" and "Civil Engineer", which share only the kind of post."""
    mine, theirs = _telling(title_in(held) or held), _telling(title_in(asked) or asked)
    return any(one == two or one[:_STEM] == two[:_STEM] for one in mine for two in theirs if len(two) >= 2)


def _telling(title: str) -> frozenset[str]:
    posts = frozenset(data_table("titles.toml")["posts"].split())
    return frozenset(word for word in core(title) if word not in posts and word not in general_words())


def _groups_of(title: str) -> frozenset[int]:
    groups = _groups()
    return groups.get(frozenset(_words(title)), frozenset()) | groups.get(frozenset(core(title)), frozenset())
