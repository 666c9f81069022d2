"""Requirements: what each sentence of a posting asks for.

A requirement is one demand: any of its keywords answers it. "C# or Go" is one, "Python and SQL" are two, "monitoring tools
(Grafana, Datadog)" is one with three keywords, "Search Engine Optimization (SEO)" is one skill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resumefit.language.alternatives import groups_of, link
from resumefit.language.degrees import LEVELS, Degree, find_degrees
from resumefit.language.keywords import Item, Keyword, distinct, items_of, joined, only_a_name
from resumefit.language.knockouts import condition_spans
from resumefit.language.mentions import Mention, MentionKind, SkillFinder
from resumefit.language.needs import NEED_OF_ZONE, NEEDS, Need, is_negated, need_of
from resumefit.language.nlp import tokenize
from resumefit.language.years import Years, find_years
from resumefit.language.zones import Statement
from resumefit.reading.document import Document, Span

_LEAD = 15  # characters between "years of" and what they are years of: an adjective, an article
_SOFTENED = re.compile(
    r"\b(?:preferred|preferably|a plus|is a bonus|ideally|desirable|desired|nice to have|an asset|an advantage|"
    r"advantageous|beneficial)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One demand of a posting; any of its keywords answers it.

    `span` is the sentence it stands in. `years` is set for kind "years" (with `any_of` what they are years of, where the
    posting says so), `degree` (the lowest that will do) for kind "degree", with `or_degrees` that
    will do as well. `instead` says that experience is accepted in place of a degree.
    `knockout` marks what the work can't be done without by law: it is shown first and stands outside the score.
    `listed` is False for phrases that are not in the taxonomy.
    """

    label: str
    kind: MentionKind
    need: Need
    any_of: tuple[Keyword, ...]
    span: Span
    count: int = 1
    years: Years | None = None
    degree: Degree | None = None
    or_degrees: tuple[Degree, ...] = ()
    instead: bool = False
    knockout: bool = False

    @property
    def key(self) -> str:
        """What makes two requirements the same: equal keys name one thing."""
        return "|".join(sorted(keyword.skill or keyword.label.lower() for keyword in self.any_of)) or self.label.lower()

    @property
    def listed(self) -> bool:
        """Whether at least one keyword is in the taxonomy, or it is a degree, title or number of years."""
        return self.kind in ("degree", "years", "title") or any(keyword.skill for keyword in self.any_of)


def requirements_of(document: Document, statements: Iterable[Statement], finder: SkillFinder) -> list[Requirement]:
    """The requirements that the statements make, in order of place; one for each demand, merged over the posting."""
    found: list[Requirement] = []
    for statement in statements:
        need = NEED_OF_ZONE.get(statement.zone)
        if need is not None:
            found.extend(_of_statement(document, statement, need, finder))
    return _merged(found)


def _of_statement(document: Document, statement: Statement, need: Need, finder: SkillFinder) -> Iterator[Requirement]:
    text = document.text
    span = statement.span
    degrees = [d for d in find_degrees(text, span) if not is_negated(text, span, d.span)]
    years = [y for y in find_years(text, span) if need != "duty" and not is_negated(text, span, y.span)]
    yield from _degree_requirements(text, span, degrees, need)
    tokens = tokenize(text, [span])
    blocked = [d.span for d in degrees]
    seen = finder.find(tokens)
    mentions = [m for m in seen if _asked(text, span, m, blocked, need)]
    blocked += [m.span for m in seen if is_negated(text, span, m.span)]
    blocked += [*(y.span for y in years), *condition_spans(text, span)]
    items = list(items_of(tokens, mentions, unlisted=need != "duty", blocked=blocked))
    for group in groups_of(text, items, span):
        if len(group) > 1 or not only_a_name(group[0]) or _listed_with_skills(text, group[0], items):
            yield _requirement(text, group, need, span)
    for one in years:
        yield _years_requirement(one, items, need, span)


def _listed_with_skills(text: str, item: Item, items: Sequence[Item]) -> bool:
    """Whether a lone name stands in a list beside a skill that is known ("Docker and Kuberntes"): then it is one, too."""
    place = items.index(item)
    before = place > 0 and items[place - 1].keyword.skill and link(text, items[place - 1], item)
    after = place + 1 < len(items) and items[place + 1].keyword.skill and link(text, item, items[place + 1])
    return bool(before or after)


def _asked(text: str, span: Span, mention: Mention, blocked: Iterable[Span], need: Need) -> bool:
    """Whether a mention is a demand. A certificate in the account of the work is somebody else's ("supervise LPNs")."""
    if need == "duty" and mention.kind == "certification":
        return False
    if mention.kind in ("activity", "soft_skill") and any(
        mention.span.overlaps(c) for c in condition_spans(text, span)
    ):
        return False  # "able to lift 50 lbs" is a condition, and no skill besides
    return not any(mention.span.overlaps(b) for b in blocked) and not is_negated(text, span, mention.span)


