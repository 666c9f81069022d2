"""Headings and zones: which part of a resume or posting a line belongs to.

A resume has sections (work, education, skills...), told by their headings. A posting has zones (requirements, preferred,
duties, about, benefits, legal, apply, conditions, meta): by headings where it has them, by the wording of each sentence
where it has none. The names and cues stand in data/sections.toml and data/zones.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from resumefit.language.blocks import Block, blocks_of, sentences_of
from resumefit.reading.document import Document, Span

Zone = Literal[
    "title", "requirements", "preferred", "duties", "about", "benefits", "legal", "apply", "conditions", "meta"
]
"""What a sentence of a posting is about."""

_LONGEST_HEADING = 8  # words
_LABELLED = re.compile(r"[^\W\d_][^:.!?\n]{1,48}?:(?=\s)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list item of a posting, the zone it belongs to, and the heading it stands under ("" for none).

    `item` says that it is (part of) a list item; `label` is what stands before a colon at the head of a list item.
    """

    span: Span
    zone: Zone
    heading: str = ""
    item: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a resume: its kind ("work", "education"...; "header" before the first heading, "other" where the heading
    is not known), its heading, and the blocks below it."""

    kind: str
    heading: str
    span: Span
    blocks: tuple[Block, ...]


def normal_heading(text: str) -> str:
    """A heading in the form of the data files: lower case, no punctuation, "and" for "&"."""
    words = re.findall(r"[^\W_]+", text.lower().replace("&", " and ").replace("+", " and "))
    return " ".join(words)


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("resumefit") / "data" / name).read_text("utf-8"))


@cache
def _names(file: str) -> dict[str, str]:
    """Normal heading -> section or zone."""
    table = _table(file)
    groups = table.get("headings", table)
    return {normal_heading(name): kind for kind, names in groups.items() for name in names.split(";")}


def _joined_names(heading: str, names: dict[str, str]) -> str | None:
    """The kind of a heading that is a name, or several joined by "and"."""
    if heading in names:
        return names[heading]
    parts = [part for part in re.split(r"\band\b", heading) if part.strip()]
    kinds = [names.get(part.strip()) for part in parts]
    return kinds[0] if len(kinds) > 1 and all(kinds) else None


# Resumes


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a resume, in order; every block but the headings stands in one of them."""
    names = _names("sections.toml")
    sections: list[Section] = []
    kind, heading, start = "header", "", 0
    blocks: list[Block] = []
    known_levels: set[int] = set()
    for block in blocks_of(document):
        found = _section_kind(document.quote(block.span), block, names, known_levels)
        if found is None:
            blocks.append(block)
            continue
        sections.append(Section(kind, heading, Span(start, block.span.start), tuple(blocks)))
        kind, heading, start, blocks = found, document.quote(block.span), block.span.start, []
    sections.append(Section(kind, heading, Span(start, len(document.text)), tuple(blocks)))
    return tuple(section for section in sections if section.blocks or section.heading)


def _section_kind(text: str, block: Block, names: dict[str, str], known_levels: set[int]) -> str | None:
    """The section that a block opens, None where it is no heading."""
    normal = normal_heading(text)
    if not normal or len(normal.split()) > _LONGEST_HEADING or block.role == "item":
        return None
    kind = _joined_names(normal, names)
    if kind is not None and not text.rstrip().endswith((".", ",", ";")):
        if block.role == "heading":
            known_levels.add(block.level)
        return kind
    # a heading of the same rank as one that is known, under a name that is not
    if block.role == "heading" and block.level in known_levels:
        return "other"
    return None


# Postings


def statements_of(document: Document) -> tuple[Statement, ...]:
    """The sentences and list items of a posting with their zones; headings and the title line are left out."""
    reader = _Zoner(document)
    for block in blocks_of(document):
        reader.take(block)
    return tuple(reader.statements)


def zone_cues(sentence: str) -> dict[str, int]:
    """The zones of whose wording a sentence has something, and how often."""
    counts = {zone: sum(1 for _ in cue.finditer(sentence)) for zone, cue in _cues().items()}
    return {zone: count for zone, count in counts.items() if count}


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {zone: re.compile(cue, re.IGNORECASE) for zone, cue in _table("zones.toml")["cues"].items()}


