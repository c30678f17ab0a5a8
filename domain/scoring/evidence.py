"""Matches an answer's clauses with what a question's model answer says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.scoring.polarity import clash, denies_whole, polarity_of
from domain.scoring.ports import Encoder, Vectors
from domain.scoring.prepared import PreparedQuestion, residual, unit
from domain.scoring.text import Clause, Placed

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Matches:
    """How the windows of an answer (clauses, then neighbouring pairs) meet the targets.

    ``cosines``, ``residuals`` and ``recall`` (shared words) are windows x targets; ``presence``
    is windows x vocabulary; ``clashes`` (contradiction, 0 to 1) is windows x targets too.
    """

    placed: list[Placed]
    vectors: Vectors
    whole: Vectors
    cosines: Matrix
    residuals: Matrix
    recall: Matrix
    presence: Matrix
    clashes: Matrix

    def span(self, window: int) -> tuple[int, int]:
        """Return the original span of a window."""
        count = len(self.placed)
        if window < count:
            return self.placed[window].start, self.placed[window].end
        return self.placed[window - count].start, self.placed[window - count + 1].end


def match(question: PreparedQuestion, placed: list[Placed], encoder: Encoder) -> Matches:
    """Compare every clause and every neighbouring pair of clauses with every target."""
    clauses = encoder.encode([item.clause.text for item in placed])
    sizes = np.array([[1 + len(item.clause.content)] for item in placed], np.float32)
    weighted = clauses * sizes
    pairs = weighted[:-1] + weighted[1:]
    pairs /= np.maximum(np.linalg.norm(pairs, axis=1, keepdims=True), np.float32(1e-9))
    vectors = np.vstack([clauses, pairs])

    rows = np.array([_presence(question, item.clause) for item in placed], np.float32)
    presence = np.vstack([rows, np.maximum(rows[:-1], rows[1:])])
    return Matches(
        placed=placed,
        vectors=vectors,
        whole=unit(weighted.sum(axis=0)),
        cosines=vectors @ question.vectors.T,
        residuals=residual(vectors, question.question) @ question.residuals.T,
        recall=presence @ question.stem_shares.T,
        presence=presence,
        clashes=_clashes(question, placed),
    )


def _presence(question: PreparedQuestion, clause: Clause) -> Matrix:
    """Mark which words of the model answer occur in the clause."""
    present = np.zeros(len(question.vocabulary), np.float32)
    for word in clause.words:
        column = question.vocabulary.get(word.stem)
        if column is not None:
            present[column] = 1.0
    return present


def _clashes(question: PreparedQuestion, placed: list[Placed]) -> Matrix:
    clashes = np.zeros((len(placed), len(question.targets)), np.float32)
    denied = False
    for row, item in enumerate(placed):
        denied = denies_whole(item.clause) or (denied and not item.opens_sentence)
        said = polarity_of(item.clause, whole=denied)
        for column, target in enumerate(question.targets):
            clashes[row, column] = clash(target.polarity, said)
    return np.vstack([clashes, np.maximum(clashes[:-1], clashes[1:])])
