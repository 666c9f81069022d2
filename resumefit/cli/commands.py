"""The commands: match, parse, keywords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from resumefit import __version__
from resumefit.cli.options import (
    Commands,
    as_of_option,
    check_names,
    debug_option,
    form_option,
    output_option,
    reading_options,
    settings_of,
    settings_option,
    source_of,
    taxonomy_option,
    with_options,
)
from resumefit.cli.output import STANDARD, for_screen, progress, say, screen, write
from resumefit.cli.password import opened
from resumefit.errors import EXIT_DONE, EXIT_HIT, UsageError

if TYPE_CHECKING:
    from resumefit.config import Config, Limits, PdfEngine
    from resumefit.language.posting import JobPosting
    from resumefit.language.resume import Resume
    from resumefit.reading.document import Document
    from resumefit.report import Report

_EXIT_CODES = """\b
Exit codes:
  0   done
  1   the score is below --fail-under; a finding is as bad as --fail-on or worse;
      a term is in no skill's names
  2   usage: an unknown option, a wrong value or settings file
  3   an input gives no text: no such file, a folder, a web address, a kind of
      file that is not read, protected, damaged, a scan, empty, too large
  4   nothing to score: the posting asks for nothing, the resume says nothing,
      or one of them is not in English
  5   batch: done, but for files that were left out
  70  a bug of ours
  130 stopped with Ctrl-C

\b
Everything runs on this machine: resumefit never goes online, and keeps nothing
but what batch has read (see resumefit cache).
"""

_parse_form = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "json-resume"]),
    default="text",
    show_default=True,
    help="Form of the output; html draws each page with the order of reading, json-resume is what the resume says, "
    "for other programs (jsonresume.org).",
)
_explain = click.option(
    "-e", "--explain", is_flag=True, help="Show the arithmetic of the score (JSON always holds it)."
)
_top = click.option(
    "-n",
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    default=12,
    show_default=True,
    help="Lines of what is missing, and of what was found.",
)
_all = click.option("-a", "--all", "everything", is_flag=True, help="All lines of what is missing and was found.")
_what_if = click.option(
    "--what-if",
    "what_if",
    metavar="SKILLS",
    multiple=True,
    help='What these would add to the score if they were true and in the resume, each alone and all together: "Airflow, '
    'dbt". Repeatable.',
)
_letter = click.option(
    "--cover-letter",
    "letter",
    metavar="FILE",
    help="Which of the demands that matter most this letter speaks to, and what it claims that the resume does not back.",
)
_fail_under = click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Exit with 1 when the score is below N."
)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, "-V", "--version", message="resumefit %(version)s")
@debug_option
def cli() -> None:
    """How well a resume answers a job posting, line by line, and what to do about it. Offline.

    \b
    Examples:
      resumefit match resume.pdf posting.html
      resumefit match resume.docx - < posting.txt
      resumefit match resume.pdf posting.txt --format json | jq .score.total
      resumefit check resume.pdf
      resumefit parse resume.pdf
      resumefit keywords posting.html
      resumefit taxonomy lookup postgres

    Reads PDF, DOCX, ODT, RTF, HTML, web archives (MHTML, .webarchive), mails (.eml), Markdown, plain text and
    JSON Resume; what a file is, its bytes tell.
    """


@cli.command()
@click.argument("resume")
@click.argument("posting")
@with_options(
    form_option,
    _explain,
    _top,
    _all,
    _what_if,
    _letter,
    _fail_under,
    as_of_option,
    settings_option,
    taxonomy_option,
    *reading_options,
    output_option,
)
@click.pass_context
def match(  # noqa: PLR0913 - a parameter for each option
    context: click.Context,
    *,
    resume: str,
    posting: str,
    form: str,
    explain: bool,
    top: int,
    everything: bool,
    what_if: tuple[str, ...],
    letter: str | None,
    fail_under: float | None,
    as_of: datetime | None,
    settings: str | None,
    taxonomy: tuple[str, ...],
    limits: tuple[str, ...],
    password: str | None,
    ocr: bool,
    pdf_engine: PdfEngine | None,
    output: str | None,
) -> int:
    """Score RESUME against POSTING, and say what to do about it.

    One input may be "-": standard input. Conditions (a licence, the right to work) are listed outside the score.

    \b
    Examples:
      resumefit match resume.pdf posting.html
      resumefit match resume.docx - < posting.txt
      resumefit match resume.pdf posting.txt --explain
      resumefit match resume.pdf posting.txt --what-if "Airflow, dbt"
      resumefit match resume.pdf posting.txt --cover-letter letter.docx
      resumefit match resume.pdf posting.txt --fail-under 60 --output report.txt
    """
    if everything and context.get_parameter_source("top") is not ParameterSource.DEFAULT:
        raise UsageError("--all and --top do not go together: leave out one of them")
    check_names(resume, posting, *([] if letter is None else [letter]), output=output)
    config = settings_of(settings, limits, taxonomy, pdf_engine)
    terms = _terms(what_if)
    inputs = _Inputs(resume, posting, letter, terms, as_of.date() if as_of else None)
    report = _matched(inputs, config, password, ocr=ocr)
    if form == "json":
        from resumefit.rendering.json import to_json

        write(to_json(report), output)
    else:
        from resumefit.rendering.terminal import render_report

        write(render_report(report, screen(output), top=None if everything else top, explain=explain), output)
    if fail_under is not None and report.score.total < fail_under:
        say(f"the match score {report.score.total:.1f} is below {fail_under:g} (--fail-under)")
        return EXIT_HIT
    return EXIT_DONE


@cli.command()
@click.argument("file")
@with_options(
    click.option("--naive", is_flag=True, help="What a plain extraction gives: what a simple parser may get."),
    _parse_form,
    *reading_options,
    output_option,
)
def parse(  # noqa: PLR0913 - a parameter for each option
    *,
    file: str,
    naive: bool,
    form: str,
    limits: tuple[str, ...],
    password: str | None,
    ocr: bool,
    pdf_engine: PdfEngine | None,
    output: str | None,
) -> int:
    """Print the text of FILE as resumefit reads it.

    Words that nobody sees on the page are left out and counted on standard error.

    \b
    Examples:
      resumefit parse resume.pdf
      resumefit parse resume.pdf --naive
      resumefit parse - --format json < resume.docx
      resumefit parse resume.pdf --format html -o reading.html
      resumefit parse resume.pdf --format json-resume -o resume.json
      resumefit parse scan.pdf --ocr
    """
    check_names(file, output=output)
    if naive and password:
        raise UsageError("--naive reads no protected file: leave out --password, or --naive")
    if naive and ocr:
        raise UsageError("--naive is what a simple parser gets, and that reads no pictures: leave out one of them")
    if naive and form not in ("text", "json"):
        raise UsageError("--naive gives a text without places: choose --format text or json, or leave out --naive")
    config = settings_of(None, limits, (), pdf_engine)
    text = _naive(file, form, config.limits) if naive else _read(file, form, config, password, ocr=ocr)
    write(for_screen(text, output) if form == "text" else text, output)
    return EXIT_DONE


@cli.command()
@click.argument("posting")
@with_options(
    form_option,
    settings_option,
    taxonomy_option,
    *reading_options,
    output_option,
)
def keywords(  # noqa: PLR0913 - a parameter for each option
    *,
    posting: str,
    form: str,
    settings: str | None,
    taxonomy: tuple[str, ...],
    limits: tuple[str, ...],
    password: str | None,
    ocr: bool,
    pdf_engine: PdfEngine | None,
    output: str | None,
) -> int:
    """List what POSTING asks for, most worth first.

    The points are those of the score of a resume that answers it all: 100. Conditions stand below, outside it.

    \b
    Examples:
      resumefit keywords posting.html
      resumefit keywords - --format json < posting.txt
    """
    check_names(posting, output=output)
    config = settings_of(settings, limits, taxonomy, pdf_engine)
    asked = _asked_for(posting, config, password, ocr=ocr)
    if form == "json":
        from resumefit.rendering.json import keywords_json

        write(keywords_json(asked, config), output)
    else:
        from resumefit.rendering.terminal import render_keywords

        write(render_keywords(asked, config, screen(output)), output)
    return EXIT_DONE


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What `match` is given to compare."""

    resume: str
    posting: str
    letter: str | None
    terms: tuple[str, ...] | None
    day: date | None


