"""A model that is asked with patience and left alone when it fails."""

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from decimal import Decimal

from domain.language.breaker import Breaker, BreakerState
from domain.language.errors import ModelDown, ModelGarbled
from domain.language.ports import Ask, Health, LanguageModel, Provider, Reply, T, Usage

MOST_TRIES = 3
FIRST_PAUSE_S = 0.5


class GuardedModel:
    """Repeats what may be repeated within ``timeout_s``; a breaker spares a failing model.

    A garbled answer is asked for once more, because a model may say it right the next time; it
    says nothing about the provider's health and leaves the breaker as it is. A stream is never
    repeated: its first pieces have been shown.
    """

    def __init__(self, inner: LanguageModel, breaker: Breaker | None = None) -> None:
        """``inner`` is the adapter."""
        self._inner = inner
        self._breaker = breaker or Breaker()

    @property
    def provider(self) -> Provider:
        """Who answers."""
        return self._inner.provider

    @property
    def model(self) -> str:
        """The model's name."""
        return self._inner.model

    @property
    def breaker_state(self) -> BreakerState:
        """Whether questions go out at the moment."""
        return self._breaker.state(_now())

    async def ask(self, ask: Ask[T]) -> Reply[T]:
        """Return the object; raises what the port says, within ``timeout_s``."""
        deadline = _now() + ask.timeout_s
        tries = 0
        while True:
            tries += 1
            try:
                return await self._once(_within(ask, deadline - _now()))
            except (ModelDown, ModelGarbled) as error:
                pause = _pause_s(error, tries)
                if pause is None or _now() + pause >= deadline:
                    raise
            await asyncio.sleep(pause)

    async def stream(self, ask: Ask[T]) -> AsyncGenerator[str, None]:
        """Yield the pieces of one try."""
        self._admit()
        judged = False
        try:
            async with aclosing(self._inner.stream(ask)) as pieces:
                async for piece in pieces:
                    yield piece
            self._breaker.succeeded()
            judged = True
        except ModelDown:
            self._breaker.failed(_now())
            judged = True
            raise
        finally:
            if not judged:
                self._breaker.abandoned()

    async def health(self) -> Health:
        """Say whether the model answers; asked for even while the breaker is open."""
        return await self._inner.health()

    def cost(self, usage: Usage) -> Decimal:
        """Return the price in US dollars."""
        return self._inner.cost(usage)

    async def close(self) -> None:
        """Let go of connections."""
        await self._inner.close()

    async def _once(self, ask: Ask[T]) -> Reply[T]:
        self._admit()
        try:
            reply = await self._inner.ask(ask)
        except ModelDown:
            self._breaker.failed(_now())
            raise
        except BaseException:
            self._breaker.abandoned()
            raise
        self._breaker.succeeded()
        return reply

    def _admit(self) -> None:
        if not self._breaker.try_pass(_now()):
            wait = max(1, round(self._breaker.wait_s(_now())))
            raise ModelDown(retry_after_s=wait)


def _within(ask: Ask[T], left_s: float) -> Ask[T]:
    return replace(ask, timeout_s=left_s)


def _pause_s(error: ModelDown | ModelGarbled, tries: int) -> float | None:
    """Return how long to wait before the next try, or None if there shall be none.

    Full jitter (Brooker, "Exponential Backoff and Jitter", AWS 2015), never below Retry-After.
    """
    may = tries < 2 if isinstance(error, ModelGarbled) else error.details.get("may_repeat", False)  # noqa: PLR2004  # once more
    if not may or tries >= MOST_TRIES:
        return None
    pause = random.uniform(0, FIRST_PAUSE_S * 2 ** (tries - 1))  # noqa: S311  # spreads load
    return max(pause, float(error.retry_after_s or 0))


def _now() -> float:
    return asyncio.get_running_loop().time()
