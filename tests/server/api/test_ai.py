"""Administrators see the language model, what it took today, and each call."""

import shutil
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from pydantic import BaseModel

from domain.kit.actor import Role
from domain.language.errors import ModelDown
from domain.language.ports import Ask, Data
from tests.conftest import make_settings, running
from tests.factories.server import RunningServer
from tests.fakes.language import FakeOpenAI, serving, status
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Word(BaseModel):
    word: str


class Stage(NamedTuple):
    server: RunningServer
    fake: FakeOpenAI
    admin: str


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    folder = tmp_path_factory.mktemp("ai")
    shutil.copy(migrated_sqlite, folder / "greenroom.db")
    async with serving(FakeOpenAI()) as fake:
        fake.answers({"word": "yes"})
        settings = make_settings(
            f"sqlite:///{folder / 'greenroom.db'}",
            folder,
            ai_provider="openai",
            openai_base_url=fake.url,
            openai_model="made-up",
            ai_price_input=Decimal("0.5"),
            ai_price_output=Decimal(2),
            ai_tokens_per_day=1_000_000,
        )
        async with running(settings) as server:
            yield Stage(server, fake, await server.sign_in(Role.ADMIN))


def ask(text: str) -> Ask[Word]:
    data = (Data("answer", text),)
    return Ask("say_word", "say_word@1", "Say a word.", Word, data)


async def test_the_model_is_shown_with_health_budget_and_use(stage: Stage) -> None:
    async with stage.server.http(stage.admin) as http:
        before = (await http.get("/api/admin/ai")).json()
        await stage.server.house.language.ask(ask("shown"))
        after = (await http.get("/api/admin/ai")).json()

    assert (after["provider"], after["model"]) == ("openai", "made-up")
    assert (after["is_up"], after["reason"], after["breaker"]) == (True, None, "closed")
    assert (after["tokens_per_day"], after["dollars_per_day"]) == (1_000_000, None)
    assert after["resets_at"].endswith("T00:00:00.000Z")
    assert after["today"]["calls"] == before["today"]["calls"] + 1
    assert after["today"]["input_tokens"] == before["today"]["input_tokens"] + 11
    assert after["today"]["cost"] > before["today"]["cost"]


async def test_calls_are_listed_newest_first_in_pages(stage: Stage) -> None:
    for text in ("one", "two", "three"):
        await stage.server.house.language.ask(ask(text))

    async with stage.server.http(stage.admin) as http:
        first = (await http.get("/api/admin/ai/calls?limit=2")).json()
        rest = (await http.get(f"/api/admin/ai/calls?cursor={first['next_cursor']}")).json()

    calls = first["items"] + rest["items"]
    assert len(calls) == first["total"]
    assert [call["id"] for call in calls] == sorted((c["id"] for c in calls), reverse=True)
    assert len({call["question_hash"] for call in calls[:3]}) == 3
    newest = calls[0]
    assert (newest["purpose"], newest["prompt"]) == ("say_word", "say_word@1")
    assert (newest["outcome"], newest["cost"]) == ("ok", 0.0000195)


async def test_an_answer_from_memory_costs_nothing(stage: Stage) -> None:
    language = stage.server.house.language
    first = await language.ask(ask("again"))
    asked = len(stage.fake.asked)

    again = await language.ask(ask("again"))

    async with stage.server.http(stage.admin) as http:
        figures = (await http.get("/metrics")).text
    assert (first.is_cached, again.is_cached) == (False, True)
    assert again.value == first.value
    assert len(stage.fake.asked) == asked
    assert 'greenroom_ai_reused_total{provider="openai"}' in figures
    assert 'greenroom_ai_calls_total{outcome="ok",provider="openai"}' in figures
    assert 'greenroom_ai_tokens_total{direction="written",provider="openai"}' in figures
    assert 'greenroom_ai_dollars_total{provider="openai"}' in figures


async def test_whoever_wants_another_answer_gets_one(stage: Stage) -> None:
    language = stage.server.house.language
    await language.ask(ask("once more"))
    anew = Ask(
        "say_word",
        "say_word@1",
        "Say a word.",
        Word,
        (Data("answer", "once more"),),
        may_reuse=False,
    )
    asked = len(stage.fake.asked)

    assert not (await language.ask(anew)).is_cached
    assert len(stage.fake.asked) == asked + 1


async def test_colleagues_below_administrators_see_nothing(stage: Stage) -> None:
    token = await stage.server.sign_in(Role.DOMAIN_EXPERT)

    async with stage.server.http(token) as http:
        for path in ("/api/admin/ai", "/api/admin/ai/calls"):
            assert_error(await http.get(path), 403, "NotAllowed")


async def test_a_server_whose_model_fails_is_ready_and_says_what_is_wrong(stage: Stage) -> None:
    stage.fake.always_fails_with(status(401))
    for number in range(5):
        with pytest.raises(ModelDown):
            await stage.server.house.language.ask(ask(f"failing {number}"))

    async with stage.server.http(stage.admin) as http:
        ready = await http.get("/readyz")
        shown = (await http.get("/api/admin/ai")).json()

    assert ready.status_code == 200
    assert ready.json()["language"] == "openai made-up"
    assert ready.json()["language_breaker"] == shown["breaker"] == "open"
    assert not shown["is_up"]
    assert "key" in shown["reason"]
