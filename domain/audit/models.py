"""The audit table: append-only, ids and words only, no personal data."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class AuditRecord(Base):
    """One access: ``actor`` did ``action`` to the rows ``ids`` of table ``entity``."""

    __tablename__ = "audit_records"

    id: Mapped[int] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL, index=True)
    action: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    entity: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL, index=True)
    ids: Mapped[list[int]] = mapped_column(JSON, info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class AuditLink(Base):
    """An entry's place in the chain: positions count from 1 without gaps, ``mac`` is 64 hex digits.

    Neither this table nor the entries can be changed or deleted from: the database refuses.
    """

    __tablename__ = "audit_links"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(ForeignKey("audit_records.id"), unique=True)
    mac: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)


class AuditSecret(Base):
    """What the chain needs beside its links, sealed: its ``key`` and its newest ``head``."""

    __tablename__ = "audit_secrets"

    name: Mapped[str] = mapped_column(String(10), primary_key=True, info=NOT_PERSONAL)
    sealed: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
