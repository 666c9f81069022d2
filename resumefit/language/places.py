"""Places: whether a text names one, and the country it points to; the names stand in data/places.toml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from resumefit.language.patterns import data_table

_WORDS = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?")
_CODE = re.compile(r", ([A-Z]{2})(?![\w.])")
_STREETS = frozenset("street road avenue lane st rd ave drive square place".split())
_LONGEST = 4  # words of a name
_CACHED = 4096  # texts; several rules ask of each line of a head whether it is a place
# British and Canadian codes, and those of four or five figures: "EH6", "SW1A 1AA", "K1A 0B6", "43200-1234", "D-10115".
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{1,2}\d{1,2}[A-Z]?|[A-Z]\d[A-Z] ?\d[A-Z]\d"
    r"|(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?)\b"
)
_BRITISH_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR"
    "|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM"
    "|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
# Behind a town, the district of a British postcode, or a whole one: "Merthyr Tydfil CF47".
_BRITISH = rf"(?:(?:{_BRITISH_AREAS})\d{{1,2}}[A-Z]?(?: ?\d[A-Z]{{2}})?|[A-Z]\d{{1,2}}[A-Z]? \d[A-Z]{{2}})(?![\w-])"
# Town names in capitals at each word, "on", "of", "le" and the like between them.
_TOWN = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]+|of|on|upon|le|la|de|del|am|an der|under)){0,4}"
_TOWN_AND_POSTCODE = re.compile(rf"{_TOWN},? {_BRITISH}")


@cache
def _names() -> dict[str, str]:
    """Place in lower case -> country code; of two countries that share a name the first keeps it."""
    names: dict[str, str] = {}
    for country, lists in data_table("places.toml").items():
        for kind in ("names", "parts", "cities"):
            for name in lists[kind].split(";"):
                names.setdefault(" ".join(name.split()), country)
    names.pop("", None)
    return names


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Short form of a part of a country, as written -> the countries that have one: WA is in the US and in Australia."""
    found: dict[str, tuple[str, ...]] = {}
    for country, lists in data_table("places.toml").items():
        for code in lists["codes"].split():
            found[code] = (*found.get(code, ()), country)
    return found


@cache
def _town_and_code() -> re.Pattern[str]:
    codes = "|".join(sorted(map(re.escape, _codes()), key=len, reverse=True))
    return re.compile(rf"{_TOWN},? (?P<code>{codes})(?![\w.])")


def without_postcode(text: str) -> str:
    """A place without its postcode: "Columbus, OH 43200" gives "Columbus, OH"."""
    return " ".join(_POSTCODE.sub(" ", text).split()).strip(" ,")


@lru_cache(_CACHED)
def is_place(text: str) -> bool:
    """Whether a text is known to be the name of a place: "Texas", "Leeds", "Hereford TX", "Salem, Oregon"."""
    plain = without_postcode(text).strip(" .,()")
    if _TOWN_AND_POSTCODE.fullmatch(text.strip(" .,()")):
        return True
    if plain.lower() in _names() or _town_and_code().fullmatch(plain):
        return True
    town, _, behind = plain.rpartition(",")
    if is_country(behind) and not is_code(behind):
        return re.fullmatch(_TOWN, town) is not None
    known = behind.strip().lower() in _names() and not is_city(behind)  # "Tarn Contracts, Derby" is a firm
    return bool(town) and known and re.fullmatch(rf"{_TOWN}(?:, {_TOWN})?", town) is not None


def is_code(text: str) -> bool:
    """Whether a text is the short form of a part of a country: "AZ", "NSW"."""
    return without_postcode(text).strip() in _codes()


def is_city(text: str) -> bool:
    """Whether a text is the name of a city, which no town stands before: "Minneapolis"."""
    return text.strip().lower() in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(
        " ".join(name.split()) for lists in data_table("places.toml").values() for name in lists["cities"].split(";")
    )


def is_country(text: str) -> bool:
    """Whether a text is the ISO code of a country that is known here, as "GB" in "Cambridge, GB"."""
    return text.strip() in data_table("places.toml")


def may_be_town(text: str) -> bool:
    """Whether a text is written as the name of a town would be: one to three words with capitals, no figures."""
    return len(text.split()) <= 3 and re.fullmatch(rf"(?:near )?{_TOWN}", text.strip()) is not None


@cache
def _lengths() -> dict[str, int]:
    """The first word of places -> how many words the longest of them has."""
    lengths: dict[str, int] = {}
    for words in map(str.split, _names()):
        lengths[words[0]] = max(lengths.get(words[0], 0), min(len(words), _LONGEST))
    return lengths


def country_of(text: str) -> str:
    """The country (ISO 3166-1 alpha-2) that most of the places in a text lie in, "" where it names none."""
    votes: Counter[str] = Counter()
    for code in _CODE.findall(text):
        votes[code] += 2 * is_country(code) * (code not in _codes())
    quiet = "\n".join(line for line in text.split("\n") if not line.isupper())  # "WHAT IT MEANS TO ME" is not in Maine
    for found in _town_and_code().finditer(quiet):
        for country in _codes()[found["code"]]:
            votes[country] += 2  # a town with its state leaves less doubt than a city's name
    for name in _named(text):
        votes[_names()[name]] += 1 if is_city(name) else 2
    votes["GB"] += 2 * len(_TOWN_AND_POSTCODE.findall(text))
    best, count = votes.most_common(1)[0] if votes else ("", 0)
    return best if count else ""


def _named(text: str) -> Iterator[str]:
    """The places that a text names, in small letters."""
    written = _WORDS.findall(text)
    words = [word.lower() for word in written]
    lengths, names = _lengths(), _names()
    first = 0
    while first < len(words):
        longest = lengths.get(words[first], 0)
        size = next((n for n in range(longest, 0, -1) if " ".join(words[first : first + n]) in names), 0)
        street = not _STREETS.isdisjoint(words[first + size : first + size + 1])
        if size and written[first][0].isupper() and not street:  # Reading, Bath, Nice and Cork are words, too
            yield " ".join(words[first : first + size])
        first += size or 1
