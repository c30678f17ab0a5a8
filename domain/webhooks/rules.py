"""When a delivery counts, when it is tried again, when an endpoint is given up; signatures."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.webhooks.schemas import EVERYTHING, PING, DeliveryState

PAUSES_S = (10, 60, 300, 1_800, 7_200, 21_600, 86_400)
LONGEST_PAUSE_S = 86_400
JITTER = 0.2
PATIENCE = timedelta(days=3)
"""How long an endpoint may refuse everything before it is paused."""
GONE = 410


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attempt came to: a status code, or the error that prevented one.

    ``excerpt`` is the beginning of the answer's body.
    """

    duration_ms: int
    status_code: int | None = None
    error: str | None = None
    retry_after_s: int | None = None
    excerpt: str | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether the receiver took the event."""
        return self.error is None and self.status_code is not None and self.status_code // 100 == 2  # noqa: PLR2004  # the 2xx family


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a delivery: its state, and the pause before the next attempt if any."""

    state: DeliveryState
    pause: timedelta | None = None


def judge(outcome: Outcome, type_: str, attempts: int, chance: float) -> Verdict:
    """Return what follows attempt number ``attempts``; ``chance`` in [0, 1) spreads the pauses.

    A ping is tried once: whoever sends it wants to know now.
    """
    if outcome.is_accepted:
        return Verdict("delivered")
    is_last = attempts > len(PAUSES_S) or type_ == PING
    if is_last or outcome.status_code == GONE:
        return Verdict("failed")
    spread = 1 + JITTER * (2 * chance - 1)
    asked = min(outcome.retry_after_s or 0, LONGEST_PAUSE_S)
    return Verdict("queued", timedelta(seconds=max(PAUSES_S[attempts - 1] * spread, asked)))


def reason_to_pause(outcome: Outcome, failing_since: datetime, now: datetime) -> str | None:
    """Return why an endpoint is to be switched off after a failure; None to go on trying."""
    if outcome.status_code == GONE:
        return "The receiver answered 410 Gone: it wants no more events."
    if now - failing_since >= PATIENCE:
        last = outcome.error or f"it answered {outcome.status_code}"
        return (
            f"Nothing was accepted since {failing_since:%Y-%m-%d %H:%M} UTC. The last time: {last}"
        )
    return None


def wants(events: Iterable[str], type_: str) -> bool:
    """Tell whether an endpoint with this list of ``events`` hears of ``type_``."""
    listed = set(events)
    return EVERYTHING in listed or type_ in listed


def signature(secrets: Iterable[str], event_id: str, timestamp: int, body: bytes) -> str:
    """Return the signature header: ``v1=`` and the hex HMAC-SHA256 of ``id.timestamp.body``.

    While a secret is being rotated there are two, separated by a comma.
    """
    signed = f"{event_id}.{timestamp}.".encode() + body
    return ",".join(
        "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets
    )
