"""Speaking to rooms from a process that seats nobody: over the Redis manager only."""

from typing import Any

from domain.kit.work import WorkShop
from rooms.presence import PresenceBoard
from rooms.registry import ROOM
from rooms.wire import RoomSummary


class RemoteGateway:
    """What a publisher needs of a gateway, for a worker process."""

    def __init__(self, workshop: WorkShop, manager: Any, board: PresenceBoard) -> None:
        """``manager`` is a write-only Socket.IO client manager."""
        self.workshop = workshop
        self._manager = manager
        self._board = board

    async def emit(self, event: str, data: object, room: str, namespace: str = ROOM) -> None:
        """Send ``data`` to everybody in ``room`` on every node."""
        await self._manager.emit(event, data, namespace=namespace, room=room)

    @property
    def has_dashboards(self) -> bool:
        """Whether a dashboard may be listening: nobody knows here, so yes."""
        return True

    async def summary(self, glance: dict[str, Any]) -> RoomSummary:
        """Return a room at a glance together with whether its candidate is there."""
        people = await self._board.people(glance["session_id"])
        present = any(person.role == "candidate" for person in people)
        return RoomSummary(**glance, candidate_connected=present)
