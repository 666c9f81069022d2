"""What a page's styles hide: inline styles, and the simple rules of its <style> elements.

Only what is sure counts. A rule whose selector is more than one compound (".a .b", "a:hover") hides nothing here, but one
that might show what a simple rule hides stands against it; white text is unseen only where nothing that is known or may be
loaded puts a ground under it. Values and their inheritance are those of CSS 2.2, the order of rules that of CSS Cascade 4.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from resumefit.reading.cleaning import clean_line
from resumefit.reading.document import HiddenWhy, HiddenWord
from resumefit.reading.wordstyles import is_white

if TYPE_CHECKING:
    from lxml.html import HtmlElement

GONE = "data-resumefit-gone"
"""The attribute of an element that is not shown, with all that is in it; its value says why."""

UNSEEN = "data-resumefit-unseen"
"""The attribute of an element whose own text nobody sees; what is in it may be seen all the same."""

_TINY = 2.0  # CSS pixels
_DEFAULT_SIZE = 16.0  # CSS pixels, the size of text where nothing is said
_FAR = -900.0  # CSS pixels; what is moved so far stands on no screen
_MOST_RULES = 5_000
_MOST_SHEET = 1_000_000  # characters; what stands behind is not looked at
_MOST_TRIALS = 3_000_000  # of a rule on an element; a page of some thousand elements and rules needs a tenth
_PROPERTIES = frozenset(
    "display visibility font-size color background background-color background-image opacity position left top "
    "text-indent clip clip-path".split()
)
_COMPOUND = re.compile(r"(?:[a-zA-Z][\w-]*|\*)?(?:[.#][\w-]+)*")
_NAME = re.compile(r"([.#]?)([\w-]+)")
_COMBINATOR = re.compile(r"[\s>+~]+")
_PSEUDO = re.compile(r":{1,2}[\w-]+(?:\([^()]*\))?|\[[^\[\]]*\]")
_ALWAYS = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)$|@layer\b|@supports\b", re.IGNORECASE)
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|%|)$")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "": 1.0, "rem": _DEFAULT_SIZE}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*(\d*\.?\d+)%?\s*)?\)")
_NO_CLIP = re.compile(
    r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)|inset\((?:50|100)%"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule with one selector. `sure` is whether the selector is a single compound, which we can tell by itself."""

    names: frozenset[str]
    values: _Values
    rank: tuple[int, int, int, int]
    sure: bool


@dataclass(slots=True)
class _Sheet:
    """The rules of a page by one of the names that an element must have for the rule."""

    by_name: dict[str, list[_Rule]] = field(default_factory=dict)
    rules: int = 0
    trials: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an element hands on to those in it. `ground`: True is white, False another one or not known, None none."""

    visible: bool = True
    size: float = _DEFAULT_SIZE
    white: bool = False
    clear: bool = False
    ground: bool | None = None


def mark_hidden(root: HtmlElement) -> None:
    """Set the attributes GONE and UNSEEN on what the page's styles hide."""
    sheet = _sheet_of(root)
    folds = set(_folds(root))
    linked = any("stylesheet" in link.get("rel", "").lower() for link in root.iter("link"))
    seen: dict[HtmlElement, _Seen] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (GONE, UNSEEN):
            element.attrib.pop(name, None)  # the page's own would be a forgery
        parent = element.getparent()
        around = seen.get(parent, _Seen()) if parent is not None else _Seen(ground=False if linked else None)
        values = _cascaded(element, sheet)
        if why := _gone(element, values, folds):
            element.set(GONE, why)
        seen[element] = own = _handed_on(values, around)
        if why := _unseen(own):
            element.set(UNSEEN, why)


def is_hidden(element: HtmlElement) -> bool:
    """Whether nothing in the element is shown. `aria-hidden` says that of screen readers only."""
    return GONE in element.attrib


