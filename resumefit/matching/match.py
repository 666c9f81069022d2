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
from resumefit.matching.related import related
from resumefit.matching.skills import SkillMatcher
from resumefit.matching.stuffing import counted

_USED = frozenset(("hard_skill", "tool", "method", "activity", "domain"))
"""Kinds of requirements that weigh more where they were used than where they are listed."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a resume answers a requirement. `credit` is 0 to 1; `literal` is 1 where the posting's own words stand in the
    resume, else 0 (and 0 for years, which nobody searches for). `keyword` is the label of the keyword that was answered,
    `note` a remark such as a typo's correction. `weight` is what the evidence weighs, a factor of the credit."""

    requirement: Requirement
    how: How
    credit: float
    literal: float
    evidence: tuple[Evidence, ...] = ()
    keyword: str = ""
    note: str = ""
    weight: float = 1.0

    @property
    def answered(self) -> bool:
        """Whether the resume answers the requirement, be it by a typo; what is only related does not."""
        return self.how not in ("related", "missing")


def match_requirements(
    posting: JobPosting, resume: Resume, taxonomy: Taxonomy, config: Config, today: date
) -> tuple[Match, ...]:
    """A Match for each requirement of a posting, in its order. Blocks of keywords in the resume answer none."""
    matcher = _Matcher(posting, counted(resume), taxonomy, config, today)
    return tuple(matcher.match(requirement) for requirement in posting.requirements)


class _Matcher:
    """Answers the requirements of one posting from one resume."""

    def __init__(self, posting: JobPosting, resume: Resume, taxonomy: Taxonomy, config: Config, today: date) -> None:
        self.resume = resume
        self.config = config
        self.today = today
        self.skills = SkillMatcher(posting, resume, taxonomy, config.fuzzy)
        self.background = BackgroundMatcher(self.skills, config.experience, today)

    def match(self, requirement: Requirement) -> Match:
        found = self._find(requirement)
        if found is None:
            return self._unanswered(requirement)
        credit = self._credit(found)
        weight = self._weight(requirement, found)
        literal = float(self.skills.stands_literally(requirement))
        evidence = evidence_of(self.resume, found.spans)
        return Match(requirement, found.how, credit * weight, literal, evidence, found.keyword, found.note, weight)

    def _unanswered(self, requirement: Requirement) -> Match:
        near = related(requirement, self.skills)
        if near is None:
            return Match(requirement, "missing", self.config.credits.missing, 0.0)
        evidence = evidence_of(self.resume, near.spans)
        return Match(requirement, "related", self.config.credits.related, 0.0, evidence, "", near.note)

    def _find(self, requirement: Requirement) -> Found | None:
        if requirement.years is not None:
            return self.background.years(requirement, requirement.years)
        if requirement.degree is not None:
            return self.background.degree(requirement, requirement.degree)
        if requirement.kind == "title":
            return self.background.title(requirement)
        return self._best(requirement)

    def _best(self, requirement: Requirement) -> Found | None:
        """The answer worth most of those that the alternatives find: one used at work goes before one that is only listed."""
        found = [one for keyword in requirement.any_of for one in self.skills.keyword(keyword)]
        return max(found, key=lambda one: self._worth(requirement, one), default=None)

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
