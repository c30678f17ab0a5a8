"""The tables, as the SQLAlchemy guide shows them.

The jobs are read from a copy of Greenroom's own table; accounts and applications have tables of
their own with plain columns.
"""

from datetime import UTC, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of the reference's tables."""


class Job(Base):
    """A job posting, in the table that Greenroom made."""

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text)
    company: Mapped[str] = mapped_column(String(100))
    location: Mapped[str] = mapped_column(String(100))
    salary_range: Mapped[str | None] = mapped_column(String(50))
    job_type: Mapped[str] = mapped_column(String(50))
    work_mode: Mapped[str] = mapped_column(String(50))
    experience_level: Mapped[str] = mapped_column(String(50))
    department: Mapped[str] = mapped_column(String(100))
    skills_required: Mapped[list[str]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(20))
    created_by: Mapped[int | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Account(Base):
    """Somebody who can sign in."""

    __tablename__ = "reference_accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(100), unique=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    hashed_password: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(20), default="candidate")
    is_active: Mapped[bool] = mapped_column(default=True)


class Application(Base):
    """One person's application for one job."""

    __tablename__ = "reference_applications"
    __table_args__ = (UniqueConstraint("job_id", "applicant_email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), index=True)
    applicant_name: Mapped[str] = mapped_column(String(100))
    applicant_email: Mapped[str] = mapped_column(String(200))
    applicant_phone: Mapped[str | None] = mapped_column(String(20))
    cover_letter: Mapped[str | None] = mapped_column(Text)
    current_company: Mapped[str | None] = mapped_column(String(100))
    current_position: Mapped[str | None] = mapped_column(String(100))
    experience_years: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20), default="Applied")
    applied_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
