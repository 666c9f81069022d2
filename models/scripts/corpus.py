"""The labelled sets as DocBins: resumefit's tokens, the lines as sentences, what the rules find, and what people marked.

    python scripts/corpus.py --data ../../shared/data corpus

SkillSpan's KNOWLEDGE becomes the span group "knowledge"; its SKILL, and what of KNOWLEDGE no SKILL overlaps, "activity"
(the reading of "all skills" that the field measures). Green's sentences come without labels: other people marked them, by
another rule, and a model trained on both does worse on each.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin

from resumefit.language.encoder import TASKS
from resumefit.language.mentions import rule_mentions
from resumefit.language.nlp import make_doc
from resumefit.reading.document import Source, Span
from resumefit.reading.plain import document_of

SETS = ("skillspan_train", "skillspan_dev", "green_train", "green_dev")


def main() -> None:
    """Writes one DocBin for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with skillspan_train.jsonl and the others")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("en")
    for name in SETS:
        with (arguments.data / f"{name}.jsonl").open(encoding="utf-8") as rows:
            docs = [labelled(nlp, json.loads(row), known=name.startswith("skillspan")) for row in rows]
        DocBin(docs=docs, attrs=["SENT_START", "SPACY"], store_user_data=True).to_disk(arguments.out / f"{name}.spacy")
        print(f"{name}: {len(docs)} texts, {sum(map(len, docs)):,} tokens")


def labelled(nlp: spacy.language.Language, record: dict[str, Any], *, known: bool) -> Doc:
    """A record as a Doc; `known` says whether its labels are those that are trained on."""
    document = document_of(record["text"], Source("text", "text", len(record["text"])))
    blocks = [line.span for line in document.lines]
    hits = [(mention.span, mention.kind) for mention in rule_mentions(document)]
    doc, starts, ends = make_doc(nlp, record["text"], blocks, hits)
    places = list(zip(starts, ends, strict=True))
    doc.user_data["id"] = record["id"]
    doc.user_data["places"] = places
    for task, spans in zip(TASKS, tasks(record) if known else ((), ()), strict=True):
        runs = {run for span in spans if (run := tokens_of(places, span))}
        doc.spans[task] = [doc[first:last] for first, last in sorted(runs)]
    return doc


def tasks(record: dict[str, Any]) -> tuple[list[Span], list[Span]]:
    """What people marked in a record, for each task."""
    knowledge, others = [], []
    for entity in record["entities"]:
        (knowledge if entity["label"] == "KNOWLEDGE" else others).append(Span(entity["start"], entity["end"]))
    return knowledge, others + [span for span in knowledge if not any(span.overlaps(other) for other in others)]


def tokens_of(places: Iterable[tuple[int, int]], span: Span) -> tuple[int, int] | None:
    """The run of tokens that a span touches."""
    touched = [number for number, (start, end) in enumerate(places) if start < span.end and span.start < end]
    return (touched[0], touched[-1] + 1) if touched else None


def read(path: Path) -> Iterator[Doc]:
    """The Docs of a DocBin."""
    yield from DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)


if __name__ == "__main__":
    main()
