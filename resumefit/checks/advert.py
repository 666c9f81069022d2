"""JOB2: what a posting leaves out, and whether there is a post behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.closing import closing_dates
from resumefit.checks.firms import domains_of, is_free_mail, names_firm
from resumefit.checks.sayings import is_warning, patterns, said
from resumefit.checks.subject import Subject
from resumefit.language.posting import JobPosting
from resumefit.reading.document import Span

_PAY_LAWS = (
    "Directive (EU) 2023/970, Article 5; Colorado Revised Statutes 8-5-201; California Labor Code 432.3; New York "
    "Labor Law 194-b; Revised Code of Washington 49.58.110"
)
_HEAD = 8  # lines
_TERMS = frozenset(("meta", "conditions", "benefits", "apply", "about"))
_PAGES = frozenset(("html", "mhtml", "webarchive"))
_LOWEST = {"YEAR": 8_000.0, "MONTH": 500.0, "WEEK": 150.0, "DAY": 40.0, "HOUR": 5.0}  # less is no pay of a post
_FAIR = frozenset(("USD", "US$", "$", "GBP", "EUR", "CAD", "AUD", "NZD", "CHF"))  # whose amounts those are


@check(
    code="JOB201",
    name="no-pay",
    title="No pay is stated",
    why="You can't tell whether the post is worth an application. Several US states require the range in the "
    "posting; EU law gives applicants a right to learn it before the interview, and forbids to ask what they earned "
    "before.",
    fix="Ask for the range in your first reply, or look up what such posts pay nearby. Don't name your present pay.",
    source=_PAY_LAWS,
    severity="polish",
    applies="posting",
)
def no_pay(subject: Subject) -> Iterator[Spot]:
    """Neither an amount nor a grade or scale that fixes one."""
    posting = subject.asked
    pay = patterns("pay")
    if (
        posting.salary is not None
        or not _is_whole(posting)
        or any(pay["stated"].search(line) for line in _terms(posting))
    ):
        return
    vague = pay["unstated"].search(posting.document.text)
    span = Span(vague.start(), vague.end()) if vague else None
    yield Spot(message="It speaks of the pay and names none" if vague else "It says nothing of the pay", span=span)


def _terms(posting: JobPosting) -> Iterator[str]:
    """The lines in which a posting states its terms: the first ones, and those on conditions, benefits and applying."""
    document = posting.document
    yield from (document.quote(line.span) for line in document.lines[:_HEAD])
    yield from (document.quote(one.span) for one in posting.statements if one.zone in _TERMS)


@check(
    code="JOB202",
    name="no-firm",
    title="No employer is named",
    why="An agency may advertise for a client it does not name, and so may somebody who only collects resumes. You "
    "can't look the employer up, and may send your details to where you work now.",
    fix="Ask who the employer is before you send a resume with your address; agencies mostly tell on the phone.",
    source='US Federal Trade Commission, Consumer Advice, "Job Scams", consumer.ftc.gov/articles/job-scams (look '
    "the company up before you apply)",
    severity="polish",
    applies="posting",
)
def no_firm(subject: Subject) -> Iterator[Spot]:
    """A client that is not named, a name that is kept back, or a free mail address as the only sign of an employer.

    That no name was found is not enough: half of those that name one do so in a way that no rule foresees.
    """
    posting = subject.asked
    for name, span, statement in said(posting, "secret"):
        if statement.zone != "duties":
            message = (
                "The employer is a client without a name" if name == "client" else "The employer's name is kept back"
            )
            yield Spot(message=message, span=span)
            return
    mails = [(domain, place) for domain, place in domains_of(posting.document.text) if is_free_mail(domain)]
    if mails and _is_whole(posting) and not names_firm(posting):
        domain, place = mails[0]
        yield Spot(
            message=f"All that it says of the employer is an address at {domain}", span=Span(place, place + len(domain))
        )


def _is_whole(posting: JobPosting) -> bool:
    """Whether all that a posting says has been read. Of a page of the web, the main text is; its head may be left out."""
    return posting.document.source.media not in _PAGES or bool(posting.document.fact("title"))


@check(
    code="JOB203",
    name="closed",
    title="The closing date has passed",
    why="Many systems refuse an application after the date; where they don't, the list of candidates is mostly made.",
    fix="Look for the posting on the employer's own site: it may have been extended or put up anew. If not, let it go.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="posting",
)
def closed(subject: Subject) -> Iterator[Spot]:
    """Every date by which to apply lies before the day of the check."""
    dates = list(closing_dates(subject.asked))
    if dates and all(day < subject.today for day, _ in dates):
        day, span = max(dates, key=lambda pair: pair[0])
        yield Spot(message=f"It closed on {_told(day)}", span=span, quote="" if span else day.isoformat())


def _told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@check(
    code="JOB204",
    name="no-vacancy",
    title="There is no vacancy behind it",
    why="It collects resumes for posts that may come. Ontario has employers of 25 and more say so since 2026; "
    "elsewhere it stands in a sentence, if at all.",
    fix="Send a resume if you like the employer, and keep looking: no answer is to be expected.",
    source="Employment Standards Act, 2000 (Ontario), as amended by the Working for Workers Five Act, 2024: a "
    "posting has to say whether it is for an existing vacancy",
    severity="costs",
    applies="posting",
)
def no_vacancy(subject: Subject) -> Iterator[Spot]:
    """A sentence that says so."""
    found = next(said(subject.asked, "pool"), None)
    if found:
        yield Spot(message="It says that it is for no present vacancy", span=found[1])


@check(
    code="JOB205",
    name="wide-pay-range",
    title="The pay range says nothing",
    why="A range whose upper end is twice the lower covers two or three levels: what you would be paid is as open "
    "as without it. Ontario allows a range of 50,000 dollars a year at most.",
    fix="Ask which part of the range the post is budgeted for, and what it depends on.",
    source="Ontario Regulation 476/24 (rules re job postings: a range of at most 50,000 dollars a year); the factor "
    "is our judgement",
    severity="polish",
    applies="posting",
)
def wide_pay_range(subject: Subject, *, factor: float = 2) -> Iterator[Spot]:
    """The upper end of the range is `factor` times the lower or more."""
    pay = subject.asked.salary
    if pay is None or pay.high is None or pay.currency not in _FAIR or pay.low < _LOWEST[pay.unit]:
        return
    if pay.high >= factor * pay.low:
        yield Spot(message=f"The pay is {pay.low:,.0f} to {pay.high:,.0f} {pay.currency} a {pay.unit.lower()}")


@check(
    code="JOB206",
    name="no-wage",
    title="Paid by commission alone, or not at all",
    why="Without a wage the risk of the business is yours: weeks without a sale are weeks without pay. Unpaid work "
    "for a firm is unlawful in many countries unless it serves the one who learns.",
    fix="Ask what those who began last year earned in their first six months, and whether you would be an employee. "
    "For a trial, ask for the wage of the hours.",
    source='US Department of Labor, "Fact Sheet #71: Internship Programs Under The Fair Labor Standards Act"; '
    "National Minimum Wage Act 1998, UK",
    severity="costs",
    applies="posting",
)
def no_wage(subject: Subject) -> Iterator[Spot]:
    """A sentence that says so, in a posting for no voluntary work."""
    posting = subject.asked
    if posting.employment_type == ("VOLUNTEER",) and patterns("unpaid")["unpaid"].search(posting.document.text) is None:
        return
    for name, span, statement in said(posting, "unpaid"):
        if not is_warning(posting, statement):
            how = "on commission alone" if name == "commission" else "not at all"
            yield Spot(message=f"The work is paid {how}", span=span)
            return
