"""Match[] -> Score: pure arithmetic.

The score is linear in the credits: each requirement is worth a number of points, it earns its credit's share of them, and
the sum is the score. Parts that a posting does not ask for drop out and share their points among the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from resumefit.config import Bands, Config, Importance
from resumefit.errors import NothingToScoreError
from resumefit.language.requirements import Requirement
from resumefit.matching.match import Match

PartName = Literal["required", "preferred", "duties", "title", "experience", "education", "certificates", "soft_skills"]
PARTS: tuple[PartName, ...] = get_args(PartName)

Band = Literal["strong", "worth tailoring", "a stretch", "another job"]
"""Our words for a total, the best first; see [bands] in data/defaults.toml."""


@dataclass(frozen=True, slots=True)
class Points:
    """What one requirement is worth and what it earned, in points of the score."""

    match: Match
    part: PartName
    worth: float
    earned: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: the points it can earn (after sharing) and has earned."""

    name: PartName
    worth: float
    earned: float


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 100, rounded to one decimal (see `rounded`). `total` counts what was understood, `literal` only the posting's own
    words, as a plain keyword search would find them. `band` is the word for `total`. `points` add up to `total` before
    rounding."""

    total: float
    literal: float
    band: Band
    parts: tuple[Part, ...]
    points: tuple[Points, ...]


def part_of(requirement: Requirement) -> PartName:
    """The part of the score that a requirement belongs to."""
    if requirement.kind == "title":
        return "title"
    if requirement.need == "preferred":
        return "preferred"
    if requirement.kind == "soft_skill":
        return "soft_skills"
    if requirement.need == "duty":
        return "duties"
    if requirement.kind == "years":
        return "experience"
    if requirement.kind == "degree":
        return "education"
    return "certificates" if requirement.kind == "certification" else "required"


def importance(requirement: Requirement, rule: Importance) -> float:
    """How much a requirement counts within its part, relative to one that is named once."""
    repeats = min(requirement.count - 1, rule.most_repeats)
    return (1 + rule.repeated * repeats) * (1 if requirement.listed else rule.unlisted)


def worths(requirements: Sequence[Requirement], config: Config) -> list[float]:
    """The points that each requirement is worth; they add up to 100. Knock-outs are worth none.

    Raises NothingToScoreError where nothing but a title is asked for.
    """
    scored = [r for r in requirements if not r.knockout]
    if all(r.kind == "title" for r in scored):
        raise NothingToScoreError(
            "the posting asks for nothing that can be scored: give the whole posting, with its requirements"
        )
    sums: dict[PartName, float] = {}
    for requirement in scored:
        part = part_of(requirement)
        sums[part] = sums.get(part, 0.0) + importance(requirement, config.importance)
    share = shares(config, sums)
    return [
        0.0 if r.knockout else share[part_of(r)] * importance(r, config.importance) / sums[part_of(r)]
        for r in requirements
    ]


def shares(config: Config, asked: Mapping[PartName, float]) -> dict[PartName, float]:
    """Points of each part that is there, in proportion to the weights; they add up to 100.

    `asked` is the importance of what each part asks for; a part that asks for little gets less than its full weight.
    """
    own: dict[PartName, float] = {}
    for name, amount in asked.items():
        full = getattr(config.full_from, name, 0.0)
        own[name] = getattr(config.weights, name) * (min(1.0, amount / full) if full else 1.0)
    total = sum(own.values())
    return {name: 100 * weight / total for name, weight in own.items()} if total else dict.fromkeys(own, 0.0)


def score_matches(matches: Sequence[Match], config: Config) -> Score:
    """The score of a resume from how it answers each requirement."""
    worth = worths([match.requirement for match in matches], config)
    points = tuple(
        Points(match, part_of(match.requirement), value, value * match.credit)
        for match, value in zip(matches, worth, strict=True)
        if not match.requirement.knockout
    )
    share = literal_share((p.match.requirement, p.worth) for p in points)
    literal = sum(p.worth * share * p.match.literal for p in points if p.match.requirement.years is None)
    total = rounded(sum(p.earned for p in points))
    return Score(
        total,
        rounded(literal),
        band_of(total, config.bands),
        tuple(_part(name, points) for name in PARTS if any(p.part == name for p in points)),
        points,
    )


def band_of(total: float, bands: Bands) -> Band:
    """The word for a total."""
    least: tuple[tuple[Band, float], ...] = (
        ("strong", bands.strong),
        ("worth tailoring", bands.worth_tailoring),
        ("a stretch", bands.a_stretch),
    )
    return next((name for name, value in least if total >= value), "another job")


def literal_share(worths: Iterable[tuple[Requirement, float]]) -> float:
    """What a point of worth counts in the literal score, which leaves years out: nobody searches for a number of years."""
    searched = sum(worth for requirement, worth in worths if requirement.years is None)
    return 100 / searched if searched else 0.0


def _part(name: PartName, points: Sequence[Points]) -> Part:
    own = [p for p in points if p.part == name]
    return Part(name, sum(p.worth for p in own), sum(p.earned for p in own))


def rounded(points: float) -> float:
    """One decimal, half up: finer differences say nothing. Never outside 0..100, whatever floats add up to.

    What is a half is judged to a millionth of a point, so that the order in which floats were added up cannot tip it:
    `batch` adds in another order, and gives the same.
    """
    return min(100.0, max(0.0, (round(points * 1e6) + 50_000) // 100_000 / 10))
