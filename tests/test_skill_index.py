"""The index of the taxonomy's names: its file is up to date, and no name is lost with or without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resumefit.language import skill_index
from resumefit.language.mentions import SkillFinder
from resumefit.language.nlp import tokenize
from resumefit.language.skill_index import INDEX, bundled_index, forms, index_lines, made_index, taxonomy_version
from resumefit.language.taxonomy import load_taxonomy


@pytest.fixture(autouse=True)
def afresh() -> None:
    bundled_index.cache_clear()


def test_the_file_is_what_make_index_would_write() -> None:
    lines = INDEX.read_text("utf-8").splitlines()
    assert len(lines) > 40_000
    assert lines == list(index_lines()), "run `make index`"


def test_a_file_of_another_taxonomy_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "skill_index.tsv"
    stale.write_text("0123\npython\tpython|0\n", "utf-8")
    monkeypatch.setattr(skill_index, "INDEX", stale)
    assert bundled_index().filed == made_index().filed
    stale.unlink()
    bundled_index.cache_clear()
    assert bundled_index().filed == made_index().filed


def test_the_version_is_of_the_taxonomy_in_use() -> None:
    assert INDEX.read_text("utf-8").partition("\n")[0] == taxonomy_version()


def found(finder: SkillFinder, text: str) -> set[str]:
    return {str(mention.skill) for mention in finder.find(tokenize(text))}


def test_names_of_a_users_own(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    lines = [
        {
            "id": "quernstone-dressing",
            "name": "Quernstone dressing",
            "kind": "hard_skill",
            "aliases": ["quern-dressing"],
        },
        {"id": "python", "aliases": ["parseltongue"]},
        {"id": "postgresql", "name": "Elephant keeping", "kind": "hard_skill"},
    ]
    own.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    finder = SkillFinder(load_taxonomy(own))
    text = "Dressed quernstones; quernstone dressing, querndressing, Parseltongue, Python, PostgreSQL and keeping elephants."
    assert {"quernstone-dressing", "python"} <= found(finder, text)
    assert found(finder, "Parseltongue") == {"python"}
    assert found(finder, "Python and Java") >= {"python"}
    assert found(finder, "elephant keeping") == {"postgresql"}
    assert "postgresql" not in found(finder, "PostgreSQL")
    assert "postgresql" in found(SkillFinder(load_taxonomy()), "PostgreSQL")


def test_closed_and_open_forms() -> None:
    assert list(forms("front-end")) == ["front-end", "frontend"]
    assert list(forms("Medi-Cal")) == ["Medi-Cal"]
    assert "CI / CD" in forms("CI/CD")
