"""The O*NET database's software and tools -> lines of a taxonomy file.

Reads the files of every release that named them, as text with tabs or as CSV, told by their columns:

- `Software Skills` (from 30.3 on): O*NET-SOC Code, Workplace Example, Element ID, Element Name, Hot Technology, In Demand;
- `Technology Skills` (23.2 to 30.2): O*NET-SOC Code, Example, Commodity Code, Commodity Title, Hot Technology, from 27.1 on
  also In Demand;
- `Tools Used` (23.2 to 30.2): O*NET-SOC Code, Example, Commodity Code, Commodity Title;
- `Tools and Technology` (before 23.2): O*NET-SOC Code, T2 Type, T2 Example, Commodity Code, Commodity Title.

The workbooks have the occupation's Title besides, and do once they are saved as CSV. Each example is one concept, of kind
`tool`; its groups are the major groups of the occupations that use it, those of most occupations first.

O*NET writes a product family as "Microsoft Office software" and an abbreviation behind what it stands for: "Structured
query language SQL". The word software is taken from names, and the abbreviation becomes a label of its own.

The O*NET database is licensed under CC BY 4.0 by the U.S. Department of Labor, Employment and Training Administration, and
asks for the attribution that `ATTRIBUTION` quotes. None of it is part of resumefit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from resumefit.language.mentions import skill_finder
from resumefit.language.patterns import data_table
from resumefit.language.taxonomies.concepts import Concept, Imported, import_concepts, labels_of
from resumefit.language.taxonomies.tables import Layout, layout_of, rows_of
from resumefit.language.taxonomy import TaxonomyFiles, taxonomy_paths

EXAMPLES = Layout(
    "O*NET software or tools",
    {
        "occupation": ("O*NET-SOC Code",),
        "example": ("Workplace Example", "Example", "T2 Example"),
        "category": ("Element Name", "Commodity Title"),
    },
)
_SOFTWARE = re.compile(r"^(.*\b[A-Z]\S*) software$")
_ABBREVIATED = re.compile(r"^(.+) ([A-Z]{2,6})$")


def import_onet(files: Sequence[Path], *, taxonomy: TaxonomyFiles = ()) -> Imported:
    """The lines for files of the O*NET database.

    Labels join the bundled skills and those of `taxonomy`, the user's own files. Raises UnreadableError for a file that is
    not what it should be, naming the columns that were looked for, and ConfigError where `taxonomy` is wrong.
    """
    for file in files:
        layout_of(file, (EXAMPLES,))
    examples: dict[str, tuple[str, Counter[str]]] = {}
    for file in files:
        for row in rows_of(file, EXAMPLES):
            for label in labels_of([row["example"]]):
                _, groups = examples.setdefault(label.lower(), (label, Counter()))
                groups.update(_groups().get(row["occupation"][:2], ()))
    finder = skill_finder(*taxonomy_paths(taxonomy))
    return import_concepts((_concept(label, groups) for label, groups in examples.values()), "onet", finder)


def _concept(label: str, groups: Counter[str]) -> Concept:
    name, *others = _names(label)
    order = list(data_table("groups.toml"))
    ranked = sorted(groups, key=lambda group: (-groups[group], order.index(group)))
    return Concept(label, (name,), "tool", tuple(others), tuple(ranked))


def _names(label: str) -> Iterator[str]:
    """The name in an example, and the abbreviation behind it if there is one."""
    software = _SOFTWARE.match(label)
    name = software[1] if software else label
    abbreviated = _ABBREVIATED.match(name)
    if abbreviated and _stands_for(abbreviated[2], abbreviated[1]):
        yield from abbreviated.groups()
    else:
        yield name


def _stands_for(letters: str, phrase: str) -> bool:
    """Whether letters abbreviate a phrase: they occur in it in order, most of them at the head of a word."""
    heads, at = 0, 0
    low = phrase.lower()
    for letter in letters.lower():
        head = re.compile(rf"\b{letter}").search(low, at)
        place = head.start() if head else low.find(letter, at)
        if place < 0:
            return False
        heads += head is not None
        at = place + 1
    return 2 * heads > len(letters)


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    """The first two digits of a code -> the group."""
    return {group["soc"]: (name,) for name, group in data_table("groups.toml").items()}
