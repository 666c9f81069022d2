"""DOC3: text that a parser may lose, scramble or get without the page showing it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.plain import row_text
from resumefit.checks.sources import GREENHOUSE, PDF_STANDARD
from resumefit.checks.subject import Subject, around
from resumefit.language.patterns import data_table
from resumefit.reading.document import Document, HiddenWhy, Span, Word

_SHOWN_WORDS = 12  # of hidden text, in a quote
_HIDDEN: dict[HiddenWhy, str] = {
    "hidden": "hidden",
    "white": "in the colour of their ground",
    "tiny": "too small to see",
    "off the page": "off the page",
    "invisible": "invisible",
    "covered": "covered by something",
}
# UTF-8 that was read as Windows-1252: â€™ for ’, Ã© for é
_MOJIBAKE = re.compile("â€[\u2122œ\u009d\u201c\u201d¢¦™˜]|Ã[\u00a0-\u00bf]|Â[\u00a0·•]|ï‚·")
_PREFIX = re.compile(r"https?://|www\.|mailto:")
_SCHEME = re.compile(r"^(?:https?|mailto|tel|sms):", re.IGNORECASE)
_HOST = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}\.?(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
_MAIL = re.compile(r"^[\w.+%'-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?:\?.*)?$", re.IGNORECASE)
_WRITTEN_URL = re.compile(r"(?<![\w@.])(?:https?:?/{0,3}|www\.)[^\s<>()|,;•]+", re.IGNORECASE)


@check(
    code="DOC301",
    name="hidden-text",
    title="The file holds words that nobody sees",
    why="A parser reads them and shows them to the recruiter: white keywords look like a trick, and what a template "
    "left behind turns up in your record.",
    fix="Delete the hidden text; what is true and asked for belongs where it can be read.",
    source=f"{OUR_JUDGEMENT}; that text painted invisibly or over is extracted all the same: {PDF_STANDARD}, 9.3.6 and 9.10",
    severity="costs",
    applies="file",
)
def hidden_text(subject: Subject, *, words: int = 3) -> Iterator[Spot]:
    """At least so many words are white, tiny, covered, off the page or invisible."""
    scans = subject.document.file.scans
    unseen = [word for word in subject.document.hidden if word.why in _HIDDEN and word.page not in scans]
    if len(unseen) >= words:
        whys = [why for why, _ in Counter(word.why for word in unseen).most_common()]
        first = unseen[0]
        yield Spot(
            message=f"{len(unseen)} words are {' or '.join(_HIDDEN[why] for why in whys)}",
            page=first.page,
            boxes=tuple(word.box for word in unseen if word.box and word.page == first.page),
            quote=" ".join(word.text for word in unseen[:_SHOWN_WORDS]),
        )


@check(
    code="DOC302",
    name="letter-spaced",
    title="A word is spaced out letter by letter",
    why="Greenhouse says of spaces between letters that its parser can't read them as one word; a plain extraction "
    "gives “E X P E R I E N C E”, in which no heading is found.",
    fix="Take the spaces out; set the heading larger or in capitals instead.",
    source=GREENHOUSE,
    severity="costs",
    applies="file",
)
def letter_spaced(subject: Subject) -> Iterator[Spot]:
    """The gaps between a word's letters are as wide as blanks, or are blanks."""
    marks = [mark for mark in subject.document.file.marks if mark.kind == "spaced" and mark.box]
    for mark in marks:
        yield Spot(
            message=f"“{mark.text}” reads “{' '.join(mark.text)}” in a plain extraction",
            page=mark.page,
            boxes=(mark.box,) if mark.box else (),
            quote=mark.text,
        )
    if not subject.document.pages:
        for found in _spaced_out().finditer(subject.text):
            yield Spot(message=f"“{found[0]}” is no word to a parser", span=Span(found.start(), found.end()))


