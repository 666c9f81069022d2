"""DOC2, from DOC209: the sheet, what it is set in, and how many there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.layout import icon_font, listed, pictures
from resumefit.checks.sources import PAGES_STUDY, USAJOBS
from resumefit.checks.subject import Subject

_SIZES = {"A4": (595.3, 841.9), "US Letter": (612.0, 792.0)}  # points
_SIZE_SLACK = 0.02  # share; drivers round, and some programs cut a millimetre
_INCH = 72.0
_FEWEST_AT_EDGE = 3  # lines; one alone is a page number or a flourish
_FAMILY = re.compile(r"[-,]|(?:Bold|Italic|Oblique|Regular|Light|Medium|Semi|Black|Roman|PSMT|PS|MT)(?=[A-Z-]|$)")
_LEAST_SHARE = 0.02  # of the characters; a font that sets less is a sign or two
_ACADEMIC = 3  # publications; from there on it is a list of works, which has its own length


@check(
    code="DOC209",
    name="page-size",
    title="The page is neither A4 nor US Letter",
    why="A recruiter who prints it gets it cut or shrunk, and a page of an odd size tells of a design program or a "
    "screenshot.",
    fix="Set the page to US Letter in North America, to A4 elsewhere, upright.",
    source="ISO 216 (A4) and ANSI/ASME Y14.1 (Letter); that other sizes count against a resume: " + OUR_JUDGEMENT,
    severity="polish",
    applies="file",
)
def page_size(subject: Subject) -> Iterator[Spot]:
    """A page has another size, or lies on its side."""
    sheets = [(page.width, page.height) for page in subject.document.pages]
    sheets = sheets or [(sheet.width, sheet.height) for sheet in subject.document.file.sheets]
    odd = [(width, height) for width, height in sheets if not _is_known(width, height)]
    if odd:
        width, height = odd[0]
        yield Spot(message=f"The page is {width / _INCH:.1f} by {height / _INCH:.1f} inches")


@check(
    code="DOC210",
    name="narrow-margins",
    title="Text runs close to the paper's edge",
    why="Printers leave a rim, and a page filled to its edges reads as one that should have been cut. USAJOBS asks "
    "for half an inch.",
    fix="Give every side half an inch or more; shorten the text rather than the margins.",
    source=USAJOBS,
    severity="polish",
    applies="file",
)
def narrow_margins(subject: Subject, *, inches: float = 0.35) -> Iterator[Spot]:
    """At least three lines of a page come nearer to its left or right edge than that."""
    document, least = subject.document, inches * _INCH
    for page in document.pages:
        near = [
            line
            for line in document.lines_in(page.span)
            if line.box and line.page == page.number and min(line.box.x0, page.width - line.box.x1) < least
        ]
        if len(near) >= _FEWEST_AT_EDGE:
            gap = min(min(line.box.x0, page.width - line.box.x1) for line in near if line.box)
            what = f"{max(gap, 0) / _INCH:.2f} inches"
            yield Spot(message=f"Page {page.number} comes within {what} of its side", span=near[0].span)
            return
    for sheet in document.file.sheets:
        side = min(sheet.margins[0], sheet.margins[2])
        if side < least:
            yield Spot(message=f"The side margin is {side / _INCH:.2f} inches")
            return


@check(
    code="DOC211",
    name="small-print",
    title="The text is set small",
    why="Ten points is what USAJOBS asks for the main text; below nine, many readers need glasses, and a print or a "
    "phone makes it worse.",
    fix="Set the main text in 10 to 12 points and cut words instead.",
    source=USAJOBS,
    severity="costs",
    applies="file",
)
def small_print(subject: Subject, *, points: float = 8.5) -> Iterator[Spot]:
    """More than half of the characters are smaller than that."""
    sizes: Counter[float] = Counter()
    for line in subject.document.lines:
        if line.style.size:
            sizes[line.style.size] += len(line.span)
    total = sum(sizes.values())
    small = sum(count for size, count in sizes.items() if size < points)
    if total and small > total / 2:
        usual = sizes.most_common(1)[0][0]
        yield Spot(message=f"{small / total:.0%} of the text is smaller than {points:g} points, most of it {usual:g}")


@check(
    code="DOC212",
    name="many-fonts",
    title="The page mixes many typefaces",
    why="Two families, one for headings and one for text, are what a page can carry; more of them look like parts "
    "pasted together.",
    fix="Use one or two families, and their bold and italic.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="file",
)
def many_fonts(subject: Subject, *, families: int = 3) -> Iterator[Spot]:
    """More than so many families set at least a fiftieth of the text each."""
    words = subject.document.words
    if words and len({_FAMILY.split(style.font)[0] for style in words.styles}) <= families:  # as on most pages
        return
    by_style = words.letters()
    for line in () if by_style else subject.document.lines:  # formats without pages have no words
        by_style[line.style] += len(line.span)
    counts: Counter[str] = Counter()
    for style, length in by_style.items():
        name = _FAMILY.split(style.font)[0]
        if name and not icon_font().search(style.font):
            counts[name] += length
    total = sum(counts.values())
    used = [name for name, count in counts.most_common() if count >= _LEAST_SHARE * total]
    if len(used) > families:
        yield Spot(message=f"{len(used)} typefaces are mixed: {listed(used)}")


@check(
    code="DOC213",
    name="many-pages",
    title="More pages than the years of work fill",
    why="Recruiters of a simulated hiring chose two pages over one; three were not tried. The U.S. government takes two "
    "at most. Lists of publications are another matter.",
    fix="Cut to two pages: shorten what is over ten years old to one line each.",
    source=f"{PAGES_STUDY}; {USAJOBS}",
    severity="costs",
    applies="resume",
)
def many_pages(subject: Subject, *, pages: int = 2, years: int = 15) -> Iterator[Spot]:
    """More than so many pages with fewer than so many years of work, or twice as many with any."""
    count, held = len(subject.document.pages), subject.held
    worked = held.years(subject.today)
    if count > pages and (worked < years or count > 2 * pages) and len(held.publications) < _ACADEMIC:
        yield Spot(message=f"{count} pages for {worked:.0f} years of work", page=count)


@check(
    code="DOC214",
    name="spill-over",
    title="A few lines spill over to another page",
    why="A last page with a handful of lines looks like an accident, and what stands on it is seen last or not at all.",
    fix="Cut as many lines, or set the margins and spaces a little tighter.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="file",
)
def spill_over(subject: Subject, *, lines: int = 5) -> Iterator[Spot]:
    """The last page of several has no more lines than that."""
    document = subject.document
    if len(document.pages) < 2:
        return
    last = document.pages[-1]
    here = [line for line in document.lines_in(last.span) if line.page == last.number]
    if 0 < len(here) <= lines and not pictures(document, last.number):
        only = "only 1 line" if len(here) == 1 else f"only {len(here)} lines"
        yield Spot(message=f"Page {last.number} holds {only}", span=here[0].span)


# ---------------------------------------------------------------- sheets and fonts


def _is_known(width: float, height: float) -> bool:
    return any(
        abs(width - known) <= _SIZE_SLACK * known and abs(height - high) <= _SIZE_SLACK * high
        for known, high in _SIZES.values()
    )
