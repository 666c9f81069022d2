"""Requirements: what each sentence of a posting asks for.

A requirement is one demand: any of its keywords answers it. "C# or Go" is one, "Python and SQL" are two, "monitoring tools
(Grafana, Datadog)" is one with three keywords, "Search Engine Optimization (SEO)" is one skill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, get_args

from resumefit.language.degrees import LEVELS, Degree, find_degrees
from resumefit.language.knockouts import condition_spans
from resumefit.language.mentions import Mention, MentionKind, SkillFinder
from resumefit.language.nlp import Tokens, tokenize
from resumefit.language.phrases import unlisted_phrases
from resumefit.language.years import Years, find_years
from resumefit.language.zones import Statement, Zone
from resumefit.reading.document import Document, Span

Need = Literal["required", "preferred", "duty"]
"""required: asked for; preferred: asked for softly; duty: only the account of the work names it."""

NEEDS: tuple[Need, ...] = get_args(Need)
"""Firmest first."""

NEED_OF_ZONE: dict[Zone, Need] = {"requirements": "required", "preferred": "preferred", "duties": "duty"}

_OR = re.compile(
    r"^[\s,(]*(?:or|and/or|/|or (?:a |an )?(?:similar|equivalent|comparable|other)(?: \w+)?|either)[\s,]*$",
    re.IGNORECASE,
)
_COMMA = re.compile(r"^\s*,\s*$")
_AND = re.compile(r"^[\s,]*(?:and|&|as well as|plus|along with|und|;)[\s,]*$", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"(?:\bsuch as|\be\.?g\.?,?|\blike|\bfor example,?|\(\s*(?:e\.?g\.?,?|such as|ideally|preferably|i\.e\.)?)\s*$",
    re.IGNORECASE,
)
# Words that may stand between two keywords of one list without breaking it: "Python services or Go services".
_FILLER = re.compile(
    r"\b(?:experience|knowledge|skills?|proficiency|expertise|familiarity|understanding|certifications?|certified|"
    r"certificates?|credentials?|license|"
    r"licen[cs]es?|degree|(?:with|in|of|using|as|the|an?|for|on|to|both|either|similar|strong|basic|good|working|"
    r"professional|tools?|software|systems?|platforms?|development|programming|languages?|frameworks?|based|services?|applications?|apps?|code))\b"
    r"|[\"'“”]",
    re.IGNORECASE,
)
_GENERIC_CLASS = re.compile(
    r"\b(?:tools?|tooling|technolog(?:y|ies)|systems?|software|platforms?|languages?|databases?|frameworks?|"
    r"libraries|suites?|packages|programs?|applications?|services|solutions|stack|orchestrators?|skills?|"
    r"equipment|machines?)\s*[,:]?\s*(?:such as|like|e\.?g\.?,?|including|\()?\s*\(?\s*$",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b(?:one|any|some|either)(?: or more)? of(?: the following| these)?\s*:?\s*$", re.IGNORECASE)
_NEGATED_BEFORE = re.compile(
    r"\b(?:no|not(?! only| just)|without|isn['’]t|don['’]t need|do not need|needn['’]t|never|"
    r"rather than|instead of|other than)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_NEGATED_AFTER = re.compile(
    r"^[^.;,]{0,30}\b(?:(?:is|are) not (?:required|needed|necessary|a must|essential)|not (?:required|needed|"
    r"necessary)|(?:is|are)n['’]t (?:required|needed|necessary)|unnecessary)",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^\s*\(\s*([A-Z][A-Za-z&/]{1,7})s?\s*\)")
_CLAUSE = re.compile(r"[^,;.()]{0,40}")
_FIRM = re.compile(
    r"^\s*(?:(?:is|are|skills?|experience|knowledge) )*(?:required|essential|mandatory|a must|needed)\b",
    re.IGNORECASE,
)
_SOFT_LEAD = re.compile(r"(?:preferably|ideally)(?:,| with| in| using)?\s*$", re.IGNORECASE)
_ASIDE_SOFT = re.compile(r"\([^()]*\b(?:preferably|ideally|preferred|desirable|a plus)\b[^()]*\)", re.IGNORECASE)
_LEAD = 15  # characters between "years of" and what they are years of: an adjective, an article
_SOFTENED = re.compile(
    r"\b(?:preferred|preferably|a plus|is a bonus|ideally|desirable|desired|nice to have|an asset|an advantage|"
    r"advantageous|beneficial)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A thing that a posting asks for. `forms` are the posting's own wordings, `mentions` where they stand, `skill` the
    id in the taxonomy (None for what is not in it)."""

    label: str
    kind: MentionKind
    skill: str | None
    forms: tuple[str, ...]
    mentions: tuple[Span, ...]


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
class _Item:
    """Something seen in a sentence: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    keyword: Keyword
    span: Span


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
    degrees = [d for d in find_degrees(text, span) if not _negated(text, span, d.span)]
    years = [y for y in find_years(text, span) if need != "duty" and not _negated(text, span, y.span)]
    yield from _degree_requirements(text, span, degrees, need)
    tokens = tokenize(text, [span])
    blocked = [d.span for d in degrees]
    seen = finder.find(tokens)
    mentions = [m for m in seen if _asked(text, span, m, blocked, need)]
    blocked += [m.span for m in seen if _negated(text, span, m.span)]
    blocked += [*(y.span for y in years), *condition_spans(text, span)]
    items = list(_items(tokens, mentions, unlisted=need != "duty", blocked=blocked))
    for group in _groups(text, items, span):
        if len(group) > 1 or not _only_a_name(group[0]):
            yield _requirement(text, group, need, span)
    for one in years:
        yield _years_requirement(one, items, need, span)


def _asked(text: str, span: Span, mention: Mention, blocked: Iterable[Span], need: Need) -> bool:
    """Whether a mention is a demand. A certificate in the account of the work is somebody else's ("supervise LPNs")."""
    if need == "duty" and mention.kind == "certification":
        return False
    if mention.kind in ("activity", "soft_skill") and any(
        mention.span.overlaps(c) for c in condition_spans(text, span)
    ):
        return False  # "able to lift 50 lbs" is a condition, and no skill besides
    return not any(mention.span.overlaps(b) for b in blocked) and not _negated(text, span, mention.span)


