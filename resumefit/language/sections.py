"""The sections of a resume (work, education, skills...), told by their headings; the names stand in data/sections.toml.

A line is a heading by its name. Where some are, a line that is set as they are (in capitals, between signs, underlined, in
larger letters, as a heading of their rank) is one, too, under whatever name; what stands below it says which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from resumefit.language.blocks import Block, blocks_of
from resumefit.language.degrees import find_degrees
from resumefit.language.education import is_study
from resumefit.language.entries import Entry, find_entries
from resumefit.language.headings import LONGEST_HEADING, heading_names, mended_heading, named_kind, normal_heading
from resumefit.language.patterns import data_table
from resumefit.language.rows import Row, rows_of
from resumefit.language.titles import title_in
from resumefit.reading.document import Document, Span

_LONGEST = 160  # characters of a line that can be a heading, spaced out though it may be
_LONGEST_UNKNOWN = 6  # words of a heading that no list knows
_LARGER = 1.05  # times the usual size; fonts of one size differ by less
_SPACED = re.compile(r"(?:\S {1,2})+\S")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s")
_RULE = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_CLOSED = re.compile(r"(?<=[\w)])[.,;]$")  # as no heading is
_EDGES = re.compile(r"^[^\w\"'“(]+|\s+[^\w\s]+(?:\s[^\w\s]+)*$|[^\w)\"'”:.?!]+$")
_OUTSIDE = re.compile(r"^[^\w]+|[^\w]+$")
_BLANKS = re.compile(r" {2,}")
_BEFORE = re.compile(r"[^\w\"'“(]*")
_CLOSING = "_)\"'”"  # signs that may end a heading
_FIGURES = re.compile(r"\d|@|,")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a resume: its kind ("work", "education"...; "header" before the first heading, "other" where neither the
    heading nor what stands below it tells), its heading ("" where it has none), and the blocks below it, row by row."""

    kind: str
    heading: str
    span: Span
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]


class _Look(NamedTuple):
    """How a line is set: what tells headings from the lines around them, whatever they say."""

    level: int  # of a heading, 0 for a line that the file does not call one
    signs: str  # around it, at its end, or below it
    upper: bool
    numbered: bool
    larger: bool  # than most of the text, where the file says how large

    @property
    def is_marked(self) -> bool:
        """Whether it is set in a way that text is not."""
        return bool(self.level or self.signs or self.upper or self.numbered or self.larger)

    @property
    def is_sure(self) -> bool:
        """Whether no name or trade at the head of a resume is set so, as they are in capitals."""
        return bool(self.level or self.signs.strip(":"))


class _Line(NamedTuple):
    """A block that may be a heading: its words without the signs around them, in one piece where they were spaced out."""

    text: str
    normal: str
    look: _Look
    apart: bool


