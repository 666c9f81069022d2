"""Other bodies' lists: files in the form of ESCO's and O*NET's downloads, with concepts made up for these tests."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import ConfigError, DamagedError, FileTypeError, NotFoundError, UndecodableError
from resumefit.language.mentions import find_mentions, skill_finder
from resumefit.language.nlp import tokenize
from resumefit.language.own_skills import is_name
from resumefit.language.patterns import data_table
from resumefit.language.taxonomies.concepts import (
    Concept,
    Imported,
    import_concepts,
    is_ambiguous,
    labels_of,
    without_qualifier,
)
from resumefit.language.taxonomies.esco import import_esco
from resumefit.language.taxonomies.onet import import_onet
from resumefit.language.taxonomies.tables import Layout, layout_of, rows_of
from resumefit.language.taxonomy import SkillKind, load_taxonomy

SKILLS = """conceptType conceptUri skillType reuseLevel preferredLabel altLabels hiddenLabels status modifiedDate scopeNote
definition inScheme description""".split()
LANGUAGES = (
    "http://data.europa.eu/esco/concept-scheme/skills, http://data.europa.eu/esco/concept-scheme/skill-language-groups"
)
SOFTWARE = ("O*NET-SOC Code", "Workplace Example", "Element ID", "Element Name", "Hot Technology", "In Demand")
TECHNOLOGY = ("O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand")
TOOLS = ("O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title")
OLD = ("O*NET-SOC Code", "T2 Type", "T2 Example", "Commodity Code", "Commodity Title")
BOOK = ("O*NET-SOC Code", "Title", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand")


def table(header: Sequence[str], *rows: Sequence[str], separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows((header, *rows))
    return text.getvalue()


def concept(uri: str, label: str, *others: str, kind: str = "skill/competence", **more: str) -> list[str]:
    cells = {
        "conceptType": "KnowledgeSkillCompetence",
        "conceptUri": uri,
        "skillType": kind,
        "reuseLevel": "sector-specific",
        "preferredLabel": label,
        "altLabels": "\n".join(others),
        "status": "released",
        "description": 'What one does,\nand "how".',
        **more,
    }
    return [cells.get(column, "") for column in SKILLS]


def esco(folder: Path, *concepts: Sequence[str], **more: Any) -> Imported:
    path = folder / "skills_en.csv"
    path.write_text(table(SKILLS, *concepts), "utf-8")
    return import_esco([path], **more)


def onet(folder: Path, header: Sequence[str], *rows: Sequence[str], separator: str = "\t") -> Imported:
    path = folder / "tools.txt"
    lines = (separator.join(row) for row in (header, *rows))  # as O*NET writes them: nothing is quoted
    path.write_text("\n".join(lines) if separator == "\t" else table(header, *rows, separator=separator), "utf-8")
    return import_onet([path])


def skills(made: Imported) -> dict[str, dict[str, Any]]:
    rows = [json.loads(line) for line in made.lines]
    return {row["id"]: row for row in rows}


def loaded(folder: Path, made: Imported) -> Path:
    path = folder / "mine.jsonl"
    path.write_text(made.text, "utf-8")
    load_taxonomy(path)
    return path


# ESCO


def test_a_concept_becomes_a_skill_with_all_its_labels(tmp_path: Path) -> None:
    made = esco(
        tmp_path,
        concept(
            "uri:1", "gild harpsichords", "harpsichord gilding", "put gold on harpsichords", hiddenLabels="goldchord"
        ),
    )
    (row,) = skills(made).values()
    assert row == {
        "id": "esco-gild-harpsichords",
        "name": "gild harpsichords",
        "kind": "hard_skill",
        "aliases": ["harpsichord gilding", "put gold on harpsichords", "goldchord"],
    }
    path = loaded(tmp_path, made)
    text = "Gilded harpsichords; harpsichord gilding; goldchords"
    assert [m.skill for m in find_mentions(text, taxonomy=path)] == ["esco-gild-harpsichords"] * 3


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"kind": "knowledge"}, "domain"),
        ({"kind": "knowledge", "label": "ZorbScript"}, "tool"),
        ({"kind": "knowledge", "label": "Dothraki", "inScheme": LANGUAGES}, "language"),
        ({"label": "write Dothraki", "reuseLevel": "transversal", "inScheme": LANGUAGES}, "language"),
        ({"reuseLevel": "transversal"}, "soft_skill"),
        ({"reuseLevel": "cross-sector"}, "hard_skill"),
        ({"reuseLevel": "sector-specific"}, "hard_skill"),
        ({"reuseLevel": "occupation-specific"}, "hard_skill"),
        ({"kind": "", "reuseLevel": ""}, "hard_skill"),
    ],
)
def test_kinds_of_concepts(tmp_path: Path, cells: dict[str, str], kind: SkillKind) -> None:
    label = cells.pop("label", "harpsichord gilding")
    (row,) = skills(esco(tmp_path, concept("uri:1", label, **cells))).values()
    assert row["kind"] == kind


def test_a_label_that_is_there_joins_the_bundled_skill(tmp_path: Path) -> None:
    made = esco(
        tmp_path,
        concept("uri:1", "Python (computer programming)", "Pythonista work", "PYTHON"),
        concept("uri:2", "managing projects", "leading of projects and such"),  # a form of a bundled name
        concept("uri:3", "SQL"),
    )
    assert skills(made) == {
        "project-management": {"id": "project-management", "aliases": ["leading of projects and such"]},
        "python": {"id": "python", "aliases": ["Pythonista work"]},
    }
    assert (made.read, made.joined, made.added, made.left_out) == (3, 3, 0, 0)
    path = loaded(tmp_path, made)
    assert load_taxonomy(path)["python"].implies == load_taxonomy()["python"].implies
    assert {m.skill for m in find_mentions("Pythonista work", taxonomy=path)} == {"python"}


def test_a_label_of_another_skill_is_left_out_and_counted(tmp_path: Path) -> None:
    made = esco(
        tmp_path,
        concept("uri:1", "gild harpsichords", "Postgres", "use databases", "harpsichord gilding"),
        concept("uri:2", "polish harpsichords", "harpsichord gilding", "polishing harpsichord"),
    )
    assert skills(made)["esco-gild-harpsichords"]["aliases"][-1] == "harpsichord gilding"
    assert "Postgres" not in made.text
    assert skills(made)["esco-polish-harpsichords"] == {
        "id": "esco-polish-harpsichords",
        "name": "polish harpsichords",
        "kind": "hard_skill",
    }
    assert made.labels_taken == 2
    loaded(tmp_path, made)


def test_main_labels_go_before_all_others(tmp_path: Path) -> None:
    made = esco(
        tmp_path, concept("uri:1", "gild harpsichords", "polish harpsichords"), concept("uri:2", "polish harpsichords")
    )
    assert "aliases" not in skills(made)["esco-gild-harpsichords"]
    assert "esco-polish-harpsichords" in skills(made)


def test_ambiguous_words_are_left_out_and_counted(tmp_path: Path) -> None:
    made = esco(
        tmp_path,
        concept("uri:1", "slot", kind="knowledge"),
        concept("uri:2", "swans", "swan", kind="knowledge"),
        concept("uri:3", "carve swans", "carving", "feather"),
        concept("uri:4", "feather", "feather a harpsichord"),
    )
    assert {row["name"] for row in skills(made).values()} == {"carve swans", "feather a harpsichord"}
    assert "feather" not in skills(made)["esco-carve-swans"].get("aliases", ())
    assert (made.read, made.added, made.left_out) == (4, 2, 2)
    assert made.summary.startswith("4 concepts read: 0 joined, 2 added, 2 left out (ambiguous one-word labels); ")
    path = loaded(tmp_path, made)
    assert not [m for m in find_mentions("A swan in the slot lost a feather.", taxonomy=path) if m.skill]


@pytest.mark.parametrize("label", ["go", "Express", "dance", "Slack", "EPIC", "teams", "x", "Q", "health"])
def test_everyday_words_are_ambiguous(label: str) -> None:
    assert is_ambiguous(label)


@pytest.mark.parametrize(
    "label", ["dancing", "machining", "zymurgy", "C++", "b2b", "go live", "Kubernetes", "AI", "plumbing", "", "harps"]
)
def test_other_words_are_not(label: str) -> None:
    assert not is_ambiguous(label)


def test_words_in_brackets_stay_where_they_tell_two_apart(tmp_path: Path) -> None:
    made = esco(
        tmp_path,
        concept("uri:1", "zorbing (leather)"),
        concept("uri:2", "zorbing (ceramics)"),
        concept("uri:3", "quaffing (beverages)"),
        concept("uri:4", "feather (computer programming)"),
    )
    names = {row["name"] for row in skills(made).values()}
    assert names == {"zorbing (leather)", "zorbing (ceramics)", "quaffing", "feather (computer programming)"}
    assert without_qualifier("(all of it)") == "(all of it)"
    loaded(tmp_path, made)


def test_relations_become_related(tmp_path: Path) -> None:
    skills_csv, relations, broader = (tmp_path / name for name in ("s.csv", "r.csv", "b.csv"))
    skills_csv.write_text(
        table(SKILLS, concept("u:1", "gild harpsichords"), concept("u:2", "mix gold leaf"), concept("u:3", "feather"))
    )
    relations.write_text(
        table(
            ("originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri"),
            ("u:1", "skill/competence", "essential", "knowledge", "u:2"),
            ("u:1", "skill/competence", "optional", "knowledge", "u:3"),  # which is left out
            ("u:1", "skill/competence", "optional", "knowledge", "u:1"),
            ("u:9", "skill/competence", "optional", "knowledge", "u:1"),
        )
    )
    broader.write_text(
        table(
            ("conceptType", "conceptUri", "conceptLabel", "broaderType", "broaderUri", "broaderLabel"),
            ("KnowledgeSkillCompetence", "u:2", "mix", "KnowledgeSkillCompetence", "u:1", "gild"),
            ("KnowledgeSkillCompetence", "u:2", "mix", "SkillGroup", "u:group", "harpsichords"),
        )
    )
    made = import_esco([relations, broader, skills_csv])
    assert skills(made)["esco-gild-harpsichords"]["related"] == ["esco-mix-gold-leaf"]
    assert skills(made)["esco-mix-gold-leaf"]["related"] == ["esco-gild-harpsichords"]
    loaded(tmp_path, made)


def test_a_collection_is_read_like_the_whole(tmp_path: Path) -> None:
    header = "conceptType conceptUri preferredLabel status skillType reuseLevel altLabels description broaderConceptUri"
    path = tmp_path / "digitalSkillsCollection_en.csv"
    row = (
        "K",
        "u:1",
        "zorb code",
        "released",
        "knowledge",
        "cross-sector",
        "zorb scripts | zorb | zorb tables",
        "",
        "u:9",
    )
    path.write_text(table(header.split(), row))
    assert skills(import_esco([path]))["esco-zorb-code"]["aliases"] == ["zorb scripts", "zorb", "zorb tables"]


def test_relations_alone_are_not_enough(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(table(("conceptUri", "broaderUri"), ("u:1", "u:2")))
    with pytest.raises(FileTypeError, match=r"none of the files holds skills; .*conceptUri, skillType, reuseLevel"):
        import_esco([path])


# O*NET


@pytest.mark.parametrize("header", [SOFTWARE, TECHNOLOGY, TOOLS, OLD, BOOK])
@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_the_files_of_every_release(tmp_path: Path, header: Sequence[str], separator: str) -> None:
    def row(code: str, example: str) -> list[str]:
        cells = {"O*NET-SOC Code": code, "T2 Type": "Tools", "Title": "Zorbers", "Commodity Code": "43211507"}
        cells |= dict.fromkeys(("Element Name", "Commodity Title"), "Zorbing software")
        cells |= dict.fromkeys(("Example", "Workplace Example", "T2 Example"), example)
        return [cells.get(column, "Y") for column in header]

    rows = (
        row("15-1252.00", "Zorbulators"),
        row("11-1011.00", "Zorbulators"),
        row("11-1021.00", "zorbulators"),
        row("55-1011.00", "Quaffing gauges"),
        row("51-4041.00", '12" zorb rules'),
    )
    made = onet(tmp_path, header, *rows, separator=separator)
    assert skills(made) == {
        "onet-12-zorb-rules": {
            "id": "onet-12-zorb-rules",
            "name": '12" zorb rules',
            "kind": "tool",
            "groups": ["production"],
        },
        "onet-quaffing-gauges": {"id": "onet-quaffing-gauges", "name": "Quaffing gauges", "kind": "tool"},
        "onet-zorbulators": {
            "id": "onet-zorbulators",
            "name": "Zorbulators",
            "kind": "tool",
            "groups": ["management", "computer"],
        },
    }
    assert {m.skill for m in find_mentions("A zorbulator", taxonomy=loaded(tmp_path, made))} == {"onet-zorbulators"}


@pytest.mark.parametrize(
    ("example", "names"),
    [
        ("Quaffing yonder system QYS software", ["Quaffing yonder system", "QYS"]),
        ("Extensible zorb language XZL", ["Extensible zorb language", "XZL"]),
        ("Zorbco Plumbus software", ["Zorbco Plumbus"]),
        ("Zorb plumbus software", ["Zorb plumbus software"]),
        ("Zorbco BI", ["Zorbco BI"]),
        ("Zorbco WAN Manager", ["Zorbco WAN Manager"]),
        ("Zorbco QXJ", ["Zorbco QXJ"]),
    ],
)
def test_how_onet_writes_names(tmp_path: Path, example: str, names: list[str]) -> None:
    (row,) = skills(onet(tmp_path, TOOLS, ("15-1252.00", example, "1", "x"))).values()
    assert [row["name"], *row.get("aliases", ())] == names


def test_an_abbreviation_of_another_skill_does_not_join(tmp_path: Path) -> None:
    made = onet(tmp_path, TOOLS, ("33-1011.00", "Carrot aided dispatching CAD software", "1", "x"))
    (row,) = skills(made).values()
    assert row == {"id": "onet-carrot-aided-dispatching", "name": "Carrot aided dispatching", "kind": "tool",
                   "groups": ["protective"]}  # fmt: skip
    assert made.labels_taken == 1


def test_two_imports_can_be_used_together(tmp_path: Path) -> None:
    first = tmp_path / "esco.jsonl"
    first.write_text(esco(tmp_path, concept("u:1", "ZorbScript", kind="knowledge")).text)
    tools = tmp_path / "tools.txt"
    tools.write_text("\n".join("\t".join(row) for row in (TOOLS, ("15-1252.00", "ZorbScript software", "1", "x"))))
    alone, joined = import_onet([tools]), import_onet([tools], taxonomy=first)
    assert (alone.added, joined.added, joined.joined) == (1, 0, 1)
    second = tmp_path / "onet.jsonl"
    second.write_text(alone.text)
    with pytest.raises(ConfigError, match=r"onet\.jsonl, line 1: 'ZorbScript' is a name of esco-zorbscript"):
        load_taxonomy(first, second)
    second.write_text(joined.text)
    load_taxonomy(first, second)


# Tables

PAIR = Layout("pairs", {"left": ("Left Hand", "Left"), "right": ("Right",), "note": ("Note", "")})


@pytest.mark.parametrize(
    "content",
    [
        b"Left,Right\na,b\n",
        b"\xef\xbb\xbfLeft;Right;Note\r\na;b;\r\n",
        b'right\tLEFT HAND\n"b"\ta',
        "Left\tRight\na\tb\n".encode("utf-16"),
        b'Left,x,Right\n\n"a",,"b",surplus\n',
        b"Left_Hand,RIGHT\na,b",
    ],
)
def test_tables_are_read_by_their_header(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert layout_of(path, [PAIR]) is PAIR
    assert list(rows_of(path, PAIR)) == [{"left": "a", "right": "b", "note": ""}]


def test_a_short_row_has_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Right,Left\nb\n\n")
    assert list(rows_of(path, PAIR)) == [{"left": "", "right": "b", "note": ""}]


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", FileTypeError, "its first line has: none"),
        (b"a,b\nc,d", FileTypeError, r"pairs \(Left Hand or Left, Right\); its first line has: a, b"),
        (b"PK\x03\x04rest", FileTypeError, "ZIP archive or a workbook"),
        (b"Left,Right\0", FileTypeError, "no text"),
        (b"Left,Right,\xff\xfe", UndecodableError, "not UTF-8"),
        (b"\xff\xfeL", UndecodableError, "not UTF-8"),
    ],
)
def test_a_file_that_is_something_else_is_one_line(
    tmp_path: Path, content: bytes, error: type[Exception], says: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(error, match=says) as caught:
        layout_of(path, [PAIR])
    assert str(caught.value).startswith("t.csv")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("tail", "error"),
    [(b'a,"' + b"x" * 200_000, DamagedError), (b"a,\xff", UndecodableError)],
)
def test_a_torn_table_is_one_line(tmp_path: Path, tail: bytes, error: type[Exception]) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"Left,Right\n" + b"a,b\n" * 50_000 + tail)
    with pytest.raises(error, match=r"^t\.csv.*$"):
        list(rows_of(path, PAIR))


@pytest.mark.parametrize("name", ["nosuch.csv", "."])
def test_no_such_table(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFoundError):
        layout_of(tmp_path / name, [PAIR])


@pytest.mark.parametrize("read", [import_esco, import_onet])
def test_the_columns_that_were_looked_for_are_named(tmp_path: Path, read: Any) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("job,pay\nbaker,12\n")
    with pytest.raises(
        FileTypeError, match=r"^jobs\.csv has not the columns that were looked for: .*(conceptUri|O\*NET-SOC)"
    ):
        read([path])


# Properties

WORD = st.text(st.sampled_from("abcdeghilmnorstuz"), min_size=2, max_size=6)
LABEL = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
ODD = st.text(st.characters(codec="utf-8"), max_size=12)
CONCEPTS = st.lists(
    st.builds(
        lambda names, kind, others, related: (names, kind, others, related),
        LABEL | ODD,
        st.sampled_from(get_args(SkillKind)),
        st.lists(LABEL | ODD, max_size=4),
        st.lists(st.integers(0, 7), max_size=3),
    ),
    max_size=8,
)


def made_of(rows: Sequence[tuple[str, SkillKind, list[str], list[int]]]) -> tuple[list[Concept], Imported]:
    concepts = [
        Concept(str(number), labels_of([label]), kind, labels_of(others), (), tuple(map(str, related)))
        for number, (label, kind, others, related) in enumerate(rows)
        if labels_of([label])
    ]
    return concepts, import_concepts(concepts, "made", skill_finder())


@given(CONCEPTS)
def test_what_is_imported_can_be_loaded_and_found(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, SkillKind, list[str], list[int]]]
) -> None:
    concepts, made = made_of(rows)
    assert made.read == len(concepts) == made.joined + made.added + made.left_out
    ids = [json.loads(line)["id"] for line in made.lines]
    assert ids == sorted(set(ids))
    path = loaded(tmp_path_factory.mktemp("made"), made)
    finder = skill_finder(path)
    lines = [json.loads(line) for line in made.lines]
    new = [line for line in lines if line["id"].startswith("made")]
    assert len(new) == made.added
    for line in lines:
        for name in (line.get("name"), *line.get("aliases", ())):
            assert name is None or not is_ambiguous(name)
            if name and name.replace(" ", "").isalpha() and name.isascii():
                assert line["id"] in {skill.id for skill, _ in finder.named(name)}, name
                assert {m.skill for m in finder.find(tokenize(name))}


@given(CONCEPTS)
def test_a_second_import_finds_everything_there(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, SkillKind, list[str], list[int]]]
) -> None:
    concepts, made = made_of(rows)
    path = loaded(tmp_path_factory.mktemp("made"), made)
    again = import_concepts(concepts, "made", skill_finder(path))
    assert again.added == 0
    assert again.left_out <= made.left_out


@given(st.lists(ODD, max_size=6))
def test_labels_are_names_each_once(texts: list[str]) -> None:
    labels = labels_of(texts)
    assert all(is_name(label) and label == " ".join(label.split()) for label in labels)
    assert len({label.lower() for label in labels}) == len(labels)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8).map(str.strip)


@given(st.lists(st.tuples(CELL, CELL).filter(any), max_size=5), st.sampled_from(",;"))
def test_any_cells_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], separator: str
) -> None:
    path = tmp_path_factory.mktemp("table") / "t.csv"
    path.write_text(table(("Left", "Right"), *rows, separator=separator), "utf-8", newline="")
    assert [(row["left"], row["right"]) for row in rows_of(path, PAIR)] == rows


def test_everyday_words_are_plain_words() -> None:
    words = [word for text in data_table("everyday.toml").values() for word in text.split()]
    assert len(set(words)) > 1500
    assert not [word for word in words if not word.isalpha() or word != word.lower()]
