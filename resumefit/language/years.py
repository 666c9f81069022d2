"""Years of experience as postings ask for them: "5+ years", "3-5 years", "at least two years in dementia care", "18 months'
experience", "two seasons on a farm". Pure."""

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
} | {"eighteen": 18, "twenty-five": 25, "twenty-four": 24, "twenty": 20}
_LONGEST_LABEL = 9  # words
_MOST = 30  # years; nobody asks for more, a larger number is the firm's age
_N = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_AMOUNT = (
    rf"(?<![\d.])\b(?:(?P<between>between)\s+)?(?P<low>{_N})\s*(?:\({_N}\)\s*)?"
    rf"(?:\+?\s*(?:-|–|—|to|(?(between)and|to))\s*(?P<high>{_N})\s*|\s*-?(?:\+|or more|plus)\s*|\s+)?\+?\s*"
    r"(?:(?:full|consecutive|complete|whole|solid|continuous|recent|additional|extra|further|more)\s+)?"
)
_YEARS = re.compile(rf"{_AMOUNT}(?:years?|yrs?)\b(?:['’])?(?:\s+(?:or more|plus|minimum))?", re.IGNORECASE)
_SEASONS = re.compile(rf"{_AMOUNT}seasons?\b(?=['’]?\s+(?:of|in|on|at|as|with|working)\b|['’]\s)", re.IGNORECASE)
# A number of months is a term, a notice or a probation unless it is called experience, work or a minimum, or is part of
# more.
_MONTHS = re.compile(
    r"(?P<least>(?:at least|minimum(?: of)?|min\.?|(?:no|not) (?:less|fewer) than)\s+|\bincluding\s+|(?<=experience:\s)"
    rf"|(?<=experience\sof\s))?{_AMOUNT}months?\b['’]?"
    r"(?P<called>(?=\s+(?:of\s+)?(?:[\w-]+\s+){0,4}(?:experience|practice)\b)|(?=\s+of\s+(?:[\w-]+\s+){0,4}work\b)"
    r"|\s+or\s+more\b|(?<=\+\smonths)|(?<=\+months))?",
    re.IGNORECASE,
)
# "A year" is a demand where more would do, too, or where it is a year of something done.
_A_YEAR = re.compile(
    r"(?:(?P<least>at least|minimum of)\s+)?\ba(?:\s+full)?\s+year\b"
    r"(?P<called>\s+or (?:more|two|so)\b|['’]s(?=\s+(?:[\w-]+\s+){0,3}(?:experience|practice)\b)"
    r"|(?=\s+of (?:it|that|this|(?:[\w-]+\s+){0,3}experience)\b))?",
    re.IGNORECASE,
)
# "A five-year work history"
_YEAR_LONG = re.compile(
    rf"\b(?P<low>{_N})[- ]year\b(?=\s+(?:[\w-]+\s+){{0,3}}(?:experience|history|background|track record)\b)",
    re.IGNORECASE,
)
# What is part of the years before it: "5+ years in operations, at least two of them as a lead"
_OF_WHICH = re.compile(
    r"(?:of which|including|with|\bor|,|;)\s+(?:(?:at least|(?:a )?minimum of|(?:no|not) (?:less|fewer) than)\s+)?"
    rf"(?P<low>{_N})\b\+?\s*(?:or more\s+)?"
    r"(?:years?\s+)?(?:of (?:them|which|those|these|it)\s+)?(?:or more\s+)?"
    r"(?=(?:as|on|in|with|within|at|spent|[a-z]{2,}ing)\b)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[yY](?:ea)?r|Y(?:EA)?R|[mM]onth|MONTH|[sS]eason|SEASON")  # what each of these patterns holds
