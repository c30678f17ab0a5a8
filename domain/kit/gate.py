"""A turnstile for writers: one at a time, in order, with a fast lane."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Gate:
    """Lets one through at a time; those in the fast lane go before those who wait normally.

    The fast lane is for the answer journal, whose one short transaction serves all rooms.
    """

    def __init__(self) -> None:
        """Nobody is inside."""
        self._is_taken = False
        self._lanes: tuple[deque[asyncio.Future[None]], ...] = (deque(), deque())

    @asynccontextmanager
    async def turn(self, *, fast: bool = False) -> AsyncIterator[None]:
        """Wait for a turn, and hold it while the block runs."""
        await self._enter(self._lanes[0 if fast else 1])
        try:
            yield
        finally:
            self._let_next_in()

    async def _enter(self, lane: deque[asyncio.Future[None]]) -> None:
        if not self._is_taken:
            self._is_taken = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        lane.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._let_next_in()
            raise

    def _let_next_in(self) -> None:
        for lane in self._lanes:
            while lane:
                turn = lane.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._is_taken = False
