"""The pretended Zoom's live transcripts keep to the protocol that our client is written for."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from server.adapters.zoom_signing import stream_signature
from tests.fakes.zoom import FakeZoom, Faults, Meeting

Socket = aiohttp.ClientWebSocketResponse


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


@pytest.fixture
def meeting(zoom: FakeZoom) -> Meeting:
    made = zoom.state.make({"topic": "An interview"})
    zoom.start_meeting(made.number)
    zoom.join(made.number, "Ann Lee")
    zoom.start_stream(made.number)
    return made


def hello(zoom: FakeZoom, meeting: Meeting, kind: int, secret: str = "") -> dict[str, Any]:
    account, stream_id = zoom.account, meeting.stream_id or ""
    proof = stream_signature(
        account.client_id, secret or account.client_secret, meeting.uuid, stream_id
    )
    return {
        "msg_type": kind,
        "protocol_version": 1,
        "sequence": 1,
        "meeting_uuid": meeting.uuid,
        "rtms_stream_id": stream_id,
        "signature": proof,
        **({"media_type": 8} if kind == 3 else {}),
    }


async def connect(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting
) -> tuple[Socket, Socket]:
    """Return the signaling and the media socket of a stream that flows."""
    signaling = await http.ws_connect(f"{zoom.url}/rtms/signaling")
    await signaling.send_json(hello(zoom, meeting, 1))
    welcome = await signaling.receive_json()
    assert (welcome["msg_type"], welcome["status_code"]) == (2, 0)
    media = await http.ws_connect(welcome["media_server"]["server_urls"]["transcript"])
    await media.send_json(hello(zoom, meeting, 3))
    assert await media.receive_json() == {"msg_type": 4, "status_code": 0}
    await signaling.send_json({"msg_type": 7, "rtms_stream_id": meeting.stream_id})
    # A question of our own, answered in order, tells that the message before it was read.
    await signaling.send_json({"msg_type": 12, "timestamp": 5})
    assert await signaling.receive_json() == {"msg_type": 13, "timestamp": 5}
    return signaling, media


async def said(media: Socket) -> str:
    content = (await media.receive_json())["content"]
    text = (json.loads(content) if isinstance(content, str) else content)["data"]
    assert isinstance(text, str)
    return text


async def test_lines_flow_once_the_client_is_ready(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting
) -> None:
    await zoom.speak(meeting.number, "Ann Lee", "before anybody listens")
    _, media = await connect(http, zoom, meeting)

    for number in range(6):
        await zoom.speak(meeting.number, "Ann Lee", f"line {number}")

    assert [await said(media) for _ in range(6)] == [f"line {number}" for number in range(6)]
    assert zoom.streams.of(meeting).unsent == 1


@pytest.mark.parametrize(("path", "kind"), [("signaling", 1), ("media", 3)])
async def test_a_wrong_signature_is_turned_away(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting, path: str, kind: int
) -> None:
    socket = await http.ws_connect(f"{zoom.url}/rtms/{path}")
    await socket.send_json(hello(zoom, meeting, kind, secret="another secret"))

    answer = await socket.receive_json()

    assert (answer["msg_type"], answer["status_code"]) == (kind + 1, 3)
    assert (await socket.receive()).type == aiohttp.WSMsgType.CLOSE


async def test_a_second_connection_ends_the_first(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting
) -> None:
    first, first_media = await connect(http, zoom, meeting)
    _, media = await connect(http, zoom, meeting)

    await zoom.speak(meeting.number, "Ann Lee", "to the second")

    assert (await first.receive()).data == 4_000
    assert (await first_media.receive()).data == 4_000
    assert await said(media) == "to the second"
    assert zoom.streams.of(meeting).kicked == 2


async def test_a_client_that_leaves_pings_unanswered_is_let_go(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting
) -> None:
    zoom.streams.keep_alive_s = 0.02
    _, media = await connect(http, zoom, meeting)

    heard = [await media.receive_json() for _ in range(3)]

    assert {each["msg_type"] for each in heard} == {12}
    assert (await media.receive()).data == 4_001


async def test_a_client_that_answers_pings_stays(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting
) -> None:
    zoom.streams.keep_alive_s = 0.02
    _, media = await connect(http, zoom, meeting)

    for _ in range(6):
        ping = await media.receive_json()
        await media.send_json({"msg_type": 13, "timestamp": ping["timestamp"]})

    assert not media.closed


async def test_lines_are_lost_repeated_and_disordered(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting
) -> None:
    _, media = await connect(http, zoom, meeting)
    zoom.faults = Faults(seed=3, lines_drop=0.2, lines_repeat=0.3, lines_reorder=0.3)

    for number in range(40):
        await zoom.speak(meeting.number, "Ann Lee", str(number))
    await zoom.streams.let_go(meeting)
    zoom.faults = Faults()
    await zoom.speak(meeting.number, "Ann Lee", "end")

    heard: list[str] = []
    while not heard or heard[-1] != "end":
        heard.append(await said(media))
    numbers = [int(each) for each in heard[:-1]]
    assert len(set(numbers)) < 40
    assert len(numbers) > len(set(numbers))
    assert numbers != sorted(numbers)


@pytest.mark.parametrize("reason", [6, 8, 18])
async def test_a_stream_ends_with_its_reason(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting, reason: int
) -> None:
    signaling, media = await connect(http, zoom, meeting)

    stopping = asyncio.create_task(zoom.stop_stream(meeting.number, reason))

    assert (await signaling.receive_json())["stop_reason"] == reason
    assert (await media.receive()).type == aiohttp.WSMsgType.CLOSE
    await signaling.close()
    await stopping


async def test_a_stream_that_was_cut_goes_on_after_a_new_connection(
    http: aiohttp.ClientSession, zoom: FakeZoom, meeting: Meeting
) -> None:
    _, media = await connect(http, zoom, meeting)
    cutting = asyncio.create_task(zoom.streams.cut(meeting))
    assert (await media.receive()).data == 1_011
    await cutting

    _, again = await connect(http, zoom, meeting)
    await zoom.speak(meeting.number, "Ann Lee", "there again")

    assert await said(again) == "there again"
