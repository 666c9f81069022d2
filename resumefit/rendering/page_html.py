"""A Document as a picture of how it was read: one HTML file with each page, its words, regions and lines in their order.

The file is complete in itself (see `markup`), and all that comes from the document is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from resumefit.rendering.facts import remarks
from resumefit.rendering.markup import html_page, html_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from resumefit.reading.document import Box, Document, HiddenWord, Line, Page, Region, RegionKind, Word

_Placed = TypeVar("_Placed", "Region", "Word", "HiddenWord")

_COLORS: dict[RegionKind, str] = {
    "text": "#1f6f8b",
    "column": "#2f7d32",
    "sidebar": "#8e4ec6",
    "labels": "#b26a00",
    "table": "#00796b",
    "header": "#c2185b",
    "running head": "#6d6d6d",
    "footer": "#6d6d6d",
}
_DROP = 0.22  # share of a box's height that lies below the baseline, as near as a stand-in font needs it
_TURNED = 1.4  # a word of three letters or more whose box is this many times as high as wide runs up or down the page
_BADGE = 6.5  # points; radius of a region's number

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 1500px; padding: 1rem; color: #1b1b1b; background: #f3f3f1;
  font: 14px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.25rem; overflow-wrap: anywhere; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
ul.notes { padding-left: 1.2rem; }
.key span { display: inline-block; margin-right: 1rem; white-space: nowrap; }
.key i { display: inline-block; width: .8em; height: .8em; margin-right: .3em; border: 1.5px solid; }
.page { display: flex; gap: 1rem; align-items: flex-start; }
.page svg { flex: 3 1 0; min-width: 0; width: 100%; height: auto; background: #fff; box-shadow: 0 1px 4px #0004; }
.page .read { flex: 2 1 0; min-width: 0; overflow-wrap: anywhere; font-size: 13px; }
.read h3 { font-size: 13px; margin: .6rem 0 .1rem; }
ol { margin: 0; padding-left: 2.6rem; } li.on { text-indent: 1.2em; }
li::marker { color: #777; font-size: 11px; }
.hidden { color: #b00020; }
svg text { font-family: "Helvetica Neue", Arial, sans-serif; fill: #1b1b1b; white-space: pre; }
svg .n { fill: #777; font-size: 5px; text-anchor: end; }
svg .b { fill: #fff; font-size: 8px; font-weight: 700; text-anchor: middle; }
svg .h { fill: #b00020; opacity: .75; }
table { border-collapse: collapse; width: 100%; background: #fff; }
th, td { text-align: left; padding: .15rem .6rem; border-bottom: 1px solid #e4e4e0; vertical-align: top; }
td:last-child { overflow-wrap: anywhere; width: 75%; }
@media (max-width: 800px) { .page { flex-direction: column; } .page svg, .page .read { flex: none; width: 100%; } }
""".strip()


def document_html(document: Document) -> str:
    """The Document as an HTML page to look at: drawn pages where it has pages, else a table of its lines."""
    title = html_text(document.source.name)
    body = "\n".join(_pages(document) if document.pages else _lines(document))
    heading = f"{title}: as resumefit reads it"
    return html_page(heading, _STYLE, f"<h1>{heading}</h1>\n{_notes(document)}\n{body}")


def _notes(document: Document) -> str:
    notes = "".join(f"<li>{html_text(note)}</li>" for note in remarks(document))
    return f'<ul class="notes">{notes}</ul>' if notes else ""


# ---------------------------------------------------------------- pages


def _pages(document: Document) -> Iterator[str]:
    yield _key(document)
    regions, words, hidden = _by_page(document.regions), _by_page(document.words), _by_page(document.hidden)
    lines = {id(line): number for number, line in enumerate(document.lines, 1)}
    for page in document.pages:
        here = regions.get(page.number, [])
        unseen = hidden.get(page.number, [])
        label = f"Page {page.number} of {len(document.pages)}"
        yield f'<h2>{label}</h2>\n<div class="page">'
        yield f'<svg viewBox="0 0 {page.width:.0f} {page.height:.0f}" role="img" aria-label="{label}, drawn">'
        yield from _drawn_regions(here)
        yield from _drawn_words(document, words.get(page.number, []))
        yield from _drawn_hidden(unseen, page)
        yield from _drawn_order(document, page, here, lines)
        yield '</svg>\n<div class="read">'
        for region in here:
            yield from _listed(document, region, lines)
        yield from _listed_hidden(unseen)
        yield "</div>\n</div>"


def _key(document: Document) -> str:
    kinds = dict.fromkeys(region.kind for region in document.regions)
    marks = "".join(f'<span><i style="border-color:{_COLORS[kind]}"></i>{kind}</span>' for kind in kinds)
    return f'<p class="key">Regions are numbered as they are read, lines in small figures. {marks}</p>'


def _by_page(placed: Iterable[_Placed]) -> dict[int | None, list[_Placed]]:
    found: dict[int | None, list[_Placed]] = defaultdict(list)
    for one in placed:
        found[one.page].append(one)
    return found


# ---------------------------------------------------------------- what is drawn