# Degrees and years


def _degree_requirements(text: str, span: Span, degrees: Sequence[Degree], need: Need) -> Iterator[Requirement]:
    """One requirement for the degrees of a sentence: alternatives, of which the lowest level is the demand."""
    if not degrees:
        return
    lowest = min(degrees, key=lambda d: LEVELS.index(d.level or "bachelor"))
    demand = _with_fields(text, lowest, degrees)
    keyword = Keyword(
        demand.label, "degree", None, tuple(_quote(text, d.span) for d in degrees), tuple(d.span for d in degrees)
    )
    instead = bool(
        re.search(
            r"\bor (?:an? )?(?:equivalent|comparable|similar|relevant|equal)?[ \w,/]{0,30}\bexperience",
            text[lowest.span.start : span.end],
            re.IGNORECASE,
        )
    )
    others = tuple(d for d in degrees if d is not lowest)
    yield Requirement(demand.label, "degree", need, (keyword,), span, degree=demand, or_degrees=others, instead=instead)


def _with_fields(text: str, lowest: Degree, degrees: Sequence[Degree]) -> Degree:
    """A degree with the fields of the alternative behind it, where it names none: "BA/BS in Marketing", "Bachelor's or
    Master's degree in Statistics"."""
    if lowest.fields:
        return lowest
    for one, two in pairwise(degrees):
        joined = re.fullmatch(r"[\s,]*(?:/|or|and/or)\s*(?:an?\s+)?", text[one.span.end : two.span.start])
        if one is lowest and two.fields and joined:
            return replace(lowest, fields=two.fields)
    return lowest


def _years_requirement(years: Years, items: Sequence[Item], need: Need, span: Span) -> Requirement:
    """Years tied to the keywords that their "of" begins with ("5 years of Python and SQL"), else to the whole."""
    named = [item for item in items if years.of and item.span.overlaps(years.of_span)]
    begins = bool(named) and named[0].span.start - years.of_span.start <= _LEAD
    tied = tuple(item.keyword for item in named) if begins else ()
    return Requirement(years.label, "years", need, tied, span, years=years)


# Skills and phrases


def _requirement(text: str, group: Sequence[Item], need: Need, span: Span) -> Requirement:
    keywords = distinct(item.keyword for item in group)
    names = [_shown(keyword) for keyword in keywords]
    return Requirement(" or ".join(names), keywords[0].kind, need_of(text, group, need, span), keywords, span)


def _shown(keyword: Keyword) -> str:
    """A keyword as people read it: the posting's own wording, with a capital unless the skill is written without."""
    form = keyword.forms[0]
    if form.lower() == keyword.label.lower():
        return keyword.label
    return form if keyword.label[0].islower() else form[0].upper() + form[1:]


def _quote(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


# The whole posting


def _merged(found: Sequence[Requirement]) -> list[Requirement]:
    """One requirement for each demand: the same thing asked for twice counts once, with its firmest need; a single
    keyword that an either/or asks for as firmly, or more so, is part of that."""
    by_key: dict[tuple[str, str], Requirement] = {}
    for one in found:
        key = (
            one.key if one.kind != "years" else one.label,
            "years" if one.kind == "years" else "degree" if one.degree else "",
        )
        known = by_key.get(key)
        by_key[key] = one if known is None else _firmer(known, one)
    merged = list(by_key.values())
    firmest: dict[str, int] = {}  # keyword -> how firmly an either/or asks for it
    for group in merged:
        if len(group.any_of) > 1 and not group.years:
            for keyword in group.any_of:
                name = keyword.skill or keyword.label.lower()
                firmest[name] = min(firmest.get(name, len(NEEDS)), NEEDS.index(group.need))
    return [one for one in merged if not _within(one, firmest)]


def _firmer(one: Requirement, two: Requirement) -> Requirement:
    first, other = (one, two) if NEEDS.index(one.need) <= NEEDS.index(two.need) else (two, one)
    keywords = tuple(_joined_with(keyword, other.any_of) for keyword in first.any_of)
    return replace(first, any_of=keywords, count=one.count + two.count)


def _joined_with(keyword: Keyword, others: Iterable[Keyword]) -> Keyword:
    for other in others:
        if (other.skill or other.label.lower()) == (keyword.skill or keyword.label.lower()):
            keyword = joined(keyword, other)
    return keyword


def _within(one: Requirement, firmest: Mapping[str, int]) -> bool:
    """Whether a single demand is only an alternative of an either/or that is asked for at least as firmly."""
    if len(one.any_of) != 1 or one.years or one.degree or one.need == "required":
        return False
    return firmest.get(one.key, len(NEEDS)) <= NEEDS.index(one.need)
