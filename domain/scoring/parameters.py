"""The fitted numbers, read from the one JSON file beside the code."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from domain.scoring.language import LanguageModel
from domain.scoring.trees import Forest

TRAINED_FILE: Final = Path(__file__).parent / "trained" / "scorer.json"

Curve = tuple[tuple[float, ...], tuple[float, ...]]
"""Knots of a rising broken line: the x values and the y values."""


@dataclass(frozen=True)
class Linear:
    """A logistic model: the log-odds are ``weights`` times the features plus ``bias``."""

    weights: NDArray[np.float64]
    bias: float

    def odds(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return log-odds; features run along the last axis."""
        return np.asarray(features @ self.weights + self.bias, np.float64)

    def probability(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return probabilities from 0 to 1; features run along the last axis."""
        return logistic(self.odds(features))


@dataclass(frozen=True)
class Heads:
    """What is fitted for one encoder.

    ``point``: log-odds that a window covers a target; ``topic``: that an answer is about the
    question; ``quality``: the human grade; the curves anchor grade and coverage to 0..1.
    """

    point: Linear
    topic: Linear
    quality: Forest
    quality_curve: Curve
    coverage_curve: Curve

    def to_json(self) -> dict[str, Any]:
        """Return a JSON-ready form, numbers shortened."""
        return {
            "point": _linear_to_json(self.point),
            "topic": _linear_to_json(self.topic),
            "quality": self.quality.to_json(),
            "quality_curve": self.quality_curve,
            "coverage_curve": self.coverage_curve,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Heads:
        """Read what ``to_json`` gave."""
        return cls(
            point=_linear_from_json(data["point"]),
            topic=_linear_from_json(data["topic"]),
            quality=Forest.from_json(data["quality"]),
            quality_curve=_curve(data["quality_curve"]),
            coverage_curve=_curve(data["coverage_curve"]),
        )


@dataclass(frozen=True)
class Parameters:
    """Everything fitted: one language model and the heads per encoder name."""

    version: str
    language: LanguageModel
    heads: Mapping[str, Heads]


def logistic(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities for log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float64)


def on_curve(curve: Curve, value: float) -> float:
    """Return the height of the broken line at ``value``; flat beyond its ends."""
    return float(np.interp(value, curve[0], curve[1]))


@cache
def load_parameters(path: Path = TRAINED_FILE) -> Parameters:
    """Read the fitted numbers. Raises ``OSError`` or ``ValueError`` if the file is unusable."""
    data = json.loads(path.read_text("utf-8"))
    language = language_from_json(data["language"])
    heads = {name: Heads.from_json(value) for name, value in data["heads"].items()}
    return Parameters(str(data["version"]), language, heads)


def parameters_to_json(parameters: Parameters) -> dict[str, Any]:
    """Return the JSON-ready form that ``load_parameters`` reads."""
    language = parameters.language
    return {
        "version": parameters.version,
        "language": {
            "class_logs": language.class_logs,
            "letter_logs": language.letter_logs,
            "noise_below": language.noise_below,
        },
        "heads": {name: heads.to_json() for name, heads in parameters.heads.items()},
    }


def language_from_json(data: Mapping[str, Any]) -> LanguageModel:
    """Read a language model from its JSON form."""
    return LanguageModel(
        tuple(map(tuple, data["class_logs"])),
        tuple(map(tuple, data["letter_logs"])),
        float(data["noise_below"]),
    )


def _linear_to_json(linear: Linear) -> dict[str, Any]:
    weights = [round(float(weight), 5) for weight in linear.weights]
    return {"weights": weights, "bias": round(linear.bias, 5)}


def _linear_from_json(data: Mapping[str, Any]) -> Linear:
    return Linear(np.array(data["weights"], np.float64), float(data["bias"]))


def _curve(raw: Sequence[Sequence[float]]) -> Curve:
    return tuple(map(float, raw[0])), tuple(map(float, raw[1]))
