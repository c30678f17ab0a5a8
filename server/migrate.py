"""Bringing the database to this version's schema."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from domain.interviews.models import Installation
from domain.kit.database import Database
from server.schema_version import MIGRATIONS, NEWEST, schema_version

if TYPE_CHECKING:
    from alembic.config import Config


def alembic_config() -> Config:
    """Return Alembic's configuration: the migrations that ship with the product."""
    from alembic.config import Config  # noqa: PLC0415  # 0.3 s that a migrated start can save

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


async def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade the schema to ``revision`` and give a new installation its epoch."""
    wanted = NEWEST if revision == "head" else revision
    if await schema_version(database) != wanted:
        async with database.engine.connect() as connection:
            await connection.run_sync(_upgrade, wanted)
    async with database.writing() as session:
        if await session.get(Installation, "epoch") is None:
            session.add(Installation(key="epoch", value=secrets.token_hex(4)))


def _upgrade(connection: Connection, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  # as above

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
