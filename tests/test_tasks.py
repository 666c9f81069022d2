"""Tasks: verbs with objects that name no skill by themselves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.keywords import taken_tokens
from resumefit.language.mentions import skill_finder
from resumefit.language.nlp import tokenize
from resumefit.language.tasks import Task, tasks_of


def tasks(text: str) -> list[Task]:
    tokens = tokenize(text)
    taken = taken_tokens(tokens, [mention.span for mention in skill_finder().find(tokens)])
    return list(tasks_of(tokens, taken))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Replace components and perform functional tests", ["Replace components"]),
        ("Inspects structures for corrosion", ["Inspects structures"]),
        ("Reviews plans for restaurants", ["Reviews plans"]),
        ("You make announcements in two languages", ["make announcements"]),
        ("They will run the help queue", ["run the help queue"]),
        ("Ordering of consumables", ["Ordering of consumables"]),
        ("You'll do the weekly stocktake, order drinks and reconcile the passenger list",
         ["do the weekly stocktake", "order drinks", "reconcile the passenger list"]),
        ("Change out transformers", ["Change out transformers"]),
        ("Take part in the briefing", []),  # tells too little
        ("Performs other duties", []),
        ("Join our team", []),
        ("The machines that cut paper", []),  # no clause of the applicant's
        ("Deploy Python", []),  # the object names a skill
        ("Passenger lists", []),  # nothing is done
        ("", []),
    ],
)  # fmt: skip
def test_a_verb_that_opens_a_clause_with_its_object(text: str, found: list[str]) -> None:
    assert [text[task.span.start : task.span.end] for task in tasks(text)] == found


@pytest.mark.parametrize(
    ("text", "thing"),
    [("Replace reclosers", "reclosers"), ("Sign letters", "Sign letters")],
)
def test_an_object_that_tells_something_stands_for_the_whole(text: str, thing: str) -> None:
    (task,) = tasks(text)
    assert text[task.thing.start : task.thing.end] == thing


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Guide unlicensed mechanics", "coaching-and-mentoring"),
        ("Train new users", "coaching-and-mentoring"),
        ("Precepts final-year students", "coaching-and-mentoring"),
        ("Show our second-year apprentice how you did it", "coaching-and-mentoring"),
        ("Talk to fitters and customers alike", "communication"),
        ("Explain an inspection report to a buyer", "communication"),
        ("Train for a marathon", None),
        ("Guide horses", None),
        ("Explain anomalies", None),  # nobody is told
    ],
)
def test_some_verbs_take_a_skill(text: str, skill: str | None) -> None:
    assert {task.skill for task in tasks(text)} <= {skill}
    assert skill is None or tasks(text)


@given(st.lists(st.sampled_from("You will order the drinks and , guide apprentices Python to in".split()), max_size=12))
def test_tasks_are_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = tasks(text)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(task.span.covers(task.thing) for task in found)


def test_the_skills_of_tasks_are_in_the_taxonomy() -> None:
    kinds = {skill.id: skill.kind for skill in skill_finder().taxonomy}
    assert kinds["coaching-and-mentoring"] == kinds["communication"] == "soft_skill"
