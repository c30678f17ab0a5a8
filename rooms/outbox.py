"""The Socket.IO server with bounded outboxes and a gate for seats that are catching up.

python-socketio queues without bound for a client that never reads, and lets live events overtake
the snapshot a new client waits for. Both are mended here, at the one place all packets pass.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, get_args

import socketio
import structlog
from engineio import packet as eio_packet

from rooms.wire import Droppable

DROPPABLE = frozenset(get_args(Droppable))
OWN_EVENTS = frozenset({"connect", "disconnect", "*"})
PIPELINED = frozenset({"answer.edit"})
"""Commands whose order is kept by what they start, so that they need not wait for each other."""
MOST_IN_FLIGHT = 64
DROP_ABOVE = 32
CLOSE_ABOVE = 400

log = structlog.get_logger(__name__)
Connected = Callable[[str, str], Awaitable[None]]


class BoundedServer(socketio.AsyncServer):  # type: ignore[misc]  # the library is untyped
    """Drops what may be dropped for a slow client, and lets go of one that never reads."""

    def __init__(self, *, on_connected: Connected, **options: Any) -> None:
        """``on_connected(eio_sid, namespace)`` runs once a client knows it is connected."""
        super().__init__(**options)
        self._on_connected = on_connected
        self._held: dict[str, list[Any]] = {}
        self._in_flight: dict[str, set[asyncio.Task[None]]] = {}
        self.dropped = 0
        self.closed_slow = 0

    def hold(self, eio_sid: str) -> None:
        """Keep broadcasts for this client back until ``release``."""
        self._held.setdefault(eio_sid, [])

    async def release(self, eio_sid: str) -> None:
        """Send what was held back, in order; the client skips what its snapshot contains."""
        for packet in self._held.pop(eio_sid, []):
            await self._send_eio_packet(eio_sid, packet)

    async def send_first(self, eio_sid: str, namespace: str, event: str, data: object) -> None:
        """Send one event past the gate, ahead of what is held back."""
        packet = self.packet_class(2, namespace=namespace, data=[event, data])
        await self._send_packet(eio_sid, packet)

    async def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        await super()._handle_connect(eio_sid, namespace, data)
        if self._is_gone(eio_sid):
            # The library tells nobody of a socket that was closed before it was connected.
            await self._handle_eio_disconnect(eio_sid, self.reason.TRANSPORT_CLOSE)
            return
        await self._on_connected(eio_sid, namespace or "/")

    async def _handle_event(
        self,
        eio_sid: str,
        namespace: str | None,
        id: int | None,  # noqa: A002  # the library's name
        data: list[Any],
    ) -> None:
        """Let no client raise the library's own events: such a name is an unknown command."""
        said = data[0] if data else ""
        name = said if isinstance(said, str) and said not in OWN_EVENTS else ""
        event = [name, *data[1:]]
        if name in PIPELINED:
            if len(self._in_flight.get(eio_sid, ())) >= MOST_IN_FLIGHT:
                await self._drained(eio_sid)
            self._pipeline(eio_sid, super()._handle_event(eio_sid, namespace, id, event))
            return
        await self._drained(eio_sid)
        await super()._handle_event(eio_sid, namespace, id, event)

    def _pipeline(self, eio_sid: str, handled: Coroutine[Any, Any, None]) -> None:
        """Let the client's next edit come in while this one waits for its commit."""
        task = asyncio.create_task(handled)
        running = self._in_flight.setdefault(eio_sid, set())
        running.add(task)
        task.add_done_callback(running.discard)

    async def _drained(self, eio_sid: str) -> None:
        """Wait until the client's edits are done, so that a submit never overtakes one."""
        while running := self._in_flight.get(eio_sid):
            await asyncio.wait(running)

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        self._held.pop(eio_sid, None)
        self._in_flight.pop(eio_sid, None)
        await super()._handle_eio_disconnect(eio_sid, reason)

    async def _send_eio_packet(self, eio_sid: str, eio_pkt: eio_packet.Packet) -> None:
        held = self._held.get(eio_sid)
        if held is not None:
            if len(held) < CLOSE_ABOVE:
                held.append(eio_pkt)
            return
        waiting = self._waiting(eio_sid)
        if waiting > DROP_ABOVE and event_name(eio_pkt.data) in DROPPABLE:
            self.dropped += 1
            return
        if waiting > CLOSE_ABOVE:
            await self._close_slow(eio_sid)
            return
        await super()._send_eio_packet(eio_sid, eio_pkt)

    async def _send_packet(self, eio_sid: str, pkt: Any) -> None:
        if self._waiting(eio_sid) > CLOSE_ABOVE:
            await self._close_slow(eio_sid)
            return
        await super()._send_packet(eio_sid, pkt)

    def _is_gone(self, eio_sid: str) -> bool:
        client = self.eio.sockets.get(eio_sid)
        return client is None or bool(client.closed or client.closing)

    def _waiting(self, eio_sid: str) -> int:
        client = self.eio.sockets.get(eio_sid)
        return 0 if client is None else int(client.queue.qsize())

    async def _close_slow(self, eio_sid: str) -> None:
        client = self.eio.sockets.get(eio_sid)
        if client is None or client.closed or client.closing:
            return
        self.closed_slow += 1
        log.warning("slow_client_closed", waiting=client.queue.qsize())
        while not client.queue.empty():
            client.queue.get_nowait()
            client.queue.task_done()
        await client.close(wait=False, abort=True)


def event_name(encoded: object) -> str:
    """Return the event's name in an encoded Socket.IO EVENT packet, or an empty word."""
    if not isinstance(encoded, str):
        return ""
    start = encoded.find('["')
    return "" if start < 0 else encoded[start + 2 : encoded.find('"', start + 2)]
