"""Counting requests against their limits: in this process, or in Redis for all nodes together."""

import math
import time
from typing import Any, Literal

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import ConnectionPool

from domain.kit.errors import TooManyRequests
from server.adapters.patience import Patience
from server.api.limits import Limit

Mode = Literal["on", "relaxed", "off"]
Counting = Literal["memory", "redis", "stricter", "off"]
RELAXED = 1_000
STRICTER = 4
"""Without Redis each node counts alone and gives a quarter, so that four nodes give no more."""
STAFF = 20
"""People whom the company has let in work in bulk; what they do has their name on it."""


class Throttle:
    """Spends requests; refuses with TooManyRequests what is over a limit."""

    def __init__(self, mode: Mode, redis_url: str = "") -> None:
        """``relaxed`` gives a thousand times as much, for rehearsals and tests."""
        self._mode = mode
        self._here = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._patience = Patience("rate limits")
        self._pool: ConnectionPool | None = None
        self._shared: SlidingWindowCounterRateLimiter | None = None
        self._alone = False
        if redis_url and mode != "off":
            self._pool = ConnectionPool.from_url(redis_url, socket_connect_timeout=1)
            # The library's signature knows only plain options, its documentation the pool as well.
            pool: dict[str, Any] = {"connection_pool": self._pool}
            storage = RedisStorage(
                f"async+{redis_url}",
                implementation="redispy",
                key_prefix="greenroom:limits",
                **pool,
            )
            self._shared = SlidingWindowCounterRateLimiter(storage)

    @property
    def counting(self) -> Counting:
        """Where requests are counted now."""
        if self._mode == "off":
            return "off"
        if self._shared is None:
            return "memory"
        return "stricter" if self._alone else "redis"

    async def spend(self, name: str, limit: Limit, key: str, *, is_staff: bool = False) -> None:
        """Count one request of ``key`` under ``name``. Raises TooManyRequests."""
        await self._ask(name, limit, key, times=STAFF if is_staff else 1, counts=True)

    async def check(self, name: str, limit: Limit, key: str) -> None:
        """Raise TooManyRequests if ``spend`` would; nothing is counted."""
        await self._ask(name, limit, key, times=1, counts=False)

    async def close(self) -> None:
        """Close the connections to Redis."""
        if self._pool is not None:
            await self._pool.aclose()

    async def _ask(self, name: str, limit: Limit, key: str, *, times: int, counts: bool) -> None:
        if self._mode == "off":
            return
        amount = limit.amount * times * (RELAXED if self._mode == "relaxed" else 1)
        place = (name, limit.by.value, key)
        wait = await self._ask_redis(amount, limit.seconds, place, counts=counts)
        if wait is None:
            here = max(1, amount // STRICTER) if self._alone else amount
            item = RateLimitItemPerSecond(here, limit.seconds)
            wait = await _wait(self._here, item, place, counts=counts)
        if wait:
            raise TooManyRequests(retry_after_s=wait)

    async def _ask_redis(
        self, amount: int, seconds: int, place: tuple[str, ...], *, counts: bool
    ) -> int | None:
        """Return what Redis says, or None where it is not set or does not answer."""
        if self._shared is None:
            return None
        shared, item = self._shared, RateLimitItemPerSecond(amount, seconds)
        wait = await self._patience.ask(lambda: _wait(shared, item, place, counts=counts))
        self._alone = wait is None
        return wait


async def _wait(
    limiter: SlidingWindowCounterRateLimiter,
    item: RateLimitItem,
    place: tuple[str, ...],
    *,
    counts: bool,
) -> int:
    """Return 0 when the request may pass, or in how many seconds the next one may."""
    ask = limiter.hit if counts else limiter.test
    if await ask(item, *place):
        return 0
    stats = await limiter.get_window_stats(item, *place)
    return max(1, math.ceil(stats.reset_time - time.time()))
