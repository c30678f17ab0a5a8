"""Zoom's live transcripts (RTMS): a signaling and a media socket, kept alive and taken up again.

Only Zoom's own addresses are connected to, over TLS, and no redirect is followed. A second
connection to a stream ends the first one, so a stream that broke off is taken up again only
while the caller still owns it.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ssl import SSLContext
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from pydantic import SecretStr

from domain.kit.addresses import place
from domain.video.hooks import Stream
from domain.video.live_ports import LiveLine, StreamLost, StreamRefused
from server.adapters.rtms_lines import read_line, read_message
from server.adapters.zoom_files import is_zooms
from server.adapters.zoom_signing import stream_signature

RECONNECTS_FOR_S = 30.0
PAUSES_S = (0.0, 0.5, 1.0, 2.0, 4.0)
"""Before each try to take up a stream again; the last one repeats."""
KEEP_ALIVE_S = 10.0
MOST_MISSED = 3
WITHIN_S = 10.0
FAREWELL_S = 1.0
"""How long the reason of an end may come after the end of the media."""
MOST_BYTES = 256 * 1024
_HELLO, _WELCOME, _MEDIA_HELLO, _MEDIA_WELCOME, _READY = 1, 2, 3, 4, 7
_STREAM_STATE, _SESSION_STATE, _PING, _PONG, _LINE = 8, 9, 12, 13, 17
_OVER = {_STREAM_STATE: 4, _SESSION_STATE: 5}
_TRANSCRIPT, _AS_TEXT = 8, 5
_PORTS = {"ws": 80, "wss": 443}
Socket = aiohttp.ClientWebSocketResponse
Hear = Callable[[dict[str, Any]], int | None]


class _Broke(Exception):
    """A socket closed, fell silent or babbled."""


class _Over(Exception):
    """The host said that the stream is over, and its number of the reason if it gave one."""

    def __init__(self, reason: int | None) -> None:
        super().__init__(reason)
        self.reason = reason


class ZoomTranscripts:
    """Receives live transcripts of one Zoom app."""

    def __init__(
        self,
        client_id: str,
        client_secret: SecretStr,
        base_url: str,
        *,
        keep_alive_s: float = KEEP_ALIVE_S,
        tls: SSLContext | bool = True,
    ) -> None:
        """``base_url`` is trusted besides Zoom's names; settings see that it is Zoom's in earnest.

        Both sides of a socket ask the other for a sign of life every ``keep_alive_s`` seconds.
        """
        self._client_id = client_id
        self._secret = client_secret
        self._keep_alive_s = keep_alive_s
        self._tls = tls
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        port = parts.port or _PORTS["wss" if parts.scheme == "https" else "ws"]
        self._own = "" if is_zooms(host) else place(host, port)
        self._http: aiohttp.ClientSession | None = None

    async def listen(
        self,
        stream: Stream,
        take: Callable[[LiveLine], None],
        goes_on: Callable[[], Awaitable[bool]],
    ) -> int | None:
        """Do as ``LiveTranscripts`` says."""
        tries = 0
        broke_at = time.monotonic()
        while True:
            attempt = _Attempt(stream, take)
            try:
                await self._receive(attempt)
            except _Over as over:
                return over.reason
            except (_Broke, aiohttp.ClientError, OSError, TimeoutError):
                if attempt.flowed:
                    tries, broke_at = 0, time.monotonic()
            pause = PAUSES_S[min(tries, len(PAUSES_S) - 1)]
            if time.monotonic() + pause - broke_at > RECONNECTS_FOR_S or not await goes_on():
                raise StreamLost
            tries += 1
            await asyncio.sleep(pause)

    async def close(self) -> None:
        """Let go of connections."""
        if self._http is not None:
            await self._http.close()

    async def _receive(self, attempt: "_Attempt") -> None:
        """Receive until the stream is over or breaks; never returns otherwise."""
        stream = attempt.stream
        async with self._connect(_first_of(stream.server_urls)) as signaling:
            welcome = await self._greet(signaling, _HELLO, _WELCOME, stream)
            async with self._connect(_media_url(welcome)) as media:
                asked = {"transcript": {"content_type": _AS_TEXT}}
                wish = {"media_type": _TRANSCRIPT, "media_params": asked}
                await self._greet(media, _MEDIA_HELLO, _MEDIA_WELCOME, stream, **wish)
                await signaling.send_json({"msg_type": _READY, "rtms_stream_id": stream.stream_id})
                attempt.flowed = True
                await self._converse(signaling, media, attempt)

    async def _converse(self, signaling: Socket, media: Socket, attempt: "_Attempt") -> None:
        """Hear both sockets; the first that ends decides, but a reason may still come."""
        signals = asyncio.create_task(self._hear(signaling, attempt))
        flow = asyncio.create_task(self._hear(media, attempt))
        others = [asyncio.create_task(self._keep_alive(each)) for each in (signaling, media)]
        tasks = [signals, flow, *others]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if not signals.done():
                await asyncio.wait({signals}, timeout=FAREWELL_S)
        finally:
            for task in tasks:
                task.cancel()
            endings = await asyncio.gather(*tasks, return_exceptions=True)
        for ending in endings:
            if isinstance(ending, _Over):
                raise ending
        raise _Broke

    async def _hear(self, socket: Socket, attempt: "_Attempt") -> None:
        while True:
            said = await _next(socket, self._keep_alive_s * (MOST_MISSED + 0.5))
            kind = said.get("msg_type")
            if kind == _PING:
                await socket.send_json({"msg_type": _PONG, "timestamp": said.get("timestamp")})
            elif kind == _LINE:
                attempt.hand_over(said.get("content"))
            elif kind in _OVER and said.get("state") == _OVER[kind]:
                reason = said.get("stop_reason", said.get("reason"))
                raise _Over(reason if type(reason) is int else None)

    async def _keep_alive(self, socket: Socket) -> None:
        while True:
            await asyncio.sleep(self._keep_alive_s)
            await socket.send_json({"msg_type": _PING, "timestamp": int(time.time() * 1_000)})

    async def _greet(
        self, socket: Socket, kind: int, answer: int, stream: Stream, **wish: Any
    ) -> dict[str, Any]:
        secret = self._secret.get_secret_value()
        proof = stream_signature(self._client_id, secret, stream.meeting_uuid, stream.stream_id)
        hello = {
            "msg_type": kind,
            "protocol_version": 1,
            "sequence": 1 if kind == _HELLO else 0,
            "meeting_uuid": stream.meeting_uuid,
            "rtms_stream_id": stream.stream_id,
            "signature": proof,
        }
        await socket.send_json(hello | wish)
        said = await _next(socket, WITHIN_S)
        if said.get("msg_type") != answer:
            raise _Broke
        status = said.get("status_code")
        if type(status) is not int or status != 0:
            shown = status if type(status) is int else "unknown"
            raise StreamRefused(f"Zoom refused the live transcript with status {shown}.")
        return said

    @asynccontextmanager
    async def _connect(self, url: str) -> AsyncIterator[Socket]:
        self._check(url)
        socket = await _soon(
            self._session().ws_connect(url, max_msg_size=MOST_BYTES, ssl=self._tls)
        )
        try:
            yield socket
        finally:
            await socket.close()

    def _check(self, url: str) -> None:
        """Raise StreamRefused for an address that is not Zoom's."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError:
            host, port, parts = "", 0, urlsplit("")
        if parts.scheme == "wss" and is_zooms(host):
            return
        if self._own and parts.scheme in _PORTS and place(host, port) == self._own:
            return
        raise StreamRefused("The live transcript's address is not one of Zoom's.")

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            tracing = aiohttp.TraceConfig()
            tracing.on_request_redirect.append(_refuse_redirect)
            self._http = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=WITHIN_S),
                trace_configs=[tracing],
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._http