_NO_HEADING = _Line("", "", _Look(0, "", upper=False, numbered=False, larger=False), apart=False)


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a resume, in order; every block but the headings and rules stands in one of them."""
    blocks = blocks_of(document)
    size = _usual_size(document)
    head = len(document.text) - len(document.text.lstrip())
    lines = [_line(document, blocks, number, size, head) for number in range(len(blocks))]
    kinds: list[str | None] = [_named(block, line) for block, line in zip(blocks, lines, strict=True)]
    looks = {line.look for line, kind in zip(lines, kinds, strict=True) if kind is not None and line.look.is_marked}
    first = next((number for number, kind in enumerate(kinds) if kind is not None), len(kinds))
    for number, line in enumerate(lines):
        if kinds[number] is None and number and _may_be_unknown(line):
            opening = _kind_by_opening(line.normal) if blocks[number].role != "item" else None
            unknown = "?" if number > first or line.look.is_sure else None
            kinds[number] = opening or ((_kind_by_words(line.normal) or unknown) if line.look in looks else None)
    for number, (kind, after) in enumerate(pairwise(kinds)):
        if kind == "skills" and after is not None and _is_label(lines[number], lines[number + 1]):
            kinds[number + 1] = None
    sections = tuple(_resolved(document, _cut(document, blocks, kinds)))
    parts = tuple(part for section in sections for part in _with_work(document, section, sure=True))
    if any(part.kind == "work" for part in parts):
        return parts
    return tuple(part for section in sections for part in _with_work(document, section, sure=False))


def _cut(document: Document, blocks: Sequence[Block], kinds: Sequence[str | None]) -> list[Section]:
    """The sections between the headings."""
    sections: list[Section] = []
    kind, heading, start = "header", "", 0
    inside: list[Block] = []
    for block, found in zip(blocks, kinds, strict=True):
        if found is None:
            if not _RULE.fullmatch(document.quote(block.span)):
                inside.append(block)
            continue
        span = Span(start, block.span.start)
        sections.append(Section(kind, heading, span, tuple(inside), rows_of(document, inside)))
        kind, heading, start, inside = found, _heading(document, block), block.span.start, []
    span = Span(start, len(document.text))
    sections.append(Section(kind, heading, span, tuple(inside), rows_of(document, inside)))
    return [section for section in sections if section.blocks or section.heading]


# Headings


def _raw(document: Document, block: Block) -> str:
    """The line that a block begins on, with the sign that was taken for a bullet."""
    start = document.text.rfind("\n", 0, block.span.start) + 1
    return document.text[start : block.span.end]


def _heading(document: Document, block: Block) -> str:
    """A heading without its number and the signs around it."""
    return _bare(_NUMBER.sub("", document.quote(block.span)))


def _bare(text: str) -> str:
    return _EDGES.sub("", text).strip() or text.strip()


def _usual_size(document: Document) -> float:
    """The size of most letters, 0.0 where the file does not say."""
    sizes: Counter[float] = Counter()
    for line in document.lines:
        sizes[line.style.size] += len(line.span)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _line(document: Document, blocks: Sequence[Block], number: int, size: float, head: int) -> _Line:
    """A block as a line that may be a heading; `size` is that of most letters, `head` is where the text begins."""
    block = blocks[number]
    text = document.text[block.span.start : block.span.end].rstrip()
    if len(block.span) > _LONGEST or (text.endswith((".", ",", ";")) and _CLOSED.search(text)) or _is_wordy(text):
        return _NO_HEADING
    raw = _raw(document, block)
    bare = _NUMBER.sub("", raw)
    plain = _closed_up(bare.strip())
    if not plain and len(_WORD.findall(bare)) > LONGEST_HEADING:
        return _NO_HEADING
    plain = plain or _bare(" ".join(bare.split()))
    normal = normal_heading(plain)
    if not normal or normal.count(" ") >= LONGEST_HEADING:
        return _NO_HEADING
    behind = document.quote(blocks[number + 1].span) if number + 1 < len(blocks) else ""
    start = document.text.rfind("\n", 0, block.span.start) + 1
    apart = (
        document.text.startswith("\n\n", max(0, start - 2)) or start <= head or _follows_rule(document, blocks, number)
    )
    look = _look(block, raw, plain, behind, larger=block.style.size > size * _LARGER > 0)
    # no empty lines stand between the paragraphs of a page: there, larger letters are what sets a heading apart
    return _Line(plain, normal, look, apart or look.larger)


def _is_wordy(text: str) -> bool:
    """Whether a line has more words of letters than a heading has; the quick test of most lines of a resume."""
    return text.count(" ") >= LONGEST_HEADING and (
        sum(len(word) > 1 and word.isalpha() for word in text.split()) > LONGEST_HEADING
    )


def _signs_behind(text: str) -> str:
    """The signs that end a line, but for those that close something."""
    end = len(text)
    while end and not (text[end - 1].isalnum() or text[end - 1] in _CLOSING):
        end -= 1
    return "".join(text[end:].split())


def _follows_rule(document: Document, blocks: Sequence[Block], number: int) -> bool:
    return number > 0 and _RULE.fullmatch(document.quote(blocks[number - 1].span)) is not None


def _closed_up(text: str) -> str:
    """ "P R O F I L E" as a word, "" for what is not spaced out; two blanks divide words."""
    pieces = text.split()
    if len(pieces) < 2 or any(len(piece) > 1 and piece.isalpha() for piece in pieces):
        return ""
    words = _BLANKS.split(_OUTSIDE.sub("", text))
    if all(_SPACED.fullmatch(word) and all(len(part) == 1 for part in word.split()) for word in words):
        return " ".join(word.replace(" ", "") for word in words)
    return ""


def _look(block: Block, raw: str, plain: str, behind: str, *, larger: bool) -> _Look:
    level = block.level if block.role == "heading" else 0
    before = _BEFORE.match(_NUMBER.sub("", raw))
    after = _signs_behind(raw)
    leading = "".join(before[0].split()) if before else ""
    signs = leading + after if after or not leading else ""  # a sign before it alone is a bullet
    underlined = behind[:1] if behind and _RULE.fullmatch(behind) and len(behind.replace(" ", "")) >= 3 else ""
    numbered = _NUMBER.match(raw) is not None
    return _Look(level, signs.strip("?!.,;&") + underlined, plain.isupper() and len(plain) > 2, numbered, larger)


def _named(block: Block, line: _Line) -> str | None:
    """The section that a line opens by its name, None where it is no heading."""
    if not line.normal:
        return None
    bullet = block.role == "item" and not line.look.numbered and not line.look.signs
    if bullet or (line.look.numbered and not line.apart and block.role == "item"):
        return None
    names = heading_names("sections.toml")
    kind = named_kind(line.normal, names)
    if kind is None and (line.look.is_marked or line.apart):
        return named_kind(mended_heading(line.normal), names)
    return kind


def _is_label(heading: _Line, line: _Line) -> bool:
    """Whether a line right below a heading is no heading but the label of what it lists, by how it is set: "Languages" of a
    table of skills."""
    return line.look != heading.look and not line.look.is_sure and not line.look.upper and not line.look.larger


def _may_be_unknown(line: _Line) -> bool:
    """Whether a line that is set like the headings can be one: short, apart, no title, no figures."""
    if not line.normal or len(line.normal.split()) > _LONGEST_UNKNOWN:
        return False
    return line.apart and not title_in(line.text) and not _FIGURES.search(line.text)


@cache
def _by_word() -> dict[str, str]:
    return {word: kind for kind, words in data_table("sections.toml")["words"].items() for word in words.split()}


def _kind_by_opening(normal: str) -> str | None:
    for kind, openings in data_table("sections.toml")["openings"].items():
        if any(normal.startswith(f"{opening.strip()} ") for opening in openings.split(";")):
            return str(kind)
    return None


def _kind_by_words(normal: str) -> str | None:
    kinds = [_by_word()[word] for word in normal.split() if word in _by_word()]
    return kinds[-1] if kinds else None


# What stands below a heading


def _resolved(document: Document, sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, each of the kind that its blocks say where its heading does not; a line that heads a part of the
    section before (a firm in capitals over its positions) goes back into it."""
    done: list[Section] = []
    for section in sections:
        if section.kind == "studied":
            kind = "education" if _is_education(document, section.rows) else "certifications"
            done.append(replace(section, kind=kind))
        elif section.kind == "?":
            kind = _kind_by_content(document, section.rows)
            if done and kind == done[-1].kind and _belongs(document, kind, section.rows):
                done[-1] = _joined(document, done[-1], section)
            else:
                done.append(replace(section, kind=kind))
        else:
            done.append(section)
    yield from done


