"""Long, paraphrased answers in eight trades, each weak, middling and strong."""

from itertools import pairwise

import pytest

from domain.scoring import AnswerScorer, QuestionSpec
from tests.domain.scoring.attacks import sentences
from tests.domain.scoring.interviews import INTERVIEWS, OFF_TOPIC, REST, Interview

in_every_trade = pytest.mark.parametrize("interview", INTERVIEWS, ids=lambda each: each.field)


@in_every_trade
def test_a_stronger_answer_scores_higher(scorer: AnswerScorer, interview: Interview) -> None:
    answers = (interview.weak, interview.middling, interview.strong)

    weak, middling, strong = (scorer.score(interview.spec, answer) for answer in answers)

    assert weak.overall < middling.overall < strong.overall
    assert weak.dimensions.completeness < middling.dimensions.completeness
    assert middling.dimensions.completeness < strong.dimensions.completeness


@in_every_trade
def test_the_model_answer_itself_is_excellent(scorer: AnswerScorer, interview: Interview) -> None:
    score = scorer.score(interview.spec, interview.spec.gold)

    assert score.overall >= 9.5
    assert score.state == "enough"
    assert score.recommendation == "select"
    assert {point.status for point in score.key_points} == {"covered"}
    assert score.missing == ()


@in_every_trade
def test_a_strong_answer_in_other_words_is_worth_a_next_round(
    scorer: AnswerScorer, interview: Interview
) -> None:
    score = scorer.score(interview.spec, interview.strong)

    assert score.recommendation in {"select", "next_round"}
    assert score.flags == ()


@in_every_trade
def test_meaning_lifts_a_strong_answer_in_other_words(
    minilm_scorer: AnswerScorer, interview: Interview
) -> None:
    assert minilm_scorer.score(interview.spec, interview.strong).recommendation == "select"


def test_a_paragraph_about_something_else_scores_low(minilm_scorer: AnswerScorer) -> None:
    score = minilm_scorer.score(REST.spec, OFF_TOPIC)

    assert score.overall <= 2
    assert score.state == "enough"
    assert score.recommendation == "needs_review"


@in_every_trade
def test_points_are_covered_one_after_the_other_while_the_answer_grows(
    scorer: AnswerScorer, interview: Interview
) -> None:
    said = sentences(interview.strong)
    drafts = [" ".join(said[:count]) for count in range(1, len(said) + 1)]

    completeness = [scorer.score(interview.spec, d).dimensions.completeness for d in drafts]

    assert completeness[0] <= 5
    assert completeness[-1] == max(completeness)
    steps = pairwise(completeness)
    assert all(later >= earlier - 1 for earlier, later in steps)


@in_every_trade
def test_a_growing_answer_is_never_judged_finished_far_from_what_it_says(
    scorer: AnswerScorer, interview: Interview
) -> None:
    words = interview.spec.gold.split()
    drafts = [" ".join(words[:count]) for count in range(1, len(words) + 1)]

    scores = [scorer.score(interview.spec, draft) for draft in drafts]

    for said, score in enumerate(scores, 1):
        if score.state == "enough":
            assert score.overall >= 10 * said / len(words) - 3


@in_every_trade
def test_two_words_are_not_enough_to_judge(scorer: AnswerScorer, interview: Interview) -> None:
    fragment = " ".join(interview.strong.split()[:2])

    score = scorer.score(interview.spec, fragment)

    assert score.state == "not_enough_yet"
    assert score.recommendation == "needs_review"


def test_every_quote_is_taken_from_the_answer(scorer: AnswerScorer) -> None:
    for interview in INTERVIEWS:
        answer = f"\U0001f642 Well…\n\n{interview.strong}"

        score = scorer.score(interview.spec, answer)

        quotes = [point.quote for point in score.key_points if point.quote]
        assert quotes
        for quote in quotes:
            text = answer[quote.start : quote.end]
            assert text
            assert text == text.strip()


def test_the_quote_shows_where_a_point_was_made(scorer: AnswerScorer) -> None:
    answer = "I like web work. Every request is stateless and carries what the server needs. Bye."
    spec = QuestionSpec(question="Explain REST", gold="Every request is stateless.")

    (point,) = scorer.score(spec, answer).key_points

    assert point.status == "covered"
    assert point.quote
    assert "stateless" in answer[point.quote.start : point.quote.end]


def test_an_experts_points_are_reported_with_their_own_ids(scorer: AnswerScorer) -> None:
    interview = next(each for each in INTERVIEWS if each.spec.key_points)

    score = scorer.score(interview.spec, interview.middling)

    assert [point.id for point in score.key_points] == ["inputs", "light", "outputs", "method"]
    assert score.key_points[0].status == "covered"
    assert "Show it with a simple experiment" in score.missing
