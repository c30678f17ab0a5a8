"""The presence board that several nodes share, in Redis: hints that expire by themselves."""

import json
import time

from redis.asyncio import Redis

from domain.interviews.views import Presence
from rooms.presence import merge_people
from server.adapters.patience import Patience

FRESH_S = 15.0


class RedisBoard:
    """One hash per room: seat → person and last sign of life. Redis down means nobody is shown."""

    def __init__(self, redis: Redis) -> None:
        """Use the connected ``redis`` client."""
        self._redis = redis
        self._patience = Patience("presence")

    async def join(self, session_id: int, sid: str, person: Presence) -> None:
        """Note that ``person`` sits on ``sid``; unless said again within 15 seconds, it fades."""
        note = json.dumps({"at": time.time(), "person": person.model_dump(mode="json")})

        async def write() -> None:
            async with self._redis.pipeline() as pipe:
                pipe.hset(_key(session_id), sid, note)
                pipe.expire(_key(session_id), int(4 * FRESH_S))
                await pipe.execute()

        await self._patience.ask(write)

    async def leave(self, session_id: int, sid: str) -> None:
        """Note that the seat ``sid`` is empty."""
        await self._patience.ask(lambda: self._redis.hdel(_key(session_id), sid))

    async def people(self, session_id: int) -> list[Presence]:
        """Return who is in the room, in the order they came."""
        seats = await self._patience.ask(lambda: self._redis.hvals(_key(session_id)))
        notes = [json.loads(seat) for seat in seats or ()]
        fresh = [note for note in notes if time.time() - note["at"] < FRESH_S]
        return merge_people(Presence.model_validate(note["person"]) for note in fresh)

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


def _key(session_id: int) -> str:
    return f"greenroom:presence:{session_id}"
