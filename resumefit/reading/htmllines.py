"""HTML tree -> lines: what a browser would set on lines of their own, with what the markup says of each.

The door to lxml for HTML. Nothing recurses: trees are walked by events, and tags nested deeper than any page needs are
taken out of the source before it is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from resumefit.reading.cleaning import clean_line
from resumefit.reading.css import UNSEEN, hidden_words, is_hidden, mark_hidden
from resumefit.reading.document import HiddenWord, Role
from resumefit.reading.plain import decode, lines_of
from resumefit.reading.signs import without_sign

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEPEST = 120  # tags; libxml2 gives up at 256
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSED_BY_OTHERS = frozenset("p li td th tr dd dt option thead tbody tfoot colgroup html head body".split())

JUNK = frozenset(
    "script style noscript template svg math iframe object canvas video audio map select textarea datalist head title "
    "button input meta link dialog".split()
)
"""Elements whose text nobody reads as part of the page's text."""

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td "
    "tfoot th thead tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD_TAGS = frozenset(("b", "strong"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ICON_FONT = re.compile(r"\bmaterial-(?:icons|symbols)", re.IGNORECASE)  # a word stands for each of its pictures
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:break-spaces|pre)", re.IGNORECASE)
_LONGEST_BOLD_HEADING = 10  # words
_LONGEST_CELL = 60  # characters
_NEED_COLUMN = re.compile(
    r"\W*(?:essential|required|must[- ]haves?|desirable|preferred|nice[- ]to[- ]haves?)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Part:
    """A line of an HTML text. `links` is the share of its characters that stand in links; `element` is where it stands."""

    text: str
    role: Role = "text"
    level: int = 0
    starts: bool = True
    bold: bool = False
    links: float = 0.0
    element: Any = None
    in_table: bool = False


def decoded(data: bytes, name: str) -> str:
    """The text of an HTML file: by byte-order mark, as UTF-8, by what the page says, else by detection."""
    if data.startswith(_BOMS):
        return decode(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:4096])
    encoding = said[1].decode("ascii").lower() if said else ""
    if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        encoding = "windows-1252"  # as browsers take it (WHATWG Encoding, "Names and labels")
    if encoding.startswith("utf") or not encoding:
        return decode(data, name)
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return decode(data, name)


def tree_of(text: str) -> HtmlElement | None:
    """The tree of a page or a piece of one, without its junk and with what is hidden marked (see `css`).

    None where there is no element at all.
    """
    from lxml import etree

    root = whole_tree_of(text)
    if root is None:
        return None
    mark_hidden(root)
    for button in list(root.iter("button")):
        if button.getparent() is not None and _heading_level(button.getparent()):
            button.drop_tag()  # headings that fold and unfold what is under them
    etree.strip_elements(root, etree.Comment, etree.PI, *JUNK, with_tail=False)
    return root


def whole_tree_of(text: str) -> HtmlElement | None:
    """The tree of a page as it is; None where there is no element at all."""
    from lxml import etree, html

    text = flattened(_XML_DECLARATION.sub("", _CONTROLS.sub("", text)))
    try:
        return html.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        return None


def flattened(text: str) -> str:
    """HTML without the tags that are nested deeper than any page needs; what they hold stays."""
    depth = deepest = 0
    for closing, tag in _TAG.findall(text):
        if _nests(tag):
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    if deepest <= _DEEPEST:
        return text
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if not _nests(tag[2]):
            return tag[0]
        inner = depth if tag[1] else depth + 1
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if inner <= _DEEPEST:
            return tag[0]
        return "<br>" if tag[2].lower() in _BLOCKS else ""

    return _TAG.sub(kept, text)


def _nests(tag: str) -> bool:
    return tag.lower() not in _VOID and tag.lower() not in _CLOSED_BY_OTHERS


@dataclass(slots=True)
class _State:
    """Where the walk is."""

    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    bold: int = 0
    link: int = 0
    pre: int = 0
    lists: int = 0
    table: int = 0
    items: list[bool] = field(default_factory=list)
    heading: int = 0


def parts_of(root: HtmlElement, *, without: Collection[HtmlElement] = ()) -> list[Part]:
    """The lines below `root`, but for the elements in `without`, elements that are hidden and those that hold no text."""
    return list(_Walk(root, without).parts())


