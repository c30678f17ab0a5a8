"""What meetings tell other features, within the transaction that changes them."""

from dataclasses import dataclass

from domain.interviews.schemas import MeetingState


@dataclass(frozen=True, slots=True)
class MeetingChanged:
    """A meeting came from one state into another, or its links changed; ``problem`` is for staff.

    Whoever joined the workshop hears it in the same transaction; listeners hear it afterwards.
    """

    session_id: int
    meeting: int
    before: MeetingState
    state: MeetingState
    by: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class StreamsMoved:
    """Announced when the host offers a live transcript, or one is over."""
