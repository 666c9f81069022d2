"""Questions: what a posting asks of a resume, each with all that its answer depends on besides the resume.

Equal questions have equal answers, whichever postings they come from: of many postings each is answered once.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from resumefit.config import Fuzzy
from resumefit.language.keywords import Keyword, stand_for
from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement
from resumefit.language.tagging import is_everyday
from resumefit.language.taxonomy import Taxonomy
from resumefit.matching.similar import is_typo
from resumefit.reading.document import Document

_NO_TRADE = frozenset(("soft_skill", "title", "years", "degree", "language"))
_BY_NAME = frozenset(("language", "certification"))  # kinds that no other words answer
_OF_WORK = re.compile(r"[a-z](?:ing|ion|ment|[ae]nce|ics|ogy|phy|sis|ty|ship|ure|age|ry)s?$")  # ends of nouns of work
_LETTERS = re.compile(r"[A-Z\d][A-Z\d&/.+-]*s?")  # "PPC", "KPIs", "R&D"
_NAMED = frozenset(("tool", "hard_skill", "method"))  # kinds whose members have names, written with a capital


@dataclass(frozen=True, slots=True)
class Trade:
    """The work that a posting is about, by which positions are told to be related: its title, the most years that it
    requires, and what it asks for that belongs to a trade."""

    title: str
    years: float | None
    skills: frozenset[Question]


@dataclass(frozen=True, slots=True)
class Wording:
    """A demand as it is asked of sentences; there is none where only the name answers it: there is one Excel, and no
    certificate in other words.

    `asks` is what is asked for. `field` is what else the posting asks for, for each requirement of a trade the skills that
    answer it: other words are believed of who names some of that. `beside` are the sentences of all that it asks for so,
    this one among them, for a sentence answers what it is most about.
    """

    asks: str
    field: frozenset[frozenset[str]]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A requirement as it is put to a resume. Two are equal where their `key` is; `code` is its hash, worked out once.

    `posted` are words of the posting that are a slip away from a name it asks for, and so no typos of it. `tied` are the
    keywords that a number of years is tied to. `trade` is set for what related work answers, `wording` for what other words
    answer. `names` are everyday words that the posting writes as names ("experience with Celery").
    """

    key: tuple[Hashable, ...]
    requirement: Requirement
    posted: frozenset[str] = frozenset()
    tied: tuple[Keyword, ...] = ()
    trade: Trade | None = None
    wording: Wording | None = None
    names: frozenset[str] = frozenset()
    code: int = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", hash(self.key))

    def __hash__(self) -> int:
        return self.code

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Question) and self.key == other.key)

    def __reduce__(self) -> tuple[type[Question], tuple[object, ...]]:
        return Question, (
            self.key,
            self.requirement,
            self.posted,
            self.tied,
            self.trade,
            self.wording,
            self.names,
        )  # a hash holds in one process

    @property
    def is_of_career(self) -> bool:
        """Whether it asks for a title, a degree or years, and not for a skill."""
        requirement = self.requirement
        return requirement.years is not None or requirement.degree is not None or requirement.kind == "title"


def questions_of(posting: JobPosting, taxonomy: Taxonomy, rule: Fuzzy) -> tuple[Question, ...]:
    """A question for each requirement of a posting, in its order."""
    slips = _Slips(posting.document.text, rule)
    field = frozenset(
        frozenset(keyword.skill for keyword in requirement.any_of if keyword.skill)
        for requirement in posting.requirements
        if _is_of_trade(requirement)
    )
    of_skills = {
        number: (requirement, frozenset(_written_as_names(requirement.any_of, posting.document)))
        for number, requirement in enumerate(posting.requirements)
        if requirement.years is None and requirement.degree is None and requirement.kind != "title"
    }
    asking = {number: _asks(one, posting, names, taxonomy) for number, (one, names) in of_skills.items()}
    beside = tuple(sorted(set(filter(None, asking.values()))))
    wordings = {number: Wording(asks, field, beside) for number, asks in asking.items() if asks}
    asked = {
        number: _of_skill(requirement, names, wordings.get(number), slips)
        for number, (requirement, names) in of_skills.items()
    }
    in_trade = (question for question in asked.values() if _is_of_trade(question.requirement))
    trade = Trade(posting.title, posting.years, frozenset(in_trade))
    return tuple(
        asked.get(number) or _of_career(requirement, trade, slips)
        for number, requirement in enumerate(posting.requirements)
    )


def _is_of_trade(requirement: Requirement) -> bool:
    return requirement.kind not in _NO_TRADE and requirement.listed


def _of_skill(requirement: Requirement, names: frozenset[str], wording: Wording | None, slips: _Slips) -> Question:
    posted = slips.of(requirement.any_of)
    key = (requirement.kind, _keys(requirement.any_of), posted, wording, names)
    return Question(key, requirement, posted, wording=wording, names=names)


