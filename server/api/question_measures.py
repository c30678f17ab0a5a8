"""The question bank: checks of a question's words, and how questions did."""

from quart import Blueprint

from domain.kit.paging import Page
from domain.questions import checking, measuring
from domain.questions.checking import CheckQuestion, CheckView
from domain.questions.figures import StatisticsQuery, StatisticsView
from server.api.limits import per_minute
from server.api.route import RECRUITER, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("question_measures", __name__, url_prefix="/api/questions")


@route(
    blueprint,
    "POST",
    "/check",
    guard=RECRUITER,
    body=CheckQuestion,
    answer=CheckView,
    errors=(404,),
    limit=per_minute(120),
)
async def check_question(data: CheckQuestion) -> CheckView:
    """Check a question's words: what must not be asked, and which questions are like it."""
    async with begin_look() as work:
        return await checking.check_question(work, current_actor(), data, house().bank)


@route(
    blueprint,
    "GET",
    "/statistics",
    guard=RECRUITER,
    query=StatisticsQuery,
    answer=Page[StatisticsView],
    errors=(404,),
)
async def list_statistics(query: StatisticsQuery) -> Page[StatisticsView]:
    """List how questions did in interviews, with the reasons to retire or to revise them."""
    async with begin_look() as work:
        return await measuring.list_statistics(work, current_actor(), query)


@route(
    blueprint,
    "GET",
    "/<id:question_id>/statistics",
    guard=RECRUITER,
    answer=StatisticsView,
    errors=(404,),
)
async def read_statistics(question_id: int) -> StatisticsView:
    """Get how a question did; figures that rest on too few answers say so and have no value."""
    async with begin_look() as work:
        return await measuring.read_statistics(work, current_actor(), question_id)


@route(
    blueprint,
    "POST",
    "/<id:question_id>/statistics",
    guard=RECRUITER,
    answer=StatisticsView,
    status=202,
    errors=(404,),
    limit=per_minute(20),
)
async def ask_for_statistics(question_id: int) -> StatisticsView:
    """Measure a question anew, in the background; answers what is known until then."""
    async with begin_work() as work:
        return await measuring.ask_for_statistics(work, current_actor(), question_id)
