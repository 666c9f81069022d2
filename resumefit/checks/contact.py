"""TXT1: who the resume is of and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import EMAIL_STUDY, GREENHOUSE, LEVER, RCHILLI, TEXTKERNEL
from resumefit.checks.subject import Subject
from resumefit.checks.templates import is_unfilled, placeholders
from resumefit.language.headings import heading_names, normal_heading
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.places import country_of, is_place
from resumefit.language.titles import title_in
from resumefit.reading.document import Span

_DATA = "checks_content.toml"
_NEAR_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64}(?:\s?@\s(?=[\w-]+\.\w)|\s@\s?(?=[\w-]+\.\w)|\s?[\[(]\s?at\s?[\])]\s?|@@?)[\w-]{2,63}"
    r"(?:(?:\s?[\[(]\s?dot\s?[\])]\s?|\s?\.\s?|,)[a-z]{2,6})?(?![\w@-])",
    re.IGNORECASE,
)
_ROOT = re.compile(r"https?://(?:www\.)?[\w.-]+(?:/(?:in|pub|feed|home|login)?)?/?", re.IGNORECASE)
_ONLINE = re.compile(r"linkedin|github|gitlab|portfolio|behance|dribbble|https?://|www\.", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d\d[/.-]\d\d")
_NAME = 5  # words of the longest names
_INITIALS = 2  # letters; what is longer and stands in the address, too, is a name
_STARRED = re.compile(
    r"(?<![\w*])(?:\+\d{1,3}|\(\d{2,5}\)|(?!(?:19|20)\d\d\b)\d{3,5})[ ().\d-]{0,9}(?:[*•#]{2,}|[xX]{3,})[ ().\d*•#xX-]*(?!\w)"
)
_FEWEST = 7  # figures and stars of a phone number
_HEAD = 1500  # characters in which a resume without an e-mail address may hold one that is misspelled


@check(
    code="TXT101",
    name="no-name",
    title="No name was found",
    why="The name is the first thing that a parser fills in; one that finds none may leave it empty or take another "
    "line for it.",
    fix="Put your name alone on the first line of the page's body, in plain letters: in no header, picture or text "
    "box.",
    source=f"{GREENHOUSE}; {LEVER}",
    severity="blocks",
    applies="resume",
)
def no_name(subject: Subject) -> Iterator[Spot]:
    """The head of the resume holds nothing that reads as a person's name, nor looks like one between other signs."""
    if not subject.held.contact.name and not _may_be_named(subject) and not is_unfilled(subject):
        yield Spot(message="No line at the head of the resume reads as a person's name", span=_first_line(subject))


@check(
    code="TXT102",
    name="no-email",
    title="No e-mail address",
    why="Answers go out by e-mail, and a system may tell candidates apart by the address.",
    fix="Give one address, in full, in the body of the first page.",
    source=f"{RCHILLI}; {TEXTKERNEL}",
    severity="blocks",
    applies="resume",
)
def no_email(subject: Subject) -> Iterator[Spot]:
    """No e-mail address stands anywhere, not even one that is misspelled."""
    if not subject.held.contact.email and _misspelled_email(subject) is None and not is_unfilled(subject):
        yield Spot(message="No e-mail address was found", span=_first_line(subject))


@check(
    code="TXT103",
    name="bad-email",
    title="The e-mail address is not one",
    why="Mail to it will not arrive, and a parser may not take it for an address.",
    fix="Write it as name@domain.com, without blanks, brackets or words for the signs.",
    source="RFC 5321, Simple Mail Transfer Protocol, section 4.1.2 (what a mailbox is)",
    severity="blocks",
    applies="resume",
)
def bad_email(subject: Subject) -> Iterator[Spot]:
    """What stands in the place of an e-mail address has a blank, no domain, or "(at)" in it."""
    email = subject.held.contact.email
    referees = [section.span for section in subject.held.sections if section.kind == "references"]
    own = email and not any(email in subject.document.quote(span) for span in referees)
    found = None if own else _misspelled_email(subject)
    if found is not None:
        yield Spot(
            message=f"“{subject.document.quote(found)}” is no e-mail address that mail can be sent to", span=found
        )


