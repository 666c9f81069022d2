"""What is said in passing in a Word file: fields and content controls (which of their text is shown, and which of it the
author wrote), and sections with the headers and footers that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from resumefit.reading.rows import Run
from resumefit.reading.wordstyles import is_on, number

# What Word itself writes into an empty content control, in this edition and those before; the prompts that the author of
# a template wrote ("[Your name]") are text like any other
_PROMPT = re.compile(
    r"(?:click or tap|click|tap)(?: here)? to (?:enter|add|choose|insert)\b.{0,30}|"
    r"choose (?:an item|a building block)\.?|enter any content that you want to repeat\b.{0,200}",
    re.IGNORECASE,
)
_MOST_ENTRIES = 100  # of a drop-down list; Word allows 25


class Fields:
    """Where a walk stands in fields and content controls, told of their elements."""

    def __init__(self) -> None:
        self._results: list[bool] = []  # of each field that is open: is its code over?
        self._controls: list[bool] = []  # of each content control that is open: does it show a prompt?
        self._entries: list[str] = []
        self._chosen = ""

    @property
    def shown(self) -> bool:
        """Whether text that stands here is shown, and not the code of a field."""
        return all(self._results)

    @property
    def prompting(self) -> bool:
        """Whether text that stands here is a prompt to type something."""
        return any(self._controls)

    def begin(self, tag: str, parent: str, attributes: Mapping[str, str], put: Callable[[str], None]) -> bool:
        """An element begins; whether it belongs to a field or control. Text that Word shows in its place goes to `put`."""
        value = attributes.get("w:val")
        if tag == "w:fldChar":
            self._mark(attributes.get("w:fldCharType", ""), put)
        elif tag == "w:listEntry" and parent == "w:ddList":
            self._entries = [*self._entries[: _MOST_ENTRIES - 1], value or ""]
        elif tag in ("w:result", "w:default") and parent == "w:ddList":
            self._chosen = value or "" if tag == "w:result" or not self._chosen else self._chosen
        elif tag == "w:sdt":
            self._controls.append(False)
        elif tag == "w:showingPlcHdr" and self._controls:
            self._controls[-1] = is_on(value)
        else:
            return False
        return True

    def _mark(self, part: str, put: Callable[[str], None]) -> None:
        """A field is its code, then its result; only the result is text."""
        if part == "begin":
            self._results.append(False)
        elif part == "separate" and self._results:
            self._results[-1] = True
        elif part == "end" and self._results:
            self._results.pop()
            if self._entries:  # a drop-down list of old has no result: Word shows the entry that is chosen
                put(self._entries[min(number(self._chosen, _MOST_ENTRIES) or 0, len(self._entries) - 1)])
            self._entries, self._chosen = [], ""

    def end_control(self) -> None:
        """A content control ends."""
        if self._controls:
            self._controls.pop()

    def end_paragraph(self) -> None:
        """A code ends with its paragraph, or all the rest would be code."""
        self._results = [True] * len(self._results)


def without_prompts(runs: list[Run]) -> list[Run]:
    """The runs without those in which Word asks to type something."""
    asked = "".join(run.text for run in runs if run.prompt).strip()
    if asked and _PROMPT.fullmatch(asked):
        return [run for run in runs if not run.prompt]
    return runs


@dataclass(slots=True)
class Section:
    """Headers and footers that a section of the document names: (kind, relation id), and whether it has a title page."""

    named: list[tuple[str, str, str]] = field(default_factory=list)
    title_page: bool = False


def note_section(sections: list[Section], tag: str, attributes: Mapping[str, str]) -> None:
    """Take down what an element says of a section."""
    if tag == "w:sectPr":
        sections.append(Section())
    elif sections and tag == "w:titlePg":
        sections[-1].title_page = is_on(attributes.get("w:val"))
    elif sections:
        which = attributes.get("w:type", "default")
        sections[-1].named.append((tag[2:8], which, attributes.get("r:id", "")))
