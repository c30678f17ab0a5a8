"""Both kinds of 429: too many in a second, and too many on this day."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

from aiohttp import web

PER_SECOND = {
    "free": {"Light": 4, "Medium": 2, "Heavy": 1},
    "pro": {"Light": 30, "Medium": 20, "Heavy": 10},
    "business": {"Light": 80, "Medium": 60, "Heavy": 40},
}
_MEDIUM = {"/v2/users/{user}/meetings", "/v2/users/{user}/recordings"}


@dataclass(slots=True)
class Limits:
    """Counts requests; ``daily`` caps creates and updates of meetings by the one user."""

    plan: str = "business"
    daily: int | None = None
    seen: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    changes: int = 0

    def category(self, request: web.Request) -> str:
        """Return the weight of what is asked."""
        resource = request.match_info.route.resource
        is_medium = resource is not None and resource.canonical in _MEDIUM
        return "Medium" if is_medium else "Light"

    def excess(self, request: web.Request, reset: str) -> web.Response | None:
        """Return the refusal if ``request`` is one too many."""
        category = self.category(request)
        recent, now = self.seen[category], time.monotonic()
        while recent and recent[0] <= now - 1:
            recent.popleft()
        most = PER_SECOND[self.plan][category]
        if len(recent) >= most:
            return busy(category, most)
        recent.append(now)
        if request.method in {"POST", "PATCH"} and request.path.startswith("/v2/"):
            self.changes += 1
            if self.daily is not None and self.changes > self.daily:
                return used_up_for_today(reset)
        return None


def busy(category: str, most: int) -> web.Response:
    """Return the refusal of a request that came too soon after others."""
    headers = {
        "X-RateLimit-Category": category,
        "X-RateLimit-Type": "Per-second-limit",
        "X-RateLimit-Limit": str(most),
        "X-RateLimit-Remaining": "0",
        "Retry-After": "1",
    }
    message = "You have reached the maximum per-second rate limit for this API. Try again later."
    return web.json_response({"code": 429, "message": message}, status=429, headers=headers)


def used_up_for_today(reset: str) -> web.Response:
    """Return the refusal that lasts until ``reset``, a date and no number of seconds."""
    headers = {
        "X-RateLimit-Category": "Medium",
        "X-RateLimit-Type": "Daily-limit",
        "X-RateLimit-Limit": "100",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": reset,
        "Retry-After": reset,
    }
    message = "You have reached the maximum daily rate limit for this API."
    return web.json_response({"code": 429, "message": message}, status=429, headers=headers)
