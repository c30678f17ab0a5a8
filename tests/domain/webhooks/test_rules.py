"""When deliveries are tried again, when endpoints are given up, and how bodies are signed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.webhooks.rules import (
    LONGEST_PAUSE_S,
    PATIENCE,
    PAUSES_S,
    Outcome,
    Verdict,
    judge,
    reason_to_pause,
    signature,
    wants,
)

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
REFUSED = Outcome(12, status_code=500)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_every_2xx_is_a_success(status: int) -> None:
    assert judge(Outcome(5, status_code=status), "score.final", 1, 0.5) == Verdict("delivered")


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 10), (2, 60), (3, 300), (4, 1_800), (5, 7_200), (6, 21_600), (7, 86_400)],
)
@pytest.mark.parametrize(
    "outcome",
    [
        REFUSED,
        Outcome(5, status_code=404),
        Outcome(5, status_code=302, error="Redirects are not followed."),
        Outcome(10_000, error="No complete answer within 10 s."),
    ],
)
def test_a_failure_is_tried_again_after_a_longer_pause(
    outcome: Outcome, attempts: int, seconds: int
) -> None:
    verdict = judge(outcome, "score.final", attempts, 0.5)

    assert verdict == Verdict("queued", timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("outcome", "type_", "attempts"),
    [
        (REFUSED, "score.final", len(PAUSES_S) + 1),
        (REFUSED, "ping", 1),
        (Outcome(5, status_code=410), "score.final", 1),
    ],
)
def test_some_failures_are_the_last(outcome: Outcome, type_: str, attempts: int) -> None:
    assert judge(outcome, type_, attempts, 0.5) == Verdict("failed")


@given(st.integers(1, 7), st.floats(0, 1, exclude_max=True), st.integers(0, 10**9))
def test_pauses_are_spread_by_a_fifth_and_never_shorter_than_asked(
    attempts: int, chance: float, asked_s: int
) -> None:
    outcome = Outcome(5, status_code=503, retry_after_s=asked_s)

    pause = judge(outcome, "score.final", attempts, chance).pause

    assert pause is not None
    seconds, usual = pause.total_seconds(), PAUSES_S[attempts - 1]
    assert seconds >= min(asked_s, LONGEST_PAUSE_S)
    assert seconds <= max(asked_s, usual * 1.2)
    assert usual * 0.8 <= seconds <= LONGEST_PAUSE_S * 1.2


def test_an_endpoint_is_paused_when_it_has_failed_for_days() -> None:
    since = NOW - PATIENCE

    assert reason_to_pause(REFUSED, since + timedelta(seconds=1), NOW) is None
    reason = reason_to_pause(REFUSED, since, NOW) or ""
    assert "since 2026-05-29 09:00 UTC" in reason
    assert "answered 500" in reason


def test_gone_pauses_at_once() -> None:
    reason = reason_to_pause(Outcome(5, status_code=410), NOW, NOW)

    assert reason is not None
    assert "410" in reason


@pytest.mark.parametrize(
    ("events", "hears"),
    [(["*"], True), (["score.final"], True), (["stage.moved"], False), ([], False)],
)
def test_an_endpoint_hears_of_what_it_asked_for(events: list[str], hears: object) -> None:
    assert wants(events, "score.final") is hears


def test_a_signature_is_the_hmac_that_openssl_computes() -> None:
    # printf '%s' 'evt_1.1780304400.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_golden
    expected = "6105136f18fea03f87651647f9f3b1286d56ef16a30f4dcbccbae8cbb49b65ff"

    assert (
        signature(["whsec_golden"], "evt_1", 1_780_304_400, b'{"id":"evt_1"}') == f"v1={expected}"
    )


def test_two_secrets_make_two_signatures() -> None:
    both = signature(["new", "old"], "evt_1", 1, b"{}")

    assert (
        both == f"{signature(['new'], 'evt_1', 1, b'{}')},{signature(['old'], 'evt_1', 1, b'{}')}"
    )
