"""The command line: parse the options, call one function, render. The only door to Click.

What goes wrong becomes one line on standard error here, in `run`, and nowhere else. The exit codes are those of
errors.py, and 130 (128 + SIGINT) and 141 (128 + SIGPIPE) for what a shell reports as ended from outside.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from resumefit.cli.batch import batch, cache_commands
from resumefit.cli.checks import check, checks_command, explain
from resumefit.cli.commands import cli
from resumefit.cli.options import Session
from resumefit.cli.output import say
from resumefit.cli.taxonomy import taxonomy_commands
from resumefit.errors import EXIT_BUG, EXIT_DONE, EXIT_USAGE, ResumefitError

__all__ = ["COLLECTED", "cli", "main", "run"]

_EXIT_INTERRUPTED = 130
_EXIT_PIPE = 141

COLLECTED = (100_000, 30, 30)
"""Objects made before garbage is looked for in our own process, and rounds until the older ones are looked at, too (mypy's
way): otherwise the tables of names and expressions, which live as long as the program, are gone through again and again, a
tenth of its time."""

_TURNS = 0.0005  # seconds until a thread lets another have its turn: the one that reads ahead does little, and often

for command in (check, checks_command, explain, batch, cache_commands, taxonomy_commands):
    cli.add_command(command)


def main() -> NoReturn:
    """The entry point: runs the command that the arguments name, and exits with its code."""
    _prepare()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # a full disk, which the command has said already
        _let_go_of_stdout()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Runs a command and returns its exit code; whatever goes wrong is one line on standard error."""
    session = Session()
    try:
        with cli.make_context("resumefit", list(arguments), obj=session) as context:
            code = cli.invoke(context)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort: the user gets one line, whatever it is
        code = _answered(error, session)
    return code if isinstance(code, int) else EXIT_DONE


def _answered(error: Exception | KeyboardInterrupt, session: Session) -> int:
    """Says what went wrong, and gives the exit code of its kind."""
    match error:
        case KeyboardInterrupt() | click.Abort():
            code = _EXIT_INTERRUPTED
        case BrokenPipeError():
            _let_go_of_stdout()
            code = _EXIT_PIPE
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
            code = EXIT_USAGE
        case click.ClickException():
            say(_usage_line(error))
            code = EXIT_USAGE
        case ResumefitError():
            _trace(error, session)
            say(str(error))
            code = error.exit_code
        case _:
            _trace(error, session)
            say(f"a bug of ours: {type(error).__name__}: {error}; please report it with --debug output")
            code = EXIT_BUG
    return code


def _usage_line(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "resumefit"
    return f"{error.format_message().rstrip('.')} (see {path} --help)"


def _trace(error: Exception, session: Session) -> None:
    if session.debug:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)


def _let_go_of_stdout() -> None:
    """Points standard output nowhere, so that Python's own flush at the end does not fail on the closed pipe again."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())


def _prepare() -> None:
    """UTF-8 out whatever the locale, and no library's word in between: warnings and log lines are for developers. Garbage is
    collected seldom and threads take turns quickly, for this process is ours."""
    import gc
    import logging
    import warnings

    gc.set_threshold(*COLLECTED)
    sys.setswitchinterval(_TURNS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if "--debug" not in sys.argv:
        logging.disable(logging.CRITICAL)
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
