"""A client that never reads costs bounded memory, slows nobody and is let go."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import Request, TextMessage

from rooms.addresses import staff_room
from rooms.outbox import CLOSE_ABOVE, DROP_ABOVE
from tests.factories.server import Client, RunningServer, Scene
from tests.factories.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")

BULK = {"note": "x" * 20_000}


@asynccontextmanager
async def deaf_recruiter(server: RunningServer, scene: Scene) -> AsyncIterator[None]:
    """Seat a raw WebSocket that says what it must and never reads again."""
    port = server.house.settings.port
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    line.setblocking(False)  # noqa: FBT003  # the library's signature
    loop = asyncio.get_running_loop()
    await loop.sock_connect(line, ("127.0.0.1", port))
    protocol = WSConnection(ConnectionType.CLIENT)
    target = "/socket.io/?EIO=4&transport=websocket"
    await loop.sock_sendall(line, protocol.send(Request(host=f"localhost:{port}", target=target)))
    protocol.receive_data(await loop.sock_recv(line, 4_096))
    auth = json.dumps({"token": scene.token, "session_id": scene.session_id})
    await loop.sock_sendall(line, protocol.send(TextMessage(f"40/room,{auth}")))
    yield
    line.close()


def deepest_outbox(server: RunningServer) -> int:
    clients = server.house.gateway.sio.eio.sockets.values()
    return max((client.queue.qsize() for client in clients), default=0)


async def seats(server: RunningServer, count: int) -> None:
    await until(lambda: len(server.house.gateway.seats) == count)


async def send_many(server: RunningServer, event: str, scene: Scene, recruiter: Client) -> int:
    """Send more than any outbox may hold; return how deep the deepest one became."""
    deepest = 0
    for number in range(1, 2 * CLOSE_ABOVE + 1):
        await server.house.gateway.emit(event, BULK | {"n": number}, staff_room(scene.session_id))
        deepest = max(deepest, deepest_outbox(server))
        if number % (DROP_ABOVE // 2) == 0:
            await recruiter.hear(event, number)
    return deepest


async def test_a_client_that_never_reads_is_closed_and_the_others_hear_everything(
    shared_sqlite: RunningServer,
) -> None:
    async with shared_sqlite.room() as (scene, recruiter, _candidate):
        gateway = shared_sqlite.house.gateway
        async with deaf_recruiter(shared_sqlite, scene):
            await seats(shared_sqlite, 3)

            deepest = await send_many(shared_sqlite, "note.test", scene, recruiter)

            assert gateway.sio.closed_slow == 1
            assert deepest <= CLOSE_ABOVE + 1
            await seats(shared_sqlite, 2)
            heard = [note["n"] for note in recruiter.events("note.test")]
            assert heard == list(range(1, 2 * CLOSE_ABOVE + 1))


async def test_what_may_be_dropped_never_queues_up(shared_sqlite: RunningServer) -> None:
    async with shared_sqlite.room() as (scene, recruiter, _candidate):
        gateway = shared_sqlite.house.gateway
        async with deaf_recruiter(shared_sqlite, scene):
            await seats(shared_sqlite, 3)

            deepest = await send_many(shared_sqlite, "score.partial", scene, recruiter)

            assert deepest <= DROP_ABOVE + 2
            assert gateway.sio.dropped > 0
            assert len(gateway.seats) == 3
