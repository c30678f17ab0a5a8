"""live transcripts of meetings, and which process receives them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "video_streams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("meeting_uuid", sa.String(length=100), nullable=False),
        sa.Column("stream_id", sa.String(length=100), nullable=False),
        sa.Column("server_urls", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.Column("owner", sa.String(length=40), nullable=True),
        sa.Column("leased_until", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["interview_sessions.id"], name=op.f("fk_video_streams_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_streams")),
        sa.UniqueConstraint("stream_id", name=op.f("uq_video_streams_stream_id")),
    )
    for column in ("session_id", "state"):
        op.create_index(op.f(f"ix_video_streams_{column}"), "video_streams", [column])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("video_streams")