@check(
    code="TXT111",
    name="misspelled-mail-provider",
    title="The e-mail address has a slip in its provider's name",
    why="Mail to it goes to nobody, or to whoever has bought that name to get such mail; you will not hear that an "
    "answer was sent.",
    fix="Correct the part behind the @, and send yourself a message to the address as it stands in the resume.",
    source=OUR_JUDGEMENT,
    severity="blocks",
    applies="resume",
)
def misspelled_provider(subject: Subject) -> Iterator[Spot]:
    """What stands behind the @ is on a list of slips in the names of large providers of mail."""
    email = subject.held.contact.email
    domain = email.partition("@")[2].lower()
    right = next((name for name, wrong in data_table(_DATA)["providers"].items() if domain in wrong.split()), "")
    if right:
        message = f"“{domain}” is probably meant to be {right}"
        yield Spot(message=message, span=_place(subject, email), quote=email)


@check(
    code="TXT104",
    name="playful-email",
    title="The e-mail address is a playful one",
    why="In a study, recruiters rated the same resume clearly lower with such an address than with a plain one: as "
    "much lower as with spelling mistakes.",
    fix="Use an address made of your name; one costs nothing.",
    source=EMAIL_STUDY,
    severity="costs",
    applies="resume",
)
def playful_email(subject: Subject) -> Iterator[Spot]:
    """The address has a word of mood or pastime in it besides the name."""
    contact = subject.held.contact
    local = contact.email.partition("@")[0].lower()
    for part in sorted(re.findall(r"[a-z]{3,}", contact.name.lower()), key=len, reverse=True):
        local = local.replace(part, " ")
    plain = re.sub(r"[^a-z0-9 ]", "", local)
    word = next((word for word in _playful() if word in plain), "")
    if word:
        yield Spot(
            message=f"{contact.email} speaks of “{word}”, not of you",
            span=_place(subject, contact.email),
            quote=contact.email,
        )


@check(
    code="TXT105",
    name="no-phone",
    title="No phone number",
    why="A recruiter may want to call first; a form that asks for a number is left empty.",
    fix="Give one number, with its country code where you apply abroad.",
    source=TEXTKERNEL,
    severity="costs",
    applies="resume",
)
def no_phone(subject: Subject) -> Iterator[Spot]:
    """No phone number stands anywhere, not even one that is starred out."""
    if not _phone(subject) and _starred(subject) is None and not is_unfilled(subject):
        yield Spot(message="No phone number was found", span=_first_line(subject))


@check(
    code="TXT106",
    name="bad-phone",
    title="The phone number can't be called",
    why="It has too many or too few figures for its country, or stars in place of some, so the call will not go through.",
    fix="Count the figures; write it in full as +1 520 555 0118, with the country code.",
    source="ITU-T Recommendation E.164, the international public telecommunication numbering plan",
    severity="costs",
    applies="resume",
)
def bad_phone(subject: Subject) -> Iterator[Spot]:
    """The number is no possible one in its country, or starred out."""
    contact, phone = subject.held.contact, _phone(subject)
    known = contact.country or phone.startswith(("+", "00"))
    starred = None if phone else _starred(subject)
    if starred is not None:
        yield Spot(message=f"“{subject.document.quote(starred)}” is starred out", span=starred)
    if phone and not contact.phone_e164 and known and not is_unfilled(subject):
        message = f"{phone} has too many or too few figures to be called"
        yield Spot(message=message, span=_place(subject, phone), quote=phone)


