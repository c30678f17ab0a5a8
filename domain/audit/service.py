"""The audit trail kept in the database itself."""

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.audit.models import AuditRecord
from domain.kit.tables import Base
from domain.kit.work import AuditEntry

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
