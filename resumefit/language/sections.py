"""The sections of a resume (work, education, skills...), told by their headings; the names stand in data/sections.toml."""

from __future__ import annotations

from dataclasses import dataclass

from resumefit.language.blocks import Block, blocks_of
from resumefit.language.headings import LONGEST_HEADING, heading_names, named_kind, normal_heading
from resumefit.reading.document import Document, Span


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a resume: its kind ("work", "education"...; "header" before the first heading, "other" where the heading
    is not known), its heading, and the blocks below it."""

    kind: str
    heading: str
    span: Span
    blocks: tuple[Block, ...]


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a resume, in order; every block but the headings stands in one of them."""
    names = heading_names("sections.toml")
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
    if not normal or len(normal.split()) > LONGEST_HEADING or block.role == "item":
        return None
    kind = named_kind(normal, names)
    if kind is not None and not text.rstrip().endswith((".", ",", ";")):
        if block.role == "heading":
            known_levels.add(block.level)
        return kind
    # a heading of the same rank as one that is known, under a name that is not
    if block.role == "heading" and block.level in known_levels:
        return "other"
    return None
