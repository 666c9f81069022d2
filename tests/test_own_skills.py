"""A user's own skills: what a file may say, what it changes, and that every fault is one line with its place."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resumefit
from resumefit.config import load_config
from resumefit.errors import ConfigError, UsageError
from resumefit.language.mentions import find_mentions, skill_finder
from resumefit.language.own_skills import is_name, own_lines
from resumefit.language.taxonomy import load_taxonomy, taxonomy_paths

ZYMURGY: dict[str, Any] = {"id": "zymurgy", "name": "Zymurgy", "kind": "domain"}
RESUME = """Ada Crumb
ada@crumb.example

Work experience
Brewer, Mill & Stone Brewery, Jan 2019 - Present
Ran the zymurgics laboratory, trained two apprentices and kept the records of every batch that left the house.
Skills: Python, fermentation control, cellar work
"""
POSTING = """Brewer
Mill & Stone is hiring a brewer.
Requirements
- Experience in zymurgy
- Python
- You keep good records
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*lines: str | dict[str, Any], name: str = "mine.jsonl") -> Path:
        path = tmp_path / name
        texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_text("\n".join(texts) + "\n", "utf-8")
        return path

    return written


# What a file changes


def test_a_new_skill_is_found_and_matched(write: Write) -> None:
    own = write({**ZYMURGY, "aliases": ["zymurgics"], "implies": ["record-keeping"]})
    assert "zymurgy" in load_taxonomy(own).skills
    assert {m.skill for m in find_mentions("Taught zymurgy.", taxonomy=own)} == {"zymurgy"}
    assert not {m.skill for m in find_mentions("Taught zymurgy.")} & {"zymurgy"}
    posting = resumefit.read_posting(text=POSTING, taxonomy=own)
    assert "zymurgy" in {keyword.skill for keyword in posting.keywords}
    resume = resumefit.read_resume(text=RESUME, taxonomy=str(own))
    report = resumefit.match(resume, posting, taxonomy=[own])
    how = {match.requirement.label: match.how for match in report.matches}
    assert how["Zymurgy"] == "alias"
    assert resumefit.match(RESUME.encode(), POSTING.encode(), taxonomy=iter([own])).score.total == report.score.total


def test_what_was_read_with_other_skills_is_an_error(write: Write) -> None:
    own = write({**ZYMURGY, "aliases": ["zymurgics"]})
    resume = resumefit.read_resume(text=RESUME, taxonomy=own)
    with pytest.raises(UsageError, match=r"zymurgy.*taxonomy="):
        resumefit.match(resume, POSTING.encode())


def test_a_line_of_the_same_skill_adds_to_it(write: Write) -> None:
    bundled = load_taxonomy()["postgresql"]
    own = write(
        ZYMURGY,
        {
            "id": "postgresql",
            "name": "postgreSQL",  # in whatever case
            "kind": bundled.kind,
            "aliases": ["Pogres", "POSTGRES"],
            "groups": ["food"],
            "implies": ["zymurgy"],
            "related": ["python"],
        },
    )
    taxonomy = load_taxonomy(own)
    merged = taxonomy["postgresql"]
    assert merged.name == bundled.name
    assert merged.aliases == (*bundled.aliases, "Pogres")
    assert merged.groups == (*bundled.groups, "food")
    assert merged.implies == (*bundled.implies, "zymurgy")
    assert merged.related == (*bundled.related, "python")
    assert merged.guard == bundled.guard
    assert taxonomy.added == (("zymurgy", "Zymurgy"), ("postgresql", "Pogres"))
    assert taxonomy.replaced == frozenset()
    assert "zymurgy" in taxonomy.implied_by("postgis")
    assert "postgis" in taxonomy.implying("zymurgy")
    assert {"zymurgy", "pogres", "python"} <= taxonomy.words
    assert {m.skill for m in find_mentions("Pogres and Postgres.", taxonomy=own)} == {"postgresql"}


def test_name_and_kind_may_be_left_out_where_there_is_a_skill(write: Write) -> None:
    taxonomy = load_taxonomy(write({"id": "python", "aliases": ["Serpent script"]}))
    assert taxonomy["python"].names == (*load_taxonomy()["python"].names, "Serpent script")