def hidden_words(root: HtmlElement, without: Collection[HtmlElement] = ()) -> Iterator[HiddenWord]:
    """The words below `root` that nobody sees, in order, but for those in the elements in `without`."""
    waiting: list[tuple[HtmlElement, bool]] = [(root, False)]
    while waiting:
        element, is_over = waiting.pop()
        if is_over:
            yield from _words_of(element.tail, element.getparent().get(UNSEEN))
            continue
        if element is not root:
            waiting.append((element, True))
        if element in without:
            continue
        if is_hidden(element):
            yield from _words_of(element.text_content(), element.get(GONE))
            continue
        yield from _words_of(element.text, element.get(UNSEEN))
        waiting.extend((child, False) for child in reversed(element))


def _words_of(text: str | None, why: HiddenWhy | None) -> Iterator[HiddenWord]:
    if why and text:
        yield from (HiddenWord(word, why) for word in clean_line(text).split() if any(map(str.isalnum, word)))


def _gone(element: HtmlElement, values: _Values, folds: set[str]) -> HiddenWhy | None:
    """Why nothing in the element is shown."""
    folded = element.get("id", "") in folds or element.get("role") == "tabpanel"
    if ("hidden" in element.attrib or values.get("display") == "none") and not folded:
        return "hidden"
    if _length(values.get("opacity", ""), 1) == 0:
        return "invisible"
    placed = values.get("position") in ("absolute", "fixed")
    if placed and _NO_CLIP.match(values.get("clip") or values.get("clip-path") or ""):
        return "hidden"
    moved = [values.get("text-indent", ""), *(values.get(name, "") for name in ("left", "top") if placed)]
    return "off the page" if any((_length(each, _DEFAULT_SIZE) or 0) < _FAR for each in moved) else None


def _unseen(own: _Seen) -> HiddenWhy | None:
    if not own.visible:
        return "hidden"
    if own.size <= _TINY:
        return "tiny"
    if own.clear:
        return "invisible"
    return "white" if own.white and own.ground is not False else None


def _handed_on(values: _Values, around: _Seen) -> _Seen:
    """What holds in an element, by its own values and those around it."""
    own = around
    if visibility := values.get("visibility"):
        own = replace(own, visible=visibility not in ("hidden", "collapse"))
    if size := values.get("font-size"):
        length = _length(size, around.size)
        own = replace(own, size=_DEFAULT_SIZE if length is None else length)
    if color := values.get("color"):
        hexes = color_of(color)
        own = replace(own, white=is_white(hexes), clear=hexes == "")
    for name in ("background", "background-color", "background-image"):
        own = replace(own, ground=_ground(values.get(name, ""), own.ground))
    return own


def _ground(value: str, around: bool | None) -> bool | None:
    if not value or value in ("none", "transparent", "inherit", "initial", "unset"):
        return around
    color = color_of(value.split(maxsplit=1)[0] if not value.startswith("rgb") else value)
    if color == "":
        return around
    return is_white(color)


def _folds(root: HtmlElement) -> Iterator[str]:
    """Ids of what a heading's button folds and unfolds (WAI-ARIA's accordion): a click away from being seen."""
    for button in root.iter("button", "a", "summary"):
        parent = button.getparent()
        if "aria-controls" in button.attrib and parent is not None and parent.tag in _HEADINGS:
            yield button.get("aria-controls", "")


# ---------------------------------------------------------------- values


def color_of(value: str) -> str | None:
    """A colour as "rrggbb", "" where it is fully transparent, None where it is not known."""
    value = value.strip().lower()
    if value in ("transparent", "white"):
        return "" if value == "transparent" else "ffffff"
    if re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", value):
        digits = value[1:] if len(value) > 5 else "".join(2 * digit for digit in value[1:])
        return "" if digits[6:] == "00" else digits[:6]
    found = _RGB.match(value)
    if not found:
        return None
    if found[4] and not float(found[4]):
        return ""
    return "".join(f"{min(int(channel), 255):02x}" for channel in found.groups()[:3])


def _length(value: str, around: float) -> float | None:
    """A length in CSS pixels; `around` is what "em" and "%" are taken of. None where it is none."""
    found = _LENGTH.match(value)
    if not found:
        return None
    number = float(found[1])
    if found[2] == "%":
        return number / 100 * around
    return number * (around if found[2] == "em" else _PIXELS[found[2]])


# ---------------------------------------------------------------- rules


