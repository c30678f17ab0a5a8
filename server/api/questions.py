"""The question bank."""

from quart import Blueprint

from domain.kit.paging import Page, PageQuery
from domain.questions import service as questions
from domain.questions.schemas import ApproveQuestions, QuestionView, ReviewOutcome, WriteQuestion
from server.api.route import EXPERT, RECRUITER, ROOMY, SIGNED_IN, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("questions", __name__, url_prefix="/api/questions")


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
    """Add a question to a job's bank; an expert has to approve it before it can be asked."""
    async with begin_work() as work:
        return await questions.write_question(work, current_actor(), data)


@route(
    blueprint,
    "POST",
    "/approve",
    guard=EXPERT,
    body=ApproveQuestions,
    answer=ReviewOutcome,
    errors=(404,),
)
async def approve_questions(data: ApproveQuestions) -> ReviewOutcome:
    """Approve or reject questions that others wrote."""
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
