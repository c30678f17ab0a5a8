"""A worker is woken again after Redis was gone."""

import asyncio
from contextlib import suppress

import pytest
from redis.exceptions import RedisError
from taskiq import BrokerMessage

from server.adapters.waking import WakingBroker
from tests.factories.waiting import until
from tests.rooms.test_nodes import OwnRedis, own_redis

__all__ = ["own_redis"]


@pytest.mark.redis
async def test_who_listens_hears_again_after_redis_came_back_empty(own_redis: OwnRedis) -> None:
    broker = WakingBroker(own_redis.url, queue_name="jobs")
    await broker.startup()
    heard: list[bytes] = []

    async def listen() -> None:
        async for message in broker.listen():
            heard.append(message.data)  # noqa: PERF401  # what is heard must be seen at once

    async def is_heard() -> bool:
        message = BrokerMessage(task_id="1", task_name="run_job", message=b"wake", labels={})
        with suppress(RedisError):
            await broker.kick(message)
        return bool(heard)

    listening = asyncio.create_task(listen())
    await until(is_heard)

    await own_redis.stop()
    heard.clear()
    await own_redis.start()
    await until(is_heard)

    assert set(heard) == {b"wake"}
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening
    await broker.shutdown()
