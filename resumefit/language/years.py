"""Years of experience as postings ask for them: "5+ years", "3-5 years", "at least two years in dementia care", "18 months'
experience", "two seasons on a farm", "half a decade", "Years of experience: 3". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resumefit.reading.document import Span

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"twenty-four": 24, "twenty-five": 25, "thirty": 30, "couple of": 2, "half a": 0.5, "half-a": 0.5}
_LONGEST_LABEL = 9  # words
_MOST = 30  # years; nobody asks for more, a larger number is the firm's age
_OF_AGE = 16  # years from which on a bare "must be 18 years" is an age
_HALF = r"(?:\s?½|\s1/2|[\s-]and[\s-]a[\s-]half)"
_N = rf"(?:(?:\d{{1,2}}(?:\.\d)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}){_HALF}?)"
_LEAST = r"at least|(?:a )?minimum(?: of)?|min\.?|(?:no|not) (?:less|fewer) than"
_AMOUNT = (
    rf"(?<![\d.])\b(?:(?P<between>between)\s+)?(?P<low>{_N})(?:\)(?!\w))?\s*(?:\({_N}\+?\)\s*)?"
    r"(?:\+?\s*(?:(?:years?|yrs?)\b\s*(?=-|–|—|to\b))?"
    rf"(?:-|–|—|~|/|to|or|(?(between)and|to)|[,(]\s*(?:or\s+)?(?:preferably|ideally))\s*(?P<high>{_N})[),]?\s*(?:\({_N}\+?\)\s*)?"
    r"|\s*-?(?:\+|or[ -]more|plus)[\s-]*|\s+)?\+?\s*"
    r"(?:(?:full|consecutive|complete|whole|solid|good|clear|continuous|unbroken|recent|additional|extra|further|more|"
    r"total|calendar|academic|school)\s+)?"
)
_MORE = r"(?:or|and) (?:more|longer|above|over|upwards)"
_YEARS = re.compile(
    rf"{_AMOUNT}(?:(?:years?|yrs?)\b\.?(?:\(s\))?|(?<=[\d+])y\b(?!['’&/]))['’]?(?:\s+(?:{_MORE}|plus|minimum)\b)?",
    re.IGNORECASE,
)
_DECADES = re.compile(
    rf"(?:{_AMOUNT}|\b(?P<one>an?\s+)(?:(?:full|whole|good|solid)\s+)?)decades?\b['’]?(?:\s+{_MORE}\b)?", re.IGNORECASE
)
_SEASONS = re.compile(
    rf"{_AMOUNT}(?:(?:full|winter|summer|harvest|ski|growing|lambing)\s+)?(?:seasons?|summers|winters|harvests)\b"
    r"(?=['’]?\s+(?:of|in|on|at|as|with|behind|working)\b|['’]\s)",
    re.IGNORECASE,
)
# "5 PQE": years since a lawyer qualified
_SINCE_QUALIFIED = re.compile(rf"{_AMOUNT}(?:PQE|YOE)\b", re.IGNORECASE)
# A table's cell, where the key tells the unit: "Years of experience required: 3", "Experience (yrs): 4-6", "Exp: 4+"
_CELL = re.compile(
    r"(?:\b(?:years?|yrs?)\b['’]?\s+(?:of\s+)?(?:[\w-]+\s+){0,3}?(?:experience|exp)\b"
    r"|\b(?:experience|exp)\b\.?\s*[([]?\s*(?:in\s+)?(?:years|yrs)\b[^:=\d.;]{0,30}|\b(?:PQE|YOE)\b"
    r"|\bexp(?:erience)?\b\.?(?=[^:=–—-]{0,12}[:=–—-][\w\s.]*?\d{1,2}\s*(?:\+|(?:-|–|to)\s*\d{1,2}\s*)?(?:$|[,;/|)\n])))"
    r"[^:=\d.;–—-]{0,30}[:=–—-]+\s*[([]?(?:(?:min(?:imum)?\.?:?|at least)\s*(?:of\s+)?)?"
    rf"(?P<low>{_N})(?:\s*(?:-|–|to)\s*(?P<high>{_N}))?\b(?!\s*(?:-|–|to|\+)?\s*(?:years?|yrs?|mo?n?ths?|mos|%|[\d:]))",
    re.IGNORECASE,
)
# "Three of the last five years"
_OF_THE_LAST = re.compile(
    rf"\b(?P<low>{_N})\s+(?:years?\s+)?(?:out\s+)?(?:of|in)\s+(?:the|your)\s+(?:last|past|previous)\s+{_N}\s+years\b",
    re.IGNORECASE,
)
# A number of months is a term, a notice or a probation unless it is called experience, work or a minimum, or is part of
# more.
_MONTHS = re.compile(
    rf"(?P<least>(?:{_LEAST})\s+|\bincluding\s+|(?<=experience:\s)|(?<=experience\sof\s))?{_AMOUNT}"
    r"(?:months?|mths?|mos)\b\.?['’]?"
    rf"(?P<called>\s+{_MORE}\b|\s*\+|\s+(?:plus|minimum|min)\b|(?<=\+\smonths)|(?<=\+months)|(?<=plus\smonths))?",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    r"\s+(?:of\s+)?(?:[\w/&()-]+\s+){0,5}(?:experience|exp|practice|work|background)\b|\s+(?:of|driving|working|operating|since|post|after)\s+\w"
    r"|\s+(?:in|on|as|at|behind|with)\s+(?:an?\s+)?[a-z]",
    re.IGNORECASE,
)
_IN_TERM = re.compile(
    r"\s*(?:(?:of|on|in|as|at|with|the|an?|our|your|job|full|paid|unpaid|on-the-job|initial|in-house)\s+)*"
    r"(?:notice|probation\w*|contract|maternity|parental|leave|training|onboarding|placement|internship|trial|pay|period|"
    r"hire|start\w*|joining|employment|service|cover|term|fixed|program(?:me)?|course|row|each|every|us|bank|payslips|"
    r"possib\w+|extension|rotation|full[- ]time|part[- ]time|duration)\b",
    re.IGNORECASE,
)
# "A year" is a demand where more would do, too, or where it is a year of something done.
_A_YEAR = re.compile(
    rf"(?:(?P<least>at least|minimum of)\s+)?\ba(?:\s+(?:full|whole|good|solid|clear))?\s+(?:year|season)\b"
    rf"(?P<called>(?P<half>\s+and a half\b)|\s+(?:{_MORE}|or two|or so)\b"
    r"|['’]s(?=\s+(?!notice|leave|salary|pay|contract|probation|supply|subscription|member|service|holiday|training|end|"
    r"worth)[a-z])"
    r"|(?=\s+of (?:it|that|this|(?:[\w-]+\s+){0,3}experience)\b))?",
    re.IGNORECASE,
)
_DOING = re.compile(r"\s+(?:as|in|on|of|at|with|working|behind|under|spent|doing)\b", re.IGNORECASE)
_HAVING = re.compile(
    r"(?:^|[:(]|\b(?:with|need|needs|want|have|had|has|got|spent|done|least|than|over|about|around|requires?|bring|is|"
    r"ask for|looking for))\s*$",
    re.IGNORECASE,
)
# "A five-year work history"
_YEAR_LONG = re.compile(
    rf"\b(?P<low>{_N})[- ]years?\b(?=\s+(?:[\w-]+\s+){{0,3}}(?:experience|history|background|track record|minimum)\b)",
    re.IGNORECASE,
)
# What is part of the years before it: "5+ years in operations, at least two of them as a lead"
_OF_WHICH = re.compile(
    rf"(?:(?:of which|including|with|\bor|,|;|\band(?=\s+(?:{_LEAST})\s))\s+|\(\s*)(?:(?:{_LEAST})\s+)?"
    rf"(?:the (?:last|most recent)\s+)?(?P<low>{_N})\b\+?\s*(?:or more\s+)?"
    r"(?:years?\s+)?(?:of (?:them|which|those|these|it)\s+)?(?:or more\s+)?"
    r"(?=(?:as|on|in|with|within|at|spent|[a-z]{2,}ing)\b)",
    re.IGNORECASE,
)
# What each of these patterns holds.
_UNIT = re.compile(
    r"[yY](?:ea)?r|Y(?:EA)?R|[mM]o?n?ths?\b|MONTH|[sS]eason|SEASON|[dD]ecade|PQE|[yY][oO][eE]|[\d+][yY]\b|\dmos\b|\smos\b|"
    r"summers|winters|harvests|[eE]xp(?:erience)?\b[^:=–—\n-]{0,12}[:=–—-]"
)
_SEVERAL = re.compile(r"\b(?:several|some|a few|many)\s+years\b", re.IGNORECASE)
# ... and how many that is: "several years in sales (we think of 4+)"
_IN_BRACKETS = re.compile(
    rf"\b(?:several|some|a few|many)\s+years\b[^().;]{{0,80}}\((?:[^\W\d]+\s+){{0,4}}(?P<low>{_N})\+?\)", re.IGNORECASE
)
# What is looked for, what one of it is in years, and the words of which it holds one: for speed, most lines hold few.
_KINDS: tuple[tuple[re.Pattern[str], float, tuple[str, ...]], ...] = (
    (_OF_THE_LAST, 1, ("last", "past", "previous")),
    (_YEARS, 1, ("y",)),
    (_SEASONS, 1, ("season", "summer", "winter", "harvest")),
    (_YEAR_LONG, 1, ("year",)),
    (_SINCE_QUALIFIED, 1, ("pqe", "yoe")),
    (_CELL, 1, ("exp", "pqe", "yoe")),
    (_IN_BRACKETS, 1, ("years",)),
    (_A_YEAR, 1, ("year", "season")),
    (_DECADES, 10, ("decade",)),
    (_MONTHS, 1 / 12, ("month", "mth", "mos")),
)
# What follows or precedes a number of years that is no demand.
_NOT_EXPERIENCE_AFTER = re.compile(
    r"\s*(?:of age|old|or older|ago|in a row|in business|later|warranty|contract|fixed|of (?:serving|history|"
    r"tradition|service to|growth|excellence)|anniversar|running\b(?=\s*(?:[.,;)]|$))"
    r"|(?:of |full[- ]time |at )*(?:college|university|schooling|post-?secondary|tertiary|study|studies|education|"
    r"coursework|undergraduate|commitment|bond|lease|guarantee|plan|address|driving (?:record|history)|"
    r"apprenticeship|traineeship)\b(?!(?:\s+[\w-]+){0,3}\s+(?:experience|exp)\b))",
    re.IGNORECASE,
)
_NOT_EXPERIENCE_BEFORE = re.compile(
    r"(?:over the (?:last|past|next)|in the (?:last|past|next)|within|every|opened|founded|celebrating|(?<!we are )"
    r"(?<!['’]re )after|age[ds]?|children|kids|pupils|last|past|next|first|once|twice|times|\bin|\bmax(?:imum)?\.?(?: of)?|"
    r"(?:no|not) (?:more|longer) than|\bup to|(?:fresh(?:er)?s?|NQ|newly qualified)\s*(?:to|-|–|/)|"
    r"\b(?:0|zero|nil)\s*(?:-|–|to))\s*(?:an?\s+)?$",
    re.IGNORECASE,
)
# How long something lasted is a demand only of somebody who is to have done it, or where it is asked for.
_HOW_LONG = re.compile(
    r"\bfor (?:(?:over|more than|nearly|almost|about|the (?:last|past))\s+)?(?:an?\s+)?$", re.IGNORECASE
)
_THE_LAST = re.compile(r"\b(?:the|your) (?:last|past)\s*$", re.IGNORECASE)
_ASKED_FOR = re.compile(r"\b(?:ask|look|call|hop|search)(?:s|e|ing)? for (?:an?\s+)?$|\bneed for $", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:you(?:['’]ve|['’]ll have|['’]d have| have| had| will have)|(?:who|candidate|applicant)(?:['’]s| has| have| had)|"
    r"(?:must|should|will|shall|to|may) have|having|has (?:been|spent|worked))\s",
    re.IGNORECASE,
)
# How long one is to come for, and how old one is to be.
_STAY = re.compile(
    r"\b(?:available|availability|commit(?:ment)? (?:to|for|of)|stay\w*|sign up|(?:contract|bond) (?:of|for|is)|"
    r"fixed[- ]term|\bage)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:be|are|is)\s+(?:(?:at least|over|above|a minimum of)\s+)*$", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:we (?:have|bring|boast)|we['’]ve)\b(?:\s[\w'’-]+){0,3}\s$|"
    r"\b(?:(?:our|the|this) (?:\w+ ){0,2}(?:firm|company|practice|team|business|school|"
    r"directors?|founders?|partners) (?:has|have|had|with|brings?|boasts?))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# A paper that has to be held or valid for so long, and where one has to have lived.
_OF_A_PAPER = re.compile(
    r"\b(?:held|valid|validity|resid(?:e|ed|en\w+)|lived|living (?:in|at)|clean|address history)\b[^.;]{0,20}$"
    r"|\b(?:resid(?:e|ed|en\w+)|lived|living (?:in|at))\b[^.;]{0,50}$|"
    r"\b(?:licen[cs]e|permit|passport|visa)\b(?: (?!and\b|or\b|with\b|plus\b)\w+){0,5} $",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(r"['’]?\s+(?:of\s+)?(?:[\w/&()-]+\s+){0,4}(?:experience|exp)\b", re.IGNORECASE)
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
        low = number_of(_low(match)) * share
        if match.start() >= end and 0 < low <= _MOST and _is_experience(text, span, match, low):
            end = match.end()
            yield _years(text, match, share, span.end)
    begun = end > span.start or _SEVERAL.search(text, span.start, span.end)
    for match in _OF_WHICH.finditer(text, span.start, span.end) if begun else ():
        if match.start() >= end or end == span.start:
            end = match.end()
            yield _years(text, match, 1, span.end)


def _low(match: re.Match[str]) -> str:
    """The smaller number of an amount; "a year", "a decade" and "a year and a half" name none."""
    groups = match.groupdict()
    return groups.get("low") or ("one and a half" if groups.get("half") else "one")


def _amounts(text: str, span: Span) -> Iterator[tuple[re.Match[str], float]]:
    """The amounts of time in a part of a text, each with what one of it is in years."""
    low = text[span.start : span.end].lower()
    for pattern, share, holds in _KINDS:
        for match in pattern.finditer(text, span.start, span.end) if any(word in low for word in holds) else ():
            if _is_counted(text, span, match):
                yield match, share


def _is_counted(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether a number of months, or "a year", is called experience, work or a minimum; other amounts are as they stand."""
    groups = match.groupdict()
    if "called" not in groups or (groups["called"], groups["least"]) != (None, None):
        return True
    if match.re is _A_YEAR:
        return bool(_DOING.match(text, match.end(), span.end) and _HAVING.search(text[span.start : match.start()]))
    return bool(_AT_WORK.match(text, match.end(), span.end) and not _IN_TERM.match(text, match.end(), span.end))


