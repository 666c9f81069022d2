"""Requirement x Resume -> Match: how the resume answers each demand, and the lines it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resumefit.config import Config
from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import Taxonomy
from resumefit.matching.background import BackgroundMatcher
from resumefit.matching.evidence import Evidence, evidence_of, weight_of
from resumefit.matching.found import BEST_FIRST, Found, How
from resumefit.matching.meaning import MeaningMatcher
from resumefit.matching.questions import Question, questions_of
from resumefit.matching.related import related
from resumefit.matching.shortlist import Shortlist
from resumefit.matching.skills import SkillMatcher
from resumefit.matching.stuffing import counted

_USED = frozenset(("hard_skill", "tool", "method", "activity", "domain"))
"""Kinds of requirements that weigh more where they were used than where they are listed."""
_NAMED = frozenset(("exact", "form", "alias", "fuzzy"))  # ways of being found by name, be it misspelt


@dataclass(frozen=True, slots=True)
class Match:
    """How a resume answers a requirement. `credit` is 0 to 1; `literal` is 1 where the posting's own words stand in the
    resume, else 0 (and 0 for years, which nobody searches for). `keyword` is the label of the keyword that was answered,
    `note` a remark such as a typo's correction. `weight` is what the evidence weighs, a factor of the credit. `times` is how
    often the resume names it, beside the posting's `requirement.count`: 0 where it is implied or said in other words. Once
    is enough: naming it more often earns nothing."""

    requirement: Requirement
    how: How
    credit: float
    literal: float
    evidence: tuple[Evidence, ...] = ()
    keyword: str = ""
    note: str = ""
    weight: float = 1.0
    times: int = 0

    @property
    def answered(self) -> bool:
        """Whether the resume answers the requirement, be it by a typo; what is only related does not."""
        return self.how not in ("related", "missing")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a resume answers to a question, before the lines that it rests on are looked up; the fields are Match's."""

    found: Found
    credit: float
    literal: float
    weight: float


def match_requirements(
    posting: JobPosting, resume: Resume, taxonomy: Taxonomy, config: Config, today: date
) -> tuple[Match, ...]:
    """A Match for each requirement of a posting, in its order."""
    matcher = Matcher(resume, taxonomy, config, today)
    return tuple(matcher.match(question) for question in questions_of(posting, taxonomy, config.fuzzy))


class Matcher:
    """What a resume holds, prepared once to answer the questions of any posting; its blocks of keywords answer none."""

    def __init__(
        self, resume: Resume, taxonomy: Taxonomy, config: Config, today: date, shortlist: Shortlist | None = None
    ) -> None:
        self.resume = resume = counted(resume)
        self.config = config
        self.today = today
        meaning = MeaningMatcher(resume, config.meaning)
        self.skills = SkillMatcher(resume, taxonomy, config.fuzzy, meaning, shortlist)
        self.background = BackgroundMatcher(self.skills, config.experience, today)

    def match(self, question: Question) -> Match:
        """How the resume answers a question, with the lines that the answer rests on."""
        requirement, answer = question.requirement, self.answer(question)
        if answer is None:
            return self._unanswered(requirement)
        found = answer.found
        evidence = evidence_of(self.resume, found.spans)
        times = len({span.start for span in found.spans}) if found.how in _NAMED and found.share is None else 0
        how, credit, literal, weight = found.how, answer.credit, answer.literal, answer.weight
        return Match(requirement, how, credit, literal, evidence, found.keyword, found.note, weight, times)

    def _unanswered(self, requirement: Requirement) -> Match:
        rule, near = self.config.credits, related(requirement, self.skills)
        if near is None:
            return Match(requirement, "missing", rule.missing, 0.0)
        evidence = evidence_of(self.resume, near.spans)
        credit = max(rule.related, rule.missing)  # what is near is never less than nothing
        return Match(requirement, "related", credit, 0.0, evidence, "", near.note)

    def answer(self, question: Question) -> Answer | None:
        """What the resume answers to a question; None for nothing."""
        found = self._find(question)
        if found is None:
            return None
        weight = self._weight(question.requirement, found)
        return Answer(found, self._credit(found) * weight, float(self.skills.stands_literally(question)), weight)

    def _find(self, question: Question) -> Found | None:
        requirement = question.requirement
        if requirement.years is not None:
            return self.background.years(question, requirement.years)
        if requirement.degree is not None:
            return self.background.degree(question, requirement.degree)
        if requirement.kind == "title":
            return self.background.title(question)
        return self._best(question)

    def _best(self, question: Question) -> Found | None:
        """The answer worth most of those that the alternatives find: one used at work goes before one that is only listed."""
        requirement = question.requirement
        if len(requirement.any_of) == 1:
            return self.skills.answer(question)
        found = [one for answers in self.skills.found(question) for one in answers]
        best = max(found, key=lambda one: self._worth(requirement, one), default=None)
        return best or self.skills.answer(question)

    def _worth(self, requirement: Requirement, found: Found) -> tuple[float, int]:
        """What an answer earns; of equal ones, the plainer wording is more."""
        return self._credit(found) * self._weight(requirement, found), -BEST_FIRST.index(found.how)

    def _credit(self, found: Found) -> float:
        credit: float = getattr(self.config.credits, found.how) if found.share is None else found.share
        return credit

    def _weight(self, requirement: Requirement, found: Found) -> float:
        if requirement.kind not in _USED or found.share is not None:
            return 1.0
        return weight_of(self.resume, found.spans, self.config.evidence, self.today)
