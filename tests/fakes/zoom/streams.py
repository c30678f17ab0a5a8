"""Live transcripts (RTMS): the signaling and the media socket, with what may go wrong on them."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.fakes.zoom.faults import Faults
from tests.fakes.zoom.state import Json, Meeting, State

HELLO, WELCOME, MEDIA_HELLO, MEDIA_WELCOME, READY, STATE = 1, 2, 3, 4, 7, 8
PING, PONG, LINE = 12, 13, 17
TRANSCRIPT, ALL = 8, 32
BAD_SIGNATURE, UNKNOWN_STREAM, WRONG_MEDIA = 3, 4, 10
TERMINATED = 4
MOST_MISSED = 3


@dataclass(slots=True)
class Stream:
    """One live transcript: at most one connection of each kind; a second one ends the first."""

    signaling: web.WebSocketResponse | None = None
    media: web.WebSocketResponse | None = None
    flows: bool = False
    told: int = 0
    held: list[str] = field(default_factory=list)
    unsent: int = 0
    kicked: int = 0


@dataclass(slots=True)
class Streams:
    """Serves ``/rtms/signaling`` and ``/rtms/media``."""

    state: State
    faults: Callable[[], Faults]
    url: str = ""
    keep_alive_s: float = 10.0
    open: dict[str, Stream] = field(default_factory=dict)
    heard: list[Json] = field(default_factory=list)

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/rtms/signaling", self.signaling),
            web.get("/rtms/media", self.media),
        ]

    def of(self, meeting: Meeting) -> Stream:
        """Return the stream of a meeting."""
        return self.open.setdefault(meeting.stream_id or "", Stream())

    async def signaling(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        hello = await self._first(socket, HELLO)
        refusal = self._refusal(hello)
        if refusal:
            return await _turn_away(socket, WELCOME, refusal)
        stream = self.open.setdefault(hello["rtms_stream_id"], Stream())
        if stream.signaling is not None:
            stream.kicked += 1
            await stream.signaling.close(code=4_000, message=b"another connection")
        stream.signaling = socket
        urls = dict.fromkeys(("transcript", "all"), f"{self.url}/rtms/media")
        answer = {"msg_type": WELCOME, "status_code": 0, "media_server": {"server_urls": urls}}
        await socket.send_json(answer)
        await self._converse(socket, stream)
        return socket

    async def media(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        hello = await self._first(socket, MEDIA_HELLO)
        refusal = self._refusal(hello)
        if not refusal and hello.get("media_type") not in {TRANSCRIPT, ALL}:
            refusal = WRONG_MEDIA
        if refusal:
            return await _turn_away(socket, MEDIA_WELCOME, refusal)
        stream = self.open.setdefault(hello["rtms_stream_id"], Stream())
        if stream.media is not None:
            stream.kicked += 1
            await stream.media.close(code=4_000, message=b"another connection")
        stream.media, stream.flows = socket, False
        await socket.send_json({"msg_type": MEDIA_WELCOME, "status_code": 0})
        await self._converse(socket, stream)
        return socket

    async def speak(self, meeting: Meeting, name: str, text: str, seconds: float = 2.0) -> None:
        """Transcribe what ``name`` has said in the last ``seconds``, unless nobody listens."""
        stream, faults = self.of(meeting), self.faults()
        person = next((each for each in meeting.people if each.name == name), None)
        line = _line(stream.told, person.user_id if person else "0", name, text, seconds)
        stream.told += 1
        if faults.strikes(faults.lines_drop):
            return
        if faults.strikes(faults.lines_reorder):
            stream.held.append(line)
            return
        copies = 2 if faults.strikes(faults.lines_repeat) else 1
        held, stream.held = stream.held, []
        for each in [*[line] * copies, *held]:
            await _send(stream, each)

    async def let_go(self, meeting: Meeting) -> None:
        """Send the lines that are held back."""
        stream = self.of(meeting)
        held, stream.held = stream.held, []
        for each in held:
            await _send(stream, each)

    async def cut(self, meeting: Meeting, *, signaling: bool = False) -> None:
        """Close the media socket, or the signaling socket, in mid-stream."""
        stream = self.of(meeting)
        socket = stream.signaling if signaling else stream.media
        if socket is not None:
            await socket.close(code=1_011, message=b"going away")

    async def stop(self, meeting: Meeting, reason: int) -> None:
        """Tell why the transcript ends, and close both sockets."""
        stream = self.open.pop(meeting.stream_id or "", Stream())
        if stream.signaling is not None and not stream.signaling.closed:
            farewell = {
                "msg_type": STATE,
                "rtms_stream_id": meeting.stream_id,
                "state": TERMINATED,
                "reason": reason,
                "stop_reason": reason,
            }
            await stream.signaling.send_json(farewell)
        for socket in (stream.media, stream.signaling):
            if socket is not None:
                await socket.close()

    async def close(self) -> None:
        """Close all sockets."""
        for stream in self.open.values():
            for socket in (stream.media, stream.signaling):
                if socket is not None:
                    await socket.close()

    async def _first(self, socket: web.WebSocketResponse, kind: int) -> Json:
        message = await socket.receive()
        said = _read(message.data) if message.type == WSMsgType.TEXT else {}
        self.heard.append(said)
        return said if said.get("msg_type") == kind else {}

    def _refusal(self, hello: Json) -> int:
        stream_id, uuid = hello.get("rtms_stream_id", ""), hello.get("meeting_uuid", "")
        if self.faults().refuse_streams:
            return self.faults().refuse_streams
        account = self.state.account
        message = f"{account.client_id},{uuid},{stream_id}".encode()
        expected = hmac.new(account.client_secret.encode(), message, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, str(hello.get("signature", ""))):
            return BAD_SIGNATURE
        known = {each.stream_id: each.uuid for each in self.state.meetings.values()}
        return 0 if known.get(stream_id) == uuid else UNKNOWN_STREAM

    async def _converse(self, socket: web.WebSocketResponse, stream: Stream) -> None:
        """Listen until the socket closes; a client that leaves pings unanswered is let go."""
        pings: list[int] = []
        pinging = asyncio.get_running_loop().create_task(self._ping(socket, pings))
        try:
            async for message in socket:
                said = _read(message.data)
                self.heard.append(said)
                if said.get("msg_type") == PONG and said.get("timestamp") in pings:
                    pings.clear()
                if said.get("msg_type") == READY and socket is stream.signaling:
                    stream.flows = True
                if said.get("msg_type") == PING:
                    await socket.send_json({**said, "msg_type": PONG})
        finally:
            pinging.cancel()
            await asyncio.gather(pinging, return_exceptions=True)

    async def _ping(self, socket: web.WebSocketResponse, pings: list[int]) -> None:
        while not socket.closed:
            await asyncio.sleep(self.keep_alive_s)
            if self.faults().mute_keep_alive:
                continue
            if len(pings) >= MOST_MISSED:
                await socket.close(code=4_001, message=b"keep-alive missed")
                return
            pings.append(int(time.time() * 1_000))
            await socket.send_json({"msg_type": PING, "timestamp": pings[-1]})


async def _turn_away(
    socket: web.WebSocketResponse, kind: int, status: int
) -> web.WebSocketResponse:
    if not socket.closed:
        await socket.send_json({"msg_type": kind, "status_code": status, "reason": "refused"})
        await socket.close()
    return socket


async def _send(stream: Stream, line: str) -> None:
    if stream.media is None or stream.media.closed or not stream.flows:
        stream.unsent += 1
        return
    await stream.media.send_str(line)


def _line(number: int, user_id: str, name: str, text: str, seconds: float) -> str:
    """Return a line in one of the forms that occur: content as text, times in ms or in µs."""
    now_ms = time.time_ns() // 1_000_000
    scale = 1_000 if number % 2 else 1
    content = {
        "user_id": int(user_id),
        "user_name": name,
        "start_time": (now_ms - int(seconds * 1_000)) * scale,
        "end_time": now_ms * scale,
        "timestamp": now_ms * scale,
        "data": text,
    }
    as_text = number % 3 == 2
    return json.dumps({"msg_type": LINE, "content": json.dumps(content) if as_text else content})


def _read(data: object) -> Json:
    try:
        said = json.loads(str(data))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
