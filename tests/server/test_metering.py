"""Calls of a language model are counted, written down, and end when the day's budget does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace
from decimal import Decimal

import pytest
import pytest_asyncio
from pydantic import BaseModel
from sqlalchemy import select

from domain.kit.actor import SYSTEM
from domain.kit.work import Announcement, WorkShop
from domain.language.budget import Budget
from domain.language.errors import ModelDown, ModelGarbled, NoModel, OverBudget
from domain.language.events import ModelAsked
from domain.language.guard import GuardedModel
from domain.language.metering import MeteredModel
from domain.language.models import InferenceRecord
from domain.language.ports import Ask, Data
from server.adapters.language_wire import Prices
from server.adapters.offline import OfflineModel
from server.adapters.openai import OpenAIModel
from tests.factories.clock import SettableClock
from tests.factories.waiting import until
from tests.fakes.language import FakeOpenAI, serving, status
from tests.fakes.receiver import hang

PRICES = Prices(Decimal("0.5"), Decimal(2))
CANARY = "Zaynab Quill wrote this"
Open = Callable[[Budget], MeteredModel]


class Word(BaseModel):
    word: str


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeOpenAI]:
    async with serving(FakeOpenAI()) as running:
        running.answers({"word": "yes"})
        yield running


@pytest_asyncio.fixture
async def open_model(fake: FakeOpenAI, workshop: WorkShop) -> AsyncIterator[Open]:
    opened: list[MeteredModel] = []

    def open_one(budget: Budget) -> MeteredModel:
        adapter = OpenAIModel("key", "made-up", fake.url, PRICES)
        opened.append(MeteredModel(GuardedModel(adapter), workshop, budget))
        return opened[-1]

    yield open_one
    for model in opened:
        await model.close()


def ask(text: str = CANARY, timeout_s: float = 10) -> Ask[Word]:
    data = (Data("answer", text),)
    return Ask("say_word", "say_word@1", "Say a word.", Word, data, timeout_s=timeout_s)


async def log(workshop: WorkShop) -> list[InferenceRecord]:
    async with workshop.look(SYSTEM) as work:
        return list(await work.session.scalars(select(InferenceRecord).order_by("id")))


async def test_a_call_is_written_down_without_what_was_said(
    open_model: Open, workshop: WorkShop
) -> None:
    model = open_model(Budget())

    await model.ask(ask())
    await model.ask(replace(ask(), may_reuse=False))
    await model.ask(ask("something else"))

    first, again, other = await log(workshop)
    assert (first.purpose, first.prompt, first.outcome) == ("say_word", "say_word@1", "ok")
    assert (first.provider, first.model) == ("openai", "made-up")
    assert (first.input_tokens, first.output_tokens, first.is_estimated) == (11, 7, False)
    assert first.cost_nanos == 19_500
    assert first.at == workshop.clock()
    assert first.question_hash == again.question_hash != other.question_hash
    row = {column.name: getattr(first, column.name) for column in first.__table__.columns}
    assert "Zaynab" not in str(row)
    assert "yes" not in str(row)


async def test_failures_are_written_down_with_what_their_tries_took(
    fake: FakeOpenAI, open_model: Open, workshop: WorkShop
) -> None:
    model = open_model(Budget())
    fake.fails_with(status(401))
    with pytest.raises(ModelDown):
        await model.ask(ask())
    fake.answers("I would rather talk.")
    with pytest.raises(ModelGarbled):
        await model.ask(ask())

    down, garbled = await log(workshop)

    assert (down.outcome, down.input_tokens, down.output_tokens) == ("ModelDown", 0, 0)
    assert (garbled.outcome, garbled.input_tokens) == ("ModelGarbled", 22)


async def test_a_stream_is_counted_as_the_provider_says(
    open_model: Open, workshop: WorkShop
) -> None:
    model = open_model(Budget())

    said = "".join([piece async for piece in model.stream(ask())])

    [call] = await log(workshop)
    assert said == '{"word": "yes"}'
    assert (call.input_tokens, call.output_tokens, call.is_estimated) == (11, 7, False)


async def test_a_stream_that_nobody_read_to_its_end_is_estimated(
    open_model: Open, workshop: WorkShop
) -> None:
    model = open_model(Budget())

    async with aclosing(model.stream(ask())) as pieces:
        async for _ in pieces:
            break

    [call] = await log(workshop)
    assert call.outcome == "cancelled"
    assert call.is_estimated
    assert (call.input_tokens, call.output_tokens) == (9, 2)


async def test_a_call_that_its_caller_gave_up_is_written_down(
    fake: FakeOpenAI, open_model: Open, workshop: WorkShop
) -> None:
    model = open_model(Budget())
    fake.fails_with(hang)
    calling = asyncio.create_task(model.ask(ask()))
    await until(lambda: bool(fake.asked))

    calling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await calling

    [call] = await log(workshop)
    assert (call.outcome, call.input_tokens, call.is_estimated) == ("cancelled", 9, True)


async def test_a_call_that_took_too_long_is_taken_to_have_been_read(
    fake: FakeOpenAI, open_model: Open, workshop: WorkShop
) -> None:
    model = open_model(Budget())
    fake.fails_with(hang)

    with pytest.raises(ModelDown):
        await model.ask(ask(timeout_s=0.2))

    [call] = await log(workshop)
    assert (call.outcome, call.input_tokens, call.is_estimated) == ("ModelDown", 9, True)


@pytest.mark.parametrize(
    "budget", [Budget(tokens=36), Budget(dollars=Decimal("0.000039"))], ids=["tokens", "dollars"]
)
async def test_a_days_budget_is_shared_by_all_nodes_and_starts_anew_at_midnight(
    fake: FakeOpenAI, open_model: Open, workshop: WorkShop, clock: SettableClock, budget: Budget
) -> None:
    here, there = open_model(budget), open_model(budget)
    await here.ask(ask())
    [piece async for piece in there.stream(ask())]

    for model in (here, there):
        with pytest.raises(OverBudget) as refusal:
            await model.ask(ask("something else"))
        with pytest.raises(OverBudget):
            [piece async for piece in model.stream(ask())]
    asked_that_day = len(fake.asked)
    clock.pass_by(15 * 3_600)
    reply = await here.ask(ask("something else"))

    assert "in 15 h 0 min" in refusal.value.message
    assert asked_that_day == 2
    assert reply.value.word == "yes"
    assert [call.outcome for call in await log(workshop)] == [
        *["ok"] * 2,
        *["OverBudget"] * 4,
        "ok",
    ]
    assert here.breaker_state == "closed"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_a_model_there_is_nothing_to_write_down(workshop: WorkShop) -> None:
    model = MeteredModel(GuardedModel(OfflineModel()), workshop, Budget(tokens=1))

    with pytest.raises(NoModel):
        await model.ask(ask())

    assert await log(workshop) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_others_are_told_once_a_call_is_in_the_log(
    open_model: Open, workshop: WorkShop
) -> None:
    heard: list[Announcement] = []
    workshop.listen(heard.append)

    await open_model(Budget()).ask(ask())

    [told] = heard
    assert isinstance(told, ModelAsked)
    assert (told.outcome, told.cost) == ("ok", Decimal("0.0000195"))
