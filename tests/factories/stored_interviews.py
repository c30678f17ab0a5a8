"""Interviews that were held, as rows: for what is computed from many of them."""

from datetime import timedelta

from sqlalchemy import select

from domain.interviews.models import (
    Consent,
    InterviewAnswer,
    RoomEventRow,
    ScoreOverride,
    SessionQuestion,
)
from domain.interviews.schemas import ScheduleSession
from domain.interviews.sessions import schedule_session
from domain.kit.actor import NOBODY, SYSTEM
from domain.kit.work import Work
from tests.factories.people import apply
from tests.factories.server import new_name


async def hold_interview(  # noqa: PLR0913  # named at the call, each with a default
    work: Work,
    job_id: int,
    questions: list[int],
    *,
    scores: list[float],
    used_s: float = 60,
    paused_s: float = 0,
    text: str = "",
    consent: bool = True,
    corrected: float | None = None,
) -> int:
    """Store an interview in which each question was answered; return its id.

    ``corrected`` is a person's overall value for the first answer.
    """
    email = f"{new_name('person')}@example.org"
    application_id = await apply(work, job_id, NOBODY, applicant_email=email)
    command = ScheduleSession(
        application_id=application_id, scheduled_at=work.now, question_ids=questions
    )
    session_id = (await schedule_session(work, SYSTEM, command)).id
    closed_at = work.now + timedelta(seconds=used_s)
    asked = select(SessionQuestion).where(SessionQuestion.session_id == session_id)
    for row in await work.session.scalars(asked):
        row.status, row.close_reason = "closed", "submitted"
        row.opened_at, row.closed_at = work.now, closed_at
    answers = select(InterviewAnswer).where(InterviewAnswer.session_id == session_id)
    rows = {row.question_id: row for row in await work.session.scalars(answers)}
    for key, score in zip(questions, scores, strict=True):
        rows[key].overall_score, rows[key].answer_text = score, text
    said = Consent(
        session_id=session_id,
        purpose="ai_score",
        granted=consent,
        text_version="1",
        by="system",
        at=work.now,
    )
    work.session.add(said)
    if corrected is not None:
        override = ScoreOverride(
            answer_id=rows[questions[0]].id,
            dimension="overall",
            value=corrected,
            reason="Well argued.",
            by="system",
            at=work.now,
        )
        work.session.add(override)
    if paused_s:
        _pause(work, session_id, paused_s)
    await work.session.flush()
    return session_id


def _pause(work: Work, session_id: int, paused_s: float) -> None:
    begun = work.now + timedelta(seconds=5)
    moves = (("room.paused", begun), ("room.resumed", begun + timedelta(seconds=paused_s)))
    for seq, (kind, at) in enumerate(moves, start=1_000):
        row = RoomEventRow(session_id=session_id, seq=seq, type=kind, at=at, by="system", data={})
        work.session.add(row)