def _belongs(document: Document, kind: str, rows: Sequence[Row]) -> bool:
    """Whether a line is no heading but the firm or school of what stands below it, which names none."""
    if kind == "work":
        return not all(entry.organization for entry in find_entries(document, rows, kind))
    return kind == "education"


def _joined(document: Document, before: Section, section: Section) -> Section:
    """Two sections as one, the line between them no heading but a part of it."""
    line = tuple(block for block in blocks_of(document) if block.span.start == section.span.start)
    return Section(
        before.kind,
        before.heading,
        Span(before.span.start, section.span.end),
        (*before.blocks, *line, *section.blocks),
        (*before.rows, *rows_of(document, line), *section.rows),
    )


def _kind_by_content(document: Document, rows: Sequence[Row]) -> str:
    degrees = sum(any(find_degrees(document.text, row.span)) for row in rows if not row.is_item)
    if len(_positions(find_entries(document, rows, "work"))) > degrees:
        return "work"  # a teacher's positions name schools, too
    return "education" if _is_education(document, rows) else "other"


def _is_education(document: Document, rows: Sequence[Row]) -> bool:
    """Whether half of the lines that some rows have, their lists left out, name a degree or a school."""
    heads = [row for row in rows if not row.is_item] or rows
    return sum(is_study(document, row) for row in heads) * 2 >= len(heads) > 0


