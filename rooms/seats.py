"""A seat: who sits on a socket, in which room, as what, and until when."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from domain.interviews.views import Presence, SeatView
from domain.kit.actor import Actor, SeatRole
from rooms.budgets import Purse


@dataclass(slots=True)
class Seat:
    """One connected socket. ``session_id`` is None on the dashboard.

    ``family`` is the sign-in the seat came with, None for an invite; ``expires_at`` its end.
    ``device`` is the browser that came with an invite. ``person`` is how the room sees the holder.
    ``last_answer`` is done once the newest command was answered.
    """

    sid: str
    eio_sid: str
    namespace: str
    actor: Actor
    role: SeatRole
    name: str
    session_id: int | None = None
    family: str | None = None
    expires_at: datetime | None = None
    device: str | None = None
    person: Presence | None = None
    epoch: str | None = None
    last_seq: int | None = None
    purse: Purse = field(default_factory=Purse)
    job_id: int | None = None
    last_answer: asyncio.Future[None] | None = None

    @property
    def view(self) -> SeatView:
        """The seat as its holder sees it."""
        return SeatView(role=self.role.value, name=self.name)

    @property
    def room_id(self) -> int:
        """The interview's id; LookupError on the dashboard, where there is none."""
        if self.session_id is None:
            raise LookupError("a dashboard seat has no room")
        return self.session_id

    @property
    def is_staff(self) -> bool:
        """Whether the holder sees what interviewers see."""
        return self.role is not SeatRole.CANDIDATE
