"""The jobs table and what belongs to a job: facets, forms and tracking links."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime

_MONEY = Numeric(12, 2, asdecimal=False)


class Job(Base):
    """A job posting. ``title_key`` and ``salary_yearly`` exist for sorting.

    ``skill_names`` are the skills of the taxonomy that ``skills_required`` names.
    """

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    description: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    company: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    location: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    salary_range: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    salary_low: Mapped[float | None] = mapped_column(_MONEY)
    salary_high: Mapped[float | None] = mapped_column(_MONEY)
    salary_currency: Mapped[str | None] = mapped_column(String(3), info=NOT_PERSONAL)
    salary_period: Mapped[str | None] = mapped_column(String(5), info=NOT_PERSONAL)
    salary_yearly: Mapped[int] = mapped_column(default=0, index=True)
    job_type: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    work_mode: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    experience_level: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    department: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    skills_required: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    skill_names: Mapped[list[str]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    title_key: Mapped[str] = mapped_column(String(100), default="", info=NOT_PERSONAL, index=True)
    status: Mapped[str] = mapped_column(String(20), default="Open", info=NOT_PERSONAL, index=True)
    review_note: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class JobFacet(Base):
    """One word, in lower case, by which a job can be filtered; ``kind`` is the filter's name."""

    __tablename__ = "job_facets"
    __table_args__ = (Index("ix_job_facets_job_id", "job_id"),)

    kind: Mapped[str] = mapped_column(String(20), primary_key=True, info=NOT_PERSONAL)
    word: Mapped[str] = mapped_column(String(200), primary_key=True, info=NOT_PERSONAL)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), primary_key=True)


class JobForm(Base):
    """One version of the questions that applicants for a job answer; the newest holds."""

    __tablename__ = "job_forms"
    __table_args__ = (UniqueConstraint("job_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    version: Mapped[int] = mapped_column()
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class JobSource(Base):
    """A named tracking link of a job."""

    __tablename__ = "job_sources"
    __table_args__ = (UniqueConstraint("job_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    name: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    code: Mapped[str] = mapped_column(String(16), unique=True, info=NOT_PERSONAL)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
