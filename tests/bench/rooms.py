"""From an edit to its acknowledgement: this server, durable, against a plain echo."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import socketio
from socketio.exceptions import ConnectionError as NotConnected

from server.config import load_settings
from server.simulate.host import Host, free_port
from server.simulate.plan import Plan
from server.simulate.rehearsal import arrange_here, settings_in
from server.simulate.scenes import Scene
from tests.bench.compare import Contender, comparison, take_turns

ROOM = "/room"
ROOMS, ROUNDS, EDITS_PER_ROUND = 10, 6, 25
# Below the server's limit of 20 edits a second and seat.
EDIT_EVERY_S = 0.1
Edit = Callable[[int, int], dict[str, Any]]


async def compare_rooms(folder: Path) -> str:
    """Return the comparison of round trips over real sockets, ten rooms typing at once."""
    settings = settings_in(folder, load_settings())
    scenes = await arrange_here(Plan(ROOMS, 1.0), settings)
    host, port = Host(settings), free_port()
    async with aiohttp.ClientSession() as http, echo_server(port):
        await host.start(http)
        try:
            typing = [await _open_question(scene, host.url) for scene in scenes]
            echoes = [await join(f"http://127.0.0.1:{port}", {}) for _ in scenes]
            ours = Contender("this server, committed", _rounds(typing, scenes))
            peer = Contender("plain echo, nothing kept", _rounds(echoes, scenes))
            await take_turns(ours, peer, ROUNDS)
            for client in [*typing, *echoes]:
                await client.disconnect()
        finally:
            await host.stop()
    return comparison(f"Edit to acknowledgement, {ROOMS} rooms typing at once", ours, peer)


@asynccontextmanager
async def echo_server(port: int) -> AsyncIterator[None]:
    """Run the peer while the block runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.echo", str(port)
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def _open_question(scene: Scene, url: str) -> Any:
    """Start the interview, open its first question and return the candidate's client."""
    recruiter = await join(url, scene.recruiter_auth())
    candidate = await join(url, scene.candidate_auth())
    await recruiter.call("room.start", {}, namespace=ROOM)
    await recruiter.call("question.push", {"question_id": scene.questions[0]}, namespace=ROOM)
    await recruiter.disconnect()
    return candidate


async def join(url: str, auth: dict[str, Any]) -> Any:
    """Connect a standard client, waiting for a server that is still starting."""
    while True:
        client = socketio.AsyncClient(reconnection=False, handle_sigint=False)
        with suppress(NotConnected):
            options = {"namespaces": [ROOM], "transports": ["websocket"], "wait_timeout": 10}
            await client.connect(url, auth=auth, **options)
            return client
        await asyncio.sleep(0.1)


def _rounds(clients: list[Any], scenes: list[Scene]) -> Callable[[], Awaitable[list[float]]]:
    revs = dict.fromkeys(range(len(clients)), 0)

    async def type_a_while(number: int) -> list[float]:
        await asyncio.sleep(number * EDIT_EVERY_S / len(clients))
        times = []
        for _ in range(EDITS_PER_ROUND):
            revs[number] += 1
            times.append(await _edit(clients[number], scenes[number], revs[number]))
            await asyncio.sleep(EDIT_EVERY_S)
        return times

    async def one_round() -> list[float]:
        took = await asyncio.gather(*(type_a_while(number) for number in revs))
        return [time for times in took for time in times]

    return one_round


async def _edit(client: Any, scene: Scene, rev: int) -> float:
    """Type one letter; return the milliseconds to its acknowledgement."""
    data = {
        "question_id": scene.questions[0],
        "client_id": "bench",
        "base_rev": rev - 1,
        "rev": rev,
        "splices": [{"at": rev - 1, "remove": 0, "insert": "x", "t": rev}],
    }
    began = time.perf_counter()
    answer = await client.call("answer.edit", data, namespace=ROOM)
    took = (time.perf_counter() - began) * 1_000
    if not answer["ok"]:
        raise RuntimeError(answer["error"])
    return took