@check(
    code="DOC303",
    name="glued-words",
    title="Words run together in a plain extraction",
    why="The file has no blanks between its words, only gaps, as TeX leaves them. An extraction that takes narrow "
    "gaps for none, as pdfplumber's usual settings do, glues words, and no search finds them. Others divide them "
    "well.",
    fix="Export from another program, or have real blanks written (pdfTeX: \\pdfinterwordspaceon).",
    source="pdfplumber, README, extract_text and extract_words (x_tolerance), github.com/jsvine/pdfplumber",
    severity="polish",
    applies="file",
)
def glued_words(subject: Subject, *, share: float = 0.2) -> Iterator[Spot]:
    """Such a share of the gaps of a page without blanks is narrow."""
    document = subject.document
    for page, blanks in enumerate(document.file.blanks, 1):
        if blanks:
            continue
        here = [row for row in subject.rows if document.words.pages[row[0]] == page]
        gaps = sum(len(row) - 1 for row in here)
        glued = {id(row): len(row) - len(row_text(document, row).split()) for row in here}
        count = sum(glued.values())
        if gaps and count >= share * gaps:
            worst = max(here, key=lambda row: glued[id(row)])
            yield Spot(
                message=f"Page {page} has no blanks, and a plain extraction joins {count} pairs of words",
                page=page,
                boxes=tuple(document.words[number].box for number in worst),
                quote=row_text(document, worst),
            )
            return


@check(
    code="DOC304",
    name="scrambled-lines",
    title="A plain extraction mixes lines that have nothing to do with each other",
    why="What stands side by side is read as one line: a heading of the sidebar ends up in a position, a skill in a "
    "sentence.",
    fix="Set the resume in one column, or see that what stands side by side belongs together (a title and its dates).",
    source=f"{GREENHOUSE} (columned layout); how it would read: {OUR_JUDGEMENT}, by what plain extractions do",
    severity="costs",
    applies="file",
)
def scrambled_lines(subject: Subject, *, lines: int = 5) -> Iterator[Spot]:
    """At least so many rows of the pages join words of different parts of it."""
    mixed = [row for row in subject.mixed_rows if len(row) > 2]
    if len(mixed) >= lines:
        row, text = max(((row, row_text(subject.document, row)) for row in mixed), key=lambda one: len(one[1]))
        words = [subject.document.words[number] for number in row]
        shown = " / ".join(dict.fromkeys(_line_text(subject.document, word) for word in words))
        yield Spot(
            message=f"{len(mixed)} lines are mixed with others: “{shown}” is read as “{text}”",
            page=words[0].page,
            boxes=tuple(word.box for word in words),
            quote=text,
        )


@check(
    code="DOC305",
    name="divided-words",
    title="Words are divided at the ends of lines",
    why="A plain extraction keeps the hyphen and the line's end: “develop-” and “ment” are two words, and a search "
    "for the whole finds neither.",
    fix="Turn hyphenation off and set the text ragged right.",
    source=f"{OUR_JUDGEMENT}; {PDF_STANDARD}, 14.8.2.2.3 (only a soft hyphen tells that a word was divided)",
    severity="polish",
    applies="file",
)
def divided_words(subject: Subject, *, words: int = 3) -> Iterator[Spot]:
    """At least so many words go on on the next line."""
    found = subject.document.words
    touching = (
        place for place, (end, start) in enumerate(zip(found.ends, found.starts[1:], strict=False)) if end == start
    )
    pairs = [
        (left, right)
        for left, right in ((found[place], found[place + 1]) for place in touching)
        if right.box.top > left.box.top + (left.box.bottom - left.box.top) / 2
    ]
    if len(pairs) >= words:
        first, second = pairs[0]
        span = Span(first.span.start, second.span.end)
        yield Spot(message=f"{len(pairs)} words are divided, “{subject.document.quote(span)}” among them", span=span)


# ---------------------------------------------------------------- characters


