"""Zoom's proofs: of a webhook, of who receives it, and of a live transcript's client."""

import hashlib
import hmac
from datetime import datetime

MOST_SKEW_S = 300
_LONGEST_STAMP = 15


def webhook_signature(secret: str, timestamp: str, raw: bytes) -> str:
    """Return ``v0=<hex>``, Zoom's HMAC-SHA256 over ``v0:timestamp:body`` of the raw body."""
    return f"v0={_digest(secret, b'v0:' + timestamp.encode() + b':' + raw)}"


def is_genuine(secret: str, signature: str, timestamp: str, raw: bytes, now: datetime) -> bool:
    """Tell whether Zoom signed ``raw`` within five minutes of ``now``; never without a secret.

    ``signature`` and ``timestamp`` are the headers ``x-zm-signature`` and
    ``x-zm-request-timestamp`` (seconds since 1970) as they came; '' where one is missing.
    """
    if not (secret and timestamp.isascii() and timestamp.isdigit()):
        return False
    if len(timestamp) > _LONGEST_STAMP or abs(now.timestamp() - int(timestamp)) > MOST_SKEW_S:
        return False
    expected = webhook_signature(secret, timestamp, raw)
    return hmac.compare_digest(expected.encode(), signature.encode())


def validation_answer(secret: str, plain_token: str) -> dict[str, str]:
    """Return the answer to ``endpoint.url_validation``, which proves that we know the secret."""
    return {"plainToken": plain_token, "encryptedToken": _digest(secret, plain_token.encode())}


def stream_signature(client_id: str, client_secret: str, meeting_uuid: str, stream_id: str) -> str:
    """Return the hex HMAC-SHA256 that opens a live transcript (RTMS)."""
    return _digest(client_secret, f"{client_id},{meeting_uuid},{stream_id}".encode())


def _digest(secret: str, message: bytes) -> str:
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