def _terms(given: Sequence[str]) -> tuple[str, ...] | None:
    """The skills of --what-if. Raises UsageError where it names none."""
    if not given:
        return None
    from resumefit.matching.what_if import terms_of

    return terms_of(given)


def _matched(inputs: _Inputs, config: Config, password: str | None, *, ocr: bool) -> Report:
    from resumefit import report

    def held(given: str | None) -> Resume:
        with progress(f"Reading {inputs.resume}"):
            return report.read_resume(source_of(inputs.resume), password=given, ocr=ocr, config=config)

    def told(given: str | None) -> Resume:
        with progress(f"Reading {inputs.letter}"):
            return report.read_letter(source_of(str(inputs.letter)), password=given, ocr=ocr, config=config)

    mine = opened(held, inputs.resume, password)
    asked = _asked_for(inputs.posting, config, password, ocr=ocr)
    letter = None if inputs.letter is None else opened(told, inputs.letter, password)
    with progress("Comparing"):
        return report.match(mine, asked, what_if=inputs.terms, letter=letter, as_of=inputs.day, config=config)


def _asked_for(posting: str, config: Config, password: str | None, *, ocr: bool) -> JobPosting:
    def read(given: str | None) -> JobPosting:
        with progress(f"Reading {posting}"):
            from resumefit.report import read_posting

            return read_posting(source_of(posting), password=given, ocr=ocr, config=config)

    return opened(read, posting, password)


def _read(file: str, form: str, config: Config, password: str | None, *, ocr: bool) -> str:
    """A file as it is read: its text, JSON or HTML. Remarks on it go to standard error."""

    def read(given: str | None) -> Document:
        with progress(f"Reading {file}"):
            from resumefit.reading.read import read_document

            source, engine = source_of(file), config.pdf_engine
            return read_document(source, limits=config.limits, password=given, ocr=ocr, pdf_engine=engine)

    document = opened(read, file, password)
    from resumefit.rendering.facts import remarks

    for note in remarks(document):
        say(note)
    if form == "text":
        return document.text
    if form == "html":
        from resumefit.rendering.page_html import document_html

        return document_html(document)
    if form == "json-resume":
        from resumefit.language.resume import understand_resume
        from resumefit.rendering.json_resume import to_json_resume

        return to_json_resume(understand_resume(document))
    from resumefit.rendering.json import document_json

    return document_json(document)


def _naive(file: str, form: str, limits: Limits) -> str:
    """A file as a plain extraction gives it: its text, or JSON."""
    with progress(f"Reading {file}"):
        from resumefit.reading.read import read_naive

        text = read_naive(source_of(file), limits=limits)
    if form == "text":
        return text
    from resumefit.rendering.json import naive_json

    return naive_json(text, "standard input" if file == STANDARD else Path(file).name)
