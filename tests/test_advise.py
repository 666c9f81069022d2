"""Advice: each gain is what the re-score says, and nothing is told to be added that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import load_config
from resumefit.language.posting import understand_posting
from resumefit.language.resume import Resume, understand_resume
from resumefit.language.sentences import sentence_encoder
from resumefit.matching.advise import Advice
from resumefit.matching.match import Match
from resumefit.matching.score import literal_share, score_matches
from resumefit.reading.read import read_text
from resumefit.report import Report, match

TODAY = date(2026, 11, 1)
CONFIG = load_config()
POSTING = """Data Analyst

Requirements

- 6+ years of experience with Python or R
- SQL, Kubernetes and JavaScript
- Tableau
- Bachelor's degree in Statistics
- Fluent in Spanish
- PMP certification
- Valid driver's license

Nice to have

- project management
"""
ASKED = understand_posting(read_text(POSTING))
EVIDENCE = (
    "Wrote Python",
    "Tuned PostgreSQL",
    "Ran k8s",
    "Kubernets clusters",
    "Wrote JS",
    "Dashboards in Tableau",
    "Led project management",
    "Baked bread",
)


def resume_with(*lines: str, title: str = "Data Analyst") -> Resume:
    items = "".join(f"- {line}\n" for line in lines)
    return understand_resume(
        read_text(
            f"Robin Marlowe\nrobin.marlowe@example.com\n\nExperience\n\n{title}, Fennel & Oak   Jan 2023 - Present\n"
            f"- Looked after the daily work of a small and cheerful group of people in a busy place\n{items}\n"
            "Education\n\nBSc Biology, Leeds, 2016\n"
        )
    )


def report(*lines: str, title: str = "Data Analyst") -> Report:
    return match(resume_with(*lines, title=title), ASKED, as_of=TODAY)


def points(matches: tuple[Match, ...] | list[Match], *, literal: bool = False) -> float:
    score = score_matches(matches, CONFIG)
    if not literal:
        return sum(p.earned for p in score.points)
    searched = [p for p in score.points if p.match.requirement.years is None]
    return sum(
        p.worth * literal_share((one.match.requirement, one.worth) for one in score.points) * p.match.literal
        for p in searched
    )


def if_met(found: Report, advice: Advice) -> list[Match]:
    """The matches as they would be with the advice followed to the full."""
    done = replace(advice.match, how="exact", credit=CONFIG.credits.exact, literal=1.0)
    return [done if one is advice.match else one for one in found.matches]


@given(st.lists(st.sampled_from(EVIDENCE), unique=True), st.sampled_from(["Data Analyst", "Baker"]))
def test_each_gain_equals_the_re_score(lines: list[str], title: str) -> None:
    found = report(*lines, title=title)
    assert found.advice
    for advice in found.advice:
        after = if_met(found, advice)
        assert advice.gain == pytest.approx(points(after) - points(found.matches))
        assert advice.literal_gain == pytest.approx(points(after, literal=True) - points(found.matches, literal=True))
        assert advice.gain >= 0
        assert advice.literal_gain >= 0


def test_everything_done_is_a_hundred() -> None:
    found = report("Wrote JS", "Ran k8s")
    weak = {id(advice.match): advice for advice in found.advice}
    done = [replace(m, how="exact", credit=1.0) if id(m) in weak else m for m in found.matches]
    assert points(done) == pytest.approx(100, abs=3)  # "form" and the like are as good as exact and get no advice


@given(st.lists(st.sampled_from(EVIDENCE), unique=True))
def test_what_is_missing_is_told_once_and_what_is_there_is_not(lines: list[str]) -> None:
    found = report(*lines)
    told = [advice.match for advice in found.advice]
    assert len({id(one) for one in told}) == len(told)
    better = [
        advice.match for advice in found.advice if advice.step != "measure"
    ]  # a number earns nothing, and convinces
    assert all(one.credit < 1 or one.literal < 1 for one in better)
    missing = [one for one in found.matches if one.how == "missing" and not one.requirement.knockout]
    assert all(any(one is other for other in told) for one in missing)


def test_the_most_valuable_comes_first() -> None:
    found = report("Wrote Python")
    added = [advice.gain for advice in found.advice if advice.step == "add"]
    assert len(added) >= 2
    assert added == sorted(added, reverse=True)


@pytest.mark.parametrize(
    ("line", "label", "step", "words"),
    [
        ("Javscript apps", "JavaScript", "mend", "Javscript"),
        ("Ran k8s", "Kubernetes", "reword", "k8s"),
        ("Wrote JS", "JavaScript", "reword", "JS"),
        ("Tuned PostgreSQL", "SQL", "reword", "PostgreSQL"),
        ("Baked bread", "Tableau", "add", "only if it is true"),
        ("Baked bread", "Spanish", "add", "Languages"),
        pytest.param("Kubernets clusters", "Kubernetes", "mend", "Kubernets"),
        ("Baked bread", "PMP", "add", "Certifications"),
    ],
)
def test_steps(line: str, label: str, step: str, words: str) -> None:
    (advice,) = (
        a for a in report(line).advice if label in a.match.requirement.label and a.match.requirement.kind != "years"
    )
    assert advice.step == step
    assert words in advice.text
    assert "\n" not in advice.text


def test_years_and_degree_are_to_be_stated_only_if_held() -> None:
    steps = {advice.match.requirement.kind: advice for advice in report("Wrote Python and SQL").advice}
    assert steps["years"].step == "state"
    assert steps["degree"].step == "state"
    assert "only if" in steps["degree"].text


def test_knockouts_earn_no_points_and_no_advice() -> None:
    assert not [a for a in report("Wrote Python").advice if a.match.requirement.knockout]


def test_a_resume_that_says_it_all_gets_no_advice() -> None:
    posting = understand_posting(read_text("Requirements\n\n- Python\n- Tableau\n"))
    assert match(resume_with("Python and Tableau for 40 shops"), posting, as_of=TODAY).advice == ()


def test_what_is_only_listed_is_to_be_shown_where_it_was_used() -> None:
    posting = understand_posting(read_text("Requirements\n\n- InDesign\n- Typography\n"))
    text = """Robin Marlowe

