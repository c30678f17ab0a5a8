"""Broadcasts between nodes may be lost; here each node finds out and mends it from the database."""

from collections.abc import Mapping
from typing import Protocol

from domain.interviews import history
from domain.interviews.store import RoomMoved
from domain.interviews.views import RoomEventView
from domain.kit.actor import SYSTEM
from domain.kit.loops import Loop
from domain.kit.work import WorkShop
from rooms.addresses import candidate_room, staff_room
from rooms.seats import Seat

LOOK_EVERY_S = 1.0


class Sender(Protocol):
    """Where the seats of this node are, and how to speak to them alone."""

    workshop: WorkShop

    @property
    def seats(self) -> Mapping[str, Seat]:
        """The seats of this node by socket."""

    async def emit_here(self, event: str, data: object, room: str) -> None:
        """Send ``data`` to everybody in ``room`` on this node."""


class Relay:
    """Repeats the newest event of every room that moved to the seats of this node.

    Clients that know it ignore it; those that missed something see the gap and fetch the rest.
    What this node remembers of the room is told as well, by the announcement RoomMoved.
    """

    def __init__(self, sender: Sender) -> None:
        """Nothing is relayed before ``start``."""
        self._sender = sender
        self._heads: dict[int, int] = {}
        self._loop = Loop(self.pass_on, LOOK_EVERY_S)

    def start(self) -> None:
        """Begin to look."""
        self._loop.start()

    async def stop(self) -> None:
        """Stop after the look that is running now."""
        await self._loop.stop()

    async def pass_on(self) -> None:
        """Look once which rooms moved and repeat their newest events."""
        rooms = {seat.room_id for seat in self._sender.seats.values() if seat.session_id}
        async with self._sender.workshop.look(SYSTEM) as work:
            heads = await history.read_heads(work, rooms)
            moved = [key for key, head in heads.items() if self._heads.get(key) != head]
            newest = [(key, await history.read_newest(work, key)) for key in moved]
        self._heads = heads
        self._sender.workshop.publish(RoomMoved(session_id) for session_id in moved)
        for session_id, (for_staff, for_candidate) in newest:
            await self._repeat(for_staff, staff_room(session_id))
            await self._repeat(for_candidate, candidate_room(session_id))

    async def _repeat(self, event: RoomEventView | None, room: str) -> None:
        if event is not None:
            await self._sender.emit_here(event.type, event.model_dump(mode="json"), room)
