"""Background jobs: rows that are woken by taskiq, in this process or over Redis."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import structlog
from taskiq import AsyncBroker, InMemoryBroker

from domain.candidates.indexing import INDEX_PEOPLE, index_people
from domain.interviews import scores
from domain.interviews.conduct import expire_question
from domain.interviews.scores import EVALUATE_ANSWER, SCORE_ANSWER
from domain.interviews.sessions import overdue_rooms
from domain.kit.actor import SYSTEM
from domain.kit.jobs import (
    BackgroundJob,
    JobQueued,
    claim,
    claim_together,
    due_jobs,
    due_together,
    finish,
    finish_together,
    release_jobs,
)
from domain.kit.loops import Loop
from domain.kit.work import Announcement, Work, WorkShop
from domain.scoring.ports import Scoring
from server.adapters.waking import WakingBroker

SWEEP_EVERY_S = 2.0
SWEPT_AT_ONCE = 8
DEADLINES_EVERY_S = 0.5
TOGETHER_EVERY_S = 1.0
MOST_TOGETHER = 100
WAKING_TAKES_AT_MOST_S = 5.0
MOST_WAKING = 10_000
"""How many wakings Redis keeps; the rows of those that fall out are found by the sweep."""
Conclusion = Callable[[Work], Awaitable[None]]
Job = Callable[..., Awaitable[Conclusion | None]]
"""Does the long part of a job and returns what is to be stored, together with its being done."""
JointJob = Callable[[Sequence[dict[str, Any]]], Awaitable[Conclusion | None]]
"""The same for all jobs of one name that wait; takes their payloads."""

log = structlog.get_logger(__name__)


class JobRunner:
    """Runs the jobs of one installation. The web process runs them itself unless Redis is set."""

    def __init__(self, workshop: WorkShop, scoring: Scoring, redis_url: str) -> None:
        """Listen for queued jobs and wake a worker for each."""
        self._workshop = workshop
        self._scoring = scoring
        self._jobs: dict[str, Job] = {
            SCORE_ANSWER: self._score_answer,
            INDEX_PEOPLE: self._index_people,
        }
        self._joint: dict[str, JointJob] = {}
        self._deadlines = Loop(self.close_overdue, DEADLINES_EVERY_S)
        self._rounds = [Loop(self.sweep, SWEEP_EVERY_S)]
        self.is_stopping = False
        """Long jobs look here between their steps, and leave the rest to whoever comes next."""
        self._kicks: set[asyncio.Task[Any]] = set()
        self._running: set[asyncio.Task[None]] = set()
        self.broker: AsyncBroker = (
            WakingBroker(redis_url, queue_name="greenroom:jobs", maxlen=MOST_WAKING)
            if redis_url
            else InMemoryBroker(await_inplace=False)
        )

        async def run_job(job_id: int) -> None:
            await self._run_to_the_end(job_id)

        self._run_task = self.broker.register_task(run_job, task_name="run_job")
        workshop.listen(self._hear)

    def learn(self, name: str, job: Job) -> None:
        """Run ``job`` for the rows that are called ``name``."""
        self._jobs[name] = job

    def learn_together(self, name: str, job: JointJob) -> None:
        """Run ``job`` every second for the rows called ``name`` that wait, up to 100 at once."""

        async def run_together() -> None:
            await self.run_together(name)

        self._joint[name] = job
        self.repeat(run_together, TOGETHER_EVERY_S)

    def repeat(self, step: Callable[[], Awaitable[object]], every_s: float) -> None:
        """Do ``step`` again and again once started, in the process that also finds lost jobs."""
        self._rounds.append(Loop(step, every_s))

    async def start(self, *, sweep: bool) -> None:
        """Begin to close questions whose time is over, and with ``sweep`` to find lost jobs."""
        await self.broker.startup()
        self._deadlines.start()
        if sweep:
            for loop in self._rounds:
                loop.start()
        if isinstance(self.broker, InMemoryBroker):
            async with self._workshop.begin(SYSTEM) as work:
                await release_jobs(work)

    async def stop(self) -> None:
        """Let running jobs finish; what is queued stays in its row."""
        self.is_stopping = True
        await self._deadlines.stop()
        for loop in self._rounds:
            await loop.stop()
        await asyncio.gather(*self._kicks, *self._running, return_exceptions=True)
        if isinstance(self.broker, InMemoryBroker):
            await self.broker.wait_all()
        await self.broker.shutdown()

    async def _run_to_the_end(self, job_id: int) -> None:
        """Run a job that the queue woke; the queue's end must not cut a connection in two."""
        task = asyncio.create_task(self.run(job_id))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.shield(task)

    async def run(self, job_id: int) -> None:
        """Do one job if it is still to be done; a failure is noted and tried again later."""
        async with self._workshop.begin(SYSTEM) as work:
            job = await claim(work, job_id)
        if job is None:
            return
        try:
            conclude = await self._jobs[job.name](**job.payload)
            async with self._workshop.begin(SYSTEM) as work:
                if conclude is not None:
                    await conclude(work)
                await finish(work, job_id)
        except Exception as failure:
            log.exception("job_failed", job=job.name, job_id=job_id)
            async with self._workshop.begin(SYSTEM) as work:
                await finish(work, job_id, type(failure).__name__)

    async def run_together(self, name: str) -> None:
        """Do the due jobs called ``name``, many at once, until none is left."""
        while not self.is_stopping:
            async with self._workshop.look(SYSTEM) as work:
                due = await due_together(work, name, MOST_TOGETHER)
            if not due:
                return
            async with self._workshop.begin(SYSTEM) as work:
                jobs = await claim_together(work, due)
            if jobs:
                await self._do_together(name, jobs)

    async def _do_together(self, name: str, jobs: Sequence[BackgroundJob]) -> None:
        """Do ``jobs`` at once; should that fail, one by one, so that one cannot stop the others."""
        try:
            conclude = await self._joint[name]([job.payload for job in jobs])
            async with self._workshop.begin(SYSTEM) as work:
                if conclude is not None:
                    await conclude(work)
                await finish_together(work, [job.id for job in jobs])
        except Exception as failure:
            if len(jobs) > 1:
                for job in jobs:
                    await self._do_together(name, [job])
                return
            log.exception("job_failed", job=name, job_id=jobs[0].id)
            async with self._workshop.begin(SYSTEM) as work:
                await finish(work, jobs[0].id, type(failure).__name__)

    async def sweep(self) -> None:
        """Run every due job that nobody works on, a few at a time."""
        async with self._workshop.look(SYSTEM) as work:
            overdue = await due_jobs(work, apart_from=self._joint)
        places = asyncio.Semaphore(SWEPT_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for job_id in overdue:
                group.create_task(self._run_in_turn(places, job_id))

    async def _run_in_turn(self, places: asyncio.Semaphore, job_id: int) -> None:
        async with places:
            await self.run(job_id)

    async def close_overdue(self) -> None:
        """Close the open questions whose time is over."""
        async with self._workshop.look(SYSTEM) as work:
            rooms = await overdue_rooms(work)
        for session_id in rooms:
            try:
                async with self._workshop.begin(SYSTEM) as work:
                    await expire_question(work, session_id)
            except Exception:
                log.exception("question_not_closed", session_id=session_id)

    def _hear(self, announcement: Announcement) -> None:
        if isinstance(announcement, JobQueued):
            kick = asyncio.ensure_future(
                asyncio.wait_for(self._run_task.kiq(announcement.job_id), WAKING_TAKES_AT_MOST_S)
            )
            self._kicks.add(kick)
            kick.add_done_callback(self._kicked)

    def _kicked(self, kick: asyncio.Task[Any]) -> None:
        self._kicks.discard(kick)
        if not kick.cancelled() and kick.exception() is not None:
            log.warning("job_not_woken", exc_info=kick.exception())

    async def _score_answer(self, session_id: int, question_id: int) -> Conclusion | None:
        async with self._workshop.look(SYSTEM) as work:
            found = await scores.read_final_answer(work, session_id, question_id)
        if found is None:
            return None
        score = await self._scoring.score(*found)
        return partial(
            scores.store_score,
            session_id=session_id,
            question_id=question_id,
            score=score,
            evaluates=EVALUATE_ANSWER in self._jobs,
        )

    async def _index_people(self, after_id: int) -> Conclusion:
        return partial(index_people, after_id=after_id)
