"""The indexes of the taxonomy's names and of what shows its skills: their files are up to date, and nothing is lost with or
without them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resumefit.language import skill_index, taxonomy
from resumefit.language.mentions import SkillFinder
from resumefit.language.nlp import tokenize
from resumefit.language.skill_index import (
    INDEX,
    SIGNS,
    bundled_index,
    forms,
    index_lines,
    made_index,
    made_signs,
    signs_of,
)
from resumefit.language.taxonomy import WORDS, load_taxonomy, made_words, taxonomy_version


@pytest.fixture(autouse=True)
def afresh() -> None:
    bundled_index.cache_clear()
    signs_of.cache_clear()


def test_the_file_is_what_make_index_would_write() -> None:
    lines = INDEX.read_text("utf-8").splitlines()
    assert sum(line.count("\t") for line in lines) > 60_000
    assert lines == list(index_lines(made_index())), "run `make index`"


def test_the_file_of_signs_is_what_make_index_would_write() -> None:
    lines = SIGNS.read_text("utf-8").splitlines()
    assert sum(line.count("\t") for line in lines) > 30_000
    assert lines == list(index_lines(made_signs(load_taxonomy()))), "run `make index`"


def test_the_file_of_words_is_what_make_index_would_write() -> None:
    version, *words = WORDS.read_text("utf-8").splitlines()
    assert version == taxonomy_version()
    assert len(words) > 10_000
    assert words == sorted(made_words()), "run `make index`"


def test_words_of_another_taxonomy_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "skill_words.txt"
    stale.write_text("0123\nzymurgy\n", "utf-8")
    monkeypatch.setattr(taxonomy, "WORDS", stale)
    taxonomy._words.cache_clear()
    assert load_taxonomy().words == made_words()
    taxonomy._words.cache_clear()


def test_a_skill_is_read_when_it_is_asked_for() -> None:
    skills = load_taxonomy()
    languages = list(skills.of_kind("language"))
    assert {skill.kind for skill in languages} == {"language"}
    assert languages == [skill for skill in skills if skill.kind == "language"]
    assert skills["python"] is skills["python"]
    assert "zymurgy" not in skills.skills
    assert len(skills) == len(list(skills)) > 8000


def test_a_file_of_signs_of_another_taxonomy_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "sign_index.tsv"
    stale.write_text("0123\nrime\tice|python:0\n", "utf-8")
    monkeypatch.setattr(skill_index, "SIGNS", stale)
    assert signs_of(load_taxonomy()).filed == made_signs(load_taxonomy()).filed


def test_signs_of_a_users_own(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text('{"id": "python", "shown_by": ["charm the snake by moonlight"]}\n', "utf-8")
    signs = signs_of(load_taxonomy(own)).filed
    assert any(key[0] == "python" for keys in signs.values() for key in keys)
    assert len(signs) > len(signs_of(load_taxonomy()).filed)
    assert signs_of(load_taxonomy()) is signs_of(load_taxonomy())


def test_a_file_of_another_taxonomy_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "skill_index.tsv"
    stale.write_text("0123\npython\t|python:0\n", "utf-8")
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