def _positions(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are positions beyond doubt: with a title, and dates that have two ends."""
    dated = (entry for entry in entries if entry.dates and not entry.dates.lone)
    return [entry for entry in dated if title_in(entry.title[:1].upper() + entry.title[1:])]


def _may_be_position(document: Document, entry: Entry) -> bool:
    """Whether an entry is one by its dates, with an end to them, though no word tells its title; a degree is none."""
    closed = entry.dates is not None and not entry.dates.lone
    return closed and not any(find_degrees(document.text, entry.span))


# Parts without a heading


def _with_work(document: Document, section: Section, *, sure: bool) -> Iterator[Section]:
    """A section; of a head or summary that goes over into positions without a heading, the parts. Where nothing else is
    work, positions that no word is `sure` to tell are taken for such, under a heading that says nothing of them, too
    ("Where I've been")."""
    kinds = ("header", "summary") if sure else ("header", "summary", "other")
    dated = section.kind in kinds and any(not one.lone for row in section.rows for one in row.dates)
    entries = find_entries(document, section.rows, "work") if dated else ()
    positions = _positions(entries) if sure else [entry for entry in entries if _may_be_position(document, entry)]
    if not positions:
        yield section
        return
    last = [entry for entry in entries if entry in positions or _may_be_position(document, entry)][-1]
    cuts = [(section.kind, section.span.start), ("work", positions[0].span.start)]
    for run in _runs([row for row in section.rows if row.span.start > last.span.end]):
        kind = _kind_of_run(document, run)
        if kind != cuts[-1][0]:
            cuts.append((kind, run[0].span.start))
    for (kind, begin), (_, end) in pairwise([*cuts, ("", section.span.end)]):
        heading = section.heading if begin == section.span.start else ""
        blocks = tuple(block for block in section.blocks if begin <= block.span.start < end)
        rows = tuple(row for row in section.rows if begin <= row.span.start < end)
        if blocks or heading:
            yield Section(kind, heading, Span(begin, end), blocks, rows)


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        if run and row.gap:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _kind_of_run(document: Document, rows: Sequence[Row]) -> str:
    """What a paragraph without a heading is about: what it is labelled or begins with, or what it holds."""
    label = normal_heading(rows[0].text.partition(":")[0]) if ":" in rows[0].text else ""
    names = heading_names("sections.toml")
    kind = (named_kind(label, names) if label else None) or _kind_by_opening(normal_heading(rows[0].text))
    if kind is not None and kind != "studied":
        return kind
    if kind is None and _is_education(document, rows):
        return "education"
    return "certifications" if kind else "other"