@pytest.mark.parametrize("change", [{"name": "Serpent handling"}, {"kind": "activity"}])
def test_another_name_or_kind_replaces_the_skill(write: Write, change: dict[str, str]) -> None:
    bundled = load_taxonomy()["python"]
    own = write({"id": "python", "name": "Python", "kind": bundled.kind, "aliases": ["snakes of size"], **change})
    taxonomy = load_taxonomy(own)
    assert taxonomy["python"].aliases == ("snakes of size",)
    assert taxonomy["python"].implies == ()
    assert taxonomy.replaced == {"python"}
    assert dict.fromkeys(taxonomy["python"].names, "python") == {name: skill for skill, name in taxonomy.added}
    found = {m.skill for m in find_mentions("Python 3, and snakes of size.", taxonomy=own)}
    assert "python" in found
    assert ("Python 3" in {m.label for m in find_mentions("Python 3", taxonomy=own)}) is False
    gone = {skill.id for skill, _ in skill_finder(own).named(bundled.aliases[0])}
    assert "python" not in gone


def test_a_new_guard_goes_before_the_old_one(write: Write) -> None:
    own = write({"id": "go", "guard": {"forms": ["Go"], "with": ["gopher"]}})
    guard = load_taxonomy(own)["go"].guard
    assert guard is not None
    assert guard.near == {"gopher"}
    assert not guard.case


def test_files_join_in_the_order_given(write: Write) -> None:
    first = write(ZYMURGY, name="first.jsonl")
    second = write({"id": "zymurgy", "aliases": ["brewing lore"]}, name="second.jsonl")
    assert load_taxonomy(first, second)["zymurgy"].names == ("Zymurgy", "brewing lore")
    with pytest.raises(ConfigError, match=r"second\.jsonl, line 1: the name is missing"):
        load_taxonomy(second, first)


def test_a_changed_file_is_read_again(write: Write) -> None:
    path = write(ZYMURGY)
    assert "zymurgy" in load_taxonomy(path).skills
    assert load_taxonomy(path) is load_taxonomy(path)
    assert skill_finder(path) is skill_finder(path)
    write({"id": "zymology", "name": "Zymology", "kind": "domain"})
    os.utime(path, ns=(1, 1))
    assert "zymurgy" not in load_taxonomy(path).skills
    assert "zymology" in {m.skill for m in find_mentions("Zymology", taxonomy=path)}


def test_the_bundled_taxonomy_stays_as_it_is(write: Write) -> None:
    before = load_taxonomy()["python"]
    load_taxonomy(write(ZYMURGY, {"id": "python", "aliases": ["Serpent script"], "implies": ["zymurgy"]}))
    assert load_taxonomy()["python"] is before
    assert load_taxonomy().added == ()


def test_an_empty_file_and_blank_lines_change_nothing(write: Write) -> None:
    assert load_taxonomy(write("", "  ", "")).added == ()


def test_what_editors_write_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ZYMURGY).encode() + b"\r\n\r\n")
    assert load_taxonomy(path).added == (("zymurgy", "Zymurgy"),)
    line = json.dumps({**ZYMURGY, "aliases": ["zymurgy\u2028lore"]}, ensure_ascii=False)  # a line end to str.splitlines
    path.write_text(line, "utf-8")
    assert load_taxonomy(path)["zymurgy"].aliases == ("zymurgy lore",)


# Where it is named


def test_the_settings_file_names_files_from_its_own_folder(write: Write, tmp_path: Path) -> None:
    own = write(ZYMURGY)
    settings = tmp_path / "resumefit.toml"
    settings.write_text('taxonomy = ["mine.jsonl"]\n\n[weights]\ntitle = 9\n')
    config = load_config(settings)
    assert config.taxonomy == (own,)
    assert config.weights.title == 9
    other = tmp_path / "other.jsonl"
    assert taxonomy_paths(other, config) == (own, other)
    assert taxonomy_paths([str(other)]) == (other,)
    assert taxonomy_paths(()) == ()
    posting = resumefit.read_posting(text=POSTING, config=config)
    assert "zymurgy" in {keyword.skill for keyword in posting.keywords}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            'taxonomy = "mine.jsonl"',
            r'resumefit\.toml: taxonomy: .*no list of files; write taxonomy = \["mine\.jsonl"\]',
        ),
        ("taxonomy = [1]", "taxonomy"),
        ('taxonomy = [""]', "taxonomy"),
        ("[taxonomy]\nfiles = 1", "taxonomy"),
        ('[limits]\npages = 3\ntaxonomy = ["mine.jsonl"]', r"limits\.taxonomy; it stands at the head of the file"),
    ],
)
def test_a_wrong_setting_is_an_error(tmp_path: Path, text: str, says: str) -> None:
    settings = tmp_path / "resumefit.toml"
    settings.write_text(text)
    with pytest.raises(ConfigError, match=says) as caught:
        load_config(settings)
    assert "\n" not in str(caught.value)


# Faults


