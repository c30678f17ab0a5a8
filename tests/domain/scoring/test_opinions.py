"""A model's opinion is bounded, needs the answer's own words, and never changes the score."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.quotes import find_quote
from domain.scoring.opinions import Opinion, PointOpinion, Ruling, Verdict, Weighing, weigh
from domain.scoring.schemas import (
    Dimensions,
    KeyPoint,
    KeyPointScore,
    KeyPointStatus,
    QuestionSpec,
    Score,
    ScoringPolicy,
)

ANSWER = "An index finds rows quickly, but each write maintains it."
POLICY = ScoringPolicy()
STATUSES: tuple[KeyPointStatus, ...] = ("covered", "partial", "missing", "contradicted")
VERDICTS: tuple[Verdict, ...] = ("met", "partly", "missed")


def score_of(*statuses: KeyPointStatus, completeness: float = 5.0) -> tuple[QuestionSpec, Score]:
    points = [KeyPoint(id=f"k{n}", text=f"point {n}") for n in range(len(statuses))]
    dimensions = Dimensions(relevance=6, completeness=completeness, accuracy=6, clarity=7)
    score = Score(
        dimensions=dimensions,
        overall=POLICY.overall(dimensions),
        confidence=0.7,
        state="enough",
        key_points=tuple(
            KeyPointScore(id=p.id, text=p.text, status=s)
            for p, s in zip(points, statuses, strict=True)
        ),
        missing=(),
        flags=(),
        recommendation="next_round",
        model="lexical",
        model_version="1",
        input_hash="0",
    )
    return QuestionSpec(question="What is an index?", gold="", key_points=tuple(points)), score


def weigh_up(
    statuses: list[KeyPointStatus],
    verdicts: list[Verdict],
    quote: str = "finds rows quickly",
    *,
    tolerance: float = 0.5,
    is_suspicious: bool = False,
) -> tuple[Score, Weighing]:
    spec, score = score_of(*statuses)
    said = [PointOpinion(id=f"k{n}", status=v, quote=quote) for n, v in enumerate(verdicts)]
    weighing = weigh(
        spec,
        ANSWER,
        score,
        Opinion(points=tuple(said)),
        POLICY,
        find=find_quote,
        tolerance=tolerance,
        is_suspicious=is_suspicious,
    )
    return score, weighing


@pytest.mark.parametrize(
    ("own", "verdict", "quote", "ruling", "moves"),
    [
        ("partial", "met", "finds rows quickly", "accepted", 1),
        ("partial", "met", "it is a tree", "no_quote", 0),
        ("partial", "met", "", "no_quote", 0),
        ("missing", "partly", "finds rows quickly", "accepted", 1),
        ("missing", "met", "finds rows quickly", "too_far", 1),
        ("covered", "met", "", "agrees", 0),
        ("covered", "partly", "", "accepted", -1),
        ("covered", "missed", "", "too_far", -1),
        ("missing", "missed", "", "agrees", 0),
        ("contradicted", "met", "finds rows quickly", "contradicted", 0),
        ("contradicted", "missed", "", "agrees", 0),
    ],
)
def test_a_verdict_counts_one_step_and_up_only_with_a_quote(
    own: KeyPointStatus, verdict: Verdict, quote: str, ruling: Ruling, moves: int
) -> None:
    score, weighing = weigh_up([own], [verdict], quote, tolerance=10)

    assert weighing.points[0].ruling == ruling
    assert (weighing.overall > score.overall) - (weighing.overall < score.overall) == moves


@pytest.mark.parametrize(("own", "verdict"), list(product(STATUSES, VERDICTS)))
def test_an_answer_that_speaks_to_the_machine_moves_nothing(
    own: KeyPointStatus, verdict: Verdict
) -> None:
    score, weighing = weigh_up([own], [verdict], is_suspicious=True)

    assert weighing.overall == score.overall
    assert "instruction_like_text" in weighing.flags


def test_a_point_nobody_asked_about_is_ignored() -> None:
    _, weighing = weigh_up(["missing"], ["met", "met"])

    assert [point.id for point in weighing.points] == ["k0"]


@given(
    st.lists(
        st.tuples(st.sampled_from(STATUSES), st.sampled_from(VERDICTS)), min_size=1, max_size=8
    ),
    st.floats(0, 2),
)
def test_all_verdicts_together_stay_within_the_tolerance(
    pairs: list[tuple[KeyPointStatus, Verdict]], tolerance: float
) -> None:
    score, weighing = weigh_up([p[0] for p in pairs], [p[1] for p in pairs], tolerance=tolerance)

    assert abs(weighing.overall - score.overall) <= tolerance + 0.05
