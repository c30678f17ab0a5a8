"""How often one seat may give one command: a token bucket per seat and command."""

import math
import time
from dataclasses import dataclass, field

from domain.kit.errors import TooManyRequests


@dataclass(frozen=True, slots=True)
class Budget:
    """``burst`` commands at once, refilled at ``per_second``."""

    burst: int
    per_second: float


def per_second(count: float, burst: int | None = None) -> Budget:
    """Return a budget of ``count`` a second; ``burst`` at once, two seconds' worth by default."""
    return Budget(burst or max(1, math.ceil(2 * count)), count)


def per_minute(count: int) -> Budget:
    """Return a budget of ``count`` commands a minute, a quarter of them at once."""
    return Budget(max(1, count // 4), count / 60)


@dataclass(slots=True)
class Purse:
    """What one seat has left of its budgets."""

    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def spend(self, name: str, budget: Budget) -> None:
        """Take one command out of the budget; TooManyRequests says when to try again."""
        now = time.monotonic()
        left, since = self._left.get(name, (float(budget.burst), now))
        left = min(float(budget.burst), left + (now - since) * budget.per_second)
        if left < 1:
            wait = math.ceil((1 - left) / budget.per_second)
            raise TooManyRequests(retry_after_s=wait)
        self._left[name] = (left - 1, now)
