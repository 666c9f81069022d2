"""DOC2: how the pages are laid out, and what of the layout a parser may stumble over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.plain import row_text
from resumefit.checks.sources import DAXTRA, GREENHOUSE, LEVER
from resumefit.checks.subject import Subject
from resumefit.language.patterns import data_table
from resumefit.reading.document import Box, Document, Line, Mark, Media, Place, Region

_WORD_PROCESSORS: tuple[Media, ...] = ("docx", "odt", "rtf")  # a table of Markdown is on its way to one of these
_FRAME: tuple[Place, ...] = ("header", "footer")
_OUTSIDE: tuple[Place, ...] = (*_FRAME, "text box")
_FEWEST_IN_COLUMN = 3  # lines
_FEWEST_IN_TABLE = 10  # words; a signature or a line of dates is no layout of tables
_RATING = re.compile(r"[●•■★⬤▮█◆✦]{1,9}[○◦□☆◯▯░◇✧]{1,9}|[★●⬤■]{3,5}(?![^\W_])")
_PERCENT = re.compile(r"(?<![\d.,])(?:100|\d{1,2}) ?%")
_FEWEST_RATINGS = 3
_BAR_HEIGHTS = (1.5, 16.0)  # points
_BAR_WIDTHS = (20.0, 320.0)
_DOT_SIZES = (3.0, 16.0)
_FEWEST_DOTS = 4  # in a row


@check(
    code="DOC201",
    name="columns",
    title="The page is set in columns",
    why="A simple parser reads a page line by line from edge to edge, and joins what stands side by side. Greenhouse "
    "lists a columned layout among the causes of failed parses; other makers' handbooks do not mention it.",
    fix="Set the resume in one column: what stands in the sidebar goes below the summary or to the end.",
    source=GREENHOUSE,
    severity="costs",
    applies="file",
)
def columns(subject: Subject) -> Iterator[Spot]:
    """Regions stand side by side on a page, or a section of a Word file has several columns."""
    beside = list(_beside(subject.document))
    pages = sorted({region.page for region in beside})
    if pages:
        where = (
            "Page 1 is" if pages == [1] else f"{'Pages' if len(pages) > 1 else 'Page'} {listed(pages)} {_are(pages)}"
        )
        first = min(beside, key=lambda region: (region.page, region.box.x1 - region.box.x0))
        yield Spot(
            message=f"{where} set in columns", page=first.page, boxes=(first.box,), quote=_opening(subject, first)
        )
    widest = max((sheet.columns for sheet in subject.document.file.sheets), default=1)
    if widest > 1:
        yield Spot(message=f"The text is set in {widest} columns")


@check(
    code="DOC202",
    name="tables",
    title="Text stands in tables",
    why="Greenhouse names tables among the causes of failed parses, and Daxtra's users are told to avoid them; a "
    "simple extraction of a Word file's paragraphs leaves their text out altogether.",
    fix="Replace the table by paragraphs; set dates apart with a right tab stop instead of a cell.",
    source=f"{GREENHOUSE}; {DAXTRA}",
    severity="costs",
    applies="file",
)
def tables(subject: Subject, *, words: int = _FEWEST_IN_TABLE) -> Iterator[Spot]:
    """At least so many words of a word processor's file stand in tables."""
    yield from _in_place(subject.document, ("table",), words, "in tables")


@check(
    code="DOC203",
    name="text-boxes",
    title="Text stands in text boxes",
    why="A text box hangs beside the text, not in it: a parser may read it in another place, or not at all. Daxtra's "
    "users are told that text boxes may be misread or completely missed.",
    fix="Move the words into the body of the page and delete the box.",
    source=f"{DAXTRA}; {GREENHOUSE}",
    severity="costs",
    applies="file",
)
def text_boxes(subject: Subject) -> Iterator[Spot]:
    """Words of a word processor's file stand in text boxes."""
    yield from _in_place(subject.document, ("text box",), 1, "in text boxes")


@check(
    code="DOC204",
    name="contact-in-header",
    title="Name or contact data stand only in a header, footer or text box",
    why="Greenhouse says so of its own parser: resumes with the name and contact information in the header, footer "
    "or text box may fail to parse. A plain extraction of a Word file leaves all three out.",
    fix="Put name, e-mail address and phone number into the first lines of the body.",
    source=GREENHOUSE,
    severity="blocks",
    applies="resume",
)
def contact_in_header(subject: Subject) -> Iterator[Spot]:
    """The name, address or number stands in no line of the body or of a table."""
    document, contact = subject.document, subject.held.contact
    outside = [line for line in document.lines if line.place in _OUTSIDE]
    if not outside:
        return
    inside = _normal("\n".join(_text(document, line) for line in document.lines if line.place not in _OUTSIDE))
    for what, value in (("name", contact.name), ("e-mail address", contact.email), ("phone number", contact.phone)):
        wanted = _normal(value)
        if wanted and wanted not in inside:
            lines = [line for line in outside if wanted in _normal(_text(document, line))]
            places = [f"a {place}" for place in dict.fromkeys(line.place for line in lines)]
            if lines:
                yield Spot(message=f"The {what} stands only in {listed(places)}", span=lines[0].span)


