"""A batch as one HTML file: scores as a heat map, the best, what to send where, and what was left out.

The file is complete in itself: no script, no font, no picture, nothing from outside, which its Content-Security-Policy
also forbids. All that comes from a document is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from resumefit.matching.pair import Pair
from resumefit.rendering.batch import BatchFacts, counted
from resumefit.rendering.safe import printable
from resumefit.rendering.tables import Table, unwritable

_WIDEST = 200  # postings and...
_TALLEST = 500  # ...resumes that are drawn: more no browser shows at ease, and no eye reads
_STEPS = 10  # shades
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# From sand to a deep green, light enough below for dark letters; told apart in grey, too.
_SHADES = "".join(
    f".s{step} {{ background: hsl({48 + 9 * step} 45% {94 - 6.2 * step:.0f}%);{' color: #fff;' if step > 6 else ''} }}\n"
    for step in range(_STEPS + 1)
)
_STYLE = f"""
body {{ margin: 1.5rem; font: 14px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff; }}
h1 {{ font-size: 1.25rem; }} h2 {{ font-size: 1rem; margin: 1.75rem 0 .5rem; }}
.map {{ overflow: auto; max-height: 85vh; border: 1px solid #ddd; }}
table {{ border-collapse: collapse; }}
.map th, .map td {{ padding: .2rem .45rem; font-size: 12px; white-space: nowrap; }}
.map td {{ text-align: right; font-variant-numeric: tabular-nums; }}
.map thead th {{ position: sticky; top: 0; background: #fff; vertical-align: bottom; z-index: 1; }}
.map thead th span {{ writing-mode: vertical-rl; transform: rotate(180deg); max-height: 14rem; overflow: hidden; }}
.map tbody th {{ position: sticky; left: 0; background: #fff; text-align: left; font-weight: 400; max-width: 22rem;
  overflow: hidden; text-overflow: ellipsis; }}
.map td.best {{ font-weight: 700; outline: 2px solid #1b1b1b; outline-offset: -2px; }}
.list td, .list th {{ text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #eee; vertical-align: top;
  overflow-wrap: anywhere; }}
.note {{ color: #666; }}
{_SHADES}""".strip()


class HeatMap(Table):
    """The HTML file of a batch; the resumes that come first are drawn, up to a number that a browser bears."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._rows: dict[str, list[Pair]] = {}
        try:
            self._aside.write_text("")
        except OSError as error:
            raise unwritable(path, error) from error

    def add(self, pairs: Sequence[Pair]) -> None:
        """Take some pairs."""
        for pair in pairs:
            row = self._rows.get(pair.resume)
            if row is None and len(self._rows) < _TALLEST:
                row = self._rows[pair.resume] = []
            if row is not None and len(row) < _WIDEST:
                row.append(pair)

    def close(self, facts: BatchFacts) -> None:
        """Write the page, and put the file in its place."""
        try:
            page = "\n".join(_page(facts, self._rows))
            self._aside.write_text(page, "utf-8", errors="replace", newline="\n")
            self._into_place()
        except OSError as error:
            raise unwritable(self._path, error) from error

    def _let_go(self) -> None:
        """No file is open between two calls."""


def _page(facts: BatchFacts, rows: dict[str, list[Pair]]) -> Iterator[str]:
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>resumefit: a batch</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>"
    )
    yield f"<h1>{counted(facts.resumes, 'resume')} against {counted(len(facts.postings), 'posting')}</h1>"
    if not facts.finished:
        yield '<p class="note">Stopped before the end: these are the resumes done by then.</p>'
    yield from _map(facts, rows)
    yield from _lists(facts)
    yield "</body>\n</html>\n"


def _map(facts: BatchFacts, rows: dict[str, list[Pair]]) -> Iterator[str]:
    if len(rows) < facts.resumes or len(facts.postings) > _WIDEST:
        yield f'<p class="note">Drawn are the first {len(rows)} resumes and {_WIDEST} postings; a .csv holds all.</p>'
    best = {(posting.posting, posting.best[0].pair.resume) for posting in facts.postings if posting.best}
    yield '<div class="map"><table>\n<thead><tr><th></th>'
    for one in facts.postings[:_WIDEST]:
        yield f'<th scope="col" title="{_text(one.title)}"><span>{_text(one.posting)}</span></th>'
    yield "</tr></thead>\n<tbody>"
    for resume, pairs in rows.items():
        cells = "".join(_cell(pair, (pair.posting, resume) in best) for pair in pairs)
        yield f'<tr><th scope="row" title="{_text(resume)}">{_text(resume)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _cell(pair: Pair, best: bool) -> str:
    step = round(pair.total * _STEPS / 100)
    missing = f"missing: {', '.join(pair.missing)}" if pair.missing else "nothing is missing"
    unmet = [label for label, status in pair.knockouts if status == "not met"]
    told = f"{pair.resume} / {pair.posting}: {pair.total:.1f} ({pair.literal:.1f} by the posting's words); {missing}"
    told += f"; not met: {', '.join(unmet)}" if unmet else ""
    return f'<td class="s{step}{" best" if best else ""}" title="{_text(told)}">{pair.total:.0f}</td>'


def _lists(facts: BatchFacts) -> Iterator[str]:
    tops = [(posting.posting, top.pair) for posting in facts.postings for top in posting.best]
    rows = ((posting, pair.resume, f"{pair.total:.1f}", ", ".join(pair.missing)) for posting, pair in tops)
    yield from _list("The best for each posting", ("posting", "resume", "score", "missing"), rows)
    reach = ((one.resume, one.posting, f"{one.total:.1f}") for one in facts.reach[:_TALLEST])
    yield from _list("The best posting for each resume", ("resume", "posting", "score"), reach)
    sent = ((one.posting, one.resume, f"{one.total:.1f}", ", ".join(one.ties)) for one in facts.assigned or ())
    yield from _list("Which to send where", ("posting", "resume", "score", "as good"), sent)
    alike = ((", ".join(one.resumes), f"{one.share:.0%}") for one in facts.alike)
    yield from _list("Nearly the same", ("resumes", "in common"), alike)
    yield from _list("Left out", ("file", "why"), ((one.name, one.error) for one in facts.failures))


def _list(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    body = ["".join(f"<td>{_text(cell)}</td>" for cell in row) for row in rows]
    if body:
        head = "".join(f'<th scope="col">{column}</th>' for column in columns)
        yield f'<h2>{title}</h2>\n<table class="list">\n<tr>{head}</tr>'
        yield from (f"<tr>{row}</tr>" for row in body)
        yield "</table>"


def _text(text: str) -> str:
    """Text of a document for a place between tags or in quotation marks."""
    return escape(printable(text))
