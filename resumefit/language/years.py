"""Years of experience as postings ask for them: "5+ years", "3-5 years", "at least two years in dementia care". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resumefit.reading.document import Span

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"twenty-five": 25, "twenty": 20}
_LONGEST_LABEL = 9  # words
_MOST = 30  # nobody asks for more; a larger number is the firm's age
_N = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_YEARS = re.compile(
    rf"(?<![\d.])\b(?P<low>{_N})\s*(?:\({_N}\)\s*)?"
    rf"(?:\+?\s*(?:-|–|—|to)\s*(?P<high>{_N})\s*|\s*(?P<plus>\+|or more|plus)\s*|\s+)?\+?\s*"
    r"(?:(?:full|consecutive|complete|solid|continuous|recent)\s+)?(?:years?|yrs?)\b(?:['’])?"
    r"(?P<more>\s+(?:or more|plus|minimum))?",
    re.IGNORECASE,
)
# What follows or precedes a number of years that is no demand.
_NOT_EXPERIENCE_AFTER = re.compile(
    r"\s*(?:of age|old|or older|ago|in a row|in business|later|warranty|contract|fixed|of (?:serving|history|"
    r"tradition|service to|growth|excellence)|anniversar)",
    re.IGNORECASE,
)
_NOT_EXPERIENCE_BEFORE = re.compile(
    r"(?:for (?:over|more than|nearly|almost|the (?:last|past))|over the (?:last|past|next)|in the (?:last|past|"
    r"next)|within|every|opened|founded|celebrating|after|age[ds]?|last|past|next|for|\bin)\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",?\s*\b(?:preferably|ideally|including|such as|plus|required|preferred)\b", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:of\s+)?(?:(?:relevant|related|progressive|professional|recent|direct|solid|proven|hands-on|practical|"
    r"full-time|prior|previous|combined|demonstrated|commercial|paid|verifiable|post-qualification|industry|work|"
    r"working)[\s,]+)*"
    r"(?:(?:experience|expertise|background|practice)\s*)?(?:(?:in|of|with|as|at|on|using|working (?:in|with|as)|"
    r"doing|within)\s+(?:an?\s+|the\s+)?)?(?P<of>[^.;:()\n•]{2,80})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """A number of years: `low` to `high` (None: no upper end), and what it is a number of: `of`, "" where that is not
    said, at `of_span`. `words` is what the posting writes behind the number ("of hotel front office experience")."""

    span: Span
    low: int
    high: int | None
    of: str
    of_span: Span
    words: str = ""

    @property
    def label(self) -> str:
        """ "3-5 years of nursing", "4+ years" """
        number = f"{self.low}-{self.high} years" if self.high is not None else f"{self.low}+ years"
        return f"{number} {self.words}".rstrip()


def find_years(text: str, span: Span) -> Iterator[Years]:
    """The numbers of years in a part of a text that read as experience."""
    for found in _YEARS.finditer(text, span.start, span.end):
        before, after = text[max(span.start, found.start() - 25) : found.start()], text[found.end() : span.end]
        low = number_of(found["low"])
        if not 0 < low <= _MOST or _NOT_EXPERIENCE_AFTER.match(after) or _NOT_EXPERIENCE_BEFORE.search(before):
            continue
        high = number_of(found["high"]) if found["high"] else None
        place, of = _of(text, found.end(), span.end)
        words = _short(text[found.end() : place.end]) if of else ""
        yield Years(Span(found.start(), found.end()), low, high if high and high > low else None, of, place, words)


def _of(text: str, start: int, end: int) -> tuple[Span, str]:
    found = _OF.match(text, start, end)
    if found is None or found["of"] is None:
        return Span(start, start), ""
    of = _ASIDE.split(found["of"])[0]
    first = found.start("of")
    return Span(first, first + len(of)), " ".join(of.split())


def _short(words: str) -> str:
    """The first words of a phrase, up to a comma or a finite verb that begins something else."""
    phrase = re.split(
        r",|\b(?:including|preferred|required|and (?:a|an|the|at|you|have|must))\b", " ".join(words.split())
    )[0]
    return " ".join(phrase.split()[:_LONGEST_LABEL]).strip(" ,")


def number_of(word: str) -> int:
    """The number that digits or a number word stand for."""
    return int(float(word)) if word[0].isdigit() else NUMBERS[word.lower()]
