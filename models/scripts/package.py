"""Stores a trained student in ONNX with 8-bit weights, as the one component of a spaCy pipeline.

python scripts/package.py --config configs/training.toml training/student.pt ../resumefit/data/pipeline
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import tomllib
from pathlib import Path

import spacy
import torch
from network import BASE, HINTS, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from resumefit.language.encoder import MODEL, PIECES, SETTINGS, Encoder
from resumefit.language.nlp import register_recognizer

VERSION = "1.0.0"


def main() -> None:
    """Writes the pipeline's folder anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("student", type=Path)
    parser.add_argument("pipeline", type=Path)
    arguments = parser.parse_args()
    settings = tomllib.loads(arguments.config.read_text("utf-8"))
    network = Network(settings["student"]["layers"], attention="eager")  # the form that the optimizer knows
    network.load_state_dict(torch.load(arguments.student)[0])
    with tempfile.TemporaryDirectory() as folder:
        write_encoder(network.eval(), settings["encoder"]["longest"], Path(folder))
        shutil.rmtree(arguments.pipeline, ignore_errors=True)
        write_pipeline(Path(folder), arguments.pipeline)
    size = sum(path.stat().st_size for path in arguments.pipeline.rglob("*") if path.is_file())
    print(f"{arguments.pipeline}: {size / 1e6:.1f} MB")


def write_encoder(network: Network, longest: int, folder: Path) -> None:
    """The three files that resumefit.language.encoder reads."""
    whole, fused = folder / "whole.onnx", folder / "fused.onnx"
    names = ["pieces", "shapes", "hints"]
    example = tuple(torch.ones(1, 24, dtype=torch.long) for _ in names)
    torch.onnx.export(
        network, example, str(whole), input_names=names, output_names=["logits"], opset_version=17, dynamo=False,
        dynamic_axes={name: {1: "length"} for name in (*names, "logits")},
    )  # fmt: skip
    width, heads = network.encoder.config.hidden_size, network.encoder.config.num_attention_heads
    model = optimizer.optimize_model(str(whole), model_type="bert", num_heads=heads, hidden_size=width, opt_level=0)
    model.save_model_to_file(str(fused))
    quantize_dynamic(
        fused,
        folder / MODEL,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # sums of 8-bit products overflow on processors without VNNI, and the answers would differ
        extra_options={"DefaultTensorType": 1},  # the fused nodes' results are of no type that ONNX knows: float
    )
    whole.unlink()
    fused.unlink()
    shutil.copyfile(BASE / "vocab.txt", folder / PIECES)
    facts = {"version": VERSION, "longest": longest, "hints": HINTS}
    (folder / SETTINGS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def write_pipeline(encoder: Path, out: Path) -> None:
    """A spaCy pipeline whose recognizer holds the encoder."""
    register_recognizer()
    nlp = spacy.blank("en", meta={"name": "resumefit_postings", "version": VERSION, "license": "MIT"})
    recognizer = nlp.add_pipe("resumefit_recognizer")
    recognizer.encoder = Encoder(encoder)
    nlp.to_disk(out, exclude=["vocab"])


if __name__ == "__main__":
    main()
