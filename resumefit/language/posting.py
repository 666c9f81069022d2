"""Document -> JobPosting: title, firm, what is asked for, and what is a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from resumefit.errors import NothingToScoreError
from resumefit.language.blocks import blocks_of
from resumefit.language.degrees import LEVELS, Level
from resumefit.language.keywords import Keyword
from resumefit.language.knockouts import Knockout, is_licence, knockouts_of
from resumefit.language.mentions import SkillFinder, recognized_in, rule_mentions, skill_finder
from resumefit.language.needs import NEEDS
from resumefit.language.requirements import Requirement, requirements_of
from resumefit.language.terms import EmploymentType, Remote, Salary, Seniority, Terms, terms_of
from resumefit.language.titles import core, is_title, plain_case, title_in
from resumefit.language.zones import Statement, statements_of
from resumefit.reading.document import Document, Span

_HEAD_LINES = 8  # a title that is set as a line stands among the first ones
_LABELLED_TITLE = re.compile(
    r"(?:^|\s{2,}|[|;•] ?|\t)(?:job |class |position |role )?(?:title|position|role|post|vacancy)\s*:\s*"
    r"(?P<title>.{3,80}?)(?=\s{2,}|\s[|•]|\t|$)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 6  # words
_HEAD_WORDS = 18  # of a line that is set as a heading, with the firm, place and pay behind the title
_NO_TITLE = frozenset(
    "we you our the a an this are is do at join looking if when come do have".split()
)  # begins a sentence
_PERSON = re.compile(r"[^:]{3,30}:\s*(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b")  # "Head teacher: Mrs A. Garbutt"
_SOUGHT = re.compile(
    r"\b(?:looking for|seeking|seeks?|hiring|searching for|recruiting|in need of|need|after|find|join (?:us|"
    r"our team|the team|\w+) as|(?:opening|vacancy|position|role|opportunity) (?:for|of|as)|wanted:)\s+"
    r"(?:an?|our next|our first|one|another|the|two|three|some)\s+(?P<title>[^.,;:()\n]{3,70})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class JobPosting:
    """A posting understood. `requirements` come in order of need and place; the title and years are among them.
    `pipeline` is the version of the trained pipeline that has read it, "" where the rules had to do without."""

    document: Document
    title: str
    organization: str
    location: str
    requirements: tuple[Requirement, ...]
    knockouts: tuple[Knockout, ...]
    statements: tuple[Statement, ...]
    terms: Terms = Terms()
    pipeline: str = ""

    @property
    def employment_type(self) -> tuple[EmploymentType, ...]:
        """Full time, part time and so on; empty where it is not said."""
        return self.terms.employment_type

    @property
    def seniority(self) -> Seniority | None:
        """The rank that the title names, None where it names none."""
        return self.terms.seniority

    @property
    def locations(self) -> tuple[str, ...]:
        """The places of work, in the posting's words."""
        return self.terms.locations

    @property
    def remote(self) -> Remote | None:
        """Whether the work is remote, hybrid or on site, None where it is not said."""
        return self.terms.remote

    @property
    def salary(self) -> Salary | None:
        """The pay, None where none is named."""
        return self.terms.salary

    @property
    def keywords(self) -> tuple[Keyword, ...]:
        """Every keyword of the requirements: what is required before what is preferred or a duty, and within that what the
        posting names most often first."""
        ranked = sorted(self.requirements, key=lambda r: (NEEDS.index(r.need), -r.count))
        return tuple(dict.fromkeys(keyword for requirement in ranked for keyword in requirement.any_of))

    @property
    def years(self) -> float | None:
        """The largest number of years that is required, None where none is."""
        asked = [r.years.low for r in self.requirements if r.years is not None and r.need == "required"]
        return max(asked) if asked else None

    @property
    def degree(self) -> Level | None:
        """The lowest degree level that is asked for, required before preferred; a degree of no named level is taken for a
        bachelor's. None where no degree is asked for."""
        asked = [(r.degree.level or "bachelor", r.need) for r in self.requirements if r.degree is not None]
        levels = [level for level, need in asked if need == "required"] or [level for level, _ in asked]
        return min(levels, key=LEVELS.index, default=None)


