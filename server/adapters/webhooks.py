"""Delivering webhooks: the long part of each delivery's job."""

import secrets
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.webhooks.attempts import (
    Parcel,
    cancel_delivery,
    forget_old_deliveries,
    postpone,
    read_parcel,
    store_attempt,
)
from domain.webhooks.rules import Outcome
from server.adapters.outbound import Outbound, OutboundReply, Unanswered
from server.jobs import Conclusion

MOST_AT_ONCE = 4
"""Deliveries to one endpoint at a time: a slow receiver must not take everybody's places."""
BUSY_PAUSE = timedelta(seconds=5)
MOST_BYTES = 1_024


class Postman:
    """Sends deliveries through ``outbound`` and says what is to be written down."""

    def __init__(self, workshop: WorkShop, outbound: Outbound) -> None:
        """Bind the parts; nothing is sent yet."""
        self._workshop = workshop
        self._outbound = outbound
        self._on_the_way: Counter[int] = Counter()

    async def deliver(self, delivery_id: int) -> Conclusion:
        """Make one attempt at a delivery."""
        async with self._workshop.look(SYSTEM) as work:
            parcel = await read_parcel(work, delivery_id)
        if parcel is None:
            return partial(cancel_delivery, delivery_id=delivery_id)
        if self._on_the_way[parcel.endpoint_id] >= MOST_AT_ONCE:
            return partial(postpone, delivery_id=delivery_id, pause=BUSY_PAUSE)
        self._on_the_way[parcel.endpoint_id] += 1
        try:
            outcome = await self._post(parcel)
        finally:
            self._on_the_way[parcel.endpoint_id] -= 1
        chance = secrets.randbelow(1_000) / 1_000
        return partial(store_attempt, delivery_id=delivery_id, outcome=outcome, chance=chance)

    async def forget_old(self) -> None:
        """Delete deliveries that were finished long ago."""
        async with self._workshop.begin(SYSTEM) as work:
            await forget_old_deliveries(work)

    async def _post(self, parcel: Parcel) -> Outcome:
        began = time.perf_counter()
        try:
            reply = await self._outbound.post(
                parcel.url, parcel.body, parcel.headers, most_bytes=MOST_BYTES
            )
        except Unanswered as error:
            return Outcome(_ms_since(began), error=str(error))
        return _outcome(reply, _ms_since(began), self._workshop.clock())


def _outcome(reply: OutboundReply, duration_ms: int, now: datetime) -> Outcome:
    moved = reply.status // 100 == 3  # noqa: PLR2004  # the 3xx family
    return Outcome(
        duration_ms,
        status_code=reply.status,
        error="Redirects are not followed: give the final address." if moved else None,
        retry_after_s=retry_after(reply.headers.get("retry-after"), now),
        excerpt=reply.body.decode(errors="replace").replace("\x00", "\N{REPLACEMENT CHARACTER}"),
    )


def retry_after(value: str | None, now: datetime) -> int | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), None if none."""
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return int(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, round((moment - now).total_seconds()))


def _ms_since(began: float) -> int:
    return round((time.perf_counter() - began) * 1_000)
