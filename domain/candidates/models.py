"""The applications table."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_json, sealed_text

_IDENTITY = Personal("candidate", "identity", "contract")
_CONTACT = Personal("candidate", "contact", "contract")
_APPLICATION = Personal("candidate", "application", "contract")


class JobApplication(Base):
    """One person's application for one job; the blind index keeps it to one."""

    __tablename__ = "job_applications"
    __table_args__ = (
        UniqueConstraint("job_id", "email_index"),
        Index("ix_job_applications_job_id_status", "job_id", "status"),
        Index("ix_job_applications_job_id_source", "job_id", "source"),
        Index("ix_job_applications_source_status", "source", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    applicant_name: Mapped[str] = sealed_text(_IDENTITY)
    applicant_email: Mapped[str] = sealed_text(_CONTACT)
    email_index: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL, index=True)
    applicant_phone: Mapped[str | None] = sealed_text(_CONTACT)
    resume_url: Mapped[str | None] = sealed_text(_APPLICATION)
    cover_letter: Mapped[str | None] = sealed_text(_APPLICATION)
    experience_years: Mapped[int | None] = mapped_column()
    current_company: Mapped[str | None] = sealed_text(_APPLICATION)
    current_position: Mapped[str | None] = sealed_text(_APPLICATION)
    expected_salary: Mapped[str | None] = sealed_text(_APPLICATION)
    availability: Mapped[str | None] = sealed_text(_APPLICATION)
    answers: Mapped[dict[str, Any] | None] = sealed_json(_APPLICATION)
    form_version: Mapped[int | None] = mapped_column()
    source: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    status: Mapped[str] = mapped_column(
        String(20), default="Applied", info=NOT_PERSONAL, index=True
    )
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    applied_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
