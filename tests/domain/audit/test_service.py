"""The trail: complete, in its transaction, and free of personal data."""

import pytest
from sqlalchemy import select

from domain.audit.models import AuditRecord
from domain.audit.service import DatabaseTrail
from domain.kit.actor import SYSTEM
from domain.kit.tables import personal_columns
from domain.kit.work import AuditEntry, WorkShop
from tests.factories.people import apply, open_job


async def records(workshop: WorkShop) -> list[AuditRecord]:
    async with workshop.database.reading() as session:
        return list(await session.scalars(select(AuditRecord).order_by(AuditRecord.id)))


async def test_entries_are_kept_as_they_were_written(workshop: WorkShop) -> None:
    now = workshop.clock()
    entries = [
        AuditEntry("user:7", "read", "job_applications", (1, 2), now),
        AuditEntry("system", "delete", "users", (3,), now),
    ]

    async with workshop.database.writing() as session:
        await DatabaseTrail().write(session, entries)

    kept = [(r.actor, r.action, r.entity, tuple(r.ids), r.at) for r in await records(workshop)]
    assert kept == [(e.actor, e.action, e.entity, e.ids, e.at) for e in entries]


async def test_no_entries_write_nothing(workshop: WorkShop) -> None:
    async with workshop.database.writing() as session:
        await DatabaseTrail().write(session, [])

    assert await records(workshop) == []


async def test_entries_vanish_with_their_transaction(workshop: WorkShop) -> None:
    entry = AuditEntry("system", "read", "users", (1,), workshop.clock())

    with pytest.raises(RuntimeError):
        await _write_and_fail(workshop, entry)

    assert await records(workshop) == []


async def _write_and_fail(workshop: WorkShop, entry: AuditEntry) -> None:
    async with workshop.database.writing() as session:
        await DatabaseTrail().write(session, [entry])
        raise RuntimeError


async def test_an_entry_says_who_and_what_but_nothing_personal(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        key = await apply(work, await open_job(work), applicant_name="Zaynab Quill")

    [record] = [one for one in await records(workshop) if one.entity == "job_applications"]

    assert (record.actor, record.action) == ("system", "create")
    assert record.ids == [key]
    assert personal_columns(AuditRecord) == ()
