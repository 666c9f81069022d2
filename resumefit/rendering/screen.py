"""What a page for a terminal is made of: styled text, grids, bars, quotes, and the paper they are printed on. With
terminal.py the only door to rich."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from resumefit.rendering.safe import printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

NARROWEST, WIDEST = 80, 120
"""Columns: a page is laid out for the terminal's width within these bounds."""

Column = tuple[int | None, Literal["left", "right"]]
"""A column of a grid: its width in characters (None: what is left), and its alignment."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a page is laid out for: columns, and whether it takes colour and other signs than ASCII."""

    width: int = NARROWEST
    colour: bool = False

    @property
    def ellipsis(self) -> str:
        """The sign for words left out."""
        return "…" if self.colour else "..."


def styled(text: str = "", style: str = "") -> Text:
    """A text in a style; never read as markup."""
    from rich.text import Text

    return Text(text, style)


def joined(*parts: str | Text | tuple[str, str]) -> Text:
    """Texts, and pairs of a text and its style, one behind the other."""
    from rich.text import Text

    return Text.assemble(*parts)


def heading(title: str, aside: str = "") -> Iterator[RenderableType]:
    """The head of a part of the page, set apart by an empty line; `aside` stands behind it in grey."""
    yield ""
    yield joined((title, "bold"), (f"  ({aside})" if aside else "", "dim"))


def grid(columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> RenderableType:
    """Rows in columns without rules, indented by two; a column of width None takes what the others leave."""
    from rich.padding import Padding
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width, justify in columns:
        table.add_column(width=width, justify=justify, ratio=1 if width is None else None, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return Padding(table, (0, 0, 0, 2))


def width_left(screen: Screen, *widths: int) -> int:
    """Columns that are left beside those of a grid, for two lines of a quotation."""
    return screen.width - 2 - sum(widths) - 2 * len(widths)


def bar(share: float, width: int, colour: str, screen: Screen) -> Text:
    """A bar of `width` signs; a share above 0 shows at least one, one below 1 never all."""
    full = round(share * width)
    full = max(full, 1) if share > 0 else 0
    full = min(full, width - 1) if share < 0.9995 else width
    if screen.colour:
        return joined(("━" * full, colour), ("━" * (width - full), "bright_black"))
    return styled("[" + "#" * full + "-" * (width - full) + "]")


def quoted(line: str, focus: Sequence[str], screen: Screen, width: int, less: int = 0) -> Text:
    """A line of a document in quotation marks, cut around the words that matter, these in bold. It fills two lines of
    `width` but for `less` characters that follow it; some room is kept for words that do not break."""
    if not line:
        return styled()
    cut = excerpt(line, focus, 2 * width - less - 10, screen.ellipsis)
    text = styled(f'"{cut}"')
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


def cleaned(value: Any) -> Any:
    """The same value with every string in it made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        make = getattr(type(value), "_make", tuple)  # a named tuple stays one
        return make(map(cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: cleaned(getattr(value, one.name)) for one in fields(value)})
    return value


def printed(screen: Screen, blocks: Iterable[RenderableType]) -> str:
    """The blocks as the text that a terminal of this width and colour gets."""
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