_SEVERAL = re.compile(r"\b(?:several|some|a few|many)\s+years\b", re.IGNORECASE)
# ... and how many that is: "several years in sales (we think of 4+)"
_IN_BRACKETS = re.compile(
    rf"\b(?:several|some|a few|many)\s+years\b[^().;]{{0,80}}\((?:[^\W\d]+\s+){{0,4}}(?P<low>{_N})\+?\)", re.IGNORECASE
)
# What follows or precedes a number of years that is no demand.
_NOT_EXPERIENCE_AFTER = re.compile(
    r"\s*(?:of age|old|or older|ago|in a row|in business|later|warranty|contract|fixed|of (?:serving|history|"
    r"tradition|service to|growth|excellence)|anniversar|running\b)",
    re.IGNORECASE,
)
_NOT_EXPERIENCE_BEFORE = re.compile(
    r"(?:for (?:over|more than|nearly|almost|the (?:last|past))|over the (?:last|past|next)|in the (?:last|past|"
    r"next)|within|every|opened|founded|celebrating|after|age[ds]?|last|past|next|first|for|once|twice|times|\bin)\s*$",
    re.IGNORECASE,
)
# A paper that has to be held or valid for so long, and where one has to have lived.
_OF_A_PAPER = re.compile(
    r"\b(?:held|valid|validity|resid\w+|lived|living|clean|address history)\b[^.;]{0,20}$", re.IGNORECASE
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
    said, at `of_span`. `words` is what the posting writes behind the number ("of hotel front office experience"). Months
    are parts of a year, a season counts as one."""

    span: Span
    low: float
    high: float | None
    of: str
    of_span: Span
    words: str = ""

    @property
    def label(self) -> str:
        """ "3-5 years of nursing", "4+ years", "6+ months" """
        if self.low < 1 or self.low % 1:
            number = f"{self.low * 12:.0f}+ months"
        else:
            number = f"{self.low:g}-{self.high:g} years" if self.high is not None else f"{self.low:g}+ years"
        return f"{number} {self.words}".rstrip()


def find_years(text: str, span: Span) -> Iterator[Years]:
    """The numbers of years in a part of a text that read as experience, in order of place."""
    if not _UNIT.search(text, span.start, span.end):
        return
    found = sorted(_amounts(text, span), key=lambda pair: pair[0].start())
    end = span.start
    for match, share in found:
        low = number_of(match["low"]) * share if "low" in match.re.groupindex else share
        if match.start() >= end and 0 < low <= _MOST and _is_experience(text, span, match):
            end = match.end()
            yield _years(text, match, low, span.end)
    begun = end > span.start or _SEVERAL.search(text, span.start, span.end)
    for match in _OF_WHICH.finditer(text, span.start, span.end) if begun else ():
        if match.start() >= end or end == span.start:
            end = match.end()
            yield _years(text, match, number_of(match["low"]), span.end)


def _amounts(text: str, span: Span) -> Iterator[tuple[re.Match[str], float]]:
    """The amounts of time in a part of a text, each with what one of it is in years."""
    whole = ((pattern, 1.0) for pattern in (_YEARS, _SEASONS, _YEAR_LONG, _IN_BRACKETS, _A_YEAR))
    for pattern, share in (*whole, (_MONTHS, 1 / 12)):
        for match in pattern.finditer(text, span.start, span.end):
            groups = match.groupdict()
            if "called" not in groups or (groups["called"], groups["least"]) != (None, None):
                yield match, share


def _is_experience(text: str, span: Span, match: re.Match[str]) -> bool:
    before, after = text[max(span.start, match.start() - 25) : match.start()], text[match.end() : span.end]
    if _NOT_EXPERIENCE_AFTER.match(after) or _OF_A_PAPER.search(before):
        return False
    return match.groupdict().get("least") is not None or not _NOT_EXPERIENCE_BEFORE.search(before)


def _years(text: str, match: re.Match[str], low: float, end: int) -> Years:
    upper = match.groupdict().get("high")
    high = number_of(upper) if upper else None
    place, of = _of(text, match.end(), end)
    words = _short(text[match.end() : place.end]) if of else ""
    return Years(Span(match.start(), match.end()), _whole(low), high if high and high > low else None, of, place, words)


def _whole(number: float) -> float:
    return int(number) if number == int(number) else round(number, 2)


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
        r",|\b(?:including|preferred|required|is|are|will|would|and (?:a|an|the|at|you|have|must))\b",
        " ".join(words.split()),
    )[0]
    return " ".join(phrase.split()[:_LONGEST_LABEL]).strip(" ,")


def number_of(word: str) -> float:
    """The number that digits or a number word stand for; whole ones as int."""
    return _whole(float(word)) if word[0].isdigit() else NUMBERS[word.lower()]
