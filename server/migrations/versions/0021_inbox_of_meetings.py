"""events of the host, participants of meetings; interviews show their meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.add_column("interview_sessions", sa.Column("meeting", sa.Text(), nullable=True))
    _make_events()
    op.create_table(
        "video_participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_row_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=15), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("joined_at", _MOMENT, nullable=True),
        sa.Column("left_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_row_id"],
            ["video_meetings.id"],
            name=op.f("fk_video_participants_meeting_row_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_participants")),
        sa.UniqueConstraint(
            "meeting_row_id", "person", name=op.f("uq_video_participants_meeting_row_id_person")
        ),
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("video_participants")
    op.drop_table("video_events")
    with op.batch_alter_table("interview_sessions") as batch:
        batch.drop_column("meeting")


def _make_events() -> None:
    op.create_table(
        "video_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("dedupe", sa.String(length=64), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("event_ts", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.String(length=40), nullable=True),
        sa.Column("meeting_uuid", sa.String(length=100), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("processed_at", _MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_events")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_video_events_dedupe")),
        sa.UniqueConstraint("sha256", name=op.f("uq_video_events_sha256")),
    )
    op.create_index(op.f("ix_video_events_meeting_uuid"), "video_events", ["meeting_uuid"])
    op.create_index(op.f("ix_video_events_received_at"), "video_events", ["received_at"])
    op.create_index("ix_video_events_outcome_meeting_id", "video_events", ["outcome", "meeting_id"])
