"""What the room is told of its meeting: the difference between what it shows and what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from domain.interviews import events as e
from domain.interviews.service import (
    Participant,
    Room,
    RoomMeeting,
    fold,
    fold_all,
    lock_room,
    tell_of_meeting,
)
from domain.kit.work import Announcement, Work
from domain.video.events import MeetingChanged
from domain.video.guests import participants_of
from domain.video.inbox_models import VideoParticipant
from domain.video.inbox_rules import Known, Times, shown
from domain.video.models import VideoMeeting


@dataclass(frozen=True, slots=True)
class Stored:
    """A meeting as it is stored."""

    provider: str
    state: str
    join_url: str | None
    passcode: str | None
    problem: str | None
    times: Times
    people: Sequence[Participant]


def news_of(room: Room, meeting: Stored, now: datetime) -> list[e.RoomChange]:
    """Return the changes that make ``room`` show ``meeting``; none if it does already."""
    changes = _lifecycle(room.meeting, meeting, now)
    after = fold_all(room, changes)
    for person in meeting.people:
        if after.meeting is None or person in after.meeting.participants:
            continue
        told = e.ParticipantJoined if person.left_at is None else e.ParticipantLeft
        changes.append(told(participant=person))
        after = fold(after, changes[-1])
    return changes


def _lifecycle(held: RoomMeeting | None, meeting: Stored, now: datetime) -> list[e.RoomChange]:
    if meeting.state == "failed":
        problem = meeting.problem or "The meeting could not be made."
        same = held is not None and held.problem == problem
        return [] if same else [e.MeetingFailed(provider=meeting.provider, problem=problem)]
    if meeting.state in {"closed", "wanted"}:
        going = held is not None and held.state not in {"failed", "closed"}
        return [e.MeetingClosed()] if going else []
    changes: list[e.RoomChange] = []
    if held is None or held.state in {"failed", "closed"} or _moved(held, meeting):
        changes.append(_opened(meeting))
    settled = held is not None and held.state == meeting.state and held.problem is None
    if meeting.state == "open":
        return changes if changes or settled else [_opened(meeting)]
    if settled and not changes:
        return []
    return [*changes, _moment_of(meeting, now)]


def _moved(held: RoomMeeting, meeting: Stored) -> bool:
    return (held.join_url, held.passcode) != (meeting.join_url, meeting.passcode)


def _opened(meeting: Stored) -> e.MeetingOpened:
    return e.MeetingOpened(
        provider=meeting.provider, join_url=meeting.join_url, passcode=meeting.passcode
    )


def _moment_of(meeting: Stored, now: datetime) -> e.RoomChange:
    if meeting.state == "started":
        return e.MeetingStarted(started_at=meeting.times.began_at or now)
    return e.MeetingEnded(ended_at=meeting.times.ended_at or now)


async def follow_meeting(work: Work, news: Announcement) -> None:
    """Show a meeting that came into another state, in the transaction that brought it there."""
    if not isinstance(news, MeetingChanged):
        return
    meeting = await work.session.get_one(VideoMeeting, news.meeting)
    if news.state == "wanted":
        # The next one is another meeting at the host: nobody was in it, and it never began.
        meeting.started_at = meeting.ended_at = None
        of_meeting = VideoParticipant.meeting_row_id == meeting.id
        await work.session.execute(delete(VideoParticipant).where(of_meeting))
    await show_meeting(work, meeting)


async def show_meeting(work: Work, meeting: VideoMeeting) -> None:
    """Tell the room what it does not show of its meeting yet, in the transaction of the change."""
    loaded = await lock_room(work, meeting.session_id)
    news = news_of(loaded.room, await _stored(work, meeting), work.now)
    if news:
        await tell_of_meeting(work, meeting.session_id, news)


async def people_of(work: Work, meeting: VideoMeeting) -> list[Participant]:
    """Return who is or was in a meeting, in the order in which they were first heard of."""
    times = times_of(meeting)
    rows = await participants_of(work, meeting.session_id)
    people = (shown(row.id, known_of(row), times) for row in rows)
    return [person for person in people if person is not None]


def times_of(meeting: VideoMeeting) -> Times:
    """Return when the meeting last began and ended."""
    return Times(meeting.started_at, meeting.ended_at)


def known_of(row: VideoParticipant) -> Known:
    """Return what is known of somebody."""
    # The column holds what the rules wrote.
    return Known(Times(row.joined_at, row.left_at), row.role, row.name)  # type: ignore[arg-type]


async def _stored(work: Work, meeting: VideoMeeting) -> Stored:
    return Stored(
        provider=meeting.provider,
        state=meeting.state,
        join_url=meeting.join_url,
        passcode=meeting.passcode,
        problem=meeting.problem,
        times=times_of(meeting),
        people=await people_of(work, meeting),
    )
