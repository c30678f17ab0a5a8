"""recordings of meetings, what was said in them, spoken answers."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "video_recordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("meeting_uuid", sa.String(length=100), nullable=False),
        sa.Column("file_id", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=15), nullable=False),
        sa.Column("extension", sa.String(length=10), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=False),
        sa.Column("file_name", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", _MOMENT, nullable=True),
        sa.Column("fetched_at", _MOMENT, nullable=True),
        sa.Column("deleted_at_host_at", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["interview_sessions.id"], name=op.f("fk_video_recordings_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_recordings")),
        sa.UniqueConstraint("file_id", name=op.f("uq_video_recordings_file_id")),
    )
    for column in ("session_id", "meeting_uuid", "state"):
        op.create_index(op.f(f"ix_video_recordings_{column}"), "video_recordings", [column])
    op.create_table(
        "video_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("line_key", sa.String(length=64), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=False),
        sa.Column("speaker", sa.String(length=15), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        *_belongs("video_lines"),
        sa.UniqueConstraint(
            "session_id",
            "source",
            "line_key",
            name=op.f("uq_video_lines_session_id_source_line_key"),
        ),
    )
    op.create_index(
        "ix_video_lines_session_id_started_at", "video_lines", ["session_id", "started_at"]
    )
    op.create_table(
        "video_spoken_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("overall_score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("score", sa.Text(), nullable=True),
        sa.Column("analysis", sa.Text(), nullable=True),
        sa.Column("scored_at", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        *_belongs("video_spoken_answers"),
        sa.UniqueConstraint(
            "session_id", "question_id", name=op.f("uq_video_spoken_answers_session_id_question_id")
        ),
    )


def _belongs(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["session_id"], ["interview_sessions.id"], name=op.f(f"fk_{table}_session_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["interview_questions.id"], name=op.f(f"fk_{table}_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for table in ("video_spoken_answers", "video_lines", "video_recordings"):
        op.drop_table(table)
