"""the address of the account that hosts a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.add_column("video_meetings", sa.Column("host_email", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("video_meetings", "host_email")
