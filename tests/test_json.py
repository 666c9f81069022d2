from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import resumefit
from resumefit.config import load_config
from resumefit.errors import NothingToScoreError
from resumefit.reading.document import HiddenWord
from resumefit.rendering.json import document_json, json_schema, keywords_json, naive_json, to_json
from tests.reports import HOSTILE, document, hostile, report

GOLDEN = Path(__file__).parent / "golden"


def test_the_report(golden: Callable[[Path, str], None]) -> None:
    text = re.sub(r'("resumefit": ")[^"]+', r"\1X", to_json(report()))
    golden(GOLDEN / "report.json", text)


def test_the_schema(golden: Callable[[Path, str], None]) -> None:
    """The names are a promise: a change of the schema is a change that a reader of the diff sees."""
    golden(GOLDEN / "report.schema.json", json.dumps(json_schema(), indent=2) + "\n")


@pytest.mark.parametrize("made", [report, hostile])
def test_the_report_fits_its_schema(made: Callable[[], resumefit.Report]) -> None:
    jsonschema.validate(json.loads(to_json(made())), json_schema(), cls=jsonschema.Draft202012Validator)


def test_the_order_of_names_is_fixed() -> None:
    names = list(json.loads(to_json(report())))
    assert names == [
        "schema_version", "resumefit", "as_of", "score", "knockouts", "requirements", "missing", "advice",
        "qualification", "what_if", "letter", "resume", "posting",
    ]  # fmt: skip
    assert json.loads(to_json(report()))["schema_version"] == 1
    assert json.loads(to_json(report()))["resumefit"] == resumefit.__version__


def test_the_requirements_add_up_to_the_score() -> None:
    said = json.loads(to_json(report()))
    earned = sum(one["earned"] for one in said["requirements"])
    assert said["score"]["total"] == pytest.approx(earned, abs=0.06)
    assert sum(part["earned"] for part in said["score"]["parts"]) == pytest.approx(earned, abs=0.001)
    assert sum(one["worth"] for one in said["requirements"]) == pytest.approx(100, abs=0.001)


def test_texts_of_documents_come_through_whole_and_steer_nothing() -> None:
    text = to_json(hostile())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
    assert json.loads(text)["resume"]["notes"][0] == HOSTILE


def test_a_name_that_is_no_unicode_is_written_all_the_same() -> None:
    made = document("A line.", "r\udcffsum\udcff.txt")
    assert json.loads(document_json(made))["source"]["name"] == "r?sum?.txt"


def test_keywords() -> None:
    said = json.loads(keywords_json(report().posting, load_config()))
    worths = [one["worth"] for one in said["requirements"]]
    assert worths == sorted(worths, reverse=True)
    assert sum(worths) == pytest.approx(100, abs=0.001)
    assert {one["label"] for one in said["knockouts"]} == {"Food handler licence", "available on weekends"}
    assert said["posting"]["organization"] == "Harbour Loaf"


def test_a_posting_that_asks_for_a_title_alone_gives_no_keywords() -> None:
    posting = report().posting
    with pytest.raises(NothingToScoreError):
        keywords_json(replace(posting, requirements=posting.requirements[:1]), load_config())


def test_a_document() -> None:
    made = document("One line.\nTwo.", "a.txt", hidden=(HiddenWord("Kubernetes", "tiny", 2),))
    said = json.loads(document_json(made))
    assert said["text"] == "One line.\nTwo."
    assert said["source"] == {"name": "a.txt", "media": "text", "size": 14}
    assert said["hidden"] == [{"text": "Kubernetes", "why": "tiny", "page": 2}]
    assert [said["text"][line["start"] : line["end"]] for line in said["lines"]] == ["One line.", "Two."]
    assert said["notes"] == ["1 hidden word left out: nobody sees them"]
    assert said["pages"] is None


def test_a_naive_text() -> None:
    assert json.loads(naive_json("Text", "a.pdf"))["source"] == {"name": "a.pdf"}
