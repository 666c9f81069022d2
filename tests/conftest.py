"""Options and settings that all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
        "--update-baseline",
        action="store_true",
        help="write what the ratchets in tests/eval measure now as their floors",
    )
    group.addoption("--allow-lower", action="store_true", help="with --update-baseline: floors may fall, too")
    group.addoption(
        "--update-golden", action="store_true", help="write what the golden files would be now: read the diff then"
    )


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the cache of whoever runs it."""
    monkeypatch.setenv("RESUMEFIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Holds a text to a committed file, or writes the file with --update-golden."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path.name} is not there: pytest --update-golden writes it"
        assert text == path.read_text(encoding="utf-8"), f"{path.name} has drifted: pytest --update-golden accepts it"

    return check


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the trained pipeline out: what the taxonomy and the rules find by themselves."""
    monkeypatch.setenv("RESUMEFIT_TRAINED", "0")