@dataclass(slots=True)
class _Attempt:
    """One connection to a stream; ``flowed`` once the host has accepted it."""

    stream: Stream
    take: Callable[[LiveLine], None]
    flowed: bool = False

    def hand_over(self, content: object) -> None:
        line = read_line(self.stream.stream_id, content)
        if line is not None:
            self.take(line)


async def _next(socket: Socket, within_s: float) -> dict[str, Any]:
    message = await asyncio.wait_for(socket.receive(), within_s)
    if message.type not in {aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY}:
        raise _Broke
    return read_message(message.data)


async def _soon(connecting: Awaitable[Socket]) -> Socket:
    async with asyncio.timeout(WITHIN_S):
        return await connecting


async def _refuse_redirect(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    _redirect: aiohttp.TraceRequestRedirectParams,
) -> None:
    raise StreamRefused("The live transcript's address leads elsewhere.")


def _first_of(server_urls: str) -> str:
    return server_urls.partition(",")[0].strip()


def _media_url(welcome: dict[str, Any]) -> str:
    """Return where the transcript is, or everything."""
    server = welcome.get("media_server")
    urls = server.get("server_urls") if isinstance(server, dict) else None
    found = (urls.get("transcript") or urls.get("all")) if isinstance(urls, dict) else None
    return _first_of(found) if isinstance(found, str) else ""
