"""Jobs that wait for others of their name: done together, and alone only where that fails."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from domain.kit.actor import SYSTEM
from domain.kit.jobs import BackgroundJob, enqueue_to_wait
from domain.kit.work import WorkShop
from domain.scoring.schemas import ScoringPolicy
from server.config import Settings
from server.jobs import JobRunner
from server.scoring import ScoringRoom


@pytest.fixture
async def runner(workshop: WorkShop, settings: Settings) -> AsyncIterator[JobRunner]:
    """A runner without its loops."""
    scoring = ScoringRoom(settings.model_dir, ScoringPolicy(), 0)
    runner = JobRunner(workshop, scoring, "")
    yield runner
    await runner.stop()
    scoring.close()


class Counting:
    """A job for many at once, which fails wherever ``bad`` is among them."""

    def __init__(self, bad: int | None = None) -> None:
        self._bad = bad
        self.done: list[list[int]] = []

    async def do(self, waiting: Sequence[dict[str, Any]]) -> None:
        numbers = [one["number"] for one in waiting]
        if self._bad in numbers:
            raise RuntimeError("one of them is bad")
        self.done.append(numbers)


async def wait_for(workshop: WorkShop, *numbers: int) -> None:
    for number in numbers:
        async with workshop.begin(SYSTEM) as work:
            await enqueue_to_wait(work, "count", number=number)


async def states(workshop: WorkShop) -> list[str]:
    async with workshop.look(SYSTEM) as work:
        found = select(BackgroundJob.state).order_by(BackgroundJob.id)
        return list(await work.session.scalars(found))


async def test_jobs_that_wait_are_done_together_and_not_by_the_sweep(
    workshop: WorkShop, runner: JobRunner
) -> None:
    counting = Counting()
    runner.learn_together("count", counting.do)
    await wait_for(workshop, 1, 2, 3)

    await runner.sweep()
    swept = list(counting.done)
    await runner.run_together("count")
    await runner.run_together("count")

    assert swept == []
    assert counting.done == [[1, 2, 3]]
    assert await states(workshop) == ["done", "done", "done"]


async def test_one_that_fails_does_not_stop_those_it_waited_with(
    workshop: WorkShop, runner: JobRunner
) -> None:
    counting = Counting(bad=2)
    runner.learn_together("count", counting.do)
    await wait_for(workshop, 1, 2, 3)

    await runner.run_together("count")

    assert counting.done == [[1], [3]]
    assert await states(workshop) == ["done", "queued", "done"]
