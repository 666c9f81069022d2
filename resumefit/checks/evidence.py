"""FIT3: where and how the resume answers what the posting asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.subject import Subject
from resumefit.language.dates import Month
from resumefit.language.resume import Resume
from resumefit.matching.match import Match
from resumefit.reading.document import Span

_WORD = re.compile(r"[^\W_]{2,}")
_SKILLS = frozenset(("hard_skill", "tool", "method"))
_MOST_NAMED = 5  # in a message
_MOST_EVIDENCE = 5  # lines that a Match keeps: where there are as many there may be more
_THEIR_TYPO = "the posting writes"  # how the note of a match begins where the slip is the posting's
_SEARCHES = (
    'Greenhouse Support, "Search candidates using Boolean queries", '
    'support.greenhouse.io/hc/en-us/articles/202360199; Lever Help Center, "Searching the database for candidates", '
    "help.lever.co/hc/en-us/articles/20087317030685"
)


@check(
    code="FIT301",
    name="proof-on-page-two",
    title="What counts most stands on page two",
    why="Who skims decides on the first page whether to turn to the second.",
    fix="Bring the work or the skills that answer the top demands to the first page: shorten what stands above "
    "them, or name them in the summary.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="match",
)
def proof_on_page_two(subject: Subject, *, top: float = 5, least: float = 3) -> Iterator[Spot]:
    """Of the `top` required skills that are worth most and are answered, `least` stand on the second page or later only."""
    if len(subject.document.pages) < 2 or subject.score is None:
        return
    ranked = sorted(subject.score.points, key=lambda points: -points.worth)
    answered = [p.match for p in ranked if p.part == "required" and p.match.evidence][: int(top)]
    late = [match for match in answered if _first_page(subject.held, match) > 1]
    if len(late) >= least:
        first = late[0].evidence[0].span
        yield Spot(message=f"Only from page two on: {_names(late)}", span=first)


def _first_page(resume: Resume, match: Match) -> int:
    pages = [one.page or 1 for one in match.evidence]
    if len(pages) >= _MOST_EVIDENCE and min(pages) > 1:
        return 1
    wanted = {keyword.skill for keyword in match.requirement.any_of if keyword.skill}
    places = [mention.span for mention in resume.mentions if mention.skill in wanted]
    lines = (resume.document.line_at(place.start) for place in places)
    return min([*pages, *(line.page or 1 for line in lines if line)])


def _names(matches: Sequence[Match]) -> str:
    names = list(dict.fromkeys(match.requirement.label for match in matches))
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


@check(
    code="FIT302",
    name="listed-only",
    title="Required skills stand in a list and in no position",
    why="A list claims; a line in a position shows. Who decides between two candidates looks for what was done with "
    "the skill, and for how long.",
    fix="Name each of these skills once where you used it. What you never used in work, study or a project may go.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="match",
)
def listed_only(subject: Subject, *, least: float = 3, share: float = 0.5) -> Iterator[Spot]:
    """`least` required skills, and `share` of those answered, stand in the list of skills alone; positions have text."""
    resume = subject.held
    if not any(entry.bullets for entry in resume.work):
        return
    answered = [m for m in subject.matches if _is_skill(m)]
    bare = [m for m in answered if all(one.section == "skills" for one in m.evidence)]
    if len(bare) >= max(least, share * len(answered)):
        yield Spot(message=f"In the list of skills alone: {_names(bare)}", span=bare[0].evidence[0].span)


def _is_skill(match: Match) -> bool:
    one = match.requirement
    plain = match.how in ("exact", "form", "alias")
    return one.need == "required" and one.kind in _SKILLS and one.listed and plain and bool(match.evidence)


@check(
    code="FIT303",
    name="tool-long-ago",
    title="A required tool was last used years ago",
    why="A reader dates a tool by the position it stands in. Tools change in ten years, and so does what one "
    "remembers.",
    fix="If you have used it since, say where. If not, a course or a project of this year says that you are back at "
    "it.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="match",
)
def tool_long_ago(subject: Subject, *, years: float = 10) -> Iterator[Spot]:
    """A required tool that only positions name which ended `years` ago or earlier; skills go by too many names."""
    for match in subject.matches:
        is_tool = match.requirement.kind == "tool" and _is_skill(match)
        ended = _last_used(subject.held, match) if is_tool else None
        if (
            ended is not None
            and (subject.today.year - ended.year) * 12 + subject.today.month - ended.month >= 12 * years
        ):
            label = match.requirement.label
            yield Spot(message=f"{label} was last used in {ended.year}", span=match.evidence[0].span)


def _last_used(resume: Resume, match: Match) -> Month | None:
    """The month in which the last position ended that names the skill; None where one goes on, or anything else names it."""
    wanted = {keyword.skill for keyword in match.requirement.any_of if keyword.skill}
    places = [one.span for one in match.evidence] + [m.span for m in resume.mentions if m.skill in wanted]
    ends = [_end(resume, place) for place in places]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _end(resume: Resume, place: Span) -> Month | None:
    entry = resume.entry_at(place.start)
    return entry.dates.end if entry and entry.section == "work" and entry.dates else None


@check(
    code="FIT304",
    name="other-words",
    title="Required skills are there in other words only",
    why="A person sees that it is the same; a search may not. Greenhouse searches resumes by the words and quoted "
    "phrases of a query, and Lever by any parseable text; neither says that it looks for other names of a skill. "
    "Systems that match by meaning exist as well.",
    fix="Use the posting's wording once, beside or in place of yours, wherever it is just as true.",
    source=_SEARCHES,
    severity="costs",
    applies="match",
)
def other_words(subject: Subject, *, least: float = 3) -> Iterator[Spot]:
    """`least` required skills or more that are answered under another name, with none of the posting's words."""
    found = [m for m in subject.matches if _is_skill(m) and m.how == "alias" and not m.literal and _is_another(m)]
    if len(found) >= least:
        pairs = [f"{m.requirement.label} (yours: {m.evidence[0].text})" for m in found[:_MOST_NAMED]]
        rest = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        yield Spot(message=f"In other words only: {', '.join(pairs)}{rest}", span=found[0].evidence[0].span)


def _is_another(match: Match) -> bool:
    """Whether the resume's words share none with the posting's: who searches for "Word" finds "Microsoft Word"."""
    asked = {word.lower() for k in match.requirement.any_of for form in k.forms for word in _WORD.findall(form)}
    return asked.isdisjoint(word.lower() for word in _WORD.findall(match.evidence[0].text))


@check(
    code="FIT305",
    name="misspelled-keyword",
    title="A word that the posting asks for is misspelled",
    why="A search for the word does not find it, and a reader who knows the thing doubts that you do.",
    fix="Correct the word, and look for it in the rest of the resume.",
    source=_SEARCHES,
    severity="costs",
    applies="match",
)
def misspelled_keyword(subject: Subject, *, letters: float = 7) -> Iterator[Spot]:
    """A demand that a likely typo answers."""
    for match in subject.matches:
        listed = any(k.skill for k in match.requirement.any_of if k.label == match.keyword)
        if match.how != "fuzzy" or not listed or match.note.startswith(_THEIR_TYPO):
            continue
        written = match.evidence[0].text
        if len(written) >= letters:  # a slip in a short word makes another word: price, prize
            message = f'"{written}" is probably {match.keyword}, which the posting asks for'
            yield Spot(message=message, span=match.evidence[0].span)
