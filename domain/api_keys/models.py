"""The table of API keys."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class ApiKey(Base):
    """A key: stored hashed, with its visible beginning so that people can tell keys apart."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    prefix: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    scopes: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
