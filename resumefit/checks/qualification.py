"""FIT2: years, degree and level of the resume against what the posting asks for, short of it or far above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import FILTERS
from resumefit.checks.subject import Subject
from resumefit.language.degrees import LEVELS, Degree, at_least
from resumefit.language.entries import Entry
from resumefit.language.experience import months_worked
from resumefit.language.levels import steps_above
from resumefit.language.tagging import general_words
from resumefit.language.titles import compare, head_of, same_trade, title_in
from resumefit.matching.match import Match
from resumefit.reading.document import Span

QUALIFICATION = frozenset(("FIT201", "FIT202", "FIT203", "FIT206", "FIT207", "FIT208"))
"""The codes of this module's checks: what a report shows beside the score."""

SIDE = frozenset(("soft_skill", "title", "years", "degree", "language", "activity"))
"""Kinds of demands that tell no trade."""

_STEM = 5  # letters by which "warehouse" and "warehousing" are one
_OF_YEARS = frozenset("years year months experience commercial professional solid related relevant industry".split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DENIED = re.compile(r"\b(?:no|not|nor|never|neither|without)\b|n['’]t\b", re.IGNORECASE)
_OR_HIGHER = re.compile(r"\b(?:higher|above|advanced|postgraduate|graduate)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"\b(?:certificate|diploma|qualification|apprenticeship|credential|NVQ|HND|HNC)s?\b.*\bor\b"
    r"|\bor\b.*\b(?:certificate|diploma|qualification|apprenticeship|credential|NVQ|HND|HNC)s?\b",
    re.IGNORECASE,
)
_TOO_GOOD = (
    'Galperin, Hahl, Sterling and Guo (2020), "Too Good to Hire? Capability and Inferences about Commitment '
    'in Labor Markets", Administrative Science Quarterly 65(2)'
)
_HIDDEN_WORKERS = (
    'Fuller, Raman, Sage-Gavin and Hines (2021), "Hidden Workers: Untapped Talent", Harvard Business School Project '
    "on Managing the Future of Work and Accenture"
)


@check(
    code="FIT201",
    name="overqualified",
    title="Far more experience than the posting asks for",
    why="In experiments, managers doubted that candidates of high ability for a post would stay and put their heart "
    "in it, and preferred less able ones.",
    fix="Say in the summary why you want this very post. Shorten what lies more than ten years back; leave off what "
    "the post does not need.",
    source=_TOO_GOOD,
    severity="polish",
    applies="match",
)
def overqualified(subject: Subject, *, factor: float = 2, more: float = 8) -> Iterator[Spot]:
    """Related years of `factor` times, and `more` over, the upper end of the years asked for."""
    for match in subject.matches:
        asked = match.requirement.years
        if asked is None or asked.high is None or match.requirement.need != "required":
            continue
        years = _related_years(subject, match)
        if years >= max(factor * asked.high, asked.high + more):
            message = f"It asks for {asked.low:g} to {asked.high:g} years; related positions come to {years:.0f}"
            yield Spot(message=message, span=match.requirement.span, where="posting")
            return


def _related_years(subject: Subject, match: Match) -> float:
    places = [one.span for one in match.evidence]
    return months_worked(subject.held.naming(places), subject.today) / 12


@check(
    code="FIT202",
    name="years-short",
    title="Much less experience than the posting requires",
    why="A form may ask for the number, and an answer below it can end the application before anybody has read it. "
    "Where a person decides, the number is often a wish.",
    fix="Count related work that you left out: voluntary, freelance, placements, with dates. If it stays short, "
    "lead with results.",
    source=FILTERS,
    severity="costs",
    applies="match",
)
def years_short(subject: Subject, *, share: float = 0.5, least: float = 3) -> Iterator[Spot]:
    """Related positions cover less than `share` of `least` years or more that are required; all positions are dated."""
    if not subject.held.work or any(one.dates is None for one in subject.held.work):
        return
    for match in subject.matches:
        asked = match.requirement.years
        if asked is None or asked.low < least or match.requirement.need != "required" or match.credit >= share:
            continue
        years = _related_years(subject, match)
        if years and _years_of_like(subject, match) >= share * asked.low:
            continue
        kind = f"{asked.of} {match.requirement.label}"
        named = bool(match.requirement.any_of)
        if not years and (not named or _answers_most(subject) or _speaks_of(subject, kind)):
            continue
        have = f"related positions come to {years:.1f}" if years else "no dated position is of that kind"
        message = f"It requires {match.requirement.label}, and {have}"
        yield Spot(message=message, span=match.requirement.span, where="posting")


def _years_of_like(subject: Subject, match: Match) -> float:
    """The years of the positions that may be of the kind asked for: those that are related, and what shares with one of them
    the firm, the trade or the noun that ends the title ("Site Engineer" and "Highway Engineer")."""
    work = subject.held.work
    noun, places = head_of(subject.asked.title), [place.span for place in match.evidence]
    counted = [one for one in work if one in subject.held.naming(places) or (one.title and head_of(one.title) == noun)]
    for _ in work:  # what is like one of these may be like one more
        more = [one for one in work if one not in counted and any(_is_like(one, other) for other in counted)]
        counted += more
        if not more:
            break
    return months_worked(counted, subject.today) / 12


def _is_like(one: Entry, other: Entry) -> bool:
    same_firm = bool(one.organization) and one.organization == other.organization
    return same_firm or bool(one.title and other.title and same_trade(one.title, other.title))


def _speaks_of(subject: Subject, kind: str) -> bool:
    """Whether the resume has a telling word of the work that years are asked of: then it may be of that kind after all."""
    words = {word.lower() for word in _WORD.findall(kind)} - general_words() - _OF_YEARS
    return not words or any(re.search(rf"\b{re.escape(word[:_STEM])}", subject.text, re.IGNORECASE) for word in words)


def _answers_most(subject: Subject) -> bool:
    """Whether the resume answers half of the required skills: then it is of that kind, whatever its positions are called."""
    required = [m for m in subject.matches if m.requirement.need == "required" and m.requirement.kind not in SIDE]
    return 2 * sum(m.answered for m in required if m.requirement.listed) >= sum(m.requirement.listed for m in required)


@check(
    code="FIT203",
    name="degree-missing",
    title="The degree that is required is not named",
    why="A degree is among the facts that employers filter by: the study names it among the criteria that screen "
    "out people who could do the work.",
    fix="If you have it, name it in the posting's words with its field. If you are about to, give the date. If not, "
    "and you have the experience, ask before you apply whether that will do.",
    source=_HIDDEN_WORKERS,
    severity="costs",
    applies="match",
)
def degree_missing(subject: Subject) -> Iterator[Spot]:
    """A degree that is required, for which experience or a certificate is not said to stand in, and none as high is named.

    In which field a degree is, is left to the reader: fields have too many names. School diplomas are left out, for hardly
    anybody names theirs.
    """
    held = subject.held.degrees
    for match in subject.matches:
        one, asked = match.requirement, match.requirement.degree
        if asked is None or asked.level in (None, "secondary") or one.need != "required" or match.answered:
            continue
        line = subject.asked.document.quote(one.span)
        if _DENIED.search(line) or _ELSE.search(line):  # "a PhD carries no weight", "a paralegal certificate or a BA"
            continue
        if not one.instead and not any(degree.level is None or at_least(degree.level, asked.level) for degree in held):
            names = " and ".join(dict.fromkeys(degree.label for degree in held))
            message = f"It requires {one.label}; the resume names {names or 'no degree'}"
            yield Spot(message=message, span=one.span, where="posting")


@check(
    code="FIT206",
    name="level-short",
    title="Titles well below the level of the posting",
    why="A title says whom you answered for. Firms differ in theirs, and a reader who sees two steps between yours and "
    "this one looks for the work that bridges them.",
    fix="If you did the work of that level (led people, a budget, a field of your own), say so in those lines, with "
    "numbers. Never change a title that an employer would have to confirm.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="match",
)
def level_short(subject: Subject, *, steps: float = 2) -> Iterator[Spot]:
    """The posting's title names a level, and every title of its trade that was held stands `steps` or more below."""
    levels = _levels(subject)
    best = max(levels, key=lambda one: one[1], default=None)
    if best is not None and best[1] <= -steps:
        yield _level_spot(subject, f"the highest title of that kind is {best[0]}")


@check(
    code="FIT207",
    name="level-above",
    title="A title well above the level of the posting",
    why="In experiments, managers doubted that candidates of high ability for a post would stay and put their heart "
    "in it, and preferred less able ones.",
    fix="Say in the summary why you want this very post, and what you would rather do than lead.",
    source=_TOO_GOOD,
    severity="polish",
    applies="match",
)
def level_above(subject: Subject, *, steps: float = 2) -> Iterator[Spot]:
    """The posting's title names a level, and the latest title of its trade stands `steps` or more above."""
    latest = next(iter(_levels(subject)), None)
    if latest is not None and latest[1] >= steps:
        yield _level_spot(subject, f"the latest title of that kind is {latest[0]}")


def _levels(subject: Subject) -> list[tuple[str, int]]:
    """The titles held in the posting's trade, the latest first, and how many steps each stands above the posting's."""
    asked = title_in(subject.asked.title)
    held = sorted(subject.held.work, key=lambda entry: _ended(entry, subject.today), reverse=True)
    titles = [entry.title for entry in held if entry.title]
    related = [title for title in titles if asked and (compare(title, asked) or same_trade(title, asked))]
    steps = [(title, steps_above(title, asked)) for title in related]
    return [(title, above) for title, above in steps if above is not None]


def _ended(entry: Entry, today: date) -> int:
    """The month behind the last of a position, 0 where it has no dates."""
    return entry.dates.months(today).stop if entry.dates else 0


def _level_spot(subject: Subject, have: str) -> Spot:
    title = subject.asked.title
    at = subject.asked.document.text.find(title)
    span = Span(at, at + len(title)) if at >= 0 else None
    return Spot(message=f"The posting is for {title}; {have}", span=span, where="posting", quote=title)


@check(
    code="FIT208",
    name="degree-above",
    title="A degree well above what is asked for",
    why="In experiments, managers doubted that candidates of high ability for a post would stay and put their heart "
    "in it, and preferred less able ones.",
    fix="Leave the degree in: leaving it out opens a gap. Say in the summary why you want this very post.",
    source=_TOO_GOOD,
    severity="polish",
    applies="match",
)
def degree_above(subject: Subject, *, steps: float = 2) -> Iterator[Spot]:
    """The highest degree stands `steps` or more above the highest that the posting names, which does not say "or higher"."""
    asked = [match.requirement for match in subject.matches if match.requirement.degree is not None]
    named = [degree for one in asked for degree in (one.degree, *one.or_degrees) if degree is not None]
    held = max(subject.held.degrees, key=_height, default=None)
    if held is None or not named or any(degree.level is None for degree in named):
        return
    if any(_OR_HIGHER.search(subject.asked.document.quote(one.span)) for one in asked):
        return
    if _height(held) - max(map(_height, named)) >= steps:
        message = f"It asks for {asked[0].label}; the resume names {held.label}"
        yield Spot(message=message, span=asked[0].span, where="posting")


def _height(degree: Degree) -> int:
    return LEVELS.index(degree.level) if degree.level else -1
