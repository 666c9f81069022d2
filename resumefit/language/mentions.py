"""Mentions: the skills, degrees and years that a text names, each at its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice, takewhile
from pathlib import Path
from typing import Literal, NamedTuple, cast

from resumefit.language.blocks import blocks_of
from resumefit.language.degrees import find_degrees
from resumefit.language.encoder import TASKS
from resumefit.language.nlp import BARRIER, Recognized, Tokens, recognize, tokenize
from resumefit.language.skill_index import index_of
from resumefit.language.taxonomy import Guard, Skill, Taxonomy, TaxonomyFiles, load_taxonomy, taxonomy_paths
from resumefit.language.words import american, base_form, singular
from resumefit.language.years import find_years
from resumefit.reading.document import Document, Source, Span
from resumefit.reading.plain import document_of

MentionKind = Literal[
    "hard_skill",
    "tool",
    "method",
    "language",
    "certification",
    "degree",
    "domain",
    "soft_skill",
    "activity",
    "title",
    "years",
]
"""hard_skill to domain are what a recruiter calls hard skills; an activity is what one does in general words."""

_SURE = 3  # of a name that needs no guard
_NEAR = 25  # tokens to either side in which a guarded name looks for its context
_KEPT = 8192  # pairs of a name and how it is written; most skills are written in one or two ways
_LIKELY = 0.3  # probability from which a name of the taxonomy stands by itself: it costs half a point of F1 on dev, and
# keeps most of the names that the pipeline has not learnt
_KINDS: dict[str, MentionKind] = {
    "knowledge": "hard_skill",
    "activity": "activity",
}  # of what the taxonomy does not list
_ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? $")
_LEADING = frozenset(("with", "in", "of", "use", "on"))  # before a thing that one is good at
_ENDS = frozenset((BARRIER, ".", ";", ")", "(", "is", "be", "experience", "skill", "knowledge"))
_LISTING = frozenset((",", "/", "and", "or", "|", "•", "·", "&", "and/or", ";"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Something seen in a text. `label` is its usual name, `skill` the id in the taxonomy, None for what is not in it."""

    span: Span
    kind: MentionKind
    label: str
    skill: str | None = None


class _Hit(NamedTuple):
    """A name of a skill seen in tokens `first` to `last` (exclusive)."""

    skill: Skill
    name: str
    first: int
    last: int

    def rank(self, tokens: Tokens) -> tuple[int, int, bool]:
        """Longest first, then by place; where two skills share a form, the one that is written just so (CPRS, not CPR)."""
        inflected = tokens.surface(self.first, self.last).lower() != self.name.lower()
        return self.first - self.last, self.first, inflected


