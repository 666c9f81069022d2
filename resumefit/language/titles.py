"""Job titles: where a line names one, and whether two titles name the same work."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import Literal

from resumefit.language.patterns import data_table
from resumefit.language.tagging import general_words
from resumefit.language.words import base_form, singular

INDEX = files("resumefit") / "data" / "title_index.tsv"
"""The titles by their words, as `make index` writes them."""

_LONGEST = 7  # words
_ASIDE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")
_DIVIDERS = re.compile(r"\s+(?:-|–|—|\||\*+|at|@|for|with|in)\s+|\s*[,|•·:;–—]\s*|[!?]\s+|\t|\s{3,}")
# Words that are written in one or two: "back-end", "co-ordinator", "health care".
_CLOSED = re.compile(
    r"\b(?:(?:back|front)[- ]end|full[- ]stack|co-(?:ordinator|founder)|help[- ]desk|pre[- ](?:school|sales)"
    r"|e-(?:commerce|learning)|(?:health|child|day)[- ]care|cyber[- ]security|fork[- ]lift|data[- ]base|x[- ]ray)\b",
    re.IGNORECASE,
)
# Endings that name people by their trade, in words long enough not to be something else (list, exist).
_TRADE = re.compile(
    r"(?!checklist|shortlist|wishlist|playlist|tourist|optimist)"
    r"\w{3,}(?:ologist|[aeiloprtu]pist|[nrtl]ist|ician|grapher|smith|wright)"
)
_WORD = re.compile(r"[^\W_]+")
_WORD_WITH_SIGNS = re.compile(r"[^\W_]+(?:[+#]+|\.[^\W_]+)?")
_MARKS = " .,*#>=~"
_SOUGHT = re.compile(r"\s+(?:wanted|needed|required|sought)[!.]*$", re.IGNORECASE)
_INITIALS = re.compile(
    r"[^AEIOUY]{2,4}|[A-Z]&[A-Z]|I{1,3}|I?V|HVAC|IT|UX|UI|AI|ICU|SEO|CNA|CEO|EMT|ER|PA|QA|CAD|BIM|GIS|CDL-A"
)
_STEM = 7  # letters by which electrician and electrical, accountant and accounting are one trade
_FUNCTION = frozenset(("the", "and", "a", "an", "for"))
_CACHED = 4096  # titles; a resume and a posting name some dozens, a batch some thousands
_PAIRS = 1 << 16  # of them; a batch meets the same again and again


@dataclass(frozen=True)  # no slots, for what is worked out once where it is asked for
class _Work:
    """The work that a title names, looked up once."""

    words: tuple[str, ...]  # all of them, see _words
    core: tuple[str, ...]
    kept: frozenset[str]  # words without which it is other work: a tree surgeon is no surgeon
    groups: frozenset[int]  # those of the listed title that ends it
    rest: frozenset[str]  # the words before that listed title: "commercial" of "Commercial Journeyman Plumber"

    @cached_property
    def near(self) -> frozenset[int]:
        """The families of near work that its groups are in."""
        return frozenset().union(*(_families().get(group, frozenset()) for group in self.groups))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of the words that name a trade or field."""
        return frozenset(word[:_STEM] for word in _telling(self.core) if len(word) >= 2)


@cache
def _heads() -> frozenset[str]:
    return frozenset(data_table("titles.toml")["heads"].split())


@cache
def _ranks(where: Literal["leading", "trailing"]) -> frozenset[str]:
    return frozenset(data_table("titles.toml")[where].split())


