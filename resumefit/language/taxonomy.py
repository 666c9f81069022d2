"""The taxonomy: which skills there are, by what names people call them, and which of them imply which.

The data stand in resumefit/data/skills/*.jsonl, one skill a line, sorted by id; CONTRIBUTING.md says how to add one. A
user's own files join them: a skill of an id that is there adds to it or replaces it, any other is new.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast, get_args

from resumefit.config import Config
from resumefit.errors import ConfigError
from resumefit.language.own_skills import OwnLine, own_lines
from resumefit.language.patterns import data_table

SkillKind = Literal["hard_skill", "tool", "method", "language", "certification", "domain", "soft_skill", "activity"]

TaxonomyFiles = str | Path | Iterable[str | Path]
"""A user's own taxonomy file, or several: each joins what those before it made."""

WORDS = files("resumefit") / "data" / "skill_words.txt"
"""Every word of the bundled skills' names, below the version of the taxonomy that they are of (`make index`)."""

_ID = '{"id": "'  # every line of the bundled files begins so
_KEPT = 4  # joined taxonomies that a long-running program keeps


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
    """An entry of the taxonomy. `implies` and `related` hold ids; `groups` are SOC major groups (data/groups.toml).
    `shown_by` are wordings that prove the skill in a resume without naming it ("post accrual" shows general ledger work)."""

    id: str
    name: str
    kind: SkillKind
    groups: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    guard: Guard | None = None
    shown_by: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)

    def guards(self, name: str) -> bool:
        """Whether a name, in whatever case, counts only where the guard lets it."""
        return self.guard is not None and name.lower() in self.guard.forms


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """Skills by id.

    What sets it apart from the bundled one, for whoever keeps an index of the bundled names: `added` are the names, each
    with the id of its skill, that a user's own files brought; `replaced` are the ids whose bundled names count no more.
    """

    skills: Mapping[str, Skill]
    added: tuple[tuple[str, str], ...] = ()
    replaced: frozenset[str] = frozenset()
    _closure: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Skill]:
        return iter(self.skills.values())

    def __len__(self) -> int:
        return len(self.skills)

    def __getitem__(self, skill_id: str) -> Skill:
        return self.skills[skill_id]

    def of_kind(self, kind: SkillKind) -> Iterator[Skill]:
        """The skills of a kind."""
        if isinstance(self.skills, _Lines):
            return self.skills.of_kind(kind)
        return (skill for skill in self if skill.kind == kind)

    @property
    def words(self) -> frozenset[str]:
        """Every word of the skills' names, in lower case."""
        return _words(self)

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

    def implying(self, skill_id: str) -> frozenset[str]:
        """The ids of all skills that can't be had without this one; not its own."""
        return frozenset(skill.id for skill in self if skill.implies and skill_id in self.implied_by(skill.id))


def load_taxonomy(*more: Path) -> Taxonomy:
    """The bundled taxonomy, with the skills of a user's JSON-lines files joined to it in that order.

    A skill of an id that is there adds its lists (aliases, groups, implies, related, shown_by), and its guard goes before the
    one that was there; with another name or kind it replaces that skill. A file is read again only when it has changed.

    Raises ConfigError, with the file and the line, for a line that is no skill, refers to what is not there, implies itself
    by way of others, or takes a name that belongs to another skill without a guard on both.
    """
    return _joined(tuple((path, _version(path)) for path in more)) if more else _bundled()


def taxonomy_paths(given: TaxonomyFiles, config: Config | None = None) -> tuple[Path, ...]:
    """A user's own files in the order in which they join: those of the settings, then those given."""
    files = (given,) if isinstance(given, str | Path) else given
    return (*(config.taxonomy if config else ()), *map(Path, files))


@cache
def group_titles() -> Mapping[str, str]:
    """Group of skills -> its title as a person reads it."""
    return {name: group["title"] for name, group in data_table("groups.toml").items()}


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
    lists = {key: tuple(data.get(key, ())) for key in ("groups", "aliases", "implies", "related", "shown_by")}
    guard = _guard(data["guard"]) if data.get("guard") else None
    return Skill(data["id"], data["name"], data["kind"], guard=guard, **lists)


