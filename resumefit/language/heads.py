"""The head of a position ("Sous Chef, Harrow & Tide, Leeds | 2019 - 2020") -> title, organization, location.

A head is rows; a row falls into groups at strong signs (a bar, a wide gap, a dash, a colon, its dates), a group into parts at
commas. A part is a title by its last word (`titles.title_in`), an organization by a word such as "Ltd" or "Hospital", a place
by its name; what tells none of them is told by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resumefit.language.parts import EDGES, Group, Part, groups_of, is_suffix, phrase_set, word_set
from resumefit.language.places import is_city, is_code, is_place, may_be_town
from resumefit.language.rows import DURATION, Row
from resumefit.language.titles import title_in
from resumefit.reading.document import Document, Span

_TRADING = re.compile(r"\b(?:trading as|t/a|d/?b/?a|doing business as)\s+", re.IGNORECASE)
_JOINED = re.compile(r"\s+and\s+|\s*[&/]\s*")
_THEN = re.compile(r"(?:and )?(?:then|later|now)\b", re.IGNORECASE)
_FOR = re.compile(r"\sfor\s")
_AT = re.compile(r"\s(?:at|@)\s")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_GENITIVE = re.compile(r"['’]s?$")
_JOINT = re.compile(r"\w & [A-Z]|#\d")
_BEHIND_NAME = frozenset(("", "of", "for", "de", "du", "der", "des", "am", "at", "in", "-", "–"))
_LONGEST_TITLE = 9  # words
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Head:
    """What a position is headed by; "" for what it does not say. `first` says which of title and firm stands first, `apart`
    that the firm stands on a line of its own, where it may head several positions, `own` that one worked on one's own
    account."""

    title: str = ""
    organization: str = ""
    location: str = ""
    first: str = ""
    apart: bool = False
    own: bool = False


def read_head(document: Document, rows: Sequence[Row], *, house: str = "", first: str = "") -> Head:
    """The head that some rows make. `house` is the firm that a line above several positions names; `first` what comes first
    in the heads around, for one that tells nothing by itself."""
    groups = [group for number, row in enumerate(rows) for group in groups_of(document, row, number)]
    places = [group for group in groups if _is_location(group)]
    groups = [group for group in groups if group not in places and not _is_aside(group.text)]
    location = places[0].text.strip("()[] ") if places else ""
    if not groups:
        return Head("", "", location)
    at = _title_group(groups, first)
    if at is None:  # a line that names a firm alone
        name, town = _without_place(document, groups[0].parts)
        return Head("", name, location or town, "organization", apart=True)
    return _told(document, groups, at, house, location)


def _told(document: Document, groups: Sequence[Group], at: int, house: str, location: str) -> Head:
    """The head whose title stands in group `at`."""
    group = groups[at]
    others = [other for number, other in enumerate(groups) if number != at and not _is_aside(other.text)]
    if not others and not house:
        return _told_in_one(document, group, location)
    title, behind = _whole_title(document, _with_tail(document, groups, at) if others else group, house)
    name, town = (house, "") if house else _without_place(document, others[0].parts)
    towns = [other.text for other in others[1:] if may_be_town(other.text)]
    place = location or behind or town or next(iter(towns), "")
    order = "organization" if house or groups.index(others[0]) < at else "title"
    apart = bool(others) and others[0].row < group.row
    return Head(title, _after_at(name), place, order, apart, _is_own_account(group.text))


def _told_in_one(document: Document, group: Group, location: str) -> Head:
    """The head of a group that holds title and firm, or the title alone."""
    title, before, rest = _divided(document, group)
    own = _is_own_account(group.text)
    trade = _TRADING.search(group.text)
    if trade:
        return Head(title, group.text[trade.end() :].strip(EDGES), location, "title", own=own)
    whom = _FOR.search(title)
    if whom and title_in(title) == title[: whom.start()]:  # a freelancer's are clients
        return Head(title[: whom.start()], "" if own else title[whom.end() :], location, "title", own=own)
    name, town = _without_place(document, before or _house(rest))
    return Head(title, name, location or town, "organization" if before else "title", own=own)


# What a part is


def _is_aside(text: str) -> bool:
    """Whether a text says how somebody worked ("part-time", "(evenings)"), not as what or where."""
    plain = text.strip(" .").lower()
    if DURATION.fullmatch(plain):
        return True
    return plain.strip("()[]") in phrase_set("asides") or (
        plain[:1] == "(" and plain[-1:] == ")" and not is_place(text)
    )


def _is_own_account(text: str) -> bool:
    return _own_account().search(text.lower()) is not None


@cache
def _own_account() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(phrase_set('own_account'))))})\b")


def is_organization(text: str) -> bool:
    """Whether a text reads as the name of a firm, school or office: it ends with a word that they are named by, or such a
    word stands before "of" and the like ("Department of Roads")."""
    words = [_GENITIVE.sub("", word.strip(".,()")) for word in _ASIDE.sub("", text).split()]
    for word, behind in zip(words, [*words, ""][1:], strict=True):
        if word.lower() in word_set("anywhere") or is_suffix(word):
            return True
        if word.lower() in word_set("organizations") and behind.lower() in _BEHIND_NAME:
            return True
    return _JOINT.search(text) is not None


def is_unit(text: str) -> bool:
    """Whether a text names a part of a house: "Intensive Care Unit", "Department of Biology"."""
    words = text.lower().split()
    return bool(words) and (words[-1] in word_set("units") or words[0] in word_set("departments"))


def _is_title(part: Part) -> bool:
    """Whether a part reads as a title; the last word of a firm's name may be one, too ("Kanzlei Osterholt & Partner")."""
    text = _ASIDE.sub("", part.text).strip()
    words = text.split()
    if not words or len(words) > _LONGEST_TITLE:
        return False
    found = title_in(text)
    if words[-1].lower() in word_set("posts") or (found and (len(found) >= len(text) / 2 or text.startswith(found))):
        return True
    pieces = [piece[:1].upper() + piece[1:] for piece in _JOINED.split(text) if piece]
    return any(title_in(piece) == piece for piece in pieces)


