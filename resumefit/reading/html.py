"""HTML -> Document: a saved job page (its JobPosting data, else its main text), or a resume saved as a web page.

The door to trafilatura. It says where on the page the main text stands; the lines come from our own walk over that place,
because an extractor leaves out list items and tables now and then, and a posting lives in its list items.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from resumefit.config import Limits
from resumefit.errors import NoTextError, TooLargeError
from resumefit.reading.assembly import Assembler
from resumefit.reading.cleaning import clean_line
from resumefit.reading.document import Document, Fact, Source, Style
from resumefit.reading.htmllines import Part, decoded, is_hidden, parts_of, tree_of
from resumefit.reading.jobposting import Posting, posting_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[^\W_]+")
_LEAST_DESCRIPTION = 40  # words; shorter ones are teasers
_SURE_DESCRIPTION = 120  # words; shorter ones are compared with the page
_TEASER = re.compile(r"(?:\.\.\.|…)\s*$")
_CORE_SHARE = 0.9  # of the main text's words that the chosen place must hold
_SURE_SHARE = 0.6  # of the main text's words; a place made for a posting's text that holds so many holds it all
_MOST_OF_PAGE = 0.5  # of the page's letters; what holds more is no frame, whatever it is called
_MOST_TAGS = 75_000  # job pages have some thousand
_LEAST_CORE = 25  # words; less main text than that is no main text
_LEAST_VOTE = 4  # words; shorter lines stand in frames, too
_LINK_LINE = 0.8  # share of a line's letters in links that makes it a link and no text
_LONGEST_LINK = 8  # words

# Words in class, id and role that name parts of a page's frame. Whole words, as sites write them.
_FRAME_WORDS = frozenset(
    "nav navbar navigation menu menubar submenu topbar toolbar breadcrumb breadcrumbs footer bottom masthead cookie cookies "
    "cookiemsg cookiebar consent gdpr ccpa onetrust privacy newsletter subscribe signup signin login register social share "
    "sharing related similar recommended recommendation recommendations suggestions popup modal overlay advert advertisement "
    "ad ads sponsored promo promoted skip alert alerts pagination pager search filters comments captcha toast upsell "
    "sidebar-jobs notification notifications banner complementary contentinfo dialog alertdialog".split()
)
# Of these, the ones that only a page with a frame has; the others occur in resumes saved as pages, too.
_FRAME_PROOF = frozenset(
    "nav navbar navigation menu menubar topbar breadcrumb breadcrumbs cookie cookies cookiemsg cookiebar consent gdpr "
    "onetrust newsletter subscribe signup signin login search pagination".split()
)
_FRAME_TAGS = frozenset(("nav", "footer", "aside", "form"))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAME_PARTS = re.compile(r"[^a-z0-9]+")
# The places where the well-known systems put a posting's text, and schema.org's own mark-up
_DESCRIPTION = re.compile(
    r"job[-_ ]?(?:posting)?[-_ ]?(?:description|content|body)|posting[-_](?:page|description|requirements|category)|"
    r"vacancy[-_ ]?(?:description|text|details)|description__text|jobsearch-JobComponent-description|closing-description|"
    r"job__description|(?:^|[\s_-])descriptionText",
    re.IGNORECASE,
)
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


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a saved page. Raises NoTextError, UndecodableError and TooLargeError (over `limits.characters` of text)."""
    page = decoded(data, source.name)
    if page.count("<") > _MOST_TAGS:
        raise TooLargeError(f"{source.name} holds over {_MOST_TAGS:,} tags: give the posting or resume alone")
    posting = posting_in(page)
    parts = _posting_parts(posting, page)
    if sum(len(part.text) for part in parts) > limits.characters:
        raise TooLargeError(
            f"{source.name} holds over {limits.characters:,} characters: give the posting or resume alone"
        )
    if not any(_WORD.search(part.text) for part in parts):
        raise NoTextError(
            f"{source.name} holds no text: the page may load it by script; copy the text from the browser and give that"
        )
    return assembled(parts, source, posting.facts if posting else ())


def read_naive(data: bytes, name: str) -> str:
    """What a plain extraction gives: the page without its tags."""
    root = tree_of(decoded(data, name))
    if root is None:
        return ""
    return "\n".join(clean_line(text) for text in root.itertext() if text.strip())


def assembled(parts: Iterable[Part], source: Source, facts: Iterable[Fact] = ()) -> Document:
    """The Document of these lines."""
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
    return assembler.document(facts=facts)


