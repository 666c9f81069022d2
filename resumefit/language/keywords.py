"""Keywords: what one sentence of a posting names, in order: skills of the taxonomy, then phrases that are in none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from resumefit.language.mentions import Mention, MentionKind
from resumefit.language.nlp import Tokens
from resumefit.language.phrases import unlisted_phrases
from resumefit.reading.document import Span

_INITIALS = re.compile(r"\s*\(\s*([A-Z][A-Za-z&/]{1,7})s?\s*\)")


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


def items_of(tokens: Tokens, mentions: Sequence[Mention], *, unlisted: bool, blocked: Sequence[Span]) -> Iterator[Item]:
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


def _item(tokens: Tokens, place: tuple[int, int], mention: Mention) -> Item:
    form = tokens.surface(*place)
    return Item(*place, Keyword(mention.label, mention.kind, mention.skill, (form,), (mention.span,)), mention.span)


def _with_initials(text: str, items: Sequence[Item]) -> Iterator[Item]:
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


def only_a_name(item: Item) -> bool:
    """Whether an item is one capitalised word in no taxonomy and in no list: more often a place or a firm ("Ohio") than a
    skill, unless it is written as products are (NetDocuments, SQL2)."""
    word = item.keyword.forms[0]
    return item.keyword.skill is None and len(item.keyword.forms) == 1 and " " not in word and word[1:].islower()


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
