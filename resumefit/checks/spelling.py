"""WRD2: how the words are spelled, and whether the same thing is called the same.

Misspellings are told by two lists: ours in data/checks_wording.toml, and codespell's where that package is installed (the
extra "spelling"). Its list is made of one of Wikipedia's and licensed CC BY-SA 3.0, its code GPL 2: none of either is in
this package, and none of its code is run; the list is read from where it was installed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import SPELLING_STUDY
from resumefit.checks.subject import Subject, Token, around, covered, places_of
from resumefit.language.patterns import data_table
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.stuffing import find_stuffing
from resumefit.reading.document import Span

_DATA = "checks_wording.toml"
_SHORTEST_HEAD = 7  # letters of a word with a capital, which may be a name
_CACHED = 1 << 14  # words; resumes share most of theirs
_SHORTEST = 4  # letters; what is shorter is too often an abbreviation
_COMPOUND = re.compile(r"(?<![\w@./-])[A-Za-z]+(?:-[A-Za-z]+)+(?![\w@/-]|\.\w)")
_ADDRESS = re.compile(r"@|https?:|www\.|\.(?:com|org|net|io|dev)\b")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z&/][A-Z&/]{0,4}s?")


@check(
    code="WRD201",
    name="misspelling",
    title="A misspelled word",
    why="In an experiment with 445 recruiters, resumes with many spelling errors were 18.5 percentage points less "
    "likely to lead to an interview, those with few 7.3 points; and a search for the word does not find it.",
    fix="Correct it. Names, skills and the posting's own words are left alone. With codespell installed (`pip "
    "install 'resumefit[spelling]'`) its 60,000 misspellings join the two hundred of ours.",
    source=SPELLING_STUDY,
    severity="costs",
    applies="resume",
)
def misspelling(subject: Subject) -> Iterator[Spot]:
    """A word of a list of misspellings that is no name, skill, or word of the posting; each told once."""
    slips = _name_slips()
    rights = {word: right for word in subject.small_words if (right := slips.get(word) or _correction(word))}
    if not rights:
        return
    first: dict[str, Token] = {}
    for token in (*_plain_words(subject), *(token for token in subject.tokens if token.lower in slips)):
        first.setdefault(token.lower, token)
    wrong = [(token, rights[word]) for word, token in first.items() if word in rights]
    for token, right in sorted(wrong, key=lambda one: one[0].start):
        yield Spot(message=f"“{token.text}” is probably meant to be “{right}”", span=token.span)


@check(
    code="WRD202",
    name="product-name",
    title="A product's name in the wrong capitals",
    why="Those who work with it every day write it as its makers do, and notice who does not. To a search it rarely "
    "matters.",
    fix="Write it as the product's own pages do.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def product_name(subject: Subject) -> Iterator[Spot]:
    """A name of the list in one of its usual wrong spellings; each told once."""
    wrong = _wrong_capitals()
    told: set[str] = set()
    for token in subject.tokens if not subject.words.isdisjoint(wrong) else ():
        right = wrong.get(token.text)
        if right and token.text not in told and not any(one.covers(token.span) for one in subject.once(_addresses)):
            told.add(token.text)
            yield Spot(message=f"“{token.text}” is written {right}", span=token.span)


@check(
    code="WRD203",
    name="two-spellings",
    title="One term in two spellings",
    why='A search for "ecommerce" may not find "e-commerce", and a reader sees two hands at work.',
    fix="Choose the posting's spelling and keep to it.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def two_spellings(subject: Subject) -> Iterator[Spot]:
    """A compound stands with a hyphen and, elsewhere, as one word."""
    hyphened = dict.fromkeys(around(subject.text, at, at) for at in places_of("-", subject.text))
    compounds = [
        found
        for run in hyphened
        for found in _COMPOUND.finditer(subject.text, run.start, run.end)
        if found[0].replace("-", "").lower() in subject.lower
    ]
    words = {token.lower: token for token in subject.tokens if token.text.isalpha()} if compounds else {}
    names = _names(subject) if compounds else frozenset()
    told: set[str] = set()
    for found in compounds:
        compound = found[0].lower()
        joined = words.get(compound.replace("-", ""))
        parts = set(compound.split("-"))
        if joined is None or compound in told or compound in _list("pairs") or parts & names or joined.lower in names:
            continue
        told.add(compound)
        message = f"“{found[0]}” stands elsewhere as “{joined.text}”"
        yield Spot(message=message, span=Span(found.start(), found.end()))


@check(
    code="WRD204",
    name="two-englishes",
    title="British and American spelling mixed",
    why="Each is right in its place; mixed, they look like pieces of several texts.",
    fix="Choose the spelling of the country you apply in.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def two_englishes(subject: Subject) -> Iterator[Spot]:
    """Words in small letters that only Britain spells so, and others that only America does; told at the rarer kind."""
    british, american = _of_one_side("british"), _of_one_side("american")
    if subject.small_words.isdisjoint(british) or subject.small_words.isdisjoint(american):
        return
    asked = _posting_words(subject)
    found: dict[str, list[Token]] = {"British": [], "American": []}
    for token in subject.tokens:
        if token.text.islower() and token.lower not in asked:
            if token.lower in british:
                found["British"].append(token)
            elif token.lower in american:
                found["American"].append(token)
    if all(found.values()) and sum(map(len, found.values())) > 2:
        rare, usual = sorted(found, key=lambda side: len(found[side]))
        example = found[usual][0].text
        message = f"“{found[rare][0].text}” is {rare} spelling, “{example}” and others {usual}"
        yield Spot(message=message, span=found[rare][0].span)


@check(
    code="WRD205",
    name="other-form",
    title="The posting says it in full, the resume in letters, or the other way round",
    why="A search for the one form may not find the other: whether it does depends on the system and on who set it up.",
    fix='Write both once: "Search Engine Optimization (SEO)".',
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="match",
)
def other_form(subject: Subject) -> Iterator[Spot]:
    """A skill that the posting and the resume both name, one only by its letters and the other only in full."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for match in subject.matches:
        for keyword in match.requirement.any_of:
            if keyword.skill:
                asked[keyword.skill].update(keyword.forms)
    held: defaultdict[str, list[Span]] = defaultdict(list)
    for mention in subject.held.mentions:
        if mention.skill and mention.skill in asked:
            held[mention.skill].append(mention.span)
    lower = " ".join(subject.text.lower().split())
    for skill, spans in held.items():
        ours = [subject.document.quote(span) for span in spans]
        theirs = sorted(asked[skill], key=len)
        if not _are_shortened(ours, theirs) and not _are_shortened(theirs, ours):
            continue
        if not any(re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", lower) for form in theirs):
            yield Spot(message=f"“{ours[0]}” is “{theirs[0]}” in the posting", span=spans[0])


@check(
    code="WRD206",
    name="keyword-stuffing",
    title="A block of keywords",
    why="A list of terms that stands for no work convinces no reader, and terms repeated over and over look like an "
    "attempt to deceive. Skills count where a position shows their use.",
    fix="Keep each term once, among the skills, and name it again in the position where you used it.",
    source=OUR_JUDGEMENT,
    severity="costs",
    applies="resume",
)
def keyword_stuffing(subject: Subject) -> Iterator[Spot]:
    """A run of bare terms outside of any entry, with terms repeated or far longer than a list of skills."""
    for block in find_stuffing(subject.held):
        told = f"repeats {', '.join(block.repeated[:4])}" if block.repeated else f"has {block.terms} terms"
        yield Spot(message=f"This list {told} and stands for no work", span=block.span)


# Misspellings


def _plain_words(subject: Subject) -> Iterator[Token]:
    """The words that may be judged: in small letters, or longer ones with a capital at the head of a bullet or sentence; no
    part of an address, skill or name, no word of the posting, and none that is written with a capital elsewhere."""
    text = subject.text
    free = bytearray(len(text))
    for section in subject.held.sections:
        if section.kind not in ("header", "contact", "publications", "references", "memberships"):
            free[section.span.start : section.span.end] = b"x" * len(section.span)
    for address in subject.once(_addresses):
        free[address.start : address.end] = bytes(len(address))
    for mention in subject.held.mentions:
        free[mention.span.start : mention.span.end] = bytes(len(mention.span))
    heads = _heads(subject)
    words = [t for t in subject.tokens if len(t.text) >= _SHORTEST and t.text.isascii() and t.text.isalpha()]
    capital = {t.lower for t in words if not t.text.islower() and t.start not in heads}
    kept = capital | _names(subject) | _posting_words(subject)
    for token in words:
        small = token.text.islower() or (token.start in heads and len(token.text) >= _SHORTEST_HEAD)
        if small and free[token.start] and token.lower not in kept:
            yield token


def _heads(subject: Subject) -> set[int]:
    """Where bullets and the sentences of bullets and summary begin."""
    summaries = [section.span for section in subject.held.sections if section.kind == "summary"]
    told = [*summaries, *(bullet.span for bullet in subject.bullets)]
    return {span.start for span in (*covered(subject.sentences, told), *(bullet.span for bullet in subject.bullets))}


def _addresses(subject: Subject) -> tuple[Span, ...]:
    """Where addresses of the web and of e-mail stand, each with all that is written together with it."""
    return tuple(
        dict.fromkeys(around(subject.text, found.start(), found.end()) for found in _ADDRESS.finditer(subject.text))
    )


@lru_cache(_CACHED)
def _correction(word: str) -> str:
    """What a word is a misspelling of, "" for one that is on no list, too short, no word, or in the taxonomy."""
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return ""
    right = _slips().get(word) or _codespell(word)
    known = right and (word in _list("right") or word in load_taxonomy().words)
    return "" if known else right


def _slips() -> Mapping[str, str]:
    return _pairs("slips")


def _name_slips() -> Mapping[str, str]:
    """Slips that are none of a name's own spelling, and so are told in names, too."""
    return _pairs("name_slips")


@cache
def _pairs(name: str) -> Mapping[str, str]:
    pairs = (pair.split(":") for pair in data_table(_DATA)["spelling"][name].split())
    return {wrong: right.replace("_", " ") for wrong, right in pairs}


def _codespell(word: str) -> str:
    """The first correction that codespell's list has for a word, "" for none, and for one that the list has doubts about
    (it adds a reason)."""
    lines = _codespell_lines()
    at = bisect_left(lines, f"{word}->")
    if at == len(lines) or not lines[at].startswith(f"{word}->"):
        return ""
    rights = [right.strip() for right in lines[at].partition("->")[2].split(",")]
    doubtful = len(rights) > 1 and rights[-1]
    own = next((right for right in rights if right.replace("'", "") == word), "")  # "childrens shoes"
    return "" if doubtful else own or rights[0]


@cache
def _codespell_lines() -> list[str]:
    """codespell's list ("wrong->right" in each line), sorted; empty where it is not installed. The package is found, not
    imported."""
    found = find_spec("codespell_lib")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "data" / "dictionary.txt"
        if path.is_file():
            return sorted(path.read_text("utf-8").split("\n"))
    return []


# Words


@cache
def _list(name: str) -> frozenset[str]:
    table = data_table(_DATA)["spelling"]
    return frozenset(table[name].split())


@cache
def _of_one_side(name: str) -> frozenset[str]:
    """Words that are written so on one side of the Atlantic only."""
    return frozenset(data_table(_DATA)["atlantic"][name].split())


@cache
def _wrong_capitals() -> Mapping[str, str]:
    return {wrong: right for right, forms in data_table(_DATA)["capitals"].items() for wrong in forms.split()}


def _names(subject: Subject) -> frozenset[str]:
    """The words of the names that the resume has: of the person, firms, schools and places."""
    held = subject.held
    names = [
        held.contact.name,
        held.contact.location,
        *(name for e in held.entries for name in (e.organization, e.location)),
    ]
    names += [study.institution for study in held.education]
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))


