"""The list of the checks: an explicit list of modules, imported when the list is first asked for, and a user's own files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from resumefit.checks.base import SEVERITIES, Check
from resumefit.config import CheckSettings
from resumefit.errors import ConfigError, UsageError

MODULES = (
    "document",
    "layout",
    "sheets",
    "parsing",
    "contact",
    "sections",
    "entries",
    "dating",
    "content",
    "private",
    "wording",
    "slips",
    "spelling",
    "posting",
    "advert",
    "fraud",
    "fit",
    "qualification",
    "evidence",
    "letter",
)
"""Modules of this folder that define checks."""

_CODE = re.compile(r"[A-Z]{3}\d{3}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def all_checks(own: Sequence[Path] = ()) -> tuple[Check, ...]:
    """All checks by code: the built-in ones and those of some files of a user's own, whose code is run.

    Raises ConfigError for a file that can't be run, and for a code or name that is taken or is none.
    """
    return _joined(_built_in(), own) if own else _built_in()


def find_check(code: str, own: Sequence[Path] = ()) -> Check:
    """The check of a code or name. Raises UsageError where there is none."""
    for one in all_checks(own):
        if code.upper() == one.code or code.lower() == one.name:
            return one
    family = [one.code for one in all_checks(own) if one.code.startswith(code.upper()[:3])]
    hint = f"{family[0]} to {family[-1]}" if family else ", ".join(families(own))
    raise UsageError(f"{code} is no check: there are {hint}; `resumefit checks` lists them")


def families(own: Sequence[Path] = ()) -> tuple[str, ...]:
    """The letters that codes begin with."""
    return tuple(dict.fromkeys(one.code[:3] for one in all_checks(own)))


def chosen(checks: Sequence[Check], settings: CheckSettings) -> tuple[Check, ...]:
    """The checks that the settings select and do not ignore. A code, a name or the beginning of a code stands for checks.

    Where one is both, the longer of the two decides: "--ignore WRD --select WRD101" leaves WRD101. Raises ConfigError for
    what stands for none.
    """
    known = {one.code for one in checks} | {one.name for one in checks}
    for given in (*settings.select, *settings.ignore):
        if not any(one == given.lower() or one.startswith(given.upper()) for one in known):
            raise ConfigError(
                f"{given} stands for no check: give a code (DOC101), the beginning of one (DOC) or a name"
            )
    return tuple(
        one for one in checks if _reach(one, settings.select, not settings.select) > _reach(one, settings.ignore, False)
    )


def _reach(check: Check, given: Iterable[str], otherwise: bool) -> float:
    """How much of a check's code is given at most; 0.5 for all checks where `otherwise`, 0 where none of it is."""
    found = [6.0 if one.lower() == check.name else float(len(one)) for one in given if _stands_for(one, check)]
    return max(found, default=0.5 if otherwise else 0.0)


def _stands_for(given: str, check: Check) -> bool:
    return check.code.startswith(given.upper()) or check.name == given.lower()


def checks_of(module: ModuleType) -> Iterator[Check]:
    """The checks that a module defines."""
    return (value for value in vars(module).values() if isinstance(value, Check))


@cache
def _built_in() -> tuple[Check, ...]:
    modules = (import_module(f"resumefit.checks.{name}") for name in MODULES)
    return _in_order(one for module in modules for one in checks_of(module))


@cache
def _joined(built_in: tuple[Check, ...], own: tuple[Path, ...]) -> tuple[Check, ...]:
    return _in_order([*built_in, *(one for path in own for one in _own_checks(path))])


def _in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    ordered = tuple(sorted(dict.fromkeys(checks), key=lambda one: one.code))
    seen: set[str] = set()
    for one in ordered:
        _vet(one, seen)
        seen.update((one.code, one.name))
    return ordered


def _vet(check: Check, seen: set[str]) -> None:
    wrong = ""
    if not _CODE.fullmatch(check.code):
        wrong = "its code is not three capitals and three digits"
    elif not _NAME.fullmatch(check.name):
        wrong = f"its name {check.name!r} is not small letters joined by hyphens"
    elif check.code in seen or check.name in seen:
        wrong = f"its code or its name ({check.name}) is taken"
    elif check.severity not in SEVERITIES:
        wrong = f"its severity is none of {', '.join(SEVERITIES)}"
    elif not all((check.title, check.why, check.fix, check.source)):
        wrong = "it has no title, why, fix or source"
    if wrong:
        raise ConfigError(f"check {check.code}: {wrong}")


def _own_checks(path: Path) -> list[Check]:
    """The checks of a file of Python, which is run."""
    spec = spec_from_file_location(f"resumefit_own_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ConfigError(f"{path}: no file of Python (.py) with checks")
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise ConfigError(f"{path}: can't be run ({type(error).__name__}: {error})") from error
    found = list(checks_of(module))
    if not found:
        raise ConfigError(f"{path}: defines no check; see examples/own_check.py")
    return found