@check(
    code="TXT107",
    name="no-place",
    title="No place of residence",
    why="Recruiters may search by town or region, and a parser may fill that field from a firm's address instead. A "
    "street and house number are not needed.",
    fix='Add town and region ("Leeds, UK"), or "Remote, based in Spain".',
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def no_place(subject: Subject) -> Iterator[Spot]:
    """The head of the resume names no place, nor a city or region that is known, nor says where somebody is based."""
    heads = [section.span for section in subject.held.sections if section.kind in ("header", "contact")]
    head = "\n".join(subject.text[span.start : span.end] for span in heads)
    based = load_patterns(_DATA, "phrases")["based"].search(head)
    placed = subject.held.contact.location or based or country_of(head)
    if not placed and not is_unfilled(subject):
        yield Spot(message="Nothing at the head says where you live", span=_first_line(subject))


@check(
    code="TXT108",
    name="link-without-person",
    title="A profile's address leads to the network, not to the profile",
    why="The reader lands on the network's front page and has to look for you there.",
    fix="Open your profile, copy its whole address (linkedin.com/in/your-handle) and paste that.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def link_without_person(subject: Subject) -> Iterator[Spot]:
    """The address of a network without a handle."""
    for link in subject.held.contact.links:
        if link.network and _ROOT.fullmatch(link.url):
            message = f"{link.text} leads to {link.network}, not to your profile"
            yield Spot(message=message, span=_place(subject, link.text), quote=link.text)


@check(
    code="TXT109",
    name="no-profile-link",
    title="No link to a profile or portfolio",
    why="Where the work can be shown (software, design, writing), readers look for it. In most other trades nobody "
    "misses it, and this check says nothing.",
    fix="Add the address of your profile, code or portfolio to the contact line, written out.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def no_profile_link(subject: Subject) -> Iterator[Spot]:
    """A resume names no address on the web, and its title, or that of the latest position, is of a trade whose work is shown
    there."""
    held = subject.held
    title = held.contact.label or next((entry.title for entry in held.work), "")
    shown = load_patterns(_DATA, "phrases")["shown_online"].search(title)
    if shown and not held.contact.links and not _ONLINE.search(subject.text):
        yield Spot(message="No profile, code or portfolio is linked", span=_first_line(subject))


@check(
    code="TXT110",
    name="placeholder",
    title="Text of a template was left in",
    why='A parser may file "Company Name" as your employer, or pass over what it takes for made-up data; a person '
    "stops reading.",
    fix="Replace it with your own text, or delete it.",
    source=GREENHOUSE,
    severity="blocks",
    applies="resume",
)
def placeholder(subject: Subject, *, most: int = 10) -> Iterator[Spot]:
    """Words that a template says where its user was to write; at most so many places are named."""
    for span in islice(placeholders(subject), int(most)):
        yield Spot(message=f"“{subject.document.quote(span)}” is the template's text, not yours", span=span)


@cache
def _playful() -> tuple[str, ...]:
    return tuple(data_table(_DATA)["playful"].split())


def _may_be_named(subject: Subject) -> bool:
    """Whether one of the first lines is a few words with capitals, signs and brackets left out, and no title or place; a
    single word where the e-mail address has it, too."""
    local = subject.held.contact.email.partition("@")[0].lower()
    for line in subject.document.lines[:3]:
        text = " ".join(re.sub(r"\([^()]*\)|[^\w\s'’.-]", " ", subject.document.quote(line.span)).split())
        words = text.split()
        alone = len(words) == 1 and len(text) > _INITIALS and text.lower() in local
        capital = (alone or 2 <= len(words) <= _NAME) and all(word[:1].isupper() for word in words)
        if capital and not title_in(text) and not is_place(text) and not re.search(r"\d|_", text):
            return normal_heading(text) not in heading_names("sections.toml") and text.lower() not in _documents()
    return False


def _phone(subject: Subject) -> str:
    """The phone number, "" for none, and for a date that was taken for one."""
    phone = subject.held.contact.phone
    return "" if _DATE.fullmatch(phone) else phone


@cache
def _documents() -> frozenset[str]:
    return frozenset(name.strip() for name in data_table("contact.toml")["documents"].split(";"))


def _first_line(subject: Subject) -> Span | None:
    """Where what is missing would stand."""
    return subject.document.lines[0].span if subject.document.lines else None


def _starred(subject: Subject) -> Span | None:
    """Where a phone number stands at the head that the writer has made unreadable: "+49 176 *** ****"."""
    for section in subject.held.sections:
        if section.kind in ("header", "contact"):
            for found in _STARRED.finditer(subject.text, section.span.start, section.span.end):
                if len(re.sub(r"[^\d*•#xX]", "", found[0])) >= _FEWEST:
                    return Span(found.start(), found.start() + len(found[0].rstrip()))
    return None


def _place(subject: Subject, words: str) -> Span | None:
    """Where some words of the contact stand."""
    at = subject.text.find(words)
    return Span(at, at + len(words)) if at >= 0 else None


def _misspelled_email(subject: Subject) -> Span | None:
    found = _NEAR_EMAIL.search(subject.text, 0, _HEAD)
    return Span(found.start(), found.end()) if found else None
