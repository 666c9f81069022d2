"""Settings: data/defaults.toml < resumefit.toml < options -> a frozen Config. A key that is not known is an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from resumefit.errors import ConfigError

Severity = Literal["blocks", "costs", "polish"]
"""How bad a check's finding is: a parser gets nothing or the wrong thing; it counts against the resume; it could be
better."""

PdfEngine = Literal["pdfium", "pdfplumber"]
"""Who reads what is on the pages of a PDF: pdfium is several times as fast, pdfplumber is what it is measured by."""
PDF_ENGINE: PdfEngine = "pdfium"

# The built-in values stand in data/defaults.toml, each with its reason; a test holds that the two agree on the keys.


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost before it is refused with a TooLargeError: sizes in bytes, pages, characters, wall time."""

    bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    pages: int = 60
    characters: int = 2_000_000
    seconds: float = 15.0
    memory: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Credits:
    """How a requirement is met -> how much of it counts, 0 to 1."""

    exact: float
    form: float
    alias: float
    implied: float
    fuzzy: float
    meaning: float
    related: float
    missing: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of 100 that each part of the score can earn, before absent parts share theirs out."""

    required: float
    preferred: float
    duties: float
    title: float
    experience: float
    education: float
    certificates: float
    soft_skills: float


@dataclass(frozen=True, slots=True)
class FullFrom:
    """How much has to be asked for before a part of the score gets its full weight; see data/defaults.toml."""

    required: float
    preferred: float
    duties: float
    soft_skills: float


@dataclass(frozen=True, slots=True)
class Importance:
    """How much one requirement counts within its part; see data/defaults.toml."""

    repeated: float
    most_repeats: int
    unlisted: float


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """What evidence weighs by where it stands; see data/defaults.toml."""

    listed: float
    long_ago: float
    long_ago_years: int


@dataclass(frozen=True, slots=True)
class Experience:
    """When a position is related to a posting; see data/defaults.toml."""

    related_share: float
    related_least: int


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """When a word is a typo of another; lengths in letters."""

    shortest: int
    one_typo_upto: int


@dataclass(frozen=True, slots=True)
class Bands:
    """The least score, 0 to 100, of each word for it; highest first. Below the last it is "another job"."""

    strong: float
    worth_tailoring: float
    a_stretch: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """How like a sentence of a resume has to be to what is asked for, 0 to 1, to answer it in other words; how like beside
    what of the posting it is most like, as a share of that; and how much of what belongs to the trade the resume has to name
    besides: a share of it, and at least so many things."""

    likeness: float
    focus: float
    named_share: float
    named_least: int


@dataclass(frozen=True, slots=True)
class AdviceRule:
    """What a point of the literal score weighs in the order of advice, how many demands are held to more than being met, and
    the points from which a thing is worth learning; see data/defaults.toml."""

    searched: float
    top: int
    worth_learning: float


@dataclass(frozen=True, slots=True)
class Effort:
    """What each step of advice costs, relative to one another."""

    mend: float
    reword: float
    confirm: float
    show: float
    measure: float
    add: float
    state: float


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which checks run, and how. `select` (empty: all) and `ignore` hold codes ("DOC102"), beginnings of codes ("DOC") and
    names; `modules` are files of Python with checks of the user's own. `severity`: (code, severity), and `options`: (code,
    ((option, number), ...)), stand instead of the checks' own."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    modules: tuple[Path, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. `taxonomy` are the user's own files of skills, in the order in which they join the bundled ones."""

    credits: Credits
    weights: Weights
    full_from: FullFrom
    importance: Importance
    experience: Experience
    evidence: EvidenceWeights
    fuzzy: Fuzzy
    meaning: Meaning
    bands: Bands
    advice: AdviceRule
    effort: Effort
    limits: Limits = field(default_factory=Limits)
    taxonomy: tuple[Path, ...] = ()
    pdf_engine: PdfEngine = PDF_ENGINE
    checks: CheckSettings = field(default_factory=CheckSettings)


_PARTS = {
    "credits": Credits,
    "weights": Weights,
    "full_from": FullFrom,
    "importance": Importance,
    "experience": Experience,
    "evidence": EvidenceWeights,
    "fuzzy": Fuzzy,
    "meaning": Meaning,
    "bands": Bands,
    "advice": AdviceRule,
    "effort": Effort,
    "limits": Limits,
}


_MOST = {"credits": 1.0, "bands": 100.0, "credits.related": 0.0}  # what is only related is shown and earns nothing


def load_config(path: Path | None = None) -> Config:
    """The settings: the built-in ones, with those of a TOML file over them. Files that it names are sought in its folder.

    Raises ConfigError for a key that is not known and for a value that can't be one.
    """
    return _built_in() if path is None else _with_file(path)


@cache
def _built_in() -> Config:
    return _config(_defaults())


def _with_file(path: Path) -> Config:
    table, own = _defaults(), dict(_read(path))
    table["taxonomy"] = _files(own.pop("taxonomy", []), path, "taxonomy")
    table["pdf_engine"] = _engine(own.pop("pdf_engine", table["pdf_engine"]), path)
    checks = _checks({**table["checks"], **_table(own.pop("checks", {}), path)}, path)
    _override(table, own, path.name)
    config = replace(_config(table), checks=checks)
    if not any(table["weights"].values()):
        raise ConfigError(f"{path.name}: every weight is 0; at least one part of the score has to count")
    bands = table["bands"]
    if list(bands.values()) != sorted(bands.values(), reverse=True):
        raise ConfigError(f"{path.name}: bands: each has to begin at or below the one before: {', '.join(bands)}")
    return config