def _guard(data: Mapping[str, Any]) -> Guard:
    return Guard(
        forms=frozenset(form.lower() for form in data["forms"]),
        cased=frozenset(data["forms"]),
        case=bool(data.get("case")),
        near=frozenset(data.get("with", ())),
        never=tuple(phrase.lower() for phrase in data.get("without", ())),
    )


class _Lines(Mapping[str, Skill]):
    """The bundled skills by id, each read from its line when it is asked for: a posting names some dozens of them."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines
        self._read: dict[str, Skill] = {}

    def __getitem__(self, skill_id: str) -> Skill:
        known = self._read.get(skill_id)
        if known is None:
            known = self._read[skill_id] = _skill(json.loads(self._lines[skill_id]))
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def of_kind(self, kind: SkillKind) -> Iterator[Skill]:
        """The skills of a kind, without reading the others."""
        said = f'"kind": "{kind}"'
        return (self[skill_id] for skill_id, line in self._lines.items() if said in line)


@cache
def _bundled() -> Taxonomy:
    lines = (line for _, content in _contents() for line in content.decode("utf-8").splitlines())
    return Taxonomy(_Lines({line[len(_ID) : line.index('"', len(_ID))]: line for line in lines}))


def _contents() -> Iterator[tuple[str, bytes]]:
    """The names and contents of the bundled taxonomy's files."""
    folder = files("resumefit") / "data" / "skills"
    for resource in sorted((r for r in folder.iterdir() if r.name.endswith(".jsonl")), key=lambda r: r.name):
        yield resource.name, resource.read_bytes().replace(b"\r\n", b"\n")


@cache
def taxonomy_version() -> str:
    """A digest of the bundled taxonomy's files."""
    digest = blake2b(digest_size=16)
    for _, content in _contents():
        digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=_KEPT + 1)
def _words(taxonomy: Taxonomy) -> frozenset[str]:
    if taxonomy.added:
        return _words(_bundled()) | _words_of(name for _, name in taxonomy.added)
    version, _, words = WORDS.read_text("utf-8").partition("\n") if WORDS.is_file() else ("", "", "")
    return frozenset(words.split()) if version == taxonomy_version() else made_words()


def made_words() -> frozenset[str]:
    """Every word of the bundled skills' names, worked out from them."""
    return _words_of(name for skill in _bundled() for name in skill.names)


def _words_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))


# A user's own files


def _version(path: Path) -> tuple[int, int]:
    """What changes with a file: when it was written, and its size."""
    try:
        stat = path.stat()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: can't be read ({getattr(error, 'strerror', None) or error})") from error
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=_KEPT)
def _joined(versions: tuple[tuple[Path, tuple[int, int]], ...]) -> Taxonomy:
    lines = [line for path, _ in versions for line in own_lines(path)]
    bundled = _bundled().skills
    skills = dict(bundled)
    whole: set[str] = set()  # ids of the skills that a line made, all that there is of them
    for line in lines:
        old = skills.get(line.id)
        if old is not None and _adds_to(line, old):
            skills[line.id] = _added_to(old, line)
        else:
            skills[line.id] = _made(line)
            whole.add(line.id)
    _check_names(lines, skills)
    _check_references(lines, skills)
    _check_no_ring(lines, skills)
    known = {skill_id: frozenset(bundled[skill_id].names) for skill_id in {line.id for line in lines} - whole}
    own = (skills[skill_id] for skill_id in dict.fromkeys(line.id for line in lines))
    added = ((skill.id, name) for skill in own for name in skill.names if name not in known.get(skill.id, ()))
    return Taxonomy(skills, tuple(added), frozenset(whole & bundled.keys()))


def _adds_to(line: OwnLine, old: Skill) -> bool:
    """Whether a line is of the same skill as the one of its id, and not of another that takes its place."""
    return (not line.name or line.name.lower() == old.name.lower()) and (not line.kind or line.kind == old.kind)


