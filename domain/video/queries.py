"""Which meetings an actor may see, and the rows that are changed together."""

from collections.abc import Collection

from sqlalchemy import Select, false, select
from sqlalchemy.orm import defer

from domain.interviews.models import InterviewSession
from domain.kit.actor import Actor, Role
from domain.video.models import VideoComparison, VideoMeeting, VideoRegistrant


def visible_meetings(actor: Actor) -> Select[VideoMeeting]:
    """Return all meetings for recruiters and above, none for others.

    Candidates see theirs through their interview.
    """
    meetings = select(VideoMeeting)
    return meetings if actor.reaches(Role.RECRUITER) else meetings.where(false())


def visible_comparisons(actor: Actor) -> Select[VideoComparison]:
    """Return all comparisons for recruiters and above, none for others."""
    comparisons = select(VideoComparison)
    return comparisons if actor.reaches(Role.RECRUITER) else comparisons.where(false())


def meetings_of(session_ids: Collection[int]) -> Select[VideoMeeting]:
    """Return the meetings of some interviews."""
    return select(VideoMeeting).where(VideoMeeting.session_id.in_(session_ids))


def meeting_to_change(row_id: int) -> Select[VideoMeeting]:
    """Return one meeting, locked against other changers."""
    return select(VideoMeeting).where(VideoMeeting.id == row_id).with_for_update()


def meeting_of_session_to_change(session_id: int) -> Select[VideoMeeting]:
    """Return an interview's meeting, locked against other changers."""
    return meetings_of([session_id]).with_for_update()


def session_to_change(row_id: int) -> Select[InterviewSession]:
    """Return the interview of a meeting, locked; always before the meeting itself.

    Whoever moves an interview takes the two in this order.
    """
    of_meeting = select(VideoMeeting.session_id).where(VideoMeeting.id == row_id)
    return select(InterviewSession).where(InterviewSession.id.in_(of_meeting)).with_for_update()


def meetings_with_sessions() -> Select[VideoMeeting, InterviewSession]:
    """Return all meetings with their interviews, without what is sealed."""
    both = select(VideoMeeting, InterviewSession).join(
        InterviewSession, InterviewSession.id == VideoMeeting.session_id
    )
    sealed = (VideoMeeting.join_url, VideoMeeting.passcode, InterviewSession.recording_url)
    return both.options(*(defer(column, raiseload=True) for column in sealed))


def registrant_of(session_id: int, application_id: int) -> Select[VideoRegistrant]:
    """Return a person's own link to an interview's meeting."""
    return select(VideoRegistrant).where(
        VideoRegistrant.session_id == session_id,
        VideoRegistrant.application_id == application_id,
    )
