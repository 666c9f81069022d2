"""HTML -> Document: a saved job page (its JobPosting data, else its main text), or a resume saved as a web page.

The door to trafilatura. It says where on the page the main text stands; the lines come from our own walk over that place,
because an extractor leaves out list items and tables now and then, and a posting lives in its list items.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from resumefit.config import Limits
from resumefit.errors import NoTextError, TooLargeError
from resumefit.reading.assembly import Assembler, hidden_note
from resumefit.reading.cleaning import clean_line
from resumefit.reading.css import hidden_words
from resumefit.reading.document import Document, Fact, HiddenWord, Source, Style
from resumefit.reading.frames import frame_of, is_description
from resumefit.reading.htmllines import Part, decoded, parts_of, tree_of
from resumefit.reading.jobposting import Posting, posting_in
from resumefit.reading.microdata import facts_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[^\W_]+")
_LEAST_DESCRIPTION = 40  # words; shorter ones are teasers
_SURE_DESCRIPTION = 120  # words; shorter ones are compared with the page
_TEASER = re.compile(r"(?:\.\.\.|…)\s*$")
_CORE_SHARE = 0.9  # of the main text's words that the chosen place must hold
_SURE_SHARE = 0.6  # of the main text's words; a place made for a posting's text that holds so many holds it all
_MOST_TAGS = 75_000  # job pages have some thousand
_LEAST_CORE = 25  # words; less main text than that is no main text
_LEAST_VOTE = 4  # words; shorter lines stand in frames, too
_LINK_LINE = 0.8  # share of a line's letters in links that makes it a link and no text
_LONGEST_LINK = 8  # words

_FRAME_HEADING = re.compile(
    r"(?:see |view )?(?:similar|related|recommended|other|more|latest|featured|new|current|all|explore)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:jobs?|roles?|vacanc\w+|positions?|openings?|opportunities|searches|articles|posts|news)\b|"
    r"people (?:also|who)\b|(?:jobs|roles|similar) .{0,20}\byou\b|you (?:may|might) also|share (?:this|the)\b|"
    r"apply (?:for|to) this\b|apply now\b|submit (?:your|an) application|how you compare|"
    r"(?:create|get|set).{0,30}\balerts?\b|"
    r"job alerts?\b|we (?:value|respect) your privacy|.{0,20}\bcookies?\b|sign (?:in|up)\b|log ?in\b|subscribe\b|"
    r"follow us\b|connect with us\b|refer a friend\b|salary (?:insights|estimate)|get notified",
    re.IGNORECASE,
)
_FRAME_LINE = re.compile(
    r"(?:©|\(c\)|copyright)\s|.*\ball rights reserved\b|follow us\b|"
    r".*\bcookies?\b.{0,60}\b(?:experience|device|website|site|policy|statement|preferences|settings)\b|"
    r"powered by\b|site (?:designed|built|by)\b|privacy (?:policy|notice|statement)|"
    r"terms (?:of|and)\b.{0,20}$|(?:sign|log) in\b.{0,80}$|skip to\b|"
    r"apply (?:now|today|for this job|on company|with)\b.{0,40}$|"
    r"(?:save|share|report|print|email) (?:this )?(?:job|vacancy|role|page)\b.{0,30}$|back to\b.{0,40}$|"
    r".*\bregistered (?:office|in england|charity)\b|.*\bjavascript\b.{0,40}\b(?:enable|enabled|turned on|required)\b|"
    r"(?:please )?enable javascript|(?:show|read|see|view) (?:more|less)$|(?:be among the first )?\d+ applicants?\b.{0,20}$|"
    r"(?:easy )?apply$|save$|share$|print$|report$|menu$|search$|posted (?:\d+\+?|today|yesterday|a )\b.{0,30}$",
    re.IGNORECASE,
)
_POSTING_HEADING = re.compile(
    r"require|qualif|responsib|dut(?:y|ies)|skills|experience|essential|desirable|preferred|nice to have|must[- ]have|"
    r"what (?:you|we)|who you|about (?:you|the (?:role|job|team|company)|us)|benefit|perks|we offer|"
    r"the (?:role|job)|person spec",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a page says: the lines of its posting or main text, and the words in that place that nobody sees.

    `marked` says whether the page marks a posting as one, as data for machines or by the name of the place.
    """

    parts: Sequence[Part]
    hidden: Sequence[HiddenWord] = ()
    facts: Sequence[Fact] = ()
    marked: bool = False

    @property
    def words(self) -> int:
        """The number of words that are seen."""
        return len(_words(self.parts))


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a saved page. Raises NoTextError, UndecodableError and TooLargeError (over `limits.characters` of text)."""
    return document_of(found_in(decoded(data, source.name), source.name, limits), source)


def found_in(page: str, name: str, limits: Limits) -> Found:
    """What a page says. Raises TooLargeError (over `limits.characters` of text, or too many tags)."""
    if page.count("<") > _MOST_TAGS:
        raise TooLargeError(f"{name} holds over {_MOST_TAGS:,} tags: give the posting or resume alone")
    posting = posting_in(page)
    found = _found(posting, page)
    if sum(len(part.text) for part in found.parts) > limits.characters:
        raise TooLargeError(f"{name} holds over {limits.characters:,} characters: give the posting or resume alone")
    return replace(found, facts=posting.facts if posting else facts_in(page))


def document_of(found: Found, source: Source, facts: Iterable[Fact] = (), notes: Iterable[str] = ()) -> Document:
    """The Document of what was found, with further facts and notes. Raises NoTextError where no word is seen."""
    if not found.words:
        why = (
            "shows no text: all of its words are hidden from a reader of the page; save it without the styles that hide them"
            if found.hidden
            else "holds no text: the page may load it by script; copy the text from the browser and give that"
        )
        raise NoTextError(f"{source.name} {why}")
    return assembled(found.parts, source, (*found.facts, *facts), found.hidden, notes)


def read_naive(data: bytes, name: str) -> str:
    """What a plain extraction gives: the page without its tags."""
    root = tree_of(decoded(data, name))
    if root is None:
        return ""
    return "\n".join(clean_line(text) for text in root.itertext() if text.strip())


def assembled(
    parts: Iterable[Part],
    source: Source,
    facts: Iterable[Fact] = (),
    hidden: Sequence[HiddenWord] = (),
    notes: Iterable[str] = (),
) -> Document:
    """The Document of these lines, and of what else there is to say of them."""
    assembler = Assembler(source)
    for part in parts:
        if part.role == "heading":
            assembler.blank()
        assembler.text_line(
            part.text,
            starts=part.starts,
            role=part.role,
            level=part.level,
            place="table" if part.in_table else "body",
            style=Style(bold=part.bold),
        )
    return assembler.document(hidden=hidden, facts=facts, notes=[*hidden_note(hidden), *notes])


# ---------------------------------------------------------------- JobPosting or page


def _found(posting: Posting | None, page: str) -> Found:
    """The lines of the JobPosting where it is complete, else those of the page."""
    if posting is None:
        return _main_text(page)
    stated = Found(_titled(posting), posting.hidden, marked=True)
    words = _words(posting.description)
    if len(words) >= _SURE_DESCRIPTION and not _TEASER.search(posting.description[-1].text):
        return stated
    main = _main_text(page)
    on_page = _words(main.parts)
    if len(words) < _LEAST_DESCRIPTION and len(on_page) > len(words):
        return main
    more = len(on_page) > 1.5 * len(words)
    same = sum(word in set(on_page) for word in words) >= 0.6 * len(words)
    return main if more and same else stated


def _titled(posting: Posting) -> list[Part]:
    parts = [*posting.description, *posting.fields]
    first = parts[0].text.lower() if parts else ""
    if posting.title and posting.title.lower() != first:
        parts.insert(0, Part(posting.title, "heading", 1))
    return parts


def _words(parts: Iterable[Part]) -> list[str]:
    return [word for part in parts for word in _WORD.findall(part.text.lower())]


# ---------------------------------------------------------------- main text


@dataclass(slots=True)
class _Page:
    """A page's lines, and of each element the lines that it holds, as (first, last + 1)."""

    root: HtmlElement
    parts: list[Part]
    ranges: dict[HtmlElement, tuple[int, int]]
    hints: list[HtmlElement]


