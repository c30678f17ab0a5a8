"""what language models think of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.add_column("interview_answers", sa.Column("evaluation", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("interview_answers", "evaluation")
