"""What checks look at: the documents, what was understood of them, and what several checks need, each worked out once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from resumefit.checks.plain import mixed_rows, plain_text, rows
from resumefit.language.nlp import BARRIER
from resumefit.reading.document import Document, Span

if TYPE_CHECKING:
    from resumefit.errors import UnreadableError
    from resumefit.language.entries import Entry
    from resumefit.language.posting import JobPosting
    from resumefit.language.resume import Resume
    from resumefit.matching.knockouts import KnockoutCheck
    from resumefit.matching.match import Match
    from resumefit.matching.score import Score

Shared = TypeVar("Shared")

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z“\"])")


class Token(NamedTuple):
    """A word of the resume: as written, in lower case, and where it stands."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of an entry's list, or a statement of it where it has none. `entry` is the entry's number in
    `Subject.entries`."""

    span: Span
    text: str
    entry: int


class Subject:
    """What the checks of one run look at. All but `document` may be absent; a check that needs it does not run then.

    `others` are the scores against other postings of the field. `error` says why the file gave no text; `document` is then
    empty but for its source and facts. `today` is the day that "Present" stands for.
    """

    def __init__(  # noqa: PLR0913 - what there is to look at
        self,
        document: Document,
        *,
        today: date,
        resume: Resume | None = None,
        posting: JobPosting | None = None,
        score: Score | None = None,
        matches: tuple[Match, ...] = (),
        others: tuple[Score, ...] = (),
        letter: Document | None = None,
        error: UnreadableError | None = None,
    ) -> None:
        self.document = document
        self.today = today
        self.resume = resume
        self.posting = posting
        self.score = score
        self.matches = matches
        self.others = others
        self.letter = letter
        self.error = error
        self._shared: dict[Callable[..., Any], Any] = {}

    def once(self, work: Callable[[Subject], Shared]) -> Shared:
        """What some work makes of this subject, done by the first check that asks for it."""
        if work not in self._shared:
            self._shared[work] = work(self)
        return cast("Shared", self._shared[work])

    @property
    def held(self) -> Resume:
        """The resume, for a check that runs only where there is one."""
        if self.resume is None:
            raise ValueError("this subject has no resume")
        return self.resume

    @property
    def asked(self) -> JobPosting:
        """The posting, for a check that runs only where there is one."""
        if self.posting is None:
            raise ValueError("this subject has no posting")
        return self.posting

    @cached_property
    def conditions(self) -> tuple[KnockoutCheck, ...]:
        """The posting's conditions and what the resume says of them."""
        from resumefit.matching.knockouts import check_knockouts

        return check_knockouts(self.asked, self.held, self.matches)

    @cached_property
    def text(self) -> str:
        """The text of the resume."""
        return self.document.text

    @cached_property
    def lower(self) -> str:
        """The text of the resume in lower case: what is not in it needs no closer look."""
        return self.text.lower()

    @cached_property
    def rows(self) -> tuple[list[int], ...]:
        """The words of each page, by their numbers, in the rows that a plain extraction reads; see `plain`."""
        return tuple(rows(self.document.words))

    @cached_property
    def mixed_rows(self) -> tuple[list[int], ...]:
        """The rows in which a plain extraction reads words of different parts of a page as one line."""
        return tuple(mixed_rows(self.document, self.rows)) if len(self.document.regions) > 1 else ()

    @cached_property
    def naive(self) -> str:
        """What a plain extraction gets of the same file; see `plain`."""
        return plain_text(self.document)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the resume, signs included, in order; none between blocks."""
        if self.resume is None:
            return ()
        held, text = self.resume.tokens, self.text
        places = zip(held.starts, held.ends, held.norms, strict=True)
        return tuple(
            Token(word := text[start:end], word.lower(), start, end) for start, end, norm in places if norm != BARRIER
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words of the resume as written, signs included."""
        if self.resume is None:
            return frozenset()
        held = self.resume.tokens
        return frozenset(map(self.text.__getitem__, map(slice, held.starts, held.ends)))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The different words of the resume in small letters: a list of words that has none of them needs no closer look."""
        return frozenset(map(str.lower, self.words))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Positions, voluntary work and projects, in the order of the text."""
        return self.resume.entries if self.resume else ()

    @cached_property
    def bullets(self) -> tuple[Bullet, ...]:
        """The bullets of all entries, in the order of the text."""
        return tuple(
            Bullet(span, self.document.quote(span), number)
            for number, entry in enumerate(self.entries)
            for span in entry.bullets
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the resume's blocks: each block (paragraph, bullet, heading) cut after its full stops."""
        if self.resume is None:
            return ()
        blocks = (block.span for section in self.resume.sections for block in section.blocks)
        return tuple(sentence for block in blocks for sentence in _sentences(self.text, block))


def places_of(part: str, text: str) -> Iterator[int]:
    """Where a part begins in a text, each time that it stands there."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def around(text: str, start: int, end: int) -> Span:
    """The characters around a place up to the next blanks: the word, or the address, that holds it."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def covered(spans: Iterable[Span], others: Iterable[Span]) -> Iterator[Span]:
    """The spans that lie wholly inside one of some others."""
    ordered = sorted(others)
    starts = [one.start for one in ordered]
    furthest = [*accumulate((one.end for one in ordered), max)]  # of all that begin no later
    for span in spans:
        before = bisect_right(starts, span.start)
        if before and span.end <= furthest[before - 1]:
            yield span


def _sentences(text: str, block: Span) -> list[Span]:
    cuts = [block.start]
    cuts += [found.end() for found in _SENTENCE_END.finditer(text, block.start, block.end)]
    ends = [*cuts[1:], block.end]
    return [Span(start, end) for start, end in zip(cuts, ends, strict=True) if text[start:end].strip()]
