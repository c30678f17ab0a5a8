"""Which schema the database has, and which this version of the product wants."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.kit.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
"""The newest migration's revision: the number its file name begins with."""


async def schema_version(database: Database) -> str | None:
    """Return the revision the database is at; None for one that was never migrated."""
    try:
        async with database.engine.connect() as connection:
            found = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        return None
    return None if found is None else str(found)
