"""Scoring of interview answers against a model answer, with evidence."""

from __future__ import annotations

from collections.abc import Sequence

from domain.scoring.ports import Encoder
from domain.scoring.schemas import (
    Dimensions,
    KeyPoint,
    KeyPointScore,
    QuestionSpec,
    Quote,
    Score,
    ScoringPolicy,
)
from domain.scoring.scorer import AnswerScorer

__all__ = [
    "AnswerScorer",
    "Dimensions",
    "Encoder",
    "KeyPoint",
    "KeyPointScore",
    "QuestionSpec",
    "Quote",
    "Score",
    "ScoringPolicy",
    "score_answer",
]


def score_answer(
    question: str,
    answer: str,
    gold_standard: str,
    key_points: Sequence[str] | None = None,
    *,
    scorer: AnswerScorer | None = None,
) -> dict[str, float]:
    """Score one answer with a single call.

    Returns ``relevance``, ``completeness``, ``accuracy``, ``clarity`` and ``overall``, each from
    0 to 10. Without a ``scorer`` the lexical one is used, which needs no model file.
    """
    points = tuple(
        KeyPoint(id=f"k{number}", text=text) for number, text in enumerate(key_points or (), 1)
    )
    spec = QuestionSpec(question=question, gold=gold_standard, key_points=points)
    score = (scorer or AnswerScorer()).score(spec, answer)
    return {**score.dimensions.model_dump(), "overall": score.overall}
