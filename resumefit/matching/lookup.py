"""What the taxonomy knows of a term."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from resumefit.config import Config, load_config
from resumefit.language.mentions import skill_finder
from resumefit.language.taxonomy import Skill, Taxonomy, TaxonomyFiles, taxonomy_paths
from resumefit.matching.similar import closest, is_typo

How = Literal["name", "id", "alias", "form", "spelling"]
"""How a term was found: as a skill's name, its id, another name, an inflection or spelling of one, or a likely slip."""

_ORDER: tuple[How, ...] = ("name", "id", "alias", "form")
_MOST_CLOSE = 5  # names that a person reads at a glance


@dataclass(frozen=True, slots=True)
class Known:
    """A skill that a term names: by which of its names, and how."""

    skill: Skill
    name: str
    how: How


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found for a term, the surest first; where nothing was, `closest` are the names written most like it."""

    term: str
    found: tuple[Known, ...]
    closest: tuple[str, ...]
    taxonomy: Taxonomy


def look_up(term: str, *, taxonomy: TaxonomyFiles = (), config: Config | None = None) -> Lookup:
    """The skills that a term names: by id, name or another name in any form, whatever their guards say; failing that, those
    with a name that the term is a likely slip of.

    `taxonomy`: the user's own files, after those of the settings. Raises ConfigError where one of them is wrong.
    """
    config = config or load_config()
    finder = skill_finder(*taxonomy_paths(taxonomy, config))
    known = finder.taxonomy
    term = " ".join(term.split())
    named = [Known(skill, name, _how(skill, name, term)) for skill, name in finder.named(term)]
    if term in known.skills:
        named.append(Known(known[term], known[term].name, "id"))
    found = _once(sorted(named, key=lambda one: _ORDER.index(one.how)))
    if found:
        return Lookup(term, found, (), known)
    names = {name: skill for skill in known for name in skill.names}
    slips = [Known(skill, name, "spelling") for name, skill in names.items() if is_typo(term, name, config.fuzzy)]
    return Lookup(term, _once(slips), () if slips else tuple(closest(term, list(names), _MOST_CLOSE)), known)


def _how(skill: Skill, name: str, term: str) -> How:
    if name.lower() != term.lower():
        return "form"
    return "name" if name == skill.name else "alias"


def _once(found: Iterable[Known]) -> tuple[Known, ...]:
    """Each skill once, by the first of its names."""
    distinct: dict[str, Known] = {}
    for one in found:
        distinct.setdefault(one.skill.id, one)
    return tuple(distinct.values())
