"""Requirements: what each sentence of a posting asks for.

A requirement is one demand: any of its keywords answers it. "C# or Go" is one, "Python and SQL" are two, "monitoring tools
(Grafana, Datadog)" is one with three keywords, "Search Engine Optimization (SEO)" is one skill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resumefit.language.alternatives import groups_of
from resumefit.language.credentials import credentials_of
from resumefit.language.degrees import LEVELS, Degree, at_least, find_degrees
from resumefit.language.keywords import Item, Keyword, distinct, items_of, joined, taken_tokens
from resumefit.language.knockouts import condition_spans, is_licence
from resumefit.language.mentions import Mention, MentionKind, SkillFinder
from resumefit.language.needs import NEED_OF_ZONE, NEEDS, Need, is_negated, need_of
from resumefit.language.nlp import Recognized, tokenize
from resumefit.language.phrases import bare_phrase, names_people, phrase_kind, unlisted_phrases
from resumefit.language.spoken import spoken_languages
from resumefit.language.tasks import Task, tasks_of
from resumefit.language.traits import traits_of
from resumefit.language.years import Years, find_years
from resumefit.language.zone_wordings import Zone, heading_zone
from resumefit.language.zones import Statement
from resumefit.reading.document import Document, Span

_UNLIKELY = (
    0.006  # probability below which a phrase is no keyword: half of those that the rules wrongly propose lie there
)
_CONDITIONAL = frozenset(("activity", "soft_skill", "certification"))  # kinds of what is none where it is a condition
_LEAD = 15  # characters between "years of" and what they are years of: an adjective, an article
_INSTEAD = re.compile(
    r"\bor (?:an? |the )?(?:(?!fields?|disciplines?|subjects?|areas?|degree|and\b)[\w-]+[ ,/]+){0,4}experience\b"
    r"|\bequivalent (?:\w+ ){0,2}experience\b|\bexperience (?:instead|in lieu|in place)\b",
    re.IGNORECASE,
)
_BESIDES = re.compile(r"\b(?:(?:together|along) with|as well as|plus|with|and)\s+(?:an?\s+)?$", re.IGNORECASE)
_ON_TOP = re.compile(r"\s+(?:plus|with|together with|as well as)\s+(?:an?\s+)?(?:\w+\s+){0,2}", re.IGNORECASE)
_PLAIN_JOINT = re.compile(r"[\s,(]*(?:/|or|and/or|and)?\s*(?:an?\s+)?")
# What is asked for outside the lists of demands: "We're hiring a bookkeeper with a degree", "you need 3 years for this"
_SOUGHT = re.compile(
    r"\bwe(?:['’]re| are) (?:\w+ )?(?:hiring|looking for|seeking|recruiting|searching for|in search of|after)\b"
    r"|\bwe(?:['’]d| would)? (?:need|expect|require|ask|seek|want)\b|\bis (?:seeking|looking for|hiring|recruiting)\b"
    r"|\b(?:must|should) (?:have|hold|possess)\b|\byou(?:['’]ll| will)? need\b"
    r"|\b(?:is|are) (?:required|essential|a must|mandatory)\b|\brequires?\b",
    re.IGNORECASE,
)
# Between a degree and a certificate that will do as well.
_OR_ELSE = re.compile(
    r"(?:(?!\b(?:and|plus|with)\b)[^.;:&\n]){0,40}?,?\s+or\s+(?:(?:an?|the|any|relevant|equivalent|recogni[sz]ed)\s+){0,2}",
    re.IGNORECASE,
)
_TELLING: frozenset[Zone] = frozenset(("duties", "about", "meta"))  # zones in which such a sentence is a demand


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence that asks for something, how firmly, and whether it is softened by its own words or by its heading."""

    text: str
    span: Span
    need: Need
    by_words: bool

    def need_at(self, place: Span, until: int | None = None) -> Need:
        """How firmly it asks for what stands at a place; what is said from `until` on belongs to the next demand."""
        return need_of(self.text, place, self.need, self.span, by_words=self.by_words, until=until)


