"""Showing that the audit is as it was written, and writing it out for others to keep."""

import json
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.audit.chain import Entry, Fault, Head, Link, Walk
from domain.audit.models import AuditLink, AuditRecord
from domain.audit.sealing import BATCH, AuditSealer, chain_key, stored_head
from domain.kit.crypto import Unreadable
from domain.kit.tables import Base
from domain.kit.work import WorkShop

_LINKS = Base.metadata.tables[AuditLink.__tablename__]
_RECORDS = Base.metadata.tables[AuditRecord.__tablename__]


async def verify(workshop: WorkShop, anchor: Head | None = None) -> tuple[Head, Fault | None]:
    """Return how far the chain holds and its first fault, None where all of it does.

    Entries that wait to be linked are linked first. ``anchor`` is a head that was noted earlier.
    """
    try:
        await AuditSealer(workshop).seal_all()
        async with workshop.database.reading() as session:
            walk = Walk(await chain_key(session) or b"", anchor)
            async for links in _batches(session):
                walk.follow(links)
                if walk.fault is not None:
                    break
            return walk.head, walk.end(await stored_head(session))
    except Unreadable:
        return Head(), Fault(1, None, "The chain's key or head was altered.")


async def export_lines(workshop: WorkShop) -> AsyncIterator[str]:
    """Yield the linked entries, each a line of JSON with its place and code."""
    async with workshop.database.reading() as session:
        async for links in _batches(session):
            for link in links:
                yield _line(link)


def _line(link: Link) -> str:
    told: dict[str, object] = {"position": link.position, "mac": link.mac, "id": link.record_id}
    if link.entry is not None:
        told |= {
            "actor": link.entry.actor,
            "action": link.entry.action,
            "entity": link.entry.entity,
            "ids": list(link.entry.ids),
            "at": link.entry.at.isoformat(),
        }
    return json.dumps(told, ensure_ascii=False)


async def _batches(session: AsyncSession) -> AsyncIterator[list[Link]]:
    joined = _LINKS.outerjoin(_RECORDS, _RECORDS.c.id == _LINKS.c.record_id)
    chosen = (
        select(_LINKS.c.position, _LINKS.c.record_id, _LINKS.c.mac, *_RECORDS.c)
        .select_from(joined)
        .order_by(_LINKS.c.position)
        .limit(BATCH)
    )
    last = 0
    while True:
        rows = (await session.execute(chosen.where(_LINKS.c.position > last))).all()
        if not rows:
            return
        yield [_link(row) for row in rows]
        last = rows[-1].position


def _link(row: Row[Any]) -> Link:
    entry = None
    if row.id is not None:
        entry = Entry(row.id, row.actor, row.action, row.entity, tuple(row.ids), row.at)
    return Link(row.position, row.record_id, row.mac, entry)
