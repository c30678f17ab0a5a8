"""Tables of what the host tells us: its events as they came, and who is in a meeting."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_text

_CONDUCT = Personal("candidate", "conduct", "legitimate_interest")
_IDENTITY = Personal("candidate", "identity", "contract")


class VideoEvent(Base):
    """One event of the host, kept for 30 days; ``outcome`` is None while it waits.

    ``sha256`` is that of the bytes that came, ``dedupe`` that of what they say: the same event may
    be sent in other words. ``event_ts`` is the host's clock in ms since 1970. ``body`` is the JSON
    without download tokens once those were handed on.
    """

    __tablename__ = "video_events"
    __table_args__ = (Index("ix_video_events_outcome_meeting_id", "outcome", "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    dedupe: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    event: Mapped[str] = mapped_column(String(60), info=NOT_PERSONAL)
    event_ts: Mapped[int] = mapped_column(BigInteger)
    meeting_id: Mapped[str | None] = mapped_column(String(40), info=NOT_PERSONAL)
    meeting_uuid: Mapped[str | None] = mapped_column(String(100), index=True, info=NOT_PERSONAL)
    body: Mapped[str] = sealed_text(_CONDUCT)
    received_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    processed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    outcome: Mapped[str | None] = mapped_column(String(10), info=NOT_PERSONAL)
    problem: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)


class VideoParticipant(Base):
    """Somebody in an interview's meeting, with the newest times of coming and going.

    ``person`` is a hash of how the host names them. They are there while ``joined_at`` is later
    than ``left_at``. Both may be older than the row: events come late and in any order.
    """

    __tablename__ = "video_participants"
    __table_args__ = (UniqueConstraint("meeting_row_id", "person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_row_id: Mapped[int] = mapped_column(ForeignKey("video_meetings.id"))
    person: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    role: Mapped[str] = mapped_column(String(15), info=NOT_PERSONAL)
    name: Mapped[str | None] = sealed_text(_IDENTITY)
    joined_at: Mapped[datetime | None] = mapped_column(UtcTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcTime)
