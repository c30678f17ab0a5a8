"""Keeping below Zoom's limits, and reading how long it wants to be left alone."""

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

Plan = Literal["free", "pro", "business"]
Category = Literal["Light", "Medium", "Heavy"]
PER_SECOND: Mapping[Plan, Mapping[Category, int]] = {
    "free": {"Light": 4, "Medium": 2, "Heavy": 1},
    "pro": {"Light": 30, "Medium": 20, "Heavy": 10},
    "business": {"Light": 80, "Medium": 60, "Heavy": 40},
}
"""Requests per second that an account of each plan may make (Zoom, "API rate limits")."""
_SHARE = 0.9
_SHORTEST_S, _LONGEST_S = 1, 86_400


class Pace:
    """Spreads requests of each category over the second, first come first served.

    They do not go in bursts: a burst that is held up on its way meets the next one at Zoom. Zoom
    counts the whole account, which other programs and our own workers use as well; what is beyond
    this process's sight ends as a 429.
    """

    def __init__(self, plan: Plan) -> None:
        self._apart_s = {each: 1 / (most * _SHARE) for each, most in PER_SECOND[plan].items()}
        self._next = dict.fromkeys(self._apart_s, 0.0)

    async def wait(self, category: Category) -> None:
        """Return when one more request of ``category`` may be made."""
        now = time.monotonic()
        turn = max(now, self._next[category])
        self._next[category] = turn + self._apart_s[category]
        await asyncio.sleep(turn - now)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> int:
    """Return how long to wait after a 429, 1 to 86,400 s.

    ``Retry-After`` is a number of seconds, an HTTP date, or on a daily limit an ISO date; without
    it a daily limit holds until midnight UTC, and any other for a second.
    """
    for name in ("Retry-After", "X-RateLimit-Reset"):
        seconds = _seconds(headers.get(name, "").strip(), now)
        if seconds is not None:
            return min(max(seconds, _SHORTEST_S), _LONGEST_S)
    if "daily" in headers.get("X-RateLimit-Type", "").lower():
        tomorrow = (now.astimezone(UTC) + timedelta(days=1)).replace(hour=0, minute=0, second=0)
        return max(_until(tomorrow, now), _SHORTEST_S)
    return _SHORTEST_S


def _seconds(text: str, now: datetime) -> int | None:
    if text.isascii() and text.isdigit():
        # More digits than a day has seconds say no more than that.
        return int(text[:10])
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            until = read(text)
        except ValueError:
            continue
        return _until(until if until.tzinfo else until.replace(tzinfo=UTC), now)
    return None


def _until(moment: datetime, now: datetime) -> int:
    # Rounded up: a request a moment too early is refused again.
    return int((moment - now).total_seconds()) + 1
