"""Requirement x Resume -> Match: how the resume answers each demand, and the lines it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from resumefit.config import Config
from resumefit.language.degrees import Degree, at_least, field_words, same_field
from resumefit.language.entries import Entry
from resumefit.language.experience import months_worked
from resumefit.language.keywords import Keyword
from resumefit.language.mentions import Mention
from resumefit.language.nlp import Tokens, norms_of
from resumefit.language.phrase_index import PhraseIndex
from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement
from resumefit.language.resume import Resume
from resumefit.language.tagging import general_words
from resumefit.language.taxonomy import Taxonomy
from resumefit.language.titles import compare, same_trade
from resumefit.language.years import Years
from resumefit.matching.similar import is_typo
from resumefit.reading.document import Span

How = Literal["exact", "form", "alias", "implied", "fuzzy", "missing"]
"""exact: the posting's own words; form: another inflection or spelling; alias: another name; implied: a skill that can't be
had without it; fuzzy: a likely typo; missing: not found."""

_BEST_FIRST: tuple[How, ...] = ("exact", "form", "alias", "implied", "fuzzy")
_MOST_EVIDENCE = 5  # lines kept for one requirement


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the resume that answers a requirement: its words, its line, the section and the page (None without)."""

    span: Span
    text: str
    line: str
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """How a resume answers a requirement. `credit` is 0 to 1; `literal` is 1 where the posting's own words stand in the
    resume, else 0 (and 0 for years, which nobody searches for). `keyword` is the label of the keyword that was answered,
    `note` a remark such as a typo's correction."""

    requirement: Requirement
    how: How
    credit: float
    literal: float
    evidence: tuple[Evidence, ...] = ()
    keyword: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    how: How
    spans: tuple[Span, ...]
    keyword: str
    note: str = ""
    credit: float | None = None  # where it is not the one of `how`: a share of the years


def match_requirements(
    posting: JobPosting, resume: Resume, taxonomy: Taxonomy, config: Config, today: date
) -> tuple[Match, ...]:
    """A Match for each requirement of a posting, in its order."""
    matcher = _Matcher(posting, resume, taxonomy, config, today)
    return tuple(matcher.match(requirement) for requirement in posting.requirements)


