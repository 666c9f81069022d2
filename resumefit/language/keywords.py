"""Keywords: what one sentence of a posting names, in order: skills of the taxonomy, then phrases that are in none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from resumefit.language.mentions import Mention, MentionKind
from resumefit.language.nlp import Tokens
from resumefit.language.phrases import phrase_kind
from resumefit.reading.document import Span

_BRACKETS = re.compile(r"\s*\(([^()]{2,60})\)")
_INITIALS = re.compile(r"[A-Za-z]?[A-Z][A-Za-z&/]{0,6}[A-Zs]")
# The body that issues a certificate: "BLS (American Heart Association)", "CPA from the Institute of Chartered Accountants".
_ISSUER = re.compile(
    r"\s*(?:\(|,? ?\b(?:(?:issued |awarded |accredited )?by|from|through|with) (?:the |an? )?)"
    r"(?=[A-Z])(?:[\w'’&.-]+ ){0,8}?(?:Association|Institut\w+|Boards?|Society|Council|Cross|Academy|Authority|Foundation|"
    r"Commission|Federation|Bureau|Department|Ministry)(?: (?:of|for|on) [A-Z]\w+(?: [A-Z]\w+)*)?\b\)?"
)
_SMALL_WORDS = frozenset("of and the for in to &".split())


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
class Item:
    """Something seen in a sentence: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    keyword: Keyword
    span: Span


def items_of(
    tokens: Tokens, mentions: Sequence[Mention], phrases: Iterable[Span], tasks: Iterable[Mention] = ()
) -> Iterator[Item]:
    """What a sentence names, in order: mentions of skills, phrases that are in no taxonomy, from whatever source, and tasks;
    of phrases and tasks that overlap one another or a mention the first stays."""
    items = [_item(tokens, _place(tokens, mention.span), mention) for mention in mentions]
    taken = taken_tokens(tokens, [mention.span for mention in mentions])
    unlisted = [
        Mention(span, phrase_kind(name), name) for span in phrases if (name := tokens.surface(*_place(tokens, span)))
    ]
    for mention in (*unlisted, *tasks):
        place = _place(tokens, mention.span)
        if taken.isdisjoint(range(*place)):
            taken.update(range(*place))
            items.append(_item(tokens, place, mention))
    return _with_initials(tokens.text, items)


def taken_tokens(tokens: Tokens, spans: Sequence[Span]) -> set[int]:
    """The tokens that begin within one of the spans; barriers aside."""
    runs = (range(*(bisect_left(tokens.starts, edge) for edge in (span.start, span.end))) for span in spans)
    return {index for run in runs for index in run if tokens.starts[index] < tokens.ends[index]}


def _place(tokens: Tokens, span: Span) -> tuple[int, int]:
    """The first token of a span and the one behind its last: those within it, or, where it ends amid a token ("B.E" of
    "B.E./B.Tech"), those that it touches."""
    starts, ends = tokens.starts, tokens.ends
    near = range(bisect_right(ends, span.start), bisect_left(starts, span.end))
    words = [i for i in near if starts[i] < ends[i]]
    within = [i for i in words if span.start <= starts[i] and ends[i] <= span.end]
    inside = within or words
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _item(tokens: Tokens, place: tuple[int, int], mention: Mention) -> Item:
    form = tokens.surface(*place)
    return Item(*place, Keyword(mention.label, mention.kind, mention.skill, (form,), (mention.span,)), mention.span)


def _with_initials(text: str, items: Sequence[Item]) -> Iterator[Item]:
    """Joins "Long Form (LF)" and "LF (long form)": what stands in brackets is another form of what stands before them. The
    body that issues a certificate belongs to it."""
    swallowed: set[int] = set()
    for item in sorted(items, key=lambda item: item.first):
        if item.first in swallowed:
            continue
        issuer = _ISSUER.match(text, item.span.end) if item.keyword.kind == "certification" else None
        if issuer is not None:
            swallowed |= _within(items, Span(item.span.end, issuer.end()))
            yield replace(item, span=Span(item.span.start, issuer.end()))
            continue
        place = _other_form(text, item)
        if place is None:
            yield item
            continue
        swallowed |= _within(items, place)
        form = " ".join(text[place.start : place.end].split())
        forms, mentions = (*item.keyword.forms, form), (*item.keyword.mentions, place)
        keyword = replace(item.keyword, forms=forms, mentions=mentions)
        yield replace(item, keyword=keyword, span=Span(item.span.start, text.index(")", place.end) + 1))


def _within(items: Iterable[Item], place: Span) -> set[int]:
    """Where the items begin that overlap a place."""
    return {item.first for item in items if item.span.overlaps(place)}


def _other_form(text: str, item: Item) -> Span | None:
    """Where the initials or the long form of an item stand in brackets behind it, None where they don't."""
    found = _BRACKETS.match(text, item.span.end)
    if found is None:
        return None
    inside, form = found[1].strip(), item.keyword.forms[0]
    short = _INITIALS.fullmatch(inside) is not None
    initials, phrase = (inside, form) if short else (form, inside)
    if not short and _INITIALS.fullmatch(form) is None:
        return None
    start = found.start(1)
    return Span(start, start + len(inside)) if stand_for(initials, phrase) else None


def stand_for(initials: str, phrase: str) -> bool:
    """Whether initials stand for a phrase: "OOS" for "out-of-specification", "SLOs" for "service level objectives", "eDNA"
    for "environmental DNA", "COSHH" for "control of substances hazardous to health"."""
    words = [word for word in re.split(r"[\s/-]+", phrase) if word]
    letters = re.sub(r"[^a-z]", "", initials.lower())
    return re.fullmatch("".join(map(_initial, words)) + "s?", letters) is not None


def _initial(word: str) -> str:
    """What a word gives to the initials of its phrase, as a pattern: its first letter, which "of" and the like may leave out
    and letters ("DNA") may stand for whole."""
    first, low = re.escape(word[0].lower()), word.lower()
    if low in _SMALL_WORDS:
        return f"{first}?"
    return f"(?:{re.escape(low)}|{first})" if word.isupper() and len(word) > 1 else first


def distinct(keywords: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Keywords with those of one skill joined."""
    by_key: dict[str, Keyword] = {}
    for keyword in keywords:
        key = keyword.skill or keyword.label.lower()
        known = by_key.get(key)
        by_key[key] = keyword if known is None else joined(known, keyword)
    return tuple(by_key.values())


def joined(one: Keyword, two: Keyword) -> Keyword:
    """One keyword with the wordings and places of both."""
    forms = tuple(dict.fromkeys((*one.forms, *two.forms)))
    return replace(one, forms=forms, mentions=tuple(dict.fromkeys((*one.mentions, *two.mentions))))
