"""FIT1 and FIT2: whether the resume speaks to this posting, and the conditions that stand between the two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.firms import firms_addressed, mentions_firm, names_firm
from resumefit.checks.qualification import SIDE
from resumefit.checks.sources import FILTERS
from resumefit.checks.subject import Subject
from resumefit.language.knockouts import is_licence
from resumefit.language.resume import Resume
from resumefit.language.titles import compare, core, is_title, same_trade, title_in
from resumefit.reading.document import Span

_TOP = frozenset(("header", "summary"))
_WISH = re.compile(
    r"\b(?:seek(?:s|ing)?|looking for|searching for|pursuing|objective:?|to obtain|to secure|applying for)\b[^.;\n]{0,40}?"
    r"\b(?:position|role|post|job|career|opportunity|work)\b[^.;\n]{0,12}?"
    r"\b(?:as an?|as|of|for an?) (?P<title>[A-Za-z][^.,;\n]{3,50})",
    re.IGNORECASE,
)
_SENTENCE = 12  # words of a paragraph in the head that sums the person up
_RUN = 12  # words in a row that two people do not write alike by chance
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LICENSED = re.compile(
    r"\b(?:licen[cs]|regist|credential|certifi|endorse|accredit|chartered|admitted|ticket|induct)\w*|\bcards?\b",
    re.IGNORECASE,
)


@check(
    code="FIT101",
    name="title-missing",
    title="The posting's title stands nowhere in the resume",
    why="Recruiters search and skim for the title they are to fill, and a reader who does not see it has to work "
    "out what you would be.",
    fix="If you do that work under another name, say so once: put the title you apply for below your name, or in "
    "brackets behind your own. Never change a title that an employer would have to confirm.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="match",
)
def title_missing(subject: Subject) -> Iterator[Spot]:
    """No title held or gone by is the posting's, or another name of it, and its words stand in no line."""
    title = title_in(subject.asked.title)
    wanted = set(core(title)) if title else set()
    if not wanted or any(_names_work(line, wanted) for line in _lines(subject.held)):
        return
    if any(_is_part_of(one.title, wanted, subject.held) for one in subject.held.work):
        return
    if any(match.requirement.kind == "title" and not match.answered for match in subject.matches):
        yield Spot(message=f"No line of the resume names {title}, the title of the posting")


def _is_part_of(held: str, wanted: set[str], resume: Resume) -> bool:
    """Whether a title is short for the one asked for, and the resume has the rest: "Service Tech" of an HVAC firm."""
    if len(set(core(held)) & wanted) < 2:
        return False
    return wanted <= {form for word in set(_WORD.findall(resume.document.text)) for form in core(word)}


def _names_work(line: str, wanted: set[str]) -> bool:
    """Whether a line has the words of a title, in whatever form; its rank (Senior, III) is none of them."""
    return wanted <= set(core(line))


def _lines(resume: Resume) -> Iterator[str]:
    return (resume.document.quote(line.span) for line in resume.document.lines)


@check(
    code="FIT102",
    name="names-other-firm",
    title="The resume says that you want to work for another firm",
    why="It was written for somebody else, and says so. Nothing tells a reader faster that they are one of many.",
    fix="Name this employer, or none at all: the summary is about you.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="match",
)
def names_other_firm(subject: Subject) -> Iterator[Spot]:
    """A firm that the head or the summary aims at, which is neither in the posting nor among the employers."""
    posting, resume = subject.asked, subject.held
    if not names_firm(posting):
        return
    employers = " ".join(f"{one.organization} {resume.document.quote(one.span)}" for one in resume.entries).lower()
    for span in _top(resume):
        for name, place in firms_addressed(resume.document.text, span, "aimed"):
            skill = any(mention.span.overlaps(place) for mention in resume.mentions)
            if not skill and name.lower() not in employers and not mentions_firm(posting, name):
                yield Spot(
                    message=f"It says that you want to work for {name}, which the posting does not name", span=place
                )
                return


def _top(resume: Resume) -> list[Span]:
    """The blocks of the head and the summary."""
    return [block.span for section in resume.sections if section.kind in _TOP for block in section.blocks]


@check(
    code="FIT103",
    name="seeks-other-role",
    title="The resume seeks other work than this",
    why="An objective that names another role answers the reader's first question with no.",
    fix="Name the role of this posting, or drop the objective: a summary of what you have done needs none.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="match",
)
def seeks_other_role(subject: Subject) -> Iterator[Spot]:
    """A title that the head or the summary says is sought, of another trade than the posting's."""
    title, resume = subject.asked.title, subject.held
    if not title:
        return
    for span in _top(resume):
        for found in _WISH.finditer(resume.document.text, span.start, span.end):
            sought = _title_of(found["title"])
            if sought and compare(sought, title) is None and not same_trade(sought, title):
                start = found.start("title")
                place = Span(start, start + len(found["title"].rstrip()))
                yield Spot(message=f"It seeks work as {sought}, and the posting is for {title}", span=place)
                return


def _title_of(words: str) -> str:
    """The longest beginning of some words that is a title."""
    parts = words.split()
    tried = (" ".join(parts[:end]) for end in range(min(6, len(parts)), 0, -1))
    return next((title_in(one[0].upper() + one[1:]) for one in tried if is_title(one[0].upper() + one[1:])), "")


