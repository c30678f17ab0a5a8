"""Writing questions and leading them through their states, review apart."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.work import Work
from domain.questions import rules
from domain.questions.checks import check_question
from domain.questions.errors import QuestionChanged
from domain.questions.finding import find_question
from domain.questions.models import InterviewQuestion, QuestionReview, QuestionVersion
from domain.questions.queries import version_of
from domain.questions.schemas import (
    AskedQuestion,
    EditQuestion,
    QuestionGone,
    QuestionView,
    WriteQuestion,
)
from domain.questions.upkeep import (
    BY_HAND,
    Origin,
    add_version,
    adopt,
    announce,
    content_of,
    destroy,
    keep_up,
)
from domain.questions.views import view_of

FOLLOW_UP = "follow-up"


async def write_question(
    work: Work, actor: Actor, command: WriteQuestion, origin: Origin = BY_HAND
) -> QuestionView:
    """Add a draft to a job's bank; for recruiters and above.

    ``origin`` says which program drafted it; the actor is its author all the same, and cannot
    approve it. Raises NotFound for the job.
    """
    actor.require(Role.RECRUITER)
    await find_job(work, actor, command.job_id)
    content = command.model_dump(exclude={"job_id"})
    question = await _add(work, actor, command.job_id, content, origin)
    return await view_of(work, actor, question)


async def add_follow_up(work: Work, actor: Actor, job_id: int, text: str) -> AskedQuestion:
    """Add a question that an interviewer asks now; it stays out of the bank until restored."""
    content: dict[str, Any] = dict.fromkeys(rules.CONTENT)
    content |= {"question_text": text, "question_type": FOLLOW_UP}
    content |= {"key_points": [], "rubric": [], "skills_tested": []}
    origin = Origin(source=FOLLOW_UP)
    question = await _add(work, actor, job_id, content, origin, state="retired")
    return AskedQuestion(id=question.id, version=question.version, **content)


async def _add(
    work: Work,
    actor: Actor,
    job_id: int,
    content: Mapping[str, Any],
    origin: Origin,
    state: rules.QuestionState = "draft",
) -> InterviewQuestion:
    warnings = await check_question(work, content)
    question = InterviewQuestion(
        **content,
        job_id=job_id,
        state=state,
        version=1,
        newest_version=1,
        warnings=[warning.model_dump() for warning in warnings],
        is_approved=False,
        created_by=actor.user_id,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(question)
    await work.session.flush()
    add_version(work, actor, question, content, origin)
    await keep_up(work, question, question)
    return question


async def edit_question(
    work: Work, actor: Actor, question_id: int, command: EditQuestion
) -> QuestionView:
    """Write a new version, which needs a review; an approved one stays in use meanwhile.

    Nothing happens where nothing differs. Raises NotFound, QuestionChanged or ImpossibleStep.
    """
    question = await find_question(work, actor, question_id, changing=True)
    if command.expected_version not in {None, question.newest_version}:
        raise QuestionChanged(details={"version": question.newest_version})
    newest = await newest_version(work, question)
    changed = rules.changes(content_of(newest), command.sent())
    state = rules.after(rules.state_of(question.state), "edit")
    if changed:
        await write_version(work, actor, question, newest, changed, command.why)
        question.state = state
        await keep_up(work, question, await newest_version(work, question))
    return await view_of(work, actor, question)


async def write_version(
    work: Work,
    actor: Actor,
    question: InterviewQuestion,
    newest: QuestionVersion,
    changed: Mapping[str, Any],
    why: str | None,
) -> QuestionVersion:
    """Write a version that differs in ``changed``; held by the question unless one is approved."""
    content = content_of(newest) | dict(changed)
    warnings = await check_question(work, content)
    question.warnings = [warning.model_dump() for warning in warnings]
    question.newest_version += 1
    version = add_version(work, actor, question, content, Origin(why=why))
    if not question.is_approved:
        adopt(question, version)
    return version


async def submit_question(work: Work, actor: Actor, question_id: int) -> QuestionView:
    """Hand a draft in for review. Raises NotFound or ImpossibleStep."""
    question = await find_question(work, actor, question_id, changing=True)
    question.state = rules.after(rules.state_of(question.state), "submit")
    newest = await newest_version(work, question)
    warnings = await check_question(work, content_of(newest))
    question.warnings = [warning.model_dump() for warning in warnings]
    return await _moved(work, actor, question)


async def retire_question(work: Work, actor: Actor, question_id: int) -> QuestionView:
    """Take a question out of use; planned interviews keep it. Raises NotFound, ImpossibleStep."""
    question = await find_question(work, actor, question_id, changing=True)
    _retire(question)
    return await _moved(work, actor, question)


async def restore_question(work: Work, actor: Actor, question_id: int) -> QuestionView:
    """Bring a retired question back, into use if it was approved. Raises as retiring does."""
    question = await find_question(work, actor, question_id, changing=True)
    rules.after(rules.state_of(question.state), "restore")
    of_held = QuestionReview.version == question.version
    reviews = select(QuestionReview).where(QuestionReview.question_id == question.id, of_held)
    last = await work.session.scalar(reviews.order_by(QuestionReview.id.desc()).limit(1))
    question.state, question.is_approved = rules.restored(
        approved_before=last is not None and last.decision == "approve",
        version=question.version,
        newest=question.newest_version,
    )
    if last is not None and question.is_approved:
        question.approved_by = last.reviewer_id
    else:
        adopt(question, await newest_version(work, question))
    return await _moved(work, actor, question)


async def delete_question(work: Work, actor: Actor, question_id: int) -> QuestionGone:
    """Delete a question; where a kit, an interview or anything else uses it, retire it instead.

    Raises NotFound.
    """
    question = await find_question(work, actor, question_id, changing=True)
    try:
        async with work.session.begin_nested():
            await destroy(work, question)
    except IntegrityError:
        if question.state != "retired":
            _retire(question)
            await _moved(work, actor, question)
        return QuestionGone(id=question_id, outcome="retired")
    announce(work, question, "deleted")
    work.session.expunge(question)
    return QuestionGone(id=question_id, outcome="deleted")


async def newest_version(work: Work, question: InterviewQuestion) -> QuestionVersion:
    """Return the newest version of a question."""
    await work.session.flush()
    wanted = version_of(question.id, question.newest_version)
    return (await work.session.scalars(wanted)).one()


def _retire(question: InterviewQuestion) -> None:
    question.state = rules.after(rules.state_of(question.state), "retire")
    question.is_approved, question.approved_by = False, None


async def _moved(work: Work, actor: Actor, question: InterviewQuestion) -> QuestionView:
    await keep_up(work, question, await newest_version(work, question))
    return await view_of(work, actor, question)
