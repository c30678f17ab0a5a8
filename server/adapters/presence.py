"""The presence board that several nodes share, in Redis: hints that expire by themselves."""

import json
import time

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.interviews.schemas import Presence
from rooms.presence import merge_people

FRESH_S = 15.0

log = structlog.get_logger(__name__)


class RedisBoard:
    """One hash per room: seat → person and last sign of life. Redis down means nobody is shown."""

    def __init__(self, redis: Redis) -> None:
        """Use the connected ``redis`` client."""
        self._redis = redis

    async def join(self, session_id: int, sid: str, person: Presence) -> None:
        """Note that ``person`` took the seat ``sid``."""
        await self._write(session_id, sid, person.model_dump(mode="json"))

    async def leave(self, session_id: int, sid: str) -> None:
        """Note that the seat ``sid`` is empty."""
        try:
            await self._redis.hdel(_key(session_id), sid)
        except (RedisError, OSError) as error:
            log.warning("presence_not_shared", detail=str(error))

    async def refresh(self, session_id: int, sid: str) -> None:
        """Say that the seat ``sid`` is still taken."""
        try:
            known = await self._redis.hget(_key(session_id), sid)
        except (RedisError, OSError) as error:
            log.warning("presence_not_shared", detail=str(error))
            return
        if known is not None:
            await self._write(session_id, sid, json.loads(known)["person"])

    async def people(self, session_id: int) -> list[Presence]:
        """Return who is in the room, in the order they came."""
        try:
            seats = await self._redis.hvals(_key(session_id))
        except (RedisError, OSError) as error:
            log.warning("presence_not_shared", detail=str(error))
            return []
        notes = [json.loads(seat) for seat in seats]
        fresh = [note for note in notes if time.time() - note["at"] < FRESH_S]
        return merge_people(Presence.model_validate(note["person"]) for note in fresh)

    async def _write(self, session_id: int, sid: str, person: dict[str, object]) -> None:
        note = json.dumps({"at": time.time(), "person": person})
        try:
            await self._redis.hset(_key(session_id), sid, note)
            await self._redis.expire(_key(session_id), int(4 * FRESH_S))
        except (RedisError, OSError) as error:
            log.warning("presence_not_shared", detail=str(error))


def _key(session_id: int) -> str:
    return f"greenroom:presence:{session_id}"
