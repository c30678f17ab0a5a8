"""what is asked of a running meeting: its live transcript, and the end of its recording."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    for name, kind in (
        ("transcript", sa.String(length=10)),
        ("recording_stop", sa.String(length=10)),
        ("capture_problem", sa.String(length=300)),
        ("steered_until", sa.DateTime(timezone=True)),
    ):
        op.add_column("video_meetings", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for name in ("steered_until", "capture_problem", "recording_stop", "transcript"):
        op.drop_column("video_meetings", name)