def _is_location(group: Group) -> bool:
    return is_place(group.text.strip("()[]")) and not any(_is_title(p) or is_organization(p.text) for p in group.parts)


def _title_group(groups: Sequence[Group], first: str) -> int | None:
    """The number of the group that holds the title; None where only a firm is named."""
    titled = [n for n, group in enumerate(groups) if _is_title(group.parts[0])]
    titled = titled or [n for n, group in enumerate(groups) if any(map(_is_title, group.parts))]
    if titled:
        return titled[-1 if first == "organization" else 0]
    if len(groups) == 1:
        return _title_alone(groups[0].parts, first)
    ranked = [n for n, group in enumerate(groups) if _is_ranked(group.parts[0].text)]
    if len(ranked) == 1:
        return ranked[0]
    firms = [n for n, group in enumerate(groups) if _names_firm(group)]
    if firms and len(firms) < len(groups):
        return next(n for n in range(len(groups)) if n not in firms)
    return 1 if first == "organization" else 0


def _is_ranked(text: str) -> bool:
    """Whether a text begins with a rank, as titles do: "Lead Setter"."""
    words = text.lower().split()
    return len(words) > 1 and words[0] in word_set("ranks")


def _title_alone(parts: Sequence[Part], first: str) -> int | None:
    """Whether the only group begins with a title (0) or is a firm's name (None), where no word tells a title."""
    if any(is_organization(part.text) for part in parts[1:]):
        return 0
    placed = first == "organization" and all(is_place(part.text) for part in parts[1:])
    firm = is_organization(parts[0].text) or placed or (len(parts) == 1 and first != "title")
    return None if firm else 0


def _names_firm(group: Group) -> bool:
    placed = len(group.parts) > 1 and is_place(group.parts[-1].text)
    return placed or any(is_organization(part.text) for part in group.parts)


# Title and firm in one group


