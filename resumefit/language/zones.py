"""Zones: what each sentence of a posting is about.

By headings where a posting has them: known by name, else by a telling word, else by what stands below them. By the wording
of each sentence where it has none. The names and cues stand in data/zones.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from resumefit.language.blocks import Block, blocks_of, sentences_of
from resumefit.language.headings import LONGEST_HEADING, heading_names, named_kind, normal_heading
from resumefit.language.patterns import load_patterns
from resumefit.language.tagging import common_verbs
from resumefit.language.words import base_form
from resumefit.reading.document import Document, Span

Zone = Literal[
    "requirements", "preferred", "duties", "about", "benefits", "legal", "apply", "conditions", "meta", "waived"
]
"""What a sentence of a posting is about; "waived" is what it says it does not ask for."""

# The order in which zones are asked for: what a sentence is certainly about first.
_VOTED: tuple[Zone, ...] = ("benefits", "legal", "apply", "preferred", "requirements", "duties")
_JUDGED: tuple[Zone, ...] = ("legal", "preferred", "requirements", "duties", "benefits", "apply")
_SPOKEN: tuple[Zone, ...] = ("preferred", "apply", "requirements", "duties", "benefits", "about")
_DEMANDS = frozenset(("requirements", "preferred", "duties"))
# British person specifications mark each line (E) or (D), under a legend that says so.
_LEGEND = re.compile(r"\bD\)?\s*(?:=|:|–|-|for|stands for|means)\s*desirable", re.IGNORECASE)
_DESIRABLE = re.compile(r"^[([]?D[)\]:]\s|[([]D[)\]]\s*[.;]?$|\sD$")
_TASK = re.compile(
    r"(?:in this role,? )?you(?:['’]ll| will| would|['’]d)(?: also)? "
    r"(?!need|have|bring|hold|know|be (?:able|expected|required|fluent))",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^\W\d_][^:.!?\n]{1,48}?:(?=\s)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list item of a posting, the zone it belongs to, and the heading it stands under ("" for none)."""

    span: Span
    zone: Zone
    heading: str = ""
    item: bool = False


def statements_of(document: Document) -> tuple[Statement, ...]:
    """The sentences and list items of a posting with their zones; headings are left out."""
    return _Zoner(document).statements()


def zone_cues(sentence: str) -> dict[str, int]:
    """The zones of whose wording a sentence has something, and how often."""
    counts = {zone: sum(1 for _ in cue.finditer(sentence)) for zone, cue in load_patterns("zones.toml", "cues").items()}
    return {zone: count for zone, count in counts.items() if count}


class _Zoner:
    """Walks through the blocks of a posting and remembers under which heading it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = blocks_of(document)
        self.texts = [document.quote(block.span) for block in self.blocks]
        self.marked = _LEGEND.search(document.text) is not None
        self.headings = [self._is_heading(i) for i in range(len(self.blocks))]
        self.found: list[Statement] = []
        self.heading = ""
        self.headed: Zone | None = None  # the zone of the heading in force
        self.running: Zone = "about"  # the zone of the sentence before, where no heading is in force

    def statements(self) -> tuple[Statement, ...]:
        for index, block in enumerate(self.blocks):
            if self.headings[index]:
                self._open(index)
            else:
                self._sentences(block)
        return tuple(self.found)

    # Headings

    def _is_heading(self, index: int) -> bool:
        block, text = self.blocks[index], self.texts[index]
        if len(text.split()) > LONGEST_HEADING + 4 * (block.role == "heading") or text.endswith((".", ",", ";")):
            return False
        if not normal_heading(text) or index + 1 == len(self.blocks):
            return False
        if block.role == "item":
            return self.blocks[index + 1].role == "item" and named_kind(normal_heading(text), _names()) is not None
        if block.role == "heading" or text.endswith(":") or block.style.bold or (text.isupper() and len(text) > 3):
            return True
        return named_kind(normal_heading(text), _names()) is not None or self._stands_out(index)

    def _stands_out(self, index: int) -> bool:
        """Whether a short line is set off by an empty line above it and none below, as headings in plain text are."""
        block, following = self.blocks[index], self.blocks[index + 1]
        if index == 0 or not self._gap(self.blocks[index - 1], block) or self.blocks[index].role == "item":
            return False
        below = following.role == "item" or len(self.texts[index + 1].split()) > LONGEST_HEADING
        telling = len(self.texts[index].split()) > 1 and heading_zone(self.texts[index]) is not None
        return (below or telling) and not self._gap(block, following) and self.texts[index][0].isupper()

    def _gap(self, one: Block, two: Block) -> bool:
        return self.document.text.count("\n", one.span.end, two.span.start) > 1

    def _open(self, index: int) -> None:
        """Takes note of a heading. One of no known zone divides a list of demands further; elsewhere it ends what the one
        before it had opened."""
        text = self.texts[index]
        # the first line is the title, whatever telling word stands in it
        zone = heading_zone(text) if index else cast("Zone | None", named_kind(normal_heading(text), _names()))
        zone = zone or self._zone_below(index)
        self.heading = text.rstrip(": ")
        if zone is not None:
            self.headed = self.running = zone
        elif self.headed not in _DEMANDS and self.blocks[index].role == "heading":
            self.headed = None

    def _zone_below(self, index: int) -> Zone | None:
        """The zone that most of the sentences under a heading speak of, None where they don't agree."""
        end = next((i for i in range(index + 1, len(self.blocks)) if self.headings[i]), len(self.blocks))
        votes = [_vote(self.texts[i], self.blocks[i]) for i in range(index + 1, end)]
        for zone in _VOTED:
            if votes and votes.count(zone) * 2 > len(votes):
                # "experience with" and verbs stand in every list; under a heading of demands they prove nothing new
                return None if self.headed in _DEMANDS and zone in _DEMANDS else zone
        return None

    # Sentences

    def _sentences(self, block: Block) -> None:
        start, inline = self._label(block)
        if block.role != "item" and self.headed is None and not self._lead_in():
            self.running = "about"
        for sentence in sentences_of(self.document.text, Span(start, block.span.end)):
            text = self.document.quote(sentence)
            spoken = _spoken_heading(text)
            if spoken is not None:
                inline = spoken
                continue
            zone = self._zone(text, block, inline)
            self.running = zone
            self.found.append(Statement(sentence, zone, self.heading, block.role == "item"))

    def _label(self, block: Block) -> tuple[int, Zone | None]:
        """Where the text behind an inline heading ("Requirements: ...") begins, and the heading's zone."""
        found = _LABELLED.match(self.document.text, block.span.start, block.span.end)
        if found is None or (block.role == "item" and self.headed in _DEMANDS):
            return block.span.start, None
        zone = named_kind(normal_heading(found[0]), _names())
        return (found.end(), cast(Zone, zone)) if zone is not None else (block.span.start, None)

    def _lead_in(self) -> bool:
        """Whether the sentence before announces what follows ("Here is what we need:")."""
        return bool(self.found) and self.document.quote(self.found[-1].span).endswith(":")

    def _zone(self, sentence: str, block: Block, inline: Zone | None) -> Zone:
        cues = zone_cues(sentence)
        headed = inline or self.headed
        if self.marked and _DESIRABLE.search(sentence):
            return "preferred"
        if cues.get("legal", 0) and not (headed in _DEMANDS and block.role == "item"):
            return "legal"
        if headed is not None:
            return _under_heading(headed, cues)
        return _without_heading(sentence, cues, self.running, item=block.role == "item")


