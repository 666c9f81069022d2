"""ESCO, the European Commission's classification of skills -> lines of a taxonomy file.

Reads what the ESCO portal gives as CSV: `skills_en.csv`, or one of its collections (`digitalSkillsCollection_en.csv` and so
on, with the same columns), and the relations between skills, `skillSkillRelations_en.csv` and
`broaderRelationsSkillPillar_en.csv`. Releases 1.0 to 1.2 have the columns named here, and others that are not needed; what
a file is, its header tells.

Kinds, from skillType, reuseLevel and the label itself:

- a concept of the language scheme is a `language`;
- knowledge is a `tool` where its label is a name, that is, has a capital (ESCO writes all but names in small letters), else
  a `domain`: ESCO's knowledge is a body of facts of a field of work or study;
- a skill or competence is a `soft_skill` where it is transversal, else a `hard_skill` (cross-sector, sector-specific and
  occupation-specific alike: how far a skill can be carried says nothing of what it is).

Both kinds of relation become `related`: that experts hold one skill essential for another is no proof that nobody can have
one without the other, which is what `implies` says. ESCO knows no SOC groups, so new skills have none.

ESCO may be reused free of charge under the Commission's reuse policy (Decision 2011/833/EU) by whoever says so, "This
service uses the ESCO classification of the European Commission.", and marks a changed version as such. None of it is part
of resumefit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from resumefit.errors import FileTypeError
from resumefit.language.mentions import skill_finder
from resumefit.language.taxonomies.concepts import (
    Concept,
    Imported,
    import_concepts,
    is_ambiguous,
    labels_of,
    without_qualifier,
)
from resumefit.language.taxonomies.tables import Layout, layout_of, rows_of
from resumefit.language.taxonomy import SkillKind, TaxonomyFiles, taxonomy_paths

SKILLS = Layout(
    "ESCO skills",
    {
        "key": ("conceptUri",),
        "type": ("skillType",),
        "reuse": ("reuseLevel",),
        "label": ("preferredLabel",),
        "others": ("altLabels",),
        "hidden": ("hiddenLabels", ""),
        "scheme": ("inScheme", ""),
    },
)
RELATIONS = Layout("relations of skills", {"key": ("originalSkillUri",), "other": ("relatedSkillUri",)})
BROADER = Layout("the hierarchy of skills", {"key": ("conceptUri",), "other": ("broaderUri",)})

_LANGUAGES = "skill-language-groups"  # the end of the scheme's URI
_BETWEEN_LABELS = re.compile(r"\n|\r|\s\|\s")  # in skills_en.csv, and in the collections


def import_esco(files: Sequence[Path], *, taxonomy: TaxonomyFiles = ()) -> Imported:
    """The lines for ESCO's CSV files, of which at least one holds skills; they may come in any order.

    Labels join the bundled skills and those of `taxonomy`, the user's own files. Raises UnreadableError for a file that is
    not what it should be, naming the columns that were looked for, and ConfigError where `taxonomy` is wrong.
    """
    layouts = [(file, layout_of(file, (SKILLS, RELATIONS, BROADER))) for file in files]
    if SKILLS not in (layout for _, layout in layouts):
        raise FileTypeError(f"none of the files holds skills; needed are the columns of {SKILLS}")
    concepts = {one.key: one for file, layout in layouts if layout is SKILLS for one in _concepts(file)}
    related: dict[str, list[str]] = {}
    for file, layout in layouts:
        for row in rows_of(file, layout) if layout is not SKILLS else ():
            if row["key"] in concepts and row["other"] in concepts:
                related.setdefault(row["key"], []).append(row["other"])
    finder = skill_finder(*taxonomy_paths(taxonomy))
    return import_concepts(_told_apart(concepts, related), "esco", finder)


def _concepts(file: Path) -> Iterator[Concept]:
    for row in rows_of(file, SKILLS):
        label = labels_of([row["label"]])
        if label:
            others = labels_of(_BETWEEN_LABELS.split(f"{row['others']}\n{row['hidden']}"))
            yield Concept(row["key"], label, _kind(row, label[0]), others)


def _kind(row: Mapping[str, str], label: str) -> SkillKind:
    if _LANGUAGES in row["scheme"]:
        return "language"
    if row["type"].lower() == "knowledge":
        return "domain" if label == label.lower() else "tool"
    return "soft_skill" if row["reuse"].lower() == "transversal" else "hard_skill"


def _told_apart(concepts: Mapping[str, Concept], related: Mapping[str, Sequence[str]]) -> Iterator[Concept]:
    """The concepts with what they are related to, and without the words in brackets where these tell no two apart."""
    plain = Counter(without_qualifier(concept.names[0]).lower() for concept in concepts.values())
    for key, concept in concepts.items():
        label = concept.names[0]
        name = without_qualifier(label)
        names = (label,) if plain[name.lower()] > 1 else (name, label) if is_ambiguous(name) else (name,)
        yield replace(concept, names=names, related=tuple(related.get(key, ())))
