"""One attempt at a delivery: what to send, and what its outcome changes."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from domain.kit.crypto import keyring
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.webhooks.models import WebhookDelivery, WebhookEndpoint
from domain.webhooks.queries import endpoint_to_judge
from domain.webhooks.rules import Outcome, judge, reason_to_pause, signature
from domain.webhooks.schemas import PING
from domain.webhooks.service import DELIVER_WEBHOOK

LOG_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that is needed to send one delivery once."""

    endpoint_id: int
    url: str
    headers: dict[str, str]
    body: bytes


async def read_parcel(work: Work, delivery_id: int) -> Parcel | None:
    """Return what is to be sent now; None if there is nothing to send (any more)."""
    delivery = await work.session.get(WebhookDelivery, delivery_id)
    if delivery is None or delivery.state != "queued":
        return None
    endpoint = await work.session.get_one(WebhookEndpoint, delivery.endpoint_id)
    if not endpoint.active and delivery.type != PING:
        return None
    timestamp = int(work.now.timestamp())
    body = json.dumps(delivery.payload, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Greenroom-Webhook/1",
        "Greenroom-Webhook-Id": delivery.event_id,
        "Greenroom-Webhook-Timestamp": str(timestamp),
        "Greenroom-Webhook-Signature": signature(
            _secrets(endpoint, work.now), delivery.event_id, timestamp, body
        ),
    }
    return Parcel(endpoint.id, endpoint.url, headers, body)


async def store_attempt(work: Work, delivery_id: int, outcome: Outcome, chance: float) -> None:
    """Write down an attempt, plan the next one if there is to be one, and judge the endpoint."""
    # Endpoint before delivery, in the order in which deleting an endpoint takes them.
    endpoint = await work.session.scalar(endpoint_to_judge(delivery_id))
    delivery = await work.session.get(WebhookDelivery, delivery_id, with_for_update=True)
    if endpoint is None or delivery is None or delivery.state != "queued":
        return
    delivery.attempts += 1
    delivery.status_code, delivery.duration_ms = outcome.status_code, outcome.duration_ms
    delivery.error = outcome.error and outcome.error[:300]
    delivery.response = None if outcome.is_accepted else outcome.excerpt
    verdict = judge(outcome, delivery.type, delivery.attempts, chance)
    delivery.state = verdict.state
    if verdict.pause is None:
        delivery.next_try_at, delivery.finished_at = None, work.now
    else:
        await _plan(work, delivery, verdict.pause)
    if delivery.type != PING:
        _judge_endpoint(endpoint, outcome, work.now)
    await work.session.flush()


async def postpone(work: Work, delivery_id: int, pause: timedelta) -> None:
    """Plan a delivery for later without counting an attempt: its endpoint is busy."""
    delivery = await work.session.get(WebhookDelivery, delivery_id)
    if delivery is not None and delivery.state == "queued":
        await _plan(work, delivery, pause)


async def cancel_delivery(work: Work, delivery_id: int) -> None:
    """Close a queued delivery that is not to be sent because its endpoint was switched off."""
    delivery = await work.session.get(WebhookDelivery, delivery_id)
    if delivery is not None and delivery.state == "queued":
        delivery.state, delivery.finished_at, delivery.next_try_at = "cancelled", work.now, None
        delivery.error = "The endpoint was not active."


async def forget_old_deliveries(work: Work) -> None:
    """Delete what was finished more than 30 days ago."""
    old = WebhookDelivery.finished_at < work.now - LOG_KEPT
    await work.session.execute(delete(WebhookDelivery).where(old))


async def _plan(work: Work, delivery: WebhookDelivery, pause: timedelta) -> None:
    delivery.next_try_at = work.now + pause
    await enqueue(work, DELIVER_WEBHOOK, after=pause, delivery_id=delivery.id)


def _judge_endpoint(endpoint: WebhookEndpoint, outcome: Outcome, now: datetime) -> None:
    if outcome.is_accepted:
        endpoint.failing_since = None
        return
    endpoint.failing_since = endpoint.failing_since or now
    reason = reason_to_pause(outcome, endpoint.failing_since, now)
    if reason is not None and endpoint.active:
        endpoint.active, endpoint.paused_reason, endpoint.updated_at = False, reason[:500], now


def _secrets(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    sealed = [endpoint.secret]
    if endpoint.old_secret and endpoint.old_secret_until and now < endpoint.old_secret_until:
        sealed.append(endpoint.old_secret)
    return [keyring().open(secret) for secret in sealed]
