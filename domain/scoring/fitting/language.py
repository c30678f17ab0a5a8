"""Counts word classes and letters in human texts for the language model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from domain.scoring.fitting.graded import GradedAnswer
from domain.scoring.language import CLASSES, LETTERS, LanguageModel, class_pairs, letter_pairs
from domain.scoring.text import clauses_of

SMOOTHING = 2.0
MIN_COUNT = 3
REFERENCE_WEIGHT = 3
NOISE_BELOW = -3.9


def fit_language(answers: Sequence[GradedAnswer]) -> LanguageModel:
    """Fit on all texts, grades unseen; references and questions count three times."""
    polished = {answer.question for answer in answers}
    polished |= {reference for answer in answers for reference in answer.references}
    texts = [answer.answer for answer in answers] + sorted(polished) * REFERENCE_WEIGHT
    classes = np.full((CLASSES, CLASSES), SMOOTHING)
    words: Counter[str] = Counter()
    for text in texts:
        for placed in clauses_of(text):
            for one, two in class_pairs(placed.clause):
                classes[one, two] += 1
            words.update(word.text for word in placed.clause.words)
    letters = np.full((LETTERS, LETTERS), SMOOTHING)
    for word, count in words.items():
        if count >= MIN_COUNT and word.isascii() and word.isalpha():
            for one, two in letter_pairs(word):
                letters[one, two] += 1
    return LanguageModel(_ties(classes), _logs(letters), NOISE_BELOW)


def _ties(counts: NDArray[np.float64]) -> list[list[float]]:
    """Pointwise mutual information: how much more often a pair occurs than in shuffled text.

    Plain probabilities would favour the style of the fitted texts; these only judge word order.
    """
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return [[round(float(value), 3) for value in row] for row in np.log(counts / expected)]


def _logs(counts: NDArray[np.float64]) -> list[list[float]]:
    logs = np.log(counts / counts.sum(axis=1, keepdims=True))
    return [[round(float(value), 3) for value in row] for row in logs]
