"""The report as a page for a terminal, and progress on it. With screen.py the only door to rich.

On a terminal it is coloured; where the output goes elsewhere or NO_COLOR is set, it is plain text whose own signs are
all ASCII (the documents' words stay as they are). Strings of documents pass through `printable` once, before anything
is laid out, and are never read as markup.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from resumefit.config import Config
from resumefit.language.posting import JobPosting
from resumefit.matching.score import Band
from resumefit.rendering.facts import (
    AdviceFacts,
    AskedFacts,
    ConditionFacts,
    KeywordFacts,
    KeywordsFacts,
    PartFacts,
    ReportFacts,
    RequirementFacts,
    StatedFacts,
    keywords_facts,
    report_facts,
)
from resumefit.rendering.letter import letter_blocks
from resumefit.rendering.qualification import qualification_blocks
from resumefit.rendering.safe import printable
from resumefit.rendering.screen import (
    Column,
    Screen,
    bar,
    cleaned,
    grid,
    heading,
    joined,
    printed,
    quoted,
    styled,
    width_left,
)
from resumefit.rendering.what_if import what_if_blocks
from resumefit.report import Report

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_FIRST = 3  # pieces of advice that a person can act on today
_PROGRESS_AFTER = 1.0  # seconds; a quicker step needs no word
_PART_NAMES = {
    "required": "Required",
    "preferred": "Preferred",
    "duties": "Duties",
    "title": "Title",
    "experience": "Experience",
    "education": "Education",
    "certificates": "Certificates",
    "soft_skills": "Soft skills",
}
_BAND_COLOURS: dict[Band, str] = {
    "strong": "green",
    "worth tailoring": "cyan",
    "a stretch": "yellow",
    "another job": "red",
}
_STATUS_COLOURS = {"met": "green", "not met": "bold red", "not stated": "yellow"}
_HOW_COLOURS = {
    "exact": "green",
    "form": "green",
    "alias": "cyan",
    "implied": "cyan",
    "fuzzy": "yellow",
    "meaning": "yellow",
}
_HOW_WORDS = {"fuzzy": "typo", "meaning": "reworded"}
_CLOSING = 'A match score, not an "ATS score": no single ATS exists.'


def render_report(report: Report, screen: Screen, *, top: int | None = 12, explain: bool = False) -> str:
    """The page for a report. `top`: lines of what is missing and of what was found, None for all. `explain` puts the
    arithmetic in place of those two."""
    return _page(cleaned(report_facts(report)), screen, top, explain=explain)


def render_keywords(posting: JobPosting, config: Config, screen: Screen) -> str:
    """What a posting asks for, ranked. Raises NothingToScoreError where that is nothing but a title."""
    facts = cleaned(keywords_facts(posting, config))
    return printed(screen, _keywords_page(facts, screen))


@contextmanager
def progress(first: str) -> Iterator[Callable[[str], None]]:
    """Says on standard error what is going on, once it has gone on for over a second. Yields what changes the words."""
    from rich.console import Console

    status = Console(stderr=True).status(styled(printable(first)))
    timer = threading.Timer(_PROGRESS_AFTER, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda step: status.update(styled(printable(step)))
    finally:
        timer.cancel()
        timer.join()
        status.stop()


# The page of a report


def _page(facts: ReportFacts, screen: Screen, top: int | None, *, explain: bool) -> str:
    rest = _explained(facts) if explain else [*_missing(facts, screen, top), *_found(facts, screen, top)]
    outside = [*_conditions(facts, screen), *qualification_blocks(facts.qualification, screen)]
    said = [*_head(facts, screen), *outside, *_advice(facts), *_asked_about(facts, screen)]
    return printed(screen, [*said, *rest, *_remarks(facts), "", *_closing(facts)])


# Three rows of each sign, in half blocks.
_DIGITS = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    ".": (" ", " ", "▀"),
}
_LITERAL = "found by a plain search for the posting's words"
_HEAD: tuple[Column, ...] = ((12, "left"), (11, "right"), (None, "left"))


def _head(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    arrow = " → " if screen.colour else " -> "
    yield joined((facts.resume.file, "bold"), (arrow, "dim"), (_named(facts), "bold"))
    yield ""
    yield _scores(facts, screen)
    yield ""
    yield grid(_HEAD, (_part_row(part, screen) for part in facts.score.parts))


def _named(facts: ReportFacts) -> str:
    posting = facts.posting
    title = posting.title or posting.file
    return f"{title} at {posting.organization}" if posting.organization else title


def _scores(facts: ReportFacts, screen: Screen) -> RenderableType:
    """The score, its literal sister and how many conditions are met; on a colour screen with the number writ large."""
    score = facts.score
    colour = _BAND_COLOURS[score.band]
    if not screen.colour:
        total = styled("Match score"), styled(f"{score.total:.1f} / 100"), bar(score.total / 100, 32, colour, screen)
        literal = styled("Literal"), styled(f"{score.literal:.1f} / 100"), styled(_LITERAL)
        met = [(styled("Conditions"), styled(), counts) for counts in _counts(facts)]
        return grid(_HEAD, [(*total[:2], joined(total[2], f"  {score.band}")), literal, *met])
    says = [
        joined(("Match score ", "bold"), f"{score.total:.1f} of 100, ", (score.band, f"bold {colour}")),
        bar(score.total / 100, 40, colour, screen),
        joined(f"Literal {score.literal:.1f}", (f", {_LITERAL}", "dim")),
        *(joined("Conditions: ", counts) for counts in _counts(facts)),
    ]
    large = [styled(row, f"bold {colour}") for row in _large(f"{score.total:.1f}")]
    return grid(((len(large[0]) + 1, "left"), (None, "left")), zip_longest(large, says, fillvalue=styled()))


def _large(number: str) -> list[str]:
    """A number in three rows of half blocks."""
    return [" ".join(_DIGITS[sign][row] for sign in number) for row in range(3)]


def _counts(facts: ReportFacts) -> Iterator[Text]:
    """How many conditions are met, beside the score because none of them is in it."""
    counts = Counter(condition.status for condition in facts.knockouts)
    if counts:
        others = [
            (f", {counts[name]} {name}", _STATUS_COLOURS[name]) for name in ("not met", "not stated") if counts[name]
        ]
        yield joined(f"{counts['met']} of {len(facts.knockouts)} met", *others)


def _part_row(part: PartFacts, screen: Screen) -> tuple[Text, ...]:
    share = part.earned / part.worth if part.worth else 0.0
    points = f"{part.earned:.1f} / {part.worth:.1f}"
    return styled(_PART_NAMES[part.name]), styled(points), bar(share, 20, "blue", screen)


def _conditions(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    if not facts.knockouts:
        return
    yield from heading("Conditions", "outside the score")
    columns: tuple[Column, ...] = ((10, "left"), (24, "left"), (None, "left"))
    yield grid(columns, (_condition_row(condition, screen) for condition in facts.knockouts))


def _condition_row(condition: ConditionFacts, screen: Screen) -> tuple[Text, ...]:
    lines = quoted(condition.posting_line, (condition.label,), screen, width_left(screen, 10, 24))
    if condition.resume_line:
        lines = (
            lines
            + styled("\nyours: ", "dim")
            + quoted(condition.resume_line, (), screen, width_left(screen, 10, 24) - 7)
        )
    return styled(condition.status, _STATUS_COLOURS[condition.status]), styled(condition.label), lines


def _advice(facts: ReportFacts) -> Iterator[RenderableType]:
    if not facts.advice:
        return
    yield from heading("Do these first")
    rows = [_advice_row(number, advice) for number, advice in enumerate(facts.advice[:_FIRST], 1)]
    yield grid(((max(len(gain) for gain, _ in rows), "left"), (None, "left")), rows)


def _advice_row(number: int, advice: AdviceFacts) -> tuple[Text, Text]:
    """Its number, its gain, and what to do; what the literal score gains is said where that is more."""
    literal = f" (literal score +{advice.literal_gain:.1f})" if advice.literal_gain > advice.gain + 0.05 else ""
    gain = f"+{advice.gain:.1f}" if advice.gain >= 0.05 else ""
    return joined(f"{number}. ", (gain, "bold green")), joined(advice.text, (literal, "dim"))


def _asked_about(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    if facts.what_if:
        yield from what_if_blocks(facts.what_if)
    if facts.letter:
        yield from letter_blocks(facts.letter, screen)


def _missing(facts: ReportFacts, screen: Screen, top: int | None) -> Iterator[RenderableType]:
    rows = _by_worth(one for one in facts.requirements if not _is_answered(one) and not one.knockout)
    if not rows:
        return
    asked = sum(not one.knockout for one in facts.requirements)
    yield from heading(f"Missing: {len(rows)} of {asked}", f"worth {_sum(rows):.1f} points")
    columns: tuple[Column, ...] = ((4, "right"), (9, "left"), (24, "left"), (None, "left"))
    yield grid(columns, (_missing_row(one, screen) for one in rows[:top]))
    yield from _left_out(rows[len(rows[:top]) :])


def _missing_row(one: RequirementFacts, screen: Screen) -> tuple[Text, ...]:
    line = quoted(one.posting_line, _forms(one.keywords), screen, width_left(screen, 4, 9, 24))
    if one.note:
        line = line + styled(f"\nyours, {one.note}", "cyan")
    return styled(f"{one.worth:.1f}", "bold"), styled(one.need, _need_colour(one.need)), styled(one.label, "bold"), line


def _found(facts: ReportFacts, screen: Screen, top: int | None) -> Iterator[RenderableType]:
    rows = _by_worth(one for one in facts.requirements if _is_answered(one) and not one.knockout)
    if not rows:
        return
    asked = sum(not one.knockout for one in facts.requirements)
    earned = sum(one.earned for one in rows)
    yield from heading(f"Found: {len(rows)} of {asked}", f"earned {earned:.1f} points; times named, resume/posting")
    columns: tuple[Column, ...] = ((4, "right"), (8, "left"), (4, "left"), (24, "left"), (None, "left"))
    yield grid(columns, (_found_row(one, screen, width_left(screen, 4, 8, 4, 24)) for one in rows[:top]))
    yield from _left_out(rows[len(rows[:top]) :])


def _found_row(one: RequirementFacts, screen: Screen, width: int) -> tuple[Text, ...]:
    """What it earned, how it was found, how often either side names it, its name, and the resume's line with its place.
    Another name of the skill shows in the line itself and needs no remark."""
    line = styled(f"{one.note}\n" if one.note and one.how != "alias" else "")
    for best in one.evidence[:1]:
        place = f"{best.section} p.{best.page}" if best.page else best.section
        line = line + quoted(best.line, (best.text,), screen, width, len(place) + 1) + styled(f" {place}", "cyan")
    how = styled(_how(one), _HOW_COLOURS[one.how])
    times = styled("" if one.kind == "years" else f"{one.times}/{one.count}", "dim")
    return styled(f"{one.earned:.1f}", "bold"), how, times, styled(one.label), line


def _left_out(rows: Sequence[RequirementFacts]) -> Iterator[RenderableType]:
    if rows:
        yield styled(f"        and {len(rows)} more, worth {_sum(rows):.1f} points together (--all)", "dim")


def _remarks(facts: ReportFacts) -> Iterator[RenderableType]:
    from rich.padding import Padding

    files = (facts.resume, facts.posting, facts.letter)
    notes = [f"{one.file}: {note}" for one in files if one for note in one.notes]
    if notes:
        yield from heading("Remarks")
        for note in notes:
            yield Padding(styled(f"- {note}"), (0, 0, 0, 2))


def _closing(facts: ReportFacts) -> Iterator[RenderableType]:
    yield styled(f"As of {facts.as_of.isoformat()}, resumefit {facts.resumefit}. {_CLOSING}", "dim")


# The arithmetic


_SUMS: tuple[Column, ...] = ((8, "right"), (8, "left"), (9, "right"), (8, "left"), (None, "left"))


def _explained(facts: ReportFacts) -> Iterator[RenderableType]:
    """Every requirement's worth x credit = earned, summed by part and in total. The sums are those of the numbers
    shown: a reader who adds them up gets what stands below them."""
    yield from heading("The arithmetic", "points x credit = earned")
    scored = [one for one in facts.requirements if one.part]
    for part in facts.score.parts:
        name = _PART_NAMES[part.name]
        own = [one for one in scored if one.part == part.name]
        yield styled(f"\n  {name}", "bold")
        yield grid(_SUMS, [*map(_sum_line, own), _sum_total(own, f"sum of {name}")])
    yield ""
    yield grid(_SUMS, [_sum_total(scored, f"total, shown as {facts.score.total:.1f}")])


def _sum_line(one: RequirementFacts) -> tuple[Text, ...]:
    how = styled(_how(one), _HOW_COLOURS.get(one.how, "red"))
    credit = styled(f"x {max(f'{one.credit:.2f}', f'{one.credit:.4g}', key=len)}", "dim")
    return styled(f"{one.worth:.4f}"), credit, styled(f"= {one.earned:.4f}"), how, styled(one.label)


def _sum_total(rows: Sequence[RequirementFacts], says: str) -> tuple[Text, ...]:
    worth, earned = _sum(rows), sum(one.earned for one in rows)
    return styled(f"{worth:.4f}", "bold"), styled(), styled(f"= {earned:.4f}", "bold"), styled(), styled(says, "bold")


# The page of a posting


def _keywords_page(facts: KeywordsFacts, screen: Screen) -> Iterator[RenderableType]:
    posting = facts.posting
    title = posting.title or posting.file
    name = f"{title} at {posting.organization}" if posting.organization else title
    yield joined((name, "bold"), (f"  {posting.file}" if name != posting.file else "", "dim"))
    rows = [one for one in facts.requirements if not one.knockout]
    yield from heading(f"Asked for: {len(rows)}", "points of 100, need, kind, name, the posting's own words")
    columns: tuple[Column, ...] = ((4, "right"), (9, "left"), (13, "left"), (22, "left"), (None, "left"))
    yield grid(columns, (_asked_row(one, screen) for one in rows))
    yield from _stated(facts.knockouts, screen)
    for note in posting.notes:
        yield styled(f"- {note}")


def _asked_row(one: AskedFacts, screen: Screen) -> tuple[Text, ...]:
    count = f" x{one.count}" if one.count > 1 else ""
    need, kind = styled(one.need, _need_colour(one.need)), styled(one.kind.replace("_", " "), "dim")
    words = quoted(one.posting_line, _forms(one.keywords), screen, width_left(screen, 4, 9, 13, 22))
    return styled(f"{one.worth:.1f}", "bold"), need, kind, joined((one.label, "bold"), count), words


def _stated(conditions: Sequence[StatedFacts], screen: Screen) -> Iterator[RenderableType]:
    if not conditions:
        return
    yield from heading("Conditions", "outside the score")
    columns: tuple[Column, ...] = ((18, "left"), (24, "left"), (None, "left"))
    yield grid(columns, (_stated_row(one, screen) for one in conditions))


def _stated_row(one: StatedFacts, screen: Screen) -> tuple[Text, ...]:
    line = quoted(one.posting_line, (one.label,), screen, width_left(screen, 18, 24))
    return styled(one.kind), styled(one.label, "bold"), line


def _forms(keywords: Sequence[KeywordFacts]) -> tuple[str, ...]:
    return tuple(form for keyword in keywords for form in keyword.forms)


def _how(one: RequirementFacts) -> str:
    """How it was found, in a person's words: years that fall short are found in part."""
    if one.kind == "years" and 0 < one.credit < 1:
        return "in part"
    return _HOW_WORDS.get(one.how, one.how)


def _is_answered(one: RequirementFacts) -> bool:
    return one.how not in ("related", "missing")


def _need_colour(need: str) -> str:
    return "" if need == "required" else "dim"


def _by_worth(rows: Iterable[RequirementFacts]) -> list[RequirementFacts]:
    return sorted(rows, key=lambda one: -one.worth)


def _sum(rows: Iterable[RequirementFacts]) -> float:
    return sum(one.worth for one in rows)
