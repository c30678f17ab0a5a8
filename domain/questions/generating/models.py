"""The table of generations."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class QuestionGeneration(Base):
    """One asking for drafts. ``asked`` is the command, made complete; ``done`` counts drafts.

    ``state`` is waiting, running, done or cancelled; ``question_ids`` are the drafts in order.
    """

    __tablename__ = "question_generations"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id"))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(String(10), info=NOT_PERSONAL)
    provider: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    model: Mapped[str | None] = mapped_column(String(100), info=NOT_PERSONAL)
    done: Mapped[int] = mapped_column(default=0)
    question_ids: Mapped[list[int]] = mapped_column(JSON, info=NOT_PERSONAL)
    reason: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)
