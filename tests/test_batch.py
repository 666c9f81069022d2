"""Many resumes against many postings: the same numbers as one by one, whatever the settings, the workers and the order."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resumefit
from resumefit.batch.arrays import best_sum, rounded
from resumefit.batch.assign import assigned
from resumefit.batch.likeness import Likenesses, likeness, sketch
from resumefit.batch.matrix import Block, Weights
from resumefit.batch.plan import Plan, Planner
from resumefit.batch.rows import Answerer
from resumefit.batch.table import Matrix, inputs, score_many
from resumefit.config import Config, load_config
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching import score
from resumefit.matching.match import Matcher
from resumefit.matching.pair import Pair
from resumefit.matching.questions import questions_of
from resumefit.matching.shortlist import Shortlist
from resumefit.report import Report, match, read_posting, read_resume
from tests import realfiles

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 1)
POSTING = """Baker

Requirements

- 3+ years of experience as a baker
- Kubernetes
- Terraform or Ansible
- sourdough shaping
"""
RESUME = """Ada Crumb
Baker

Experience

Baker, Harbour Loaf, Jan 2019 - Present
- {}
- Shaped four hundred loaves of bread a night and trained two apprentices in scaling and mixing

Education

BSc Biology, University of Leeds, 2016
"""


@pytest.fixture(scope="module")
def held() -> list[tuple[str, Resume]]:
    return [(path.name, read_resume(path)) for path in realfiles.resumes()]


@pytest.fixture(scope="module")
def asked() -> list[tuple[str, JobPosting]]:
    return [(path.name, read_posting(path)) for path in realfiles.postings()]


def plan_of(asked: Sequence[tuple[str, JobPosting]], config: Config) -> Plan:
    planner = Planner(load_taxonomy(), config)
    for name, posting in asked:
        planner.add(name, posting)
    return planner.plan()


def block_of(held: Sequence[tuple[str, Resume]], asked: Sequence[tuple[str, JobPosting]], config: Config) -> Block:
    plan = plan_of(asked, config)
    answerer = Answerer(plan, load_taxonomy(), config, TODAY)
    rows = [answerer.row(name, resume) for name, resume in held]
    return Weights(plan, config.credits.missing).block(rows)


@pytest.fixture(scope="module")
def plan(asked: list[tuple[str, JobPosting]]) -> Plan:
    return plan_of(asked, load_config())


@pytest.fixture(scope="module")
def block(held: list[tuple[str, Resume]], asked: list[tuple[str, JobPosting]]) -> Block:
    return block_of(held, asked, load_config())


def told(report: Report, pair: Pair) -> Pair:
    """What a report says, in a pair's form; parts, which are not rounded, to a billionth of a point."""
    parts = [(one.name, round(one.worth, 9), round(one.earned, 9)) for one in report.score.parts]
    assert [(name, round(worth, 9), round(earned, 9)) for name, worth, earned in pair.parts] == parts
    missing = tuple(one.requirement.label for one in report.missing[: len(pair.missing)])
    knockouts = tuple((one.label, one.status) for one in report.knockouts)
    score_ = report.score
    return Pair(pair.resume, pair.posting, score_.total, score_.literal, pair.parts, knockouts, missing)


# ---------------------------------------------------------------- the same numbers


def test_there_is_something_to_compare(
    held: Sequence[object], asked: Sequence[object], plan: Plan, block: Block
) -> None:
    assert len(held) >= 150
    assert len(asked) >= 60
    assert block.totals.shape == (len(held), len(asked))
    assert (block.totals > 60).sum() > 50
    assert len(plan.questions) < sum(len(one.demands) for one in plan.postings)


@settings(max_examples=400)
@given(data=st.data())
def test_a_pair_in_the_matrix_is_the_pair_alone(
    data: st.DataObject, held: list[tuple[str, Resume]], asked: list[tuple[str, JobPosting]], block: Block
) -> None:
    i, j = data.draw(st.integers(0, len(held) - 1)), data.draw(st.integers(0, len(asked) - 1))
    pair = block.pair(i, j, 5)
    assert pair == told(match(held[i][1], asked[j][1], as_of=TODAY), pair)


