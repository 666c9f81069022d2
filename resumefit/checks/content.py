"""TXT4: what the resume tells, how much of it, and what it had better not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.layout import pictures
from resumefit.checks.sources import FITCHBURG, PERSONAL_DATA, PHOTOGRAPH, RCHILLI
from resumefit.checks.subject import Bullet, Subject
from resumefit.language.entries import Entry
from resumefit.language.patterns import data_table, load_patterns
from resumefit.reading.document import Span

_DATA = "checks_content.toml"
_FEWEST = 8  # bullets from which results can be missed among them
_LISTED = 5  # words of a bullet that can't be there twice by chance
_REACH = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<!\d)\+?\d(?:[ ().-]{0,2}\d){8,13}(?!\d)")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_BIRTHDAY = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? |[A-Za-z]{3,9} \d{1,2},? |\d{1,2}[./-]\d{1,2}[./-])"
    r"(?P<year>(?:1[89]|20)\d\d)"
)
_NUMBER = re.compile(r"(?<![^\W\d_])\d")
_FIGURE = re.compile(r"\d")
# Six figures of a date of birth, four, whether a citizen, an eight or nine, and one to check the others by.
_SOUTH_AFRICAN = re.compile(
    r"(?<![\w+.-])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{4}[ -]?[01][ -]?[89][ -]?\d(?![\w-])"
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
    code="TXT401",
    name="too-short",
    title="Too short to tell what you did",
    why="There is little for a search to find and less for a reader to judge by.",
    fix="Give each position two to six lines on what you did and what came of it.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def too_short(subject: Subject, *, words: int = 150) -> Iterator[Spot]:
    """The text has fewer than `words` words."""
    count = len(subject.text.split())
    if count < words:
        yield Spot(message=f"The resume has {count} words")


@check(
    code="TXT402",
    name="too-long",
    title="Longer than most readers read",
    why="What matters is lost among what does not. A scholar's list of publications may be as long as it is: it is "
    "left out of account.",
    fix="Cut old positions to a line each, and what the posting does not ask for.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def too_long(subject: Subject, *, words: int = 1200) -> Iterator[Spot]:
    """The text has more than `words` words besides publications."""
    papers = sum(_words(subject, section.span) for section in subject.held.sections if section.kind == "publications")
    count = len(subject.text.split()) - papers
    if count > words:
        yield Spot(message=f"The resume has {count} words")


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
    page = next(iter(subject.document.pages), None)
    for box in pictures(subject.document, page.number) if page else ():
        width, height = box.x1 - box.x0, box.bottom - box.top
        upright = _SQUAREST * width <= height <= _TALLEST * width
        if page and upright and narrowest <= width <= widest and box.top < page.height / 2:
            yield Spot(
                message="A picture of the size of a photograph stands at the top", page=page.number, boxes=(box,)
            )
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
    for line in subject.document.lines:
        start, end = line.span.start, line.span.end
        if len(_FIGURE.findall(subject.text, start, end)) >= _FIGURES:
            for what, pattern in load_patterns(_DATA, "identity").items():
                for found in pattern.finditer(subject.text, start, end):
                    told.append(span := Span(found.start(), found.end()))
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
    "is customary: South Africa and New Zealand, in our judgement Australia and Ireland, too.",
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
    code="TXT407",
    name="few-results",
    title="Few results with numbers",
    why='"Cut waste by 9 litres a week" can be weighed, "improved processes" can\'t. Numbers of people, cases or '
    "euros do as well as percentages.",
    fix="Ask of each bullet: how many, how much, how often, by when? Give numbers that you can explain.",
    source=FITCHBURG,
    severity="costs",
    applies="resume",
)
def few_results(subject: Subject, *, least: int = 5) -> Iterator[Spot]:
    """Of eight bullets and more, fewer than `least`, and fewer than half, have a number that is no year."""
    bullets = [bullet for bullet in subject.bullets if len(bullet.text.split()) > 1]
    measured = sum(_is_measured(bullet.text) for bullet in bullets)
    if len(bullets) >= _FEWEST and measured < min(least, len(bullets) / 2):
        plain = next(bullet for bullet in bullets if not _is_measured(bullet.text))
        yield Spot(message=f"Of {len(bullets)} statements on your work {measured} have a number", span=plain.span)


@check(
    code="TXT408",
    name="long-bullet",
    title="A bullet too long to take in at a glance",
    why="Bullets are for skimming; the end of a long one is not read.",
    fix="Make two of it, or keep what was done and what came of it.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def long_bullet(subject: Subject, *, words: int = 40) -> Iterator[Spot]:
    """An item of a list has more than `words` words."""
    for bullet in items(subject):
        count = len(bullet.text.split())
        if count > words:
            yield Spot(message=f"This bullet has {count} words", span=bullet.span)


@check(
    code="TXT409",
    name="one-word-bullet",
    title="A bullet of a single word",
    why="It names a subject and tells nothing of what you did.",
    fix="Say what you did with it, or move the word to the skills.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def one_word_bullet(subject: Subject) -> Iterator[Spot]:
    """An item of a position's list is one word; a resume whose positions have several is told once for each position."""
    told: set[int] = set()
    for bullet in items(subject):
        alone = len(bullet.text.split()) == 1 and bullet.text.strip(".,;").isalpha()
        if alone and subject.entries[bullet.entry].section == "work" and bullet.entry not in told:
            told.add(bullet.entry)
            yield Spot(message=f"“{bullet.text}” alone tells nothing of what you did", span=bullet.span)


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


