"""The questions table."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
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