@check(
    code="FIT104",
    name="untailored-summary",
    title="The summary could go to any employer",
    why="The first lines are what everybody reads. Here they name neither the posting's title nor one of the skills "
    "it asks for, though the resume has some of them further down.",
    fix="Put the two or three demands that you meet best into the summary, in the posting's words, with what you "
    "did with them.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="match",
)
def untailored_summary(subject: Subject, *, least: float = 4) -> Iterator[Spot]:
    """The head and summary hold no skill or title that is asked for, and the rest answers `least` demands or more."""
    resume, title = subject.held, subject.asked.title
    answered = [m for m in subject.matches if m.answered and m.requirement.kind not in SIDE]
    top, summary = _top(resume), _summary(resume)
    if len(answered) < least or not summary or not title:
        return
    head = " ".join(resume.document.quote(span) for span in top).lower()
    keywords = [keyword for match in subject.matches for keyword in match.requirement.any_of]
    asked = {keyword.skill for keyword in keywords if keyword.skill}
    named = any(m.skill in asked and any(span.covers(m.span) for span in top) for m in resume.mentions)
    worded = any(form.lower() in head for keyword in keywords for form in keyword.forms)
    titles = [held for held, place in resume.titles if any(place.overlaps(span) for span in top)]
    titles += [entry.title for entry in resume.work[:2]]  # what stands next to be read
    if not (named or worded or any(compare(held, title) or same_trade(held, title) for held in titles)):
        message = f"The summary names none of the {len(answered)} demands that the resume meets"
        yield Spot(message=message, span=summary[0])


def _summary(resume: Resume) -> list[Span]:
    """The blocks that sum up the person: those of the summary, else the sentences in the head."""
    own = [block.span for section in resume.sections if section.kind == "summary" for block in section.blocks]
    if own:
        return own
    head = [block.span for section in resume.sections if section.kind == "header" for block in section.blocks]
    quotes = [(span, resume.document.quote(span)) for span in head]
    return [
        span for span, words in quotes if len(words.split()) >= _SENTENCE and words.endswith(".") and "@" not in words
    ]


@check(
    code="FIT105",
    name="copied-posting",
    title="Sentences copied from the posting",
    why="Whoever wrote the posting knows its sentences. Copied, they prove nothing, and they read as if you had "
    "nothing of your own to say; hidden, as some advise, they are found by any parser.",
    fix="Keep the posting's terms and say in your own sentence what you did with them, where, and with what result.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="match",
)
def copied_posting(subject: Subject, *, words: float = 25) -> Iterator[Spot]:
    """`words` words or more in runs of twelve and longer that stand in the posting as they are."""
    theirs = [found.group().lower() for found in _WORD.finditer(subject.asked.document.text)]
    known = {tuple(theirs[i : i + _RUN]) for i in range(len(theirs) - _RUN + 1)}
    mine = list(_WORD.finditer(subject.text))
    low = [found.group().lower() for found in mine]
    copied = [i for i in range(len(low) - _RUN + 1) if tuple(low[i : i + _RUN]) in known]
    covered = {i + step for i in copied for step in range(_RUN)}
    if len(covered) >= words:
        last = next(i for i in range(copied[0], len(low) + 1) if i not in covered) - 1
        span = Span(mine[copied[0]].start(), mine[last].end())
        yield Spot(message=f"{len(covered)} words stand in the posting in the same order", span=span)


@check(
    code="FIT106",
    name="same-score-elsewhere",
    title="No more for this posting than for any other of its field",
    why="A resume that answers every posting of its field alike was written for none of them. This is told by scoring "
    "it against other postings that you give (--other), and by nothing else: without them the check is silent.",
    fix="Look at what this posting asks for and the others do not (`resumefit match` lists what is missing), and say "
    "what you have done of it. What you have not done can't be tailored.",
    source=f"{OUR_JUDGEMENT}; the scores are resumefit's own, of your own postings",
    severity="polish",
    applies="match",
)
def same_score_elsewhere(
    subject: Subject, *, postings: int = 2, points: float = 5, enough: float = 75
) -> Iterator[Spot]:
    """The score is below `enough`, and no more than `points` above the mean of those against `postings` others or more."""
    score, theirs = subject.score, [one.total for one in subject.others]
    if score is None or len(theirs) < postings or score.total >= enough:
        return
    if score.total <= mean(theirs) + points:
        low, high = (f"{end:.0f}" for end in (min(theirs), max(theirs)))
        range_ = low if low == high else f"{low} to {high}"
        yield Spot(message=f"It scores {score.total:.0f} here, and {range_} against {len(theirs)} other postings")


@check(
    code="FIT204",
    name="condition-denied",
    title="The resume says that a condition is not met",
    why="Conditions are what application forms ask about first, and the one thing that systems are documented to "
    "reject by.",
    fix="If it still is so, this posting is not for you. If not, take the sentence out.",
    source=FILTERS,
    severity="blocks",
    applies="match",
)
def condition_denied(subject: Subject) -> Iterator[Spot]:
    """A line of the resume against a condition of the posting."""
    for one in subject.conditions:
        if one.status == "not met":
            at = subject.text.find(one.line)
            span = Span(at, at + len(one.line)) if one.line and at >= 0 else None
            yield Spot(message=f"The posting's condition: {one.label}", span=span, quote=one.line)


@check(
    code="FIT205",
    name="licence-not-stated",
    title="A licence that the work requires is not in the resume",
    why="Without it you may not do the work, so an employer looks for it before anything else, and may ask for it "
    "in a question that rejects by the answer.",
    fix="If you hold it, name it as the posting does, with number or state and the date until which it is valid. "
    "Never claim one you do not hold.",
    source=FILTERS,
    severity="costs",
    applies="match",
)
def licence_not_stated(subject: Subject) -> Iterator[Spot]:
    """A licence among the conditions, where the resume names no licence, registration or card of any kind.

    People word theirs in too many ways ("clean B licence", "on the register since 2017") for more to be said.
    """
    if _LICENSED.search(subject.text) or is_licence(subject.text):
        return
    for one in subject.conditions:
        if one.kind == "licence" and one.status == "not stated":
            yield Spot(message=f"The posting requires {one.label}")
