"""Webhook endpoints and the log of what was sent to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class WebhookEndpoint(Base):
    """Where events are sent. The secrets are sealed: they are no person's, but they are secret."""

    __tablename__ = "webhook_endpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(String(500), info=NOT_PERSONAL)
    description: Mapped[str | None] = mapped_column(String(200), info=NOT_PERSONAL)
    events: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    active: Mapped[bool] = mapped_column(default=True)
    paused_reason: Mapped[str | None] = mapped_column(String(500), info=NOT_PERSONAL)
    failing_since: Mapped[datetime | None] = mapped_column(UtcTime)
    secret: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    old_secret: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    old_secret_until: Mapped[datetime | None] = mapped_column(UtcTime)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)


class WebhookDelivery(Base):
    """One event on its way to one endpoint; ``payload`` holds ids and states, nothing personal.

    ``response`` is the beginning of what the receiver said when it did not accept.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (Index("ix_webhook_deliveries_endpoint_id_id", "endpoint_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("webhook_endpoints.id"))
    event_id: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    type: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(String(10), default="queued", info=NOT_PERSONAL)
    attempts: Mapped[int] = mapped_column(default=0)
    status_code: Mapped[int | None] = mapped_column()
    duration_ms: Mapped[int | None] = mapped_column()
    error: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    response: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    replay_of: Mapped[int | None] = mapped_column()
    next_try_at: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
