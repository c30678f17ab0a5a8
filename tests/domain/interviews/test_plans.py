"""What is asked again and again finds its rows by an index, however many interviews are past."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from domain.interviews.sessions import overdue_rooms
from domain.interviews.summaries import glance_at_rooms
from domain.kit.actor import SYSTEM
from domain.kit.jobs import due_jobs
from domain.kit.work import WorkShop
from tests.factories.play import Play
from tests.factories.values import insertion

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Asked = list[tuple[str, Any]]


@contextmanager
def overheard(workshop: WorkShop) -> Iterator[Asked]:
    """Yield what the database is asked while the block runs: statements and their values."""
    asked: Asked = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    engines = [workshop.database.engine.sync_engine, workshop.database._direct]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield asked
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)


async def scans(workshop: WorkShop, asked: Asked) -> list[str]:
    """Return how the database would go through whole tables for what it was asked."""
    found: list[str] = []
    async with workshop.database.reading() as session:
        connection = await session.connection()
        for statement, values in asked:
            if statement.startswith("SELECT"):
                plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                found += [step for *_, step in plan if step.startswith("SCAN")]
    return [step for step in found if "CONSTANT ROW" not in step]


async def test_edits_of_many_answers_are_saved_without_a_scan(play: Play) -> None:
    first, second, _ = play.planned.questions

    with overheard(play.workshop) as asked:
        await asyncio.gather(
            play.edit(insertion(first, 1, 0, "x")),
            play.edit(insertion(second, 1, 0, "y")),
            return_exceptions=True,
        )

    assert any("interview_answers" in statement for statement, _ in asked)
    assert await scans(play.workshop, asked) == []


@pytest.mark.parametrize("question", [overdue_rooms, due_jobs])
async def test_what_the_house_asks_all_the_time_needs_no_scan(
    workshop: WorkShop, question: Any
) -> None:
    with overheard(workshop) as asked:
        async with workshop.look(SYSTEM) as work:
            await question(work)

    assert asked
    assert await scans(workshop, asked) == []


async def test_a_jobs_dashboard_does_not_read_the_jobs_past(workshop: WorkShop) -> None:
    with overheard(workshop) as asked:
        async with workshop.look(SYSTEM) as work:
            await glance_at_rooms(work, SYSTEM, job_id=1)

    statement, values = next(a for a in asked if a[0].startswith("SELECT"))
    async with workshop.database.reading() as session:
        connection = await session.connection()
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [step for *_, step in plan if "interview_sessions" in step]
    assert [step for step in steps if "job_id=? AND status=?" in step], steps
