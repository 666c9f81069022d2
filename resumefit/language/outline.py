"""The outline of a posting: which of its lines are headings, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from resumefit.language.blocks import Block, blocks_of, sentences_of
from resumefit.language.headings import LONGEST_HEADING, normal_heading
from resumefit.language.zone_wordings import DEMANDS, Zone, composed_zone, heading_zone, named_zone, nearest_name
from resumefit.reading.document import Document, Span

Joint = Literal["first", "sentence", "item", "line", "paragraph", "heading", "other heading"]
"""How a passage follows the one before: in the same paragraph, as the next list item, on the next line, behind an empty
line, under a heading that tells its zone, or under one that does not."""

_LABELLED = re.compile(r"[^\W\d_][^:.!?\n(]{1,48}?(?:\([^()\n:]{1,40}\) ?)?:(?=\s)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ASKS = re.compile(r"(?:what|who|how|why|where|when)\b", re.IGNORECASE)  # no entry of a list begins so
_ITEM_HEADINGS = frozenset("requirements qualifications responsibilities duties essential desirable preferred".split())
_FEW_WORDS = 4
_AMOUNT = re.compile(
    r"\byears?\b.*\bexperience\b", re.IGNORECASE
)  # "Three years of experience, to include:" asks for them
# Zones whose one-word names are as often entries of a list ("Driving", "Pension"): they need more than the name.
_PLAIN = frozenset(("conditions", "meta", "benefits", "legal", "apply"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or list item and where it stands: `heading` is the one above it ("" for none), `opened` the zone that one,
    or the inline one before it ("Requirements: ..."), opens; None where it tells none. `past` says that another heading, of
    no known zone, stands between. `section` counts the headings above.
    """

    span: Span
    joint: Joint
    item: bool
    heading: str = ""
    opened: Zone | None = None
    inline: bool = False
    past: bool = False
    section: int = 0


def outline_of(document: Document) -> tuple[Passage, ...]:
    """The sentences and list items of a posting, in order; headings are left out."""
    return tuple(_Outline(document).passages())