def understand_posting(document: Document, finder: SkillFinder | None = None) -> JobPosting:
    """The posting that a Document holds. Raises NothingToScoreError where it asks for nothing that can be found."""
    finder = finder or skill_finder()
    statements = statements_of(document)
    title, place = _title(document)
    title = plain_case(title)
    recognized = recognized_in(document, rule_mentions(document, finder))
    asked = [_as_knockout(document, r) for r in requirements_of(document, statements, finder, recognized)]
    if not asked:
        raise NothingToScoreError(
            f"{document.source.name} asks for nothing that resumefit can find: give the whole posting, with its requirements"
        )
    if title:
        asked.insert(
            0, Requirement(title, "title", "required", (Keyword(title, "title", None, (title,), (place,)),), place)
        )
    return JobPosting(
        document,
        title,
        document.fact("hiringOrganization"),
        document.fact("jobLocation"),
        tuple(sorted(asked, key=lambda r: NEEDS.index(r.need))),
        tuple(knockouts_of(document, statements)),
        statements,
        terms_of(document, statements, title),
        recognized.version if recognized else "",
    )


def _as_knockout(document: Document, requirement: Requirement) -> Requirement:
    """Marks a required licence as a knock-out."""
    if requirement.kind != "certification" or requirement.need != "required":
        return requirement
    wordings = " ".join(form for keyword in requirement.any_of for form in (*keyword.forms, keyword.label))
    ends = max(keyword.mentions[0].end for keyword in requirement.any_of)
    behind = document.quote(Span(ends, min(requirement.span.end, ends + 25))) if ends < requirement.span.end else ""
    return replace(requirement, knockout=is_licence(f"{wordings} {behind}"))


def _title(document: Document) -> tuple[str, Span]:
    """The job's title and its place; "" where the posting names none."""
    for title, place in _candidates(document):
        if core(title):
            return title, place
    return "", Span(0, 0)


def _candidates(document: Document) -> Iterator[tuple[str, Span]]:
    stated = document.fact("title")
    if stated:
        at = document.text.find(stated)
        place = Span(at, at + len(stated)) if at >= 0 else Span(0, 0)
        yield title_in(stated) or stated, place
    head = [block for block in blocks_of(document) if document.quote(block.span)][:_HEAD_LINES]
    spans = [(block.span, document.text[block.span.start : block.span.end]) for block in head]
    labelled = [(label["title"], span) for span, text in spans if (label := _LABELLED_TITLE.search(text))]
    yield from ((title, span) for words, span in labelled if (title := title_in(words, plural=True)))
    for number, block in enumerate(head):
        line = document.quote(block.span)
        if _PERSON.match(line):
            continue
        if len(line.split()) <= _HEAD_WORDS and not line.endswith(".") and block.role != "item":
            found = title_in(line, plural=True)
            if found:
                yield found, block.span
        else:
            found = _leading_title(line, first=number == 0)
            if found:
                yield found, block.span
    yield from (
        (words.strip(), span) for words, span in labelled
    )  # "Position: Part-time" only where nothing is a title
    yield from _sought(document)


def _leading_title(line: str, *, first: bool) -> str:
    """The title that a long line opens with: "Class Teacher, Key Stage 2 (Year 5), full time, permanent"; in the first line
    of a posting also one without a sign behind it: "Registered Nurse wanted at..."."""
    part = re.split(r"\s*[,–—|(:]\s*", line)[0]
    if len(part.split()) <= _LONGEST_TITLE and is_title(part):
        return part
    words = line.split()
    return _cut_at_title(words) if first and words[0].lower() not in _NO_TITLE else ""


def _sought(document: Document) -> Iterator[tuple[str, Span]]:
    """Titles in sentences: "is looking for a sous chef to join..."."""
    for found in _SOUGHT.finditer(document.text):
        title = _cut_at_title(found["title"].split())
        if title:
            start = found.start("title")
            yield title, Span(start, start + len(title))


def _cut_at_title(words: Sequence[str]) -> str:
    """The longest beginning of a phrase that is a title, without adjectives that are no part of one."""
    for end in range(min(len(words), 7), 0, -1):
        phrase = " ".join(words[:end])
        if is_title(phrase[0].upper() + phrase[1:]):
            return phrase
    return ""
