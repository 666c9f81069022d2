"""TXT4: what the resume tells of the work, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import FITCHBURG
from resumefit.checks.subject import Bullet, Subject
from resumefit.language.entries import Entry
from resumefit.language.results import has_number
from resumefit.reading.document import Span

_FEWEST = 8  # bullets from which results can be missed among them
_LISTED = 5  # words of a bullet that can't be there twice by chance


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
    measured = sum(has_number(bullet.text) for bullet in bullets)
    if len(bullets) >= _FEWEST and measured < min(least, len(bullets) / 2):
        plain = next(bullet for bullet in bullets if not has_number(bullet.text))
        have = "has" if measured == 1 else "have"
        yield Spot(message=f"Of {len(bullets)} statements on your work {measured} {have} a number", span=plain.span)


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


def items(subject: Subject) -> tuple[Bullet, ...]:
    """The bullets that are items of a list, and no paragraphs."""
    return subject.once(_items)


def _items(subject: Subject) -> tuple[Bullet, ...]:
    rows = (row for section in subject.held.sections for row in section.rows)
    marked = {row.span for row in rows if row.is_item}
    return tuple(bullet for bullet in subject.bullets if bullet.span in marked)


def _words(subject: Subject, span: Span) -> int:
    return len(subject.text[span.start : span.end].split())


def _ends(entry: Entry) -> int:
    if entry.dates is None:
        return 0
    return entry.dates.end.number if entry.dates.end else 1 << 20


def _shares_text(entry: Entry, telling: list[Entry]) -> bool:
    """Whether a position of the same firm has text, which may speak for both: two titles over one list."""
    return any(entry.organization and entry.organization == other.organization for other in telling)
