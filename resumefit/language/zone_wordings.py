"""What the wording of a heading or a sentence says of its zone. The names, patterns and cues stand in data/zones.toml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from resumefit.language.headings import heading_names, named_kind, normal_heading
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.words import base_form

Zone = Literal[
    "requirements", "preferred", "duties", "about", "benefits", "legal", "apply", "conditions", "meta", "waived"
]
"""What a sentence of a posting is about; "waived" is what it says it does not ask for."""

ZONES: tuple[Zone, ...] = get_args(Zone)
DEMANDS: frozenset[Zone] = frozenset(("requirements", "preferred", "duties"))

# Cues by which a whole sentence that ends in a colon announces a list, what it is certainly about first.
_ANNOUNCED: tuple[Zone, ...] = ("legal", "preferred", "requirements", "duties", "benefits", "apply")
_LEAD = re.compile(r"(?:(?:so|and|now|then|first|next|finally|lastly|that s|this is|here s|here is) )+")
_HEADING_WORDS = 4  # what is longer and ends in a colon is such a sentence


def zone_cues(sentence: str) -> list[Zone]:
    """The zones of whose wording a sentence has something that hardly any other uses."""
    low = sentence.lower()
    return [zone for zone, words, cue in _cues() if any(word in low for word in words) and cue.search(sentence)]


@cache
def _cues() -> tuple[tuple[Zone, tuple[str, ...], re.Pattern[str]], ...]:
    """Each zone, the words of which each of its cues has one, and the cues."""
    words = data_table("zones.toml")["cue_words"]
    cues = load_patterns("zones.toml", "cues")
    return tuple((cast(Zone, zone), tuple(words[zone].split()), cue) for zone, cue in cues.items())


def zone_hints(words: Sequence[str]) -> set[Zone]:
    """The zones that use some of these words, in base form and in order, more than the others do."""
    hints, count = _hints(), len(words)
    runs = (" ".join(words[i : i + length]) for i in range(count) for length in (1, 2, 3) if i + length <= count)
    return {zone for run in runs for zone in hints.get(run, ())}


@cache
def _hints() -> dict[str, tuple[Zone, ...]]:
    found: dict[str, tuple[Zone, ...]] = {}
    for zone, phrases in data_table("zones.toml")["hints"].items():
        for phrase in phrases.split(";"):
            form = " ".join(base_form(word) for word in phrase.split())
            if zone not in found.get(form, ()):
                found[form] = (*found.get(form, ()), cast(Zone, zone))
    return found


@lru_cache(maxsize=4096)
def named_zone(text: str) -> Zone | None:
    """The zone of a heading that is a name in the data."""
    return cast("Zone | None", named_kind(normal_heading(text), heading_names("zones.toml")))


@lru_cache(maxsize=4096)
def composed_zone(text: str) -> Zone | None:
    """The zone of a heading put together from common parts ("What you'll need to succeed here")."""
    normal = normal_heading(text)
    patterns = load_patterns("zones.toml", "heading_patterns")
    for wording in dict.fromkeys((normal, _LEAD.sub("", normal))):
        for zone, pattern in patterns.items():
            if pattern.fullmatch(wording):
                return cast(Zone, zone)
    return None


@lru_cache(maxsize=4096)
def heading_zone(text: str) -> Zone | None:
    """The zone that a heading opens, by its name, its build or a telling word; None where it tells nothing."""
    words = normal_heading(text).split()
    zone = named_zone(text) or composed_zone(text)
    if zone is None and text.endswith(":") and len(words) > _HEADING_WORDS:  # "Candidates must, on the closing date:"
        spoken = zone_cues(text)
        zone = next((name for name in _ANNOUNCED if name in spoken), None)
    return zone or nearest_name(words) or _told(text)


def _told(text: str) -> Zone | None:
    plain = text.replace("’", "'").strip()
    cues = load_patterns("zones.toml", "heading_cues")
    return cast("Zone | None", next((zone for zone, cue in cues.items() if cue.search(plain)), None))


def nearest_name(words: Sequence[str]) -> Zone | None:
    """The zone of the longest name that begins or ends a heading ("About CloudScale Systems"); one word only begins one."""
    names = heading_names("zones.toml")
    for length in range(len(words) - 1, 1, -1):
        for part in (words[:length], words[-length:]):
            zone = names.get(" ".join(part))
            if zone is not None and (length > 2 or part[0] != "you"):  # "You'll shine with" is not "You'll:"
                return cast(Zone, zone)
    return cast("Zone | None", names.get(words[0])) if words and words[0] == "about" else None
