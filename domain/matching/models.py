"""Tables: what a job asks for, runs over its applications, features and scores."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_json, sealed_text

_APPLICATION = Personal("candidate", "application", "contract")
_ASSESSMENT = Personal("candidate", "assessment", "legitimate_interest")


class MatchProfile(Base):
    """What a job asks for and how much each factor weighs; ``version`` grows with each change.

    Scores are made only from a version that a person has confirmed.
    """

    __tablename__ = "match_profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), unique=True)
    criteria: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    version: Mapped[int] = mapped_column(default=1)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)


class MatchRun(Base):
    """One matching of a job's applications; ``snapshot`` is a Wanted and never changes later.

    ``cursor`` is the last application that was scored. The newest run of a job holds.
    """

    __tablename__ = "match_runs"
    __table_args__ = (Index(None, "job_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    profile_version: Mapped[int] = mapped_column()
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(String(10), default="queued", info=NOT_PERSONAL)
    cursor: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    started_by: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)


class MatchFeatures(Base):
    """What matching knows of an application, already without a name.

    ``stated`` is what its résumé says (StatedFacts), ``packed`` the features made from that and
    the form by the engine ``version``. ``account_id`` is set in an account's newest application.
    """

    __tablename__ = "match_features"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(
        ForeignKey("job_applications.id", ondelete="CASCADE"), unique=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    stated: Mapped[Any | None] = sealed_json(_APPLICATION)
    packed: Mapped[str | None] = sealed_text(_APPLICATION)
    version: Mapped[str] = mapped_column(String(100), default="", info=NOT_PERSONAL)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)


class MatchScore(Base):
    """How well the person of an application fits a job, by the run it was made in.

    The job is the application's own, or one that is suggested to the account behind it.
    """

    __tablename__ = "match_scores"
    __table_args__ = (
        UniqueConstraint("application_id", "job_id"),
        Index(None, "job_id", "score", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    application_id: Mapped[int] = mapped_column(
        ForeignKey("job_applications.id", ondelete="CASCADE")
    )
    run_id: Mapped[int] = mapped_column(ForeignKey("match_runs.id"))
    score: Mapped[float] = mapped_column()
    known_share: Mapped[float] = mapped_column()
    missing_musts: Mapped[int] = mapped_column()
    factors: Mapped[Any] = sealed_json(_ASSESSMENT)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
