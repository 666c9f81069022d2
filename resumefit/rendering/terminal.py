"""The report as a page for a terminal, and progress on it. The only door to rich.

On a terminal it is coloured; where the output goes elsewhere or NO_COLOR is set, it is plain text whose own signs are all
ASCII (the documents' words stay as they are). Strings of documents pass through `printable` once, before anything is laid
out, and are never read as markup.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from resumefit.config import Config
from resumefit.language.posting import JobPosting
from resumefit.rendering.facts import (
    AdviceFacts,
    AskedFacts,
    Band,
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
from resumefit.rendering.safe import printable
from resumefit.report import Report

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

NARROWEST, WIDEST = 80, 120
"""Columns: a page is laid out for the terminal's width within these bounds."""

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
_HOW_NAMES = {"fuzzy": "typo"}
_HOW_COLOURS = {"exact": "green", "form": "green", "alias": "cyan", "implied": "cyan", "fuzzy": "yellow"}
_Column = tuple[int | None, Literal["left", "right"]]
_CLOSING = 'A match score, not an "ATS score": no single ATS exists.'


@dataclass(frozen=True, slots=True)
class Screen:
    """What a page is laid out for: columns, and whether it takes colour and other signs than ASCII."""

    width: int = NARROWEST
    colour: bool = False

    @property
    def ellipsis(self) -> str:
        """The sign for words left out."""
        return "…" if self.colour else "..."


def render_report(report: Report, screen: Screen, *, top: int | None = 12, explain: bool = False) -> str:
    """The page for a report. `top`: lines of what is missing and of what was found, None for all. `explain` puts the
    arithmetic in place of those two."""
    return _page(_cleaned(report_facts(report)), screen, top, explain=explain)


def render_keywords(posting: JobPosting, config: Config, screen: Screen) -> str:
    """What a posting asks for, ranked. Raises NothingToScoreError where that is nothing but a title."""
    facts = _cleaned(keywords_facts(posting, config))
    return _printed(screen, _keywords_page(facts, screen))


