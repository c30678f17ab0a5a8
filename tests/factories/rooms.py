"""Planned interviews."""

from dataclasses import dataclass
from typing import Any

from domain.interviews.schemas import ScheduleSession
from domain.interviews.sessions import schedule_session
from domain.kit.actor import NOBODY, SYSTEM, Actor
from domain.kit.work import Work
from tests.factories.people import apply, open_job
from tests.factories.questions import add_question


@dataclass(frozen=True, slots=True)
class Planned:
    """An interview and its questions in order."""

    session_id: int
    questions: list[int]
    application_id: int
    job_id: int


async def plan_interview(  # noqa: PLR0913  # named at the call, each with a default
    work: Work,
    *,
    questions: int = 3,
    time_limit_s: int | None = None,
    auto: bool = False,
    candidate: Actor = NOBODY,
    email: str = "amina@example.org",
    question_fields: dict[str, Any] | None = None,
) -> Planned:
    """Plan an interview with its own job, application and approved questions."""
    job_id = await open_job(work)
    texts = [f"Question {number}: explain REST." for number in range(1, questions + 1)]
    ids = [
        await add_question(work, job_id, question_text=text, **question_fields or {})
        for text in texts
    ]
    application_id = await apply(work, job_id, candidate, applicant_email=email)
    command = ScheduleSession(
        application_id=application_id,
        scheduled_at=work.now,
        question_ids=ids,
        time_limit_s=time_limit_s,
        auto=auto,
    )
    session = await schedule_session(work, SYSTEM, command)
    return Planned(session.id, ids, application_id, job_id)
