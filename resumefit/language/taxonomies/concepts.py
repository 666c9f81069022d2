"""Concepts of other bodies' lists -> lines of a taxonomy file: joined to the skills that are there, or new ones."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from resumefit.language.mentions import SkillFinder
from resumefit.language.nlp import norms_of
from resumefit.language.own_skills import is_name
from resumefit.language.tagging import is_everyday
from resumefit.language.taxonomy import SkillKind
from resumefit.language.words import american, singular

_SEVERAL = "?"  # stands for the owner of a name that several skills share, each with a guard


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of somebody else's list. `key` is its own id there; `names` are wordings of its main label, the best first;
    `aliases` its other labels; `related` holds keys."""

    key: str
    names: tuple[str, ...]
    kind: SkillKind
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: the lines of a taxonomy file, sorted by id, and what became of the concepts. Those that were
    joined to a skill which had all their labels before have no line."""

    lines: tuple[str, ...]
    read: int
    joined: int
    added: int
    left_out: int
    labels_taken: int
    labels_ambiguous: int

    @property
    def text(self) -> str:
        """The content of the file."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def summary(self) -> str:
        """What became of the concepts and of their labels, in one line."""
        return (
            f"{self.read:,} concepts read: {self.joined:,} joined, {self.added:,} added, {self.left_out:,} left out "
            f"(ambiguous one-word labels); {self.labels_taken + self.labels_ambiguous:,} labels left out "
            f"({self.labels_taken:,} name another skill, {self.labels_ambiguous:,} are ambiguous)"
        )


def import_concepts(concepts: Iterable[Concept], prefix: str, finder: SkillFinder) -> Imported:
    """The lines for a list of concepts; ids of new skills begin with `prefix`. The cost grows with the number of labels.

    A concept is joined to the skill that has its main label in any form, be it the finder's or an earlier concept's. An
    everyday word (data/everyday.toml) or a single letter is no label of a new skill: a concept that it is the main label of
    goes by the next one, and is left out where there is none. A label belongs to the first that has it, main labels before
    all others.
    """
    imports = _Import(prefix, finder)
    taken = [(concept, imports.skill_for(concept)) for concept in concepts]
    for concept, skill_id in taken:
        if skill_id:
            imports.add_labels(skill_id, concept.aliases)
    imports.relate(taken)
    return imports.result()


def is_ambiguous(label: str) -> bool:
    """Whether a label is one word of everyday English, in either number, or a single letter: found in half of all texts."""
    return (label.isalpha() and len(label) == 1) or is_everyday(label)


def labels_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that can be labels, their blanks folded, each once in whatever case."""
    distinct: dict[str, str] = {}
    for text in texts:
        label = " ".join(text.split())
        if is_name(label):
            distinct.setdefault(label.lower(), label)
    return tuple(distinct.values())


def without_qualifier(label: str) -> str:
    """A label without the words in brackets that tell it from others of its list: "Perl (computer programming)"."""
    return re.sub(r"\s*\([^()]*\)$", "", label) or label


@dataclass(slots=True)
class _Row:
    """A line in the making; `name` is "" for one that adds to a skill of the finder's taxonomy."""

    name: str = ""
    kind: str = ""
    groups: tuple[str, ...] = ()
    aliases: list[str] = field(default_factory=list)
    related: dict[str, None] = field(default_factory=dict)

    def line(self, skill_id: str) -> str:
        data: dict[str, Any] = {"id": skill_id, "name": self.name, "kind": self.kind, "groups": self.groups}
        data |= {"aliases": self.aliases, "related": sorted(self.related)}
        return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)


