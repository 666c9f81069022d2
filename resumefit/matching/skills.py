"""Skills asked for -> where a resume answers them, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from resumefit.config import Fuzzy
from resumefit.language.keywords import Keyword
from resumefit.language.mentions import Mention, finder_of
from resumefit.language.nlp import norms_of
from resumefit.language.resume import Resume
from resumefit.language.tagging import general_words, word_set
from resumefit.language.taxonomy import Taxonomy
from resumefit.language.words import base_form
from resumefit.matching.found import BEST_FIRST, Found, How
from resumefit.matching.meaning import MeaningMatcher
from resumefit.matching.questions import Question, Wording, single_names
from resumefit.matching.similar import is_typo
from resumefit.reading.document import Span

if TYPE_CHECKING:
    from resumefit.matching.shortlist import Shortlist

_SURNAME = re.compile(r" ([A-Z][a-z]{2,})\b")
_KEPT = 1 << 15  # pairs of a wording and those asked for: a batch meets the same again and again
ENGLISH = "english"  # its id in the taxonomy
_HEAD = 200  # characters of an entry within which its head stands


class SkillMatcher:
    """What a resume says of skills, prepared once to answer the questions of any posting.

    `possible` are the questions that a shortlist leaves, None without one; every other has no answer.
    """

    def __init__(
        self,
        resume: Resume,
        taxonomy: Taxonomy,
        fuzzy: Fuzzy,
        meaning: MeaningMatcher | None = None,
        shortlist: Shortlist | None = None,
    ) -> None:
        self.resume = resume
        self.meaning = meaning
        self.taxonomy = taxonomy
        self.fuzzy = fuzzy
        self.finder = finder_of(taxonomy)
        self.by_skill: dict[str, list[Mention]] = {}
        for mention in resume.mentions:
            if mention.skill:
                self.by_skill.setdefault(mention.skill, []).append(mention)
        self._answers: dict[Question, Found | None] = {}
        self._found: dict[Question, tuple[tuple[Found, ...], ...]] = {}
        self._named_of: dict[frozenset[frozenset[str]], int] = {}  # trade -> how much of it the resume names
        self.possible = shortlist.of(self) if shortlist else None

    def may_answer(self, questions: frozenset[Question]) -> frozenset[Question]:
        """Those of some questions that the resume may answer."""
        return questions if self.possible is None else questions & self.possible

    def answer(self, question: Question) -> Found | None:
        """The best answer that any of the keywords finds, else a sentence that says it in other words."""
        if question not in self._answers:
            answers = (found for answers in self.found(question) for found in answers)
            best = min(answers, key=lambda found: BEST_FIRST.index(found.how), default=None)
            self._answers[question] = best or self._in_other_words(question)
        return self._answers[question]

    def found(self, question: Question) -> tuple[tuple[Found, ...], ...]:
        """The answers that each keyword of a question finds, in their order."""
        if question not in self._found:
            keywords = question.requirement.any_of
            self._found[question] = tuple(tuple(self.keyword(keyword, question)) for keyword in keywords)
        return self._found[question]

    def _in_other_words(self, question: Question) -> Found | None:
        """A sentence that says it otherwise, where the resume names enough of the trade to be believed."""
        if self.meaning is None or question.wording is None:
            return None
        return self.meaning.answer(question, self.named_of(question.wording))

    def named_of(self, wording: Wording) -> int:
        """How much of a trade the resume names."""
        field = wording.field
        if field not in self._named_of:
            held = self.by_skill.keys() | self.implied.keys()
            self._named_of[field] = sum(not held.isdisjoint(skills) for skills in field)
        return self._named_of[field]

    def keyword(self, keyword: Keyword, question: Question) -> Iterator[Found]:
        """The answers that one keyword of a question finds: by name, else by what implies it, else by a likely typo, which a
        word that was posted is not."""
        mentions = self.by_skill.get(keyword.skill or "", [])
        if keyword.kind == "certification":
            mentions = [m for m in mentions if not self._names_a_firm(m.span)]
        named = [(mention, self._how(mention.span, keyword)) for mention in mentions]
        named += [(Mention(span, keyword.kind, keyword.label), how) for span, how in self._phrases(keyword, question)]
        if named:
            best = min((how for _, how in named), key=BEST_FIRST.index)
            ordered = sorted(named, key=lambda pair: BEST_FIRST.index(pair[1]))
            yield Found(
                best, tuple(mention.span for mention, _ in ordered), keyword.label, self._wording(best, ordered[0][0])
            )
            return
        if keyword.skill == ENGLISH:  # no resume in another language is read
            yield Found("implied", (), keyword.label, "the resume is written in it")
            return
        implying = self.implied.get(keyword.skill or "", [])
        if implying:
            names = ", ".join(self._named_once(implying))
            yield Found("implied", tuple(m.span for m in implying), keyword.label, f"by {names}")
            return
        yield from self._typo(keyword, question)

    def _named_once(self, mentions: Sequence[Mention]) -> list[str]:
        """The names of some mentions, each once: a wording that is a skill's name, too, is not quoted beside it."""
        names = list(dict.fromkeys(map(self._named, mentions)))
        plain = {name.lower() for name in names}
        return [name for name in names if not name.startswith('"') or name[1:-1].lower() not in plain]

    def _named(self, mention: Mention) -> str:
        """A skill by its name, a wording that shows one in the resume's own words."""
        return (
            mention.label
            if mention in self.by_skill.get(mention.skill or "", ())
            else f'"{self.resume.document.quote(mention.span)}"'
        )

    def _names_a_firm(self, span: Span) -> bool:
        """Whether a certificate is only part of an employer's name ("Dahl & Co, Certified Public Accountants")."""
        entry = self.resume.entry_at(span.start)
        if entry is None or entry.section != "work":
            return False
        line = self.resume.document.line_at(span.start)
        return line is not None and line.role != "item" and span.start < entry.span.start + _HEAD and self._plural(span)

    def _plural(self, span: Span) -> bool:
        return self.resume.document.quote(span).lower().endswith("s")

    def _how(self, span: Span, keyword: Keyword) -> How:
        return _how_written(self.resume.document.quote(span), keyword.forms)

    def _wording(self, how: How, mention: Mention) -> str:
        return f'written "{self.resume.document.quote(mention.span)}"' if how == "alias" else ""

    def _typo(self, keyword: Keyword, question: Question) -> Iterator[Found]:
        """A word of the resume that is no known word and a slip away from the keyword, or the other way round."""
        if keyword.kind == "language":  # a country is one slip away from its language: Germany, Russia, Korea
            return
        for name in single_names(keyword):
            if keyword.skill is None:  # the posting's word is the one nobody knows
                for mention in self._mentions_by_initial.get(name[0].lower(), ()):
                    if is_typo(name, mention.label, self.fuzzy):
                        yield Found(
                            "fuzzy",
                            (mention.span,),
                            keyword.label,
                            f'the posting writes "{name}", probably {mention.label}',
                        )
                        return
            for word, norm, span in self._unknown_by_initial.get(name[0].lower(), ()):
                if norm in question.posted or word.lower() in question.posted or norm == base_form(name):
                    continue
                if is_typo(word, name, self.fuzzy):
                    yield Found("fuzzy", (span,), keyword.label, f'"{word}" is probably a typo of {name}')
                    return

    @cached_property
    def unknown_words(self) -> list[tuple[str, str, Span]]:
        """The words of the resume, each with its base form and place, that stand in no skill's name and no general list."""
        tokens = self.resume.tokens
        general, named = general_words() | word_set("lookalikes.toml", "words"), self.taxonomy.words
        return [
            (word, norm, Span(start, end))
            for start, end, norm in zip(tokens.starts, tokens.ends, tokens.norms, strict=True)
            if norm not in general
            and norm not in named
            and (word := tokens.text[start:end]).isalpha()
            and (low := word.lower()) not in general
            and low not in named
        ]

    @cached_property
    def _unknown_by_initial(self) -> dict[str, list[tuple[str, str, Span]]]:
        """The unknown words by their first letters, which no typo changes."""
        filed: dict[str, list[tuple[str, str, Span]]] = {}
        for one in self.unknown_words:
            filed.setdefault(one[0][0].lower(), []).append(one)
        return filed

    @cached_property
    def _mentions_by_initial(self) -> dict[str, list[Mention]]:
        """The mentions of skills by the first letters of their names."""
        filed: dict[str, list[Mention]] = {}
        for mention in self.resume.mentions:
            if mention.skill:
                filed.setdefault(mention.label[0].lower(), []).append(mention)
        return filed

    def _phrases(self, keyword: Keyword, question: Question) -> list[tuple[Span, How]]:
        """Where the wordings of a keyword stand, in order, that is in no taxonomy, or there under a guarded name: what is
        asked for needs no more context, but must be written so and mean nothing else. A language does need it: a city is full
        of German bakeries."""
        tokens = self.resume.tokens
        found: list[tuple[Span, How]] = []
        for form in keyword.forms:
            if keyword.skill and (keyword.kind == "language" or not self.finder.guarding(form)):
                continue
            norms = norms_of(form)
            for first in self._places.get(norms[0], ()) if norms else ():
                last = first + len(norms)
                if tokens.norms[first:last] == norms and self._means(keyword, form, question, first, last):
                    how: How = "exact" if tokens.surface(first, last).lower() == form.lower() else "form"
                    found.append((tokens.span(first, last), how))
        return sorted(found, key=lambda pair: pair[0].start)

    def _means(self, keyword: Keyword, form: str, question: Question, first: int, last: int) -> bool:
        """Whether words of the resume can mean what the posting means by the same words. A name that is an everyday word,
        too ("Celery"), has to be written as one; a guarded name has to mean one thing on both sides, and to be no part of
        another name ("AWS" of "AWS D1.1", "QC" of "TBI-QC-44", "Cassandra Doyle")."""
        if not self.finder.guarding(form):
            return form not in question.names or self.resume.tokens.surface(first, last) == form
        asked = frozenset((keyword.skill,)) if keyword.skill else self.finder.meanings(form)
        meant = self.finder.meanings(form, self.resume.tokens, first, last)
        return bool(asked & meant or not (asked or meant)) and not self._within_a_name(first, last, meant)

    def _within_a_name(self, first: int, last: int, meant: frozenset[str]) -> bool:
        tokens, span = self.resume.tokens, self.resume.tokens.span(first, last)
        if "-" in (tokens.text[span.start - 1 : span.start], tokens.text[span.end : span.end + 1]):
            return True
        behind = _SURNAME.match(tokens.text, span.end)
        if behind and len(span) > 1 and not self._is_known(behind[1]) and tokens.text[span.start].isupper():
            return True
        wider = (m.skill for m in self.resume.mentions if m.skill and m.span.covers(span) and len(m.span) > len(span))
        return not all(skill in meant or self.taxonomy.implied_by(skill) & meant for skill in wider)

    def _is_known(self, word: str) -> bool:
        low = word.lower()
        return low in self.taxonomy.words or base_form(low) in general_words()

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Base form -> the numbers of the tokens that have it."""
        places: dict[str, list[int]] = {}
        for number, norm in enumerate(self.resume.tokens.norms):
            places.setdefault(norm, []).append(number)
        return places

    def stands_literally(self, question: Question) -> bool:
        """Whether the posting's own words stand in the resume, in whatever case, as a plain keyword search would ask."""
        if question.requirement.years is not None:
            return False
        forms = (form for keyword in question.requirement.any_of for form in keyword.forms)
        return any(_stands_alone(form.lower(), self.lower_text) for form in forms)

    @cached_property
    def lower_text(self) -> str:
        """The resume's text in small letters, its blanks folded."""
        return " ".join(self.resume.document.text.lower().split())

    @cached_property
    def implied(self) -> dict[str, list[Mention]]:
        """Skill -> the mentions of skills that can't be had without it, and the wordings that show it without its name."""
        found: dict[str, list[Mention]] = {}
        for skill, mentions in self.by_skill.items():
            for implied in self.taxonomy.implied_by(skill):
                found.setdefault(implied, []).extend(mentions)
        for sign in self.resume.signs:
            for shown in (sign.skill, *self.taxonomy.implied_by(sign.skill)) if sign.skill else ():
                found.setdefault(shown, []).append(sign)
        return found


@lru_cache(_KEPT)
def _how_written(words: str, forms: tuple[str, ...]) -> How:
    """How the words of a resume answer the wordings of a posting for the same skill."""
    if any(words.lower() == form.lower() for form in forms):
        return "exact"
    norms = norms_of(words)
    return "form" if any(_same_wording(norms, norms_of(form)) for form in forms) else "alias"


def _same_wording(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two phrases differ in form only: order ("review code", "code review"), a closed or hyphened spelling."""
    return sorted(one) == sorted(two) or "".join(one) == "".join(two)


def _stands_alone(words: str, text: str) -> bool:
    """Whether words stand in a text with no letter, digit or underscore before or behind them."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not _in_word(text[start - 1 : start]) and not _in_word(text[end : end + 1]):
            return True
        start = text.find(words, start + 1)
    return False


def _in_word(char: str) -> bool:
    return char == "_" or char.isalnum()
