"""jobs in full: numbers of salaries, facets, search, forms, tracking links, interview kits."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

# What is derived from a job is derived here as it will be at the next change of the job.
from domain.jobs.models import Job
from domain.jobs.upkeep import SEARCHED, derive, facets_of, words_of_job
from domain.kit.search import folded

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# On SQLite, batch mode would drop and refill tables that others refer to; adding needs none.
_JOB_INDEXES = ("salary_yearly", "title_key", "created_by", "created_at")
_APPLICATION_INDEXES = (("job_id", "status"), ("job_id", "source"), ("source", "status"))
_WORDS = " || ".join(
    f"setweight(to_tsvector('simple', {place}), '{weight}')"
    for place, weight in (("title", "A"), ("tags", "B"), ("body", "C"))
)
_INDEX = (
    "INSERT INTO search_words(rowid, title, tags, body) "
    "VALUES (new.id, new.title, new.tags, new.body)"
)
_UNINDEX = (
    "INSERT INTO search_words(search_words, rowid, title, tags, body) "
    "VALUES ('delete', old.id, old.title, old.tags, old.body)"
)


def upgrade() -> None:
    """Bring the schema up to this revision."""
    _widen_jobs()
    _make_tables()
    _make_search()
    _derive_for_old_jobs()


def downgrade() -> None:
    """Take this revision away."""
    if op.get_bind().dialect.name == "sqlite":
        for action in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER search_documents_{action}")
        op.execute("DROP TABLE search_words")
    for table in (
        "search_documents",
        "kit_questions",
        "interview_kits",
        "job_sources",
        "job_forms",
        "job_facets",
    ):
        op.drop_table(table)
    for columns in _APPLICATION_INDEXES:
        op.drop_index(f"ix_job_applications_{'_'.join(columns)}", "job_applications")
    for column in ("answers", "form_version"):
        op.drop_column("job_applications", column)
    for column in _JOB_INDEXES:
        op.drop_index(f"ix_jobs_{column}", "jobs")
    for column in (
        "salary_low",
        "salary_high",
        "salary_currency",
        "salary_period",
        "salary_yearly",
        "title_key",
        "review_note",
        "approved_by",
        "published_at",
        "closed_at",
    ):
        op.drop_column("jobs", column)


def _widen_jobs() -> None:
    money = sa.Numeric(precision=12, scale=2)
    for column in (
        sa.Column("salary_low", money, nullable=True),
        sa.Column("salary_high", money, nullable=True),
        sa.Column("salary_currency", sa.String(length=3), nullable=True),
        sa.Column("salary_period", sa.String(length=5), nullable=True),
        sa.Column("salary_yearly", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("title_key", sa.String(length=100), nullable=False, server_default=""),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("jobs", column)
    op.execute(
        "ALTER TABLE jobs ADD COLUMN approved_by INTEGER "
        "CONSTRAINT fk_jobs_approved_by REFERENCES users (id)"
    )
    for name in _JOB_INDEXES:
        op.create_index(f"ix_jobs_{name}", "jobs", [name])
    op.add_column("job_applications", sa.Column("answers", sa.Text(), nullable=True))
    op.add_column("job_applications", sa.Column("form_version", sa.Integer(), nullable=True))
    for columns in _APPLICATION_INDEXES:
        name = f"ix_job_applications_{'_'.join(columns)}"
        op.create_index(name, "job_applications", list(columns))


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _make_tables() -> None:
    op.create_table(
        "job_facets",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        _reference("job_facets", "job_id", "jobs"),
        sa.PrimaryKeyConstraint("kind", "word", "job_id", name=op.f("pk_job_facets")),
    )
    op.create_index("ix_job_facets_job_id", "job_facets", ["job_id"])
    op.create_table(
        "job_forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        _moment("created_at"),
        _reference("job_forms", "job_id", "jobs"),
        _reference("job_forms", "created_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_forms")),
        sa.UniqueConstraint("job_id", "version", name=op.f("uq_job_forms_job_id_version")),
    )
    op.create_table(
        "job_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        _moment("created_at"),
        _reference("job_sources", "job_id", "jobs"),
        _reference("job_sources", "created_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_sources")),
        sa.UniqueConstraint("code", name=op.f("uq_job_sources_code")),
        sa.UniqueConstraint("job_id", "name", name=op.f("uq_job_sources_job_id_name")),
    )
    op.create_table(
        "interview_kits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        _moment("created_at"),
        _moment("updated_at"),
        _reference("interview_kits", "job_id", "jobs"),
        _reference("interview_kits", "created_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_kits")),
    )
    op.create_index("ix_interview_kits_job_id", "interview_kits", ["job_id"])
    op.create_table(
        "kit_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("time_limit_s", sa.Integer(), nullable=True),
        sa.Column("competency", sa.String(length=50), nullable=True),
        _reference("kit_questions", "kit_id", "interview_kits"),
        _reference("kit_questions", "question_id", "interview_questions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_questions")),
        sa.UniqueConstraint(
            "kit_id", "question_id", name=op.f("uq_kit_questions_kit_id_question_id")
        ),
        sa.UniqueConstraint("kit_id", "position", name=op.f("uq_kit_questions_kit_id_position")),
    )
    op.create_index("ix_kit_questions_question_id", "kit_questions", ["question_id"])


def _make_search() -> None:
    op.create_table(
        "search_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=50), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint(
            "entity", "entity_id", name=op.f("uq_search_documents_entity_entity_id")
        ),
    )
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            "ALTER TABLE search_documents ADD COLUMN words tsvector "
            f"GENERATED ALWAYS AS ({_WORDS}) STORED"
        )
        op.execute("CREATE INDEX ix_search_documents_words ON search_documents USING gin (words)")
        return
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5(title, tags, body, "
        "content='search_documents', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
    )
    steps = {"insert": _INDEX, "delete": _UNINDEX, "update": f"{_UNINDEX}; {_INDEX}"}
    for action, step in steps.items():
        op.execute(
            f"CREATE TRIGGER search_documents_{action} AFTER {action} ON search_documents "
            f"BEGIN {step}; END"
        )


def _derive_for_old_jobs() -> None:
    bind = op.get_bind()
    jobs = sa.Table("jobs", sa.MetaData(), autoload_with=bind)
    tables = sa.MetaData()
    facets = sa.Table("job_facets", tables, autoload_with=bind, resolve_fks=False)
    documents = sa.Table("search_documents", tables, autoload_with=bind)
    for row in bind.execute(sa.select(jobs)).mappings().all():
        fields = dict(row)
        if isinstance(fields["skills_required"], str):
            fields["skills_required"] = json.loads(fields["skills_required"])
        job = Job(**fields)
        derive(job)
        derived = {name: getattr(job, name) for name in _DERIVED}
        if job.status in {"Open", "Closed"}:
            derived["published_at"] = row["created_at"]
        if job.status == "Closed":
            derived["closed_at"] = row["updated_at"]
        bind.execute(jobs.update().where(jobs.c.id == job.id).values(derived))
        words = {place: folded(written) for place, written in words_of_job(job).items()}
        bind.execute(documents.insert().values(entity=SEARCHED, entity_id=job.id, **words))
        for kind, word in facets_of(job):
            bind.execute(facets.insert().values(kind=kind, word=word, job_id=job.id))


_DERIVED = (
    "salary_low",
    "salary_high",
    "salary_currency",
    "salary_period",
    "salary_yearly",
    "title_key",
)