@check(
    code="TXT411",
    name="silent-position",
    title="Nothing is told of the present or last position",
    why="It is the position that readers look at first, and older ones have more to say here.",
    fix="Give it more lines than any other.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def silent_position(subject: Subject) -> Iterator[Spot]:
    """The latest position has no text, where at least two others have."""
    dated = [entry for entry in subject.held.work if entry.dates]
    latest = max(dated, key=_ends, default=None)
    telling = [entry for entry in dated if entry.bullets or entry.summary]
    if latest is not None and latest not in telling and len(telling) > 1 and not _shares_text(latest, telling):
        yield Spot(message=f"Nothing is told of “{latest.title or latest.organization}”", span=latest.span)


@check(
    code="TXT412",
    name="wall-of-text",
    title="A position told in one long paragraph",
    why="Readers skim; a block of this length is skipped.",
    fix="Make bullets of it, one for each thing you did.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def wall_of_text(subject: Subject, *, words: int = 90) -> Iterator[Spot]:
    """A paragraph of a position, in no list, has more than `words` words."""
    listed = {bullet.span for bullet in items(subject)}
    for bullet in subject.bullets:
        count = len(bullet.text.split())
        if count > words and bullet.span not in listed and subject.entries[bullet.entry].section == "work":
            yield Spot(message=f"This paragraph has {count} words", span=bullet.span)


@check(
    code="TXT413",
    name="repeated-bullet",
    title="The same sentence twice",
    why="It reads as copied, and takes the place of something that was not said yet.",
    fix="Delete one of the two. Where they stand in two positions, say of the second what was different there.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def repeated_bullet(subject: Subject) -> Iterator[Spot]:
    """A bullet of five words and more stands in the resume twice, word for word."""
    seen: dict[str, int] = {}
    for bullet in subject.bullets:
        words = re.findall(r"\w+", bullet.text.lower())
        key = " ".join(words)
        if len(words) >= _LISTED and key in seen:
            where = "twice in one entry" if seen[key] == bullet.entry else "in two entries"
            yield Spot(message=f"This stands {where}", span=bullet.span)
        seen[key] = bullet.entry


def _names_referees(subject: Subject) -> bool:
    """Whether a resume is from where it is expected to name referees."""
    return subject.held.contact.country in data_table(_DATA)["referees_customary"].split()


def items(subject: Subject) -> tuple[Bullet, ...]:
    """The bullets that are items of a list, and no paragraphs."""
    return subject.once(_items)


def _items(subject: Subject) -> tuple[Bullet, ...]:
    rows = (row for section in subject.held.sections for row in section.rows)
    marked = {row.span for row in rows if row.is_item}
    return tuple(bullet for bullet in subject.bullets if bullet.span in marked)


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


def _words(subject: Subject, span: Span) -> int:
    return len(subject.text[span.start : span.end].split())


@cache
def _number_words() -> frozenset[str]:
    return frozenset(data_table(_DATA)["number_words"].split())


def _is_measured(text: str) -> bool:
    """Whether a statement has a number, in figures or words, that is no year and no part of a name (B2B, EC2)."""
    plain = _YEARS.sub("", text)
    return _NUMBER.search(plain) is not None or not _number_words().isdisjoint(re.findall(r"[a-z]+", plain.lower()))


def _ends(entry: Entry) -> int:
    if entry.dates is None:
        return 0
    return entry.dates.end.number if entry.dates.end else 1 << 20


def _shares_text(entry: Entry, telling: list[Entry]) -> bool:
    """Whether a position of the same firm has text, which may speak for both: two titles over one list."""
    return any(entry.organization and entry.organization == other.organization for other in telling)
