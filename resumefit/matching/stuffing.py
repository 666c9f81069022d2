"""Blocks of keywords: runs of bare terms in a resume that stand for no work, told from the resume alone.

A list of skills is bare terms, too. What sets a block of keywords apart is that it repeats itself, or is far longer than any
list of skills that somebody would read, or says under its heading what it is there for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from resumefit.language.nlp import BARRIER, Tokens
from resumefit.language.resume import Resume
from resumefit.language.rows import Row
from resumefit.language.words import base_form
from resumefit.reading.document import Span

_SIGNS = re.compile(r"\s*[,;|•·●/]\s*|\t| {3,}|\.\s+(?=[A-Z])|\s+[–—-]\s+|:\s+")
_LONGEST_TERM = 4  # words
_BARE = 0.8  # share of a line's pieces that are terms
_FEWEST_PLAIN = 12  # words without a sign between that can be nothing but terms
_OFTEN = 3  # times that a list of skills names nothing
_SEVERAL = 3  # terms named so often...
_VERY_OFTEN = 5  # ...or one term this often
_MOST = 100  # terms; the longest lists of skills in real resumes have some 60
# A line that begins with an author and initials ("Weber A,", "Weber, A.") and has a year, or a year under a heading of
# publications: an entry of such a list names its author each time.
_CITED = re.compile(r"\W*[^\W\d_]{2,}(?:-[^\W\d_]+)?(?:, (?:[A-Z]\.)+| [A-Z]{1,3}[.,])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_KEYWORDS = re.compile(r"\bkey ?words\b", re.IGNORECASE)
_FEWEST_NAMED = 10  # terms below a heading that calls them keywords
_JOINTS = frozenset(
    """a an the of in on at to for with by from as is are was were be been has have had that which who this these my our your
    i we you it its not or than into over under per more less than during while""".split()
)
_TELLING = frozenset(
    ("work", "education", "volunteering", "projects", "publications", "awards", "references", "contact")
)


@dataclass(frozen=True, slots=True)
class Stuffing:
    """A block of keywords: its place, how many terms it has, and those that it repeats, the most frequent first."""

    span: Span
    terms: int
    repeated: tuple[str, ...]


def find_stuffing(resume: Resume) -> tuple[Stuffing, ...]:
    """The blocks of keywords in a resume, in order."""
    judged = (_judged(run, _FEWEST_NAMED if named else _MOST) for run, named in _runs(resume))
    return tuple(found for found in judged if found is not None)


def counted(resume: Resume) -> Resume:
    """A resume as it counts for a score: the words of its blocks of keywords are blank, and all spans stay what they were. So
    what such a block names earns nothing beyond what stands elsewhere."""
    blocks = [block.span for block in find_stuffing(resume)]
    if not blocks:
        return resume

    def stands(span: Span) -> bool:
        return not any(block.overlaps(span) for block in blocks)

    return replace(
        resume,
        document=replace(resume.document, text=_blanked(resume.document.text, blocks)),
        tokens=_cut(resume.tokens, blocks),
        degrees=tuple(one for one in resume.degrees if stands(one.span)),
        titles=tuple(one for one in resume.titles if stands(one[1])),
        mentions=tuple(one for one in resume.mentions if stands(one.span)),
        signs=tuple(one for one in resume.signs if stands(one.span)),
    )


def _blanked(text: str, blocks: Sequence[Span]) -> str:
    for block in blocks:
        text = text[: block.start] + " " * len(block) + text[block.end :]
    return text


def _cut(tokens: Tokens, blocks: Sequence[Span]) -> Tokens:
    """The tokens of the blocks as barriers, so that no phrase is found in them or across."""
    norms = [  # a list as `tokenize` makes it, for parts of it are compared with lists
        BARRIER if any(block.start <= start < block.end for block in blocks) else norm
        for start, norm in zip(tokens.starts, tokens.norms, strict=True)
    ]
    return Tokens(_blanked(tokens.text, blocks), tokens.starts, tokens.ends, norms)


def _runs(resume: Resume) -> Iterator[tuple[list[tuple[Span, list[str]]], bool]]:
    """Runs of lines of bare terms that stand in no entry, each line as its place and its terms, and whether the heading above
    calls them keywords; a line of another kind, and the end of a section, end one."""
    entries = sorted(entry.span for entry in resume.entries)
    starts = [span.start for span in entries]
    furthest = [*accumulate((span.end for span in entries), max)]  # of all that begin no later
    for section in resume.sections:
        run: list[tuple[Span, list[str]]] = []
        named = _KEYWORDS.search(section.heading) is not None
        for row in section.rows:
            before = bisect_left(starts, row.span.end) if section.kind in _TELLING else 0
            inside = before > 0 and furthest[before - 1] > row.span.start
            terms = [] if inside or section.kind == "contact" or _is_cited(row, section.kind) else _terms(row)
            if terms:
                run.append((row.span, terms))
            elif run:
                yield run, named
                run = []
        if run:
            yield run, named


def _is_cited(row: Row, kind: str) -> bool:
    """Whether a line is an entry of a list of publications."""
    return _YEAR.search(row.text) is not None and (kind == "publications" or _CITED.match(row.text) is not None)


def _terms(row: Row) -> list[str]:
    """The terms of a line that is made of nothing else; empty for any other."""
    pieces = [piece.strip(" .()") for piece in _SIGNS.split(row.raw) if piece and piece.strip(" .()")]
    bare = [piece for piece in pieces if _is_term(piece)]
    if pieces and len(bare) >= _BARE * len(pieces):
        return bare
    words = row.text.split()
    plain = len(words) >= _FEWEST_PLAIN and not any(word.lower().strip(".,") in _JOINTS for word in words)
    return words if plain else []


def _is_term(piece: str) -> bool:
    words = piece.lower().split()
    return len(words) <= _LONGEST_TERM and _JOINTS.isdisjoint(words)


def _judged(run: Sequence[tuple[Span, list[str]]], most: int) -> Stuffing | None:
    """A run as a block of keywords, None for a list of skills, which has fewer than `most` different terms."""
    terms = [term for _, line in run for term in line]
    if len(terms) < min(_VERY_OFTEN, most):
        return None
    shown: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for term in terms:
        key = " ".join(base_form(word) for word in term.split())
        shown.setdefault(key, term)
        counts[key] += 1
    often = [(key, count) for key, count in counts.most_common() if count >= _OFTEN and not key.isdigit()]
    repeated = len(often) >= _SEVERAL or any(count >= _VERY_OFTEN for _, count in often)
    if not repeated and len(counts) < most:
        return None
    span = Span(run[0][0].start, run[-1][0].end)
    return Stuffing(span, len(terms), tuple(shown[key] for key, _ in often) if repeated else ())