def _asks(requirement: Requirement, posting: JobPosting, names: frozenset[str], taxonomy: Taxonomy) -> str:
    """What a requirement asks for and the sentence that asks for it, as the sentence encoder has learnt to be asked. Letters
    mean nothing alike (PPC, PPE): they are spelled out, and the sentence, which holds them, is left out."""
    keywords = requirement.any_of
    if requirement.knockout or requirement.kind in _BY_NAME:
        return ""
    if all(_LETTERS.fullmatch(keyword.forms[0]) for keyword in keywords):
        return " or ".join(filter(None, (_spelled_out(keyword, taxonomy) for keyword in keywords)))
    if not any(_is_common(keyword, taxonomy) for keyword in keywords if keyword.forms[0] not in names):
        return ""
    return f"{requirement.label}: {posting.document.quote(requirement.span)}"


def _is_common(keyword: Keyword, taxonomy: Taxonomy) -> bool:
    """Whether a keyword is a kind of thing or of work. A tool that is written as a name is none (Celery, Notion), nor one
    that the taxonomy calls nothing in small letters: a chiller is one of many, Helm and Gusto payroll are products."""
    wordings = keyword.forms[0], keyword.label
    if keyword.kind != "tool" or not keyword.skill:
        return any(map(is_common_noun, wordings))
    name, *others = taxonomy[keyword.skill].names
    is_one_of_many = (" " in name and name[1:].islower()) or any(map(str.islower, others))
    return is_one_of_many and any(is_common_noun(one) for one in wordings if " " in one or one.islower())


def _spelled_out(keyword: Keyword, taxonomy: Taxonomy) -> str:
    """What the letters of a keyword stand for, "" where they are the name of a thing or nobody knows."""
    letters = keyword.forms[0]
    names = taxonomy[keyword.skill].names if keyword.skill and keyword.kind != "tool" else ()
    return next((name for name in names if stand_for(letters, name) and is_common_noun(name)), "")


def is_common_noun(wording: str) -> bool:
    """Whether a wording names a kind of thing or of work and no one thing: "hand tools", "RF scanners", "Welding"; not
    "Python", "Google Analytics"."""
    words = wording.split()
    if len(words) == 1 and _OF_WORK.search(wording):
        return True
    return any(word.islower() and word.isalpha() for word in words)


def _written_as_names(keywords: Iterable[Keyword], document: Document) -> Iterator[str]:
    """Wordings in no taxonomy that are everyday words, written with a capital that is no sentence's first letter."""
    for keyword in keywords:
        name = keyword.forms[0]
        if keyword.skill is None and name[0].isupper() and not name.isupper() and is_everyday(name):
            before = document.text[: keyword.mentions[0].start].rstrip(" ")[-1:]
            if before.isalnum() or before in tuple(",;(/&"):
                yield name


def _of_career(requirement: Requirement, trade: Trade, slips: _Slips) -> Question:
    """The question for a title, a degree or years; years of a thing with a name are tied to that."""
    if requirement.years is not None:
        tied = tuple(k for k in requirement.any_of if k.skill and k.kind in _NAMED and k.forms[0][0].isupper())
        posted = slips.of(tied)
        return Question(("years", requirement.years.low, _keys(tied), posted, trade), requirement, posted, tied, trade)
    if requirement.degree is not None:
        options = (requirement.degree, *requirement.or_degrees)
        asked = tuple((one.level, one.fields) for one in options)
        career = trade if requirement.instead else None
        return Question(("degree", asked, _keys(requirement.any_of), career), requirement, trade=career)
    return Question(("title", requirement.label, _forms(requirement.any_of), trade), requirement, trade=trade)


def _keys(keywords: Iterable[Keyword]) -> tuple[Hashable, ...]:
    return tuple((k.skill, k.kind, k.label, frozenset(k.forms)) for k in keywords)


def _forms(keywords: Iterable[Keyword]) -> frozenset[str]:
    return frozenset(form for keyword in keywords for form in keyword.forms)


class _Slips:
    """The words of a posting, by their initials, to find those that would be taken for typos of what it asks for."""

    def __init__(self, text: str, rule: Fuzzy) -> None:
        self._rule = rule
        self._filed: dict[str, set[str]] = {}
        for word in re.findall(r"[^\W\d_]+", text.lower()):
            self._filed.setdefault(word[0], set()).add(word)

    def of(self, keywords: Iterable[Keyword]) -> frozenset[str]:
        """The words that are a slip away from a name of the keywords, and stand in the posting themselves."""
        return frozenset(
            word
            for keyword in keywords
            for name in single_names(keyword)
            for word in self._filed.get(name[0].lower(), ())
            if is_typo(word, name, self._rule)
        )


def single_names(keyword: Keyword) -> Iterator[str]:
    """The wordings of a keyword that are one word, of which another word can be a typo."""
    return iter(sorted({name for name in (keyword.label, *keyword.forms) if " " not in name and name.isalpha()}))
