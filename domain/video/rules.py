"""What is to be done at the host for an interview, and what a refusal means: values in and out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from domain.interviews.schemas import MeetingState
from domain.kit.errors import DomainError
from domain.video.errors import HostBusy, HostRefused

Step = Literal["nothing", "settle", "open", "move", "close", "end"]
OVER = frozenset({"Completed", "Cancelled"})
TOO_LATE = timedelta(days=1)
"""An interview that nobody held for so long gets no meeting any more."""
MOST_FAILURES = 6
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(days=1)
_BUSY_WITHOUT_A_TIME = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a meeting is: what is known of it at the host, which wish was fulfilled last."""

    state: MeetingState = "wanted"
    meeting_id: str | None = None
    asked: bool = False
    wish_version: int = 1
    done_version: int = 0
    failures: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether the host has done the newest wish."""
        return self.done_version >= self.wish_version

    @property
    def may_be_there(self) -> bool:
        """Whether the host has, or may have, a meeting of this interview."""
        return self.meeting_id is not None or self.asked


@dataclass(frozen=True, slots=True)
class Planned:
    """What the interview says: its state, when it begins, how long its meeting lasts."""

    status: str
    starts_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Setback:
    """What follows from a refusal: ``pause`` until the next try, None if a person has to act."""

    failures: int
    pause: timedelta | None
    problem: str


def decide(meeting: Standing, session: Planned, now: datetime) -> Step:
    """Return the one step at the host that fulfils the newest wish, whatever was wished before.

    A meeting that may be there is closed even if its id is not known. One that runs is not moved.
    """
    if meeting.is_settled:
        return "nothing"
    if session.status in OVER:
        return _step_when_over(meeting, session)
    if meeting.state == "started":
        return "settle"
    if meeting.meeting_id is not None:
        return "move"
    forgotten = session.status == "Scheduled" and session.starts_at < now - TOO_LATE
    return "settle" if forgotten and not meeting.asked else "open"


def _step_when_over(meeting: Standing, session: Planned) -> Step:
    if not meeting.may_be_there:
        return "settle"
    held = session.status == "Completed" and meeting.meeting_id is not None
    return "end" if held else "close"


def state_after(step: Step, meeting: Standing) -> MeetingState:
    """Return the meeting's state once ``step`` is done."""
    if step == "close":
        return "closed"
    if step == "end":
        return "ended"
    if step in {"open", "move"}:
        return "started" if meeting.state == "started" else "open"
    if step == "settle" and meeting.meeting_id is None:
        return "closed"
    return meeting.state


def judge(refusal: DomainError, failures: int) -> Setback:
    """Return what follows after ``failures`` earlier ones of the same wish.

    A host that is busy says when to come back, and that is no failure. One that refuses the account
    refuses it again. Any other silence is waited out with doubling pauses, six times at most.
    """
    if isinstance(refusal, HostBusy):
        asked_for = refusal.retry_after_s
        pause = _BUSY_WITHOUT_A_TIME if asked_for is None else timedelta(seconds=asked_for)
        bounded = min(max(pause, timedelta(seconds=1)), LONGEST_PAUSE)
        return Setback(failures, bounded, refusal.message)
    if isinstance(refusal, HostRefused) or failures + 1 >= MOST_FAILURES:
        return Setback(failures + 1, None, refusal.message)
    return Setback(failures + 1, FIRST_PAUSE * 2**failures, refusal.message)
