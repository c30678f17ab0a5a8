"""Questions of the bank, in the state that a test cares about."""

from typing import Any

from domain.kit.actor import SYSTEM, Actor
from domain.kit.work import Work
from domain.questions.schemas import ApproveQuestions, EditQuestion, QuestionView, WriteQuestion
from domain.questions.service import approve_questions, edit_question, submit_question
from domain.questions.service import write_question as write

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
RUBRIC = [
    {"level": 1, "name": "Weak", "text": "Names nothing of it."},
    {"level": 2, "name": "Fair", "text": "Names resources."},
    {"level": 3, "name": "Good", "text": "Names resources and methods."},
    {"level": 4, "name": "Strong", "text": "Names all of it and what it costs."},
]


def question_command(job_id: int, **fields: Any) -> WriteQuestion:
    """Return the command that writes a whole question."""
    defaults: dict[str, Any] = {
        "job_id": job_id,
        "question_text": "Explain REST API principles.",
        "question_type": "technical",
        "difficulty_level": "intermediate",
        "gold_standard_answer": GOLD,
        "key_points": POINTS,
        "skills_tested": ["REST"],
    }
    return WriteQuestion.model_validate(defaults | fields)


async def write_question(
    work: Work, job_id: int, author: Actor = SYSTEM, *, submitted: bool = False, **fields: Any
) -> int:
    """Write a question and return its id; handed in for review if ``submitted``."""
    question_id = (await write(work, author, question_command(job_id, **fields))).id
    if submitted:
        await submit_question(work, author, question_id)
    return question_id


async def approve_question(
    work: Work, question_id: int, expert: Actor = SYSTEM, **fields: Any
) -> QuestionView:
    """Approve the newest version of a question."""
    command: dict[str, Any] = {"question_ids": [question_id], "decision": "approve"}
    outcome = await approve_questions(
        work, expert, ApproveQuestions.model_validate(command | fields)
    )
    return outcome.questions[0]


async def edit_and_approve(work: Work, question_id: int, **fields: Any) -> QuestionView:
    """Write a new version of a question and approve it."""
    await edit_question(work, SYSTEM, question_id, EditQuestion.model_validate(fields))
    return await approve_question(work, question_id)


async def add_question(work: Work, job_id: int, *, is_approved: bool = True, **fields: Any) -> int:
    """Add a question of nobody's, approved unless said otherwise, and return its id."""
    question_id = await write_question(work, job_id, **fields)
    if is_approved:
        await approve_question(work, question_id)
    return question_id
