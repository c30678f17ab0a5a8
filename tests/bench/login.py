"""Signing in: whether names can be told by the clock, and what it costs everybody else."""

import asyncio
import statistics
import time
from pathlib import Path

import aiohttp

from server.config import Settings, load_settings
from server.simulate.figures import percentile
from server.simulate.host import Host
from server.simulate.plan import Plan
from server.simulate.rehearsal import arrange_here, settings_in

KNOWN, UNKNOWN = "rehearsal-recruiter-1", "rehearsal-recruiter-x"
SAMPLES, AT_ONCE, PING_EVERY_S = 200, 50, 0.005


async def measure_login(folder: Path) -> str:
    """Return the medians of refused logins, and /livez while many sign in at once."""
    settings = settings_in(folder, load_settings())
    await arrange_here(Plan(1, 0.1), settings)
    host = Host(settings)
    async with aiohttp.ClientSession() as http:
        await host.start(http)
        try:
            await _until_live(http, host.url)
            quiet = await _ping(http, host.url, asyncio.create_task(asyncio.sleep(3)))
            crowd = asyncio.create_task(_crowd(http, host.url))
            busy = await _ping(http, host.url, crowd)
            known, unknown = await _alternate(http, host.url)
        finally:
            await host.stop()
    return _report(settings, quiet, busy, known, unknown)


async def _until_live(http: aiohttp.ClientSession, url: str) -> None:
    while True:
        try:
            async with http.get(f"{url}/livez"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)


async def _alternate(http: aiohttp.ClientSession, url: str) -> tuple[list[float], list[float]]:
    """Try a wrong password on a known and on an unknown name in turns; return the times in ms."""
    times: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    for number in range(2 * SAMPLES):
        name = (KNOWN, UNKNOWN)[number % 2]
        times[name].append(await _log_in(http, url, name))
    return times[KNOWN], times[UNKNOWN]


async def _crowd(http: aiohttp.ClientSession, url: str) -> None:
    await asyncio.gather(*(_log_in(http, url, KNOWN) for _ in range(AT_ONCE)))


async def _ping(
    http: aiohttp.ClientSession, url: str, meanwhile: "asyncio.Task[None]"
) -> list[float]:
    """Ask /livez until ``meanwhile`` is done; return the times in ms."""
    times = []
    while not meanwhile.done():
        began = time.perf_counter()
        async with http.get(f"{url}/livez") as answer:
            await answer.read()
        times.append((time.perf_counter() - began) * 1_000)
        await asyncio.sleep(PING_EVERY_S)
    await meanwhile
    return times


async def _log_in(http: aiohttp.ClientSession, url: str, name: str) -> float:
    began = time.perf_counter()
    body = {"username": name, "password": "wrong horse 7"}
    async with http.post(f"{url}/api/auth/login", json=body) as answer:
        await answer.read()
        if answer.status != 401:  # HTTP's own word for no
            raise RuntimeError(f"a wrong password was answered with {answer.status}")
    return (time.perf_counter() - began) * 1_000


def _report(
    settings: Settings,
    quiet: list[float],
    busy: list[float],
    known: list[float],
    unknown: list[float],
) -> str:
    first, second = statistics.median(known), statistics.median(unknown)
    lines = [
        f"Signing in with bcrypt cost {settings.bcrypt_cost}, milliseconds",
        f"  refused login, known name      median {first:8.2f}  ({len(known)} samples)",
        f"  refused login, unknown name    median {second:8.2f}  ({len(unknown)} samples)",
        f"  difference of the medians             {abs(first - second):8.2f}",
        _livez("/livez, nobody signs in", quiet),
        _livez(f"/livez, {AT_ONCE} sign in at once", busy),
    ]
    return "\n".join(["", *lines, ""])


def _livez(name: str, times: list[float]) -> str:
    named = [percentile(times, share) or 0.0 for share in (0.50, 0.99)]
    return f"  {name:<31}p50 {named[0]:8.2f}  p99 {named[1]:8.2f}  ({len(times)} samples)"
