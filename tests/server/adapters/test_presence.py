"""Who is where, shared by the nodes over Redis, and nobody waits for it."""

import os
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from redis.asyncio import Redis

from domain.interviews.views import Presence
from rooms.presence import LocalBoard, PresenceBoard
from server.adapters import presence
from server.adapters.presence import RedisBoard
from tests.conftest import IN_CI

URL = os.environ.get("TEST_REDIS_URL", "")
ROOM = 987_654


def person(name: str, minute: int = 0) -> Presence:
    since = datetime(2026, 6, 1, 9, minute, tzinfo=UTC)
    return Presence(role="candidate", name=name, connected=True, since=since)


@pytest.fixture(params=["local", pytest.param("redis", marks=pytest.mark.redis)])
async def boards(request: pytest.FixtureRequest) -> AsyncIterator[list[PresenceBoard]]:
    """Two views of the same board: two nodes with Redis, one and the same without."""
    if request.param == "local":
        yield [LocalBoard()] * 2
        return
    if not URL:
        if IN_CI:
            pytest.fail("CI must set TEST_REDIS_URL")
        pytest.skip("TEST_REDIS_URL is not set")
    both = [RedisBoard(Redis.from_url(URL)) for _ in range(2)]
    # Not by the boards, which give up on a busy Redis: nobody may be left over from another test.
    async with Redis.from_url(URL) as redis:
        await redis.delete(f"greenroom:presence:{ROOM}")
    yield list(both)
    for board in both:
        await board.close()


async def test_everybody_sees_who_came_in_the_order_they_came(boards: list[PresenceBoard]) -> None:
    here, there = boards

    await here.join(ROOM, "b", person("Late", 5))
    await there.join(ROOM, "a", person("Early", 1))

    assert [p.name for p in await here.people(ROOM)] == ["Early", "Late"]
    assert await here.people(ROOM) == await there.people(ROOM)
    assert await here.people(ROOM + 1) == []


async def test_two_tabs_are_one_person_until_both_are_closed(boards: list[PresenceBoard]) -> None:
    here, there = boards
    await here.join(ROOM, "a", person("Amina", 1))
    await there.join(ROOM, "b", person("Amina", 2))

    together = await there.people(ROOM)
    await here.leave(ROOM, "a")
    one_left = await there.people(ROOM)
    await there.leave(ROOM, "b")

    assert [p.since.minute for p in together] == [1]
    assert [p.name for p in one_left] == ["Amina"]
    assert await here.people(ROOM) == []


async def test_leaving_an_empty_seat_does_no_harm(boards: list[PresenceBoard]) -> None:
    here, _there = boards

    await here.leave(ROOM, "c")

    assert await here.people(ROOM) == []


@pytest.mark.redis
@pytest.mark.parametrize("boards", ["redis"], indirect=True)
async def test_a_seat_whose_node_died_fades_away(
    boards: list[PresenceBoard], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = boards
    await here.join(ROOM, "a", person("Amina"))
    await here.join(ROOM, "b", person("Robin"))

    monkeypatch.setattr(presence, "FRESH_S", -1)
    faded = await there.people(ROOM)
    monkeypatch.undo()
    await here.join(ROOM, "b", person("Robin"))

    assert faded == []
    assert {p.name for p in await there.people(ROOM)} >= {"Robin"}


async def test_without_redis_nobody_is_shown_and_nothing_fails() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        board = RedisBoard(Redis.from_url(f"redis://127.0.0.1:{unused.getsockname()[1]}"))

        await board.join(ROOM, "a", person("Amina"))
        await board.leave(ROOM, "a")

        assert await board.people(ROOM) == []
        await board.close()
