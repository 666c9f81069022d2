"""The names of the taxonomy's skills, and the wordings that show them, ready to be looked for in a text.

Those of the bundled taxonomy stand in base forms in resumefit/data (skill_index.tsv, sign_index.tsv), made once (`make
index`): to bring some 50,000 names into base forms takes longer than to read a resume. Each file says which taxonomy it was
made from. Where that has changed since, the names are worked out anew at each start, which is slower and no less right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby

from resumefit.language.phrase_index import PhraseIndex
from resumefit.language.taxonomy import Taxonomy, load_taxonomy, taxonomy_version

INDEX = files("resumefit") / "data" / "skill_index.tsv"
SIGNS = files("resumefit") / "data" / "sign_index.tsv"

_KEPT = 4  # indexes of users' taxonomies that a long-running program keeps

Name = tuple[str, int]
"""The id of a skill, and which of its `names` it is."""


def index_of(taxonomy: Taxonomy) -> list[PhraseIndex[Name]]:
    """The indexes that together hold every name of a taxonomy: that of the bundled one, and one of a user's own names.
    The first may also hold names of skills that the user has `replaced`."""
    if not taxonomy.added:
        return [bundled_index()]
    places = ((skill_id, taxonomy[skill_id].names.index(name), name) for skill_id, name in taxonomy.added)
    return [bundled_index(), PhraseIndex(((i, number), form) for i, number, name in places for form in forms(name))]


@lru_cache(maxsize=_KEPT)
def signs_of(taxonomy: Taxonomy) -> PhraseIndex[Name]:
    """The index of the wordings that show the skills of a taxonomy; with each its skill and which of its wordings it is. That
    of the bundled one comes from its file where that is up to date."""
    return (_from_file(SIGNS) if taxonomy is load_taxonomy() else None) or made_signs(taxonomy)


@cache
def bundled_index() -> PhraseIndex[Name]:
    """The index of the bundled taxonomy's names, from its file where that is up to date."""
    return _from_file(INDEX) or made_index()


def _from_file(file: Traversable) -> PhraseIndex[Name] | None:
    version, *lines = file.read_text("utf-8").splitlines() if file.is_file() else [""]
    if version != taxonomy_version():
        return None
    return PhraseIndex.of_lines(dict(line.split("\t", 1) for line in lines), _names)


def made_index() -> PhraseIndex[Name]:
    """The index of the bundled taxonomy, worked out from the names."""
    return PhraseIndex(
        ((skill.id, number), form)
        for skill in load_taxonomy()
        for number, name in enumerate(skill.names)
        for form in forms(name)
    )


def made_signs(taxonomy: Taxonomy) -> PhraseIndex[Name]:
    """The index of the wordings that show the skills of a taxonomy, worked out from them."""
    return PhraseIndex(
        ((skill.id, number), wording) for skill in taxonomy for number, wording in enumerate(skill.shown_by)
    )


def index_lines(index: PhraseIndex[Name]) -> Iterator[str]:
    """The lines of an index's file: the version of the taxonomy; then, sorted, each first word and the phrases that begin
    with it, each the words behind the first and whose name it is."""
    yield taxonomy_version()
    for first, group in groupby(sorted(index.filed.items(), key=_first_word), key=lambda item: _first_word(item)[0]):
        yield "\t".join((first, *("|".join(_fields(first, phrase, keys)) for phrase, keys in group)))


def _first_word(item: tuple[str, list[Name]]) -> tuple[str, str]:
    first, _, rest = item[0].partition(" ")
    return first, rest


def _fields(first: str, phrase: str, keys: Iterable[Name]) -> Iterator[str]:
    yield phrase[len(first) + 1 :]
    for skill_id, number in keys:
        yield f"{skill_id}:{number}"


def forms(name: str) -> Iterable[str]:
    """A name, and for one with a hyphen the closed spelling: "front-end" is "frontend" (but "Medi-Cal" not "medical")."""
    yield name
    if re.search(r"[a-z]-[a-z]", name):
        yield name.replace("-", "")
    if "/" in name:  # "CI / CD"
        yield name.replace("/", " / ")


def _names(keys: str) -> list[Name]:
    """The names that an entry of an index's file has for a phrase."""
    names = (key.rpartition(":") for key in keys.split("|"))
    return [(skill_id, int(number)) for skill_id, _, number in names]
