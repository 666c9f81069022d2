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

import onnx
import onnxruntime
import torch
from network import BASE, HINTS, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from resumefit.language.encoder import MODEL, PIECES, SETTINGS, Encoder
from resumefit.language.nlp import blank_pipeline

VERSION = "1.0.0"
SLOW_TOGETHER = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion", "BiasGeluFusion"]
"""Fusions that cost time: on a CPU the node for an addition and a normalization takes five times as long as the two nodes
that it replaces (ONNX Runtime 1.31), a quarter of the network's time, and GELU with its bias takes half as long again."""


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


class Rows(nn.Module):
    """A table of embeddings in 8 bits, each row with a scale of its own."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scales = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
        self.register_buffer("rows", (table / scales).round().to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, numbers: Tensor) -> Tensor:
        """The rows of these numbers."""
        return self.rows[numbers].float() * self.scales[numbers]


def write_encoder(network: Network, longest: int, folder: Path) -> None:
    """The three files that resumefit.language.encoder reads."""
    words = network.encoder.embeddings
    words.word_embeddings = Rows(words.word_embeddings.weight.detach())
    with tempfile.TemporaryDirectory() as scratch:
        whole, fused, quantized = (Path(scratch, f"{name}.onnx") for name in ("whole", "fused", "quantized"))
        export(network, whole)
        fuse(network, whole, fused)
        quantize_dynamic(
            fused,
            quantized,
            op_types_to_quantize=["Attention", "MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # sums of 8-bit products overflow on processors without VNNI: the answers would differ
            extra_options={"DefaultTensorType": 1},  # the fused nodes' results are of no type that ONNX knows: float
        )
        settle(quantized, folder / MODEL)
    shutil.copyfile(BASE / "vocab.txt", folder / PIECES)
    facts = {"version": VERSION, "longest": longest, "hints": HINTS}
    (folder / SETTINGS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def export(network: Network, out: Path) -> None:
    """The network in ONNX, as it is."""
    names = ["pieces", "shapes", "hints"]
    example = tuple(torch.ones(1, 24, dtype=torch.long) for _ in names)
    torch.onnx.export(
        network, example, str(out), input_names=names, output_names=["logits"], opset_version=17, dynamo=False,
        dynamic_axes={name: {1: "length"} for name in (*names, "logits")},
    )  # fmt: skip


def fuse(network: Network, exported: Path, out: Path) -> None:
    """Attention, layer normalization and GELU as one node each, but for what SLOW_TOGETHER names."""
    options = FusionOptions("bert")
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = options.enable_bias_gelu = False
    model = optimizer.optimize_model(
        str(exported),
        model_type="bert",
        num_heads=network.encoder.config.num_attention_heads,
        hidden_size=network.encoder.config.hidden_size,
        opt_level=0,
        optimization_options=options,
    )
    model.save_model_to_file(str(out))


def settle(quantized: Path, out: Path) -> None:
    """Has ONNX Runtime fuse quantization with multiplication and work out what is constant, now instead of at each start."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(
        str(quantized), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_TOGETHER
    )
    model = onnx.load(out)
    used = {node.domain for node in model.graph.node}
    for opset in [opset for opset in model.opset_import if opset.domain not in used]:
        model.opset_import.remove(opset)  # ONNX Runtime names all that it knows; an older one would not know them all
    onnx.save(model, out)


def write_pipeline(encoder: Path, out: Path) -> None:
    """A spaCy pipeline whose recognizer holds the encoder."""
    nlp = blank_pipeline()
    nlp.meta |= {"name": "resumefit_postings", "version": VERSION, "license": "MIT"}
    recognizer = nlp.add_pipe("resumefit_recognizer")
    recognizer.encoder = Encoder(encoder)
    nlp.to_disk(out, exclude=["vocab"])


if __name__ == "__main__":
    main()