def _drawn_regions(regions: Iterable[Region]) -> Iterator[str]:
    for region in regions:
        box = region.box
        yield (
            f'<rect x="{box.x0 - 2:.1f}" y="{box.top - 1:.1f}" width="{box.x1 - box.x0 + 4:.1f}" '
            f'height="{box.bottom - box.top + 2:.1f}" rx="2" fill="{_COLORS[region.kind]}" fill-opacity=".07" '
            f'stroke="{_COLORS[region.kind]}" stroke-width=".8"/>'
        )


def _drawn_words(document: Document, words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        text = document.text[word.span.start : word.span.end]
        weight = ' font-weight="700"' if word.style.bold else ""
        slant = ' font-style="italic"' if word.style.italic else ""
        yield _set(text, word.box, f"{weight}{slant}")


def _drawn_hidden(hidden: Iterable[HiddenWord], page: Page) -> Iterator[str]:
    for word in hidden:
        box = word.box
        if box is None or box.x1 <= 0 or box.bottom <= 0 or box.x0 >= page.width or box.top >= page.height:
            continue
        drawn = _set(word.text, box, ' class="h"')
        yield (
            f'<g><title>{html_text(word.text)}: {word.why}</title><rect x="{box.x0:.1f}" y="{box.top:.1f}" '
            f'width="{max(box.x1 - box.x0, 3):.1f}" height="{max(box.bottom - box.top, 3):.1f}" fill="none" '
            f'stroke="#b00020" stroke-dasharray="2 1"/>{drawn}</g>'
        )


def _set(text: str, box: Box, attributes: str) -> str:
    """A word drawn so that it fills its box, whatever font the browser has."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    x, y, turn = box.x0, box.bottom - _DROP * height, ""
    if len(text) > 2 and height > _TURNED * width:
        x, y = box.x1 - _DROP * width, box.bottom
        turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"'
        width, height = height, width
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{height:.1f}" textLength="{max(width, 0.1):.1f}" '
        f'lengthAdjust="spacingAndGlyphs"{attributes}{turn}>{html_text(text)}</text>'
    )


def _drawn_order(document: Document, page: Page, regions: Sequence[Region], numbers: dict[int, int]) -> Iterator[str]:
    """Numbers of lines and regions, and the way from each region's last line to the next region's number."""
    for region, after in pairwise(regions):
        ends = [line.box for line in _lines_of(document, region) if line.box]
        if ends:
            x, y = _badge(after)
            yield (
                f'<path d="M{ends[-1].x1:.1f} {(ends[-1].top + ends[-1].bottom) / 2:.1f}L{x:.1f} {y:.1f}" '
                f'stroke="{_COLORS[after.kind]}" stroke-opacity=".45" stroke-dasharray="3 2" fill="none"/>'
            )
    for region in regions:
        for line in _lines_of(document, region):
            if line.box and line.page == page.number:
                yield f'<text class="n" x="{line.box.x0 - 3:.1f}" y="{line.box.bottom - 3:.1f}">{numbers[id(line)]}</text>'
        x, y = _badge(region)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_BADGE}" fill="{_COLORS[region.kind]}"/>'
        yield f'<text class="b" x="{x:.1f}" y="{y + 2.8:.1f}">{region.number}</text>'


def _badge(region: Region) -> tuple[float, float]:
    """Where a region's number stands: beside its upper left corner, on the page."""
    return max(region.box.x0 - 2 * _BADGE, _BADGE), max(region.box.top, _BADGE)


def _lines_of(document: Document, region: Region) -> Iterator[Line]:
    return document.lines_in(region.span)


# ---------------------------------------------------------------- what is listed


def _listed(document: Document, region: Region, numbers: dict[int, int]) -> Iterator[str]:
    """A region's lines in order. Those that go on with the line before hang a little further in."""
    lines = list(_lines_of(document, region))
    start = numbers[id(lines[0])] if lines else 1
    yield f'<h3 style="color:{_COLORS[region.kind]}">{region.number} {region.kind}</h3>\n<ol start="{start}">'
    for line in lines:
        how = "" if line.starts else ' class="on"'
        sign = "• " if line.role == "item" else ""
        yield f'<li value="{numbers[id(line)]}"{how}>{sign}{html_text(document.quote(line.span))}</li>'
    yield "</ol>"


def _listed_hidden(hidden: Sequence[HiddenWord]) -> Iterator[str]:
    if hidden:
        words = " ".join(f'<span title="{word.why}">{html_text(word.text)}</span> ({word.why})' for word in hidden)
        yield f'<h3 class="hidden">hidden, not read</h3>\n<p class="hidden">{words}</p>'


# ---------------------------------------------------------------- formats without pages


def _lines(document: Document) -> Iterator[str]:
    yield "<table>\n<tr><th>line</th><th>what</th><th>where</th><th>text</th></tr>"
    for number, line in enumerate(document.lines, 1):
        role = f"{line.role} {line.level}" if line.role == "heading" else line.role
        what = role if line.starts else "goes on"
        text = html_text(document.quote(line.span))
        yield f"<tr><td>{number}</td><td>{what}</td><td>{line.place}</td><td>{text}</td></tr>"
    yield "</table>"
    yield from _listed_hidden(document.hidden)
