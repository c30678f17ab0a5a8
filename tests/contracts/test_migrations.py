"""The migrations lead to the tables that the code knows, and back to nothing."""

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from domain.accounts.errors import RefreshRefused
from domain.accounts.service import Accounts
from domain.jobs.schemas import JobQuery
from domain.jobs.service import list_jobs
from domain.kit.actor import SYSTEM, Role
from domain.kit.database import Database
from domain.kit.work import WorkShop
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
        await connection.exec_driver_sql("DROP TABLE audit_records")

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
