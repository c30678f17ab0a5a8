"""Administrators hand out keys to programs."""

from quart import Blueprint

from domain.api_keys import service
from domain.api_keys.schemas import ApiKeyView, CreateApiKey, NewApiKey
from domain.kit.paging import Page, PageQuery
from server.api.route import ADMIN, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("api_keys", __name__, url_prefix="/api/admin/api-keys")


@route(blueprint, "GET", "", guard=ADMIN, query=PageQuery, answer=Page[ApiKeyView])
async def list_api_keys(query: PageQuery) -> Page[ApiKeyView]:
    """List API keys, with their beginnings only."""
    async with begin_look() as work:
        return await service.list_api_keys(work, current_actor(), query)


@route(blueprint, "POST", "", guard=ADMIN, body=CreateApiKey, answer=NewApiKey, status=201)
async def create_api_key(data: CreateApiKey) -> NewApiKey:
    """Make an API key; the key itself is in this answer and never again."""
    async with begin_work() as work:
        return await service.create_api_key(work, current_actor(), data)


@route(blueprint, "DELETE", "/<id:key_id>", guard=ADMIN, answer=ApiKeyView, errors=(404,))
async def revoke_api_key(key_id: int) -> ApiKeyView:
    """End an API key at once and for good."""
    async with begin_work() as work:
        return await service.revoke_api_key(work, current_actor(), key_id)
