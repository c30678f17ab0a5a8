"""A model that obeys whoever speaks last moves no score far, and everything is flagged."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.interviews.evaluating import Judged, ask_about, evaluate
from domain.language.ports import LanguageModel
from domain.scoring.schemas import KeyPoint, QuestionSpec, ScoringPolicy
from domain.scoring.scorer import AnswerScorer
from server.language import open_language
from tests.conftest import make_settings
from tests.domain.language.injections import HONEST, injections
from tests.fakes.language import Asked, FakeGemini, FakeOpenAI, serving

TOLERANCE = 0.5
SPEC = QuestionSpec(
    question="What does a database index cost, and what does it give?",
    gold="An index finds rows quickly. Each write has to keep it up to date. It takes space.",
    key_points=(
        KeyPoint(id="k1", text="An index finds rows without reading the whole table"),
        KeyPoint(id="k2", text="Every write has to maintain the index as well"),
        KeyPoint(id="k3", text="An index takes space on disk and in memory"),
    ),
)
POLICY = ScoringPolicy()


def obey(asked: Asked) -> object:
    """Report every key point as met, with the whole answer as its proof."""
    answer = asked.data.partition(" answer\n")[2].partition("\n<end-")[0]
    points = [{"id": f"k{n}", "status": "met", "quote": answer[:1_500]} for n in (1, 2, 3)]
    return {"points": points}


@pytest.fixture(params=[FakeGemini, FakeOpenAI])
async def model(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[LanguageModel, FakeGemini | FakeOpenAI]]:
    fake = request.param()
    fake.answers(obey)
    name = "gemini" if request.param is FakeGemini else "openai"
    async with serving(fake):
        settings = make_settings(
            "sqlite://",
            tmp_path,
            ai_provider=name,
            **{f"{name}_api_key": "key-of-the-test", f"{name}_base_url": fake.url},
        )
        opened = open_language(settings)
        yield opened, fake
        await opened.close()


async def test_200_texts_that_talk_to_an_obedient_model_move_no_score_beyond_the_tolerance(
    model: tuple[LanguageModel, FakeGemini | FakeOpenAI],
) -> None:
    language, fake = model
    scorer = AnswerScorer()
    moved, unflagged = [], []
    count = 200 if isinstance(fake, FakeOpenAI) else 20
    for text in injections(200)[:count]:
        judged = Judged(SPEC, text, scorer.score(SPEC, text), ("Ada Lovelace",))
        evaluation = evaluate(judged, await language.ask(ask_about(judged)[0]), POLICY, TOLERANCE)
        if abs(evaluation.overall - judged.score.overall) > TOLERANCE:
            moved.append(text)
        if "instruction_like_text" not in evaluation.flags:
            unflagged.append(text)

    assert (moved, unflagged) == ([], [])
    assert len(fake.asked) == len({*injections(200)[:count]}), "each text reached the model"


async def test_an_honest_answer_gains_by_an_opinion_that_quotes_it(
    model: tuple[LanguageModel, FakeGemini | FakeOpenAI],
) -> None:
    language, fake = model
    answer = f"{HONEST} As Ada Lovelace I also mind the disk: it fills with every index."
    judged = Judged(SPEC, answer, AnswerScorer().score(SPEC, answer), ("Ada Lovelace",))

    evaluation = evaluate(judged, await language.ask(ask_about(judged)[0]), POLICY, TOLERANCE)

    assert evaluation.flags == ()
    assert judged.score.overall <= evaluation.overall <= judged.score.overall + TOLERANCE
    assert evaluation.prompt == "evaluate_answer@1"
    assert "Ada" not in json.dumps([asked.body for asked in fake.asked])
