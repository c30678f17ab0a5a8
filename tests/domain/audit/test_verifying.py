"""The audit in the database: linked, refused to change, and found out when it was changed."""

import asyncio
import json

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from domain.audit.chain import read_head
from domain.audit.models import AuditRecord
from domain.audit.sealing import AuditSealer
from domain.audit.service import DatabaseTrail, verify_chain
from domain.audit.verifying import export_lines
from domain.kit.work import AuditEntry, WorkShop


async def write(workshop: WorkShop, count: int = 5) -> None:
    entries = [
        AuditEntry(f"user:{n}", "read", "users", (n,), workshop.clock()) for n in range(count)
    ]
    async with workshop.database.writing() as session:
        await DatabaseTrail().write(session, entries)


async def tamper(workshop: WorkShop, *statements: str) -> None:
    """Do what somebody with all rights in the database could do."""
    async with workshop.database.writing() as session:
        if workshop.database.is_sqlite:
            for table in ("audit_records", "audit_links"):
                for change in ("update", "delete"):
                    await session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{change}"))
            await session.execute(text("PRAGMA defer_foreign_keys = ON"))
        else:
            await session.execute(text("ALTER TABLE audit_records DISABLE TRIGGER USER"))
            await session.execute(text("ALTER TABLE audit_links DISABLE TRIGGER USER"))
            await session.execute(
                text("ALTER TABLE audit_links DROP CONSTRAINT IF EXISTS fk_audit_links_record_id")
            )
        for statement in statements:
            await session.execute(text(statement))


async def test_an_audit_that_nobody_touched_holds(workshop: WorkShop) -> None:
    await write(workshop)
    assert await AuditSealer(workshop).seal_new() == 5
    await write(workshop, 3)

    verdict = await verify_chain(workshop)

    assert (verdict.holds, verdict.entries, verdict.fault) == (True, 8, None)
    assert await AuditSealer(workshop).seal_new() == 0


async def test_an_empty_audit_holds(workshop: WorkShop) -> None:
    assert (await verify_chain(workshop)).holds


async def test_more_entries_than_one_batch_are_one_chain(workshop: WorkShop) -> None:
    await write(workshop, 2_345)

    verdict = await verify_chain(workshop)

    assert (verdict.holds, verdict.entries) == (True, 2_345)


async def test_two_who_link_at_once_make_one_chain(workshop: WorkShop) -> None:
    await write(workshop, 40)

    sealer = AuditSealer(workshop)
    counts = await asyncio.gather(*(sealer.seal_new() for _ in range(4)))

    assert sum(counts) == 40
    assert (await verify_chain(workshop)).entries == 40


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_records SET actor = 'user:9'",
        "DELETE FROM audit_records",
        "UPDATE audit_links SET mac = ''",
        "DELETE FROM audit_links",
    ],
)
async def test_the_database_refuses_to_change_the_audit(workshop: WorkShop, statement: str) -> None:
    await write(workshop)
    await AuditSealer(workshop).seal_new()

    with pytest.raises(DBAPIError, match="only ever added to"):
        async with workshop.database.writing() as session:
            await session.execute(text(statement))

    assert (await verify_chain(workshop)).holds


_THIRD = "(SELECT record_id FROM audit_links WHERE position = 3)"
_FLIP = f"UPDATE audit_records SET actor = 'user:9' WHERE id = {_THIRD}"  # noqa: S608  # our own
_FLIP_IDS = f"UPDATE audit_records SET ids = '[8]' WHERE id = {_THIRD}"  # noqa: S608  # our own


@pytest.mark.parametrize(
    ("statements", "position", "problem"),
    [
        ([_FLIP], 3, "changed"),
        ([_FLIP_IDS], 3, "changed"),
        (["UPDATE audit_links SET mac = '00' WHERE position = 3"], 3, "changed"),
        (["DELETE FROM audit_links WHERE position = 3"], 3, "missing"),
        (
            [
                "UPDATE audit_links SET position = 99 WHERE position = 2",
                "UPDATE audit_links SET position = 2 WHERE position = 3",
                "UPDATE audit_links SET position = 3 WHERE position = 99",
            ],
            2,
            "changed",
        ),
        (
            [
                "CREATE TABLE cut AS SELECT record_id FROM audit_links WHERE position > 3",
                "DELETE FROM audit_links WHERE position > 3",
                "DELETE FROM audit_records WHERE id IN (SELECT record_id FROM cut)",
                "DROP TABLE cut",
            ],
            4,
            "cut off",
        ),
        (["UPDATE audit_secrets SET sealed = 'g1:x' WHERE name = 'head'"], 1, "altered"),
        (["DELETE FROM audit_secrets WHERE name = 'key'"], 1, "changed"),
    ],
    ids=["flip", "flip ids", "flip code", "delete link", "reorder", "cut", "head", "key"],
)
async def test_whatever_is_altered_is_named(
    workshop: WorkShop, statements: list[str], position: int, problem: str
) -> None:
    await write(workshop)
    await AuditSealer(workshop).seal_new()

    await tamper(workshop, *statements)

    verdict = await verify_chain(workshop)
    assert not verdict.holds
    assert verdict.fault is not None
    assert verdict.fault.position == position
    assert problem in verdict.fault.problem


async def test_an_anchor_shows_that_the_head_was_taken_back(workshop: WorkShop) -> None:
    await write(workshop)
    early = await verify_chain(workshop)

    await write(workshop, 2)

    assert (await verify_chain(workshop, read_head(early.head))).holds


async def test_an_entry_that_comes_late_finds_its_place(workshop: WorkShop) -> None:
    await write(workshop, 2)
    await AuditSealer(workshop).seal_new()
    async with workshop.database.writing() as session:
        late = {"id": 900, "actor": "a", "action": "b", "entity": "c", "ids": [1]}
        await session.execute(insert(AuditRecord), [late | {"at": workshop.clock()}])
    await AuditSealer(workshop).seal_new()
    async with workshop.database.writing() as session:
        late["id"] = 800
        await session.execute(insert(AuditRecord), [late | {"at": workshop.clock()}])

    assert await AuditSealer(workshop).seal_new() == 1
    assert (await verify_chain(workshop)).entries == 4


async def test_what_is_exported_holds_every_entry_with_its_place(workshop: WorkShop) -> None:
    await write(workshop, 3)
    await AuditSealer(workshop).seal_new()

    lines = [json.loads(line) async for line in export_lines(workshop)]

    assert [line["position"] for line in lines] == [1, 2, 3]
    assert [line["actor"] for line in lines] == ["user:0", "user:1", "user:2"]
    assert all(len(line["mac"]) == 64 for line in lines)
