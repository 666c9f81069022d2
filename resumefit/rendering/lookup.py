"""What the taxonomy knows of a term: as facts, and as a page for a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from resumefit.language.taxonomy import Guard, SkillKind, Taxonomy, group_titles
from resumefit.matching.lookup import How, Known, Lookup
from resumefit.rendering.facts import SCHEMA_VERSION
from resumefit.rendering.screen import Column, Screen, cleaned, grid, joined, printed, styled

if TYPE_CHECKING:
    from rich.console import RenderableType

_MOST = 20  # skills of a list on the page; JSON holds them all
_HOW: dict[How, str] = {
    "name": "",
    "id": "  (by its id)",
    "alias": '  (by another name: "{}")',
    "form": '  (by a form of "{}")',
    "spelling": '  (if that is a slip for "{}")',
}


@dataclass(frozen=True, slots=True)
class RelatedFacts:
    """Another skill."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class GuardFacts:
    """When an ambiguous name is the skill: its `forms`, whether only these capitals count (`case`), words of which one stands
    near (or it stands in a list of skills), phrases that rule it out; and the same in a sentence."""

    forms: tuple[str, ...]
    case: bool
    near: tuple[str, ...]
    never: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """A skill that a term names, and how it was found: by which name. `groups` are titles; `implies` is all that it can't be
    had without, `implied_by` all that can't be had without it, `shown_by` the wordings of resumes that prove it."""

    id: str
    name: str
    kind: SkillKind
    how: How
    found_by: str
    groups: tuple[str, ...]
    aliases: tuple[str, ...]
    implies: tuple[RelatedFacts, ...]
    implied_by: tuple[RelatedFacts, ...]
    related: tuple[RelatedFacts, ...]
    guard: GuardFacts | None
    shown_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookupFacts:
    """What is known of a term; where nothing is, `closest` are names written like it."""

    schema_version: int
    resumefit: str
    term: str
    skills: tuple[SkillFacts, ...]
    closest: tuple[str, ...]


def lookup_facts(lookup: Lookup) -> LookupFacts:
    """The facts of a look-up."""
    skills = tuple(_skill_facts(known, lookup.taxonomy) for known in lookup.found)
    return LookupFacts(SCHEMA_VERSION, version("resumefit"), lookup.term, skills, lookup.closest)


def render_lookup(lookup: Lookup, screen: Screen) -> str:
    """The page for a look-up that found something."""
    facts = cleaned(lookup_facts(lookup))
    return printed(screen, (block for number, skill in enumerate(facts.skills) for block in _page(skill, number)))


def _skill_facts(known: Known, taxonomy: Taxonomy) -> SkillFacts:
    skill = known.skill
    return SkillFacts(
        skill.id,
        skill.name,
        skill.kind,
        known.how,
        known.name,
        tuple(group_titles()[group] for group in skill.groups),
        skill.aliases,
        _related(taxonomy, taxonomy.implied_by(skill.id)),
        _related(taxonomy, taxonomy.implying(skill.id)),
        _related(taxonomy, skill.related),
        _guard_facts(skill.guard) if skill.guard else None,
        skill.shown_by,
    )


def _related(taxonomy: Taxonomy, ids: Collection[str]) -> tuple[RelatedFacts, ...]:
    named = (RelatedFacts(skill_id, taxonomy[skill_id].name) for skill_id in ids)
    return tuple(sorted(named, key=lambda one: (one.name.lower(), one.id)))


def _guard_facts(guard: Guard) -> GuardFacts:
    forms, near = tuple(sorted(guard.cased)), tuple(sorted(guard.near))
    return GuardFacts(forms, guard.case, near, guard.never, _says(forms, guard.case, near, guard.never))


def _says(forms: Collection[str], case: bool, near: Collection[str], never: Collection[str]) -> str:
    """The guard as a person would say it."""
    conditions = []
    if case:
        conditions.append("written just so")
    if near:
        conditions.append(f"in a list of skills or near one of these words: {', '.join(near)}")
    only = f"only {', '.join(conditions)}" if conditions else "as it stands"
    but = f"; never as part of {_listed(never)}" if never else ""
    return f"{_listed(forms)} counts {only}{but}"


def _listed(texts: Collection[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts)


def _page(facts: SkillFacts, number: int) -> Iterator[RenderableType]:
    if number:
        yield ""
    how = _HOW[facts.how].format(facts.found_by)
    yield joined((facts.name, "bold"), f"  {facts.kind.replace('_', ' ')}", (f"  {facts.id}{how}", "dim"))
    rows = {
        "Groups": "; ".join(facts.groups),
        "Also": ", ".join(facts.aliases),
        "Implies": _names(facts.implies),
        "Implied by": _names(facts.implied_by),
        "Related": _names(facts.related),
        "Shown by": ", ".join(facts.shown_by),
        "Ambiguous": facts.guard.says if facts.guard else "",
    }
    columns: tuple[Column, ...] = ((10, "left"), (None, "left"))
    yield grid(columns, ((styled(label, "dim"), styled(text)) for label, text in rows.items() if text))


def _names(skills: Collection[RelatedFacts]) -> str:
    names = [skill.name for skill in skills]
    more = f" and {len(names) - _MOST} more (--format json)" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
