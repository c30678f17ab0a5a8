"""Tables of what was recorded of meetings, what was said in them, and spoken answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import (
    NOT_PERSONAL,
    Base,
    Personal,
    UtcTime,
    sealed_json,
    sealed_text,
)

_SPOKEN = Personal("candidate", "answer", "consent")
_ASSESSMENT = Personal("candidate", "assessment", "consent")


class VideoRecording(Base):
    """One file that the host recorded, wanted or not; ``size`` is in bytes.

    ``state`` is waiting, fetching, ready, refused (not agreed to), failed or deleted.
    ``file_name`` names the stored file of a ready one; ``leased_until`` keeps two workers from
    fetching at once. ``meeting_uuid`` is that of the one time the meeting was held.
    """

    __tablename__ = "video_recordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), index=True)
    meeting_uuid: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL, index=True)
    file_id: Mapped[str] = mapped_column(String(100), unique=True, info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(String(15), info=NOT_PERSONAL)
    extension: Mapped[str] = mapped_column(String(10), info=NOT_PERSONAL)
    size: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime] = mapped_column(UtcTime)
    file_name: Mapped[str | None] = mapped_column(String(32), info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(String(10), default="waiting", info=NOT_PERSONAL, index=True)
    problem: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(UtcTime)
    fetched_at: Mapped[datetime | None] = mapped_column(UtcTime)
    deleted_at_host_at: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class VideoLine(Base):
    """Something that was said in an interview's meeting, from the live or the cloud transcript.

    ``line_key`` is the same for the same line however often it comes; ``question_id`` is the
    question that was open then.
    """

    __tablename__ = "video_lines"
    __table_args__ = (
        UniqueConstraint("session_id", "source", "line_key"),
        Index("ix_video_lines_session_id_started_at", "session_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"))
    source: Mapped[str] = mapped_column(String(10), info=NOT_PERSONAL)
    line_key: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime] = mapped_column(UtcTime)
    speaker: Mapped[str] = mapped_column(String(15), info=NOT_PERSONAL)
    text: Mapped[str] = sealed_text(_SPOKEN)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("interview_questions.id"))


class SpokenAnswer(Base):
    """What the candidate said while a question was open, joined from lines, and its score.

    ``lines`` are ids and places: which part of ``text`` (in code points) is which line. ``score``
    and ``analysis`` are of exactly this text; they are forgotten when it changes.
    """

    __tablename__ = "video_spoken_answers"
    __table_args__ = (UniqueConstraint("session_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("interview_questions.id"))
    source: Mapped[str] = mapped_column(String(10), info=NOT_PERSONAL)
    text: Mapped[str] = sealed_text(_SPOKEN)
    text_sha256: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    lines: Mapped[list[dict[str, int]]] = mapped_column(JSON, info=NOT_PERSONAL)
    overall_score: Mapped[float | None] = mapped_column(Numeric(5, 2, asdecimal=False))
    score: Mapped[dict[str, Any] | None] = sealed_json(_ASSESSMENT)
    analysis: Mapped[dict[str, Any] | None] = sealed_json(_ASSESSMENT)
    scored_at: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
