"""What the commands share: their options, and how what is given becomes settings and inputs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from resumefit.cli.output import STANDARD, say
from resumefit.errors import UsageError

if TYPE_CHECKING:
    from resumefit.config import Config, PdfEngine

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass
class Session:
    """What one run is told besides its command."""

    debug: bool = False


class Commands(click.Group):
    """Lists the commands in the order in which a person needs them, not by name."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names of the commands, as they were added."""
        return list(self.commands)


def _set_debug(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    session = context.find_object(Session)
    if value and session:
        session.debug = True


debug_option: Decorator = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_set_debug,
    help="Show the traceback of an error.",
)
password_option = click.option(
    "--password",
    metavar="P",
    envvar="RESUMEFIT_PASSWORD",
    show_envvar=True,
    help="Password of a protected file; without it, one is asked for on a terminal.",
)
ocr_option = click.option(
    "--ocr",
    is_flag=True,
    help="Read a PDF without text from its pictures (needs Tesseract and resumefit[ocr]); check the words that it finds.",
)
limits_option = click.option(
    "--limit",
    "limits",
    metavar="KEY=VALUE",
    multiple=True,
    help="What a file may cost before it is refused: bytes, unpacked_bytes, pages, characters, seconds, memory (bytes). "
    "Repeatable; a settings file says the same under [limits].",
)
engine_option = click.option(
    "--pdf-engine",
    type=click.Choice(["pdfium", "pdfplumber"]),
    help="Who reads the pages of a PDF: pdfium is several times as fast, pdfplumber is what it is measured by. A settings "
    'file says the same as pdf_engine = "pdfium".',
)
reading_options: tuple[Decorator, ...] = (limits_option, password_option, ocr_option, engine_option)
"""How files are read, for every command that reads any."""

form_option = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help='The day that "Present" stands for.  [default: today]',
)
output_option = click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
settings_option = click.option(
    "-c", "--config", "settings", metavar="FILE", help="Settings (TOML) that go before the built-in ones."
)
taxonomy_option = click.option(
    "--taxonomy",
    "taxonomy",
    metavar="FILE",
    multiple=True,
    help="Your own skills (JSON lines), joined to the bundled ones. Repeatable; a settings file says the same as "
    'taxonomy = ["FILE"].',
)


def with_options(*options: Decorator) -> Decorator:
    """Several options at once, shown in the order given, with --debug behind them."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed((*options, debug_option)):
            command = option(command)
        return command

    return decorate


def check_names(*inputs: str, output: str | None) -> None:
    """Raises UsageError for what can't go together: standard input twice, an output over an input."""
    if inputs.count(STANDARD) > 1:
        raise UsageError("only one input can come from standard input: give the others as files")
    if output is not None and output != STANDARD:
        taken = {Path(one).resolve() for one in inputs if one != STANDARD}
        if Path(output).resolve() in taken:
            raise UsageError(f"{output} is an input, too: give --output another name")


def settings_of(
    path: str | None, limits: Sequence[str] = (), taxonomy: Sequence[str] = (), pdf_engine: PdfEngine | None = None
) -> Config:
    """The settings: those of the file, with the limits, the user's own skills and the PDF engine that the options name."""
    from resumefit.config import load_config, with_limits

    config = load_config(Path(path) if path else None)
    own = (*config.taxonomy, *map(Path, taxonomy))
    most, engine = with_limits(config.limits, limits), pdf_engine or config.pdf_engine
    return replace(config, limits=most, taxonomy=own, pdf_engine=engine)


def source_of(argument: str) -> Any:
    """A path, or the stream of standard input."""
    if argument != STANDARD:
        return argument
    if sys.stdin is None:  # Python's way of saying that the program was started without one
        raise UsageError("standard input is closed: give a file")
    stream = sys.stdin.buffer
    if stream.isatty():
        say("reading from the keyboard: paste the text, then press Enter and Ctrl-D (Windows: Ctrl-Z, Enter)")
    return stream
