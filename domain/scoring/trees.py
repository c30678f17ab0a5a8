"""Walks a small fitted forest in plain Python: for one row that beats any library call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Node = tuple[int, float, int, int, float]
"""Feature, threshold, left child, right child, value; feature -1 marks a leaf."""


@dataclass(frozen=True)
class Forest:
    """Boosted trees: the prediction is ``base`` plus the value of one leaf per tree."""

    base: float
    trees: tuple[tuple[Node, ...], ...]

    def predict(self, row: Sequence[float]) -> float:
        """Return the prediction for one row of features."""
        total = self.base
        for nodes in self.trees:
            feature, threshold, left, right, value = nodes[0]
            while feature >= 0:
                feature, threshold, left, right, value = nodes[
                    left if row[feature] <= threshold else right
                ]
            total += value
        return total

    def to_json(self) -> dict[str, Any]:
        """Return a JSON-ready form."""
        return {"base": self.base, "trees": self.trees}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Forest:
        """Read what ``to_json`` gave."""
        trees = tuple(tuple(_node(node) for node in nodes) for nodes in data["trees"])
        return cls(float(data["base"]), trees)


def _node(raw: Sequence[float]) -> Node:
    return int(raw[0]), float(raw[1]), int(raw[2]), int(raw[3]), float(raw[4])
