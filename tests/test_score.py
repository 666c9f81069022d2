"""The score: linear arithmetic that adds up, whatever a posting asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import load_config
from resumefit.errors import NothingToScoreError
from resumefit.language.degrees import Degree
from resumefit.language.keywords import Keyword
from resumefit.language.mentions import MentionKind
from resumefit.language.needs import Need
from resumefit.language.requirements import Requirement
from resumefit.language.years import Years
from resumefit.matching.match import Match
from resumefit.matching.score import PARTS, band_of, importance, part_of, score_matches, worths
from resumefit.reading.document import Span

CONFIG = load_config()
HERE = Span(0, 1)
KINDS: tuple[MentionKind, ...] = (
    "hard_skill",
    "tool",
    "certification",
    "soft_skill",
    "language",
    "title",
    "years",
    "degree",
)
NEEDS: tuple[Need, ...] = ("required", "preferred", "duty")


def requirement(
    kind: MentionKind = "hard_skill",
    need: Need = "required",
    *,
    name: str = "x",
    skill: str | None = "x",
    count: int = 1,
    knockout: bool = False,
) -> Requirement:
    keyword = Keyword(name, kind, skill, (name,), (HERE,))
    years = Years(HERE, 3, None, "", HERE) if kind == "years" else None
    degree = Degree(HERE, "bachelor") if kind == "degree" else None
    return Requirement(name, kind, need, (keyword,), HERE, count, years=years, degree=degree, knockout=knockout)


def met(one: Requirement, credit: float, literal: float | None = None) -> Match:
    return Match(one, "exact" if credit else "missing", credit, credit if literal is None else literal)


REQUIREMENTS = st.builds(
    requirement,
    st.sampled_from(KINDS),
    st.sampled_from(NEEDS),
    name=st.sampled_from("abcdef"),
    skill=st.sampled_from([None, "s"]),
    count=st.integers(1, 6),
    knockout=st.sampled_from([False, False, False, True]),
)
MATCHES = st.lists(st.builds(met, REQUIREMENTS, st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=12).filter(
    lambda matches: any(not m.requirement.knockout and m.requirement.kind != "title" for m in matches)
)


@given(MATCHES)
def test_worths_add_up_to_a_hundred(matches: list[Match]) -> None:
    worth = worths([match.requirement for match in matches], CONFIG)
    assert sum(worth) == pytest.approx(100)
    assert all(value >= 0 for value in worth)


@given(MATCHES)
def test_parts_and_points_add_up(matches: list[Match]) -> None:
    score = score_matches(matches, CONFIG)
    assert 0 <= score.total <= 100
    assert 0 <= score.literal <= 100
    assert sum(points.earned for points in score.points) == pytest.approx(score.total, abs=0.051)
    assert sum(part.earned for part in score.parts) == pytest.approx(score.total, abs=0.051)
    assert sum(part.worth for part in score.parts) == pytest.approx(100)
    for part in score.parts:
        own = [points for points in score.points if points.part == part.name]
        assert own
        assert sum(points.earned for points in own) == pytest.approx(part.earned)
        assert 0 <= part.earned <= part.worth + 1e-9
    assert [part.name for part in score.parts] == [
        name for name in PARTS if name in {part.name for part in score.parts}
    ]


@given(MATCHES, st.data())
def test_the_score_is_linear_in_each_credit(matches: list[Match], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(matches) - 1))
    credit = data.draw(st.floats(0, 1))
    changed = [*matches[:place], replace(matches[place], credit=credit), *matches[place + 1 :]]
    before, after = score_matches(matches, CONFIG), score_matches(changed, CONFIG)
    worth = worths([match.requirement for match in matches], CONFIG)[place]
    exactly = sum(p.earned for p in after.points) - sum(p.earned for p in before.points)
    assert exactly == pytest.approx(worth * (credit - matches[place].credit), abs=1e-9)


@given(MATCHES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(matches: list[Match], random: object) -> None:
    shuffled = sorted(matches, key=lambda match: (match.credit, match.requirement.label, id(match)))
    assert score_matches(shuffled, CONFIG).total == pytest.approx(score_matches(matches, CONFIG).total, abs=0.11)
    assert random is not None


@given(MATCHES, st.booleans())
def test_knockouts_are_worth_nothing(matches: list[Match], held: bool) -> None:
    licence = met(requirement("certification", knockout=True, name="licence"), float(held))
    score = score_matches([*matches, licence], CONFIG)
    assert score.total == score_matches(matches, CONFIG).total
    assert all(not points.match.requirement.knockout for points in score.points)
    assert worths([licence.requirement, *(m.requirement for m in matches)], CONFIG)[0] == 0


def test_all_met_is_a_hundred_and_none_is_nothing() -> None:
    asked = [requirement(kind, need) for kind in KINDS for need in NEEDS]
    assert score_matches([met(one, 1) for one in asked], CONFIG).total == 100
    assert score_matches([met(one, 0) for one in asked], CONFIG).total == 0


@pytest.mark.parametrize(
    ("one", "part"),
    [
        (requirement(), "required"),
        (requirement("tool"), "required"),
        (requirement("language"), "required"),
        (requirement(need="preferred"), "preferred"),
        (requirement("years", "preferred"), "preferred"),
        (requirement("degree", "preferred"), "preferred"),
        (requirement(need="duty"), "duties"),
        (requirement("soft_skill"), "soft_skills"),
        (requirement("soft_skill", "duty"), "soft_skills"),
        (requirement("years"), "experience"),
        (requirement("degree"), "education"),
        (requirement("certification"), "certificates"),
        (requirement("title"), "title"),
    ],
)
def test_part_of(one: Requirement, part: str) -> None:
    assert part_of(one) == part


def test_every_part_can_be_reached() -> None:
    assert {part_of(requirement(kind, need)) for kind in KINDS for need in NEEDS} == set(PARTS)


def test_absent_parts_share_their_weight_in_proportion() -> None:
    config = CONFIG
    many = [requirement(name=str(i), skill=str(i)) for i in range(12)]
    score = score_matches(
        [met(one, 1) for one in (*many, requirement("title", name="t"), requirement("years", name="y"))], config
    )
    worth = {part.name: part.worth for part in score.parts}
    assert worth["title"] / worth["experience"] == pytest.approx(config.weights.title / config.weights.experience)
    assert worth["required"] / worth["title"] == pytest.approx(config.weights.required / config.weights.title)
    assert sum(worth.values()) == pytest.approx(100)


def test_importance() -> None:
    rule = CONFIG.importance
    assert importance(requirement(), rule) == 1
    assert importance(requirement(count=2), rule) == 1 + rule.repeated
    assert importance(requirement(count=1 + rule.most_repeats), rule) == importance(requirement(count=99), rule)
    assert importance(requirement(skill=None), rule) == rule.unlisted


@given(st.integers(1, 50))
def test_naming_a_thing_more_often_counts_up_to_a_bound(count: int) -> None:
    now, then = (importance(requirement(count=n), CONFIG.importance) for n in (count, count + 1))
    assert now <= then <= 1 + CONFIG.importance.repeated * CONFIG.importance.most_repeats


@pytest.mark.parametrize(
    "asked",
    [
        [],
        [requirement("title")],
        [requirement("certification", knockout=True)],
        [requirement("title"), requirement("certification", knockout=True)],
    ],
)
def test_nothing_to_score_is_an_error(asked: list[Requirement]) -> None:
    with pytest.raises(NothingToScoreError) as caught:
        score_matches([met(one, 1) for one in asked], CONFIG)
    assert "\n" not in str(caught.value)


def test_the_bands() -> None:
    assert [band_of(n, CONFIG.bands) for n in (100, 75, 74.9, 50, 49.9, 30, 29.9, 0)] == [
        "strong", "strong", "worth tailoring", "worth tailoring", "a stretch", "a stretch", "another job", "another job",
    ]  # fmt: skip


@given(MATCHES)
def test_the_band_is_that_of_the_total_shown(matches: list[Match]) -> None:
    score = score_matches(matches, CONFIG)
    assert score.band == band_of(score.total, CONFIG.bands)


def test_literal_counts_the_posting_s_own_words_only() -> None:
    asked = [requirement(name="a", skill="a"), requirement(name="b", skill="b")]
    score = score_matches([met(asked[0], 1, 1), met(asked[1], 0.95, 0)], CONFIG)
    assert (score.total, score.literal) == (97.5, 50)
