"""Who is in which room: the latest state wins, and no state outlives its socket for long."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from domain.interviews.views import Presence


@dataclass(frozen=True, slots=True)
class PresenceMoved:
    """Announced when somebody came to or left a room."""

    session_id: int


class PresenceBoard(Protocol):
    """Where the nodes of one installation note who sits where."""

    async def join(self, session_id: int, sid: str, person: Presence) -> None:
        """Note that ``person`` sits on ``sid``; unless said again every few seconds, it fades."""

    async def leave(self, session_id: int, sid: str) -> None:
        """Note that the seat ``sid`` is empty."""

    async def people(self, session_id: int) -> list[Presence]:
        """Return who is in the room, in the order they came."""


class LocalBoard:
    """The board of a single process."""

    def __init__(self) -> None:
        """Start with empty rooms."""
        self._rooms: dict[int, dict[str, Presence]] = {}

    async def join(self, session_id: int, sid: str, person: Presence) -> None:
        """Note that ``person`` sits on ``sid``, until the seat is left."""
        self._rooms.setdefault(session_id, {})[sid] = person

    async def leave(self, session_id: int, sid: str) -> None:
        """Note that the seat ``sid`` is empty."""
        room = self._rooms.get(session_id, {})
        room.pop(sid, None)
        if not room:
            self._rooms.pop(session_id, None)

    async def people(self, session_id: int) -> list[Presence]:
        """Return who is in the room, in the order they came."""
        return merge_people(self._rooms.get(session_id, {}).values())


def merge_people(people: Iterable[Presence]) -> list[Presence]:
    """Return each person once, with the earliest arrival, in the order they came."""
    first: dict[tuple[str, str], Presence] = {}
    for person in sorted(people, key=lambda p: p.since):
        first.setdefault((person.role, person.name), person)
    return list(first.values())
