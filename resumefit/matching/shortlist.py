"""Which of many questions a resume may answer at all: most of what a thousand postings ask for, it does not touch.

A shortlist never decides: it leaves out what cannot be answered, and the matchers answer the rest. It finds by look-up what
`SkillMatcher` finds by going through the keywords of one question: by a skill that is named, implied or shown, by the words
of the posting themselves, by a likely typo, by a sentence that means alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from resumefit.config import Experience, Fuzzy
from resumefit.language.phrase_index import PhraseIndex
from resumefit.language.sentences import Meanings, sentence_encoder
from resumefit.language.titles import title_marks
from resumefit.matching.background import are_enough
from resumefit.matching.questions import Question, Trade, single_names
from resumefit.matching.similar import is_typo
from resumefit.matching.skills import ENGLISH, SkillMatcher

_SLIPS = 2  # letters that a typo adds or leaves out at most, see is_typo
_WORDS = 1 << 16  # that are remembered


class Shortlist:
    """Many different questions, prepared once for any number of resumes."""

    def __init__(self, questions: Sequence[Question], rule: Fuzzy, experience: Experience) -> None:
        self._rule = rule
        self._experience = experience
        self._questions = tuple(questions)
        self._always = frozenset(filter(_any_may_answer, questions))
        self._by_skill: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}  # one word, of which another word can be a typo
        self._by_unlisted_name: dict[str, list[int]] = {}
        phrases: list[tuple[int, str]] = []
        for number, question in enumerate(questions):
            for keyword in () if question.is_of_career else question.requirement.any_of:
                for name in single_names(keyword):
                    self._by_name.setdefault(name, []).append(number)
                    if keyword.skill is None:
                        self._by_unlisted_name.setdefault(name, []).append(number)
                phrases.extend((number, form) for form in keyword.forms)
                if keyword.skill is not None:
                    self._by_skill.setdefault(keyword.skill, []).append(number)
        self._phrases = PhraseIndex(phrases)
        trained = sentence_encoder() is not None  # without it no sentence means anything
        worded = [(number, one.wording) for number, one in enumerate(questions) if one.wording and trained]
        self._asking = [number for number, _ in worded]
        self._asked = Meanings([wording.asks for _, wording in worded])
        self._trades = list({wording.field: wording for _, wording in worded}.values())  # one of each
        self._names = _filed(self._by_name)
        self._unlisted_names = _filed(self._by_unlisted_name)
        self._file_career()
        self._slips = lru_cache(_WORDS)(self._slips_of)  # versions of a resume share their words
        self._mistaken = cache(self._mistaken_for)  # the same few thousand skills are named again and again

    def _file_career(self) -> None:
        """File titles and years by what titles have in common, and years by what else their postings ask for."""
        self._by_mark: dict[Hashable, list[int]] = {}  # what titles have in common
        self._years_of: dict[Trade, list[int]] = {}
        for number, question in enumerate(self._questions):
            for mark in title_marks(_title_of(question)) if _is_of_titles(question) else ():
                self._by_mark.setdefault(mark, []).append(number)
            if question.requirement.years is not None and question.trade:
                self._years_of.setdefault(question.trade, []).append(number)
        self._trades_of: dict[Question, list[Trade]] = {}
        for trade in self._years_of:
            for question in trade.skills:
                self._trades_of.setdefault(question, []).append(trade)

    def of(self, resume: SkillMatcher) -> frozenset[Question]:
        """The questions that a resume may answer."""
        found = {*self._named(resume), *self._worded(resume), *self._misspelt(resume), *self._meant(resume)}
        possible = self._always.union(map(self._questions.__getitem__, found))
        return possible.union(map(self._questions.__getitem__, self._of_career(resume, possible)))

    def _of_career(self, resume: SkillMatcher, possible: Iterable[Question]) -> Iterator[int]:
        """Titles like one that was held, and years in work that has such a title or of which enough may be answered."""
        held = resume.resume
        titles = {*(title for title, _ in held.titles), *(entry.title for entry in held.entries if entry.title)}
        for mark in self._by_mark.keys() & frozenset().union(*map(title_marks, titles)):
            yield from self._by_mark[mark]
        counts = Counter(trade for question in possible for trade in self._trades_of.get(question, ()))
        for trade, count in counts.items():
            if are_enough(count, len(trade.skills), self._experience):
                yield from self._years_of[trade]

    def _named(self, resume: SkillMatcher) -> Iterator[int]:
        for skill in self._by_skill.keys() & (resume.by_skill.keys() | resume.implied.keys()):
            yield from self._by_skill[skill]

    def _worded(self, resume: SkillMatcher) -> Iterator[int]:
        return (number for number, _, _ in self._phrases.find(resume.resume.tokens))

    def _meant(self, resume: SkillMatcher) -> Iterator[int]:
        """Where the resume is believed in no trade, its sentences need not be read."""
        told = resume.meaning
        if told is not None and any(told.believes(trade, resume.named_of(trade)) for trade in self._trades):
            yield from map(self._asking.__getitem__, told.possible(self._asked))

    def _misspelt(self, resume: SkillMatcher) -> Iterator[int]:
        for word in {word.lower() for word, _, _ in resume.unknown_words}:
            yield from self._slips(word)
        for mentions in resume.by_skill.values():
            yield from self._mistaken(mentions[0].label)

    def _slips_of(self, word: str) -> list[int]:
        """The questions of which a word may be a typo."""
        return [
            number
            for name in _alike(word, self._names)
            if is_typo(word, name, self._rule)
            for number in self._by_name[name]
        ]

    def _mistaken_for(self, label: str) -> list[int]:
        """The questions whose own wording may be a typo of a skill's name."""
        return [
            number
            for name in _alike(label, self._unlisted_names)
            if is_typo(name, label, self._rule)
            for number in self._by_unlisted_name[name]
        ]


def _any_may_answer(question: Question) -> bool:
    """Whether every resume may answer a question: each is written in English, and may have a degree or years of a thing."""
    if question.is_of_career:
        return not _is_of_titles(question)
    return any(keyword.skill == ENGLISH for keyword in question.requirement.any_of)


def _is_of_titles(question: Question) -> bool:
    """Whether a question is answered by a title that was held, or by what was done under one."""
    requirement = question.requirement
    if requirement.years is not None:
        return not question.tied and question.trade is not None
    return requirement.degree is None and requirement.kind == "title"


def _title_of(question: Question) -> str:
    """The title that a question is about: that which is asked for, or that of the posting."""
    requirement = question.requirement
    return question.trade.title if requirement.years is not None and question.trade else requirement.label


def _filed(names: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Names by their first letter and length, one of which no typo changes and the other by two at most."""
    filed: dict[tuple[str, int], list[str]] = {}
    for name in names:
        filed.setdefault((name[0].lower(), len(name)), []).append(name)
    return filed


def _alike(word: str, names: Mapping[tuple[str, int], Sequence[str]]) -> Iterator[str]:
    initial = word[0].lower()
    return (name for more in range(-_SLIPS, _SLIPS + 1) for name in names.get((initial, len(word) + more), ()))