class _Import:
    """The rows of one import, and who owns which label."""

    def __init__(self, prefix: str, finder: SkillFinder) -> None:
        self._prefix = prefix
        self._finder = finder
        self._known: dict[str, str] = {}  # a name -> the id of the finder's skill that has it
        for skill in finder.taxonomy:
            for name in skill.names:
                low = name.lower()
                self._known[low] = skill.id if self._known.get(low, skill.id) == skill.id else _SEVERAL
        self._claimed: dict[str, str] = {}  # a label's key -> the id of the skill that it was given to
        self._rows: dict[str, _Row] = {}
        self._numbers: Counter[str] = Counter()  # stem of an id -> how many there are
        self._joined = self._added = self._left_out = self._taken = self._ambiguous = 0

    def skill_for(self, concept: Concept) -> str:
        """The id of the skill that a concept is joined to or makes; "" for one that is left out."""
        clear = next((label for label in (*concept.names, *concept.aliases) if not is_ambiguous(label)), "")
        owners = [self._owner(label) for label in (*concept.names, clear) if label]
        skill_id = next((one for one in owners if one not in ("", _SEVERAL)), "")
        if skill_id:
            self._joined += 1
        elif clear and not owners[-1]:
            self._added += 1
            skill_id = self._new_id(clear)
            self._rows[skill_id] = _Row(clear, concept.kind, concept.groups)
            self._claim(clear, skill_id)
        else:
            self._left_out += 1
            return ""
        self.add_labels(skill_id, concept.names)
        return skill_id

    def add_labels(self, skill_id: str, labels: Iterable[str]) -> None:
        """Gives a skill those labels that are nobody's yet."""
        for label in labels:
            owner = self._owner(label)
            if owner:
                self._taken += owner != skill_id
            elif is_ambiguous(label):
                self._ambiguous += 1
            else:
                self._row(skill_id).aliases.append(label)
                self._claim(label, skill_id)

    def relate(self, concepts: Sequence[tuple[Concept, str]]) -> None:
        """Turns the keys of related concepts into ids; those of concepts that were left out are dropped."""
        ids = {concept.key: skill_id for concept, skill_id in concepts if skill_id}
        for concept, skill_id in concepts:
            for other in map(ids.get, concept.related if skill_id else ()):
                if other and other != skill_id:
                    self._row(skill_id).related[other] = None

    def result(self) -> Imported:
        """What came of it."""
        lines = tuple(self._rows[skill_id].line(skill_id) for skill_id in sorted(self._rows))
        read = self._joined + self._added + self._left_out
        return Imported(lines, read, self._joined, self._added, self._left_out, self._taken, self._ambiguous)

    def _row(self, skill_id: str) -> _Row:
        return self._rows.setdefault(skill_id, _Row())

    def _owner(self, label: str) -> str:
        """The id of the skill that has a label in any form; "" for a label that is free."""
        known = self._known.get(label.lower())
        if known:
            return known
        claimed = next(filter(None, map(self._claimed.get, _keys(label))), "")
        ids = () if claimed else {skill.id for skill, _ in self._finder.named(label)}
        return claimed or (_SEVERAL if len(ids) > 1 else next(iter(ids), ""))

    def _claim(self, label: str, skill_id: str) -> None:
        self._claimed |= dict.fromkeys(_keys(label), skill_id)

    def _new_id(self, name: str) -> str:
        """An id made of a name; a number tells apart those of names that differ in signs only."""
        plain = unicodedata.normalize("NFKD", name.lower().replace("+", " plus ").replace("#", " sharp "))
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
        stem = "-".join((self._prefix, *re.findall(r"[a-z0-9]+", letters)))
        skill_id = stem
        while skill_id == self._prefix or skill_id in self._rows or skill_id in self._finder.taxonomy.skills:
            self._numbers[stem] += 1
            skill_id = f"{stem}-{self._numbers[stem] + 1}"
        return skill_id


def _keys(label: str) -> tuple[str, str]:
    """What labels that are one name have in common: their letters in small; their base forms, of a single word only the
    singular, for a machine is no machining."""
    low = label.lower()
    norms = norms_of(label)
    return low, " ".join(norms) if len(norms) > 1 else singular(american(low.replace("-", "")))
