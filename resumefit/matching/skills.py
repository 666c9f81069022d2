"""Skills asked for -> where a resume answers them, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from resumefit.config import Fuzzy
from resumefit.language.keywords import Keyword
from resumefit.language.mentions import Mention
from resumefit.language.nlp import Tokens, norms_of
from resumefit.language.phrase_index import PhraseIndex
from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement
from resumefit.language.resume import Resume
from resumefit.language.tagging import general_words
from resumefit.language.taxonomy import Taxonomy
from resumefit.matching.found import BEST_FIRST, Found, How
from resumefit.matching.similar import is_typo
from resumefit.reading.document import Span

_HEAD = 200  # characters of an entry within which its head stands


class SkillMatcher:
    """Answers the keywords of one posting from one resume; what both sides need is worked out once."""

    def __init__(self, posting: JobPosting, resume: Resume, taxonomy: Taxonomy, fuzzy: Fuzzy) -> None:
        self.posting = posting
        self.resume = resume
        self.taxonomy = taxonomy
        self.fuzzy = fuzzy
        self.by_skill: dict[str, list[Mention]] = {}
        for mention in resume.mentions:
            if mention.skill:
                self.by_skill.setdefault(mention.skill, []).append(mention)
        self.phrases = _phrases(posting, resume.tokens)

    def answer(self, requirement: Requirement) -> Found | None:
        """The best answer that any of the keywords finds."""
        answers = [found for keyword in requirement.any_of for found in self.keyword(keyword)]
        return min(answers, key=lambda found: BEST_FIRST.index(found.how), default=None)

    def keyword(self, keyword: Keyword) -> Iterator[Found]:
        """The answers that one keyword finds: by name, else by what implies it, else by a likely typo."""
        mentions = self.by_skill.get(keyword.skill or "", [])
        if keyword.kind == "certification":
            mentions = [m for m in mentions if not self._names_a_firm(m.span)]
        named = [(mention, self._how(mention.span, keyword)) for mention in mentions]
        named += [
            (Mention(span, keyword.kind, keyword.label), how) for span, how in self.phrases.get(keyword.label, ())
        ]
        if named:
            best = min((how for _, how in named), key=BEST_FIRST.index)
            ordered = sorted(named, key=lambda pair: BEST_FIRST.index(pair[1]))
            yield Found(
                best, tuple(mention.span for mention, _ in ordered), keyword.label, self._wording(best, ordered[0][0])
            )
            return
        implying = self.implied.get(keyword.skill or "", [])
        if implying:
            names = ", ".join(dict.fromkeys(self._named(mention) for mention in implying))
            yield Found("implied", tuple(m.span for m in implying), keyword.label, f"by {names}")
            return
        yield from self._typo(keyword)

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
        words = self.resume.document.quote(span)
        if any(words.lower() == form.lower() for form in keyword.forms):
            return "exact"
        norms = norms_of(words)
        return "form" if any(_same_wording(norms, norms_of(form)) for form in keyword.forms) else "alias"

    def _wording(self, how: How, mention: Mention) -> str:
        return f'written "{self.resume.document.quote(mention.span)}"' if how == "alias" else ""

    def _typo(self, keyword: Keyword) -> Iterator[Found]:
        """A word of the resume that is no known word and a slip away from the keyword, or the other way round."""
        if keyword.kind == "language":  # a country is one slip away from its language: Germany, Russia, Korea
            return
        names = {name for name in (keyword.label, *keyword.forms) if " " not in name and name.isalpha()}
        for name in sorted(names):
            if keyword.skill is None:  # the posting's word is the one nobody knows
                for mention in self.resume.mentions:
                    if mention.skill and is_typo(name, mention.label, self.fuzzy):
                        yield Found(
                            "fuzzy",
                            (mention.span,),
                            keyword.label,
                            f'the posting writes "{name}", probably {mention.label}',
                        )
                        return
            for word, span in self._unknown_words:
                if is_typo(word, name, self.fuzzy):
                    yield Found("fuzzy", (span,), keyword.label, f'"{word}" is probably a typo of {name}')
                    return

    @cached_property
    def _unknown_words(self) -> list[tuple[str, Span]]:
        """The words of the resume that stand in no skill's name, in no general list and not in the posting."""
        tokens = self.resume.tokens
        posted = frozenset(re.findall(r"[^\W\d_]+", self.posting.document.text.lower()))
        known = general_words() | self.taxonomy.words | posted
        return [
            (word, Span(start, end))
            for start, end, norm in zip(tokens.starts, tokens.ends, tokens.norms, strict=True)
            if (word := tokens.text[start:end]).isalpha() and norm not in known and word.lower() not in known
        ]

    def stands_literally(self, requirement: Requirement) -> bool:
        """Whether the posting's own words stand in the resume, in whatever case, as a plain keyword search would ask."""
        forms = [form for keyword in requirement.any_of for form in keyword.forms] if requirement.years is None else []
        return any(re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", self.lower_text) for form in forms)

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


def _same_wording(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two phrases differ in form only: order ("review code", "code review"), a closed or hyphened spelling."""
    return sorted(one) == sorted(two) or "".join(one) == "".join(two)


def _phrases(posting: JobPosting, tokens: Tokens) -> dict[str, list[tuple[Span, How]]]:
    """Keyword label -> where its wordings stand in a resume, for keywords that are in no taxonomy."""
    forms = [(keyword.label, form) for keyword in posting.keywords if keyword.skill is None for form in keyword.forms]
    found: dict[str, list[tuple[Span, How]]] = {}
    for (label, form), first, last in PhraseIndex((pair, pair[1]) for pair in forms).find(tokens):
        how: How = "exact" if tokens.surface(first, last).lower() == form.lower() else "form"
        found.setdefault(label, []).append((tokens.span(first, last), how))
    return found
