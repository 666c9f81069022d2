"""The lines of a user's own taxonomy file, checked for their shape. What they say of other skills, taxonomy.py checks.

One skill a line, as in resumefit/data/skills; a line that adds to a skill of its id may leave out name and kind. A key that
is not known is an error, as in a settings file: `alias` for `aliases` would be lost in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resumefit.errors import ConfigError

_LISTS = ("groups", "aliases", "implies", "related", "shown_by")
_KEYS = ("id", "name", "kind", *_LISTS, "guard")
_GUARD_LISTS = ("forms", "with", "without", "yes", "no")
_GUARD_KEYS = ("forms", "case", "with", "without", "yes", "no")
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A skill as a line gives it; `place` is its file and line. `name` and `kind` are "" where it leaves them out, `guard`
    is None where it has none."""

    place: str
    id: str
    name: str
    kind: str
    groups: tuple[str, ...]
    aliases: tuple[str, ...]
    implies: tuple[str, ...]
    related: tuple[str, ...]
    shown_by: tuple[str, ...]
    guard: Mapping[str, Any] | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the line brings."""
        return (self.name, *self.aliases) if self.name else self.aliases

    def fault(self, says: str) -> ConfigError:
        """The error that this line is, in one sentence."""
        return ConfigError(f"{self.place}: {says}")


def own_lines(path: Path) -> Iterator[OwnLine]:
    """The skills of a JSON-lines file, in order; blank lines are passed over.

    Raises ConfigError, with the file and the line, for a file that can't be read, bytes that are no UTF-8, what is no JSON
    object, a key that is missing, unknown or of another type, and an id that stands in the file twice.
    """
    seen: dict[str, str] = {}
    for number, raw in enumerate(_bytes(path).removeprefix(_BOM).split(b"\n"), 1):
        if raw.strip():
            place = f"{path.name}, line {number}"
            line = _own_line(place, _object(place, raw))
            if line.id in seen:
                raise line.fault(f"the id {line.id!r} stands in {seen[line.id]} already: put the two into one line")
            seen[line.id] = f"line {number}"
            yield line


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror or error})") from error


def _object(place: str, raw: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{place}: not UTF-8 text; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise ConfigError(f"{place}: not JSON ({error.msg}, column {error.colno}); each line is one skill") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets 5,000 deep
        raise ConfigError(f"{place}: not a skill") from error
    if not isinstance(data, dict):
        raise ConfigError(f'{place}: not a skill; a line is {{"id": ..., "name": ..., "kind": ...}}')
    return data


def _own_line(place: str, data: Mapping[str, Any]) -> OwnLine:
    _check_keys(place, data, _KEYS, "")
    if "id" not in data:
        raise ConfigError(f"{place}: the id is missing")
    skill_id, name, kind = (_text(place, key, data[key]) if key in data else "" for key in ("id", "name", "kind"))
    guard = None if data.get("guard") is None else _guard(place, data["guard"])
    lists = {key: _texts(place, key, data.get(key, ())) for key in _LISTS}
    return OwnLine(place, skill_id, name, kind, guard=guard, **lists)


def _guard(place: str, data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise ConfigError(f"{place}: guard: {_short(data)} is no object with forms")
    _check_keys(place, data, _GUARD_KEYS, "guard.")
    if not isinstance(data.get("case", False), bool):
        raise ConfigError(f"{place}: guard.case: {_short(data['case'])} is neither true nor false")
    lists = {key: _texts(place, f"guard.{key}", data[key]) for key in _GUARD_LISTS if key in data}
    if not lists.get("forms"):
        raise ConfigError(f"{place}: guard.forms is missing: the names that it guards")
    return {**data, **lists}


def _check_keys(place: str, data: Mapping[str, Any], known: Sequence[str], part: str) -> None:
    for key in data:
        if key not in known:
            raise ConfigError(f"{place}: unknown key {part}{_short(key)[1:-1]}; known are {', '.join(known)}")


def _texts(place: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ConfigError(f'{place}: {key}: {_short(value)} is no list of texts; write ["..."]')
    return tuple(_text(place, key, one) for one in value)


def _text(place: str, key: str, value: Any) -> str:
    """A text that names something, its blanks folded."""
    if not isinstance(value, str):
        raise ConfigError(f"{place}: {key}: {_short(value)} is no text")
    text = " ".join(value.split())
    if not is_name(text):
        raise ConfigError(f"{place}: {key}: {_short(value)} names nothing")
    return text


def is_name(text: str) -> bool:
    """Whether a text can name a skill: a letter or digit is in it, and nothing that steers a terminal or is half a sign."""
    return not _BAD.search(text) and any(character.isalnum() for character in text)


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
