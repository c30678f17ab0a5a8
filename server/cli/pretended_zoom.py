"""A pretended Zoom beside ``greenroom run``, so that meetings can be tried without an account."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import structlog
from pydantic import SecretStr

from server.config import Settings

CHECKOUT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = 20.0
GONE_WITHIN_S = 5.0

log = structlog.get_logger(__name__)


@asynccontextmanager
async def pretending_zoom(
    settings: Settings, checkout: Path = CHECKOUT
) -> AsyncIterator[tuple[Settings, str]]:
    """Yield settings that lead to a pretended Zoom, and the address of its page.

    Where there is an account, where video is set to something else, and outside a checkout of the
    repository, the settings stay as they are and the address is ''.
    """
    if not _is_wanted(settings, checkout):
        yield settings, ""
        return
    process = await _start(settings, checkout)
    try:
        yield await _led_there(settings, process)
    finally:
        await _stop(process)


def _is_wanted(settings: Settings, checkout: Path) -> bool:
    is_free = settings.video_provider == "auto" and not settings.has_zoom
    is_there = (checkout / "tests" / "fakes" / "zoom" / "__main__.py").exists()
    return is_free and is_there and not settings.is_production


async def _start(settings: Settings, checkout: Path) -> Process:
    hook = f"http://localhost:{settings.port}/api/video/webhook"
    arguments = ("-m", "tests.fakes.zoom", "--port", "0", "--hook", hook, "--until-eof")
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=checkout, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )


async def _led_there(settings: Settings, process: Process) -> tuple[Settings, str]:
    line = b""
    if process.stdout is not None:
        try:
            line = await asyncio.wait_for(process.stdout.readline(), READY_WITHIN_S)
        except TimeoutError:
            log.warning("pretended_zoom_is_slow")
    if not line:
        log.warning("pretended_zoom_failed")
        return settings, ""
    said: dict[str, Any] = json.loads(line)
    page = str(said.pop("page"))
    secret = {name for name in said if isinstance(getattr(settings, name), SecretStr)}
    led = {name: SecretStr(value) if name in secret else value for name, value in said.items()}
    return settings.model_copy(update=led), page


async def _stop(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), GONE_WITHIN_S)
    except TimeoutError:
        process.kill()
        await process.wait()
