"""The taxonomy, tested like code: its files, its references, its names and its guards."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

import resumefit
from resumefit.errors import ConfigError
from resumefit.language.mentions import SkillFinder, find_mentions, skill_finder
from resumefit.language.nlp import norms_of
from resumefit.language.taxonomy import SkillKind, load_taxonomy, parse_skills

FOLDER = Path(resumefit.__file__).parent / "data" / "skills"
GROUPS = frozenset(
    """management business computer engineering science community legal education arts healthcare healthcare-support
    protective food grounds personal-care sales office farming construction repair production transport""".split()
)
KEYS = frozenset(("id", "name", "kind", "groups", "aliases", "implies", "related", "shown_by", "guard"))
GUARD_KEYS = frozenset(("forms", "case", "with", "without", "yes", "no"))
Row = dict[str, Any]


@cache
def files() -> dict[str, tuple[Row, ...]]:
    return {
        path.name: tuple(json.loads(line) for line in path.read_text("utf-8").splitlines())
        for path in sorted(FOLDER.glob("*.jsonl"))
    }


def rows() -> list[Row]:
    return [row for skills in files().values() for row in skills]


def guarded() -> list[Row]:
    return [row for row in rows() if row.get("guard")]


def test_there_are_files_and_skills() -> None:
    assert len(files()) >= len(GROUPS)
    assert len(rows()) >= 1500
    assert len(load_taxonomy()) == len(rows())
    assert len(guarded()) >= 100


def test_files_are_sorted_and_have_no_blank_lines() -> None:
    for name, skills in files().items():
        ids = [row["id"] for row in skills]
        assert ids == sorted(ids), name
        assert "\n\n" not in (FOLDER / name).read_text("utf-8")


def test_ids_are_unique_and_plain() -> None:
    counts = Counter(row["id"] for row in rows())
    assert not [skill for skill, count in counts.items() if count > 1]
    assert not [
        skill
        for skill in counts
        if skill != skill.lower() or not skill.replace("-", "").isalnum() or not skill.isascii()
    ]


def test_rows_have_known_keys_and_kinds() -> None:
    assert not [row["id"] for row in rows() if row.keys() - KEYS or not {"id", "name", "kind", "groups"} <= row.keys()]
    assert {row["kind"] for row in rows()} <= set(get_args(SkillKind))
    assert not [row["id"] for row in guarded() if row["guard"].keys() - GUARD_KEYS]


def test_every_group_is_known_and_large_enough() -> None:
    sizes = Counter(group for row in rows() for group in row["groups"])
    assert set(sizes) == GROUPS
    assert min(sizes.values()) > 50, sizes.most_common()[-5:]


def test_references_resolve_and_are_no_loops() -> None:
    ids = {row["id"] for row in rows()}
    seen = 0
    for row in rows():
        for other in (*row.get("implies", ()), *row.get("related", ())):
            assert other in ids, (row["id"], other)
            assert other != row["id"]
            seen += 1
    assert seen > 1000


def test_implies_has_no_cycles() -> None:
    taxonomy = load_taxonomy()
    implied = {skill.id: taxonomy.implied_by(skill.id) for skill in taxonomy}
    assert sum(map(len, implied.values())) > 1000
    assert not [skill for skill, others in implied.items() if skill in others]


def test_implied_by_is_transitive() -> None:
    taxonomy = load_taxonomy()
    assert "sql" in taxonomy.implied_by("postgresql")
    for skill in taxonomy:
        for other in taxonomy.implied_by(skill.id):
            assert taxonomy.implied_by(other) <= taxonomy.implied_by(skill.id)


def test_a_skill_does_not_name_itself_twice() -> None:
    names = {row["id"]: [name.lower() for name in (row["name"], *row.get("aliases", ()))] for row in rows()}
    assert not [skill for skill, own in names.items() if len(set(own)) < len(own)]


def shared_names() -> dict[str, list[str]]:
    """Name -> the skills that claim it without a guard, of the names that more than one skill claims."""
    owners: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for row in rows():
        forms = {form.lower() for form in row.get("guard", {}).get("forms", ())}
        for name in (row["name"], *row.get("aliases", ())):
            owners[name.lower()][row["id"]] = name.lower() in forms
    return {
        name: sorted(skill for skill, guard in claims.items() if not guard)
        for name, claims in owners.items()
        if len(claims) > 1
    }


def test_a_name_belongs_to_one_skill_unless_guarded() -> None:
    shared = shared_names()
    assert len(shared) > 5
    assert not {name: owners for name, owners in shared.items() if owners}


def test_no_name_is_empty_or_padded() -> None:
    names = [name for row in rows() for name in (row["name"], *row.get("aliases", ()))]
    assert not [name for name in names if not norms_of(name) or name != " ".join(name.split())]


@pytest.mark.usefixtures("rules_alone")
def test_names_are_found_in_text() -> None:
    """Every name of a skill without a guard is found where it stands alone, as that skill or one that shares the name."""
    lost = []
    for row in rows():
        guard = {form.lower() for form in row.get("guard", {}).get("forms", ())}
        if row["name"].lower() not in guard and not {m.skill for m in find_mentions(row["name"])}:
            lost.append(row["name"])
    assert len(lost) <= len(rows()) // 200, lost


# Guards


def test_guards_have_sentences_both_ways() -> None:
    assert not [row["id"] for row in guarded() if not row["guard"].get("yes") or not row["guard"].get("no")]


def test_guards_guard_names_that_are_there() -> None:
    stray = [
        (row["id"], form)
        for row in guarded()
        for form in row["guard"]["forms"]
        if form.lower() not in {name.lower() for name in (row["name"], *row.get("aliases", ()))}
    ]
    assert not stray


def seen_in(sentence: str) -> set[str | None]:
    return {mention.skill for mention in find_mentions(sentence)}


def wrong_sentences(key: str) -> list[tuple[str, str, str]]:
    """(file, skill, sentence) of the guards' sentences that the finder judges otherwise than their author."""
    return [
        (name, row["id"], sentence)
        for name, skills in files().items()
        for row in skills
        if row.get("guard")
        for sentence in row["guard"][key]
        if (row["id"] in seen_in(sentence)) != (key == "yes")
    ]


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize("key", ["yes", "no"])
def test_nearly_all_guards_judge_as_their_author_did(key: str) -> None:
    sentences = sum(len(row["guard"][key]) for row in guarded())
    wrong = wrong_sentences(key)
    assert sentences > 500
    assert len(wrong) <= 0.05 * sentences, wrong


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize("key", ["yes", "no"])
def test_all_guards_judge_as_their_author_did(key: str) -> None:
    assert not wrong_sentences(key)