def _cascaded(element: HtmlElement, sheet: _Sheet) -> dict[str, str]:
    """The values that hold for an element; a value that some rule may set otherwise is left out, or is a doubt."""
    best: dict[str, tuple[tuple[int, int, int, int], str]] = {}
    doubts: dict[str, set[str]] = {}
    for rule in _rules_for(element, sheet):
        for name, value in rule.values.items():
            rank = (int(value.endswith("!important")), *rule.rank[1:])
            value = value.removesuffix("!important").strip()  # noqa: PLW2901 - the same value, bare
            if not rule.sure:
                doubts.setdefault(name, set()).add(value)
            elif name not in best or rank >= best[name][0]:
                best[name] = (rank, value)
    values = _of_attributes(element)
    values.update((name, value) for name, (_, value) in best.items())
    for name, others in doubts.items():
        if name.startswith("background"):
            values[name] = "#808080"  # there may be a ground
        elif others - {values.get(name, "")}:
            values.pop(name, None)
    for name, value in _declarations(element.get("style", "")).items():
        values[name] = value.removesuffix("!important").strip()
    return values


def _of_attributes(element: HtmlElement) -> dict[str, str]:
    """Colours that attributes of old set (HTML 4.01)."""
    values = {}
    if "bgcolor" in element.attrib or "background" in element.attrib:
        values["background"] = element.get("bgcolor", "#808080").lower()
    if element.tag == "font" and "color" in element.attrib:
        values["color"] = element.get("color", "").lower()
    return values


def _rules_for(element: HtmlElement, sheet: _Sheet) -> Iterator[_Rule]:
    if not sheet.by_name:
        return
    names = {element.tag, "*", *(f".{name}" for name in element.get("class", "").split())}
    if element.get("id"):
        names.add(f"#{element.get('id')}")
    for name in names:
        for rule in sheet.by_name.get(name, ()):
            sheet.trials += 1
            if sheet.trials > _MOST_TRIALS:
                return
            if rule.names <= names:
                yield rule


def _sheet_of(root: HtmlElement) -> _Sheet:
    sheet = _Sheet()
    text = "\n".join(style.text or "" for style in root.iter("style"))[:_MOST_SHEET]
    for selectors, body in _blocks(_without_comments(text)):
        values = _declarations(body)
        for selector in selectors.split(",") if values else ():
            sheet.rules += 1
            if sheet.rules > _MOST_RULES:
                return sheet
            _add(sheet, selector.strip(), values)
    return sheet


def _add(sheet: _Sheet, selector: str, values: _Values) -> None:
    sure = bool(selector) and bool(_COMPOUND.fullmatch(selector))
    last = selector if sure else _COMBINATOR.split(_PSEUDO.sub("", selector).strip())[-1]
    if not _COMPOUND.fullmatch(last):
        return
    names = [mark + name if mark else name.lower() for mark, name in _NAME.findall(last)] or ["*"]
    ids, classes = (sum(name.startswith(mark) for name in names) for mark in "#.")
    rule = _Rule(frozenset(names), values, (0, ids, classes, sheet.rules), sure)
    sheet.by_name.setdefault(names[-1], []).append(rule)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of the rules that hold on a screen of any size."""
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        prelude = sheet[at:opening].rpartition(";")[2].lstrip("} \t\r\n").strip()
        if prelude.startswith("@"):
            at = opening + 1 if _ALWAYS.match(prelude) else _end_of_block(sheet, opening)
            continue
        closing = sheet.find("}", opening)
        closing = len(sheet) if closing < 0 else closing
        yield prelude, sheet[opening + 1 : closing]
        at = closing + 1


def _end_of_block(sheet: str, opening: int) -> int:
    depth = 0
    for brace in re.compile("[{}]").finditer(sheet, opening):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(sheet)


def _without_comments(sheet: str) -> str:
    kept = []
    at = 0
    while (opening := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:opening])
        closing = sheet.find("*/", opening + 2)
        if closing < 0:
            return "".join(kept)
        at = closing + 2
    return "".join([*kept, sheet[at:]])


def _declarations(text: str) -> dict[str, str]:
    """The declarations that matter here, names and values in small letters."""
    values = {}
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and (name := name.strip().lower()) in _PROPERTIES:
            values[name] = value.strip().lower().replace("! important", "!important")
    return values
