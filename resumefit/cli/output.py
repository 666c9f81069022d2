"""What the commands write, and where: standard output or a file, and lines for a person on standard error."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from resumefit.errors import UsageError

if TYPE_CHECKING:
    from resumefit.rendering.screen import Screen

STANDARD = "-"
"""Stands for standard input or output where a file name may stand."""


def progress(first: str) -> AbstractContextManager[Any]:
    """Words on standard error once a step takes over a second, where a person may see them. Gives what changes them."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _step: None)
    from resumefit.rendering.terminal import progress

    return progress(first)


def screen(output: str | None) -> Screen:
    """The terminal as it is, 80 to 120 columns; without colour for a pipe; 80 columns for a file."""
    from resumefit.rendering.screen import NARROWEST, WIDEST, Screen

    if not _is_standard(output):
        return Screen(NARROWEST)
    # https://no-color.org: set and not empty. A dumb terminal knows no colours.
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns = shutil.get_terminal_size((NARROWEST, 24)).columns  # COLUMNS where it is set
    return Screen(min(max(columns, NARROWEST), WIDEST), colour)


def for_screen(text: str, output: str | None) -> str:
    """A document's text as it is; on a terminal without what steers it, and with a line end at the end."""
    if not _is_standard(output) or not sys.stdout.isatty():
        return text
    from resumefit.rendering.safe import printable_lines

    return printable_lines(text).rstrip("\n") + "\n"


def write(text: str, output: str | None) -> None:
    """Writes to standard output, or as UTF-8 to a file if one is given. Raises UsageError where that fails."""
    try:
        if output is not None and not _is_standard(output):
            Path(output).write_text(text, "utf-8", errors="replace", newline="\n")
        else:
            sys.stdout.write(text)
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        where = "standard output" if output is None else output
        raise UsageError(f"{where} can't be written: {error.strerror or error}") from error


def say(message: str) -> None:
    """One line on standard error, with nothing in it that a terminal acts on."""
    from resumefit.rendering.safe import printable

    click.echo(f"resumefit: {printable(message)}", err=True)


def _is_standard(output: str | None) -> bool:
    return output is None or output == STANDARD
