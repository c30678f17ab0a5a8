"""résumés."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
TABLE = "candidate_resumes"
INDEXES = (
    ("candidate_id",),
    ("parsing_status",),
    ("person_id", "content_index"),
    ("resume_path",),
    ("user_id",),
)
POINTS_AT = {
    "candidate_id": "job_applications",
    "job_id": "jobs",
    "person_id": "candidates",
    "user_id": "users",
}


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in POINTS_AT),
        sa.Column("resume_path", sa.String(length=500), nullable=False),
        sa.Column("original_filename", sa.Text(), nullable=False),
        sa.Column("content_index", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=True),
        sa.Column("experience_years", sa.Integer(), nullable=True),
        sa.Column("experience_level", sa.Text(), nullable=True),
        sa.Column("parsed_text", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("warnings", sa.Text(), nullable=True),
        sa.Column("parsing_status", sa.String(length=20), nullable=False),
        sa.Column("failure", sa.String(length=300), nullable=True),
        sa.Column("parser_version", sa.String(length=20), nullable=True),
        sa.Column("upload_token_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parsed_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_{TABLE}_{name}"))
            for name, table in POINTS_AT.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("upload_token_hash", name=op.f(f"uq_{TABLE}_upload_token_hash")),
    )
    for columns in INDEXES:
        op.create_index(op.f(f"ix_{TABLE}_{'_'.join(columns)}"), TABLE, list(columns))


def downgrade() -> None:
    """Take the schema back before this revision."""
    op.drop_table(TABLE)
