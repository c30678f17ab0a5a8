"""A job's live interviews are found without reading its past ones."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    with op.batch_alter_table("interview_sessions", schema=None) as batch_op:
        batch_op.create_index("ix_interview_sessions_job_id_status", ["job_id", "status"])
        batch_op.drop_index("ix_interview_sessions_job_id")


def downgrade() -> None:
    """Take the schema back to the revision before."""
    with op.batch_alter_table("interview_sessions", schema=None) as batch_op:
        batch_op.create_index("ix_interview_sessions_job_id", ["job_id"])
        batch_op.drop_index("ix_interview_sessions_job_id_status")