def _negated(text: str, sentence: Span, place: Span) -> bool:
    """ "No degree required", "Java is not needed"; "a plus but not required" is a wish and not negated."""
    if _SOFTENED.search(text, sentence.start, sentence.end) or re.search(
        r"\bbut (?:is |are )?not\b|\bby no means\b", text[sentence.start : sentence.end]
    ):
        return False
    before, after = text[max(sentence.start, place.start - 40) : place.start], text[place.end : sentence.end]
    return bool(_NEGATED_BEFORE.search(before) or _NEGATED_AFTER.search(after))


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
            r"\bor (?:an? )?(?:equivalent|comparable|similar|relevant|equal)?[ \w,/]{0,30}\bexperience|or equivalent\b",
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


def _years_requirement(years: Years, items: Sequence[_Item], need: Need, span: Span) -> Requirement:
    """Years tied to the keywords that their "of" begins with ("5 years of Python and SQL"), else to the whole."""
    named = [item for item in items if years.of and item.span.overlaps(years.of_span)]
    begins = bool(named) and named[0].span.start - years.of_span.start <= _LEAD
    tied = tuple(item.keyword for item in named) if begins else ()
    return Requirement(years.label, "years", need, tied, span, years=years)


# Skills and phrases


def _items(tokens: Tokens, mentions: Sequence[Mention], *, unlisted: bool, blocked: Sequence[Span]) -> Iterator[_Item]:
    """What a sentence names, in order: mentions of skills, then phrases that are in no taxonomy."""
    places = [_place(tokens, mention.span) for mention in mentions]
    taken = {index for first, last in places for index in range(first, last)}
    taken |= {
        i
        for i in range(len(tokens))
        for b in blocked
        if b.start <= tokens.starts[i] < b.end and tokens.starts[i] < tokens.ends[i]
    }
    items = [_item(tokens, place, mention) for place, mention in zip(places, mentions, strict=True)]
    if unlisted:
        for first, last in unlisted_phrases(tokens, 0, len(tokens) - 1, taken):
            span = tokens.span(first, last)
            items.append(_item(tokens, (first, last), Mention(span, "hard_skill", tokens.surface(first, last))))
    return _with_initials(tokens.text, items)