def _under_heading(headed: Zone, cues: Mapping[str, int]) -> Zone:
    """The zone of a sentence under a heading: the heading's, unless the sentence plainly speaks of something else."""
    if "apply" in cues and not cues.keys() & {"requirements", "preferred"}:
        return "apply"
    if headed in (*_DEMANDS, "conditions") and "benefits" in cues and not cues.keys() & _DEMANDS:
        return "benefits"
    if headed == "requirements" and "preferred" in cues:
        return "preferred"
    if headed == "duties" and "requirements" in cues and "duties" not in cues:
        return "preferred" if "preferred" in cues else "requirements"
    return headed


def _without_heading(sentence: str, cues: Mapping[str, int], running: Zone, *, item: bool) -> Zone:
    """The zone of a sentence that stands under no heading: by its wording, else that of the sentence before.

    A sentence that lists benefits may well say "depending on experience": the zone with more of its own wording wins.
    """
    if cues.get("benefits", 0) > cues.get("requirements", 0) + cues.get("preferred", 0):
        return "benefits"
    if "duties" in cues and "preferred" not in cues and _TASK.match(sentence):
        return "duties"
    for zone in _SPOKEN:
        if zone in cues:
            return zone
    return running if item or running in (*_DEMANDS, "benefits", "apply") else "about"


def _vote(text: str, block: Block) -> Zone | None:
    """The zone that a sentence under an unknown heading speaks for."""
    cues = zone_cues(text)
    for zone in _JUDGED:
        if zone in cues:
            return zone
    first, *_ = text.split(maxsplit=1)
    return "duties" if block.role == "item" and base_form(first) in common_verbs() else None


def heading_zone(text: str) -> Zone | None:
    """The zone that a heading opens, by its name or by a telling word; None where it tells nothing."""
    normal = normal_heading(text)
    zone = named_kind(normal, _names())
    if zone is None and text.endswith(":") and len(normal.split()) > 4:  # "Candidates must, on the closing date:"
        spoken = zone_cues(text)
        zone = next((name for name in _JUDGED if name in spoken), None)
    zone = zone or _nearest_name(normal.split())
    if zone is None:
        plain = text.replace("’", "'").strip()
        zone = next(
            (name for name, cue in load_patterns("zones.toml", "heading_cues").items() if cue.search(plain)), None
        )
    return cast("Zone | None", zone)


def _names() -> dict[str, str]:
    return heading_names("zones.toml")


def _nearest_name(words: Sequence[str]) -> str | None:
    """The zone of the longest name that begins or ends a heading ("About CloudScale Systems"); one word only begins one."""
    for length in range(len(words) - 1, 1, -1):
        for part in (words[:length], words[-length:]):
            zone = _names().get(" ".join(part))
            if zone is not None and (length > 2 or part[0] != "you"):  # "You'll shine with" is not "You'll:"
                return zone
    return _names().get(words[0]) if words and words[0] in ("about", "why") else None


def _spoken_heading(sentence: str) -> Zone | None:
    """The zone of a heading set as a sentence in capitals ("REQUIREMENTS. A certificate...")."""
    if not sentence.isupper() or len(sentence.split()) > LONGEST_HEADING:
        return None
    words = normal_heading(sentence).split()
    return cast("Zone | None", named_kind(" ".join(words), _names()) or _nearest_name(words))
