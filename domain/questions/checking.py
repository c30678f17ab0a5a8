"""Looks at a question before it is kept: may it be asked, and is it there already?"""

from sqlalchemy import select

from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.fields import Command, Id, Paragraph, View, example
from domain.kit.work import Work
from domain.questions.flags import Flag, find_flags
from domain.questions.models import InterviewQuestion
from domain.questions.service import find_questions
from domain.questions.similar import Found, QuestionBank


class CheckQuestion(Command):
    """Check a question's words; nothing is kept.

    With ``job_id`` it is compared with that job's questions, otherwise with the whole bank;
    ``question_id`` is the question that is being edited and is left out.
    """

    model_config = example(question_text="Explain the principles of REST.", job_id=1)

    question_text: Paragraph
    job_id: Id | None = None
    question_id: Id | None = None


class SimilarQuestion(View):
    """A question that asks for much the same; ``similarity`` is at most 1."""

    id: int
    question_text: str
    similarity: float


class CheckView(View):
    """What a check found. ``compared`` questions were looked at, ``waiting`` ones not yet."""

    model_config = example(
        flags=[],
        similar=[
            {
                "id": 5,
                "question_text": "What are the principles of a REST API?",
                "similarity": 0.88,
            }
        ],
        similar_from=0.65,
        compared=120,
        waiting=0,
    )

    flags: list[Flag]
    similar: list[SimilarQuestion]
    similar_from: float
    compared: int
    waiting: int


async def check_question(
    work: Work, actor: Actor, command: CheckQuestion, bank: QuestionBank
) -> CheckView:
    """Return what is wrong with a question and which are like it; for recruiters and above.

    Raises NotFound for an unknown job or question.
    """
    actor.require(Role.RECRUITER)
    if command.job_id is not None:
        await find_job(work, actor, command.job_id)
    if command.question_id is not None:
        await find_questions(work, [command.question_id])
    found = await bank.nearest(
        work, command.question_text, job_id=command.job_id, without=command.question_id
    )
    return CheckView(
        flags=find_flags(command.question_text),
        similar=await _similar(work, found),
        similar_from=bank.threshold,
        compared=found.compared,
        waiting=found.waiting,
    )


async def _similar(work: Work, found: Found) -> list[SimilarQuestion]:
    columns = select(InterviewQuestion.id, InterviewQuestion.question_text)
    ids = [near.question_id for near in found.near]
    rows = await work.session.execute(columns.where(InterviewQuestion.id.in_(ids)))
    texts = dict(rows.all())
    return [
        SimilarQuestion(
            id=near.question_id,
            question_text=texts[near.question_id],
            similarity=near.similarity,
        )
        for near in found.near
        # One that was deleted since the bank was read is no match any more.
        if near.question_id in texts
    ]
