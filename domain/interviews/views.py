"""Views of a room as it is now and of what happened in it; the same for REST and socket."""

from typing import Literal

from pydantic import Field

from domain.interviews.room import Room
from domain.kit.fields import Moment, View


class Delta(View):
    """Events after a known ``seq``, or ``resync`` when a snapshot is the shorter way."""

    epoch: str
    seq: int
    resync: bool = False
    events: list["RoomEventView"] = Field(default_factory=list)


class RoomEventView(View):
    """A stored event as it goes out; see the room's events for ``data`` by ``type``."""

    epoch: str
    seq: int
    type: str
    at: Moment
    by: str
    data: dict[str, object]


class Presence(View):
    """Who is in the room now."""

    role: Literal["candidate", "interviewer", "observer"]
    name: str
    connected: bool
    since: Moment


class SeatView(View):
    """The holder's own place in the room."""

    role: Literal["candidate", "interviewer", "observer"]
    name: str


class Snapshot(View):
    """First thing a seat gets: its room, its seat, who is there and the server's time."""

    server_time: Moment
    seat: SeatView
    room: Room
    presence: list[Presence] = Field(default_factory=list)


class RoomView(View):
    """The room as the caller may see it, with the server's time for clocks."""

    server_time: Moment
    room: Room