def _divided(document: Document, group: Group) -> tuple[str, tuple[Part, ...], tuple[Part, ...]]:
    """The title of a group that holds a firm, too: what stands before it, and what behind it."""
    at = next((n for n, part in enumerate(group.parts) if _is_title(part)), 0)
    end = at + 1
    while end < len(group.parts) - 1 and _THEN.match(group.parts[end].text):
        end += 1
    title = document.quote(Span(group.parts[at].span.start, group.parts[end - 1].span.end))
    rest = tuple(part for part in group.parts[end:] if not _is_aside(part.text))
    return title, group.parts[:at], rest


def _house(rest: Sequence[Part]) -> tuple[Part, ...]:
    """What follows a title, from the name of the firm on: a department or field before it is left out, a partner's name
    ("Fenwick, Dole & Tarrant LLP") is not."""
    firms = [n for n, part in enumerate(rest) if is_organization(part.text)]
    if len(firms) > 1 and is_unit(rest[firms[0]].text):
        return tuple(rest[firms[1] :])
    if firms and all(" " in part.text for part in rest[: firms[0]]):
        return tuple(rest[firms[0] :])
    return tuple(rest)


def _with_tail(document: Document, groups: Sequence[Group], at: int) -> Group:
    """The group of the title with what a dash sets off behind it, where the firm stands on another line: "Welder -
    Structural"."""
    group = groups[at]
    behind = groups[at + 1] if at + 1 < len(groups) and groups[at + 1].row == group.row else None
    if behind is None or all(other.row == group.row for other in groups) or is_organization(behind.text):
        return group
    if not re.fullmatch(r"\s+[-–—]\s+", document.text[group.span.end : behind.span.start]):
        return group
    span = Span(group.span.start, behind.span.end)
    return Group(group.row, span, (*group.parts, *behind.parts), document.quote(span))


def _whole_title(document: Document, group: Group, house: str) -> tuple[str, str]:
    """(title, place) of a group that holds no firm: all of it, its place left out."""
    parts = list(group.parts)
    place = ""
    while len(parts) > 1 and (is_place(parts[-1].text) or is_code(parts[-1].text)):
        place = f"{parts[-1].text}, {place}" if place else parts[-1].text
        parts.pop()
    if place and len(parts) > 1 and is_code(place.split(",")[0]):
        place = f"{parts.pop().text}, {place}"
    parts = [part for part in parts if not _is_own_account(part.text) or part is parts[0]]
    if house and len(parts) > 1 and any(is_organization(part.text) for part in parts[1:]):
        parts = parts[:1]
    at = next((n for n, part in enumerate(parts) if _is_title(part)), 0)
    if at and not house:
        parts = parts[at:]
    return document.quote(Span(parts[0].span.start, parts[-1].span.end)), place


def _without_place(document: Document, parts: Sequence[Part]) -> tuple[str, str]:
    """(name, place) of the parts of a firm's name and where it is; the last short part may be a town nobody knows."""
    kept: list[Part] = list(parts)
    towns: list[str] = []
    while len(kept) > 1 and (is_place(_bare(kept[-1])) or is_code(kept[-1].text)):
        towns.insert(0, _bare(kept.pop()))
    known = bool(towns) and is_city(towns[0])
    if len(kept) > 1 and not known and may_be_town(_bare(kept[-1])) and not is_organization(kept[-1].text):
        towns.insert(0, _bare(kept.pop()))
    if not kept:
        return "", ""
    name = document.quote(Span(kept[0].span.start, kept[-1].span.end))
    bracket = _ASIDE.search(name)
    if bracket and is_place(bracket[0].strip(" ()[]")):
        towns = towns or [bracket[0].strip(" ()[]")]
    plain = _ASIDE.sub("", name).strip() if bracket and name.endswith((")", "]")) else name
    return (plain if len(plain.split()) <= _LONGEST_NAME else ""), ", ".join(towns)


def _bare(part: Part) -> str:
    """A part without what stands in brackets behind it."""
    return _ASIDE.sub("", part.text).strip()


def _after_at(name: str) -> str:
    """ "Rent-a-chair at The Parlour" is The Parlour's."""
    pieces = _AT.split(name)
    return pieces[-1] if len(pieces) == 2 and pieces[1][:1].isupper() else name
