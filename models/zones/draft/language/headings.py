"""Headings: their names in the data files, and the form in which two of them are compared."""

from __future__ import annotations

import re
from functools import cache

from resumefit.language.patterns import data_table

LONGEST_HEADING = 8
"""Words; what is longer is a sentence."""


def normal_heading(text: str) -> str:
    """A heading in the form of the data files: lower case, no punctuation, "and" for "&"."""
    words = re.findall(r"[^\W_]+", text.lower().replace("&", " and ").replace("+", " and "))
    return " ".join(words)


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
    parts = [part for part in re.split(r"\band\b", heading) if part.strip()]
    kinds = [names.get(part.strip()) for part in parts]
    return kinds[0] if len(kinds) > 1 and all(kinds) else None
