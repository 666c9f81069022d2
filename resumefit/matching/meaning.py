"""What a resume says in other words than the posting's, as the trained encoder of sentences judges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from resumefit.config import Meaning
from resumefit.language.entries import Entry
from resumefit.language.nlp import norms_of
from resumefit.language.resume import Resume
from resumefit.language.sentences import Meanings, sentence_encoder, telling_sentences
from resumefit.matching.found import Found
from resumefit.matching.questions import Question, Wording
from resumefit.reading.document import Span

# What is denied, and what is said to or of the reader: "You are a two-site practice" tells of no work of one's own.
_NOT_DONE = re.compile(
    r"^\W*(?:(?:i(?:['’]ve| have)? )?(?:no|not|never|without|lack\w*)\b)|\b(?:you|your|you['’]re)\b", re.IGNORECASE
)
_TERM = re.compile(r"[^\s,;:|•·()/][^,;:|•·()/\n]*[^\s,;:|•·()/]")
_ASKED = 1 << 10  # postings whose vectors are remembered: 40 MB
# Sections that tell of no work, or by names alone.
_SILENT = frozenset(("contact", "references", "languages", "interests", "education", "certifications"))


class MeaningMatcher:
    """The sentences of a resume, prepared once to answer the questions of any posting."""

    def __init__(self, resume: Resume, rule: Meaning) -> None:
        self._resume = resume
        self._rule = rule
        self._answers: dict[tuple[str, ...], Mapping[str, Sequence[int]]] = {}

    def answer(self, question: Question, named: int) -> Found | None:
        """The sentence that says what a question asks for; `named` is how much else of the trade the resume names."""
        wording = question.wording
        if wording is None or sentence_encoder() is None or not self.believes(wording, named):
            return None
        return self._found(question, self._answering(wording.beside)[wording.asks])

    def believes(self, wording: Wording, named: int) -> bool:
        """Whether the resume names enough of a trade for its sentences to be asked."""
        return named >= self._enough(len(wording.field))

    def _answering(self, asked: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
        """For each sentence of a posting the places of those that say it, the most like first."""
        if asked not in self._answers:
            found = self._meanings.answering(_meanings(asked), self._rule.likeness, self._rule.focus)
            self._answers[asked] = dict(zip(asked, found, strict=True))
        return self._answers[asked]

    def _enough(self, asked: int) -> float:
        """How much of what is asked for the resume has to name; where a posting asks for two things, the other one."""
        return max(1, min(self._rule.named_least, asked - 1), self._rule.named_share * asked)

    def possible(self, asked: Meanings) -> list[int]:
        """The places of what is asked in many sentences that one of the resume's may say."""
        return self._meanings.near(asked, self._rule.likeness)

    def _found(self, question: Question, places: Sequence[int]) -> Found | None:
        """Those of some sentences that do not just hold the name, or name a thing of a like name: on names the matcher of
        skills has judged already."""
        names = [_words([keyword.label]) for keyword in question.requirement.any_of]
        words = frozenset().union(*names)
        told = tuple(
            self._sentences[place]
            for place in places
            if words.isdisjoint(self._named[place]) and not any(name <= self._words[place] for name in names)
        )
        label = question.requirement.label
        return Found("meaning", told, label, "in other words: look whether it does") if told else None

    @cached_property
    def _named(self) -> list[frozenset[str]]:
        """For each sentence the words of the skills that it names: "product management" is no project management."""
        mentions = [mention for mention in self._resume.mentions if mention.skill]
        return [_words(m.label for m in mentions if span.covers(m.span)) for span in self._sentences]

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [_words([sentence]) for sentence in self._meanings.sentences]

    @cached_property
    def _sentences(self) -> list[Span]:
        quote = self._resume.document.quote
        headings = {section.heading for section in self._resume.sections}
        heads = [_head_of(entry) for entry in self._resume.entries]
        spans = (part for span in telling_sentences(self._resume.document) for part in self._parts(span))
        return [
            span
            for span in spans
            if not _NOT_DONE.search(quote(span))
            and quote(span) not in headings
            and not any(head.covers(span) for head in heads)
        ]

    def _parts(self, span: Span) -> Iterator[Span]:
        """A sentence; of a list of skills each term by itself, so that one more takes nothing from the others. A word or two
        of a list are a name, and names say nothing in other words."""
        section = self._resume.section_at(span.start)
        if section == "skills":
            terms = _TERM.finditer(self._resume.document.text, span.start, span.end)
            yield from (Span(*term.span()) for term in terms if term[0].count(" ") > 1)
        elif section not in _SILENT:
            yield span

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings([self._resume.document.quote(span) for span in self._sentences])


def _head_of(entry: Entry) -> Span:
    """Title, firm and dates of an entry, which tell nothing of what was done; none of one that is its head alone."""
    begins = [span.start for span in (entry.summary, *entry.bullets[:1]) if span is not None]
    return Span(entry.span.start, min(begins, default=entry.span.start))


@lru_cache(_ASKED)
def _meanings(asked: tuple[str, ...]) -> Meanings:
    """What a posting asks: many resumes are asked the same."""
    return Meanings(asked)


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(norm for name in names for norm in norms_of(name))