def _made(line: OwnLine) -> Skill:
    """The skill of a line that stands on its own."""
    kinds = get_args(SkillKind)
    if line.kind and line.kind not in kinds:
        raise line.fault(f"unknown kind {line.kind!r}; known are {', '.join(kinds)}")
    for key in ("name", "kind"):
        if not getattr(line, key):
            raise line.fault(f"the {key} is missing; only a line that adds to a skill of its id may leave it out")
    return _added_to(Skill(line.id, line.name, cast("SkillKind", line.kind)), line)


def _added_to(old: Skill, line: OwnLine) -> Skill:
    groups = group_titles()
    for group in line.groups:
        if group not in groups:
            raise line.fault(f"unknown group {group!r}; known are {', '.join(groups)}")
    return Skill(
        old.id,
        old.name,
        old.kind,
        _union(old.groups, line.groups),
        _others(old.name, (*old.aliases, *line.aliases)),
        _union(old.implies, line.implies),
        _union(old.related, line.related),
        _guard(line.guard) if line.guard else old.guard,
        _union(old.shown_by, line.shown_by),
    )


def _union(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _others(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names beside the first one, each once in whatever case."""
    distinct: dict[str, str] = {}
    for one in names:
        distinct.setdefault(one.lower(), one)
    distinct.pop(name.lower(), None)
    return tuple(distinct.values())


def _check_references(lines: Sequence[OwnLine], skills: Mapping[str, Skill]) -> None:
    for line in lines:
        for key in ("implies", "related"):
            for other in getattr(line, key):
                if other == line.id:
                    raise line.fault(f"{key}: {line.id} refers to itself")
                if other not in skills:
                    close = difflib.get_close_matches(other, skills, n=1, cutoff=0.8)
                    hint = f"; is it {close[0]}?" if close else ""
                    raise line.fault(f"{key}: {other!r} is not in the taxonomy{hint}")


def _check_names(lines: Sequence[OwnLine], skills: Mapping[str, Skill]) -> None:
    """A name belongs to one skill, unless each that has it guards it: of two skills that are sure, one is never found."""
    claims = {name.lower(): (line, name) for line in lines for name in _claimed(line, skills[line.id])}
    owners: dict[str, list[Skill]] = {}
    for skill in skills.values():
        for name in skill.names:
            if name.lower() in claims:
                owners.setdefault(name.lower(), []).append(skill)
    for low, (line, name) in claims.items():
        others = [skill for skill in owners[low] if skill.id != line.id]
        if others and not all(skill.guards(name) for skill in owners[low]):
            raise line.fault(
                f"{name!r} is a name of {others[0].id} ({others[0].name}), too: add to that skill, leave the name out, "
                "or guard it in both"
            )


def _claimed(line: OwnLine, skill: Skill) -> Iterator[str]:
    """The names of a skill whose owner may have changed with a line: those it brings, and all of them with a new guard."""
    names = {name.lower(): name for name in skill.names}
    for form in line.guard["forms"] if line.guard else ():
        if form.lower() not in names:
            raise line.fault(f"guard.forms: {form!r} is no name of {line.id}")
    brought = names if line.guard else {name.lower() for name in line.names}
    return (name for low, name in names.items() if low in brought)


def _check_no_ring(lines: Sequence[OwnLine], skills: Mapping[str, Skill]) -> None:
    """No skill implies itself by way of others. The bundled skills have no such ring, so each leads through a line's."""
    done: set[str] = set()
    for line in lines:
        path = {line.id: iter(skills[line.id].implies)}  # from the line's skill, each implied by the one before
        while path:
            last = next(reversed(path))
            implied = next(path[last], None)
            if implied is None:
                del path[last]
                done.add(last)
            elif implied in path:
                ring = [*list(path)[list(path).index(implied) :], implied]
                raise line.fault(f"implies: {' > '.join(ring)} is a ring: no skill can imply itself")
            elif implied not in done:
                path[implied] = iter(skills[implied].implies)