def own(**more: Any) -> dict[str, Any]:
    return {**ZYMURGY, **more}


FAULTS: list[tuple[str | dict[str, Any], str]] = [
    ("{", "not JSON"),
    ('{"id": "zymurgy" "name": 1}', "not JSON .*column 18"),
    ("[]", "not a skill"),
    ("7", "not a skill"),
    ("[" * 100_000, "not a skill"),
    ('{"id": ' + "9" * 5000 + "}", "not a skill"),
    ("{}", "the id is missing"),
    ({"id": "zymurgy", "kind": "domain"}, "the name is missing"),
    ({"id": "zymurgy", "name": "Zymurgy"}, "the kind is missing"),
    ({"id": "python", "kind": "activity"}, "the name is missing"),
    (own(id=7), "id: 7 is no text"),
    (own(id=""), "id: '' names nothing"),
    (own(name=" - "), "name: ' - ' names nothing"),
    (own(name=None), "name: None is no text"),
    (own(name="Zy\u001b[2Jmurgy"), "names nothing"),
    (own(kind="wizardry"), "unknown kind 'wizardry'; known are hard_skill, tool"),
    (own(alias=["x"]), "unknown key alias; known are id, name, kind"),
    (own(aliases="brewing"), "aliases: 'brewing' is no list of texts"),
    (own(aliases=[1]), "aliases: 1 is no text"),
    (own(aliases=["\ud800"]), "names nothing"),
    (own(groups=["brewing"]), "unknown group 'brewing'; known are management, business"),
    (own(implies=["pythn"]), "implies: 'pythn' is not in the taxonomy; is it python"),
    (own(related=["qqqqqqqqqqqq"]), "related: 'qqqqqqqqqqqq' is not in the taxonomy$"),
    (own(implies=["zymurgy"]), "implies: zymurgy refers to itself"),
    (own(related=["zymurgy"]), "related: zymurgy refers to itself"),
    (own(aliases=["Postgres"]), r"'Postgres' is a name of postgresql \(PostgreSQL\), too"),
    (own(aliases=["pOSTGRES"]), "'pOSTGRES' is a name of postgresql"),
    (own(aliases=["Go"]), r"'Go' is a name of go \(Go\), too"),
    (own(aliases=["Postgres"], guard={"forms": ["Postgres"], "with": ["brew"]}), "'Postgres' is a name of postgresql"),
    ({"id": "python", "aliases": ["Java"]}, "'Java' is a name of java"),
    (own(guard=[]), "guard: .* is no object"),
    (own(guard={}), "guard.forms is missing"),
    (own(guard={"forms": []}), "guard.forms is missing"),
    (own(guard={"forms": ["Zymurgy"], "near": ["x"]}), "unknown key guard.near; known are forms, case, with"),
    (own(guard={"forms": ["Zymurgy"], "case": "yes"}), "guard.case: 'yes' is neither true nor false"),
    (own(guard={"forms": ["Zymurgy"], "with": "beer"}), "guard.with: 'beer' is no list"),
    (own(guard={"forms": ["Beer"]}), "guard.forms: 'Beer' is no name of zymurgy"),
]


@pytest.mark.parametrize(("line", "says"), FAULTS, ids=[says for _, says in FAULTS])
def test_every_fault_is_one_line_with_its_place(write: Write, line: str | dict[str, Any], says: str) -> None:
    path = write({"id": "first", "name": "First of all skills", "kind": "tool"}, "", line)
    with pytest.raises(ConfigError, match=says) as caught:
        load_taxonomy(path)
    message = str(caught.value)
    assert message.startswith("mine.jsonl, line 3: ")
    assert "\n" not in message
    assert "\x1b" not in message
    assert caught.value.exit_code == 2
    assert len(message) < 300


def test_a_guard_on_both_lets_two_skills_share_a_name(write: Write) -> None:
    path = write(own(aliases=["Go"], guard={"forms": ["Go"], "with": ["brewery"]}))
    assert load_taxonomy(path)["zymurgy"].guards("GO")
    found = {m.skill for m in find_mentions("At the brewery we played Go.", taxonomy=path)}
    assert "zymurgy" in found


def test_taking_a_guard_away_from_a_shared_name_is_an_error(write: Write) -> None:
    shared = next(
        (skill, name)
        for skill in load_taxonomy()
        for name in skill.aliases
        if sum(other.guards(name) for other in load_taxonomy()) > 1
    )
    skill, name = shared
    other = next(one for one in skill.names if one.lower() != name.lower())
    with pytest.raises(ConfigError, match=r"line 1: .* is a name of"):
        load_taxonomy(write({"id": skill.id, "guard": {"forms": [other]}}))


