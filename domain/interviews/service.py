"""What other features ask of interviews: one or many, scores, questions, and what rooms show."""

from collections.abc import Collection
from typing import cast

from sqlalchemy import select

from domain.interviews import queries
from domain.interviews.asked import (
    AskedTime,
    Asking,
    Pause,
    askings_of,
    count_asked,
    ever_asked,
    scores_within,
    texts_for_machines,
    times_asked,
)
from domain.interviews.errors import InterviewEnded
from domain.interviews.fold import fold, fold_all
from domain.interviews.history import hears_as_candidate, read_snapshot
from domain.interviews.meeting import Capture, LineSource, Participant, PersonRole, RoomMeeting
from domain.interviews.meetings import forget_told_lines, lock_room, tell_of_meeting
from domain.interviews.models import InterviewAnswer, InterviewSession
from domain.interviews.names import interviewers_of
from domain.interviews.room import (
    AnswerState,
    CandidateLabel,
    CloseReason,
    JobLabel,
    Note,
    Override,
    Purpose,
    QuestionState,
    Room,
    SessionStatus,
)
from domain.interviews.schemas import InterviewBrief, ScoredAnswer
from domain.interviews.scores import may_score, spec_of
from domain.interviews.sessions import find_session
from domain.interviews.store import load_room
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.work import Work
from domain.scoring.schemas import QuestionSpec

__all__ = [
    "AnswerState",
    "AskedTime",
    "Asking",
    "CandidateLabel",
    "Capture",
    "CloseReason",
    "JobLabel",
    "LineSource",
    "Note",
    "Override",
    "Participant",
    "Pause",
    "PersonRole",
    "Purpose",
    "QuestionState",
    "Room",
    "RoomMeeting",
    "SessionStatus",
    "askings_of",
    "consents_in",
    "count_asked",
    "ever_asked",
    "find_session",
    "fold",
    "fold_all",
    "forget_told_lines",
    "hears_as_candidate",
    "hold_interview",
    "interviewers_of",
    "interviews_of",
    "lock_room",
    "read_snapshot",
    "scored_answers",
    "scores_within",
    "spec_for_machines",
    "tell_of_meeting",
    "texts_for_machines",
    "times_asked",
]


async def hold_interview(work: Work, actor: Actor, session_id: int) -> InterviewSession:
    """Return an interview that is not over, kept from changing until the work ends.

    Raises NotFound or InterviewEnded.
    """
    session = await find_session(work, actor, session_id, changing=True)
    if session.status in {"Completed", "Cancelled"}:
        raise InterviewEnded
    return session


async def consents_in(work: Work, session_id: int) -> dict[Purpose, bool]:
    """Return how an interview's candidate decided, by purpose; the latest word holds."""
    rows = await work.session.scalars(queries.consents_of(session_id))
    return {cast("Purpose", row.purpose): row.granted for row in rows}


async def spec_for_machines(work: Work, session_id: int, question_id: int) -> QuestionSpec | None:
    """Return what an answer is measured against, if the candidate lets a machine score."""
    room = (await load_room(work, SYSTEM, session_id)).room
    question = room.question(question_id)
    return spec_of(question) if question is not None and may_score(room) else None


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
