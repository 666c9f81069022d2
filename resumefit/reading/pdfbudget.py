"""What a PDF may cost: bytes unpacked, bytes drawn, glyphs, forms, pages and time, counted while it is read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NoReturn

from resumefit.errors import TooLargeError

if TYPE_CHECKING:
    from resumefit.config import Limits

_MOST_CONTENT = 16_000_000  # bytes of drawing instructions in all; a page of a resume has under 0.2 million
_TICKS = 1_000  # steps between two looks at the clock
_MOST_FORMS = 20_000  # times that a form is drawn; forms that draw forms grow exponentially
_DEEPEST_FORM = 30


class Budget:
    """What a file may still cost."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.unpacked = limits.unpacked_bytes
        self.content = _MOST_CONTENT
        self.glyphs = limits.characters
        self.forms = _MOST_FORMS
        self.ticks = 0
        self.deadline = time.thread_time() + limits.seconds

    def tick(self) -> None:
        """Count a step of work; every so often, look at the clock."""
        self.ticks += 1
        if not self.ticks % _TICKS:
            self.look()

    def look(self) -> None:
        """Look at the clock."""
        if time.thread_time() > self.deadline:
            raise TooLargeError(
                f"{self.name} took longer than {self.limits.seconds:g} s to read: "
                "export it again from the program it was made with, or raise limits.seconds"
            )

    def over(self, what: str) -> NoReturn:
        """Refuse the file for what it has too much of."""
        raise TooLargeError(f"{self.name} is too large: {what}; export it again from the program it was made with")

    def unpack(self, size: int) -> None:
        """Count bytes of unpacked streams."""
        self.unpacked -= size
        if self.unpacked < 0:
            self.over(f"it unpacks to over {self.limits.unpacked_bytes:,} bytes")

    def draw(self, size: int) -> None:
        """Count bytes that are worked through in Python."""
        self.content -= size
        if self.content < 0:
            self.over(f"its pages are drawn by over {_MOST_CONTENT:,} bytes of instructions")

    def draw_form(self, depth: int) -> None:
        """Count a form that is drawn, so many forms deep."""
        self.forms -= 1
        if self.forms < 0 or depth > _DEEPEST_FORM:
            self.over("its pages are drawn by forms within forms without end")

    def set_glyph(self) -> None:
        """Count a glyph."""
        self.tick()
        self.set_glyphs(1)

    def set_glyphs(self, count: int) -> None:
        """Count glyphs that were set at one go."""
        self.glyphs -= count
        if self.glyphs < 0:
            self.over(f"it holds over {self.limits.characters:,} characters")
