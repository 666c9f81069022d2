"""Stores the trained networks in ONNX with 8-bit weights: a student as the one component of a spaCy pipeline, and the
sentence encoder beside it. Both are given the vectors of word pieces, which stand in one table for both.

python scripts/package.py --config configs/training.toml training/student.pt training/sentences.pt ../resumefit/data/pipeline
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import tomllib
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
from network import BASE, HINTS, Network, SentenceNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from resumefit.language.encoder import LONGEST_SENTENCE, MODEL, PIECES, SENTENCES, SETTINGS, VECTORS, Encoder
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
    parser.add_argument("sentences", type=Path)
    parser.add_argument("pipeline", type=Path)
    arguments = parser.parse_args()
    settings = tomllib.loads(arguments.config.read_text("utf-8"))
    network = Network(settings["student"]["layers"], attention="eager")  # the form that the optimizer knows
    network.load_state_dict(torch.load(arguments.student)[0])
    with tempfile.TemporaryDirectory() as folder:
        write_encoder(network.eval(), settings["encoder"]["longest"], Path(folder))
        sentences = SentenceNetwork(attention="eager")
        sentences.load_state_dict(torch.load(arguments.sentences))
        write_sentences(sentences.eval(), Path(folder))
        shutil.rmtree(arguments.pipeline, ignore_errors=True)
        write_pipeline(Path(folder), arguments.pipeline)
    size = sum(path.stat().st_size for path in arguments.pipeline.rglob("*") if path.is_file())
    print(f"{arguments.pipeline}: {size / 1e6:.1f} MB")


class Reading(nn.Module):
    """A network that is given vectors and no pieces."""

    def __init__(self, network: Network | SentenceNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, *marks: Tensor) -> Tensor:
        """What the network reads from one window, no piece of which is padding."""
        return self.network.read(vectors, *marks, torch.ones_like(vectors[..., 0]))


def write_encoder(network: Network, longest: int, folder: Path) -> None:
    """The files that resumefit.language.encoder reads, but for the sentence encoder."""
    write_vectors(network.encoder.embeddings.word_embeddings.weight.detach(), folder / VECTORS)
    cut(network, longest)
    write_network(network, ["vectors", "shapes", "hints"], "logits", folder / MODEL)
    shutil.copyfile(BASE / "vocab.txt", folder / PIECES)
    facts = {"version": VERSION, "longest": longest, "hints": HINTS}
    (folder / SETTINGS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def write_sentences(network: SentenceNetwork, folder: Path) -> None:
    """The sentence encoder's file."""
    cut(network, LONGEST_SENTENCE)
    write_network(network, ["vectors"], "meaning", folder / SENTENCES)


def cut(network: Network | SentenceNetwork, longest: int) -> None:
    """Takes away the vectors of places that no window reaches."""
    embeddings = network.encoder.embeddings
    embeddings.position_embeddings.weight = nn.Parameter(embeddings.position_embeddings.weight[:longest])


def write_vectors(table: Tensor, out: Path) -> None:
    """The pieces' vectors in 8 bits; four more bytes a row are its scale, a float."""
    scales = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
    rows = (table / scales).round().to(torch.int8).numpy()
    numpy.save(out, numpy.hstack((rows, scales.numpy().view(numpy.int8))))


def write_network(network: Network | SentenceNetwork, inputs: list[str], output: str, out: Path) -> None:
    """A network in 8 bits and in the form that ONNX Runtime reads fastest."""
    with tempfile.TemporaryDirectory() as scratch:
        whole, fused, quantized = (Path(scratch, f"{name}.onnx") for name in ("whole", "fused", "quantized"))
        export(network, inputs, output, whole)
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
        settle(quantized, out)


def export(network: Network | SentenceNetwork, inputs: list[str], output: str, out: Path) -> None:
    """The network in ONNX, as it is."""
    width = network.encoder.config.hidden_size
    example = (torch.ones(1, 24, width), *(torch.ones(1, 24, dtype=torch.long) for _ in inputs[1:]))
    lengths = {name: {1: "length"} for name in inputs}
    torch.onnx.export(
        Reading(network), example, str(out), input_names=inputs, output_names=[output], opset_version=17, dynamo=False,
        dynamic_axes=lengths if output == "meaning" else {**lengths, output: {1: "length"}},
    )  # fmt: skip


def fuse(network: Network | SentenceNetwork, exported: Path, out: Path) -> None:
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
