"""How long a node waits for Redis before it goes on without it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from redis.exceptions import RedisError

PATIENCE_S = 1.0
REST_S = 2.0

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


class Patience:
    """Asks Redis for hints that may be lost, never longer than a second.

    After a failure it is left alone for a while, so that a Redis that hangs costs a second now
    and then instead of a second per question.
    """

    def __init__(self, purpose: str) -> None:
        """``purpose`` names what is lost in the log."""
        self._purpose = purpose
        self._resting_until = 0.0

    async def ask(self, question: Callable[[], Awaitable[Result]]) -> Result | None:
        """Return the answer, or None when Redis gave none in time."""
        if time.monotonic() < self._resting_until:
            return None
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await question()
        except (RedisError, OSError) as error:
            self._resting_until = time.monotonic() + REST_S
            log.warning("redis_left_alone", purpose=self._purpose, detail=str(error))
            return None