def test_those_that_fit_are_the_same_to_the_last_digit(
    held: list[tuple[str, Resume]], asked: list[tuple[str, JobPosting]], block: Block
) -> None:
    """Random pairs have little to add up: here are those that have most."""
    best = [(int(i), int(j)) for i, j in zip(*(block.totals > 60).nonzero(), strict=True)]
    for i, j in random.Random(5).sample(best, 60):  # noqa: S311
        pair = block.pair(i, j, 5)
        assert pair == told(match(held[i][1], asked[j][1], as_of=TODAY), pair)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("credits", {"missing": 0.25}),
        ("credits", {"fuzzy": 0.0, "implied": 0.0}),
        ("weights", {"title": 60, "required": 1}),
    ],
)
def test_other_settings(
    held: list[tuple[str, Resume]], asked: list[tuple[str, JobPosting]], part: str, change: dict[str, float]
) -> None:
    config = load_config()
    config = replace(config, **{part: replace(getattr(config, part), **change)})
    some, many = held[::9], asked[::7]
    found = block_of(some, many, config)
    for i, (_, resume) in enumerate(some):
        for j, (_, posting) in enumerate(many):
            pair = found.pair(i, j, 5)
            assert pair == told(match(resume, posting, as_of=TODAY, config=config), pair)


@settings(max_examples=25)
@given(data=st.data())
def test_a_shortlist_leaves_out_only_what_has_no_answer(
    data: st.DataObject, held: list[tuple[str, Resume]], plan: Plan
) -> None:
    resume = held[data.draw(st.integers(0, len(held) - 1))][1]
    config = load_config()
    shortlist = Shortlist(plan.questions, config.fuzzy, config.experience)
    alone = Matcher(resume, load_taxonomy(), config, TODAY)
    listed = Matcher(resume, load_taxonomy(), config, TODAY, shortlist)
    possible = listed.skills.possible
    assert possible is not None
    assert len(possible) < len(plan.questions) / 2
    for question in plan.questions:
        answer = alone.answer(question)
        assert answer == (listed.answer(question) if question in possible else None)


@given(
    st.sampled_from(["Kubernetes", "Terraform", "Ansible", "sourdough shaping"]),
    st.integers(0, 8),
    st.sampled_from(["drop", "double", "swap", "change", "keep"]),
)
def test_typos_are_found_in_a_matrix_too(name: str, place: int, slip: str) -> None:
    place = min(place, len(name) - 2)
    changed = {
        "drop": name[:place] + name[place + 1 :],
        "double": name[: place + 1] + name[place:],
        "swap": name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        "change": name[:place] + "q" + name[place + 1 :],
        "keep": name,
    }[slip]
    resume = read_resume(text=RESUME.format(f"Worked with {changed} daily"))
    posting = read_posting(text=POSTING)
    assert score_many([resume], [posting], as_of=TODAY).totals[0, 0] == match(resume, posting, as_of=TODAY).score.total


# ---------------------------------------------------------------- questions


def test_equal_demands_of_two_postings_are_one_question() -> None:
    one, two = (
        read_posting(text=f"{title}\n\nRequirements\n\n- Python\n- SQL\n") for title in ("Baker", "Data Engineer")
    )
    mine, theirs = (questions_of(posting, load_taxonomy(), load_config().fuzzy) for posting in (one, two))
    assert set(mine[1:]) == set(theirs[1:])
    assert mine[0] != theirs[0]


def test_years_are_asked_in_view_of_the_posting() -> None:
    """Which positions are related depends on the title and on what else is asked."""
    one, two = (
        read_posting(text=f"{title}\n\nRequirements\n\n- 3 years of experience\n- Python\n")
        for title in ("Baker", "Welder")
    )
    asked = [questions_of(posting, load_taxonomy(), load_config().fuzzy) for posting in (one, two)]
    years = [next(question for question in questions if question.requirement.years) for questions in asked]
    assert years[0] != years[1]
    assert years[0].trade is not None
    assert years[0].trade.title == "Baker"


