"""How long Zoom wants to be left alone."""

import asyncio
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.adapters.zoom_limits import PER_SECOND, Category, Pace, Plan, retry_after_s

NOW = datetime(2026, 6, 1, 23, 0, tzinfo=UTC)
DAILY = {"X-RateLimit-Type": "Daily-limit"}


@pytest.mark.parametrize(
    ("plan", "category", "count"), [("free", "Medium", 2), ("business", "Medium", 30)]
)
async def test_requests_are_spread_over_the_second(
    plan: Plan, category: Category, count: int
) -> None:
    pace = Pace(plan)
    began = time.monotonic()

    await asyncio.gather(*[pace.wait(category) for _ in range(count)])

    assert time.monotonic() - began >= (count - 1) / PER_SECOND[plan][category]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 1),
        ({"Retry-After": "5"}, 5),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "-5"}, 1),
        ({"Retry-After": "soon"}, 1),
        ({"Retry-After": "9" * 400}, 86_400),
        ({"Retry-After": "2026-06-02T00:00:00Z"} | DAILY, 3_601),
        ({"Retry-After": "2026-06-02T02:00:00+02:00"}, 3_601),
        ({"Retry-After": "2026-06-02T00:00:00"}, 3_601),
        ({"Retry-After": "2020-01-01T00:00:00Z"}, 1),
        ({"Retry-After": "Tue, 02 Jun 2026 00:00:00 GMT"}, 3_601),
        ({"X-RateLimit-Reset": "2026-06-02T00:00:00Z"} | DAILY, 3_601),
        ({"Retry-After": "soon", "X-RateLimit-Reset": "7"}, 7),
        (DAILY, 3_601),
    ],
)
def test_both_kinds_of_refusal_say_when_to_come_back(headers: dict[str, str], seconds: int) -> None:
    assert retry_after_s(headers, NOW) == seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_said_is_a_time_within_a_day(text: str, other: str) -> None:
    headers = {"Retry-After": text, "X-RateLimit-Reset": other}

    assert 1 <= retry_after_s(headers, NOW) <= 86_400
