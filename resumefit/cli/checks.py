"""The commands on checks: check, checks, explain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from resumefit.cli.options import (
    as_of_option,
    check_names,
    form_option,
    output_option,
    reading_options,
    settings_of,
    settings_option,
    source_of,
    taxonomy_option,
    with_options,
)
from resumefit.cli.output import STANDARD, progress, say, screen, write
from resumefit.errors import EXIT_DONE, EXIT_HIT, ResumefitError, UsageError

if TYPE_CHECKING:
    from resumefit.checks.base import Finding
    from resumefit.config import Config, PdfEngine

_select = click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Only these checks: codes, beginnings of codes or names, with commas between them. Repeatable.",
)
_ignore = click.option("--ignore", metavar="CODES", multiple=True, help="Not these checks; the same words.")
_modules = click.option(
    "--checks",
    "modules",
    metavar="FILE",
    multiple=True,
    help="Checks of your own: a file of Python, which is run (see examples/own_check.py). Repeatable; a settings file says "
    "the same under [checks] modules.",
)
_fail_on = click.option(
    "--fail-on",
    type=click.Choice(["blocks", "costs", "polish", "never"]),
    default="blocks",
    show_default=True,
    help="Exit with 1 when there is a finding this bad or worse.",
)


@click.command()
@click.argument("resumes", metavar="RESUME...", nargs=-1, required=True)
@with_options(
    click.option("-p", "--posting", metavar="FILE", help="Check the posting, too, and the resume against it."),
    click.option(
        "--other",
        "others",
        metavar="FILE",
        multiple=True,
        help="Another posting of the field, to tell whether the resume is written for this one. Repeatable.",
    ),
    click.option("--letter", metavar="FILE", help="Check this cover letter, too."),
    _select,
    _ignore,
    _fail_on,
    click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(["text", "json", "markdown", "html"]),
        default="text",
        show_default=True,
        help="Form of the output.",
    ),
    click.option("-a", "--all", "everything", is_flag=True, help="All findings of each check, not the first three."),
    as_of_option,
    _modules,
    settings_option,
    taxonomy_option,
    *reading_options,
    output_option,
)
def check(  # noqa: PLR0913 - a parameter for each option
    *,
    resumes: Sequence[str],
    posting: str | None,
    others: Sequence[str],
    letter: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: str,
    form: str,
    everything: bool,
    as_of: datetime | None,
    modules: Sequence[str],
    settings: str | None,
    taxonomy: Sequence[str],
    limits: Sequence[str],
    password: str | None,
    ocr: bool,
    pdf_engine: PdfEngine | None,
    output: str | None,
) -> int:
    """Say what would be lost of RESUME, or would count against it, and where.

    Like a linter: each check has a code, which `explain` explains. No finding touches the match score. A file that needs a
    password, or gives no text, is a finding and no error. Several resumes are checked one after the other; in JSON, too,
    there is then one document for each, in HTML one page for all.

    \b
    Examples:
      resumefit check resume.pdf
      resumefit check resume.pdf --posting posting.html
      resumefit check resume.pdf --select DOC,TXT201 --ignore DOC105 --format json
      resumefit check *.docx --fail-on costs
    """
    if others and posting is None:
        raise UsageError("--other says what to compare with, and --posting is missing: give the posting applied for")
    check_names(*resumes, *(one for one in (posting, letter, *others) if one is not None), output=output)
    config = _with_checks(settings_of(settings, limits, taxonomy, pdf_engine), select, ignore, modules)

    def checked(resume: str) -> Sequence[Finding]:
        with progress(f"Checking {resume}"):
            from resumefit import report

            return report.check(
                source_of(resume),
                source_of(posting) if posting else None,
                others=[source_of(one) for one in others],
                letter=source_of(letter) if letter else None,
                password=password,
                ocr=ocr,
                as_of=as_of.date() if as_of else None,
                config=config,
            )

    found, failed = _each(checked, resumes)
    write(_rendered(found, form, output, everything=everything), output)
    return failed or _exit_code([finding for one in found.values() for finding in one], fail_on)


def _each(
    checked: Callable[[str], Sequence[Finding]], resumes: Sequence[str]
) -> tuple[dict[str, Sequence[Finding]], int]:
    """The findings of each resume, and the exit code of the last that could not be checked, 0 for none.

    Raises the error of a resume that is the only one; of several, it is said and the others are checked all the same.
    """
    found: dict[str, Sequence[Finding]] = {}
    failed = 0
    for resume in resumes:
        try:
            found[resume] = checked(resume)
        except UsageError:
            raise
        except ResumefitError as error:
            if len(resumes) == 1:
                raise
            say(str(error))
            failed = error.exit_code
    return found, failed


def _name(resume: str) -> str:
    return "standard input" if resume == STANDARD else Path(resume).name


@click.command("checks")
@with_options(_select, _ignore, form_option, _modules, settings_option, output_option)
def checks_command(
    *,
    select: Sequence[str],
    ignore: Sequence[str],
    form: str,
    modules: Sequence[str],
    settings: str | None,
    output: str | None,
) -> int:
    """List the checks.

    \b
    Examples:
      resumefit checks
      resumefit checks --select TXT
      resumefit checks --format json
    """
    config = _with_checks(settings_of(settings), select, ignore, modules)
    from resumefit.checks.runner import chosen_checks

    found = chosen_checks(config.checks)
    if form == "json":
        from resumefit.rendering.json import checks_json

        write(checks_json(found), output)
    else:
        from resumefit.rendering.findings import render_checks

        write(render_checks(found, screen(output)), output)
    return EXIT_DONE


@click.command()
@click.argument("code")
@with_options(form_option, _modules, settings_option, output_option)
def explain(*, code: str, form: str, modules: Sequence[str], settings: str | None, output: str | None) -> int:
    """Explain the check of CODE (or of that name): what, why, how to mend it, and where it is known from.

    \b
    Examples:
      resumefit explain DOC101
      resumefit explain contact-in-header
    """
    config = _with_checks(settings_of(settings), (), (), modules)
    from resumefit.checks.registry import find_check

    found = find_check(code, config.checks.modules)
    if form == "json":
        from resumefit.rendering.json import checks_json

        write(checks_json([found]), output)
    else:
        from resumefit.rendering.findings import render_check

        write(render_check(found, screen(output)), output)
    return EXIT_DONE


def _with_checks(config: Config, select: Sequence[str], ignore: Sequence[str], modules: Sequence[str]) -> Config:
    """The settings with what the options say of checks: --select stands instead of the file's, the others add to it."""
    told = config.checks
    checks = replace(
        told,
        select=_listed(select) or told.select,
        ignore=(*told.ignore, *_listed(ignore)),
        modules=(*told.modules, *map(Path, modules)),
    )
    return replace(config, checks=checks)


