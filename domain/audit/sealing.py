"""Adding new entries to the chain: soon after they were written, by one process at a time.

Entries are written in the transaction of what they tell of; many of these run side by side, and
none waits for another to learn the code before its own.
"""

import base64
import secrets

from sqlalchemy import Select, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.audit.chain import Entry, Head, next_head, read_head
from domain.audit.models import AuditLink, AuditRecord, AuditSecret
from domain.kit.crypto import keyring
from domain.kit.tables import Base
from domain.kit.work import WorkShop

BATCH = 1_000
_LATE = 10_000
"""How many rows behind the newest linked one a transaction that took its time is looked for."""
_LOCK = 0x6175646974
_LINKS = Base.metadata.tables[AuditLink.__tablename__]
_RECORDS = Base.metadata.tables[AuditRecord.__tablename__]


class AuditSealer:
    """Links what was written since the last round."""

    def __init__(self, workshop: WorkShop) -> None:
        self._database = workshop.database

    async def seal_new(self) -> int:
        """Link new entries, if there are any; returns how many."""
        async with self._database.reading() as session:
            waiting = await session.scalar(_unlinked(await _newest(session) - _LATE).limit(1))
        return 0 if waiting is None else await self._seal(_LATE)

    async def seal_all(self) -> int:
        """Link every entry that is in no chain, however old it is; returns how many."""
        return await self._seal(None)

    async def _seal(self, back: int | None) -> int:
        count, sealed = 0, BATCH
        while sealed == BATCH:
            async with self._database.writing() as session:
                sealed = await _seal_batch(session, back)
            count += sealed
        return count


async def chain_key(session: AsyncSession) -> bytes | None:
    """Return the chain's key; None before the first entry was linked. Raises Unreadable."""
    sealed = await _secret(session, "key")
    return None if sealed is None else base64.b64decode(sealed)


async def stored_head(session: AsyncSession) -> Head:
    """Return the head as the last round left it. Raises Unreadable if it was altered."""
    sealed = await _secret(session, "head")
    return Head() if sealed is None else read_head(sealed)


async def _seal_batch(session: AsyncSession, back: int | None) -> int:
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    after = 0 if back is None else await _newest(session) - back
    ids = list(await session.scalars(_unlinked(after).limit(BATCH)))
    if not ids:
        return 0
    key, head = await _key_for_writing(session), await stored_head(session)
    links = []
    for entry in await _entries(session, ids):
        head = next_head(key, head, entry)
        links.append({"position": head.position, "record_id": entry.id, "mac": head.mac})
    await session.execute(insert(_LINKS), links)
    await _keep(session, "head", str(head))
    return len(links)


def _unlinked(after: int) -> Select[int]:
    linked = select(_LINKS.c.record_id).where(_LINKS.c.record_id == _RECORDS.c.id)
    waiting = select(_RECORDS.c.id).where(_RECORDS.c.id > after, ~linked.exists())
    return waiting.order_by(_RECORDS.c.id)


async def _newest(session: AsyncSession) -> int:
    last = select(_LINKS.c.record_id).order_by(_LINKS.c.position.desc()).limit(1)
    return await session.scalar(last) or 0


async def _entries(session: AsyncSession, ids: list[int]) -> list[Entry]:
    chosen = select(_RECORDS).where(_RECORDS.c.id.in_(ids)).order_by(_RECORDS.c.id)
    return [
        Entry(row.id, row.actor, row.action, row.entity, tuple(row.ids), row.at)
        for row in await session.execute(chosen)
    ]


async def _key_for_writing(session: AsyncSession) -> bytes:
    key = await chain_key(session)
    if key is None:
        key = secrets.token_bytes(32)
        await _keep(session, "key", base64.b64encode(key).decode())
    return key


async def _secret(session: AsyncSession, name: str) -> str | None:
    sealed = await session.scalar(select(AuditSecret.sealed).where(AuditSecret.name == name))
    return None if sealed is None else keyring().open(sealed)


async def _keep(session: AsyncSession, name: str, value: str) -> None:
    sealed = keyring().seal(value)
    known = await session.scalar(select(AuditSecret.name).where(AuditSecret.name == name))
    if known is None:
        await session.execute(insert(AuditSecret).values(name=name, sealed=sealed))
    else:
        await session.execute(
            update(AuditSecret).where(AuditSecret.name == name).values(sealed=sealed)
        )