def requirements_of(
    document: Document, statements: Iterable[Statement], finder: SkillFinder, recognized: Recognized | None = None
) -> list[Requirement]:
    """The requirements that the statements make, in order of place; one for each demand, merged over the posting.
    `recognized` is what the trained pipeline makes of the document: it proposes phrases, and rules out unlikely ones."""
    found: list[Requirement] = []
    for statement in statements:
        need = NEED_OF_ZONE.get(statement.zone)
        if need is not None:
            found.extend(_of_statement(document, statement, need, finder, recognized))
        if statement.zone in _TELLING:
            found.extend(_sought(document.text, statement.span))
        elif statement.zone == "conditions":  # "Travel to suppliers, so a driving licence is needed"
            asked = _of_statement(document, statement, "required", finder, recognized)
            found.extend(one for one in asked if one.kind == "certification" and is_licence(one.label))
    return _merged(found)


def _sought(text: str, span: Span) -> Iterator[Requirement]:
    """The degrees and years that a sentence asks for which is no list of demands, and behind what it asks with."""
    words = _SOUGHT.search(text, span.start, span.end)
    if words is None:
        return
    asked = _Asked(text, Span(words.start(), span.end), "required", by_words=False)
    yield from _degree_requirements(asked, _degrees(text, asked.span))
    for one in _years(text, asked.span):
        yield _years_requirement(asked, one, ())


def _degrees(text: str, span: Span) -> list[Degree]:
    return [degree for degree in find_degrees(text, span, asked=True) if not is_negated(text, span, degree.span)]


def _years(text: str, span: Span) -> list[Years]:
    return [years for years in find_years(text, span) if not is_negated(text, span, years.span)]


def _of_statement(
    document: Document, statement: Statement, need: Need, finder: SkillFinder, recognized: Recognized | None
) -> Iterator[Requirement]:
    text, span = document.text, statement.span
    asked = _Asked(text, span, need, need == "preferred" and heading_zone(statement.heading) != "preferred")
    degrees, years = _degrees(text, span), _years(text, span) if need != "duty" else []
    if need == "duty":  # "kanban and ASN requirements"
        degrees = [d for d in degrees if not _quote(text, d.span).isupper()]
    studies = list(_degree_requirements(asked, degrees))
    items = list(_items(asked, finder, recognized, [d.span for d in degrees], [y.span for y in years]))
    named = [_requirement(asked, group) for group in groups_of(text, items, span)]
    yield from _with_credentials(text, studies, named)
    for one in years:
        yield _years_requirement(asked, one, items)


def _items(
    asked: _Asked,
    finder: SkillFinder,
    recognized: Recognized | None,
    degrees: Sequence[Span],
    years: Sequence[Span],
) -> Iterator[Item]:
    """What a sentence names besides degrees and years: skills, languages, and phrases that are in no taxonomy, those of
    the rules before those of the trained pipeline: `items_of` keeps what overlaps nothing before it."""
    text, span = asked.text, asked.span
    tokens = tokenize(text, [span])
    conditions = condition_spans(text, span)
    seen = finder.find(tokens)
    mentions = [m for m in seen if _is_demand(asked, m, degrees, conditions)]
    apart = [*degrees, *years, *conditions, *(m.span for m in seen)]
    taken = taken_tokens(tokens, apart)
    if asked.need != "duty":
        # what is named within a credential is a part of its name: "registration with the College of Radiographers"
        named = [m.span for m in mentions if m.kind == "certification"]
        credentials = list(credentials_of(text, span, [*degrees, *years, *named]))
        mentions = [m for m in mentions if not any(one.span.overlaps(m.span) for one in credentials)]
        said = (*spoken_languages(tokens, taken, finder), *traits_of(tokens, taken, finder), *credentials)
        mentions += [m for m in said if not is_negated(text, span, m.span)]
        found = [*apart, *(m.span for m in mentions)]
        led = [m for m in finder.led(tokens) if not any(m.span.overlaps(other) for other in found)]
        mentions += [m for m in led if not is_negated(text, span, m.span)]
    known = taken_tokens(tokens, [*degrees, *years, *conditions, *(m.span for m in mentions)])
    tasks = [task for task in tasks_of(tokens, known) if not is_negated(text, span, task.span)]
    mentions += [_as_mention(text, task, finder) for task in tasks if task.skill]
    taken |= taken_tokens(tokens, [m.span for m in mentions])
    proposed = list(unlisted_phrases(tokens, taken, finder.taxonomy.words))
    if recognized is not None:
        proposed = [phrase for phrase in proposed if recognized.chance(phrase) >= _UNLIKELY]
        runs = (bare_phrase(text, run) for run in recognized.keywords(span))
        proposed += [run for run in runs if run and not any(run.overlaps(other) for other in apart)]
    phrases = [phrase for phrase in proposed if not is_negated(text, span, phrase)]
    others = [_as_mention(text, task, finder) for task in tasks if asked.need == "duty" and not task.skill]
    return items_of(tokens, mentions, phrases, others)