@contextmanager
def progress(first: str, *, wanted: bool) -> Iterator[Callable[[str], None]]:
    """Says on standard error what is going on, once it has gone on for over a second. Yields what changes the words;
    where it is not `wanted`, nothing is said and rich is not loaded."""
    if not wanted:
        yield lambda _step: None
        return
    from rich.console import Console
    from rich.text import Text

    status = Console(stderr=True).status(Text(printable(first)))
    timer = threading.Timer(_PROGRESS_AFTER, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda step: status.update(Text(printable(step)))
    finally:
        timer.cancel()
        timer.join()
        status.stop()


# The page of a report


def _page(facts: ReportFacts, screen: Screen, top: int | None, *, explain: bool) -> str:
    rest = _explained(facts) if explain else [*_missing(facts, screen, top), *_found(facts, screen, top)]
    blocks = [*_head(facts, screen), *_conditions(facts, screen), *_advice(facts, screen), *rest, *_remarks(facts)]
    return _printed(screen, [*blocks, "", *_closing(facts)])


_HEAD: tuple[_Column, ...] = ((12, "left"), (11, "right"), (None, "left"))


def _head(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    from rich.text import Text

    arrow = " → " if screen.colour else " -> "
    yield Text.assemble((facts.resume.file, "bold"), (arrow, "dim"), (_named(facts), "bold"))
    yield ""
    yield _scores(facts, screen)
    yield ""
    yield _grid(_HEAD, (_part_row(part, screen) for part in facts.score.parts))


def _named(facts: ReportFacts) -> str:
    posting = facts.posting
    title = posting.title or posting.file
    return f"{title} at {posting.organization}" if posting.organization else title


def _scores(facts: ReportFacts, screen: Screen) -> RenderableType:
    from rich.text import Text

    score = facts.score
    colour = f"bold {_BAND_COLOURS[score.band]}"
    bar = _bar(score.total / 100, 32, _BAND_COLOURS[score.band], screen) + Text(f"  {score.band}", colour)
    meaning = Text("what a plain search for the posting's own words finds", "dim")
    total = Text("Match score", "bold"), Text.assemble((f"{score.total:.1f}", colour), (" / 100", "dim")), bar
    return _grid(_HEAD, (total, (Text("Literal"), Text.assemble(f"{score.literal:.1f}", (" / 100", "dim")), meaning)))


def _part_row(part: PartFacts, screen: Screen) -> tuple[Text, ...]:
    from rich.text import Text

    share = part.earned / part.worth if part.worth else 0.0
    points = f"{part.earned:.1f} / {part.worth:.1f}"
    return Text(_PART_NAMES[part.name]), Text(points), _bar(share, 20, "blue", screen)


def _conditions(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    if not facts.knockouts:
        return
    yield from _heading("Conditions", "outside the score")
    columns: tuple[_Column, ...] = ((10, "left"), (24, "left"), (None, "left"))
    yield _grid(columns, (_condition_row(condition, screen) for condition in facts.knockouts))


def _condition_row(condition: ConditionFacts, screen: Screen) -> tuple[Text, ...]:
    from rich.text import Text

    lines = _quote(condition.posting_line, (condition.label,), screen, _rest(screen, 10, 24))
    if condition.resume_line:
        lines = lines + Text("\nyours: ", "dim") + _quote(condition.resume_line, (), screen, _rest(screen, 10, 24) - 7)
    return Text(condition.status, _STATUS_COLOURS[condition.status]), Text(condition.label), lines


def _advice(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    if not facts.advice:
        return
    yield from _heading("Do these first")
    rows = [_advice_row(number, advice) for number, advice in enumerate(facts.advice[:_FIRST], 1)]
    yield _grid(((max(len(gain) for gain, _ in rows), "left"), (None, "left")), rows)


def _advice_row(number: int, advice: AdviceFacts) -> tuple[Text, Text]:
    """Its number, its gain (in the literal score where the total gains less than can be shown), and what to do."""
    from rich.text import Text

    gain = f"+{advice.gain:.1f}" if advice.gain >= 0.05 else f"+{advice.literal_gain:.1f} literal"
    return Text.assemble(f"{number}. ", (gain, "bold green")), Text(advice.text)


def _missing(facts: ReportFacts, screen: Screen, top: int | None) -> Iterator[RenderableType]:
    rows = _by_worth(one for one in facts.requirements if one.how == "missing" and not one.knockout)
    if not rows:
        return
    asked = sum(not one.knockout for one in facts.requirements)
    yield from _heading(f"Missing: {len(rows)} of {asked}", f"worth {_sum(rows):.1f} points")
    columns: tuple[_Column, ...] = ((4, "right"), (9, "left"), (24, "left"), (None, "left"))
    yield _grid(columns, (_missing_row(one, screen) for one in rows[:top]))
    yield from _left_out(rows[len(rows[:top]) :])


def _missing_row(one: RequirementFacts, screen: Screen) -> tuple[Text, ...]:
    from rich.text import Text

    line = _quote(one.posting_line, _forms(one.keywords), screen, _rest(screen, 4, 9, 24))
    return Text(f"{one.worth:.1f}", "bold"), Text(one.need, _need_colour(one.need)), Text(one.label, "bold"), line


def _found(facts: ReportFacts, screen: Screen, top: int | None) -> Iterator[RenderableType]:
    rows = _by_worth(one for one in facts.requirements if one.how != "missing" and not one.knockout)
    if not rows:
        return
    asked = sum(not one.knockout for one in facts.requirements)
    yield from _heading(f"Found: {len(rows)} of {asked}", f"earned {sum(one.earned for one in rows):.1f} points")
    place = _place_width(rows)
    columns: tuple[_Column, ...] = ((4, "right"), (7, "left"), (22, "left"), (None, "left"), (place, "left"))
    yield _grid(columns, (_found_row(one, screen, _rest(screen, 4, 7, 22, place)) for one in rows[:top]))
    yield from _left_out(rows[len(rows[:top]) :])


def _found_row(one: RequirementFacts, screen: Screen, width: int) -> tuple[Text, ...]:
    from rich.text import Text

    best = one.evidence[0] if one.evidence else None
    line = _quote(best.line, (best.text,), screen, width) if best else Text()
    if one.note:
        line = Text(one.note) + (Text("\n") + line if line else Text())
    how = Text(_HOW_NAMES.get(one.how, one.how), _HOW_COLOURS[one.how])
    return Text(f"{one.earned:.1f}", "bold"), how, Text(one.label), line, Text(_place(one), "dim")


def _place(one: RequirementFacts) -> str:
    """Section and page of the first place: "work p.1"."""
    if not one.evidence:
        return ""
    best = one.evidence[0]
    return f"{best.section} p.{best.page}" if best.page else best.section


def _place_width(rows: Sequence[RequirementFacts]) -> int:
    return min(14, max(len(_place(one)) for one in rows))


def _left_out(rows: Sequence[RequirementFacts]) -> Iterator[RenderableType]:
    from rich.text import Text

    if rows:
        yield Text(f"        and {len(rows)} more, worth {_sum(rows):.1f} points together (--all)", "dim")


def _remarks(facts: ReportFacts) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    notes = [f"{one.file}: {note}" for one in (facts.resume, facts.posting) for note in one.notes]
    if notes:
        yield from _heading("Remarks")
        for note in notes:
            yield Padding(Text(f"- {note}"), (0, 0, 0, 2))


def _closing(facts: ReportFacts) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(f"As of {facts.as_of.isoformat()}, resumefit {facts.resumefit}. {_CLOSING}", "dim")


# The arithmetic


_SUMS: tuple[_Column, ...] = ((7, "right"), (6, "left"), (9, "right"), (7, "left"), (None, "left"))


def _explained(facts: ReportFacts) -> Iterator[RenderableType]:
    """Every requirement's worth x credit = earned, summed by part and in total.

    Each number shown is the difference of two rounded running sums, so that the column adds up to the sums shown; a line
    may differ from its own product by a thousandth.
    """
    yield from _heading("The arithmetic", "points x credit = earned; 1.00 where the posting's own words were found")
    worth, earned = _Running(), _Running()
    for part in facts.score.parts:
        own = [one for one in facts.requirements if one.part == part.name]
        yield from _explained_part(part, own, worth, earned)
    yield ""
    yield _grid(_SUMS, [_sum_total(worth.total, earned.total, f"total, shown as {facts.score.total:.1f}")])


class _Running:
    """A column of numbers of three decimals whose sum is the sum of what was put in, rounded once."""

    def __init__(self) -> None:
        self.exact = 0.0
        self.shown = 0

    def add(self, value: float) -> float:
        self.exact += value
        before, self.shown = self.shown, round(self.exact * 1000)
        return (self.shown - before) / 1000

    @property
    def total(self) -> float:
        return self.shown / 1000


def _explained_part(
    part: PartFacts, rows: Sequence[RequirementFacts], worth: _Running, earned: _Running
) -> Iterator[RenderableType]:
    from rich.text import Text

    before = worth.total, earned.total
    lines = [_sum_line(worth.add(one.worth), earned.add(one.earned), one) for one in rows]
    sums = worth.total - before[0], earned.total - before[1]
    name = _PART_NAMES[part.name]
    yield ""
    yield Text(f"  {name}", "bold")
    yield _grid(_SUMS, [*lines, _sum_total(*sums, f"sum of {name}")])


def _sum_line(worth: float, earned: float, one: RequirementFacts) -> tuple[Text, ...]:
    from rich.text import Text

    how = Text(_HOW_NAMES.get(one.how, one.how), _HOW_COLOURS.get(one.how, "red"))
    return Text(f"{worth:.3f}"), Text(f"x {one.credit:.2f}", "dim"), Text(f"= {earned:.3f}"), how, Text(one.label)


def _sum_total(worth: float, earned: float, says: str) -> tuple[Text, ...]:
    from rich.text import Text

    return Text(f"{worth:.3f}", "bold"), Text(), Text(f"= {earned:.3f}", "bold"), Text(), Text(says, "bold")


# The page of a posting


def _keywords_page(facts: KeywordsFacts, screen: Screen) -> Iterator[RenderableType]:
    from rich.text import Text

    posting = facts.posting
    title = posting.title or posting.file
    name = f"{title} at {posting.organization}" if posting.organization else title
    yield Text.assemble((name, "bold"), (f"  {posting.file}" if name != posting.file else "", "dim"))
    rows = [one for one in facts.requirements if not one.knockout]
    yield from _heading(f"Asked for: {len(rows)}", "points of 100, need, kind, name, the posting's own words")
    columns: tuple[_Column, ...] = ((4, "right"), (9, "left"), (13, "left"), (22, "left"), (None, "left"))
    yield _grid(columns, (_asked_row(one, screen) for one in rows))
    yield from _stated(facts.knockouts, screen)
    for note in posting.notes:
        yield Text(f"- {note}")


def _asked_row(one: AskedFacts, screen: Screen) -> tuple[Text, ...]:
    from rich.text import Text

    count = f" x{one.count}" if one.count > 1 else ""
    need, kind = Text(one.need, _need_colour(one.need)), Text(one.kind.replace("_", " "), "dim")
    words = _quote(one.posting_line, _forms(one.keywords), screen, _rest(screen, 4, 9, 13, 22))
    return Text(f"{one.worth:.1f}", "bold"), need, kind, Text.assemble((one.label, "bold"), count), words


def _stated(conditions: Sequence[StatedFacts], screen: Screen) -> Iterator[RenderableType]:
    if not conditions:
        return
    yield from _heading("Conditions", "outside the score")
    columns: tuple[_Column, ...] = ((18, "left"), (24, "left"), (None, "left"))
    yield _grid(columns, (_stated_row(one, screen) for one in conditions))


def _stated_row(one: StatedFacts, screen: Screen) -> tuple[Text, ...]:
    from rich.text import Text

    line = _quote(one.posting_line, (one.label,), screen, _rest(screen, 18, 24))
    return Text(one.kind), Text(one.label, "bold"), line


# Pieces


def _heading(title: str, aside: str = "") -> Iterator[RenderableType]:
    from rich.text import Text

    yield ""
    yield Text.assemble((title, "bold"), (f"  ({aside})" if aside else "", "dim"))


def _grid(columns: Sequence[_Column], rows: Iterable[Sequence[Text]]) -> RenderableType:
    """Rows in columns without rules between them, indented by two; a column of width None takes what the others leave."""
    from rich.padding import Padding
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width, justify in columns:
        table.add_column(width=width, justify=justify, ratio=1 if width is None else None, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return Padding(table, (0, 0, 0, 2))


def _rest(screen: Screen, *widths: int) -> int:
    """Columns that are left beside those of a grid, for two lines of a quotation."""
    return screen.width - 2 - sum(widths) - 2 * len(widths)


def _bar(share: float, width: int, colour: str, screen: Screen) -> Text:
    """A bar of `width` signs; a share above 0 shows at least one, one below 1 never all."""
    from rich.text import Text

    full = round(share * width)
    full = max(full, 1) if share > 0 else 0
    full = min(full, width - 1) if share < 0.9995 else width
    if screen.colour:
        return Text.assemble(("━" * full, colour), ("━" * (width - full), "bright_black"))
    return Text("[" + "#" * full + "-" * (width - full) + "]")


def _quote(line: str, focus: Sequence[str], screen: Screen, width: int) -> Text:
    """A line of a document in quotation marks, cut to two lines of `width` around the words that matter, these in bold."""
    from rich.text import Text

    if not line:
        return Text()
    cut = excerpt(line, focus, 2 * width - 12, screen.ellipsis)
    text = Text(f'"{cut}"', "dim" if screen.colour else "")
    place = _place_of(cut, focus)
    if place:
        text.stylize("not dim bold", place[0] + 1, place[1] + 1)
    return text


def excerpt(line: str, focus: Sequence[str], most: int, ellipsis: str = "...") -> str:
    """At most `most` characters of a line, cut between words, around the first of the `focus` words that stands in it."""
    if len(line) <= most:
        return line
    start, end = _place_of(line, focus) or (0, 0)
    room = max(0, most - (end - start) - 2 * len(ellipsis))
    left = max(0, min(start - room // 2, len(line) - most + len(ellipsis)))
    if left:
        left = line.find(" ", left, start) + 1 or left
    right = min(len(line), left + most - len(ellipsis) * (2 if left else 1))
    if right < len(line):
        right = max(line.rfind(" ", left, right + 1), min(end, right)) or right
    return (ellipsis if left else "") + line[left:right].strip() + (ellipsis if right < len(line) else "")


def _place_of(line: str, focus: Sequence[str]) -> tuple[int, int] | None:
    lowered = line.lower()
    for words in focus:
        at = lowered.find(words.lower())
        if words and at >= 0:
            return at, at + len(words)
    return None


def _forms(keywords: Sequence[KeywordFacts]) -> tuple[str, ...]:
    return tuple(form for keyword in keywords for form in keyword.forms)


def _need_colour(need: str) -> str:
    return "" if need == "required" else "dim"


def _by_worth(rows: Iterable[RequirementFacts]) -> list[RequirementFacts]:
    return sorted(rows, key=lambda one: -one.worth)


def _sum(rows: Iterable[RequirementFacts]) -> float:
    return sum(one.worth for one in rows)


def _cleaned(value: Any) -> Any:
    """The same value with every string in it made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _cleaned(getattr(value, one.name)) for one in fields(value)})
    return value


def _printed(screen: Screen, blocks: Iterable[RenderableType]) -> str:
    from rich.console import Console

    page = StringIO()
    console = Console(
        file=page,
        width=screen.width,
        height=100,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for block in blocks:
        console.print(block)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())
