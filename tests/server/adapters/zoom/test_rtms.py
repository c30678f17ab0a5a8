"""Live transcripts over real sockets: all that goes wrong on them, and how it ends."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web
from pydantic import SecretStr

from domain.video.hooks import Stream
from domain.video.live_ports import LiveLine, StreamLost, StreamRefused
from server.adapters import rtms
from server.adapters.rtms import ZoomTranscripts
from server.adapters.rtms_lines import read_line
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom, Faults, Meeting

CANDIDATE = "Ann Lee"


class Listening:
    """One stream that is listened to, and what was heard on it."""

    def __init__(self, zoom: FakeZoom, meeting: Meeting, secret: str = "") -> None:
        self.zoom, self.meeting = zoom, meeting
        self.heard: list[LiveLine] = []
        self.goes_on = True
        account = zoom.account
        self.client = ZoomTranscripts(
            account.client_id,
            SecretStr(secret or account.client_secret),
            f"{zoom.url}/v2",
            keep_alive_s=zoom.streams.keep_alive_s,
            tls=False,
        )
        self.stream = Stream(
            meeting.uuid, meeting.stream_id or "", f"{zoom.streams.url}/rtms/signaling,"
        )
        self.ending: asyncio.Task[int | None] | None = None

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.heard]

    async def listen(self) -> int | None:
        return await self.client.listen(self.stream, self.heard.append, self._may_go_on)

    async def begin(self) -> None:
        """Listen until lines flow."""
        before = self.asked(rtms._READY)
        self.ending = asyncio.create_task(self.listen())
        await until(lambda: self.asked(rtms._READY) > before)

    def asked(self, kind: int) -> int:
        """Return how many messages of ``kind`` have come to Zoom."""
        return sum(said.get("msg_type") == kind for said in self.zoom.streams.heard)

    async def say(self, text: str, name: str = CANDIDATE) -> None:
        await self.zoom.speak(self.meeting.number, name, text)

    async def has_heard(self, text: str) -> None:
        await until(lambda: text in self.texts)

    async def result(self) -> int | None:
        assert self.ending is not None
        return await self.ending

    async def close(self) -> None:
        if self.ending is not None:
            self.ending.cancel()
            await asyncio.gather(self.ending, return_exceptions=True)
        await self.client.close()

    async def _may_go_on(self) -> bool:
        return self.goes_on


@pytest.fixture
def meeting(zoom: FakeZoom) -> Meeting:
    made = zoom.state.make({"topic": "An interview"})
    zoom.start_meeting(made.number)
    zoom.join(made.number, CANDIDATE)
    zoom.start_stream(made.number)
    return made


@pytest.fixture
async def listening(zoom: FakeZoom, meeting: Meeting) -> AsyncIterator[Listening]:
    listening = Listening(zoom, meeting)
    yield listening
    await listening.close()


async def test_lines_of_every_form_are_heard_with_their_times(listening: Listening) -> None:
    await listening.begin()

    for number in range(6):
        await listening.say(f"line {number}")
    await listening.has_heard("line 5")

    now = datetime.now(UTC)
    assert listening.texts == [f"line {number}" for number in range(6)]
    assert {line.name for line in listening.heard} == {CANDIDATE}
    assert all((line.ended_at - line.started_at).total_seconds() == 2 for line in listening.heard)
    assert all(abs((now - line.ended_at).total_seconds()) < 60 for line in listening.heard)
    assert len({line.key for line in listening.heard}) == 6


async def test_a_line_that_comes_again_has_the_same_key(listening: Listening) -> None:
    await listening.begin()
    listening.zoom.faults = Faults(seed=3, lines_drop=0.2, lines_repeat=0.3, lines_reorder=0.3)

    for number in range(40):
        await listening.say(str(number))
    await listening.zoom.streams.let_go(listening.meeting)
    listening.zoom.faults = Faults()
    await listening.say("end")
    await listening.has_heard("end")

    keys = {line.text: line.key for line in listening.heard}
    assert len(listening.heard) > len(keys)
    assert {(line.text, line.key) for line in listening.heard} == set(keys.items())


@pytest.mark.parametrize("signaling", [False, True])
async def test_a_stream_that_is_cut_is_taken_up_again(
    listening: Listening, *, signaling: bool
) -> None:
    await listening.begin()

    await listening.zoom.streams.cut(listening.meeting, signaling=signaling)
    await until(lambda: listening.asked(rtms._READY) == 2)
    await listening.say("there again")

    await listening.has_heard("there again")


@pytest.mark.parametrize("reason", [6, 8, 18])
async def test_a_stream_ends_with_the_hosts_reason(listening: Listening, reason: int) -> None:
    await listening.begin()

    await listening.zoom.stop_stream(listening.meeting.number, reason)

    assert await listening.result() == reason


async def test_both_sides_are_kept_alive(zoom: FakeZoom, meeting: Meeting) -> None:
    zoom.streams.keep_alive_s = 0.05
    listening = Listening(zoom, meeting)

    await listening.begin()
    await until(lambda: listening.asked(rtms._PONG) > 8 and listening.asked(rtms._PING) > 2)
    await listening.say("still here")

    await listening.has_heard("still here")
    assert listening.asked(rtms._READY) == 1
    await listening.close()


async def test_whoever_no_longer_owns_a_stream_does_not_take_it_back(listening: Listening) -> None:
    await listening.begin()
    other = Listening(listening.zoom, listening.meeting)

    listening.goes_on = False
    await other.begin()

    with pytest.raises(StreamLost):
        await listening.result()
    await other.say("to the second")
    await other.has_heard("to the second")
    await other.close()
    assert listening.asked(rtms._READY) == 2


async def test_a_wrong_secret_is_no_success(zoom: FakeZoom, meeting: Meeting) -> None:
    listening = Listening(zoom, meeting, secret="another secret")

    with pytest.raises(StreamRefused, match="status 3"):
        await listening.listen()
    await listening.close()


async def test_one_that_never_answers_is_given_up(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rtms, "RECONNECTS_FOR_S", 0.2)
    monkeypatch.setattr(rtms, "PAUSES_S", (0.0, 0.05))
    port = listening.zoom.url.rpartition(":")[2]
    listening.stream = Stream("u", "s", f"ws://127.0.0.1:{port}/nothing-here")

    with pytest.raises(StreamLost):
        await listening.listen()


@pytest.mark.parametrize(
    "url",
    [
        "wss://zoom.us.example.org/x",
        "ws://rtms.zoom.us/x",
        "https://rtms.zoom.us/x",
        "ws://127.0.0.1:1/x",
        "wss://[zoom.us/x",
        "wss://zoom.us:99999/x",
        "",
    ],
)
async def test_addresses_that_are_not_zooms_are_not_connected_to(
    listening: Listening, url: str
) -> None:
    listening.stream = Stream("u", "s", url)

    with pytest.raises(StreamRefused, match="not one of Zoom's"):
        await listening.listen()


async def test_no_redirect_is_followed(listening: Listening) -> None:
    async def away(_request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": listening.zoom.url})

    app = web.Application()
    app.router.add_get("/away", away)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    account = listening.zoom.account
    client = ZoomTranscripts(
        account.client_id, SecretStr(account.client_secret), f"http://{host}:{port}", tls=False
    )

    with pytest.raises(StreamRefused, match="elsewhere"):
        await client.listen(
            Stream("u", "s", f"ws://{host}:{port}/away"), print, listening._may_go_on
        )
    await client.close()
    await runner.cleanup()


@pytest.mark.parametrize(
    "content",
    [
        None,
        "not JSON",
        "[]",
        [],
        {},
        {"data": "no time"},
        {"data": " ", "start_time": 1_750_000_000_000},
        {"data": 5, "start_time": 1_750_000_000_000},
        {"data": "of the year 1970", "start_time": 1_750_000_000},
        {"data": "a flag", "start_time": True},
    ],
)
def test_what_is_no_line_is_left_alone(content: object) -> None:
    assert read_line("s", content) is None


def test_a_line_is_storable_and_bounded() -> None:
    said = {"data": "a\x00b\ud800 \n" + "c" * 9_000, "end_time": 1_750_000_000_000_123}

    line = read_line("s", said)

    assert line is not None
    assert line.text.startswith("ab c")
    assert len(line.text) == 4_000
    assert line.started_at == line.ended_at == datetime.fromtimestamp(1_750_000_000, UTC)
