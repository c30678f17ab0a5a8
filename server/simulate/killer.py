"""Kills the server at the worst moments and starts it again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import aiohttp

from server.simulate.figures import Figures
from server.simulate.host import Host
from server.simulate.line import Line
from server.simulate.pulse import Pulse

# An edit is received, gathered with others, committed and acknowledged within about this time.
UNDER_WAY_S = 0.015
SOMEBODY_TYPES_WITHIN_S = 60
EVERYBODY_BACK_WITHIN_S = 60
AFTER_ACKNOWLEDGEMENT = 0.4
EASED = (0.5, 1.0)


class NobodyTypes(Exception):
    """There was no answer under way to kill the server in."""


@dataclass(slots=True)
class Killer:
    """Waits, kills, restarts; while an answer is typed, never at rest."""

    host: Host
    http: aiohttp.ClientSession
    pulse: Pulse
    figures: Figures
    rng: Random
    lines: Sequence[Line]

    async def strike(self, kills: int, seconds: float) -> None:
        """Kill the server ``kills`` times, spread over about ``seconds`` of interviews."""
        share = seconds / (kills + 1)
        for _ in range(kills):
            await asyncio.sleep(share * self.rng.uniform(*EASED))
            await self._moment()
            await self.host.kill()
            self.figures.counts.kills += 1
            await self.host.start(self.http)
            await self._everybody_back()

    async def _moment(self) -> None:
        """Wait for an edit on its way, or for an acknowledgement that has just arrived."""
        after_acknowledgement = self.rng.random() < AFTER_ACKNOWLEDGEMENT
        try:
            async with asyncio.timeout(SOMEBODY_TYPES_WITHIN_S):
                await self.pulse.next("acknowledged" if after_acknowledgement else "sent")
        except TimeoutError as error:
            raise NobodyTypes from error
        if not after_acknowledgement:
            await asyncio.sleep(self.rng.uniform(0, UNDER_WAY_S))

    async def _everybody_back(self) -> None:
        async with asyncio.timeout(EVERYBODY_BACK_WITHIN_S):
            for line in self.lines:
                await line.usable.wait()
