"""Writes docs/cli.md from the commands' own help: `python docs/cli_reference.py`. A test holds that the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from resumefit.cli import cli

PAGE = Path(__file__).resolve().parent / "cli.md"
WIDTH = 88  # columns of the help texts

_HEAD = """# The command line

<!-- Written by docs/cli_reference.py from the commands' own help; `pytest --update-golden` brings it up to date. -->
"""
_NOTES = """
## What the output is

- **On a terminal** the report is coloured and as wide as the terminal, between 80 and 120 columns. In a pipe, in a file
  (`--output`) and where `NO_COLOR` is set, it is plain text whose own signs are all ASCII; the words of your documents
  stay as they are. Output is UTF-8 whatever the locale. Control characters of documents never reach the terminal.
- **The words beside the score** are ours, made from what the score counts: *strong* from 75, *worth tailoring* from 50,
  *a stretch* from 30, below that *another job*. No employer and no vendor uses this scale: there is no single "ATS
  score".
- **Literal** is the score that a plain search for the posting's own words would find. Where it is much lower than the
  match score, saying things in the posting's words is the cheapest thing to do.
- **Conditions** (a licence, the right to work, shifts) are met, not met or not stated. None of them is in the score.
- **How** something was found: *exact*, the posting's own words; *form*, another inflection or spelling; *alias*, another
  name; *implied*, by a skill that can't be had without it; *typo*, a likely slip; *reworded*, by a sentence that
  the trained encoder takes to say the same (look whether it does); *in part*, years that fall short. What is *related* to
  something missing is shown beside it and earns nothing. Behind it stands how often the resume names it and how often the
  posting does ("3/1"): once is enough.
- **Do these first**: what gains most for its effort. A bullet in quotes is the one that could carry a skill which you only
  list; "else learn it" and "else leave it" say what to do about what is not true. `--format json` has all of it.
- **JSON** (`--format json`) holds the same facts with a `schema_version`. Scores, and what `--what-if` gains, have one
  decimal; points and credits have four, so that adding up the requirements gives the total before its own
  rounding to within a hundredth.
- **Remarks** and errors go to standard error, one line each. `parse` writes exactly the text that was read.
"""


def reference() -> str:
    """The page, in Markdown."""
    root = click.Context(cli, info_name="resumefit", terminal_width=WIDTH, **cli.context_settings)
    return "\n".join((_HEAD, *_sections(cli, root))) + _NOTES


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command's section, and those of the commands in it."""
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        inner = command.commands[name]
        yield from _sections(inner, click.Context(inner, info_name=name, parent=context, terminal_width=WIDTH))


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8", newline="\n")
