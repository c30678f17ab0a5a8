"""Tables of the interview: sessions, questions, answers, edits, events and what hangs on them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import (
    NOT_PERSONAL,
    Base,
    Personal,
    UtcTime,
    sealed_json,
    sealed_text,
)

_ANSWER = Personal("candidate", "answer", "contract")
_ASSESSMENT = Personal("candidate", "assessment", "contract")
_CONDUCT = Personal("candidate", "conduct", "contract")
_SCORE = Numeric(5, 2, asdecimal=False)


class InterviewSession(Base):
    """One interview. ``staff_seq`` and ``candidate_seq`` count the two streams of its events.

    ``meeting`` is the video meeting as the room's events made it, None without one.
    """

    __tablename__ = "interview_sessions"
    __table_args__ = (Index("ix_interview_sessions_job_id_status", "job_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("job_applications.id"), index=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    scheduled_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    status: Mapped[str] = mapped_column(
        String(20), default="Scheduled", info=NOT_PERSONAL, index=True
    )
    zoom_meeting_id: Mapped[str | None] = mapped_column(String(100), info=NOT_PERSONAL)
    recording_url: Mapped[str | None] = sealed_text(_CONDUCT)
    overall_score: Mapped[float | None] = mapped_column(_SCORE)
    paused_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ready_at: Mapped[datetime | None] = mapped_column(UtcTime)
    away_since: Mapped[datetime | None] = mapped_column(UtcTime)
    auto: Mapped[bool] = mapped_column(default=False)
    meeting: Mapped[dict[str, Any] | None] = sealed_json(_CONDUCT)
    staff_seq: Mapped[int] = mapped_column(default=0)
    candidate_seq: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class SessionQuestion(Base):
    """A question frozen into an interview at scheduling, with its clock."""

    __tablename__ = "session_questions"
    __table_args__ = (
        UniqueConstraint("session_id", "question_id"),
        UniqueConstraint("session_id", "position"),
        Index("ix_session_questions_status_deadline_at", "status", "deadline_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("interview_questions.id"))
    question_version: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column()
    question_text: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    question_type: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    difficulty_level: Mapped[str | None] = mapped_column(String(20), info=NOT_PERSONAL)
    gold_standard_answer: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    key_points: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    rubric: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    time_limit_s: Mapped[int | None] = mapped_column()
    status: Mapped[str] = mapped_column(String(10), default="waiting", info=NOT_PERSONAL)
    opened_at: Mapped[datetime | None] = mapped_column(UtcTime)
    deadline_at: Mapped[datetime | None] = mapped_column(UtcTime)
    remaining_s: Mapped[float | None] = mapped_column()
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    close_reason: Mapped[str | None] = mapped_column(String(10), info=NOT_PERSONAL)
    repeats: Mapped[int] = mapped_column(default=0)


class InterviewAnswer(Base):
    """The answer to one question: its newest text, whether it takes edits, and its score.

    ``answer_text`` is the fold of the answer's edits up to ``rev``; ``intake`` tells the journal
    whether edits are taken: waiting, open, paused or closed.
    """

    __tablename__ = "interview_answers"
    __table_args__ = (UniqueConstraint("session_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("interview_questions.id"))
    answer_text: Mapped[str] = sealed_text(_ANSWER)
    rev: Mapped[int] = mapped_column(default=0)
    client_id: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    intake: Mapped[str] = mapped_column(String(10), default="waiting", info=NOT_PERSONAL)
    text_sha256: Mapped[str | None] = mapped_column(String(64), info=NOT_PERSONAL)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    relevance_score: Mapped[float | None] = mapped_column(_SCORE)
    completeness_score: Mapped[float | None] = mapped_column(_SCORE)
    accuracy_score: Mapped[float | None] = mapped_column(_SCORE)
    clarity_score: Mapped[float | None] = mapped_column(_SCORE)
    overall_score: Mapped[float | None] = mapped_column(_SCORE)
    score: Mapped[dict[str, Any] | None] = sealed_json(_ASSESSMENT)
    evaluation: Mapped[dict[str, Any] | None] = sealed_json(_ASSESSMENT)
    scored_at: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class AnswerEdit(Base):
    """One acknowledged revision of an answer, kept for ever in the order it was made."""

    __tablename__ = "answer_edits"

    answer_id: Mapped[int] = mapped_column(ForeignKey("interview_answers.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    base_rev: Mapped[int] = mapped_column()
    client_id: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    splices: Mapped[list[dict[str, Any]]] = sealed_json(_ANSWER)
    at: Mapped[datetime] = mapped_column(UtcTime)


class RoomEventRow(Base):
    """One event of a room; ``candidate_seq`` is NULL when the candidate does not hear of it."""

    __tablename__ = "room_events"
    __table_args__ = (UniqueConstraint("session_id", "candidate_seq"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate_seq: Mapped[int | None] = mapped_column()
    type: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    data: Mapped[dict[str, Any]] = sealed_json(_CONDUCT)


class InterviewInvite(Base):
    """A join link for one person; only the token's hash is kept.

    ``device`` is the browser that holds the link at the moment.
    """

    __tablename__ = "interview_invites"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    device: Mapped[str | None] = mapped_column(String(100), info=NOT_PERSONAL)
    seen_at: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Consent(Base):
    """One decision of the candidate about one purpose; later rows win, none is changed."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    granted: Mapped[bool] = mapped_column()
    text_version: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)


class SessionNote(Base):
    """An interviewer's private note."""

    __tablename__ = "session_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), index=True)
    text: Mapped[str] = sealed_text(Personal("candidate", "assessment", "legitimate_interest"))
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)


class IntegritySignal(Base):
    """Something the candidate's browser noticed; never part of a score."""

    __tablename__ = "integrity_signals"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("interview_sessions.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    size: Mapped[int | None] = mapped_column()
    at: Mapped[datetime] = mapped_column(UtcTime)


class ScoreOverride(Base):
    """A person's value for one dimension of an answer, with the reason; the latest row holds."""

    __tablename__ = "score_overrides"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("interview_answers.id"), index=True)
    dimension: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    value: Mapped[float] = mapped_column()
    reason: Mapped[str] = sealed_text(_ASSESSMENT)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)


class Installation(Base):
    """Facts about this installation: ``epoch`` changes whenever a backup is restored."""

    __tablename__ = "installation"

    key: Mapped[str] = mapped_column(String(50), primary_key=True, info=NOT_PERSONAL)
    value: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
