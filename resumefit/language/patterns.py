"""Regular expressions kept as data: tables of alternatives in resumefit/data/*.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data_table(file: str) -> Mapping[str, Any]:
    """A TOML file of the package's data."""
    return tomllib.loads((files("resumefit") / "data" / file).read_text("utf-8"))


@cache
def load_patterns(file: str, table: str, *, any_case: bool = True) -> Mapping[str, re.Pattern[str]]:
    """Name -> the alternatives of a table as one pattern, in the file's order.

    `<name>` in an alternative stands for the string of that name at the head of the file. A blank matches any white space,
    since the end of a wrapped line may stand there.
    """
    flags = re.IGNORECASE if any_case else re.NOFLAG
    parts = data_table(file)[table].items()
    return {name: compile_patterns(file, part, flags) for name, part in parts if not isinstance(part, str)}


def compile_patterns(file: str, alternatives: Sequence[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Alternatives of a data file as one pattern, its shared names filled in as `load_patterns` does."""
    shared = {f"<{name}>": value for name, value in data_table(file).items() if isinstance(value, str)}
    return re.compile(_filled("|".join(alternatives), shared).replace(" ", r"\s"), flags)


def _filled(pattern: str, shared: Mapping[str, str]) -> str:
    for name, value in shared.items():
        pattern = pattern.replace(name, value)
    return pattern
