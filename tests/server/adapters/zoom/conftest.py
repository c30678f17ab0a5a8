"""The pretended Zoom and the adapter that talks to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from domain.video.ports import Wish
from server.adapters import zoom_calls
from server.adapters.zoom import ZoomHost
from server.adapters.zoom_token import ZoomAccount
from tests.factories.server import NO_TLS
from tests.fakes.zoom import FakeZoom

STARTS_AT = datetime(2030, 6, 1, 10, 0, tzinfo=UTC)
OWNER = "interviews.company.org"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(zoom_calls, "PAUSES_S", (0.0, 0.0))


@pytest.fixture
async def zoom() -> AsyncIterator[FakeZoom]:
    async with FakeZoom() as zoom:
        yield zoom


@pytest.fixture
async def host(zoom: FakeZoom) -> AsyncIterator[ZoomHost]:
    host = connect(zoom)
    yield host
    await host.close_connections()


def connect(
    zoom: FakeZoom, *, owner: str = OWNER, secret: str = "", within_s: float = 5
) -> ZoomHost:
    """Return an adapter with an account at ``zoom``."""
    account = ZoomAccount(
        account_id=zoom.account.account_id,
        client_id=zoom.account.client_id,
        client_secret=SecretStr(secret or zoom.account.client_secret),
        base_url=f"{zoom.url}/v2",
        oauth_url=f"{zoom.url}/oauth/token",
        plan="business",
    )
    return ZoomHost(account, owner, within_s=within_s, tls=NO_TLS)


def wish(number: int = 7, minutes: int = 45, *, records: bool = False) -> Wish:
    return Wish(f"session-{number}", "Interview: Engineer", STARTS_AT, minutes, records)