def _as_mention(text: str, task: Task, finder: SkillFinder) -> Mention:
    """A task as what it names: the skill that it takes, else an activity that no taxonomy lists."""
    if task.skill is not None:
        skill = finder.taxonomy[task.skill]
        return Mention(task.span, skill.kind, skill.name, skill.id)
    return Mention(task.span, "activity", _quote(text, task.thing))


def _is_demand(asked: _Asked, mention: Mention, degrees: Sequence[Span], conditions: Sequence[Span]) -> bool:
    """Whether a mention is a demand. A certificate in the account of the work is somebody else's ("supervise LPNs"), and who
    is named there is no skill ("nursing assistants"); "able to lift 50 lbs" is a condition, and no skill besides, and so is a
    "DBS check"."""
    if asked.need == "duty" and mention.kind == "certification":
        return False
    if mention.kind in _CONDITIONAL and any(mention.span.overlaps(place) for place in conditions):
        return False
    named = asked.need == "duty" and mention.kind not in ("tool", "soft_skill")
    if named and names_people(_quote(asked.text, mention.span)):
        return False
    overlaps = any(mention.span.overlaps(place) for place in degrees)
    return not overlaps and not is_negated(asked.text, asked.span, mention.span)


# Degrees and years


def _degree_requirements(asked: _Asked, degrees: Sequence[Degree]) -> Iterator[Requirement]:
    """The degrees of a sentence: those that are asked for as firmly are alternatives of one another."""
    ends = _ends(asked, degrees)
    needs = [asked.need_at(degree.span, end) for degree, end in zip(degrees, ends, strict=True)]
    firm = replace(asked, need="required")
    own = [firm.need_at(degree.span, end) for degree, end in zip(degrees, ends, strict=True)]
    if asked.by_words and len(set(own)) > 1:  # "BSN preferred, ADN accepted"
        needs = own
    for need in NEEDS:
        alike = [degree for degree, one in zip(degrees, needs, strict=True) if one == need]
        if alike:
            yield _degree_requirement(asked.text, asked.span, alike, need)


def _with_credentials(text: str, studies: Sequence[Requirement], named: Sequence[Requirement]) -> Iterator[Requirement]:
    """The requirements of a sentence; a certificate that will do in place of a degree is one demand with it: "a bachelor's
    degree, or a CIM qualification"."""
    left = list(named)
    for study in studies:
        stand_in = next(
            (one for one in left if one.kind == "certification" and _are_alternatives(text, study, one)), None
        )
        if stand_in is None:
            yield study
            continue
        left.remove(stand_in)
        label = f"{study.label} or {stand_in.label}"
        yield replace(study, label=label, any_of=(*study.any_of, *stand_in.any_of))
    yield from left


def _are_alternatives(text: str, study: Requirement, other: Requirement) -> bool:
    """Whether nothing but "or" stands between a degree and a certificate, and what says which degree or which certificate."""
    degrees = [place for keyword in study.any_of for place in keyword.mentions]
    others = [other.any_of[0].mentions[0]]
    return study.need == other.need and any(
        _OR_ELSE.fullmatch(text, min(one.end, two.end), max(one.start, two.start))
        for one in degrees
        for two in others
        if not one.overlaps(two)
    )


