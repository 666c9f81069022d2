"""Settings: the defaults are whole, a file overrides only what it names, and what is not known is an error."""

from __future__ import annotations

import tomllib
from dataclasses import FrozenInstanceError, asdict, fields
from importlib.resources import files
from pathlib import Path

import pytest

from resumefit.config import CheckSettings, Config, Limits, Weights, load_config
from resumefit.errors import ConfigError

DEFAULTS = tomllib.loads((files("resumefit") / "data" / "defaults.toml").read_text("utf-8"))


def written(folder: Path, text: str) -> Path:
    path = folder / "resumefit.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_file_and_the_classes_name_the_same_keys() -> None:
    assert asdict(load_config()) == DEFAULTS | {
        "taxonomy": tuple(DEFAULTS["taxonomy"]),
        "checks": asdict(CheckSettings()),
    }
    assert DEFAULTS["checks"] == {"select": [], "ignore": [], "modules": [], "severity": {}}
    assert {one.name for one in fields(Config)} == set(DEFAULTS)


def test_limits_defaults_are_those_of_the_file() -> None:
    assert asdict(Limits()) == DEFAULTS["limits"]


def test_weights_add_up_to_a_hundred_and_credits_are_shares() -> None:
    config = load_config()
    assert sum(getattr(config.weights, one.name) for one in fields(Weights)) == 100
    shares = asdict(config.credits)
    assert all(0 <= credit <= 1 for credit in shares.values())
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert shares["missing"] == 0


def test_every_number_has_its_reason() -> None:
    text = (files("resumefit") / "data" / "defaults.toml").read_text("utf-8")
    lines = [line for line in text.splitlines() if "=" in line and not line.startswith("#")]
    assert len(lines) >= 25
    assert sum("#" in line for line in lines) >= len(lines) / 2


@pytest.mark.parametrize(
    ("text", "part", "key", "value"),
    [
        ("[credits]\nalias = 0.5\n", "credits", "alias", 0.5),
        ("[weights]\ntitle = 0\n", "weights", "title", 0),
        ("[limits]\npages = 3\n", "limits", "pages", 3),
        ("[fuzzy]\nshortest = 6\n", "fuzzy", "shortest", 6),
        ("[bands]\nstrong = 80.5\n", "bands", "strong", 80.5),
    ],
)
def test_a_partial_file_changes_only_what_it_names(
    tmp_path: Path, text: str, part: str, key: str, value: float
) -> None:
    mine, default = asdict(load_config(written(tmp_path, text))), asdict(load_config())
    assert mine[part].pop(key) == value
    default[part].pop(key)
    assert mine == default


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_config(written(tmp_path, "# nothing\n")) == load_config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[wieghts]\ntitle = 1\n", r"resumefit\.toml.*wieghts.*weights"),
        ("[weights]\ntitel = 1\n", r"weights\.titel.*title"),
        ("title = 1\n", "title"),
        ("[credits]\nalias = 'much'\n", r"credits\.alias.*'much'"),
        ("[credits]\nalias = true\n", r"credits\.alias"),
        ("[credits]\nalias = -1\n", "0 to 1"),
        ("[credits\n", "not valid TOML"),
        ("[credits]\nalias = []\n", r"credits\.alias"),
        pytest.param("[credits]\nalias = nan\n", r"credits\.alias"),
        pytest.param("[weights]\ntitle = inf\n", r"weights\.title"),
        pytest.param("[credits]\nalias = 7\n", r"credits\.alias"),
        pytest.param("[credits]\nrelated = 0.1\n", r"credits\.related.*0 to 0"),
        pytest.param("[bands]\nstrong = 101\n", r"bands\.strong.*0 to 100"),
        pytest.param("[bands]\nstrong = 40\n", "bands: each has to begin at or below"),
        pytest.param("[limits]\npages = 2.5\n", r"limits\.pages"),
        pytest.param("[fuzzy]\nshortest = 5.5\n", r"fuzzy\.shortest"),
    ],
)
def test_what_is_wrong_is_an_error_of_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load_config(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_no_weight_at_all_is_an_error(tmp_path: Path) -> None:
    text = "[weights]\n" + "".join(f"{one.name} = 0\n" for one in fields(Weights))
    with pytest.raises(ConfigError):
        load_config(written(tmp_path, text))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00"])
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "resumefit.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError):
        load_config(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        load_config(tmp_path / "none.toml")
    with pytest.raises(ConfigError):
        load_config(tmp_path)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    first = load_config(written(tmp_path, "[weights]\ntitle = 1\n")).weights.title
    second = load_config(written(tmp_path, "[weights]\ntitle = 2\n")).weights.title
    assert (first, second) == (1, 2)


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        load_config().credits.exact = 2.0  # type: ignore[misc]


def test_no_step_of_advice_costs_nothing(tmp_path: Path) -> None:
    """The order of advice divides by it."""
    settings = tmp_path / "resumefit.toml"
    settings.write_text("[effort]\nmend = 0\n", "utf-8")
    with pytest.raises(ConfigError, match=r"effort\.mend: 0 is no effort"):
        load_config(settings)
