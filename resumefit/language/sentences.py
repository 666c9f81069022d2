"""What sentences mean: which of a resume's sentences say what a posting asks for, in whatever words.

A small encoder, carried by the package, makes of a sentence a vector; sentences that mean alike have vectors that point
alike. It has learnt from lines of postings and of resumes of all trades (models/README.md says how well).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from resumefit.language.blocks import blocks_of, sentences_of
from resumefit.language.encoder import SENTENCES, SentenceEncoder
from resumefit.reading.document import Document, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SLACK = 0.002  # of a likeness: two units of the decimal that it is rounded to
_FEWEST = 3  # words of a sentence that says anything


class Meanings:
    """What some sentences mean."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences

    def answering(self, asked: Meanings, least: float, focus: float) -> list[list[int]]:
        """For each sentence that is asked, which of these mean at least so much the same, the most like first. One that is
        far more like another that is asked is about that: it answers what it is at least `focus` times as like as what it is
        most like. A likeness is 1 for the same, 0 for nothing alike, rounded to 3 decimals, for processors differ in the
        last ones. All lists are empty where there is no encoder."""
        if self._vectors is None or asked._vectors is None:
            return [[] for _ in asked.sentences]
        alike = (asked._vectors @ self._vectors.T).round(3)
        about = (alike >= least) & (alike >= focus * alike.max(axis=0))
        return [_highest(row, about[number].nonzero()[0].tolist()) for number, row in enumerate(alike)]

    def near(self, other: Meanings, least: float) -> list[int]:
        """The places of the sentences of the other that mean about so much the same as one of these: all that `answering`
        finds,
        and few more. Many at once are added up in another order than one by one, so that the last digits may differ."""
        if self._vectors is None or other._vectors is None:
            return []
        highest = (other._vectors @ self._vectors.T).max(axis=1)
        found: list[int] = (highest >= least - _SLACK).nonzero()[0].tolist()
        return found

    @cached_property
    def _vectors(self) -> NDArray[np.float32] | None:
        """A row for each sentence; None where there is no encoder, or no sentence."""
        encoder = sentence_encoder()
        return encoder.vectors(self.sentences) if encoder and self.sentences else None


def _highest(values: NDArray[np.float32], places: list[int]) -> list[int]:
    """Some places of values in order, that of the highest first."""
    return sorted(places, key=lambda place: (-float(values[place]), place))


def telling_sentences(document: Document) -> Iterator[Span]:
    """The sentences of a document that may tell of something, in order: all of several words but headings."""
    for block in blocks_of(document):
        if block.role != "heading":
            for span in sentences_of(document.text, block.span):
                if len(document.quote(span).split()) >= _FEWEST:
                    yield span


def likeness(one: str, two: str) -> float | None:
    """How alike two phrases are in meaning, -1 to 1, rounded to 3 decimals; None where there is no encoder. Each is asked for
    in turn, as the encoder has learnt to be asked: by what is asked for and the line that does."""
    encoder = sentence_encoder()
    if encoder is None:
        return None
    first, asked_first, second, asked_second = encoder.vectors([one, f"{one}: {one}", two, f"{two}: {two}"])
    return round(float(asked_first @ second + first @ asked_second) / 2, 3)


def sentence_encoder() -> SentenceEncoder | None:
    """The encoder that the package carries, loaded once; None where it is not there or RESUMEFIT_TRAINED is 0."""
    return _load() if os.environ.get("RESUMEFIT_TRAINED") != "0" else None


@cache
def _load() -> SentenceEncoder | None:
    folder = Path(str(files("resumefit") / "data" / "pipeline" / "resumefit_recognizer"))
    return SentenceEncoder(folder) if (folder / SENTENCES).is_file() else None
