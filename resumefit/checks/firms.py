"""Firms: whether a posting names one, and which firm a letter or a summary speaks to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.places import is_place
from resumefit.language.posting import JobPosting
from resumefit.language.titles import is_title
from resumefit.reading.document import Span

_FILE = "firms.toml"
_ADDRESS = re.compile(r"(?:https?://|www\.|@)(?:www\.)?(?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
_APART = re.compile(r"\s*\n|\s{2,}")  # what stands behind the end of a line or a wide gap is something else
_BARE = re.compile(
    r"(?<![\w@./-])(?P<domain>[a-z0-9-]{3,}\.(?:com|org|net|co\.uk|ie|ca|com\.au|io|example|eu|de|edu|gov))\b"
)


def domains_of(text: str) -> Iterator[tuple[str, int]]:
    """The domains that a text names in addresses of mail and of the web, in small letters, with their place."""
    for pattern in (_ADDRESS, _BARE):
        for found in pattern.finditer(text):
            yield found["domain"].lower(), found.start("domain")


def is_shared(domain: str) -> bool:
    """Whether a domain belongs to no employer in particular: free mail, job boards, social networks."""
    table = data_table(_FILE)["domains"]
    return any(
        domain == one or domain.endswith(f".{one}") for kind in ("mail", "boards") for one in _listed(table[kind])
    )


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address at a domain."""
    return domain in _listed(data_table(_FILE)["domains"]["mail"])


@cache
def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


def names_firm(posting: JobPosting) -> bool:
    """Whether a posting says anywhere who the employer is; in doubt it does."""
    text = posting.document.text
    if posting.organization or any(not is_shared(domain) for domain, _ in domains_of(text)):
        return True
    return any(pattern.search(text) for pattern in load_patterns(_FILE, "named").values())


def firm_of(posting: JobPosting) -> str:
    """The employer's name where a posting gives it in a way that can't be misread, else ""."""
    if posting.organization:
        return posting.organization
    text = posting.document.text
    return next((name for name, _ in firms_addressed(text, Span(0, len(text)), "own")), "")


def mentions_firm(posting: JobPosting, name: str) -> bool:
    """Whether a posting names a firm."""
    return is_named(f"{posting.organization} {posting.document.text}", name)


def is_named(text: str, name: str) -> bool:
    """Whether a text has a name in whatever spelling, or a telling word of it: "Northwind" is "Northwind Ferry Ltd"."""
    told = _plain(text)
    words = [_plain(word) for word in re.findall(r"[\w&’'-]+", name) if word.lower() not in _no_name()]
    return _plain(name) in told or any(len(word) > 2 and word in told for word in words)


@cache
def _no_name() -> frozenset[str]:
    """Words of names that tell no firm from another."""
    return _listed(data_table(_FILE)["plain"])


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("&", "and"))


def firms_addressed(text: str, span: Span, table: str) -> Iterator[tuple[str, Span]]:
    """The firms that a part of a text says it is written to, by the patterns of a table, in order of place.

    Names of places, titles and departments ("the Hiring Team") are none.
    """
    found = (
        one for pattern in load_patterns(_FILE, table).values() for one in pattern.finditer(text, span.start, span.end)
    )
    for one in sorted(found, key=lambda match: match.start("firm")):
        written = _APART.split(one["firm"])[0].rstrip(" .,")
        if not written.endswith(("’s", "'s")) and _may_be_firm(written):  # "Marge's team" is of a person
            yield written, Span(one.start("firm"), one.start("firm") + len(written))


def _may_be_firm(name: str) -> bool:
    words = [word for word in re.findall(r"[^\W_]+", name) if word.lower() not in _no_name()]
    return bool(words) and not is_place(name) and not is_title(name)
