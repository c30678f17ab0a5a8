"""Tables: questions, what they mean in numbers, and how they did."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class InterviewQuestion(Base):
    """A question of the bank; ``key_points`` are what a complete answer says."""

    __tablename__ = "interview_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"), index=True)
    question_text: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    question_type: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    difficulty_level: Mapped[str | None] = mapped_column(String(20), info=NOT_PERSONAL)
    gold_standard_answer: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    key_points: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    skills_tested: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    why_asked: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    time_limit_s: Mapped[int | None] = mapped_column()
    is_approved: Mapped[bool] = mapped_column(default=False, index=True)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class QuestionVector(Base):
    """A question's text as a vector: 384 bytes, each a whole number from -127 to 127.

    ``text_hash`` is the SHA-256 of the text it was made of, ``model`` what made it. Ids are never
    used again, so the count and the highest id tell whether anything changed.
    """

    __tablename__ = "question_vectors"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  # as SQLAlchemy documents it

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("interview_questions.id", ondelete="CASCADE"), unique=True
    )
    text_hash: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    model: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    vector: Mapped[bytes] = mapped_column(LargeBinary, info=NOT_PERSONAL)


class QuestionStatistics(Base):
    """How a question did in interviews: numbers over many people, never anybody's words."""

    __tablename__ = "question_statistics"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("interview_questions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    verdict: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL, index=True)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    computed_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
