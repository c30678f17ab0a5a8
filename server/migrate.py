"""Bringing the database to this version's schema."""

import secrets
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from domain.interviews.models import Installation
from domain.kit.database import Database

HERE = Path(__file__).parent


def alembic_config() -> Config:
    """Return alembic's configuration: the migrations that ship with the product."""
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    return config


async def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade the schema to ``revision`` and give a new installation its epoch."""
    async with database.engine.connect() as connection:
        await connection.run_sync(_upgrade, revision)
    async with database.writing() as session:
        if await session.get(Installation, "epoch") is None:
            session.add(Installation(key="epoch", value=secrets.token_hex(4)))


def _upgrade(connection: Connection, revision: str) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
