"""Levels of titles: how many steps one stands above another, and where nothing is to be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.levels import steps_above


@pytest.mark.parametrize(
    ("held", "asked", "steps"),
    [
        ("Senior Data Analyst", "Junior Data Analyst", 2),
        ("Data Analyst", "Junior Data Analyst", 1),
        ("Data Analyst", "Senior Data Analyst", -1),
        ("Junior Data Analyst", "Senior Data Analyst", -2),
        ("Lead Data Engineer", "Data Engineer Intern", 4),
        ("Software Engineer", "Principal Software Engineer", -2),
        ("Director of Nursing", "Junior Ward Nurse", 4),
        ("Registered Nurse", "Director of Nursing", -3),
        ("Nurse Manager", "Director of Nursing", -1),
        ("Marketing Manager", "Head of Marketing", -1),
        ("Marketing Assistant", "Head of Marketing", -3),
        ("Chief Nursing Officer", "Junior Ward Nurse", 5),
        ("Vice President of Sales", "Junior Sales Associate", 5),
        ("Store Manager", "Assistant Store Manager", -1),  # both manage; the rank of the first is not written
        ("Project Manager", "Junior Project Manager", 1),
        ("Assistant Store Manager", "Head of Retail", -2),
        ("Senior Sales Assistant", "Assistant Store Manager", 0),
        ("Sr Accountant", "Jr Accountant", 2),
    ],
)
def test_steps(held: str, asked: str, steps: int) -> None:
    assert steps_above(held, asked) == steps


@pytest.mark.parametrize(
    "asked",
    [
        "Data Analyst",
        "Registered Nurse",
        "Head Chef",
        "Medical Assistant",
        "Physician Assistant",
        "Account Manager",
        "",
    ],
)
def test_a_title_that_names_no_level_asks_for_none(asked: str) -> None:
    assert steps_above("Director of Everything", asked) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(held: str, asked: str) -> None:
    steps = steps_above(held, asked)
    assert steps is None or -6 <= steps <= 6


@pytest.mark.parametrize(
    ("held", "steps"),
    [("Vice President", 0), ("Assistant Vice President, Internal Audit", -1), ("Audit Associate", -4)],
)
def test_officers_of_a_firm_are_compared_by_their_posts(held: str, steps: int) -> None:
    assert steps_above(held, "Vice President, Internal Audit (Technology)") == steps
