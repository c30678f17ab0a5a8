"""When a failing model is left alone: a circuit breaker, as values and a clock's seconds."""

from dataclasses import dataclass
from typing import Literal

BreakerState = Literal["closed", "open", "half_open"]


@dataclass(slots=True)
class Breaker:
    """Opens after ``most_failures`` in a row, lets one probe through after ``rest_s`` seconds."""

    most_failures: int = 5
    rest_s: float = 30.0
    failures: int = 0
    _opened_at: float | None = None
    _probing: bool = False

    def state(self, now: float) -> BreakerState:
        """Return whether calls pass, are refused, or may be tried once."""
        if self._opened_at is None:
            return "closed"
        return "half_open" if now >= self._opened_at + self.rest_s else "open"

    def try_pass(self, now: float) -> bool:
        """Return whether a call may go out; in ``half_open`` only one at a time may."""
        state = self.state(now)
        if state == "half_open" and not self._probing:
            self._probing = True
            return True
        return state == "closed"

    def wait_s(self, now: float) -> float:
        """Return the seconds until a probe may go out."""
        if self._opened_at is None:
            return 0.0
        return max(0.0, self._opened_at + self.rest_s - now)

    def succeeded(self) -> None:
        """Close again."""
        self.failures, self._opened_at, self._probing = 0, None, False

    def failed(self, now: float) -> None:
        """Count a failure; the last one that is borne, or a failed probe, opens."""
        self.failures += 1
        if self._probing or self.failures >= self.most_failures:
            self._opened_at = now
        self._probing = False

    def abandoned(self) -> None:
        """Forget a call that ended without saying anything about the model."""
        self._probing = False