# ---------------------------------------------------------------- JobPosting or page


def _posting_parts(posting: Posting | None, page: str) -> list[Part]:
    """The lines of the JobPosting where it is complete, else those of the page."""
    if posting is None:
        return _main_parts(page)
    words = _words(posting.description)
    if len(words) >= _SURE_DESCRIPTION and not _TEASER.search(posting.description[-1].text):
        return _titled(posting)
    main = _main_parts(page)
    on_page = _words(main)
    if len(words) < _LEAST_DESCRIPTION and len(on_page) > len(words):
        return main
    more = len(on_page) > 1.5 * len(words)
    same = sum(word in set(on_page) for word in words) >= 0.6 * len(words)
    return main if more and same else _titled(posting)


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


def _main_parts(page: str) -> list[Part]:
    """The lines of a page's main text; all its lines where it has no frame of menus and the like around it."""
    root = tree_of(page)
    if root is None:
        return []
    hints = [each for each in root.iter() if _is_description(each)]
    frame, proven = _frame_of(root, hints)
    if not proven and not hints:
        return parts_of(root)
    parts = parts_of(root, without=frame)
    site = _Page(root, parts, _ranges(parts), hints)
    return _chosen(site) or parts or parts_of(root)


def _frame_of(root: HtmlElement, hints: Iterable[HtmlElement]) -> tuple[set[HtmlElement], bool]:
    """The elements of the frame, and whether there is any that only a page with a frame has."""
    sizes = _sizes(root)
    posting = _with_ancestors(hints)
    titles = _with_ancestors(root.iter("h1"))
    frame: set[HtmlElement] = set()
    proven = False
    for element in root.iter():
        if element.tag in ("html", "body", "main") or sizes[element] > _MOST_OF_PAGE * sizes[root]:
            continue
        names = _names(element)
        if not (element.tag in _FRAME_TAGS or names & _FRAME_WORDS or _is_bare_header(element)):
            continue
        # A posting's text or title may stand in an element that is named like a frame
        if element in posting or (element in titles and element.tag not in _FRAME_TAGS):
            continue
        frame.add(element)
        proven |= sizes[element] > 0 and (element.tag in ("nav", "form") or bool(names & _FRAME_PROOF))
    return frame, proven


def _sizes(root: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of text in each element."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        inside = sum(sizes[child] + len((child.tail or "").strip()) for child in element)
        sizes[element] = len((element.text or "").strip()) + inside
    return sizes


def _with_ancestors(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    found: set[HtmlElement] = set()
    for element in elements:
        around: HtmlElement | None = element
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return found


def _names(element: HtmlElement) -> frozenset[str]:
    """The words in an element's class, id and role."""
    text = " ".join(element.get(name, "") for name in ("class", "id", "role", "data-automation-id", "data-qa"))
    return frozenset(_NAME_PARTS.split(_CAMEL.sub("-", text).lower())) if text.strip() else frozenset()


def _is_bare_header(element: HtmlElement) -> bool:
    """Whether it is a page's header without the page's title."""
    return element.tag == "header" and next(element.iter("h1", "h2"), None) is None


def _is_description(element: HtmlElement) -> bool:
    if element.tag in ("body", "html") or is_hidden(element):
        return False
    if element.get("itemprop") in ("description", "responsibilities", "qualifications", "skills"):
        return any(each.get("itemtype", "").endswith("JobPosting") for each in element.iterancestors())
    names = (element.get(name, "") for name in ("class", "id", "data-automation-id", "data-qa", "data-testid"))
    return any(name and _DESCRIPTION.search(name) for name in names)


def _ranges(parts: Sequence[Part]) -> dict[HtmlElement, tuple[int, int]]:
    ranges: dict[HtmlElement, tuple[int, int]] = {}
    for index, part in enumerate(parts):
        element = part.element
        while element is not None:
            first, _ = ranges.get(element, (index, index))
            ranges[element] = (first, index + 1)
            element = element.getparent()
    return ranges


def _chosen(page: _Page) -> list[Part]:
    """The lines of the main text's place, without what the frame left in it, the page's title first."""
    core = _core(page)
    if sum(len(_WORD.findall(page.parts[index].text)) for index in core) < _LEAST_CORE:
        return []
    place = _place_of(core, page)
    first, end = page.ranges[place]
    kept = _trimmed(list(_without_frame(page, range(first, end))), core, page)
    return [*_title_before(kept, page), *(page.parts[index] for index in kept)]


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