def _place(tokens: Tokens, span: Span) -> tuple[int, int]:
    inside = [
        i
        for i in range(len(tokens))
        if span.start <= tokens.starts[i] and tokens.ends[i] <= span.end and tokens.starts[i] < tokens.ends[i]
    ]
    return inside[0], inside[-1] + 1


def _item(tokens: Tokens, place: tuple[int, int], mention: Mention) -> _Item:
    form = tokens.surface(*place)
    return _Item(*place, Keyword(mention.label, mention.kind, mention.skill, (form,), (mention.span,)), mention.span)


def _with_initials(text: str, items: Sequence[_Item]) -> Iterator[_Item]:
    """Joins "Long Form (LF)": initials in brackets behind a phrase whose words they begin are another form of it."""
    swallowed: set[int] = set()
    for item in sorted(items, key=lambda item: item.first):
        found = _INITIALS.match(text, item.span.end)
        if item.first in swallowed:
            continue
        if found is None or not _begins(found[1], item.keyword.forms[0]):
            yield item
            continue
        place = Span(found.start(1), found.end(1))
        swallowed |= {other.first for other in items if other.span.overlaps(place)}
        forms, mentions = (*item.keyword.forms, found[1]), (*item.keyword.mentions, place)
        keyword = replace(item.keyword, forms=forms, mentions=mentions)
        yield replace(item, keyword=keyword, span=Span(item.span.start, found.end()))


def _begins(initials: str, phrase: str) -> bool:
    letters = [
        word[0].lower()
        for word in re.split(r"[\s/-]+", phrase)
        if word and word.lower() not in ("of", "and", "the", "for")
    ]
    return "".join(letters) == re.sub(r"[^a-z]", "", initials.lower())


def _only_a_name(item: _Item) -> bool:
    """Whether an item is one capitalised word in no taxonomy and in no list: more often a place or a firm ("Ohio") than a
    skill, unless it is written as products are (NetDocuments, SQL2)."""
    word = item.keyword.forms[0]
    return item.keyword.skill is None and len(item.keyword.forms) == 1 and " " not in word and word[1:].islower()


def _groups(text: str, items: Sequence[_Item], span: Span) -> Iterator[list[_Item]]:
    """The items that are alternatives of one another, each group in order of place."""
    links = [_link(text, one, two) for one, two in pairwise(items)]
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and links[end - 1] in ("comma", "or", "and", "examples"):
            end += 1
        yield from _split_run(text, items[start:end], links[start : end - 1], span)
        start = end


def _link(text: str, one: _Item, two: _Item) -> str:
    """How two neighbours are joined: "or", "and", "comma", "examples" (two is an example of one), "" (not at all)."""
    between = text[one.span.end : two.span.start]
    if _EXAMPLES.search(between) and len(between) < 40:
        return "examples"
    bare = " ".join(_FILLER.sub(" ", between).split()) if len(between) < 60 else between
    for name, pattern in (("or", _OR), ("and", _AND), ("comma", _COMMA)):
        if pattern.match(bare):
            return name
    return ""


def _split_run(text: str, run: Sequence[_Item], links: Sequence[str], span: Span) -> Iterator[list[_Item]]:
    """Divides a run of joined items: examples go to their class, "or" binds a list, "and" and bare commas part it."""
    if "examples" in links:
        at = links.index("examples")
        yield from _split_run(text, run[:at], links[: max(0, at - 1)], span)
        close = _examples_end(text, run, at + 1)
        examples = list(run[at + 1 : close])
        if _GENERIC_CLASS.search(text[run[at].span.start : examples[0].span.start]):
            yield [run[at], *examples]
        else:
            yield [run[at]]
            yield examples
        if close < len(run):
            yield from _split_run(text, run[close:], links[close:], span)
        return
    if not run:
        return
    if _ONE_OF.search(text[span.start : run[0].span.start]):
        yield list(run)
        return
    start = 0
    for number, link in enumerate(links):
        if link == "and":
            yield from _by_or(run[start : number + 1], links[start:number])
            start = number + 1
    yield from _by_or(run[start:], links[start:])


def _examples_end(text: str, run: Sequence[_Item], start: int) -> int:
    """Where the examples that begin with item `start` end: at the closing bracket, else with the list."""
    opened = text.rfind("(", 0, run[start].span.start)
    closed = text.find(")", run[start].span.start)
    if opened >= 0 and closed >= 0 and text.find(")", opened) == closed:
        return next((i for i in range(start, len(run)) if run[i].span.start > closed), len(run))
    return len(run)


