"""Rooms at a glance, for the dashboard."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from domain.candidates.models import JobApplication
from domain.interviews.models import InterviewSession, SessionQuestion
from domain.jobs.models import Job
from domain.kit.actor import Actor, Role
from domain.kit.work import Work

MOST_ROOMS = 1_000
MISSED_AFTER = timedelta(days=1)
"""How long after its time an interview that nobody began still counts as coming."""


@dataclass(frozen=True, slots=True)
class RoomGlance:
    """One room in a line."""

    session_id: int
    job_id: int
    job_title: str
    candidate_name: str
    status: str
    paused: bool
    scheduled_at: datetime | None
    question: str | None
    answered: int
    question_count: int
    overall: float | None


async def glance_at_rooms(
    work: Work,
    actor: Actor,
    *,
    only: Collection[int] | None = None,
    job_id: int | None = None,
) -> list[RoomGlance]:
    """Return running and coming interviews, or exactly those in ``only``; for recruiters up."""
    actor.require(Role.RECRUITER)
    statement = (
        select(InterviewSession, Job.title, JobApplication.applicant_name)
        .join(Job, Job.id == InterviewSession.job_id)
        .join(JobApplication, JobApplication.id == InterviewSession.candidate_id)
        .order_by(InterviewSession.status, InterviewSession.scheduled_at, InterviewSession.id)
    )
    if only is None:
        statement = statement.where(_is_live(work.now)).limit(MOST_ROOMS)
    else:
        statement = statement.where(InterviewSession.id.in_(only))
    if job_id is not None:
        statement = statement.where(InterviewSession.job_id == job_id)
    rows = list(await work.session.execute(statement))
    work.note("read", JobApplication.__tablename__, *(s.candidate_id for s, _, _ in rows))
    progress = await _progress(work, [session.id for session, _, _ in rows])
    return [_glance(s, title, name, progress.get(s.id, Progress())) for s, title, name in rows]


def _is_live(now: datetime) -> ColumnElement[bool]:
    """Select running interviews and those to come; the missed ones would hide them."""
    missed = InterviewSession.scheduled_at < now - MISSED_AFTER
    status = InterviewSession.status
    return status.in_(("In Progress", "Scheduled")) & ~((status == "Scheduled") & missed)


@dataclass(slots=True)
class Progress:
    """How far an interview has come."""

    question: str | None = None
    answered: int = 0
    count: int = 0


async def _progress(work: Work, session_ids: list[int]) -> dict[int, Progress]:
    found: dict[int, Progress] = {}
    columns = select(
        SessionQuestion.session_id,
        SessionQuestion.status,
        SessionQuestion.question_text,
    )
    rows = await work.session.execute(columns.where(SessionQuestion.session_id.in_(session_ids)))
    for session_id, status, text in rows:
        progress = found.setdefault(session_id, Progress())
        progress.count += 1
        progress.answered += status == "closed"
        if status == "open":
            progress.question = text
    return found


def _glance(session: InterviewSession, title: str, name: str, progress: Progress) -> RoomGlance:
    return RoomGlance(
        session_id=session.id,
        job_id=session.job_id,
        job_title=title,
        candidate_name=name,
        status=session.status,
        paused=session.paused_at is not None,
        scheduled_at=session.scheduled_at,
        question=progress.question,
        answered=progress.answered,
        question_count=progress.count,
        overall=session.overall_score,
    )
