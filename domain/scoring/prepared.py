"""All that can be worked out about a question before anyone answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.scoring.polarity import Polarity, polarity_of
from domain.scoring.ports import Encoder, Vectors
from domain.scoring.schemas import KeyPoint, QuestionSpec
from domain.scoring.text import Clause, Word, clause_of, clauses_of, words_of

MIN_UNIT_STEMS: Final = 2
MAX_UNITS: Final = 12
DEMOTED: Final = 0.15


@dataclass(frozen=True)
class Target:
    """Something an answer may say: a clause of the model answer, or an expert's key point."""

    point: KeyPoint
    clause: Clause
    polarity: Polarity


@dataclass(frozen=True)
class PreparedQuestion:
    """Vectors and vocabulary of a question.

    ``targets`` starts with the units of the model answer (``unit_count`` of them); the key points
    follow where an expert gave some. Rows of ``vectors`` and ``stem_shares`` belong to targets;
    columns of ``stem_shares`` belong to ``vocabulary`` and each row sums to 1.
    """

    targets: tuple[Target, ...]
    unit_count: int
    question_clause: Clause
    question: Vectors
    vectors: Vectors
    residuals: Vectors
    gold: Vectors
    gold_residual: Vectors
    vocabulary: dict[str, int]
    stem_shares: NDArray[np.float32]
    stem_weights: NDArray[np.float32]
    bigrams: frozenset[tuple[str, str]]

    @property
    def points(self) -> tuple[Target, ...]:
        """The key points to report on: the expert's, else the units of the model answer."""
        return self.targets[self.unit_count :] or self.targets

    @property
    def first_point(self) -> int:
        """Row of the first of ``points`` among the targets."""
        return self.unit_count if len(self.targets) > self.unit_count else 0


def prepare(spec: QuestionSpec, encoder: Encoder) -> PreparedQuestion | None:
    """Prepare a question; ``None`` if neither model answer nor key points hold a word."""
    gold = spec.gold if words_of(spec.gold) else "\n".join(p.text for p in spec.key_points)
    units = derive_points(gold)
    experts = [point for point in spec.key_points if words_of(point.text)]
    if not units:
        return None
    targets = tuple(_target(point) for point in [*units, *experts])
    question_clause = clause_of(spec.question)
    question = encoder.encode([spec.question])[0]
    vectors = encoder.encode([target.point.text for target in targets])
    vocabulary = _vocabulary(targets)
    shares = _stem_shares(targets, vocabulary, question_clause.stems)
    whole = unit(np.sum(vectors[: len(units)] * _sizes(targets[: len(units)]), axis=0))
    return PreparedQuestion(
        targets=targets,
        unit_count=len(units),
        question_clause=question_clause,
        question=question,
        vectors=vectors,
        residuals=residual(vectors, question),
        gold=whole,
        gold_residual=residual(whole[None, :], question)[0],
        vocabulary=vocabulary,
        stem_shares=shares,
        stem_weights=shares[: len(units)].sum(axis=0) / len(units),
        bigrams=bigrams_of([target.clause for target in targets[: len(units)]]),
    )


def derive_points(gold: str) -> list[KeyPoint]:
    """Take the clauses of a model answer as its key points; scraps join the clause before."""
    spans: list[tuple[int, int]] = []
    for placed in clauses_of(gold):
        if spans and (len(placed.clause.stems) < MIN_UNIT_STEMS or len(spans) == MAX_UNITS):
            spans[-1] = (spans[-1][0], placed.end)
        else:
            spans.append((placed.start, placed.end))
    return [
        KeyPoint(id=f"g{number}", text=" ".join(gold[start:end].split()))
        for number, (start, end) in enumerate(spans, 1)
    ]


def unit(vector: Vectors) -> Vectors:
    """Return the vector at length 1, or unchanged if it is all zeros."""
    length = np.float32(max(float(np.linalg.norm(vector)), 1e-9))
    return np.asarray(vector / length, np.float32)


def residual(vectors: Vectors, question: Vectors) -> Vectors:
    """Return unit rows with the question's direction taken out: what goes beyond the question."""
    rest = vectors - np.outer(vectors @ question, question)
    lengths = np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), np.float32(1e-9))
    return np.asarray(rest / lengths, np.float32)


def bigrams_of(clauses: list[Clause]) -> frozenset[tuple[str, str]]:
    """Return the pairs of neighbouring content stems within each clause."""
    return frozenset(
        (one.stem, two.stem)
        for clause in clauses
        for one, two in zip(clause.content, clause.content[1:], strict=False)
    )


def _target(point: KeyPoint) -> Target:
    clause = clause_of(point.text)
    return Target(point, clause, polarity_of(clause))


def _sizes(targets: tuple[Target, ...]) -> Vectors:
    return np.array([[1 + len(target.clause.stems)] for target in targets], np.float32)


def _matching_words(target: Target) -> tuple[Word, ...]:
    return target.clause.content or target.clause.words


def _vocabulary(targets: tuple[Target, ...]) -> dict[str, int]:
    stems = dict.fromkeys(word.stem for target in targets for word in _matching_words(target))
    return {stem: column for column, stem in enumerate(stems)}


def _stem_shares(
    targets: tuple[Target, ...], vocabulary: dict[str, int], asked: frozenset[str]
) -> NDArray[np.float32]:
    """Weigh each target's stems; those the question already holds count little."""
    shares = np.zeros((len(targets), len(vocabulary)), np.float32)
    for row, target in enumerate(targets):
        for word in _matching_words(target):
            shares[row, vocabulary[word.stem]] = DEMOTED if word.stem in asked else 1.0
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float32)
