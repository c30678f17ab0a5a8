"""Webhook endpoints and their deliveries, for tests."""

from typing import Any

from sqlalchemy import select

from domain.kit.actor import SYSTEM
from domain.kit.addresses import AddressRules
from domain.kit.work import WorkShop
from domain.webhooks.endpoints import add_endpoint
from domain.webhooks.models import WebhookDelivery, WebhookEndpoint
from domain.webhooks.schemas import AddEndpoint, EndpointSecret
from tests.fakes.receiver import Receiver


def reaching(receiver: Receiver) -> AddressRules:
    """Return rules that let out to ``receiver`` only."""
    return AddressRules(frozenset({receiver.place}))


async def subscribe(workshop: WorkShop, receiver: Receiver, **fields: Any) -> EndpointSecret:
    """Add an endpoint that hears of everything."""
    command = AddEndpoint(**{"url": receiver.url, "events": ["*"]} | fields)
    async with workshop.begin(SYSTEM) as work:
        return await add_endpoint(work, SYSTEM, command, reaching(receiver))


async def deliveries(workshop: WorkShop) -> list[WebhookDelivery]:
    """Return all deliveries, oldest first."""
    async with workshop.database.reading() as session:
        return list(await session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.id)))


async def read_row(workshop: WorkShop, endpoint_id: int) -> WebhookEndpoint:
    """Return the row of an endpoint."""
    async with workshop.database.reading() as session:
        return await session.get_one(WebhookEndpoint, endpoint_id)
