"""questions: states, versions, reviews, comments, skills; versions in kits and interviews."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

# What is derived from a question is derived here as it will be at the next change of it.
from domain.kit.search import folded
from domain.questions.models import InterviewQuestion
from domain.questions.upkeep import SEARCHED, skill_word, words_of_question
from domain.skills.service import skill_names, taxonomy_with

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_QUESTIONS = "interview_questions"
_COPIED = (
    "question_text",
    "question_type",
    "difficulty_level",
    "gold_standard_answer",
    "key_points",
    "skills_tested",
    "why_asked",
    "time_limit_s",
)
_INDEXED = (("state", "updated_at"), ("created_at",), ("updated_at",), ("created_by",))


def upgrade() -> None:
    """Bring the schema up to this revision."""
    _widen_questions()
    _make_tables()
    for table in ("session_questions", "kit_questions"):
        op.add_column(
            table, sa.Column("question_version", sa.Integer(), nullable=False, server_default="1")
        )
    op.add_column(
        "session_questions", sa.Column("rubric", sa.JSON(), nullable=False, server_default="[]")
    )
    _describe_old_questions()
    with op.batch_alter_table(_QUESTIONS) as batch:
        batch.alter_column("updated_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    for columns in _INDEXED:
        op.create_index(op.f(f"ix_{_QUESTIONS}_{'_'.join(columns)}"), _QUESTIONS, list(columns))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.execute(sa.text("DELETE FROM search_documents WHERE entity = 'questions'"))
    for table in (
        "question_skills",
        "question_comments",
        "question_reviews",
        "interview_question_versions",
    ):
        op.drop_table(table)
    for columns in _INDEXED:
        op.drop_index(op.f(f"ix_{_QUESTIONS}_{'_'.join(columns)}"), table_name=_QUESTIONS)
    with op.batch_alter_table("session_questions") as batch:
        batch.drop_column("rubric")
        batch.drop_column("question_version")
    with op.batch_alter_table("kit_questions") as batch:
        batch.drop_column("question_version")
    with op.batch_alter_table(_QUESTIONS) as batch:
        for name in ("updated_at", "warnings", "newest_version", "version", "state", "rubric"):
            batch.drop_column(name)


def _widen_questions() -> None:
    for column in (
        sa.Column("rubric", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("state", sa.String(length=10), nullable=False, server_default="draft"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("newest_version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("warnings", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column(_QUESTIONS, column)


def _make_tables() -> None:
    versions = "interview_question_versions"
    op.create_table(
        versions,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question_text", sa.Text(), nullable=False),
        sa.Column("question_type", sa.String(length=50), nullable=True),
        sa.Column("difficulty_level", sa.String(length=20), nullable=True),
        sa.Column("gold_standard_answer", sa.Text(), nullable=True),
        sa.Column("key_points", sa.JSON(), nullable=False),
        sa.Column("rubric", sa.JSON(), nullable=False),
        sa.Column("skills_tested", sa.JSON(), nullable=False),
        sa.Column("why_asked", sa.Text(), nullable=True),
        sa.Column("time_limit_s", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("prompt", sa.String(length=100), nullable=True),
        sa.Column("why", sa.String(length=200), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _reference(versions, "question_id", _QUESTIONS),
        _reference(versions, "created_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{versions}")),
        sa.UniqueConstraint(
            "question_id", "number", name=op.f(f"uq_{versions}_question_id_number")
        ),
    )
    op.create_index(op.f(f"ix_{versions}_created_by"), versions, ["created_by"])
    op.create_table(
        "question_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _reference("question_reviews", "question_id", _QUESTIONS),
        _reference("question_reviews", "reviewer_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_reviews")),
    )
    op.create_index(
        op.f("ix_question_reviews_question_id_version"),
        "question_reviews",
        ["question_id", "version"],
    )
    op.create_table(
        "question_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=50), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        _reference("question_comments", "question_id", _QUESTIONS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_comments")),
    )
    op.create_index(op.f("ix_question_comments_question_id"), "question_comments", ["question_id"])
    op.create_table(
        "question_skills",
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        _reference("question_skills", "question_id", _QUESTIONS),
        sa.PrimaryKeyConstraint("word", "question_id", name=op.f("pk_question_skills")),
    )
    op.create_index(op.f("ix_question_skills_question_id"), "question_skills", ["question_id"])


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _describe_old_questions() -> None:
    """Give each question its first version, its state, its skills and its place in the search.

    Who approved is known, when is not: the reviews bear the moment of this revision.
    """
    bind, tables, taxonomy = op.get_bind(), sa.MetaData(), taxonomy_with()
    names = (
        _QUESTIONS,
        "interview_question_versions",
        "question_reviews",
        "question_skills",
        "search_documents",
    )
    questions, versions, reviews, skills, documents = (
        sa.Table(name, tables, autoload_with=bind, resolve_fks=False) for name in names
    )
    for found in bind.execute(sa.select(questions)).mappings().all():
        row = _read(dict(found))
        state = "approved" if row["is_approved"] else "draft"
        if row["question_type"] == "follow-up" and not row["is_approved"]:
            state = "retired"
        changed = {"state": state, "updated_at": row["created_at"]}
        bind.execute(questions.update().where(questions.c.id == row["id"]).values(changed))
        bind.execute(versions.insert().values(_first_version(row)))
        if row["is_approved"]:
            bind.execute(reviews.insert().values(_review(row)))
        names_of = (*row["skills_tested"], *skill_names(taxonomy, row["skills_tested"]))
        for word in sorted({skill_word(name) for name in names_of}):
            bind.execute(skills.insert().values(word=word, question_id=row["id"]))
        question = InterviewQuestion(**{name: row[name] for name in _COPIED})
        words = words_of_question(question, question).items()
        indexed = {place: folded(written) for place, written in words}
        bind.execute(documents.insert().values(entity=SEARCHED, entity_id=row["id"], **indexed))


def _read(row: dict[str, Any]) -> dict[str, Any]:
    for name in ("key_points", "skills_tested"):
        if isinstance(row[name], str):
            row[name] = json.loads(row[name])
    return row


def _first_version(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in (*_COPIED, "created_by", "created_at")}
    source = "follow-up" if row["question_type"] == "follow-up" else "person"
    return kept | {"question_id": row["id"], "number": 1, "rubric": [], "source": source}


def _review(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "question_id": row["id"],
        "version": 1,
        "decision": "approve",
        "reviewer_id": row["approved_by"],
        "at": datetime.now(UTC),
    }
