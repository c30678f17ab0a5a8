"""Fills a database with a crowd, to see how lists and searches do when there is much to look at.

Rows go in by Core statements in large batches, one transaction each. Sealing is no hindrance:
at about 10 µs a value it takes a third of the time.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from sqlalchemy import func, insert, select

from domain.candidates.models import JobApplication
from domain.jobs.models import Job
from domain.jobs.upkeep import derive, keep_up
from domain.kit.actor import SYSTEM
from domain.kit.work import Work, WorkShop
from server.demo.crowd import Crowd, Opening, Row

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Scale:
    """How much to load; a candidate applies 1.3 times on average."""

    jobs: int = 1_000
    candidates: int = 100_000
    seed: int = 1

    @property
    def steps(self) -> int:
        """How much ``load_scale`` reports in all."""
        return self.jobs + self.candidates


async def load_scale(workshop: WorkShop, scale: Scale) -> AsyncIterator[int]:
    """Load jobs, then candidates with their applications; yields how many were just stored.

    It may be called again: everybody it makes is new.
    """
    async with workshop.look(SYSTEM) as work:
        before = await work.session.scalar(select(func.max(JobApplication.id))) or 0
    crowd = Crowd(scale.seed + before, workshop.clock())
    openings: list[Opening] = []
    for batch in _batches(scale.jobs):
        async with workshop.begin(SYSTEM) as work:
            openings += await _post_jobs(work, crowd, [n / scale.jobs for n in batch])
        yield len(batch)
    crowd.open(openings)
    for batch in _batches(scale.candidates):
        people = ((crowd.person(before + n + 1), n / scale.candidates) for n in batch)
        rows = [row for person, share in people for row in crowd.applications(person, share)]
        async with workshop.begin(SYSTEM) as work:
            await _store_applications(work, rows)
        yield len(batch)
    await _gather_statistics(workshop)


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, BATCH):
        yield range(start, min(start + BATCH, count))


async def _post_jobs(work: Work, crowd: Crowd, shares: list[float]) -> list[Opening]:
    made = [crowd.job(share) for share in shares]
    posted = [Job(**row) for row, _ in made]
    for job in posted:
        derive(job)
    work.session.add_all(posted)
    await work.session.flush()
    for job in posted:
        await keep_up(work, job)
    ids = [job.id for job in posted]
    return [
        Opening(key, row["title"], field)
        for key, (row, field) in zip(ids, made, strict=True)
        if row["status"] != "Draft"
    ]


async def _store_applications(work: Work, rows: list[Row]) -> None:
    ids = await work.session.scalars(insert(JobApplication).returning(JobApplication.id), rows)
    work.note("create", JobApplication.__tablename__, *ids)


async def _gather_statistics(workshop: WorkShop) -> None:
    """Let the database take stock at once, as it would by itself after a while."""
    database = workshop.database
    stocktaking = "ANALYZE" if database.is_sqlite else "VACUUM (ANALYZE)"
    apart = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with apart.connect() as connection:
        await connection.exec_driver_sql(stocktaking)
