"""The taxonomy: which skills there are, by what names people call them, and which of them imply which.

The data stand in resumefit/data/skills/*.jsonl, one skill a line, sorted by id; CONTRIBUTING.md says how to add one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from resumefit.errors import ConfigError

SkillKind = Literal["hard_skill", "tool", "method", "language", "certification", "domain", "soft_skill", "activity"]


@dataclass(frozen=True, slots=True)
class Guard:
    """When an ambiguous name ("Go", "Excel", "Toast") is the skill and not an ordinary word.

    `forms`: the names that it guards, lower case. `case`: only written with these capitals, `cased`. `near`: words of
    which one must stand in the same block, or the form stands in a list with other skills. `never`: phrases that hold
    the form and rule it out.
    """

    forms: frozenset[str]
    cased: frozenset[str]
    case: bool
    near: frozenset[str]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skill:
    """An entry of the taxonomy. `implies` and `related` hold ids; `groups` are SOC major groups."""

    id: str
    name: str
    kind: SkillKind
    groups: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    guard: Guard | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Skills by id, and every word of their names in lower case."""

    skills: Mapping[str, Skill]
    words: frozenset[str]
    _closure: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def __iter__(self) -> Iterator[Skill]:
        return iter(self.skills.values())

    def __len__(self) -> int:
        return len(self.skills)

    def __getitem__(self, skill_id: str) -> Skill:
        return self.skills[skill_id]

    def implied_by(self, skill_id: str) -> frozenset[str]:
        """The ids of all skills that one with this skill has too, directly or by way of others; not its own."""
        known = self._closure.get(skill_id)
        if known is None:
            found: set[str] = set()
            waiting = list(self.skills[skill_id].implies)
            while waiting:
                implied = waiting.pop()
                if implied not in found:
                    found.add(implied)
                    waiting.extend(self.skills[implied].implies)
            known = self._closure[skill_id] = frozenset(found)
        return known


def parse_skills(lines: Iterable[str], name: str) -> Iterator[Skill]:
    """The skills of JSON lines; `name` is the file's, for the message of the ConfigError that a wrong line raises."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _skill(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigError(f"{name}, line {number}: not a skill ({error})") from error


def _skill(data: dict[str, Any]) -> Skill:
    if data["kind"] not in get_args(SkillKind):
        raise ValueError(f"unknown kind {data['kind']!r}")
    lists = {key: tuple(data.get(key, ())) for key in ("groups", "aliases", "implies", "related")}
    guard = _guard(data["guard"]) if data.get("guard") else None
    return Skill(data["id"], data["name"], data["kind"], guard=guard, **lists)


def _guard(data: dict[str, Any]) -> Guard:
    return Guard(
        forms=frozenset(form.lower() for form in data["forms"]),
        cased=frozenset(data["forms"]),
        case=bool(data.get("case")),
        near=frozenset(data.get("with", ())),
        never=tuple(phrase.lower() for phrase in data.get("without", ())),
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text") from error


@cache
def load_taxonomy(*more: Path) -> Taxonomy:
    """The bundled taxonomy, with the skills of further JSON-lines files; a further skill replaces one of the same id.

    Raises ConfigError where a line is no skill or refers to one that is not there.
    """
    skills: dict[str, Skill] = {}
    bundled = files("resumefit") / "data" / "skills"
    for resource in sorted((r for r in bundled.iterdir() if r.name.endswith(".jsonl")), key=lambda r: r.name):
        skills |= {s.id: s for s in parse_skills(resource.read_text("utf-8").splitlines(), resource.name)}
    for path in more:
        skills |= {s.id: s for s in parse_skills(_lines(path), path.name)}
    for skill in skills.values():
        for other in (*skill.implies, *skill.related):
            if other not in skills:
                raise ConfigError(f"skill {skill.id} refers to {other}, which is not in the taxonomy")
    names = (name.lower() for skill in skills.values() for name in skill.names)
    return Taxonomy(skills, frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name)))
