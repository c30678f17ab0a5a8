"""Planning interviews: schedule, list, move, cancel, invite."""

from collections.abc import Collection
from datetime import timedelta
from typing import Literal

from sqlalchemy import func, select, update

from domain.candidates.models import JobApplication
from domain.candidates.service import find_application, mark_interview_planned
from domain.interviews import queries, rules
from domain.interviews.errors import (
    InterviewRunning,
    InviteExpired,
    InviteUnknown,
    InviteUsed,
    NoQuestions,
    TimeIsPast,
)
from domain.interviews.events import SessionChanged, SessionPlanned
from domain.interviews.models import (
    InterviewAnswer,
    InterviewInvite,
    InterviewSession,
    SessionQuestion,
)
from domain.interviews.schemas import (
    AskInvite,
    InviteView,
    MoveSession,
    ScheduleSession,
    SessionView,
)
from domain.interviews.store import load_room
from domain.jobs.models import Job
from domain.kit.actor import Actor, Role
from domain.kit.crypto import new_token, token_hash
from domain.kit.errors import NotFound
from domain.kit.fields import Id
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.kits.service import Plan, plan_by_kit
from domain.questions.schemas import AskedQuestion
from domain.questions.service import find_for_interview

Holder = tuple[int, str | None]
"""An invite's id and the name of the browser that came with it."""
CLOCK_SKEW = timedelta(minutes=5)
SEAT_HELD_FOR = timedelta(seconds=30)


class SessionQuery(PageQuery):
    """Which interviews: all, or those in one state or of one job."""

    status: Literal["Scheduled", "In Progress", "Completed", "Cancelled"] | None = None
    job_id: Id | None = None


async def schedule_session(work: Work, actor: Actor, command: ScheduleSession) -> SessionView:
    """Plan an interview and freeze its questions into it.

    Raises NotFound, TimeIsPast, NoQuestions or QuestionNotApproved.
    """
    actor.require(Role.RECRUITER)
    if command.scheduled_at < work.now - CLOCK_SKEW:
        raise TimeIsPast(fields={"scheduled_at": "Choose a time in the future."})
    application = await find_application(work, actor, command.application_id)
    plan = await _plan(work, actor, application.job_id, command)
    if not plan:
        raise NoQuestions
    session = InterviewSession(
        candidate_id=application.id,
        job_id=application.job_id,
        scheduled_at=command.scheduled_at,
        status="Scheduled",
        auto=command.auto,
        staff_seq=0,
        candidate_seq=0,
        created_by=actor.user_id,
        created_at=work.now,
    )
    work.session.add(session)
    await work.session.flush()
    for position, (question, limit) in enumerate(plan, start=1):
        freeze_question(work, session.id, position, question, limit or command.time_limit_s)
    await mark_interview_planned(work, actor, application)
    await work.session.flush()
    wish = SessionPlanned(session.id, command.video, command.minutes, command.records)
    await work.involve(wish)
    return await _view(work, session)


async def _plan(work: Work, actor: Actor, job_id: int, command: ScheduleSession) -> Plan:
    if command.kit_id is not None:
        return await plan_by_kit(work, actor, command.kit_id, job_id)
    questions = await find_for_interview(work, job_id, command.question_ids)
    return [(question, question.time_limit_s) for question in questions]


def freeze_question(
    work: Work,
    session_id: int,
    position: int,
    question: AskedQuestion,
    limit_s: int | None,
) -> tuple[SessionQuestion, InterviewAnswer]:
    """Copy a version of a question into an interview together with its empty answer."""
    frozen = SessionQuestion(
        session_id=session_id,
        question_id=question.id,
        question_version=question.version,
        position=position,
        question_text=question.question_text,
        question_type=question.question_type,
        difficulty_level=question.difficulty_level,
        gold_standard_answer=question.gold_standard_answer,
        key_points=[point.model_dump() for point in question.key_points],
        rubric=[level.model_dump() for level in question.rubric],
        time_limit_s=limit_s,
        status="waiting",
        repeats=0,
    )
    answer = InterviewAnswer(
        session_id=session_id,
        question_id=question.id,
        answer_text="",
        rev=0,
        intake="waiting",
        created_at=work.now,
    )
    work.session.add_all([frozen, answer])
    return frozen, answer


async def list_sessions(work: Work, actor: Actor, query: SessionQuery) -> Page[SessionView]:
    """Return one page of the interviews that ``actor`` may see, newest first."""
    statement = queries.visible_sessions(actor)
    if query.status is not None:
        statement = statement.where(InterviewSession.status == query.status)
    if query.job_id is not None:
        statement = statement.where(InterviewSession.job_id == query.job_id)
    rows, cursor, total = await fetch_page(work.session, statement, InterviewSession.id, query)
    return Page(items=[await _view(work, r) for r in rows], next_cursor=cursor, total=total)


async def read_session(work: Work, actor: Actor, session_id: int) -> SessionView:
    """Return one interview that ``actor`` may see; NotFound otherwise."""
    return await _view(work, await find_session(work, actor, session_id))


async def move_session(
    work: Work, actor: Actor, session_id: int, command: MoveSession
) -> SessionView:
    """Change the time or the mode of an interview that has not begun."""
    session = await _find_unstarted(work, actor, session_id)
    if command.scheduled_at is not None:
        if command.scheduled_at < work.now - CLOCK_SKEW:
            raise TimeIsPast(fields={"scheduled_at": "Choose a time in the future."})
        session.scheduled_at = command.scheduled_at
    if command.auto is not None:
        session.auto = command.auto
    await work.session.flush()
    if command.scheduled_at is not None:
        await work.involve(SessionChanged(session_id))
    return await _view(work, session)


