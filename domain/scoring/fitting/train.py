"""Fits the heads of one encoder, over all examples or fold by fold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression

from domain.scoring.features import ANSWER_FEATURES, TOPIC_FEATURES, Numbers, point_features
from domain.scoring.fitting.measure import Measured, feature_table
from domain.scoring.parameters import Curve, Heads, Linear
from domain.scoring.trees import Forest, Node

GOOD = 0.85
POOR = 0.45
ON_TOPIC = 0.4

# How much one example of a kind counts for the grade, against a real one of the main data set.
QUALITY_WEIGHTS = {"real": 1.0, "composite": 0.03, "gold": 1.0, "other": 0.0, "parrot": 0.0}
SIDE_DATASET_WEIGHT = 0.0


def fit_heads(measured: Sequence[Measured], main_dataset: str) -> Heads:
    """Fit all heads; ``main_dataset`` is the one graded on a scale, not as right or wrong."""
    point = fit_point(measured)
    table = feature_table(measured, point)
    topic = _fit_topic(measured, table)
    main = np.array([m.example.dataset == main_dataset for m in measured])
    kinds = np.array([m.example.kind for m in measured])
    grades = np.array([m.example.grade for m in measured])
    weights = np.array([QUALITY_WEIGHTS[kind] for kind in kinds])
    weights *= np.where(main, 1.0, SIDE_DATASET_WEIGHT)
    quality = _fit_quality(table[weights > 0], grades[weights > 0], weights[weights > 0])
    predicted = np.array([quality.predict(row.tolist()) for row in table])
    other = predicted[main & (kinds == "other")]
    gold = predicted[main & (kinds == "gold")]
    return Heads(
        point=point,
        topic=topic,
        quality=quality,
        quality_curve=_quality_curve(other, gold),
        coverage_curve=_coverage_curve(measured, table, main),
    )


def fit_point(measured: Sequence[Measured]) -> Linear:
    """Learn what a covered target looks like, from clearly good and clearly poor answers."""
    rows, labels, weights = [], [], []
    for m in measured:
        if m.example.kind == "composite" or POOR < m.example.grade < GOOD:
            continue
        features = point_features(m.matches)
        best = features.sum(axis=2).argmax(axis=0)
        for target in range(m.question.unit_count):
            rows.append(features[best[target], target])
            labels.append(m.example.grade >= GOOD)
            weights.append(1.0 / m.question.unit_count)
    return _logistic(np.array(rows), np.array(labels), np.array(weights))


def _fit_topic(measured: Sequence[Measured], table: Numbers) -> Linear:
    kinds = np.array([m.example.kind for m in measured])
    grades = np.array([m.example.grade for m in measured])
    strangers = np.isin(kinds, ["other", "parrot"])
    chosen = strangers | (np.isin(kinds, ["real", "gold", "composite"]) & (grades >= ON_TOPIC))
    weights = np.where(kinds == "parrot", 5.0, 1.0)
    rows = table[chosen][:, TOPIC_FEATURES]
    return _logistic(rows, ~strangers[chosen], weights[chosen])


def _logistic(rows: Numbers, labels: NDArray[np.bool_], weights: Numbers) -> Linear:
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=2_000)
    model.fit(rows, labels, sample_weight=weights)
    return Linear(np.asarray(model.coef_[0], np.float64), float(model.intercept_[0]))


def _fit_quality(rows: Numbers, grades: Numbers, weights: Numbers) -> Forest:
    model = HistGradientBoostingRegressor(
        max_iter=200,
        learning_rate=0.03,
        max_features=0.4,
        max_leaf_nodes=8,
        min_samples_leaf=25,
        l2_regularization=5.0,
        monotonic_cst=list(ANSWER_FEATURES.values()),
        random_state=0,
    )
    model.fit(rows, grades, sample_weight=weights)
    return _export(model)


def _export(model: HistGradientBoostingRegressor) -> Forest:
    stages = model._predictors  # noqa: SLF001 - scikit-learn has no public way to read the trees
    base = model._baseline_prediction  # noqa: SLF001 - as above
    trees = tuple(tuple(_node(raw) for raw in stage[0].nodes) for stage in stages)
    return Forest(round(float(np.ravel(base)[0]), 6), trees)


def _node(raw: np.void) -> Node:
    if raw["is_leaf"]:
        return (-1, 0.0, 0, 0, round(float(raw["value"]), 6))
    threshold = float(raw["num_threshold"])
    return (int(raw["feature_idx"]), threshold, int(raw["left"]), int(raw["right"]), 0.0)


def _quality_curve(other: Numbers, gold: Numbers) -> Curve:
    """Stretch the grade: what strangers' answers get becomes little, what gold gets becomes 1."""
    low, high = float(np.median(other)), float(np.median(gold)) - 0.02
    return (low - 0.05, low, high), (0.0, 0.1, 1.0)


def _coverage_curve(measured: Sequence[Measured], table: Numbers, main: NDArray[np.bool_]) -> Curve:
    """Map the chance of being covered to credit: strangers' answers get none, good ones full."""
    kinds = np.array([m.example.kind for m in measured])
    grades = np.array([m.example.grade for m in measured])
    chance = table[:, list(ANSWER_FEATURES).index("coverage_mean")]
    low = float(np.quantile(chance[main & (kinds == "other")], 0.75))
    high = float(np.quantile(chance[main & (kinds == "real") & (grades >= GOOD)], 0.6))
    return (low, high), (0.0, 1.0)
