"""Whether a statement tells what came of the work, or how much of it there was."""

from __future__ import annotations

import re
from functools import cache

from resumefit.language.patterns import data_table

_YEARS = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_NUMBER = re.compile(r"(?<![^\W\d_])\d")


def has_number(statement: str) -> bool:
    """Whether a statement has a number, in figures or words, that is no year and no part of a name (B2B, EC2)."""
    plain = _YEARS.sub("", statement)
    return _NUMBER.search(plain) is not None or not _number_words().isdisjoint(re.findall(r"[a-z]+", plain.lower()))


@cache
def _number_words() -> frozenset[str]:
    return frozenset(data_table("entries.toml")["number_words"].split())
