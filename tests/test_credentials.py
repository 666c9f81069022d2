"""language/credentials.py: credentials told by their wording."""

from __future__ import annotations

import pytest

from resumefit.language.credentials import credentials_of
from resumefit.reading.document import Span


def named(text: str) -> list[str]:
    return [mention.label for mention in credentials_of(text, Span(0, len(text)), ())]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Registered with CORU", ["CORU"]),
        ("Registered, or eligible for registration, with CORU", ["CORU"]),
        ("Full membership of the Institute of Quarry Surveyors is needed", ["Institute of Quarry Surveyors"]),
        ("Eligible for registration with the Teaching Council of Osmaria", ["Teaching Council of Osmaria"]),
        ("NZXC registration", ["NZXC registration"]),
        ("Registration with the College of Radiographers of Osmaria", ["College of Radiographers of Osmaria"]),
        ("Class 5 licence with a clean abstract", ["Class 5 licence"]),
        ("A Class 1 or 3 driver's licence", ["Class 1 or 3 driver's licence"]),
        ("A personal licence, as we serve wine", ["personal licence"]),
        ("Car driver with access to a vehicle", ["Car driver"]),
    ],
)
def test_credentials(text: str, wanted: list[str]) -> None:
    assert named(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Registered charity with a staff of nine",
        "Classes of 30 pupils",
        "First class service",
        "You will be a member of a busy team",
        "Drives with care",
        "Work with registered nurses",
    ],
)
def test_what_is_none(text: str) -> None:
    assert named(text) == []


def test_what_is_known_already_is_left_out() -> None:
    text = "Registered with CORU"
    assert list(credentials_of(text, Span(0, len(text)), [Span(16, 20)])) == []
