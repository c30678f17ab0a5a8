"""candidates as people.

Applications of one address become one person. What is sealed is copied as it is; search terms and
fingerprints need the keys and are made by a background job afterwards. Rejections that no named
person with a reason stands behind are not kept: those applications are under review again.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_REJECTED = "status <> 'Rejected' OR (rejected_by IS NOT NULL AND rejection_reason IS NOT NULL)"
_INDEXES = (
    ("person_id", "status"),
    ("status", "person_id"),
    ("job_id", "person_id"),
    ("source", "person_id"),
    ("applied_at", "person_id"),
    ("experience_years", "person_id"),
)


def upgrade() -> None:
    """Bring the schema up to this revision."""
    _create_candidates()
    op.add_column("job_applications", sa.Column("person_id", sa.Integer(), nullable=True))
    op.add_column("job_applications", sa.Column("duplicate_of_id", sa.Integer(), nullable=True))
    op.add_column("job_applications", sa.Column("rejected_by", sa.Integer(), nullable=True))
    op.add_column("job_applications", sa.Column("rejection_reason", sa.Text(), nullable=True))
    _fill()
    with op.batch_alter_table("job_applications") as batch_op:
        batch_op.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
        for column, table in (
            ("person_id", "candidates"),
            ("duplicate_of_id", "job_applications"),
            ("rejected_by", "users"),
        ):
            name = batch_op.f(f"fk_job_applications_{column}")
            batch_op.create_foreign_key(name, table, [column], ["id"])
        name = batch_op.f("ck_job_applications_rejected_by_somebody")
        batch_op.create_check_constraint(name, _REJECTED)
        for columns in _INDEXES:
            name = batch_op.f(f"ix_job_applications_{'_'.join(columns)}")
            batch_op.create_index(name, list(columns))
    _create_history()
    _create_what_recruiters_keep()


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for table in (
        "candidate_search_terms",
        "candidate_merges",
        "candidate_notes",
        "candidate_tags",
        "candidate_consents",
        "status_history",
    ):
        op.drop_table(table)
    with op.batch_alter_table("job_applications") as batch_op:
        for columns in _INDEXES:
            batch_op.drop_index(batch_op.f(f"ix_job_applications_{'_'.join(columns)}"))
        name = batch_op.f("ck_job_applications_rejected_by_somebody")
        batch_op.drop_constraint(name, type_="check")
        for column in ("person_id", "duplicate_of_id", "rejected_by"):
            name = batch_op.f(f"fk_job_applications_{column}")
            batch_op.drop_constraint(name, type_="foreignkey")
            batch_op.drop_column(column)
        batch_op.drop_column("rejection_reason")
    op.drop_table("candidates")
    op.execute("DELETE FROM background_jobs WHERE name = 'index_people'")


def _create_candidates() -> None:
    op.create_table(
        "candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("email_index", sa.String(length=64), nullable=False),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
        sa.Column("name_index", sa.String(length=64), nullable=True),
        sa.Column("mailbox_index", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_active_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_candidates_user_id")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["candidates.id"], name=op.f("fk_candidates_merged_into_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("email_index", name=op.f("uq_candidates_email_index")),
    )
    for columns in (
        ("user_id",),
        ("phone_index",),
        ("name_index", "mailbox_index"),
    ):
        op.create_index(op.f(f"ix_candidates_{'_'.join(columns)}"), "candidates", list(columns))
    was_merged = sa.text("merged_into_id IS NOT NULL")
    op.create_index(
        op.f("ix_candidates_merged_into_id"),
        "candidates",
        ["merged_into_id"],
        sqlite_where=was_merged,
        postgresql_where=was_merged,
    )
    stands_alone = sa.text("merged_into_id IS NULL")
    op.create_index(
        op.f("ix_candidates_last_active_at_id"),
        "candidates",
        ["last_active_at", "id"],
        sqlite_where=stands_alone,
        postgresql_where=stands_alone,
    )


def _fill() -> None:
    """Make a person of each address, from its newest application."""
    op.execute("UPDATE job_applications SET status = 'Under Review' WHERE status = 'Rejected'")
    op.execute(
        "INSERT INTO candidates (user_id, name, email, phone, email_index, created_at, updated_at,"
        " last_active_at) SELECT a.user_id, a.applicant_name, a.applicant_email,"
        " a.applicant_phone, a.email_index, of_all.first_at, of_all.last_at, of_all.last_at"
        " FROM job_applications a JOIN (SELECT email_index, MAX(id) AS newest,"
        " MIN(applied_at) AS first_at, MAX(updated_at) AS last_at FROM job_applications"
        " GROUP BY email_index) of_all ON of_all.newest = a.id ORDER BY a.id"
    )
    op.execute(
        "UPDATE job_applications SET person_id = (SELECT c.id FROM candidates c"
        " WHERE c.email_index = job_applications.email_index)"
    )
    connection = op.get_bind()
    if connection.scalar(sa.text("SELECT id FROM candidates LIMIT 1")) is not None:
        now = datetime.now(UTC)
        connection.execute(
            sa.text(
                "INSERT INTO background_jobs (name, payload, state, attempts, run_after,"
                " created_at) VALUES ('index_people', :payload, 'queued', 0, :now, :now)"
            ).bindparams(
                sa.bindparam("now", now, sa.DateTime(timezone=True)),
                sa.bindparam("payload", {"after_id": 0}, sa.JSON()),
            )
        )


def _create_history() -> None:
    op.create_table(
        "status_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.String(length=20), nullable=False),
        sa.Column("to_status", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=50), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "to_status <> 'Rejected' OR (by_user_id IS NOT NULL AND reason IS NOT NULL)",
            name=op.f("ck_status_history_rejected_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_applications.id"],
            name=op.f("fk_status_history_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name=op.f("fk_status_history_by_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_history")),
    )
    op.create_index(op.f("ix_status_history_application_id"), "status_history", ["application_id"])
    op.create_table(
        "candidate_consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("text_version", sa.String(length=50), nullable=False),
        sa.Column("by", sa.String(length=50), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_applications.id"],
            name=op.f("fk_candidate_consents_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_consents")),
    )
    op.create_index(
        op.f("ix_candidate_consents_application_id"), "candidate_consents", ["application_id"]
    )


def _create_what_recruiters_keep() -> None:
    op.create_table(
        "candidate_tags",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=50), nullable=False),
        _to_person("candidate_tags", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "tag", name=op.f("pk_candidate_tags")),
    )
    op.create_index(op.f("ix_candidate_tags_tag_person_id"), "candidate_tags", ["tag", "person_id"])
    op.create_table(
        "candidate_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=50), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        _to_person("candidate_notes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_notes")),
    )
    op.create_index(op.f("ix_candidate_notes_person_id"), "candidate_notes", ["person_id"])
    op.create_table(
        "candidate_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("keep_id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=50), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(length=50), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        _to_person("candidate_merges", "keep_id"),
        _to_person("candidate_merges", "merge_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_merges")),
    )
    for column in ("keep_id", "merge_id"):
        op.create_index(op.f(f"ix_candidate_merges_{column}"), "candidate_merges", [column])
    op.create_table(
        "candidate_search_terms",
        sa.Column("term", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _to_person("candidate_search_terms", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("term", "person_id", name=op.f("pk_candidate_search_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_candidate_search_terms_person_id"), "candidate_search_terms", ["person_id"]
    )


def _to_person(
    table: str, column: str = "person_id", ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["candidates.id"], name=name, ondelete=ondelete)