def _by_or(run: Sequence[_Item], links: Sequence[str]) -> Iterator[list[_Item]]:
    """A list with an "or" in it is one group ("A, B or C"); one with commas alone is as many as it has items."""
    if "or" in links:
        first = links.index("or")
        while first > 0 and links[first - 1] == "comma":
            first -= 1
        for item in run[:first]:
            yield [item]
        last = max(i for i, link in enumerate(links) if link == "or") + 1
        yield list(run[first : last + 1])
        for item in run[last + 1 :]:
            yield [item]
        return
    for item in run:
        yield [item]


def _requirement(text: str, group: Sequence[_Item], need: Need, span: Span) -> Requirement:
    keywords = _distinct(item.keyword for item in group)
    names = [_shown(keyword) for keyword in keywords]
    return Requirement(" or ".join(names), keywords[0].kind, _need(text, group, need, span), keywords, span)


def _need(text: str, group: Sequence[_Item], need: Need, span: Span) -> Need:
    """The need of one demand among those of a sentence: what is said right behind or before it beats the sentence's own.

    "Python required, Kafka preferred" asks for Python; "SQL (preferably PostgreSQL)" asks for SQL.
    """
    if need == "duty":
        return need
    clause = _CLAUSE.match(text, group[-1].span.end, span.end)
    behind = clause[0] if clause else ""
    before = text[max(span.start, group[0].span.start - 25) : group[0].span.start]
    if _FIRM.search(behind):
        return "required"
    if _SOFTENED.search(behind) or _SOFT_LEAD.search(before):
        return "preferred"
    if need == "preferred" and _ASIDE_SOFT.search(text[span.start : span.end]) and not _softened_outside(text, span):
        inside = text.rfind("(", span.start, group[0].span.start) > text.rfind(")", span.start, group[0].span.start)
        return "preferred" if inside else "required"
    return need


def _softened_outside(text: str, span: Span) -> bool:
    """Whether a sentence is softened elsewhere than in brackets."""
    return _SOFTENED.search(re.sub(r"\([^()]*\)", " ", text[span.start : span.end])) is not None


def _shown(keyword: Keyword) -> str:
    """A keyword as people read it: the posting's own wording, with a capital unless the skill is written without."""
    form = keyword.forms[0]
    if form.lower() == keyword.label.lower():
        return keyword.label
    return form if keyword.label[0].islower() else form[0].upper() + form[1:]


def _distinct(keywords: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Keywords with those of one skill joined."""
    by_key: dict[str, Keyword] = {}
    for keyword in keywords:
        key = keyword.skill or keyword.label.lower()
        known = by_key.get(key)
        by_key[key] = keyword if known is None else _joined(known, keyword)
    return tuple(by_key.values())


def _joined(one: Keyword, two: Keyword) -> Keyword:
    forms = tuple(dict.fromkeys((*one.forms, *two.forms)))
    return replace(one, forms=forms, mentions=tuple(dict.fromkeys((*one.mentions, *two.mentions))))


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
    groups = [one for one in merged if len(one.any_of) > 1 and not one.years]
    return [one for one in merged if not any(_within(one, group) for group in groups)]


def _firmer(one: Requirement, two: Requirement) -> Requirement:
    first, other = (one, two) if NEEDS.index(one.need) <= NEEDS.index(two.need) else (two, one)
    keywords = tuple(_joined_with(keyword, other.any_of) for keyword in first.any_of)
    return replace(first, any_of=keywords, count=one.count + two.count)


def _joined_with(keyword: Keyword, others: Iterable[Keyword]) -> Keyword:
    for other in others:
        if (other.skill or other.label.lower()) == (keyword.skill or keyword.label.lower()):
            keyword = _joined(keyword, other)
    return keyword


def _within(one: Requirement, group: Requirement) -> bool:
    """Whether a single demand is only an alternative of a group that is asked for at least as firmly."""
    if len(one.any_of) != 1 or one.years or one.degree or NEEDS.index(group.need) > NEEDS.index(one.need):
        return False
    return one.key in {keyword.skill or keyword.label.lower() for keyword in group.any_of} and one.need != "required"
