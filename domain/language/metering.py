"""A model whose calls are counted, written down, kept within the day's budget, not repeated."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from time import monotonic
from types import TracebackType
from typing import Any, Self

from domain.kit.actor import SYSTEM
from domain.kit.errors import DomainError
from domain.kit.loops import to_the_end
from domain.kit.work import WorkShop
from domain.language.breaker import BreakerState
from domain.language.budget import NANOS, Budget, Tally
from domain.language.caching import AnswerCache
from domain.language.errors import NoModel
from domain.language.events import AnswerReused, ModelAsked
from domain.language.guard import GuardedModel
from domain.language.hashing import question_hash
from domain.language.models import InferenceRecord
from domain.language.ports import Ask, Health, Provider, Reply, T, Usage
from domain.language.queries import spent_today

OK = "ok"


class MeteredModel:
    """Asks ``guard`` while the budget lasts; each call is in the log, whatever became of it.

    What was answered lately is answered from memory, and is no call. Streams are not remembered.
    The log is written in a transaction of its own, so nobody may hold a writing work open while
    asking. Calls that are under way when the budget is reached are finished.
    """

    def __init__(self, guard: GuardedModel, workshop: WorkShop, budget: Budget) -> None:
        """``budget`` is shared by all who write into the database of ``workshop``."""
        self._guard = guard
        self._workshop = workshop
        self._cache = AnswerCache(workshop.clock)
        self.budget = budget

    @property
    def provider(self) -> Provider:
        """Who answers."""
        return self._guard.provider

    @property
    def model(self) -> str:
        """The model's name."""
        return self._guard.model

    @property
    def breaker_state(self) -> BreakerState:
        """Whether questions go out at the moment."""
        return self._guard.breaker_state

    async def ask(self, ask: Ask[T]) -> Reply[T]:
        """Return the object; raises what the port says, OverBudget among it."""
        question = question_hash(ask)
        kept = self._cache.recall(question, ask.schema) if ask.may_reuse else None
        if kept is not None:
            self._workshop.publish([AnswerReused(self.provider)])
            return kept
        async with _Call(self, self._workshop, ask, question) as call:
            reply = await self._guard.ask(call.counted(ask))
        self._cache.keep(question, reply)
        return reply

    async def stream(self, ask: Ask[T]) -> AsyncGenerator[str, None]:
        """Yield the pieces; counted as a whole answer is."""
        async with (
            _Call(self, self._workshop, ask, question_hash(ask)) as call,
            aclosing(self._guard.stream(call.counted(ask))) as pieces,
        ):
            async for piece in pieces:
                call.tally.hear(piece)
                yield piece

    async def health(self) -> Health:
        """Say whether the model answers; not counted, because it takes no tokens."""
        return await self._guard.health()

    def cost(self, usage: Usage) -> Decimal:
        """Return the price in US dollars."""
        return self._guard.cost(usage)

    async def close(self) -> None:
        """Let go of connections."""
        await self._guard.close()


class _Call:
    """One call: refused over budget, written down at its end."""

    def __init__(
        self, model: MeteredModel, workshop: WorkShop, ask: Ask[Any], question: str
    ) -> None:
        self.tally = Tally()
        self._model = model
        self._workshop = workshop
        self._ask = ask
        self._question = question
        self._began = workshop.clock()
        self._began_s = monotonic()

    def counted(self, ask: Ask[T]) -> Ask[T]:
        """Return ``ask`` so that what it takes is told to the tally."""
        return replace(ask, on_usage=self.tally.add)

    async def __aenter__(self) -> Self:
        try:
            await self._check_budget()
        except DomainError as error:
            await self._write(error)
            raise
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        # Without a model nothing was asked.
        if not isinstance(error, NoModel):
            await to_the_end(self._write(error))

    async def _check_budget(self) -> None:
        budget = self._model.budget
        if budget.is_limited:
            async with self._workshop.look(SYSTEM) as work:
                budget.check(await spent_today(work.session, work.now), work.now)

    async def _write(self, error: BaseException | None) -> None:
        ended = _Ended(_outcome_of(error), self._began, monotonic() - self._began_s)
        usage, is_estimated = self._usage(error, ended)
        cost = self._model.cost(usage)
        record = InferenceRecord(
            purpose=self._ask.purpose,
            prompt=self._ask.prompt,
            question_hash=self._question,
            provider=self._model.provider,
            model=self._model.model,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            is_estimated=is_estimated,
            cost_nanos=round(cost * NANOS),
            ms=round(ended.took_s * 1_000),
            outcome=ended.outcome,
            at=ended.began,
        )
        async with self._workshop.begin(SYSTEM) as work:
            work.session.add(record)
            work.announce(ModelAsked(self._model.provider, ended.outcome, usage, cost))

    def _usage(self, error: BaseException | None, ended: "_Ended") -> tuple[Usage, bool]:
        """Return what was taken, and whether it had to be estimated.

        A provider charges for what it read and wrote also when nobody waits for the end.
        """
        if self.tally.said is not None:
            return self.tally.said, False
        was_left = error is not None and ended.outcome == "cancelled"
        was_slow = error is not None and ended.took_s >= self._ask.timeout_s
        if was_left or was_slow or self.tally.has_heard:
            return self.tally.estimate(self._ask), True
        return Usage(), False


@dataclass(frozen=True, slots=True)
class _Ended:
    outcome: str
    began: datetime
    took_s: float


def _outcome_of(error: BaseException | None) -> str:
    if error is None:
        return OK
    if isinstance(error, DomainError):
        return error.code
    left = isinstance(error, asyncio.CancelledError | GeneratorExit)
    return "cancelled" if left else "failed"
