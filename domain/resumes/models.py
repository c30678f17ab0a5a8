"""The table of résumés."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_json, sealed_text

_IDENTITY = Personal("candidate", "identity", "contract")
_APPLICATION = Personal("candidate", "application", "contract")


class CandidateResume(Base):
    """One file somebody handed in, and what was read from it.

    ``candidate_id`` is the application it came with and ``person_id`` who made that; both are
    empty while nobody has claimed it. ``resume_path`` names the stored file: several rows of one
    person may share it. ``content_index`` is the file's keyed fingerprint.
    """

    __tablename__ = "candidate_resumes"
    __table_args__ = (Index(None, "person_id", "content_index"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("job_applications.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    resume_path: Mapped[str] = mapped_column(String(500), info=NOT_PERSONAL, index=True)
    original_filename: Mapped[str] = sealed_text(_IDENTITY)
    content_index: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    media_type: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    size: Mapped[int] = mapped_column()
    skills: Mapped[list[str] | None] = sealed_json(_APPLICATION)
    experience_years: Mapped[int | None] = mapped_column()
    experience_level: Mapped[str | None] = sealed_text(_APPLICATION)
    parsed_text: Mapped[str | None] = sealed_text(_APPLICATION)
    facts: Mapped[dict[str, Any] | None] = sealed_json(_APPLICATION)
    warnings: Mapped[list[dict[str, Any]] | None] = sealed_json(_APPLICATION)
    parsing_status: Mapped[str] = mapped_column(
        String(20), default="pending", info=NOT_PERSONAL, index=True
    )
    failure: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    parser_version: Mapped[str | None] = mapped_column(String(20), info=NOT_PERSONAL)
    upload_token_hash: Mapped[str | None] = mapped_column(
        String(64), unique=True, info=NOT_PERSONAL
    )
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    parsed_at: Mapped[datetime | None] = mapped_column(UtcTime)
