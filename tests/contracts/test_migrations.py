"""The migrations lead to the tables that the code knows, and back to nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DateTime, bindparam, inspect, text

from domain.accounts.errors import RefreshRefused
from domain.accounts.service import Accounts
from domain.jobs.schemas import JobQuery
from domain.jobs.service import list_jobs
from domain.kit.actor import SYSTEM, Role
from domain.kit.database import Database
from domain.kit.work import WorkShop
from domain.questions.schemas import QuestionQuery
from domain.questions.service import list_questions, restore_question, retire_question
from server.migrate import alembic_config, migrate
from server.tables import is_ours, metadata
from tests.factories.people import open_account

ALEMBIC_TABLE = "alembic_version"
OLD_JOB = """
INSERT INTO jobs (id, title, description, company, location, salary_range, job_type, work_mode,
    experience_level, department, skills_required, status, created_at, updated_at)
VALUES (7, 'Gardener', 'Roses.', 'Larkspur', 'Leeds', '3.000 €/month', 'Part-time', 'On-site',
    'Junior', 'Grounds', '["C++", "Caf\\u00e9"]', 'Open', '2026-06-01 09:00:00.000000+00',
    '2026-06-01 09:00:00.000000+00')
"""


def differences(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "include_object": is_ours}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def downgrade(connection: Connection, revision: str = "base") -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.downgrade(config, revision)
    connection.commit()


def table_names(connection: Connection) -> set[str]:
    found = set(inspect(connection).get_table_names()) - {ALEMBIC_TABLE}
    return {name for name in found if is_ours(None, name, "table", None, None)}


@pytest.fixture
async def database(workshop: WorkShop) -> Database:
    return workshop.database


async def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(table_names) == set(metadata.tables)


async def test_the_comparison_notices_what_is_missing(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.exec_driver_sql("DROP TABLE video_comparisons")

        assert await connection.run_sync(differences)


async def test_downgrading_takes_everything_away_and_upgrading_brings_it_back(
    database: Database,
) -> None:
    async with database.engine.connect() as connection:
        await connection.run_sync(downgrade)
        assert await connection.run_sync(table_names) == set()

    await migrate(database)

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_sign_ins_survive_the_way_down_and_up(workshop: WorkShop, accounts: Accounts) -> None:
    async with workshop.begin(SYSTEM) as work:
        user_id = await open_account(work, accounts, "amina", Role.CANDIDATE)
        pairs = [await accounts.open_session(work, user_id) for _ in range(2)]
        await accounts.log_out(work, pairs[1].refresh_token, None)
    async with workshop.database.engine.connect() as connection:
        await connection.run_sync(downgrade, "0001")

    await migrate(workshop.database)

    async with workshop.begin(SYSTEM) as work:
        assert (await accounts.renew(work, pairs[0].refresh_token)).user.id == user_id
    with pytest.raises(RefreshRefused):
        async with workshop.begin(SYSTEM) as work:
            await accounts.renew(work, pairs[1].refresh_token)


async def test_migrating_again_changes_nothing(database: Database) -> None:
    async with database.engine.connect() as connection:
        before = await connection.exec_driver_sql("SELECT value FROM installation")
        epoch = before.scalar_one()

    await migrate(database)

    async with database.engine.connect() as connection:
        after = await connection.exec_driver_sql("SELECT value FROM installation")
        assert after.scalar_one() == epoch


async def test_jobs_from_before_the_search_are_found_and_filtered(workshop: WorkShop) -> None:
    async with workshop.database.engine.connect() as connection:
        await connection.run_sync(downgrade, "0001")
        await connection.exec_driver_sql(OLD_JOB)
        await connection.commit()

    await migrate(workshop.database)

    query = JobQuery(q="garde", skill=["cpp"], department="grounds", salary_min=36_000)
    async with workshop.look(SYSTEM) as work:
        [job] = (await list_jobs(work, SYSTEM, query)).items
    assert (job.salary_period, job.published_at) == ("month", job.created_at)
    assert job.skill_names == ["C++"]


def test_the_migrations_are_one_line() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


APPLICATION = (
    "INSERT INTO job_applications (job_id, applicant_name, applicant_email, email_index, status,"
    " receipt_hash, applied_at, updated_at) VALUES (1, :name, :email, :email_index, :status,"
    " :receipt, :at, :at)"
)
JOB = (
    "INSERT INTO jobs (title, description, company, location, job_type, work_mode,"
    " experience_level, department, skills_required, status, created_at, updated_at)"
    " VALUES ('a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', '[]', 'Open', :at, :at)"
)
INTERVIEW = (
    "INSERT INTO interview_sessions (candidate_id, job_id, status, auto, staff_seq, candidate_seq,"
    " created_at) VALUES (1, 1, 'Scheduled', false, 0, 0, :at)"
)


def at_the_first_revision(connection: Connection) -> None:
    """Go back to the first revision and store what an installation of that time held."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.downgrade(config, "0001")
    moment = bindparam("at", datetime(2026, 5, 1, tzinfo=UTC), DateTime(timezone=True))
    connection.execute(text(JOB).bindparams(moment))
    for number, status in enumerate(("Applied", "Rejected", "Withdrawn")):
        values = {
            "name": f"sealed name {number}",
            "email": "sealed",
            "status": status,
            "receipt": str(number),
        }
        index = "a" if number == 0 else "b"
        job = APPLICATION if number < 2 else APPLICATION.replace("(1,", "(2,")
        if number == 2:
            connection.execute(text(JOB).bindparams(moment))
        connection.execute(text(job).bindparams(moment).bindparams(email_index=index, **values))
    connection.execute(text(INTERVIEW).bindparams(moment))
    connection.commit()


