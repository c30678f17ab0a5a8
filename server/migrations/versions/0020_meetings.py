"""meetings of interviews, people's own links, comparisons with the host."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0014"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "video_meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=10), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("meeting_id", sa.String(length=100), nullable=True),
        sa.Column("meeting_uuid", sa.String(length=100), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("wish_version", sa.Integer(), nullable=False),
        sa.Column("done_version", sa.Integer(), nullable=False),
        sa.Column("starts_at", _MOMENT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("records", sa.Boolean(), nullable=False),
        sa.Column("join_url", sa.Text(), nullable=True),
        sa.Column("passcode", sa.Text(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", _MOMENT, nullable=True),
        sa.Column("next_try_at", _MOMENT, nullable=True),
        sa.Column("started_at", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("checked_at", _MOMENT, nullable=True),
        sa.Column("wished_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["interview_sessions.id"], name=op.f("fk_video_meetings_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_meetings")),
        sa.UniqueConstraint("session_id", name=op.f("uq_video_meetings_session_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_video_meetings_reference")),
    )
    for column in ("meeting_id", "meeting_uuid", "state", "starts_at"):
        op.create_index(op.f(f"ix_video_meetings_{column}"), "video_meetings", [column])
    op.create_table(
        "video_registrants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.String(length=100), nullable=False),
        sa.Column("registrant_id", sa.String(length=100), nullable=False),
        sa.Column("join_url", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["interview_sessions.id"], name=op.f("fk_video_registrants_session_id")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_applications.id"],
            name=op.f("fk_video_registrants_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_registrants")),
        sa.UniqueConstraint(
            "session_id",
            "application_id",
            name=op.f("uq_video_registrants_session_id_application_id"),
        ),
    )
    op.create_index(
        op.f("ix_video_registrants_application_id"), "video_registrants", ["application_id"]
    )
    op.create_table(
        "video_comparisons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=50), nullable=False),
        sa.Column("meetings", sa.Integer(), nullable=False),
        sa.Column("hosted", sa.Integer(), nullable=False),
        sa.Column("repairs", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_comparisons")),
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for table in ("video_comparisons", "video_registrants", "video_meetings"):
        op.drop_table(table)
