"""Signs: wordings that prove a skill without naming it, in resumes only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import resumefit
from resumefit.language.nlp import tokenize
from resumefit.language.signs import find_signs
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.match import Match

OWN = (
    '{"id": "frost-bending", "name": "Frost bending", "kind": "hard_skill", '
    '"shown_by": ["bend rime ice", "Karl Grost oven"]}\n'
)
POSTING = "Ice Smith\n\nRequirements\n\n- Frost bending\n- Welding\n"
RESUME = (
    "Ada Quill\n\nWork\n\nSmith, Fennel & Oak, Jan 2020 - Present\n"
    "- {}\n- Swept the yard and kept the books of the forge\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text(OWN, encoding="utf-8")
    return path


def frost(line: str, own: Path) -> Match:
    resume = resumefit.read_resume(text=RESUME.format(line), taxonomy=own)
    posting = resumefit.read_posting(text=POSTING, taxonomy=own)
    report = resumefit.match(resume, posting, as_of=date(2026, 11, 1), taxonomy=own)
    return next(match for match in report.matches if match.requirement.label == "Frost bending")


@pytest.mark.parametrize(
    "line", ["Bends rime ice for forty gates", "Bending rime ice daily", "Ran the Karl Grost oven"]
)
def test_a_sign_answers_as_an_implied_skill(line: str, own: Path) -> None:
    found = frost(line, own)
    assert found.how == "implied"
    assert found.evidence[0].line == line
    assert f'by "{found.evidence[0].text}"' == found.note


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize(
    "line", ["Bent wire round ice boxes", "Karl, the oven", "Never bent the rule on rime; ice at home"]
)
def test_words_that_stand_apart_are_no_sign(line: str, own: Path) -> None:
    assert frost(line, own).how == "missing"


def test_what_is_denied_is_no_sign(own: Path) -> None:
    assert frost("I do not have any Karl Grost oven", own).how == "missing"


def test_a_posting_that_asks_for_a_sign_does_not_ask_for_the_skill(own: Path) -> None:
    posting = resumefit.read_posting(text="Ice Smith\n\nRequirements\n\n- Bend rime ice\n- Welding\n", taxonomy=own)
    assert not any(keyword.skill == "frost-bending" for keyword in posting.keywords)


def test_a_name_goes_before_a_sign(own: Path) -> None:
    assert frost("Frost bending: bent rime ice", own).how == "exact"


def test_the_spans_are_those_of_the_words(own: Path) -> None:
    text = "He bends rime ice. She was bending rime ice."
    found = find_signs(tokenize(text), load_taxonomy(own))
    assert [text[sign.span.start : sign.span.end] for sign in found] == ["bends rime ice", "bending rime ice"]
