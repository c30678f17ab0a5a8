"""What the adapter makes of a Zoom that refuses, breaks, hangs or babbles."""

import asyncio
import logging
import time
import traceback
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from domain.kit.errors import DomainError
from domain.video.errors import HostBusy, HostDown, HostRefused
from server.adapters.zoom import ZoomHost
from tests.fakes.zoom import FakeZoom, Faults
from tests.server.adapters.zoom.conftest import connect, wish

EVENING = datetime(2026, 6, 1, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        (["429"], HostBusy, "no more requests"),
        (["429 daily"], HostBusy, "no more requests"),
        (["500 before"] * 3, HostDown, "does not answer"),
        (["cut after"] * 3, HostDown, "does not answer"),
        (["babble"] * 3, HostDown, "does not answer"),
        (["401"] * 2, HostRefused, "Activate the app"),
        (["redirect http://127.0.0.1:1/"], HostRefused, "ZOOM_BASE_URL"),
    ],
)
async def test_each_fault_is_told_in_our_words(
    zoom: FakeZoom, host: ZoomHost, script: list[str], error: type[DomainError], message: str
) -> None:
    opened = await host.open(wish())
    zoom.faults = Faults(script=list(script))

    with pytest.raises(error, match=message):
        await host.read(opened.meeting_id)

    assert zoom.faults.script == []
    assert await host.read(opened.meeting_id) == opened


@pytest.mark.parametrize(
    "script",
    [
        ["500 before"],
        ["500 after", "500 before"],
        ["cut after"],
        ["babble"],
        ["401"],
        ["401", "ok", "500 before"],
    ],
)
async def test_what_may_be_repeated_is_repeated(
    zoom: FakeZoom, host: ZoomHost, script: list[str]
) -> None:
    opened = await host.open(wish())
    zoom.faults = Faults(script=[*script])

    await host.close(opened.meeting_id)

    assert zoom.meetings == {}


@pytest.mark.parametrize("fault", ["500 after", "cut after", "hang after"])
async def test_a_meeting_whose_answer_was_lost_is_found_instead_of_made_again(
    zoom: FakeZoom, fault: str
) -> None:
    host = connect(zoom, within_s=1)
    zoom.faults = Faults(script=["ok", fault])

    opened = await host.open(wish())

    assert [str(number) for number in zoom.meetings] == [opened.meeting_id]
    assert [each.method for each in zoom.asked].count("POST") == 1
    await host.close_connections()


@pytest.mark.parametrize("fault", ["500 before", "hang before"])
async def test_a_meeting_that_was_not_made_is_made_next_time(zoom: FakeZoom, fault: str) -> None:
    host = connect(zoom, within_s=1)
    zoom.faults = Faults(script=["ok", fault])

    with pytest.raises(HostDown):
        await host.open(wish())
    assert zoom.meetings == {}

    opened = await host.open(wish())
    assert [str(number) for number in zoom.meetings] == [opened.meeting_id]
    await host.close_connections()


async def test_a_daily_limit_says_how_long_it_holds(zoom: FakeZoom) -> None:
    zoom.state.now = lambda: EVENING
    host = connect(zoom)
    host._clock = lambda: EVENING
    zoom.limits.daily = 1
    await host.open(wish(1))

    with pytest.raises(HostBusy) as caught:
        await host.open(wish(2))

    assert caught.value.retry_after_s is not None
    assert 7_200 <= caught.value.retry_after_s <= 7_201
    await host.close_connections()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4702, "ZOOM_CLIENT_SECRET"),
        (4704, "ZOOM_ACCOUNT_ID"),
        (4705, "Server-to-Server"),
        (4706, "ZOOM_ACCOUNT_ID"),
        (4717, "switched off"),
        (4741, "withdrew"),
    ],
)
async def test_a_refused_account_is_explained(
    zoom: FakeZoom, host: ZoomHost, code: int, sentence: str
) -> None:
    zoom.tokens.refusal = code

    with pytest.raises(HostRefused, match=sentence):
        await host.open(wish())


async def test_wrong_credentials_are_refused_with_what_to_do(zoom: FakeZoom) -> None:
    host = connect(zoom, secret="canary-wrong-secret")

    with pytest.raises(HostRefused, match="ZOOM_CLIENT_SECRET"):
        await host.open(wish())

    await host.close_connections()


