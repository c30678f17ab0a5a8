"""The audit table: append-only, ids and words only, no personal data."""

from datetime import datetime

from sqlalchemy import JSON, String
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
