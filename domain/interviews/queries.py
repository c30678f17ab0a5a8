"""Which interviews an actor may see, and the rows a room is made of."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, false, select

from domain.candidates.models import JobApplication
from domain.interviews.models import (
    Consent,
    IntegritySignal,
    InterviewAnswer,
    InterviewInvite,
    InterviewSession,
    RoomEventRow,
    ScoreOverride,
    SessionNote,
    SessionQuestion,
)
from domain.kit.actor import Actor, Role


def visible_sessions(actor: Actor) -> Select[InterviewSession]:
    """Return all interviews for recruiters and above, a candidate's own, a guest's one."""
    sessions = select(InterviewSession)
    if actor.reaches(Role.RECRUITER):
        return sessions
    if actor.session_id is not None:
        return sessions.where(InterviewSession.id == actor.session_id)
    if actor.user_id is None:
        return sessions.where(false())
    own = select(JobApplication.id).where(JobApplication.user_id == actor.user_id)
    return sessions.where(InterviewSession.candidate_id.in_(own))


def questions_of(session_id: int) -> Select[SessionQuestion]:
    """Return an interview's questions in order."""
    return (
        select(SessionQuestion)
        .where(SessionQuestion.session_id == session_id)
        .order_by(SessionQuestion.position)
    )


def answers_of(session_id: int) -> Select[InterviewAnswer]:
    """Return an interview's answers, in the order in which they may be locked."""
    return (
        select(InterviewAnswer)
        .where(InterviewAnswer.session_id == session_id)
        .order_by(InterviewAnswer.id)
    )


def intake_of(session_ids: Collection[int]) -> Select[int, int, int, int, str | None, str]:
    """Lock and return what an edit is measured against, of all answers of some interviews.

    By interview and not by pairs of interview and question, for which SQLite reads the whole table.
    """
    columns = (
        InterviewAnswer.id,
        InterviewAnswer.session_id,
        InterviewAnswer.question_id,
        InterviewAnswer.rev,
        InterviewAnswer.client_id,
        InterviewAnswer.intake,
    )
    of_sessions = select(*columns).where(InterviewAnswer.session_id.in_(sorted(session_ids)))
    return of_sessions.order_by(InterviewAnswer.id).with_for_update()


def notes_of(session_id: int) -> Select[SessionNote]:
    """Return an interview's notes as they were written."""
    return select(SessionNote).where(SessionNote.session_id == session_id).order_by(SessionNote.id)


def signals_of(session_id: int) -> Select[IntegritySignal]:
    """Return an interview's signals as they came."""
    return (
        select(IntegritySignal)
        .where(IntegritySignal.session_id == session_id)
        .order_by(IntegritySignal.id)
    )


def consents_of(session_id: int) -> Select[Consent]:
    """Return the candidate's decisions, oldest first."""
    return select(Consent).where(Consent.session_id == session_id).order_by(Consent.id)


def overrides_of(session_id: int) -> Select[ScoreOverride]:
    """Return people's scores of an interview's answers, oldest first."""
    answers = select(InterviewAnswer.id).where(InterviewAnswer.session_id == session_id)
    return (
        select(ScoreOverride).where(ScoreOverride.answer_id.in_(answers)).order_by(ScoreOverride.id)
    )


def events_after(session_id: int, seq: int, *, candidate: bool) -> Select[RoomEventRow]:
    """Return the events of one stream after ``seq``, in order."""
    number = RoomEventRow.candidate_seq if candidate else RoomEventRow.seq
    return (
        select(RoomEventRow)
        .where(RoomEventRow.session_id == session_id, number > seq)
        .order_by(number)
    )


def newest_event(session_id: int, *, candidate: bool) -> Select[RoomEventRow]:
    """Return the last event of one stream."""
    number = RoomEventRow.candidate_seq if candidate else RoomEventRow.seq
    of_room = select(RoomEventRow).where(RoomEventRow.session_id == session_id, number.is_not(None))
    return of_room.order_by(number.desc()).limit(1)


def heads_of(session_ids: Collection[int]) -> Select[int, int]:
    """Return the number of each interview's newest event."""
    heads = select(InterviewSession.id, InterviewSession.staff_seq)
    return heads.where(InterviewSession.id.in_(session_ids))


def passed_deadlines(
    now: datetime,
) -> Select[int, datetime | None, datetime | None, datetime | None]:
    """Return the clocks of open questions whose deadline has passed."""
    question = SessionQuestion
    return (
        select(
            question.session_id,
            question.deadline_at,
            question.opened_at,
            InterviewSession.away_since,
        )
        .join(InterviewSession, InterviewSession.id == question.session_id)
        .where(question.status == "open", question.deadline_at <= now)
    )


def invite_by_hash(token_hash: str) -> Select[InterviewInvite]:
    """Return the invite with that token hash."""
    return select(InterviewInvite).where(InterviewInvite.token_hash == token_hash)
