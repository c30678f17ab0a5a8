"""The question bank: writing, finding and reviewing questions."""

from quart import Blueprint

from domain.kit.paging import Page, PageQuery
from domain.questions import service as questions
from domain.questions.schemas import (
    ApproveQuestions,
    EditQuestion,
    QuestionGone,
    QuestionQuery,
    QuestionView,
    ReviewOutcome,
    WriteQuestion,
)
from server.api.route import EXPERT, RECRUITER, ROOMY, SIGNED_IN, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("questions", __name__, url_prefix="/api/questions")


@route(blueprint, "GET", "", guard=RECRUITER, query=QuestionQuery, answer=Page[QuestionView])
async def list_questions(query: QuestionQuery) -> Page[QuestionView]:
    """List the questions of the bank, newest first, or the best matches of ``q``."""
    async with begin_look() as work:
        return await questions.list_questions(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "",
    guard=RECRUITER,
    body=WriteQuestion,
    answer=QuestionView,
    status=201,
    errors=(404,),
    largest=ROOMY,
)
async def write_question(data: WriteQuestion) -> QuestionView:
    """Add a draft to a job's bank; an expert has to approve it before it can be asked."""
    async with begin_work() as work:
        return await questions.write_question(work, current_actor(), data)


@route(
    blueprint,
    "POST",
    "/approve",
    guard=EXPERT,
    body=ApproveQuestions,
    answer=ReviewOutcome,
    errors=(404, 409),
    largest=ROOMY,
)
async def approve_questions(data: ApproveQuestions) -> ReviewOutcome:
    """Approve or reject questions that others wrote; each answers for itself."""
    async with begin_work() as work:
        return await questions.approve_questions(work, current_actor(), data)


@route(
    blueprint,
    "GET",
    "/approved/<id:job_id>",
    guard=SIGNED_IN,
    query=PageQuery,
    answer=Page[QuestionView],
    errors=(404,),
)
async def list_approved(job_id: int, query: PageQuery) -> Page[QuestionView]:
    """List a job's approved questions; gold answers only for recruiters and above."""
    async with begin_look() as work:
        return await questions.list_approved(work, current_actor(), job_id, query)


@route(
    blueprint,
    "GET",
    "/<id:question_id>",
    guard=RECRUITER,
    answer=QuestionView,
    errors=(404,),
)
async def read_question(question_id: int) -> QuestionView:
    """Get one question with the draft that may wait for approval."""
    async with begin_look() as work:
        return await questions.read_question(work, current_actor(), question_id)


@route(
    blueprint,
    "PATCH",
    "/<id:question_id>",
    guard=RECRUITER,
    body=EditQuestion,
    answer=QuestionView,
    errors=(404, 409),
    largest=ROOMY,
)
async def edit_question(question_id: int, data: EditQuestion) -> QuestionView:
    """Write a new version; an approved one stays in use until the new one is approved."""
    async with begin_work() as work:
        return await questions.edit_question(work, current_actor(), question_id, data)


@route(
    blueprint,
    "DELETE",
    "/<id:question_id>",
    guard=RECRUITER,
    answer=QuestionGone,
    errors=(404,),
)
async def delete_question(question_id: int) -> QuestionGone:
    """Delete a question that nothing uses; retire it otherwise."""
    async with begin_work() as work:
        return await questions.delete_question(work, current_actor(), question_id)


@route(
    blueprint,
    "POST",
    "/<id:question_id>/submit",
    guard=RECRUITER,
    answer=QuestionView,
    errors=(404, 409),
)
async def submit_question(question_id: int) -> QuestionView:
    """Hand a draft in for review."""
    async with begin_work() as work:
        return await questions.submit_question(work, current_actor(), question_id)


@route(
    blueprint,
    "POST",
    "/<id:question_id>/retire",
    guard=RECRUITER,
    answer=QuestionView,
    errors=(404, 409),
)
async def retire_question(question_id: int) -> QuestionView:
    """Take a question out of use; planned interviews keep it."""
    async with begin_work() as work:
        return await questions.retire_question(work, current_actor(), question_id)


@route(
    blueprint,
    "POST",
    "/<id:question_id>/restore",
    guard=RECRUITER,
    answer=QuestionView,
    errors=(404, 409),
)
async def restore_question(question_id: int) -> QuestionView:
    """Bring a retired question back: into use if it was approved, as a draft otherwise."""
    async with begin_work() as work:
        return await questions.restore_question(work, current_actor(), question_id)
