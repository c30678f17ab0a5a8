"""What must be true before traffic may come."""

from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.kit.database import Database
from domain.kit.fields import View
from domain.language.breaker import BreakerState
from server.context import House
from server.schema_version import NEWEST, schema_version
from server.throttle import Counting


class Readiness(View):
    """Each precondition, which model scores, which one writes, and where requests are counted.

    ``language`` names provider and model; ``language_breaker`` is ``open`` while this node leaves
    a failing one alone, which keeps nobody from being ready: people work on without it.
    ``rate_limits`` is ``stricter`` while Redis is set but does not answer.
    """

    ready: bool
    database: bool
    migrations: bool
    redis: bool | None
    scorer: str
    language: str
    language_breaker: BreakerState
    rate_limits: Counting


async def check_readiness(house: House) -> Readiness:
    """Check the database, that it is migrated to this version, and Redis when it is set."""
    migrated = await _is_migrated(house.workshop.database)
    redis = await _redis_answers(house.settings.redis_url)
    return Readiness(
        ready=migrated is True and redis is not False,
        database=migrated is not None,
        migrations=migrated is True,
        redis=redis,
        scorer=house.scoring.model,
        language=f"{house.language.provider} {house.language.model}".strip(),
        language_breaker=house.language.breaker_state,
        rate_limits=house.throttle.counting,
    )


async def _is_migrated(database: Database) -> bool | None:
    """Tell whether the schema is this version's; None when the database does not answer."""
    if not await database.is_up():
        return None
    return await schema_version(database) == NEWEST


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
