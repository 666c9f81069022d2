"""The data of the checks of content and wording: lists without overlaps, patterns that compile, and the list of codespell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

import resumefit
from resumefit.checks import spelling
from resumefit.checks.registry import all_checks
from resumefit.config import CheckSettings, load_config
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.taxonomy import load_taxonomy

WORDING = data_table("checks_wording.toml")
CONTENT = data_table("checks_content.toml")


def words(name: str) -> list[str]:
    return [" ".join(one.split()) for one in WORDING[name].split(";" if ";" in WORDING[name] else None)]


LISTS = [name for name, value in WORDING.items() if isinstance(value, str)]


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_each_word_once_and_small(name: str) -> None:
    listed = words(name)
    assert listed
    assert sorted(set(listed)) == sorted(listed), [one for one in listed if listed.count(one) > 1]
    assert [one for one in listed if one != one.lower()] == []


def test_a_verb_has_one_tense() -> None:
    names = ("present", "maybe_present", "past", "either", "not_past")
    for number, name in enumerate(names):
        for other in names[number + 1 :]:
            assert not set(words(name)) & set(words(other)), (name, other)
    assert len(words("present")) > 80


def test_slips_are_misspelled_and_corrections_are_not() -> None:
    slips = dict(pair.split(":") for pair in WORDING["spelling"]["slips"].split())
    assert len(slips) > 150
    assert not slips.keys() & set(slips.values())
    assert not slips.keys() & load_taxonomy().words


def test_no_product_is_wrong_in_its_own_spelling() -> None:
    wrong = [form for forms in WORDING["capitals"].values() for form in forms.split()]
    assert len(wrong) == len(set(wrong)) > 50
    assert not set(wrong) & WORDING["capitals"].keys()
    names = {name for skill in load_taxonomy() for name in skill.names}
    assert not set(wrong) & names


def test_the_two_englishes_share_no_word() -> None:
    british, american = (WORDING["atlantic"][side].split() for side in ("british", "american"))
    assert len(british) > 50
    assert not set(british) & set(american)
    assert len(set(british)) == len(british)
    assert len(set(american)) == len(american)


def test_patterns_compile_and_match_something() -> None:
    tables = [name for name, value in CONTENT.items() if isinstance(value, dict) and _is_patterns(value)]
    assert {"placeholders", "personal", "identity", "phrases"} <= set(tables)
    for table in tables:
        for pattern in load_patterns("checks_content.toml", table).values():
            assert not pattern.search("")
            assert not pattern.search("Cut stock-outs by 18% across 64 stores")


def _is_patterns(table: dict[str, object]) -> bool:
    return all(isinstance(value, list) for value in table.values())


# codespell


@pytest.mark.skipif(find_spec("codespell_lib") is None, reason="codespell (the extra spelling) is not installed")
def test_the_list_of_codespell_is_read() -> None:
    spelling._codespell_lines.cache_clear()
    lines = spelling._codespell_lines()
    assert len(lines) > 40_000
    assert lines == sorted(lines)
    assert spelling._codespell("adminstrator") == "administrator"
    assert spelling._codespell("administrator") == ""


def test_without_codespell_our_own_list_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "find_spec", lambda _: None)
    spelling._codespell_lines.cache_clear()
    try:
        assert spelling._correction("managment") == "management"
        assert spelling._correction("adminstrator") == ""
    finally:
        spelling._codespell_lines.cache_clear()


def code_of(module: str) -> Iterator[str]:
    yield from re.findall(r"^\s*(?:import|from) (\S+)", Path(module).read_text("utf-8"), re.MULTILINE)


def test_its_code_is_not_imported() -> None:
    imported = list(code_of(str(spelling.__file__)))
    assert "resumefit.checks.base" in imported
    assert not [one for one in imported if one.startswith("codespell")]


def test_names_of_skills_are_never_misspellings() -> None:
    """Whatever codespell says of them: no word of the taxonomy is reported."""
    known = sorted(load_taxonomy().words)
    assert len(known) > 5000
    assert [word for word in known if spelling._correction(word)] == []


# False alarms


RESUMES = sorted((Path(__file__).parent.parent / "examples" / "resumes").iterdir())


@pytest.mark.parametrize("path", RESUMES, ids=lambda path: path.stem)
def test_a_well_made_resume_gives_no_finding(path: Path) -> None:
    settings = CheckSettings(select=("TXT", "WRD"))
    config = replace(load_config(), checks=settings)
    assert len([one for one in all_checks() if one.code[:3] in settings.select]) > 50
    assert resumefit.check(path, as_of=date(2026, 11, 22), config=config) == []
