"""JOB3: the signs of a posting that is after money, an identity or a helper, not a worker."""

from __future__ import annotations

from collections.abc import Iterator

from resumefit.checks.base import Spot, check
from resumefit.checks.firms import domains_of, is_free_mail, is_shared
from resumefit.checks.sayings import is_warning, patterns, said
from resumefit.checks.subject import Subject
from resumefit.reading.document import Span

_FTC_MONEY = (
    'US Federal Trade Commission, Consumer Advice, "Hire, not so delightful", '
    "consumer.ftc.gov/consumer-alerts/2020/12/hire-not-so-delightful"
)
_FTC_CHECKS = (
    'US Federal Trade Commission, Consumer Advice, "Don\'t let job scams block your path forward", '
    "consumer.ftc.gov/consumer-alerts/2021/04/dont-let-job-scams-block-your-path-forward"
)
_FBI = (
    "FBI Internet Crime Complaint Center, \"Cyber Criminals Use Fake Job Listings to Target Applicants' Personally "
    'Identifiable Information", public service announcement of 21 January 2020'
)
_USPS = 'US Postal Service, Link, "Con jobs" (4 March 2022), link.usps.com/2022/03/04/con-jobs-2'
_VSAFE = 'VSAFE (US government), VA Fraud Prevention Kit, "Employment, Business, and Job Opportunities", vsafe.gov'
_STOP = (
    "Stop here. Find the employer's own site by a search of your own, call the number there, and report the posting to "
    "the board."
)


@check(
    code="JOB301",
    name="asks-for-money",
    title="You are asked to pay",
    why="No employer who means it has applicants pay for training, equipment, a background check or the "
    "application. Those who do, and who promise to pay it back, are gone once the money is.",
    fix=_STOP,
    source=_FTC_MONEY,
    severity="blocks",
    applies="posting",
)
def asks_for_money(subject: Subject) -> Iterator[Spot]:
    """A fee, deposit or purchase that the applicant is to make; not what the employer pays, nor a licence of one's own."""
    posting = subject.asked
    others = patterns("money")["others"]
    for name, span, statement in said(posting, "money"):
        quote = posting.document.quote(statement.span)
        if name == "fee" and not others.search(quote) and not is_warning(posting, statement):
            yield Spot(message="The applicant is asked for money", span=span)
            return


@check(
    code="JOB302",
    name="asks-for-bank-data",
    title="Bank data or an ID number is wanted with the application",
    why="An employer needs them to pay you, once you are hired; before that they serve to open accounts in your name.",
    fix=_STOP,
    source=f"{_FTC_MONEY}; {_FBI}",
    severity="blocks",
    applies="posting",
)
def asks_for_bank_data(subject: Subject) -> Iterator[Spot]:
    """Account, card or social security numbers, asked for with no word of being hired first."""
    posting = subject.asked
    later = patterns("identity")["later"]
    for name, span, statement in said(posting, "identity"):
        quote = posting.document.quote(statement.span)
        if name == "asked" and not later.search(quote) and not is_warning(posting, statement):
            yield Spot(message="Bank data or proof of identity is to be sent with the application", span=span)
            return


@check(
    code="JOB303",
    name="chat-interview",
    title="Interview or application by a messaging app",
    why="Who interviews by text shows neither face nor office. It is among the signs that the FBI and other US "
    "agencies name. In some trades and countries a small employer may just be informal: a call settles it.",
    fix="Ask for a call or a video meeting from an address of the firm, or a visit. Give nothing but your resume "
    "before that.",
    source=f"{_VSAFE}; {_FBI}",
    severity="costs",
    applies="posting",
)
def chat_interview(subject: Subject) -> Iterator[Spot]:
    """An interview in a messaging app, or applications through one that is no usual way to reach a business."""
    posting = subject.asked
    for name, span, statement in said(posting, "chat"):
        of_applying = name == "interview" or statement.zone in ("apply", "meta", "conditions", "about")
        if of_applying and statement.zone != "duties" and not is_warning(posting, statement):
            yield Spot(message="Applicants are met in a messaging app", span=span)
            return


@check(
    code="JOB304",
    name="money-mule",
    title="The work is to pass on money or parcels",
    why="Checks that later bounce, money that was stolen, goods bought with stolen cards: whoever passes them on is "
    "liable for them, and may be prosecuted.",
    fix=_STOP,
    source=f"{_FTC_CHECKS}; {_USPS}",
    severity="blocks",
    applies="posting",
)
def money_mule(subject: Subject) -> Iterator[Spot]:
    """Payments through one's own account, parcels through one's own home, tasks that are to be unlocked with deposits."""
    posting = subject.asked
    for name, span, statement in said(posting, "mule"):
        if not is_warning(posting, statement):
            what = "parcels" if name == "parcels" else "money"
            yield Spot(message=f"The work is to pass on {what} for somebody else", span=span)
            return


@check(
    code="JOB305",
    name="free-mail-contact",
    title="A free mail address beside the firm's own",
    why="A firm that has a domain uses it for mail. Somebody who borrows its name has to do with a free address. A "
    "small firm may have both: look whether its site names the address.",
    fix="Write to the address on the firm's own site and ask whether the posting is theirs.",
    source=_FBI,
    severity="costs",
    applies="posting",
)
def free_mail_contact(subject: Subject) -> Iterator[Spot]:
    """Applications to an address at a free provider, where the posting also names a domain of the firm's own."""
    text = subject.asked.document.text
    named = list(domains_of(text))
    own = next((domain for domain, _ in named if not is_shared(domain)), "")
    for domain, place in named:
        if own and is_free_mail(domain) and text[place - 1] == "@":
            yield Spot(
                message=f"Mail is to go to {domain}, though the posting names {own}",
                span=Span(place, place + len(domain)),
            )
            return


@check(
    code="JOB306",
    name="too-good",
    title="A job or money is promised to whoever asks",
    why="No one can promise a job before they know you, nor what you will earn at home. What is promised so is a "
    "way to your money or your data.",
    fix="Look the firm up together with the words scam and complaint before you answer.",
    source=f"{_FTC_CHECKS}; {_USPS}",
    severity="costs",
    applies="posting",
)
def too_good(subject: Subject) -> Iterator[Spot]:
    """No interview, a guaranteed job, so much a day from home."""
    posting = subject.asked
    for _, span, statement in said(posting, "promise"):
        if not is_warning(posting, statement):
            yield Spot(message="It promises what no employer can", span=span)
            return
