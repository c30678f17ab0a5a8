"""The worker process: background jobs from Redis, and the news of them to the web processes."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from taskiq.api import run_receiver_task

from rooms.publishing import Publisher
from server.jobs import JobRunner
from server.scoring import ScoringRoom


@dataclass(frozen=True, slots=True)
class Worker:
    """Does jobs until it is told to stop."""

    runner: JobRunner
    publisher: Publisher
    scoring: ScoringRoom
    leave: Callable[[], Awaitable[None]]

    async def work_until(self, told: asyncio.Event) -> None:
        """Take jobs from the queue, and lost ones from the database, until ``told`` is set."""
        self.publisher.start()
        await self.runner.start(sweep=True)
        receiver = asyncio.create_task(run_receiver_task(self.runner.broker))
        await told.wait()
        receiver.cancel()
        with suppress(asyncio.CancelledError):
            await receiver
        await self.runner.stop()
        await self.publisher.stop()
        await asyncio.to_thread(self.scoring.close)
        await self.leave()
