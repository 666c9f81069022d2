"""The commands on the taxonomy: lookup, and import of other bodies' lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from resumefit.cli.options import (
    Commands,
    check_names,
    form_option,
    output_option,
    settings_of,
    settings_option,
    taxonomy_option,
    with_options,
)
from resumefit.cli.output import progress, say, screen, write
from resumefit.errors import EXIT_DONE, EXIT_HIT

if TYPE_CHECKING:
    from resumefit.language.taxonomies.concepts import Imported


@click.group("taxonomy", cls=Commands)
def taxonomy_commands() -> None:
    """Look up skills, and bring in those of others.

    Your own skills are lines of a JSON-lines file, which match, keywords and these commands take with --taxonomy:

    \b
      {"id": "zymurgy", "name": "Zymurgy", "kind": "domain", "aliases": ["brewing science"]}
      {"id": "python", "aliases": ["CPython"]}

    A line of an id that is there adds to that skill; with another name or kind it replaces it.
    """


@taxonomy_commands.command()
@click.argument("term", nargs=-1, required=True)
@with_options(form_option, settings_option, taxonomy_option, output_option)
def lookup(*, term: Sequence[str], form: str, settings: str | None, taxonomy: Sequence[str], output: str | None) -> int:
    """Show the skills that TERM names, and what is known of them.

    A name is found in any form; where there is none, one that TERM may be a slip for. Exits with 1 where there is no such
    name either, and says which are written most like it.

    \b
    Examples:
      resumefit taxonomy lookup postgres
      resumefit taxonomy lookup project managment
      resumefit taxonomy lookup Go --format json
      resumefit taxonomy lookup zymurgy --taxonomy mine.jsonl
    """
    config = settings_of(settings, taxonomy=taxonomy)
    from resumefit.matching.lookup import look_up

    found = look_up(" ".join(term), config=config)
    if form == "json":
        from resumefit.rendering.json import lookup_json

        write(lookup_json(found), output)
    elif found.found:
        from resumefit.rendering.lookup import render_lookup

        write(render_lookup(found, screen(output)), output)
    if found.found:
        return EXIT_DONE
    say(f'"{found.term}" is in no skill\'s names; written most like it: {", ".join(found.closest) or "none"}')
    return EXIT_HIT


@taxonomy_commands.group("import", cls=Commands)
def import_commands() -> None:
    """Make a file for --taxonomy from the files of another body.

    What a file is, its columns tell. Labels that a skill has are joined to that skill, others become new skills; one-word
    labels of everyday English ("scratch", "slack") are left out and counted. With --taxonomy, labels are joined to your own
    skills, too: give the first file there when you make a second one to be used with it.
    """


@import_commands.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@with_options(settings_option, taxonomy_option, output_option)
def esco(*, files: Sequence[str], settings: str | None, taxonomy: Sequence[str], output: str | None) -> int:
    """Read the CSV files of an ESCO download.

    They are skills_en.csv or one of the collections, and the relations between skills.

    ESCO is the European Commission's, free to reuse (Decision 2011/833/EU) for whoever says "This service uses the ESCO
    classification of the European Commission." and marks a changed version as such. resumefit holds none of it: the data
    and what is made of them stay with you.

    \b
    Examples:
      resumefit taxonomy import esco skills_en.csv -o esco.jsonl
      resumefit taxonomy import esco skills_en.csv skillSkillRelations_en.csv \\
        broaderRelationsSkillPillar_en.csv -o esco.jsonl
    """
    from resumefit.language.taxonomies.esco import import_esco

    return _import(import_esco, files, settings, taxonomy, output)


@import_commands.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@with_options(settings_option, taxonomy_option, output_option)
def onet(*, files: Sequence[str], settings: str | None, taxonomy: Sequence[str], output: str | None) -> int:
    """Read files of an O*NET database download.

    They are Software Skills, Technology Skills and Tools Used of any release, as text or saved as CSV.

    The database is by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), under CC BY 4.0:
    whoever passes on what is made of it names the source and says that it was changed. O*NET is a trademark of USDOL/ETA.
    resumefit holds none of it: the data and what is made of them stay with you.

    \b
    Examples:
      resumefit taxonomy import onet "Software Skills.txt" -o onet.jsonl
      resumefit taxonomy import onet "Technology Skills.txt" "Tools Used.txt" \\
        --taxonomy esco.jsonl -o onet.jsonl
    """
    from resumefit.language.taxonomies.onet import import_onet

    return _import(import_onet, files, settings, taxonomy, output)


def _import(
    read: Callable[..., Imported],
    files: Sequence[str],
    settings: str | None,
    taxonomy: Sequence[str],
    output: str | None,
) -> int:
    """Writes what `read` makes of the files, and says what became of the concepts on standard error."""
    own = settings_of(settings, taxonomy=taxonomy).taxonomy
    check_names(*files, *map(str, own), output=output)
    with progress(f"Reading {', '.join(files)}"):
        made = read([Path(file) for file in files], taxonomy=own)
    write(made.text, output)
    say(made.summary)
    return EXIT_DONE
