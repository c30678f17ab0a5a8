"""A model is asked with patience, left alone when it fails, and chosen by the settings."""

import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from pydantic import BaseModel, ValidationError

from domain.kit.work import WorkShop
from domain.language.breaker import Breaker
from domain.language.errors import ModelDown, ModelGarbled
from domain.language.guard import GuardedModel
from domain.language.ports import Ask
from server.adapters.language_wire import Prices
from server.adapters.openai import OpenAIModel
from server.config import Settings, Unsafe
from server.language import chosen_provider, open_language
from tests.fakes.language import FakeOpenAI, serving, status


class Word(BaseModel):
    word: str


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeOpenAI]:
    async with serving(FakeOpenAI()) as running:
        running.answers({"word": "yes"})
        yield running


@pytest_asyncio.fixture
async def model(fake: FakeOpenAI) -> AsyncIterator[GuardedModel]:
    async with AsyncExitStack() as stack:
        adapter = OpenAIModel("key", "made-up", fake.url, Prices())
        guarded = GuardedModel(adapter, Breaker(most_failures=2, rest_s=3_600))
        stack.push_async_callback(guarded.close)
        yield guarded


def ask(timeout_s: float = 10) -> Ask[Word]:
    return Ask("say_word", "say_word@1", "Say a word.", Word, timeout_s=timeout_s)


async def test_a_passing_failure_is_not_noticed(fake: FakeOpenAI, model: GuardedModel) -> None:
    fake.fails_with(status(503))

    assert (await model.ask(ask())).value.word == "yes"
    assert len(fake.asked) == 2
    assert model.breaker_state == "closed"


async def test_a_refused_key_is_not_tried_again(fake: FakeOpenAI, model: GuardedModel) -> None:
    fake.fails_with(status(401))

    with pytest.raises(ModelDown):
        await model.ask(ask())

    assert len(fake.asked) == 1


async def test_a_pause_that_is_longer_than_the_call_ends_it_at_once(
    fake: FakeOpenAI, model: GuardedModel
) -> None:
    fake.fails_with(status(429, Retry_After="60"))

    with pytest.raises(ModelDown) as refusal:
        await model.ask(ask())

    assert refusal.value.retry_after_s == 60
    assert len(fake.asked) == 1


async def test_a_garbled_answer_is_asked_for_once_more_and_harms_no_breaker(
    fake: FakeOpenAI, model: GuardedModel
) -> None:
    fake.answers("I would rather talk.")

    for _ in range(3):
        with pytest.raises(ModelGarbled):
            await model.ask(ask())

    assert len(fake.asked) == 6
    assert model.breaker_state == "closed"


async def test_a_failing_model_is_left_alone_and_says_for_how_long(
    fake: FakeOpenAI, model: GuardedModel
) -> None:
    fake.always_fails_with(status(401))
    for _ in range(2):
        with pytest.raises(ModelDown):
            await model.ask(ask())

    with pytest.raises(ModelDown) as refusal:
        await model.ask(ask())
    with pytest.raises(ModelDown):
        [piece async for piece in model.stream(ask())]

    assert model.breaker_state == "open"
    assert 3_500 < (refusal.value.retry_after_s or 0) <= 3_600
    assert len(fake.asked) == 2


async def test_failing_streams_open_the_breaker_and_are_never_repeated(
    fake: FakeOpenAI, model: GuardedModel
) -> None:
    fake.always_fails_with(status(500))

    for _ in range(2):
        with pytest.raises(ModelDown):
            [piece async for piece in model.stream(ask())]

    assert len(fake.asked) == 2
    assert model.breaker_state == "open"


async def test_a_good_stream_closes_it(fake: FakeOpenAI, model: GuardedModel) -> None:
    fake.fails_with(status(401))
    with pytest.raises(ModelDown):
        await model.ask(ask())

    assert "".join([piece async for piece in model.stream(ask())]) == '{"word": "yes"}'

    fake.fails_with(status(401))
    with pytest.raises(ModelDown):
        await model.ask(ask())
    assert model.breaker_state == "closed"


def settings(**overrides: Any) -> Settings:
    return Settings(_env_file=None, **overrides)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "offline"),
        ({"gemini_api_key": "k"}, "gemini"),
        ({"openai_api_key": "k"}, "openai"),
        ({"gemini_api_key": "k", "openai_api_key": "k"}, "gemini"),
        ({"openai_base_url": "http://127.0.0.1:11434/v1"}, "openai"),
        ({"gemini_api_key": "k", "ai_provider": "offline"}, "offline"),
        ({"gemini_api_key": "k", "openai_api_key": "k", "ai_provider": "openai"}, "openai"),
    ],
)
def test_the_settings_choose_the_provider(
    given: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    assert chosen_provider(settings(**given)) == expected


@pytest.mark.parametrize(
    "given",
    [
        {"ai_provider": "gemini"},
        {"ai_provider": "gemini-legacy"},
        {"ai_provider": "clippy"},
        {"openai_base_url": "ftp://models.example.org"},
        {"openai_base_url": "http://"},
        {"gemini_base_url": "http://host:99999"},
        {"ai_price_input": "-1"},
        {"ai_tokens_per_day": "-1"},
        {"ai_dollars_per_day": "5"},
    ],
)
def test_settings_that_could_never_work_refuse_to_boot(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        settings(**given)


@pytest.mark.parametrize("provider", ["gemini", "openai", "offline"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_chosen_model_opens_without_connecting(provider: str, workshop: WorkShop) -> None:
    model = open_language(settings(ai_provider=provider, gemini_api_key="k"), workshop)

    assert model.provider == provider
    await model.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_missing_extra_is_named_with_the_way_to_get_it(
    workshop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "google.generativeai", None)
    monkeypatch.delitem(sys.modules, "server.adapters.gemini_legacy", raising=False)

    with pytest.raises(Unsafe, match=re.escape("greenroom[gemini-legacy]")):
        open_language(settings(ai_provider="gemini-legacy", gemini_api_key="k"), workshop)
