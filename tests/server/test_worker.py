"""The worker process finds what nobody did."""

import asyncio
import os
from pathlib import Path

import pytest
from redis.asyncio import Redis

from domain.interviews.answering import set_consent
from domain.interviews.conduct import close_question, push_question, start_room
from domain.interviews.history import read_snapshot
from domain.interviews.schemas import PushQuestion, SetConsent
from domain.kit.actor import SYSTEM, Actor
from server.app import create_worker, open_workshop
from tests.conftest import IN_CI, make_settings
from tests.factories.rooms import plan_interview
from tests.rooms.test_nodes import OwnRedis, own_redis

__all__ = ["own_redis"]

REDIS = os.environ.get("TEST_REDIS_URL", "")


@pytest.mark.redis
@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_job_that_no_queue_knows_is_done_all_the_same(
    database_url: str, tmp_path: Path
) -> None:
    if not REDIS:
        if IN_CI:
            pytest.fail("CI must set TEST_REDIS_URL")
        pytest.skip("TEST_REDIS_URL is not set")
    settings = make_settings(database_url, tmp_path, redis_url=REDIS)
    async with Redis.from_url(REDIS) as redis:
        await redis.flushdb()
    workshop = open_workshop(settings)
    async with workshop.begin(SYSTEM) as work:
        planned = await plan_interview(work)
        candidate = Actor.guest(1, planned.session_id, planned.application_id)
        agrees = SetConsent(purpose="ai_score", granted=True, text_version="1")
        await set_consent(work, candidate, planned.session_id, agrees)
        await start_room(work, SYSTEM, planned.session_id)
        await push_question(work, SYSTEM, planned.session_id, PushQuestion())
        await close_question(work, SYSTEM, planned.session_id)
    told = asyncio.Event()

    working = asyncio.create_task(create_worker(settings).work_until(told))
    async with asyncio.timeout(20):
        score = None
        while score is None:
            async with workshop.look(SYSTEM) as work:
                room = await read_snapshot(work, SYSTEM, planned.session_id)
            answer = room.questions[0].answer
            score = answer.score if answer else None
            await asyncio.sleep(0.05)
    told.set()
    await working
    await workshop.database.close()

    assert score.state == "not_enough_yet"


@pytest.mark.redis
@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_worker_that_is_woken_and_told_to_stop_at_once_stops(
    database_url: str, tmp_path: Path, own_redis: OwnRedis
) -> None:
    settings = make_settings(database_url, tmp_path, redis_url=own_redis.url)
    for step in range(5):
        told = asyncio.Event()
        worker = create_worker(settings)
        working = asyncio.create_task(worker.work_until(told))
        await asyncio.sleep(0.5)

        await worker.runner._run_task.kiq(1)
        await asyncio.sleep(step / 2_000)
        told.set()

        await asyncio.wait_for(working, 20)
        await worker.runner._workshop.database.close()
