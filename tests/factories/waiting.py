"""Waiting for what somebody else will do."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable


async def until(holds: Callable[[], bool | Awaitable[bool]], within_s: float = 20) -> None:
    """Wait until ``holds`` says yes; TimeoutError if it never does."""
    for _ in range(int(within_s / 0.02)):
        answer = holds()
        if await answer if isawaitable(answer) else answer:
            return
        await asyncio.sleep(0.02)
    raise TimeoutError(f"{holds.__qualname__} did not come true")
