"""A pretended Zoom, and interviews whose meetings are held there."""

from collections.abc import AsyncIterator

import pytest

from domain.kit.work import WorkShop
from server.adapters import zoom_calls
from tests.factories.clock import SettableClock
from tests.factories.meetings import Meetings, connect
from tests.fakes.zoom import FakeZoom


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the adapter try again at once."""
    monkeypatch.setattr(zoom_calls, "PAUSES_S", (0.0, 0.0))


@pytest.fixture
async def zoom(clock: SettableClock) -> AsyncIterator[FakeZoom]:
    async with FakeZoom(now=clock) as zoom:
        yield zoom


@pytest.fixture
async def meetings(
    workshop: WorkShop, zoom: FakeZoom, clock: SettableClock
) -> AsyncIterator[Meetings]:
    host = connect(zoom, clock)
    yield Meetings(workshop, host, clock)
    await host.close_connections()
