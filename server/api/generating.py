"""Generating questions."""

from quart import Blueprint

from domain.questions.generating import service as generating
from domain.questions.generating.schemas import GenerateQuestions, GenerationView
from server.api.limits import CALLER, EVERYBODY, per_hour, per_minute
from server.api.route import RECRUITER, Reply, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("generating", __name__, url_prefix="/api/questions")
COSTLY = (per_minute(20, by=CALLER), per_hour(200, by=CALLER), per_minute(300, by=EVERYBODY))


@route(
    blueprint,
    "POST",
    "/generate",
    guard=RECRUITER,
    body=GenerateQuestions,
    answer=GenerationView,
    status=201,
    also={202: GenerationView},
    errors=(404,),
    limit=COSTLY,
)
async def generate_questions(data: GenerateQuestions) -> Reply:
    """Draft questions for a job; an expert has to approve each before it can be asked.

    Without a language model, or when it fails, they are drafted offline; `reason` says why. With
    `wait` false, or when it takes too long, the answer is 202 and the drafts follow.
    """
    view = await house().generator.generate_questions(current_actor(), data)
    return Reply(view, status=201 if view.state == "done" else 202)


@route(
    blueprint,
    "GET",
    "/generations/<id:generation_id>",
    guard=RECRUITER,
    answer=GenerationView,
    errors=(404,),
)
async def read_generation(generation_id: int) -> GenerationView:
    """Tell how far a generation is, with its drafts so far."""
    async with begin_look() as work:
        return await generating.read_generation(work, current_actor(), generation_id)


@route(
    blueprint,
    "POST",
    "/generations/<id:generation_id>/cancel",
    guard=RECRUITER,
    answer=GenerationView,
    errors=(404, 409),
)
async def cancel_generation(generation_id: int) -> GenerationView:
    """Draft no more; what is there stays."""
    async with begin_work() as work:
        return await generating.cancel_generation(work, current_actor(), generation_id)
