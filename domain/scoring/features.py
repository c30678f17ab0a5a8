"""Boils the matches of an answer down to the few numbers the fitted parts read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.scoring.evidence import Matches
from domain.scoring.language import LanguageModel
from domain.scoring.parameters import Linear, logistic
from domain.scoring.prepared import PreparedQuestion, bigrams_of, residual

PAIR_PENALTY: Final = 0.1

POINT_FEATURES: Final = ("cosine", "residual_cosine", "recall")

# The sign says how a score may react: 1 never falls, -1 never rises, 0 free.
ANSWER_FEATURES: Final = {
    "cosine": 1,
    "residual_cosine": 1,
    "coverage_mean": 1,
    "coverage_least": 1,
    "coverage_most": 1,
    "best_cosine": 1,
    "recall": 1,
    "bigrams": 1,
    "novelty": 1,
    "length": 1,
    "asked": 0,
    "clash": -1,
}

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Coverage:
    """Per target: the chance (0 to 1) that it is covered, and the window that covers it best."""

    chances: Numbers
    windows: NDArray[np.intp]


def point_features(matches: Matches) -> Numbers:
    """Return windows x targets x 3 numbers, in the order of ``POINT_FEATURES``."""
    parts = [matches.cosines, matches.residuals, matches.recall]
    return np.stack(parts, axis=2).astype(np.float64)


def cover(matches: Matches, point: Linear) -> Coverage:
    """Choose for each target the window that covers it best; a pair must beat its clauses."""
    odds = point.odds(point_features(matches))
    odds[len(matches.placed) :] -= PAIR_PENALTY
    return Coverage(logistic(odds.max(axis=0)), odds.argmax(axis=0))


def fluency(matches: Matches, language: LanguageModel) -> float:
    """Return the mean mutual information of the answer's neighbouring word classes."""
    logs = [language.class_log(item.clause) for item in matches.placed]
    return sum(total for total, _ in logs) / max(1, sum(count for _, count in logs))


def answer_features(
    question: PreparedQuestion,
    matches: Matches,
    coverage: Coverage,
) -> Numbers:
    """Return one number per entry of ``ANSWER_FEATURES``, in its order."""
    units = slice(0, question.unit_count)
    stems = frozenset().union(*(item.clause.stems for item in matches.placed))
    new = stems - question.question_clause.stems
    clauses = [item.clause for item in matches.placed]
    shared = question.bigrams & bigrams_of(clauses)
    gold_size = sum(len(target.clause.stems) for target in question.targets[units])
    beyond = residual(matches.whole[None, :], question.question)[0]
    clash = matches.clashes[coverage.windows[units], np.arange(question.unit_count)]
    return np.array(
        [
            matches.whole @ question.gold,
            beyond @ question.gold_residual,
            coverage.chances[units].mean(),
            coverage.chances[units].min(),
            coverage.chances[units].max(),
            matches.cosines[:, units].max(axis=0).mean(),
            matches.presence.max(axis=0) @ question.stem_weights,
            len(shared) / max(1, len(question.bigrams)),
            np.log1p(len(new)),
            min(1.0, len(stems) / max(1, gold_size)),
            matches.whole @ question.question,
            clash.mean(),
        ],
        np.float64,
    )


TOPIC_FEATURES: Final = [
    list(ANSWER_FEATURES).index(name)
    for name in (
        "cosine",
        "residual_cosine",
        "coverage_mean",
        "coverage_most",
        "best_cosine",
        "recall",
    )
]
"""Columns of ``ANSWER_FEATURES`` that tell whether an answer is about its question."""
