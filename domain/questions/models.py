"""The tables of the question bank: questions, versions, reviews, comments, skills, measures."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_text

_CONDUCT = Personal("user", "conduct", "legitimate_interest")


class QuestionContent:
    """What is reviewed: the columns that a question and each of its versions share."""

    question_text: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    question_type: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    difficulty_level: Mapped[str | None] = mapped_column(String(20), info=NOT_PERSONAL)
    gold_standard_answer: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    key_points: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    rubric: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    skills_tested: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    why_asked: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    time_limit_s: Mapped[int | None] = mapped_column()


class InterviewQuestion(QuestionContent, Base):
    """A question of the bank; ``key_points`` are what a complete answer says.

    Its columns hold version ``version``: the approved one, or the newest where none is approved.
    ``state`` is that of ``newest_version``, so an approved question stays in use
    (``is_approved``) while a newer version is written and reviewed.
    """

    __tablename__ = "interview_questions"
    __table_args__ = (
        Index("ix_interview_questions_state_updated_at", "state", "updated_at"),
        Index("ix_interview_questions_created_at", "created_at"),
        Index("ix_interview_questions_updated_at", "updated_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="draft", info=NOT_PERSONAL)
    version: Mapped[int] = mapped_column(default=1)
    newest_version: Mapped[int] = mapped_column(default=1)
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    is_approved: Mapped[bool] = mapped_column(default=False, index=True)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)


class QuestionVersion(QuestionContent, Base):
    """One version of a question; never changed. ``prompt`` is a model's, as name@version."""

    __tablename__ = "interview_question_versions"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("interview_questions.id"))
    number: Mapped[int] = mapped_column()
    source: Mapped[str] = mapped_column(String(20), default="person", info=NOT_PERSONAL)
    prompt: Mapped[str | None] = mapped_column(String(100), info=NOT_PERSONAL)
    why: Mapped[str | None] = mapped_column(String(200), info=NOT_PERSONAL)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class QuestionReview(Base):
    """An expert's decision about one version."""

    __tablename__ = "question_reviews"
    __table_args__ = (Index("ix_question_reviews_question_id_version", "question_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("interview_questions.id"))
    version: Mapped[int] = mapped_column()
    decision: Mapped[str] = mapped_column(String(10), info=NOT_PERSONAL)
    comment: Mapped[str | None] = sealed_text(_CONDUCT)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)


class QuestionComment(Base):
    """What a colleague remarks on one version; ``by`` is the actor's key."""

    __tablename__ = "question_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("interview_questions.id"), index=True)
    version: Mapped[int] = mapped_column()
    text: Mapped[str] = sealed_text(_CONDUCT)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcTime)


class QuestionSkill(Base):
    """A skill by which a question is found, in lower case, as it is written and as it is named."""

    __tablename__ = "question_skills"

    word: Mapped[str] = mapped_column(String(100), primary_key=True, info=NOT_PERSONAL)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("interview_questions.id"), primary_key=True, index=True
    )


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
