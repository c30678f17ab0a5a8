"""What the scorer takes and what it gives back: plain frozen values, ready for JSON."""

from __future__ import annotations

import math
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

KeyPointStatus = Literal["covered", "partial", "missing", "contradicted"]
EvidenceState = Literal["enough", "not_enough_yet"]
Recommendation = Literal["select", "next_round", "needs_review"]

Points = float
"""A value from 0 to 10, rounded to one decimal."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeyPoint(_Value):
    """One thing a complete answer says. ``weight`` is relative to the other points."""

    id: str = Field(min_length=1)
    text: str
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)


class QuestionSpec(_Value):
    """What an answer is measured against.

    Without ``key_points`` the clauses of ``gold`` serve as points; without ``gold`` the points
    together serve as the model answer. With neither, a score is never ``enough``.
    """

    question: str
    gold: str
    key_points: tuple[KeyPoint, ...] = ()

    @model_validator(mode="after")
    def _ids_are_distinct(self) -> Self:
        ids = [point.id for point in self.key_points]
        if len(set(ids)) != len(ids):
            raise ValueError("key points need distinct ids")
        return self


class ScoringPolicy(_Value):
    """An organisation's weights (sum 1) and recommendation thresholds (0 to 10)."""

    relevance: float = Field(default=0.30, ge=0, le=1)
    completeness: float = Field(default=0.25, ge=0, le=1)
    accuracy: float = Field(default=0.30, ge=0, le=1)
    clarity: float = Field(default=0.15, ge=0, le=1)
    select_threshold: float = Field(default=7.5, ge=0, le=10)
    next_round_threshold: float = Field(default=5.0, ge=0, le=10)

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        total = self.relevance + self.completeness + self.accuracy + self.clarity
        if not math.isclose(total, 1.0, abs_tol=1e-6):
            raise ValueError(f"the four weights must sum to 1, not {total:g}")
        if self.next_round_threshold > self.select_threshold:
            raise ValueError("the next-round threshold must not exceed the select threshold")
        return self

    def overall(self, dimensions: Dimensions) -> Points:
        """Weighted sum of the (already rounded) dimensions, so that the sum can be checked."""
        return round(
            self.relevance * dimensions.relevance
            + self.completeness * dimensions.completeness
            + self.accuracy * dimensions.accuracy
            + self.clarity * dimensions.clarity,
            1,
        )

    def recommend(self, overall: Points, state: EvidenceState) -> Recommendation:
        """What to suggest to a human. Never a rejection; thin evidence always needs a person."""
        if state == "not_enough_yet" or overall < self.next_round_threshold:
            return "needs_review"
        return "select" if overall >= self.select_threshold else "next_round"


class Dimensions(_Value):
    """The four scores, each from 0 to 10 with one decimal."""

    relevance: Points = Field(ge=0, le=10)
    completeness: Points = Field(ge=0, le=10)
    accuracy: Points = Field(ge=0, le=10)
    clarity: Points = Field(ge=0, le=10)


class Quote(_Value):
    """A span of the original answer in Unicode code points: ``answer[start:end]``."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)


class KeyPointScore(_Value):
    """How the answer treats one key point, with the words that show it."""

    id: str
    text: str
    status: KeyPointStatus
    quote: Quote | None = None


class Score(_Value):
    """A whole verdict on one answer.

    ``confidence`` (0 to 1) says how far the evidence carries; ``missing`` lists the key points
    the answer does not make; ``flags`` names oddities for a human; ``model`` is the encoder
    used and ``model_version`` the fitted numbers; ``input_hash`` is a SHA-256 over every input.
    """

    dimensions: Dimensions
    overall: Points = Field(ge=0, le=10)
    confidence: float = Field(ge=0, le=1)
    state: EvidenceState
    key_points: tuple[KeyPointScore, ...]
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    recommendation: Recommendation
    model: str
    model_version: str
    input_hash: str