@check(
    code="DOC306",
    name="unreadable-glyphs",
    title="Some letters are not said to be letters",
    why="The font draws them and does not say which characters they are (no Unicode map): copying and parsing give "
    "nothing there, or rubbish.",
    fix="Export again with another font, or as PDF/A or tagged PDF, which ask for the map.",
    source=f"{PDF_STANDARD}, 9.10.2 (mapping character codes to Unicode values); ISO 14289-1 (PDF/UA), 7.21.7",
    severity="blocks",
    applies="file",
)
def unreadable_glyphs(subject: Subject, *, glyphs: int = 5) -> Iterator[Spot]:
    """At least so many glyphs of the file have no character."""
    unmapped = subject.document.file.unmapped
    if unmapped >= glyphs:
        yield Spot(message=f"{unmapped} glyphs are drawn without saying which characters they are")


@check(
    code="DOC307",
    name="font-without-map",
    title="A font does not say which characters its glyphs are",
    why="Its text could be told here from the font itself, which simple extractions do not look into.",
    fix="Export again from the word processor (“Save as PDF”), not through an old printer driver.",
    source=f"{PDF_STANDARD}, 9.10.2; ISO 14289-1 (PDF/UA), 7.21.7",
    severity="costs",
    applies="file",
)
def font_without_map(subject: Subject) -> Iterator[Spot]:
    """A font that words are set in has neither a ToUnicode map nor an encoding that tells."""
    used = {style.font for style in subject.document.words.styles}
    names = dict.fromkeys(font.name for font in subject.document.file.fonts if not font.mapped and font.name in used)
    if names:
        yield Spot(message=f"{', '.join(names)} {'has' if len(names) == 1 else 'have'} no map to Unicode")


@check(
    code="DOC308",
    name="font-not-embedded",
    title="A font is not in the file",
    why="Where it is not installed, another one is shown in its place: lines run over, and signs may be wrong ones.",
    fix="Embed all fonts on export (PDF/A does).",
    source=f"ISO 19005-1 (PDF/A-1), 6.3.4; {PDF_STANDARD}, 9.6.2.2 (the standard 14 fonts, which need not be embedded)",
    severity="polish",
    applies="file",
)
def font_not_embedded(subject: Subject) -> Iterator[Spot]:
    """A font that words are set in is not embedded and not one of the standard ones."""
    used = {style.font for style in subject.document.words.styles}
    names = dict.fromkeys(
        font.name
        for font in subject.document.file.fonts
        if not font.embedded and font.name in used and not _standard_font().match(font.name)
    )
    if names:
        yield Spot(message=f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} not embedded")


@check(
    code="DOC309",
    name="broken-characters",
    title="Characters came out broken",
    why="They are the marks of a text that was saved in one encoding and read in another, or of signs that only one "
    "font has; a search for the word fails, and a reader sees rubbish.",
    fix="Retype them, and save as UTF-8.",
    source="The Unicode Standard, chapter 23.5 (private-use characters) and 23.8 (U+FFFD replacement character)",
    severity="costs",
    applies="file",
)
def broken_characters(subject: Subject) -> Iterator[Spot]:
    """The file holds replacement or private-use characters, or UTF-8 that was taken for Windows-1252."""
    stray = [mark for mark in subject.document.file.marks if mark.kind == "stray"]
    if stray:
        codes = ", ".join(list(dict.fromkeys(mark.text for mark in stray))[:3])
        what = f"{len(stray)} {'character stands' if len(stray) == 1 else 'characters stand'} for no letter"
        yield Spot(message=f"{what} ({codes})", page=stray[0].page)
    found = list(_MOJIBAKE.finditer(subject.text))
    if found:
        times = "Once" if len(found) == 1 else f"{len(found)} times"
        yield Spot(message=f"{times} a character came out broken", span=around(subject.text, *found[0].span()))


# ---------------------------------------------------------------- addresses


