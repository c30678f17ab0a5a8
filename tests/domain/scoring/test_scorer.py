"""Promises of every score: repeatable, explained, and never an exception."""

import json
from collections.abc import Callable, Sequence

import pytest
from pydantic import ValidationError

from domain.scoring import (
    AnswerScorer,
    KeyPoint,
    QuestionSpec,
    ScoringPolicy,
    score_answer,
)
from domain.scoring.ports import DIMENSIONS, Vectors
from domain.scoring.scorer import EncoderNotFitted
from tests.domain.scoring.interviews import INTERVIEWS, REST


def test_a_fresh_scorer_repeats_every_score(
    scorer: AnswerScorer, new_scorer: Callable[[], AnswerScorer]
) -> None:
    for interview in reversed(INTERVIEWS):
        for answer in (interview.weak, interview.strong):
            assert new_scorer().score(interview.spec, answer) == scorer.score(
                interview.spec, answer
            )


def test_what_was_scored_on_the_way_leaves_no_trace(new_scorer: Callable[[], AnswerScorer]) -> None:
    warm = new_scorer()
    for end in range(0, len(REST.strong), 7):
        warm.score(REST.spec, REST.strong[:end])

    score = warm.score(REST.spec, REST.strong)

    assert score == new_scorer().score(REST.spec, REST.strong)


def test_the_input_hash_tells_inputs_apart(scorer: AnswerScorer) -> None:
    other_policy = ScoringPolicy(relevance=0.25, completeness=0.25, accuracy=0.25, clarity=0.25)

    hashes = {
        scorer.score(REST.spec, REST.weak).input_hash,
        scorer.score(REST.spec, REST.strong).input_hash,
        AnswerScorer(policy=other_policy).score(REST.spec, REST.weak).input_hash,
    }

    assert len(hashes) == 3


@pytest.mark.parametrize(
    "answer",
    [
        "\x00",
        "\x00REST\x00 uses resources\x00",
        "…",
        "?!?!?!",
        "- - -",
        "\ud800 lone surrogate",
        "e\u0301" * 50,
        "REST использует ресурсы и методы HTTP",
        "REST は HTTP を使います。状態を持ちません。",
        "\u202eright to left\u202c \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "a" * 20_000,
        "word " * 4_000,
        "1 2 3 4.5 6,7 %",
        "\n" * 20_000,
        "not " * 300,
    ],
    ids=range(15),
)
def test_no_text_is_too_strange_to_score(scorer: AnswerScorer, answer: str) -> None:
    score = scorer.score(REST.spec, answer)

    assert 0 <= score.overall <= 4
    json.dumps(score.model_dump())


def test_an_overlong_answer_is_cut_and_says_so(scorer: AnswerScorer) -> None:
    score = scorer.score(REST.spec, f"{REST.strong} " * 40)

    assert "cut_off" in score.flags


def test_an_empty_answer_scores_exactly_zero(scorer: AnswerScorer) -> None:
    score = scorer.score(REST.spec, "")

    assert score.overall == 0
    assert set(score.dimensions.model_dump().values()) == {0}
    assert score.state == "not_enough_yet"
    assert all(point.status == "missing" for point in score.key_points)
    assert len(score.missing) == len(score.key_points)


def test_an_honest_shrug_is_a_finished_answer(scorer: AnswerScorer) -> None:
    score = scorer.score(REST.spec, "I don't know, sorry.")

    assert 0 < score.overall <= 1
    assert score.state == "enough"


def test_without_a_model_answer_nothing_is_judged(scorer: AnswerScorer) -> None:
    score = scorer.score(QuestionSpec(question="Why?", gold=" "), REST.strong)

    assert score.state == "not_enough_yet"
    assert score.flags == ("no_reference",)


def test_key_points_alone_are_enough_to_judge(scorer: AnswerScorer) -> None:
    points = (
        KeyPoint(id="a", text="Resources are identified by URLs"),
        KeyPoint(id="b", text="Requests are stateless"),
    )
    spec = QuestionSpec(question="Explain REST", gold="", key_points=points)

    score = scorer.score(spec, "Resources are identified by URLs. Brakes squeak when it is cold.")

    assert [point.status for point in score.key_points] == ["covered", "missing"]