class SkillFinder:
    """Finds the skills of a taxonomy in tokens."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._bundled, *self._own = index_of(taxonomy)
        self._guarding: dict[str, tuple[Skill, ...]] = {}

    def find(self, tokens: Tokens) -> list[Mention]:
        """The mentions of skills, in order; of two that overlap the longer one stays."""
        hits = [hit for hit in self._hits(tokens) if _is_form(hit, tokens)]
        sure = [hit for hit in hits if _is_sure(hit, tokens)]
        edges = {edge for hit in sure for edge in (hit.first, hit.last - 1)}
        strength = {id(hit): _strength(hit, tokens, edges) for hit in hits if _guarded(hit)}
        allowed = [hit for hit in hits if strength.get(id(hit), _SURE)]
        return [
            Mention(tokens.span(hit.first, hit.last), hit.skill.kind, hit.skill.name, hit.skill.id)
            for hit in _longest(allowed, lambda hit: _rank(hit, tokens, strength.get(id(hit), _SURE)))
        ]

    def guarding(self, name: str) -> tuple[Skill, ...]:
        """The skills that count under a name, in whatever case, only where their guards let them."""
        low = name.lower()
        if low not in self._guarding:
            named = {skill.id: skill for skill, _ in self.named(name) if skill.guards(name)}
            self._guarding[low] = tuple(named.values())
        return self._guarding[low]

    def meanings(self, name: str, tokens: Tokens | None = None, first: int = 0, last: int = 0) -> frozenset[str]:
        """The ids of the skills that a guarded name can mean at some tokens, without them where it stands alone. Whoever asks
        for "Go" or is asked for it needs no word of programming nearby; how it is written ("go", "goes") counts, and what
        stands around that rules it out."""
        if tokens is None:
            tokens = tokenize(name)
            last = len(tokens) - 1  # a barrier comes last
        words = tokens.surface(first, last)
        if not _same_word(name, words) or (words.lower().endswith("ed") and not name.lower().endswith("ed")):
            return frozenset()
        hits = [_Hit(skill, name, first, last) for skill in self.guarding(name)]
        return frozenset(hit.skill.id for hit in hits if not _ruled_out(hit, tokens))

    def led(self, tokens: Tokens) -> Iterator[Mention]:
        """Where a name that is guarded by its capitals ends what a sentence leads to, "experience with Workday", and any
        guarded name that is all that it says."""
        alone = _only_word(tokens)
        for place, end in enumerate(tokens.norms):
            behind = tokens.norms[place + 1] if end != BARRIER else BARRIER
            leading = place and tokens.norms[place - 1] in _LEADING and (behind in _ENDS or behind in _LISTING)
            if end == BARRIER or not (leading or place == alone):
                continue
            name = tokens.surface(place, place + 1)
            cased = any(skill.guard and skill.guard.case for skill in self.guarding(name))
            written = place == alone or (cased and name.istitle())
            meant = self.meanings(name, tokens, place, place + 1) if written else ()
            for skill in (self.taxonomy[skill_id] for skill_id in sorted(meant)[:1]):
                yield Mention(tokens.span(place, place + 1), skill.kind, skill.name, skill.id)

    def named(self, phrase: str) -> list[tuple[Skill, str]]:
        """The skills that a phrase as a whole names, in whatever form and context, each with the name that it has there."""
        tokens = tokenize(phrase)
        whole = 0, len(tokens) - 1  # a barrier comes last
        hits = (hit for hit in self._hits(tokens) if (hit.first, hit.last) == whole)
        return [(hit.skill, hit.name) for hit in hits if _is_form(hit, tokens)]

    def _hits(self, tokens: Tokens) -> Iterator[_Hit]:
        """Every name in the tokens, in whatever form and context."""
        replaced = self.taxonomy.replaced
        for index in (self._bundled, *self._own):
            for (skill_id, number), first, last in index.find(tokens):
                if index is not self._bundled or skill_id not in replaced:
                    skill = self.taxonomy[skill_id]
                    yield _Hit(skill, skill.names[number], first, last)


def _only_word(tokens: Tokens) -> int | None:
    """The place of the only word of a text, None where it has none or more; numbers and signs are no words."""
    words = [place for place, norm in enumerate(tokens.norms) if norm != BARRIER and norm[:1].isalpha()]
    return words[0] if len(words) == 1 else None


def _is_form(hit: _Hit, tokens: Tokens) -> bool:
    """Whether the words that a name was found in are a form of it; those of a phrase bear each other witness."""
    return hit.last - hit.first > 1 or _same_word(hit.name, tokens.surface(hit.first, hit.last))


@lru_cache(maxsize=_KEPT)
def _same_word(name: str, surface: str) -> bool:
    """Whether a single word is this name, in whatever number or spelling.

    Single words are taken more strictly than phrases, where the other words bear witness: a machine is no machining and
    a letter no lettering, and two capital letters ("OR", "HR", "PR") count only as such.
    """
    if name[:2].isupper() and len(name.rstrip("s")) <= 2 and surface.islower():
        return False
    low_name, low = name.lower().replace("-", ""), surface.lower().replace("-", "")
    if name.isupper():
        return low.rstrip("s") == low_name.rstrip("s") and low != low_name[:-1]
    same = american(singular(low)) == american(singular(low_name))
    return same or (low_name.endswith("ing") and low.endswith("ed") and base_form(low) == base_form(low_name))


def _guarded(hit: _Hit) -> bool:
    guard = hit.skill.guard
    return guard is not None and hit.name.lower() in guard.forms


def _is_sure(hit: _Hit, tokens: Tokens) -> bool:
    """Whether a name needs no context: it has no guard, or one that only rules out."""
    guard = hit.skill.guard
    return not _guarded(hit) or (guard is not None and not guard.near and not _ruled_out(hit, tokens))


def _strength(hit: _Hit, tokens: Tokens, edges: set[int]) -> int:
    """How surely a guarded name is the skill here: 0 not (written otherwise, ruled out, or out of its context), 1 for its
    place in a list of skills, 2 for a word of its context nearby."""
    if _ruled_out(hit, tokens):
        return 0
    start, end = _window(tokens, hit.first, hit.last)
    near = _bases(cast("Guard", hit.skill.guard).near)
    if not near or any(norm in near for norm in (*tokens.norms[start : hit.first], *tokens.norms[hit.last : end])):
        return 2
    return 1 if _in_list(tokens, hit.first, hit.last, edges) else 0


def _ruled_out(hit: _Hit, tokens: Tokens) -> bool:
    """Whether a guarded name is not the skill here by how it is written or by what stands around it."""
    guard = cast("Guard", hit.skill.guard)
    if guard.case and tokens.surface(hit.first, hit.last) not in guard.cased:
        return True
    if _ADDRESS.search(tokens.text, max(0, tokens.starts[hit.first] - 6), tokens.starts[hit.first]):  # "Dr. Jenkins"
        return True
    around = tokens.surface(*_window(tokens, hit.first, hit.last)).lower()
    return any(phrase in around for phrase in guard.never)


@cache
def _bases(words: frozenset[str]) -> frozenset[str]:
    return frozenset(base_form(word) for word in words)


def _window(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The tokens around a hit, within its block."""
    before, behind = tokens.norms[max(0, first - _NEAR) : first][::-1], tokens.norms[last : last + _NEAR]
    start = first - (before.index(BARRIER) if BARRIER in before else len(before))
    end = last + (behind.index(BARRIER) if BARRIER in behind else len(behind))
    return start, end


