"""One seat's line to its room: a standard Socket.IO client that comes back by itself."""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp
import socketio
from socketio.exceptions import BadNamespaceError
from socketio.exceptions import ConnectionError as NotConnected

from server.simulate.figures import Figures

ROOM = "/room"
CONNECT_WITHIN_S = 15
ANSWER_WITHIN_S = 20
FIRST_RETRY_S, LONGEST_RETRY_S = 0.15, 1.5
EPHEMERAL = {"answer.edited", "score.partial", "presence.changed", "slow_down"}
# A connection that breaks is part of the rehearsal; the library would print each as an error.
QUIET = logging.getLogger("greenroom.simulate.engineio")
QUIET.setLevel(logging.CRITICAL)
Answer = Callable[[dict[str, Any]], None]


class Refused(Exception):
    """The server refused a command; ``code`` and ``error`` say why."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error.get("code", "?"))
        self.code: str = error.get("code", "?")
        self.error = error


class Person(Protocol):
    """Who sits at the line. All are called in the order in which things happened."""

    def sees(self, room: dict[str, Any]) -> None:
        """The room as it is now."""

    def hears(self, event: dict[str, Any]) -> None:
        """The next durable event of the room."""

    def glimpses(self, name: str, data: dict[str, Any]) -> None:
        """Something fleeting: an edit, a partial score."""

    def loses_line(self) -> None:
        """The connection broke."""

    def is_back(self) -> None:
        """The line can be used again."""


@dataclass(slots=True)
class Line:
    """Keeps one seat connected, follows the room's events without gaps and carries commands."""

    http: aiohttp.ClientSession
    url: str
    auth: Callable[[], dict[str, Any]]
    person: Person
    figures: Figures
    usable: asyncio.Event = field(default_factory=asyncio.Event)
    _sio: Any = None
    _epoch: str | None = None
    _seq: int = 0
    _later: dict[int, dict[str, Any]] = field(default_factory=dict)
    _lost: asyncio.Event = field(default_factory=asyncio.Event)
    _asked: set[asyncio.Future[dict[str, Any]]] = field(default_factory=set)
    _catching_up: asyncio.Task[None] | None = None
    _connections: int = 0

    async def keep(self) -> None:
        """Stay connected until cancelled."""
        wait = FIRST_RETRY_S
        try:
            while True:
                if await self._connect():
                    wait = FIRST_RETRY_S
                    await self._lost.wait()
                await asyncio.sleep(wait * random.uniform(0.7, 1.3))  # noqa: S311  # spreads clients
                wait = min(LONGEST_RETRY_S, wait * 2)
        finally:
            self.usable.clear()
            if self._sio is not None:
                await self._sio.disconnect()

    async def command(self, name: str, **data: Any) -> Any:
        """Give a command until it is answered, over several connections if need be.

        Returns the answer's data; raises Refused. Only for commands that may be repeated.
        """
        while True:
            await self.usable.wait()
            with suppress(NotConnected, BadNamespaceError, TimeoutError):
                return _data(await self._ask(name, data))
            await asyncio.sleep(FIRST_RETRY_S)

    async def send(self, name: str, data: dict[str, Any], answer: Answer) -> bool:
        """Send a command; ``answer`` gets the acknowledgement unless the connection breaks."""
        if not self.usable.is_set():
            return False
        try:
            await self._sio.emit(name, data, namespace=ROOM, callback=answer)
        except BadNamespaceError:
            return False
        return True

    async def _connect(self) -> bool:
        self._lost.clear()
        self._sio = sio = socketio.AsyncClient(
            reconnection=False,
            handle_sigint=False,
            http_session=self.http,
            engineio_logger=QUIET,
        )
        sio.on("*", self._hear, namespace=ROOM)
        sio.on("disconnect", self._disconnected, namespace=ROOM)
        sio.on("connect_error", self._not_admitted, namespace=ROOM)
        known = {} if self._epoch is None else {"epoch": self._epoch, "last_seq": self._seq}
        try:
            await sio.connect(
                self.url,
                auth=self.auth() | known,
                namespaces=[ROOM],
                transports=["websocket"],
                wait_timeout=CONNECT_WITHIN_S,
            )
        except NotConnected:
            return False
        self.figures.counts.reconnections += self._connections > 0
        self._connections += 1
        return True

    def _not_admitted(self, reason: object = None) -> None:
        if isinstance(reason, dict):
            self.figures.errors[f"connect {reason.get('data', reason).get('code', '?')}"] += 1

    def _disconnected(self, _reason: object = None) -> None:
        self.usable.clear()
        self._later.clear()
        self._lost.set()
        for answered in self._asked:
            if not answered.done():
                answered.set_exception(NotConnected())
        self.person.loses_line()

    def _hear(self, name: str, data: dict[str, Any]) -> None:
        if name == "room.snapshot":
            self._take_snapshot(data)
            self._ready()
        elif name == "room.delta":
            for event in data["events"]:
                self._take(event)
            self._ready()
        elif name in EPHEMERAL:
            self.person.glimpses(name, data)
        elif "seq" in data:
            self._take(data)

    def _ready(self) -> None:
        self.usable.set()
        self.person.is_back()

    def _take_snapshot(self, snapshot: dict[str, Any]) -> None:
        room = snapshot["room"]
        self._epoch, self._seq = room["epoch"], room["seq"]
        self.person.sees(room)

    def _take(self, event: dict[str, Any]) -> None:
        if event["seq"] > self._seq + 1:
            self._later[event["seq"]] = event
            if self._catching_up is None or self._catching_up.done():
                self._catching_up = asyncio.create_task(self._catch_up())
            return
        if event["seq"] == self._seq + 1:
            self._seq = event["seq"]
            self.person.hears(event)
        following = self._later.pop(self._seq + 1, None)
        if following is not None:
            self._take(following)

    async def _catch_up(self) -> None:
        self.figures.errors["gap in events"] += 1
        delta = await self.command("room.catch_up", after=self._seq)
        if delta["resync"]:
            self._take_snapshot(await self.command("room.snapshot"))
        for event in delta["events"]:
            self._take(event)

    async def _ask(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """Send a command and wait for its answer; NotConnected when the connection breaks."""
        answered: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

        def answer(acknowledgement: dict[str, Any]) -> None:
            if not answered.done():
                answered.set_result(acknowledgement)

        if not await self.send(name, data, answer):
            raise NotConnected
        self._asked.add(answered)
        try:
            return await asyncio.wait_for(answered, ANSWER_WITHIN_S)
        except TimeoutError:
            self.figures.errors[f"{name} not answered"] += 1
            raise
        finally:
            self._asked.discard(answered)


def _data(answer: dict[str, Any]) -> Any:
    if answer["ok"]:
        return answer.get("data")
    raise Refused(answer["error"])
