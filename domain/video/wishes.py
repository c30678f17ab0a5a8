"""What interviews want of the host: noted in their own transactions, done by a job afterwards."""

import secrets
from typing import cast

from domain.interviews.models import InterviewSession
from domain.interviews.schemas import MeetingState
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.video.events import MeetingChanged
from domain.video.models import VideoMeeting
from domain.video.ports import Provider, Wish
from domain.video.queries import (
    meeting_of_session_to_change,
    meeting_to_change,
    session_to_change,
)
from domain.video.rules import Planned, Standing

SYNC_MEETING = "video.sync"
TOPIC = "Interview"


async def add_meeting(
    work: Work, session: InterviewSession, provider: Provider, *, minutes: int, records: bool
) -> VideoMeeting:
    """Want a meeting for an interview that has none yet."""
    meeting = VideoMeeting(
        session_id=session.id,
        provider=provider,
        # Random, so that a restored backup takes over no meeting of an interview it never saw;
        # last comes the interview, to which the offline host's links lead.
        reference=f"interview-{secrets.token_hex(4)}-{session.id}",
        state="wanted",
        wish_version=1,
        done_version=0,
        starts_at=session.scheduled_at or work.now,
        minutes=minutes,
        records=records,
        asked=False,
        attempts=0,
        wished_at=work.now,
        created_at=work.now,
    )
    work.session.add(meeting)
    await work.session.flush()
    await enqueue(work, SYNC_MEETING, meeting=meeting.id)
    return meeting


async def wish_anew(work: Work, meeting: VideoMeeting) -> None:
    """Count a new wish and plan the job that fulfils it; a failed meeting gets a new chance."""
    meeting.wish_version += 1
    meeting.wished_at, meeting.attempts, meeting.problem = work.now, 0, None
    if meeting.state == "failed":
        await turn(work, meeting, "wanted" if meeting.meeting_id is None else "open")
    await work.session.flush()
    await enqueue(work, SYNC_MEETING, meeting=meeting.id)


async def find_meeting_of(work: Work, session_id: int) -> VideoMeeting | None:
    """Return an interview's meeting, locked against other changers; None if it has none."""
    found: VideoMeeting | None = await work.session.scalar(meeting_of_session_to_change(session_id))
    return found


async def begin_anew(work: Work, meeting: VideoMeeting, session: InterviewSession) -> None:
    """Forget a meeting that its host has lost; if it is still wanted, another one is made."""
    meeting.meeting_id = meeting.meeting_uuid = meeting.join_url = meeting.passcode = None
    meeting.asked, session.zoom_meeting_id = False, None
    await wish_anew(work, meeting)
    meeting.problem = "The meeting was deleted at the video service. A new one is being made."
    await turn(work, meeting, "wanted")


async def turn(work: Work, meeting: VideoMeeting, state: MeetingState) -> None:
    """Bring a meeting into ``state`` and let others hear of it."""
    before, meeting.state = standing_of(meeting).state, state
    changed = MeetingChanged(
        meeting.session_id, meeting.id, before, state, work.actor.key, meeting.problem
    )
    await work.involve(changed)
    work.announce(changed)


async def hold_meeting(work: Work, row_id: int) -> tuple[VideoMeeting, InterviewSession] | None:
    """Return a meeting and its interview, both kept from changing; None if there is none."""
    session = await work.session.scalar(session_to_change(row_id))
    meeting = await work.session.scalar(meeting_to_change(row_id))
    return None if session is None or meeting is None else (meeting, session)


def standing_of(meeting: VideoMeeting) -> Standing:
    """Return what the rules need to know of a meeting."""
    return Standing(
        state=cast("MeetingState", meeting.state),
        meeting_id=meeting.meeting_id,
        asked=meeting.asked,
        wish_version=meeting.wish_version,
        done_version=meeting.done_version,
        failures=meeting.attempts,
    )


def planned_of(meeting: VideoMeeting, session: InterviewSession) -> Planned:
    """Return what the interview says of its meeting."""
    return Planned(session.status, session.scheduled_at or meeting.starts_at, meeting.minutes)


def wish_of(meeting: VideoMeeting) -> Wish:
    """Return the meeting as it is wanted; its topic names nobody."""
    return Wish(
        reference=meeting.reference,
        topic=TOPIC,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        records=meeting.records,
    )
