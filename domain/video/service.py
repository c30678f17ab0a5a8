"""Meetings of interviews: wanting one, following its interview, looking it up, retrying."""

from collections.abc import Collection, Sequence

from domain.interviews.events import SessionChanged, SessionPlanned
from domain.interviews.schemas import MeetingBrief, SessionView
from domain.interviews.service import find_session, hold_interview
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.paging import Page, fetch_page
from domain.kit.work import Announcement, Work
from domain.video.errors import NoMeeting
from domain.video.hearing import Heard, Spoken, parts_of, read_heard
from domain.video.models import VideoMeeting
from domain.video.ports import Provider
from domain.video.queries import meetings_of, visible_meetings
from domain.video.recording_schemas import RecordingView
from domain.video.schemas import CreateMeeting, MeetingQuery, MeetingView
from domain.video.steering import steer_again
from domain.video.wishes import add_meeting, find_meeting_of, hold_meeting, standing_of, wish_anew

__all__ = [
    "Heard",
    "RecordingView",
    "Spoken",
    "briefs_of",
    "follow_session",
    "list_meetings",
    "meeting_to_host",
    "parts_of",
    "read_heard",
    "read_meeting",
    "retry_meeting",
    "view_of",
    "want_meeting",
    "with_meetings",
]
USUAL_MINUTES = 60


async def follow_session(work: Work, news: Announcement, *, provider: Provider) -> None:
    """Do what an interview's change means for its meeting, in the same transaction."""
    if isinstance(news, SessionPlanned) and news.video:
        session = await find_session(work, SYSTEM, news.session_id)
        await add_meeting(work, session, provider, minutes=news.minutes, records=news.records)
    elif isinstance(news, SessionChanged):
        meeting = await find_meeting_of(work, news.session_id)
        if meeting is not None:
            await wish_anew(work, meeting)


async def want_meeting(
    work: Work, actor: Actor, command: CreateMeeting, provider: Provider
) -> MeetingView:
    """Give an interview a meeting, or change the wishes for the one it has.

    Raises NotFound or InterviewEnded.
    """
    actor.require(Role.RECRUITER)
    session = await hold_interview(work, actor, command.session_id)
    meeting = await find_meeting_of(work, session.id)
    if meeting is None:
        minutes = command.minutes or USUAL_MINUTES
        records = bool(command.records)
        added = await add_meeting(work, session, provider, minutes=minutes, records=records)
        return view_of(added)
    minutes = command.minutes or meeting.minutes
    records = meeting.records if command.records is None else command.records
    is_new = (minutes, records) != (meeting.minutes, meeting.records)
    meeting.minutes, meeting.records = minutes, records
    if is_new or meeting.state == "closed":
        await wish_anew(work, meeting)
    return view_of(meeting)


async def list_meetings(work: Work, actor: Actor, query: MeetingQuery) -> Page[MeetingView]:
    """Return one page of the meetings, newest first; for recruiters and above."""
    statement = visible_meetings(actor)
    if query.state is not None:
        statement = statement.where(VideoMeeting.state == query.state)
    if query.session_id is not None:
        statement = statement.where(VideoMeeting.session_id == query.session_id)
    if query.starts_from is not None:
        statement = statement.where(VideoMeeting.starts_at >= query.starts_from)
    if query.starts_to is not None:
        statement = statement.where(VideoMeeting.starts_at < query.starts_to)
    rows, cursor, total = await fetch_page(work.session, statement, VideoMeeting.id, query)
    return Page(items=[view_of(row) for row in rows], next_cursor=cursor, total=total)


async def read_meeting(work: Work, actor: Actor, row_id: int) -> MeetingView:
    """Return one meeting; NotFound otherwise."""
    return view_of(await _find(work, actor, row_id))


async def retry_meeting(work: Work, actor: Actor, row_id: int) -> MeetingView:
    """Ask the host once more, now, for what it has not done; nothing if all is done."""
    actor.require(Role.RECRUITER)
    held = await hold_meeting(work, row_id)
    if held is None:
        raise _missing()
    meeting, _ = held
    await steer_again(work, meeting)
    if not standing_of(meeting).is_settled or meeting.state == "failed":
        meeting.next_try_at = None
        await wish_anew(work, meeting)
    return view_of(meeting)


async def meeting_to_host(work: Work, actor: Actor, row_id: int) -> str:
    """Return the host's id of a meeting that ``actor`` is about to start; noted in the audit.

    Only for people: a program's key starts no meeting. Raises NotAllowed, NotFound or NoMeeting.
    """
    actor.require(Role.RECRUITER)
    if actor.user_id is None:
        raise NotAllowed
    meeting = await _find(work, actor, row_id)
    if meeting.meeting_id is None or meeting.state not in {"open", "started"}:
        raise NoMeeting
    work.note("host_link", VideoMeeting.__tablename__, meeting.id)
    return meeting.meeting_id


async def with_meetings(
    work: Work, actor: Actor, views: Sequence[SessionView]
) -> list[SessionView]:
    """Return interviews together with their meetings; problems are told to staff only."""
    found = await briefs_of(work, actor, [view.id for view in views])
    return [view.model_copy(update={"meeting": found.get(view.id)}) for view in views]


async def briefs_of(
    work: Work, actor: Actor, session_ids: Collection[int]
) -> dict[int, MeetingBrief]:
    """Return the meetings of interviews that ``actor`` was shown, by interview."""
    rows = await work.session.scalars(meetings_of(session_ids))
    is_staff = actor.reaches(Role.RECRUITER)
    return {row.session_id: _brief(row, is_staff=is_staff) for row in rows}


def view_of(meeting: VideoMeeting) -> MeetingView:
    """Return a meeting as staff see it."""
    return MeetingView(
        **_brief(meeting, is_staff=True).model_dump(),
        session_id=meeting.session_id,
        meeting_id=meeting.meeting_id,
        records=meeting.records,
        synced=standing_of(meeting).is_settled,
        next_try_at=meeting.next_try_at,
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        checked_at=meeting.checked_at,
        created_at=meeting.created_at,
    )


def _brief(meeting: VideoMeeting, *, is_staff: bool) -> MeetingBrief:
    return MeetingBrief(
        id=meeting.id,
        state=standing_of(meeting).state,
        provider="zoom" if meeting.provider == "zoom" else "offline",
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        join_url=meeting.join_url,
        passcode=meeting.passcode,
        problem=meeting.problem if is_staff else None,
    )


async def _find(work: Work, actor: Actor, row_id: int) -> VideoMeeting:
    visible = visible_meetings(actor).where(VideoMeeting.id == row_id)
    meeting: VideoMeeting | None = await work.session.scalar(visible)
    if meeting is None:
        raise _missing()
    return meeting


def _missing() -> NotFound:
    return NotFound("There is no such meeting.")
