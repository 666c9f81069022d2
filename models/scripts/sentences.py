"""Trains the sentence encoder: what a posting asks for shall lie near to how resumes show it, whatever the words.

python scripts/sentences.py --config configs/training.toml pairs training/sentences.pt

It learns from records of pairs/ (what is asked, the line it stands on, lines that show it, tempting lines that do not). So
as to keep what it knew of names it learns, too, from the names that the taxonomy has for one skill, from the wordings that
show a skill, and from what the untrained encoder makes of names. One record in eight is held out and measured on.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from network import BASE, SentenceNetwork
from torch import Tensor
from torch.nn import functional
from transformers import AutoTokenizer

from resumefit.language.encoder import LONGEST_SENTENCE
from resumefit.language.taxonomy import load_taxonomy

HELD_OUT = 8  # every so manieth record is not learnt from
FALSE_ALARMS = (0.01, 0.001)
Settings = dict[str, Any]
Names = list[tuple[str, str]]


@dataclass(frozen=True)
class Pair:
    """A demand, the line it stands on, a line that shows it and one that does not; `group` is the trade."""

    asks: str
    line: str
    shows: str
    near: str
    group: str


def main() -> None:
    """Trains, measures and stores the encoder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    plan: Settings = tomllib.loads(arguments.config.read_text("utf-8"))["sentences"]
    torch.manual_seed(plan["seed"])
    records = list(read(arguments.pairs))
    trainer = Trainer(plan)
    for stage in plan["stages"]:
        trainer.learn([r for n, r in enumerate(records) if n % HELD_OUT], stage)
        print(json.dumps(evaluate(trainer, records[::HELD_OUT])), flush=True)
    torch.save(trainer.network.state_dict(), arguments.out)


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """The records of a folder, each with the name of its file as its group."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line) | {"group": file.stem}


class Trainer:
    """The network that learns, and what it shall not forget."""

    def __init__(self, plan: Settings) -> None:
        self.plan = plan
        self.random = random.Random(plan["seed"])
        self.network = SentenceNetwork()
        self.untrained = copy.deepcopy(self.network).eval()
        self.tokenizer = AutoTokenizer.from_pretrained(BASE)
        skills = list(load_taxonomy())
        self.names = self.endless([(s.name, alias) for s in skills for alias in s.aliases])
        self.signs = self.endless([(s.name, sign) for s in skills for sign in s.shown_by])

    def endless(self, pairs: Names) -> Iterator[tuple[str, str]]:
        """Pairs in a random order, again and again."""
        self.random.shuffle(pairs)
        return itertools.cycle(pairs)

    def learn(self, records: Sequence[dict[str, Any]], stage: Settings) -> None:
        """One stage: `epochs` at a `rate`; with `by_trade`, half of a batch is of one trade and the other half of another, so
        that what it is told from is much like it."""
        learnt = [weights for weights in self.network.parameters() if weights.requires_grad]
        optimizer = torch.optim.AdamW(learnt, lr=stage["rate"], weight_decay=0.01)
        batches = [batch for _ in range(stage["epochs"]) for batch in self.batches(records, by_trade=stage["by_trade"])]
        for step, batch in enumerate(batches):
            self.network.train()
            share = step / len(batches)
            for group in optimizer.param_groups:
                group["lr"] = stage["rate"] * min(1.0, 10 * share) * (1 - share)
            optimizer.zero_grad()
            self.loss(batch).backward()
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()

    def batches(self, records: Sequence[dict[str, Any]], *, by_trade: bool) -> Iterator[list[Pair]]:
        """All records, once with each of three lines that show it."""
        pairs = [
            Pair(r["asks"], r["line"], r["shows"][n % len(r["shows"])], r["near"][n % len(r["near"])], r["group"])
            for r in records
            for n in range(3)
        ]
        self.random.shuffle(pairs)
        half = self.plan["batch"] // 2
        if by_trade:
            pairs.sort(key=lambda pair: pair.group)
            halves = [pairs[n : n + half] for n in range(0, len(pairs) - half + 1, half)]
            self.random.shuffle(halves)
            pairs = [pair for part in halves for pair in part]
        size = self.plan["batch"]
        yield from (pairs[n : n + size] for n in range(0, len(pairs) - size + 1, size))

    def loss(self, batch: Sequence[Pair]) -> Tensor:
        """How far the answers of a batch lie from their questions, compared with all other lines in it."""
        plan = self.plan
        names, signs = (list(itertools.islice(those, plan["names"])) for those in (self.names, self.signs))
        asked = [p.asks if self.random.random() < 0.5 else f"{p.asks}: {p.line}" for p in batch]
        questions, answers, tempting = self.encode(asked, [p.shows for p in batch], [p.near for p in batch])
        one, two = self.encode([a for a, _ in names], [b for _, b in names])
        with torch.no_grad():
            before = torch.cat(self.encode([a for a, _ in names], [b for _, b in names], network=self.untrained))
        kept = ((torch.cat((one, two)) - before) ** 2).sum(1).mean()
        same = alike([p.asks for p in batch])
        right = torch.arange(len(batch))
        told = torch.cat(
            ((questions @ answers.T).masked_fill(same, -9), (questions @ tempting.T).masked_fill(same, -9)), 1
        )
        back = (answers @ questions.T).masked_fill(same, -9)
        found = functional.cross_entropy(told / plan["heat"], right)
        found = found + 0.5 * functional.cross_entropy(back / plan["heat"], right)
        return (
            found + plan["of_names"] * self.of_names(one, two, names) + plan["of_signs"] * self.of_signs(signs) + kept
        )

    def of_signs(self, signs: Names) -> Tensor:
        """The loss of telling which wordings show which skill."""
        one, two = self.encode([a for a, _ in signs], [b for _, b in signs])
        return self.of_names(one, two, signs)

    def of_names(self, one: Tensor, two: Tensor, names: Names) -> Tensor:
        """The loss of telling which names are of one skill."""
        logits = (one @ two.T).masked_fill(alike([a for a, _ in names]), -9) / self.plan["heat"]
        return functional.cross_entropy(logits, torch.arange(len(names)))

    def encode(self, *parts: Sequence[str], network: SentenceNetwork | None = None) -> tuple[Tensor, ...]:
        """The vectors of several lists of sentences."""
        texts = [text for part in parts for text in part]
        given = self.tokenizer(texts, padding=True, truncation=True, max_length=LONGEST_SENTENCE, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = (network or self.network)(given["input_ids"], given["attention_mask"])
        return torch.split(vectors.float(), [len(part) for part in parts])


def alike(names: Sequence[str]) -> Tensor:
    """Where in a batch two different places hold the same question: one's answer is no wrong answer to the other."""
    return torch.tensor([[a == b and x != y for y, b in enumerate(names)] for x, a in enumerate(names)])


def evaluate(trainer: Trainer, records: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Of records not learnt from: how many of the lines that show a demand, and how many of the tempting ones, lie nearer to
    it than all but a share (1 %, 0.1 %) of the lines that show other demands."""
    trainer.network.eval()
    with torch.no_grad():
        (asked,) = trainer.encode([f"{r['asks']}: {r['line']}" for r in records])
        (shows,) = trainer.encode([line for r in records for line in r["shows"]])
        (near,) = trainer.encode([line for r in records for line in r["near"]])
    own = np.array([n for n, r in enumerate(records) for _ in r["shows"]])
    tempted = np.array([n for n, r in enumerate(records) for _ in r["near"]])
    likeness = (asked @ shows.T).numpy()
    mine = own[None] == np.arange(len(records))[:, None]
    figures = {}
    for share in FALSE_ALARMS:
        least = np.quantile(likeness[~mine], 1 - share)
        figures[f"shown at {share}"] = round(float((likeness[mine] > least).mean()), 3)
        figures[f"tempted at {share}"] = round(float(((asked[tempted] * near).sum(1).numpy() > least).mean()), 3)
    return figures


if __name__ == "__main__":
    main()
