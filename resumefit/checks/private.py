"""TXT4: what a resume had better not tell: of the person, of other people, of pay and of why one left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.layout import pictures
from resumefit.checks.sources import PERSONAL_DATA, PHOTOGRAPH, RCHILLI
from resumefit.checks.subject import Subject
from resumefit.language.patterns import data_table, load_patterns
from resumefit.reading.document import Span

_DATA = "checks_content.toml"
_REACH = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<!\d)\+?\d(?:[ ().-]{0,2}\d){8,13}(?!\d)")
_BIRTHDAY = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? |[A-Za-z]{3,9} \d{1,2},? |\d{1,2}[./-]\d{1,2}[./-])"
    r"(?P<year>(?:1[89]|20)\d\d)"
)
_FIGURE = re.compile(r"\d")
# Six figures of a date of birth, four, whether a citizen, an eight or nine, and one to check the others by.
_SOUTH_AFRICAN = re.compile(
    r"\d(?<![\w+.-]\d)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{4}[ -]?[01][ -]?[89][ -]?\d(?![\w-])"
)
_IDENTITY = re.compile(r"\b(?:id|i\.d\.|identity|identification)\b[^\d]*$", re.IGNORECASE)
_NEAR = 40  # characters before a number that say what it is
_FIGURES = 5  # that a number of identity has at least
_TELLING = (
    ("pay", "your pay", ("salary", "ctc", "wage", "compensation", "rate")),
    ("leaving", "why you left", ("reason",)),
)  # patterns, what they tell, and words of which each of their phrases has one
_SQUAREST, _TALLEST = 0.95, 1.7  # height of a portrait by its width
_YOUNGEST = 14  # years; a full date at the head of a resume that is older is a date of birth


@check(
    code="TXT403",
    name="personal-data",
    title="Personal data that tells nothing of the work",
    why="In the United States the authority on equal employment says that asking for it may be evidence of "
    "discrimination, and advisers say to leave it out; so do many elsewhere. Customs differ: a German or Japanese "
    "resume may have a date of birth and a photo.",
    fix="Delete it, unless the country that you apply in expects it. The right to work there may be said in words.",
    source=PERSONAL_DATA,
    severity="costs",
    applies="resume",
)
def personal_data(subject: Subject) -> Iterator[Spot]:
    """A line gives age, birth, family, faith, health or the like under its label, or is a full date of birth."""
    hints = [hint for hint in data_table(_DATA)["personal_hints"].split() if hint in subject.lower]
    done = 0
    for span, line in _labelled(subject):
        if span.start < done:
            continue
        what, at = _personal(line) if any(hint in line.lower() for hint in hints) else ("", 0)
        what = what or ("date of birth" if _is_birthday(subject, span) else "")
        if what:
            yield Spot(message=f"The resume tells your {what}", span=Span(min(span.start + at, span.end), span.end))
            done = span.end


@check(
    code="TXT414",
    name="photograph",
    title="A picture that may be a photograph of you",
    why="In the United States the authority on equal employment says that employers should not ask for one. "
    "Customs differ: a German or Japanese resume may have one. A parser reads nothing of it.",
    fix="Leave it out, unless the country that you apply in expects it. If it is a logo or a code, leave that out, too.",
    source=PHOTOGRAPH,
    severity="polish",
    applies="file",
)
def photograph(subject: Subject, *, narrowest: float = 45.0, widest: float = 220.0) -> Iterator[Spot]:
    """A picture in the upper half of the first page, square or upright, between two widths in points."""
    for page in subject.document.pages[:1]:
        for box in pictures(subject.document, page.number):
            width, height = box.x1 - box.x0, box.bottom - box.top
            upright = _SQUAREST * width <= height <= _TALLEST * width
            if upright and narrowest <= width <= widest and box.top < page.height / 2:
                message = "A picture of the size of a photograph stands at the top"
                yield Spot(message=message, page=page.number, boxes=(box,))
                return


@check(
    code="TXT404",
    name="identity-number",
    title="A number that lets others pass for you",
    why="A resume is copied and stored where you can't follow it; with such a number a stranger can open accounts "
    "in your name. An employer needs it after the offer, not before.",
    fix="Delete the number; the employer asks for it when there is an offer.",
    source=RCHILLI,
    severity="costs",
    applies="resume",
)
def identity_number(subject: Subject) -> Iterator[Spot]:
    """A number of a passport, bank account, social security and the like. It is not quoted. A South African one, of thirteen
    figures, tells itself by its date and its last figure, or is called so."""
    told: list[Span] = []
    figures = [found.start() for found in _FIGURE.finditer(subject.text)]
    for line in subject.document.lines:
        start, end = line.span.start, line.span.end
        if bisect_left(figures, end) - bisect_left(figures, start) >= _FIGURES:
            for what, pattern in load_patterns(_DATA, "identity").items():
                for found in pattern.finditer(subject.text, start, end):
                    span = Span(found.start(), found.end())
                    told.append(span)
                    yield Spot(message=f"The resume gives a {what}", span=span, quote=f"({what})")
    for found in _SOUTH_AFRICAN.finditer(subject.text):
        called = _IDENTITY.search(subject.text, max(0, found.start() - _NEAR), found.start()) is not None
        what, span = "national identity number", Span(found.start(), found.end())
        if (called or _is_luhn(found[0])) and not any(span.overlaps(one) for one in told):
            yield Spot(message=f"The resume gives a {what}", span=span, quote=f"({what})")


@check(
    code="TXT405",
    name="references-on-request",
    title="“References on request”",
    why="Nobody doubts it, and the line could tell something that is not taken for granted. Where a resume is expected to "
    "name referees (see TXT406), the line says that they exist, and this check says nothing.",
    fix="Delete the line, and its heading.",
    source=RCHILLI,
    severity="polish",
    applies="resume",
)
def references_on_request(subject: Subject) -> Iterator[Spot]:
    """A line says that references can be had, where no resume is expected to name them."""
    asked = "request" in subject.lower and not _names_referees(subject)
    found = load_patterns(_DATA, "phrases")["on_request"].search(subject.text) if asked else None
    if found is not None:
        yield Spot(message="That references can be had goes without saying", span=Span(found.start(), found.end()))


@check(
    code="TXT406",
    name="referees-listed",
    title="Contact details of other people",
    why="They go wherever the resume goes, and a parser may take one for yours. Sources contradict each other: makers of "
    "parsers advise against the section, some public employers (Wandsworth Council, Whanganui District Council) ask for "
    "two referees in it. This check says nothing where the resume's own address is in a country in which naming them "
    "is customary: South Africa and New Zealand, in our judgement Australia, Ireland, Nigeria, Ghana and Kenya, too.",
    fix="Keep referees on a sheet of their own and hand it over when asked, unless the posting asks for them or everybody "
    "names them where you apply.",
    source=f'{RCHILLI}; against it Wandsworth Council, "Application guidance", wandsworth.gov.uk; Whanganui District '
    'Council, "Our recruitment process", whanganui.govt.nz; JobStarter, "What are references?", jobstarter.co.za',
    severity="polish",
    applies="resume",
)
def referees_listed(subject: Subject) -> Iterator[Spot]:
    """The section on references holds e-mail addresses or phone numbers, where that is not customary."""
    if _names_referees(subject):
        return
    blocks = [block for section in subject.held.sections if section.kind == "references" for block in section.blocks]
    lines = [line.span for block in blocks for line in subject.document.lines_in(block.span)]
    found = [line for line in lines if _REACH.search(subject.text, line.start, line.end)]
    if found:
        where = f", in {len(found)} lines" if len(found) > 1 else ""
        yield Spot(message=f"Contact details of a referee stand in the resume{where}", span=found[0])


@check(
    code="TXT410",
    name="pay-or-leaving",
    title="Former pay, or why you left",
    why="A number named here is where the talk about pay begins; a reason for leaving answers what nobody asked yet.",
    fix="Delete it; where the posting asks for expected pay, put it into the letter.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def pay_or_leaving(subject: Subject) -> Iterator[Spot]:
    """A line gives a salary or a reason for leaving under its label."""
    patterns = load_patterns(_DATA, "phrases")
    asked = [(patterns[name], what, hints) for name, what, hints in _TELLING if any(h in subject.lower for h in hints)]
    for span in _lines(subject) if asked else ():
        for pattern, what, _ in asked:
            found = pattern.search(subject.text[span.start : span.end])
            if found is not None:
                yield Spot(message=f"The resume tells {what}", span=Span(span.start + found.start(), span.end))


def _names_referees(subject: Subject) -> bool:
    """Whether a resume is from where it is expected to name referees."""
    return subject.held.contact.country in data_table(_DATA)["referees_customary"].split()


def _lines(subject: Subject) -> Iterator[Span]:
    """The lines of the sections that tell of the person, not of work or study; each is looked at alone, for the patterns
    say where in a line a label stands."""
    for section in subject.held.sections:
        if section.kind in ("header", "contact", "other", "interests", "summary", "skills", "languages", "references"):
            for block in section.blocks:
                yield from (line.span for line in subject.document.lines_in(block.span))


def _labelled(subject: Subject) -> Iterator[tuple[Span, str]]:
    """The lines that tell of the person, and each cell of a table with the one to its right, as a label with its words."""
    for line, behind in pairwise([*_lines(subject), None]):
        if line is None:
            continue
        text = subject.text[line.start : line.end]
        yield line, text
        if behind is not None and _are_beside(subject, line, behind):
            yield Span(line.start, behind.end), f"{text}: {subject.text[behind.start : behind.end]}"


def _are_beside(subject: Subject, one: Span, other: Span) -> bool:
    """Whether two lines are cells of one row of a table, side by side."""
    spots = [
        line.spot for line in map(subject.document.line_at, (one.start, other.start)) if line and line.place == "table"
    ]
    places = [(spot.table, spot.row, spot.column) for spot in spots if spot]
    return len(places) == 2 and places[0][:2] == places[1][:2] and places[1][2] == places[0][2] + 1


def _personal(line: str) -> tuple[str, int]:
    """What a line tells of the person beyond the work, and where in it that begins; ("", 0) for nothing."""
    for what, pattern in load_patterns(_DATA, "personal").items():
        found = pattern.search(line)
        if found is not None:
            return what, found.start()
    return "", 0


def _is_luhn(number: str) -> bool:
    """Whether the last figure of a number fits the others, as ISO/IEC 7812-1 counts them."""
    figures = [int(sign) for sign in reversed(number) if sign.isdigit()]
    doubled = [sum(divmod(2 * figure, 10)) for figure in figures[1::2]]
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0


def _is_birthday(subject: Subject, span: Span) -> bool:
    found = _BIRTHDAY.fullmatch(subject.document.quote(span))
    return found is not None and int(found["year"]) <= subject.today.year - _YOUNGEST
