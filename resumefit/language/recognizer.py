"""Keywords and activities as the trained encoder sees them: a component of the spaCy pipeline.

It reads a Doc whose sentences are the lines of a posting and whose span group "taxonomy" holds what the rules found. It
fills the span groups "knowledge" and "activity", each with the probabilities of its spans in `attrs["scores"]`, and the
user data INSIDE with the probability of each token that it is part of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from resumefit.language.encoder import TASKS, Encoder, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc

RULES = "taxonomy"
"""The span group with what the rules found; a span's label is the kind of its skill."""


INSIDE = "resumefit.inside"
"""The user data of a Doc that hold a probability for each token."""


class Recognizer:
    """The component. `encoder` is None until it is read from disk."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its span groups filled. Raises ValueError where no encoder was loaded."""
        if self.encoder is None:
            raise ValueError("the recognizer has no encoder: load the pipeline from its folder")
        places, words = encoder_words(doc)
        reading = self.encoder.read(words)
        for task, runs in zip(TASKS, reading.runs, strict=True):
            doc.spans[task] = [doc[places[first] : places[last - 1] + 1] for first, last, _ in runs]
            doc.spans[task].attrs["scores"] = [chance for _, _, chance in runs]
        inside = dict(zip(places, reading.inside, strict=True))
        doc.user_data[INSIDE] = [inside.get(place, 0.0) for place in range(len(doc))]
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the encoder's files into a folder."""
        del exclude
        if self.encoder is not None:
            self.encoder.to_disk(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Recognizer:
        """Reads the encoder's files from a folder."""
        del exclude
        self.encoder = Encoder(Path(path))
        return self


def encoder_words(doc: Doc) -> tuple[list[int], list[Word]]:
    """What of a Doc the encoder is shown: the places of the words in the Doc, and the words with what the rules take them
    for. Commas are left out, for the corpora that it learnt from have lost theirs; they keep words apart all the same."""
    hints = [""] * len(doc)
    for span in doc.spans.get(RULES, ()):
        hints[span.start : span.end] = [f"B-{span.label_}", *[f"I-{span.label_}"] * (span.end - span.start - 1)]
    places: list[int] = []
    words: list[Word] = []
    line, comma = 0, False
    for place, token in enumerate(doc):
        text = token.text
        line += bool(token.is_sent_start)
        if text != ",":
            places.append(place)
            words.append(Word(text, line, hints[place], comma))
        comma = text == ","
    return places, words
