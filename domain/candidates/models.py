"""People who apply, their applications, and what recruiters keep about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_json, sealed_text

_IDENTITY = Personal("candidate", "identity", "contract")
_CONTACT = Personal("candidate", "contact", "contract")
_APPLICATION = Personal("candidate", "application", "contract")
_ASSESSMENT = Personal("candidate", "assessment", "legitimate_interest")


class Candidate(Base):
    """A person, known by their e-mail address.

    One who was merged keeps the row and the address, so that both still lead to ``merged_into_id``;
    everything else has moved there. ``name_index`` and ``mailbox_index`` find likely doubles.
    """

    __tablename__ = "candidates"
    __table_args__ = (
        Index(None, "name_index", "mailbox_index"),
        # Most people were never merged: an index of them all would tempt planners to use it.
        Index(
            None,
            "merged_into_id",
            sqlite_where=text("merged_into_id IS NOT NULL"),
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
        # Only of people who stand for themselves: it sorts their list, and counts them.
        Index(
            None,
            "last_active_at",
            "id",
            sqlite_where=text("merged_into_id IS NULL"),
            postgresql_where=text("merged_into_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id"))
    name: Mapped[str] = sealed_text(_IDENTITY)
    email: Mapped[str] = sealed_text(_CONTACT)
    phone: Mapped[str | None] = sealed_text(_CONTACT)
    location: Mapped[str | None] = sealed_text(_CONTACT)
    email_index: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    phone_index: Mapped[str | None] = mapped_column(String(64), info=NOT_PERSONAL, index=True)
    name_index: Mapped[str | None] = mapped_column(String(64), info=NOT_PERSONAL)
    mailbox_index: Mapped[str | None] = mapped_column(String(64), info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
    last_active_at: Mapped[datetime] = mapped_column(UtcTime)


class JobApplication(Base):
    """One person's application for one job; the blind index keeps it to one per address.

    Where a merge brought two applications for one job together, the later found one names the
    other in ``duplicate_of_id``. Nobody is rejected without a named person and a reason.
    """

    __tablename__ = "job_applications"
    __table_args__ = (
        UniqueConstraint("job_id", "email_index"),
        CheckConstraint(
            "status <> 'Rejected' OR (rejected_by IS NOT NULL AND rejection_reason IS NOT NULL)",
            name="rejected_by_somebody",
        ),
        Index(None, "job_id", "status"),
        Index(None, "job_id", "source"),
        Index(None, "source", "status"),
        Index(None, "person_id", "status"),
        Index(None, "status", "person_id"),
        Index(None, "job_id", "person_id"),
        Index(None, "source", "person_id"),
        Index(None, "applied_at", "person_id"),
        Index(None, "experience_years", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"))
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("job_applications.id"))
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
    rejected_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    rejection_reason: Mapped[str | None] = sealed_text(_ASSESSMENT)
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    applied_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)


class StatusMove(Base):
    """An application went from one status to another; a move that was undone says when."""

    __tablename__ = "status_history"
    __table_args__ = (
        CheckConstraint(
            "to_status <> 'Rejected' OR (by_user_id IS NOT NULL AND reason IS NOT NULL)",
            name="rejected_by_somebody",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("job_applications.id"), index=True)
    from_status: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    to_status: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str | None] = sealed_text(_ASSESSMENT)
    at: Mapped[datetime] = mapped_column(UtcTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ApplicationConsent(Base):
    """What an applicant said yes or no to, by the text's version; later rows win, none changes."""

    __tablename__ = "candidate_consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("job_applications.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    granted: Mapped[bool] = mapped_column()
    text_version: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)


class CandidateTag(Base):
    """A word of the organisation's own that recruiters sort people by."""

    __tablename__ = "candidate_tags"
    __table_args__ = (Index(None, "tag", "person_id"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True
    )
    tag: Mapped[str] = mapped_column(String(50), primary_key=True, info=NOT_PERSONAL)


class CandidateNote(Base):
    """A recruiter's note about a person."""

    __tablename__ = "candidate_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), index=True)
    text: Mapped[str] = sealed_text(_ASSESSMENT)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcTime)


class CandidateMerge(Base):
    """Two rows turned out to be one person; ``moved`` says what went over, to bring it back."""

    __tablename__ = "candidate_merges"

    id: Mapped[int] = mapped_column(primary_key=True)
    keep_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), index=True)
    merge_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), index=True)
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime)
    undone_by: Mapped[str | None] = mapped_column(String(50), info=NOT_PERSONAL)
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime)


class SearchTerm(Base):
    """A keyed fingerprint of the beginning of a word in somebody's names and addresses.

    The key comes first and there is no row number: one term's people lie side by side, in order.
    """

    __tablename__ = "candidate_search_terms"
    __table_args__ = ({"sqlite_with_rowid": False},)

    term: Mapped[str] = mapped_column(String(24), primary_key=True, info=NOT_PERSONAL)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True, index=True
    )
