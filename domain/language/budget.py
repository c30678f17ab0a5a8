"""How much may be asked of a language model in a day, and what a call took."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from domain.language.errors import OverBudget
from domain.language.ports import Ask, Usage

NANOS = 10**9
MOST_TOKENS = 2**31 - 1
"""What one call is believed to have taken at most: a provider's figures are not ours."""
_LETTERS_A_TOKEN = 4
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Spent:
    """What calls took: tokens, and billionths of a US dollar."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_nanos: int = 0

    @property
    def tokens(self) -> int:
        """Tokens read and written."""
        return self.input_tokens + self.output_tokens

    @property
    def dollars(self) -> Decimal:
        """The cost in US dollars."""
        return in_dollars(self.cost_nanos)


@dataclass(frozen=True, slots=True)
class Budget:
    """The organisation's limits for a day, which ends at 00:00 UTC; 0 is no limit."""

    tokens: int = 0
    dollars: Decimal = Decimal(0)

    @property
    def is_limited(self) -> bool:
        """Whether there is anything to count for."""
        return bool(self.tokens or self.dollars)

    def check(self, spent: Spent, now: datetime) -> None:
        """Raise OverBudget if ``spent``, that of today, has reached a limit."""
        over_tokens = bool(self.tokens) and spent.tokens >= self.tokens
        over_dollars = bool(self.dollars) and spent.dollars >= self.dollars
        if over_tokens or over_dollars:
            raise _over(ceil((day_of(now)[1] - now).total_seconds()))


def in_dollars(nanos: int) -> Decimal:
    """Return billionths of a US dollar in US dollars."""
    return Decimal(nanos) / NANOS


def day_of(now: datetime) -> tuple[datetime, datetime]:
    """Return the beginning of the UTC day that holds ``now``, and that of the next one."""
    begins = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    return begins, begins + timedelta(days=1)


def _over(wait_s: int) -> OverBudget:
    hours, minutes = divmod(ceil(wait_s / _MINUTE_S), _MINUTE_S)
    return OverBudget(
        "Today's budget for the language model is used up. It starts anew at 00:00 UTC,"
        f" in {hours} h {minutes} min.",
        retry_after_s=wait_s,
    )


@dataclass(slots=True)
class Tally:
    """What one call took so far: what the provider said, else what was heard."""

    said: Usage | None = None
    _heard: int = 0

    def add(self, usage: Usage) -> None:
        """Count what one try took, as the provider says."""
        before = self.said or Usage()
        self.said = Usage(
            _believable(before.input_tokens + usage.input_tokens),
            _believable(before.output_tokens + usage.output_tokens),
        )

    def hear(self, piece: str) -> None:
        """Count a piece of an answer whose end may never come."""
        self._heard += len(piece)

    @property
    def has_heard(self) -> bool:
        """Whether a part of an answer came."""
        return self._heard > 0

    def estimate(self, ask: Ask[Any]) -> Usage:
        """Return what a call took whose figures never came, at four letters a token."""
        asked = len(ask.instructions) + sum(len(each.text) for each in ask.data)
        return Usage(ceil(asked / _LETTERS_A_TOKEN), ceil(self._heard / _LETTERS_A_TOKEN))


def _believable(tokens: int) -> int:
    return min(max(tokens, 0), MOST_TOKENS)
