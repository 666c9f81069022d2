"""The trained encoder: its windows, its decoding, and that it answers the same each time."""

from __future__ import annotations

import itertools
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resumefit.language.encoder import MODEL, STATES, TASKS, Encoder, Word, best_runs, shape_of, windows

FOLDER = Path(str(files("resumefit") / "data/pipeline/resumefit_recognizer"))
WORDS = "experience in Kubernetes and soil sampling required ; degree in Chemistry".split()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(FOLDER)


def lines(*sizes: int) -> list[Word]:
    return [Word("word", line) for line, size in enumerate(sizes) for _ in range(size)]


@given(
    st.lists(st.tuples(*[st.floats(-5, 0)] * 3), min_size=1, max_size=6),
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=6, max_size=6),
)
def test_the_runs_are_the_likeliest(logs: list[tuple[float, float, float]], breaks: list[tuple[bool, bool]]) -> None:
    """Against all sequences of states that are allowed, one by one."""
    line_numbers = itertools.accumulate(new_line for new_line, _ in breaks)
    words = [Word("w", line, apart=apart) for line, (_, apart) in zip(line_numbers, breaks, strict=True)][: len(logs)]

    def allowed(states: tuple[int, ...]) -> bool:
        return all(
            state != 2 or (n and states[n - 1] != 0 and words[n].line == words[n - 1].line and not words[n].apart)
            for n, state in enumerate(states)
        )

    def runs(states: tuple[int, ...]) -> list[tuple[int, int]]:
        starts = [n for n, state in enumerate(states) if state == 1]
        return [(s, next((n for n in range(s + 1, len(states)) if states[n] != 2), len(states))) for s in starts]

    def weight(states: tuple[int, ...]) -> float:
        return sum(log[state] for log, state in zip(logs, states, strict=True))

    sequences = [states for states in itertools.product(range(3), repeat=len(logs)) if allowed(states)]
    best = max(map(weight, sequences))
    got = list(best_runs(logs, words))
    assert any(runs(states) == got and weight(states) == pytest.approx(best) for states in sequences)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(20, 80))
@settings(deadline=None)
def test_windows_hold_each_word_once(encoder: Encoder, sizes: list[int], longest: int) -> None:
    words = lines(*sizes)
    got = list(windows(words, encoder.pieces, longest))
    assert [number for w in got for number in range(w.first, w.first + len(w.places))] == list(range(len(words)))
    assert all(len(window.pieces) <= longest for window in got)
    assert all(window.places for window in got)


def test_a_line_stays_whole_where_there_is_room(encoder: Encoder) -> None:
    first, second = windows(lines(30, 20), encoder.pieces, 40)
    assert (len(first.places), len(second.places)) == (30, 20)


@pytest.mark.parametrize(
    ("word", "like"), [("SQL", "AWS"), ("R", "C"), ("Python", "Excel"), ("iOS", "GitHub"), ("10", "5+"), ("/", "(")]
)
def test_shapes(word: str, like: str) -> None:
    assert shape_of(word) == shape_of(like)
    assert shape_of(word) != shape_of("word")


def test_probabilities_and_runs(encoder: Encoder) -> None:
    reading = encoder.read([Word(word, 0) for word in WORDS])
    assert len(reading.runs) == len(TASKS)
    assert len(reading.inside) == len(WORDS)
    assert all(0 <= chance <= 1 for chance in reading.inside)
    found = [WORDS[first:last] for first, last, _ in reading.runs[0]]
    assert ["Kubernetes"] in found
    assert ["soil", "sampling"] in found
    assert all(0 <= chance <= 1 for runs in reading.runs for *_, chance in runs)
    assert reading == Encoder(FOLDER).read([Word(word, 0) for word in WORDS])


def test_no_node_that_costs_more_than_what_it_replaces() -> None:
    """The names of the nodes' operators; `SLOW_TOGETHER` in models/scripts/package.py says why."""
    network = (FOLDER / MODEL).read_bytes()
    assert b"QAttention" in network
    assert b"LayerNormalization" in network
    assert b"SkipLayerNormalization" not in network
    assert b"BiasGelu" not in network


def test_nothing_to_read(encoder: Encoder) -> None:
    assert encoder.logits([]).shape == (0, len(TASKS), len(STATES))
    assert encoder.read([]).inside == ()


def test_a_pipeline_is_copied_whole(encoder: Encoder, tmp_path: Path) -> None:
    encoder.to_disk(tmp_path / "copy")
    words = [Word(word, 0) for word in WORDS]
    assert Encoder(tmp_path / "copy").read(words) == encoder.read(words)
