"""Mails on their way out."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_text

_CONTACT = Personal("user", "contact", "contract")


class OutgoingMail(Base):
    """One mail: queued, then sent or failed.

    ``idempotency_key`` names the cause, so that one cause makes one mail. ``body`` is None once
    the mail has left the house: it may hold a link that opens an account.
    """

    __tablename__ = "outgoing_mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(String(100), unique=True, info=NOT_PERSONAL)
    recipient: Mapped[str] = sealed_text(_CONTACT)
    subject: Mapped[str] = sealed_text(_CONTACT)
    body: Mapped[str | None] = sealed_text(_CONTACT)
    state: Mapped[str] = mapped_column(String(10), default="queued", info=NOT_PERSONAL, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(100), info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