async def cancel_session(work: Work, actor: Actor, session_id: int) -> SessionView:
    """Cancel an interview that has not begun; its invites stop working."""
    session = await _find_unstarted(work, actor, session_id)
    session.status = "Cancelled"
    await _revoke_invites(work, session_id)
    await work.session.flush()
    await work.involve(SessionChanged(session_id))
    return await _view(work, session)


async def invite_candidate(
    work: Work, actor: Actor, session_id: int, command: AskInvite, base_url: str
) -> InviteView:
    """Make a join link for the candidate; links made before stop working."""
    actor.require(Role.RECRUITER)
    loaded = await load_room(work, actor, session_id, changing=True)
    rules.require_not_over(loaded.room)
    await _revoke_invites(work, session_id)
    token, expires_at = new_token(), work.now + timedelta(hours=command.hours)
    invite = InterviewInvite(
        session_id=session_id,
        token_hash=token_hash(token),
        created_at=work.now,
        expires_at=expires_at,
    )
    work.session.add(invite)
    await work.session.flush()
    url = f"{base_url}/room/{session_id}#invite={token}"
    return InviteView(session_id=session_id, invite=token, url=url, expires_at=expires_at)


async def redeem_invite(
    work: Work, token: str, session_id: int | None, device: str | None
) -> Actor:
    """Return the candidate who holds ``token``.

    One browser holds a link at a time; another may take over once the first has been gone for
    half a minute. A link that expires during the interview still lets its holder back in.
    Raises InviteUnknown, InviteExpired or InviteUsed.
    """
    invite = await work.session.scalar(queries.invite_by_hash(token_hash(token)).with_for_update())
    if invite is None or invite.revoked_at or session_id not in (None, invite.session_id):
        raise InviteUnknown
    session = await work.session.get_one(InterviewSession, invite.session_id)
    if invite.expires_at <= work.now and not _sits_in(session, invite, device):
        raise InviteExpired
    if session.status == "Completed" and device != invite.device:
        raise InviteUsed("This interview is over and its link has been used.")
    held = invite.seen_at is not None and work.now - invite.seen_at < SEAT_HELD_FOR
    if held and device != invite.device:
        raise InviteUsed
    invite.device, invite.seen_at = device, work.now
    return Actor.guest(invite.id, session.id, session.candidate_id)


def _sits_in(session: InterviewSession, invite: InterviewInvite, device: str | None) -> bool:
    """Tell whether the browser ``device`` holds the link in an interview that is under way."""
    return session.status == "In Progress" and device is not None and device == invite.device


async def keep_invites(work: Work, holders: Collection[Holder]) -> set[Holder]:
    """Note that these browsers are still there; return those that still hold their links.

    A link is lost when it is revoked, or when another browser has taken it over.
    """
    if not holders:
        return set()
    named = InterviewInvite.id.in_({invite_id for invite_id, _ in holders})
    columns = select(InterviewInvite.id, InterviewInvite.device)
    rows = await work.session.execute(columns.where(named, InterviewInvite.revoked_at.is_(None)))
    held = {(row.id, row.device) for row in rows} & set(holders)
    kept = InterviewInvite.id.in_({invite_id for invite_id, _ in held})
    await work.session.execute(update(InterviewInvite).where(kept).values(seen_at=work.now))
    return held


async def find_session(
    work: Work, actor: Actor, session_id: int, *, changing: bool = False
) -> InterviewSession:
    """Return the row of an interview that ``actor`` may see; NotFound otherwise.

    With ``changing`` it is kept from being changed by others until the work ends.
    """
    visible = queries.visible_sessions(actor).where(InterviewSession.id == session_id)
    session = await work.session.scalar(visible.with_for_update() if changing else visible)
    if session is None:
        raise NotFound("There is no such interview, or it is not yours.")
    return session


async def _find_unstarted(work: Work, actor: Actor, session_id: int) -> InterviewSession:
    actor.require(Role.RECRUITER)
    loaded = await load_room(work, actor, session_id, changing=True)
    rules.require_not_over(loaded.room)
    if loaded.room.status != "Scheduled":
        raise InterviewRunning
    return loaded.session


async def _revoke_invites(work: Work, session_id: int) -> None:
    alive = (InterviewInvite.session_id == session_id) & InterviewInvite.revoked_at.is_(None)
    await work.session.execute(update(InterviewInvite).where(alive).values(revoked_at=work.now))


async def _view(work: Work, session: InterviewSession) -> SessionView:
    job = await work.session.get_one(Job, session.job_id)
    application = await work.session.get_one(JobApplication, session.candidate_id)
    counted = select(func.count()).where(SessionQuestion.session_id == session.id)
    return SessionView(
        id=session.id,
        candidate_id=session.candidate_id,
        candidate_name=application.applicant_name,
        job_id=session.job_id,
        job_title=job.title,
        scheduled_at=session.scheduled_at,
        started_at=session.started_at,
        completed_at=session.completed_at,
        status=session.status,
        paused=session.paused_at is not None,
        auto=session.auto,
        question_count=await work.session.scalar(counted) or 0,
        overall_score=None if session.overall_score is None else float(session.overall_score),
        created_at=session.created_at,
    )


async def overdue_rooms(work: Work) -> list[int]:
    """Return the running interviews whose open question has run out of time.

    Left out are those whose candidate is waited for, so that waiting costs no transactions.
    """
    rows = await work.session.execute(queries.passed_deadlines(work.now))
    return [
        row.session_id
        for row in rows
        if rules.is_overdue(
            row.deadline_at, rules.lost_time(row.away_since, row.opened_at, work.now), work.now
        )
    ]
