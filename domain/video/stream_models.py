"""The table of live transcripts that the host offers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class VideoStream(Base):
    """One live transcript of an interview's meeting.

    ``state`` is open or over. ``owner`` names the process that receives it until
    ``leased_until``, for a second connection would end the first. ``reason`` is the host's number
    of why it is over; ``problem`` is a sentence.
    """

    __tablename__ = "video_streams"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), index=True)
    meeting_uuid: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    stream_id: Mapped[str] = mapped_column(String(100), unique=True, info=NOT_PERSONAL)
    server_urls: Mapped[str] = mapped_column(String(1_000), info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(String(10), default="open", info=NOT_PERSONAL, index=True)
    reason: Mapped[int | None] = mapped_column()
    problem: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    owner: Mapped[str | None] = mapped_column(String(40), info=NOT_PERSONAL)
    leased_until: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
