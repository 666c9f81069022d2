"""FIT4: whether the cover letter is for this posting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.firms import firm_of, firms_addressed, is_named, mentions_firm, names_firm
from resumefit.checks.subject import Subject
from resumefit.language.patterns import load_patterns
from resumefit.language.titles import compare, is_title, same_trade, title_in
from resumefit.reading.document import Document, Span

_APPLIED = re.compile(
    r"\b(?:apply(?:ing)?|application|interest(?:ed)?|candidate|considered|write|writing)\b[^.;\n]{0,40}?\b(?:for|in|about) "
    r"(?:the |your |an? )?(?:(?:position|role|post|job|vacancy|opening) (?:of|as) (?:an? )?)?"
    r"(?P<title>[A-Z][^.,;:()\n]{3,60})"
)
_BLANK = re.compile(
    r"\[(?:(?:insert|your|the|add)\b[^\]\n]{0,40}|[^\]\n]{0,20}\b(?:company|firm|employer|organi[sz]ation|manager|name|position|job|role|"
    r"title|date|address|skills?|department)\b[^\]\n]{0,20})\]"
    r"|<(?:insert |your )?(?:company|firm|employer|name|position|job title|role|date|hiring manager)[^>\n]{0,20}>"
    r"|\{\{?\s*[\w ]{3,30}\s*\}?\}|\b(?:XYZ|ABC) (?:Company|Corp(?:oration)?|Inc|Ltd|Limited)\b|\bX{3,}\b|_{5,}",
    re.IGNORECASE,
)
_BEFORE = 60  # characters in which a position may be called a former one
_CUT = re.compile(
    r"\s+(?:position|role|post|job|vacancy|opening|at|with|in|on|as|and|which|that|advertised|posted|\()\b.*"
)


def letter_of(subject: Subject) -> Document:
    """The letter, for a check that runs only where there is one."""
    if subject.letter is None:
        raise ValueError("this subject has no letter")
    return subject.letter


def _whole(document: Document) -> Span:
    return Span(0, len(document.text))


@check(
    code="FIT401",
    name="letter-to-other-firm",
    title="The letter is addressed to another firm",
    why="It is the one slip that no reader forgives, and the easiest to make with a letter used twice.",
    fix="Put in this employer's name, and read the letter through for what else was true of the other one.",
    source=OUR_JUDGEMENT,
    severity="blocks",
    applies="letter",
)
def letter_to_other_firm(subject: Subject) -> Iterator[Spot]:
    """A firm that the letter greets, applies to or wants to join, not in the posting; no former employer."""
    posting, letter = subject.posting, letter_of(subject)
    if posting is None or not names_firm(posting):
        return
    held = load_patterns("firms.toml", "before")["held"]
    resume = subject.text.lower()
    for name, place in firms_addressed(letter.text, _whole(letter), "letter"):
        former = name.lower() in resume or held.search(letter.text[max(0, place.start - _BEFORE) : place.start])
        if not former and not mentions_firm(posting, name):
            yield Spot(message=f"It is written to {name}, which the posting does not name", span=place)
            return


@check(
    code="FIT402",
    name="letter-for-other-role",
    title="The letter applies for another role",
    why="Whoever sorts the letters files it under the role it names, or nowhere.",
    fix="Name the role as the posting does, with its reference number if it has one.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="letter",
)
def letter_for_other_role(subject: Subject) -> Iterator[Spot]:
    """A title that the letter applies for, of another trade than the posting's, and that the posting does not name."""
    posting, letter = subject.posting, letter_of(subject)
    if posting is None or not posting.title:
        return
    for found in _APPLIED.finditer(letter.text):
        words = _CUT.sub("", found["title"]).strip()
        title = title_in(words) if is_title(words) else ""
        known = title.lower() in posting.document.text.lower()
        if title and not known and compare(title, posting.title) is None and not same_trade(title, posting.title):
            start = found.start("title")
            place = Span(start, start + len(words))
            yield Spot(message=f"It applies for {title}, and the posting is for {posting.title}", span=place)
            return


@check(
    code="FIT403",
    name="letter-blank",
    title="A blank of the template was not filled in",
    why="It shows that the letter was not read before it was sent.",
    fix="Fill it in, or rewrite the sentence so that it needs no name.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="letter",
)
def letter_blank(subject: Subject) -> Iterator[Spot]:
    """Brackets with a word that is to be replaced, names such as XYZ Company, a line of underscores."""
    for found in _BLANK.finditer(letter_of(subject).text):
        yield Spot(message="A blank was left in the letter", span=Span(found.start(), found.end()))


@check(
    code="FIT404",
    name="letter-names-no-firm",
    title="The letter does not name the employer",
    why="A letter that fits any employer tells this one nothing that the resume does not.",
    fix="Name the employer in the first lines, with the reason why you chose them: one that is true of no other.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="letter",
)
def letter_names_no_firm(subject: Subject) -> Iterator[Spot]:
    """The posting gives the employer's name, and no telling word of that name stands in the letter."""
    posting, letter = subject.posting, letter_of(subject)
    firm = firm_of(posting) if posting else ""
    if firm and not is_named(letter.text, firm):
        yield Spot(message=f"It does not name {firm}")