@check(
    code="DOC310",
    name="broken-link",
    title="A link leads nowhere",
    why="Its address is not one: a click ends in an error, and a parser that collects profile links gets none.",
    fix="Set the link anew from the browser's address line, and click it once in the finished file.",
    source="RFC 3986, Uniform Resource Identifier (URI): Generic Syntax, section 3; RFC 6068 (mailto)",
    severity="costs",
    applies="file",
)
def broken_link(subject: Subject) -> Iterator[Spot]:
    """The address behind a link, or one that is written with its scheme, is malformed."""
    for link in subject.document.file.links:
        wrong = _wrong_with(link.target)
        if wrong:
            boxes = (link.box,) if link.box else ()
            yield Spot(message=f"“{link.target[:80]}” {wrong}", page=link.page, boxes=boxes, quote=link.target)
    written = "http" in subject.lower or "www." in subject.lower
    for found in _WRITTEN_URL.finditer(subject.text) if written else ():
        wrong = _wrong_with(found[0].rstrip(".:"))
        if wrong:
            yield Spot(message=f"“{found[0][:80]}” {wrong}", span=Span(found.start(), found.end()))


@check(
    code="DOC311",
    name="address-behind-word",
    title="An address is hidden behind a word or an icon",
    why="A plain extraction gives the word, not the link under it; in print there is nothing to follow either.",
    fix="Write the address out (linkedin.com/in/your-name), and link it, too.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="file",
)
def address_behind_word(subject: Subject) -> Iterator[Spot]:
    """A link to a profile or mailbox is in the file, and neither its address nor the name at its end is in the text."""
    links = {link.target: link for link in reversed(subject.document.file.links) if _profile().search(link.target)}
    for target, link in reversed(links.items()):
        address = target.partition("?")[0]
        if not _stands_in(subject, address) and not _wrong_with(target) and not _names_handle(subject.text, address):
            boxes = (link.box,) if link.box else ()
            yield Spot(message=f"{target[:80]} is linked and not written", page=link.page, boxes=boxes, quote=target)


def _stands_in(subject: Subject, address: str) -> bool:
    """Whether an address stands in the text, its signs, scheme and line breaks left out."""
    plain = _PREFIX.sub("", address.lower())
    return plain in subject.lower or _bare(plain) in subject.once(_bare_text)


def _bare_text(subject: Subject) -> str:
    return _bare(subject.text)


def _names_handle(text: str, address: str) -> bool:
    """Whether the last part of an address stands in the text as a word: "tess-wainwright" beside an icon."""
    handle = address.rstrip("/").rpartition("/")[2]
    return "@" not in handle and re.search(rf"(?<![\w-]){re.escape(handle)}(?![\w-])", text) is not None


def _wrong_with(target: str) -> str:
    """What is wrong with an address, "" where nothing is."""
    target = target.strip()
    if not target or target.startswith("#"):
        return "is an empty link" if not target.strip("#") else ""
    if re.match(r"(?:file|about|javascript):|[a-z]:\\|localhost\b", target, re.IGNORECASE):
        return "leads to a place on your own computer"
    if target.lower().startswith("mailto:"):
        return "" if _MAIL.match(target[7:]) else "is no e-mail address"
    if re.match(r"(?:tel|sms):", target, re.IGNORECASE):
        return ""
    rest = re.sub(r"^https?://", "", target, flags=re.IGNORECASE)
    if re.match(r"https?\b", rest, re.IGNORECASE):
        return "does not begin as an address does"
    if re.search(r"\s", rest):
        return "has a blank in it"
    if _HOST.match(rest):
        return ""
    return "names no site" if _SCHEME.match(target) or target.lower().startswith("www.") else ""


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9@]+", "", _PREFIX.sub("", text.lower()))


# ---------------------------------------------------------------- places


def _line_text(document: Document, word: Word) -> str:
    line = document.line_at(word.span.start)
    return document.quote(line.span) if line else ""


@cache
def _spaced_out() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.&])[A-Z](?:[ \u00a0][A-Z]){3,}(?![\w.])")


@cache
def _standard_font() -> re.Pattern[str]:
    return re.compile("|".join(data_table("checks_file.toml")["fonts"]["standard"]))


@cache
def _profile() -> re.Pattern[str]:
    return re.compile("|".join(data_table("checks_file.toml")["links"]["profile"]), re.IGNORECASE)
