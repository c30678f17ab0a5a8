"""What other features ask of interviews: one of them or many, scores, and what rooms show."""

from collections.abc import Collection

from sqlalchemy import select

from domain.interviews.errors import InterviewEnded
from domain.interviews.fold import fold, fold_all
from domain.interviews.meeting import Participant, PersonRole, RoomMeeting
from domain.interviews.meetings import lock_room, tell_of_meeting
from domain.interviews.models import InterviewAnswer, InterviewSession
from domain.interviews.room import Room
from domain.interviews.schemas import InterviewBrief, ScoredAnswer
from domain.interviews.sessions import find_session
from domain.kit.actor import Actor, Role
from domain.kit.work import Work

__all__ = [
    "Participant",
    "PersonRole",
    "Room",
    "RoomMeeting",
    "find_session",
    "fold",
    "fold_all",
    "hold_interview",
    "interviews_of",
    "lock_room",
    "scored_answers",
    "tell_of_meeting",
]


async def hold_interview(work: Work, actor: Actor, session_id: int) -> InterviewSession:
    """Return an interview that is not over, kept from changing until the work ends.

    Raises NotFound or InterviewEnded.
    """
    session = await find_session(work, actor, session_id, changing=True)
    if session.status in {"Completed", "Cancelled"}:
        raise InterviewEnded
    return session


async def interviews_of(
    work: Work, actor: Actor, application_ids: Collection[int]
) -> list[InterviewBrief]:
    """Return the interviews of these applications, newest first; for recruiters and above."""
    actor.require(Role.RECRUITER)
    columns = select(
        InterviewSession.id,
        InterviewSession.candidate_id.label("application_id"),
        InterviewSession.job_id,
        InterviewSession.status,
        InterviewSession.scheduled_at,
        InterviewSession.started_at,
        InterviewSession.completed_at,
        InterviewSession.overall_score,
        InterviewSession.created_at,
        InterviewSession.created_by,
    )
    of_these = columns.where(InterviewSession.candidate_id.in_(application_ids))
    rows = list(await work.session.execute(of_these.order_by(InterviewSession.id.desc())))
    work.note("read", InterviewSession.__tablename__, *(row.id for row in rows))
    return [InterviewBrief.model_validate(row) for row in rows]


async def scored_answers(
    work: Work, actor: Actor, session_ids: Collection[int]
) -> list[ScoredAnswer]:
    """Return the final scores given in these interviews; for recruiters and above."""
    actor.require(Role.RECRUITER)
    columns = select(
        InterviewAnswer.id.label("answer_id"),
        InterviewAnswer.session_id,
        InterviewAnswer.question_id,
        InterviewAnswer.overall_score,
        InterviewAnswer.scored_at,
    )
    scored = columns.where(
        InterviewAnswer.session_id.in_(session_ids),
        InterviewAnswer.scored_at.is_not(None),
        InterviewAnswer.overall_score.is_not(None),
    )
    rows = list(await work.session.execute(scored.order_by(InterviewAnswer.id)))
    work.note("read", InterviewAnswer.__tablename__, *(row.answer_id for row in rows))
    return [ScoredAnswer.model_validate(row) for row in rows]
