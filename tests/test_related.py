"""Skills near what is asked for: shown beside it, worth nothing, and never taken for an answer."""

from __future__ import annotations

from datetime import date

import pytest

import resumefit
from resumefit.matching.match import Match
from resumefit.matching.related import related
from resumefit.rendering.json import to_json
from resumefit.rendering.screen import Screen
from resumefit.rendering.terminal import render_report
from resumefit.report import Report

RESUME = """Ada Quill

Work

Platform Engineer, Fennel & Oak, Jan 2020 - Present
- Kept the sources of forty people on Bitbucket, and wrote the rules by which they are merged there
- Answered the telephone on Tuesdays, and looked after the plants

Skills

{skills}
"""


def report(demand: str, skills: str = "Patience") -> Report:
    posting = f"Requirements\n\n- {demand}\n- Welding\n"
    resume = resumefit.read_resume(text=RESUME.format(skills=skills))
    return resumefit.match(resume, resumefit.read_posting(text=posting), as_of=date(2026, 11, 1))


def answer(demand: str, skills: str = "Patience") -> Match:
    return report(demand, skills).matches[0]


def test_it_is_shown_with_its_line_and_earns_nothing() -> None:
    found = answer("GitHub")
    assert (found.how, found.credit, found.literal, found.answered) == ("related", 0, 0, False)
    assert found.note == "related: Bitbucket"
    assert found.evidence[0].text == "Bitbucket"


def test_it_is_related_either_way_round() -> None:
    assert answer("Bitbucket", skills="GitHub").how != "related"
    without = RESUME.replace("on Bitbucket", "on GitHub")
    resume = resumefit.read_resume(text=without.format(skills="Patience"))
    posting = resumefit.read_posting(text="Requirements\n\n- Bitbucket\n- Welding\n")
    assert resumefit.match(resume, posting).matches[0].note == "related: GitHub"


def test_an_answer_goes_before_what_is_related() -> None:
    assert answer("GitHub", skills="GitHub").how == "exact"
    assert answer("GitHub or Bitbucket").how == "exact"


@pytest.mark.parametrize("demand", ["5+ years of GitHub", "Bachelor's degree in computer science", "zymurgic rhubarb"])
def test_years_degrees_and_what_no_taxonomy_knows_have_none(demand: str) -> None:
    asked = [found for found in report(demand).matches if found.requirement.label not in ("GitHub", "Welding")]
    assert asked
    assert all(found.how == "missing" for found in asked)


def test_it_counts_as_missing_everywhere() -> None:
    made = report("GitHub")
    assert "GitHub" in [found.requirement.label for found in made.missing]
    assert made.score.total == 0
    advice = next(one for one in made.advice if one.match.requirement.label == "GitHub")
    assert advice.text.startswith("GitHub: add it only if it is true")
    assert advice.text.endswith("Else learn it: you know Bitbucket, which is near.")
    page = render_report(made, Screen(100))
    assert "Missing: 2 of 2" in page
    assert "yours, related: Bitbucket" in page
    assert '"how": "related"' in to_json(made)


def test_it_is_found_among_the_skills_of_a_resume() -> None:
    from resumefit.config import load_config
    from resumefit.language.taxonomy import load_taxonomy
    from resumefit.matching.skills import SkillMatcher

    made = report("GitHub")
    matcher = SkillMatcher(made.resume, load_taxonomy(), load_config().fuzzy)
    github, welding = made.posting.requirements
    assert related(welding, matcher) is None
    found = related(github, matcher)
    assert found
    assert found.how == "related"
