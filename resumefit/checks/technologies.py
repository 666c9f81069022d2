"""How old technologies are: whether somebody can have worked with one for so long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from resumefit.language.keywords import Keyword
from resumefit.language.patterns import data_table
from resumefit.language.taxonomy import load_taxonomy


@cache
def first_years() -> Mapping[str, int]:
    """Skill id -> the year in which it could first be used outside the firm that made it (data/technologies.toml)."""
    return {skill: year for table in data_table("technologies.toml").values() for skill, year in table.items()}


@cache
def _by_name() -> Mapping[str, int]:
    """Name in lower case -> year, for what a posting calls by a name that may be an ordinary word: Airflow, Snowflake."""
    skills = load_taxonomy().skills
    return {name.lower(): year for skill, year in first_years().items() for name in skills[skill].names}


def first_year(keywords: Sequence[Keyword]) -> int | None:
    """The year in which the oldest of some technologies came out; None where the age of one is not known."""
    years = [first_years().get(one.skill or "") or _by_name().get(one.label.lower()) for one in keywords]
    known = [year for year in years if year is not None]
    return min(known) if known and len(known) == len(years) else None


def longest_use(year: int, today: date) -> float:
    """The most years that anybody can have of what came out in a year, as if on its first of January."""
    return today.year - year + today.timetuple().tm_yday / 366
