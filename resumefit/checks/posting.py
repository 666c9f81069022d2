"""JOB1: what a posting demands that cannot be met, or that says it is meant for somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sayings import patterns, said
from resumefit.checks.subject import Subject
from resumefit.checks.technologies import first_year, longest_use
from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement
from resumefit.reading.document import Span

_TOLD = 12  # characters before a phrase in which it may be denied
_COUNTED = frozenset(("hard_skill", "tool", "method", "certification"))


@check(
    code="JOB101",
    name="years-beyond-technology",
    title="Asks for more years than the technology exists",
    why="Nobody can have them, so the number was not written by somebody who does the work. Whoever states their "
    "true years meets the demand as well as anyone can.",
    fix="Apply with the years you have and state them plainly; if a form asks for the number as a condition, ask "
    "the recruiter.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="posting",
)
def years_beyond_technology(subject: Subject) -> Iterator[Spot]:
    """A number of years of named technologies, the oldest of which is younger than that."""
    for requirement in subject.asked.requirements:
        if requirement.years is None:
            continue
        first = first_year(requirement.any_of)
        if first is not None and requirement.years.low > longest_use(first, subject.today):
            names = " or ".join(keyword.label for keyword in requirement.any_of)
            yield Spot(
                message=f"It asks for {requirement.years.low:g} years of {names}, which nobody could use before {first}",
                span=requirement.years.span,
            )


@check(
    code="JOB102",
    name="experienced-beginner",
    title="A beginner's post that asks for years of experience",
    why="The title promises a first job and the demands exclude whoever needs one. Such postings are common: of "
    'nearly 4 million on LinkedIn from late 2017 on, 35 % of those called "entry-level" asked for years of '
    "experience.",
    fix="Read the demands, not the label, to see whom they look for. With internships, projects or voluntary work "
    "of that kind, apply and say so at the top; with the years, compare the pay with that of the level above.",
    source='BBC Worklife, "Why inexperienced workers can\'t get entry-level jobs" (2021)',
    severity="polish",
    applies="posting",
)
def experienced_beginner(subject: Subject, *, entry: float = 3, junior: float = 4) -> Iterator[Spot]:
    """Years required of `entry` or more where the post is called entry-level, `junior` or more where it is junior."""
    posting = subject.asked
    level = _level(posting)
    least = {"entry": entry, "junior": junior}.get(level)
    for requirement in posting.requirements if least is not None else ():
        if requirement.years is not None and requirement.need == "required" and requirement.years.low >= (least or 0):
            yield Spot(
                message=f"It is called {'an entry-level' if level == 'entry' else 'a junior'} post and asks for "
                f"{requirement.years.low:g} years of experience",
                span=requirement.years.span,
            )
            return


def _level(posting: JobPosting) -> str:
    """ "entry" or "junior" where the title or a sentence on the post says so, else ""."""
    found = patterns("level")
    if found["entry"].search(posting.title):
        return "entry"
    if found["junior"].search(posting.title):
        return "junior"
    text = posting.document.text
    for told in found["told"].finditer(text):
        if not found["denied"].search(text[max(0, told.start() - _TOLD) : told.start()]):
            return "entry"
    return ""


@check(
    code="JOB103",
    name="endless-requirements",
    title="More requirements than one person has",
    why="A list as long as this is a wish, not a condition: it was put together by several people, or for several "
    "posts. Nobody who applies will meet it all, and a share of it is a good application.",
    fix="Find the five things that the title and the duties rest on and answer those with proof. The match report "
    "lists what is worth most first.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="posting",
)
def endless_requirements(subject: Subject, *, most: float = 30, beginner: float = 18) -> Iterator[Spot]:
    """More than `most` skills, tools and certificates that are required; `beginner` where the post is called a first job."""
    posting = subject.asked
    required = [one for one in posting.requirements if one.need == "required" and one.kind in _COUNTED and one.listed]
    limit = beginner if _level(posting) else most
    if len(required) > limit:
        yield Spot(
            message=f"It requires {len(required)} different skills, tools and certificates",
            span=required[0].span,
        )


@check(
    code="JOB104",
    name="written-for-one",
    title="Reads as written for one person",
    why="Rules or law may oblige an employer to advertise a post for which somebody is already found. The signs are "
    "a sentence that says so, or demands so particular that they describe one career.",
    fix="Ask the contact whether the post is open to outside candidates before you spend an evening on it; apply if "
    "it costs you little.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="posting",
)
def written_for_one(subject: Subject, *, counts: float = 4) -> Iterator[Spot]:
    """A sentence that says so, or numbers of years for `counts` and more different named things."""
    posting = subject.asked
    spoken = next(said(posting, "filled"), None)
    if spoken:
        yield Spot(message="It says that somebody for the post is already known", span=spoken[1])
        return
    tied = [one for one in posting.requirements if _is_particular(one)]
    if len({one.key for one in tied}) >= counts:
        things = ", ".join(one.label for one in tied)
        yield Spot(message=f"It sets a number of years for {len(tied)} things apart: {things}", span=tied[0].span)


def _is_particular(one: Requirement) -> bool:
    return one.years is not None and one.need == "required" and any(k.skill or k.label[0].isupper() for k in one.any_of)


@check(
    code="JOB105",
    name="labor-certification",
    title="An advertisement for a labor certification",
    why="Before a US employer sponsors a foreign worker for residence it has to advertise the post and show that no "
    "qualified worker was found; the wording here is that of the rule. Mostly the worker is known and often in the "
    "post already.",
    fix="You may apply, and a qualified US worker has to be considered; but ask whether the post is vacant, and "
    "don't wait for it.",
    source="20 CFR 656.17 (advertising; (h)(4)(ii): any suitable combination of education, training, or experience) "
    "and 20 CFR 656.10(d) (notice of filing), US Department of Labor",
    severity="costs",
    applies="posting",
)
def labor_certification(subject: Subject) -> Iterator[Spot]:
    """The words of the regulation."""
    found = next(said(subject.asked, "labor"), None)
    if found:
        yield Spot(message="It uses the words of a test of the labor market for a visa", span=found[1])


@check(
    code="JOB106",
    name="age-or-sex-limit",
    title="Asks for an age or a sex",
    why="In most countries such a demand is unlawful unless the work itself makes it; where it stands in a posting "
    "all the same, it says something of the employer.",
    fix="Leave age, sex and date of birth out of your resume whatever the posting asks, and judge the employer by it.",
    source="29 CFR 1625.4 (help wanted notices, age) and 29 CFR 1604.5 (job opportunities advertising, sex), US; "
    "Directive 2000/78/EC and Directive 2006/54/EC, EU; Equality Act 2010, UK",
    severity="polish",
    applies="posting",
)
def age_or_sex_limit(subject: Subject) -> Iterator[Spot]:
    """A limit of age or a wish for one sex, unless the posting names the exception it rests on."""
    posting = subject.asked
    lawful = patterns("person")["lawful"].search(posting.document.text)
    for name, span, statement in said(posting, "person"):
        if statement.zone == "duties":  # of those whom one works with
            continue
        if name == "age" or (name == "sex" and not lawful):
            what = "an age" if name == "age" else "a sex"
            yield Spot(message=f"It asks for {what}: {_short(posting, span)}", span=span)
            return


def _short(posting: JobPosting, span: Span) -> str:
    return re.sub(r"\s+", " ", posting.document.quote(span))[:80]