def test_a_word_of_the_posting_is_no_typo_of_another() -> None:
    """A posting that names Ansble and Ansible means both."""
    posting = read_posting(text="Clerk\n\nRequirements\n\n- Ansible\n- Experience with the Ansble tool\n")
    (question,) = (
        q for q in questions_of(posting, load_taxonomy(), load_config().fuzzy) if q.requirement.label == "Ansible"
    )
    assert question.posted == {"ansble"}


def test_questions_pass_between_processes(plan: Plan) -> None:
    back: Plan = pickle.loads(pickle.dumps(plan))  # noqa: S301 - made in the same line
    assert back == plan
    assert set(back.questions) == set(plan.questions)


# ---------------------------------------------------------------- the façade


def paths(folder: str) -> list[Path]:
    return sorted(path for path in (realfiles.ROOT / "examples" / folder).iterdir() if path.name != "README.md")


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    return resumefit.score_many(paths("resumes"), paths("postings"), as_of=TODAY)


def test_score_many(matrix: Matrix) -> None:
    assert matrix.resumes == tuple(path.name for path in paths("resumes"))
    assert matrix.postings == tuple(path.name for path in paths("postings"))
    assert matrix.totals.shape == (8, 9)
    assert matrix.literal.shape == (8, 9)
    assert not matrix.failures
    assert not matrix.alike


def test_explain_is_the_report(matrix: Matrix) -> None:
    i, j = matrix.resumes.index("maya-okafor-backend-engineer.pdf"), 0
    report = matrix.explain(i, j)
    assert report == match(paths("resumes")[i], paths("postings")[j], as_of=TODAY)
    assert report.score.total == matrix.totals[i, j]
    assert matrix.pair(i, j) == told(report, matrix.pair(i, j))
    assert matrix.best_posting(i) == j
    assert matrix.best_resume(j) == i


def test_what_cannot_be_read_is_named_and_stops_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    vague = tmp_path / "vague.txt"
    vague.write_text(
        "Baker\n\nWe are a small firm by the sea and we like bread and people who like it as much as we do.\n"
    )
    resumes: list[Path | bytes] = [paths("resumes")[1], empty, tmp_path / "gone.pdf", b"%PDF-1.4 nothing"]
    found = score_many(resumes, [vague, paths("postings")[0]], as_of=TODAY)
    assert found.resumes == (paths("resumes")[1].name,)
    assert found.postings == (paths("postings")[0].name,)
    assert [one.name for one in found.failures] == ["vague.txt", "empty.pdf", "gone.pdf", "resume 4"]
    assert [one.exit_code for one in found.failures] == [4, 3, 3, 3]
    assert all(one.error and "\n" not in one.error for one in found.failures)


def test_a_bug_in_one_file_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from resumefit.batch import job

    def failing(*_: object, **__: object) -> Resume:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(job, "read_resume", failing)
    found = score_many(paths("resumes")[:2], paths("postings")[:1])
    assert [one.exit_code for one in found.failures] == [70, 70]
    assert "ZeroDivisionError" in found.failures[0].error


def test_nothing_at_all() -> None:
    found = score_many([], [])
    assert found.totals.shape == (0, 0)
    assert found.assignment() == ()


def test_two_workers_give_what_one_gives(matrix: Matrix) -> None:
    found = score_many(paths("resumes"), paths("postings"), as_of=TODAY, workers=2)
    assert (found.totals == matrix.totals).all()
    assert found.pair(3, 4) == matrix.pair(3, 4)


def test_names_tell_documents_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    one, two = tmp_path / "cv.txt", tmp_path / "a" / "cv.txt"
    given = inputs([one, two, tmp_path / "other.txt", b"", b"", str(one)], "resume")
    names = [item.name for item in given]
    assert names == [one.as_posix(), two.as_posix(), "other.txt", "resume 4", "resume 5", f"{one.as_posix()} (2)"]


