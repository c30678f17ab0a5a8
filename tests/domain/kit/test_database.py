"""Transactions: readers see one state, writers take turns, nothing half done stays."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from domain.jobs.models import Job
from domain.jobs.service import find_job
from domain.kit.actor import SYSTEM
from domain.kit.database import Database, async_url
from domain.kit.errors import NotFound
from domain.kit.fields import LARGEST_ID
from domain.kit.work import WorkShop
from tests.factories.people import open_job


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///./x.db", "sqlite+aiosqlite:///./x.db"),
        ("sqlite:////var/x.db", "sqlite+aiosqlite:////var/x.db"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgresql://u:p@db/x", "postgresql+asyncpg://u:p@db/x"),
        ("postgres://u:p@db/x", "postgresql+asyncpg://u:p@db/x"),
        ("postgresql+psycopg2://u:p@db/x", "postgresql+asyncpg://u:p@db/x"),
    ],
)
def test_common_urls_are_understood(url: str, expected: str) -> None:
    assert async_url(url) == expected


@pytest.mark.parametrize("url", ["", "mysql://db/x", "greenroom.db", "oracle://x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        async_url(url)


async def test_a_reader_sees_one_state_whatever_others_commit(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work, title="Before")
    columns = select(Job.title).where(Job.id == job_id)

    async with workshop.database.reading() as reader:
        first = await reader.scalar(columns)
        async with workshop.database.writing() as writer:
            await writer.execute(update(Job).values(title="After"))
        second = await reader.scalar(columns)

    assert (first, second) == ("Before", "Before")
    async with workshop.database.reading() as reader:
        assert await reader.scalar(columns) == "After"


async def test_a_failed_work_leaves_nothing_behind(workshop: WorkShop) -> None:
    with pytest.raises(RuntimeError):
        await _post_and_fail(workshop)

    async with workshop.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Job)) == 0


async def _post_and_fail(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await open_job(work)
        raise RuntimeError


async def test_writers_take_turns_and_lose_no_update(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work, title="x")

    async def add_letter() -> None:
        async with workshop.database.writing() as session:
            row = select(Job).where(Job.id == job_id).with_for_update()
            job = await session.scalar(row)
            assert job is not None
            await asyncio.sleep(0)
            job.title += "x"

    await asyncio.gather(*(add_letter() for _ in range(15)))

    async with workshop.database.reading() as session:
        assert await session.scalar(select(Job.title)) == "x" * 16


async def test_references_to_what_is_not_there_are_refused(workshop: WorkShop) -> None:
    with pytest.raises(IntegrityError):
        await _post_for_nobody(workshop)


async def _post_for_nobody(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        await work.session.execute(update(Job).where(Job.id == job_id).values(created_by=12_345))


async def test_the_largest_id_that_is_let_in_is_one_that_every_database_knows(
    workshop: WorkShop,
) -> None:
    async with workshop.look(SYSTEM) as work:
        with pytest.raises(NotFound):
            await find_job(work, SYSTEM, LARGEST_ID)


async def test_the_database_says_whether_it_is_up(workshop: WorkShop) -> None:
    assert await workshop.database.is_up()

    gone = Database("postgresql://nobody@127.0.0.1:1/none")
    assert not await gone.is_up()
    await gone.close()


async def test_sqlite_is_durable_and_concurrent(workshop: WorkShop) -> None:
    if not workshop.database.is_sqlite:
        return

    async with workshop.database.reading() as session:
        pragmas = {
            name: await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_reading_leaves_the_version_as_it_is(workshop: WorkShop) -> None:
    before = await workshop.database.version()

    async with workshop.look(SYSTEM) as work:
        await work.session.scalar(select(func.count()).select_from(Job))

    assert await workshop.database.version() == before


async def test_every_commit_of_any_process_makes_another_version(workshop: WorkShop) -> None:
    other = Database(workshop.database.engine.url.render_as_string(hide_password=False))
    before = await workshop.database.version()

    async with other.writing() as session:
        session.add(_a_job())
    by_another = await workshop.database.version()
    async with workshop.begin(SYSTEM) as work:
        await open_job(work)
    by_itself = await workshop.database.version()
    await other.close()

    assert len({before, by_another, by_itself}) == 3


def _a_job() -> Job:
    words = ("title", "description", "company", "location", "job_type", "work_mode")
    fields = dict.fromkeys([*words, "experience_level", "department"], "x")
    now = datetime(2026, 6, 1, tzinfo=UTC)
    return Job(**fields, skills_required=[], created_at=now, updated_at=now)
