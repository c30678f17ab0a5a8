"""The pretended Zoom's webhooks: signed, and by its faults repeated, disordered or lost."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web

from server.adapters.zoom_signing import is_genuine, validation_answer
from tests.fakes.zoom import FakeZoom, Faults


class Listener:
    """An endpoint of webhooks that keeps what it is sent."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.events: list[str] = []

    async def hear(self, request: web.Request) -> web.Response:
        raw = await request.read()
        signature = request.headers["x-zm-signature"]
        stamp = request.headers["x-zm-request-timestamp"]
        if not is_genuine(self.secret, signature, stamp, raw, datetime.now(UTC)):
            return web.Response(status=401)
        said = json.loads(raw)
        if said["event"] == "endpoint.url_validation":
            answer = validation_answer(self.secret, said["payload"]["plainToken"])
            return web.json_response(answer)
        self.events.append(f"{said['event']} {said['event_ts']}")
        return web.Response(status=204)


@pytest.fixture
async def listener(zoom: FakeZoom) -> AsyncIterator[Listener]:
    listener = Listener(zoom.account.webhook_secret)
    app = web.Application()
    app.router.add_post("/hook", listener.hear)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    zoom.hooks.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listener
    await runner.cleanup()


async def test_a_whole_meeting_is_told_of(zoom: FakeZoom, listener: Listener) -> None:
    meeting = zoom.state.make({"topic": "An interview"})
    zoom.start_meeting(meeting.number)
    zoom.join(meeting.number, "Ann")
    zoom.end_meeting(meeting.number)
    zoom.record(meeting.number, "00:05 Ann: hello")
    await zoom.delivered()

    assert Counter(each.split()[0] for each in listener.events) == Counter(
        [
            "meeting.started",
            "meeting.participant_joined",
            "meeting.participant_left",
            "meeting.ended",
            "recording.completed",
            "recording.transcript_completed",
        ]
    )
    assert {each.status for each in zoom.hooks.sent} == {204}


async def test_an_endpoint_is_validated(zoom: FakeZoom, listener: Listener) -> None:
    assert await zoom.hooks.validate()

    listener.secret = "another secret"
    assert not await zoom.hooks.validate()


async def test_events_are_lost_and_repeated_by_chance(zoom: FakeZoom, listener: Listener) -> None:
    zoom.faults = Faults(seed=5, drop=0.4, repeat=0.3, reorder=0.3)
    meeting = zoom.state.make({"topic": "An interview"})
    for number in range(30):
        zoom.join(meeting.number, f"Guest {number}")
    await zoom.delivered()

    bodies = [each.body for each in zoom.hooks.sent]
    assert len(set(bodies)) + len(zoom.hooks.dropped) == 30
    assert zoom.hooks.dropped
    assert len(bodies) > len(set(bodies))


async def test_what_is_not_answered_is_tried_again(zoom: FakeZoom, listener: Listener) -> None:
    listener.secret = "not there yet"
    zoom.hooks.retries_s = (0.0, 0.0, 0.0)
    meeting = zoom.state.make({"topic": "An interview"})
    zoom.start_meeting(meeting.number)
    while len(zoom.hooks.sent) < 4:
        await zoom.hooks.settle_retries()

    assert [each.status for each in zoom.hooks.sent] == [401] * 4
    assert listener.events == []