@check(
    code="DOC205",
    name="content-in-header",
    title="A header or footer holds more than the page's number",
    why="Headers and footers are left out by a plain extraction of a Word file, and Greenhouse names them among the "
    "causes of failed parses.",
    fix="Keep headers and footers for your name and the page's number; put all else into the body.",
    source=GREENHOUSE,
    severity="costs",
    applies="resume",
)
def content_in_header(subject: Subject, *, words: int = 6) -> Iterator[Spot]:
    """A line of a header or footer has so many words that are neither contact data nor in the body, too."""
    document, contact = subject.document, subject.held.contact
    framed = [line for line in document.lines if line.place in _FRAME]
    if not framed:
        return
    body = _normal("\n".join(_text(document, line) for line in document.lines if line.place not in _FRAME))
    told = _normal(f"{contact.name} {contact.email} {contact.phone}")
    for line in framed:
        if not _reaches(text := _text(document, line)):
            left = [word for word in re.findall(r"[^\W\d_]{2,}", text) if _normal(word) not in body + told]
            if len(left) >= words:
                yield Spot(message=f"{len(left)} words stand only in the {line.place}", span=line.span)


@check(
    code="DOC206",
    name="skill-bars",
    title="Skills are rated with bars, dots or percentages",
    why="A parser reads no lengths and counts no dots: what is left is the skill's name, or a row of signs in it. "
    "And a reader can't tell what four dots of five, or 80 %, of a skill are.",
    fix="Say it in words: years, what you did with it, “daily”, “basics”, or a level that others know (C1).",
    source=f"{LEVER} (images are not parsed); as to what a rating says: {OUR_JUDGEMENT}",
    severity="costs",
    applies="resume",
)
def skill_bars(subject: Subject, *, ratings: int = _FEWEST_RATINGS) -> Iterator[Spot]:
    """At least so many ratings are written or drawn."""
    document = subject.document
    rated = document.lines if _RATING.search(subject.text) else ()
    written = [line for line in rated if _RATING.search(_text(document, line))]
    skills = [part.span for part in subject.held.sections if part.kind in ("skills", "languages")]
    shares = [
        line
        for line in (line for span in skills if "%" in subject.text for line in document.lines_in(span))
        if any(span.covers(line.span) for span in skills) and _PERCENT.search(_text(document, line))
    ]
    for lines, what in ((written, "signs"), (shares, "percentages")):
        if len(lines) >= ratings:
            yield Spot(message=f"{len(lines)} skills are rated with {what}", span=lines[0].span)
            return
    drawn = _drawn_ratings(document.file.marks)
    if len(drawn) >= ratings:
        page, box = drawn[0]
        yield Spot(message=f"{len(drawn)} ratings are drawn as bars or dots", page=page, boxes=(box,))


@check(
    code="DOC207",
    name="icons",
    title="Icons stand where words could",
    why="An icon is a picture or a letter of a font of its own. A parser may get nothing of it, a stray sign, or its "
    "name (“envelope”) in the middle of your address.",
    fix="Write “Phone”, “E-mail”, or nothing at all: a number and an address need no label.",
    source=f"{GREENHOUSE} (graphics)",
    severity="polish",
    applies="file",
)
def icons(subject: Subject) -> Iterator[Spot]:
    """The file has a font of icons."""
    names = dict.fromkeys(font.name for font in subject.document.file.fonts if icon_font().search(font.name))
    if names:
        yield Spot(message=f"The file draws icons with the font {listed(list(names)[:3])}")


@check(
    code="DOC208",
    name="large-picture",
    title="A picture takes the place of text",
    why="Words in a picture are lost to a parser: Lever can't parse images, Greenhouse lists graphics among the "
    "causes of failed parses.",
    fix="Type what the picture says; leave out what is only for show.",
    source=f"{LEVER}; {GREENHOUSE}",
    severity="costs",
    applies="file",
)
def large_picture(subject: Subject, *, share: float = 0.3, words: int = 80) -> Iterator[Spot]:
    """A picture covers such a share of a page that has fewer words than that."""
    document = subject.document
    counts = Counter(document.words.pages)
    for page in document.pages:
        if page.number in document.file.scans or counts[page.number] >= words:
            continue
        large = [box for box in pictures(document, page.number) if _area(box) >= share * page.width * page.height]
        if large:
            part = max(map(_area, large)) / (page.width * page.height)
            yield Spot(
                message=f"A picture covers {part:.0%} of page {page.number}, which has {counts[page.number]} words of text",
                page=page.number,
                boxes=(max(large, key=_area),),
            )


