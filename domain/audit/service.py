"""The audit trail kept in the database itself."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.audit.models import AuditRecord
from domain.kit.work import AuditEntry


class DatabaseTrail:
    """Writes entries beside the work they belong to: both are kept or neither."""

    async def write(self, session: AsyncSession, entries: Iterable[AuditEntry]) -> None:
        """Append ``entries`` within the transaction of ``session``."""
        rows = [asdict(entry) | {"ids": list(entry.ids)} for entry in entries]
        if rows:
            await session.execute(insert(AuditRecord), rows)
