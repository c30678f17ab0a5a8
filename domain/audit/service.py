"""The audit trail kept in the database itself: written, read and shown to be whole."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.audit.chain import Head
from domain.audit.models import AuditRecord
from domain.audit.queries import visible_entries
from domain.audit.schemas import AuditView, FaultView, ListAudit, VerdictView
from domain.audit.verifying import verify
from domain.kit.actor import Actor
from domain.kit.paging import Page, fetch_page
from domain.kit.tables import Base
from domain.kit.work import AuditEntry, Work, WorkShop

# The table, not the class: no loaded rows have to be kept in step.
AUDIT_RECORDS = Base.metadata.tables[AuditRecord.__tablename__]


class DatabaseTrail:
    """Writes entries beside the work they belong to: both are kept or neither."""

    async def write(self, session: AsyncSession, entries: Iterable[AuditEntry]) -> None:
        """Append ``entries`` within the transaction of ``session``."""
        rows = [
            {
                "actor": entry.actor,
                "action": entry.action,
                "entity": entry.entity,
                "ids": list(entry.ids),
                "at": entry.at,
            }
            for entry in entries
        ]
        if rows:
            await session.execute(insert(AUDIT_RECORDS), rows)


async def list_entries(work: Work, actor: Actor, query: ListAudit) -> Page[AuditView]:
    """Return one page of the audit, newest first; nobody but administrators sees any."""
    rows, cursor, total = await fetch_page(
        work.session, visible_entries(actor, query), AuditRecord.id, query
    )
    views = [AuditView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


async def verify_chain(workshop: WorkShop, anchor: Head | None = None) -> VerdictView:
    """Return whether the audit is as it was written, or its first fault."""
    head, fault = await verify(workshop, anchor)
    return VerdictView(
        holds=fault is None,
        entries=head.position,
        head=str(head),
        fault=None if fault is None else FaultView(**asdict(fault)),
    )
