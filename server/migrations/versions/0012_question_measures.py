"""vectors and statistics of questions."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "question_vectors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["interview_questions.id"],
            name=op.f("fk_question_vectors_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_vectors")),
        sa.UniqueConstraint("question_id", name=op.f("uq_question_vectors_question_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question_statistics",
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["interview_questions.id"],
            name=op.f("fk_question_statistics_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_question_statistics")),
    )
    for column in ("verdict", "computed_at"):
        op.create_index(op.f(f"ix_question_statistics_{column}"), "question_statistics", [column])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("question_statistics")
    op.drop_table("question_vectors")