class _Walk:
    def __init__(self, root: HtmlElement, without: Collection[HtmlElement]) -> None:
        self.root, self.without = root, set(without)
        self.state = _State()
        self.ready: list[Part] = []
        self.done: set[HtmlElement] = set()

    def parts(self) -> Iterator[Part]:
        from lxml import etree

        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._is_left_out(element) or self._is_set_as_table(element):
                    self.done.add(element)
                    walk.skip_subtree()
                else:
                    self._start(element)
            else:
                if element not in self.done:
                    self._end(element)
                if element is not self.root:
                    self._text(element.tail, element.getparent())
            yield from self.ready
            self.ready.clear()
        self._flush(self.root)
        yield from self.ready

    def _is_set_as_table(self, element: HtmlElement) -> bool:
        """Whether the element is a table or row that is set in a way of its own; its lines are ready then."""
        parts: list[Part] = []
        if element.tag == "table":
            parts = _need_columns(element, self.without)
        elif element.tag == "tr":
            parts = _joined_row(element, self.without)
        if parts:
            self._flush(element.getparent())
            self.ready.extend(parts)
        return bool(parts)

    def _is_left_out(self, element: HtmlElement) -> bool:
        return element in self.without or is_hidden(element) or bool(_ICON_FONT.search(element.get("class", "")))

    def _text(self, text: str | None, element: HtmlElement) -> None:
        """Take in a piece of the text that is the element's own."""
        if not text or UNSEEN in element.attrib:
            return
        state = self.state
        rows = text.split("\n") if state.pre else [text]
        for number, row in enumerate(rows):
            if number:
                self._flush(self.root)
            state.pieces.append((row, state.bold > 0, state.link > 0))

    def _start(self, element: HtmlElement) -> None:
        tag, state = element.tag, self.state
        if tag in _BLOCKS or tag == "br" or element.get("role") in ("heading", "listitem"):
            self._flush(element.getparent())
        state.bold += _is_bold(element)
        state.link += tag == "a"
        state.pre += _is_pre(element)
        state.lists += tag in ("ul", "ol", "menu", "dir")
        state.table += tag == "table"
        if _is_item(element):
            state.items.append(True)
        if (level := _heading_level(element)) and not state.items:
            state.heading = level
        self._text(element.text, element)

    def _end(self, element: HtmlElement) -> None:
        tag, state = element.tag, self.state
        if tag in _BLOCKS or element.get("role") in ("heading", "listitem"):
            self._flush(element)
        elif tag not in ("br", "wbr") and _is_chip(element):
            self._text(" ", element.getparent())
        state.bold -= _is_bold(element)
        state.link -= tag == "a"
        state.pre -= _is_pre(element)
        state.lists -= tag in ("ul", "ol", "menu", "dir")
        state.table -= tag == "table"
        if _is_item(element) and state.items:
            state.items.pop()
        if _heading_level(element):
            state.heading = 0

    def _flush(self, element: HtmlElement | None) -> None:
        """End the line."""
        state = self.state
        pieces, state.pieces = state.pieces, []
        text = clean_line("".join(piece for piece, _, _ in pieces))
        if not text:
            return
        letters = sum(_letters(piece) for piece, _, _ in pieces)
        bold = letters > 0 and sum(_letters(piece) for piece, is_bold, _ in pieces if is_bold) >= 0.95 * letters
        links = sum(_letters(piece) for piece, _, in_link in pieces if in_link) / letters if letters else 0.0
        text, signed = without_sign(text)
        role, level, starts = self._role(text, bold, signed)
        self.ready.append(Part(text, role, level, starts, bold, links, element, state.table > 0))

    def _role(self, text: str, bold: bool, signed: bool) -> tuple[Role, int, bool]:
        state = self.state
        if state.heading:
            return "heading", state.heading, True
        if state.items:
            first = state.items[-1] or signed
            state.items[-1] = False
            return "item", max(0, state.lists - 1), first
        if signed:
            return "item", 0, True
        if bold and is_short_heading(text):
            return "heading", 6, True
        return "text", 0, True


def is_short_heading(text: str) -> bool:
    """Whether a line that is bold as a whole can be a heading: short, and no sentence."""
    return len(text.split()) <= _LONGEST_BOLD_HEADING and not text.endswith((".", ",", ";", "!"))


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _is_bold(element: HtmlElement) -> bool:
    return element.tag in _BOLD_TAGS or bool(_BOLD_STYLE.search(element.get("style", "")))


