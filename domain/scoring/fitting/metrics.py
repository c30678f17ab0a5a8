"""Agreement with human grades, with confidence intervals over questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score, roc_auc_score

Numbers = NDArray[np.float64]
Metric = Callable[[Numbers, Numbers], float]

RESAMPLES = 500
LEVELS = 10


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; all NaN where the figure is not defined."""

    value: float
    low: float
    high: float


def pearson(grades: Numbers, scores: Numbers) -> float:
    """Return the linear correlation, or NaN for a constant."""
    if grades.std() == 0 or scores.std() == 0:
        return float("nan")
    return float(np.corrcoef(grades, scores)[0, 1])


def rmse(grades: Numbers, scores: Numbers) -> float:
    """Return the root mean squared difference, in the unit of the grades."""
    return float(np.sqrt(np.mean((grades - scores) ** 2)))


def quadratic_kappa(grades: Numbers, scores: Numbers) -> float:
    """Return Cohen's kappa with quadratic weights after rounding to tenths of the scale."""
    rounded = [np.rint(values * LEVELS).astype(int) for values in (grades, scores)]
    if len(set(rounded[0]) | set(rounded[1])) < 2:  # noqa: PLR2004 - one level has no agreement
        return float("nan")
    return float(cohen_kappa_score(*rounded, weights="quadratic", labels=range(LEVELS + 1)))


def auc(grades: Numbers, scores: Numbers) -> float:
    """Return how often a good answer (grade over one half) outranks another; NaN without both."""
    good = grades > 0.5  # noqa: PLR2004 - the middle of the scale
    return float(roc_auc_score(good, scores)) if 0 < good.sum() < len(good) else float("nan")


METRICS: dict[str, Metric] = {"r": pearson, "RMSE": rmse, "QWK": quadratic_kappa, "AUC": auc}


def estimate(
    metric: Metric, grades: Numbers, scores: Numbers, questions: Sequence[str], seed: int = 0
) -> Estimate:
    """Return a figure and its bootstrap interval; whole questions are drawn, with replacement."""
    random = np.random.default_rng(seed)
    labels, inverse = np.unique(np.asarray(questions), return_inverse=True)
    members = [np.flatnonzero(inverse == number) for number in range(len(labels))]
    drawn = []
    for _ in range(RESAMPLES):
        picked = random.integers(len(labels), size=len(labels))
        rows = np.concatenate([members[at] for at in picked])
        drawn.append(metric(grades[rows], scores[rows]))
    usable = [value for value in drawn if not np.isnan(value)]
    low, high = np.quantile(usable, [0.025, 0.975]) if usable else (float("nan"), float("nan"))
    return Estimate(metric(grades, scores), float(low), float(high))
