"""Document -> Resume: sections, entries with their dates, degrees, titles, and every skill with the part it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from resumefit.errors import NothingToScoreError
from resumefit.language.blocks import Block
from resumefit.language.dates import DateRange, find_ranges, find_single, total_months
from resumefit.language.degrees import Degree, find_degrees
from resumefit.language.mentions import Mention, SkillFinder, skill_finder
from resumefit.language.nlp import Tokens, tokenize
from resumefit.language.sections import Section, sections_of
from resumefit.language.titles import title_in
from resumefit.reading.document import Document, Span

_FEWEST_WORDS = 25  # less is no resume; the shortest real one-page resumes run to a hundred
_LONGEST_HEAD = 16  # words of a line that can belong to the head of an entry
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d ().\-/]{6,17}\d(?![\w])")
_NAME = re.compile(r"""(?:["“(]?[^\W\d_][\w'’.-]*["”)]?\s+){1,4}[^\W\d_][\w'’.-]*""")
# "No machine learning experience" is no evidence of it, nor is "I do not have a driver's license".
_DENIED = re.compile(
    r"\b(?:no|not yet|never used|not familiar with|no experience (?:with|in|of)|lack(?:ing)? of|"
    r"(?:do|does|did)(?: not|n['’]t)(?: yet| currently)? (?:have|hold|know|use)(?: an?| any| my)?)\s+(?:[\w+#.]+ or )?$",
    re.IGNORECASE,
)
_APART = re.compile(r"\t| {3,}|\.{4,}")  # columns of plain text: title, wide gap, firm
_DATED_SECTIONS = frozenset(("work", "header", "other", "volunteering", "projects"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A position in a resume: its head (title, firm), its dates and the text that belongs to it.

    `title` and `organization` are "" where they could not be told.
    """

    title: str
    organization: str
    dates: DateRange | None
    span: Span
    section: str


@dataclass(frozen=True, slots=True)
class Resume:
    """A resume understood. `mentions` are the skills it names; `titles` the titles held and the one it goes by."""

    document: Document
    name: str
    email: str
    phone: str
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    degrees: tuple[Degree, ...]
    titles: tuple[tuple[str, Span], ...]
    mentions: tuple[Mention, ...]
    tokens: Tokens

    def section_at(self, offset: int) -> str:
        """The kind of the section that holds a place in the text."""
        return next((s.kind for s in reversed(self.sections) if s.span.start <= offset), "header")

    def entry_at(self, offset: int) -> Entry | None:
        """The entry that holds a place in the text."""
        return next((e for e in self.entries if e.span.start <= offset < e.span.end), None)

    def years(self, today: date) -> float:
        """Years of work, overlaps counted once."""
        dated = [entry.dates for entry in self.entries if entry.dates and entry.section in ("work", "header", "other")]
        return total_months(dated, today) / 12


def understand_resume(document: Document, finder: SkillFinder | None = None) -> Resume:
    """The resume that a Document holds. Raises NothingToScoreError where there is too little of one."""
    finder = finder or skill_finder()
    sections = sections_of(document)
    blocks = [block for section in sections for block in section.blocks]
    tokens = tokenize(document.text, [block.span for block in blocks])
    if len(tokens) - len(blocks) < _FEWEST_WORDS:
        raise NothingToScoreError(
            f"{document.source.name} has fewer than {_FEWEST_WORDS} words: that is no resume to score"
        )
    found = (entry for section in sections if section.kind in _DATED_SECTIONS for entry in _entries(document, section))
    entries = tuple(entry for entry in found if entry.title or entry.section == "work")
    header = next((section for section in sections if section.kind == "header"), None)
    name = _name(document, header)
    return Resume(
        document,
        name,
        _first(_EMAIL, document.text),
        _first(_PHONE, document.text[:2000]).strip(),
        sections,
        entries,
        tuple(_degrees(document, sections)),
        tuple(_titles(document, sections, entries, name)),
        tuple(
            m
            for m in finder.find(tokens)
            if not _DENIED.search(document.text[max(0, m.span.start - 30) : m.span.start])
        ),
        tokens,
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _name(document: Document, header: Section | None) -> str:
    """The first line of the header that reads as a person's name."""
    for block in header.blocks[:4] if header else ():
        line = document.quote(block.span).split("|")[0].split(",")[0].strip()
        if _NAME.fullmatch(line) and not title_in(line):
            return line
    return ""


def _degrees(document: Document, sections: Sequence[Section]) -> Iterator[Degree]:
    for section in sections:
        if section.kind in ("education", "certifications", "header", "summary", "other"):
            for block in section.blocks:
                yield from find_degrees(document.text, block.span)


def _titles(
    document: Document, sections: Sequence[Section], entries: Sequence[Entry], name: str
) -> Iterator[tuple[str, Span]]:
    """The titles held, and those that the head of the resume and its summary begin with."""
    for section in sections:
        if section.kind in ("header", "summary"):
            for block in section.blocks[:5]:
                line = document.quote(block.span)
                found = title_in(line) if line != name and len(line.split()) <= _LONGEST_HEAD else _opening_title(line)
                if found:
                    yield found, block.span
    for entry in entries:
        if entry.title:
            yield entry.title, Span(entry.span.start, min(entry.span.end, entry.span.start + 200))


def _opening_title(sentence: str) -> str:
    """The title that a summary opens with: "Sous chef with nine years in..."."""
    found = re.match(
        r"(?:an? |experienced |skilled |certified |licensed )*([\w/&+# -]{3,50}?)(?: with| who|,|\.| of | in | for )",
        sentence,
        re.IGNORECASE,
    )
    return title_in(found[1][0].upper() + found[1][1:]) if found else ""


# Entries


def _entries(document: Document, section: Section) -> Iterator[Entry]:
    """The positions of a section: each is told by a line with dates, and takes the lines of its head around it."""
    blocks = section.blocks
    anchors = [i for i, block in enumerate(blocks) if _dates(document, block) is not None]
    if not anchors:
        if section.kind == "work" and blocks:
            yield _entry(document, section, blocks, (0, len(blocks)), None)
        return
    starts = [
        _head_start(document, blocks, anchor, previous)
        for previous, anchor in zip([-1, *anchors], anchors, strict=False)
    ]
    for start, end, anchor in zip(starts, [*starts[1:], len(blocks)], anchors, strict=True):
        yield _entry(document, section, blocks, (start, end), _dates(document, blocks[anchor]))


def _dates(document: Document, block: Block) -> DateRange | None:
    """The dates of a line that can be the head of an entry: a range, or a lone date that ends a short line."""
    words = len(document.quote(block.span).split())
    if block.role == "item" and words > 12:
        return None
    found = next(find_ranges(document.text, block.span), None)
    if found is not None and words <= _LONGEST_HEAD + 8:
        return found
    if block.role == "item" or words > _LONGEST_HEAD:
        return None
    single = find_single(document.text, block.span)
    at_edge = single is not None and (
        single.span.end >= block.span.end - 2 or single.span.start <= block.span.start + 1
    )
    return single if at_edge else None


def _head_start(document: Document, blocks: Sequence[Block], anchor: int, previous: int) -> int:
    """The first line of the head that the anchor belongs to: up to two short lines above it that no list item is."""
    start = anchor
    most = 1 if _names_work(document, blocks[anchor]) else 3
    while start - 1 > previous and anchor - start < most and _is_head_line(document, blocks[start - 1]):
        if most == 1 and not _begins_group(document, blocks, start - 1):
            break  # the line above a full head is the last one of the entry before, unless it is set apart
        start -= 1
    return start


def _begins_group(document: Document, blocks: Sequence[Block], index: int) -> bool:
    """Whether a block stands first in its section or behind an empty line."""
    return index == 0 or document.text.count("\n", blocks[index - 1].span.end, blocks[index].span.start) > 1


def _names_work(document: Document, block: Block) -> bool:
    """Whether the line with the dates holds the title, too."""
    return bool(title_in(document.quote(block.span)))


def _is_head_line(document: Document, block: Block) -> bool:
    line = document.quote(block.span)
    return block.role != "item" and len(line.split()) <= _LONGEST_HEAD and not line.endswith((".", ";"))


def _entry(
    document: Document, section: Section, blocks: Sequence[Block], part: tuple[int, int], dates: DateRange | None
) -> Entry:
    inside = blocks[part[0] : part[1]]
    head = _head(document, inside)
    title = next((found for line in head if (found := title_in(line))), "") or _first_part(head, section)
    span = Span(inside[0].span.start, inside[-1].span.end)
    return Entry(title, _organization(head, title), dates, span, section.kind)


def _first_part(head: Sequence[str], section: Section) -> str:
    """What an entry of the work section is headed by, where it has no word that is known to end a title."""
    if section.kind != "work" or not head:
        return ""
    part = re.split(r"\s*[,|•·\t]\s*|\s+[–—-]\s+", head[0])[0].strip()
    return part if len(part.split()) <= 6 else ""


def _head(document: Document, blocks: Sequence[Block]) -> list[str]:
    """The lines of an entry before its list or text, without their dates."""
    lines: list[str] = []
    for block in blocks[:4]:
        if block.role == "item" or not (_is_head_line(document, block) or not lines):
            break
        line = document.text[block.span.start : block.span.end]
        for dates in find_ranges(document.text, block.span):
            line = line.replace(document.text[dates.span.start : dates.span.end], " ")
        lines.append(" ".join(_APART.sub(" | ", line).split()).strip(" ,|–—-()[]"))
    return [line for line in lines if line]


def _organization(head: Sequence[str], title: str) -> str:
    """What stands beside the title: the first other part of the head."""
    for line in head:
        for part in re.split(r"\s*[,|•·–—\t]\s*|\s+(?:at|@|-)\s+", line):
            if part and part != title and title not in part and not part.isdigit():
                return part
    return ""