# ---------------------------------------------------------------- arithmetic


@given(st.lists(st.floats(-1, 101), min_size=1, max_size=50))
def test_arrays_are_rounded_as_single_numbers_are(points: list[float]) -> None:
    assert rounded(np.array(points)).tolist() == [score.rounded(one) for one in points]


@given(st.integers(0, 1000), st.floats(-1e-9, 1e-9))
def test_the_order_of_an_addition_tips_no_half(tenths: int, error: float) -> None:
    half = tenths / 10 + 0.05
    assert score.rounded(half + error) == score.rounded(half)


def test_halves_go_up_and_nothing_leaves_the_scale() -> None:
    assert [score.rounded(one) for one in (62.25, 62.35, 0.049, 100.00001, -0.001)] == [62.3, 62.4, 0.0, 100.0, 0.0]


@given(st.integers(1, 4), st.integers(1, 7), st.randoms(use_true_random=False))
def test_an_assignment_sends_to_each_posting_and_spreads(resumes: int, postings: int, chance: random.Random) -> None:
    totals = np.array([[chance.randrange(1000) / 10 for _ in range(postings)] for _ in range(resumes)])
    sent = assigned(totals)
    assert [one.posting for one in sent] == list(range(postings))
    times = [sum(one.resume == resume for one in sent) for resume in range(resumes)]
    assert max(times) <= -(-postings // resumes)
    assert all(one.total == totals[one.resume, one.posting] for one in sent)
    assert all(totals[tie, one.posting] == one.total for one in sent for tie in one.ties)


def test_an_assignment_takes_the_best_sum_not_the_best_each() -> None:
    totals = np.array([[90.0, 80.0], [85.0, 10.0]])
    assert best_sum(totals) == [(1, 0), (0, 1)]


def test_ties_are_shown() -> None:
    (one,) = assigned(np.array([[70.0], [70.0], [60.0]]))
    assert (one.resume, one.ties) == (0, (1,))


# ---------------------------------------------------------------- likeness


WORDS = (
    "the baker shaped loaves of rye bread with care while ovens roared and apprentices learned to scale dough".split()
)


def test_likeness_of_equal_and_of_other_texts(held: list[tuple[str, Resume]]) -> None:
    texts = [resume.document.text for _, resume in held[:40]]
    assert likeness(sketch(texts[0]), sketch(texts[0])) == 1
    assert max(likeness(sketch(one), sketch(two)) for one in texts[:5] for two in texts[5:]) < 0.3
    assert likeness((), ()) == 0


@given(st.integers(0, 10_000), st.integers(0, 3))
def test_a_sketch_estimates_the_share_of_runs_in_common(seed: int, changes: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = [f"{chance.choice(WORDS)}{chance.randrange(50)}" for _ in range(400)]
    other = list(words)
    for _ in range(changes):
        other[chance.randrange(400)] = "changed"
    runs, others = ({tuple(one[i : i + 3]) for i in range(398)} for one in (words, other))
    truth = len(runs & others) / len(runs | others)
    assert abs(likeness(sketch(" ".join(words)), sketch(" ".join(other))) - truth) < 0.12


def test_versions_of_a_resume_are_one_group() -> None:
    text = RESUME.format("Ran the ovens") + " ".join(f"{one} {number}" for number, one in enumerate(WORDS * 8))
    resumes = [
        read_resume(text=one) for one in (text, text.replace("Ran the ovens", "Kept the ovens"), RESUME.format("x"))
    ]
    found = score_many([*resumes, resumes[0]], [read_posting(text=POSTING)])
    (group,) = found.alike
    assert group.resumes == (0, 1, 3)
    assert 0.9 <= group.share < 1


def test_groups_do_not_depend_on_how_many_there_are() -> None:
    found = Likenesses()
    for number in range(600):
        found.add(sketch(" ".join([*WORDS * 5, *(f"own{number // 200}word{i}" for i in range(300))])))
    assert [len(group.resumes) for group in found.groups()] == [200, 200, 200]
