"""Makes matches in background jobs: of new applications together, of a job's in steps."""

import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import select

from domain.jobs.models import Job
from domain.kit.actor import SYSTEM
from domain.kit.ahead import one_ahead
from domain.kit.jobs import AT_ONCE, enqueue
from domain.kit.work import Work, WorkShop
from domain.matching import scores
from domain.matching.engine import Engine, Scored
from domain.matching.facts import (
    digests_of,
    expect_application,
    packed_of,
    store_packed,
    who_refused,
)
from domain.matching.models import MatchRun
from domain.matching.ports import SkillSpace
from domain.matching.runs import RUN_MATCHING, targets, text_of
from domain.matching.wanted import Wanted

BATCH = 500
MOST_IDS = 5_000
"""Looking for those of a run costs the same for few as for many."""
STEP_S = 30.0
"""A step ends in time for the lease of its background job; the next one goes on from there."""
MOST_JOBS_READ = 2_000
LATER = timedelta(seconds=1)
Conclusion = Callable[[Work], Awaitable[None]]
_Unscored = tuple[int, int, list[tuple[int, str]]]
"""The ids before and at its end, and the sealed features of each application in between."""


class _Batch(NamedTuple):
    """Scores of the applications after ``before`` up to ``after``."""

    before: int
    after: int
    scored: list[Scored]


class MatchMaker:
    """Reads, lets the engine compute, and stores. The engine sees sealed features only."""

    def __init__(
        self,
        workshop: WorkShop,
        engine: Engine,
        skills: SkillSpace,
        must_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Work on ``workshop``; a run ends its step early when it ``must_stop``."""
        self._workshop = workshop
        self._engine = engine
        self._skills = skills
        self._must_stop = must_stop

    async def prepare(self, waiting: Sequence[Mapping[str, Any]]) -> Conclusion | None:
        """Make the features of applications, and their scores where their jobs have runs.

        Each of ``waiting`` names one by ``application_id``. Who is not scored yet and stands for no
        account is left to the first run, which makes the features that it misses.
        """
        ids = {one["application_id"] for one in waiting}
        async with self._workshop.look(SYSTEM) as work:
            wanted = await scores.wanted_now(work, ids)
        made = await self._features(wanted, anew=True) if wanted else {}
        if not made:
            return None
        async with self._workshop.begin(SYSTEM) as work:
            await store_packed(work, made, self._engine.version)
            runs = await scores.runs_for(work, list(made))
        pairs = [
            (run, await self._score(run, [(key, made[key]) for key in keys])) for run, keys in runs
        ]
        return partial(_conclude, pairs=pairs)

    async def run(self, run_id: int) -> Conclusion | None:
        """Score the next applications of a run; what is left is planned as the next step."""
        async with self._workshop.look(SYSTEM) as work:
            run = await work.session.get(MatchRun, run_id)
        if run is None or run.state == "done":
            return None
        if run.state == "queued":
            run = await self._begin(run)
        outcome = await self._step(run, until=time.monotonic() + STEP_S)
        if outcome is not None:
            return partial(scores.finish_run, run_id=run_id) if outcome else None
        # What stops must not wake itself: the next process finds the job by its row.
        pause = LATER if self._must_stop() else AT_ONCE
        return partial(enqueue, name=RUN_MATCHING, after=pause, run_id=run_id)

    async def _step(self, run: MatchRun, until: float) -> bool | None:
        """Store batches ``until`` then; True at the end of the run, False if it is not ours.

        While one is stored the next is scored, and the one after that is read.
        """
        async with aclosing(one_ahead(self._scored(run))) as batches:
            async for batch in batches:
                async with self._workshop.begin(SYSTEM) as work:
                    if not await scores.store_batch(
                        work, run.id, batch.scored, before=batch.before, after=batch.after
                    ):
                        return False
                if time.monotonic() >= until or self._must_stop():
                    return None
        return True

    async def _begin(self, run: MatchRun) -> MatchRun:
        """Weigh the words of the job among those of all jobs, and let the run begin."""
        async with self._workshop.look(SYSTEM) as work:
            newest = select(Job).order_by(Job.id.desc()).limit(MOST_JOBS_READ)
            corpus = [text_of(job) for job in await work.session.scalars(newest)]
        wanted = Wanted.model_validate(run.snapshot)
        complete = wanted.model_copy(
            update={
                "terms": await self._engine.terms(wanted.text, corpus),
                "meaning": await self._engine.meaning(wanted.text),
                "engine": self._engine.version,
            }
        )
        async with self._workshop.begin(SYSTEM) as work:
            await scores.mark_running(work, run.id, complete.model_dump(mode="json"))
        return await self._read(run.id)

    async def _scored(self, run: MatchRun) -> AsyncGenerator[_Batch]:
        wanted = Wanted.model_validate(run.snapshot)
        async with aclosing(one_ahead(self._read_on(run))) as batches:
            async for before, after, packed in batches:
                yield _Batch(before, after, await self._engine.score(wanted, packed))

    async def _read_on(self, run: MatchRun) -> AsyncGenerator[_Unscored]:
        """Yield the applications of the rest of a run, batch by batch."""
        cursor = run.cursor
        while coming := await self._ids_after(run.job_id, cursor):
            for start in range(0, len(coming), BATCH):
                ids = coming[start : start + BATCH]
                packed = await self._features(ids)
                yield cursor, ids[-1], [(key, packed[key]) for key in ids if key in packed]
                cursor = ids[-1]

    async def _ids_after(self, job_id: int, cursor: int) -> list[int]:
        async with self._workshop.look(SYSTEM) as work:
            job = await work.session.get_one(Job, job_id)
            return await scores.next_targets(work, targets(job), cursor, MOST_IDS)

    async def _features(self, ids: Sequence[int], *, anew: bool = False) -> dict[int, str]:
        """Return the sealed features of applications; what is not there is made and kept."""
        version = self._engine.version
        async with self._workshop.look(SYSTEM) as work:
            refused = await who_refused(work, ids)
            asked = [key for key in ids if key not in refused]
            held = {} if anew else await packed_of(work, asked, version)
            absent = [key for key in asked if key not in held]
            digests = await digests_of(work, absent, self._skills)
        if not digests:
            return held
        lines = await self._engine.pack(list(digests.values()))
        made = dict(zip(digests, lines, strict=True))
        if not anew:
            async with self._workshop.begin(SYSTEM) as work:
                await store_packed(work, made, version)
        return held | made

    async def _score(self, run: MatchRun, packed: Sequence[tuple[int, str]]) -> list[Scored]:
        return await self._engine.score(Wanted.model_validate(run.snapshot), packed)

    async def _read(self, run_id: int) -> MatchRun:
        async with self._workshop.look(SYSTEM) as work:
            return await work.session.get_one(MatchRun, run_id)


async def _conclude(work: Work, pairs: Sequence[tuple[MatchRun, list[Scored]]]) -> None:
    late: set[int] = set()
    for run, scored in pairs:
        if await scores.is_overtaken(work, run):
            late.update(one.application_id for one in scored)
        else:
            await scores.store_scores(work, run, scored)
    for application_id in sorted(late):
        await expect_application(work, application_id)
