"""The log of deliveries, trying an endpoint out, and sending something again."""

from domain.kit.actor import Actor
from domain.kit.errors import NotFound
from domain.kit.paging import Page, fetch_page
from domain.kit.work import Work
from domain.webhooks.endpoints import find_endpoint
from domain.webhooks.errors import EndpointPaused
from domain.webhooks.models import WebhookDelivery
from domain.webhooks.queries import visible_deliveries
from domain.webhooks.schemas import PING, DeliveryQuery, DeliveryView
from domain.webhooks.service import new_payload, queue_delivery


async def list_deliveries(
    work: Work, actor: Actor, endpoint_id: int, query: DeliveryQuery
) -> Page[DeliveryView]:
    """Return one page of an endpoint's deliveries, newest first; NotFound without endpoint."""
    statement = visible_deliveries(actor).where(WebhookDelivery.endpoint_id == endpoint_id)
    if query.state is not None:
        statement = statement.where(WebhookDelivery.state == query.state)
    rows, cursor, total = await fetch_page(work.session, statement, WebhookDelivery.id, query)
    if not rows:
        await find_endpoint(work, actor, endpoint_id)
    views = [DeliveryView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


async def send_ping(work: Work, actor: Actor, endpoint_id: int) -> DeliveryView:
    """Queue a ``ping``, which is tried once, even at an endpoint that is switched off."""
    endpoint = await find_endpoint(work, actor, endpoint_id, changing=True)
    payload = new_payload(work, PING, {"endpoint_id": endpoint.id})
    return DeliveryView.model_validate(await queue_delivery(work, endpoint, payload))


async def replay_delivery(work: Work, actor: Actor, delivery_id: int) -> DeliveryView:
    """Queue an event once more under the same event id, as a delivery of its own.

    Raises NotFound or EndpointPaused.
    """
    found = visible_deliveries(actor).where(WebhookDelivery.id == delivery_id)
    delivery = await work.session.scalar(found)
    if delivery is None:
        raise NotFound("There is no such delivery.")
    endpoint = await find_endpoint(work, actor, delivery.endpoint_id, changing=True)
    if not endpoint.active:
        raise EndpointPaused
    again = await queue_delivery(work, endpoint, delivery.payload, replay_of=delivery.id)
    return DeliveryView.model_validate(again)
