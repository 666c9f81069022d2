"""A letter beside the resume: what of the posting it speaks to, and what it claims that the resume does not back."""

from __future__ import annotations

from datetime import date

import pytest

from resumefit.config import load_config
from resumefit.errors import LanguageError, NothingToScoreError
from resumefit.language.posting import understand_posting
from resumefit.language.resume import understand_resume
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.letter import MOST, LetterMatch, match_letter
from resumefit.reading.read import read_text
from resumefit.report import match, read_letter

POSTING = """Data Engineer

Requirements

- Python
- SQL
- Kubernetes
- Terraform
- Apache Kafka
- 5+ years of data engineering
- Bachelor's degree

Nice to have

- GraphQL
- Elasticsearch
"""
RESUME = """Ada Quill
Data Engineer

Work

Data Engineer, Fennel & Oak, Jan 2018 - Present
- Wrote Python jobs that load the sales of forty shops into PostgreSQL each night
- Moved the jobs of two teams to Kubernetes

Education

BSc Physics, University of Leeds, 2016
"""
GREETING = "Dear Ms Brook,\n\nI saw your notice in the window of the ferry office and am writing to you at once.\n\n"
GERMAN = (
    "Sehr geehrte Frau Brook, mit großem Interesse habe ich Ihre Anzeige gelesen und bewerbe mich hiermit um die Stelle. "
    "Ich habe acht Jahre in der Entwicklung gearbeitet und kenne mich mit Datenbanken aus. Über eine Einladung würde ich "
    "mich sehr freuen. Mit freundlichen Grüßen, Ada Quill"
)
END = "\n\nI look forward to hearing from you.\n\nKind regards,\nAda Quill\n"


def letter(text: str, resume: str = RESUME, posting: str = POSTING) -> LetterMatch:
    asked, held = understand_posting(read_text(posting)), understand_resume(read_text(resume))
    score = match(held, asked, as_of=date(2026, 11, 1)).score
    read = understand_resume(read_text(GREETING + text + END))
    return match_letter(read, held, asked, score.points, load_taxonomy(), load_config())


def test_which_of_the_weightiest_demands_it_speaks_to() -> None:
    found = letter("At Fennel & Oak I moved every job to k8s, and I write Python daily.")
    assert {one.label for one in found.speaks_to} == {"Kubernetes", "Python"}
    assert {one.label for one in found.leaves_out} == {"SQL", "Terraform", "Apache Kafka"}
    assert len(found.demands) == MOST
    assert [one.worth for one in found.demands] == sorted((one.worth for one in found.demands), reverse=True)


def test_the_line_that_speaks_to_a_demand_is_shown() -> None:
    (spoken,) = letter("For four years I have looked after Kubernetes.").speaks_to
    assert spoken.evidence[0].line == "For four years I have looked after Kubernetes."
    assert spoken.backed


def test_a_demand_that_the_resume_does_not_answer_is_told_from_one_that_it_does() -> None:
    backed = {one.label: one.backed for one in letter("I know Terraform and Python.").demands}
    assert backed["Python"]
    assert not backed["Terraform"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("I know Terraform well.", ["Terraform"]),
        ("I know Terraform well, and Terraform knows me.", ["Terraform"]),
        ("I write Python.", []),
        ("I tune SQL for a living.", []),  # PostgreSQL stands in the resume
        ("I am a patient person who writes clearly.", []),
        ("I speak fluent Norwegian and hold a CISSP.", ["Norwegian", "CISSP"]),
    ],
)
def test_what_the_resume_does_not_back(text: str, claims: list[str]) -> None:
    assert [one.label for one in letter(text).unbacked] == claims


def test_a_letter_never_changes_the_score() -> None:
    asked, held = understand_posting(read_text(POSTING)), understand_resume(read_text(RESUME))
    told = read_letter(text=GREETING + "I know Terraform, Kafka and SQL." + END)
    having, without = (match(held, asked, letter=one, as_of=date(2026, 11, 1)) for one in (told, None))
    assert having.letter
    assert {one.label for one in having.letter.speaks_to} == {"Terraform", "Apache Kafka", "SQL"}
    assert without.letter is None
    assert having.score == without.score


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("Dear Ms Brook, hire me.", NothingToScoreError, "that is no letter"),
        (GERMAN, LanguageError, "German"),
    ],
)
def test_what_is_no_letter_is_said_in_one_line(text: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said) as caught:
        read_letter(text=text)
    assert "\n" not in str(caught.value)


def test_a_posting_of_few_demands() -> None:
    found = letter("I write Python.", posting="Data Engineer\n\nRequirements\n\n- Python\n- 5+ years of experience\n")
    assert [one.label for one in found.demands] == ["Python"]
