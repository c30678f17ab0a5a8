"""Zoom's proofs, against values that a short calculation of our own finds."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from server.adapters.zoom_sdk import ATTENDEE, HOST, sdk_signature
from server.adapters.zoom_signing import (
    is_genuine,
    stream_signature,
    validation_answer,
    webhook_signature,
)

NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
SECRET = "a secret of the webhook"
BODY = '{"event":"meeting.started","payload":{"object":{"topic":"Größe"}}}'.encode()


def by_hand(secret: bytes, message: bytes) -> bytes:
    """HMAC-SHA256 as RFC 2104 writes it down."""
    key = (hashlib.sha256(secret).digest() if len(secret) > 64 else secret).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(each ^ 0x36 for each in key) + message).digest()
    return hashlib.sha256(bytes(each ^ 0x5C for each in key) + inner).digest()


def unpadded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def test_our_own_calculation_agrees_with_rfc_4231() -> None:
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

    assert by_hand(b"Jefe", b"what do ya want for nothing?").hex() == expected


def test_a_webhook_is_signed_over_its_raw_bytes() -> None:
    expected = by_hand(SECRET.encode(), b"v0:" + STAMP.encode() + b":" + BODY).hex()

    assert webhook_signature(SECRET, STAMP, BODY) == f"v0={expected}"
    assert is_genuine(SECRET, f"v0={expected}", STAMP, BODY, NOW)


@pytest.mark.parametrize("skew", [timedelta(minutes=5), -timedelta(minutes=5)])
def test_a_clock_may_be_five_minutes_off_and_no_more(skew: timedelta) -> None:
    signature = webhook_signature(SECRET, STAMP, BODY)

    assert is_genuine(SECRET, signature, STAMP, BODY, NOW + skew)
    beyond = NOW + skew * 1.01
    assert not is_genuine(SECRET, signature, STAMP, BODY, beyond)


@pytest.mark.parametrize(
    ("secret", "signature", "stamp", "body"),
    [
        (SECRET, "", STAMP, BODY),
        (SECRET, "v0=" + "0" * 64, STAMP, BODY),
        (SECRET, webhook_signature(SECRET, STAMP, BODY).removeprefix("v0="), STAMP, BODY),
        (SECRET, webhook_signature(SECRET, STAMP, BODY).upper(), STAMP, BODY),
        (SECRET, webhook_signature("another", STAMP, BODY), STAMP, BODY),
        (SECRET, webhook_signature(SECRET, STAMP, BODY), STAMP, BODY + b" "),
        (SECRET, webhook_signature(SECRET, STAMP, BODY), str(int(STAMP) + 1), BODY),
        (SECRET, webhook_signature(SECRET, "", BODY), "", BODY),
        (SECRET, webhook_signature(SECRET, "-5", BODY), "-5", BODY),
        (SECRET, webhook_signature(SECRET, "1e9", BODY), "1e9", BODY),
        (SECRET, webhook_signature(SECRET, "٣", BODY), "٣", BODY),
        (SECRET, webhook_signature(SECRET, "9" * 400, BODY), "9" * 400, BODY),
        (SECRET, "é" * 67, STAMP, BODY),
        ("", webhook_signature("", STAMP, BODY), STAMP, BODY),
    ],
)
def test_what_zoom_did_not_sign_is_not_genuine(
    secret: str, signature: str, stamp: str, body: bytes
) -> None:
    assert not is_genuine(secret, signature, stamp, body, NOW)


def test_the_endpoint_proves_that_it_knows_the_secret() -> None:
    expected = by_hand(SECRET.encode(), b"qgg8vlvZRS6UYooatFL8Aw").hex()

    assert validation_answer(SECRET, "qgg8vlvZRS6UYooatFL8Aw") == {
        "plainToken": "qgg8vlvZRS6UYooatFL8Aw",
        "encryptedToken": expected,
    }


def test_a_live_transcript_is_opened_with_client_meeting_and_stream() -> None:
    expected = by_hand(b"client secret", b"client,/uuid//==,stream").hex()

    assert stream_signature("client", "client secret", "/uuid//==", "stream") == expected


@pytest.mark.parametrize("role", [ATTENDEE, HOST])
def test_the_sdk_signature_is_a_jwt_of_one_meeting(role: int) -> None:
    secret = "sdk secret of thirty-two bytes and more"
    issued = int(NOW.timestamp())
    head = unpadded(json.dumps({"alg": "HS256", "typ": "JWT"}, separators=(",", ":")).encode())
    claims = {
        "appKey": "key",
        "sdkKey": "key",
        "mn": "82000000007",
        "role": role,
        "iat": issued,
        "exp": issued + 7_200,
        "tokenExp": issued + 7_200,
    }
    body = unpadded(json.dumps(claims, separators=(",", ":")).encode())
    proof = unpadded(by_hand(secret.encode(), f"{head}.{body}".encode()))

    made = sdk_signature("key", secret, "82000000007", HOST if role else ATTENDEE, NOW)

    assert made == f"{head}.{body}.{proof}"


@pytest.mark.parametrize("life_s", [1_799, 172_801])
def test_an_sdk_signature_that_zoom_would_refuse_is_not_made(life_s: int) -> None:
    with pytest.raises(ValueError, match="1800 to 172800"):
        sdk_signature("key", "secret" * 8, "1", ATTENDEE, NOW, life_s)
