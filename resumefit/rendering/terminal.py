"""The report as a page for a terminal, and progress on it. The only door to rich.

On a terminal it is coloured; where the output goes elsewhere or NO_COLOR is set, it is plain text whose own signs are
all ASCII (the documents' words stay as they are). Strings of documents pass through `printable` once, before anything
is laid out, and are never read as markup.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from io import StringIO
from itertools import zip_longest
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
def progress(first: str) -> Iterator[Callable[[str], None]]:
    """Says on standard error what is going on, once it has gone on for over a second. Yields what changes the words."""
    from rich.console import Console

    status = Console(stderr=True).status(_text(printable(first)))
    timer = threading.Timer(_PROGRESS_AFTER, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda step: status.update(_text(printable(step)))
    finally:
        timer.cancel()
        timer.join()
        status.stop()


# The page of a report


def _page(facts: ReportFacts, screen: Screen, top: int | None, *, explain: bool) -> str:
    rest = _explained(facts) if explain else [*_missing(facts, screen, top), *_found(facts, screen, top)]
    blocks = [*_head(facts, screen), *_conditions(facts, screen), *_advice(facts), *rest, *_remarks(facts)]
    return _printed(screen, [*blocks, "", *_closing(facts)])


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
_HEAD: tuple[_Column, ...] = ((12, "left"), (11, "right"), (None, "left"))


def _head(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    arrow = " → " if screen.colour else " -> "
    yield _joined((facts.resume.file, "bold"), (arrow, "dim"), (_named(facts), "bold"))
    yield ""
    yield _scores(facts, screen)
    yield ""
    yield _grid(_HEAD, (_part_row(part, screen) for part in facts.score.parts))


def _named(facts: ReportFacts) -> str:
    posting = facts.posting
    title = posting.title or posting.file
    return f"{title} at {posting.organization}" if posting.organization else title


def _scores(facts: ReportFacts, screen: Screen) -> RenderableType:
    """The score, its literal sister and how many conditions are met; on a colour screen with the number writ large."""
    score = facts.score
    colour = _BAND_COLOURS[score.band]
    if not screen.colour:
        total = _text("Match score"), _text(f"{score.total:.1f} / 100"), _bar(score.total / 100, 32, colour, screen)
        literal = _text("Literal"), _text(f"{score.literal:.1f} / 100"), _text(_LITERAL)
        met = [(_text("Conditions"), _text(), counts) for counts in _counts(facts)]
        return _grid(_HEAD, [(*total[:2], _joined(total[2], f"  {score.band}")), literal, *met])
    says = [
        _joined(("Match score ", "bold"), f"{score.total:.1f} of 100, ", (score.band, f"bold {colour}")),
        _bar(score.total / 100, 40, colour, screen),
        _joined(f"Literal {score.literal:.1f}", (f", {_LITERAL}", "dim")),
        *(_joined("Conditions: ", counts) for counts in _counts(facts)),
    ]
    large = [_text(row, f"bold {colour}") for row in _large(f"{score.total:.1f}")]
    return _grid(((len(large[0]) + 1, "left"), (None, "left")), zip_longest(large, says, fillvalue=_text()))


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
        yield _joined(f"{counts['met']} of {len(facts.knockouts)} met", *others)


def _part_row(part: PartFacts, screen: Screen) -> tuple[Text, ...]:
    share = part.earned / part.worth if part.worth else 0.0
    points = f"{part.earned:.1f} / {part.worth:.1f}"
    return _text(_PART_NAMES[part.name]), _text(points), _bar(share, 20, "blue", screen)


def _conditions(facts: ReportFacts, screen: Screen) -> Iterator[RenderableType]:
    if not facts.knockouts:
        return
    yield from _heading("Conditions", "outside the score")
    columns: tuple[_Column, ...] = ((10, "left"), (24, "left"), (None, "left"))
    yield _grid(columns, (_condition_row(condition, screen) for condition in facts.knockouts))


def _condition_row(condition: ConditionFacts, screen: Screen) -> tuple[Text, ...]:
    lines = _quote(condition.posting_line, (condition.label,), screen, _rest(screen, 10, 24))
    if condition.resume_line:
        lines = lines + _text("\nyours: ", "dim") + _quote(condition.resume_line, (), screen, _rest(screen, 10, 24) - 7)
    return _text(condition.status, _STATUS_COLOURS[condition.status]), _text(condition.label), lines


def _advice(facts: ReportFacts) -> Iterator[RenderableType]:
    if not facts.advice:
        return
    yield from _heading("Do these first")
    rows = [_advice_row(number, advice) for number, advice in enumerate(facts.advice[:_FIRST], 1)]
    yield _grid(((max(len(gain) for gain, _ in rows), "left"), (None, "left")), rows)


def _advice_row(number: int, advice: AdviceFacts) -> tuple[Text, Text]:
    """Its number, its gain, and what to do; what the literal score gains is said where that is more."""
    literal = f" (literal score +{advice.literal_gain:.1f})" if advice.literal_gain > advice.gain + 0.05 else ""
    return _joined(f"{number}. ", (f"+{advice.gain:.1f}", "bold green")), _joined(advice.text, (literal, "dim"))


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
    line = _quote(one.posting_line, _forms(one.keywords), screen, _rest(screen, 4, 9, 24))
    return _text(f"{one.worth:.1f}", "bold"), _text(one.need, _need_colour(one.need)), _text(one.label, "bold"), line


def _found(facts: ReportFacts, screen: Screen, top: int | None) -> Iterator[RenderableType]:
    rows = _by_worth(one for one in facts.requirements if one.how != "missing" and not one.knockout)
    if not rows:
        return
    asked = sum(not one.knockout for one in facts.requirements)
    yield from _heading(f"Found: {len(rows)} of {asked}", f"earned {sum(one.earned for one in rows):.1f} points")
    columns: tuple[_Column, ...] = ((4, "right"), (7, "left"), (24, "left"), (None, "left"))
    yield _grid(columns, (_found_row(one, screen, _rest(screen, 4, 7, 24)) for one in rows[:top]))
    yield from _left_out(rows[len(rows[:top]) :])


def _found_row(one: RequirementFacts, screen: Screen, width: int) -> tuple[Text, ...]:
    """What it earned, how it was found, its name, and the resume's line with its place. Another name of the skill shows
    in the line itself and needs no remark."""
    line = _text(f"{one.note}\n" if one.note and one.how != "alias" else "")
    for best in one.evidence[:1]:
        place = f"{best.section} p.{best.page}" if best.page else best.section
        line = line + _quote(best.line, (best.text,), screen, width, len(place) + 1) + _text(f" {place}", "cyan")
    how = _text(_how(one), _HOW_COLOURS[one.how])
    return _text(f"{one.earned:.1f}", "bold"), how, _text(one.label), line


def _left_out(rows: Sequence[RequirementFacts]) -> Iterator[RenderableType]:
    if rows:
        yield _text(f"        and {len(rows)} more, worth {_sum(rows):.1f} points together (--all)", "dim")


def _remarks(facts: ReportFacts) -> Iterator[RenderableType]:
    from rich.padding import Padding

    notes = [f"{one.file}: {note}" for one in (facts.resume, facts.posting) for note in one.notes]
    if notes:
        yield from _heading("Remarks")
        for note in notes:
            yield Padding(_text(f"- {note}"), (0, 0, 0, 2))


def _closing(facts: ReportFacts) -> Iterator[RenderableType]:
    yield _text(f"As of {facts.as_of.isoformat()}, resumefit {facts.resumefit}. {_CLOSING}", "dim")


# The arithmetic


_SUMS: tuple[_Column, ...] = ((8, "right"), (8, "left"), (9, "right"), (7, "left"), (None, "left"))


def _explained(facts: ReportFacts) -> Iterator[RenderableType]:
    """Every requirement's worth x credit = earned, summed by part and in total. The sums are those of the numbers
    shown: a reader who adds them up gets what stands below them."""
    yield from _heading("The arithmetic", "points x credit = earned")
    scored = [one for one in facts.requirements if one.part]
    for part in facts.score.parts:
        name = _PART_NAMES[part.name]
        own = [one for one in scored if one.part == part.name]
        yield _text(f"\n  {name}", "bold")
        yield _grid(_SUMS, [*map(_sum_line, own), _sum_total(own, f"sum of {name}")])
    yield ""
    yield _grid(_SUMS, [_sum_total(scored, f"total, shown as {facts.score.total:.1f}")])


def _sum_line(one: RequirementFacts) -> tuple[Text, ...]:
    how = _text(_how(one), _HOW_COLOURS.get(one.how, "red"))
    credit = _text(f"x {max(f'{one.credit:.2f}', f'{one.credit:.4g}', key=len)}", "dim")
    return _text(f"{one.worth:.4f}"), credit, _text(f"= {one.earned:.4f}"), how, _text(one.label)


def _sum_total(rows: Sequence[RequirementFacts], says: str) -> tuple[Text, ...]:
    worth, earned = _sum(rows), sum(one.earned for one in rows)
    return _text(f"{worth:.4f}", "bold"), _text(), _text(f"= {earned:.4f}", "bold"), _text(), _text(says, "bold")


# The page of a posting


def _keywords_page(facts: KeywordsFacts, screen: Screen) -> Iterator[RenderableType]:
    posting = facts.posting
    title = posting.title or posting.file
    name = f"{title} at {posting.organization}" if posting.organization else title
    yield _joined((name, "bold"), (f"  {posting.file}" if name != posting.file else "", "dim"))
    rows = [one for one in facts.requirements if not one.knockout]
    yield from _heading(f"Asked for: {len(rows)}", "points of 100, need, kind, name, the posting's own words")
    columns: tuple[_Column, ...] = ((4, "right"), (9, "left"), (13, "left"), (22, "left"), (None, "left"))
    yield _grid(columns, (_asked_row(one, screen) for one in rows))
    yield from _stated(facts.knockouts, screen)
    for note in posting.notes:
        yield _text(f"- {note}")


def _asked_row(one: AskedFacts, screen: Screen) -> tuple[Text, ...]:
    count = f" x{one.count}" if one.count > 1 else ""
    need, kind = _text(one.need, _need_colour(one.need)), _text(one.kind.replace("_", " "), "dim")
    words = _quote(one.posting_line, _forms(one.keywords), screen, _rest(screen, 4, 9, 13, 22))
    return _text(f"{one.worth:.1f}", "bold"), need, kind, _joined((one.label, "bold"), count), words


def _stated(conditions: Sequence[StatedFacts], screen: Screen) -> Iterator[RenderableType]:
    if not conditions:
        return
    yield from _heading("Conditions", "outside the score")
    columns: tuple[_Column, ...] = ((18, "left"), (24, "left"), (None, "left"))
    yield _grid(columns, (_stated_row(one, screen) for one in conditions))


def _stated_row(one: StatedFacts, screen: Screen) -> tuple[Text, ...]:
    line = _quote(one.posting_line, (one.label,), screen, _rest(screen, 18, 24))
    return _text(one.kind), _text(one.label, "bold"), line


# Pieces


def _text(text: str = "", style: str = "") -> Text:
    """A text in a style; never read as markup."""
    from rich.text import Text

    return Text(text, style)


def _joined(*parts: str | Text | tuple[str, str]) -> Text:
    """Texts, and pairs of a text and its style, one behind the other."""
    from rich.text import Text

    return Text.assemble(*parts)


def _heading(title: str, aside: str = "") -> Iterator[RenderableType]:
    yield ""
    yield _joined((title, "bold"), (f"  ({aside})" if aside else "", "dim"))


def _grid(columns: Sequence[_Column], rows: Iterable[Sequence[Text]]) -> RenderableType:
    """Rows in columns without rules, indented by two; a column of width None takes what the others leave."""
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
    full = round(share * width)
    full = max(full, 1) if share > 0 else 0
    full = min(full, width - 1) if share < 0.9995 else width
    if screen.colour:
        return _joined(("━" * full, colour), ("━" * (width - full), "bright_black"))
    return _text("[" + "#" * full + "-" * (width - full) + "]")


def _quote(line: str, focus: Sequence[str], screen: Screen, width: int, less: int = 0) -> Text:
    """A line of a document in quotation marks, cut around the words that matter, these in bold. It fills two lines of
    `width` but for `less` characters that follow it; some room is kept for words that do not break."""
    if not line:
        return _text()
    cut = excerpt(line, focus, 2 * width - less - 10, screen.ellipsis)
    text = _text(f'"{cut}"')
    place = _place_of(cut, focus)
    if place and screen.colour:
        text.stylize("bold", place[0] + 1, place[1] + 1)
    return text


def excerpt(line: str, focus: Sequence[str], most: int, ellipsis: str = "...") -> str:
    """At most `most` characters of a line, cut between words around the first of the `focus` words that it holds."""
    if len(line) <= most:
        return line
    words = [found.span() for found in re.finditer(r"\S+", line)]
    start, end = _place_of(line, focus) or (0, 0)
    first = last = next(index for index, word in enumerate(words) if word[1] > start)

    def cut(first: int, last: int) -> str:
        left, right = ellipsis if first else "", ellipsis if last < len(words) - 1 else ""
        return left + line[words[first][0] : words[last][1]] + right

    while True:
        before, behind = start - words[first][0], words[last][1] - end
        wider = [(first, last + 1), (first - 1, last)]
        if behind > before:
            wider.reverse()
        fitting = [(a, b) for a, b in wider if a >= 0 and b < len(words) and len(cut(a, b)) <= most]
        if not fitting:
            break
        first, last = fitting[0]
    found = cut(first, last)
    return found if len(found) <= most else found[: most - len(ellipsis)] + ellipsis


def _place_of(line: str, focus: Sequence[str]) -> tuple[int, int] | None:
    lowered = line.lower()
    for words in focus:
        at = lowered.find(words.lower())
        if words and at >= 0:
            return at, at + len(words)
    return None


def _forms(keywords: Sequence[KeywordFacts]) -> tuple[str, ...]:
    return tuple(form for keyword in keywords for form in keyword.forms)


def _how(one: RequirementFacts) -> str:
    """How it was found, in a person's words: years that fall short are found in part."""
    if one.kind == "years" and 0 < one.credit < 1:
        return "in part"
    return "typo" if one.how == "fuzzy" else one.how


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
