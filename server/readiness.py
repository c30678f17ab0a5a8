"""What must be true before traffic may come."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.kit.fields import View
from server.context import House
from server.migrate import alembic_config


class Readiness(View):
    """Each precondition, and which model scores."""

    ready: bool
    database: bool
    migrations: bool
    redis: bool | None
    scorer: str


async def check_readiness(house: House) -> Readiness:
    """Check the database, that it is migrated to this version, and Redis when it is set."""
    migrated = await _is_migrated(house.workshop.database.engine)
    redis = await _redis_answers(house.settings.redis_url)
    return Readiness(
        ready=migrated is True and redis is not False,
        database=migrated is not None,
        migrations=migrated is True,
        redis=redis,
        scorer=house.scorer_model,
    )


async def _is_migrated(engine: AsyncEngine) -> bool | None:
    """Tell whether the schema is at head; None when the database does not answer."""
    try:
        async with engine.connect() as connection:
            current = await connection.run_sync(_current_heads)
    except (SQLAlchemyError, OSError):
        return None
    return current == set(ScriptDirectory.from_config(alembic_config()).get_heads())


def _current_heads(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


async def _redis_answers(url: str) -> bool | None:
    if not url:
        return None
    client = Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)
    try:
        return bool(await client.ping())
    except (RedisError, OSError):
        return False
    finally:
        await client.aclose()