class _Matcher:
    """Answers the requirements of one posting from one resume; what both sides need is worked out once."""

    def __init__(self, posting: JobPosting, resume: Resume, taxonomy: Taxonomy, config: Config, today: date) -> None:
        self.posting = posting
        self.resume = resume
        self.taxonomy = taxonomy
        self.config = config
        self.today = today
        self.by_skill: dict[str, list[Mention]] = {}
        for mention in resume.mentions:
            if mention.skill:
                self.by_skill.setdefault(mention.skill, []).append(mention)
        self.phrases = _phrases(posting, resume.tokens)

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

    def match(self, requirement: Requirement) -> Match:
        found = self._find(requirement)
        if found is None:
            return Match(requirement, "missing", self.config.credits.missing, 0.0)
        credit = getattr(self.config.credits, found.how) if found.credit is None else found.credit
        literal = float(self._stands(requirement))
        return Match(requirement, found.how, credit, literal, self._evidence(found.spans), found.keyword, found.note)

    def _stands(self, requirement: Requirement) -> bool:
        """Whether the posting's own words stand in the resume, in whatever case, as a plain keyword search would ask."""
        forms = [form for keyword in requirement.any_of for form in keyword.forms] if requirement.years is None else []
        return any(re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", self.lower_text) for form in forms)

    @cached_property
    def lower_text(self) -> str:
        """The resume's text in small letters, its blanks folded."""
        return " ".join(self.resume.document.text.lower().split())

    def _find(self, requirement: Requirement) -> _Found | None:
        if requirement.years is not None:
            return self._years(requirement, requirement.years)
        if requirement.degree is not None:
            return self._degree(requirement, requirement.degree)
        if requirement.kind == "title":
            return self._title(requirement)
        return self._skill(requirement)

    # Skills

    def _skill(self, requirement: Requirement) -> _Found | None:
        """The best answer that any of the keywords finds."""
        answers = [found for keyword in requirement.any_of for found in self._keyword(keyword)]
        return min(answers, key=lambda found: _BEST_FIRST.index(found.how), default=None)

    def _keyword(self, keyword: Keyword) -> Iterator[_Found]:
        mentions = self.by_skill.get(keyword.skill or "", [])
        if keyword.kind == "certification":
            mentions = [m for m in mentions if not self._names_a_firm(m.span)]
        named = [(mention, self._how(mention.span, keyword)) for mention in mentions]
        named += [
            (Mention(span, keyword.kind, keyword.label), how) for span, how in self.phrases.get(keyword.label, ())
        ]
        if named:
            best = min((how for _, how in named), key=_BEST_FIRST.index)
            ordered = sorted(named, key=lambda pair: _BEST_FIRST.index(pair[1]))
            yield _Found(
                best, tuple(mention.span for mention, _ in ordered), keyword.label, self._wording(best, ordered[0][0])
            )
            return
        implying = self.implied.get(keyword.skill or "", [])
        if implying:
            names = ", ".join(dict.fromkeys(self._named(mention) for mention in implying))
            yield _Found("implied", tuple(m.span for m in implying), keyword.label, f"by {names}")
            return
        yield from self._typo(keyword)

    def _named(self, mention: Mention) -> str:
        """A skill by its name, a wording that shows one in the resume's own words."""
        return mention.label if mention in self.by_skill.get(mention.skill or "", ()) else f'"{self.resume.document.quote(mention.span)}"'

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

    def _typo(self, keyword: Keyword) -> Iterator[_Found]:
        """A word of the resume that is no known word and a slip away from the keyword, or the other way round."""
        if keyword.kind == "language":  # a country is one slip away from its language: Germany, Russia, Korea
            return
        names = {name for name in (keyword.label, *keyword.forms) if " " not in name and name.isalpha()}
        for name in sorted(names):
            if keyword.skill is None:  # the posting's word is the one nobody knows
                for mention in self.resume.mentions:
                    if mention.skill and is_typo(name, mention.label, self.config.fuzzy):
                        yield _Found(
                            "fuzzy",
                            (mention.span,),
                            keyword.label,
                            f'the posting writes "{name}", probably {mention.label}',
                        )
                        return
            for word, span in self._unknown_words:
                if is_typo(word, name, self.config.fuzzy):
                    yield _Found("fuzzy", (span,), keyword.label, f'"{word}" is probably a typo of {name}')
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

    # Title, degree, years

    def _title(self, requirement: Requirement) -> _Found | None:
        answers = [
            _Found(how, (span,), requirement.label, "" if how == "exact" else f'held as "{title}"')
            for title, span in self.resume.titles
            if (how := compare(title, requirement.label)) is not None
        ]
        return min(answers, key=lambda found: _BEST_FIRST.index(found.how), default=None)

    def _degree(self, requirement: Requirement, asked: Degree) -> _Found | None:
        """A degree as high as asked in a field asked for; related experience where the posting takes it instead."""
        options = (asked, *requirement.or_degrees)
        fields = next((one.fields for one in options if one.fields), ())
        for option in options:  # of "a degree or HND in design" both are in design; no school diploma is in a field
            wanted = option if option.fields or option.level == "secondary" else replace(option, fields=fields)
            for degree in self.resume.degrees:
                if at_least(degree.level, wanted.level) and self._in_field(degree, wanted):
                    how: How = "exact" if degree.level == wanted.level else "form"
                    return _Found(how, (degree.span,), requirement.label)
        if requirement.instead and self._related_months() >= 12 * (self.posting.years or _YEARS_INSTEAD):
            spans = tuple(entry.span for entry in self._related_entries)
            return _Found("implied", spans, requirement.label, "by experience, which the posting accepts")
        return None

    @staticmethod
    def _in_field(degree: Degree, asked: Degree) -> bool:
        if not asked.fields:
            return True
        mine = frozenset().union(*(field_words(name) for name in degree.fields))
        theirs = frozenset().union(*(field_words(name) for name in asked.fields))
        return (
            not theirs
            or bool(mine & theirs)
            or any(same_field(one, two) for one in degree.fields for two in asked.fields)
        )

    def _years(self, requirement: Requirement, asked: Years) -> _Found | None:
        """The share of the years asked for that related positions cover; a month counts once."""
        related = self._entries_of(requirement)
        months = months_worked(related, self.today)
        if not months:
            return None
        years = months / 12
        share = min(1.0, years / asked.low)
        note = f"{years:.1f} years in related positions, {asked.low} asked for"
        return _Found(
            "exact" if share == 1 else "implied", tuple(e.span for e in related), requirement.label, note, share
        )

    def _related_months(self) -> int:
        return months_worked(self._related_entries, self.today)

    def _entries_of(self, requirement: Requirement) -> list[Entry]:
        """The positions that count for a number of years. Years of a thing with a name ("5 years of Python") count where it
        is named, or in every related position where only a list names it; years of a field ("of accounting") always do."""
        tied = [k for k in requirement.any_of if k.skill and k.kind in _NAMED and k.forms[0][0].isupper()]
        spans = [span for keyword in tied for found in self._keyword(keyword) for span in found.spans]
        if tied and not spans:
            return []
        return self.resume.naming(spans) or self._related_entries

    @cached_property
    def _related_entries(self) -> list[Entry]:
        """The positions whose title is the posting's, or whose text answers enough of what it asks for."""
        return [entry for entry in self.resume.entries if entry.section != "projects" and self._is_related(entry)]

    def _is_related(self, entry: Entry) -> bool:
        """Whether a position is of the posting's trade, by its title or by enough of what its text answers."""
        title = self.posting.title
        if title and entry.title and (compare(entry.title, title) or same_trade(entry.title, title)):
            return True
        answered = {key for key, spans in self._answers.items() if any(entry.span.covers(span) for span in spans)}
        rule = self.config.experience
        share = len(answered) / len(self._answers) if self._answers else 0.0
        return len(answered) >= min(rule.related_least, len(self._answers)) > 0 and share >= rule.related_share

    @cached_property
    def _answers(self) -> dict[str, tuple[Span, ...]]:
        """Requirement -> where it is answered, of the skills that belong to a trade."""
        asked = [r for r in self.posting.requirements if r.kind not in _NO_TRADE and r.listed]
        return {r.key: found.spans if (found := self._skill(r)) else () for r in asked}

    # Evidence

    def _evidence(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """The places as evidence: one for a line, those in dated positions first."""
        seen: dict[int, Evidence] = {}
        for span in spans:
            line = self.resume.document.line_at(span.start)
            start = line.span.start if line else span.start
            if start not in seen:
                seen[start] = self._place(span)
        ranked = sorted(seen.values(), key=lambda evidence: evidence.section != "work")
        return tuple(ranked[:_MOST_EVIDENCE])

    def _place(self, span: Span) -> Evidence:
        document = self.resume.document
        line = document.line_at(span.start)
        text = document.quote(span)
        whole = document.quote(line.span) if line else text
        return Evidence(
            span,
            text if len(text) <= len(whole) else whole,
            whole,
            self.resume.section_at(span.start),
            line.page if line else None,
        )


def _same_wording(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two phrases differ in form only: order ("review code", "code review"), a closed or hyphened spelling."""
    return sorted(one) == sorted(two) or "".join(one) == "".join(two)


_NO_TRADE = frozenset(("soft_skill", "title", "years", "degree", "language"))
_HEAD = 200  # characters of an entry within which its head stands
_NAMED = frozenset(("tool", "hard_skill", "method"))  # kinds whose members have names, written with a capital
_YEARS_INSTEAD = 4  # of related work that stand in for a degree where the posting takes experience and names no years


def _phrases(posting: JobPosting, tokens: Tokens) -> dict[str, list[tuple[Span, How]]]:
    """Keyword label -> where its wordings stand in a resume, for keywords that are in no taxonomy."""
    forms = [(keyword.label, form) for keyword in posting.keywords if keyword.skill is None for form in keyword.forms]
    found: dict[str, list[tuple[Span, How]]] = {}
    for (label, form), first, last in PhraseIndex((pair, pair[1]) for pair in forms).find(tokens):
        how: How = "exact" if tokens.surface(first, last).lower() == form.lower() else "form"
        found.setdefault(label, []).append((tokens.span(first, last), how))
    return found
