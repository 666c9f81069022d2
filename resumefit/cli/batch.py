"""The commands batch and cache."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import date, datetime
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

import click

from resumefit.cli.options import (
    Commands,
    as_of_option,
    engine_option,
    limits_option,
    ocr_option,
    output_option,
    settings_of,
    settings_option,
    taxonomy_option,
    with_options,
)
from resumefit.cli.output import progress, say, screen, write
from resumefit.errors import EXIT_DONE, EXIT_IN_PART, UsageError

if TYPE_CHECKING:
    from resumefit.batch.outcome import Outcome
    from resumefit.batch.run import Run
    from resumefit.config import PdfEngine
    from resumefit.rendering.tables import Table

_FORMS = (".csv", ".jsonl", ".html", ".parquet")
_BEST = 1  # resumes of each posting on the page, where --top does not say


@click.command()
@click.argument("resumes", metavar="RESUMES...", nargs=-1, required=True)
@with_options(
    click.option(
        "-p",
        "--postings",
        "--posting",
        "postings",
        metavar="WHERE",
        multiple=True,
        required=True,
        help="A folder of postings, a file, or a pattern in quotation marks. Repeatable.",
    ),
    click.option(
        "--out",
        metavar="FILE",
        multiple=True,
        help="Every pair, as the name says: .csv, .jsonl, .html (a heat map), .parquet (resumefit[parquet]). Repeatable.",
    ),
    click.option(
        "-n",
        "--top",
        type=click.IntRange(min=1),
        metavar="N",
        help="Show the N best resumes of each posting, with the lines that answer it.  [default: the best one, without]",
    ),
    click.option(
        "--assign", is_flag=True, help="Say which resume to send where, so that the scores add up to the most."
    ),
    click.option(
        "-j",
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        default=1,
        show_default=True,
        help="Processes that work.",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="A Dask scheduler whose workers do the work (resumefit[cluster]); it gets the documents.",
    ),
    click.option("--no-cache", is_flag=True, help="Keep nothing for the next run, and use nothing of an earlier one."),
    as_of_option,
    settings_option,
    taxonomy_option,
    limits_option,
    ocr_option,
    engine_option,
    output_option,
)
def batch(  # noqa: PLR0913 - a parameter for each option
    *,
    resumes: Sequence[str],
    postings: Sequence[str],
    out: Sequence[str],
    top: int | None,
    assign: bool,
    workers: int,
    cluster: str | None,
    no_cache: bool,
    as_of: datetime | None,
    settings: str | None,
    taxonomy: Sequence[str],
    limits: Sequence[str],
    ocr: bool,
    pdf_engine: PdfEngine | None,
    output: str | None,
) -> int:
    """Score many RESUMES (folders, files, patterns) against many postings.

    Each document is read once. What was read is kept for the next run, see `resumefit cache`; a run that was stopped goes
    on where it was. A file that can't be read stops nothing: it is named, in the output too, and the exit code is 5; it is
    that file's where nothing at all could be read. After Ctrl-C the output holds what was done.

    \b
    Examples:
      resumefit batch resumes/ --postings postings/ --out results.csv
      resumefit batch "cv-*.pdf" --posting job.html --top 10
      resumefit batch resumes/ --postings postings/ --assign
      resumefit batch resumes/ --postings postings/ --workers 8 --out map.html
      resumefit batch resumes/ --postings postings/ --cluster tcp://scheduler:8786
    """
    if cluster and workers > 1:
        raise UsageError("--cluster and --workers do not go together: the cluster has workers of its own")
    held, asked = _files(resumes), _files(postings)
    targets = _targets(out, (*held, *asked))
    config = settings_of(settings, limits, taxonomy, pdf_engine)
    # Before numpy comes: what is multiplied is small, and threads that wait for one another cost more than they do
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with _told() as tell:
        from resumefit.batch.cache import default_folder
        from resumefit.batch.job import Job
        from resumefit.batch.outcome import carry_out
        from resumefit.batch.run import Run
        from resumefit.batch.table import inputs

        day = as_of.date() if as_of else date.today()
        job = Job(config, day, ocr, None if no_cache else default_folder())
        run = Run(inputs(held, "resume"), inputs(asked, "posting"), job, workers, cluster or "", _counter(tell))
        if not run.plan.postings:
            return _without_postings(run)
        with ExitStack() as stack:
            tables = [stack.enter_context(_table(path)) for path in targets]
            outcome = carry_out(run, tables, top or _BEST, evidence=top is not None, assign=assign)
    return _finished(run, outcome, output)


def _without_postings(run: Run) -> int:
    """Says why no posting can be used, and gives the exit code of the last."""
    for failure in run.failures:
        say(failure.error)
    return run.failures[-1].exit_code


def _finished(run: Run, outcome: Outcome, output: str | None) -> int:
    from resumefit.rendering.batch import render_batch

    write(render_batch(outcome.facts, screen(output)), output)
    for failure in run.failures:
        say(f"left out: {failure.error}")
    if outcome.stopped:
        raise outcome.stopped
    if run.failures and not outcome.facts.resumes:
        return run.failures[-1].exit_code
    return EXIT_IN_PART if run.failures else EXIT_DONE


# ---------------------------------------------------------------- what is given


def _files(given: Sequence[str]) -> list[Path]:
    """The files that folders, patterns and names stand for, each once; hidden ones in a folder are left out."""
    found: dict[Path, Path] = {}
    for one in given:
        for path in _of(one):
            found.setdefault(path.resolve(), path)
    return list(found.values())


def _of(given: str) -> Iterator[Path]:
    path = Path(given)
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        if not inside:
            raise UsageError(f"{given} holds no files: name the folder that they are in")
        yield from inside
    elif has_magic(given) and not path.exists():
        matching = sorted(map(Path, glob(given, recursive=True)))  # noqa: PTH207 - Path.glob takes no whole path
        if not matching:
            raise UsageError(f"{given}: no such files; check the pattern")
        yield from (one for one in matching if one.is_file())
    else:
        yield path


def _targets(out: Sequence[str], taken: Sequence[Path]) -> list[Path]:
    """The files to write. Raises UsageError for a kind that is none, and one that is an input."""
    read = {path.resolve() for path in taken}
    for name in out:
        if Path(name).suffix.lower() not in _FORMS:
            raise UsageError(f"--out {name}: what is it to be? Its name must end in {', '.join(_FORMS)}")
        if Path(name).resolve() in read:
            raise UsageError(f"{name} is an input, too: give --out another name")
    return [Path(name) for name in out]


def _table(path: Path) -> Table:
    if path.suffix.lower() == ".html":
        from resumefit.rendering.heatmap import HeatMap

        return HeatMap(path)
    if path.suffix.lower() == ".parquet":
        from resumefit.rendering.parquet import ParquetTable

        return ParquetTable(path)
    from resumefit.rendering.tables import CsvTable, JsonTable

    return CsvTable(path) if path.suffix.lower() == ".csv" else JsonTable(path)


# ---------------------------------------------------------------- how far it is


def _told() -> AbstractContextManager[Callable[[str], None]]:
    return progress("Reading postings")


def _counter(tell: Callable[[str], None]) -> Callable[[str, int, int], None]:
    """What tells how many documents are done, how fast it goes, and how long it will take."""
    begun: dict[str, float] = {}

    def count(task: str, done: int, total: int) -> None:
        now = time.monotonic()
        since = now - begun.setdefault(task, now)
        what = "postings" if task == "posting" else "resumes"
        rate = (done - 1) / since if since > 0 else 0.0  # the first has set the clock
        pace = f", {rate:,.1f} a second, {_span((total - done) / rate)} left" if rate else ""
        tell(f"{done:,} of {total:,} {what}{pace}")

    return count


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return (
        f"{minutes // 60} h {minutes % 60} min"
        if minutes >= 60
        else f"{minutes} min {rest} s"
        if minutes
        else f"{rest} s"
    )


# ---------------------------------------------------------------- the cache


@click.group("cache", cls=Commands)
def cache_commands() -> None:
    """Show or clear what `batch` keeps of what it has read."""


@cache_commands.command()
@with_options(output_option)
def info(*, output: str | None) -> int:
    """Say where the cache is, and what it holds."""
    from resumefit.batch.cache import Cache
    from resumefit.rendering.batch import render_cache

    found = Cache().info()
    write(render_cache(found.folder, found.entries, found.size, found.most), output)
    return EXIT_DONE


@cache_commands.command()
@with_options(output_option)
def clear(*, output: str | None) -> int:
    """Remove all that the cache holds."""
    from resumefit.batch.cache import Cache
    from resumefit.rendering.batch import render_cache

    found = Cache().clear()
    write(f"Removed: {render_cache(found.folder, found.entries, found.size, found.most)}", output)
    return EXIT_DONE