Skills
InDesign, Typography

Experience

Designer, Fennel & Oak   Jan 2023 - Present
- Laid out 30 annual reports, menus and a magazine for print
- Answered the telephone and kept the diary of 3 directors
"""
    found = match(understand_resume(read_text(text)), posting, as_of=TODAY)
    advice = next(one for one in found.advice if one.match.requirement.label == "InDesign")
    assert advice.step == "show"
    assert "only in your list of skills" in advice.text
    assert 0 < advice.gain < 5
    if sentence_encoder():
        assert "Laid out 30 annual reports" in advice.text
        assert "(Designer)" in advice.text


def test_a_bullet_without_a_result_is_told_of_once() -> None:
    posting = understand_posting(read_text("Requirements\n\n- Python\n- Tableau\n- SQL\n"))
    found = match(resume_with("Python and Tableau in 2021", "SQL for 12 clinics"), posting, as_of=TODAY)
    (advice,) = found.advice
    assert advice.step == "measure"
    assert advice.text.startswith('"Python and Tableau in 2021" names Python and no result')
    assert (advice.gain, advice.literal_gain, advice.otherwise) == (0, 0, None)


def test_what_is_not_true_is_to_be_learnt_where_it_is_worth_it_and_else_left() -> None:
    found = {advice.match.requirement.label: advice for advice in report("Baked bread", "Ran MySQL").advice}
    assert found["Tableau"].otherwise == "learn"
    assert "Else learn it" in found["Tableau"].text
    assert found["Spanish"].otherwise == "leave"  # no evening course
    assert {one.otherwise for one in found.values() if one.match.requirement.kind in ("years", "degree")} == {"leave"}
    assert all(one.otherwise for one in found.values() if one.step in ("add", "state"))


def test_what_gains_as_much_for_less_comes_first() -> None:
    found = report("Wrote JS", "Kubernets clusters").advice
    value = [(one.gain + one.literal_gain * CONFIG.advice.searched) / getattr(CONFIG.effort, one.step) for one in found]
    assert value == sorted(value, reverse=True) or max(b - a for a, b in pairwise(value)) < 0.01
    steps = [one.step for one in found]
    assert steps.index("mend") < steps.index("state")
