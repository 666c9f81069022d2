"""Damaged files end in text or in a ResumefitError, soon and in little memory. `make fuzz` reads more of them."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.fuzz.mutate import BLIND, mutated, pdf_inside, zip_inside
from tests.fuzz.run import MOST_MEMORY, MOST_SECONDS, inputs, read_all
from tests.fuzz.seeds import Seed, seeds
from tests.fuzz.words import WORDS

COUNT = 200


@pytest.fixture(scope="module")
def files() -> list[Seed]:
    return seeds(corpus=False)  # the same everywhere


def test_two_hundred_damaged_files(files: list[Seed]) -> None:
    outcomes = list(read_all(files, seed=7, numbers=range(COUNT)))
    assert [outcome for outcome in outcomes if outcome.fault] == []
    assert len(outcomes) == COUNT
    assert max(outcome.seconds for outcome in outcomes) < MOST_SECONDS
    assert max(outcome.memory for outcome in outcomes) < MOST_MEMORY
    counts = Counter(outcome.what for outcome in outcomes)
    assert counts["text"] > COUNT / 5, "damage that nothing survives tests the front door only"
    assert counts["DamagedError"] > COUNT / 20
    assert {outcome.kind for outcome in outcomes} == WORDS.keys()


def test_a_seed_makes_the_same_inputs(files: list[Seed]) -> None:
    first, again, other = ([data for *_, data in inputs(files, seed, range(10))] for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("mutator", [*BLIND, pdf_inside, zip_inside], ids=lambda one: one.__name__)
def test_every_kind_of_damage_does_damage(files: list[Seed], mutator: object) -> None:
    assert callable(mutator)
    file = next(one for one in files if one.name == ("made-table.docx" if mutator is zip_inside else "made-packed.pdf"))
    other = next(one for one in files if one.kind == file.kind and one is not file)
    changed = sum(
        mutator(file.data, other.data, Random(number), WORDS[file.kind]) != file.data  # noqa: S311
        for number in range(10)
    )
    assert changed >= 5


@pytest.mark.parametrize("kind", WORDS)
def test_nothing_is_damaged_too(kind: str) -> None:
    for number in range(50):
        mutated(kind, b"", b"", Random(number))  # noqa: S311
