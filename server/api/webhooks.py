"""Outgoing webhooks, for administrators."""

from quart import Blueprint

from domain.kit.paging import Page, PageQuery
from domain.webhooks import deliveries, endpoints
from domain.webhooks import schemas as s
from server.api.route import ADMIN, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("webhooks", __name__, url_prefix="/api/admin/webhooks")


@route(blueprint, "GET", "", guard=ADMIN, query=PageQuery, answer=Page[s.EndpointView])
async def list_endpoints(query: PageQuery) -> Page[s.EndpointView]:
    """List the webhook endpoints, newest first."""
    async with begin_look() as work:
        return await endpoints.list_endpoints(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "",
    guard=ADMIN,
    body=s.AddEndpoint,
    answer=s.EndpointSecret,
    status=201,
    errors=(409,),
)
async def add_endpoint(data: s.AddEndpoint) -> s.EndpointSecret:
    """Add a webhook endpoint; the answer holds its signing secret, this once."""
    async with begin_work() as work:
        return await endpoints.add_endpoint(work, current_actor(), data, house().outbound.rules)


@route(blueprint, "GET", "/<id:endpoint_id>", guard=ADMIN, answer=s.EndpointView, errors=(404,))
async def read_endpoint(endpoint_id: int) -> s.EndpointView:
    """Get one webhook endpoint."""
    async with begin_look() as work:
        return await endpoints.read_endpoint(work, current_actor(), endpoint_id)


@route(
    blueprint,
    "PATCH",
    "/<id:endpoint_id>",
    guard=ADMIN,
    body=s.ChangeEndpoint,
    answer=s.EndpointView,
    errors=(404,),
)
async def change_endpoint(endpoint_id: int, data: s.ChangeEndpoint) -> s.EndpointView:
    """Change a webhook endpoint, or switch it on or off."""
    async with begin_work() as work:
        return await endpoints.change_endpoint(
            work, current_actor(), endpoint_id, data, house().outbound.rules
        )


@route(blueprint, "DELETE", "/<id:endpoint_id>", guard=ADMIN, answer=s.EndpointView, errors=(404,))
async def delete_endpoint(endpoint_id: int) -> s.EndpointView:
    """Delete a webhook endpoint and its log."""
    async with begin_work() as work:
        return await endpoints.delete_endpoint(work, current_actor(), endpoint_id)


@route(
    blueprint,
    "POST",
    "/<id:endpoint_id>/rotate",
    guard=ADMIN,
    answer=s.EndpointSecret,
    errors=(404,),
)
async def rotate_secret(endpoint_id: int) -> s.EndpointSecret:
    """Make a new signing secret; the old one signs beside it for 24 hours."""
    async with begin_work() as work:
        return await endpoints.rotate_secret(work, current_actor(), endpoint_id)


@route(
    blueprint,
    "POST",
    "/<id:endpoint_id>/test",
    guard=ADMIN,
    answer=s.DeliveryView,
    status=202,
    errors=(404,),
)
async def send_ping(endpoint_id: int) -> s.DeliveryView:
    """Send a ping; its delivery shows up in the log."""
    async with begin_work() as work:
        return await deliveries.send_ping(work, current_actor(), endpoint_id)


@route(
    blueprint,
    "GET",
    "/<id:endpoint_id>/deliveries",
    guard=ADMIN,
    query=s.DeliveryQuery,
    answer=Page[s.DeliveryView],
    errors=(404,),
)
async def list_deliveries(endpoint_id: int, query: s.DeliveryQuery) -> Page[s.DeliveryView]:
    """List the deliveries to an endpoint, newest first; finished ones are kept for 30 days."""
    async with begin_look() as work:
        return await deliveries.list_deliveries(work, current_actor(), endpoint_id, query)


@route(
    blueprint,
    "POST",
    "/deliveries/<id:delivery_id>/replay",
    guard=ADMIN,
    answer=s.DeliveryView,
    status=202,
    errors=(404, 409),
)
async def replay_delivery(delivery_id: int) -> s.DeliveryView:
    """Send an event again, under the same event id."""
    async with begin_work() as work:
        return await deliveries.replay_delivery(work, current_actor(), delivery_id)
