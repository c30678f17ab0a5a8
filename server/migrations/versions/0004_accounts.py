"""accounts: sign-ins, mail and its links, second factor, outside identities, API keys."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema up to this revision."""
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("email_verified_at", _MOMENT, nullable=True))
        batch_op.add_column(sa.Column("second_factor_at", _MOMENT, nullable=True))
    _create_sign_ins()
    _hang_tokens_on_sign_ins()
    _create_proofs()
    _create_mails_and_keys()


def downgrade() -> None:
    """Take this revision back; sign-ins keep what the earlier schema can hold."""
    for table in (
        "api_keys",
        "outgoing_mails",
        "outside_identities",
        "recovery_codes",
        "second_factors",
        "mail_links",
    ):
        op.drop_table(table)
    _hang_tokens_on_families()
    op.drop_table("sign_ins")
    # Never by a copy: SQLite would delete what refers to the table it replaces.
    with op.batch_alter_table("users", recreate="never") as batch_op:
        batch_op.drop_column("second_factor_at")
        batch_op.drop_column("email_verified_at")


def _create_sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("network", sa.Text(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sign_ins_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("family", name=op.f("uq_sign_ins_family")),
    )
    op.create_index(op.f("ix_sign_ins_user_id"), "sign_ins", ["user_id"], unique=False)
    op.execute(
        "INSERT INTO sign_ins (user_id, family, created_at, last_used_at, ended_at) "
        "SELECT user_id, family, min(created_at), max(created_at), max(revoked_at) "
        "FROM refresh_tokens GROUP BY user_id, family"
    )


def _hang_tokens_on_sign_ins() -> None:
    with op.batch_alter_table("refresh_tokens") as batch_op:
        batch_op.add_column(sa.Column("sign_in_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE refresh_tokens SET sign_in_id = "
        "(SELECT id FROM sign_ins WHERE sign_ins.family = refresh_tokens.family)"
    )
    with op.batch_alter_table("refresh_tokens") as batch_op:
        batch_op.drop_index(op.f("ix_refresh_tokens_user_id"))
        batch_op.drop_index(op.f("ix_refresh_tokens_family"))
        batch_op.drop_constraint(op.f("fk_refresh_tokens_user_id"), type_="foreignkey")
        batch_op.drop_column("user_id")
        batch_op.drop_column("family")
        batch_op.drop_column("revoked_at")
        batch_op.alter_column("sign_in_id", existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key(
            op.f("fk_refresh_tokens_sign_in_id"),
            "sign_ins",
            ["sign_in_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_index(op.f("ix_refresh_tokens_sign_in_id"), ["sign_in_id"], unique=False)


def _hang_tokens_on_families() -> None:
    with op.batch_alter_table("refresh_tokens") as batch_op:
        batch_op.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("family", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("revoked_at", _MOMENT, nullable=True))
    op.execute(
        "UPDATE refresh_tokens SET (user_id, family, revoked_at) = "
        "(SELECT user_id, family, ended_at FROM sign_ins "
        "WHERE sign_ins.id = refresh_tokens.sign_in_id)"
    )
    with op.batch_alter_table("refresh_tokens") as batch_op:
        batch_op.drop_index(op.f("ix_refresh_tokens_sign_in_id"))
        batch_op.drop_constraint(op.f("fk_refresh_tokens_sign_in_id"), type_="foreignkey")
        batch_op.drop_column("sign_in_id")
        batch_op.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("family", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_foreign_key(op.f("fk_refresh_tokens_user_id"), "users", ["user_id"], ["id"])
        batch_op.create_index(op.f("ix_refresh_tokens_family"), ["family"], unique=False)
        batch_op.create_index(op.f("ix_refresh_tokens_user_id"), ["user_id"], unique=False)


def _create_proofs() -> None:
    op.create_table(
        "mail_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mail_links_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mail_links_token_hash")),
        sa.UniqueConstraint("user_id", "purpose", name=op.f("uq_mail_links_user_id_purpose")),
    )
    op.create_table(
        "second_factors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_second_factors_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factors")),
        sa.UniqueConstraint("user_id", name=op.f("uq_second_factors_user_id")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_recovery_codes_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_codes_code_hash")),
    )
    op.create_index(op.f("ix_recovery_codes_user_id"), "recovery_codes", ["user_id"], unique=False)
    op.create_table(
        "outside_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject_index", sa.String(length=64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_outside_identities_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_identities")),
        sa.UniqueConstraint(
            "issuer", "subject_index", name=op.f("uq_outside_identities_issuer_subject_index")
        ),
    )
    op.create_index(
        op.f("ix_outside_identities_user_id"), "outside_identities", ["user_id"], unique=False
    )


def _create_mails_and_keys() -> None:
    op.create_table(
        "outgoing_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=100), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=100), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mails")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_outgoing_mails_idempotency_key")),
    )
    op.create_index(op.f("ix_outgoing_mails_state"), "outgoing_mails", ["state"], unique=False)
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("prefix", sa.String(length=20), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_api_keys_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
    )
    op.create_index(op.f("ix_api_keys_created_by"), "api_keys", ["created_by"], unique=False)
