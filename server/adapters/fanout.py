"""Broadcasts to the other nodes over Redis, which may hang or be gone without harm to this one."""

import asyncio
from contextlib import suppress
from typing import Any

import socketio

from server.adapters.patience import Patience

CHANNEL = "greenroom"


class FanOut(socketio.AsyncRedisManager):  # type: ignore[misc]  # the library is untyped
    """Emits here at once and tells the other nodes as well as Redis allows.

    What they miss they send again from the database; see the gateway's relay.
    """

    def __init__(self, url: str, *, options: dict[str, Any], write_only: bool = False) -> None:
        """``options`` go to the Redis client; ``write_only`` for a process that seats nobody."""
        super().__init__(url, channel=CHANNEL, write_only=write_only, redis_options=dict(options))
        self._patience = Patience("broadcast")

    async def close(self) -> None:
        """Stop listening and close the connections."""
        listening: asyncio.Task[None] | None = getattr(self, "thread", None)
        if listening is not None:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
        if self.redis is not None:
            await self._patience.ask(self.pubsub.aclose)
            await self.redis.aclose()

    async def _publish(self, data: dict[str, Any]) -> None:
        if not self.connected:
            self._redis_connect()
        text = self.json.dumps(data)
        await self._patience.ask(lambda: self.redis.publish(self.channel, text))
