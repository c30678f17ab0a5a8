"""Endpoints and deliveries; only administrators see them."""

from sqlalchemy import Select, false, select

from domain.kit.actor import Actor, Role
from domain.webhooks.models import WebhookDelivery, WebhookEndpoint


def visible_endpoints(actor: Actor) -> Select[WebhookEndpoint]:
    """Return all endpoints for administrators, none for others."""
    endpoints = select(WebhookEndpoint)
    return endpoints if actor.reaches(Role.ADMIN) else endpoints.where(false())


def visible_deliveries(actor: Actor) -> Select[WebhookDelivery]:
    """Return all deliveries for administrators, none for others."""
    deliveries = select(WebhookDelivery)
    return deliveries if actor.reaches(Role.ADMIN) else deliveries.where(false())


def listening_endpoints() -> Select[WebhookEndpoint]:
    """Return the active endpoints, kept from being deleted until the work ends."""
    active = select(WebhookEndpoint).where(WebhookEndpoint.active)
    return active.order_by(WebhookEndpoint.id).with_for_update(read=True, key_share=True)


def endpoint_to_judge(delivery_id: int) -> Select[WebhookEndpoint]:
    """Return the endpoint of a delivery, locked against other attempts' verdicts."""
    of_delivery = select(WebhookDelivery.endpoint_id).where(WebhookDelivery.id == delivery_id)
    endpoint = select(WebhookEndpoint).where(WebhookEndpoint.id.in_(of_delivery))
    return endpoint.with_for_update(key_share=True)
