"""``make bench-lists``: how long lists take when there is much in them, and whether late pages do.

Loads a crowd (``greenroom demo --scale``) into a fresh database of each kind and reads pages as a
recruiter does, with decrypting and auditing. A new list, filter or search is a line of ``asks``.
"""

import os
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import click
import uvloop
from sqlalchemy import func, select

from domain.candidates.duplicates import list_duplicates
from domain.candidates.listing import list_applications, list_candidates
from domain.candidates.models import JobApplication
from domain.candidates.schemas import ApplicationQuery, CandidateQuery
from domain.candidates.service import find_application
from domain.interviews.sessions import SessionQuery, list_sessions
from domain.jobs.schemas import JobQuery
from domain.jobs.service import list_jobs, search_jobs
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.paging import PageQuery, SortedQuery
from domain.kit.work import Work, WorkShop
from server.app import open_workshop
from server.config import load_settings
from server.demo.scale import Scale, load_scale
from server.migrate import migrate
from server.simulate.figures import percentile

REPEATS = 60
LATE_PAGE = 200
RECRUITER = Actor.user(1, Role.RECRUITER)
Read = Callable[[Work, PageQuery], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing people ask for: ``limit`` items a page, or a single answer where it is 0."""

    name: str
    actor: Actor
    read: Read
    limit: int


def asks(busiest_job: int, newest: int) -> list[Ask]:
    """Return all that is measured."""

    async def jobs(work: Work, query: PageQuery) -> Any:
        return await list_jobs(work, work.actor, JobQuery(**query.model_dump()))

    async def search(work: Work, query: PageQuery) -> Any:
        return await search_jobs(work, NOBODY, JobQuery(**query.model_dump(), q="python data"))

    async def filtered(work: Work, query: PageQuery) -> Any:
        wanted = JobQuery(**query.model_dump(), work_mode="Remote", salary_min=50_000)
        return await list_jobs(work, NOBODY, wanted)

    async def applications(work: Work, query: PageQuery) -> Any:
        wanted = ApplicationQuery(**query.model_dump())
        return await list_applications(work, RECRUITER, busiest_job, wanted)

    def people(**filters: Any) -> Read:
        async def read(work: Work, query: PageQuery) -> Any:
            wanted = CandidateQuery(**query.model_dump(), **filters)
            return await list_candidates(work, RECRUITER, wanted)

        return read

    async def doubles(work: Work, query: PageQuery) -> Any:
        return await list_duplicates(work, RECRUITER, SortedQuery(**query.model_dump()))

    async def interviews(work: Work, query: PageQuery) -> Any:
        filtered = SessionQuery(**query.model_dump(), job_id=busiest_job, status="Scheduled")
        return await list_sessions(work, RECRUITER, filtered)

    async def application(work: Work, query: PageQuery) -> Any:
        return await find_application(work, RECRUITER, newest // 2)

    busy = {"job_id": busiest_job, "status": "Applied"}
    return [
        Ask("jobs, open to everybody", NOBODY, jobs, 3),
        Ask("jobs, all of them", RECRUITER, jobs, 5),
        Ask("jobs found by words", NOBODY, search, 3),
        Ask("jobs by work mode and salary", NOBODY, filtered, 3),
        Ask("applications of the busiest job", RECRUITER, applications, 25),
        Ask("people, last active first", RECRUITER, people(sort="last_activity"), 25),
        Ask("people found by a name", RECRUITER, people(q="amina rahi"), 3),
        Ask("people found by a beginning", RECRUITER, people(q="am"), 10),
        Ask("people by job and status", RECRUITER, people(**busy), 10),
        Ask("people by words and years", RECRUITER, people(q="sofia", min_experience=10), 1),
        Ask("likely doubles", RECRUITER, doubles, 3),
        Ask("interviews of a job by status", RECRUITER, interviews, 50),
        Ask("one application", RECRUITER, application, 0),
    ]


async def measure(workshop: WorkShop, ask: Ask) -> str:
    """Return the row of ``ask``: page 1, page 200 and how much longer that takes."""
    cursor = await _cursor_of_late_page(workshop, ask) if ask.limit else None
    first: list[float] = []
    late: list[float] = []
    for _ in range(REPEATS):
        # In turns, so that a busy moment of the machine hits both.
        first.append(await _time(workshop, ask, None))
        if cursor is not None:
            late.append(await _time(workshop, ask, cursor))
    cells = [percentile(times, share) for times in (first, late) for share in (0.50, 0.95)]
    flatness = cells[2] / cells[0] if cells[2] and cells[0] else None
    return f"  {ask.name:<34}" + "".join(_cell(each) for each in [*cells, flatness])


async def _time(workshop: WorkShop, ask: Ask, cursor: str | None) -> float:
    began = time.perf_counter()
    await _read(workshop, ask, cursor)
    return (time.perf_counter() - began) * 1_000


async def _read(workshop: WorkShop, ask: Ask, cursor: str | None) -> Any:
    async with workshop.look(ask.actor) as work:
        return await ask.read(work, PageQuery(limit=ask.limit or 1, cursor=cursor))


async def _cursor_of_late_page(workshop: WorkShop, ask: Ask) -> str | None:
    cursor = None
    for _ in range(LATE_PAGE - 1):
        cursor = (await _read(workshop, ask, cursor)).next_cursor
        if cursor is None:
            return None
    return cursor


def _cell(value: float | None) -> str:
    return f"{'–':>10}" if value is None else f"{value:>10.2f}"


async def compare_lists(url: str, scale: Scale, folder: Path) -> str:
    """Load a crowd into the database at ``url`` and return the table of what reading it takes."""
    settings = load_settings(database_url=url, data_dir=folder, environment="test")
    workshop = open_workshop(settings)
    await migrate(workshop.database)
    began = time.perf_counter()
    async for _ in load_scale(workshop, scale):
        pass
    took = time.perf_counter() - began
    async with workshop.look(SYSTEM) as work:
        total = await work.session.scalar(select(func.max(JobApplication.id))) or 0
        by_job = select(JobApplication.job_id).group_by(JobApplication.job_id)
        busiest = await work.session.scalar(by_job.order_by(func.count().desc()).limit(1)) or 0
    rows = [await measure(workshop, ask) for ask in asks(busiest, total)]
    await workshop.database.close()
    kind = url.partition(":")[0]
    title = f"{kind}: {scale.jobs} jobs, {scale.candidates} people, {total} applications"
    heads = ("p50", "p95", f"p{LATE_PAGE} p50", f"p{LATE_PAGE} p95", "flatness")
    head = f"  {'milliseconds':<34}" + "".join(f"{name:>10}" for name in heads)
    return "\n".join(["", f"{title}, loaded in {took:.0f} s", head, *rows, ""])


@asynccontextmanager
async def fresh_postgres(url: str) -> AsyncIterator[str]:
    """Yield the URL of a database that is dropped afterwards."""
    name = f"greenroom_lists_{secrets.token_hex(4)}"
    connection = await asyncpg.connect(url)
    await connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{url.rpartition('/')[0]}/{name}"
    finally:
        await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        await connection.close()


async def compare_databases(scale: Scale) -> None:
    """Print the tables of SQLite and, where TEST_DATABASE_URL is set, PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="greenroom-lists-") as name:
        folder = Path(name)
        click.echo(await compare_lists(f"sqlite:///{folder / 'lists.db'}", scale, folder))
        if url := os.environ.get("TEST_DATABASE_URL"):
            async with fresh_postgres(url) as postgres:
                click.echo(await compare_lists(postgres, scale, folder))


@click.command()
@click.option("--jobs", default=1_000, show_default=True)
@click.option("--candidates", default=100_000, show_default=True)
def main(jobs: int, candidates: int) -> None:
    """Measure lists and searches over a large crowd on both databases."""
    uvloop.run(compare_databases(Scale(jobs, candidates)))


if __name__ == "__main__":
    main()
