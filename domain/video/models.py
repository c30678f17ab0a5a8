"""Tables of meetings: one row per interview that has one, people's own links, comparisons made."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_text

_WAY_IN = Personal("candidate", "conduct", "contract")


class VideoMeeting(Base):
    """An interview's meeting: what is wanted of the host, and what the host has done.

    ``wish_version`` counts what was wanted, ``done_version`` is the last wish that the host has
    fulfilled. ``asked`` is true from before the host is first asked to open until its answer is
    stored: a meeting may be there whose id nobody knows. ``leased_until`` keeps two workers from
    asking at once. ``starts_at`` and ``minutes`` are what is wanted; ``problem`` is a sentence.
    ``host_email`` is the address of the account that hosts, None where the host does not say.

    Of the meeting as it runs: ``transcript`` is asked once the host was asked for a live one, on
    once it agreed; ``recording_stop`` is wanted, then done; ``capture_problem`` is a sentence about
    either; ``steered_until`` keeps two workers from asking at once.
    """

    __tablename__ = "video_meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), unique=True)
    provider: Mapped[str] = mapped_column(String(10), info=NOT_PERSONAL)
    reference: Mapped[str] = mapped_column(String(60), unique=True, info=NOT_PERSONAL)
    meeting_id: Mapped[str | None] = mapped_column(String(100), index=True, info=NOT_PERSONAL)
    meeting_uuid: Mapped[str | None] = mapped_column(String(100), index=True, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(String(10), default="wanted", info=NOT_PERSONAL, index=True)
    wish_version: Mapped[int] = mapped_column(default=1)
    done_version: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    minutes: Mapped[int] = mapped_column()
    records: Mapped[bool] = mapped_column(default=False)
    host_email: Mapped[str | None] = sealed_text(Personal("user", "contact", "contract"))
    join_url: Mapped[str | None] = sealed_text(_WAY_IN)
    passcode: Mapped[str | None] = sealed_text(_WAY_IN)
    problem: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    asked: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(UtcTime)
    next_try_at: Mapped[datetime | None] = mapped_column(UtcTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    checked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    transcript: Mapped[str | None] = mapped_column(String(10), info=NOT_PERSONAL)
    recording_stop: Mapped[str | None] = mapped_column(String(10), info=NOT_PERSONAL)
    capture_problem: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    steered_until: Mapped[datetime | None] = mapped_column(UtcTime)
    wished_at: Mapped[datetime] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class VideoRegistrant(Base):
    """A candidate's own way into the meeting ``meeting_id`` of an interview."""

    __tablename__ = "video_registrants"
    __table_args__ = (UniqueConstraint("session_id", "application_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("job_applications.id"), index=True)
    meeting_id: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    registrant_id: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    join_url: Mapped[str] = sealed_text(_WAY_IN)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class VideoComparison(Base):
    """One comparison of interviews with the host's meetings, and the repairs it made."""

    __tablename__ = "video_comparisons"

    id: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    meetings: Mapped[int] = mapped_column(default=0)
    hosted: Mapped[int] = mapped_column(default=0)
    repairs: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    problem: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime] = mapped_column(UtcTime)
