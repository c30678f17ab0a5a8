"""The kits and their questions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class InterviewKit(Base):
    """A plan for a job's interviews; ``version`` counts its changes."""

    __tablename__ = "interview_kits"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), index=True)
    name: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)


class KitQuestion(Base):
    """A question's place in a kit, with the version that is asked.

    Without a limit here, the version's own holds.
    """

    __tablename__ = "kit_questions"
    __table_args__ = (
        UniqueConstraint("kit_id", "question_id"),
        UniqueConstraint("kit_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kit_id: Mapped[int] = mapped_column(ForeignKey("interview_kits.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("interview_questions.id"), index=True)
    question_version: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column()
    time_limit_s: Mapped[int | None] = mapped_column()
    competency: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
