"""Steps that are not left half done, and those that are repeated for as long as we live."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


class Loop:
    """Runs ``step`` again and again, ``every_s`` seconds apart; a failing step is logged.

    Stopping lets the running step finish, so that no transaction is cut in two.
    """

    def __init__(self, step: Callable[[], Awaitable[object]], every_s: float) -> None:
        """Nothing runs before ``start``."""
        self._step = step
        self._every_s = every_s
        self._told = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the loop was started."""
        return self._task is not None

    def start(self) -> None:
        """Begin; the first step comes after the first pause."""
        self._task = asyncio.create_task(self._run(), name=self._step.__qualname__)

    async def stop(self) -> None:
        """Stop after the step that is running now."""
        self._told.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while not await self._told_within(self._every_s):
            try:
                await self._step()
            except Exception:
                log.exception("background_step_failed", step=self._step.__qualname__)

    async def _told_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._told.wait(), seconds)
        except TimeoutError:
            return False
        return True


async def to_the_end(step: Coroutine[Any, Any, Result]) -> Result:
    """Return what ``step`` returns; a cancellation meanwhile takes effect only after it."""
    task = asyncio.create_task(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
