"""When things happen in a rehearsal: moments to wait for, and its end."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

Moment = Literal["sent", "acknowledged"]


@dataclass(slots=True)
class Pulse:
    """Tells who waits for it that an edit was just sent or acknowledged, in any room."""

    _waiting: dict[Moment, list[asyncio.Future[None]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def beat(self, moment: Moment) -> None:
        """Wake everybody who waits for ``moment``."""
        for waiter in self._waiting.pop(moment, []):
            if not waiter.done():
                waiter.set_result(None)

    async def next(self, moment: Moment) -> None:
        """Wait for the next ``moment``."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[moment].append(waiter)
        await waiter


@dataclass(slots=True)
class Curtain:
    """The end of all interviews, ``seconds`` after they began or whenever it is let fall."""

    seconds: float
    fallen: asyncio.Event = field(default_factory=asyncio.Event)

    async def falls_before(self, due: float) -> bool:
        """Sleep until ``due`` on the loop's clock; True when the curtain is down by then."""
        loop = asyncio.get_running_loop()
        if due > loop.time():
            await asyncio.sleep(due - loop.time())
        return self.fallen.is_set()
