"""Writing, approving and reading questions."""

from sqlalchemy import Select, select

from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.errors import DomainError, Kind, NotFound
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.questions.models import InterviewQuestion
from domain.questions.schemas import (
    ApproveQuestions,
    QuestionView,
    ReviewOutcome,
    WriteQuestion,
)

_FOR_RECRUITERS: dict[str, object] = {
    "gold_standard_answer": None,
    "key_points": [],
    "why_asked": None,
}


class OwnQuestion(DomainError):
    """An author tried to approve their own question."""

    kind = Kind.FORBIDDEN
    message = "You wrote one of these questions. Ask another expert to review it."


class QuestionNotApproved(DomainError):
    """The question cannot be asked because it is not approved."""

    kind = Kind.CONFLICT
    message = "Only approved questions can be asked."


async def write_question(work: Work, actor: Actor, command: WriteQuestion) -> QuestionView:
    """Add an unapproved question to a job's bank; for recruiters and above."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, command.job_id)
    question = InterviewQuestion(
        **command.model_dump(),
        is_approved=False,
        created_by=actor.user_id,
        created_at=work.now,
    )
    work.session.add(question)
    await work.session.flush()
    return QuestionView.model_validate(question)


async def approve_questions(work: Work, actor: Actor, command: ApproveQuestions) -> ReviewOutcome:
    """Approve or reject questions. Raises NotFound, or OwnQuestion for one's own."""
    actor.require(Role.DOMAIN_EXPERT)
    questions = await find_questions(work, command.question_ids)
    if any(q.created_by is not None and q.created_by == actor.user_id for q in questions):
        raise OwnQuestion
    for question in questions:
        question.is_approved = command.decision == "approve"
        question.approved_by = actor.user_id if question.is_approved else None
    await work.session.flush()
    return ReviewOutcome(questions=[QuestionView.model_validate(q) for q in questions])


async def list_approved(
    work: Work, actor: Actor, job_id: int, query: PageQuery
) -> Page[QuestionView]:
    """Return one page of a job's approved questions, without their answers for candidates."""
    await find_job(work, actor, job_id)
    statement = approved_questions(job_id)
    rows, cursor, total = await fetch_page(work.session, statement, InterviewQuestion.id, query)
    views = [QuestionView.model_validate(row) for row in rows]
    if not actor.reaches(Role.RECRUITER):
        views = [view.model_copy(update=_FOR_RECRUITERS) for view in views]
    return Page(items=views, next_cursor=cursor, total=total)


def approved_questions(job_id: int) -> Select[InterviewQuestion]:
    """Return the approved questions of a job."""
    return select(InterviewQuestion).where(
        InterviewQuestion.job_id == job_id, InterviewQuestion.is_approved.is_(True)
    )


async def find_questions(work: Work, question_ids: list[int]) -> list[InterviewQuestion]:
    """Return the questions in the order of their ids; NotFound if one is unknown."""
    found = await work.session.scalars(
        select(InterviewQuestion).where(InterviewQuestion.id.in_(question_ids))
    )
    by_id = {question.id: question for question in found}
    missing = [str(key) for key in question_ids if key not in by_id]
    if missing:
        raise NotFound(f"There is no question {', '.join(missing)}.")
    return [by_id[key] for key in question_ids]


async def find_for_interview(
    work: Work, job_id: int, question_ids: list[int] | None
) -> list[InterviewQuestion]:
    """Return the questions to freeze into an interview: the named ones, or all approved ones.

    Raises QuestionNotApproved for one that is not approved, NotFound for one of another job.
    """
    if question_ids is None:
        statement = approved_questions(job_id).order_by(InterviewQuestion.id)
        return list(await work.session.scalars(statement))
    questions = await find_questions(work, list(dict.fromkeys(question_ids)))
    if any(question.job_id != job_id for question in questions):
        raise NotFound("A question belongs to another job.")
    if not all(question.is_approved for question in questions):
        raise QuestionNotApproved
    return questions
