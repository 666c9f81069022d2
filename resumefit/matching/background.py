"""Titles, degrees and years asked for -> where a resume answers them. Only related positions count as experience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from resumefit.config import Experience
from resumefit.language.degrees import Degree, at_least, field_words, same_field
from resumefit.language.entries import Entry
from resumefit.language.experience import months_worked
from resumefit.language.keywords import Keyword
from resumefit.language.titles import compare, is_wider, same_trade
from resumefit.language.years import Years
from resumefit.matching.found import BEST_FIRST, Found, How
from resumefit.matching.questions import Question, Trade
from resumefit.matching.skills import SkillMatcher
from resumefit.reading.document import Span

_CACHED = 4096  # pairs of what degrees are in and what is asked for: a batch meets the same again and again
_YEARS_INSTEAD = 4  # of related work that stand in for a degree where the posting takes experience and names no years


class BackgroundMatcher:
    """What a resume says of a career, prepared once to answer the questions of any posting."""

    def __init__(self, skills: SkillMatcher, rule: Experience, today: date) -> None:
        self.skills = skills
        self.resume = skills.resume
        self.rule = rule
        self.today = today
        self._positions = tuple(entry for entry in skills.resume.entries if entry.section != "projects")
        self._answered: dict[Question, frozenset[int]] = {}
        self._shown: dict[Trade, list[Entry]] = {}
        self._related: dict[Trade, list[Entry]] = {}

    def title(self, question: Question) -> Found | None:
        """A title that was held, or that the resume goes by."""
        asked = question.requirement.label
        answers = [
            Found(how, (span,), asked, "" if how == "exact" else f'held as "{title}"')
            for title, span in self.resume.titles
            if (how := compare(title, asked)) is not None
        ]
        answers += self._wider_titles(asked, question.trade) if question.trade and not answers else ()
        return min(answers, key=lambda found: BEST_FIRST.index(found.how), default=None)

    def _wider_titles(self, asked: str, trade: Trade) -> Iterator[Found]:
        """Titles that say less than what is asked for, of positions whose text shows that it was this work."""
        wider = [entry for entry in self._positions if entry.title and is_wider(entry.title, asked)]
        for entry in self._doing_work_of(trade) if wider else ():
            if entry in wider:
                spans = tuple(span for title, span in self.resume.titles if title == entry.title)[:1]
                note = f'held as "{entry.title}", of which the text shows that it was this work'
                yield Found("implied", spans, asked, note)

    def degree(self, question: Question, asked: Degree) -> Found | None:
        """A degree as high as asked in a field asked for; related experience where the posting takes it instead."""
        requirement, trade = question.requirement, question.trade
        options = (asked, *requirement.or_degrees)
        fields = next((one.fields for one in options if one.fields), ())
        for option in options:  # of "a degree or HND in design" both are in design; no school diploma is in a field
            wanted = option.fields or (() if option.level == "secondary" else fields)
            for degree in self.resume.degrees:
                if at_least(degree.level, option.level) and _in_field(degree.fields, wanted):
                    how: How = "exact" if degree.level == option.level else "form"
                    return Found(how, (degree.span,), requirement.label)
        credentials = [keyword for keyword in requirement.any_of if keyword.kind == "certification"]
        held = [found for keyword in credentials for found in self.skills.keyword(keyword, question)]
        if held:  # "a degree, or a CIM qualification"
            return min(held, key=lambda found: BEST_FIRST.index(found.how))
        if trade and months_worked(self._related_to(trade), self.today) >= 12 * (trade.years or _YEARS_INSTEAD):
            spans = tuple(entry.span for entry in self._related_to(trade))
            return Found("implied", spans, requirement.label, "by experience, which the posting accepts")
        return None

    def years(self, question: Question, asked: Years) -> Found | None:
        """The share of the years asked for that related positions cover; a month counts once."""
        related = self._entries_of(question)
        months = months_worked(related, self.today)
        if not months:
            return None
        years = months / 12
        share = min(1.0, years / asked.low)
        note = f"{years:.1f} years in related positions, {asked.low} asked for"
        return Found(
            "exact" if share == 1 else "implied",
            tuple(e.span for e in related),
            question.requirement.label,
            note,
            share,
        )

    def _entries_of(self, question: Question) -> list[Entry]:
        """The positions that count for a number of years. Years of a thing with a name ("5 years of Python") count where it
        is named; in every related position, too, where a list or a summary names it, for that does not say where it was used;
        years of a field ("of accounting") always do."""
        tied = ((keyword, self.skills.keyword(keyword, question)) for keyword in question.tied)
        spans = [span for keyword, found in tied for span in self._places(keyword, found)]
        if question.tied and not spans:
            return []
        naming = self.resume.naming(spans) if spans else []
        if spans and all(any(entry.span.covers(span) for entry in naming) for span in spans):
            return naming
        related = self._related_to(question.trade) if question.trade else []
        return [*naming, *(entry for entry in related if entry not in naming)]

    def _related_to(self, trade: Trade) -> list[Entry]:
        """The positions whose title is the posting's, or whose text answers enough of what it asks for."""
        if trade not in self._related:
            shown = self._doing_work_of(trade)
            related = [entry for entry in self._positions if entry in shown or _has_title(entry, trade.title)]
            self._related[trade] = related
        return self._related[trade]

    def _doing_work_of(self, trade: Trade) -> list[Entry]:
        """The positions whose text answers enough of what a posting asks for."""
        if trade not in self._shown:
            self._shown[trade] = self._with_text_of(trade)
        return self._shown[trade]

    def _with_text_of(self, trade: Trade) -> list[Entry]:
        asked = len(trade.skills)
        may_be = self.skills.may_answer(trade.skills)
        answered = (
            [one for one in may_be if self.skills.answer(one)] if are_enough(len(may_be), asked, self.rule) else []
        )
        if not are_enough(len(answered), asked, self.rule):
            return []
        times = Counter(number for one in answered for number in self._answering(one))
        count = [times.get(number, 0) for number in range(len(self._positions))]
        return [entry for entry, many in zip(self._positions, count, strict=True) if are_enough(many, asked, self.rule)]

    def _answering(self, question: Question) -> frozenset[int]:
        """The numbers of the positions whose text answers a question."""
        if question not in self._answered:
            by_keyword = zip(question.requirement.any_of, self.skills.found(question), strict=True)
            spans = [span for keyword, found in by_keyword for span in self._places(keyword, found)]
            self._answered[question] = frozenset(
                number for number, entry in enumerate(self._positions) if any(map(entry.span.covers, spans))
            )
        return self._answered[question]

    def _places(self, keyword: Keyword, found: Iterable[Found]) -> Iterator[Span]:
        """Every place that answers a keyword, those `found` among them: what implies it counts beside its name, or naming it
        once more in a list would take away the position that shows it. In other words one can say much of any work: a like
        meaning counts for none."""
        for one in found:
            yield from one.spans
        yield from (mention.span for mention in self.skills.implied.get(keyword.skill or "", ()))


def are_enough(answered: int, asked: int, rule: Experience) -> bool:
    """Whether so many answers to what a posting asks for are enough to tell that it was this work."""
    least = max(min(rule.related_least, asked), 1)
    return answered >= least and answered / asked >= rule.related_share


@lru_cache(_CACHED)
def _in_field(held: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether a degree in some fields is in one of those asked for; none asked for is any."""
    mine = frozenset().union(*(field_words(name) for name in held))
    theirs = frozenset().union(*(field_words(name) for name in asked))
    single = [
        part for field in held for part in (field, *field.split(" and "))
    ]  # "Leadership and Personnel Management"
    return not theirs or bool(mine & theirs) or any(same_field(one, two) for one in single for two in asked)


def _has_title(entry: Entry, title: str) -> bool:
    """Whether a position is of a posting's trade by its title."""
    return bool(title and entry.title and (compare(entry.title, title) or same_trade(entry.title, title)))
