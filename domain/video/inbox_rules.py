"""What events of any order and number come to: the newest time of each kind decides.

Each event only raises a time to its own or leaves it, so that the outcome is the same for any
order and any repetition.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from domain.interviews.service import Participant, PersonRole
from domain.video.inbox_reading import Person

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RANK: dict[PersonRole, int] = {"unknown": 0, "interviewer": 1, "candidate": 2}


@dataclass(frozen=True, slots=True)
class Times:
    """When something last began and last ended."""

    began_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether it goes on; what began and ended in the same moment is over."""
        if self.began_at is None:
            return False
        return self.ended_at is None or self.ended_at < self.began_at

    def began(self, at: datetime) -> "Times":
        """Return the times with a beginning at ``at``."""
        return replace(self, began_at=newest(self.began_at, at))

    def ended(self, at: datetime) -> "Times":
        """Return the times with an end at ``at``."""
        return replace(self, ended_at=newest(self.ended_at, at))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody in the meeting; the newest event names them."""

    times: Times = Times()
    role: PersonRole = "unknown"
    name: str | None = None


def moment(at_ms: int) -> datetime:
    """Return milliseconds since 1970 as a moment, exactly."""
    return _EPOCH + timedelta(milliseconds=at_ms)


def newest(*moments: datetime | None) -> datetime | None:
    """Return the latest of the moments that are known."""
    return max((one for one in moments if one is not None), default=None)


def meeting_state(stored: str, times: Times) -> str:
    """Return a meeting's state after its times; one that was cancelled stays so."""
    if stored == "closed" or times == Times():
        return stored
    return "started" if times.is_on else "ended"


def came(known: Known, person: Person, role: PersonRole, at: datetime) -> Known:
    """Return what is known of somebody after they came in at ``at``."""
    return replace(_named(known, person, role, at), times=known.times.began(at))


def went(known: Known, person: Person, role: PersonRole, at: datetime) -> Known:
    """Return what is known of somebody after they left at ``at``."""
    return replace(_named(known, person, role, at), times=known.times.ended(at))


def shown(participant_id: int, known: Known, meeting: Times) -> Participant | None:
    """Return somebody as the room shows them: nobody stays when the meeting is over.

    None for somebody who left and of whose coming nothing is known yet.
    """
    joined_at = known.times.began_at
    if joined_at is None:
        return None
    ends = (known.times.ended_at, meeting.ended_at)
    return Participant(
        participant_id=participant_id,
        role=known.role,
        name=known.name,
        joined_at=joined_at,
        left_at=_first_after(joined_at, ends),
    )


def _first_after(start: datetime, ends: Collection[datetime | None]) -> datetime | None:
    return min((end for end in ends if end is not None and end >= start), default=None)


def _named(known: Known, person: Person, role: PersonRole, at: datetime) -> Known:
    before = newest(known.times.began_at, known.times.ended_at)
    best = max(known.role, role, key=lambda one: _RANK[one])
    if before is None or at > before:
        return replace(known, role=best, name=person.name)
    if at == before:
        names = [name for name in (known.name, person.name) if name is not None]
        return replace(known, role=best, name=max(names, default=None))
    return replace(known, role=best)
