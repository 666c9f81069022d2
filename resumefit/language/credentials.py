"""Credentials that their wording tells, listed or not: "registered with CORU", "Class 1 or 3 licence", "NMC registration".

Bodies that register people are many and change, and so are the classes of licences: what makes one is the form of the words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from resumefit.language.mentions import Mention
from resumefit.language.patterns import load_patterns
from resumefit.reading.document import Span


def credentials_of(text: str, span: Span, known: Collection[Span]) -> Iterator[Mention]:
    """The registrations and licences of a sentence that overlap none of the `known`, in order of place."""
    table = load_patterns("credentials.toml", "named", any_case=False)
    found = (match for pattern in table.values() for match in pattern.finditer(text, span.start, span.end))
    taken = list(known)
    for match in sorted(found, key=lambda match: match.start()):
        place = Span(*match.span("name"))
        if not any(place.overlaps(other) for other in taken):
            taken.append(place)
            yield Mention(place, "certification", " ".join(match["name"].split()))