def _posting_words(subject: Subject) -> frozenset[str]:
    return subject.once(_words_of_posting)


def _words_of_posting(subject: Subject) -> frozenset[str]:
    return (
        frozenset(re.findall(r"[^\W\d_]+", subject.posting.document.text.lower())) if subject.posting else frozenset()
    )


# Acronyms


def _are_shortened(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether some forms are all letters that stand for all of the others: {"SEO"} for {"search engine optimization"}."""
    return all(_stands_for(letters, form) for letters in short for form in full)


def _stands_for(letters: str, form: str) -> bool:
    """Whether capitals shorten a longer form: they stand in it in their order, the first one first, and at least half of them
    begin its words or parts of words ("PHR" for "Professional in Human Resources", "JS" for "JavaScript")."""
    if _ACRONYM.fullmatch(letters) is None or len(form) <= len(letters) or letters in form:
        return False
    wanted = [letter.lower() for letter in letters.removesuffix("s") if letter.isalpha()]
    heads = {found.start() for found in re.finditer(r"(?<![A-Za-z])[A-Za-z]|(?<=[a-z])[A-Z]", form)}
    at, begun = 0, 0
    for letter in wanted:
        places = [place for place in range(at, len(form)) if form[place].lower() == letter]
        if not places:
            return False
        best = next((place for place in places if place in heads), places[0])
        begun += best in heads
        at = best + 1
    return form[0].lower() == wanted[0] and begun * 2 >= len(wanted)
