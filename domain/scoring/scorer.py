"""The answer scorer."""

from __future__ import annotations

from domain.scoring.ports import Encoder
from domain.scoring.schemas import QuestionSpec, Score, ScoringPolicy


class AnswerScorer:
    """Scores answers; interface draft, the body follows."""

    def __init__(self, encoder: Encoder | None = None, policy: ScoringPolicy | None = None) -> None:
        self._encoder = encoder
        self._policy = policy or ScoringPolicy()

    def score(self, spec: QuestionSpec, answer: str) -> Score:
        """Score one answer; pure, deterministic."""
        raise NotImplementedError