def test_the_same_id_twice_in_a_file_is_an_error(write: Write) -> None:
    with pytest.raises(ConfigError, match=r"mine\.jsonl, line 3: the id 'zymurgy' stands in line 1 already"):
        load_taxonomy(write(ZYMURGY, "", ZYMURGY))


def test_two_own_skills_with_one_name_are_an_error(write: Write) -> None:
    with pytest.raises(ConfigError, match=r"line 2: 'zymurgy' is a name of zymurgy \(Zymurgy\)"):
        load_taxonomy(
            write(ZYMURGY, {"id": "brewing-lore", "name": "Brewing lore", "kind": "domain", "aliases": ["zymurgy"]})
        )


@pytest.mark.parametrize(
    "implies",
    [
        {"a1": ["b1"], "b1": ["a1"]},
        {"a1": ["b1"], "b1": ["c1"], "c1": ["b1"]},
        {"a1": ["postgresql"], "sql": ["a1"]},
        {"sql": ["postgis"]},
    ],
)
def test_a_ring_of_implications_is_an_error(write: Write, implies: dict[str, list[str]]) -> None:
    known = load_taxonomy().skills
    lines = [
        {"id": skill, "implies": others} | ({} if skill in known else {"name": f"Skill {skill}", "kind": "tool"})
        for skill, others in implies.items()
    ]
    with pytest.raises(ConfigError, match=r"mine\.jsonl, line \d: implies: (\S+) > .* is a ring"):
        load_taxonomy(write(*lines))


def test_a_long_chain_of_implications_is_no_ring(write: Write) -> None:
    lines = [
        {"id": f"c{n}", "name": f"Chain link {n}", "kind": "tool", "implies": [f"c{n + 1}"] if n < 3000 else ["sql"]}
        for n in range(3001)
    ]
    taxonomy = load_taxonomy(write(*lines))
    assert len(taxonomy.implied_by("c0")) >= 3001


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"id": "a", "name": "A skill of mine", "kind": "tool"}\n{"id": "b", "name": "\xff"}', "line 2: not UTF-8"),
        (json.dumps(ZYMURGY).encode("utf-16"), "line 1: not UTF-8"),
        (b"\x00\x00\x00", "line 1: not JSON"),
        (b"PK\x03\x04\x14\x00", "line 1: not JSON"),
    ],
)
def test_bytes_that_are_no_such_file(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=rf"mine\.jsonl, {says}"):
        load_taxonomy(path)


@pytest.mark.parametrize("name", ["nosuch.jsonl", ".", "no\0such"])
def test_no_such_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="can't be read") as caught:
        load_taxonomy(tmp_path / name)
    assert caught.value.exit_code == 2


# Properties

PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(is_name)


def said_of(path: Path) -> str:
    """What is wrong with a file; "" for nothing."""
    try:
        load_taxonomy(path)
    except ConfigError as error:
        return str(error)
    return ""


@given(st.binary(max_size=200))
def test_any_bytes_are_skills_or_one_line(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("own") / "mine.jsonl"
    path.write_bytes(content)
    assert said_of(path) == "" or said_of(path).startswith("mine.jsonl, line ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["id", "name", "kind", "aliases", "implies", "groups", "guard"]), JSON))
def test_any_object_is_a_skill_or_one_line(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("own") / "mine.jsonl"
    path.write_text(json.dumps(data), "utf-8")
    assert said_of(path) == "" or said_of(path).startswith("mine.jsonl, line 1: ")


@given(st.lists(PLAIN, max_size=4, unique_by=str.lower))
def test_a_line_keeps_what_it_says(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("own") / "mine.jsonl"
    path.write_text(json.dumps(own(aliases=[f"zymurgist {name}" for name in names])), "utf-8")
    (line,) = own_lines(path)
    assert line.names == ("Zymurgy", *(" ".join(f"zymurgist {name}".split()) for name in names))
    assert set(load_taxonomy(path)["zymurgy"].names) <= set(line.names)


# The docs


def test_the_lines_in_the_docs_are_such_a_file(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    (block,) = re.findall(r"```json\n(.*?)```", (root / "docs" / "python.md").read_text("utf-8"), re.DOTALL)
    examples = re.findall(r'^ +(\{"id".*\})$', (root / "docs" / "cli.md").read_text("utf-8"), re.MULTILINE)
    assert (block.count('"id"'), len(examples)) == (4, 2)
    for number, text in enumerate((block, "\n".join(examples))):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(text, "utf-8")
        assert "zymurgy" in load_taxonomy(path).skills
