"""Options and settings that all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run and machine: a failure is a bug of the change at hand, never of the day.
settings.register_profile(
    "resumefit", derandomize=True, deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("resumefit")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("resumefit")
    group.addoption(
        "--update-baseline", action="store_true", help="write what the ratchets in tests/eval measure now as their floors"
    )
    group.addoption("--allow-lower", action="store_true", help="with --update-baseline: floors may fall, too")
