"""What the taxonomy knows of a term: how it is found, what is shown, and the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.cli import run
from resumefit.language.taxonomy import group_titles, load_taxonomy
from resumefit.matching.lookup import look_up
from resumefit.matching.similar import closest
from resumefit.rendering.json import lookup_json
from resumefit.rendering.lookup import lookup_facts, render_lookup
from resumefit.rendering.screen import Screen
from tests.test_taxonomies import SKILLS, TOOLS, concept, table

ROOT = Path(__file__).resolve().parent.parent
RESUME = ROOT / "examples" / "resumes" / "maya-okafor-backend-engineer.pdf"
POSTING = ROOT / "examples" / "postings" / "backend-engineer-northwind-ferry.html"


# Looking up


@pytest.mark.parametrize(
    ("term", "skill", "how"),
    [
        ("PostgreSQL", "postgresql", "name"),
        ("postgresql", "postgresql", "name"),
        (" Postgres ", "postgresql", "alias"),
        ("sql-server", "sql-server", "id"),
        ("managed projects", "project-management", "form"),
        ("project\tmanagement", "project-management", "name"),
        ("front end", "front-end-development", "form"),
        ("project managment", "project-management", "spelling"),
        ("Pyhton", "python", "spelling"),
        ("go", "go", "name"),  # whatever its guard says
        ("Go", "go", "name"),
    ],
)
def test_a_term_is_found(term: str, skill: str, how: str) -> None:
    found = look_up(term)
    assert (found.found[0].skill.id, found.found[0].how) == (skill, how)
    assert found.closest == ()
    assert len({one.skill.id for one in found.found}) == len(found.found)


def test_all_skills_that_share_a_name_are_found() -> None:
    owners: dict[str, set[str]] = {}
    for skill in load_taxonomy():
        for name in skill.names:
            owners.setdefault(name, set()).add(skill.id)
    shared = {name: skills for name, skills in owners.items() if len(skills) > 1}
    assert len(shared) > 5
    for name, skills in shared.items():
        assert skills <= {one.skill.id for one in look_up(name).found}, name


def test_what_is_not_there_gives_the_closest_names() -> None:
    nothing = look_up("pythn lang")
    assert nothing.found == ()
    assert nothing.closest[0] == "Python language"
    assert 1 < len(nothing.closest) <= 5
    assert look_up("qqqq zzzz").closest == ()


@pytest.mark.parametrize("term", ["", " ", "!!", "\x00", "machine shops of the moon"])
def test_what_names_nothing(term: str) -> None:
    assert look_up(term).found == ()


def test_a_single_word_is_taken_strictly() -> None:
    assert "machining" in {one.skill.id for one in look_up("machining").found}
    assert "machining" not in {one.skill.id for one in look_up("machine").found}


def test_closest_names_come_best_first() -> None:
    names = ["Python", "Pythagoras", "python language", "Java"]
    assert closest("pythn language", names, 2)[0] == "python language"
    assert closest("pythn language", names, 1) == ["python language"]
    assert closest("quaff", names, 3) == []


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(term: str) -> None:
    found = look_up(term)
    assert not (found.found and found.closest)
    lookup_facts(found)
    json.loads(lookup_json(found))


def test_every_name_is_found() -> None:
    taxonomy = load_taxonomy()
    sample = sorted(taxonomy.skills)[::97]
    assert len(sample) > 50
    for skill_id in sample:
        for name in taxonomy[skill_id].names:
            assert skill_id in {one.skill.id for one in look_up(name).found}, name


# Showing


def test_the_facts_of_a_skill() -> None:
    (skill,) = lookup_facts(look_up("Postgres")).skills
    assert (skill.id, skill.name, skill.kind, skill.how, skill.found_by) == (
        "postgresql",
        "PostgreSQL",
        "tool",
        "alias",
        "Postgres",
    )
    assert skill.groups == ("Computer and mathematical",)
    assert "SQL" in {other.name for other in skill.implies}
    assert "postgis" in {other.id for other in skill.implied_by}
    assert skill.guard is None


def test_a_guard_is_said_in_plain_words() -> None:
    guard = lookup_facts(look_up("Go")).skills[0].guard
    assert guard is not None
    assert guard.says.startswith(
        '"Go" counts only written just so, in a list of skills or near one of these words: api, '
    )
    assert '; never as part of "go to", ' in guard.says
    sap = lookup_facts(look_up("SAP")).skills[0].guard
    assert sap is not None
    assert sap.says.startswith('"SAP" counts only written just so; never as part of ')


def test_every_guard_has_words() -> None:
    seen = 0
    for skill in load_taxonomy():
        if skill.guard:
            facts = next(one for one in lookup_facts(look_up(skill.id)).skills if one.id == skill.id)
            assert facts.guard
            assert re.match(r'".+" counts (only|as it stands)', facts.guard.says), skill.id
            seen += 1
            if seen == 100:
                break
    assert seen == 100


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_the_page(width: int, colour: bool) -> None:
    page = render_lookup(look_up("sql"), Screen(width, colour))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", page)
    assert plain.startswith("SQL")
    assert re.search(
        r"^  Implied by  .*and \d+ more \(--format json\)$", plain.replace("\n              ", " "), re.MULTILINE
    )
    assert max(map(len, plain.splitlines())) <= width
    assert plain.isascii()


def test_groups_of_the_bundled_skills_have_titles() -> None:
    groups = {group for skill in load_taxonomy() for group in skill.groups}
    assert groups == set(group_titles())
    assert len(groups) == 22


def test_a_users_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    own = tmp_path / "mine.jsonl"
    own.write_text(json.dumps({"id": "zym", "name": "Zymurgy\u202e\u2066", "kind": "domain"}))
    assert "\u202e" not in render_lookup(look_up("zym", taxonomy=own), Screen())


# The commands


def called(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"id": "zymurgy", "name": "Zymurgy", "kind": "domain", "implies": ["python"]}\n')
    return path


@pytest.fixture
def settings(mine: Path) -> Path:
    path = mine.parent / "resumefit.toml"
    path.write_text('taxonomy = ["mine.jsonl"]\n')
    return path


def test_lookup_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "taxonomy", "lookup", "project", "managment")
    assert (code, err) == (0, "")
    assert out.startswith("Project management  hard skill  project-management  (if that is a slip for")
    code, out, _ = called(capsys, "taxonomy", "lookup", "Postgres", "-f", "json")
    facts = json.loads(out)
    assert (code, facts["schema_version"], facts["skills"][0]["id"]) == (0, 1, "postgresql")


def test_lookup_of_nothing_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "taxonomy", "lookup", "pythn lang")
    assert (code, out) == (1, "")
    assert err.startswith('resumefit: "pythn lang" is in no skill\'s names; written most like it: Python language, ')
    assert err.count("\n") == 1
    code, out, _ = called(capsys, "taxonomy", "lookup", "pythn lang", "--format", "json")
    assert code == 1
    assert json.loads(out)["skills"] == []
    assert "Python language" in json.loads(out)["closest"]
    assert "none" in called(capsys, "taxonomy", "lookup", "qqqq zzzz")[2]
    assert called(capsys, "taxonomy", "lookup")[0] == 2


def test_own_skills_by_option_and_by_settings(capsys: pytest.CaptureFixture[str], mine: Path, settings: Path) -> None:
    assert called(capsys, "taxonomy", "lookup", "zymurgy")[0] == 1
    for more in (("--taxonomy", mine), ("-c", settings)):
        code, out, _ = called(capsys, "taxonomy", "lookup", "zymurgy", *more)
        assert code == 0
        assert "Python" in out
    other = mine.parent / "other.jsonl"
    other.write_text('{"id": "zymurgy", "aliases": ["brewing lore"]}')
    assert called(capsys, "taxonomy", "lookup", "brewing lore", "-c", settings, "--taxonomy", other)[0] == 0
    posting = mine.parent / "posting.txt"
    posting.write_text("Brewer\n\nRequirements\n- Zymurgy\n- You know brewing lore\n")
    for more in (("--taxonomy", mine), ("-c", settings)):
        _, out, _ = called(capsys, "keywords", posting, "-f", "json", *more)
        skills = {one["skill"] for asked in json.loads(out)["requirements"] for one in asked["keywords"]}
        assert "zymurgy" in skills
    _, out, _ = called(capsys, "match", RESUME, posting, "-f", "json", "--taxonomy", mine, "--as-of", "2026-11-01")
    assert "zymurgy" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("match", RESUME, POSTING),
        ("keywords", POSTING),
        ("taxonomy", "lookup", "sql"),
        ("taxonomy", "import", "esco", "skills.csv"),
        ("taxonomy", "import", "onet", "tools.txt"),
    ],
)
def test_a_wrong_file_exits_with_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("skills.csv").write_text(table(SKILLS, concept("u:1", "gild harpsichords")))
    Path("tools.txt").write_text(table(TOOLS, ("15-1252.00", "Zorbulator", "1", "x"), separator="\t"))
    Path("wrong.jsonl").write_text('\n{"id": "zym", "name": "Zym", "kind": "beer"}\n')
    code, out, err = called(capsys, *arguments, "--taxonomy", "wrong.jsonl")
    assert (code, out) == (2, "")
    assert err.startswith("resumefit: wrong.jsonl, line 2: unknown kind 'beer'")
    assert err.count("\n") == 1
    code, _, err = called(capsys, *arguments, "--taxonomy", "nosuch.jsonl")
    assert (code, "nosuch.jsonl: can't be read" in err) == (2, True)


def test_imports_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    skills, tools, made, more = (tmp_path / name for name in ("s.csv", "t.txt", "esco.jsonl", "onet.jsonl"))
    skills.write_text(table(SKILLS, concept("u:1", "gild harpsichords"), concept("u:2", "slot"), concept("u:3", "SQL")))
    tools.write_text(table(TOOLS, ("15-1252.00", "Gilded harpsichords", "1", "x"), separator="\t"))
    code, out, err = called(capsys, "taxonomy", "import", "esco", skills, "-o", made)
    assert (code, out) == (0, "")
    assert err.startswith("resumefit: 3 concepts read: 1 joined, 1 added, 1 left out (ambiguous one-word labels);")
    assert called(capsys, "taxonomy", "lookup", "gilding harpsichords", "--taxonomy", made)[0] == 0
    code, out, err = called(capsys, "taxonomy", "import", "onet", tools, "--taxonomy", made)
    assert (code, out) == (0, "")
    assert "1 concepts read: 1 joined" in err
    code, out, err = called(capsys, "taxonomy", "import", "onet", tools, "-o", more)
    assert json.loads(more.read_text())["id"] == "onet-gilded-harpsichords"


@pytest.mark.parametrize(("name", "code"), [("nosuch.csv", 3), ("jobs.csv", 3), (".", 3)])
def test_an_import_of_something_else_exits_with_3(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, code: int
) -> None:
    (tmp_path / "jobs.csv").write_text("job,pay\nbaker,12\n")
    for body in ("esco", "onet"):
        got, out, err = called(capsys, "taxonomy", "import", body, tmp_path / name)
        assert (got, out, err.count("\n")) == (code, "", 1)


def test_an_import_never_writes_over_its_inputs(capsys: pytest.CaptureFixture[str], mine: Path, settings: Path) -> None:
    tools = mine.parent / "t.txt"
    tools.write_text(table(TOOLS, ("15-1252.00", "Zorbulator", "1", "x"), separator="\t"))
    before: dict[Path, Any] = {path: path.read_bytes() for path in (tools, mine)}
    for output in (tools, mine):
        assert called(capsys, "taxonomy", "import", "onet", tools, "-c", settings, "-o", output)[0] == 2
    assert before == {path: path.read_bytes() for path in before}


def test_every_command_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for name in ("", " lookup", " import", " import esco", " import onet"):
        assert f"## resumefit taxonomy{name}\n" in page
