"""The queue that wakes workers, over Redis, which may stumble or forget without harm."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from taskiq import AckableMessage
from taskiq_redis import RedisStreamBroker

REST_S = 1.0

log = structlog.get_logger(__name__)


class WakingBroker(RedisStreamBroker):
    """Hands each waking to one worker, and rests a while when Redis fails or came back empty.

    What is lost on the way is found by the sweep of the rows. So nothing is kept to be acknowledged
    or claimed anew, for which the library takes a lock that a killed worker would keep for ever.
    """

    _is_over = False

    async def shutdown(self) -> None:
        """Listen no more, and let go of Redis."""
        self._is_over = True
        await super().shutdown()

    async def listen(self) -> AsyncGenerator[AckableMessage, None]:
        """Yield what wakes this worker."""
        while True:
            try:
                await self._declare_consumer_group()
                async with Redis(connection_pool=self.connection_pool) as redis:
                    while True:
                        for message in await self._read(redis):
                            yield AckableMessage(data=message, ack=_acknowledge)
            except (RedisError, OSError) as error:
                if self._is_over:
                    # A reader that outlived the receiver must not connect anew.
                    return
                log.warning("redis_left_alone", purpose="waking", detail=str(error))
                await asyncio.sleep(REST_S)

    async def _read(self, redis: Redis) -> list[bytes]:
        new: Any = await redis.xreadgroup(
            self.consumer_group_name,
            self.consumer_name,
            {self.queue_name: ">"},
            count=self.count,
            block=self.block,
            noack=True,
        )
        return [fields[b"data"] for _, messages in new or () for _, fields in messages]


async def _acknowledge() -> None:
    """Do nothing: Redis forgot the message when it handed it out."""