# Loading


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "mine.jsonl"
    own.write_text(
        '{"id": "zymurgy", "name": "Zymurgy", "kind": "hard_skill", "implies": ["python"]}\n'
        '\n{"id": "python", "name": "Pythonic arts", "kind": "method"}\n'
    )
    taxonomy = load_taxonomy(own)
    assert len(taxonomy) == len(load_taxonomy()) + 1
    assert taxonomy["python"].name == "Pythonic arts"
    assert taxonomy.implied_by("zymurgy") == {"python"}
    assert "zymurgy" in taxonomy.words


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        '{"id": "a"}',
        '{"id": "a", "name": "A", "kind": "wizardry"}',
        '{"id": "a", "name": "A", "kind": "tool", "guard": {}, "aliases": 7}',
    ],
)
def test_a_wrong_line_is_an_error_with_its_place(line: str) -> None:
    with pytest.raises(ConfigError, match=r"mine\.jsonl, line 2"):
        list(parse_skills(["", line], "mine.jsonl"))


def test_an_unknown_reference_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "mine.jsonl"
    own.write_text('{"id": "zymurgy", "name": "Zymurgy", "kind": "hard_skill", "implies": ["no-such-skill"]}\n')
    with pytest.raises(ConfigError, match="no-such-skill"):
        load_taxonomy(own)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa"])
def test_an_unreadable_file_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    own = tmp_path / "mine.jsonl"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(ConfigError):
        load_taxonomy(own)


def test_the_finder_is_built_once() -> None:
    assert skill_finder() is skill_finder()
    assert isinstance(skill_finder(), SkillFinder)


def test_the_wordings_that_show_a_skill() -> None:
    """Short, each once, no name of the skill itself, and none so plain that every resume has it."""
    plain = {
        "report",
        "customer",
        "planning",
        "team",
        "project",
        "management",
        "training",
        "support",
        "service",
        "data",
    }
    shown = {row["id"]: row["shown_by"] for row in rows() if "shown_by" in row}
    assert len(shown) > 1000
    assert not {
        skill: words for skill, words in shown.items() if len({" ".join(norms_of(w)) for w in words}) < len(words)
    }
    assert not [(skill, w) for skill, words in shown.items() for w in words if not 1 <= len(w.split()) <= 6]
    assert not [(skill, w) for skill, words in shown.items() for w in words if w.lower() in plain]
    names = {row["id"]: {" ".join(norms_of(n)) for n in (row["name"], *row.get("aliases", ()))} for row in rows()}
    assert not [(skill, w) for skill, words in shown.items() for w in words if " ".join(norms_of(w)) in names[skill]]
