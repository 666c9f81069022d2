"""Trains the sentence encoder: what a posting asks for shall lie near to how resumes show it, whatever the words.

python scripts/sentences.py --config configs/training.toml pairs posts training/sentences.pt

It learns from scenes: what one posting asks for, and lines of resumes of which each shows some of it or none. Those of
posts/ were written so; those of pairs/ are put together from records of one trade, and titles that name one job from the
posts of one. So as to keep what it knew of names it
learns, too, from the names that the taxonomy has for one skill, from the wordings that show a skill, and from what the
untrained encoder makes of names. One record and one post in eight are held out and measured on.
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

import torch
from network import BASE, SentenceNetwork
from torch import Tensor
from torch.nn import functional
from transformers import AutoTokenizer

from resumefit.language.encoder import LONGEST_SENTENCE
from resumefit.language.taxonomy import load_taxonomy

HELD_OUT = 8  # every so manieth record or post is not learnt from
FALSE_ALARMS = (0.03, 0.01)
CHUNK = 32  # sentences that are encoded at once; pieces are padded to a multiple of EIGHT
EIGHT = 8
Settings = dict[str, Any]
Names = list[tuple[str, str]]


@dataclass(frozen=True)
class Scene:
    """What one posting asks for, (in short, the line it stands on, "" for none), lines of resumes, and the (question, line)
    places where a line shows what is asked; or titles of posts, titles like them, and the places where both name one job."""

    asks: list[tuple[str, str]]
    lines: list[str]
    shown: frozenset[tuple[int, int]]


def main() -> None:
    """Trains, measures and stores the encoder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("posts", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    plan: Settings = tomllib.loads(arguments.config.read_text("utf-8"))["sentences"]
    torch.manual_seed(plan["seed"])
    records, posts = list(read(arguments.pairs)), list(read(arguments.posts))
    trainer = Trainer(plan)
    print(json.dumps(evaluate(trainer, posts[::HELD_OUT])), flush=True)
    learnt = [r for n, r in enumerate(records) if n % HELD_OUT], [p for n, p in enumerate(posts) if n % HELD_OUT]
    for _ in trainer.learn(*learnt):
        print(json.dumps(evaluate(trainer, posts[::HELD_OUT])), flush=True)
        torch.save(trainer.network.state_dict(), arguments.out)


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """The records of a folder, each with the name of its file as its group."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line) | {"group": file.stem}


def scene_of(post: dict[str, Any]) -> Scene:
    """A post of posts/ as a scene."""
    lines = [*post["qualified"], *post["adjacent"]]
    shown = frozenset((asked, place) for place, (_, shows) in enumerate(lines) for asked in shows)
    return Scene([(short, line) for short, line in post["asks"]], [text for text, _ in lines], shown)


class Trainer:
    """The network that learns, and what it shall not forget."""

    def __init__(self, plan: Settings) -> None:
        self.plan = plan
        self.random = random.Random(plan["seed"])
        self.network = SentenceNetwork()
        self.untrained = copy.deepcopy(self.network).eval()
        self.tokenizer = AutoTokenizer.from_pretrained(BASE)
        skills = list(load_taxonomy())
        aliases = [(s.name, alias) for s in skills for alias in s.aliases]
        self.alphabet = sorted(aliases, key=lambda pair: pair[1].lower())
        self.names = self.endless(aliases)
        self.signs = self.endless([(s.name, sign) for s in skills for sign in s.shown_by])

    def endless(self, pairs: Names) -> Iterator[tuple[str, str]]:
        """Pairs in a random order, again and again."""
        self.random.shuffle(pairs)
        return itertools.cycle(pairs)

    def learn(self, records: Sequence[dict[str, Any]], posts: Sequence[dict[str, Any]]) -> Iterator[int]:
        """Learns; yields the number of each epoch that has ended."""
        learnt = [weights for weights in self.network.parameters() if weights.requires_grad]
        optimizer = torch.optim.AdamW(learnt, lr=self.plan["rate"], weight_decay=0.01)
        epochs = [list(self.batches(records, posts)) for _ in range(self.plan["epochs"])]
        steps, step = sum(map(len, epochs)), 0
        for number, epoch in enumerate(epochs):
            for batch in epoch:
                self.network.train()
                share = step / steps
                for group in optimizer.param_groups:
                    group["lr"] = self.plan["rate"] * min(1.0, 20 * share) * (1 - share)
                optimizer.zero_grad()
                loss = self.loss(batch)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(learnt, 1.0)
                optimizer.step()
                step += 1
            yield number

    def batches(self, records: Sequence[dict[str, Any]], posts: Sequence[dict[str, Any]]) -> Iterator[list[Scene]]:
        """All posts, their titles and all records once, in scenes, some at a time."""
        scenes = [*map(scene_of, posts), *self.titles(posts), *self.gathered(records)]
        self.random.shuffle(scenes)
        size = self.plan["scenes"]
        yield from (scenes[n : n + size] for n in range(0, len(scenes) - size + 1, size))

    def gathered(self, records: Sequence[dict[str, Any]]) -> Iterator[Scene]:
        """Records of one trade at a time, each with a line that shows it and a tempting one."""
        for part in self.of_one_trade(records):
            lines = [self.random.choice(r[key]) for r in part for key in ("shows", "near")]
            yield Scene([(r["asks"], r["line"]) for r in part], lines, frozenset((n, 2 * n) for n in range(len(part))))

    def titles(self, posts: Sequence[dict[str, Any]]) -> Iterator[Scene]:
        """Titles of one trade at a time, each with one of the same job and one of another."""
        for part in self.of_one_trade(posts):
            lines = [self.random.choice(p[key]) for p in part for key in ("same_job", "other_job")]
            yield Scene([(p["title"], "") for p in part], lines, frozenset((n, 2 * n) for n in range(len(part))))

    def of_one_trade(self, items: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
        """Records or posts in a random order, some of one trade at a time."""
        mixed = list(items)
        self.random.shuffle(mixed)
        mixed.sort(key=lambda item: item["group"])
        size = self.plan["asked"]
        yield from (mixed[first : first + size] for first in range(0, len(mixed), size))

    def loss(self, scenes: Sequence[Scene]) -> Tensor:
        """How far the lines that show what is asked lie from it, compared with the lines of all scenes that do not."""
        plan = self.plan
        signs = list(itertools.islice(self.signs, plan["names"]))
        # half of the names are written alike and mean other things
        first = self.random.randrange(len(self.alphabet) - plan["names"] // 2)
        names = [*itertools.islice(self.names, plan["names"] // 2), *self.alphabet[first : first + plan["names"] // 2]]
        asked = [pair for scene in scenes for pair in scene.asks]
        alone = (not line or self.random.random() < plan["short"] for _, line in asked)
        asks = [short if bare else f"{short}: {line}" for (short, line), bare in zip(asked, alone, strict=True)]
        shown, judged = judgements(scenes)
        questions, lines, one, two, three, four = self.encode(
            asks,
            [line for s in scenes for line in s.lines],
            *([a for a, _ in names], [b for _, b in names], [a for a, _ in signs], [b for _, b in signs]),
        )
        with torch.no_grad():
            before = torch.cat(self.encode([a for a, _ in names], [b for _, b in names], network=self.untrained))
        kept = ((torch.cat((one, two)) - before) ** 2).sum(1).mean()
        likeness = questions @ lines.T / plan["heat"]
        found = told_apart(likeness, shown, judged) + 0.5 * told_apart(likeness.T, shown.T, judged.T)
        return (
            found
            + plan["of_names"] * self.of_names(one, two, names)
            + plan["of_signs"] * self.of_names(three, four, signs)
            + kept
        )

    def of_names(self, one: Tensor, two: Tensor, names: Names) -> Tensor:
        """The loss of telling which names are of one skill, or which wordings show which skill."""
        logits = (one @ two.T).masked_fill(alike([a for a, _ in names]), -9) / self.plan["heat"]
        return functional.cross_entropy(logits, torch.arange(len(names)))

    def encode(self, *parts: Sequence[str], network: SentenceNetwork | None = None) -> tuple[Tensor, ...]:
        """The vectors of several lists of sentences, encoded some of a length at a time."""
        texts = [text for part in parts for text in part]
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        found: list[Tensor] = []
        for first in range(0, len(order), CHUNK):
            chunk = [texts[place] for place in order[first : first + CHUNK]]
            chunk += chunk[-1:] * (CHUNK - len(chunk))  # all chunks are of one size: fewer shapes to prepare for
            given = self.tokenizer(
                chunk,
                padding=True,
                truncation=True,
                max_length=LONGEST_SENTENCE,
                pad_to_multiple_of=EIGHT,
                return_tensors="pt",
            )
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found.append((network or self.network)(given["input_ids"], given["attention_mask"]).float())
        vectors = torch.cat(found)[: len(order)][torch.tensor(order).argsort()]
        return torch.split(vectors, [len(part) for part in parts])


def told_apart(likeness: Tensor, shown: Tensor, judged: Tensor) -> Tensor:
    """For each place that is shown, how far it does not stand out among those of its row that are judged and not shown."""
    wrong = torch.logsumexp(likeness.masked_fill(~judged | shown, -1e4), 1, keepdim=True)
    return (functional.softplus(wrong - likeness) * shown).sum() / shown.sum()


def judgements(scenes: Sequence[Scene]) -> tuple[Tensor, Tensor]:
    """Whether each line of some scenes shows each question, and whether that is known: a line of another scene that shows the
    same question there may show it here."""
    asked = [(n, short.lower()) for n, scene in enumerate(scenes) for short, _ in scene.asks]
    places = [n for n, scene in enumerate(scenes) for _ in scene.lines]
    shown = torch.zeros(len(asked), len(places), dtype=torch.bool)
    row = column = 0
    for scene in scenes:
        for question, line in scene.shown:
            shown[row + question, column + line] = True
        row, column = row + len(scene.asks), column + len(scene.lines)
    same = torch.tensor([[a == b for _, b in asked] for _, a in asked])
    elsewhere = (same.float() @ shown.float()) > 0
    return shown, ~elsewhere | shown


def alike(names: Sequence[str]) -> Tensor:
    """Where in a batch two different places hold the same question: one's answer is no wrong answer to the other."""
    return torch.tensor([[a == b and x != y for y, b in enumerate(names)] for x, a in enumerate(names)])


def evaluate(trainer: Trainer, posts: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Of posts not learnt from: at a likeness that a share of the lines of the same post reach which show something else or
    nothing, how many demands have a line that shows them; and how often such a line lies nearer than one that does not."""
    trainer.network.eval()
    right, wrong, best, nearer, pairs = list[Tensor](), list[Tensor](), list[Tensor](), 0.0, 0
    for post in map(scene_of, posts):
        with torch.no_grad():
            asked, lines = trainer.encode([f"{short}: {line}" for short, line in post.asks], post.lines)
        shown, _ = judgements([post])
        likeness = asked @ lines.T
        right.append(likeness[shown])
        wrong.append(likeness[~shown])
        best.append(torch.stack([row[mine].max() for row, mine in zip(likeness, shown, strict=True) if mine.any()]))
        for row, mine in zip(likeness, shown, strict=True):
            nearer += float((row[mine][:, None] > row[~mine][None]).sum())
            pairs += int(mine.sum() * (~mine).sum())
    figures = {"nearer": round(nearer / pairs, 4)}
    for share in FALSE_ALARMS:
        least = torch.quantile(torch.cat(wrong), 1 - share)
        figures[f"lines at {share}"] = round(float((torch.cat(right) > least).float().mean()), 3)
        figures[f"demands at {share}"] = round(float((torch.cat(best) > least).float().mean()), 3)
    return figures


if __name__ == "__main__":
    main()
