"""Experts' decisions: approving and rejecting what others wrote."""

from sqlalchemy import select

from domain.kit.actor import Actor, Role
from domain.kit.errors import DomainError, NotFound
from domain.kit.work import Work
from domain.questions import rules
from domain.questions.checks import check_question
from domain.questions.errors import OwnEdit, OwnQuestion, QuestionChanged
from domain.questions.models import InterviewQuestion, QuestionReview
from domain.questions.queries import authors_of
from domain.questions.schemas import ApproveQuestions, Refused, ReviewOutcome
from domain.questions.upkeep import adopt, content_of, keep_up
from domain.questions.views import views_of
from domain.questions.writing import newest_version, write_version


async def approve_questions(work: Work, actor: Actor, command: ApproveQuestions) -> ReviewOutcome:
    """Approve or reject the newest versions of questions; each answers for itself.

    Where none was decided on, the first refusal is raised: NotFound, OwnQuestion, OwnEdit,
    QuestionChanged or ImpossibleStep.
    """
    actor.require(Role.DOMAIN_EXPERT)
    ids = list(dict.fromkeys(command.question_ids))
    # In the order of their ids, so that two reviewers never wait for each other.
    rows = select(InterviewQuestion).where(InterviewQuestion.id.in_(ids))
    locked = rows.order_by(InterviewQuestion.id).with_for_update()
    by_id = {row.id: row for row in await work.session.scalars(locked)}
    missing = [key for key in ids if key not in by_id]
    refusals: dict[int, DomainError] = {key: _unknown(missing) for key in missing}
    for key, question in by_id.items():
        try:
            await _decide(work, actor, question, command)
        except DomainError as refusal:
            refusals[key] = refusal
    refused = [_refused(key, refusals[key]) for key in ids if key in refusals]
    if len(refused) == len(ids):
        raise _with_details(refusals[ids[0]], refused)
    await work.session.flush()
    decided = [by_id[key] for key in ids if key not in refusals]
    return ReviewOutcome(questions=await views_of(work, actor, decided), refused=refused)


async def _decide(
    work: Work, actor: Actor, question: InterviewQuestion, command: ApproveQuestions
) -> None:
    """Decide on one question. All that may refuse comes before the first change."""
    state = rules.after(rules.state_of(question.state), command.decision)
    authors = {author for _, author in await work.session.execute(authors_of([question.id]))}
    if rules.is_own(actor.user_id, authors):
        raise OwnQuestion
    seen = {one.question_id: one.version for one in command.seen}
    if seen.get(question.id, question.newest_version) != question.newest_version:
        raise QuestionChanged(details={"version": question.newest_version})
    newest = await newest_version(work, question)
    if command.decision == "approve":
        await check_question(work, content_of(newest))
    if command.edits is not None:
        changed = rules.changes(content_of(newest), command.edits.sent())
        if not rules.may_come_with_approval(changed):
            raise OwnEdit
        if changed:
            newest = await write_version(work, actor, question, newest, changed, None)
    _enter(question, state, command.decision, actor)
    if command.decision == "approve":
        adopt(question, newest)
    review = QuestionReview(
        question_id=question.id,
        version=newest.number,
        decision=command.decision,
        comment=command.comment,
        reviewer_id=actor.user_id,
        at=work.now,
    )
    work.session.add(review)
    await keep_up(work, question, newest)


def _enter(
    question: InterviewQuestion, state: rules.QuestionState, decision: rules.Decision, actor: Actor
) -> None:
    if decision == "approve":
        question.is_approved, question.approved_by = True, actor.user_id
    elif question.state == "approved":
        question.is_approved, question.approved_by = False, None
    question.state = state


def _unknown(question_ids: list[int]) -> NotFound:
    return NotFound(f"There is no question {', '.join(map(str, question_ids))}.")


def _refused(question_id: int, refusal: DomainError) -> Refused:
    return Refused(id=question_id, code=refusal.code, message=refusal.message)


def _with_details(refusal: DomainError, refused: list[Refused]) -> DomainError:
    if len(refused) > 1:
        refusal.details["refused"] = [one.model_dump() for one in refused]
    return refusal
