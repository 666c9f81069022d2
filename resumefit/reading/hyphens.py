"""Whether a hyphen at a line's end is the word's own ("cross-" + "functional") or divides it ("opti-" + "mize")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

# First and last parts of compounds that are commonly written with a hyphen. Written for this program, of what resumes
# are full of ("cross-functional", "data-driven"); parts that are as often syllables ("pre", "re") are left out.
_COMPOUND_FIRST = frozenset(
    """
    all award best business client co cost cross custom customer cutting data decision detail double early eco end
    entry evidence ex fast first five follow forward four front full goal hands hard health high highly home industry
    key large long low machine mid mission mixed multi near non object open part people performance post privacy
    problem project purpose real results role sales self semi service short single six small solution state step sub
    team third three time two user value vice well wide world year
    """.split()
)
_COMPOUND_LAST = frozenset(
    """aware based building class critical cutting day depth driven edge efficient effective end facing focused free
    friendly functional growing house intensive level making minded month of oriented paced party performance performing
    person platform proven purpose quality ready related round saving scale selling sensitive solving specific stack
    standing style term the time tier to tolerant wide winning year""".split()
)
# "work-ing", "lead-ership", "state-ment": what follows is an ending, not a word
_ENDING = re.compile(r"(?:ing|er|est|ed|ly|al|able|ible|ment|ness|ship|tion|sion|ity|ful|ous|ive|ence|ance|ership)?s?$")
# Common words that begin with one of the first parts and are divided right behind it
_WHOLE = re.compile(
    r"co(?:or|op|ll|mm|nn|rr)|multi(?:pl|tud)|sub(?:mi|st|je|sc|se|urb)|non(?:e|sense)|postu|semin|selfi"
)


def keeps_hyphen(head: str, tail: str, known: Container[str]) -> bool:
    """Whether "head-" at a line's end and "tail" at the next one's beginning are written with a hyphen.

    `known` holds the words of the document in small letters: how it writes the word elsewhere decides first.
    """
    first, last = head.lower().lstrip("(\"'“"), tail.lower().rstrip(".,;:)!?\"'”")
    if not tail[:1].islower() or not first[-1:].isalpha():
        return True  # a hyphen before a capital or behind a figure divides nothing: "X-" + "Ray", "24-" + "hour"
    if f"{first}-{last}" in known or first + last in known:
        return f"{first}-{last}" in known
    part = re.split("[-/]", first)[-1]
    if len(part) == 1:
        return True  # no word is divided behind its first letter: "e-" + "commerce"
    if _ENDING.match(last) or _WHOLE.match(part + last):
        return False
    return part in _COMPOUND_FIRST or last.split("-")[0] in _COMPOUND_LAST