def _listed(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for codes in given for code in codes.split(",") if code.strip())


def _rendered(found: Mapping[str, Sequence[Finding]], form: str, output: str | None, *, everything: bool) -> str:
    """The findings of each resume, one after the other; in HTML on one page."""
    named = [(_name(resume), findings) for resume, findings in found.items()]
    if form == "html":
        from resumefit.rendering.findings_html import findings_html

        return findings_html(named)
    if form == "json":
        from resumefit.rendering.json import findings_json

        return "".join(findings_json(findings, name) for name, findings in named)
    from resumefit.rendering.findings import findings_markdown, render_findings

    if form == "markdown":
        return "".join(findings_markdown(findings, name) for name, findings in named)
    return "\n".join(render_findings(findings, name, screen(output), everything=everything) for name, findings in named)


def _exit_code(found: Sequence[Finding], fail_on: str) -> int:
    from resumefit.checks.base import SEVERITIES
    from resumefit.checks.runner import at_or_above

    least = next((severity for severity in SEVERITIES if severity == fail_on), None)
    bad = len(list(at_or_above(found, least))) if least else 0
    if not bad:
        return EXIT_DONE
    say(f"{bad} {'finding stands' if bad == 1 else 'findings stand'} at or above {fail_on} (--fail-on)")
    return EXIT_HIT
