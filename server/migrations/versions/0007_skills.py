"""skills: what administrators add to the taxonomy, and the taxonomy's names of jobs' skills."""

import json

import sqlalchemy as sa
from alembic import op

# What is derived from a job is derived here as it will be at the next change of the job.
from domain.jobs.queries import facet_word
from domain.skills.service import skill_names, taxonomy_with

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table(
        "skill_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(length=50), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_skill_entries_created_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_entries")),
        sa.UniqueConstraint("name", name=op.f("uq_skill_entries_name")),
    )
    catalogues = op.create_table(
        "skill_catalogues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_catalogues")),
    )
    op.bulk_insert(catalogues, [{"id": 1, "mark": ""}])
    op.add_column("jobs", sa.Column("skill_names", sa.JSON(), nullable=False, server_default="[]"))
    _name_skills_of_old_jobs()


def downgrade() -> None:
    """Take this revision away; facets of the taxonomy's names stay and harm nobody."""
    op.drop_column("jobs", "skill_names")
    op.drop_table("skill_catalogues")
    op.drop_table("skill_entries")


def _name_skills_of_old_jobs() -> None:
    bind, tables, taxonomy = op.get_bind(), sa.MetaData(), taxonomy_with()
    jobs = sa.Table("jobs", tables, autoload_with=bind, resolve_fks=False)
    facets = sa.Table("job_facets", tables, autoload_with=bind, resolve_fks=False)
    listed = sa.select(jobs.c.id, jobs.c.skills_required)
    of_job = sa.select(facets.c.word).where(facets.c.kind == "skill")
    for job_id, written in bind.execute(listed).all():
        words = json.loads(written) if isinstance(written, str) else written
        names = skill_names(taxonomy, words)
        bind.execute(jobs.update().where(jobs.c.id == job_id).values(skill_names=names))
        known = set(bind.scalars(of_job.where(facets.c.job_id == job_id)))
        for word in sorted({facet_word(name) for name in names} - known):
            bind.execute(facets.insert().values(kind="skill", word=word, job_id=job_id))