def _is_pre(element: HtmlElement) -> bool:
    return element.tag == "pre" or bool(_PRE_STYLE.search(element.get("style", "")))


def _is_item(element: HtmlElement) -> bool:
    return element.tag in ("li", "dd") or element.get("role") == "listitem"


def _is_chip(element: HtmlElement) -> bool:
    """Whether this and the next are shown apart though no blank stands between them, as labels set by a style sheet are;
    a word that is cut in two by spans, as Word does it, has no capital at the cut."""
    following = element.getnext()
    if element.tail or following is None or following.tag != element.tag or element.tag not in ("span", "a"):
        return False
    text, after = element.text_content().rstrip(), following.text_content().lstrip()
    return bool(
        element.get("class") and text and after and (text[-1].islower() or text[-1].isdigit()) and after[0].isupper()
    )


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _joined_row(row: HtmlElement, without: Collection[HtmlElement]) -> list[Part]:
    """A row of a few words in each of several cells as one line; nothing for any other row."""
    cells = _cells(row)
    if not 2 <= len(cells) <= 6 or any(len(cell.text_content()) > 4 * _LONGEST_CELL for cell in cells):
        return []
    inside = [parts_of(cell, without=without) for cell in cells]
    filled = [parts for parts in inside if parts]
    if len(filled) < 2 or any(
        len(parts) > 1 or len(parts[0].text) > _LONGEST_CELL or parts[0].links > 0.5 for parts in filled
    ):
        return []
    if any(parts[0].role == "item" for parts in filled):
        return []
    bold = all(parts[0].bold for parts in filled)
    return [Part(" | ".join(parts[0].text for parts in filled), bold=bold, element=row, in_table=True)]


def _need_columns(table: HtmlElement, without: Collection[HtmlElement]) -> list[Part]:
    """A table with columns such as "Essential" and "Desirable", column by column, so that each item stands under its need.

    Read row by row, as pages are, the head of the column would be far from what it says something about.
    """
    rows = [_cells(row) for row in table.iter("tr")]
    heads = [clean_line(cell.text_content()) for cell in rows[0]] if rows else []
    needs = [index for index, head in enumerate(heads) if _NEED_COLUMN.match(head) and len(head.split()) <= 4]
    if not needs or len(rows) < 2 or next(table.iterdescendants("table"), None) is not None:
        return []
    parts: list[Part] = []
    for index in range(needs[0], len(heads)):
        if heads[index]:
            parts.append(Part(heads[index], "heading", 6, element=table, in_table=True))
        for row in rows[1:]:
            if index == needs[0]:
                parts.extend(part for cell in row[: needs[0]] for part in _as_label(parts_of(cell, without=without)))
            parts.extend(part for cell in row[index : index + 1] for part in _as_items(parts_of(cell, without=without)))
    return parts


def _as_label(parts: list[Part]) -> list[Part]:
    return [replace(part, role="text", level=0, in_table=True) for part in parts]


def _as_items(parts: list[Part]) -> list[Part]:
    return [replace(part, role="item", level=0, in_table=True) for part in parts]


def _heading_level(element: HtmlElement) -> int:
    if element.get("role") == "heading":
        level = element.get("aria-level", "")
        return min(max(int(level), 1), 6) if level.isascii() and level.isdigit() and len(level) < 3 else 2
    return _HEADINGS.get(element.tag, 0)


def fragment(text: str, hidden: list[HiddenWord] | None = None) -> list[Part]:
    """The lines of a piece of HTML, or of plain text where it holds no tag; words that it hides go to `hidden`."""
    if not _TAG.search(text) and "<!--" not in text:
        return list(_plain_parts(text))
    root = tree_of(f"<div>{text}</div>")
    if root is None:
        return []
    if hidden is not None:
        hidden.extend(hidden_words(root))
    return parts_of(root)


def _plain_parts(text: str) -> Iterator[Part]:
    import html

    from resumefit.reading.cleaning import clean_text

    text = clean_text(html.unescape(text))
    for line in lines_of(text):
        yield Part(text[line.span.start : line.span.end], line.role, line.level, line.starts)
