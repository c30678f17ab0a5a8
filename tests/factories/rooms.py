"""Planned interviews."""

from dataclasses import dataclass
from typing import Any

from domain.interviews.schemas import ScheduleSession
from domain.interviews.sessions import schedule_session
from domain.kit.actor import NOBODY, SYSTEM, Actor
from domain.kit.work import Work
from domain.questions.models import InterviewQuestion
from tests.factories.people import apply, open_job

GOLD = (
    "REST models everything as resources with their own URLs. Clients use the standard HTTP "
    "methods on them, the server keeps no session between requests, and answers carry status "
    "codes and can be cached."
)
POINTS = [
    {"id": "k1", "text": "Everything is a resource with its own URL", "weight": 1.0},
    {"id": "k2", "text": "Standard HTTP methods act on resources", "weight": 1.0},
    {"id": "k3", "text": "The server is stateless between requests", "weight": 1.0},
]


@dataclass(frozen=True, slots=True)
class Planned:
    """An interview and its questions in order."""

    session_id: int
    questions: list[int]
    application_id: int
    job_id: int


async def add_question(work: Work, job_id: int, **fields: Any) -> int:
    """Add an approved question and return its id."""
    defaults: dict[str, Any] = {
        "question_text": "Explain REST API principles.",
        "question_type": "technical",
        "difficulty_level": "intermediate",
        "gold_standard_answer": GOLD,
        "key_points": POINTS,
        "skills_tested": ["REST"],
        "is_approved": True,
        "created_at": work.now,
    }
    question = InterviewQuestion(job_id=job_id, **defaults | fields)
    work.session.add(question)
    await work.session.flush()
    return question.id


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
