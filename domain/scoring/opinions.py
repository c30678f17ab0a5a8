"""What a language model thinks of an answer, weighed against the scorer's own evidence.

The scorer's number never changes. Beside it stands what the number would be with the accepted
part of the model's opinion, which is bounded, so that a model that was fooled moves little.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.scoring.schemas import (
    Dimensions,
    KeyPointScore,
    KeyPointStatus,
    Points,
    QuestionSpec,
    Quote,
    Score,
    ScoringPolicy,
)

Verdict = Literal["met", "partly", "missed"]
Ruling = Literal["agrees", "accepted", "no_quote", "too_far", "contradicted", "suspicious"]
Find = Callable[[str, str], tuple[int, int] | None]
_LADDER: Final[tuple[KeyPointStatus, ...]] = ("missing", "partial", "covered")
_CREDIT: Final[dict[KeyPointStatus, float]] = {
    "missing": 0.0,
    "contradicted": 0.0,
    "partial": 0.5,
    "covered": 1.0,
}
_PROPOSED: Final[dict[Verdict, KeyPointStatus]] = {
    "met": "covered",
    "partly": "partial",
    "missed": "missing",
}


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PointOpinion(_Value):
    """The model's verdict on one key point; ``quote`` are the answer's own words for it."""

    id: str = Field(max_length=50)
    status: Verdict
    quote: str = Field(default="", max_length=2_000)


class Opinion(_Value):
    """What the model was asked for: a verdict per key point."""

    points: tuple[PointOpinion, ...] = Field(max_length=24)


class WeighedPoint(_Value):
    """A key point with the scorer's status, the model's, what code made of it and the words."""

    id: str
    own: KeyPointStatus
    proposed: KeyPointStatus
    ruling: Ruling
    quote: Quote | None = None


class Evaluation(_Value):
    """The weighed opinion. ``overall`` is within ``tolerance`` of the scorer's own."""

    overall: Points = Field(ge=0, le=10)
    own_overall: Points = Field(ge=0, le=10)
    tolerance: float = Field(ge=0, le=10)
    points: tuple[WeighedPoint, ...]
    flags: tuple[str, ...]
    provider: str
    model: str
    prompt: str


class Weighing(_Value):
    """The accepted part of an opinion, before it is said whose it was."""

    overall: Points
    points: tuple[WeighedPoint, ...]
    flags: tuple[str, ...]


def weigh(  # noqa: PLR0913  # what an opinion is held against
    spec: QuestionSpec,
    answer: str,
    score: Score,
    opinion: Opinion,
    policy: ScoringPolicy,
    *,
    find: Find,
    tolerance: float,
    is_suspicious: bool,
) -> Weighing:
    """Return what of ``opinion`` counts, and the overall score with it.

    A verdict counts one step up or down at most; up only with a quote that ``find`` sees in the
    answer, and not at all where the answer speaks to the machine (``is_suspicious``) or the
    scorer saw a contradiction. The sum of all moves the overall score by ``tolerance`` at most.
    """
    said = {each.id: each for each in opinion.points}
    weighed = [
        _weigh_point(answer, own, said[own.id], find, is_suspicious=is_suspicious)
        for own in score.key_points
        if own.id in said
    ]
    flags = ["instruction_like_text"] if is_suspicious else []
    if any(point.ruling == "no_quote" for point in weighed):
        flags.append("quote_not_found")
    moved = _moved(spec, score, weighed, policy)
    bounded = min(score.overall + tolerance, max(score.overall - tolerance, moved))
    return Weighing(
        overall=round(min(10.0, max(0.0, bounded)), 1),
        points=tuple(weighed),
        flags=tuple(flags),
    )


def _weigh_point(
    answer: str, own: KeyPointScore, said: PointOpinion, find: Find, *, is_suspicious: bool
) -> WeighedPoint:
    proposed = _PROPOSED[said.status]
    span = find(answer, said.quote) if said.quote else None
    return WeighedPoint(
        id=own.id,
        own=own.status,
        proposed=proposed,
        ruling=_rule(own.status, proposed, has_quote=span is not None, is_suspicious=is_suspicious),
        quote=None if span is None else Quote(start=span[0], end=span[1]),
    )


def _rule(
    own: KeyPointStatus, proposed: KeyPointStatus, *, has_quote: bool, is_suspicious: bool
) -> Ruling:
    if own == "contradicted":
        return "agrees" if proposed == "missing" else "contradicted"
    step = _LADDER.index(proposed) - _LADDER.index(own)
    if step == 0:
        return "agrees"
    if is_suspicious:
        return "suspicious"
    if step > 0 and not has_quote:
        return "no_quote"
    return "accepted" if abs(step) == 1 else "too_far"


def _moved(
    spec: QuestionSpec, score: Score, weighed: list[WeighedPoint], policy: ScoringPolicy
) -> float:
    """Return the overall score with the accepted verdicts' share of completeness.

    A verdict that goes too far counts as the one step that it may go.
    """
    weights = {point.id: point.weight for point in spec.key_points}
    total = sum(weights.get(point.id, 1.0) for point in score.key_points) or 1.0
    gained = sum(weights.get(point.id, 1.0) * _step(point) for point in weighed) / total
    completeness = min(10.0, max(0.0, score.dimensions.completeness + 10.0 * gained))
    dimensions = score.dimensions.model_dump() | {"completeness": round(completeness, 1)}
    return policy.overall(Dimensions(**dimensions))


def _step(point: WeighedPoint) -> float:
    if point.ruling not in {"accepted", "too_far"}:
        return 0.0
    way = 1 if _CREDIT[point.proposed] > _CREDIT[point.own] else -1
    return 0.5 * way
