"""Document -> Resume: who it is, what they did and learned where and when, and every skill with the part it stands in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from resumefit.errors import NothingToScoreError
from resumefit.language.contact import Contact
from resumefit.language.content import Content, SkillGroup, read_content
from resumefit.language.degrees import Degree, held_degrees
from resumefit.language.education import Education
from resumefit.language.entries import Entry
from resumefit.language.experience import Gap, entries_naming, find_gaps, months_worked
from resumefit.language.languages import SpokenLanguage
from resumefit.language.listings import Listed
from resumefit.language.mentions import Mention, SkillFinder, skill_finder
from resumefit.language.nlp import Tokens, tokenize
from resumefit.language.sections import Section, sections_of
from resumefit.language.signs import find_signs
from resumefit.language.stated import stated_content
from resumefit.language.taxonomy import Taxonomy
from resumefit.language.titles import title_in
from resumefit.reading.document import Document, Span

_FEWEST_WORDS = 25  # less is no resume; the shortest real one-page resumes run to a hundred
_LONGEST_HEAD = 16  # words of a line that can be a title and what goes with it
_SHORTEST_SUMMARY = 12  # words of a paragraph in the head of a resume that sums it up
# "No machine learning experience" is no evidence of it, nor is "I do not have a driver's license".
_DENIED = re.compile(
    r"\b(?:no|not yet|never used|not familiar with|no experience (?:with|in|of)|lack(?:ing)? of|"
    r"(?:do|does|did)(?: not|n['’]t)(?: yet| currently)? (?:have|hold|know|use)(?: an?| any| my)?)\s+(?:[\w+#.]+ or )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resume:
    """A resume understood.

    `entries` are positions, voluntary work and projects (`Entry.section` tells which), `breaks` the times that it says were
    none. `degrees` are the degrees it names anywhere, for matching; `education` its courses of study. `titles` are the
    titles held and the one it goes by, `mentions` the skills it names,
    `signs` the wordings that show one without naming it.
    """

    document: Document
    tokens: Tokens
    contact: Contact
    sections: tuple[Section, ...] = ()
    entries: tuple[Entry, ...] = ()
    breaks: tuple[Entry, ...] = ()
    education: tuple[Education, ...] = ()
    certificates: tuple[Listed, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    awards: tuple[Listed, ...] = ()
    publications: tuple[Listed, ...] = ()
    degrees: tuple[Degree, ...] = ()
    titles: tuple[tuple[str, Span], ...] = ()
    mentions: tuple[Mention, ...] = ()
    signs: tuple[Mention, ...] = ()

    @property
    def name(self) -> str:
        """The person's name, "" where it could not be told."""
        return self.contact.name

    @property
    def summary(self) -> str:
        """What the resume says of the person as a whole, "" where it does not."""
        told = [b for section in self.sections if section.kind == "summary" for b in section.blocks]
        if not told:
            head = [b for section in self.sections if section.kind == "header" for b in section.blocks]
            told = [
                b
                for b in head
                if len(self.document.quote(b.span).split()) >= _SHORTEST_SUMMARY
                and "@" not in self.document.quote(b.span)
            ]
        return "\n".join(self.document.quote(block.span) for block in told)

    @property
    def work(self) -> tuple[Entry, ...]:
        """The positions; neither voluntary work nor projects."""
        return tuple(entry for entry in self.entries if entry.section == "work")

    def section_at(self, offset: int) -> str:
        """The kind of the section that holds a place in the text."""
        return next((s.kind for s in reversed(self.sections) if s.span.start <= offset), "header")

    def entry_at(self, offset: int) -> Entry | None:
        """The entry that holds a place in the text."""
        return next((e for e in self.entries if e.span.start <= offset < e.span.end), None)

    def years(self, today: date) -> float:
        """Years of work, overlaps counted once."""
        return months_worked(self.work, today) / 12

    def naming(self, places: Sequence[Span]) -> list[Entry]:
        """The positions and voluntary work whose text holds one of some places."""
        return entries_naming(self.entries, places)

    def months_of(self, skills: Collection[str], today: date, taxonomy: Taxonomy | None = None) -> int:
        """The months of the positions that name one of some skills (ids), overlaps counted once; with a taxonomy, those that
        name a skill which implies one, too."""
        wanted = frozenset(skills)
        implying = {m.skill for m in self.mentions if m.skill and taxonomy and wanted & taxonomy.implied_by(m.skill)}
        return months_worked(self.naming([m.span for m in self.mentions if m.skill in wanted | implying]), today)

    def gaps(self, today: date) -> tuple[Gap, ...]:
        """The times between dated positions, and since the last."""
        told = [(one.title or one.organization, one.dates) for one in self.breaks]
        told += [
            (one.institution or one.degree, one.dates) for one in self.education if one.dates and not one.dates.lone
        ]
        return find_gaps(self.work, [(name, dates) for name, dates in told if dates], today)


def understand_resume(document: Document, finder: SkillFinder | None = None, *, kind: str = "resume") -> Resume:
    """The resume that a Document holds, or the `kind` of text that is read as one. Raises NothingToScoreError where there is
    too little of it."""
    finder = finder or skill_finder()
    sections = sections_of(document)
    blocks = [block for section in sections for block in section.blocks]
    tokens = tokenize(document.text, [block.span for block in blocks])
    if len(tokens) - len(blocks) < _FEWEST_WORDS:
        raise NothingToScoreError(
            f"{document.source.name} has fewer than {_FEWEST_WORDS} words: that is no {kind} to score"
        )
    mentions = tuple(mention for mention in finder.find(tokens) if not _is_denied(document, mention))
    stated = document.source.media == "json-resume"
    content = stated_content(document) if stated else read_content(document, sections, mentions)
    return Resume(
        document,
        tokens,
        content.contact,
        sections,
        content.entries,
        content.breaks,
        content.education,
        content.certificates,
        content.languages,
        content.skills,
        content.awards,
        content.publications,
        tuple(_degrees(document, sections)),
        tuple(_titles(document, sections, content)),
        mentions,
        tuple(sign for sign in find_signs(tokens, finder.taxonomy) if not _is_denied(document, sign)),
    )


def _is_denied(document: Document, mention: Mention) -> bool:
    return _DENIED.search(document.text[max(0, mention.span.start - 30) : mention.span.start]) is not None


def _degrees(document: Document, sections: Sequence[Section]) -> Iterator[Degree]:
    for section in sections:
        if section.kind in ("education", "certifications", "header", "summary", "other"):
            for block in section.blocks:
                yield from held_degrees(document.text, block.span)


def _titles(document: Document, sections: Sequence[Section], content: Content) -> Iterator[tuple[str, Span]]:
    """The titles held, and those that the head of the resume and its summary begin with."""
    for section in sections:
        if section.kind in ("header", "summary"):
            for block in section.blocks[:5]:
                line = document.quote(block.span)
                short = line != content.contact.name and len(line.split()) <= _LONGEST_HEAD
                found = title_in(line) if short else _opening_title(line)
                if found:
                    yield found, block.span
    for entry in content.entries:
        if entry.title:
            yield entry.title, Span(entry.span.start, min(entry.span.end, entry.span.start + 200))


def _opening_title(sentence: str) -> str:
    """The title that a summary opens with: "Sous chef with nine years in..."."""
    found = re.match(
        r"(?:an? |experienced |skilled |certified |licensed )*([\w/&+# -]{3,50}?)(?: with| who|,|\.| of | in | for )",
        sentence,
        re.IGNORECASE,
    )
    return title_in(found[1][0].upper() + found[1][1:]) if found else ""