def _is_experience(text: str, span: Span, match: re.Match[str], low: float) -> bool:
    before, near = text[span.start : match.start()], text[max(span.start, match.start() - 25) : match.start()]
    if _NOT_EXPERIENCE_AFTER.match(text, match.end(), span.end) or _OURS.search(before):
        return False
    called = _EXPERIENCE.match(text, match.end(), span.end) is not None
    if not called and (_OF_A_PAPER.search(before) or _STAY.search(before) or (low >= _OF_AGE and _BE.search(near))):
        return False
    if match.groupdict().get("least") is not None or _ASKED_FOR.search(near):
        return True
    if _HOW_LONG.search(near) or _THE_LAST.search(near):
        return _DONE.search(before) is not None
    return not _NOT_EXPERIENCE_BEFORE.search(near)


def _years(text: str, match: re.Match[str], share: float, end: int) -> Years:
    low = number_of(_low(match)) * share
    upper = match.groupdict().get("high")
    high = number_of(upper) * share if upper else None
    place, of = _of(text, match.end(), end)
    words = _short(text[match.end() : place.end]) if of else ""
    high = _whole(high) if high and high > low else None
    return Years(Span(match.start(), match.end()), _whole(low), high, of, place, words)


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
    """The number that digits or number words stand for, a half behind them counted; whole ones as int."""
    half = re.search(f"{_HALF}$", word, re.IGNORECASE)
    bare = word[: half.start()] if half else word
    number = float(bare) if bare[0].isdigit() else NUMBERS[" ".join(bare.lower().split())]
    return _whole(number + 0.5 if half else number)
