"""Writes the all-MiniLM-L6-v2 sentence encoder as an int8 ONNX graph.

The graph takes token ids of one text and returns its unit vector, so there is no padding, no
attention mask and no pooling outside the graph. Needs the ``onnx`` package (extra ``models``).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS = 6
HIDDEN = 384
HEADS = 12
HEAD_SIZE = HIDDEN // HEADS
OPSET = 20
LAYER_NORM_EPSILON = 1e-12

# Seven bits, not eight: two products of u8 and s8 then never overflow the 16-bit accumulator of
# CPUs without VNNI, and every CPU computes the same integers.
WEIGHT_LEVELS = 63
EMBEDDING_LEVELS = 127

Weights = Mapping[str, NDArray[np.float32]]


class _Graph:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[np.generic]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        return self.nodes_out(kind, 1, *inputs, **attributes)[0]

    def nodes_out(self, kind: str, count: int, *inputs: str, **attributes: Any) -> list[str]:
        outputs = [f"n{len(self.nodes)}_{number}" for number in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, **attributes))
        return outputs

    def layer_norm(self, x: str, scale: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        return self.node(
            "LayerNormalization",
            x,
            self.constant(scale),
            self.constant(bias),
            axis=-1,
            epsilon=LAYER_NORM_EPSILON,
        )

    def linear(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """``x @ weight + bias`` with int8 weights (one scale per column), dynamic activations."""
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-9) / WEIGHT_LEVELS
        quantised = np.round(weight / scale).astype(np.int8)
        xq, x_scale, x_zero = self.nodes_out("DynamicQuantizeLinear", 3, x)
        zero = self.constant(np.zeros(weight.shape[1], np.int8))
        product = self.node("MatMulInteger", xq, self.constant(quantised), x_zero, zero)
        floats = self.node("Cast", product, to=TensorProto.FLOAT)
        scales = self.node("Mul", x_scale, self.constant(scale.astype(np.float32)))
        return self.node("Add", self.node("Mul", floats, scales), self.constant(bias))


def _embed(graph: _Graph, weights: Weights) -> str:
    """Sum of word, position and type embeddings; the word table is int8 with a scale per row."""
    table = weights["embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / EMBEDDING_LEVELS
    quantised = graph.constant(np.round(table / scale).astype(np.int8))
    rows = graph.node("Cast", graph.node("Gather", quantised, "ids"), to=TensorProto.FLOAT)
    scales = graph.node("Gather", graph.constant(scale.astype(np.float32)), "ids")
    words = graph.node("Mul", rows, scales)

    positions = weights["embeddings.position_embeddings.weight"][:256]
    positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
    length = graph.node("Shape", "ids", start=1, end=2)
    start = graph.constant(np.array([0], np.int64))
    axes = graph.constant(np.array([0], np.int64))
    sliced = graph.node("Slice", graph.constant(positions), start, length, axes)
    return graph.layer_norm(
        graph.node("Add", words, sliced),
        weights["embeddings.LayerNorm.weight"],
        weights["embeddings.LayerNorm.bias"],
    )


def _attend(graph: _Graph, x: str, weights: Weights, prefix: str) -> str:
    """Self-attention over all heads, with query, key and value in one matrix product."""
    names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
    factors = (HEAD_SIZE**-0.5, 1.0, 1.0)
    pairs = list(zip(names, factors, strict=True))
    weight = np.hstack([weights[f"{name}.weight"].T * factor for name, factor in pairs])
    bias = np.hstack([weights[f"{name}.bias"] * factor for name, factor in pairs])
    joined = graph.linear(x, weight.astype(np.float32), bias.astype(np.float32))

    heads = graph.constant(np.array([0, 0, 3 * HEADS, HEAD_SIZE], np.int64))
    split = graph.node("Transpose", graph.node("Reshape", joined, heads), perm=[0, 2, 1, 3])
    query, key, value = graph.nodes_out("Split", 3, split, axis=1, num_outputs=3)
    scores = graph.node("MatMul", query, graph.node("Transpose", key, perm=[0, 1, 3, 2]))
    mixed = graph.node("MatMul", graph.node("Softmax", scores, axis=-1), value)
    merged = graph.constant(np.array([0, 0, HIDDEN], np.int64))
    context = graph.node("Reshape", graph.node("Transpose", mixed, perm=[0, 2, 1, 3]), merged)
    return _project(graph, context, weights, f"{prefix}attention.output.dense")


def _project(graph: _Graph, x: str, weights: Weights, name: str) -> str:
    return graph.linear(x, weights[f"{name}.weight"].T, weights[f"{name}.bias"])


def _layer(graph: _Graph, x: str, weights: Weights, prefix: str) -> str:
    def norm(name: str, value: str) -> str:
        return graph.layer_norm(value, weights[f"{name}.weight"], weights[f"{name}.bias"])

    attended = graph.node("Add", x, _attend(graph, x, weights, prefix))
    x = norm(f"{prefix}attention.output.LayerNorm", attended)
    wide = graph.node("Gelu", _project(graph, x, weights, f"{prefix}intermediate.dense"))
    narrow = graph.node("Add", x, _project(graph, wide, weights, f"{prefix}output.dense"))
    return norm(f"{prefix}output.LayerNorm", narrow)


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Return the checked graph: ``ids`` int64 (n, length ≤ 256) → ``vector`` float32 (n, 384)."""
    graph = _Graph()
    x = _embed(graph, weights)
    for number in range(LAYERS):
        x = _layer(graph, x, weights, f"encoder.layer.{number}.")
    along_tokens = graph.constant(np.array([1], np.int64))
    mean = graph.node("ReduceMean", x, along_tokens, keepdims=0)
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vector"], axis=-1, p=2))
    proto = helper.make_graph(
        graph.nodes,
        "minilm",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n", "length"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["n", HIDDEN])],
        graph.constants,
    )
    model = helper.make_model(proto, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 10
    onnx.checker.check_model(model)
    return model


def write_graph(weights: Weights, path: Path) -> None:
    """Build the graph and write it to ``path``."""
    path.write_bytes(build_graph(weights).SerializeToString())
