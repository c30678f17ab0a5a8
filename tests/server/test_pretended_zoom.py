"""The pretended Zoom beside ``greenroom run``."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
from pydantic import SecretStr

from domain.video.ports import Wish
from server.adapters.offline_meetings import OfflineHost
from server.cli.pretended_zoom import pretending_zoom
from server.config import Settings
from server.hosting import open_meetings
from tests.factories.server import NO_TLS

STARTS_AT = datetime(2030, 6, 1, 10, 0, tzinfo=UTC)
ACCOUNT: dict[str, Any] = {
    "zoom_account_id": "account",
    "zoom_client_id": "client",
    "zoom_client_secret": "secret",
}


async def test_meetings_are_made_at_it_and_it_ends_with_the_server() -> None:
    async with pretending_zoom(Settings(_env_file=None)) as (led, page):
        host = open_meetings(led)
        opened = await host.open(Wish("session-7", "Interview: Engineer", STARTS_AT, 30))
        async with aiohttp.ClientSession() as http, http.get(f"{page}control/meetings") as answer:
            [shown] = await answer.json()
        await host.close_connections()

    assert str(shown["id"]) == opened.meeting_id
    assert led.has_zoom
    async with httpx.AsyncClient(verify=NO_TLS) as closed:
        with pytest.raises(httpx.ConnectError):
            await closed.get(page)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(_env_file=None, **ACCOUNT),
        Settings(_env_file=None, video_provider="offline"),
    ],
)
async def test_it_stays_away_where_video_is_set(settings: Settings) -> None:
    async with pretending_zoom(settings) as (led, page):
        assert (led, page) == (settings, "")


async def test_it_stays_away_where_it_is_not_installed(tmp_path: Path) -> None:
    settings = Settings(_env_file=None)

    async with pretending_zoom(settings, tmp_path) as (led, page):
        assert (led, page) == (settings, "")

    assert isinstance(open_meetings(led), OfflineHost)


async def test_one_that_does_not_start_leaves_the_offline_twin(tmp_path: Path) -> None:
    broken = tmp_path / "tests" / "fakes" / "zoom"
    broken.mkdir(parents=True)
    (broken / "__main__.py").write_text("raise SystemExit(1)")
    for folder in (broken, broken.parent, broken.parent.parent):
        (folder / "__init__.py").touch()

    async with asyncio.timeout(30), pretending_zoom(Settings(_env_file=None), tmp_path) as (led, _):
        assert isinstance(open_meetings(led), OfflineHost)


async def test_secrets_of_it_stay_secret() -> None:
    async with pretending_zoom(Settings(_env_file=None)) as (led, _):
        assert isinstance(led.zoom_client_secret, SecretStr)
        assert "canary" not in repr(led)
