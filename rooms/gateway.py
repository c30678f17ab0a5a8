"""The only user of Socket.IO besides the wiring: who connects, what they command, what they get."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

import structlog
from pydantic import BaseModel, ValidationError
from socketio.exceptions import ConnectionRefusedError as Refused

from domain.interviews import answering, history
from domain.interviews.journal import AnswerJournal
from domain.interviews.summaries import glance_at_rooms
from domain.interviews.views import Presence, Snapshot
from domain.kit.actor import SYSTEM, SeatRole
from domain.kit.errors import DomainError, Kind
from domain.kit.fields import field_messages
from domain.kit.ids import new_request_id
from domain.kit.loops import Loop
from domain.kit.work import Work, WorkShop
from rooms import dashboard, interview
from rooms.addresses import candidate_room, dashboard_room, staff_room
from rooms.doorman import Doorman, SocketAuth
from rooms.outbox import BoundedServer
from rooms.presence import PresenceBoard, PresenceMoved
from rooms.registry import DASHBOARD, ROOM, CommandInvalid, dispatch
from rooms.relay import Relay
from rooms.seats import Seat
from rooms.wire import (
    PresenceChanged,
    RoomDelta,
    RoomsChanged,
    RoomSummary,
    ServerRestarting,
)

WATCH_EVERY_S = 3.0
LARGEST_MESSAGE = 1_000_000
COMMAND_MODULES = (dashboard, interview)

Result = TypeVar("Result")
Scope = Mapping[str, Any]
Turnstile = Callable[[Scope], Awaitable[None]]
log = structlog.get_logger(__name__)


class Unexpected(DomainError):
    """Something broke that the caller cannot mend."""

    kind = Kind.UNAVAILABLE
    code = "Unexpected"
    message = "Something went wrong here. Try again; if it stays, tell us the request id."


class Gateway:
    """Seats people on sockets and carries their commands in and the room's events out."""

    def __init__(
        self,
        workshop: WorkShop,
        journal: AnswerJournal,
        doorman: Doorman,
        board: PresenceBoard,
        turnstile: Turnstile,
        **socket_options: Any,
    ) -> None:
        """Build the Socket.IO server; nothing runs before ``start``.

        ``turnstile`` is asked first for every connection, with its ASGI scope, and refuses by a
        DomainError. ``socket_options`` go to the server: origins, client manager, ping times.
        """
        self.workshop = workshop
        self.journal = journal
        self.seats: dict[str, Seat] = {}
        self._doorman = doorman
        self._board = board
        self._turnstile = turnstile
        self._watch = Loop(self._check_seats, WATCH_EVERY_S)
        self._closing = False
        self._running: set[asyncio.Task[Any]] = set()
        self.sio = BoundedServer(
            on_connected=self._welcome,
            async_mode="asgi",
            async_handlers=False,
            max_http_buffer_size=LARGEST_MESSAGE,
            transports=["websocket"],
            **socket_options,
        )
        self._relay = Relay(self) if socket_options.get("client_manager") else None
        for namespace in (ROOM, DASHBOARD):
            self._serve(namespace)

    def start(self) -> None:
        """Begin to watch that seats are still welcome."""
        self._watch.start()
        if self._relay is not None:
            self._relay.start()

    async def stop(self) -> None:
        """Let running commands finish and stop watching."""
        self._closing = True
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._watch.stop()
        if self._relay is not None:
            await self._relay.stop()

    @property
    def is_watching(self) -> bool:
        """Whether the gateway is open."""
        return self._watch.is_running

    @property
    def has_dashboards(self) -> bool:
        """Whether a dashboard may be listening, here or on another node."""
        here = any(seat.namespace == DASHBOARD for seat in self.seats.values())
        return here or self._relay is not None

    async def say_goodbye(self) -> None:
        """Tell everybody that the server goes away for a moment; candidates' clocks wait."""
        self._closing = True
        payload = ServerRestarting(retry_in_ms=1_000).model_dump(mode="json")
        for seat in list(self.seats.values()):
            await self.sio.emit("server.restarting", payload, to=seat.sid, namespace=seat.namespace)
        for session_id in {s.room_id for s in self.seats.values() if not s.is_staff}:
            await self._note(answering.note_absence, session_id)

    async def emit(self, event: str, data: object, room: str, namespace: str = ROOM) -> None:
        """Send ``data`` to everybody in ``room`` on every node."""
        await self.sio.emit(event, data, room=room, namespace=namespace)

    async def emit_here(self, event: str, data: object, room: str) -> None:
        """Send ``data`` to everybody in ``room`` on this node."""
        await self.sio.emit(event, data, room=room, namespace=ROOM, ignore_queue=True)

    async def show_presence(self, session_id: int) -> None:
        """Tell the room who is in it."""
        people = await self._board.people(session_id)
        payload = PresenceChanged(presence=people).model_dump(mode="json")
        await self.emit("presence.changed", payload, staff_room(session_id))
        await self.emit("presence.changed", payload, candidate_room(session_id))
        self.workshop.publish([PresenceMoved(session_id)])

    async def has_candidate(self, session_id: int) -> bool:
        """Tell whether the candidate is in the room."""
        return any(p.role == "candidate" for p in await self._board.people(session_id))

    async def renew_seat(self, seat: Seat, token: str) -> None:
        """Keep ``seat`` for as long as ``token`` holds."""
        await self._doorman.renew(seat, token)

    async def snapshot(self, seat: Seat) -> Snapshot:
        """Return the room as the seat may see it, with seat, presence and the server's time."""
        async with self.workshop.look(seat.actor) as work:
            room = await history.read_snapshot(work, seat.actor, seat.room_id)
        people = await self._board.people(seat.room_id)
        now = self.workshop.clock()
        return Snapshot(server_time=now, seat=seat.view, room=room, presence=people)

    async def follow(self, seat: Seat, job_id: int | None) -> RoomsChanged:
        """Let a dashboard seat follow the rooms of one job, or all, and return them."""
        await self.sio.leave_room(seat.sid, dashboard_room(seat.job_id), namespace=DASHBOARD)
        seat.job_id = job_id
        await self.sio.enter_room(seat.sid, dashboard_room(job_id), namespace=DASHBOARD)
        async with self.workshop.look(seat.actor) as work:
            glances = await glance_at_rooms(work, seat.actor, job_id=job_id)
        return RoomsChanged(rooms=[await self.summary(asdict(glance)) for glance in glances])

    async def summary(self, glance: dict[str, Any]) -> RoomSummary:
        """Return a room at a glance together with whether its candidate is there."""
        present = await self.has_candidate(glance["session_id"])
        return RoomSummary(**glance, candidate_connected=present)

    async def dismiss(self, seat: Seat) -> None:
        """Close the seat's socket."""
        await self.sio.disconnect(seat.sid, namespace=seat.namespace)

    def _serve(self, namespace: str) -> None:
        async def connect(sid: str, environ: dict[str, Any], auth: object) -> None:
            await self._finish(self._connect(sid, namespace, environ["asgi.scope"], auth))

        async def disconnect(sid: str, _reason: str) -> None:
            await self._finish(self._disconnect(sid))

        async def command(name: str, sid: str, *data: object) -> dict[str, Any]:
            step = self._command(name, sid, data[0] if data else None)
            return await self._in_turn(sid, step)

        self.sio.on("connect", connect, namespace=namespace)
        self.sio.on("disconnect", disconnect, namespace=namespace)
        self.sio.on("*", command, namespace=namespace)

    async def _finish(self, step: Coroutine[Any, Any, Result]) -> Result:
        """Run ``step`` to its end even if its connection is cut off: no transaction is torn."""
        task = asyncio.create_task(step)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _in_turn(self, sid: str, step: Coroutine[Any, Any, Result]) -> Result:
        """Run ``step``, but let its answer wait for the answers of the seat's earlier commands."""
        seat = self.seats.get(sid)
        if seat is None:
            return await self._finish(step)
        answered = asyncio.get_running_loop().create_future()
        before, seat.last_answer = seat.last_answer, answered
        try:
            result = await self._finish(step)
            if before is not None:
                await asyncio.shield(before)
            return result
        finally:
            answered.set_result(None)

    async def _connect(self, sid: str, namespace: str, scope: Scope, auth: object) -> None:
        try:
            await self._turnstile(scope)
            eio_sid = self.sio.manager.eio_sid_from_sid(sid, namespace)
            parsed = _parse_auth(auth)
            seat = await self._doorman.admit(sid, eio_sid, namespace, parsed)
        except DomainError as error:
            raise Refused(error.message, error.body()) from error
        except Exception as error:
            request_id = new_request_id()
            log.exception("connect_failed", request_id=request_id)
            raise Refused(Unexpected.message, Unexpected().body(request_id)) from error
        self.seats[sid] = seat
        if seat.session_id is not None:
            self.sio.hold(eio_sid)
            room = staff_room(seat.room_id) if seat.is_staff else candidate_room(seat.room_id)
            await self.sio.enter_room(sid, room, namespace=namespace)

    async def _welcome(self, eio_sid: str, namespace: str) -> None:
        await self._finish(self._greet(eio_sid, namespace))

    async def _greet(self, eio_sid: str, namespace: str) -> None:
        """Send a new seat what it needs first, then what happened meanwhile."""
        sid = self.sio.manager.sid_from_eio_sid(eio_sid, namespace)
        seat = self.seats.get(sid)
        if seat is None or seat.session_id is None:
            return
        person = Presence(
            role=seat.role.value,
            name=seat.name,
            connected=True,
            since=self.workshop.clock(),
        )
        seat.person = person
        await self._board.join(seat.session_id, sid, person)
        try:
            if seat.role is SeatRole.CANDIDATE:
                await self._note(answering.note_return, seat.session_id)
            event, data = await self._first_message(seat)
            await self.sio.send_first(eio_sid, namespace, event, data.model_dump(mode="json"))
        except DomainError as error:
            log.info("greeting_refused", code=error.code)
            await self.dismiss(seat)
        except Exception:
            log.exception("greeting_failed")
            await self.dismiss(seat)
        finally:
            await self.sio.release(eio_sid)
        await self.show_presence(seat.session_id)

    async def _first_message(self, seat: Seat) -> tuple[str, BaseModel]:
        if seat.epoch is not None and seat.last_seq is not None:
            async with self.workshop.look(seat.actor) as work:
                delta = await history.read_events(work, seat.actor, seat.room_id, seat.last_seq)
            if delta.epoch == seat.epoch and not delta.resync:
                missed = delta.model_dump(include={"epoch", "seq", "events"})
                people = await self._board.people(seat.room_id)
                now = self.workshop.clock()
                return "room.delta", RoomDelta(
                    server_time=now, seat=seat.view, presence=people, **missed
                )
        return "room.snapshot", await self.snapshot(seat)

    async def _disconnect(self, sid: str) -> None:
        seat = self.seats.pop(sid, None)
        if seat is not None and seat.session_id is not None:
            await self._board.leave(seat.session_id, sid)
            await self._see_off(seat)

    async def _see_off(self, seat: Seat) -> None:
        """Tell the room who left; a candidate's clock waits from the last socket's end on."""
        if self._closing:
            return
        if seat.role is SeatRole.CANDIDATE and not await self.has_candidate(seat.room_id):
            await self._note(answering.note_absence, seat.room_id)
        await self.show_presence(seat.room_id)

    async def _note(self, change: Callable[[Work, int], Awaitable[None]], session_id: int) -> None:
        async with self.workshop.begin(SYSTEM) as work:
            await change(work, session_id)

    async def _command(self, name: str, sid: str, data: object) -> dict[str, Any]:
        """Run one command and always answer, whatever happens."""
        request_id = new_request_id()
        seat = self.seats.get(sid)
        if seat is None:
            gone = Unexpected("Your seat is gone. Reconnect.")
            return {"ok": False, "error": gone.body(request_id)}
        try:
            answer = await dispatch(self, seat, name, data)
        except DomainError as error:
            return {"ok": False, "error": error.body(request_id)}
        except Exception:
            log.exception("command_failed", command=name[:50], request_id=request_id)
            return {"ok": False, "error": Unexpected().body(request_id)}
        return {"ok": True, "data": answer}

    async def _check_seats(self) -> None:
        seats = list(self.seats.values())
        if not seats:
            return
        for seat in await self._doorman.dismissed(seats):
            await self.dismiss(seat)
        for seat in seats:
            if seat.person is not None and seat.sid in self.seats:
                await self._board.join(seat.room_id, seat.sid, seat.person)


def _parse_auth(auth: object) -> SocketAuth:
    try:
        return SocketAuth.model_validate(auth or {})
    except ValidationError as error:
        raise CommandInvalid(fields=field_messages(error, "auth")) from error