def _in_list(tokens: Tokens, first: int, last: int, edges: set[int]) -> bool:
    """Whether a hit stands in a list beside a skill that is sure: "Python, Go and SQL"."""
    before = first >= 2 and tokens.norms[first - 1] in _LISTING and _edge_near(edges, first - 2, -1, tokens)
    after = last + 1 < len(tokens) and tokens.norms[last] in _LISTING and _edge_near(edges, last + 1, 1, tokens)
    return before or after


def _edge_near(edges: set[int], index: int, step: int, tokens: Tokens) -> bool:
    if index in edges:
        return True
    beyond = index + step  # ", and": two separators in a row
    return 0 <= beyond < len(tokens) and tokens.norms[index] in _LISTING and beyond in edges


def _rank(hit: _Hit, tokens: Tokens, strength: int) -> tuple[bool, int, int, bool, int, str]:
    """What goes first where hits overlap: a name that only its place in a list speaks for goes last."""
    return (strength == 1, *hit.rank(tokens), -strength, hit.skill.id)


def _longest(hits: list[_Hit], rank: Callable[[_Hit], tuple[object, ...]]) -> list[_Hit]:
    """The hits that are left when each gives way to a longer one that it overlaps, in order of place."""
    taken: set[int] = set()
    kept: list[_Hit] = []
    for hit in sorted(hits, key=rank):
        places = range(hit.first, hit.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def skill_finder(*more: Path) -> SkillFinder:
    """The finder of the bundled taxonomy (with a user's own files), built once a process and again when a file changes."""
    return finder_of(load_taxonomy(*more))


@lru_cache(maxsize=4)
def finder_of(taxonomy: Taxonomy) -> SkillFinder:
    """The finder of a taxonomy, built once."""
    return SkillFinder(taxonomy)


def find_mentions(text: str | Document, *, taxonomy: TaxonomyFiles = ()) -> list[Mention]:
    """The skills, degrees and years that a text names, in order of place; spans are offsets into the text as given.

    With the trained pipeline also keywords and activities that the taxonomy does not list (`skill` is None), and without
    those names of the taxonomy that it takes for no skill where they stand. No two mentions of skills overlap.

    `taxonomy`: the user's own files of skills; what they name always stands. Raises ConfigError where one of them is wrong.
    """
    document = document_of(text, Source("text", "text", len(text))) if isinstance(text, str) else text
    finder = skill_finder(*taxonomy_paths(taxonomy))
    mentions = rule_mentions(document, finder)
    recognized = recognized_in(document, mentions)
    own = {skill_id for skill_id, _ in finder.taxonomy.added}
    return mentions if recognized is None else _weighed(document, mentions, recognized, own)


def recognized_in(document: Document, mentions: Sequence[Mention]) -> Recognized | None:
    """What the trained pipeline makes of a document in which the rules found these mentions; None where it is not there."""
    blocks = [block.span for block in blocks_of(document)]
    return recognize(document.text, blocks, [(mention.span, mention.kind) for mention in mentions])


def rule_mentions(document: Document, finder: SkillFinder | None = None) -> list[Mention]:
    """What the taxonomy (the bundled one, or a finder's) and the rules for degrees and years find, in order of place."""
    blocks = [block.span for block in blocks_of(document)]
    mentions = (finder or skill_finder()).find(tokenize(document.text, blocks))
    for span in blocks:
        mentions += [Mention(d.span, "degree", d.label) for d in find_degrees(document.text, span)]
        mentions += [Mention(y.span, "years", y.label) for y in find_years(document.text, span)]
    return sorted(mentions, key=_place)


def _weighed(
    document: Document, mentions: list[Mention], recognized: Recognized, own: Collection[str]
) -> list[Mention]:
    """The mentions that stand when the trained pipeline's say goes before the rules': its runs of words, by the names that
    the taxonomy has for them, and beside them what it does not think unlikely. Before all go the `own` skills of a user,
    which it has never seen."""
    starts = [mention.span.start for mention in mentions]
    offered = [mention for mention in mentions if mention.skill in own]
    offered += [
        _named(Mention(span, _KINDS[task], document.quote(span)), mentions, starts)
        for wanted in TASKS  # keywords go before the activities that hold them
        for span, task, _ in recognized.phrases
        if task == wanted
    ]
    offered += [m for m in mentions if m.kind != "years" and recognized.chance(m.span) >= _LIKELY]
    kept = [mention for mention in mentions if mention.kind == "years"]
    taken = bytearray(len(document.text))  # a byte for each character
    for mention in offered:
        place = slice(mention.span.start, mention.span.end)
        if not any(taken[place]):
            taken[place] = b"x" * len(mention.span)
            kept.append(mention)
    return sorted(kept, key=_place)


def _named(run: Mention, mentions: Sequence[Mention], starts: Sequence[int]) -> Mention:
    """A run of words by the name that the taxonomy has for it: of the very words, of more of them ("full-stack developers"
    for "full-stack"), or of the one thing in it that it knows ("AWS certification" is about AWS)."""
    first = bisect_left(starts, run.span.start)
    if first and mentions[first - 1].span.overlaps(run.span):
        first -= 1
    near = list(takewhile(lambda mention: mention.span.start < run.span.end, islice(mentions, first, None)))
    wider = next((mention for mention in near if mention.skill and mention.span.covers(run.span)), None)
    inside = {mention.skill for mention in near if mention.skill and run.span.covers(mention.span)}
    return wider or (replace(run, skill=inside.pop()) if len(inside) == 1 else run)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end
