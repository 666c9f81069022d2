"""Asking for the password of a protected file, where there is a person to ask."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from resumefit.cli.output import say
from resumefit.errors import PasswordError

_Read = TypeVar("_Read")

_TRIES = 3


def opened(read: Callable[[str | None], _Read], name: str, password: str | None) -> _Read:
    """What `read(password)` gives; where the file called `name` needs a password and none was given, it is asked for.

    Raises PasswordError where nobody can be asked (a pipe, a script), or after three wrong answers.
    """
    try:
        return read(password)
    except PasswordError:
        if password is not None or not _is_anybody_there():
            raise
    for tries in reversed(range(_TRIES)):
        try:
            return read(_asked(name))
        except PasswordError as error:
            if not tries:
                raise
            say(str(error))
    raise AssertionError  # the loop's last turn returns or raises


def _is_anybody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _asked(name: str) -> str:
    from resumefit.rendering.safe import printable

    given: str = click.prompt(f"Password of {printable(name)}", hide_input=True, err=True)
    return given
