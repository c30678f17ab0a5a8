"""Counts word classes and letters in human texts for the language model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from domain.scoring.fitting.graded import GradedAnswer
from domain.scoring.language import CLASSES, LETTERS, LanguageModel, class_pairs, letter_pairs
from domain.scoring.text import clauses_of

SMOOTHING = 0.5
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
    return LanguageModel(_logs(classes), _logs(letters), NOISE_BELOW)


def _logs(counts: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[list[float]]:
    logs = np.log(counts / counts.sum(axis=1, keepdims=True))
    return [[round(float(value), 3) for value in row] for row in logs]
