"""Fits every part of the scorer from graded files and writes the one JSON file it reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.scoring.cache import CachedEncoder
from domain.scoring.fitting.evaluate import Comparison, cross_validate
from domain.scoring.fitting.examples import FOLDS, build_examples
from domain.scoring.fitting.graded import GradedAnswer, by_question
from domain.scoring.fitting.language import fit_language
from domain.scoring.fitting.measure import measure
from domain.scoring.fitting.train import fit_heads
from domain.scoring.parameters import Heads, Parameters, parameters_to_json
from domain.scoring.ports import Encoder

VERSION = "1"
CACHE_CAPACITY = 200_000
MIN_QUESTIONS = 2 * FOLDS


class TooFewQuestions(ValueError):
    """The graded answers cover too few questions to tell one from another."""


@dataclass(frozen=True)
class Fitted:
    """The heads of one encoder and, if asked for, how they do on unseen questions."""

    heads: Heads
    by_grade: Comparison | None = None
    overall: Comparison | None = None


def fit(
    datasets: Sequence[Sequence[GradedAnswer]], encoders: Iterable[Encoder], *, folds: bool
) -> tuple[Parameters, dict[str, Fitted]]:
    """Fit all parts; the first data set is the one graded on a scale. Deterministic.

    With ``folds`` the whole is fitted ten times more to measure it on unseen questions.
    Raises ``TooFewQuestions``.
    """
    if any(len(by_question(answers)) < MIN_QUESTIONS for answers in datasets):
        raise TooFewQuestions(f"Fitting needs answers to at least {MIN_QUESTIONS} questions.")
    main = datasets[0][0].dataset
    language = fit_language([answer for answers in datasets for answer in answers])
    examples = [example for answers in datasets for example in build_examples(answers)]
    fitted: dict[str, Fitted] = {}
    for encoder in encoders:
        measured = measure(examples, CachedEncoder(encoder, CACHE_CAPACITY))
        heads = fit_heads(measured, main)
        compared = cross_validate(measured, language, main) if folds else (None, None)
        fitted[encoder.name] = Fitted(heads, *compared)
    heads_of = {name: result.heads for name, result in fitted.items()}
    return Parameters(VERSION, language, heads_of), fitted


def write_parameters(parameters: Parameters, path: Path) -> None:
    """Write the fitted numbers, compact and with sorted keys."""
    text = json.dumps(parameters_to_json(parameters), separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", "utf-8")
