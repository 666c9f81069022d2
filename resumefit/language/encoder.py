"""The trained encoder: what each word of a posting is a part of. The only door to ONNX Runtime and NumPy.

A BERT of few layers, fine-tuned (models/README.md says on what and how well) and stored with 8-bit weights. Besides the
word pieces it is told the shape of each word, since the pieces are lower case, and what the taxonomy says of it. Training
imports this module, so that what the encoder is given is the same there and here.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from resumefit.language.wordpieces import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TASKS = ("knowledge", "activity")
"""What the encoder looks for: keywords one knows (tools, subjects, certificates), and what one does or is."""

STATES = ("outside", "begins", "inside")
OUTSIDE, BEGINS, INSIDE = range(len(STATES))
"""What a word can be to a task; the encoder gives a logit for each state of each task, task by task."""

SETTINGS, MODEL, PIECES, VECTORS, SENTENCES = FILES = (
    "encoder.json",
    "encoder.onnx",
    "pieces.txt",
    "vectors.npy",
    "sentences.onnx",
)

LONGEST_SENTENCE = 64
"""Word pieces of a sentence that the sentence encoder is shown; what lies behind them is left out."""

_SHAPES = ("", "digits", "sign", "lower", "upper", "letter", "title", "mixed")
_NEVER = float("-inf")
_MOST_PIECES = 12  # of one word; longer ones are addresses
_SENTENCES_KEPT = 20_000  # vectors that a long-running program remembers: 30 MB
_WORTH_A_BREAK = 0.4  # share of a window from which it ends with a line instead of amid the next one


class Word(NamedTuple):
    """A word as the encoder is given it. `hint`: what the taxonomy takes it for, "B-tool" where a tool's name begins,
    "I-tool" within, "" for nothing. `line` counts lines; no run of words goes on over the end of a line, nor into a word
    that is `apart` from the one before."""

    text: str
    line: int
    hint: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder makes of some words: for each task the runs of words, (first, last exclusive, probability), and
    for each word the probability that it belongs to any."""

    runs: tuple[tuple[tuple[int, int, float], ...], ...]
    inside: tuple[float, ...]


class Network:
    """A network in ONNX, run on one thread; its answers depend on nothing but what it is given."""

    def __init__(self, file: Path) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # its Windows builds would report to their maker
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # small matrices: threads would only wait
        options.log_severity_level = 3
        levels = onnxruntime.GraphOptimizationLevel
        options.graph_optimization_level = levels.ORT_DISABLE_ALL  # models/scripts/package.py has done it
        self._session = onnxruntime.InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])

    def run(self, **inputs: NDArray[Any]) -> NDArray[np.float32]:
        """What the network makes of one window, given by the names of its inputs."""
        (out,) = self._session.run(None, {name: array[None] for name, array in inputs.items()})
        found: NDArray[np.float32] = out[0]
        return found


