"""Fine-tunes the encoder: several teachers with all layers, then a small student that learns from the labels and from them.

python scripts/train.py teachers --config configs/training.toml corpus training
python scripts/train.py student --config configs/training.toml corpus training
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import read
from network import BASE, HINTS, Network
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from resumefit.language.encoder import BEGINS, INSIDE, OUTSIDE, STATES, TASKS, Word, best_runs, shape_of, windows
from resumefit.language.recognizer import encoder_words
from resumefit.language.wordpieces import WordPieces

NO_LABEL = -100
Settings = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A text to learn from: its words; the state of each for each task, or none; what the teachers say of it, or nothing."""

    words: list[Word]
    states: np.ndarray
    soft: np.ndarray | None = None


@cache
def pieces() -> WordPieces:
    """The sentence encoder's vocabulary."""
    return WordPieces((BASE / "vocab.txt").read_text("utf-8").splitlines())


def main() -> None:
    """Trains teachers or the student."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("role", choices=["teachers", "student"])
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    settings = tomllib.loads(arguments.config.read_text("utf-8"))
    plan: Settings = settings["encoder"] | settings[arguments.role]
    arguments.out.mkdir(parents=True, exist_ok=True)
    train = [text_of(doc, labelled=True) for doc in read(arguments.corpus / "skillspan_train.spacy")]
    dev = [text_of(doc, labelled=True) for doc in read(arguments.corpus / "skillspan_dev.spacy")]
    more: list[Text] = []
    if arguments.role == "student":
        teachers = load_teachers(arguments.out / "teachers.pt", settings["teachers"]["layers"])
        train = with_soft(teachers, train, plan)
        more = with_soft(teachers, unlabelled(arguments.corpus / "green_train.spacy"), plan)
    networks = [fit(plan, seed, train, more, dev) for seed in plan["seeds"]]
    name = "teachers.pt" if arguments.role == "teachers" else "student.pt"
    torch.save([network.state_dict() for network in networks], arguments.out / name)


def text_of(doc: Doc, *, labelled: bool) -> Text:
    """A Doc as a Text."""
    states = np.full((len(doc), len(TASKS)), OUTSIDE if labelled else NO_LABEL)
    for number, task in enumerate(TASKS if labelled else ()):
        for span in doc.spans[task]:
            states[span.start, number] = BEGINS
            states[span.start + 1 : span.end, number] = INSIDE
    places, words = encoder_words(doc)
    return Text(words, states[places])


def unlabelled(path: Path, together: int = 12) -> list[Text]:
    """Sentences of one corpus put together as the lines of texts: a posting is not one sentence long."""
    sentences = [text_of(doc, labelled=False) for doc in read(path)]
    texts = []
    for first in range(0, len(sentences), together):
        group = sentences[first : first + together]
        words = [word._replace(line=word.line + 1000 * n) for n, text in enumerate(group) for word in text.words]
        texts.append(Text(words, np.concatenate([text.states for text in group])))
    return texts


@dataclass(frozen=True)
class Example:
    """A window of a text, ready for the network."""

    pieces: list[int]
    places: list[int]
    words: list[Word]
    states: np.ndarray
    soft: np.ndarray | None


def examples(text: Text, longest: int, skip: int = 0) -> Iterator[Example]:
    """The windows of a text; the first `skip` words are a window of their own, so that each epoch cuts elsewhere."""
    for start, end in ((0, skip), (skip, len(text.words))):
        for window in windows(text.words[start:end], pieces(), longest):
            first = start + window.first
            part = slice(first, first + len(window.places))
            soft = None if text.soft is None else text.soft[part]
            yield Example(window.pieces, window.places, text.words[part], text.states[part], soft)


def collate(group: Sequence[Example]) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Inputs, states and soft labels of a batch, padded."""
    length = max(len(example.pieces) for example in group)
    inputs = {name: torch.zeros(len(group), length, dtype=torch.long) for name in ("pieces", "shapes", "hints", "mask")}
    states = torch.full((len(group), length, len(TASKS)), NO_LABEL)
    soft = torch.zeros(len(group), length, len(TASKS), len(STATES))
    numbers = {hint: number for number, hint in enumerate(HINTS)}
    for row, example in enumerate(group):
        inputs["pieces"][row, : len(example.pieces)] = torch.tensor(example.pieces)
        inputs["mask"][row, : len(example.pieces)] = 1
        inputs["shapes"][row, example.places] = torch.tensor([shape_of(word.text) for word in example.words])
        inputs["hints"][row, example.places] = torch.tensor([numbers.get(word.hint, 0) for word in example.words])
        states[row, example.places] = torch.tensor(example.states)
        if example.soft is not None:
            soft[row, example.places] = torch.tensor(example.soft)
    return inputs, states, soft