class _Outline:
    """Walks through the blocks of a posting and remembers under which heading it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = blocks_of(document)
        self.texts = [document.quote(block.span) for block in self.blocks]
        self.headings: list[bool] = []
        for index in range(len(self.blocks)):
            self.headings.append(self._is_heading(index))
        self.heading = ""
        self.opened: Zone | None = None
        self.past = False
        self.section = 0
        self.joint: Joint | None = "first"  # of the next passage, where something beside the lines decides it

    def passages(self) -> Iterator[Passage]:
        for index, block in enumerate(self.blocks):
            if self.headings[index]:
                self._open(index)
                continue
            start, label, zone = self._label(block)
            joint = self.joint or ("heading" if zone else self._joint(index))
            for sentence in sentences_of(self.document.text, Span(start, block.span.end)):
                said = self.document.quote(sentence)
                leads = sentence.start == block.span.start and sentence.end < block.span.end
                spoken = _spoken_heading(said, leads=leads)
                if spoken is not None:
                    label, zone, joint = said, spoken, "heading"
                    continue
                item = block.role == "item"
                yield (
                    Passage(sentence, joint, item, label, zone, True, False, self.section)
                    if zone
                    else Passage(sentence, joint, item, self.heading, self.opened, False, self.past, self.section)
                )
                joint, self.joint = "sentence", None

    def _joint(self, index: int) -> Joint:
        if not index:
            return "first"
        if self.blocks[index].role == self.blocks[index - 1].role == "item":
            return "item"
        return "paragraph" if self._gap(index - 1) else "line"

    def _open(self, index: int) -> None:
        """Takes note of a heading. One of no known zone divides a list of demands further; elsewhere it ends what the one
        before it had opened. The first line is the title, whatever telling word stands in it."""
        text = self.texts[index]
        zone = heading_zone(text) if index else named_zone(text)
        self.heading = text.rstrip(": ")
        self.section += index > 0
        self.past = zone is None and index > 0
        if zone is not None:
            self.opened = zone
        elif self.opened not in DEMANDS:
            self.opened = None
        if self.joint != "first":
            self.joint = "heading" if zone else "other heading"

    def _label(self, block: Block) -> tuple[int, str, Zone | None]:
        """Where the text behind an inline heading ("Requirements: ...") begins, the heading, and its zone."""
        found = _LABELLED.match(self.document.text, block.span.start, block.span.end)
        if found is None or (block.role == "item" and self.opened in DEMANDS):
            return block.span.start, "", None
        name = found[0].rstrip(":")
        zone = named_zone(name) or composed_zone(name)
        return (found.end(), name, zone) if zone is not None else (block.span.start, "", None)

    # Which lines are headings

    def _is_heading(self, index: int) -> bool:
        block, text = self.blocks[index], self.texts[index]
        count = len(_ASIDE.sub("", text).split())
        marked = block.role == "heading"
        longest = LONGEST_HEADING + 4 * (marked or text.endswith(":") or composed_zone(text) is not None)
        if not normal_heading(text) or index + 1 == len(self.blocks) or count > longest or _AMOUNT.search(text):
            return False
        if _ends_as_sentence(text) and not marked:
            return _spoken_heading(text) is not None
        if self._deeper_below(index) and _told_briefly(text):
            return True
        if block.role == "item":
            return self.blocks[index + 1].role == "item" and normal_heading(text) in _ITEM_HEADINGS
        if marked or text.endswith((":", "...", "…")) or block.style.bold or _in_capitals(text):
            return True
        return self._is_named(index) or self._stands_out(index)

    def _deeper_below(self, index: int) -> bool:
        """Whether a list item, or a line with a number, stands over a list of its own."""
        one, two = self.blocks[index], self.blocks[index + 1]
        if two.role != "item" or one.role == "heading":
            return False
        return two.level > one.level if two.level != one.level else self._indent(two) > self._indent(one)

    def _indent(self, block: Block) -> int:
        """Blanks before the sign or number of a line, as far as its format keeps them."""
        text = self.document.text
        line = text[text.rfind("\n", 0, block.span.start) + 1 : block.span.start]
        return len(line) - len(line.lstrip())

    def _is_named(self, index: int) -> bool:
        text = self.texts[index]
        zone = named_zone(text)
        if zone in _PLAIN and " " not in text.strip() and not text.endswith("?"):
            return self._opens_paragraph(index) or self._text_below(index)
        return zone is not None or (_ASKS.match(text) is not None and composed_zone(text) is not None)

    def _opens_paragraph(self, index: int) -> bool:
        return index > 0 and self._gap(index - 1)

    def _stands_out(self, index: int) -> bool:
        """Whether a short line is set off, by an empty line above it or a list on both sides, as headings in plain text."""
        text, below = self.texts[index], self.blocks[index + 1]
        if index == 0 or _LABELLED.match(text):
            return False
        told = heading_zone(text) is not None
        if below.role == "item" and self.blocks[index - 1].role == "item":
            return True
        if not self._opens_paragraph(index) or not (told or text[0].isupper()):
            return False
        if self._gap(index):  # between two empty lines it heads a list, and running text if it is built as a heading
            return below.role == "item" or composed_zone(text) is not None
        if self._text_below(index):
            return True
        return (told and len(text.split()) > 1) or self._heads_lines(index)

    def _text_below(self, index: int) -> bool:
        """Whether a list or running text follows."""
        return self.blocks[index + 1].role == "item" or len(self.texts[index + 1].split()) > LONGEST_HEADING

    def _heads_lines(self, index: int) -> bool:
        """Whether a line of few words stands over lines without signs, below one part with a heading and not as its first."""
        if len(self.texts[index].split()) > _FEW_WORDS or self.headings[index - 1] or not any(self.headings[1:]):
            return False
        return index + 2 < len(self.blocks) and not self._gap(index + 1)

    def _gap(self, index: int) -> bool:
        """Whether an empty line stands behind a block."""
        one, two = self.blocks[index], self.blocks[index + 1]
        return self.document.text.count("\n", one.span.end, two.span.start) > 1


def _told_briefly(text: str) -> bool:
    """Whether a line over a list of its own heads it: "Skills", "Would be an asset"; "Experience with public clouds" is an
    entry, too."""
    built = named_zone(text) or composed_zone(text)
    return built is not None or (len(text.split()) <= 3 and heading_zone(text) is not None)


def _ends_as_sentence(text: str) -> bool:
    return text.endswith((".", ",", ";")) and not text.endswith("...")


def _in_capitals(text: str) -> bool:
    bare = _ASIDE.sub("", text)
    return bare.isupper() and len(bare) > 3


def _spoken_heading(sentence: str, *, leads: bool = False) -> Zone | None:
    """The zone of a heading set as a sentence: in capitals ("REQUIREMENTS. A certificate..."), as a question ("What do you
    need? A licence..."), or as a name that leads a paragraph ("The legal bit. We are..."). One plain word is no heading."""
    words = sentence.split()
    if len(words) > LONGEST_HEADING:
        return None
    named = named_zone(sentence)
    if sentence.isupper():
        return named or composed_zone(sentence) or nearest_name(normal_heading(sentence).split())
    if sentence.endswith("?") and len(words) > 1:
        return named or composed_zone(sentence)
    return named if leads and len(words) > 1 else None