def _main_text(page: str) -> Found:
    """The lines of a page's main text; all its lines where it has no frame of menus and the like around it."""
    root = tree_of(page)
    if root is None:
        return Found(())
    hints = [each for each in root.iter() if is_description(each)]
    frame, proven = frame_of(root, hints)
    if not proven and not hints:
        return Found(parts_of(root), list(hidden_words(root)))
    parts = parts_of(root, without=frame)
    place, chosen = _chosen(_Page(root, parts, _ranges(parts), hints))
    hidden = list(hidden_words(place, frame))
    return Found(chosen or parts or parts_of(root), hidden, marked=bool(hints))


def _ranges(parts: Sequence[Part]) -> dict[HtmlElement, tuple[int, int]]:
    ranges: dict[HtmlElement, tuple[int, int]] = {}
    for index, part in enumerate(parts):
        element = part.element
        while element is not None:
            first, _ = ranges.get(element, (index, index))
            ranges[element] = (first, index + 1)
            element = element.getparent()
    return ranges


def _chosen(page: _Page) -> tuple[HtmlElement, list[Part]]:
    """The main text's place, and its lines, without what the frame left in it, the page's title first."""
    core = _core(page)
    if sum(len(_WORD.findall(page.parts[index].text)) for index in core) < _LEAST_CORE:
        return page.root, []
    place = _place_of(core, page)
    first, end = page.ranges[place]
    kept = _trimmed(list(_without_frame(page, range(first, end))), core, page)
    return place, [*_title_before(kept, page), *(page.parts[index] for index in kept)]