async def test_an_unknown_user_is_refused_with_what_to_do(zoom: FakeZoom) -> None:
    host = connect(zoom)
    host._account = replace(host._account, user="nobody@company.example")

    with pytest.raises(HostRefused, match="ZOOM_USER"):
        await host.open(wish())

    await host.close_connections()


async def test_a_token_revoked_in_mid_work_is_replaced_once_for_everybody(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await host.open(wish())
    zoom.tokens.revoke()

    read = await asyncio.gather(*[host.read(opened.meeting_id) for _ in range(20)])

    assert read == [opened] * 20
    assert zoom.tokens.asked == 2


async def test_a_token_that_gets_old_is_replaced_before_it_ends(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await host.open(wish())
    assert host._calls is not None
    held = host._calls.tokens._held
    assert held is not None
    assert held.ends_at - held.refresh_at == pytest.approx(0.2 * 3_600)
    host._calls.tokens._held = replace(held, refresh_at=time.monotonic())

    await host.read(opened.meeting_id)

    assert zoom.tokens.asked == 2
    assert not [each for each in zoom.asked if each.status == 401]


async def test_a_token_that_still_holds_bridges_a_broken_sign_in(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await host.open(wish())
    assert host._calls is not None
    held = host._calls.tokens._held
    assert held is not None
    host._calls.tokens._held = replace(held, refresh_at=time.monotonic())
    zoom.tokens.is_down = True

    assert await host.read(opened.meeting_id) == opened

    host._calls.tokens._held = replace(held, refresh_at=0, ends_at=0)
    with pytest.raises(HostDown):
        await host.read(opened.meeting_id)


async def test_an_account_that_is_switched_off_in_mid_work_is_refused(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await host.open(wish())
    zoom.tokens.revoke()
    zoom.tokens.refusal = 4717

    with pytest.raises(HostRefused, match="switched off"):
        await host.read(opened.meeting_id)


async def test_nobody_listening_is_down_and_comes_back() -> None:
    async with FakeZoom() as zoom:
        host = connect(zoom)
        port = int(zoom.url.rpartition(":")[2])
        await host.open(wish())

    with pytest.raises(HostDown):
        await host.open(wish())

    async with FakeZoom(port=port) as zoom:
        await host.open(wish())
        assert len(zoom.meetings) == 1
    await host.close_connections()


async def test_many_faults_at_once_end_with_one_meeting_for_each_wish(zoom: FakeZoom) -> None:
    host = connect(zoom)
    zoom.faults = Faults(seed=7, busy=0.2, broken=0.1)

    async def open_stubbornly(number: int) -> str:
        while True:
            try:
                return (await host.open(wish(number))).meeting_id
            except (HostBusy, HostDown):
                await asyncio.sleep(0.01)

    opened = await asyncio.gather(*[open_stubbornly(number) for number in range(20)])

    assert sorted(map(str, zoom.meetings)) == sorted(opened)
    assert len(set(opened)) == 20
    await host.close_connections()


async def test_nothing_secret_is_said_in_logs_or_errors(
    zoom: FakeZoom, caplog: pytest.LogCaptureFixture
) -> None:
    host = connect(zoom)
    said = []
    with caplog.at_level(logging.DEBUG), capture_logs() as logs:
        opened = await host.open(wish())
        await host.host_link(opened.meeting_id)
        await host.register(opened.meeting_id, "ann@example.org", "Ann Lee")
        for script in (["429"], ["500 after"] * 3, ["babble"] * 3, ["401"] * 2, ["cut after"] * 3):
            zoom.faults = Faults(script=list(script))
            with pytest.raises(DomainError) as caught:
                await host.host_link(opened.meeting_id)
            said += traceback.format_exception(caught.value)
        zoom.tokens.revoke()
        zoom.tokens.refusal = 4741
        with pytest.raises(HostRefused) as caught:
            await host.read(opened.meeting_id)
        said += traceback.format_exception(caught.value)

    everything = "\n".join([*said, caplog.text, repr(logs)])
    assert "zoom_down" in everything
    assert "canary" not in everything
    assert "ann@example.org" not in everything
    await host.close_connections()
