"""Skills near one that is asked for and not found: shown, for they are where a person would begin, and no answer to it."""

from __future__ import annotations

from collections.abc import Iterator

from resumefit.language.keywords import Keyword
from resumefit.language.mentions import Mention
from resumefit.language.requirements import Requirement
from resumefit.language.taxonomy import Taxonomy
from resumefit.matching.found import Found
from resumefit.matching.skills import SkillMatcher

_MOST = 3  # names that a remark has room for


def related(requirement: Requirement, matcher: SkillMatcher) -> Found | None:
    """What a resume names that the taxonomy calls related, either way round, to a requirement that it does not answer.

    None for what the work can't lawfully be done without, for another licence is no step towards that one, and for years and
    degrees.
    """
    if requirement.knockout or requirement.years is not None or requirement.degree is not None:
        return None
    for keyword in requirement.any_of:
        near = sorted(_near(keyword, matcher), key=lambda mention: mention.span.start)
        names = list(dict.fromkeys(mention.label for mention in near))[:_MOST]
        if near:
            spans = tuple(mention.span for mention in near if mention.label in names)
            return Found("related", spans, keyword.label, f"related: {', '.join(names)}")
    return None


def _near(keyword: Keyword, matcher: SkillMatcher) -> Iterator[Mention]:
    for skill, mentions in matcher.by_skill.items():
        if keyword.skill and _are_related(skill, keyword.skill, matcher.taxonomy):
            yield from mentions


def _are_related(one: str, other: str, taxonomy: Taxonomy) -> bool:
    return other in taxonomy[one].related or one in taxonomy[other].related
