"""WRD1: slips of the hand: full stops here and not there, a word twice, a sentence in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.content import items
from resumefit.checks.sources import SOVREN
from resumefit.checks.subject import Bullet, Subject
from resumefit.reading.document import Span

_NEXT = 20  # characters behind a bullet within which the next line begins
_FEWEST = 6  # bullets from which their punctuation can be uneven
_LONGEST_CAPITALS = 8  # words that may stand in capitals: a heading, a title, a firm
_REPEATABLE = frozenset(("to", "for", "of", "and", "the", "a", "in", "with", "on", "at", "is", "was"))
_TWICE = re.compile(rf"\W((?i:{'|'.join(sorted(_REPEATABLE))}))\s+(?i:\1)\b")


@check(
    code="WRD108",
    name="uneven-bullets",
    title="Some bullets end with a full stop, others do not",
    why="Either is right; both at once look as if nobody read the text through.",
    fix="Choose one for the whole resume.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def uneven_bullets(subject: Subject) -> Iterator[Spot]:
    """Of six items of lists and more that are longer than a few words, two end with a full stop and two without, at least."""
    every = [bullet for bullet in items(subject) if not _goes_on_below(subject, bullet)]
    ends = [(bullet, bullet.text.endswith(".")) for bullet in every if _is_sentence_like(bullet.text)]
    closed = [bullet for bullet, stop in ends if stop]
    rest = [bullet for bullet, stop in ends if not stop]
    if len(ends) >= _FEWEST and min(len(closed), len(rest)) > 1:
        odd, how = (closed, "with") if len(closed) <= len(rest) else (rest, "without")
        # A reader counts the short ones, too
        count = sum(bullet.text.endswith(".") == (how == "with") for bullet in every)
        message = f"{count} of {len(every)} bullets on your work end {how} a full stop"
        yield Spot(message=message, span=odd[0].span)


@check(
    code="WRD109",
    name="doubled-word",
    title="A word stands twice in a row",
    why="A slip that a spelling checker may miss and a reader does not.",
    fix="Delete one of the two; read the text aloud to find the others.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def doubled_word(subject: Subject, *, most: int = 10) -> Iterator[Spot]:
    """A little word stands twice, the second time in small letters, with nothing but a blank or a line's end between; at most
    so many places are named."""
    yield from islice(_doubled(subject), int(most))


@check(
    code="WRD110",
    name="sentence-in-capitals",
    title="A whole sentence in capitals",
    why="Capitals are slower to read, and a parser that looks for headings may take the line for one.",
    fix="Write it in small letters; capitals are for headings.",
    source=SOVREN,
    severity="polish",
    applies="resume",
)
def sentence_in_capitals(subject: Subject) -> Iterator[Spot]:
    """A sentence of more than eight words in which all letters are capitals, in the summary or a statement on work."""
    summaries = [block.span for s in subject.held.sections if s.kind == "summary" for block in s.blocks]
    for span in (*summaries, *(bullet.span for bullet in subject.bullets)):
        text = subject.document.quote(span)
        if text.isupper() and len(re.findall(r"[A-Z]{2,}", text)) > _LONGEST_CAPITALS:
            yield Spot(message="This sentence is written in capitals", span=span)


def _is_sentence_like(text: str) -> bool:
    """Whether a bullet is long enough, and ends with a letter, figure or stop, to be compared by its end."""
    return len(text.split()) > 3 and (text[-1].isalnum() or text.endswith((".", "%", ")")))


def _goes_on_below(subject: Subject, bullet: Bullet) -> bool:
    """Whether a bullet without a stop goes on in the next line, which was read as one of its own: it begins with a small
    letter or a number."""
    after = subject.text[bullet.span.end : bullet.span.end + _NEXT].lstrip(" \n\t-•*·–")[:1]
    return not bullet.text.endswith(".") and (after.islower() or after.isdigit())


def _doubled(subject: Subject) -> Iterator[Spot]:
    if not _TWICE.search(subject.text):  # spares most resumes a look at each word
        return
    for first, second in pairwise(subject.tokens):
        if second.text in _REPEATABLE and first.lower == second.text:
            between = subject.text[first.end : second.start]
            if between.isspace() and between.count("\n") < 2:
                yield Spot(message=f"“{second.text}” stands twice in a row", span=Span(first.start, second.end))
