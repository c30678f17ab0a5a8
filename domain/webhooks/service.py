"""Telling other systems: each event becomes rows in the transaction of the change it is about."""

import secrets
from typing import Any

from domain.kit.fields import iso_z
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.webhooks.models import WebhookDelivery, WebhookEndpoint
from domain.webhooks.queries import listening_endpoints
from domain.webhooks.rules import wants
from domain.webhooks.schemas import EventType

DELIVER_WEBHOOK = "deliver_webhook"


async def tell(work: Work, event: EventType, **data: int | str | None) -> None:
    """Queue ``event`` for every endpoint that wants it; nothing is sent before the commit.

    ``data`` are ids and states only, never a person's words, name, address or score: subscribers
    fetch what they may see by the API, and erasing somebody leaves nothing to do here.
    """
    endpoints = await work.session.scalars(listening_endpoints())
    listeners = [endpoint for endpoint in endpoints if wants(endpoint.events, event)]
    payload = new_payload(work, event, data)
    for endpoint in listeners:
        await queue_delivery(work, endpoint, payload)


def new_payload(work: Work, type_: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return the body of an event that happens now; its ``id`` lets receivers drop repeats."""
    event_id = f"evt_{secrets.token_hex(16)}"
    return {"id": event_id, "type": type_, "created_at": iso_z(work.now), "data": data}


async def queue_delivery(
    work: Work, endpoint: WebhookEndpoint, payload: dict[str, Any], replay_of: int | None = None
) -> WebhookDelivery:
    """Write the row of a delivery together with the job that makes it."""
    delivery = WebhookDelivery(
        endpoint_id=endpoint.id,
        event_id=payload["id"],
        type=payload["type"],
        payload=payload,
        state="queued",
        attempts=0,
        replay_of=replay_of,
        next_try_at=work.now,
        created_at=work.now,
    )
    work.session.add(delivery)
    await work.session.flush()
    await enqueue(work, DELIVER_WEBHOOK, delivery_id=delivery.id)
    return delivery
