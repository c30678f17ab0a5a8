"""A client that keeps a room up to date by the documented rule alone."""

from typing import Any

from domain.interviews.events import RoomEvent
from domain.interviews.fold import fold
from domain.interviews.room import Room
from domain.interviews.views import Snapshot
from tests.factories.server import Client


class Follower:
    """Folds what a client hears: the next event applies, older ones do not, a gap is fetched."""

    def __init__(self, client: Client, room: Room | None = None) -> None:
        self._client = client
        self._read = 0
        self.room = room
        self.gaps = 0

    async def catch_up(self) -> Room:
        """Fold everything heard so far, but at least a first message; return the room."""
        while self.room is None and not self._client.heard:
            await self._client.sio.sleep(0.01)
        while self._read < len(self._client.heard):
            name, data = self._client.heard[self._read]
            self._read += 1
            if name == "room.snapshot":
                self.room = Snapshot.model_validate(data).room
            elif name == "room.delta":
                for event in data["events"]:
                    await self._take(event)
            elif isinstance(data, dict) and "seq" in data:
                await self._take(data)
        return self.known

    async def until(self, seq: int) -> Room:
        """Wait until the room has reached event ``seq``; return it."""
        for _ in range(1_000):
            if (await self.catch_up()).seq >= seq:
                break
            await self._client.sio.sleep(0.01)
        return self.known

    @property
    def known(self) -> Room:
        if self.room is None:
            raise LookupError("no snapshot was heard yet")
        return self.room

    async def _take(self, event: dict[str, Any]) -> None:
        if event["seq"] <= self.known.seq:
            return
        if event["seq"] > self.known.seq + 1:
            self.gaps += 1
            missed = await self._client.call("room.catch_up", after=self.known.seq)
            for earlier in missed["data"]["events"]:
                self._apply(earlier)
            return
        self._apply(event)

    def _apply(self, event: dict[str, Any]) -> None:
        if event["seq"] == self.known.seq + 1:
            change = RoomEvent.model_validate(event).data
            self.room = fold(self.known, change).model_copy(update={"seq": event["seq"]})


def assert_same_room(one: Room, other: Room) -> None:
    """Compare two rooms but for what edits, which are not events, have changed."""
    assert _settled(one) == _settled(other)


def _settled(room: Room) -> dict[str, Any]:
    state = room.model_dump(mode="json")
    for question in state["questions"]:
        if question["status"] == "open" and question["answer"] is not None:
            del question["answer"]["text"], question["answer"]["rev"]
    return state