def _config(table: Mapping[str, Any]) -> Config:
    parts = {name: kind(**table[name]) for name, kind in _PARTS.items()}
    return Config(**parts, taxonomy=tuple(table["taxonomy"]), pdf_engine=table["pdf_engine"])


def _defaults() -> dict[str, Any]:
    import tomllib  # here, for the readers need Limits alone
    from importlib.resources import files

    return tomllib.loads((files("resumefit") / "data" / "defaults.toml").read_text("utf-8"))


def _read(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: not valid TOML ({error})") from error


def _files(value: Any, path: Path, key: str) -> list[Path]:
    """The files that a settings file names, as paths from its own folder."""
    example = "mine.py" if key == "checks.modules" else "mine.jsonl"
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        last = key.rsplit(".", 1)[-1]
        raise ConfigError(f'{path.name}: {key}: {value!r} is no list of files; write {last} = ["{example}"]')
    return [path.parent / one for one in value]


def _engine(value: Any, path: Path) -> PdfEngine:
    if value not in get_args(PdfEngine):
        known = ", ".join(get_args(PdfEngine))
        raise ConfigError(f"{path.name}: pdf_engine: {value!r} is no engine; known are {known}")
    return cast("PdfEngine", value)


def _table(value: Any, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path.name}: checks: {value!r} is no table; write [checks]")
    return value


def _checks(given: dict[str, Any], path: Path) -> CheckSettings:
    """The table [checks] with its [checks.severity] and one [checks.CODE] for each check that has options."""
    lists = {key: _codes(given.pop(key), f"{path.name}: checks.{key}") for key in ("select", "ignore")}
    modules = _files(given.pop("modules"), path, "checks.modules")
    severity = given.pop("severity")
    for code, value in severity.items() if isinstance(severity, dict) else [("", severity)]:
        if value not in get_args(Severity):
            known = ", ".join(get_args(Severity))
            raise ConfigError(f"{path.name}: checks.severity.{code}: {value!r} is no severity; known are {known}")
    options = [(code, _options(values, f"{path.name}: checks.{code}")) for code, values in given.items()]
    return CheckSettings(**lists, modules=tuple(modules), severity=tuple(severity.items()), options=tuple(options))


def _codes(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ConfigError(f'{where}: {value!r} is no list of codes; write ["DOC", "TXT201"]')
    return tuple(value)


def _options(values: Any, where: str) -> tuple[tuple[str, float], ...]:
    if not isinstance(values, dict):
        raise ConfigError(
            f"{where}: unknown key; known are select, ignore, modules, [severity] and a table for a check"
        )
    return tuple((key, _number(value, 0.0, float("inf"), f"{where}.{key}")) for key, value in values.items())


def _override(table: dict[str, Any], own: Mapping[str, Any], name: str) -> None:
    """Puts a user's values over the built-in ones, key by key, so that a partial file changes only what it names."""
    for part, values in own.items():
        if part not in table or not isinstance(values, dict):
            raise ConfigError(f"{name}: unknown table [{part}]; known are {', '.join(table)}")
        for key, value in values.items():
            if key not in table[part]:
                known = f"known are {', '.join(table[part])}"
                hint = "it stands at the head of the file, before the first [table]" if key == "taxonomy" else known
                raise ConfigError(f"{name}: unknown key {part}.{key}; {hint}")
            most = _MOST.get(f"{part}.{key}", _MOST.get(part, float("inf")))
            table[part][key] = _number(value, table[part][key], most, f"{name}: {part}.{key}")
            if part == "effort" and not value:
                raise ConfigError(f"{name}: effort.{key}: 0 is no effort; write a number above 0, such as 0.5")


def _number(value: Any, default: int | float, most: float, where: str) -> int | float:
    """A value of the kind that the built-in one is: whole numbers stay whole, all lie between 0 and `most`.

    The weights are written as whole numbers and may be fractions.
    """
    whole = isinstance(default, int) and " weights." not in where
    right_kind = isinstance(value, int) if whole else isinstance(value, int | float)
    if isinstance(value, bool) or not right_kind or not 0 <= value <= most or value == float("inf"):
        kind = "whole number" if whole else "number"
        limit = f" of 0 to {most:g}" if most < float("inf") else " of 0 or more"
        raise ConfigError(f"{where}: {value!r} is no {kind}{limit}")
    return cast("int | float", value)


def with_limits(limits: Limits, settings: Iterable[str]) -> Limits:
    """Limits with those given as "key=value" changed; of a key given twice, the last counts.

    Raises ConfigError for a key that is not known and a value that is no number of 0 or more.
    """
    changed: dict[str, Any] = {}
    for setting in settings:
        key, _, value = (part.strip() for part in setting.partition("="))
        if key not in field_names(Limits):
            raise ConfigError(f"--limit {setting}: unknown limit; known are {', '.join(field_names(Limits))}")
        changed[key] = _limit(value, getattr(limits, key), f"--limit {setting}")
    return replace(limits, **changed)


def _limit(value: str, default: int | float, where: str) -> int | float:
    kind = "whole number" if isinstance(default, int) else "number"
    try:
        number = int(value) if isinstance(default, int) else float(value)
    except ValueError as error:
        raise ConfigError(f"{where}: {value!r} is no {kind}") from error
    if not 0 <= number < float("inf"):
        raise ConfigError(f"{where}: {value!r} is no {kind} of 0 or more")
    return number


def field_names(part: type) -> tuple[str, ...]:
    """The keys of one part of the settings."""
    return tuple(one.name for one in fields(part))
