"""Background jobs as rows: claimed once, tried again, given up in the end, never lost."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.kit.actor import SYSTEM
from domain.kit.jobs import (
    LEASE,
    MOST_ATTEMPTS,
    BackgroundJob,
    JobQueued,
    claim,
    due_jobs,
    enqueue,
    finish,
)
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock


@pytest.fixture
async def job_id(workshop: WorkShop) -> int:
    async with workshop.begin(SYSTEM) as work:
        await enqueue(work, "score_answer", session_id=1, question_id=2)
        [job] = await work.session.scalars(select(BackgroundJob))
        return job.id


async def claimed(workshop: WorkShop, job_id: int) -> bool:
    async with workshop.begin(SYSTEM) as work:
        return await claim(work, job_id) is not None


async def finished(workshop: WorkShop, job_id: int, error: str | None = None) -> None:
    async with workshop.begin(SYSTEM) as work:
        await finish(work, job_id, error)


async def due(workshop: WorkShop) -> list[int]:
    async with workshop.look(SYSTEM) as work:
        return await due_jobs(work)


async def read(workshop: WorkShop, job_id: int) -> BackgroundJob:
    async with workshop.database.reading() as session:
        return await session.get_one(BackgroundJob, job_id)


async def test_a_job_is_told_of_when_its_work_is_committed(workshop: WorkShop) -> None:
    heard: list[object] = []
    workshop.listen(heard.append)

    async with workshop.begin(SYSTEM) as work:
        await enqueue(work, "score_answer", session_id=1, question_id=2)
        assert heard == []

    [told] = heard
    assert isinstance(told, JobQueued)
    assert await due(workshop) == [told.job_id]


async def test_a_job_of_a_failed_work_never_was(workshop: WorkShop) -> None:
    with pytest.raises(RuntimeError):
        await _enqueue_and_fail(workshop)

    assert await due(workshop) == []


async def _enqueue_and_fail(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await enqueue(work, "score_answer", session_id=1, question_id=2)
        raise RuntimeError


async def test_a_job_is_claimed_once(workshop: WorkShop, job_id: int) -> None:
    claims = await asyncio.gather(*(claimed(workshop, job_id) for _ in range(5)))

    assert sorted(claims) == [False, False, False, False, True]
    assert await due(workshop) == []


async def test_a_finished_job_is_done_for_good(
    workshop: WorkShop, job_id: int, clock: SettableClock
) -> None:
    assert await claimed(workshop, job_id)
    await finished(workshop, job_id)

    clock.pass_by(LEASE.total_seconds() * 10)

    job = await read(workshop, job_id)
    assert (job.state, job.error, job.attempts) == ("done", None, 1)
    assert await due(workshop) == []
    assert not await claimed(workshop, job_id)


async def test_a_job_lost_in_a_crash_is_found_again_after_its_lease(
    workshop: WorkShop, job_id: int, clock: SettableClock
) -> None:
    assert await claimed(workshop, job_id)

    clock.pass_by(LEASE.total_seconds() - 1)
    assert await due(workshop) == []
    clock.pass_by(1)

    assert await due(workshop) == [job_id]
    assert await claimed(workshop, job_id)
    assert (await read(workshop, job_id)).attempts == 2


async def test_a_failing_job_is_tried_again_with_growing_pauses_and_then_given_up(
    workshop: WorkShop, job_id: int, clock: SettableClock
) -> None:
    pauses: list[timedelta] = []
    for _ in range(MOST_ATTEMPTS - 1):
        assert await claimed(workshop, job_id)
        await finished(workshop, job_id, "ScorerBroken")
        job = await read(workshop, job_id)
        assert (job.state, job.error) == ("queued", "ScorerBroken")
        pauses.append(job.run_after - clock())
        assert not await claimed(workshop, job_id)
        clock.pass_by(pauses[-1].total_seconds())

    assert await claimed(workshop, job_id)
    await finished(workshop, job_id, "ScorerBroken")

    job = await read(workshop, job_id)
    assert (job.state, job.attempts, job.finished_at) == ("failed", MOST_ATTEMPTS, clock())
    assert pauses == sorted(set(pauses))
    clock.pass_by(86_400)
    assert await due(workshop) == []


async def test_a_job_that_works_out_later_forgets_its_error(
    workshop: WorkShop, job_id: int, clock: SettableClock
) -> None:
    assert await claimed(workshop, job_id)
    await finished(workshop, job_id, "ScorerBroken")
    clock.pass_by(60)

    assert await claimed(workshop, job_id)
    await finished(workshop, job_id)

    job = await read(workshop, job_id)
    assert (job.state, job.error) == ("done", None)


async def test_an_unknown_job_is_nobodys(workshop: WorkShop) -> None:
    assert not await claimed(workshop, 12_345)
