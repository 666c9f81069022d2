"""Titles, degrees and years asked for -> where a resume answers them. Only related positions count as experience."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from resumefit.config import Experience
from resumefit.language.degrees import Degree, at_least, field_words, same_field
from resumefit.language.entries import Entry
from resumefit.language.experience import months_worked
from resumefit.language.keywords import Keyword
from resumefit.language.requirements import Requirement
from resumefit.language.titles import compare, same_trade
from resumefit.language.years import Years
from resumefit.matching.found import BEST_FIRST, Found, How
from resumefit.matching.skills import SkillMatcher
from resumefit.reading.document import Span

_NO_TRADE = frozenset(("soft_skill", "title", "years", "degree", "language"))
_NAMED = frozenset(("tool", "hard_skill", "method"))  # kinds whose members have names, written with a capital
_YEARS_INSTEAD = 4  # of related work that stand in for a degree where the posting takes experience and names no years


class BackgroundMatcher:
    """Answers what a posting asks of a career from one resume."""

    def __init__(self, skills: SkillMatcher, rule: Experience, today: date) -> None:
        self.skills = skills
        self.posting = skills.posting
        self.resume = skills.resume
        self.rule = rule
        self.today = today

    def title(self, requirement: Requirement) -> Found | None:
        """A title that was held, or that the resume goes by."""
        answers = [
            Found(how, (span,), requirement.label, "" if how == "exact" else f'held as "{title}"')
            for title, span in self.resume.titles
            if (how := compare(title, requirement.label)) is not None
        ]
        return min(answers, key=lambda found: BEST_FIRST.index(found.how), default=None)

    def degree(self, requirement: Requirement, asked: Degree) -> Found | None:
        """A degree as high as asked in a field asked for; related experience where the posting takes it instead."""
        options = (asked, *requirement.or_degrees)
        fields = next((one.fields for one in options if one.fields), ())
        for option in options:  # of "a degree or HND in design" both are in design; no school diploma is in a field
            wanted = option if option.fields or option.level == "secondary" else replace(option, fields=fields)
            for degree in self.resume.degrees:
                if at_least(degree.level, wanted.level) and self._in_field(degree, wanted):
                    how: How = "exact" if degree.level == wanted.level else "form"
                    return Found(how, (degree.span,), requirement.label)
        if requirement.instead and self._related_months() >= 12 * (self.posting.years or _YEARS_INSTEAD):
            spans = tuple(entry.span for entry in self._related_entries)
            return Found("implied", spans, requirement.label, "by experience, which the posting accepts")
        return None

    @staticmethod
    def _in_field(degree: Degree, asked: Degree) -> bool:
        if not asked.fields:
            return True
        mine = frozenset().union(*(field_words(name) for name in degree.fields))
        theirs = frozenset().union(*(field_words(name) for name in asked.fields))
        return (
            not theirs
            or bool(mine & theirs)
            or any(same_field(one, two) for one in degree.fields for two in asked.fields)
        )

    def years(self, requirement: Requirement, asked: Years) -> Found | None:
        """The share of the years asked for that related positions cover; a month counts once."""
        related = self._entries_of(requirement)
        months = months_worked(related, self.today)
        if not months:
            return None
        years = months / 12
        share = min(1.0, years / asked.low)
        note = f"{years:.1f} years in related positions, {asked.low} asked for"
        return Found(
            "exact" if share == 1 else "implied", tuple(e.span for e in related), requirement.label, note, share
        )

    def _related_months(self) -> int:
        return months_worked(self._related_entries, self.today)

    def _entries_of(self, requirement: Requirement) -> list[Entry]:
        """The positions that count for a number of years. Years of a thing with a name ("5 years of Python") count where it
        is named; in every related position, too, where a list or a summary names it, for that does not say where it was used;
        years of a field ("of accounting") always do."""
        tied = [k for k in requirement.any_of if k.skill and k.kind in _NAMED and k.forms[0][0].isupper()]
        spans = [span for keyword in tied for span in self._places(keyword)]
        if tied and not spans:
            return []
        naming = self.resume.naming(spans)
        if spans and all(any(entry.span.covers(span) for entry in naming) for span in spans):
            return naming
        return [*naming, *(entry for entry in self._related_entries if entry not in naming)]

    @cached_property
    def _related_entries(self) -> list[Entry]:
        """The positions whose title is the posting's, or whose text answers enough of what it asks for."""
        return [entry for entry in self.resume.entries if entry.section != "projects" and self._is_related(entry)]

    def _is_related(self, entry: Entry) -> bool:
        """Whether a position is of the posting's trade, by its title or by enough of what its text answers."""
        title = self.posting.title
        if title and entry.title and (compare(entry.title, title) or same_trade(entry.title, title)):
            return True
        answered = {key for key, spans in self._answers.items() if any(entry.span.covers(span) for span in spans)}
        share = len(answered) / len(self._answers) if self._answers else 0.0
        return (
            len(answered) >= min(self.rule.related_least, len(self._answers)) > 0 and share >= self.rule.related_share
        )

    @cached_property
    def _answers(self) -> dict[str, tuple[Span, ...]]:
        """Requirement -> where it is answered, of the skills that belong to a trade."""
        asked = [r for r in self.posting.requirements if r.kind not in _NO_TRADE and r.listed]
        return {r.key: tuple(span for k in r.any_of for span in self._places(k)) for r in asked}

    def _places(self, keyword: Keyword) -> Iterator[Span]:
        """Every place that answers a keyword: what implies it counts beside its name, or naming it once more in a list would
        take away the position that shows it."""
        for found in self.skills.keyword(keyword):
            yield from found.spans
        yield from (mention.span for mention in self.skills.implied.get(keyword.skill or "", ()))