def fit(plan: Settings, seed: int, train: list[Text], more: list[Text], dev: list[Text]) -> Network:
    """A network trained from one seed."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network(plan["layers"])
    own = [weight for name, weight in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": own, "at": plan["rate"] * plan["faster"]}]
    groups.append({"params": [w for w in network.encoder.parameters() if w.requires_grad], "at": plan["rate"]})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    for epoch in range(plan["epochs"]):
        began = time.perf_counter()
        network.train()
        batches = shuffled_batches(epoch_examples(plan, train, more, chance), plan["batch"], chance)
        for number, group in enumerate(batches):
            done = (epoch + number / len(batches)) / plan["epochs"]
            for settings in optimizer.param_groups:
                settings["lr"] = (
                    settings["at"] * min(1.0, done / 0.06) * (1 - done)
                )  # up for a while, then down to nothing
            optimizer.zero_grad()
            loss(network, plan, *collate(group)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
        print(
            f"seed {seed}, epoch {epoch}, {time.perf_counter() - began:.0f} s: {figures(network, dev, plan)}",
            flush=True,
        )
    return network


def epoch_examples(plan: Settings, train: list[Text], more: list[Text], chance: random.Random) -> list[Example]:
    """The windows that an epoch goes through."""
    texts = train + chance.sample(more, int(len(more) * plan.get("unlabelled", 0)))
    return [e for text in texts for e in examples(text, plan["longest"], chance.randrange(min(100, len(text.words))))]


def shuffled_batches(found: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, in random order."""
    chance.shuffle(found)
    batches = []
    for first in range(0, len(found), size * 20):
        block = sorted(found[first : first + size * 20], key=lambda example: len(example.pieces))
        batches += [block[at : at + size] for at in range(0, len(block), size)]
    chance.shuffle(batches)
    return batches


def loss(network: Network, plan: Settings, inputs: dict[str, Tensor], states: Tensor, soft: Tensor) -> Tensor:
    """Cross-entropy with the labels, and with what the teachers say where they were asked."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(**inputs)
    logits = logits.float().unflatten(-1, (len(TASKS), len(STATES)))
    asked = soft.sum(-1) > 0
    total = torch.zeros(())
    for number, weight in enumerate((1.0, plan["activity"])):
        flat, labels = logits[:, :, number].flatten(0, 1), states[:, :, number].flatten()
        if (labels != NO_LABEL).any():
            total = total + weight * plan.get("labels", 1.0) * functional.cross_entropy(
                flat, labels, ignore_index=NO_LABEL
            )
        if asked.any():
            here = asked[:, :, number].flatten()
            total = total + weight * functional.cross_entropy(flat[here], soft[:, :, number].flatten(0, 1)[here])
    return total


@torch.no_grad()
def chances(network: Network, texts: list[Text], plan: Settings) -> list[np.ndarray]:
    """For each text the probability of each state, for each of its words and tasks."""
    network.eval()
    parts = [(number, example) for number, text in enumerate(texts) for example in examples(text, plan["longest"])]
    order = sorted(range(len(parts)), key=lambda at: len(parts[at][1].pieces))
    found: dict[int, np.ndarray] = {}
    for first in range(0, len(order), plan["batch"]):
        group = order[first : first + plan["batch"]]
        inputs, _, _ = collate([parts[at][1] for at in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(**inputs)
        soft = logits.float().unflatten(-1, (len(TASKS), len(STATES))).softmax(-1)
        found |= {at: soft[row, parts[at][1].places].numpy() for row, at in enumerate(group)}
    of_text: list[list[np.ndarray]] = [[] for _ in texts]
    for at, (number, _) in enumerate(parts):
        of_text[number].append(found[at])
    return [np.concatenate(arrays) for arrays in of_text]


def load_teachers(path: Path, layers: int) -> list[Network]:
    """The networks that were trained as teachers."""
    networks = []
    for state in torch.load(path):
        networks.append(Network(layers))
        networks[-1].load_state_dict(state)
    return networks


def with_soft(teachers: list[Network], texts: list[Text], plan: Settings) -> list[Text]:
    """The texts with the teachers' mean probabilities."""
    said = [chances(teacher, texts, plan) for teacher in teachers]
    return [replace(text, soft=np.mean(soft, axis=0)) for text, *soft in zip(texts, *said, strict=True)]


def figures(network: Network, dev: list[Text], plan: Settings) -> str:
    """Precision, recall and F1 of each task's exact runs of words."""
    shown = []
    said = chances(network, dev, plan)
    for task, name in enumerate(TASKS):
        right = given = wanted = 0
        for text, soft in zip(dev, said, strict=True):
            logs = np.log(soft[:, task] + 1e-12).tolist()
            gold = np.log(np.eye(len(STATES))[text.states[:, task]] + 1e-12).tolist()
            found, marked = set(best_runs(logs, text.words)), set(best_runs(gold, text.words))
            right, given, wanted = right + len(found & marked), given + len(found), wanted + len(marked)
        shares = (100 * right / max(given, 1), 100 * right / wanted, 200 * right / (given + wanted))
        shown.append(f"{name} {'/'.join(f'{share:.1f}' for share in shares)}")
    return ", ".join(shown)


if __name__ == "__main__":
    main()