def test_heavier_points_weigh_more(scorer: AnswerScorer) -> None:
    texts = ("Resources are identified by URLs", "Requests are stateless")

    def completeness(first_weight: float) -> float:
        points = (
            KeyPoint(id="a", text=texts[0], weight=first_weight),
            KeyPoint(id="b", text=texts[1]),
        )
        spec = QuestionSpec(question="Explain REST", gold=". ".join(texts), key_points=points)
        answer = "Every resource is identified by a URL of its own in a web service"
        return scorer.score(spec, answer).dimensions.completeness

    assert completeness(4.0) > completeness(1.0)


@pytest.mark.parametrize(
    ("gold", "answer"),
    [
        ("The tyre pressure must be 2.5 bar.", "The tyre pressure must be 4.5 bar."),
        ("A cache makes repeated reads faster.", "A cache makes repeated reads slower."),
        ("The surgeon is always told about allergies.", "The surgeon is never told of allergies."),
        ("Invoices are approved by the manager.", "Invoices are not approved by the manager."),
    ],
)
def test_the_opposite_of_the_model_answer_is_a_contradiction(
    scorer: AnswerScorer, gold: str, answer: str
) -> None:
    spec = QuestionSpec(question="What is the rule here?", gold=gold)

    right, wrong = scorer.score(spec, gold), scorer.score(spec, answer)

    assert right.key_points[0].status == "covered"
    assert wrong.key_points[0].status == "contradicted"
    assert wrong.overall <= 4
    assert wrong.missing == (gold,)


def test_agreeing_on_what_is_not_so_is_no_contradiction(scorer: AnswerScorer) -> None:
    spec = QuestionSpec(
        question="How does the server treat sessions?",
        gold="The server does not store any session between requests.",
    )

    score = scorer.score(spec, "No session is stored on the server between two requests.")

    assert score.key_points[0].status == "covered"


def test_the_overall_score_is_the_weighted_sum_of_its_dimensions() -> None:
    policy = ScoringPolicy(relevance=0.1, completeness=0.6, accuracy=0.2, clarity=0.1)

    score = AnswerScorer(policy=policy).score(REST.spec, REST.middling)

    parts = score.dimensions
    total = (
        0.1 * parts.relevance
        + 0.6 * parts.completeness
        + 0.2 * parts.accuracy
        + 0.1 * parts.clarity
    )
    assert score.overall == pytest.approx(total, abs=0.051)


def test_a_policy_whose_weights_do_not_sum_to_one_is_refused() -> None:
    with pytest.raises(ValidationError, match="sum to 1"):
        ScoringPolicy(relevance=0.5)


def test_a_policy_with_crossed_thresholds_is_refused() -> None:
    with pytest.raises(ValidationError, match="must not exceed"):
        ScoringPolicy(select_threshold=4, next_round_threshold=6)


def test_key_points_with_one_id_are_refused() -> None:
    twin = KeyPoint(id="a", text="x")

    with pytest.raises(ValidationError, match="distinct"):
        QuestionSpec(question="q", gold="g", key_points=(twin, twin))


def test_the_score_names_the_encoder_it_used(scorer: AnswerScorer) -> None:
    score = scorer.score(REST.spec, REST.strong)

    assert score.model == scorer.model
    assert score.model_version.startswith("1+")


def test_an_encoder_that_was_never_fitted_is_refused() -> None:
    class Stranger:
        name = "stranger"
        version = "1"

        def encode(self, texts: Sequence[str]) -> Vectors:
            raise AssertionError(f"{len(texts)} x {DIMENSIONS} vectors were not expected")

    with pytest.raises(EncoderNotFitted, match="stranger"):
        AnswerScorer(Stranger())


def test_one_call_scores_an_answer() -> None:
    result = score_answer(REST.spec.question, REST.strong, REST.spec.gold)

    assert list(result) == ["relevance", "completeness", "accuracy", "clarity", "overall"]
    assert result["overall"] > 6.5


def test_saying_a_privative_word_in_other_words_is_no_contradiction() -> None:
    spec = QuestionSpec(
        question="Explain REST.",
        gold="The server is stateless between requests, and answers can be cached.",
        key_points=(KeyPoint(id="k1", text="The server is stateless between requests"),),
    )

    score = AnswerScorer().score(spec, "The server keeps no session between two requests.")

    assert score.key_points[0].status != "contradicted"