def _core(page: _Page) -> set[int]:
    """The lines that the extractor takes for main text, and those in places made for a posting's text."""
    main = f" {' '.join(_WORD.findall(_extracted(page.root).lower()))} "
    core: set[int] = set()
    marked: set[int] = set()
    for index, part in enumerate(page.parts):
        words = _WORD.findall(part.text.lower())
        if len(words) >= _LEAST_VOTE and f" {' '.join(words)} " in main and not _is_frame_line(part):
            core.add(index)
    for hint in page.hints:
        marked.update(range(*page.ranges.get(hint, (0, 0))))
    said, found = (len(_words(page.parts[index] for index in each)) for each in (marked, core | marked))
    return marked if said >= _SURE_SHARE * found else core | marked


def _extracted(root: HtmlElement) -> str:
    """The main text as trafilatura finds it, "" where it finds none."""
    import trafilatura
    from lxml import html

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # or Python prints their remarks on stderr
    source = html.tostring(root, encoding="unicode")
    text = trafilatura.extract(
        source, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False
    )
    return text or ""


def _place_of(core: set[int], page: _Page) -> HtmlElement:
    """The innermost element that holds nearly all of the main text."""
    words = [len(_WORD.findall(part.text)) if index in core else 0 for index, part in enumerate(page.parts)]
    before = [0, *accumulate(words)]
    best, best_size = page.root, len(page.parts) + 1
    for element, (first, end) in page.ranges.items():
        if before[end] - before[first] >= _CORE_SHARE * before[-1] and end - first <= best_size:
            best, best_size = element, end - first
    return best


def _is_frame_line(part: Part) -> bool:
    if part.links >= _LINK_LINE and len(part.text.split()) <= _LONGEST_LINK and "@" not in part.text:
        return True
    return part.role != "item" and bool(_FRAME_LINE.match(part.text))


def _without_frame(page: _Page, indexes: Iterable[int]) -> Iterator[int]:
    """Lines, without links that stand alone, frame lines, and what is headed like a list of other jobs."""
    muted = 0  # the level of the heading that says that what follows is no posting
    scope: HtmlElement | None = None
    for index in indexes:
        part = page.parts[index]
        if part.role == "heading":
            if _FRAME_HEADING.match(part.text) and not _POSTING_HEADING.match(part.text):
                muted, scope = part.level, _scope(part.element)
                continue
            if muted and part.level <= muted:
                muted = 0
        if muted and scope is not None and part.element is not scope and scope not in part.element.iterancestors():
            muted = 0
        if not muted and not _is_frame_line(part):
            yield index


def _scope(heading: HtmlElement) -> HtmlElement | None:
    """How far a heading reaches: the nearest element around it that holds more than it."""
    scope = heading.getparent()
    while scope is not None and len(scope) == 1 and scope.tag != "body":
        scope = scope.getparent()
    return scope


def _trimmed(kept: Sequence[int], core: set[int], page: _Page) -> list[int]:
    """The lines from the title or the first line of main text to the last one, and list items that follow it."""
    inside = [index for index in kept if index in core]
    if not inside:
        return list(kept)
    first, last = inside[0], inside[-1]
    titles = [index for index in kept if index <= first and page.parts[index].role == "heading"]
    start = titles[0] if titles else first
    after = [index for index in kept if index > last]
    for index in after:
        part = page.parts[index]
        if not _is_next_to(part, page.parts[last]):
            break
        last = index
    return [index for index in kept if start <= index <= last]


def _is_next_to(part: Part, other: Part) -> bool:
    """Whether two lines stand in the same element, or in neighbours; of items, their lists."""
    here, there = _around(part.element), _around(other.element)
    return part.element is other.element or here is there or here is other.element


def _around(element: HtmlElement) -> HtmlElement | None:
    parent = element.getparent()
    while parent is not None and parent.tag in ("ul", "ol", "dl", "li"):
        parent = parent.getparent()
    return parent


def _title_before(kept: Sequence[int], page: _Page) -> list[Part]:
    """The page's main heading where it stands outside the main text."""
    if any(page.parts[index].role == "heading" and page.parts[index].level == 1 for index in kept):
        return []
    before = [part for part in page.parts[: kept[0] if kept else 0] if part.role == "heading" and part.level <= 2]
    main = [part for part in before if part.level == 1] or before
    return main[-1:]