class _Zoner:
    """Walks through the blocks of a posting and remembers under which heading it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.statements: list[Statement] = []
        self.heading = ""
        self.headed: Zone | None = None  # the zone of the heading in force
        self.running: Zone = "about"  # the zone of the sentence before, where no heading is in force

    def take(self, block: Block) -> None:
        text = self.document.quote(block.span)
        zone = heading_zone(text, block)
        if zone is not None:
            self.headed, self.heading, self.running = zone, text.rstrip(": "), zone
            return
        if block.role == "heading" or _looks_like_heading(text, block):
            # An unknown heading ends what the one before it had opened, unless it only divides that zone's list further.
            if block.role == "heading" and self.headed not in ("requirements", "preferred", "duties"):
                self.headed = None
            self.heading = text.rstrip(": ")
            return
        self._sentences(block)

    def _sentences(self, block: Block) -> None:
        start, inline = self._label(block)
        if block.role != "item" and self.headed is None and not self._lead_in():
            self.running = "about"
        for sentence in sentences_of(self.document.text, Span(start, block.span.end)):
            text = self.document.quote(sentence)
            opened = _spoken_heading(text)
            if opened is not None:
                inline = opened
                continue
            zone = inline or self._zone(text, block)
            if inline is not None and "legal" in zone_cues(text):
                zone = "legal"
            elif inline == "requirements" and "preferred" in zone_cues(text):
                zone = "preferred"
            self.running = zone
            self.statements.append(Statement(sentence, zone, self.heading, block.role == "item"))

    def _label(self, block: Block) -> tuple[int, Zone | None]:
        """Where the text behind an inline heading ("Requirements: ...") begins, and the heading's zone."""
        found = _LABELLED.match(self.document.text, block.span.start, block.span.end)
        if found is None:
            return block.span.start, None
        zone = _joined_names(normal_heading(found[0]), _names("zones.toml"))
        if zone is None or (block.role == "item" and self.headed in ("requirements", "preferred", "duties")):
            return block.span.start, None
        return found.end(), cast(Zone, zone)

    def _lead_in(self) -> bool:
        """Whether the sentence before announces what follows ("Here is what we need:")."""
        return bool(self.statements) and self.document.quote(self.statements[-1].span).endswith(":")

    def _zone(self, sentence: str, block: Block) -> Zone:
        cues = zone_cues(sentence)
        if "legal" in cues:
            return "legal"
        if self.headed is not None:
            return _under_heading(self.headed, cues)
        return _without_heading(cues, self.running, item=block.role == "item")


def _under_heading(headed: Zone, cues: Mapping[str, int]) -> Zone:
    """The zone of a sentence under a heading: the heading's, unless the sentence plainly speaks of something else."""
    if headed in ("requirements", "duties", "preferred", "conditions"):
        if "benefits" in cues and not cues.keys() & {"requirements", "preferred", "duties"}:
            return "benefits"
        if "apply" in cues and not cues.keys() & {"requirements", "preferred"}:
            return "apply"
    if headed == "requirements" and "preferred" in cues:
        return "preferred"
    if headed == "duties" and "requirements" in cues and "duties" not in cues:
        return "preferred" if "preferred" in cues else "requirements"
    return headed


def _without_heading(cues: Mapping[str, int], running: Zone, *, item: bool) -> Zone:
    """The zone of a sentence that stands under no heading: by its wording, else that of the sentence before.

    A sentence that lists benefits may well say "depending on experience": the zone with more of its own wording wins.
    """
    if cues.get("benefits", 0) > cues.get("requirements", 0) + cues.get("preferred", 0):
        return "benefits"
    for zone in ("preferred", "apply", "requirements", "duties", "benefits", "about"):
        if zone in cues:
            return cast(Zone, zone)
    return running if item or running in ("requirements", "preferred", "duties", "benefits", "apply") else "about"


def _spoken_heading(sentence: str) -> Zone | None:
    """The zone of a heading set as a sentence in capitals ("REQUIREMENTS. A certificate...")."""
    if not sentence.isupper() or len(sentence.split()) > _LONGEST_HEADING:
        return None
    normal = normal_heading(sentence)
    names = _names("zones.toml")
    return cast("Zone | None", _joined_names(normal, names) or _nearest_name(normal.split(), names))


def heading_zone(text: str, block: Block) -> Zone | None:
    """The zone that a block opens as its heading, None where it is no heading of a zone."""
    normal = normal_heading(text)
    words = normal.split()
    if not words or len(words) > _LONGEST_HEADING or (block.role == "item" and not text.endswith(":")):
        return None
    names = _names("zones.toml")
    zone = _joined_names(normal, names)
    if zone is None and (block.role == "heading" or _looks_like_heading(text, block)):
        zone = _nearest_name(words, names)
    if zone is None or text.endswith((".", ",", ";")):
        return None
    return cast(Zone, zone)


def _nearest_name(words: Sequence[str], names: dict[str, str]) -> str | None:
    """The zone of the longest name that begins or ends a heading ("About CloudScale Systems")."""
    for length in range(len(words) - 1, 0, -1):
        for part in (words[:length], words[-length:]):
            zone = names.get(" ".join(part))
            if zone is not None:
                return zone
    return None


def _looks_like_heading(text: str, block: Block) -> bool:
    """Whether a short line without a sentence's end is set as a heading: colon, capitals, bold."""
    if block.role == "item" or len(text.split()) > _LONGEST_HEADING or text.endswith((".", ",", ";")):
        return False
    return text.endswith(":") or (text.isupper() and len(text) > 3) or block.style.bold
