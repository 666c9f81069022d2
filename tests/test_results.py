"""Whether a statement has a number that tells something."""

from __future__ import annotations

import pytest

from resumefit.language.results import has_number


@pytest.mark.parametrize(
    ("statement", "has"),
    [
        ("Cut waste by 9 litres a week", True),
        ("Trained two apprentices", True),
        ("Halved the time to close", True),
        ("Grew sales 12% in 2021", True),
        ("Moved to Leeds in 2021", False),
        ("Class of '09", False),
        ("Ran EC2 and B2B accounts", False),
        ("Improved processes", False),
        ("", False),
    ],
)
def test_numbers_that_are_no_years_and_no_names(statement: str, *, has: bool) -> None:
    assert has_number(statement) is has