# ---------------------------------------------------------------- what stands where


def _in_place(document: Document, places: Sequence[Place], least: int, where: str) -> Iterator[Spot]:
    lines = [line for line in document.lines if line.place in places and document.source.media in _WORD_PROCESSORS]
    words = sum(len(_text(document, line).split()) for line in lines)
    if words >= least:
        yield Spot(message=f"{words} {'word stands' if words == 1 else 'words stand'} {where}", span=lines[0].span)


def _beside(document: Document) -> Iterator[Region]:
    """The sidebars, and the columns that stand beside another one; a heading or a date in the margin is neither."""
    tall = [
        region
        for region in document.regions
        if region.kind in ("column", "sidebar")
        and sum(1 for _ in islice(document.lines_in(region.span), _FEWEST_IN_COLUMN)) == _FEWEST_IN_COLUMN
    ]
    columns = Counter(region.page for region in tall if region.kind == "column")
    return (region for region in tall if region.kind == "sidebar" or columns[region.page] > 1)


def _text(document: Document, line: Line) -> str:
    return document.text[line.span.start : line.span.end]


def _normal(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _reaches(text: str) -> bool:
    """Whether a line has an e-mail address or a phone number."""
    return "@" in text or re.search(r"\d(?:\D{0,2}\d){6}", text) is not None


def _opening(subject: Subject, region: Region) -> str:
    """A line as a plain extraction reads it across the columns; the region's first words where it has none."""
    mixed = next((row_text(subject.document, row) for row in subject.mixed_rows), "")
    return f"read across: {mixed}" if mixed else subject.document.quote(region.span)


def listed(values: Sequence[object]) -> str:
    """Values as a sentence names them: "A, B and C"."""
    *head, last = map(str, values)
    return f"{', '.join(head)} and {last}" if head else last


def _are(values: Sequence[object]) -> str:
    return "are" if len(values) > 1 else "is"


# ---------------------------------------------------------------- what is drawn


def pictures(document: Document, page: int) -> list[Box]:
    """Where pictures stand on a page."""
    return [mark.box for mark in document.file.marks if mark.kind == "picture" and mark.page == page and mark.box]


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _drawn_ratings(marks: Iterable[Mark]) -> list[tuple[int, Box]]:
    """Where ratings are drawn: a bar over or beside the rest of it, a row of dots of two colours."""
    rows: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind == "shape" and mark.box and mark.page:
            rows[mark.page, round((mark.box.top + mark.box.bottom) / 2)].append(mark)
    return [(page, box) for (page, _), row in sorted(rows.items()) if (box := _rating_in(row))]


def _rating_in(row: Sequence[Mark]) -> Box | None:
    """The rating that the shapes of a row make, None where they make none."""
    boxes = sorted(((mark.box, mark.color) for mark in row if mark.box), key=lambda one: (one[0].x0, one[0].x1))
    for (left, one), (right, other) in pairwise(boxes):
        if one != other and _is_bar(left) and _is_bar(right) and _same_height(left, right):
            starts_with = abs(left.x0 - right.x0) <= 1.0 and right.x1 - left.x1 > 2.0
            if starts_with or abs(left.x1 - right.x0) <= 1.0:
                return Box(left.x0, left.top, max(left.x1, right.x1), left.bottom)
    dots = [(box, color) for box, color in boxes if _is_dot(box)]
    if len(dots) >= _FEWEST_DOTS and len({color for _, color in dots}) == 2:
        gaps = [right[0].x0 - left[0].x0 for left, right in pairwise(dots)]
        if max(gaps) - min(gaps) <= 2.0 and min(gaps) > 0:
            return Box(dots[0][0].x0, dots[0][0].top, dots[-1][0].x1, dots[0][0].bottom)
    return None


def _is_bar(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return _BAR_HEIGHTS[0] <= height <= _BAR_HEIGHTS[1] and width <= _BAR_WIDTHS[1] and width >= 2 * height


def _is_dot(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return _DOT_SIZES[0] <= width <= _DOT_SIZES[1] and abs(width - height) <= 0.2 * width


def _same_height(one: Box, other: Box) -> bool:
    return abs(one.top - other.top) <= 1.0 and abs(one.bottom - other.bottom) <= 1.0


@cache
def icon_font() -> re.Pattern[str]:
    """What the names of fonts are told by whose letters are icons."""
    return re.compile("|".join(data_table("checks_file.toml")["icons"]["fonts"]), re.IGNORECASE)