async def test_applications_of_one_address_become_one_person(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.run_sync(at_the_first_revision)

    await migrate(database)

    async with database.engine.connect() as connection:
        people = await connection.execute(text("SELECT id, name, email_index FROM candidates"))
        applications = await connection.execute(
            text("SELECT person_id, status FROM job_applications ORDER BY id")
        )
        jobs = await connection.execute(text("SELECT name, state FROM background_jobs"))
        interviews = await connection.scalar(text("SELECT candidate_id FROM interview_sessions"))
        assert {(name, index) for _, name, index in people} == {
            ("sealed name 0", "a"),
            ("sealed name 2", "b"),
        }
        (first, applied), (second, rejected), (third, withdrawn) = applications
        assert first != second == third
        assert (applied, rejected, withdrawn) == ("Applied", "Under Review", "Withdrawn")
        assert jobs.all() == [("index_people", "queued")]
        assert interviews == 1
        assert await connection.run_sync(differences) == []


QUESTION = (
    "INSERT INTO interview_questions (job_id, question_text, question_type, key_points,"
    " skills_tested, is_approved, created_at) VALUES (1, :asked, :type,"
    ' \'[{"id": "k1", "text": "Caches expire", "weight": 1.0}]\', \'["postgres"]\', :approved, :at)'
)


def before_the_review(connection: Connection) -> None:
    """Go back to before questions had states and store what an installation of that time held."""
    downgrade(connection, "0009")
    moment = bindparam("at", datetime(2026, 5, 1, tzinfo=UTC), DateTime(timezone=True))
    connection.execute(
        text(
            JOB.replace("status,", "status, skill_names,").replace("'Open',", "'Open', '[]',")
        ).bindparams(moment)
    )
    rows = [("Approved?", "technical", True), ("Draft?", "technical", False)]
    for asked, kind, approved in [*rows, ("And then?", "follow-up", False)]:
        values = {"asked": asked, "type": kind, "approved": approved}
        connection.execute(text(QUESTION).bindparams(moment, **values))
    connection.commit()


async def test_questions_from_before_the_review_have_a_first_version_and_are_found(
    workshop: WorkShop,
) -> None:
    async with workshop.database.engine.connect() as connection:
        await connection.run_sync(before_the_review)

    await migrate(workshop.database)

    query = QuestionQuery(q="expire", skill="PostgreSQL", sort="oldest")
    async with workshop.begin(SYSTEM) as work:
        views = (await list_questions(work, SYSTEM, query)).items
        retired = await retire_question(work, SYSTEM, views[0].id)
        restored = await restore_question(work, SYSTEM, views[0].id)
    assert [view.state for view in views] == ["approved", "draft", "retired"]
    assert [view.source for view in views] == ["person", "person", "follow-up"]
    assert (retired.is_approved, restored.is_approved) == (False, True)
    async with workshop.database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_references_are_guarded_again_after_a_migration(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.run_sync(downgrade)
        assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar_one() == 1
