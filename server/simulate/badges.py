"""Keeping recruiters signed in through rehearsals that outlast their tokens."""

import asyncio
import contextlib
from collections.abc import Sequence

import aiohttp

from server.simulate.line import Line
from server.simulate.scenes import Badge

RENEW_AFTER = 0.8
RETRY_S = 2.0


async def keep_badge(
    http: aiohttp.ClientSession, url: str, badge: Badge, lines: Sequence[Line]
) -> None:
    """Renew ``badge`` before it expires, and the seats of ``lines`` with it, until cancelled."""
    while True:
        await asyncio.sleep(badge.expires_in_s * RENEW_AFTER)
        await _renew(http, url, badge)
        for line in lines:
            await line.command("seat.renew", token=badge.access)


async def _renew(http: aiohttp.ClientSession, url: str, badge: Badge) -> None:
    while True:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            body = {"refresh_token": badge.refresh}
            async with http.post(f"{url}/api/auth/refresh", json=body) as answer:
                answer.raise_for_status()
                pair = await answer.json()
            badge.access, badge.refresh = pair["access_token"], pair["refresh_token"]
            return
        await asyncio.sleep(RETRY_S)