class Vectors:
    """The vectors of word pieces, in 8 bits, with a scale at the end of each row; both networks share them."""

    def __init__(self, folder: Path) -> None:
        import numpy as np

        self._rows = np.load(folder / VECTORS, mmap_mode="r")  # a text needs some hundred of its 30,000 rows

    def of(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """A row for each piece."""
        import numpy as np

        rows = self._rows[pieces]
        scales = np.ascontiguousarray(rows[:, -4:]).view(np.float32)
        found: NDArray[np.float32] = rows[:, :-4].astype(np.float32) * scales
        return found


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text, as long as the encoder takes at once: its pieces, and where among them each word begins."""

    first: int
    pieces: list[int]
    places: list[int]


class Encoder:
    """A trained encoder from the folder that `models/scripts/package.py` writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        settings = json.loads((folder / SETTINGS).read_text("utf-8"))
        self.hints: dict[str, int] = {hint: number for number, hint in enumerate(settings["hints"])}
        self.longest: int = settings["longest"]
        self.pieces = WordPieces((folder / PIECES).read_text("utf-8").splitlines())
        self._vectors = Vectors(folder)
        self._network = Network(folder / MODEL)

    def to_disk(self, folder: Path) -> None:
        """Copies the encoder's files into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self._folder / name, folder / name)

    def read(self, words: Sequence[Word]) -> Reading:
        """The runs of words that are most likely, for each task by itself."""
        import numpy as np

        logits = self.logits(words)
        odds = np.exp(logits - logits.max(axis=2, keepdims=True))
        within = 1 - odds[:, :, OUTSIDE] / odds.sum(axis=2)
        runs = tuple(
            tuple(
                (first, last, round(sum(chances[first:last]) / (last - first), 4))
                for first, last in best_runs(logits[:, task].tolist(), words)
            )
            for task, chances in enumerate(within.T.tolist())
        )
        return Reading(runs, tuple(within.max(axis=1).round(4).tolist()))

    def logits(self, words: Sequence[Word]) -> NDArray[np.float32]:
        """For each word the logits of each task's states: an array of words x tasks x states."""
        import numpy as np

        shapes = np.array([shape_of(word.text) for word in words])
        hints = np.array([self.hints.get(word.hint, 0) for word in words])
        found = np.zeros((len(words), len(TASKS) * len(STATES)), np.float32)
        for window in windows(words, self.pieces, self.longest):
            part, places = slice(window.first, window.first + len(window.places)), np.array(window.places)
            pieces = np.array(window.pieces, np.int64)
            marks = {"shapes": np.zeros_like(pieces), "hints": np.zeros_like(pieces)}
            marks["shapes"][places], marks["hints"][places] = shapes[part], hints[part]
            found[part] = self._network.run(vectors=self._vectors.of(pieces), **marks)[places]
        return found.reshape(len(words), len(TASKS), len(STATES))


class SentenceEncoder:
    """What a sentence means, as a vector: sentences that say alike have vectors that point alike."""

    def __init__(self, folder: Path) -> None:
        self._pieces = WordPieces((folder / PIECES).read_text("utf-8").splitlines())
        self._vectors = Vectors(folder)
        self._network = Network(folder / SENTENCES)
        self._vector = lru_cache(maxsize=_SENTENCES_KEPT)(self._vector_of)

    def vectors(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each of one or more sentences."""
        import numpy as np

        return np.array([self._vector(sentence) for sentence in sentences], np.float32)

    def _vector_of(self, sentence: str) -> NDArray[np.float32]:
        """Each sentence is read by itself, so that it gets the same vector in any company."""
        return self._network.run(vectors=self._vectors.of(self._numbers(sentence)))

    def _numbers(self, sentence: str) -> NDArray[np.int64]:
        import numpy as np

        inner = [piece for word in sentence.split() for piece in self._pieces.of(word)]
        return np.array([self._pieces.opening, *inner[: LONGEST_SENTENCE - 2], self._pieces.separator], np.int64)


def best_runs(weights: Iterable[Sequence[float]], words: Iterable[Word]) -> Iterator[tuple[int, int]]:
    """(first, last exclusive) of the runs in the likeliest sequence of states, given the logits of each word's states:
    Viterbi's algorithm, where a run begins with BEGINS and ends at the latest with its line."""
    before = (0.0, _NEVER, _NEVER)
    came_from: list[tuple[int, int, int]] = []
    line: int | None = None
    for (outside, begins, inside), word in zip(weights, words, strict=True):
        run = BEGINS if before[BEGINS] >= before[INSIDE] else INSIDE
        best = run if before[run] > before[OUTSIDE] else OUTSIDE
        goes_on = word.line == line and not word.apart
        came_from.append((best, best, run))
        before = (before[best] + outside, before[best] + begins, before[run] + inside if goes_on else _NEVER)
        line = word.line
    states = [max(range(3), key=before.__getitem__)]
    for sources in reversed(came_from):
        states.append(sources[states[-1]])
    first: int | None = None
    for number, state in enumerate([*reversed(states[:-1]), OUTSIDE]):
        if first is not None and state != INSIDE:
            yield first, number
            first = None
        if state == BEGINS:
            first = number


def windows(words: Sequence[Word], pieces: WordPieces, longest: int) -> Iterator[Window]:
    """The words in windows of at most `longest` pieces; a line stays whole where that costs little room. Lines are set
    apart by a separator."""
    first = 0
    while first < len(words):
        ids, places = [pieces.opening], list[int]()
        line, line_end = words[first].line, (0, 0)
        for word in words[first : first + longest]:
            its_ids = pieces.of(word.text)[:_MOST_PIECES]
            if len(ids) + len(its_ids) + (word.line != line) > longest - 2:
                if line_end[0] > _WORTH_A_BREAK * len(places):
                    del places[line_end[0] :], ids[line_end[1] :]
                break
            if word.line != line:
                line, line_end = word.line, (len(places), len(ids))
                ids.append(pieces.separator)
            places.append(len(ids))
            ids += its_ids
        ids.append(pieces.separator)
        yield Window(first, ids, places)
        first += len(places)


@lru_cache(maxsize=1 << 14)
def shape_of(word: str) -> int:
    """The shape of a word: lower case, UPPER CASE, Title, mIxed, one Letter, digits or signs."""
    if not any(ch.isalpha() for ch in word):
        shape = "digits" if any(ch.isdigit() for ch in word) else "sign"
    elif word.islower():
        shape = "lower"
    elif word.isupper():
        shape = "upper" if len(word) > 1 else "letter"
    else:
        shape = "title" if word[0].isupper() and word[1:].islower() else "mixed"
    return _SHAPES.index(shape)