def _ends(asked: _Asked, degrees: Sequence[Degree]) -> list[int]:
    """Where what is said of each degree ends: at the next one, unless the two are plain alternatives."""
    ends = [asked.span.end]
    for one, two in reversed(list(pairwise(degrees))):
        plain = _PLAIN_JOINT.fullmatch(asked.text, one.span.end, two.span.start)
        ends.append(ends[-1] if plain else two.span.start)
    return ends[::-1][-len(degrees) :] if degrees else []


def _degree_requirement(text: str, span: Span, degrees: Sequence[Degree], need: Need) -> Requirement:
    """One requirement for alternatives, of which the lowest level is the demand."""
    degrees = [d for d in degrees if not _is_besides(text, span, d, degrees)]
    if any(LEVELS.index(d.level) > LEVELS.index("bachelor") for d in degrees if d.level):  # "a degree or master's"
        degrees = [d if d.level else replace(d, level="bachelor") for d in degrees]
    lowest = min(degrees, key=lambda d: LEVELS.index(d.level or "bachelor"))
    demand = _with_fields(text, lowest, degrees)
    words = _quote(text, lowest.span)
    keyword = Keyword(
        demand.label, "degree", None, tuple(_quote(text, d.span) for d in degrees), tuple(d.span for d in degrees)
    )
    instead = _INSTEAD.search(text, lowest.span.start, span.end) is not None
    others = tuple(d for d in degrees if d is not lowest)
    label = words[0].upper() + words[1:]
    return Requirement(label, "degree", need, (keyword,), span, degree=demand, or_degrees=others, instead=instead)


def _is_besides(text: str, span: Span, one: Degree, degrees: Sequence[Degree]) -> bool:
    """Whether a degree comes on top of a higher one, and is no alternative: "a degree together with a diploma in law"."""
    higher = [d for d in degrees if not at_least(one.level, d.level)]
    behind = _BESIDES.search(text, span.start, one.span.start) and any(d.span.end <= one.span.start for d in higher)
    return bool(behind) or any(_ON_TOP.fullmatch(text, one.span.end, d.span.start) for d in higher)


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


def _years_requirement(asked: _Asked, years: Years, items: Sequence[Item]) -> Requirement:
    """Years tied to the keywords that their "of" begins with ("5 years of Python and SQL"), else to the whole."""
    named = [item for item in items if years.of and item.span.overlaps(years.of_span)]
    begins = bool(named) and named[0].span.start - years.of_span.start <= _LEAD
    tied = tuple(item.keyword for item in named) if begins else ()
    return Requirement(years.label, "years", asked.need_at(years.span), tied, asked.span, years=years)


# Skills and phrases


def _requirement(asked: _Asked, group: Sequence[Item]) -> Requirement:
    keywords = distinct(item.keyword for item in group)
    names = [_shown(keyword) for keyword in keywords]
    need = asked.need_at(Span(group[0].span.start, group[-1].span.end))
    licence = asked.need != "duty" and phrase_kind(keywords[0].forms[0]) == "certification"  # "reach truck licence"
    return Requirement(" or ".join(names), "certification" if licence else keywords[0].kind, need, keywords, asked.span)


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
    long_forms = _long_forms(found)
    by_key: dict[tuple[str, str], Requirement] = {}
    for one in found:
        name = one.label if one.kind == "years" else long_forms.get(one.key, one.key)
        key = (name, "years" if one.kind == "years" else "degree" if one.degree else "")
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


def _long_forms(found: Sequence[Requirement]) -> dict[str, str]:
    """Initials -> the key of the single keyword that the posting itself writes them behind."""
    alone = [one for one in found if len(one.any_of) == 1 and not one.years and not one.degree]
    return {form.lower(): one.key for one in alone for form in one.any_of[0].forms[1:] if form.isupper()}


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
