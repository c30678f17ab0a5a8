"""The language model, for administrators."""

from quart import Blueprint

from domain.kit.paging import Page, PageQuery
from domain.language import service
from domain.language.schemas import AiCallView, AiView
from server.api.limits import per_minute
from server.api.route import ADMIN, route
from server.context import begin_look, current_actor, house

blueprint = Blueprint("ai", __name__, url_prefix="/api/admin/ai")


@route(blueprint, "GET", "", guard=ADMIN, answer=AiView, limit=per_minute(30))
async def read_ai() -> AiView:
    """Get the language model, asked whether it answers, with what it took today."""
    language = house().language
    health = await language.health()
    async with begin_look() as work:
        return await service.read_ai(work, current_actor(), language, health)


@route(blueprint, "GET", "/calls", guard=ADMIN, query=PageQuery, answer=Page[AiCallView])
async def list_calls(query: PageQuery) -> Page[AiCallView]:
    """List the calls of the language model, newest first, without what was said."""
    async with begin_look() as work:
        return await service.list_calls(work, current_actor(), query)
