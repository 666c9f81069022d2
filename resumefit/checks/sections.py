"""TXT2: the sections of the resume, and whether a parser would know them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import GREENHOUSE, RCHILLI, SPELLING_STUDY, TEXTKERNEL
from resumefit.checks.subject import Subject
from resumefit.checks.templates import is_unfilled
from resumefit.language.headings import heading_names, mended_heading, named_kind, normal_heading
from resumefit.language.heads import is_unit
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.places import is_place
from resumefit.language.sections import Section
from resumefit.language.titles import title_in
from resumefit.reading.document import Span

_DATA = "checks_content.toml"
_KINDS = ("work", "education", "skills")
_DIVIDER = re.compile(r"\s*[|·•∙~]\s*|\s+[–—]\s+|\s{3,}")
_LISTED = 4  # skills of a line that make it a list
_LABEL = 6  # words of a line that can be what somebody goes by
_SHORT = 120  # words of a text that needs no headings


@check(
    code="TXT201",
    name="no-headings",
    title="No heading that a parser may know",
    why="A parser cuts a resume at its headings. Where there are none it has to guess what is a position and what a "
    "course; Greenhouse names missing sections among the reasons why a resume can't be read into fields.",
    fix='Put "Work Experience", "Education" and "Skills" on lines of their own above what belongs to them.',
    source=GREENHOUSE,
    severity="blocks",
    applies="resume",
)
def no_headings(subject: Subject) -> Iterator[Spot]:
    """No line of a text of some length is a heading by its name or its setting."""
    headed = any(section.heading for section in subject.held.sections)
    if not headed and len(subject.text.split()) > _SHORT:
        yield Spot(message="No line reads as the heading of work, education or skills", span=_start(subject))


@check(
    code="TXT202",
    name="unusual-heading",
    title="A heading that a parser may not know",
    why="What stands below a heading that a parser does not know may be filed under the section before it, or nowhere.",
    fix='Call the three sections that fields are filled from by their usual names: "Work Experience", "Education", '
    '"Skills".',
    source=GREENHOUSE,
    severity="costs",
    applies="resume",
)
def unusual_heading(subject: Subject) -> Iterator[Spot]:
    """The only section of a kind has a heading with none of the usual words in it."""
    usual = data_table(_DATA)["usual_heading"]
    for kind in _KINDS:
        headed = [section for section in _of(subject, kind) if section.heading]
        slipped = any(_mended(section) for section in headed)  # which TXT208 says
        if headed and not slipped and not any(_is_known(kind, section.heading) for section in headed):
            first = headed[0]
            message = f"A parser may not know “{first.heading}” for “{usual[kind]}”"
            yield Spot(message=message, span=_heading(subject, first))


@check(
    code="TXT203",
    name="no-work-section",
    title="No work experience was found",
    why="Positions are what most forms ask for; a parser that finds no such section may leave them all empty.",
    fix='Add a section called "Work Experience"; part-time work, placements and voluntary work count.',
    source=GREENHOUSE,
    severity="costs",
    applies="resume",
)
def no_work_section(subject: Subject) -> Iterator[Spot]:
    """There is neither a section on work nor a position, voluntary work or project elsewhere, nor a line with a time from
    and to that may be one."""
    others = [s for s in subject.held.sections if s.kind not in ("education", "certifications", "memberships")]
    dated = any(not date.lone for section in others for row in section.rows for date in row.dates)
    if not _of(subject, "work") and not subject.entries and not dated and _is_headed(subject):
        yield Spot(message="No section on work experience was found", span=_start(subject))


@check(
    code="TXT204",
    name="no-education-section",
    title="No education was found",
    why="Forms ask for it, and the degree that a posting wants can't be told from a resume that names no school. "
    "Without a degree, a school or a training course is what belongs there.",
    fix='Add a section called "Education" with your last school, course or apprenticeship.',
    source=TEXTKERNEL,
    severity="polish",
    applies="resume",
)
def no_education_section(subject: Subject) -> Iterator[Spot]:
    """Neither a section on education, nor a course, degree, certificate or school anywhere."""
    held = subject.held
    told = held.education or held.degrees or held.certificates or _of(subject, "education", "certifications")
    if not told and not load_patterns(_DATA, "phrases")["learnt"].search(subject.text) and _is_headed(subject):
        yield Spot(message="No school, course or degree was found", span=_start(subject))


@check(
    code="TXT205",
    name="no-skills-section",
    title="No list of skills",
    why="A parser may take the skills from their section before it looks elsewhere; a person who skims looks for "
    "it, too.",
    fix='Add a section called "Skills" with the tools and methods that your positions show.',
    source=TEXTKERNEL,
    severity="polish",
    applies="resume",
)
def no_skills_section(subject: Subject) -> Iterator[Spot]:
    """No section lists skills, under whatever name, and no line outside of the positions does; a scholar's list of
    publications needs none, nor do those who are judged by admissions, licences and posts: lawyers, teachers, physicians,
    pilots, heads of firms."""
    listed = _of(subject, "skills", "publications") or subject.held.skills or _lists_skills(subject)
    if not (listed or _is_of_profession(subject) or _is_admitted(subject)) and _is_headed(subject):
        yield Spot(message="No section lists your skills", span=_start(subject))


@check(
    code="TXT206",
    name="empty-section",
    title="A heading with nothing below it",
    why="It reads as an oversight; where the text is there on the page, it was read under another heading, as it "
    "may be by a parser.",
    fix="Fill the section or delete its heading; where the page has text below it, put the two into one column.",
    source=RCHILLI,
    severity="costs",
    applies="resume",
)
def empty_section(subject: Subject) -> Iterator[Spot]:
    """A section of a known kind has a heading and no text, and the heading of another kind follows."""
    sections = subject.held.sections
    for section, after in pairwise([*sections, None]):
        if section is None or not section.heading or section.blocks or section.kind in ("header", "other"):
            continue
        nested = after is not None and (after.kind == section.kind or "header" in (section.kind, after.kind))
        if not nested and not _is_name(subject, section):
            yield Spot(message=f"Nothing stands below “{section.heading}”", span=_heading(subject, section))


@check(
    code="TXT207",
    name="no-trade",
    title="Nothing at the top says what you are",
    why="A reader looks at the top of the page first; neither a title under the name nor a summary tells there what "
    "work you do.",
    fix='Write the title you go by under your name ("Staff Accountant"), or a summary of two or three lines.',
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def no_trade(subject: Subject) -> Iterator[Spot]:
    """No title in the head, no department, and no summary; nor studies that go on, above all else."""
    held = subject.held
    label = held.contact.label != held.contact.name and held.contact.label  # Ms Wainwright is no wainwright
    told = label or _has_letters(subject) or held.summary or _of(subject, "summary") or _has_label(subject)
    told = told or _has_department(subject) or _is_student(subject) or _is_admitted(subject)
    if not told and _is_headed(subject):
        yield Spot(message="Neither a title under the name nor a summary says what work you do", span=_start(subject))


@check(
    code="TXT208",
    name="misspelled-heading",
    title="A heading is misspelled",
    why="A parser that looks for the usual headings may not find this one, and file what stands below it under the "
    "section before. In an experiment, resumes with few spelling errors were 7.3 percentage points less likely to lead "
    "to an interview.",
    fix="Correct the word, and look for it elsewhere.",
    source=f"{GREENHOUSE}; {SPELLING_STUDY}",
    severity="costs",
    applies="resume",
)
def misspelled_heading(subject: Subject) -> Iterator[Spot]:
    """A heading is a known one but for one slip in one word."""
    for section in subject.held.sections:
        mended = _mended(section)
        if mended:
            message = f"“{section.heading}” is probably meant to be “{mended.title()}”"
            yield Spot(message=message, span=_heading(subject, section))


def _mended(section: Section) -> str:
    """The heading that a misspelled one is meant to be, "" for one that is known or nothing like it."""
    normal = normal_heading(section.heading)
    known = not normal or named_kind(normal, heading_names("sections.toml"))
    return "" if known else mended_heading(normal)


def _of(subject: Subject, *kinds: str) -> list[Section]:
    return [section for section in subject.held.sections if section.kind in kinds]


def _is_of_profession(subject: Subject) -> bool:
    """Whether the latest position is one of the professions whose resumes list no skills."""
    latest = next((entry.title for entry in subject.held.work if entry.title), "")
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", latest)}
    return not words.isdisjoint(data_table(_DATA)["without_skills"].split())


def _is_admitted(subject: Subject) -> bool:
    """Whether the first section below the head names a title that somebody was admitted to: "Advocate and Solicitor"."""
    below = [section for section in subject.held.sections if section.kind not in ("header", "contact")]
    first = below[0] if below and below[0].kind in ("certifications", "other") else None
    rows = first.rows if first is not None else ()
    return any(title_in(part) for row in rows for part in re.split(r"[:;]\s*", row.text))


def _lists_skills(subject: Subject) -> bool:
    """Whether a line outside of positions and studies names several skills."""
    outside = _of(subject, "header", "other", "certifications", "languages")
    rows = (row for section in outside for row in section.rows if not row.is_sentence)
    named = [mention.span for mention in subject.held.mentions]
    return any(sum(row.span.covers(span) for span in named) >= _LISTED for row in rows)


def _has_label(subject: Subject) -> bool:
    """Whether a short part of a line at the head is neither name, place nor address: "graphic design / packaging"."""
    contact = subject.held.contact
    known = {contact.name.lower(), contact.location.lower()} - {""}
    documents = {name.strip() for name in data_table("contact.toml")["documents"].split(";")}
    heads = (block.span for section in _of(subject, "header")[:1] for block in section.blocks)
    lines = (subject.document.quote(line.span) for span in heads for line in subject.document.lines_in(span))
    parts = (part.strip(" ,.–—-") for line in lines for part in _DIVIDER.split(line))
    return any(
        len(part) > 2
        and len(part.split()) <= _LABEL
        and not re.search(r"[\d@:]|\w\.\w", part)
        and not any(one in part.lower() for one in known)
        and not is_place(part)
        and part.lower() not in documents
        for part in parts
    )


def _has_department(subject: Subject) -> bool:
    """Whether the head names a department: a doctor at "Department of Biology" is a biologist."""
    rows = (row.text for section in _of(subject, "header")[:1] for row in section.rows)
    return any(is_unit(part) for text in rows for part in text.split(","))


def _is_student(subject: Subject) -> bool:
    """Whether the first section below the head tells of studies that have not ended."""
    first = next((section for section in subject.held.sections if section.kind not in ("header", "contact")), None)
    if first is None or first.kind != "education":
        return False
    now = subject.today.year * 12 + subject.today.month - 1
    dates = [study.dates for study in subject.held.education if study.dates and first.span.covers(study.span)]
    return any(one.end is None or one.end.number >= now for one in dates)


def _has_letters(subject: Subject) -> bool:
    """Whether letters behind the name tell the profession: "RN", "P.E."."""
    name = subject.held.contact.name
    rows = (row.text for section in _of(subject, "header")[:1] for row in section.rows)
    behind = next((text.partition(name)[2] for text in rows if name and name in text), "")
    return re.match(r",? \(?[A-Z]\.?[A-Za-z]{0,2}\.?[A-Z]", behind) is not None


def _is_headed(subject: Subject) -> bool:
    """Whether the resume has headings at all, and is no template that waits to be filled; where it has none, TXT201 says so,
    and no section can be missed."""
    return any(section.heading for section in subject.held.sections) and not is_unfilled(subject)


def _is_known(kind: str, heading: str) -> bool:
    known = data_table(_DATA)["known_headings"][kind].split()
    words = normal_heading(heading).split()
    spaced_out = all(len(word) == 1 for word in words)  # that is DOC's business
    return spaced_out or not set(words).isdisjoint(known)


def _is_name(subject: Subject, section: Section) -> bool:
    """Whether what was taken for a heading may be the name or the title at the top of the page."""
    contact = subject.held.contact
    return section.heading.lower() in (contact.name.lower(), contact.label.lower())


def _heading(subject: Subject, section: Section) -> Span:
    """The line of a section's heading."""
    line = subject.document.line_at(section.span.start)
    return line.span if line is not None else section.span


def _start(subject: Subject) -> Span | None:
    """Where what is missing is told of: the first line."""
    return subject.document.lines[0].span if subject.document.lines else None
