"""The jobs table."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class Job(Base):
    """A job posting."""

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    description: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    company: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    location: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    salary_range: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    job_type: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    work_mode: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    experience_level: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    department: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    skills_required: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    status: Mapped[str] = mapped_column(String(20), default="Open", info=NOT_PERSONAL, index=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
