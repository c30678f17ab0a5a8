"""What goes wrong on the way: by seeded chance, or the next request by a script."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.fakes.zoom.limits import busy, used_up_for_today
from tests.fakes.zoom.state import Now, midnight

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Faults:
    """Chances from 0 to 1 for each request to the REST interface, each webhook and each line.

    ``script`` comes first: each request takes its next entry, one of ``ok``, ``429``,
    ``429 daily``, ``500 before`` (the work), ``500 after``, ``hang before``, ``hang after``,
    ``cut after``, ``babble``, ``401`` or ``redirect URL``. ``refuse_streams`` is the status that
    live transcripts are refused with.
    """

    seed: int = 1
    busy: float = 0.0
    daily: float = 0.0
    broken: float = 0.0
    hangs: float = 0.0
    script: list[str] = field(default_factory=list)
    drop: float = 0.0
    repeat: float = 0.0
    reorder: float = 0.0
    delay_s: float = 0.0
    lines_drop: float = 0.0
    lines_repeat: float = 0.0
    lines_reorder: float = 0.0
    mute_keep_alive: bool = False
    refuse_streams: int = 0
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def strikes(self, probability: float) -> bool:
        """Tell whether something of this probability happens now."""
        return probability > 0 and self.chance.random() < probability

    def next(self) -> str:
        """Return what happens to the request that has just come."""
        if self.script:
            return self.script.pop(0)
        if self.strikes(self.busy):
            return "429"
        if self.strikes(self.daily):
            return "429 daily"
        if self.strikes(self.broken):
            return self.chance.choice(["500 before", "500 after"])
        if self.strikes(self.hangs):
            return self.chance.choice(["hang before", "hang after"])
        return "ok"


async def play(fault: str, request: web.Request, handler: Handler, now: Now) -> web.StreamResponse:
    """Answer ``request`` with ``fault``, before or after doing what it asks for."""
    name, _, detail = fault.partition(" ")
    if fault == "429":
        return busy("Medium", 0)
    if fault == "429 daily":
        return used_up_for_today(midnight(now()))
    if name == "401":
        return web.json_response({"code": 124, "message": "Invalid access token."}, status=401)
    if name == "redirect":
        return web.Response(status=302, headers={"Location": detail})
    if name == "babble":
        return web.Response(text="<html>Under maintenance", content_type="text/html")
    if detail == "after":
        await handler(request)
    if name == "hang":
        await asyncio.Event().wait()
    if name == "cut" and request.transport is not None:
        request.transport.close()
    return web.json_response({"code": 500, "message": "Internal error."}, status=500)