def _rows(file: str) -> Iterator[list[str]]:
    """The titles of each line of a list; a line that starts with # is a heading."""
    for line in (files("resumefit") / "data" / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("; ")


@cache
def _groups() -> dict[str, str]:
    """The words of a title -> the numbers of the groups of titles that name the same work, divided by blanks; from their file
    where that is up to date, for to bring all titles into base forms takes a twentieth of a start."""
    version, *lines = INDEX.read_text("utf-8").splitlines() if INDEX.is_file() else [""]
    return dict(line.split("\t") for line in lines) if version == _version() else made_groups()


def made_groups() -> dict[str, str]:
    """The same, worked out from the titles."""
    groups: dict[str, str] = {}
    for number, titles in enumerate(_rows("title_groups.txt")):
        for key in dict.fromkeys(_key(_words(title)) for title in titles):
            groups[key] = f"{groups[key]} {number}" if key in groups else str(number)
    return groups


def index_lines() -> Iterator[str]:
    """The lines of the file: what it was made from; then, sorted, words and groups."""
    yield _version()
    yield from (f"{key}\t{groups}" for key, groups in sorted(made_groups().items()))


def _version() -> str:
    """A digest of the files of titles."""
    digest = blake2b(digest_size=16)
    for file in ("title_groups.txt", "titles.toml"):
        digest.update((files("resumefit") / "data" / file).read_bytes())
    return digest.hexdigest()


def _groups_of(words: Sequence[str]) -> frozenset[int]:
    """The groups that list a title under these words."""
    return frozenset(map(int, _groups().get(_key(words), "").split()))


@cache
def _families() -> dict[int, frozenset[int]]:
    """The number of a group -> those of the families of near work that it is in; a title stands for its whole group."""
    families: dict[int, frozenset[int]] = {}
    for number, titles in enumerate(_rows("title_families.txt")):
        for group in frozenset().union(*(_groups_of(_words(title)) for title in titles)):
            families[group] = families.get(group, frozenset()) | {number}
    return families


@cache
def _own_trades() -> frozenset[tuple[str, ...]]:
    """Titles that are no kind of what their last word says alone, as words."""
    return frozenset(tuple(_words(title)) for title in data_table("titles.toml")["own_trades"])


def _key(words: Sequence[str]) -> str:
    """The words by which a title is listed, in any order: "Director of Nursing" is a nursing director."""
    return " ".join(sorted(frozenset(words) - {"of"}))


def _words(title: str) -> list[str]:
    """The words of a title in base form, in order; brackets and function words left out, short forms written out."""
    plain = _CLOSED.sub(lambda found: found[0].replace("-", "").replace(" ", ""), _ASIDE.sub("", title)).lower()
    words = _WORD_WITH_SIGNS.findall(plain)
    table = data_table("titles.toml")
    if words:
        words[-1] = table["short_heads"].get(words[-1], words[-1])
    full = (one for word in words for one in table["short"].get(word, word).split())
    return [noun if (noun := singular(word)) in _heads() else base_form(word) for word in full if word not in _FUNCTION]


def core(title: str) -> tuple[str, ...]:
    """The words of a title that name the work, in base form and order: "Senior Backend Developer II" gives backend,
    developer. Ranks go only where they stand as ranks: the assistant of "Physician Assistant" is the work itself, and so
    is the night of a listed title such as "Night Auditor"."""
    return _without_ranks(_words(title))


def _without_ranks(words: list[str]) -> tuple[str, ...]:
    while len(words) > 1 and words[-1] in _ranks("trailing") and _key(words) not in _groups():
        words = words[:-1]
    while len(words) > 1 and words[0] in _ranks("leading") and words[1] not in ("of", "to"):
        if _key(words) in _groups():
            break
        words = words[1:]
    return tuple(words)


def ranks_of(title: str) -> tuple[str, ...]:
    """The words of a title that rank it and do not name the work, in base form: "Senior Backend Developer II" gives senior
    and ii."""
    words, inner = _words(title), core(title)
    return tuple(word for word in words if word not in inner)


def head_of(title: str) -> str:
    """The noun of a title that names the work, in base form: director of "Senior Director of Nursing"; "" without words."""
    inner = core(title)
    return _head(inner) if inner else ""


def _head(words: Sequence[str]) -> str:
    """The noun of a title: its last word, or the one before "of" or "to"."""
    ended = ("of", "to") if words[-1] in _heads() else ("of",)  # "Assistant to the Manager", but "clerk to join us"
    last = next((number for number, word in enumerate(words) if number and word in ended), len(words))
    return words[last - 1]


@lru_cache(_CACHED)
def title_in(text: str, *, plural: bool = False) -> str:
    """The part of a line that names a job, "" where none does: "Sous Chef, Harrow & Tide" gives "Sous Chef".

    `plural` takes "Drivers" for a title, too, as postings do; in a resume "Accountants" is a firm.
    """
    line = _ASIDE.sub("", text)
    for number, piece in enumerate(_DIVIDERS.split(line)):
        part = piece.strip(_MARKS)
        words = _WORD.findall(part)
        in_capitals = _opens_title(part)
        # a line's first part in small letters is a sentence; a later one may be "tutor"
        if (
            0 < len(words) <= (_LONGEST if in_capitals else 2)
            and (in_capitals or number)
            and _ends_as_title(words, plural)
        ):
            whole = line.strip(_MARKS)
            # "Editor in Chief", "Manager, Customer Success": one word alone says too little
            return _SOUGHT.sub("", whole if len(words) == 1 and _is_listed(whole) else part)
    return ""


def is_title(text: str) -> bool:
    """Whether a short text reads as a job title: a head noun ends it, or stands before "of" or a rank."""
    return _opens_title(text.strip(" .")) and _ends_as_title(_WORD.findall(text))


def _opens_title(text: str) -> bool:
    return text[:1].isupper() or (text[:1].isdigit() and _is_listed(text))  # "3D Artist", but not "2 nurses"


def _is_listed(text: str) -> bool:
    return _key(_words(text)) in _groups()


def _ends_as_title(words: Sequence[str], plural: bool = False) -> bool:
    lower = [singular(word.lower()) if plural else word.lower() for word in words]
    while len(lower) > 1 and lower[-1] in _ranks("trailing") and lower[-1] not in _heads():
        lower.pop()
    if not lower:
        return False
    head = _head(lower)
    # some titles end in a word that ends other lines, too: "Crew Member", "Chief of Staff"
    return head in _heads() or _TRADE.fullmatch(head) is not None or _is_listed(" ".join(words))


def plain_case(title: str) -> str:
    """A title set in capitals as one would write it in a sentence; initials (CNC, RN) stay."""
    if not title.isupper():
        return title
    return " ".join(word if _INITIALS.fullmatch(word) else word.capitalize() for word in title.split())


@lru_cache(_PAIRS)
def compare(held: str, asked: str) -> Literal["exact", "form", "alias"] | None:
    """How a title that was held answers the one asked for; None where it names other work.

    "exact": the same words; "form": the same work, another rank or more words; "alias": another name for it, perhaps with
    more words, too: "Paediatric Staff Nurse" for "Registered Nurse".
    """
    if " / " in asked:  # two titles of one post: either will do
        found = [compare(held, one) for one in asked.split(" / ")]
        return min(filter(None, found), key=("exact", "form", "alias").index, default=None)
    mine, theirs = _work(held), _work(asked)
    if mine.words == theirs.words:
        return "exact"
    if not mine.core or not theirs.core:
        return None
    if _has_words_of(mine, theirs):
        return "form"
    return "alias" if mine.groups & theirs.groups and theirs.rest <= mine.rest else None


def _has_words_of(mine: _Work, theirs: _Work) -> bool:
    """Whether a title is another with more words: "Backend Java Developer" for "Java Developer"."""
    words = set(theirs.core)
    if not mine.kept <= words <= set(mine.core) or _head(mine.core) != _head(theirs.core):
        return False
    # Of two listed titles one must end the other: a community support officer of the police is no police officer.
    listed = mine.groups and theirs.groups and not (mine.rest or theirs.rest)
    return not listed or bool(mine.groups & theirs.groups) or mine.core[-len(theirs.core) :] == theirs.core


@lru_cache(_PAIRS)
def is_wider(held: str, asked: str) -> bool:
    """Whether a title that was held says less of the same post than the one asked for: "Designer" for "Graphic Designer",
    "Test Engineer" for "Electronics Test Engineer". Whether it is that work, the rest of the resume has to tell."""
    mine, theirs = _work(held), _work(asked)
    fewer = bool(mine.core) and set(mine.core) < set(theirs.core) and _head(mine.core) == _head(theirs.core)
    return fewer and theirs.kept <= set(mine.core)


@lru_cache(_PAIRS)
def same_trade(held: str, asked: str) -> bool:
    """Whether years in one title count as experience of the trade of another.

    They do where both are in a group or family of near work ("Service Desk Analyst" and "Desktop Support Technician") or
    share a word that names a trade or field: "Journeyman Electrician" and "Electrical Foreman", "HR Assistant" and "HR
    Generalist"; not "Software Engineer" and "Civil Engineer", which share only the kind of post.
    """
    one, two = _work(held), _work(asked)
    shared = one.groups & two.groups or one.near & two.near or one.stems & two.stems
    return bool(shared)


@lru_cache(_CACHED)
def title_marks(title: str) -> frozenset[Hashable]:
    """Two titles that `compare`, `is_wider` or `same_trade` takes for one another have one of these marks in common at least:
    to look up which of many titles are worth a comparison."""
    titles = (title, *title.split(" / ")) if " / " in title else (title,)
    return frozenset(mark for one in titles for mark in _marks(_work(one)))


def _marks(work: _Work) -> Iterator[Hashable]:
    yield work.words
    if work.core:
        yield "head", _head(work.core)
    yield from (("group", group) for group in work.groups)
    yield from (("near", family) for family in work.near)
    yield from (("stem", stem) for stem in work.stems)


def _telling(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word not in _posts() and word not in general_words())


@cache
def _posts() -> frozenset[str]:
    posts = data_table("titles.toml")["posts"].split()
    return frozenset(posts) | frozenset(map(base_form, posts))


@lru_cache(_CACHED)
def _work(title: str) -> _Work:
    title = title_in(title) or title
    words = tuple(_words(title))
    inner = _without_ranks(list(words))
    kept = _kept(inner)
    for start in range(len(inner)):
        end = inner[start:]
        # a single word must name a trade by itself: of "Bid Manager" and "Nurse Manager" no "manager" is one work
        if kept <= set(end) and (start == 0 or len(end) > 1 or _telling(end)) and (groups := _groups_of(end)):
            return _Work(words, inner, kept, groups, frozenset(inner[:start]))
    either = (_groups_of(_words(part)) for part in title.split("/"))
    return _Work(words, inner, kept, frozenset().union(*either), frozenset())


def _kept(words: tuple[str, ...]) -> frozenset[str]:
    """The words that a title cannot lose and name the same work."""
    if len(words) > 1 and (words[0] in _ranks("leading") or words[-1] in _ranks("trailing")):
        return frozenset(words)  # listed so: the chief of a chief executive is no rank
    ends = (words[start:] for start in range(len(words)))
    return next((frozenset(end) for end in ends if end in _own_trades()), frozenset())
